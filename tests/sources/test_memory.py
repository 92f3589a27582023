"""The catalogue in memory: walking, going to a date, pairs, what it knows of events."""

import pytest

from iraq_tui.domain.catalogue import Passage
from iraq_tui.domain.comparison.model import Verdict
from iraq_tui.domain.moment import LATEST, parse_moment
from iraq_tui.domain.records import (
    BUILT_IN_ASPECTS,
    Actor,
    Anchor,
    Chronicle,
    Claim,
    Event,
    Report,
)
from iraq_tui.domain.report_text import ReportText
from iraq_tui.sources.memory import MemoryCatalogue

CREW = {"crew": Actor("crew", "Crew")}


def event(id_: str, when: str | None, **more) -> Event:
    claims = (Claim(id_, "who", "uk", ("crew",), anchors=(Anchor("x"),)),)
    return Event(id_, id_, claims, when=parse_moment(when) if when else None, **more)


def catalogue(*events: Event, reports: str = "uk ru en", actors=CREW) -> MemoryCatalogue:
    told = {id_: Report(id_, id_, "en") for id_ in reports.split()}
    chronicle = Chronicle("It", told, actors, {}, BUILT_IN_ASPECTS, events)
    texts = {"uk": ReportText.of("a\nx")}
    return MemoryCatalogue(chronicle, {"uk": {Anchor("x"): Passage(7)}}, texts)


LIT = catalogue(
    event("founded", "2003/.."),
    event("year", "2023"),
    event("fog", "2023-10-07/2023-10-08"),
    event("rest", None, after=("fog",)),
    event("walk", "2024-01-25"),
)


def test_walking():
    assert LIT.count() == 5
    assert [LIT.row(i).id for i in range(LIT.count())] == ["founded", "year", "fog", "rest", "walk"]
    assert LIT.event("fog") is LIT.row(LIT.index("fog"))
    with pytest.raises(KeyError):
        LIT.event("nothing")
    with pytest.raises(KeyError):
        LIT.index("nothing")


def test_spans_and_sorting():
    fog = parse_moment("2023-10-07/2023-10-08").strict
    when, number = LIT.chronology, LIT.index
    assert (when.lows[number("fog")], when.highs[number("fog")]) == (fog.lo, fog.hi)
    assert (when.lows[number("rest")], when.highs[number("rest")]) == (fog.lo, LATEST)
    assert when.seconds[number("rest")] == when.seconds[number("fog")] == fog.lo
    assert [when.year(i) for i in range(LIT.count())] == [2003, 2023, 2023, 2023, 2024]


@pytest.mark.parametrize(
    ("reports", "pairs"),
    [
        ("uk ru en", [("uk", "ru"), ("uk", "en"), ("ru", "en")]),
        ("uk", [("uk", "uk")]),
        ("", []),
    ],
)
def test_pairs_in_the_store_s_order(reports, pairs):
    assert list(catalogue(reports=reports).pairs) == pairs


def test_what_it_knows_of_an_event():
    assert LIT.actors("fog") == {"crew"}
    assert LIT.naming("crew") == ("uk",)
    assert LIT.naming("nobody") == ()
    assert LIT.actor_tree.within("crew", "crew")


def test_passages_only_where_the_text_is_at_hand():
    assert LIT.passage("uk", Anchor("x")) == Passage(7)
    assert LIT.passage("uk", Anchor("y")) is None
    assert LIT.passage("ru", Anchor("x")) is None
    assert LIT.text("uk") == ReportText.of("a\nx")
    assert LIT.text("ru") is None


def test_ids_by_number():
    assert LIT.ids([4, 0]) == ["walk", "founded"]
    assert LIT.ids(range(LIT.count())) == ["founded", "year", "fog", "rest", "walk"]
    assert LIT.ids([]) == []


def test_actors_are_counted_once_an_event_with_the_events_of_their_parts():
    told = Claim("b", "who", "uk", ("oarsman",), via=("crew",))
    made = catalogue(
        event("a", "2023"),
        Event("b", "b", (told,), actors=("oarsman", "guest")),
        actors={
            "crew": Actor("crew", "Crew"),
            "oarsman": Actor("oarsman", "Oarsman", part_of=("crew",)),
            "guest": Actor("guest", "Guest"),
            "idler": Actor("idler", "Idler"),
        },
    )
    assert made.counted([0, 1]) == {"crew": 2, "oarsman": 1, "guest": 1}
    assert made.counted([0]) == {"crew": 1}
    assert made.counted([]) == {}


def test_a_comparison_is_made_once_for_a_pair():
    assert LIT.comparison("fog", ("ru", "uk")).pair == ("ru", "uk")
    assert LIT.comparison("fog", ("ru", "uk")) is LIT.comparison("fog", ("ru", "uk"))
    with pytest.raises(KeyError):
        LIT.comparison("nothing", ("ru", "uk"))


def test_comparisons_that_were_looked_at_long_ago_are_still_right():
    made = catalogue(*(event(f"e{i:03}", "2023") for i in range(300)))
    first = made.comparison("e000", ("uk", "ru"))
    for i in range(1, 300):
        assert made.comparison(f"e{i:03}", ("uk", "ru")).event == f"e{i:03}"
    assert made.comparison("e000", ("uk", "ru")) == first


def test_verdicts_are_those_of_the_pair_and_kept_for_it():
    assert LIT.verdicts(("uk", "ru")) is LIT.verdicts(("uk", "ru"))
    assert LIT.verdicts(("uk", "ru")).head(0) is Verdict.ONLY
    assert LIT.verdicts(("ru", "en")).head(0) is None
    assert LIT.verdicts(("uk", "ru")).has_row([Verdict.ONLY])(0)
    assert not LIT.verdicts(("ru", "en")).has_row(Verdict)(0)


def test_a_search_gives_what_the_filter_finds():
    query = LIT.query("since:2023-10 -walk")
    assert LIT.ids(LIT.find(query, ("uk", "ru"))) == ["founded", "year", "fog", "rest"]
    found = [number for part in LIT.search(query, ("uk", "ru"), [0, 2, 4]) for number in part]
    assert LIT.ids(found) == ["founded", "fog"]
    assert list(LIT.find(LIT.query(""), ("uk", "ru"))) == list(range(5))
