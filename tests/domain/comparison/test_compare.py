"""An event's comparison: which rows there are, their flags, and what stands at the head."""

import pytest

from iraq_tui.domain.comparison.case import Ground
from iraq_tui.domain.comparison.compare import summarise
from iraq_tui.domain.comparison.model import Flag, Side, Verdict
from iraq_tui.domain.records import Basis, Event

STATE = {"holder": "state"}


def shape(comparison) -> list[tuple[str, str]]:
    """The rows by aspect and verdict, in their order."""
    return [(row.aspect, row.verdict.value) for row in comparison.rows]


# --- rows -----------------------------------------------------------------------------------------


def test_rows_come_in_the_store_s_order_of_aspects(affair, say):
    found = affair.compare(
        say.claim("ru", "mood", says="calm"),
        say.claim("uk", "cause", "walk"),
        say.claim("ru", "when", "2031"),
        say.claim("uk", "when", "2031"),
    )
    assert shape(found) == [("when", "agree"), ("cause", "only"), ("mood", "only")]
    assert [row.only for row in found.rows] == [None, Side.LEFT, Side.RIGHT]


def test_each_claim_of_several_has_its_row(affair, say):
    found = affair.compare(
        say.claim("uk", "steps", "40"),
        say.claim("ru", "steps", "40"),
        say.claim("ru", "steps", "30..50"),
    )
    assert shape(found) == [("steps", "agree"), ("steps", "narrower")]


def test_only_claims_of_the_pair_are_shown(affair, say):
    claims = (
        say.claim("uk", "cause", "walk"),
        say.claim("en", "cause", "theft"),
        say.claim("ru", "cause", "walk"),
    )
    assert shape(affair.compare(*claims)) == [("cause", "agree")]
    assert shape(affair.compare(*claims, pair=("uk", "en"))) == [("cause", "differ")]
    assert affair.compare(*claims, pair=("en", "ru")).head is Verdict.DIFFER


def test_a_conflict_inside_takes_the_place_of_one_sided_rows(affair, say):
    walk, theft = say.claim("uk", "cause", "walk"), say.claim("uk", "cause", "theft")
    storm = say.claim("uk", "cause", "storm", **STATE)
    found = affair.compare(walk, theft, storm)
    assert shape(found) == [("cause", "self"), ("cause", "only")]
    assert found.rows[0].inside == "uk"
    assert {found.rows[0].left, found.rows[0].right} == {walk, theft}
    assert found.rows[1].left == storm
    assert found.self_conflict


def test_a_conflict_inside_stands_beside_shared_rows(affair, say):
    found = affair.compare(
        say.claim("uk", "cause", "walk"),
        say.claim("uk", "cause", "theft"),
        say.claim("ru", "cause", "walk"),
    )
    assert shape(found) == [("cause", "agree"), ("cause", "differ"), ("cause", "self")]


def test_both_reports_may_conflict_with_themselves(affair, say):
    found = affair.compare(
        *(
            say.claim(report, "cause", value)
            for report in ("uk", "ru")
            for value in ("walk", "theft")
        )
    )
    assert [row.inside for row in found.rows] == [None, None, "uk", "ru"]


@pytest.mark.parametrize("pair", [("uk", "uk"), ("ru", "ru")])
def test_a_report_alone_is_one_sided(affair, say, pair):
    found = affair.compare(
        say.claim("uk", "cause", "walk"), say.claim("ru", "cause", "walk"), pair=pair
    )
    assert shape(found) == [("cause", "only")]
    assert found.head is Verdict.ONLY


