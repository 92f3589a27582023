"""Reports by reports, and report by report: the same as is counted from the comparisons' rows."""

from collections import Counter
from itertools import combinations, permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iraq_tui.domain.comparison.case import Ground
from iraq_tui.domain.comparison.compare import compare
from iraq_tui.domain.comparison.model import DISAGREEMENTS, KINDS, Kind, Row, Verdict
from iraq_tui.domain.moment import parse_moment
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
from iraq_tui.domain.steps import finished
from iraq_tui.domain.summary import Finding, Summary, UnmetAspect, summarising
from iraq_tui.sources.memory import MemoryCatalogue

REPORTS = ("uk", "ru", "en", "fr", "de")
OPTIONS = {"x": "an x", "y": "a y"}
ASPECTS = {
    **BUILT_IN_ASPECTS,
    "cost": Aspect("cost", "How much?", AspectType.QUANTITY),
    "crowd": Aspect("crowd", "How many?", AspectType.QUANTITY, changes="any"),
    "label": Aspect("label", "Seen as?", AspectType.CHOICE, options=OPTIONS, framing=True),
    "mood": Aspect("mood", "How?", AspectType.TEXT),
}
ANSWERS = {
    "when": [parse_moment(text) for text in ("2024", "2024-01", "2024-02~")],
    "status": list(Stage),
    "cost": [parse_quantity(text) for text in ("40", "~42", ">30", "50")],
    "crowd": [parse_quantity(text) for text in ("40", "50")],
    "label": [("x",), ("y",)],
    "mood": [None],
}


def chronicle_of(*events: Event, reports=REPORTS, judgements=()) -> Chronicle:
    dated = {
        id_: Report(id_, id_, "en", published=parse_moment(f"2024-0{place}"))
        for place, id_ in enumerate(reports, 1)
    }
    return Chronicle("It", dated, {}, {}, ASPECTS, tuple(events), tuple(judgements))


@st.composite
def chronicles(draw: st.DrawFn) -> Chronicle:
    """Some events told by up to five reports; of some that is asked, nobody says a word."""
    events = []
    for i in range(draw(st.integers(0, 4))):
        told = []
        for aspect, report in draw(
            st.lists(st.tuples(st.sampled_from(sorted(ANSWERS)), st.sampled_from(REPORTS)))
        ):
            value = draw(st.sampled_from(ANSWERS[aspect]))
            holder = draw(st.sampled_from((None, None, "unnamed")))
            denied = draw(st.sampled_from((False, False, True)))
            claim = Claim(f"e{i}", aspect, report, value, "so", holder=holder, denied=denied)
            told.append(claim)
        events.append(Event(f"e{i}", "It", tuple(told)))
    verdict = draw(st.sampled_from(("agree", "differ", "updated")))
    judged = [Judgement(one.id, "mood", ("uk", "ru"), verdict, "so") for one in events]
    return chronicle_of(*events, judgements=judged)


def summed(chronicle: Chronicle) -> Summary:
    return finished(summarising(MemoryCatalogue(chronicle)))


# --- a plain account, from the rows that the comparison shows -------------------------------------


def weighed(chronicle: Chronicle, event: Event, one: str, other: str) -> dict[str, Verdict]:
    """The strongest verdict on each question that two reports share on an event."""
    found: dict[str, Row] = {}
    for row in compare(Ground(chronicle), event, (one, other)).rows:
        granted = row.default and row.verdict in (Verdict.AGREE, Verdict.NARROWER)
        if row.is_shared and not granted:
            before = found.get(row.aspect)
            if before is None or before.standing.strength < row.standing.strength:
                found[row.aspect] = row
    return {aspect: row.standing for aspect, row in found.items()}


def answered(event: Event, report: str) -> set[str]:
    return {claim.aspect for claim in event.claims if claim.report == report}


def kinds(chronicle: Chronicle, event: Event, one: str, other: str) -> Counter[Kind]:
    """How many questions of an event there are of each kind."""
    shared = weighed(chronicle, event, one, other)
    return Counter(
        {
            **Counter(KINDS[verdict] for verdict in shared.values()),
            Kind.ONLY_LEFT: len(answered(event, one) - shared.keys()),
            Kind.ONLY_RIGHT: len(answered(event, other) - shared.keys()),
        }
    )


@given(chronicles())
def test_every_pair_is_counted_as_its_comparisons_say(chronicle):
    tally = summed(chronicle).tally
    for one, other in permutations(REPORTS, 2):
        by_event = [kinds(chronicle, event, one, other) for event in chronicle.events]
        total = sum(by_event, Counter())
        found = tally.between(one, other)
        assert found.counts == {kind: total[kind] for kind in Kind}
        assert found.shared == sum(total.values()) - found.only_left - found.only_right


