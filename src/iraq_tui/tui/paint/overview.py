"""One line for the whole span of time: how dense it is, where reports disagree, where you are."""

from array import array
from bisect import bisect_left
from collections.abc import Sequence
from itertools import pairwise

from msgspec import Struct

from iraq_tui.domain.axis import EARLIEST, LATEST, Span
from iraq_tui.domain.catalogue import Catalogue
from iraq_tui.domain.chronology import year_of
from iraq_tui.domain.comparison.model import Pair, Verdict
from iraq_tui.domain.verdicts import CODES, LEAST_DISAGREEMENT
from iraq_tui.tui.paint.glyphs import Glyphs, role_of, verdict_glyph
from iraq_tui.tui.paint.line import Line, Piece, Role, blank, own

_LEAST = 24
_VERDICT_OF = {code: verdict for verdict, code in CODES.items()}


class Dots(Struct, frozen=True):
    """The events of the overview, in time order, as columns."""

    seconds: Sequence[int] = ()
    """Where each stands on the time axis."""
    heads: bytes = b""
    """The code of each one's head; see `domain.verdicts`."""


def dots(catalogue: Catalogue, visible: Sequence[int], pair: Pair) -> Dots:
    """The events of the overview, as far as their verdicts are known."""
    seconds = catalogue.chronology.seconds
    if len(visible) < len(seconds):
        seconds = array("q", map(seconds.__getitem__, visible))
    return Dots(seconds, catalogue.verdicts(pair).heads_of(visible))


def overview_line(
    events: Dots, here: int | None, width: int, glyphs: Glyphs, window: Span | None = None
) -> Line:
    """Years at both ends, between them a sign for each stretch of time that has events.

    The sign is the strongest disagreement's where there is one, else a density. ``here`` is the
    second of the highlighted event. An event without any place in time is left out. What is not
    in the window, of a time axis, is muted, and brackets stand at its ends.
    """
    scale = _scale(events, width)
    if scale is None:
        return ()
    ends = scale.ends(events)
    stretches = [events.heads[start:end] for start, end in pairwise(ends)]
    most = max(map(len, stretches))
    marked = None if here is None or here not in scale else scale.place(here)
    bar = [
        _sign(heads, most, glyphs, here=place == marked) for place, heads in enumerate(stretches)
    ]
    if window is not None:
        bar = _framed(bar, scale.columns(window))
    start = own(str(year_of(scale.first)), Role.MUTED)
    if scale.room == 1:
        return blank(2), start, blank(1), *_joined(bar)
    end = own(str(year_of(scale.last)), Role.MUTED)
    return blank(2), start, blank(1), *_joined(bar), blank(1), end


def progress_line(share: float, width: int, glyphs: Glyphs) -> Line:
    """How much of a store has been read, from 0 to 1, in the place of the overview."""
    said, percent = "reading the store", f"{int(share * 100):3d} %"
    room = width - len(said) - len(percent) - 6
    if room < 1:
        return blank(2), own(percent, Role.MUTED)
    done = int(share * room)
    return (
        blank(2),
        own(said, Role.MUTED),
        blank(1),
        own(glyphs.density[-1] * done, Role.MARK),
        own(glyphs.horizontal * (room - done), Role.RULE),
        blank(1),
        own(percent, Role.MUTED),
    )


def second_at(events: Dots, column: int, width: int) -> int | None:
    """The second of the event nearest to a column of the line; none where there is no line."""
    scale = _scale(events, width)
    if scale is None:
        return None
    ends = scale.ends(events)
    taken = [place for place in range(scale.room) if ends[place] < ends[place + 1]]
    nearest = min(taken, key=lambda place: abs(place - (column - scale.margin)))
    return events.seconds[ends[nearest]]


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

    def columns(self, span: Span) -> range:
        """The columns of a stretch, as far as they are on the line."""
        first, last = max(span.lo, self.first), min(span.hi, self.last)
        return range(self.place(first), self.place(last) + 1) if first <= last else range(0)

    def ends(self, events: Dots) -> list[int]:
        """The first event of each column, and past the last of the last one."""
        span = max(self.last - self.first, 1)
        starts = [
            self.first - (-place * span // max(self.room - 1, 1)) for place in range(self.room)
        ]
        ends = [bisect_left(events.seconds, second) for second in starts]
        return [*ends, bisect_left(events.seconds, LATEST)]


def _scale(events: Dots, width: int) -> _Scale | None:
    """One moment alone takes one column: a line would show a span that is not there."""
    start = bisect_left(events.seconds, EARLIEST + 1)
    end = bisect_left(events.seconds, LATEST)
    if start == end or width < _LEAST:
        return None
    first, last = events.seconds[start], events.seconds[end - 1]
    margin = 2 + len(str(year_of(first))) + 1
    room = width - margin - 1 - len(str(year_of(last))) - 2
    return _Scale(first, last, margin, room if last > first else 1)


def _sign(heads: bytes, most: int, glyphs: Glyphs, *, here: bool) -> Piece:
    if not heads:
        return own(glyphs.horizontal, Role.HERE if here else Role.RULE)
    strongest = max(heads)
    if strongest >= LEAST_DISAGREEMENT:
        verdict: Verdict = _VERDICT_OF[strongest]
        return own(verdict_glyph(glyphs, verdict), Role.HERE if here else role_of(verdict))
    level = 0 if most <= 1 else (len(heads) - 1) * (len(glyphs.density) - 1) // (most - 1)
    return own(glyphs.density[level], Role.HERE if here else Role.MARK)


def _framed(bar: Sequence[Piece], inside: range) -> list[Piece]:
    """The line with brackets around a window, and muted outside of it."""
    framed = []
    for place, piece in enumerate(bar):
        if place not in inside:
            framed.append(own(piece.text, Role.RULE))
        elif piece.role is Role.HERE or place not in (inside.start, inside.stop - 1):
            framed.append(piece)
        else:
            framed.append(own("[" if place == inside.start else "]", Role.STRONG))
    return framed


def _joined(bar: Sequence[Piece]) -> Line:
    """Neighbours of one role as one piece."""
    pieces: list[Piece] = []
    for piece in bar:
        if pieces and pieces[-1].role is piece.role:
            pieces[-1] = own(pieces[-1].text + piece.text, piece.role)
        else:
            pieces.append(piece)
    return tuple(pieces)
