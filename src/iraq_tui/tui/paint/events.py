"""The timeline's lines, of whatever kind: an event, a heading, a time without events."""

from collections.abc import Sequence

from iraq_tui.domain.catalogue import Catalogue
from iraq_tui.domain.comparison.model import Pair
from iraq_tui.tui.paint.glyphs import Glyphs
from iraq_tui.tui.paint.line import Line, Role, blank, own
from iraq_tui.tui.paint.rows import Columns, columns_for, date_short, event_row
from iraq_tui.tui.paint.timeline import Entry, Kind

ROOMY = 16
"""From so many rows on, a blank line stands before each heading."""
_SAMPLE = 64
"""Rows, all over the timeline, whose dates decide how wide the column of dates is."""
_INDENT = 7
"""Where the time without events is told: past the signs and the date's first letters."""


def columns_of(catalogue: Catalogue, visible: Sequence[int], pair: Pair, width: int) -> Columns:
    """Columns as wide as what is in view asks for, in so many cells."""
    when, sample = catalogue.chronology, visible[:: max(len(visible) // _SAMPLE, 1)]
    dates = (date_short(catalogue.row(number), when.year(number)) for number in sample)
    return columns_for(width, dates, tuple(catalogue.chronicle.reports), pair)


def nothing() -> Line:
    """What shows where no event does."""
    return blank(3), own("No event answers the filter.", Role.MUTED)


def line_between(entry: Entry) -> Line:
    """A line that no event stands on."""
    if entry.kind is Kind.HEADING:
        return blank(2), own(entry.text, Role.STRONG)
    return blank(_INDENT), own(entry.text, Role.MUTED)


def line_of_event(
    catalogue: Catalogue,
    number: int,
    pair: Pair,
    columns: Columns,
    glyphs: Glyphs,
    *,
    year: int,
    mark: str = " ",
) -> Line:
    """The line of an event, by its number, under the heading of a year."""
    summary = catalogue.verdicts(pair).summary(number)
    return event_row(catalogue.row(number), summary, columns, glyphs, year=year, mark=mark)
