"""Where events stand in time: the order of the timeline, and the span an undated event may have."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from graphlib import CycleError, TopologicalSorter
from heapq import heapify, heappop, heappush

from msgspec import Struct

from iraq_tui.domain.moment import EARLIEST, LATEST, Edge, Moment, Span
from iraq_tui.domain.records import Event

Key = tuple[int, int, int, str]


class Place(Struct, frozen=True):
    """An event's place on the time axis."""

    span: Span
    """When it may have been: the wide bounds of its date, or what its neighbours leave open."""
    strict: Span
    """What its date says; the same as ``span`` for an undated event."""
    sort: int
    """The second that the timeline sorts it by."""


def places(events: Iterable[Event]) -> dict[str, Place]:
    """The events in time order, each with its place.

    Dated events are sorted by their strict bounds (start, then end); an undated one follows the
    last of those it comes after, or else stands before the first of those it comes before. Every
    ``after`` and ``before`` holds in the result. Raises ValueError for a cycle, naming its ids.
    """
    by_id = {event.id: event for event in events}
    links = _links(by_id)
    keys, spans = _keys(by_id, links), _spans(by_id, links)
    return {
        event: Place(
            spans[event],
            moment.strict if (moment := by_id[event].when) else spans[event],
            keys[event][0],
        )
        for event in _sorted(keys, links)
    }


def cycle(events: Iterable[Event]) -> tuple[str, ...]:
    """Ids of events that come after themselves, in order; empty where there are none."""
    try:
        list(_topological(_links({event.id: event for event in events})))
    except ValueError as error:
        return tuple(error.args[1])
    return ()


def without_time(events: Iterable[Event]) -> tuple[str, ...]:
    """Ids of undated events whose neighbours leave no time between them. Cycles give none."""
    by_id = {event.id: event for event in events}
    if cycle(by_id.values()):
        return ()
    low, high = _bounds(by_id, _links(by_id))
    return tuple(event for event in by_id if low[event] > high[event])


class _Links(Struct, frozen=True):
    after: Mapping[str, set[str]]
    before: Mapping[str, set[str]]


def _links(by_id: Mapping[str, Event]) -> _Links:
    after: dict[str, set[str]] = {event: set() for event in by_id}
    before: dict[str, set[str]] = {event: set() for event in by_id}
    for event in by_id.values():
        for earlier in event.after:
            if earlier in by_id:
                after[event.id].add(earlier)
                before[earlier].add(event.id)
        for later in event.before:
            if later in by_id:
                after[later].add(event.id)
                before[event.id].add(later)
    return _Links(after, before)


def _topological(links: _Links) -> Iterator[str]:
    try:
        yield from TopologicalSorter(links.after).static_order()
    except CycleError as error:
        raise ValueError("events come after themselves", error.args[1]) from error


_ROUNDS = 10
"""How often undated events may lean on one another in turn, after and before; then at the end."""


def _keys(by_id: Mapping[str, Event], links: _Links) -> dict[str, Key]:
    """A sorting key for each event: its own date's, or its neighbours'."""
    order = list(_topological(links))
    keys: dict[str, Key] = {}
    for event in order:
        if when := by_id[event].when:
            keys[event] = (*_sort_bounds(when), 0, event)
    for _ in range(_ROUNDS):
        known = len(keys)
        _follow(order, links, keys)
        _precede(order, links, keys)
        if len(keys) in (known, len(order)):
            break
    for event in order:
        if event not in keys:
            _follow((event,), links, keys)
            keys.setdefault(event, (LATEST, LATEST, 0, event))
    return keys


def _follow(events: Iterable[str], links: _Links, keys: dict[str, Key]) -> None:
    """Keys for those that come after one that has a key: one step after the last of them."""
    for event in events:
        earlier = [keys[other] for other in links.after[event] if other in keys]
        if event not in keys and earlier:
            lo, hi, step, _ = max(earlier)
            keys[event] = (lo, hi, step + 1, event)


def _precede(events: Sequence[str], links: _Links, keys: dict[str, Key]) -> None:
    """Keys for those that come before one that has a key: ahead of the first of them.

    The step is so wide that a whole chain of followers has room in it.
    """
    for event in reversed(events):
        later = [keys[other] for other in links.before[event] if other in keys]
        if event not in keys and later:
            lo, hi, step, _ = min(later)
            keys[event] = (lo, hi, step - len(events), event)


def _sort_bounds(when: Moment) -> tuple[int, int]:
    """Start and end to sort by; a date with no known start sorts by its end."""
    strict = when.strict
    unstarted = isinstance(when.start, Edge) or strict.lo == EARLIEST
    return (strict.hi, strict.hi) if unstarted else (strict.lo, strict.hi)


def _spans(by_id: Mapping[str, Event], links: _Links) -> dict[str, Span]:
    low, high = _bounds(by_id, links)
    # Contradictory neighbours leave an undated event no time at all; it keeps the earlier bound.
    return {event: Span(low[event], max(low[event], high[event])) for event in by_id}


def _bounds(
    by_id: Mapping[str, Event], links: _Links
) -> tuple[Mapping[str, int], Mapping[str, int]]:
    """The first and the last second each event may have been at."""
    order = list(_topological(links))
    known = {event: when.wide for event in order if (when := by_id[event].when)}
    low: dict[str, int] = {}
    high: dict[str, int] = {}
    for event in order:
        floors = [low[earlier] for earlier in links.after[event]]
        low[event] = known[event].lo if event in known else max(floors, default=EARLIEST)
    for event in reversed(order):
        ceilings = [high[later] for later in links.before[event]]
        high[event] = known[event].hi if event in known else min(ceilings, default=LATEST)
    return low, high


def _sorted(keys: Mapping[str, Key], links: _Links) -> Iterator[str]:
    """All events by key, none before one that it comes after (Kahn's algorithm with a heap)."""
    waiting = {event: len(links.after[event]) for event in keys}
    ready = [keys[event] for event, count in waiting.items() if not count]
    heapify(ready)
    while ready:
        event = heappop(ready)[3]
        yield event
        for later in links.before[event]:
            waiting[later] -= 1
            if not waiting[later]:
                heappush(ready, keys[later])
