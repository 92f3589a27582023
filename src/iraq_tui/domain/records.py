"""The typed, frozen records of a chronicle: what a store says once it has been checked.

Those of which there may be many are nothing for the garbage collector (`gc=False`): what a record
holds was there before it, so that none is part of a cycle.
"""

from collections.abc import Mapping, Sequence
from enum import StrEnum
from types import MappingProxyType

from msgspec import Struct, field

from iraq_tui.domain.moment import Moment
from iraq_tui.domain.moment_words import words
from iraq_tui.domain.quantity import Quantity, Tolerances

UNNAMED = "unnamed"
"""The reserved holder of a statement whose speaker the report does not name."""


class AspectType(StrEnum):
    """The kind of answer an aspect takes."""

    DATE = "date"
    QUANTITY = "quantity"
    ACTORS = "actors"
    PLACE = "place"
    STATUS = "status"
    CHOICE = "choice"
    TEXT = "text"


class Stage(StrEnum):
    """How far along an event is. FactBank's idea: factuality is relative to a source."""

    POSSIBLE = "possible"
    DEMANDED = "demanded"
    PLANNED = "planned"
    ANNOUNCED = "announced"
    BEGAN = "began"
    HAPPENED = "happened"

    @property
    def rank(self) -> int:
        """How far along, 0 to 3; possible and demanded share 0 yet cannot be compared."""
        return _RANKS[self]

    @property
    def is_real(self) -> bool:
        """Whether something has taken place at this stage."""
        return self in (Stage.BEGAN, Stage.HAPPENED)

    def reaches(self, other: "Stage") -> bool:
        """Whether this stage is at least as far along as the other."""
        return self is other or (self.rank >= other.rank and not self.rank == other.rank == 0)


_RANKS = {
    Stage.POSSIBLE: 0,
    Stage.DEMANDED: 0,
    Stage.PLANNED: 1,
    Stage.ANNOUNCED: 1,
    Stage.BEGAN: 2,
    Stage.HAPPENED: 3,
}


class Basis(StrEnum):
    """What a dated or reasoned value rests on."""

    STATED = "stated"
    RESOLVED = "resolved"
    INFERRED = "inferred"


Value = Moment | Quantity | Stage | tuple[str, ...] | None
"""A claim's value: a date, a quantity, a stage, ids (actors, places, options), or none (text)."""


class Anchor(Struct, frozen=True, gc=False):
    """A fragment that marks a place in a report: W3C Web Annotation's TextQuoteSelector."""

    exact: str
    prefix: str = ""
    suffix: str = ""


class Report(Struct, frozen=True):
    """A witness: one text that tells of the affair."""

    id: str
    title: str
    language: str
    headline: str = ""
    outlet: str | None = None
    """Actor id; none when the report does not say who publishes it."""
    published: Moment | None = None
    published_basis: Basis = Basis.STATED
    published_note: str = ""
    """Why the date is what it is, where it was not stated."""
    retrieved: Moment | None = None
    timezone: str | None = None
    via: tuple[str, ...] = ()
    """Actor ids: the source of the whole text."""
    url: str = ""
    text: str = ""
    """Path of a plain-text copy, relative to the store."""
    sha256: str = ""


class Named(Struct, frozen=True):
    """Something with a name, spellings by language, and wholes it is part of."""

    id: str
    name: str
    names: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))
    part_of: tuple[str, ...] = ()
    about: str = ""


class Actor(Named, frozen=True):
    """Someone or some body that acts or speaks."""

    kind: str = ""


class Place(Named, frozen=True):
    """Somewhere."""


class Aspect(Struct, frozen=True):
    """A question that reports answer."""

    id: str
    question: str
    type: AspectType
    unit: str = ""
    options: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    """For a choice: option id to its words."""
    many: bool = False
    complete: bool = False
    framing: bool = False
    changes: str = ""
    """Empty, or "any", "up", "down": how the true answer moves with time."""


BUILT_IN_ASPECTS: Mapping[str, Aspect] = MappingProxyType(
    {
        "when": Aspect("when", "When?", AspectType.DATE),
        "where": Aspect("where", "Where?", AspectType.PLACE),
        "who": Aspect("who", "Who takes part?", AspectType.ACTORS),
        "status": Aspect("status", "How far along is it?", AspectType.STATUS),
    }
)


class Claim(Struct, frozen=True, gc=False):
    """One report's answer to one question about one event."""

    event: str
    aspect: str
    report: str
    value: Value
    says: str = ""
    anchors: tuple[Anchor, ...] = ()
    holder: str | None = None
    via: tuple[str, ...] = ()
    denied: bool = False
    as_of: Moment | None = None
    """The date for which it holds; the report's own date where none is given."""
    basis: Basis = Basis.STATED
    note: str = ""
    number: int = 0
    """Its place among the claims of the same event, aspect and report, from 0."""


class Event(Struct, frozen=True, gc=False):
    """Something that happened, is planned, or stands as a question."""

    id: str
    title: str
    claims: tuple[Claim, ...]
    when: Moment | None = None
    when_words: str = ""
    after: tuple[str, ...] = ()
    before: tuple[str, ...] = ()
    standing: bool = False
    matched: str = ""
    place: tuple[str, ...] = ()
    actors: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    summary: str = ""

    @property
    def reports(self) -> frozenset[str]:
        """Ids of the reports that speak of it."""
        return frozenset(claim.report for claim in self.claims)

    def date_words(self) -> str:
        """The date as the author words it, or else in words of its own; empty if undated."""
        return self.when_words or (words(self.when) if self.when else "")


class Judgement(Struct, frozen=True, gc=False):
    """What a person made of a pair of claims; shown beside the computed verdict."""

    event: str
    about: str
    reports: tuple[str, str]
    verdict: str
    why: str
    by: str = ""
    seen: str = ""


class Chronicle(Struct, frozen=True, dict=True):
    """All of a store, checked. Events stand in time order."""

    title: str
    reports: Mapping[str, Report]
    actors: Mapping[str, Actor]
    places: Mapping[str, Place]
    aspects: Mapping[str, Aspect]
    events: Sequence[Event]
    judgements: tuple[Judgement, ...] = ()
    about: str = ""
    language: str = "en"
    timezone: str | None = None
    tolerances: Tolerances = field(default_factory=Tolerances)
    digest: str = ""
    """SHA-256 of the store's bytes, in hexadecimal."""
    name: str = ""
    """The store's file name, by which commands call it; nothing for the bundled one."""
