"""An invented affair, a walking lighthouse, in which one claim can be set against another."""

from collections.abc import Mapping
from types import SimpleNamespace
from typing import Any

import pytest
from msgspec import Struct, field
from msgspec.structs import replace

from iraq_tui.domain.comparison.case import Ground
from iraq_tui.domain.comparison.compare import compare
from iraq_tui.domain.comparison.model import EventComparison, Pair, Row
from iraq_tui.domain.moment import parse_moment
from iraq_tui.domain.quantity import parse_quantity
from iraq_tui.domain.records import (
    BUILT_IN_ASPECTS,
    Actor,
    Aspect,
    AspectType,
    Basis,
    Chronicle,
    Claim,
    Event,
    Judgement,
    Place,
    Report,
    Stage,
    Value,
)

Spec = Mapping[str, Any]
"""A claim in a table: its keys, with value, as_of and via as text."""

OPTIONS = {"walk": "a walk", "theft": "a theft", "storm": "a storm"}
ASPECTS = {
    **BUILT_IN_ASPECTS,
    **{
        aspect.id: aspect
        for aspect in (
            Aspect("steps", "How many steps?", AspectType.QUANTITY, unit="steps"),
            Aspect("crowd", "How many watch?", AspectType.QUANTITY, changes="any"),
            Aspect("toll", "How many lamps broke so far?", AspectType.QUANTITY, changes="up"),
            Aspect("stock", "How much oil is left?", AspectType.QUANTITY, changes="down"),
            Aspect("cost", "What is it worth?", AspectType.QUANTITY, framing=True),
            Aspect("deadline", "Till when?", AspectType.DATE, changes="up"),
            Aspect("founded", "Founded when?", AspectType.DATE),
            Aspect("team", "Who exactly?", AspectType.ACTORS, complete=True),
            Aspect("cause", "What caused it?", AspectType.CHOICE, options=OPTIONS),
            Aspect("tools", "With what?", AspectType.CHOICE, options=OPTIONS, many=True),
            Aspect("label", "What was it?", AspectType.CHOICE, options=OPTIONS, framing=True),
            Aspect("keeper", "Who keeps it?", AspectType.CHOICE, options=OPTIONS, changes="any"),
            Aspect("mood", "In what mood?", AspectType.TEXT),
        )
    },
}
# state > ministry > (minister, clerk); state > army; rival, gull and wire stand alone.
ACTORS = {
    "state": (),
    "ministry": ("state",),
    "minister": ("ministry",),
    "clerk": ("ministry",),
    "army": ("state",),
    "rival": (),
    "gull": (),
    "wire": (),
}
PLACES = {"land": (), "north": ("land",), "port": ("north",), "south": ("land",), "isle": ()}


def value_of(aspect: str, text: str | None) -> Value:
    """A value from its notation; ids stand apart by spaces."""
    match ASPECTS[aspect].type:
        case AspectType.DATE:
            return parse_moment(text or "")
        case AspectType.QUANTITY:
            return parse_quantity(text or "")
        case AspectType.STATUS:
            return Stage(text or "")
        case AspectType.TEXT:
            return None
    return tuple((text or "").split())


def claim_of(report: str, aspect: str, value: str | None = None, **more: Any) -> Claim:
    """A claim on the event "walk"; ``via`` and ``as_of`` as text."""
    if "as_of" in more:
        more["as_of"] = parse_moment(more["as_of"])
    if "via" in more:
        more["via"] = tuple(more["via"].split())
    if "basis" in more:
        more["basis"] = Basis(more["basis"])
    return Claim("walk", aspect, report, value_of(aspect, value), **more)


class Affair(Struct, frozen=True):
    """A chronicle of three undated reports, and one event's comparison in it."""

    chronicle: Chronicle
    matched: str = ""
    extra: tuple[Claim, ...] = field(default=())

    def reporting(self, report: str, **changes: Any) -> "Affair":
        """The same, with something else known of a report; ``published`` as text."""
        if "published" in changes:
            changes["published"] = parse_moment(changes["published"])
        reports = dict(self.chronicle.reports)
        reports[report] = replace(reports[report], **changes)
        return replace(self, chronicle=replace(self.chronicle, reports=reports))

    def judging(self, about: str, verdict: str, reports: Pair = ("uk", "ru")) -> "Affair":
        """The same, with a person's judgement."""
        judgement = Judgement("walk", about, reports, verdict, "as I read it")
        judgements = (*self.chronicle.judgements, judgement)
        return replace(self, chronicle=replace(self.chronicle, judgements=judgements))

    def telling(self, *claims: Claim) -> "Affair":
        """The same, with other claims told beside those compared."""
        return replace(self, extra=claims)

    def matching(self, matched: str) -> "Affair":
        """The same, with the event taken for one of two."""
        return replace(self, matched=matched)

    def compare(self, *claims: Claim, pair: Pair = ("uk", "ru")) -> EventComparison:
        """The comparison of an event of these claims."""
        event = Event("walk", "The lighthouse walks", (*claims, *self.extra), matched=self.matched)
        return compare(Ground(self.chronicle), event, pair)

    def row(self, aspect: str, left: Spec, right: Spec) -> Row:
        """The row of one claim of uk against one of ru."""
        found = self.compare(claim_of("uk", aspect, **left), claim_of("ru", aspect, **right))
        (row,) = [row for row in found.rows if row.aspect == aspect and row.inside is None]
        return row

    def inside(self, aspect: str, one: Spec, other: Spec) -> Row | None:
        """The row of uk set against itself, if there is one."""
        found = self.compare(claim_of("uk", aspect, **one), claim_of("uk", aspect, **other))
        return next((row for row in found.rows if row.inside), None)


def _affair() -> Affair:
    reports = (
        Report("uk", "The lighthouse walks", "en"),
        Report("ru", "A tower on the move", "en"),
        Report("en", "Light out", "en"),
    )
    return Affair(
        Chronicle(
            "The walking lighthouse",
            {report.id: report for report in reports},
            {id_: Actor(id_, id_.title(), part_of=whole) for id_, whole in ACTORS.items()},
            {id_: Place(id_, id_.title(), part_of=whole) for id_, whole in PLACES.items()},
            ASPECTS,
            (),
        )
    )


@pytest.fixture(scope="session")
def affair() -> Affair:
    """The affair, to be told one way or another."""
    return _affair()


@pytest.fixture(scope="session")
def say() -> SimpleNamespace:
    """Builders for tests that make their own claims."""
    return SimpleNamespace(claim=claim_of, value=value_of)
