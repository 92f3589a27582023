"""Part-whole relations: ancestors, parts, what two things share."""

import pytest

from iraq_tui.domain.hierarchy import Hierarchy
from iraq_tui.domain.records import Named

# state > ministry > (minister, clerk); the guard is part of both the state and the league.
WHOLES = {
    "state": (),
    "league": (),
    "ministry": ("state",),
    "minister": ("ministry",),
    "clerk": ("ministry",),
    "guard": ("state", "league"),
}
TREE = Hierarchy({id_: Named(id_, id_, part_of=wholes) for id_, wholes in WHOLES.items()})


@pytest.mark.parametrize(
    ("thing", "expected"),
    [
        ("state", set()),
        ("minister", {"ministry", "state"}),
        ("guard", {"state", "league"}),
        ("stranger", set()),
    ],
)
def test_ancestors(thing, expected):
    assert TREE.ancestors(thing) == expected


@pytest.mark.parametrize(
    ("thing", "whole", "within", "related"),
    [
        ("minister", "state", True, True),
        ("state", "minister", False, True),
        ("state", "state", True, True),
        ("minister", "clerk", False, False),
        ("stranger", "stranger", True, True),
    ],
)
def test_within_and_related(thing, whole, within, related):
    assert TREE.within(thing, whole) is within
    assert TREE.related(thing, whole) is TREE.related(whole, thing) is related


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("minister", "clerk", {"ministry", "state"}),
        ("minister", "guard", {"state"}),
        ("minister", "ministry", {"ministry", "state"}),
        ("minister", "league", set()),
    ],
)
def test_shared_wholes(one, other, expected):
    assert TREE.shared(one, other) == TREE.shared(other, one) == expected


@pytest.mark.parametrize(
    ("whole", "expected"),
    [
        ("ministry", {"ministry", "minister", "clerk"}),
        ("league", {"league", "guard"}),
        ("clerk", {"clerk"}),
        ("stranger", {"stranger"}),
    ],
)
def test_parts(whole, expected):
    assert TREE.with_parts(whole) == expected


@pytest.mark.parametrize(
    ("things", "expected"),
    [
        ({"state", "minister"}, {"minister"}),
        ({"minister", "clerk", "ministry"}, {"minister", "clerk"}),
        ({"guard", "minister"}, {"guard", "minister"}),
        (set(), set()),
    ],
)
def test_leaves_drop_what_merely_contains_another(things, expected):
    assert TREE.leaves(things) == expected


@pytest.mark.parametrize(
    ("things", "expected"),
    [
        ({"minister"}, {"minister", "ministry", "state"}),
        ({"minister", "guard"}, {"minister", "ministry", "guard", "state", "league"}),
        ({"stranger"}, {"stranger"}),
        (set(), set()),
    ],
)
def test_wholes_are_added_to_their_parts(things, expected):
    assert TREE.with_wholes(things) == expected


def test_a_long_chain_needs_no_recursion():
    chain = {
        f"n{i}": Named(f"n{i}", "", part_of=(f"n{i + 1}",) if i < 1499 else ()) for i in range(1500)
    }
    assert len(Hierarchy(chain).ancestors("n0")) == 1499