# --- the stage taken for granted ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "verdict", "head"),
    [
        ("happened", "agree", Verdict.APART),
        ("began", "narrower", Verdict.APART),
        ("planned", "status", Verdict.STATUS),
    ],
)
def test_a_side_without_a_stage_stands_as_happened(affair, say, value, verdict, head):
    found = affair.compare(say.claim("uk", "status", value), say.claim("ru", "cause", "walk"))
    row = found.rows[0]
    assert shape(found) == [("status", verdict), ("cause", "only")]
    assert row.default is Side.RIGHT
    assert Flag.DEFAULT in row.flags
    assert "ru gives no stage: taken as happened" in row.flag_notes
    assert found.head is head
    mirrored = affair.compare(say.claim("ru", "status", value), say.claim("uk", "cause", "walk"))
    assert mirrored.rows[0].default is Side.LEFT
    assert mirrored.head is head


def test_a_denial_is_not_set_against_what_nobody_said(affair, say):
    found = affair.compare(
        say.claim("uk", "status", "happened", denied=True), say.claim("ru", "mood")
    )
    row = next(row for row in found.rows if row.aspect == "status")
    assert row.verdict is Verdict.ONLY
    assert found.head is Verdict.APART


def test_what_is_taken_for_granted_is_nobody_s_voice(affair, say):
    found = affair.compare(
        say.claim("uk", "status", "planned", holder="state"), say.claim("ru", "mood")
    )
    row = next(row for row in found.rows if row.aspect == "status")
    assert Flag.DEFAULT in row.flags
    assert Flag.HOLDER not in row.flags


def test_an_update_that_rests_on_a_guessed_date_is_inferred(affair, say):
    claims = (say.claim("uk", "crowd", "40"), say.claim("ru", "crowd", "50"))
    dated = affair.reporting("uk", published="2031-06-01")
    stated = dated.reporting("ru", published="2031-06-20")
    guessed = dated.reporting("ru", published="2031-06-20", published_basis=Basis.INFERRED)
    assert Flag.INFERRED not in stated.compare(*claims).rows[0].flags
    found = guessed.compare(*claims)
    assert found.rows[0].verdict is Verdict.UPDATED
    assert Flag.INFERRED in found.rows[0].flags
    assert found.doubtful


def test_of_equal_clashes_inside_a_report_the_most_telling_is_shown(affair, say):
    found = affair.compare(
        say.claim("uk", "label", "storm", holder="gull"),
        say.claim("uk", "label", "theft", holder="state"),
        say.claim("uk", "label", "walk", holder="state"),
    )
    (row,) = (row for row in found.rows if row.inside)
    assert row.left
    assert row.right
    assert (row.left.holder, row.right.holder) == ("state", "state")


def test_a_stage_taken_for_granted_may_be_the_later_one(affair, say):
    dated = affair.reporting("uk", published="2031-06-16").reporting("ru", published="2031-06-20")
    found = dated.compare(say.claim("uk", "status", "planned"), say.claim("ru", "cause", "walk"))
    assert found.rows[0].verdict is Verdict.UPDATED


def test_nothing_is_taken_for_granted_of_a_silent_report(affair, say):
    found = affair.compare(say.claim("uk", "status", "planned"))
    assert shape(found) == [("status", "only")]
    assert found.rows[0].default is None


def test_stages_inside_a_report_are_shown_beside_the_one_granted(affair, say):
    found = affair.compare(
        say.claim("uk", "status", "planned"),
        say.claim("uk", "status", "happened", **STATE),
        say.claim("ru", "cause", "walk"),
    )
    verdicts = [(row.verdict.value, row.inside) for row in found.rows if row.aspect == "status"]
    assert verdicts == [("agree", None), ("status", None), ("status", "uk")]


