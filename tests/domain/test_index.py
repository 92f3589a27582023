"""Events by actor, place, report and tag, and what of an event is looked at for that."""

import pytest

from iraq_tui.domain.comparison.model import Pair, Verdict
from iraq_tui.domain.index import Index, people, search_text, wheres
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
from iraq_tui.sources.memory import MemoryCatalogue


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
            {
                "land": Place("land", "Land"),
                "port": Place("port", "Port", part_of=("land",)),
                "isle": Place("isle", "Isle", part_of=("land",)),
            },
            {**BUILT_IN_ASPECTS, "cause": cause},
            (first, second, third),
        )
    )


def test_numbers_follow_time_order(index):
    assert index.number == {"first": 0, "second": 1, "third": 2}


def test_actors_are_those_who_take_part_or_speak(index):
    first, second, third = (people(index.chronicle, one) for one in index.chronicle.events)
    assert (first, second, third) == ({"clerk", "wire", "gull"}, set(), {"state"})
    assert index.by_actor["clerk"] == {0}
    assert index.by_actor["state"] == {0, 2}
    assert "unnamed" not in index.by_actor


def test_places_are_the_event_s_own_or_claimed(index):
    found = [wheres(index.chronicle, event) for event in index.chronicle.events]
    assert found == [{"port"}, {"isle"}, set()]
    assert index.by_place == {"port": {0}, "isle": {1}, "land": {0, 1}}


def test_by_report_and_tag(index):
    assert index.by_report == {"uk": {0}, "ru": {0, 1, 2}}
    assert index.by_tag == {"night": {0, 2}, "day": {2}}


def test_an_undated_event_is_listed_under_its_neighbour_s_year(index):
    when = MemoryCatalogue(index.chronicle).chronology
    assert [when.year(number) for number in range(3)] == [2023, 2023, 2024]


def test_by_verdict_of_a_pair(index):
    catalogue = MemoryCatalogue(index.chronicle)

    def having(verdict: Verdict, pair: Pair) -> list[int]:
        return list(filter(catalogue.verdicts(pair).has_row([verdict]), range(3)))

    assert having(Verdict.PARTIES, ("uk", "ru")) == [0]
    assert having(Verdict.ONLY, ("uk", "ru")) == [0, 1, 2]
    assert having(Verdict.ONLY, ("uk", "uk")) == [0]
    assert not any(having(one, ("uk", "uk")) for one in Verdict if one is not Verdict.ONLY)


def test_naming_is_by_claim_or_by_spelling(index):
    assert index.naming == {"clerk": ("uk",), "wire": ("uk",), "gull": ("ru",), "state": ("ru",)}


def test_searched_text_is_folded(index):
    lines = index.folded(0).split("\n")
    assert {"first light", "кража", "clerk"} <= set(lines)
    for number, event in enumerate(index.chronicle.events):
        assert index.folded(number) == search_text(index.chronicle, event)
