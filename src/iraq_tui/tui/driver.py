"""The terminal that the explorer draws on."""

from textual.drivers.linux_driver import LinuxDriver

from iraq_tui.tui.thrift import Thrift


class ThriftyDriver(LinuxDriver):
    """Textual's driver for POSIX terminals, writing no more than changes."""

    _thrift: Thrift | None = None

    def write(self, data: str) -> None:
        """Write what of the data the terminal does not show already."""
        if self._thrift is None:
            self._thrift = Thrift()
        super().write(self._thrift.shorten(data))

    def forget(self) -> None:
        """Write everything anew from now on: the terminal may show anything."""
        if self._thrift is not None:
            self._thrift.forget()
