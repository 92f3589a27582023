"""From parsed tables to typed ones: every unknown key, missing key and wrong type at once."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import takewhile
from typing import Any, TypeVar

import msgspec
from msgspec import Struct
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
    not_named,
    single_brackets,
    unknown,
)
from iraq_tui.sources.toml.problem import MOST_PROBLEMS, Path, Problem
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


Claims = Mapping[str, Mapping[str, Sequence[ClaimTable | None]]]
"""An event's claims by aspect, then by report; none for one that could not be read."""


class HeadTables(Struct, frozen=True):
    """All tables but those of events, each that could be read, and the problems of the others."""

    top: Mapping[str, Any]
    tolerances: TolerancesTable
    reports: Mapping[str, ReportTable]
    actors: Mapping[str, ActorTable]
    places: Mapping[str, PlaceTable]
    aspects: Mapping[str, AspectTable]
    judgements: Sequence[tuple[Path, JudgementTable]]
    declared: Mapping[str, frozenset[str]]
    """Every id written for each kind of thing, its table read or not."""
    problems: Sequence[Problem]


class EventTables(Struct, frozen=True):
    """One event without its claims, none if it could not be read, and those."""

    event: EventTable | None
    claims: Claims
    problems: Sequence[Problem] = ()


def decode_head(tables: Mapping[str, Any]) -> HeadTables:
    """Read the tables of a store but for its events, without looking at how they refer."""
    reading = _Decoding()
    return HeadTables(
        top=reading.keys(StoreTable, tables, (), skip=_NESTED),
        tolerances=reading.tolerances(tables),
        reports=reading.named(ReportTable, tables, "reports"),
        actors=reading.named(ActorTable, tables, "actors"),
        places=reading.named(PlaceTable, tables, "places"),
        aspects=reading.named(AspectTable, tables, "aspects"),
        judgements=reading.listed(JudgementTable, tables.get("judgements", []), ("judgements",)),
        declared={name: _keys(tables.get(name)) for name in _NAMED},
        problems=reading.problems,
    )


def sound_event(table: object) -> EventTables | None:
    """One table of ``[[events]]`` that is right in all its parts, or none; what claims have for
    values may be anything."""
    try:
        event = msgspec.convert(table, EventTable, dec_hook=decode_hook)
    except msgspec.ValidationError:
        return None
    return EventTables(event, event.claims) if EVENT_ID.fullmatch(event.id) else None


def decode_event(table: object, path: Path) -> EventTables:
    """What can be read of one table of ``[[events]]``, key by key."""
    reading = _Decoding()
    event, claims = reading.event(table, path)
    return EventTables(event, claims, reading.problems)


@cache  # slow to find out, and the same for each of many tables
def _fields(kind: type[msgspec.Struct]) -> Mapping[str, FieldInfo]:
    return {info.encode_name: info for info in fields(kind)}


def _keys(table: object) -> frozenset[str]:
    return frozenset(table) if isinstance(table, dict) else frozenset()


_NAMED = ("reports", "actors", "places", "aspects")
_NESTED = frozenset({"tolerances", *_NAMED, "events", "judgements", "claims"})


class _Decoding:
    """Reads table after table and collects what stands in the way."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []

    @property
    def _has_enough(self) -> bool:
        return len(self.problems) > MOST_PROBLEMS

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
            if self._has_enough:
                break
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
            if self._has_enough:
                break
            if not ANY_ID.fullmatch(id_):
                self.problems.append(bad_id(id_, (name, id_)))
            elif not isinstance(table, dict):
                self.problems.append(no_id(id_, (name, id_)))
            elif (struct := self.table(kind, table, (name, id_))) is not None:
                found[id_] = struct
        return found

    def listed(self, kind: type[T], given: object, path: Path) -> list[tuple[Path, T]]:
        """A list of tables, such as ``[[judgements]]``, each that could be read with its path."""
        read = enumerate(self._many(kind, given, path))
        return [((*path, i), struct) for i, struct in read if struct is not None]

    def _many(self, kind: type[T], given: object, path: Path) -> list[T | None]:
        if not isinstance(given, list):
            self.problems.append(not_a_list(path))
            return []
        tables = takewhile(lambda _: not self._has_enough, enumerate(given))
        return [self.table(kind, table, (*path, i)) for i, table in tables]

    def tolerances(self, tables: Mapping[str, Any]) -> TolerancesTable:
        if "tolerances" not in tables:
            return TolerancesTable()
        found = self.table(TolerancesTable, tables["tolerances"], ("tolerances",))
        return found or TolerancesTable()

    def event(self, table: object, path: Path) -> tuple[EventTable | None, Claims]:
        """An event without its claims, and those."""
        if not isinstance(table, dict):
            self.problems.append(not_a_table(path))
            return None, {}
        plain = {key: value for key, value in table.items() if key != "claims"}
        event = self.table(EventTable, plain, path)
        if event is not None and not EVENT_ID.fullmatch(event.id):
            self.problems.append(bad_event_id(event.id, (*path, "id")))
            event = None
        return event, self._claims(table.get("claims", {}), (*path, "claims"))

    def _claims(self, given: object, path: Path) -> Claims:
        return {
            aspect: dict(self._by_report(by_report, (*path, aspect)))
            for aspect, by_report in self._level(given, path)
        }

    def _by_report(
        self, given: object, path: Path
    ) -> Iterator[tuple[str, Sequence[ClaimTable | None]]]:
        for report, tables in self._level(given, path):
            if isinstance(tables, dict):
                self.problems.append(single_brackets((*path, report)))
            else:
                yield report, self._many(ClaimTable, tables, (*path, report))

    def _level(self, given: object, path: Path) -> Iterator[tuple[str, Any]]:
        """The tables one step along a claim's address: by aspect, then by report."""
        if isinstance(given, dict) and all(isinstance(one, dict | list) for one in given.values()):
            yield from given.items()
        else:
            self.problems.append(bad_address(path))
