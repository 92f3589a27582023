"""Checks on ids: every one that is used is declared, every one declared is used, no cycles."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter

from iraq_tui.domain.placing import cycle
from iraq_tui.domain.records import BUILT_IN_ASPECTS, UNNAMED, AspectType
from iraq_tui.sources.toml.convert import Records
from iraq_tui.sources.toml.decode import Decoded
from iraq_tui.sources.toml.problem import (
    Path,
    Problem,
    Severity,
    quote,
    some_of,
    suggestion,
)
from iraq_tui.sources.toml.schema import Ids, ids


@dataclass(frozen=True, slots=True)
class Reference:
    """A use of an id: where, what kind of thing it names, and the id."""

    path: Path
    kind: str
    id: str


def references(decoded: Decoded, records: Records) -> Iterator[Reference]:
    """Every use of an id in a store."""
    for id_, report in decoded.reports.items():
        yield from _uses(("reports", id_, "outlet"), "actor", report.outlet or [])
        yield from _uses(("reports", id_, "via"), "actor", report.via)
    for kind, table in (("actor", decoded.actors), ("place", decoded.places)):
        for id_, thing in table.items():
            yield from _uses((f"{kind}s", id_, "part_of"), kind, thing.part_of)
    for path, event in decoded.events:
        for key, kind in _EVENT_KEYS.items():
            yield from _uses((*path, key), kind, getattr(event, key))
    yield from _claim_references(decoded, records)
    for path, judgement in decoded.judgements:
        yield Reference((*path, "event"), "event", judgement.event)
        yield Reference((*path, "about"), "aspect", judgement.about)
        yield from _uses((*path, "reports"), "report", judgement.reports)


_EVENT_KEYS = {"after": "event", "before": "event", "place": "place", "actors": "actor"}


def _uses(path: Path, kind: str, value: Ids) -> Iterator[Reference]:
    if isinstance(value, str):
        yield Reference(path, kind, value)
    else:
        for i, one in enumerate(value):
            yield Reference((*path, i), kind, one)


def _claim_references(decoded: Decoded, records: Records) -> Iterator[Reference]:
    seen: set[Path] = set()
    for path, claim in decoded.claims:
        if path[:4] not in seen:
            yield Reference(path[:4], "aspect", str(path[3]))
        if path[:5] not in seen:
            yield Reference(path[:5], "report", str(path[4]))
        seen |= {path[:4], path[:5]}
        if claim.holder is not None and claim.holder != UNNAMED:
            yield Reference((*path, "holder"), "actor", claim.holder)
        yield from _uses((*path, "via"), "actor", claim.via)
    for record, path in records.claim_paths.items():
        kind = _VALUE_KINDS.get(records.chronicle.aspects[record.aspect].type)
        if kind and isinstance(record.value, tuple):
            whole = len(record.value) == 1
            for i, id_ in enumerate(record.value):
                yield Reference((*path, "value") if whole else (*path, "value", i), kind, id_)


_VALUE_KINDS = {AspectType.ACTORS: "actor", AspectType.PLACE: "place"}


def check_references(decoded: Decoded, records: Records) -> Iterator[Problem]:
    """Dangling ids, unused ones, and a report, actor or place that is never declared."""
    used = list(references(decoded, records))
    known: Mapping[str, frozenset[str]] = {
        "report": decoded.declared["reports"],
        "actor": decoded.declared["actors"],
        "place": decoded.declared["places"],
        "aspect": decoded.declared["aspects"] | frozenset(BUILT_IN_ASPECTS),
        "event": frozenset(event.id for _, event in decoded.events),
    }
    for use in used:
        if use.id not in known[use.kind]:
            yield _dangling(use, known[use.kind])
    yield from _unused(decoded, used)


def _dangling(use: Reference, known: Iterable[str]) -> Problem:
    ids_ = sorted(known)
    if use.kind == "event":
        otherwise = f"the events are {some_of(ids_)}" if ids_ else "there are no events"
    else:
        declare = f"declare it: [{use.kind}s.{use.id}]"
        otherwise = f"{declare}, or use one of {some_of(ids_)}" if ids_ else declare
    mend = suggestion(use.id, ids_, otherwise)
    return Problem("unknown-id", f"there is no {use.kind} {quote(use.id)}", mend, use.path)


def _unused(decoded: Decoded, used: Iterable[Reference]) -> Iterator[Problem]:
    names = {(use.kind, use.id) for use in used}
    for kind, table in (
        ("report", decoded.reports),
        ("actor", decoded.actors),
        ("place", decoded.places),
        ("aspect", decoded.aspects),
    ):
        for id_ in table:
            if (kind, id_) not in names:
                idle = "makes no claim" if kind == "report" else "is never used"
                what, mend = f"{kind} {quote(id_)} {idle}", "use it, or leave it out"
                yield Problem("unused-id", what, mend, (f"{kind}s", id_), Severity.WARNING)


def check_reserved(decoded: Decoded) -> Iterator[Problem]:
    """Ids that mean something of their own."""
    if UNNAMED in decoded.actors:
        yield Problem(
            "reserved-id",
            f"{quote(UNNAMED)} is reserved for speakers whom a report does not name",
            "give this actor another id",
            ("actors", UNNAMED),
        )
    for id_, built_in in BUILT_IN_ASPECTS.items():
        table = decoded.aspects.get(id_)
        if table and table.type != built_in.type:
            yield Problem(
                "reserved-id",
                f"the aspect {quote(id_)} is built in, with the type {built_in.type}",
                f'write type = "{built_in.type}", or choose another id',
                ("aspects", id_),
            )


def check_duplicates(decoded: Decoded) -> Iterator[Problem]:
    """Event ids used twice."""
    counts = Counter(event.id for _, event in decoded.events)
    seen: set[str] = set()
    for path, event in decoded.events:
        if counts[event.id] > 1 and event.id in seen:
            yield Problem(
                "duplicate-id",
                f"the event id {quote(event.id)} is used {counts[event.id]} times",
                "give each event an id of its own",
                (*path, "id"),
            )
        seen.add(event.id)


def check_cycles(decoded: Decoded, records: Records) -> Iterator[Problem]:
    """Things that are part of themselves, and events that come after themselves."""
    for name, table in (("actors", decoded.actors), ("places", decoded.places)):
        wholes = {id_: set(ids(thing.part_of)) for id_, thing in table.items()}
        try:
            TopologicalSorter(wholes).prepare()
        except CycleError as error:
            ring = error.args[1][::-1]
            what = f"part_of goes round in a circle: {' → '.join(ring)}"
            yield Problem("cycle", what, "leave one of them out", (name, ring[0], "part_of"))
    if ring := cycle(records.chronicle.events):
        what = f"these events come before themselves: {' → '.join(ring)}"
        path = records.event_paths[ring[0]]
        yield Problem("cycle", what, "leave one after or before out", path)
