"""The terminal that the explorer draws on."""

import contextlib
import os
import select
import signal
import sys
import termios
import time
from asyncio import TimerHandle
from collections.abc import Callable
from threading import Thread
from types import FrameType
from typing import IO, Any, cast

from textual.app import App
from textual.constants import ESCAPE_DELAY
from textual.drivers.linux_driver import LinuxDriver
from textual.message import Message

from iraq_tui.tui import garbage
from iraq_tui.tui.early import CLOSE, ENDS, Early
from iraq_tui.tui.incoming import Incoming
from iraq_tui.tui.outgoing import Outgoing
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
        self._incoming = Incoming()
        self._silence: TimerHandle | None = None
        """What looks whether an Esc was one, once nothing has come after it."""
        self._thrift = Thrift()
        self._outgoing = Outgoing(cast("IO[str]", self._file))
        self._file: Any = self._outgoing

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
        if self._has_terminal:
            self._listen()

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
        """Nothing: the loop itself reads, without waking a thread that would have to wake it."""

    def disable_input(self) -> None:
        """Listen no longer."""
        self._stop_listening()
        super().disable_input()

    def _listen(self) -> None:
        self._incoming = Incoming()
        self._loop.add_reader(self.fileno, self._read)

    def _stop_listening(self) -> None:
        if self._silence is not None:
            self._silence.cancel()
        if not self._loop.is_closed():
            self._loop.remove_reader(self.fileno)

    def _read(self) -> None:
        """Hand on what is typed; whatever it is, nothing ends by it."""
        try:
            data = os.read(self.fileno, 4096)
        except OSError:
            data = b""
        if not data:  # the terminal is gone
            self._stop_listening()
            self._end_without_terminal()
            return
        for message in self._incoming.take(data):
            self.process_message(message)
        if self._silence is not None:
            self._silence.cancel()
        self._silence = self._loop.call_later(_PAUSE, self._tick)

    def _tick(self) -> None:
        for message in self._incoming.tick():
            self.process_message(message)
        garbage.look()

    def send_message(self, message: Message) -> None:
        """Hand what was typed to the app, without a task of the loop's for each."""
        self._app.post_message(message)

    def write(self, data: str) -> None:
        """Write what of the data the terminal does not show already."""
        if (self._keeps_screen and data == _OPEN) or self._writer_thread is None:
            return
        self._send(self._thrift.shorten(data))

    def show(self, pieces: list[Piece], before: str, after: str) -> None:
        """Write what of some texts the terminal does not show already, between two others."""
        if self._writer_thread is None:
            return  # all is written anew once the terminal is ours again
        self._send(f"{before}{self._thrift.show(pieces)}{after}")

    def _send(self, text: str) -> None:
        self._outgoing.send(text, cast("Callable[[str | bytes], None]", super().write))

    def forget(self) -> None:
        """Write everything anew from now on: the terminal may show anything."""
        self._thrift.forget()
