"""Checks on ids: every one that is used is declared, every one declared is used, no cycles."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from graphlib import CycleError, TopologicalSorter

from msgspec import Struct

from iraq_tui.domain.placing import cycle
from iraq_tui.domain.records import BUILT_IN_ASPECTS, UNNAMED, AspectType
from iraq_tui.sources.toml.convert import Records
from iraq_tui.sources.toml.decode import Decoded
from iraq_tui.sources.toml.problem import (
    MOST_HINTS,
    Path,
    Problem,
    Severity,
    quote,
    some_of,
    suggestion,
)
from iraq_tui.sources.toml.schema import ANY_ID, Ids, ids

MOST_LEVELS = 50
"""The most things one within the other: all that a thing is part of is looked at again and again,
and no state or army is as deep."""


class Reference(Struct, frozen=True):
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
        "event": decoded.declared["events"],
    }
    in_order = {kind: sorted(known_ids) for kind, known_ids in known.items()}
    dangling = [use for use in used if use.id not in known[use.kind]]
    for number, use in enumerate(dangling):
        ids_ = in_order[use.kind]
        mend = _declare(use, ids_)
        if number < MOST_HINTS:
            mend = suggestion(use.id, ids_, mend)
        yield Problem("unknown-id", f"there is no {use.kind} {quote(use.id)}", mend, use.path)
    yield from _unused(decoded, used)


def _declare(use: Reference, known: list[str]) -> str:
    if use.kind == "event":
        return f"the events are {some_of(known)}" if known else "there are no events"
    if not ANY_ID.fullmatch(use.id):
        declare = f"write an id, not a name, and declare it: [{use.kind}s.ID]"
    else:
        declare = f"declare it: [{use.kind}s.{use.id}]"
    return f"{declare}, or use one of {some_of(known)}" if known else declare


def _unused(decoded: Decoded, used: Iterable[Reference]) -> Iterator[Problem]:
    if decoded.problems:
        return  # what could not be read may use any of them
    names = {(use.kind, use.id) for use in used}
    for kind, table in (
        ("report", decoded.reports),
        ("actor", decoded.actors),
        ("place", decoded.places),
        ("aspect", decoded.aspects),
    ):
        for id_ in table:
            if (kind, id_) not in names and id_ != UNNAMED:
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
            yield from _too_deep(name, wholes)
        except CycleError as error:
            ring = error.args[1][::-1]
            what = f"part_of goes round in a circle: {_round(ring)}"
            yield Problem("cycle", what, "leave one of them out", (name, ring[0], "part_of"))
    if ring := cycle(records.chronicle.events):
        what = f"these events come before themselves: {_round(ring)}"
        path = records.event_paths[ring[0]]
        yield Problem("cycle", what, "leave one after or before out", path)


def _too_deep(name: str, wholes: Mapping[str, set[str]]) -> Iterator[Problem]:
    """The first thing with too many wholes above it. Raises CycleError where they go round."""
    levels: dict[str, int] = {}
    for id_ in TopologicalSorter(wholes).static_order():
        levels[id_] = 1 + max((levels[whole] for whole in wholes.get(id_, ())), default=0)
        if levels[id_] > MOST_LEVELS:
            what = f"{quote(id_)} is part of {MOST_LEVELS} things, one within the other"
            mend = "leave some of them out"
            yield Problem("too-deep", what, mend, (name, id_, "part_of"))
            return


def _round(ring: Sequence[str]) -> str:
    """A ring of ids in words, the middle of a long one left out."""
    long = len(ring) > 10
    return " → ".join([*ring[:6], f"… {len(ring) - 9} more …", *ring[-3:]] if long else ring)