# --- flags ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("left", "right", "flag", "note"),
    [
        ({}, STATE, Flag.HOLDER, "uk speaks for itself, ru passes on State"),
        (
            {"holder": "unnamed"},
            {"holder": "unnamed"},
            Flag.HOLDER,
            "each passes on someone unnamed",
        ),
        ({"via": "wire"}, {"via": "gull wire"}, Flag.ONE_ORIGIN, "2 reports, 1 origin: Wire"),
        (STATE, {"via": "state"}, Flag.ONE_ORIGIN, "2 reports, 1 origin: State"),
        ({"holder": "clerk"}, {"holder": "army"}, Flag.ONE_SIDE, "both holders belong to State"),
        (
            {"holder": "clerk"},
            {"holder": "minister"},
            Flag.ONE_SIDE,
            "both holders belong to Ministry",
        ),
        ({}, {"basis": "inferred"}, Flag.INFERRED, None),
    ],
)
def test_flag_with_its_note_on_either_side(affair, left, right, flag, note):
    for one, other in ((left, right), (right, left)):
        row = affair.row("cause", {"value": "walk", **one}, {"value": "walk", **other})
        assert row.verdict is Verdict.AGREE
        assert flag in row.flags
    row = affair.row("cause", {"value": "walk", **left}, {"value": "walk", **right})
    assert note is None or note in row.flag_notes


@pytest.mark.parametrize(
    ("left", "right", "flag"),
    [
        (STATE, STATE, Flag.HOLDER),
        ({"via": "wire"}, {"via": "gull"}, Flag.ONE_ORIGIN),
        ({"holder": "unnamed"}, {"holder": "unnamed"}, Flag.ONE_ORIGIN),
        (STATE, {"holder": "rival"}, Flag.ONE_SIDE),
        (STATE, STATE, Flag.ONE_SIDE),
        ({"holder": "clerk"}, {}, Flag.ONE_SIDE),
        ({}, {"basis": "resolved"}, Flag.INFERRED),
        ({}, {}, Flag.MATCHED),
        ({}, {}, Flag.JUDGED),
        ({}, {}, Flag.DEFAULT),
        ({}, {}, Flag.STAGES),
    ],
)
def test_no_flag_without_its_reason(affair, left, right, flag):
    row = affair.row("cause", {"value": "walk", **left}, {"value": "walk", **right})
    assert flag not in row.flags


def test_outlets_and_sources_of_whole_reports_are_origins(affair):
    leaning = affair.reporting("uk", outlet="gull").reporting("ru", via=("gull",))
    row = leaning.row("cause", {"value": "walk"}, {"value": "theft"})
    assert Flag.ONE_ORIGIN in row.flags
    assert row.flag_notes == ("2 reports, 1 origin: Gull",)
    assert row.verdict is Verdict.DIFFER


def test_one_origin_is_a_matter_of_two_reports(affair, say):
    both = [say.claim("uk", "cause", value, via="wire") for value in ("walk", "theft")]
    (row,) = affair.compare(*both).rows
    assert row.inside == "uk"
    assert Flag.ONE_ORIGIN not in row.flags


def test_a_note_already_in_the_reason_is_not_said_twice(affair):
    row = affair.row("cause", {"value": "walk"}, {"value": "theft", **STATE})
    assert Flag.HOLDER in row.flags
    assert row.flag_notes == ()


def test_stages_are_flagged_where_one_is_real_and_the_other_not(affair, say):
    planned = affair.telling(say.claim("uk", "status", "planned"))
    row = planned.row("cause", {"value": "walk"}, {"value": "walk"})
    assert Flag.STAGES in row.flags
    assert "uk: planned, ru: happened" in row.flag_notes
    begun = affair.telling(say.claim("uk", "status", "began"))
    row = begun.row("cause", {"value": "walk"}, {"value": "walk"})
    assert Flag.STAGES not in row.flags


def test_a_matched_event_flags_rows_of_two_reports_only(affair, say):
    found = affair.matching("taken as one walk").compare(
        say.claim("uk", "cause", "walk"),
        say.claim("uk", "cause", "theft"),
        say.claim("ru", "cause", "walk"),
    )
    assert [Flag.MATCHED in row.flags for row in found.rows] == [True, True, False]


