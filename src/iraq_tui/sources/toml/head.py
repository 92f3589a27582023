"""All of a store but its events, from tables to records: what every event is read against."""

from collections.abc import Mapping
from fractions import Fraction
from types import MappingProxyType
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from iraq_tui.domain.quantity import WORDS, Tolerances
from iraq_tui.domain.records import (
    BUILT_IN_ASPECTS,
    Actor,
    Aspect,
    AspectType,
    Basis,
    Chronicle,
    Judgement,
    Place,
    Report,
)
from iraq_tui.sources.toml.decode import HeadTables, decode_head
from iraq_tui.sources.toml.memo import Memo
from iraq_tui.sources.toml.problem import Path, Problem, quote
from iraq_tui.sources.toml.schema import (
    AspectTable,
    JudgementTable,
    PlaceTable,
    ReportTable,
    TolerancesTable,
    ids,
)
from iraq_tui.sources.toml.values import Reading


class Head(Struct, frozen=True):
    """The head of a store, as far as it could be read."""

    tables: HeadTables
    chronicle: Chronicle
    """Without events, and without the digest of the store."""
    judgements: tuple[tuple[Path, Judgement], ...]
    problems: tuple[Problem, ...]
    """Those of its tables and values."""


def read_head(tables: Mapping[str, Any]) -> Head:
    """Make records of a store's tables; ``events`` is passed over, whatever it holds."""
    decoded = decode_head(tables)
    problems = list(decoded.problems)
    zone = _zone(decoded.top.get("timezone"), ("timezone",), problems)
    tolerances = _tolerances(decoded.tolerances, problems)
    reading = Reading(Memo(zone, tolerances))
    reports = {
        id_: _report(
            id_, table, _zone(table.timezone, ("reports", id_, "timezone"), problems), reading
        )
        for id_, table in decoded.reports.items()
    }
    judgements = tuple((path, _judgement(table)) for path, table in decoded.judgements)
    chronicle = Chronicle(
        title=str(decoded.top.get("title", "")),
        about=str(decoded.top.get("about", "")),
        language=str(decoded.top.get("language", "en")),
        timezone=zone,
        tolerances=tolerances,
        reports=MappingProxyType(reports),
        actors=MappingProxyType(
            {
                id_: Actor(**_named(id_, table), kind=table.kind)
                for id_, table in decoded.actors.items()
            }
        ),
        places=MappingProxyType(
            {id_: Place(**_named(id_, table)) for id_, table in decoded.places.items()}
        ),
        aspects=MappingProxyType(
            {
                **BUILT_IN_ASPECTS,
                **{id_: _aspect(id_, table) for id_, table in decoded.aspects.items()},
            }
        ),
        events=(),
        judgements=tuple(judgement for _, judgement in judgements),
    )
    return Head(decoded, chronicle, judgements, (*problems, *reading.problems))


def with_problem(head: Head, problem: Problem) -> Head:
    """The same head, with one more table that could not be decoded."""
    tables = replace(head.tables, problems=[*head.tables.problems, problem])
    return replace(head, tables=tables, problems=(*head.problems, problem))


def _zone(name: object, path: Path, problems: list[Problem]) -> str | None:
    if name is None:
        return None
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError  # slow, and not every store needs it

    try:
        return ZoneInfo(str(name)).key
    except (ZoneInfoNotFoundError, ValueError, OSError):
        what = f"{quote(str(name))} is no time zone"
        mend = "write an IANA name, as Europe/Kyiv or Asia/Baghdad"
        problems.append(Problem("bad-timezone", what, mend, path))
        return None


def _tolerances(table: TolerancesTable, problems: list[Problem]) -> Tolerances:
    words: dict[str, tuple[int, int]] = {}
    for word in WORDS:
        low, high = getattr(table, word)
        if low > high:
            mend = f"write {word} = [{high}, {low}]"
            what = f"the bounds of {quote(word)} are the wrong way round"
            problems.append(Problem("bad-tolerance", what, mend, ("tolerances", word)))
        words[word] = (min(low, high), max(low, high))
    return Tolerances(Fraction(str(table.about_percent)), MappingProxyType(words))


def _report(id_: str, table: ReportTable, zone: str | None, reading: Reading) -> Report:
    path: Path = ("reports", id_)
    return Report(
        id=id_,
        title=table.title,
        language=table.language,
        headline=table.headline,
        outlet=table.outlet,
        published=reading.moment(table.published, (*path, "published"), zone),
        published_basis=Basis(table.published_basis),
        published_note=table.published_note,
        retrieved=reading.moment(table.retrieved, (*path, "retrieved"), zone),
        timezone=zone,
        via=ids(table.via),
        url=table.url,
        text=table.text,
        sha256=table.sha256.lower(),
    )


def _named(id_: str, table: PlaceTable) -> dict[str, Any]:
    return {
        "id": id_,
        "name": table.name,
        "names": MappingProxyType({lang: ids(names) for lang, names in table.names.items()}),
        "part_of": ids(table.part_of),
        "about": table.about,
    }


def _aspect(id_: str, table: AspectTable) -> Aspect:
    options = table.options
    words = options if isinstance(options, dict) else dict.fromkeys(options, "")
    return Aspect(
        id=id_,
        question=table.question,
        type=AspectType(table.type),
        unit=table.unit,
        options=MappingProxyType(words),
        many=table.many,
        complete=table.complete,
        framing=table.framing,
        changes=table.changes if isinstance(table.changes, str) else "any" * table.changes,
    )


def _judgement(table: JudgementTable) -> Judgement:
    return Judgement(
        event=table.event,
        about=table.about,
        reports=(table.reports[0], table.reports[1]),
        verdict=table.verdict,
        why=table.why,
        by=table.by,
        seen=table.seen,
    )
