"""Ids: where they are used, and that every one that is used is declared."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property

from msgspec import Struct

from iraq_tui.domain.records import (
    BUILT_IN_ASPECTS,
    UNNAMED,
    Aspect,
    Chronicle,
    Claim,
)
from iraq_tui.sources.toml.decode import EventTables, HeadTables
from iraq_tui.sources.toml.memo import Memo
from iraq_tui.sources.toml.problem import Path, Problem, quote, some_of
from iraq_tui.sources.toml.schema import ANY_ID, ClaimTable, Ids
from iraq_tui.sources.toml.told import HERE
from iraq_tui.sources.toml.values import NAMED_BY


class Reference(Struct, frozen=True):
    """A use of an id: where, what kind of thing it names, and the id."""

    path: Path
    kind: str
    id: str


class Declared:
    """The ids of one kind of thing that a store declares."""

    def __init__(self, kind: str, ids: frozenset[str]) -> None:
        self.kind = kind
        self.ids = ids

    @cached_property
    def _in_order(self) -> list[str]:
        return sorted(self.ids)

    @cached_property
    def _some(self) -> str:
        return some_of(self._in_order)

    def unknown(self, use: Reference, memo: Memo) -> Problem:
        """The problem of an id that is not declared."""
        mend = memo.hint(use.id, self._in_order, self._declare(use.id))
        return Problem("unknown-id", f"there is no {self.kind} {quote(use.id)}", mend, use.path)

    def _declare(self, id_: str) -> str:
        if self.kind == "event":
            return f"the events are {self._some}" if self.ids else "there are no events"
        if not ANY_ID.fullmatch(id_):
            declare = f"write an id, not a name, and declare it: [{self.kind}s.ID]"
        else:
            declare = f"declare it: [{self.kind}s.{id_}]"
        return f"{declare}, or use one of {self._some}" if self.ids else declare


KINDS = ("report", "actor", "place", "aspect")
"""What the head of a store declares, and events use."""


def declared(ids: Mapping[str, frozenset[str]]) -> Mapping[str, Declared]:
    """By kind, from the ids by the name of their table."""
    known = {kind: ids[f"{kind}s"] for kind in KINDS}
    known["aspect"] |= frozenset(BUILT_IN_ASPECTS)
    return {kind: Declared(kind, those) for kind, those in known.items()}


def declared_by(head: Chronicle) -> Mapping[str, Declared]:
    """By kind, from the head of a store without faults."""
    return declared({f"{kind}s": frozenset(getattr(head, f"{kind}s")) for kind in KINDS})


def uses(path: Path, kind: str, value: Ids) -> Iterator[Reference]:
    """The uses in a key that takes one id or a list of them."""
    if isinstance(value, str):
        yield Reference(path, kind, value)
    else:
        for i, one in enumerate(value):
            yield Reference((*path, i), kind, one)


def head_references(tables: HeadTables) -> Iterator[Reference]:
    """Every use of an id in a store's head."""
    for id_, report in tables.reports.items():
        yield from uses(("reports", id_, "outlet"), "actor", report.outlet or [])
        yield from uses(("reports", id_, "via"), "actor", report.via)
    for kind, table in (("actor", tables.actors), ("place", tables.places)):
        for id_, thing in table.items():
            yield from uses((f"{kind}s", id_, "part_of"), kind, thing.part_of)
    for path, judgement in tables.judgements:
        yield Reference((*path, "event"), "event", judgement.event)
        yield Reference((*path, "about"), "aspect", judgement.about)
        yield from uses((*path, "reports"), "report", judgement.reports)


def event_references(
    decoded: EventTables, claims: tuple[Claim, ...], aspects: Mapping[str, Aspect]
) -> Iterator[Reference]:
    """Every use of an id in an event, but for those of other events."""
    if event := decoded.event:
        yield from uses((*HERE, "place"), "place", event.place)
        yield from uses((*HERE, "actors"), "actor", event.actors)
    for aspect, by_report in decoded.claims.items():
        yield from _under(aspect, by_report)
    for claim in claims:
        kind = NAMED_BY.get(aspects[claim.aspect].type)
        if kind and isinstance(claim.value, tuple):
            here = (*claim_path(claim), "value")
            yield from uses(here, kind, claim.value[0] if len(claim.value) == 1 else [*claim.value])


def _under(
    aspect: str, by_report: Mapping[str, Sequence[ClaimTable | None]]
) -> Iterator[Reference]:
    path = (*HERE, "claims", aspect)
    if any(any(tables) for tables in by_report.values()):
        yield Reference(path, "aspect", aspect)
    for report, tables in by_report.items():
        if any(tables):
            yield Reference((*path, report), "report", report)
        for number, table in enumerate(tables):
            if table is None:
                continue
            here = (*path, report, number)
            if table.holder is not None and table.holder != UNNAMED:
                yield Reference((*here, "holder"), "actor", table.holder)
            yield from uses((*here, "via"), "actor", table.via)


def claim_path(claim: Claim) -> Path:
    """The way to a claim's table in the block of its event."""
    return (*HERE, "claims", claim.aspect, claim.report, claim.number)
