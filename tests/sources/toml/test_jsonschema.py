"""The JSON Schema that editors complete and check a store by."""

import json
import tomllib
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from iraq_tui.sources.bundled import schema_path
from iraq_tui.sources.toml.jsonschema import schema_text

ROOT = Path(__file__).resolve().parents[3]
ERRORS = ROOT / "tests" / "errors"
BUNDLED = ROOT / "data" / "events.toml"

VALIDATOR = Draft202012Validator(json.loads(schema_text()))


def plain(value: Any) -> Any:
    """Parsed TOML as JSON has it."""
    if isinstance(value, dict):
        return {key: plain(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [plain(inner) for inner in value]
    return value.isoformat() if isinstance(value, date | datetime | time) else value


def faults(text: str) -> list[str]:
    return [error.message for error in VALIDATOR.iter_errors(plain(tomllib.loads(text)))]


def test_the_file_is_current():
    assert schema_path().read_text(encoding="utf-8") == schema_text(), "run: make schema"


def test_it_is_a_valid_schema():
    Draft202012Validator.check_schema(json.loads(schema_text()))


def test_the_bundled_chronicle_names_it_and_keeps_to_it():
    text = BUNDLED.read_text(encoding="utf-8")
    assert text.startswith("#:schema ./events.schema.json\n")
    assert (BUNDLED.parent / "events.schema.json").samefile(schema_path())
    assert not faults(text)


def test_a_store_with_every_key_keeps_to_it(store_text):
    assert not faults(store_text)


@pytest.mark.parametrize(
    "name",
    [
        "unknown-key",
        "wrong-type",
        "missing-key",
        "schema-version",
        "bad-id",
        "single-brackets",
        "single-brackets-event",
        "wrong-type-report-forgotten",
        "wrong-type-claim-before-events",
        "many",
    ],
)
def test_it_refuses_what_check_refuses(name):
    assert faults((ERRORS / f"{name}.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("was", "becomes"),
    [
        ('id = "harbour-opens"', 'id = "Harbour opens"'),
        ('kind = "person"', 'kind = "human"'),
        ("value = 150", "value = true"),
        ("value = 150", "value = []"),
        ("value = 150", "value = {a = 1}"),
        ("denied = true", "denied = 1"),
        ("about_percent = 10", "about_percent = 101"),
        ("dozens = [20, 99]", "dozens = [20]"),
        ('changes = "up"', 'changes = "sideways"'),
        ('reports = ["a", "b"]', 'reports = ["a"]'),
        ('why = "The town lives by trade."\n', ""),
        ("[actors.town]", '[actors."the town"]'),
    ],
)
def test_it_refuses_one_wrong_thing(was, becomes, store_text):
    assert was in store_text
    assert len(faults(store_text.replace(was, becomes, 1))) == 1


def test_it_describes_every_key_that_the_reader_takes():
    tables = json.loads(schema_text())["$defs"]
    assert all(not table["additionalProperties"] for table in tables.values())
    assert {"quote", "value", "says", "holder", "as_of"} <= set(tables["ClaimTable"]["properties"])