@pytest.mark.parametrize(
    ("holders", "inferred"), [(("state", None), True), ((None, "clerk"), False)]
)
def test_a_one_sided_row_is_flagged_inferred(affair, say, holders, inferred):
    basis = "inferred" if inferred else "resolved"
    (row,) = affair.compare(say.claim("uk", "cause", "walk", basis=basis, holder=holders[0])).rows
    assert (Flag.INFERRED in row.flags) is inferred


# --- judgements -----------------------------------------------------------------------------------


@pytest.mark.parametrize("reports", [("uk", "ru"), ("ru", "uk")])
def test_a_judged_text_counts_as_its_judgement(affair, say, reports):
    found = affair.judging("mood", "differ", reports).compare(
        say.claim("uk", "mood", says="calm"),
        say.claim("ru", "mood", says="wild"),
        say.claim("uk", "cause", "walk"),
        say.claim("ru", "cause", "walk"),
    )
    text = found.rows[-1]
    assert text.verdict is Verdict.UNJUDGED
    assert text.standing is Verdict.DIFFER
    assert Flag.JUDGED in text.flags
    assert found.head is Verdict.DIFFER
    assert found.judged
    assert found.counts == {Verdict.AGREE: 1, Verdict.DIFFER: 1}


def test_a_judgement_never_takes_the_place_of_a_computed_verdict(affair):
    row = affair.judging("cause", "agree").row("cause", {"value": "walk"}, {"value": "theft"})
    assert row.verdict is row.standing is Verdict.DIFFER
    assert Flag.JUDGED in row.flags
    assert row.judgement
    assert row.judgement.why == "as I read it"


def test_a_judgement_is_on_its_own_question_and_reports(affair, say):
    elsewhere = affair.judging("cause", "differ").judging("mood", "differ", ("uk", "en"))
    found = elsewhere.compare(
        say.claim("uk", "mood", says="calm"), say.claim("ru", "mood", says="wild")
    )
    assert found.head is Verdict.UNJUDGED
    assert not found.judged


# --- the head -------------------------------------------------------------------------------------

STRONG_TO_WEAK = [
    ("differ", ("cause", "walk", "theft")),
    ("parties", ("keeper", "walk", "theft", STATE)),
    ("framing", ("label", "walk", "theft")),
    ("status", ("status", "planned", "happened")),
    ("tolerance", ("steps", "~2500", "2600")),
    ("narrower", ("who", "minister", "state")),
    ("agree", ("tools", "walk", "walk")),
    ("unjudged", ("mood", None, None)),
]


@pytest.mark.parametrize("first", range(len(STRONG_TO_WEAK)))
def test_the_head_is_the_strongest_shared_row(affair, say, first):
    claims = []
    for _, (aspect, left, right, *holder) in STRONG_TO_WEAK[first:]:
        claims.append(say.claim("uk", aspect, left))
        claims.append(say.claim("ru", aspect, right, **(holder[0] if holder else {})))
    found = affair.compare(*claims)
    assert found.head is Verdict(STRONG_TO_WEAK[first][0])
    assert sum(found.counts.values()) == len(found.rows)


def test_updated_stands_between_tolerance_and_compatible():
    assert Verdict.TOLERANCE.strength > Verdict.UPDATED.strength > Verdict.OVERLAP.strength
    assert Verdict.OVERLAP.strength == Verdict.NARROWER.strength > Verdict.AGREE.strength
    assert Verdict.DIFFER.strength == Verdict.SELF.strength == Verdict.AT_ODDS.strength
    assert Verdict.UNJUDGED.strength > Verdict.APART.strength > Verdict.ONLY.strength == 0


def test_apart_where_no_question_is_shared(affair, say):
    found = affair.compare(say.claim("uk", "cause", "walk"), say.claim("ru", "steps", "40"))
    assert found.head is Verdict.APART
    assert found.counts == {Verdict.ONLY: 2, Verdict.APART: 1}


def test_one_sided_where_one_report_speaks(affair, say):
    assert affair.compare(say.claim("uk", "cause", "walk")).head is Verdict.ONLY
    assert affair.compare(say.claim("ru", "cause", "walk")).head is Verdict.ONLY


