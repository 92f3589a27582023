"""The first picture: the timeline, drawn before the screen toolkit is loaded.

Loading Textual takes most of a start. The painters need nothing of it, so that the events can be
read long before: head, overview and timeline, at the place and in the colours in which the
explorer then draws them again, with all the rest. What is typed meanwhile waits in the terminal.

It is drawn only where all of that is certain: no filter, no date, a theme and a terminal whose
colours are known beforehand (``early_looks``), nothing in the environment that would change
Textual's mind. Elsewhere the explorer shows as soon as it can.
"""

import os
import shutil
import signal
import sys
import termios
from collections.abc import Mapping
from contextlib import suppress
from types import FrameType, TracebackType
from typing import Any, Self

from iraq_tui.domain.catalogue import Catalogue
from iraq_tui.tui.early_looks import COLOURS, Looks, looks_of
from iraq_tui.tui.options import ExploreOptions
from iraq_tui.tui.paint.early import picture
from iraq_tui.tui.paint.glyphs import ASCII, UNICODE
from iraq_tui.tui.state import start

_OPEN = "\x1b[?1049h\x1b[?25l\x1b[?7l"
CLOSE = "\x1b[0m\x1b[?7h\x1b[?25h\x1b[?1049l"
ENDS = (signal.SIGTERM, signal.SIGHUP, signal.SIGINT, signal.SIGQUIT)
"""Signals that end the explorer well. By default the last would leave its memory in a file, and
with it whatever is in the store."""


class Early:
    """Shows the first picture, as a context: what it leaves behind is the terminal as it was.

    ``hand_over`` is for whoever draws from then on, and puts the terminal back in the end.
    """

    def __init__(
        self,
        catalogue: Catalogue,
        options: ExploreOptions,
        looks: Looks | None,
        *,
        is_partial: bool = False,
    ) -> None:
        self._catalogue, self._options, self._looks = catalogue, options, looks
        self._is_partial = is_partial
        self._modes: list[Any] | None = None
        """How the terminal was set before; none while nothing was done to it."""
        self._drawn = ""
        self.shows = False
        """Whether the picture is on the screen, and nobody else's."""

    def __enter__(self) -> Self:
        if self._looks is not None:
            try:
                self._show(self._looks)
            except BaseException:  # a signal may come at once
                self._restore()
                raise
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        # A signal may come after the hand-over and before the explorer minds it.
        if self.shows or error is not None:
            self._restore()

    def close(self) -> None:
        """Take the picture off, if it still shows."""
        if self.shows:
            self._restore()

    def hand_over(self) -> list[Any]:
        """The terminal's modes as they were before, to be put back in the end."""
        assert self._modes is not None
        self.shows = False
        return self._modes

    def _restore(self) -> None:
        self.shows = False
        if self._modes is None:
            return
        for one in ENDS:
            signal.signal(one, signal.SIG_IGN)  # it ends already
        self._put_back(self._modes)

    def _put_back(self, modes: list[Any]) -> None:
        with suppress(OSError, termios.error):  # the terminal may be gone
            termios.tcsetattr(_terminal(), termios.TCSANOW, modes)
        with suppress(OSError):
            _write(CLOSE)

    def _end(self, number: int, _frame: FrameType | None) -> None:
        """End at once: an exception could get lost in whatever is being loaded."""
        self._restore()
        os._exit(128 + number)

    def rest(self, *_: object) -> None:
        """Go to the background, and show the picture again on coming back."""
        if self.shows and self._modes is not None:
            self._put_back(self._modes)
        os.kill(os.getpid(), signal.SIGSTOP)
        if self.shows:
            self._draw()

    def _show(self, looks: Looks) -> None:
        catalogue, options = self._catalogue, self._options
        glyphs, size = ASCII if options.ascii else UNICODE, shutil.get_terminal_size()
        view = start(catalogue, pair=options.pair)
        drawn = picture(catalogue, view, looks, glyphs, size, is_partial=self._is_partial)
        if not drawn:
            return
        try:
            modes = termios.tcgetattr(_terminal())
        except (OSError, termios.error):
            return
        self._modes, self._drawn, self.shows = list(modes), drawn, True
        for one in ENDS:
            signal.signal(one, self._end)  # till the explorer has its own
        signal.signal(signal.SIGTSTP, self.rest)
        self._draw()

    def _draw(self) -> None:
        assert self._modes is not None
        modes = list(self._modes)
        # As the toolkit sets it: what is typed is neither shown nor changed nor obeyed as yet.
        modes[0] &= ~(termios.IXON | termios.IXOFF | termios.ICRNL | termios.INLCR | termios.IGNCR)
        modes[3] &= ~(termios.ECHO | termios.ICANON | termios.IEXTEN | termios.ISIG)
        termios.tcsetattr(_terminal(), termios.TCSANOW, modes)
        _write(_OPEN + self._drawn)


def early(
    catalogue: Catalogue,
    options: ExploreOptions,
    environment: Mapping[str, str],
    *,
    is_partial: bool = False,
) -> Early:
    """The first picture of a catalogue, as it will look with these options on this terminal.

    ``is_partial`` tells whether more of the store is still to be read.
    """
    known = not options.filter and options.at is None
    looks = looks_of(options.theme, _colours(environment)) if known else None
    return Early(catalogue, options, looks, is_partial=is_partial)


def _colours(environment: Mapping[str, str]) -> str | None:
    """How many colours the terminal shows, by Rich's rules and names; none where that is unsure."""
    if "NO_COLOR" in environment or any(name.startswith("TEXTUAL") for name in environment):
        return None
    if environment.get("COLORTERM", "").strip().lower() in ("truecolor", "24bit"):
        return "truecolor"
    kind = environment.get("TERM", "").strip().lower().rpartition("-")[2]
    return "256" if kind in COLOURS else None


def _terminal() -> int:
    return sys.__stdin__.fileno() if sys.__stdin__ is not None else 0


def _write(text: str) -> None:
    """Where Textual writes, too; a signal in the middle of it may write as well."""
    assert sys.__stderr__ is not None
    data = text.encode()
    while data:
        data = data[os.write(sys.__stderr__.fileno(), data) :]
