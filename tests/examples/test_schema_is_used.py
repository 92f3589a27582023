"""Every key of every table of the format, in every shape it may have, stands in the example."""

import json
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from jsonschema import Draft202012Validator  # type: ignore[import-untyped]

from iraq_tui.domain.records import BUILT_IN_ASPECTS, UNNAMED, Chronicle, Claim, Stage
from iraq_tui.sources.bundled import schema_path

Node = dict[str, Any]
SCHEMA: Node = json.loads(schema_path().read_text("utf-8"))
TABLES: Node = SCHEMA["$defs"]
_NULL = {"type": "null"}


def _variants(node: Node) -> list[Node]:
    return [one for one in node.get("anyOf", [node]) if one != _NULL]


def all_features(table: str) -> Iterator[str]:
    """Each key of a table with each shape, and each word, that its value may have."""
    for key, node in TABLES[table]["properties"].items():
        for variant in _variants(node):
            yield from _named(f"{table}.{key}", variant)


def _named(name: str, variant: Node) -> Iterator[str]:
    if "enum" in variant:
        yield from (f"{name} = {word}" for word in variant["enum"])
    elif "anyOf" in (values := variant.get("additionalProperties") or {}):
        yield from (f"{name}.* {one['type']}" for one in _variants(values))
    else:
        yield f"{name} {variant.get('type', '')}"


def features(table: str, value: Node) -> Iterator[str]:
    """The same, as far as it stands in one table and those below it; a default counts as a word."""
    for key, node in TABLES[table]["properties"].items():
        here = value.get(key, node.get("default"))
        for variant in _variants(node):
            if key not in value and "enum" not in variant:
                continue
            if here is not False and _is(variant, here):
                yield from _used(f"{table}.{key}", variant, here)


def _used(name: str, variant: Node, value: Any) -> Iterator[str]:
    inner = variant.get("additionalProperties") or {}
    if "enum" in variant:
        yield f"{name} = {value}"
    elif "anyOf" in inner:
        for one in value.values():
            shapes = (shape for shape in _variants(inner) if _is(shape, one))
            yield from (f"{name}.* {shape['type']}" for shape in shapes)
    else:
        yield f"{name} {variant.get('type', '')}"
        yield from _below(variant, value)


def _below(node: Node, value: Any) -> Iterator[str]:
    """Of the tables that a value holds, however deep."""
    if "$ref" in node:
        yield from features(node["$ref"].rpartition("/")[2], value)
    elif isinstance(value, list) and "items" in node:
        for one in value:
            yield from _below(node["items"], one)
    elif isinstance(value, dict) and node.get("additionalProperties"):
        for one in value.values():
            yield from _below(node["additionalProperties"], one)


def _is(shape: Node, value: Any) -> bool:
    return bool(Draft202012Validator({"$defs": TABLES, **shape}).is_valid(value))


def plain(value: Any) -> Any:
    """Parsed TOML as JSON has it."""
    if isinstance(value, dict):
        return {key: plain(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [plain(inner) for inner in value]
    return value.isoformat() if isinstance(value, date) else value


@pytest.fixture(scope="module")
def used(written: Node) -> set[str]:
    return set(features("StoreTable", plain(written)))


def test_the_example_keeps_to_the_schema(written: Node) -> None:
    assert not list(Draft202012Validator(SCHEMA).iter_errors(plain(written)))


@pytest.mark.parametrize("table", TABLES)
def test_every_key_in_every_shape_is_used(used: set[str], table: str) -> None:
    assert set(all_features(table)) <= used, sorted(set(all_features(table)) - used)


def test_every_stage_and_every_built_in_question_is_used(claims: list[Claim]) -> None:
    assert {claim.value for claim in claims if isinstance(claim.value, Stage)} == set(Stage)
    assert {claim.aspect for claim in claims} >= BUILT_IN_ASPECTS.keys()


def test_every_option_is_chosen(chronicle: Chronicle, claims: list[Claim]) -> None:
    for aspect in chronicle.aspects.values():
        answers = [claim.value for claim in claims if claim.aspect == aspect.id]
        chosen = {option for value in answers if isinstance(value, tuple) for option in value}
        assert aspect.options.keys() <= chosen, aspect.id


def test_claims_name_no_speaker_and_answer_more_than_once(claims: list[Claim]) -> None:
    assert any(claim.holder == UNNAMED for claim in claims)
    assert any(claim.number for claim in claims)


def test_events_stand_after_before_and_between_others(chronicle: Chronicle) -> None:
    undated = [event for event in chronicle.events if not event.when]
    assert any(event.after and event.before for event in undated)
    assert any(event.when and event.after for event in chronicle.events)
    assert any(event.when and event.before for event in chronicle.events)


def test_persons_have_judged_in_several_ways(chronicle: Chronicle) -> None:
    assert len({judgement.verdict for judgement in chronicle.judgements}) >= 4
