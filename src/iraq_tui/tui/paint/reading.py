"""A report's text in a column, its marked passages in the role of their verdicts; what lies between
two of them."""

import itertools
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from msgspec import Struct

from iraq_tui.domain.catalogue import Catalogue
from iraq_tui.domain.comparison.model import Pair
from iraq_tui.domain.reading import Document, Mark
from iraq_tui.text.safe import safe_line
from iraq_tui.text.width import wrap
from iraq_tui.tui.paint.comparison import Look, date_pieces, verdict_lines
from iraq_tui.tui.paint.glyphs import Glyphs, role_of, row_glyph
from iraq_tui.tui.paint.line import (
    EMPTY,
    Line,
    Piece,
    Role,
    blank,
    fitted,
    flowed,
    own,
    shown,
    width_of,
    wrapped,
)
from iraq_tui.tui.paint.marked import placed

_ROOMY = 4
"""Rows from which on event and question may take more than one each."""
GUTTER = 3
"""Cells before each line: the verdict of what begins there, whether a claim rests on it."""
_IN_GUTTER = 3
"""Pieces in it."""


class Laid(Struct, frozen=True):
    """A document laid out for a width."""

    lines: tuple[Line, ...]
    stops: tuple[range, ...]
    """The lines that each mark is on."""


def lay(document: Document, width: int, glyphs: Glyphs) -> Laid:
    """Every line of a document's text, wrapped."""
    column = max(width - GUTTER, 1)
    lines: list[Line] = []
    first: dict[int, int] = {}
    last: dict[int, int] = {}
    for part in _parts(document):
        rows, starts = _rows(part, None, column)
        begun: dict[int, Mark] = {}
        for number in part.marks:
            mark = document.marks[number]
            row = _row_of(starts, part.shown_before(mark.start))
            end = _row_of(starts, max(part.shown_before(mark.end) - 1, 0))
            if number not in first:
                first[number] = len(lines) + row
                strongest = max(begun.get(row, mark), mark, key=lambda one: one.verdict.strength)
                begun[row] = strongest
            last[number] = len(lines) + end
        lines += [(*_gutter(begun.get(row), part, glyphs), *line) for row, line in enumerate(rows)]
    stops = tuple(range(first[one], last[one] + 1) for one in range(len(document.marks)))
    return Laid(tuple(lines), stops)


def highlighted(document: Document, laid: Laid, number: int, width: int, y: int) -> Line:
    """Line ``y`` of a document as it looks while one is at a mark that is on it."""
    mark = document.marks[number]
    at = laid.stops[number].start
    for part in _parts(document, from_=mark.start):
        if mark.end <= part.start:
            break
        rows, starts = _rows(part, mark, max(width - GUTTER, 1))
        if at == laid.stops[number].start:
            at -= _row_of(starts, part.shown_before(mark.start))
        if y < at + len(rows):
            return (*laid.lines[y][:_IN_GUTTER], *rows[y - at])
        at += len(rows)
    return laid.lines[y]


class _Part(Struct, frozen=True):
    """One line of the text."""

    text: str
    start: int
    """The offset of its first character in the whole text."""
    marks: tuple[int, ...]
    """The numbers of the marks on it."""
    spans: tuple[tuple[int, int, Role], ...]
    """Its stretches, in offsets of the whole text, each in one role."""
    covered: bool | None
    """Whether a claim rests on it; none where that is not asked, or it is blank."""

    @property
    def end(self) -> int:
        return self.start + len(self.text)

    def pieces(self, mark: Mark | None) -> Iterator[Piece]:
        """The stretches through the gate; those of a mark set off."""
        for start, end, role in self.spans:
            is_here = mark is not None and mark.start <= start and end <= mark.end
            yield own(self._gated(start, end), Role.HERE if is_here else role)

    def shown_before(self, offset: int) -> int:
        """How many characters of the gated line stand before one of the text's."""
        return sum(
            len(self._gated(start, min(end, offset)))
            for start, end, _ in self.spans
            if start < offset
        )

    def _gated(self, start: int, end: int) -> str:
        raw = self.text[start - self.start : end - self.start]
        return safe_line(raw, len(raw) * _WIDEST)


_WIDEST = 12
"""The most characters that the gate shows for one."""


def _parts(document: Document, from_: int = 0) -> Iterator[_Part]:
    """The lines of a text, from the one on that has an offset."""
    text, marks = document.text, document.marks
    covered = set(document.coverage.covered) if document.coverage else None
    pending: list[int] = []
    upcoming = 0
    number = text.line(from_)
    start = text.breaks[number - 2] + 1 if number > 1 else 0
    for line in range(number, len(text.breaks) + 2):
        end = text.breaks[line - 1] if line <= len(text.breaks) else len(text.text)
        while upcoming < len(marks) and marks[upcoming].start <= end:
            pending.append(upcoming)
            upcoming += 1
        here = tuple(one for one in pending if marks[one].end > start)
        said = text.text[start:end].rstrip("\r")
        told = None if covered is None or not said.strip() else line in covered
        spans = tuple(_spans(document, here, start, start + len(said)))
        yield _Part(said, start, here, spans, told)
        pending = [one for one in pending if marks[one].end > end]
        start = end + 1


def _spans(
    document: Document, here: Sequence[int], start: int, end: int
) -> Iterator[tuple[int, int, Role]]:
    """A line cut where marks begin and end; of several marks the strongest gives the role."""
    marks = [document.marks[one] for one in here]
    cuts = {start, end}
    for mark in marks:
        cuts |= {min(max(mark.start, start), end), min(mark.end, end)}
    ordered = sorted(cuts)
    for begin, finish in itertools.pairwise(ordered):
        over = [mark for mark in marks if mark.start <= begin and finish <= mark.end]
        strongest = max(over, key=lambda one: one.verdict.strength, default=None)
        yield begin, finish, Role.TEXT if strongest is None else role_of(strongest.verdict)


def _rows(part: _Part, mark: Mark | None, width: int) -> tuple[list[Line], list[int]]:
    """A line of the text wrapped, with where each row begins in the gated text."""
    pieces = list(part.pieces(mark))
    if not part.marks:  # as most of a long text
        said = "".join(piece.text for piece in pieces)
        return [(own(row),) for row in wrap(said, width)], []
    rows = placed(pieces, width) or [(0, EMPTY)]
    return [row for _, row in rows], [start for start, _ in rows]


def _row_of(starts: Sequence[int], at: int) -> int:
    return max(bisect_right(starts, at) - 1, 0)


def _gutter(begun: Mark | None, part: _Part, glyphs: Glyphs) -> Line:
    """The sign of the strongest verdict that begins on a row, and whether no claim rests on it."""
    sign = own(" ")
    if begun is not None:
        sign = own(row_glyph(glyphs, begun.row), role_of(begun.verdict))
    rests = own(glyphs.vertical if part.covered is False else " ", Role.ALERT)
    return sign, rests, blank(1)


# --- above and between --------------------------------------------------------------------------


def head(catalogue: Catalogue, document: Document, width: int, glyphs: Glyphs) -> Line:
    """A report's id and title, and how many of its lines carry a claim."""
    coverage = document.coverage
    told = document.instead
    if coverage is not None:
        told = f"{len(coverage.covered)} of {coverage.lines} lines carry a claim"
    report = catalogue.chronicle.reports[document.report]
    name = fitted(shown(document.report, Role.MARK), 12, glyphs.ellipsis)
    figure = fitted(own(told, Role.MUTED), max(width - name.width - 2, 0), glyphs.ellipsis)
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
