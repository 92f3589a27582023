"""Where events stand in time: their order, and the span of those without a date."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from iraq_tui.domain.moment import EARLIEST, LATEST, Span, parse_moment
from iraq_tui.domain.placing import cycle, places
from iraq_tui.domain.records import Event


def event(id_: str, when: str | None = None, after: str = "", before: str = "") -> Event:
    """An event without claims; neighbours stand apart by spaces."""
    moment = parse_moment(when) if when else None
    return Event(id_, id_, (), moment, after=tuple(after.split()), before=tuple(before.split()))


def order(*events: Event) -> str:
    return " ".join(places(events))


def lo(text: str) -> int:
    return parse_moment(text).strict.lo


def hi(text: str) -> int:
    return parse_moment(text).strict.hi


@pytest.mark.parametrize(
    ("events", "expected"),
    [
        # by strict bounds: start, then end
        ([event("b", "2024"), event("a", "2023")], "a b"),
        (
            [event("year", "2024"), event("month", "2024-01"), event("day", "2024-01-01")],
            "day month year",
        ),
        ([event("b", "2024-01~"), event("a", "2023-12-31")], "a b"),
        # ties: by id
        ([event("b", "2024"), event("a", "2024")], "a b"),
        # ongoing events by their start; without a known start by their end
        ([event("on", "2003/.."), event("b", "2004"), event("a", "2002")], "a on b"),
        ([event("till", "../2003"), event("b", "2004"), event("a", "2002")], "a till b"),
        ([event("till", "/2003"), event("one", "[..2003]"), event("a", "2002")], "a one till"),
        # undated: after the last it follows
        ([event("b", "2024"), event("x", after="a"), event("a", "2023")], "a x b"),
        ([event("b", "2024"), event("x", after="a b"), event("a", "2023")], "a b x"),
        ([event("on", "2003/.."), event("x", after="on"), event("b", "2004")], "on x b"),
        # or else before the first it precedes
        ([event("b", "2024"), event("x", before="b"), event("a", "2023")], "a x b"),
        ([event("b", "2024"), event("x", before="a b"), event("a", "2023")], "x a b"),
        # both: as soon as it may
        (
            [
                event("c", "2025"),
                event("x", after="a", before="c"),
                event("a", "2023"),
                event("b", "2024"),
            ],
            "a x b c",
        ),
        # chains
        (
            [event("y", after="x"), event("x", after="a"), event("a", "2023"), event("b", "2024")],
            "a x y b",
        ),
        (
            [
                event("y", before="x"),
                event("x", before="b"),
                event("a", "2023"),
                event("b", "2024"),
            ],
            "a y x b",
        ),
        # an undated one that follows an undated one that only precedes
        (
            [event("y", after="x"), event("x", before="b"), event("b", "2024"), event("c", "2025")],
            "x y b c",
        ),
        (
            [
                event("z", before="y"),
                event("y", after="x"),
                event("x", before="b"),
                event("b", "2024"),
                event("c", "2025"),
            ],
            "z x y b c",
        ),
        # nothing known: at the end
        ([event("x"), event("b", "2024")], "b x"),
        ([event("y", after="x"), event("x"), event("b", "2024")], "b x y"),
        # the author's word goes before the dates
        ([event("b", "2024", before="a"), event("a", "2023")], "b a"),
        ([event("x", after="b", before="a"), event("a", "2023"), event("b", "2024")], "b x a"),
        # neighbours that are not there say nothing
        ([event("x", after="nobody"), event("b", "2024")], "b x"),
        ([], ""),
    ],
)
def test_order_whatever_the_order_in_the_file(events, expected):
    assert order(*events) == expected
    assert order(*reversed(events)) == expected


@pytest.mark.parametrize(
    ("events", "span"),
    [
        ([event("x", "2024")], Span(lo("2024"), hi("2024"))),
        ([event("x", "2024~")], Span(lo("2023"), hi("2025"))),
        ([event("x", after="a"), event("a", "2023")], Span(lo("2023"), LATEST)),
        ([event("x", before="b"), event("b", "2024")], Span(EARLIEST, hi("2024"))),
        (
            [event("x", after="a", before="b"), event("a", "2023"), event("b", "2024")],
            Span(lo("2023"), hi("2024")),
        ),
        (
            [event("x", after="a b"), event("a", "2023"), event("b", "2024")],
            Span(lo("2024"), LATEST),
        ),
        (
            [event("x", after="y"), event("y", after="a"), event("a", "2023")],
            Span(lo("2023"), LATEST),
        ),
        ([event("x", after="on"), event("on", "2003/..")], Span(lo("2003"), LATEST)),
        ([event("x")], Span(EARLIEST, LATEST)),
        # neighbours that leave it no time at all
        (
            [event("x", after="b", before="a"), event("a", "2023"), event("b", "2025")],
            Span(lo("2025"), lo("2025")),
        ),
    ],
)
def test_span_of_an_event(events, span):
    assert places(events)["x"].span == span


def test_strict_span_and_second_to_sort_by():
    found = places([event("a", "2024~"), event("x", after="a"), event("till", "../2003")])
    assert found["a"].strict == Span(lo("2024"), hi("2024"))
    assert found["x"].strict == found["x"].span
    assert found["a"].sort == found["x"].sort == lo("2024")
    assert found["till"].sort == hi("2003")


@pytest.mark.parametrize(
    ("events", "ids"),
    [
        ([event("a", after="b"), event("b", after="a")], {"a", "b"}),
        ([event("a", before="b"), event("b", before="c"), event("c", before="a")], {"a", "b", "c"}),
        ([event("a", after="a"), event("b", "2024")], {"a"}),
        ([event("a", "2023", after="b"), event("b", "2024", after="a")], {"a", "b"}),
    ],
)
def test_cycle_is_named(events, ids):
    assert set(cycle(events)) == ids
    with pytest.raises(ValueError, match="after themselves"):
        places(events)


def test_no_cycle():
    assert cycle([event("a", before="b"), event("b", after="a")]) == ()


@pytest.mark.parametrize("key", ["after", "before"])
def test_a_chain_of_twenty_thousand(key):
    chain = [event("n00000", "2024")]
    chain += [event(f"n{i:05}", **{key: f"n{i - 1:05}"}) for i in range(1, 20_000)]
    expected = [one.id for one in chain]
    random.Random(1).shuffle(chain)
    found = list(places(chain))
    assert found == (expected if key == "after" else expected[::-1])


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_every_neighbour_holds_and_the_file_order_never_matters(data):
    dates = st.sampled_from((None, "2023", "2024", "2024-01", "2024/..", "../2023"))
    ids = [f"e{i}" for i in range(7)]
    events = []
    for i, id_ in enumerate(ids):
        # Neighbours point along the ids, so that there is no cycle.
        after = data.draw(st.lists(st.sampled_from(ids[:i]), max_size=2)) if i else []
        later = ids[i + 1 :]
        before = data.draw(st.lists(st.sampled_from(later), max_size=2)) if later else []
        events.append(event(id_, data.draw(dates), " ".join(after), " ".join(before)))
    found = list(places(events))
    for one in events:
        assert all(found.index(one.id) > found.index(earlier) for earlier in one.after)
        assert all(found.index(one.id) < found.index(later) for later in one.before)
    assert list(places(data.draw(st.permutations(events)))) == found
