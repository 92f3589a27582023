"""What leaves the explorer: the events in time order, and the filter that alone explains them."""

import pytest

from iraq_tui.domain import selection
from iraq_tui.domain.selection import by_filter, by_ids, in_time_order
from iraq_tui.sources.bundled import bundled_path
from iraq_tui.sources.open import open_store


@pytest.fixture(scope="module")
def catalogue():
    return open_store(bundled_path()).catalogue


def test_events_are_in_time_order_however_they_were_picked(catalogue):
    pair, ids = catalogue.pairs[0], catalogue.ids((9, 2, 5))
    assert by_ids(catalogue, frozenset(ids), pair).ids == tuple(catalogue.ids((2, 5, 9)))
    with pytest.raises(KeyError):
        by_ids(catalogue, frozenset({"no-such-event"}), pair)


def test_the_filter_is_kept_where_it_explains_the_choice(catalogue):
    pair = catalogue.pairs[0]
    found = by_filter(catalogue, "  tag:talks ", pair)
    assert found.filter == "tag:talks"
    assert by_ids(catalogue, frozenset(found.ids), pair, "tag:talks") == found
    fewer = by_ids(catalogue, frozenset(found.ids[1:]), pair, "tag:talks")
    assert (fewer.ids, fewer.filter) == (found.ids[1:], "")
    everything = frozenset(catalogue.ids(range(catalogue.count())))
    assert by_ids(catalogue, everything, pair) == by_filter(catalogue, "", pair)


def test_one_event_of_many_is_taken_without_a_look_at_the_others(catalogue):
    class Watched:
        """The catalogue, but for a look at its rows."""

        def __getattr__(self, name: str):
            assert name not in {"row", "ids", "find"}
            return getattr(catalogue, name)

    (id_,) = catalogue.ids((3,))
    assert by_ids(Watched(), frozenset({id_}), catalogue.pairs[0]).ids == (id_,)


@pytest.mark.parametrize("few", [0, 1000])
def test_many_ids_come_in_time_order_as_few_do(catalogue, monkeypatch, few: int):
    monkeypatch.setattr(selection, "_FEW", few)
    ids = catalogue.ids(range(catalogue.count()))
    assert in_time_order(catalogue, [*reversed(ids), ids[0]]) == tuple(ids)
    assert in_time_order(catalogue, ids[20:3:-2]) == tuple(ids[4:21:2])
    with pytest.raises(KeyError, match="nobody"):
        in_time_order(catalogue, [ids[0], "nobody"])
