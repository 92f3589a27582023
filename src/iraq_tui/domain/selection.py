"""What leaves the explorer: some events, for one pair of reports."""

from collections.abc import Collection

from msgspec import Struct

from iraq_tui.domain.catalogue import Catalogue
from iraq_tui.domain.comparison.model import Pair


class Selection(Struct, frozen=True):
    """Events in time order, the pair they are compared for, and the filter that chose them.

    The screen and the command line make the same selection for the same events: the filter is
    kept only where it alone explains the choice.
    """

    ids: tuple[str, ...]
    pair: Pair
    filter: str = ""


def by_filter(catalogue: Catalogue, text: str, pair: Pair) -> Selection:
    """The events that answer a filter. Raises QueryError for a bad term."""
    query = catalogue.query(text)
    found = catalogue.find(query, pair)
    return Selection(tuple(catalogue.ids(found)), pair, query.text)


def by_ids(catalogue: Catalogue, ids: frozenset[str], pair: Pair, text: str = "") -> Selection:
    """The events with these ids. Raises KeyError for an unknown one.

    Where ``text`` is a filter in force that finds exactly these events, it is what chose them.
    """
    ordered = in_time_order(catalogue, ids)
    if not text:  # a look at every event would tell nothing
        return Selection(ordered, pair)
    found = by_filter(catalogue, text, pair)
    return found if found.ids == ordered else Selection(ordered, pair)


_FEW = 64
"""So many events are looked up one by one faster than all are gone through."""


def in_time_order(catalogue: Catalogue, ids: Collection[str]) -> tuple[str, ...]:
    """Each of some ids once, in time order. Raises KeyError for an unknown one."""
    wanted = set(ids)
    if len(wanted) <= _FEW:
        return tuple(sorted(wanted, key=catalogue.index))
    found = tuple(id_ for id_ in catalogue.ids(range(catalogue.count())) if id_ in wanted)
    if len(found) < len(wanted):
        raise KeyError(min(wanted.difference(found)))
    return found
