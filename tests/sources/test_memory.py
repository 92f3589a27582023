"""The catalogue in memory: walking, going to a date, pairs, what it knows of events."""

import pytest

from iraq_tui.domain.catalogue import Passage
from iraq_tui.domain.moment import LATEST, Span, parse_moment
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


def event(id_: str, when: str | None, **more) -> Event:
    claims = (Claim(id_, "who", "uk", ("crew",), anchors=(Anchor("x"),)),)
    return Event(id_, id_, claims, when=parse_moment(when) if when else None, **more)


def catalogue(*events: Event, reports: str = "uk ru en") -> MemoryCatalogue:
    told = {id_: Report(id_, id_, "en") for id_ in reports.split()}
    chronicle = Chronicle("It", told, {"crew": Actor("crew", "Crew")}, {}, BUILT_IN_ASPECTS, events)
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
    assert LIT.span("fog") == fog
    assert LIT.span("rest") == Span(fog.lo, LATEST)
    assert LIT.sort_second("rest") == LIT.sort_second("fog") == fog.lo


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
    assert LIT.passages("uk") == {Anchor("x"): Passage(7)}
    assert LIT.passages("ru") == {}
    assert LIT.text("uk") == ReportText.of("a\nx")
    assert LIT.text("ru") is None


def test_a_comparison_by_id():
    assert LIT.comparison("fog", ("ru", "uk")).pair == ("ru", "uk")
