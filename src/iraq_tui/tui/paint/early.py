"""The first picture: head, overview and timeline as text for the terminal, with no toolkit."""

from time import monotonic

from iraq_tui.domain.catalogue import Catalogue
from iraq_tui.domain.verdicts import UNKNOWN, disagreements
from iraq_tui.text.width import cells
from iraq_tui.tui.early_looks import Looks
from iraq_tui.tui.paint.events import ROOMY, columns_of, line_between, line_of_event
from iraq_tui.tui.paint.glyphs import Glyphs
from iraq_tui.tui.paint.head import Summary, head_line
from iraq_tui.tui.paint.line import Line, Role, blank, clipped
from iraq_tui.tui.paint.overview import Dots, dots, overview_line
from iraq_tui.tui.paint.plain import in_ascii
from iraq_tui.tui.paint.timeline import Kind, Layout
from iraq_tui.tui.places import Place, place_of_timeline
from iraq_tui.tui.state import View

_CURSOR = "cursor"
_MARGINS = 2
_AT_ONCE = 0.008
"""Seconds of working out verdicts before the picture shows without the rest."""

_Runs = list[tuple[str, str]]
"""Text with the role it plays, or as a part of the cursor's row."""


def picture(
    catalogue: Catalogue,
    view: View,
    looks: Looks,
    glyphs: Glyphs,
    size: tuple[int, int],
    *,
    is_partial: bool = False,
) -> str:
    """Every row of a screen of so many columns and rows; nothing where there is no timeline on it.

    The view is that of a start. ``is_partial`` tells whether more of the store is still to be read.
    """
    columns, rows = size
    place = place_of_timeline(columns, rows, actors=bool(catalogue.chronicle.actors))
    if place is None or not view.visible:
        return ""
    _judge(catalogue, view)
    overview = dots(catalogue, view.visible, view.pair)
    here = catalogue.chronology.seconds[view.visible[0]]
    lines = _events(catalogue, view, glyphs, place)
    screen: list[_Runs] = [[] for _ in range(rows)]
    summary = _summary(catalogue, view, overview, is_partial=is_partial)
    head = head_line(summary, columns, glyphs)
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


def _summary(catalogue: Catalogue, view: View, overview: Dots, *, is_partial: bool) -> Summary:
    return Summary(
        catalogue.chronicle.title,
        view.pair,
        shown=len(view.visible),
        total=catalogue.count(),
        disagreements=disagreements(overview.heads),
        selected=0,
        is_partial=UNKNOWN in overview.heads,
        is_first=is_partial,
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
