"""Where events stand in time: the order of the timeline, and the span an undated event may have."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from graphlib import CycleError, TopologicalSorter
from heapq import heapify, heappop, heappush
from typing import Protocol

from msgspec import Struct

from iraq_tui.domain.moment import EARLIEST, LATEST, Edge, Moment, Span
from iraq_tui.domain.records import Event

Key = tuple[int, int, int, str]
_Links = dict[str, dict[str, None]]


class Place(Struct, frozen=True, array_like=True, gc=False):
    """An event's place on the time axis."""

    span: Span
    """When it may have been: the wide bounds of its date, or what its neighbours leave open."""
    strict: Span
    """What its date says; the same as ``span`` for an undated event."""
    sort: int
    """The second that the timeline sorts it by."""


class Placeable(Protocol):
    """What is asked of an event to place it among others."""

    @property
    def id(self) -> str:
        """Its id."""
        ...

    @property
    def own(self) -> Place | None:
        """Where its own date puts it; none for an undated one."""
        ...

    @property
    def after(self) -> Sequence[str]:
        """Ids of events it comes after."""
        ...

    @property
    def before(self) -> Sequence[str]:
        """Ids of events it comes before."""
        ...


def place_of(when: Moment) -> Place:
    """Where a date puts an event; one with no known start is sorted by its end."""
    strict = when.strict
    unstarted = isinstance(when.start, Edge) or strict.lo == EARLIEST
    return Place(when.wide, strict, strict.hi if unstarted else strict.lo)


def places(events: Iterable[Event]) -> dict[str, Place]:
    """The events in time order, each with its place; as Timeline.places tells."""
    return Timeline(map(_Placed.of, events)).places()


def cycle(events: Iterable[Event]) -> tuple[str, ...]:
    """Ids of events that come after themselves, in order; empty where there are none."""
    return Timeline(map(_Placed.of, events)).cycle()


class _Placed(Struct, frozen=True):
    id: str
    own: Place | None
    after: tuple[str, ...]
    before: tuple[str, ...]

    @classmethod
    def of(cls, event: Event) -> "_Placed":
        own = None if event.when is None else place_of(event.when)
        return cls(event.id, own, event.after, event.before)


