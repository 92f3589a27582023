"""One line for the whole span of time: how dense it is, where reports disagree, where you are."""

from collections.abc import Sequence
from datetime import date

from msgspec import Struct

from iraq_tui.domain.catalogue import Catalogue
from iraq_tui.domain.comparison.model import DISAGREEMENTS, Pair, Verdict
from iraq_tui.domain.moment import DAY, EARLIEST, LATEST
from iraq_tui.tui.paint.glyphs import Glyphs, role_of, verdict_glyph
from iraq_tui.tui.paint.line import Line, Piece, Role, blank, own

_LEAST = 24


class Dot(Struct, frozen=True):
    """An event on the overview."""

    second: int
    """Where it stands on the time axis."""
    head: Verdict | None


def dots(catalogue: Catalogue, visible: Sequence[int], pair: Pair) -> tuple[Dot, ...]:
    """The events of the overview, in time order."""
    ids = (catalogue.row(number).id for number in visible)
    return tuple(
        Dot(catalogue.sort_second(id_), catalogue.comparison(id_, pair).head) for id_ in ids
    )


def disagreements(events: Sequence[Dot]) -> int:
    """How many of them disagree."""
    return sum(dot.head in DISAGREEMENTS for dot in events)


def overview_line(events: Sequence[Dot], here: int | None, width: int, glyphs: Glyphs) -> Line:
    """Years at both ends, between them a sign for each stretch of time that has events.

    The sign is the strongest disagreement's where there is one, else a density. ``here`` is the
    second of the highlighted event. An event without any place in time is left out.
    """
    scale = _scale(events, width)
    if scale is None:
        return ()
    buckets: dict[int, list[Dot]] = {}
    for dot in _dated(events):
        buckets.setdefault(scale.place(dot.second), []).append(dot)
    most = max(map(len, buckets.values()))
    marked = None if here is None or here not in scale else scale.place(here)
    bar = [
        _sign(buckets.get(place, ()), most, glyphs, here=place == marked)
        for place in range(scale.room)
    ]
    start = own(str(_year(scale.first)), Role.MUTED)
    if scale.room == 1:
        return blank(2), start, blank(1), *_joined(bar)
    end = own(str(_year(scale.last)), Role.MUTED)
    return blank(2), start, blank(1), *_joined(bar), blank(1), end


def second_at(events: Sequence[Dot], column: int, width: int) -> int | None:
    """The second of the event nearest to a column of the line; none where there is no line."""
    scale = _scale(events, width)
    if scale is None:
        return None
    wanted = column - scale.margin
    nearest = min(_dated(events), key=lambda dot: abs(scale.place(dot.second) - wanted))
    return nearest.second


class _Scale(Struct, frozen=True):
    """Which column of the line stands for which second."""

    first: int
    last: int
    margin: int
    """The cells before the first column."""
    room: int

    def __contains__(self, second: int) -> bool:
        return self.first <= second <= self.last

    def place(self, second: int) -> int:
        """The column of a second, from 0."""
        return (second - self.first) * (self.room - 1) // max(self.last - self.first, 1)


def _dated(events: Sequence[Dot]) -> list[Dot]:
    return [dot for dot in events if EARLIEST < dot.second < LATEST]


def _scale(events: Sequence[Dot], width: int) -> _Scale | None:
    """One moment alone takes one column: a line would show a span that is not there."""
    seconds = [dot.second for dot in _dated(events)]
    if not seconds or width < _LEAST:
        return None
    first, last = min(seconds), max(seconds)
    margin = 2 + len(str(_year(first))) + 1
    room = width - margin - 1 - len(str(_year(last))) - 2
    return _Scale(first, last, margin, room if last > first else 1)


def _year(second: int) -> int:
    return date.fromordinal(second // DAY).year


def _sign(events: Sequence[Dot], most: int, glyphs: Glyphs, *, here: bool) -> Piece:
    if not events:
        return own(glyphs.horizontal, Role.HERE if here else Role.RULE)
    heads = [dot.head for dot in events if dot.head in DISAGREEMENTS]
    strongest = max((head for head in heads if head), key=lambda head: head.strength, default=None)
    if strongest:
        return own(verdict_glyph(glyphs, strongest), Role.HERE if here else role_of(strongest))
    level = 0 if most <= 1 else (len(events) - 1) * (len(glyphs.density) - 1) // (most - 1)
    return own(glyphs.density[level], Role.HERE if here else Role.MARK)


def _joined(bar: Sequence[Piece]) -> Line:
    """Neighbours of one role as one piece."""
    pieces: list[Piece] = []
    for piece in bar:
        if pieces and pieces[-1].role is piece.role:
            pieces[-1] = own(pieces[-1].text + piece.text, piece.role)
        else:
            pieces.append(piece)
    return tuple(pieces)
