"""What stands out of every event, kept as bytes: the same as is worked out event by event."""

from array import array

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iraq_tui.domain.comparison.case import Ground
from iraq_tui.domain.comparison.compare import compare
from iraq_tui.domain.comparison.model import DISAGREEMENTS, Side, Summary, Verdict
from iraq_tui.domain.moment import parse_moment
from iraq_tui.domain.quantity import parse_quantity
from iraq_tui.domain.records import (
    BUILT_IN_ASPECTS,
    Aspect,
    AspectType,
    Basis,
    Chronicle,
    Claim,
    Event,
    Judgement,
    Report,
    Stage,
)
from iraq_tui.domain.verdicts import CODES, SILENT, UNKNOWN, Verdicts, disagreements
from iraq_tui.sources.memory import MemoryCatalogue
from iraq_tui.sources.store_file import StoreFile

REPORTS = ("uk", "ru", "en")
PAIRS = [(one, other) for one in REPORTS for other in REPORTS]


# --- of real comparisons --------------------------------------------------------------------------

ASPECTS = {
    **BUILT_IN_ASPECTS,
    "cost": Aspect("cost", "How much?", AspectType.QUANTITY),
    "name": Aspect("name", "Called what?", AspectType.CHOICE, options={"x": "", "y": ""}),
    "label": Aspect(
        "label", "Seen as?", AspectType.CHOICE, options={"x": "", "y": ""}, framing=True
    ),
    "mood": Aspect("mood", "How?", AspectType.TEXT),
}
ANSWERS = {
    "when": [parse_moment(text) for text in ("2024", "2024-01", "2024-01-25", "2024-02~")],
    "status": list(Stage),
    "cost": [parse_quantity(text) for text in ("40", "~42", ">30", "50")],
    "name": [("x",), ("y",)],
    "label": [("x",), ("y",)],
    "mood": [None],
}


@st.composite
def chronicles(draw: st.DrawFn) -> Chronicle:
    """Some events told by up to three reports."""
    events = []
    for i in range(draw(st.integers(1, 6))):
        told = []
        for aspect, report in draw(
            st.lists(st.tuples(st.sampled_from(sorted(ANSWERS)), st.sampled_from(REPORTS)))
        ):
            told.append(
                Claim(
                    f"e{i}",
                    aspect,
                    report,
                    draw(st.sampled_from(ANSWERS[aspect])),
                    says=draw(st.sampled_from(("one", "other"))),
                    holder=draw(st.sampled_from((None, None, "unnamed"))),
                    denied=draw(st.sampled_from((False, False, True))),
                    basis=draw(st.sampled_from(Basis)),
                    number=len(told),
                )
            )
        events.append(Event(f"e{i}", "It", tuple(told)))
    verdict = draw(st.sampled_from(("agree", "differ", "framing")))
    judgements = tuple(Judgement(one.id, "mood", ("uk", "ru"), verdict, "so") for one in events)
    reports = {id_: Report(id_, id_, "en") for id_ in REPORTS}
    return Chronicle("It", reports, {}, {}, ASPECTS, tuple(events), judgements)


@given(chronicles(), st.sampled_from(PAIRS))
def test_a_summary_is_that_of_the_comparison(chronicle, pair):
    catalogue, ground = MemoryCatalogue(chronicle), Ground(chronicle)
    verdicts = catalogue.verdicts(pair)
    for number, event in enumerate(chronicle.events):
        found = compare(ground, event, pair)
        assert verdicts.summary(number) == found.summary
        assert verdicts.head(number) is found.head
        for verdict in Verdict:
            assert verdicts.has_row([verdict])(number) == bool(found.counts.get(verdict))


def test_the_bundled_chronicle_s_are_those_of_its_comparisons(store):
    catalogue = StoreFile(store, name=store.name).open().catalogue
    for pair in catalogue.pairs:
        for one in (pair, pair[::-1]):
            verdicts = catalogue.verdicts(one)
            for number, event in enumerate(catalogue.chronicle.events):
                found = catalogue.comparison(event.id, one)
                assert verdicts.summary(number) == found.summary
            heads = [catalogue.comparison(e.id, one).head for e in catalogue.chronicle.events]
            count = sum(head in DISAGREEMENTS for head in heads)
            assert count == disagreements(verdicts.heads_of(range(catalogue.count())))


# --- of summaries made up -------------------------------------------------------------------------

SUMMARIES = st.builds(
    Summary,
    st.none() | st.sampled_from(Verdict),
    st.none() | st.sampled_from(Side),
    self_conflict=st.booleans(),
    doubtful=st.booleans(),
    judged=st.booleans(),
    verdicts=st.frozensets(st.sampled_from(Verdict)),
)


class Told:
    """Verdicts of known summaries, and which of them were asked for."""

    def __init__(self, summaries: list[Summary]) -> None:
        self.asked: list[int] = []
        self.summaries = summaries
        self.verdicts = Verdicts(len(summaries), self._tell)

    def _tell(self, number: int) -> Summary:
        self.asked.append(number)
        return self.summaries[number]

    def learn(self, numbers) -> "Told":
        for number in numbers:
            self.verdicts.learn(number)
        return self


@st.composite
def told(draw: st.DrawFn) -> Told:
    """Some events' verdicts, some of them known."""
    found = Told(draw(st.lists(SUMMARIES, max_size=12)))
    return found.learn(draw(numbers(found)))


def numbers(found: Told) -> st.SearchStrategy:
    """Some of the events' numbers."""
    count = len(found.summaries)
    return st.sets(st.integers(0, count - 1)) if count else st.just(set())


