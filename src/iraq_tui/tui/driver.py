"""The terminal that the explorer draws on."""

import contextlib
import os
import select
import signal
import sys
import termios
import time
from threading import Event, Thread
from types import FrameType
from typing import IO, Any, cast

from textual.app import App
from textual.constants import ESCAPE_DELAY
from textual.drivers.linux_driver import LinuxDriver
from textual.message import Message

from iraq_tui.tui.early import CLOSE, ENDS, Early
from iraq_tui.tui.incoming import Incoming
from iraq_tui.tui.thrift import Piece, Thrift

_OPEN = "\x1b[?1049h"
"""What clears the screen, and keeps what was on it for later."""
_PLAIN = "\x1b[0m"
_NO_PIXELS = "\x1b[?1016l"
_ALL_OFF = "\x1b[?1000l\x1b[?1003l\x1b[?1015l\x1b[?1006l\x1b[?1016l\x1b[?2004l\x1b[?2048l\x1b[<u"
"""Everything that Textual asks of a terminal besides."""
_PATIENCE = 3.0
"""Seconds in which it must have ended after a signal; else it is made to."""
_LAST_WORDS = 1.0
"""Seconds that a terminal gets to take those."""
_PAUSE = ESCAPE_DELAY + 0.02
"""Seconds without more after which an Esc is one, and Textual knows it."""


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


class _Bell(Event):
    """An event that can be waited for together with a file: it has a file of its own, which has
    something to read as long as the event is set."""

    def __init__(self) -> None:
        super().__init__()
        self._out, self._in = os.pipe()

    def set(self) -> None:
        if not self.is_set():
            os.write(self._in, b"!")
        super().set()

    def clear(self) -> None:
        if self.is_set():
            os.read(self._out, 1)
        super().clear()

    def fileno(self) -> int:
        return self._out


