"""From parsed tables to typed ones: every unknown key, missing key and wrong type at once."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

import msgspec
from msgspec.structs import FieldInfo, fields

from iraq_tui.sources.toml.problem import Path, Problem, quote, some_of, suggestion
from iraq_tui.sources.toml.schema import (
    ANY_ID,
    EVENT_ID,
    VERSION,
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


@dataclass(slots=True)
class Decoded:
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
    """Every id written in each table of ids, its table read or not."""
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
            name: frozenset(table) if isinstance(table := tables.get(name), dict) else frozenset()
            for name in ("reports", "actors", "places", "aspects")
        },
        problems=reading.problems,
    )


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
            self.problems.append(_not_a_table(path))
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
        known = {info.encode_name: info for info in fields(kind)}
        found: dict[str, Any] = {}
        for key, value in table.items():
            if key not in known:
                self.problems.append(_unknown(key, known, path))
            elif key not in skip:
                try:
                    found[key] = msgspec.convert(value, known[key].type, dec_hook=decode_hook)
                except msgspec.ValidationError as error:
                    self.problems.append(_mistyped(key, value, str(error), path))
        self.problems += _missing(known, table, path)
        return found

    def named(self, kind: type[T], tables: Mapping[str, Any], name: str) -> Mapping[str, T]:
        """A table of tables by id, such as ``[reports.ID]``."""
        given = tables.get(name, {})
        if not isinstance(given, dict):
            self.problems.append(_not_named(name))
            return {}
        found: dict[str, T] = {}
        for id_, table in given.items():
            if not ANY_ID.fullmatch(id_):
                self.problems.append(_bad_id(id_, (name, id_)))
            elif (struct := self.table(kind, table, (name, id_))) is not None:
                found[id_] = struct
        return found

    def many(self, kind: type[T], given: object, path: Path) -> list[tuple[Path, T]]:
        """A list of tables, such as ``[[judgements]]``."""
        if not isinstance(given, list):
            self.problems.append(_not_a_list(path))
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
            self.problems.append(_not_a_list(("events",)))
            return [], []
        events: list[tuple[Path, EventTable]] = []
        claims: list[tuple[Path, ClaimTable]] = []
        for i, table in enumerate(given):
            path: Path = ("events", i)
            if not isinstance(table, dict):
                self.problems.append(_not_a_table(path))
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
        self.problems.append(_bad_event_id(event.id, (*path, "id")))
        return False

    def _claims(self, given: object, path: Path) -> Iterator[tuple[Path, ClaimTable]]:
        for aspect, by_report in self._level(given, path):
            for report, table in self._level(by_report, (*path, aspect)):
                here = (*path, aspect, report)
                if isinstance(table, dict):
                    self.problems.append(_single_brackets(here))
                else:
                    yield from self.many(ClaimTable, table, here)

    def _level(self, given: object, path: Path) -> Iterator[tuple[str, Any]]:
        if isinstance(given, dict):
            yield from given.items()
        else:
            self.problems.append(_bad_address(path))


# --- the problems in words ------------------------------------------------------------------------


def where_words(path: Path) -> str:
    """What kind of table a path leads to, for messages."""
    match path:
        case ():
            return "the store"
        case ("events", _, "claims", *_):
            return "a claim"
        case ("events", *_):
            return "an event"
        case ("judgements", *_):
            return "a judgement"
        case (str() as name, _):
            return f"{'an' if name[0] in 'ae' else 'a'} {name.removesuffix('s')}"
        case (str() as name, *_):
            return name
    return "the store"


def _unknown(key: str, known: Mapping[str, FieldInfo], path: Path) -> Problem:
    mend = suggestion(key, known, f"leave it out; the keys are {some_of(known, 20)}")
    return Problem(
        "unknown-key", f"{where_words(path)} has no key {quote(key)}", mend, (*path, key)
    )


def _missing(
    known: Mapping[str, FieldInfo], table: Mapping[str, Any], path: Path
) -> Iterator[Problem]:
    for name, info in known.items():
        if info.required and name not in table:
            yield Problem(
                "missing-key",
                f"{where_words(path)} needs the key {quote(name)}",
                _EXAMPLES.get(name, f'add {name} = "…"'),
                path,
            )


_EXAMPLES = {
    "schema": f"add schema = {VERSION} at the top",
    "quote": 'add quote = "…", a fragment of the report of at most 10 words',
    "language": 'add language = "uk" (a BCP 47 tag)',
    "type": 'add type = "quantity", date, actors, place, status, choice or text',
    "question": 'add question = "How many …?"',
    "reports": 'add reports = ["uk", "ru"]',
    "why": 'add why = "…": a judgement must say why',
}

_EXPECTED = re.compile(r"Expected `(?P<want>[^`]+)`(?:, got `(?P<got>[^`]+)`)?")
_TYPES = {
    "str": "text in quotes",
    "int": "a whole number",
    "float": "a number",
    "bool": "true or false",
    "array": "a list",
    "object": "a table",
    "null": "nothing",
    "date": "a date",
    "datetime": "a date and time",
}


def _mistyped(key: str, value: object, error: str, path: Path) -> Problem:
    here = (*path, key)
    if key == "schema" and isinstance(value, int) and not isinstance(value, bool):
        return Problem(
            "schema-version",
            f"format {value} is not understood",
            f"this version understands format {VERSION}: schema = {VERSION}",
            here,
        )
    kind = "bad-date" if "a date is written" in error else "wrong-type"
    return Problem(kind, f"{quote(key)} in {where_words(path)} does not fit", _wanted(error), here)


def _wanted(error: str) -> str:
    match = _EXPECTED.match(error)
    if not match or not all(part in _TYPES for part in _parts(match["want"])):
        plain = error.split(" - at `", maxsplit=1)[0]
        return plain[:1].lower() + plain[1:].replace("`", "")
    want = " or ".join(_TYPES[part] for part in _parts(match["want"]) if part != "null")
    got = match["got"]
    return f"write {want}" + (f", not {_TYPES.get(got, got)}" if got else "")


def _parts(union: str) -> list[str]:
    return [part.strip() for part in union.split("|")]


def _not_a_table(path: Path) -> Problem:
    return Problem(
        "wrong-type", f"{where_words(path)} must be a table", f"write {_header(path)}", path
    )


def _header(path: Path) -> str:
    name = ".".join(str(part) for part in path if not isinstance(part, int))
    return f"[[{name}]]" if isinstance(path[-1], int) else f"[{name}]"


def _not_named(name: str) -> Problem:
    return Problem(
        "wrong-type", f"{quote(name)} must hold a table for each id", f"write [{name}.ID]", (name,)
    )


def _not_a_list(path: Path) -> Problem:
    if len(path) > 1:
        return _bad_address(path)
    name = str(path[0])
    return Problem("wrong-type", f"{quote(name)} must be a list", f"write [[{name}]]", path)


def _single_brackets(path: Path) -> Problem:
    address = ".".join(str(part) for part in path if not isinstance(part, int))
    return Problem(
        "single-brackets",
        "a claim stands in single brackets",
        f"write double ones, once per claim: [[{address}]]",
        path,
    )


def _bad_address(path: Path) -> Problem:
    return Problem(
        "wrong-type",
        "a claim's address is aspect, then report",
        "write [[events.claims.ASPECT.REPORT]], then its keys",
        path,
    )


def _bad_id(id_: str, path: Path) -> Problem:
    return Problem(
        "bad-id",
        f"{quote(id_)} cannot be an id",
        "use ASCII letters, digits, - and _ only; the name in words goes under name or title",
        path,
    )


def _bad_event_id(id_: str, path: Path) -> Problem:
    lowered = "-".join(re.findall(r"[a-z0-9]+", id_.lower()))
    mend = f'as "{lowered}"' if lowered else 'as "first-round"'
    return Problem(
        "bad-id",
        f"{quote(id_)} is not in kebab-case",
        f"use lower-case letters and digits with single hyphens, {mend}",
        path,
    )
