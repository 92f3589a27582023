"""The terminal that the explorer draws on."""

from textual.drivers.linux_driver import LinuxDriver

from iraq_tui.tui.early import Early
from iraq_tui.tui.thrift import Piece, Thrift

_OPEN = "\x1b[?1049h"
"""What clears the screen, and keeps what was on it for later."""


class ThriftyDriver(LinuxDriver):
    """Textual's driver for POSIX terminals, writing no more than changes."""

    _thrift: Thrift | None = None
    _keeps_screen = False

    def start_application_mode(self) -> None:
        """Take the terminal over, with what shows on it already."""
        early = getattr(self._app, "early", None)
        if not isinstance(early, Early) or not early.shows:
            super().start_application_mode()  # type: ignore[no-untyped-call]
            return
        self._keeps_screen = True
        try:
            super().start_application_mode()  # type: ignore[no-untyped-call]
        finally:
            self._keeps_screen = False
        self.attrs_before = early.hand_over()

    def write(self, data: str) -> None:
        """Write what of the data the terminal does not show already."""
        if self._keeps_screen and data == _OPEN:
            return
        if self._thrift is None:
            self._thrift = Thrift()
        super().write(self._thrift.shorten(data))

    def show(self, pieces: list[Piece], place: str) -> None:
        """Write what of some texts the terminal does not show already, and where its cursor is."""
        if self._thrift is None:
            self._thrift = Thrift()
        super().write(self._thrift.show(pieces) + place)

    def forget(self) -> None:
        """Write everything anew from now on: the terminal may show anything."""
        if self._thrift is not None:
            self._thrift.forget()
