"""Which claim stands against which, where a side has several."""

from itertools import permutations

import pytest
from msgspec.structs import replace

from iraq_tui.domain.comparison.case import Ground
from iraq_tui.domain.comparison.pairing import canonical, digest, pairs


def named(claim) -> str:
    """A claim as a test names it: its value, its denial, its holder."""
    value = claim.value[0] if isinstance(claim.value, tuple) else claim.value.text
    return f"{'not ' * claim.denied}{value}{f' {claim.holder}' if claim.holder else ''}"


def spelt(text: str) -> dict:
    """The claim that such a name means."""
    words = text.removeprefix("not ").split()
    holder = words[1] if len(words) > 1 else None
    return {"value": words[0], "holder": holder, "denied": text.startswith("not ")}


@pytest.mark.parametrize(
    ("aspect", "left", "right", "expected"),
    [
        # the same voice first, even where the values fit worse
        ("steps", ["40", "50 state"], ["50", "40 state"], [("40", "50"), ("50 state", "40 state")]),
        # then the related one
        (
            "steps",
            ["40 minister"],
            ["40 rival", "50 ministry"],
            [("40 minister", "50 ministry"), ("40 minister", "40 rival")],
        ),
        # then the closer value
        ("steps", [">10", "~40"], ["42", "40"], [("~40", "40"), (">10", "42")]),
        ("steps", ["40"], ["50", ">30"], [("40", ">30"), ("40", "50")]),
        # a denial is far from an affirmation, however close the values
        ("cause", ["walk"], ["not walk", "theft"], [("walk", "theft"), ("walk", "not walk")]),
        # then canonical order; each leftover beside its best
        ("tools", ["walk"], ["storm", "theft"], [("walk", "storm"), ("walk", "theft")]),
        (
            "steps",
            ["40", "50"],
            ["50", "45", "40..41"],
            [("50", "50"), ("40", "40..41"), ("40", "45")],
        ),
        # nobody is the same as someone unnamed
        (
            "steps",
            ["40 unnamed", "50 state"],
            ["50 unnamed", "50 state"],
            [("50 state", "50 state"), ("40 unnamed", "50 unnamed")],
        ),
        ("steps", ["40"], [], []),
    ],
)
def test_best_first_whatever_the_order_in_the_file(affair, say, aspect, left, right, expected):
    ground = Ground(affair.chronicle)
    ours = [say.claim("uk", aspect, number=i, **spelt(text)) for i, text in enumerate(left)]
    theirs = [say.claim("ru", aspect, number=i, **spelt(text)) for i, text in enumerate(right)]
    for one in permutations(ours):
        for other in permutations(theirs):
            found = [(named(a), named(b)) for a, b in pairs(ground, one, other)]
            assert found == expected
            mirrored = [(named(b), named(a)) for a, b in pairs(ground, other, one)]
            assert mirrored == expected


def test_equal_claims_told_twice_are_both_paired(affair, say):
    ground = Ground(affair.chronicle)
    told = [say.claim("uk", "steps", "40", number=i) for i in range(2)]
    other = [say.claim("ru", "steps", "40")]
    assert {a.number for a, _ in pairs(ground, told, other)} == {0, 1}


def test_canonical_form_leaves_out_report_and_place_in_the_file(say):
    one = say.claim("uk", "who", "state rival", via="wire gull", number=0)
    other = say.claim("ru", "who", "rival state", via="gull wire", number=7)
    assert canonical(one) == canonical(other)


@pytest.mark.parametrize(
    "change",
    [
        {"denied": True},
        {"holder": "state"},
        {"via": ("wire",)},
        {"says": "forty"},
        {"note": "counted by hand"},
    ],
)
def test_digest_changes_with_what_is_claimed_and_not_with_the_order(say, change):
    one, other = say.claim("uk", "steps", "40"), say.claim("ru", "steps", "50")
    assert digest([one, other]) == digest([other, one])
    assert len(digest([one, other])) == 12
    assert digest([replace(one, **change), other]) != digest([one, other])
    assert digest([replace(one, report="ru"), other]) != digest([one, other])
