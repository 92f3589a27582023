"""Which events are picked: as a set of ids, by whatever is done with it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from iraq_tui.sources.memory import MemoryCatalogue
from iraq_tui.tui.picked import Picked

IDS = ["plan", "talks", "price", "opening", "rumour", "whose", "silent", "repair", "odd"]
SOME = st.frozensets(st.sampled_from(IDS))


@given(one=SOME, other=SOME)
def test_it_is_as_the_set_of_its_ids(catalogue, one, other):
    mine, yours = Picked.of(catalogue, one), Picked.of(catalogue, other)
    assert mine == one
    assert one == mine
    assert (len(mine), bool(mine)) == (len(one), bool(one))
    assert [id_ in mine for id_ in (*IDS, "nobody", 7)] == [
        id_ in one for id_ in (*IDS, "nobody", 7)
    ]
    assert list(mine) == [id_ for id_ in IDS if id_ in one]  # in time order
    assert (mine == yours) == (one == other)
    for do in ("__or__", "__and__", "__xor__", "__sub__"):
        expected = getattr(one, do)(other)
        for against in (yours, other):
            assert getattr(mine, do)(against) == expected
    assert one | yours == one | other
    assert (mine <= yours) == (one <= other)


@given(numbers=st.sets(st.integers(0, 8), min_size=1).map(sorted), data=st.data())
def test_some_places_of_what_is_visible(catalogue, numbers, data):
    start = data.draw(st.integers(0, len(numbers)))
    places = range(start, data.draw(st.integers(start, len(numbers))))
    picked = Picked.among(catalogue, numbers, places)
    assert list(picked) == [IDS[number] for number in numbers[places.start : places.stop]]


def test_an_unknown_id_cannot_be_picked(catalogue):
    with pytest.raises(KeyError):
        Picked.of(catalogue, {"nobody"})


@given(one=SOME, kept=st.sets(st.sampled_from(IDS)), order=st.permutations(IDS))
def test_in_another_reading_the_same_events_are_picked_or_gone(catalogue, one, kept, order):
    events = {event.id: event for event in catalogue.chronicle.events}
    undated = (replace(events[id_], when=None, after=(), before=()) for id_ in order if id_ in kept)
    other = MemoryCatalogue(replace(catalogue.chronicle, events=tuple(undated), digest=""))
    moved, gone = Picked.of(catalogue, one).moved_to(other)
    assert moved == one & kept
    assert gone == one - kept
    assert list(moved) == [id_ for id_ in order if id_ in one & kept]


def test_the_same_content_needs_no_look_at_any_event(catalogue):
    chronicle = replace(catalogue.chronicle, digest="0" * 64)
    one, again = MemoryCatalogue(chronicle), MemoryCatalogue(chronicle)
    moved, gone = Picked.at(one, [1, 3]).moved_to(again)
    assert (list(moved), gone) == ([IDS[1], IDS[3]], frozenset())
    assert moved == Picked.at(again, [1, 3])


def test_a_range_of_a_million_is_picked_without_a_look_at_any():
    class Million:
        """A catalogue that can only be counted."""

        def count(self) -> int:
            return 10**6

    catalogue = Million()
    everything = Picked.at(catalogue, range(10**6))
    some = Picked.among(catalogue, range(0, 10**6, 2), range(10, 20))
    assert len(everything) == 10**6
    assert (len(some), len(everything - some)) == (10, 10**6 - 10)
    assert everything | some == everything