@given(chronicles())
def test_the_events_of_a_count_are_those_that_its_filter_finds(chronicle):
    catalogue = MemoryCatalogue(chronicle)
    tally = finished(summarising(catalogue)).tally
    for one, other in permutations(REPORTS, 2):
        by_event = [kinds(chronicle, event, one, other) for event in chronicle.events]
        for kind in Kind:
            expected = [number for number, counts in enumerate(by_event) if counts[kind]]
            assert list(tally.events(one, other, kind)) == expected
            query = catalogue.query(tally.between(one, other).filter(kind))
            assert list(catalogue.find(query, catalogue.pairs[0])) == expected


@given(chronicles())
def test_what_a_report_alone_says_is_one_sided_against_every_other(chronicle):
    for one in summed(chronicle).reports:
        others = [report for report in REPORTS if report != one.report]
        alone, sole, sole_questions = [], [], 0
        for number, event in enumerate(chronicle.events):
            own = answered(event, one.report)
            shared = (weighed(chronicle, event, one.report, other) for other in others)
            left = own.difference(*shared)
            if event.reports == {one.report}:
                sole.append(number)
                sole_questions += len(left)
            else:
                alone += [Finding(number, a, Verdict.ONLY) for a in ASPECTS if a in left]
        assert list(one.alone) == alone
        assert (list(one.sole), one.sole_questions) == (sole, sole_questions)
        assert one.claims == sum(c.report == one.report for e in chronicle.events for c in e.claims)
        assert one.questions == sum(len(answered(e, one.report)) for e in chronicle.events)


@given(chronicles())
def test_disagreements_are_those_of_the_comparisons(chronicle):
    for one in summed(chronicle).reports:
        expected = [
            Finding(number, aspect, verdict, other)
            for number, event in enumerate(chronicle.events)
            for aspect in ASPECTS
            for other in REPORTS
            if other != one.report
            for verdict in [weighed(chronicle, event, one.report, other).get(aspect)]
            if verdict in DISAGREEMENTS
        ]
        assert list(one.disagreements) == expected
        assert sum(one.disagreements.counted().values()) == len(expected)


@given(chronicles())
def test_what_is_not_told_in_one_way_is_what_stands_inside_the_report(chronicle):
    for one in summed(chronicle).reports:
        expected = [
            Finding(number, row.aspect, row.verdict)
            for number, event in enumerate(chronicle.events)
            for row in compare(Ground(chronicle), event, (one.report, one.report)).rows
            if row.inside == one.report
        ]
        assert list(one.itself) == expected


@given(chronicles())
def test_a_question_is_unmet_where_no_pair_ever_shares_it(chronicle):
    found = summed(chronicle)
    met = {
        aspect
        for event in chronicle.events
        for pair in combinations(REPORTS, 2)
        for aspect in weighed(chronicle, event, *pair)
    }
    asked = {claim.aspect for event in chronicle.events for claim in event.claims}
    assert [one.aspect for one in found.unmet] == [a for a in ASPECTS if a in asked - met]
    for report in found.reports:
        assert {one.aspect for one in found.unmet if report.report in one.reports} <= {
            *report.unmet
        }


@given(chronicles(), st.data())
def test_some_events_are_summed_up_as_if_there_were_no_others(chronicle, data):
    numbers = [i for i in range(len(chronicle.events)) if data.draw(st.booleans())]
    some = finished(summarising(MemoryCatalogue(chronicle), numbers))
    alone = summed(
        chronicle_of(*(chronicle.events[i] for i in numbers), judgements=chronicle.judgements)
    )
    assert some.events == len(numbers)
    assert some.unmet == alone.unmet
    for one, other in zip(some.reports, alone.reports, strict=True):
        assert (one.claims, one.questions, one.unmet) == (
            other.claims,
            other.questions,
            other.unmet,
        )
        assert one.disagreements.counted() == other.disagreements.counted()
    for pair in some.tally.pairs:
        assert some.tally.between(*pair) == alone.tally.between(*pair)


# --- affairs that can be told in a line -----------------------------------------------------------


def saying(event: str, aspect: str, *answers: tuple[str, str]) -> Event:
    """An event on which some reports answer one question."""
    told = (
        Claim(event, aspect, report, parse_quantity(value), number=i)
        for i, (report, value) in enumerate(answers)
    )
    return Event(event, event, tuple(told))


def test_three_reports_of_two_events():
    both = saying("flood", "cost", ("uk", "40"), ("ru", "50"), ("uk", "41"))
    alone = saying("walk", "crowd", ("en", "40"))
    uk, ru, en = summed(chronicle_of(both, alone, reports=("uk", "ru", "en"))).reports
    assert list(uk.disagreements) == [Finding(0, "cost", Verdict.DIFFER, "ru")]
    assert list(ru.disagreements) == [Finding(0, "cost", Verdict.DIFFER, "uk")]
    assert list(uk.itself) == [Finding(0, "cost", Verdict.SELF)]
    assert not ru.itself
    assert (list(en.sole), en.sole_questions, en.unmet) == ([1], 1, ("crowd",))
    assert (uk.events, uk.questions, uk.claims, uk.unmet) == (1, 1, 2, ())


