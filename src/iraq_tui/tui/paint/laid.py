"""A report's text laid out in a column, its marked passages in the role of their verdicts.

Places are offsets of the whole text, and for each row it is known where it begins: whatever is
set off later, such as the passage one is at, takes no more than the rows it is on.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate, pairwise

from msgspec import Struct

from iraq_tui.domain.reading import Document, Mark
from iraq_tui.domain.searched import Stretch
from iraq_tui.text.safe import shown_each, shown_within
from iraq_tui.text.width import all_single, cells, clusters, wrap
from iraq_tui.tui.paint.glyphs import Glyphs, role_of, row_glyph
from iraq_tui.tui.paint.line import EMPTY, Line, Role, blank, joined, own

GUTTER = 3
"""Cells before each line: the verdict of what begins there, whether a claim rests on it."""
_IN_GUTTER = 3
"""Pieces in it."""
_Coloured = tuple[int, int, Role]
"""A stretch, and the role that it has."""


class Laid(Struct, frozen=True):
    """A document laid out for a width."""

    lines: tuple[Line, ...]
    stops: tuple[range, ...]
    """The lines that each mark is on."""
    starts: tuple[int, ...]
    """The offset in the document's text of each line's first character; rising."""
    inside: Mapping[int, int]
    """How much of what that shows as stands on lines before, by line, where any does: names of
    characters such as <U+202E> are broken as long words are."""

    def line_of(self, offset: int) -> int:
        """The line on which a character begins to be shown."""
        y = max(bisect_right(self.starts, offset) - 1, 0)
        while y in self.inside and self.starts[y] == offset:
            y -= 1
        return y

    def stretch(self, y: int, length: int) -> Stretch:
        """The characters of a text of such a length that line ``y`` is for."""
        if y + 1 == len(self.starts):
            return self.starts[y], length
        return self.starts[y], self.starts[y + 1] + (y + 1 in self.inside)


def lay(document: Document, width: int, glyphs: Glyphs) -> Laid:
    """Every line of a document's text, wrapped."""
    column = max(width - GUTTER, 1)
    lines: list[Line] = []
    starts: list[int] = []
    inside: dict[int, int] = {}
    first: dict[int, int] = {}
    last: dict[int, int] = {}
    for part in _parts(document):
        wrapped = _wrapped(part, column)
        begun: dict[int, Mark] = {}
        for number in part.marks:
            mark = document.marks[number]
            if number not in first:
                row = wrapped.row_of(max(mark.start - part.start, 0))
                first[number] = len(lines) + row
                strongest = max(begun.get(row, mark), mark, key=lambda one: one.verdict.strength)
                begun[row] = strongest
            last[number] = len(lines) + wrapped.last_row(min(mark.end, part.end) - part.start)
        for row, (at, by) in enumerate(wrapped.begins(), len(lines)):
            starts.append(part.start + at)
            if by:
                inside[row] = by
        lines += [
            (*_gutter(begun.get(row), part, glyphs), *line) for row, line in enumerate(wrapped.rows)
        ]
    stops = tuple(range(first[one], last[one] + 1) for one in range(len(document.marks)))
    return Laid(tuple(lines), stops, tuple(starts), inside)


def highlighted(document: Document, laid: Laid, number: int, y: int) -> Line:
    """Line ``y`` of a document as it looks while one is at a mark that is on it."""
    mark = document.marks[number]
    gutter, said = laid.lines[y][:_IN_GUTTER], laid.lines[y][_IN_GUTTER:]
    here = _on_row(document, laid, y, (mark.start, mark.end))
    if here is None:
        return laid.lines[y]
    start, end = here
    at = 0
    roles: list[tuple[str, Role]] = []
    for piece in said:
        for cluster in clusters(piece.text):
            is_here = at < end and at + len(cluster) > start
            roles.append((cluster, Role.HERE if is_here else piece.role))
            at += len(cluster)
    return (*gutter, *joined(roles))


def found_cells(
    document: Document, laid: Laid, y: int, found: Sequence[Stretch]
) -> list[tuple[int, int, int]]:
    """The cells of line ``y`` that found places are on: from, up to, and which place it is.

    Places are in order, none overlapping. What a terminal draws as one is set off as one.
    """
    start, end = laid.stretch(y, len(document.text.text))
    line = "".join(piece.text for piece in laid.lines[y][_IN_GUTTER:])
    first = max(bisect_right(found, (start, start)) - 1, 0)
    told: list[tuple[int, int, int]] = []
    for number in range(first, bisect_left(found, (end, end))):
        here = _on_row(document, laid, y, found[number])
        if here is not None:
            begin = _cells_before(line, here[0], is_end=False)
            finish = _cells_before(line, here[1], is_end=True)
            told.append((GUTTER + begin, GUTTER + finish, number))
    return told


def _on_row(document: Document, laid: Laid, y: int, stretch: Stretch) -> Stretch | None:
    """What of line ``y``, in its own characters without the gutter, a stretch of the text is."""
    text = document.text.text
    start, end = laid.stretch(y, len(text))
    begin, finish = max(stretch[0], start), min(stretch[1], end)
    if begin >= finish:
        return None
    before = sum(map(len, shown_within(text, start, begin))) - laid.inside.get(y, 0)
    length = sum(map(len, shown_within(text, begin, finish)))
    return max(before, 0), before + length


def _cells_before(line: str, at: int, *, is_end: bool) -> int:
    """The cells before a character, or with the cluster it is inside of at the end of a place."""
    if all_single(line):
        return min(at, len(line))
    used = reached = 0
    for cluster in clusters(line):
        if reached >= at or (not is_end and reached + len(cluster) > at):
            break
        reached += len(cluster)
        used += cells(cluster)
    return used


