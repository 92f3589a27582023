"""The stretches of time that an event takes on the axis, each with how sure it is."""

from collections.abc import Iterator
from enum import IntEnum

from msgspec import Struct

from iraq_tui.domain.axis import EARLIEST, LATEST, Span
from iraq_tui.domain.moment import Edge, Moment, Point


class Sureness(IntEnum):
    """How sure a stretch is, the least first."""

    POSSIBLE = 1
    """Somewhere in here: an undated event between its neighbours, or one of several dates."""
    UNKNOWN = 2
    """It lasts into here, or began in here; until or since when is not known."""
    WIDE = 3
    """What "about" adds to a date."""
    STRICT = 4
    """What the date says."""


class Stretch(Struct, frozen=True):
    """One of them."""

    span: Span
    sureness: Sureness


class Extent(Struct, frozen=True):
    """An event's stretches, the least sure first; where two meet, the surer one counts."""

    stretches: tuple[Stretch, ...]
    goes_back: bool = False
    """Whether it has no beginning that anybody says."""
    goes_on: bool = False
    """Whether it has no end that anybody says."""
    doubtful: bool = False
    """Whether a date of it is in doubt."""


def extent(when: Moment | None, possible: Span) -> Extent:
    """Where an event stands; ``possible`` is what its neighbours leave an undated one.

    The notation is EDTF's: an open end goes on, an unknown one is somewhere in there, ``~`` widens,
    ``?`` and ``%`` are in doubt.
    """
    if when is None:
        found = (Stretch(possible, Sureness.POSSIBLE),)
        return Extent(found, possible.lo <= EARLIEST, possible.hi >= LATEST)
    stretches = sorted(_stretches(when), key=lambda one: one.sureness)
    return Extent(
        tuple(one for one in stretches if one.span.lo <= one.span.hi),
        when.strict.lo <= EARLIEST and when.start is not Edge.UNKNOWN,
        when.strict.hi >= LATEST and when.end is not Edge.UNKNOWN,
        any(point.doubtful for point in when.points),
    )


def _stretches(when: Moment) -> Iterator[Stretch]:
    strict, wide, start = when.strict, when.wide, when.start
    yield Stretch(Span(wide.lo, strict.lo - 1), Sureness.WIDE)
    yield Stretch(Span(strict.hi + 1, wide.hi), Sureness.WIDE)
    if when.end is None:
        assert isinstance(start, Point)
        if len(start.parts) > 1:
            yield Stretch(strict, Sureness.POSSIBLE)
        for part in start.parts:
            yield Stretch(part, Sureness.STRICT)
        return
    ends = (start, when.end)
    known = [one.strict for one in ends if isinstance(one, Point)]
    if Edge.UNKNOWN in ends:
        yield Stretch(strict, Sureness.UNKNOWN)
        lo = EARLIEST if start is Edge.OPEN else min((one.lo for one in known), default=LATEST)
        hi = LATEST if when.end is Edge.OPEN else max((one.hi for one in known), default=EARLIEST)
        yield Stretch(Span(lo, hi), Sureness.STRICT)
    else:
        yield Stretch(strict, Sureness.STRICT)