class Timeline:
    """Events, and which of them come after which. Of two with one id the last counts.

    Most events have no neighbours, only dates; they cost no more than being sorted.
    """

    def __init__(self, events: Iterable[Placeable]) -> None:
        self._events = {event.id: event for event in events}
        self._after: _Links = {}
        self._before: _Links = {}
        for event in self._events.values():
            for earlier in event.after:
                self._link(earlier, event.id)
            for later in event.before:
                self._link(event.id, later)
        linked = self._after.keys() | self._before.keys()
        self._linked = [id_ for id_ in self._events if id_ in linked] if linked else []
        """The events with neighbours, in the order in which they came."""

    def _link(self, earlier: str, later: str) -> None:
        if earlier in self._events and later in self._events:
            self._after.setdefault(later, {})[earlier] = None
            self._before.setdefault(earlier, {})[later] = None

    def cycle(self) -> tuple[str, ...]:
        """Ids of events that come after themselves, in order; empty where there are none."""
        try:
            _ = self._order
        except ValueError as error:
            return tuple(error.args[1])
        return ()

    def crowded(self) -> tuple[str, ...]:
        """Ids of undated events whose neighbours leave no time between them. Cycles give none."""
        if self.cycle():
            return ()
        low, high = self._bounds()
        return tuple(id_ for id_ in self._linked if low[id_] > high[id_])

    def places(self) -> dict[str, Place]:
        """The events in time order, each with its place.

        Dated events are sorted by their strict bounds (start, then end); an undated one follows
        the last of those it comes after, or else stands before the first of those it comes
        before. Every ``after`` and ``before`` holds in the result. Raises ValueError for a cycle,
        naming its ids.
        """
        keys = self._keys()
        low, high = self._bounds()
        found: dict[str, Place] = {}
        for id_, sort in self._sorted(keys):
            place = self._events[id_].own
            if place is None:
                # Contradictory neighbours leave an event no time; it keeps the earlier bound.
                first = low.get(id_, EARLIEST)
                span = Span(first, max(first, high.get(id_, LATEST)))
                place = Place(span, span, sort)
            found[id_] = place
        return found

    # --- the events with neighbours ---------------------------------------------------------------

    @cached_property
    def _order(self) -> list[str]:
        """They, none before one that it comes after. Raises ValueError for a cycle."""
        sorter = TopologicalSorter({id_: self._after.get(id_, ()) for id_ in self._linked})
        try:
            return list(sorter.static_order())
        except CycleError as error:
            raise ValueError("events come after themselves", error.args[1]) from error

    def _keys(self) -> dict[str, Key]:
        """A sorting key for each: its own date's, or its neighbours'."""
        order = self._order
        keys: dict[str, Key] = {}
        for id_ in order:
            if place := self._events[id_].own:
                keys[id_] = _key(id_, place)
        for _ in range(_ROUNDS):
            known = len(keys)
            self._follow(order, keys)
            self._precede(keys)
            if len(keys) in (known, len(order)):
                break
        for id_ in order:
            if id_ not in keys:
                self._follow((id_,), keys)
                keys.setdefault(id_, (LATEST, LATEST, 0, id_))
        return keys

    def _follow(self, order: Iterable[str], keys: dict[str, Key]) -> None:
        """Keys for those that come after one that has a key: one step after the last of them."""
        for id_ in order:
            if id_ in keys:
                continue
            earlier = [keys[other] for other in self._after.get(id_, ()) if other in keys]
            if earlier:
                lo, hi, step, _ = max(earlier)
                keys[id_] = (lo, hi, step + 1, id_)

    def _precede(self, keys: dict[str, Key]) -> None:
        """Keys for those that come before one that has a key: ahead of the first of them.

        The step is so wide that a whole chain of followers has room in it.
        """
        for id_ in reversed(self._order):
            if id_ in keys:
                continue
            later = [keys[other] for other in self._before.get(id_, ()) if other in keys]
            if later:
                lo, hi, step, _ = min(later)
                keys[id_] = (lo, hi, step - len(self._events), id_)

    def _bounds(self) -> tuple[Mapping[str, int], Mapping[str, int]]:
        """The first and the last second each may have been at."""
        low: dict[str, int] = {}
        high: dict[str, int] = {}
        for id_ in self._order:
            own, earlier = self._events[id_].own, self._after.get(id_, ())
            low[id_] = own.span.lo if own else max(map(low.__getitem__, earlier), default=EARLIEST)
        for id_ in reversed(self._order):
            own, later = self._events[id_].own, self._before.get(id_, ())
            high[id_] = own.span.hi if own else min(map(high.__getitem__, later), default=LATEST)
        return low, high

    # --- all of them ------------------------------------------------------------------------------

    def _sorted(self, keys: Mapping[str, Key]) -> Iterator[tuple[str, int]]:
        """All ids by key, each with the second it is sorted by, none before one it comes after.

        Those with neighbours by Kahn's algorithm with a heap; the others are merged in.
        """
        free = self._free(keys)
        waiting = {id_: len(self._after.get(id_, ())) for id_ in keys}
        ready = [keys[id_] for id_, count in waiting.items() if not count]
        heapify(ready)
        done = 0
        while ready:
            key = heappop(ready)
            until = bisect_left(free, key, done)
            for second, _, _, id_ in free[done:until]:
                yield id_, second
            done = until
            yield key[3], key[0]
            for later in self._before.get(key[3], ()):
                waiting[later] -= 1
                if not waiting[later]:
                    heappush(ready, keys[later])
        for second, _, _, id_ in free[done:]:
            yield id_, second

    def _free(self, keys: Mapping[str, Key]) -> list[Key]:
        """The keys, in order, of the events without neighbours."""
        others = (event for id_, event in self._events.items() if id_ not in keys)
        return sorted(
            _key(event.id, event.own) if event.own else (LATEST, LATEST, 0, event.id)
            for event in others
        )


_ROUNDS = 10
"""How often undated events may lean on one another in turn, after and before; then at the end."""


def _key(id_: str, place: Place) -> Key:
    return place.sort, place.strict.hi, 0, id_