class ThriftyDriver(LinuxDriver):
    """Textual's driver for POSIX terminals, writing no more than changes."""

    _keeps_screen = False
    _watch: Thread | None = None
    _has_terminal = False
    """Whether the terminal is ours: not an editor's, not a shell's."""
    _may_rest = False
    """Whether it is still to go to the background."""
    _is_resting = False
    """Whether the terminal is to be taken once the explorer is brought back from the background."""
    _ending: Thread | None = None

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
        self.exit_event: _Bell = _Bell()
        self._thrift = Thrift()
        self._file: Any = _Lasting(cast("IO[str]", self._file))

    # --- taking the terminal, and giving it back ---

    def start_application_mode(self) -> None:
        """Take the terminal over, with what shows on it already."""
        for one in ENDS:
            signal.signal(one, self._end)
        if self._watch is None:
            self._watch = Thread(target=self._end_with_terminal, name="terminal", daemon=True)
            self._watch.start()
        self._take_over()
        self._has_terminal = self._writer_thread is not None
        self._is_resting = not self._has_terminal  # in the background it could not be taken

    def stop_application_mode(self) -> None:
        """Give the terminal back as it was."""
        self._has_terminal = False
        self.write(_PLAIN)  # the first picture's last colours may be the last that were written
        super().stop_application_mode()

    def close(self) -> None:
        """Write what is still to be written, and nothing after it."""
        super().close()
        self._writer_thread = None

    def _disable_mouse_support(self) -> None:
        super()._disable_mouse_support()
        if self._mouse_pixels:  # which Textual leaves on
            self._mouse_pixels = False
            self.write(_NO_PIXELS)

    def _take_over(self) -> None:
        early = self._early
        if early is None or not early.shows:
            super().start_application_mode()  # type: ignore[no-untyped-call]
            return
        self._keeps_screen = True
        try:
            super().start_application_mode()  # type: ignore[no-untyped-call]
        finally:
            self._keeps_screen = False
        self.attrs_before = early.hand_over()

    @property
    def _early(self) -> Early | None:
        found = getattr(self._app, "early", None)
        return found if isinstance(found, Early) else None

    # --- the end ---

    def _end(self, number: int, _frame: FrameType | None) -> None:
        """End for a signal: well if it can be, and in any case soon."""
        if self._loop.is_closed():
            sys.exit(128 + number)  # there is nothing left to do but what ends anyway
        self._loop.call_soon_threadsafe(self._app.exit, None, 128 + number)
        if self._has_terminal and self._ending is None:
            code = 128 + number
            self._ending = Thread(target=self._end_for_certain, args=(code,), daemon=True)
            self._ending.start()

    def _end_for_certain(self, code: int) -> None:
        """End what does not by itself: a terminal that takes nothing would hold it up for ever."""
        time.sleep(_PATIENCE)
        words = Thread(target=self._put_back, daemon=True)
        words.start()
        words.join(_LAST_WORDS)
        os._exit(code)

    def _put_back(self) -> None:
        if not self._has_terminal:
            return  # it was given back
        with contextlib.suppress(OSError, termios.error):
            termios.tcsetattr(self.fileno, termios.TCSANOW, self.attrs_before or [])
        with contextlib.suppress(OSError):
            os.write(self._file.fileno(), f"{_ALL_OFF}{CLOSE}".encode())

    def _end_with_terminal(self) -> None:
        """Wait until the terminal is gone: nobody could end it any more.

        Its signal may not have come, as where one is ignored from before.
        """
        gone = select.poll()
        gone.register(self.fileno, 0)
        # macOS may know no more than that it cannot tell.
        if any(what & (select.POLLHUP | select.POLLERR) for _, what in gone.poll()):
            self._end_without_terminal()

    def _end_without_terminal(self) -> None:
        with contextlib.suppress(RuntimeError):  # it ends already
            self._loop.call_soon_threadsafe(self._app.exit, None, 128 + signal.SIGHUP)

    # --- the background ---

    def _sigtstp_application(self, *_: object) -> None:
        """Go to the background: once nothing is half done, or at once if the terminal is not ours.

        Textual would give the terminal back at any point of anything, such as of a write to it.
        """
        early = self._early
        if early is not None and early.shows:
            early.rest()
        elif self._auto_restart and self._has_terminal:
            self._may_rest = True
            self._loop.call_soon_threadsafe(self._rest)
        else:
            os.kill(os.getpid(), signal.SIGSTOP)

    def _rest(self) -> None:
        if self._has_terminal and self._may_rest:
            self._is_resting = True
            self.suspend_application_mode()
            os.kill(os.getpid(), signal.SIGSTOP)

    def _sigcont_application(self, *_: object) -> None:
        """Come back from the background, if the terminal is not somebody else's."""
        self._may_rest = False  # nobody would bring it back a second time
        if self._auto_restart and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._come_back)

    def _come_back(self) -> None:
        if self._has_terminal:
            # Stopped by what cannot be minded. The terminal was used by others meanwhile; to take
            # it a second time would make its settings of now the ones to be put back.
            self.suspend_application_mode()
        elif not self._is_resting:
            return  # it does not show yet, or no more
        self._must_signal_resume = True
        self.resume_application_mode()

    # --- what is typed ---

    def run_input_thread(self) -> None:
        """Hand on what is typed until nobody wants it; whatever it is, nothing ends by it.

        Nothing is done while nothing comes, and there is nothing to wait for once it is to end.
        """
        incoming = Incoming()
        pause: float | None = None
        while not self.exit_event.is_set():
            ready, _, _ = select.select([self.fileno, self.exit_event], [], [], pause)
            pause = _PAUSE if ready else None
            if self.fileno in ready:
                try:
                    data = os.read(self.fileno, 4096)
                except OSError:
                    data = b""
                if not data:  # the terminal is gone
                    self._end_without_terminal()
                    return
                for message in incoming.take(data):
                    self.process_message(message)
            for message in incoming.tick():
                self.process_message(message)

    def send_message(self, message: Message) -> None:
        """Hand what was typed to the app, without a task of the loop's for each."""
        self._loop.call_soon_threadsafe(self._app.post_message, message)

    def write(self, data: str) -> None:
        """Write what of the data the terminal does not show already."""
        if (self._keeps_screen and data == _OPEN) or self._writer_thread is None:
            return
        super().write(self._thrift.shorten(data))

    def show(self, pieces: list[Piece], place: str) -> None:
        """Write what of some texts the terminal does not show already, and where its cursor is."""
        if self._writer_thread is None:
            return  # all is written anew once the terminal is ours again
        super().write(self._thrift.show(pieces) + place)

    def forget(self) -> None:
        """Write everything anew from now on: the terminal may show anything."""
        self._thrift.forget()
