"""What stands above a report's text, and what lies between two passages."""

from iraq_tui.domain.catalogue import Catalogue
from iraq_tui.domain.comparison.model import Pair
from iraq_tui.domain.reading import Document
from iraq_tui.tui.paint.comparison import Look, date_pieces, verdict_lines
from iraq_tui.tui.paint.glyphs import Glyphs
from iraq_tui.tui.paint.line import (
    Line,
    Role,
    blank,
    fitted,
    flowed,
    own,
    shown,
    width_of,
    wrapped,
)

_ROOMY = 4
"""Rows from which on event and question may take more than one each."""


def head(catalogue: Catalogue, document: Document, width: int, glyphs: Glyphs) -> Line:
    """A report's id and title, and how many of its lines carry a claim."""
    coverage = document.coverage
    told = document.instead
    if coverage is not None:
        told = f"{len(coverage.covered)} of {coverage.lines} lines carry a claim"
    report = catalogue.chronicle.reports[document.report]
    name = fitted(shown(document.report, Role.MARK), 12, glyphs.ellipsis)
    figure = fitted(shown(told, Role.MUTED), max(width - name.width - 2, 0), glyphs.ellipsis)
    room = width - name.width - figure.width - 4
    title = fitted(shown(report.title), max(room, 0), glyphs.ellipsis)
    line = (name, blank(2), title) if title.width > 8 else (name,)
    return (*line, blank(max(width - width_of(line) - figure.width, 2)), figure)


def between(
    catalogue: Catalogue,
    document: Document,
    number: int | None,
    pair: Pair,
    look: Look,
    rows: int,
) -> list[Line]:
    """The event, the question and the verdict of a mark, with what the other report does.

    Where there are few rows, event and question take one each, so that the verdict shows.
    """
    if number is None:
        silent = f"No claim of {document.report} is in the store."
        return wrapped(silent, look.width, Role.MUTED)
    mark = document.marks[number]
    event = catalogue.event(mark.row.event)
    question = shown(catalogue.chronicle.aspects[mark.row.aspect].question)
    title = shown(event.title, Role.STRONG)
    place = own(f"{number + 1} of {len(document.marks)}", Role.MUTED)
    told = verdict_lines(mark.row, pair, look)
    if rows < _ROOMY:
        room = look.width - place.width - 2
        asked = fitted(question, room, look.glyphs.ellipsis)
        return [(fitted(title, look.width, look.glyphs.ellipsis),), (asked, blank(2), place), *told]
    dated = [title, *date_pieces(catalogue, event, look)[:1]]
    lines = flowed(dated, look.width, f" {look.glyphs.dot} ")
    return [*lines, *flowed([question, place], look.width), *told]
