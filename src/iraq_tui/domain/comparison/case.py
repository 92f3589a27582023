"""The case two claims make: everything the rules look at, gathered once."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from enum import IntEnum
from functools import cached_property

from msgspec import Struct

from iraq_tui.domain import describe
from iraq_tui.domain.comparison.values import Relation, relation
from iraq_tui.domain.hierarchy import Hierarchy
from iraq_tui.domain.moment import DAY, EARLIEST, Moment, Point, Precision, Span
from iraq_tui.domain.records import (
    UNNAMED,
    Aspect,
    AspectType,
    Chronicle,
    Claim,
    Event,
    Judgement,
    Stage,
)


class Voice(IntEnum):
    """How the speakers of two claims stand to each other, the nearest first."""

    SAME = 0
    RELATED = 1
    OTHER = 2


class Ground:
    """A chronicle with its hierarchies and judgements, shared by all the cases in it."""

    def __init__(self, chronicle: Chronicle) -> None:
        self.chronicle = chronicle
        self.actors = Hierarchy(chronicle.actors)
        self.places = Hierarchy(chronicle.places)

    def voice(self, a: Claim, b: Claim) -> Voice:
        """Whose voices two claims are; nobody is the same as someone unnamed."""
        if UNNAMED in (a.holder, b.holder):
            return Voice.OTHER
        if a.holder == b.holder:
            return Voice.SAME
        if a.holder and b.holder and self.actors.related(a.holder, b.holder):
            return Voice.RELATED
        return Voice.OTHER

    def relation(self, a: Claim, b: Claim) -> Relation | None:
        """How the values stand to each other; none for free text."""
        aspect = self.chronicle.aspects[a.aspect]
        if aspect.type is AspectType.TEXT:
            return None
        return relation(aspect, a.value, b.value, actors=self.actors, places=self.places)

    def order(self, a: Claim, b: Claim) -> int:
        """-1 where a holds for an earlier time than b, 1 for a later, 0 where nobody can tell."""
        left = describe.as_of(self.chronicle, a)
        right = describe.as_of(self.chronicle, b)
        if left is None or right is None or left.strict.meets(right.strict):
            return 0
        return -1 if left.strict.hi < right.strict.lo else 1

    def in_order(self, aspects: Iterable[str]) -> list[str]:
        """Aspects in the store's order."""
        return sorted(aspects, key=self._places_of_aspects.__getitem__)

    @cached_property
    def _places_of_aspects(self) -> Mapping[str, int]:
        return {aspect: place for place, aspect in enumerate(self.chronicle.aspects)}

    def judgement(self, event: str, about: str, reports: frozenset[str]) -> Judgement | None:
        """What a person made of two reports' answers to a question on an event."""
        return self._judgements.get((event, about, reports))

    @cached_property
    def _judgements(self) -> Mapping[tuple[str, str, frozenset[str]], Judgement]:
        found: dict[tuple[str, str, frozenset[str]], Judgement] = {}
        for judgement in self.chronicle.judgements:
            key = (judgement.event, judgement.about, frozenset(judgement.reports))
            found.setdefault(key, judgement)
        return found


Stages = Mapping[tuple[str, str | None], Stage]
"""The furthest stage that is affirmed, by report and voice."""


def told_stages(event: Event) -> Stages:
    """What every voice with a name says of how far along an event is."""
    told: dict[tuple[str, str | None], Stage] = {}
    for claim in event.claims:
        stage = claim.value
        if claim.aspect != "status" or claim.denied or not isinstance(stage, Stage):
            continue
        if claim.holder != UNNAMED:
            voice = (claim.report, claim.holder)
            told[voice] = max(told.get(voice, stage), stage, key=lambda one: (one.rank, one.value))
    return told


def stage_in(stages: Stages, claim: Claim) -> Stage:
    """How far along the claim's own voice says the event is.

    The same voice's status in the same report; else the report's own; else ``happened``.
    """
    own = stages.get((claim.report, None), Stage.HAPPENED)
    return stages.get((claim.report, claim.holder), own)


def stage_of(event: Event, claim: Claim) -> Stage:
    """The same, for a single claim."""
    return stage_in(told_stages(event), claim)