def test_a_question_that_several_answer_but_never_together_is_unmet():
    found = summed(
        chronicle_of(
            saying("flood", "cost", ("uk", "40")),
            saying("walk", "cost", ("ru", "40")),
            saying("feast", "crowd", ("uk", "3"), ("ru", "3")),
        )
    )
    assert found.unmet == (UnmetAspect("cost", 2, ("uk", "ru")),)


def test_seven_reports_of_one_event_make_twenty_one_pairs():
    seven = ("a", "b", "c", "d", "e", "f", "g")
    event = saying("flood", "cost", *((report, "4" if report < "e" else "5") for report in seven))
    found = summed(chronicle_of(event, reports=seven))
    pairs = [found.tally.between(*pair) for pair in found.tally.pairs]
    assert len(pairs) == 21
    assert sum(one.counts[Kind.AGREE] for one in pairs) == 6 + 3
    assert sum(one.counts[Kind.DISAGREE] for one in pairs) == 4 * 3
    assert [len(one.disagreements) for one in found.reports] == [3, 3, 3, 3, 4, 4, 4]


def test_a_report_that_gives_no_stage_is_not_said_to_agree_with_the_one_that_does():
    claims = (
        Claim("walk", "status", "uk", Stage.HAPPENED),
        Claim("walk", "cost", "ru", parse_quantity("4")),
    )
    found = summed(chronicle_of(Event("walk", "It", claims))).tally.between("uk", "ru")
    assert (found.shared, found.only_left, found.only_right) == (0, 1, 1)


def test_a_plan_is_set_against_a_report_that_takes_it_for_done():
    claims = (
        Claim("walk", "status", "ru", Stage.PLANNED),
        Claim("walk", "cost", "uk", parse_quantity("4")),
    )
    found = summed(chronicle_of(Event("walk", "It", claims)))
    tally = found.tally.between("ru", "uk")
    assert (tally.verdicts, tally.only_left, tally.only_right) == ({Verdict.STATUS: 1}, 0, 1)
    assert list(found.tally.events("uk", "ru", Kind.DISAGREE)) == [0]
    uk, ru = found.reports[:2]
    assert list(uk.disagreements) == [Finding(0, "status", Verdict.STATUS, "ru")]
    assert (list(ru.alone), [one.aspect for one in uk.alone]) == ([], ["cost"])


def test_one_report_alone_has_nobody_to_be_set_against():
    found = summed(chronicle_of(saying("flood", "cost", ("uk", "4")), reports=("uk",)))
    (uk,) = found.reports
    assert (list(uk.sole), list(uk.alone), list(uk.disagreements)) == ([0], [], [])
    assert list(found.tally.pairs) == []
    assert found.unmet == (UnmetAspect("cost", 1, ("uk",)),)


def test_no_events_are_no_findings():
    found = summed(chronicle_of())
    assert (found.events, found.unmet, found.origins) == (0, (), ())
    assert all(not one.claims and not one.unmet for one in found.reports)
    assert not any(any(found.tally.between(*pair).counts.values()) for pair in found.tally.pairs)


def test_a_step_is_a_pair_of_reports_on_an_event_and_tells_how_far_it_is():
    event = saying("flood", "cost", *((report, "4") for report in REPORTS))
    quiet = Event("quiet", "It", ())
    shares = list(summarising(MemoryCatalogue(chronicle_of(event, quiet))))
    assert shares == [0.0] * 11 + [0.5]


def test_events_that_only_one_tells_of_are_compared_with_nothing(monkeypatch):
    from iraq_tui.domain.comparison import standing

    def never(*_args):
        raise AssertionError("compared")

    monkeypatch.setattr(standing, "facing", never)
    monkeypatch.setattr(standing, "by_default", never)
    events = [saying(f"e{i}", "cost", (report, "4")) for i, report in enumerate(REPORTS)]
    assert all(len(one.sole) == 1 for one in summed(chronicle_of(*events)).reports)


def test_the_bundled_chronicle_adds_up(store):
    from iraq_tui.sources.store_file import StoreFile

    catalogue = StoreFile(store, name=store.name).open().catalogue
    found = finished(summarising(catalogue))
    tally = found.tally.between("uk", "ru")
    uk, ru = found.reports
    assert tally.shared + tally.only_left == uk.questions
    assert tally.shared + tally.only_right == ru.questions
    assert tally.only_left == uk.sole_questions + len(uk.alone)
    assert len(uk.disagreements) == len(ru.disagreements) == tally.counts[Kind.DISAGREE]
    assert Verdict.SELF in uk.itself.counted()


@pytest.mark.parametrize("place", [3, slice(1, 3), -1])
def test_findings_are_a_sequence(place):
    event = saying("flood", "cost", *((report, str(i)) for i, report in enumerate(REPORTS)))
    found = summed(chronicle_of(event)).reports[0].disagreements
    assert found[place] == list(found)[place]
