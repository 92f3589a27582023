"""What is set off in two answers: the part of the value that differs, and nothing else."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from iraq_tui.domain import describe
from iraq_tui.domain.comparison.differing import differing
from iraq_tui.domain.comparison.model import Row, Verdict
from iraq_tui.domain.quantity import parse_quantity
from iraq_tui.domain.records import Aspect, AspectType, Claim

DATES = (
    "2014", "2014-06-15", "2014-06-15~", "2014?", "2023-10/..", "../2023-10-06", "2003/",
    "2023-08-07/2023-08-08", "2023-08-07/2023-09-08", "2023-10/2024-01", "202X", "2024-01-XX",
    "[2024-01-25,2024-01-27]", "[2023-10-11..2023-10-20]", "[..2024-02-01]", "2024-24",
    "2024-01-25T14:30:00+03:00", "2024-01-25T10:00Z/2024-01-25T12:00Z",
)  # fmt: skip
NUMBERS = ("2500", "~2500", ">150", ">=150", "<900", "150..200", "160..200", "dozens", "0.5")
ACTORS = ("minister", "clerk", "minister clerk", "rival clerk minister", "state rival", "wire")


def marked(parts) -> str:
    """The parts in words, those that differ in brackets."""
    return "".join(f"[{part.text}]" if part.differs else part.text for part in parts)


@pytest.mark.parametrize(
    ("aspect", "left", "right", "left_marked", "right_marked"),
    [
        ("founded", "2014-06-15", "2014", "[15 June] 2014", "2014"),
        ("founded", "2024-01-27", "2024-01-25", "[27] January 2024", "[25] January 2024"),
        ("founded", "2014-06", "2011", "[June 2014]", "[2011]"),
        ("founded", "2024-01~", "2024-01-25", "[c.] January 2024", "[25] January 2024"),
        ("founded", "2023-10/..", "2023-10", "[from] October 2023", "October 2023"),
        (
            "founded", "2023-08-07/2023-08-08", "2023-08-07/2023-08-09",
            "7–[8] August 2023", "7–[9] August 2023",
        ),
        ("founded", "2023-08-07/2023-08-08", "2023-08-08", "[7–]8 August 2023", "8 August 2023"),
        (
            "founded", "2024-01-25T14:30:00+03:00", "2024-01-25",
            "25 January 2024[, 14:30:00 UTC+3]", "25 January 2024",
        ),
        ("steps", "~2500", "2400..2500", "[about] 2500 steps", "[2400 to] 2500 steps"),
        ("steps", "2500", "160", "[2500] steps", "[160] steps"),
        ("steps", "dozens", "160", "[dozens of] steps", "[160] steps"),
        ("crowd", "5..10", "20..30", "[5 to 10]", "[20 to 30]"),
        ("crowd", "5..10", "5..30", "5 to [10]", "5 to [30]"),
        ("team", "minister clerk", "clerk minister rival", "Minister and Clerk",
         "Clerk, Minister and [Rival]"),
        ("who", "minister clerk rival", "clerk gull", "[Minister], Clerk and [Rival]",
         "Clerk and [Gull]"),
        ("where", "port", "land", "[Port]", "[Land]"),
        ("cause", "walk", "theft", "[a walk]", "[a theft]"),
        ("tools", "walk storm", "theft", "[a walk and a storm]", "[a theft]"),
        ("status", "planned", "happened", "[planned]", "[happened]"),
    ],
)  # fmt: skip
def test_only_what_differs_is_set_off(affair, aspect, left, right, left_marked, right_marked):
    row = affair.row(aspect, {"value": left}, {"value": right})
    a, b = differing(affair.chronicle, row)
    assert (marked(a), marked(b)) == (left_marked, right_marked)
    mirrored = affair.row(aspect, {"value": right}, {"value": left})
    assert differing(affair.chronicle, mirrored) == (b, a)


@pytest.mark.parametrize(
    ("aspect", "left", "right", "left_marked", "right_marked"),
    [
        ("where", {"value": "port", "denied": True}, {"value": "port"}, "[not:] Port", "Port"),
        ("where", {"value": "port", "denied": True}, {"value": "isle"}, "[not: Port]", "[Isle]"),
        (
            "where", {"value": "port", "denied": True}, {"value": "isle", "denied": True},
            "not: [Port]", "not: [Isle]",
        ),
        (
            "founded", {"value": "2014-06-15", "denied": True}, {"value": "2014"},
            "[not: 15 June] 2014", "2014",
        ),
        # The same words for another reason: other speakers, other dates for which they hold.
        ("cause", {"value": "walk", "holder": "rival"}, {"value": "walk", "holder": "state"},
         "a walk", "a walk"),
        # Wording is not compared.
        ("mood", {"says": "It was calm"}, {"says": "It was wild"}, "It was calm", "It was wild"),
    ],
)  # fmt: skip
def test_denials_and_equal_values(affair, aspect, left, right, left_marked, right_marked):
    a, b = differing(affair.chronicle, affair.row(aspect, left, right))
    assert (marked(a), marked(b)) == (left_marked, right_marked)


def test_agreement_in_other_words_sets_nothing_off(affair):
    row = affair.row("status", {"value": "planned"}, {"value": "announced"})
    assert row.verdict is Verdict.AGREE
    assert [marked(side) for side in differing(affair.chronicle, row)] == ["planned", "announced"]


def test_a_silent_side_has_no_words_and_sets_nothing_off(affair, say):
    rows = affair.compare(say.claim("uk", "founded", "2014"), say.claim("ru", "cause", "walk")).rows
    said = {row.aspect: differing(affair.chronicle, row) for row in rows}
    assert [marked(side) for side in said["founded"]] == ["2014", ""]
    assert [marked(side) for side in said["cause"]] == ["", "a walk"]


def _answers():
    denied = st.booleans()
    return st.one_of(
        *(
            st.tuples(
                st.just(aspect), *(st.tuples(st.sampled_from(values), denied) for _ in range(2))
            )
            for aspect, values in (("founded", DATES), ("steps", NUMBERS), ("who", ACTORS))
        )
    )


@given(_answers())
def test_joined_the_parts_are_the_answer_and_sides_do_not_matter(affair, answers):
    aspect, *sides = answers
    left, right = ({"value": value, "denied": denied} for value, denied in sides)
    row = affair.row(aspect, left, right)
    parts = differing(affair.chronicle, row)
    for claim, side in zip((row.left, row.right), parts, strict=True):
        assert "".join(part.text for part in side) == describe.claim_words(affair.chronicle, claim)
        assert all(part.text for part in side)
        assert all(a.differs != b.differs for a, b in pairwise(side))
    assert differing(affair.chronicle, affair.row(aspect, right, left)) == parts[::-1]
    if row.verdict is Verdict.AGREE or sides[0] == sides[1]:
        assert not any(part.differs for side in parts for part in side)


def test_a_unit_without_end_is_not_read_word_by_word(affair):
    aspect = Aspect("miles", "How far?", AspectType.QUANTITY, unit="far " * 5000)
    known = replace(affair.chronicle, aspects={**affair.chronicle.aspects, "miles": aspect})
    left, right = (
        Claim("walk", "miles", report, parse_quantity(value))
        for report, value in (("uk", "1"), ("ru", "2"))
    )
    row = Row("walk", "miles", left, right, Verdict.DIFFER, "")
    assert [[part.differs for part in side] for side in differing(known, row)] == [[True], [True]]
