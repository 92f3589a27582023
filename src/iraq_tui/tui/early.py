"""The first picture: the timeline, drawn before the screen toolkit is loaded.

Loading Textual takes most of a start. The painters need nothing of it, so that the events can be
read long before: head, overview and timeline, at the place and in the colours in which the
explorer then draws them again, with all the rest. What is typed meanwhile waits in the terminal.

It is drawn only where all of that is certain: no filter, no date, a theme and a terminal whose
colours are known beforehand (``early_looks``), nothing in the environment that would change
Textual's mind. Elsewhere the explorer shows as soon as it can.
"""

import shutil
import signal
import sys
import termios
from collections.abc import Mapping
from time import monotonic
from types import FrameType, TracebackType
from typing import Any, Self

from iraq_tui.domain.catalogue import Catalogue
from iraq_tui.domain.verdicts import UNKNOWN, disagreements
from iraq_tui.text.width import cells
from iraq_tui.tui.early_looks import COLOURS, Looks, looks_of
from iraq_tui.tui.options import ExploreOptions
from iraq_tui.tui.paint.events import ROOMY, columns_of, line_between, line_of_event
from iraq_tui.tui.paint.glyphs import ASCII, UNICODE, Glyphs
from iraq_tui.tui.paint.head import Summary, head_line
from iraq_tui.tui.paint.line import Line, Role, blank, clipped
from iraq_tui.tui.paint.overview import Dots, dots, overview_line
from iraq_tui.tui.paint.plain import in_ascii
from iraq_tui.tui.paint.timeline import Kind, Layout
from iraq_tui.tui.places import Place, place_of_timeline
from iraq_tui.tui.state import View, start

_CURSOR = "cursor"
_MARGINS = 2
_AT_ONCE = 0.008
"""Seconds of working out verdicts before the picture shows without the rest."""
_OPEN = "\x1b[?1049h\x1b[?25l\x1b[?7l"
_CLOSE = "\x1b[?7h\x1b[?25h\x1b[?1049l"
_ENDS = (signal.SIGTERM, signal.SIGHUP)


class Early:
    """Shows the first picture, as a context: what it leaves behind is the terminal as it was.

    ``hand_over`` is for whoever draws from then on, and puts the terminal back in the end.
    """

    def __init__(self, catalogue: Catalogue, options: ExploreOptions, looks: Looks | None) -> None:
        self._catalogue, self._options, self._looks = catalogue, options, looks
        self._modes: list[Any] | None = None
        """How the terminal was set before; none while nothing was done to it."""
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
        if self._modes is not None:
            self.shows = False
            _write(_CLOSE)
            termios.tcsetattr(_terminal(), termios.TCSANOW, self._modes)

    def _show(self, looks: Looks) -> None:
        columns, rows = shutil.get_terminal_size()
        glyphs = ASCII if self._options.ascii else UNICODE
        view = start(self._catalogue, pair=self._options.pair)
        drawn = _picture(self._catalogue, view, looks, glyphs, columns, rows)
        if not drawn:
            return
        try:
            modes = termios.tcgetattr(_terminal())
        except (OSError, termios.error):
            return
        self._modes, self.shows = list(modes), True
        for one in _ENDS:
            signal.signal(one, _end)  # till the explorer has its own
        # As the toolkit sets it: what is typed is neither shown nor changed nor obeyed as yet.
        modes[0] &= ~(termios.IXON | termios.IXOFF | termios.ICRNL | termios.INLCR | termios.IGNCR)
        modes[3] &= ~(termios.ECHO | termios.ICANON | termios.IEXTEN | termios.ISIG)
        termios.tcsetattr(_terminal(), termios.TCSANOW, modes)
        _write(_OPEN + drawn)


def early(catalogue: Catalogue, options: ExploreOptions, environment: Mapping[str, str]) -> Early:
    """The first picture of a catalogue, as it will look with these options on this terminal."""
    known = not options.filter and options.at is None
    looks = looks_of(options.theme, _colours(environment)) if known else None
    return Early(catalogue, options, looks)


