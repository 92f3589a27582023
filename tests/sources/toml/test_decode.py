"""Every key of every table, given what does not fit."""

import tomllib
from copy import deepcopy
from datetime import UTC, date, datetime, time

import pytest

from iraq_tui.sources.toml.checks import Draft, run_checks
from iraq_tui.sources.toml.events import EventReader
from iraq_tui.sources.toml.head import read_head
from iraq_tui.sources.toml.head_checks import check_head
from iraq_tui.sources.toml.references import declared

PLACES = {
    "store": (),
    "tolerances": ("tolerances",),
    "report": ("reports", "a"),
    "actor": ("actors", "master"),
    "place": ("places", "quay"),
    "quantity aspect": ("aspects", "crowd"),
    "choice aspect": ("aspects", "mood"),
    "event": ("events", 0),
    "quantity claim": ("events", 0, "claims", "crowd", "a", 0),
    "date claim": ("events", 0, "claims", "when", "a", 0),
    "place claim": ("events", 0, "claims", "where", "a", 0),
    "actors claim": ("events", 0, "claims", "who", "a", 0),
    "status claim": ("events", 0, "claims", "status", "b", 0),
    "choice claim": ("events", 0, "claims", "mood", "a", 0),
    "text claim": ("events", 0, "claims", "reason", "a", 0),
    "judgement": ("judgements", 0),
}
STRANGE = [
    True,
    7,
    -(2**62),
    1.5,
    "",
    " ",
    "x",
    "\0\x1b[31m\u202e",
    [],
    [""],
    [1],
    [[]],
    [[["x"]]],
    ["x", "x"],
    [{}],
    {},
    {"x": 1},
    {"": {}},
    {"x": {"y": [{}]}},
    date(2031, 5, 4),
    datetime(2031, 5, 4, 10, 0, 0, 5, tzinfo=UTC),
    time(7, 30),
]


def problems_of(tables):
    head = read_head(tables)
    ids = declared(head.tables.declared)
    reader = EventReader(head.chronicle, ids)
    events = tables.get("events")
    told = [reader.read(table) for table in events] if isinstance(events, list) else []
    draft = Draft(head, told, ids, reader.memo)
    of_events = (problem for one in told for problem in one.problems)
    return [*head.problems, *check_head(head), *of_events, *run_checks(draft)]


def table_at(tables, path):
    for step in path:
        tables = tables[step]
    return tables


def test_the_sound_store_has_only_its_stale_judgement(store_text):
    assert [p.kind for p in problems_of(tomllib.loads(store_text))] == ["judgement-stale"]


@pytest.mark.parametrize("place", PLACES)
def test_whatever_a_key_holds_the_problems_name_a_place_in_the_store(place, store_text):
    sound = tomllib.loads(store_text)
    path = PLACES[place]
    for key in [*table_at(sound, path), "strange"]:
        for strange in STRANGE:
            tables = deepcopy(sound)
            table_at(tables, path)[key] = deepcopy(strange)
            for problem in problems_of(tables):
                assert problem.what
                assert problem.mend, problem
                assert all(isinstance(step, str | int) for step in problem.path)
                assert len(problem.path) <= 9


@pytest.mark.parametrize("place", PLACES)
def test_a_table_may_be_anything_else(place, store_text):
    sound = tomllib.loads(store_text)
    *around, last = PLACES[place] or ("events",)
    for strange in STRANGE:
        tables = deepcopy(sound)
        table_at(tables, around)[last] = deepcopy(strange)
        for problem in problems_of(tables):
            assert problem.mend, problem


@pytest.mark.parametrize("place", PLACES)
def test_a_key_may_be_missing(place, store_text):
    sound = tomllib.loads(store_text)
    path = PLACES[place]
    for key in table_at(sound, path):
        tables = deepcopy(sound)
        del table_at(tables, path)[key]
        for problem in problems_of(tables):
            assert problem.mend, problem


@pytest.mark.parametrize("place", [place for place in PLACES if place != "store"])
@pytest.mark.parametrize("key", ["strange", "Title", "", "a.b", "\x1b", "k" * 10_000])
def test_an_unknown_key_is_named_where_it_stands(place, key, store_text):
    tables = tomllib.loads(store_text)
    table_at(tables, PLACES[place])[key] = 1
    found = [p for p in problems_of(tables) if p.kind == "unknown-key"]
    assert [p.path for p in found] == [(*PLACES[place], key)]


def test_what_could_not_be_read_is_not_called_unused(store_text):
    tables = tomllib.loads(store_text)
    tables["events"][0]["title"] = 7
    assert {p.kind for p in problems_of(tables)} == {"wrong-type"}
