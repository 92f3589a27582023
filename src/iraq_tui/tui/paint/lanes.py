"""Events as bars on a true-scale time axis, packed into rows; pure: events and a scale to rows."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from types import MappingProxyType

from msgspec import Struct

from iraq_tui.domain.axis import Span
from iraq_tui.domain.extent import Extent, Sureness
from iraq_tui.domain.scale import Scale
from iraq_tui.tui.paint.glyphs import Bars, Glyphs
from iraq_tui.tui.paint.line import Line, Piece, Role, blank, fitted, own, shown, width_of

_LABEL = 36
"""The cells a title takes beside its bar, at most."""
_LEAST = 12
"""The cells it should have at least, where there is room on either side."""
_EDGE = 2
"""How much of a bar stays to be seen before a title that stands on it."""
_APART = 2
"""Cells between what stands in one row."""
_WIDEST_NAME = 20
_ROLES = {
    Sureness.STRICT: Role.MARK,
    Sureness.WIDE: Role.MARK,
    Sureness.UNKNOWN: Role.MUTED,
    Sureness.POSSIBLE: Role.MUTED,
}


class Told(Struct, frozen=True):
    """What is shown of one event."""

    place: int
    """Among the events in view."""
    title: str
    extent: Extent
    sign: str
    """Its verdict's."""
    role: Role
    """The sign's."""


class Bar(Struct, frozen=True):
    """An event in a row."""

    told: Told
    at: int
    """The first cell of its bar."""
    signs: Line
    label_at: int
    label: int
    """The cells that its sign and title take."""

    @property
    def cells(self) -> range:
        """The cells it takes, with its title."""
        end = max(self.at + width_of(self.signs), self.label_at + self.label)
        return range(min(self.at, self.label_at), end)


def lane(events: Iterable[Told], scale: Scale, bars: Bars) -> tuple[tuple[Bar, ...], ...]:
    """Events, in time order, as rows of bars: each in the first row that has room for it."""
    rows: list[list[Bar]] = []
    ends: list[int] = []
    for told in events:
        one = _bar(told, scale, bars)
        if one is None:
            continue
        start, stop = one.cells.start, one.cells.stop + _APART
        row = next((row for row, end in enumerate(ends) if end <= start), len(rows))
        if row == len(rows):
            rows.append([])
            ends.append(0)
        rows[row].append(one)
        ends[row] = stop
    return tuple(map(tuple, rows))


