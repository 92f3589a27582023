"""The terminal that the explorer draws on."""

import contextlib
import select
import signal
from threading import Thread
from typing import IO, Any, cast

from textual.app import App
from textual.drivers.linux_driver import LinuxDriver
from textual.message import Message

from iraq_tui.tui.early import Early
from iraq_tui.tui.thrift import Piece, Thrift

_OPEN = "\x1b[?1049h"
"""What clears the screen, and keeps what was on it for later."""


class _Lasting:
    """A file of text that takes what is written, also once the terminal behind it is gone.

    Textual's thread that writes would end with the error, and its queue fill up.
    """

    def __init__(self, file: IO[str]) -> None:
        self._file = file

    def write(self, text: str) -> None:
        with contextlib.suppress(OSError):
            self._file.write(text)

    def flush(self) -> None:
        with contextlib.suppress(OSError):
            self._file.flush()

    def fileno(self) -> int:
        return self._file.fileno()


class ThriftyDriver(LinuxDriver):
    """Textual's driver for POSIX terminals, writing no more than changes."""

    _keeps_screen = False
    _watch: Thread | None = None

    def __init__(
        self,
        app: App[object],
        *,
        debug: bool = False,
        mouse: bool = True,
        size: tuple[int, int] | None = None,
    ) -> None:
        """A driver for an app; the options are those of every driver."""
        super().__init__(app, debug=debug, mouse=mouse, size=size)
        self._thrift = Thrift()
        self._file: Any = _Lasting(cast("IO[str]", self._file))

    def start_application_mode(self) -> None:
        """Take the terminal over, with what shows on it already."""
        if self._watch is None:
            self._watch = Thread(target=self._end_with_terminal, name="terminal", daemon=True)
            self._watch.start()
        self._take_over()

    def _end_with_terminal(self) -> None:
        """Wait until the terminal is gone: Textual's thread would read its end for ever.

        Its signal may not have come, as where one is ignored from before.
        """
        gone = select.poll()
        gone.register(self.fileno, 0)
        # macOS may know no more than that it cannot tell.
        if any(what & (select.POLLHUP | select.POLLERR) for _, what in gone.poll()):
            self._loop.call_soon_threadsafe(self._app.exit, None, 128 + signal.SIGHUP)

    def _take_over(self) -> None:
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

    def send_message(self, message: Message) -> None:
        """Hand what was typed to the app, without a task of the loop's for each."""
        self._loop.call_soon_threadsafe(self._app.post_message, message)

    def write(self, data: str) -> None:
        """Write what of the data the terminal does not show already."""
        if self._keeps_screen and data == _OPEN:
            return
        super().write(self._thrift.shorten(data))

    def show(self, pieces: list[Piece], place: str) -> None:
        """Write what of some texts the terminal does not show already, and where its cursor is."""
        super().write(self._thrift.show(pieces) + place)

    def forget(self) -> None:
        """Write everything anew from now on: the terminal may show anything."""
        self._thrift.forget()
