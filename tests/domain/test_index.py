"""Events by actor, report, tag, year and verdict."""

import pytest

from iraq_tui.domain.comparison.model import Verdict
from iraq_tui.domain.index import Index
from iraq_tui.domain.moment import parse_moment
from iraq_tui.domain.records import (
    BUILT_IN_ASPECTS,
    Actor,
    Aspect,
    AspectType,
    Chronicle,
    Claim,
    Event,
    Place,
    Report,
)


@pytest.fixture
def index() -> Index:
    first = Event(
        "first",
        "First light",
        (
            Claim("first", "who", "uk", ("clerk",), holder="wire"),
            Claim("first", "cause", "uk", ("walk",), holder="unnamed"),
            Claim("first", "cause", "ru", ("theft",), via=("gull",), says="Кража"),
        ),
        when=parse_moment("2023-10"),
        place=("port",),
        tags=("night",),
    )
    second = Event(
        "second", "Second light", (Claim("second", "where", "ru", ("isle",)),), after=("first",)
    )
    third = Event(
        "third",
        "Third light",
        (Claim("third", "where", "ru", ("isle",), denied=True),),
        when=parse_moment("2024/.."),
        actors=("state",),
        tags=("night", "day"),
    )
    cause = Aspect("cause", "Why?", AspectType.CHOICE, options={"walk": "", "theft": ""})
    return Index(
        Chronicle(
            "Lights",
            {"uk": Report("uk", "", "uk"), "ru": Report("ru", "", "ru")},
            {
                "state": Actor("state", "State", {"ru": ("Держава",)}),
                "clerk": Actor("clerk", "Clerk", part_of=("state",)),
                "wire": Actor("wire", "Wire"),
                "gull": Actor("gull", "Gull"),
            },
            {"port": Place("port", "Port"), "isle": Place("isle", "Isle")},
            {**BUILT_IN_ASPECTS, "cause": cause},
            (first, second, third),
        )
    )


def test_numbers_follow_time_order(index):
    assert index.number == {"first": 0, "second": 1, "third": 2}


def test_actors_are_those_who_take_part_or_speak(index):
    assert index.actors_of["first"] == {"clerk", "wire", "gull"}
    assert index.by_actor["clerk"] == {0}
    assert index.by_actor["state"] == {0, 2}
    assert "unnamed" not in index.by_actor


def test_places_are_the_event_s_own_or_claimed(index):
    assert index.places_of == {"first": {"port"}, "second": {"isle"}, "third": set()}


def test_by_report_and_tag(index):
    assert index.by_report == {"uk": {0}, "ru": {0, 1, 2}}
    assert index.by_tag == {"night": {0, 2}, "day": {2}}


def test_an_undated_event_is_listed_under_its_neighbour_s_year(index):
    assert index.by_year == {2023: {0, 1}, 2024: {2}}


def test_by_verdict_of_a_pair(index):
    found = index.by_verdict(("uk", "ru"))
    assert found[Verdict.PARTIES] == {0}
    assert found[Verdict.ONLY] == {0, 1, 2}
    assert index.by_verdict(("uk", "uk")) == {Verdict.ONLY: {0}}


def test_a_comparison_is_made_once_for_a_pair(index):
    event = index.chronicle.events[0]
    assert index.comparison(event, ("uk", "ru")) is index.comparison(event, ("uk", "ru"))
    assert index.comparison(event, ("ru", "uk")).pair == ("ru", "uk")


def test_naming_is_by_claim_or_by_spelling(index):
    assert index.naming == {"clerk": ("uk",), "wire": ("uk",), "gull": ("ru",), "state": ("ru",)}


def test_searched_text_is_folded(index):
    lines = index.folded(index.chronicle.events[0]).split("\n")
    assert {"first light", "кража", "clerk"} <= set(lines)