def _colours(environment: Mapping[str, str]) -> str | None:
    """How many colours the terminal shows, by Rich's rules and names; none where that is unsure."""
    if environment.get("NO_COLOR") or any(name.startswith("TEXTUAL") for name in environment):
        return None
    if environment.get("COLORTERM", "").strip().lower() in ("truecolor", "24bit"):
        return "truecolor"
    kind = environment.get("TERM", "").strip().lower().rpartition("-")[2]
    return "256" if kind in COLOURS else None


def _end(number: int, _frame: FrameType | None) -> None:
    raise SystemExit(128 + number)


def _terminal() -> int:
    return sys.__stdin__.fileno() if sys.__stdin__ is not None else 0


def _write(text: str) -> None:
    """Where Textual writes, too."""
    assert sys.__stderr__ is not None
    sys.__stderr__.write(text)
    sys.__stderr__.flush()


# --- drawing --------------------------------------------------------------------------------------

_Runs = list[tuple[str, str]]
"""Text with the role it plays, or as a part of the cursor's row."""


def _picture(
    catalogue: Catalogue, view: View, looks: Looks, glyphs: Glyphs, columns: int, rows: int
) -> str:
    """Every row of the screen; nothing where the timeline has no place on it."""
    place = place_of_timeline(columns, rows, actors=bool(catalogue.chronicle.actors))
    if place is None or not view.visible:
        return ""
    _judge(catalogue, view)
    overview = dots(catalogue, view.visible, view.pair)
    here = catalogue.chronology.seconds[view.visible[0]]
    lines = _events(catalogue, view, glyphs, place)
    screen: list[_Runs] = [[] for _ in range(rows)]
    head = head_line(_summary(catalogue, view, overview), columns, glyphs)
    screen[0] = _runs(head, glyphs)
    screen[1] = _runs(overview_line(overview, here, columns, glyphs), glyphs)
    screen[place.top : place.top + len(lines)] = lines
    return "".join(
        f"\x1b[{number};1H{_drawn(runs, looks, columns)}" for number, runs in enumerate(screen, 1)
    )


def _judge(catalogue: Catalogue, view: View) -> None:
    """Work out the verdicts of a small chronicle, which are kept; of a large one some of them."""
    until = monotonic() + _AT_ONCE
    for _ in catalogue.verdicts(view.pair).work(view.visible):
        if monotonic() >= until:
            return


def _summary(catalogue: Catalogue, view: View, overview: Dots) -> Summary:
    return Summary(
        catalogue.chronicle.title,
        view.pair,
        shown=len(view.visible),
        total=catalogue.count(),
        disagreements=disagreements(overview.heads),
        selected=0,
        is_partial=UNKNOWN in overview.heads,
    )


def _events(catalogue: Catalogue, view: View, glyphs: Glyphs, place: Place) -> list[_Runs]:
    """The timeline's lines from the first, the cursor on the first event."""
    layout = Layout(catalogue.chronology, view.visible, roomy=place.height >= ROOMY)
    layout.lay(place.height)
    width = place.width - _MARGINS
    columns = columns_of(catalogue, view.visible, view.pair, width)
    found = []
    for y in range(min(len(layout), place.height)):
        entry = layout.entry(y)
        if entry.kind is Kind.EVENT:
            number, year = view.visible[entry.place], entry.year
            line = line_of_event(catalogue, number, view.pair, columns, glyphs, year=year)
        else:
            line = line_between(entry)
        line = clipped(line, width, glyphs.ellipsis)
        if entry.place == 0:
            text = glyphs.cursor + "".join(text for text, _ in _runs(line, glyphs))
            text += " " * (place.width - cells(text))
            found.append([(" " * place.left, Role.TEXT), (text, _CURSOR)])
        else:
            found.append(_runs((blank(place.left + 1), *line), glyphs))
    return found


def _runs(line: Line, glyphs: Glyphs) -> _Runs:
    return [(piece.text, piece.role) for piece in (in_ascii(line) if glyphs.is_ascii else line)]


def _drawn(runs: _Runs, looks: Looks, width: int) -> str:
    """A row of the screen, to its end."""
    rest = " " * (width - sum(cells(text) for text, _ in runs))
    spans = [*runs, (rest, Role.TEXT)]
    return "".join(f"\x1b[0;{looks[role]}m{text}" for text, role in spans if text)
