"""How two typed values stand to each other: a table for each type, read from both sides."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iraq_tui.domain.comparison.case import Ground
from iraq_tui.domain.comparison.values import Relation, complete_sets, part_sets, relation
from iraq_tui.domain.hierarchy import Hierarchy
from iraq_tui.domain.records import Named

DATES = [
    # single dates, by strict bounds
    ("2014", "2014", "same"),
    ("2014?", "2014", "same"),
    ("2014~", "2014", "same"),
    ("2014-06-15", "2014", "in"),
    ("2014-06-15", "2014-06", "in"),
    ("2014-06-XX", "2014-06", "same"),
    ("2014", "201X", "in"),
    ("2014-07", "2014-22", "in"),
    ("2014", "2015", "disjoint"),
    ("2014-06-15", "2014-06-16", "disjoint"),
    # near: only the wide bounds meet
    ("2014-06~", "2014-07", "near"),
    ("2014-06~", "2014-08-01~", "near"),
    ("2014-06~", "2014-08-02~", "disjoint"),
    ("2014-06-15~", "2014-06-17", "disjoint"),
    # one of several
    ("[2024-01-25,2024-01-27]", "2024-01-25", "has"),
    ("[2024-01-25,2024-01-27]", "2024-01", "in"),
    ("[2024-01-25,2024-01-27]", "[2024-01-27,2024-01-29]", "overlap"),
    ("[2024-01-25,2024-01-27]", "2024-01-26", "disjoint"),
    ("[2024-01-25,2024-01-27]", "2024-01-26~", "near"),
    ("[2024-01-25..2024-01-27]", "2024-01-26", "has"),
    ("[..2024-02-01]", "2024-01-25", "has"),
    ("[..2024-02-01]", "2024-02-02", "disjoint"),
    ("[2023-10-11..2023-10-20]", "[2023-10-15..2023-10-31]", "overlap"),
    # instants in UTC
    ("2024-01-25T10:00Z", "2024-01-25T13:00+03:00", "same"),
    ("2024-01-25T10:00:30Z", "2024-01-25T10:00Z", "in"),
    ("2024-01-25T10:00Z", "2024-01-25T10:01Z", "disjoint"),
    # an instant against a calendar day: the day where the instant was counted
    ("2024-01-25T10:00Z", "2024-01-25", "in"),
    ("2024-01-26T01:00+03:00", "2024-01-26", "in"),
    ("2024-01-26T01:00+03:00", "2024-01", "in"),
    ("2024-02-01T01:00+03:00", "2024-02", "in"),
    ("2024-01-26T01:00+03:00", "2024-01-25", "near"),
    ("2024-01-26T10:00+03:00", "2024-01-25", "disjoint"),
    ("2024-01-26T10:00Z", "[2024-01-25,2024-01-27]", "disjoint"),
    ("2024-01-27T10:00Z", "[2024-01-25,2024-01-27]", "in"),
]
EXTENTS = [
    ("2023-10/2024-01", "2023-10/2024-01", "same"),
    ("2023-10-07/2024-01", "2023-10/2024-01", "in"),
    ("2023-10-07/2024", "2023-10/2024-01-05", "overlap"),
    ("2023-10/2024-01", "2023-10/2024-02", "disjoint"),
    ("2023-10/2024-01", "2023-11/2024-01", "disjoint"),
    ("2023-10~/2024-01", "2023-11/2024-01", "near"),
    ("2023-10~/2024-01", "2023-11/2024-02", "disjoint"),
    # open, and unknown
    ("2023-10/..", "2023-10/..", "same"),
    ("2023-10/..", "2023-10-07/..", "has"),
    ("2023-10/..", "2023-10/2024-01", "disjoint"),
    ("../2024-01", "2023-10/2024-01", "disjoint"),
    ("2023-10/", "2023-10/2024-01", "has"),
    ("2023-10/", "2023-10/..", "has"),
    ("2023-10/", "2023-10/", "same"),
    ("2023-10/", "2023-11/", "disjoint"),
    ("/2024-01", "2023-10/2024-01", "has"),
    ("2023-10/", "/2024-01", "overlap"),
    # against a single date: the whole extent
    ("2023-10/2024-01", "2023-12", "has"),
    ("2023-10/2024-01", "2023", "overlap"),
    ("2023-10/2024-01", "2024-02", "disjoint"),
    ("2023-10/2024-01~", "2024-02", "near"),
    ("2023/..", "2030", "has"),
    ("2023/", "2030", "has"),
    ("2024-01-26/2024-01-26", "[2024-01-25,2024-01-27]", "disjoint"),
    ("2024-01-25/2024-01-27", "[2024-01-25,2024-01-27]", "has"),
    # of instants, and against days where they were counted
    ("2024-01-25T10:00Z/2024-01-25T12:00Z", "2024-01-25T13:00+03:00/2024-01-25T12:00Z", "same"),
    ("2024-01-25T10:00Z/2024-01-25T12:00Z", "2024-01-25", "in"),
    ("2024-01-25T01:00+03:00/2024-01-25T02:00+03:00", "2024-01-25", "in"),
    ("2024-01-25T01:00+03:00", "2024-01-25/2024-01-26", "in"),
    ("2024-01-25T01:00+03:00", "2024-01-26/2024-01-27", "disjoint"),
]
QUANTITIES = [
    ("150", "150", "same"),
    ("150..150", "150", "same"),
    ("~150", "150", "same"),
    ("160", ">150", "in"),
    ("150", ">150", "disjoint"),
    ("150", ">=150", "in"),
    ("150", "150..200", "in"),
    ("150..200", "180..250", "overlap"),
    ("150..200", "200..250", "overlap"),
    ("150..200", "201..250", "disjoint"),
    ("~2500", "2600", "near"),
    ("~2500", "2750", "near"),
    ("~2500", "2751", "disjoint"),
    ("~2500", "~3000", "near"),
    ("~2500", "~3100", "disjoint"),
    ("20", "dozens", "in"),
    ("dozens", "hundreds", "disjoint"),
    ("hundreds", ">150", "overlap"),
    ("2500", "thousands", "in"),
    # two open bounds: the same way they never clash, against each other they may
    (">150", ">100", "in"),
    (">150", ">=150", "in"),
    ("<900", "<=100", "has"),
    (">150", "<200", "overlap"),
    (">150", "<100", "disjoint"),
    (">=150", "<=150", "overlap"),
    (">150", "<=150", "disjoint"),
]
STAGES = [
    ("happened", "happened", "same"),
    ("happened", "planned", "in"),
    ("planned", "announced", "same"),
    ("began", "announced", "in"),
    ("planned", "demanded", "in"),
    ("possible", "demanded", "disjoint"),
    ("possible", "possible", "same"),
]
ACTORS = [
    ("ministry", "ministry", "same"),
    ("ministry state", "ministry", "same"),
    ("minister", "state", "in"),
    ("minister clerk", "ministry", "in"),
    ("minister rival", "minister", "in"),
    ("minister rival", "state", "in"),
    ("minister rival", "ministry gull", "overlap"),
    ("minister", "ministry rival", "overlap"),
    ("minister", "clerk", "beside"),
    ("minister", "rival", "beside"),
]
TEAMS = [
    ("ministry", "ministry", "same"),
    ("minister", "state", "in"),
    ("minister army", "state", "in"),
    ("minister rival", "minister", "disjoint"),
    ("minister", "rival", "disjoint"),
    ("minister rival", "state rival", "in"),
    ("minister state", "minister", "same"),
]
PLACES = [
    ("port", "port", "same"),
    ("port", "land", "in"),
    ("north", "south", "disjoint"),
    ("port", "isle", "disjoint"),
    ("port north", "isle", "disjoint"),
    ("port isle", "south", "beside"),
    ("port isle", "port", "in"),
    ("port isle", "port south", "overlap"),
]
CHOICES = [("walk", "walk", "same"), ("walk", "theft", "disjoint")]
TOOLS = [
    ("walk theft", "theft walk", "same"),
    ("walk theft", "walk", "in"),
    ("walk theft", "walk storm", "overlap"),
    ("walk", "storm", "beside"),
]

TABLES = {
    "when": DATES + EXTENTS,
    "steps": QUANTITIES,
    "status": STAGES,
    "who": ACTORS,
    "team": TEAMS,
    "where": PLACES,
    "cause": CHOICES,
    "tools": TOOLS,
}
ROWS = [(aspect, *row) for aspect, rows in TABLES.items() for row in rows]


@pytest.mark.parametrize(("aspect", "a", "b", "expected"), ROWS)
def test_relation_and_its_mirror(affair, say, aspect, a, b, expected):
    ground = Ground(affair.chronicle)
    left, right = say.value(aspect, a), say.value(aspect, b)

    def relate(one, other):
        known = ground.chronicle.aspects[aspect]
        return relation(known, one, other, actors=ground.actors, places=ground.places)

    assert relate(left, right) is Relation(expected)
    assert relate(right, left) is Relation(expected).mirrored


def test_values_of_two_types_are_no_question(affair, say):
    ground = Ground(affair.chronicle)
    number, date = say.value("steps", "3"), say.value("when", "2024")
    with pytest.raises(TypeError, match="steps"):
        relation(
            ground.chronicle.aspects["steps"],
            number,
            date,
            actors=ground.actors,
            places=ground.places,
        )


# Each of eight things may be part of one or two that come before it.
FORESTS = st.tuples(
    *(
        st.sets(st.integers(0, thing - 1), max_size=2) if thing else st.just(set())
        for thing in range(8)
    )
).map(
    lambda wholes: Hierarchy(
        {
            str(thing): Named(str(thing), "", part_of=tuple(map(str, sorted(above))))
            for thing, above in enumerate(wholes)
        }
    )
)
MEMBERS = st.sets(st.sampled_from("01234567"), min_size=1, max_size=4)


@given(FORESTS, MEMBERS, MEMBERS)
def test_sets_of_things_with_parts_as_defined(tree, a, b):
    left, right = (
        {one for one in told if not any(one != two and tree.within(two, one) for two in told)}
        for told in (a, b)
    )

    def says_more(fine, coarse):
        return all(any(tree.within(one, whole) for one in fine) for whole in coarse)

    def met(ones, others):
        return all(any(tree.related(one, other) for other in others) for one in ones)

    touching = any(tree.related(one, other) for one in left for other in right)
    expected = (
        Relation.SAME
        if left == right
        else Relation.IN
        if says_more(left, right)
        else Relation.HAS
        if says_more(right, left)
        else Relation.OVERLAP
        if touching
        else Relation.BESIDE
    )
    assert part_sets(a, b, tree) is expected
    whole = expected if met(left, right) and met(right, left) else Relation.DISJOINT
    assert complete_sets(a, b, tree) is whole
