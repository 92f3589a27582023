"""One event by all reports: whose answers stand together, and that no letter says too much."""

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iraq_tui.domain.comparison.case import Ground
from iraq_tui.domain.comparison.compare import compare
from iraq_tui.domain.comparison.model import KINDS, Kind, Verdict
from iraq_tui.domain.matrix import AspectRow, EventMatrix, event_matrix, letter, weighing
from iraq_tui.domain.quantity import parse_quantity
from iraq_tui.domain.records import (
    BUILT_IN_ASPECTS,
    Aspect,
    AspectType,
    Chronicle,
    Claim,
    Event,
    Judgement,
    Report,
    Stage,
)
from iraq_tui.sources.store_file import StoreFile

ASPECTS = {
    **BUILT_IN_ASPECTS,
    "cost": Aspect("cost", "How much?", AspectType.QUANTITY, unit="crowns"),
    "mood": Aspect("mood", "How?", AspectType.TEXT),
}
SEVEN = ("a", "b", "c", "d", "e", "f", "g")


def chronicle_of(reports=SEVEN, judgements=()) -> Chronicle:
    known = {id_: Report(id_, id_, "en") for id_ in reports}
    return Chronicle("It", known, {}, {}, ASPECTS, (), tuple(judgements))


def costing(**answers: str) -> Event:
    """An event whose cost some reports tell, each in one or more figures."""
    told = (
        Claim("walk", "cost", report, parse_quantity(value), number=i)
        for report, values in answers.items()
        for i, value in enumerate(values.split())
    )
    return Event("walk", "The lighthouse walks", tuple(told))


def matrix(event: Event, **more) -> EventMatrix:
    return event_matrix(Ground(chronicle_of(**more)), event)


def letters(row: AspectRow) -> list[str]:
    return ["".join(cell.letters) for cell in row.cells]


def test_reports_that_answer_alike_share_a_letter_and_silence_has_none():
    (row,) = matrix(costing(a="5", b="7", d="5", f="7", g="9")).rows
    assert letters(row) == ["A", "B", "", "A", "", "B", "C"]
    assert [cell.is_silent for cell in row.cells] == [False, False, True, False, True, False, False]
    assert row.cells[0].words == ("5 crowns",)
    assert row.strongest is Verdict.DIFFER
    assert (row.between("b", "a"), row.between("a", "d")) == (Verdict.DIFFER, Verdict.AGREE)
    assert row.between("a", "c") is None


def test_one_that_fits_two_who_do_not_fit_each_other_has_both_letters():
    (row,) = matrix(costing(a="5", b=">3", c="7")).rows
    assert letters(row)[:3] == ["A", "AB", "B"]
    assert row.letters == ("A", "B")


def test_an_answer_that_was_set_against_no_other_has_no_letter():
    assert letters(matrix(costing(c="5")).rows[0]) == [""] * 7
    assert matrix(costing(c="5")).rows[0].strongest is Verdict.ONLY


def test_text_has_letters_only_where_a_person_has_judged():
    claims = tuple(Claim("walk", "mood", report, None, "so") for report in "abcd")
    event = Event("walk", "It", claims)
    assert letters(matrix(event).rows[0]) == [""] * 7
    judged = [
        Judgement("walk", "mood", ("a", "b"), "agree", "so"),
        Judgement("walk", "mood", ("b", "c"), "differ", "so"),
    ]
    row = matrix(event, judgements=judged).rows[0]
    assert letters(row)[:4] == ["A", "A", "B", ""]
    assert row.stances["b", "c"].words == "differ (judged by hand)"
    assert row.stances["a", "c"].words == "unjudged"


def test_a_report_that_does_not_tell_in_one_way_is_marked():
    (row,) = matrix(costing(a="5 6", b="6")).rows
    assert (row.cells[0].clash, row.cells[1].clash) == (Verdict.SELF, None)
    assert row.cells[0].words == ("5 crowns", "6 crowns")
    assert row.strongest is Verdict.SELF


def test_a_stage_taken_for_granted_is_no_answer():
    event = Event(
        "walk",
        "It",
        (
            Claim("walk", "status", "a", Stage.PLANNED),
            Claim("walk", "cost", "b", parse_quantity("5")),
        ),
    )
    row = next(row for row in matrix(event).rows if row.aspect == "status")
    assert letters(row) == [""] * 7
    assert row.cells[1].is_silent
    assert row.between("a", "b") is Verdict.STATUS


def test_an_event_of_which_nobody_speaks_has_no_rows():
    assert matrix(Event("walk", "It", ())).rows == ()


def test_a_step_is_a_pair_of_reports_and_tells_how_far_it_is():
    steps = weighing(Ground(chronicle_of()), costing(a="5", b="7", c="9"))
    assert list(steps) == [0, 1 / 3, 2 / 3]


def test_of_two_reports_the_questions_stand_as_in_the_comparison(store):
    chronicle = StoreFile(store, name=store.name).open().catalogue.chronicle
    ground = Ground(chronicle)
    for event in chronicle.events:
        rows = compare(ground, event, ("uk", "ru")).ranked
        found = event_matrix(ground, event)
        assert [row.aspect for row in found.rows] == list(dict.fromkeys(r.aspect for r in rows))
        assert found.reports == ("uk", "ru")


VALUES = st.sampled_from(("1", "2", "1..3", "2..4", ">1", ">3", "<2", "~3", "3..6"))


@given(st.dictionaries(st.sampled_from(SEVEN), VALUES, min_size=1))
def test_two_share_a_letter_exactly_where_they_can_stand_together(answers):
    (row,) = matrix(costing(**answers)).rows
    given_ = dict(zip(SEVEN, (set(cell.letters) for cell in row.cells), strict=True))
    for one, other in combinations(answers, 2):
        verdict = row.between(one, other)
        assert verdict is not None
        fits = KINDS[verdict] in (Kind.AGREE, Kind.COMPATIBLE)
        assert bool(given_[one] & given_[other]) == fits
    if len(answers) > 1:
        assert all(given_[one] for one in answers)


@pytest.mark.parametrize(("number", "expected"), [(0, "A"), (25, "Z"), (26, "A2"), (52, "A3")])
def test_there_is_a_letter_for_every_group(number: int, expected: str):
    assert letter(number) == expected
