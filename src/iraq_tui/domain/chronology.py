"""Where a chronicle's events stand in time, as columns: one number an event, in time order.

Columns and not records, so that a hundred thousand events are walked, laid out and searched by date
without making an object for any of them. A column is any sequence of integers: an array here, a
part of a mapped file elsewhere.
"""

from array import array
from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from functools import cached_property

from msgspec import Struct

from iraq_tui.domain.axis import DAY, EARLIEST, LATEST
from iraq_tui.domain.moment import Edge, Moment, Point
from iraq_tui.domain.placing import Place
from iraq_tui.domain.records import Event

NONE = -(2**62)
"""Stands in a column for what an event does not have."""
BLOCK = 1024
"""Events that are passed over at once."""
NO_MONTH = 10**6
"""The month of an event that has no place in time: after all others."""


class Chronology(Struct, frozen=True, dict=True):
    """The columns. Seconds are those of the axis (see `axis`); spans have both ends included."""

    seconds: Sequence[int]
    """Where each event stands; never falls from one event to the next."""
    months: Sequence[int]
    """The month it stands in, counted from January of year 0; NO_MONTH without a place in time."""
    lows: Sequence[int]
    """The first second it may have been at, wide."""
    highs: Sequence[int]
    """The last second it may have been at, wide."""
    opens: Sequence[int]
    """The first second its date speaks of; NONE if undated."""
    closes: Sequence[int]
    """The last second it is known to fill; NONE if undated or without a known end."""
    dated: Sequence[int]
    """1 for a happening with a date of its own, 0 for what is undated or stands as a question."""
    fills_from: Sequence[int]
    """The first second of a happening whose dates are known at both ends; else NONE."""
    fills_to: Sequence[int]
    """Its last second; else NONE."""
    reach: Sequence[int]
    """The greatest ``fills_to`` of the event and all before it."""

    def year(self, number: int) -> int:
        """The year under which the timeline lists an event."""
        return year_of(self.seconds[number])

    def first_from(self, visible: Sequence[int], second: int) -> int:
        """The place in ``visible`` of the first event that stands at this second or later."""
        return bisect_left(visible, second, key=self.seconds.__getitem__)

    def at(self, visible: Sequence[int], lo: int, hi: int) -> int:
        """The place in ``visible`` for a date from second ``lo`` to ``hi``.

        Of a happening that begins then; else of the last before that fills some of it; else of the
        next, or of the last there is. Where nothing has a date, of what stands there.
        """
        start = self.first_from(visible, lo)
        dated = self.dated
        after = next((i for i in range(start, len(visible)) if dated[visible[i]]), None)
        if after is not None and self.seconds[visible[after]] <= hi:
            return after
        around = self._around(visible, start if after is None else after, lo, hi)
        if around is not None:
            return around
        if after is not None:
            return after
        before = (i for i in range(start - 1, -1, -1) if dated[visible[i]])
        return next(before, min(start, len(visible) - 1))

    def _around(self, visible: Sequence[int], before: int, lo: int, hi: int) -> int | None:
        """The last place before one whose event fills some of a date.

        Where something goes on for years, all that came since is passed over in blocks.
        """
        place = before - 1
        while place >= 0:
            number = visible[place]
            if self.reach[number] < lo:
                return None
            block = number // BLOCK
            if self._furthest[block] < lo:
                place = bisect_left(visible, block * BLOCK, 0, place) - 1
                continue
            start = self.fills_from[number]
            if start != NONE and start <= hi and lo <= self.fills_to[number]:
                return place
            place -= 1
        return None

    @cached_property
    def _furthest(self) -> Sequence[int]:
        """The greatest ``fills_to`` of each block of events."""
        return _by_block(max, self.fills_to)

    @cached_property
    def highest(self) -> Sequence[int]:
        """The greatest of ``highs`` in each block of ``BLOCK`` events, of those with an end."""
        return _by_block(max, [NONE if high >= LATEST else high for high in self.highs])

    @cached_property
    def lowest(self) -> Sequence[int]:
        """The least of ``lows`` in each block of ``BLOCK`` events, of those with a start."""
        return _by_block(min, [LATEST if low <= EARLIEST else low for low in self.lows])

    @cached_property
    def endless(self) -> Sequence[int]:
        """The numbers of the events that may go on for ever."""
        return array("I", (one for one, high in enumerate(self.highs) if high >= LATEST))

    @cached_property
    def startless(self) -> Sequence[int]:
        """The numbers of the events that may have begun at any time before."""
        return array("I", (one for one, low in enumerate(self.lows) if low <= EARLIEST))


def _by_block(one_of: Callable[[Sequence[int]], int], column: Sequence[int]) -> Sequence[int]:
    return [one_of(column[at : at + BLOCK]) for at in range(0, len(column), BLOCK)]


def chronology(events: Iterable[Event], places: Iterable[Place]) -> Chronology:
    """The columns of events in time order, each with its place on the axis."""
    columns = {name: array("q") for name in Chronology.__struct_fields__}
    second, month, reach = EARLIEST, 0, NONE
    for event, place in zip(events, places, strict=True):
        # An event may have to stand after one of a later date; it is listed where it stands.
        second = max(second, min(max(place.sort, EARLIEST), LATEST))
        month = max(month, _month(event, second))
        filled = _filled(event)
        reach = max(reach, filled[1])
        row = (
            second,
            month,
            place.span.lo,
            place.span.hi,
            NONE if event.when is None else _opens(event.when),
            NONE if event.when is None else _closes(event.when, standing=event.standing),
            int(event.when is not None and not event.standing),
            *filled,
            reach,
        )
        for column, value in zip(columns.values(), row, strict=True):
            column.append(value)
    return Chronology(**columns)


def _month(event: Event, second: int) -> int:
    return NO_MONTH if event.when is None and second >= LATEST else month_of(second)


def _opens(when: Moment) -> int:
    point = when.start if isinstance(when.start, Point) else when.end
    return point.strict.lo if isinstance(point, Point) else NONE


def _closes(when: Moment, *, standing: bool) -> int:
    """What goes on, or stands as a question, is known to fill no more than its start."""
    ends = (None if standing else when.end, when.start)
    known = (one.strict.hi for one in ends if one is not None and not isinstance(one, Edge))
    return next((hi for hi in known if hi < LATEST), NONE)


def _filled(event: Event) -> tuple[int, int]:
    if event.when is None or event.standing:
        return NONE, NONE
    said = event.when.strict
    return (said.lo, said.hi) if said.lo > EARLIEST and said.hi < LATEST else (NONE, NONE)


def month_of(second: int) -> int:
    """The month of a second, counted from January of year 0."""
    day = date.fromordinal(second // DAY)
    return day.year * 12 + day.month - 1


def year_of(second: int) -> int:
    """The year of a second."""
    return date.fromordinal(second // DAY).year


def year_start(year: int) -> int:
    """The first second of a year from 1 on; past year 9999, the second after all."""
    return date(year, 1, 1).toordinal() * DAY if year <= date.max.year else LATEST + 1