def name_width(names: Iterable[str], width: int) -> int:
    """The cells for the names of lanes, with the space after them; none without names."""
    longest = max((shown(name).width for name in names), default=0)
    return min(longest, _WIDEST_NAME, max(width // 4, 1)) + 2 if longest else 0


def _bar(told: Told, scale: Scale, bars: Bars) -> Bar | None:
    """An event's bar with its title; none where nothing of it is in sight."""
    at, signs = drawn(told.extent, scale, bars)
    if not signs:
        return None
    room, taken = scale.halves // 2, width_of(signs)
    wanted = min(shown(told.title).width + 2, _LABEL)
    least = min(wanted, _LEAST)
    end = at + taken
    inside = min(wanted, taken - 2 * _EDGE - 2)
    if inside >= least and _is_alike(signs, _EDGE, inside + 2):
        label_at, label = at + _EDGE + 1, inside
    elif end + 1 + least <= room or room - end >= at:
        label_at, label = end + 1, max(min(wanted, room - end - 1), 0)
    else:
        label = max(min(wanted, at - 1), 0)
        label_at = at - 1 - label
    return Bar(told, at, signs, label_at, label)


def _is_alike(signs: Line, start: int, count: int) -> bool:
    """Whether some cells of a bar are all the same: a title over them then hides nothing."""
    return len(set("".join(piece.text for piece in signs)[start : start + count])) == 1


def distance(bar: Bar, cell: int) -> int:
    """How many cells a bar with its title is from one; 0 for one that it takes."""
    return max(bar.cells.start - cell, cell - bar.cells.stop + 1, 0)


# --- one bar --------------------------------------------------------------------------------------


def drawn(extent: Extent, scale: Scale, bars: Bars) -> tuple[int, Line]:
    """The first cell and the signs of an event's bar, as far as it is in sight."""
    state = bytearray(scale.halves + scale.halves % 2)
    for stretch in extent.stretches:
        halves = _in_sight(stretch.span, scale)
        state[halves.start : halves.stop] = bytes([stretch.sureness]) * len(halves)
    first, last = _ends(state)
    if first is None or last is None:
        return 0, ()
    cells = state[first : last + 2]
    signs = [
        (sign * len(list(run)), role)
        for halves, run in groupby(zip(cells[::2], cells[1::2], strict=True))
        for sign, role in (_cell(*halves, bars),)
    ]
    if sum(map(bool, cells)) == 1 and extent.stretches[-1].sureness is Sureness.STRICT:
        signs = [(bars.point[0 if state[first] else 1], Role.MARK)]
    if extent.goes_back:
        text, role = signs[0]
        signs[0:1] = [(bars.goes_back, role), (text[1:], role)]
    if extent.goes_on:
        text, role = signs[-1]
        signs[-1:] = [(text[:-1], role), (bars.goes_on, role)]
    if extent.doubtful:
        text, role = signs.pop()
        is_at_edge = last + 2 >= len(state)
        signs += [(text[:-1] if is_at_edge else text, role), ("?", Role.CAUTION)]
    return first // 2, _runs(signs)


def _in_sight(span: Span, scale: Scale) -> range:
    places = scale.places(span)
    return range(min(max(places.start, 0), scale.halves), min(max(places.stop, 0), scale.halves))


def _ends(state: bytearray) -> tuple[int | None, int | None]:
    """The first half of the first cell with anything in it, and of the last."""
    filled = state.strip(b"\0")
    if not filled:
        return None, None
    first = len(state) - len(state.lstrip(b"\0"))
    return first // 2 * 2, (first + len(filled) - 1) // 2 * 2


def _cell(left: int, right: int, bars: Bars) -> tuple[str, Role]:
    if (left, right) == (Sureness.STRICT, Sureness.WIDE):
        return bars.strict_wide, Role.MARK
    if (left, right) == (Sureness.WIDE, Sureness.STRICT):
        return bars.wide_strict, Role.MARK
    surest = Sureness(max(left, right))
    signs = {
        Sureness.STRICT: bars.strict,
        Sureness.WIDE: bars.wide,
        Sureness.UNKNOWN: bars.unknown,
        Sureness.POSSIBLE: bars.possible,
    }[surest]
    half = 0 if left == right else 1 if left == surest else 2
    return signs[half], _ROLES[surest]


def _runs(signs: Sequence[tuple[str, Role]]) -> Line:
    runs: list[tuple[str, Role]] = []
    for sign, role in signs:
        if not sign:
            continue
        if runs and runs[-1][1] is role:
            runs[-1] = runs[-1][0] + sign, role
        else:
            runs.append((sign, role))
    return tuple(own(text, role) for text, role in runs)


# --- a row ----------------------------------------------------------------------------------------


class Looks(Struct, frozen=True):
    """What is drawn into every row besides its bars."""

    glyphs: Glyphs
    width: int
    here: int | None = None
    """The place of the event that the cursor is on."""
    marks: Mapping[int, str] = MappingProxyType({})
    """The signs of picked events, by place."""
    folds: Sequence[int] = ()
    """The cells at which a stretch is folded."""


def row_line(bars: Iterable[Bar], looks: Looks) -> Line:
    """A row of bars, the one that the cursor is on set off."""
    line: list[Piece] = []
    used = 0
    for one in sorted(bars, key=lambda bar: bar.cells.start):
        line += _space(used, one.cells.start, looks)
        place = one.told.place
        line += _bar_line(one, place == looks.here, looks.marks.get(place, ""), looks.glyphs)
        used = one.cells.stop
    return (*line, *_space(used, looks.width, looks))


def _space(start: int, stop: int, looks: Looks) -> Iterable[Piece]:
    """Cells without a bar, with a sign wherever a stretch is folded."""
    for fold in looks.folds:
        if start <= fold < stop:
            yield blank(fold - start)
            yield own(looks.glyphs.bars.fold, Role.RULE)
            start = fold + 1
    if stop > start:
        yield blank(stop - start)


def _bar_line(bar: Bar, is_here: bool, mark: str, glyphs: Glyphs) -> Iterable[Piece]:
    label = _label(bar, is_here, mark, glyphs)
    inside = bar.at < bar.label_at < bar.at + width_of(bar.signs)
    if not inside:
        gap = blank(1) if bar.label else blank(0)
        return (*label, gap, *bar.signs) if bar.label_at < bar.at else (*bar.signs, gap, *label)
    taken = width_of(label) + 2
    rest = bar.label_at - 1 + taken - bar.at
    before, after = _part(bar.signs, 0, bar.label_at - 1 - bar.at), _part(bar.signs, rest)
    return (*before, blank(1), *label, blank(1), *after)


def _part(signs: Line, start: int, stop: int | None = None) -> Line:
    """Some cells of a bar's signs, each of which takes one."""
    cut, at = [], 0
    for piece in signs:
        size = len(piece.text)
        end = size if stop is None else max(stop - at, 0)
        if text := piece.text[max(start - at, 0) : end]:
            cut.append(own(text, piece.role))
        at += size
    return tuple(cut)


def _label(bar: Bar, is_here: bool, mark: str, glyphs: Glyphs) -> Line:
    """Exactly so many cells, or none."""
    if bar.label < 3:
        return (blank(bar.label),)
    sign = own(mark or bar.told.sign, Role.MARK if mark else bar.told.role)
    title = shown(bar.told.title, Role.HERE if is_here else Role.TEXT)
    cut = fitted(title, bar.label - 2, glyphs.ellipsis)
    return sign, blank(1), cut, blank(bar.label - 2 - cut.width)