class Context(Struct, frozen=True, dict=True):
    """An event on its ground: what all the cases in it share."""

    ground: Ground
    event: Event

    def aspect(self, claim: Claim) -> Aspect:
        """The question that a claim answers."""
        return self.ground.chronicle.aspects[claim.aspect]

    def case(self, a: Claim, b: Claim) -> "Case":
        """The case of two claims on one question."""
        return Case(self, self.aspect(a), a, b, self.ground.relation(a, b))

    @cached_property
    def stages(self) -> Stages:
        """The stages told of the event."""
        return told_stages(self.event)


class Case(Struct, frozen=True):
    """Two claims on one question, left and right, inside one report or across two."""

    context: Context
    aspect: Aspect
    """The question."""
    a: Claim
    b: Claim
    plain_relation: Relation | None
    """How the values stand to each other as they are written; none for free text."""

    @property
    def ground(self) -> Ground:
        """The chronicle and what belongs to it."""
        return self.context.ground

    @property
    def inside(self) -> bool:
        """Whether one report is set against itself."""
        return self.a.report == self.b.report

    @property
    def is_status(self) -> bool:
        """Whether the row is about how far along the event is."""
        return self.aspect.type is AspectType.STATUS

    @property
    def voice(self) -> Voice:
        """How the speakers stand to each other."""
        return self.ground.voice(self.a, self.b)

    @property
    def relation(self) -> Relation | None:
        """How the values stand to each other once the declared time zones are heard."""
        if self.plain_relation is Relation.DISJOINT and self.zone_gap is not None:
            return Relation.NEAR
        return self.plain_relation

    @property
    def order(self) -> int:
        """-1 where a holds for an earlier time, 1 for a later, 0 where nobody can tell."""
        return self.ground.order(self.a, self.b)

    @property
    def earlier(self) -> Claim:
        """The claim that holds for the earlier time, where they are ordered."""
        return self.a if self.order <= 0 else self.b

    @property
    def later(self) -> Claim:
        """The claim that holds for the later time, where they are ordered."""
        return self.b if self.order <= 0 else self.a

    @property
    def stages(self) -> tuple[Stage, Stage]:
        """The stage each side gives the event, left and right."""
        return self.stage(self.a), self.stage(self.b)

    def stage(self, claim: Claim) -> Stage:
        """The stage one side gives the event; on a status row, what the claim itself says."""
        if isinstance(claim.value, Stage):
            return claim.value
        return stage_in(self.context.stages, claim)

    @property
    def zone_gap(self) -> timedelta | None:
        """The shift between the reports' zones, where it makes two calendar dates one moment."""
        if not isinstance(self.a.value, Moment) or not isinstance(self.b.value, Moment):
            return None
        reports = self.ground.chronicle.reports
        zones = (reports[self.a.report].timezone, reports[self.b.report].timezone)
        if not zones[0] or not zones[1] or zones[0] == zones[1]:
            return None
        return zone_shift(self.a.value, zones[0], self.b.value, zones[1])


def zone_shift(a: Moment, a_zone: str, b: Moment, b_zone: str) -> timedelta | None:
    """The difference of the zones' offsets, if two days counted in them can be one.

    None where they cannot; for instants and extents, which need no such help; and for months and
    longer, which touch at midnight in any two zones, so that a shift would explain far too much.
    """
    one, other = a.start, b.start
    if a.is_extent or b.is_extent or not isinstance(one, Point) or not isinstance(other, Point):
        return None
    if not (_counts_days(one) and _counts_days(other)):
        return None
    a_offset, b_offset = _offset(one, a_zone), _offset(other, b_zone)
    theirs = [_moved(span, b_offset) for span in other.parts]
    meet = any(_moved(span, a_offset).meets(their) for span in one.parts for their in theirs)
    return abs(a_offset - b_offset) if meet else None


def _counts_days(point: Point) -> bool:
    return not point.has_time and point.precision in (Precision.DAY, Precision.SET)


def _offset(point: Point, zone: str) -> timedelta:
    from zoneinfo import ZoneInfo  # slow, and not every store needs it

    span = point.strict
    known = span.hi if span.lo == EARLIEST else span.lo
    day = datetime.fromordinal(known // DAY)
    return day.replace(tzinfo=ZoneInfo(zone)).utcoffset() or timedelta()


def _moved(span: Span, offset: timedelta) -> Span:
    seconds = int(offset.total_seconds())
    return Span(span.lo - seconds, span.hi - seconds)