def test_no_head_where_neither_speaks(affair, say):
    found = affair.compare(say.claim("en", "cause", "walk"))
    assert found.head is None
    assert found.rows == ()


@pytest.mark.parametrize(
    ("other", "head", "conflict"),
    [
        ({"value": "theft"}, Verdict.SELF, True),
        ({"value": "theft", **STATE}, Verdict.AT_ODDS, True),
    ],
)
def test_a_conflict_inside_one_report_is_the_head(affair, say, other, head, conflict):
    found = affair.compare(
        say.claim("uk", "cause", "walk"),
        say.claim("uk", "cause", **other),
        say.claim("ru", "tools", "walk"),
        say.claim("uk", "tools", "walk"),
    )
    assert found.head is head
    assert found.self_conflict is conflict


def test_quoting_two_sides_is_neither_a_conflict_nor_the_head(affair, say):
    found = affair.compare(
        say.claim("uk", "cause", "walk", **STATE),
        say.claim("uk", "cause", "theft", holder="rival"),
    )
    assert found.head is Verdict.ONLY
    assert not found.self_conflict
    assert shape(found) == [("cause", "parties")]


@pytest.mark.parametrize(
    ("who", "more"),
    [
        (("minister", "state"), Side.LEFT),
        (("state", "minister"), None),
        (("minister", "rival"), None),
    ],
)
def test_the_head_names_the_side_that_says_more_in_every_row_at_the_top(affair, say, who, more):
    found = affair.compare(
        say.claim("uk", "when", "2031-06-15"),
        say.claim("ru", "when", "2031"),
        say.claim("uk", "who", who[0]),
        say.claim("ru", "who", who[1]),
    )
    assert found.head is Verdict.NARROWER
    assert found.more is more


@pytest.mark.parametrize(
    ("bases", "doubtful"),
    [(("inferred", "inferred"), True), (("inferred", "stated"), False), (("stated",) * 2, False)],
)
def test_the_head_is_doubtful_where_every_row_at_the_top_is_inferred(affair, say, bases, doubtful):
    found = affair.compare(
        say.claim("uk", "cause", "walk", basis=bases[0]),
        say.claim("ru", "cause", "theft"),
        say.claim("uk", "where", "port"),
        say.claim("ru", "where", "isle", basis=bases[1]),
        say.claim("uk", "steps", "40"),
        say.claim("ru", "steps", "40"),
    )
    assert found.head is Verdict.DIFFER
    assert found.doubtful is doubtful


def test_for_reading_the_strongest_question_comes_first_and_stays_together(affair, say):
    found = affair.compare(
        say.claim("uk", "when", "2031"),
        say.claim("ru", "when", "2031-06"),
        say.claim("uk", "label", "walk"),
        say.claim("uk", "label", "theft"),
        say.claim("ru", "label", "walk"),
        say.claim("ru", "mood"),
    )
    assert [(row.aspect, row.verdict.value) for row in found.ranked] == [
        ("label", "framing"),
        ("label", "framing"),
        ("label", "agree"),
        ("when", "narrower"),
        ("mood", "only"),
    ]
    assert sorted(found.ranked, key=id) == sorted(found.rows, key=id)


# --- cost -----------------------------------------------------------------------------------------


class Counting(Ground):
    """A ground that counts how often two values are set against each other."""

    asked = 0

    def relation(self, a, b):
        self.asked += 1
        return super().relation(a, b)


def test_one_answer_a_side_takes_one_look_however_many_questions(affair, say):
    ground = Counting(affair.chronicle)
    asked = {"when": "2031", "where": "port", "who": "state", "cause": "walk", "steps": "40"}
    told = (say.claim(report, *asking) for asking in asked.items() for report in ("uk", "ru", "en"))
    summarise(ground, Event("walk", "The lighthouse walks", tuple(told)), ("uk", "ru"))
    assert ground.asked == len(asked)
