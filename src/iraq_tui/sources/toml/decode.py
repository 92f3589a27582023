"""From parsed tables to typed ones: every unknown key, missing key and wrong type at once."""

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, TypeVar

import msgspec
from msgspec import Struct, field
from msgspec.structs import FieldInfo, fields

from iraq_tui.sources.toml.faults import (
    bad_address,
    bad_event_id,
    bad_id,
    missing,
    mistyped,
    no_id,
    not_a_list,
    not_a_table,
    not_events,
    not_named,
    single_brackets,
    unknown,
)
from iraq_tui.sources.toml.problem import Path, Problem
from iraq_tui.sources.toml.schema import (
    ANY_ID,
    EVENT_ID,
    ActorTable,
    AspectTable,
    ClaimTable,
    EventTable,
    JudgementTable,
    PlaceTable,
    ReportTable,
    StoreTable,
    TolerancesTable,
    decode_hook,
)

T = TypeVar("T", bound=msgspec.Struct)


class Decoded(Struct):
    """The tables that could be read, each with its path, and the problems of the others."""

    top: Mapping[str, Any]
    tolerances: TolerancesTable
    reports: Mapping[str, ReportTable]
    actors: Mapping[str, ActorTable]
    places: Mapping[str, PlaceTable]
    aspects: Mapping[str, AspectTable]
    events: list[tuple[Path, EventTable]]
    claims: list[tuple[Path, ClaimTable]]
    judgements: list[tuple[Path, JudgementTable]]
    declared: Mapping[str, frozenset[str]]
    """Every id written for each kind of thing, its table read or not."""
    problems: list[Problem] = field(default_factory=list)


def decode(tables: Mapping[str, Any]) -> Decoded:
    """Read the tables of a store, without looking at how they refer to each other."""
    reading = _Reading()
    top = reading.keys(StoreTable, tables, (), skip=_NESTED)
    events, claims = reading.events(tables.get("events", []))
    return Decoded(
        top=top,
        tolerances=reading.tolerances(tables),
        reports=reading.named(ReportTable, tables, "reports"),
        actors=reading.named(ActorTable, tables, "actors"),
        places=reading.named(PlaceTable, tables, "places"),
        aspects=reading.named(AspectTable, tables, "aspects"),
        events=events,
        claims=claims,
        judgements=reading.many(JudgementTable, tables.get("judgements", []), ("judgements",)),
        declared={
            **{
                name: _keys(tables.get(name)) for name in ("reports", "actors", "places", "aspects")
            },
            "events": _event_ids(tables.get("events")),
        },
        problems=reading.problems,
    )


@cache  # slow to find out, and the same for each of many tables
def _fields(kind: type[msgspec.Struct]) -> Mapping[str, FieldInfo]:
    return {info.encode_name: info for info in fields(kind)}


def _keys(table: object) -> frozenset[str]:
    return frozenset(table) if isinstance(table, dict) else frozenset()


def _event_ids(tables: object) -> frozenset[str]:
    listed = tables if isinstance(tables, list) else []
    ids = (table.get("id") for table in listed if isinstance(table, dict))
    return frozenset(id_ for id_ in ids if isinstance(id_, str))


_NESTED = frozenset(
    {"tolerances", "reports", "actors", "places", "aspects", "events", "judgements", "claims"}
)


class _Reading:
    """Reads table after table and collects what stands in the way."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []

    def table(self, kind: type[T], table: object, path: Path) -> T | None:
        """One table as a struct, or none and its problems."""
        if not isinstance(table, dict):
            self.problems.append(not_a_table(path))
            return None
        try:
            return msgspec.convert(table, kind, dec_hook=decode_hook)
        except msgspec.ValidationError:
            before = len(self.problems)
            self.keys(kind, table, path)
            if len(self.problems) > before:
                return None
            raise  # the fields are right one by one, so the whole must be

    def keys(
        self,
        kind: type[msgspec.Struct],
        table: Mapping[str, Any],
        path: Path,
        skip: frozenset[str] = frozenset(),
    ) -> Mapping[str, Any]:
        """Each key's value that fits its type, with a problem for every one that does not."""
        known = _fields(kind)
        found: dict[str, Any] = {}
        for key, value in table.items():
            if key not in known:
                self.problems.append(unknown(key, known, path))
            elif key not in skip:
                try:
                    found[key] = msgspec.convert(value, known[key].type, dec_hook=decode_hook)
                except msgspec.ValidationError as error:
                    self.problems.append(mistyped(key, value, str(error), known[key].type, path))
        self.problems += missing(known, table, path)
        return found

    def named(self, kind: type[T], tables: Mapping[str, Any], name: str) -> Mapping[str, T]:
        """A table of tables by id, such as ``[reports.ID]``."""
        given = tables.get(name, {})
        if not isinstance(given, dict):
            self.problems.append(not_named(name))
            return {}
        found: dict[str, T] = {}
        for id_, table in given.items():
            if not ANY_ID.fullmatch(id_):
                self.problems.append(bad_id(id_, (name, id_)))
            elif not isinstance(table, dict):
                self.problems.append(no_id(id_, (name, id_)))
            elif (struct := self.table(kind, table, (name, id_))) is not None:
                found[id_] = struct
        return found

    def many(self, kind: type[T], given: object, path: Path) -> list[tuple[Path, T]]:
        """A list of tables, such as ``[[judgements]]``."""
        if not isinstance(given, list):
            self.problems.append(not_a_list(path))
            return []
        read = (((*path, i), self.table(kind, table, (*path, i))) for i, table in enumerate(given))
        return [(where, struct) for where, struct in read if struct is not None]

    def tolerances(self, tables: Mapping[str, Any]) -> TolerancesTable:
        if "tolerances" not in tables:
            return TolerancesTable()
        found = self.table(TolerancesTable, tables["tolerances"], ("tolerances",))
        return found or TolerancesTable()

    def events(
        self, given: object
    ) -> tuple[list[tuple[Path, EventTable]], list[tuple[Path, ClaimTable]]]:
        """The events without their claims, and all claims, each with its path."""
        if not isinstance(given, list):
            self.problems.append(not_events(given))
            return [], []
        events: list[tuple[Path, EventTable]] = []
        claims: list[tuple[Path, ClaimTable]] = []
        for i, table in enumerate(given):
            path: Path = ("events", i)
            if not isinstance(table, dict):
                self.problems.append(not_a_table(path))
                continue
            plain = {key: value for key, value in table.items() if key != "claims"}
            event = self.table(EventTable, plain, path)
            if event is not None and self._has_good_id(event, path):
                events.append((path, event))
            claims += self._claims(table.get("claims", {}), (*path, "claims"))
        return events, claims

    def _has_good_id(self, event: EventTable, path: Path) -> bool:
        if EVENT_ID.fullmatch(event.id):
            return True
        self.problems.append(bad_event_id(event.id, (*path, "id")))
        return False

    def _claims(self, given: object, path: Path) -> Iterator[tuple[Path, ClaimTable]]:
        for aspect, by_report in self._level(given, path):
            for report, table in self._level(by_report, (*path, aspect)):
                here = (*path, aspect, report)
                if isinstance(table, dict):
                    self.problems.append(single_brackets(here))
                else:
                    yield from self.many(ClaimTable, table, here)

    def _level(self, given: object, path: Path) -> Iterator[tuple[str, Any]]:
        """The tables one step along a claim's address: by aspect, then by report."""
        if isinstance(given, dict) and all(isinstance(one, dict | list) for one in given.values()):
            yield from given.items()
        else:
            self.problems.append(bad_address(path))