class _Part(Struct, frozen=True):
    """One line of the text."""

    text: str
    start: int
    """The offset of its first character in the whole text."""
    marks: tuple[int, ...]
    """The numbers of the marks on it."""
    spans: tuple[_Coloured, ...]
    """Its stretches, in offsets of the whole text, each in one role."""
    covered: bool | None
    """Whether a claim rests on it; none where that is not asked, or it is blank."""

    @property
    def end(self) -> int:
        return self.start + len(self.text)


def _parts(document: Document) -> Iterator[_Part]:
    """The lines of a text."""
    text, marks = document.text, document.marks
    covered = set(document.coverage.covered) if document.coverage else None
    pending: list[int] = []
    upcoming = start = 0
    for line in range(1, len(text.breaks) + 2):
        end = text.breaks[line - 1] if line <= len(text.breaks) else len(text.text)
        while upcoming < len(marks) and marks[upcoming].start <= end:
            pending.append(upcoming)
            upcoming += 1
        here = tuple(one for one in pending if marks[one].end > start)
        said = text.text[start:end].rstrip("\r")
        told = None if covered is None or not said.strip() else line in covered
        spans = tuple(_spans([marks[one] for one in here], start, start + len(said)))
        yield _Part(said, start, here, spans, told)
        pending = [one for one in pending if marks[one].end > end]
        start = end + 1


def _spans(marks: Sequence[Mark], start: int, end: int) -> Iterator[_Coloured]:
    """A line cut where marks, in order, begin and end; of several the strongest gives the role."""
    cuts = {start, end}
    for mark in marks:
        cuts |= {min(max(mark.start, start), end), min(mark.end, end)}
    over: list[Mark] = []
    upcoming = 0
    for begin, finish in pairwise(sorted(cuts)):
        while upcoming < len(marks) and marks[upcoming].start <= begin:
            over.append(marks[upcoming])
            upcoming += 1
        over = [mark for mark in over if mark.end > begin]
        strongest = max(over, key=lambda one: one.verdict.strength, default=None)
        yield begin, finish, Role.TEXT if strongest is None else role_of(strongest.verdict)


class _Wrapped(Struct, frozen=True):
    """A line of the text in rows."""

    rows: tuple[Line, ...]
    places: Sequence[int]
    """Where in the line as shown each of them begins."""
    ends: Sequence[int]
    """Up to where in it each character of the line is shown."""

    def row_of(self, at: int) -> int:
        """The row on which one of its characters begins to be shown."""
        return max(bisect_right(self.places, _before(self.ends, at)) - 1, 0)

    def last_row(self, end: int) -> int:
        """The row on which all before one of its characters ends."""
        return max(bisect_right(self.places, max(_before(self.ends, end) - 1, 0)) - 1, 0)

    def begins(self) -> Iterator[tuple[int, int]]:
        """For each row its first character, and how much of that is shown on rows before."""
        for place in self.places:
            at = bisect_right(self.ends, place)
            yield at, place - _before(self.ends, at)


def _wrapped(part: _Part, width: int) -> _Wrapped:
    each = shown_each(part.text)
    gated = "".join(each)
    rows = wrap(gated, width)
    places = _places(gated, rows)
    is_same = each is part.text
    ends = range(1, len(gated) + 1) if is_same else list(accumulate(map(len, each)))
    if not part.marks:  # as most of a long text
        return _Wrapped(tuple((own(row),) if row else EMPTY for row in rows), places, ends)
    coloured = [
        (_before(ends, begin - part.start), _before(ends, end - part.start), role)
        for begin, end, role in part.spans
    ]
    return _Wrapped(tuple(_in_colour(rows, places, coloured)), places, ends)


def _before(ends: Sequence[int], at: int) -> int:
    """How many characters are shown before one of a text's."""
    return ends[at - 1] if at else 0


def _places(text: str, rows: Sequence[str]) -> list[int]:
    """Where in a text each of the rows begins that it was wrapped into."""
    places: list[int] = []
    at = 0
    for row in rows:
        while at < len(text) and text[at] == " " and not text.startswith(row, at):
            at += 1  # left out at a break
        places.append(at)
        if text.startswith(row, at):
            at += len(row)
        else:  # clusters that had no room stand as an ellipsis
            for _ in clusters(row):
                at += len(next(clusters(text[at : at + 64]), ""))
    return places


def _in_colour(
    rows: Sequence[str], places: Sequence[int], coloured: Sequence[_Coloured]
) -> Iterator[Line]:
    """The rows in the roles of the stretches that they begin in, which follow one another."""
    number = 0
    for row, place in zip(rows, places, strict=True):
        if not row:
            yield EMPTY
            continue
        roles: list[tuple[str, Role]] = []
        at = place
        while number + 1 < len(coloured) and coloured[number][1] <= at:
            number += 1
        is_whole = at + len(row) <= coloured[number][1]  # as nearly every row
        for cluster in (row,) if is_whole else clusters(row):
            while number + 1 < len(coloured) and coloured[number][1] <= at:
                number += 1
            roles.append((cluster, coloured[number][2]))
            at += len(cluster)
        yield tuple(joined(roles))


def _gutter(begun: Mark | None, part: _Part, glyphs: Glyphs) -> Line:
    """The sign of the strongest verdict that begins on a row, and whether no claim rests on it."""
    sign = own(" ")
    if begun is not None:
        sign = own(row_glyph(glyphs, begun.row), role_of(begun.verdict))
    rests = own(glyphs.vertical if part.covered is False else " ", Role.ALERT)
    return sign, rests, blank(1)
