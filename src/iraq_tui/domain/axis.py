"""One axis of seconds for days and instants, and spans on it.

The axis counts whole seconds. Day N (`date.toordinal`) covers N * 86400 to N * 86400 + 86399, both
included; instants are put on it in UTC. It runs from year 1 to year 9999.
"""

from collections.abc import Iterable
from datetime import date

from msgspec import Struct

DAY = 86_400
"""Seconds in a day of the axis."""
EARLIEST = date.min.toordinal() * DAY
"""The first second of year 1; open and unknown starts take it."""
LATEST = date.max.toordinal() * DAY + DAY - 1
"""The last second of year 9999; open and unknown ends take it."""


class Span(Struct, frozen=True, order=True, array_like=True, gc=False):
    """A stretch of the axis, in whole seconds; sorts by its start, then its end."""

    lo: int
    """The first second."""
    hi: int
    """The last second, included."""

    def holds(self, other: "Span") -> bool:
        """Whether all of the other lies in this one."""
        return self.lo <= other.lo and other.hi <= self.hi

    def meets(self, other: "Span") -> bool:
        """Whether the two share a second."""
        return self.lo <= other.hi and other.lo <= self.hi


def merged(spans: Iterable[Span]) -> tuple[Span, ...]:
    """The same seconds in time order, in as few spans as it takes."""
    runs: list[Span] = []
    for span in sorted(spans):
        if runs and span.lo <= runs[-1].hi + 1:
            runs[-1] = Span(runs[-1].lo, max(runs[-1].hi, span.hi))
        else:
            runs.append(span)
    return tuple(runs)


def hull(spans: Iterable[Span]) -> Span:
    """The one span from the first second of any to the last; of one span at least."""
    known = list(spans)
    return Span(min(span.lo for span in known), max(span.hi for span in known))


def months(first: int, count: int) -> Span:
    """A run of months, counted from month 0, January of year 0; kept within the years 1 to 9999."""
    return Span(_month_start(first), _month_start(first + count) - 1)


def _month_start(month: int) -> int:
    if month < 12:
        return EARLIEST
    if month >= 120_000:
        return LATEST + 1
    return date(month // 12, month % 12 + 1, 1).toordinal() * DAY


def kept(lo: int, hi: int) -> Span:
    """The span from `lo` to `hi`, kept within the years 1 to 9999."""
    return Span(min(max(lo, EARLIEST), LATEST), min(max(hi, EARLIEST), LATEST))