@given(told())
def test_a_summary_comes_back_as_it_was(found):
    for number, summary in enumerate(found.summaries):
        assert found.verdicts.summary(number) == summary
        assert found.verdicts.head(number) is summary.head
        for verdict in Verdict:
            assert found.verdicts.has_row([verdict])(number) == (verdict in summary.verdicts)
    assert found.verdicts.unknown == 0
    assert sorted(found.asked) == list(range(len(found.summaries)))  # each once


@given(st.data(), told(), st.sampled_from((1, -1)), st.frozensets(st.sampled_from(Verdict)))
def test_the_next_is_that_of_a_plain_loop(data, found, direction, wanted):
    count = len(found.summaries)
    everything = range(count)
    some = array("I", sorted(data.draw(numbers(found))))
    visible = data.draw(st.sampled_from((everything, some)))
    place = data.draw(st.integers(-1, len(visible)))
    after = range(place + 1, len(visible)) if direction > 0 else range(place - 1, -1, -1)
    expected = next((p for p in after if found.summaries[visible[p]].head in wanted), None)
    assert found.verdicts.next(visible, place, direction, wanted) == expected


@given(told(), st.sampled_from((1, -1)))
def test_the_next_works_out_no_more_than_lies_between(found, direction):
    known = set(found.asked)
    count = len(found.summaries)
    place = found.verdicts.next(
        range(count), -1 if direction > 0 else count, direction, DISAGREEMENTS
    )
    if place is None:
        allowed = range(count)
    else:
        allowed = range(place + 1) if direction > 0 else range(place, count)
    assert set(found.asked) - known <= set(allowed)


@given(st.data(), told())
def test_working_takes_some_first_and_then_all(data, found):
    first = data.draw(st.permutations(sorted(data.draw(numbers(found)))))
    known = list(found.asked)
    unknown = found.verdicts.unknown
    for _ in found.verdicts.work(first):
        unknown -= 1
        assert found.verdicts.unknown == unknown
    assert unknown == 0
    expected = [number for number in first if number not in known]
    assert found.asked[len(known) : len(known) + len(expected)] == expected
    assert sorted(found.asked) == list(range(len(found.summaries)))


@given(st.data(), told())
def test_what_is_learnt_while_working_is_not_worked_out_again(data, found):
    for _ in found.verdicts.work():
        found.learn(data.draw(numbers(found)))
    assert sorted(found.asked) == list(range(len(found.summaries)))


@given(told(), st.booleans(), st.sampled_from((1, -1)))
def test_columns_kept_and_given_back_are_the_same(found, is_packed, direction):
    for _ in found.verdicts.work():
        pass
    kept = tuple(list(column) for column in found.verdicts.columns)
    if is_packed:  # and read only, as in a file
        heads, marks, rows = kept
        kept = bytes(heads), bytes(marks), memoryview(array("H", rows).tobytes()).cast("H")
    again = Verdicts(len(found.summaries), refuse, kept)
    everything = range(len(found.summaries))
    assert again.unknown == 0
    assert [again.summary(number) for number in everything] == found.summaries
    assert list(again.work(everything)) == []
    assert again.heads_of(everything) == found.verdicts.heads_of(everything)
    for verdict in map(frozenset, zip(Verdict)):
        for place in range(-1, len(everything) + 1):
            assert again.next(everything, place, direction, verdict) == (
                found.verdicts.next(everything, place, direction, verdict)
            )


def refuse(number: int) -> Summary:
    raise AssertionError(number)


@given(st.data(), told())
def test_the_heads_of_some_events(data, found):
    known = set(found.asked)
    some = sorted(data.draw(numbers(found)))
    heads = [found.summaries[number].head for number in some]
    expected = [
        UNKNOWN if number not in known else SILENT if head is None else CODES[head]
        for number, head in zip(some, heads, strict=True)
    ]
    assert list(found.verdicts.heads_of(some)) == expected
    disagreeing = [n for n, head in zip(some, heads, strict=True) if head in DISAGREEMENTS]
    assert disagreements(found.verdicts.heads_of(some)) == len(known.intersection(disagreeing))


@pytest.mark.parametrize("one", Verdict)
def test_a_stronger_verdict_has_a_greater_code(one):
    assert all(
        (CODES[one] > CODES[other]) == (one.strength > other.strength)
        for other in Verdict
        if one.strength != other.strength
    )


def test_more_events_than_are_worked_out_at_a_stretch():
    found = Told([Summary(Verdict.AGREE)] * 2500).learn(range(990, 1010))
    for _ in found.verdicts.work((2499, 0)):
        pass
    assert found.verdicts.unknown == 0
    assert len(found.asked) == 2500


@given(st.data(), st.booleans(), st.sampled_from((1, -1)))
def test_what_is_far_or_rare_is_found_too(data, is_sparse, direction):
    """Thousands of events, few of which disagree or are visible."""
    count = 6000
    marked = data.draw(st.sets(st.integers(0, count - 1), max_size=5))
    step = data.draw(st.integers(1, 40)) if is_sparse else 1
    visible = array("I", range(data.draw(st.integers(0, 30)), count, step))
    codes = (CODES[Verdict.DIFFER] if n in marked else SILENT for n in range(count))
    verdicts = Verdicts(count, refuse, (bytes(codes), bytes(count), array("H", [0] * count)))
    place = data.draw(st.integers(-1, len(visible)))
    ahead = range(place + 1, len(visible)) if direction > 0 else range(place - 1, -1, -1)
    expected = next((one for one in ahead if visible[one] in marked), None)
    assert verdicts.next(visible, place, direction, DISAGREEMENTS) == expected


def test_work_that_passes_over_what_is_known_lets_others_in():
    """Else a key would wait while a hundred thousand are passed over."""
    found = Told([Summary(Verdict.AGREE)] * 5000).learn(range(4999))
    assert len(list(found.verdicts.work(range(5000)))) >= 5
    assert found.verdicts.unknown == 0
