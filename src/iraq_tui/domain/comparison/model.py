"""What a comparison gives: verdicts, rows, and an event's head."""

from collections import Counter
from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from msgspec import Struct

from iraq_tui.domain.records import Claim, Judgement

Pair = tuple[str, str]
"""The ids of the two reports set against each other, left first."""


class Verdict(StrEnum):
    """The verdict on one row; the values are the ids the filter language takes."""

    AGREE = "agree"
    NARROWER = "narrower"
    OVERLAP = "overlap"
    TOLERANCE = "tolerance"
    UPDATED = "updated"
    STATUS = "status"
    FRAMING = "framing"
    PARTIES = "parties"
    DIFFER = "differ"
    SELF = "self"
    AT_ODDS = "at-odds"
    UNJUDGED = "unjudged"
    APART = "apart"
    ONLY = "only"

    @property
    def word(self) -> str:
        """The verdict as people read it."""
        return VERDICT_WORDS[self]

    @property
    def strength(self) -> int:
        """How much it asks for a reader's attention; the larger, the more. 0 for one-sided."""
        return _STRENGTH[self]

    @property
    def is_conflict(self) -> bool:
        """Whether it is a clash that no time, framing or other speaker explains."""
        return self in (Verdict.DIFFER, Verdict.SELF, Verdict.AT_ODDS)


VERDICT_WORDS: Mapping[Verdict, str] = MappingProxyType(
    {
        Verdict.AGREE: "agree",
        Verdict.NARROWER: "compatible, one says more",
        Verdict.OVERLAP: "compatible",
        Verdict.TOLERANCE: "within tolerance",
        Verdict.UPDATED: "updated",
        Verdict.STATUS: "status differs",
        Verdict.FRAMING: "framing",
        Verdict.PARTIES: "parties disagree",
        Verdict.DIFFER: "differ",
        Verdict.SELF: "self-contradiction",
        Verdict.AT_ODDS: "at odds with its source",
        Verdict.UNJUDGED: "unjudged",
        Verdict.APART: "apart",
        Verdict.ONLY: "one-sided",
    }
)

_WEAK_TO_STRONG = (
    (Verdict.ONLY,),
    (Verdict.APART,),
    (Verdict.UNJUDGED,),
    (Verdict.AGREE,),
    (Verdict.NARROWER, Verdict.OVERLAP),
    (Verdict.UPDATED,),
    (Verdict.TOLERANCE,),
    (Verdict.STATUS,),
    (Verdict.FRAMING,),
    (Verdict.PARTIES,),
    (Verdict.DIFFER, Verdict.SELF, Verdict.AT_ODDS),
)
_STRENGTH = {
    verdict: strength for strength, level in enumerate(_WEAK_TO_STRONG) for verdict in level
}

DISAGREEMENTS = frozenset(
    {
        Verdict.DIFFER,
        Verdict.SELF,
        Verdict.AT_ODDS,
        Verdict.PARTIES,
        Verdict.FRAMING,
        Verdict.STATUS,
        Verdict.TOLERANCE,
    }
)
"""What "next disagreement" stops at."""


class Kind(StrEnum):
    """How two reports stand to each other on one question, in a word that can be counted.

    The values are the words the filter language takes; the last two name a report there.
    """

    AGREE = "agree"
    COMPATIBLE = "compatible"
    UPDATED = "updated"
    DISAGREE = "disagree"
    UNJUDGED = "unjudged"
    ONLY_LEFT = "only-left"
    ONLY_RIGHT = "only-right"

    @property
    def word(self) -> str:
        """The kind as people read it."""
        return self.value.replace("-", " ")

    @property
    def other_way(self) -> "Kind":
        """The same with the two reports swapped."""
        swapped = {Kind.ONLY_LEFT: Kind.ONLY_RIGHT, Kind.ONLY_RIGHT: Kind.ONLY_LEFT}
        return swapped.get(self, self)


KINDS: Mapping[Verdict, Kind] = MappingProxyType(
    {
        Verdict.AGREE: Kind.AGREE,
        Verdict.NARROWER: Kind.COMPATIBLE,
        Verdict.OVERLAP: Kind.COMPATIBLE,
        Verdict.UPDATED: Kind.UPDATED,
        Verdict.UNJUDGED: Kind.UNJUDGED,
        **dict.fromkeys(DISAGREEMENTS, Kind.DISAGREE),
    }
)
"""The kind of each verdict on a question that both reports answer.

An update is neither compatible nor a disagreement, so it is a kind of its own.
"""


class Side(StrEnum):
    """One of the two reports of a pair."""

    LEFT = "left"
    RIGHT = "right"

    @property
    def other(self) -> "Side":
        """The opposite side."""
        return Side.RIGHT if self is Side.LEFT else Side.LEFT


class Flag(StrEnum):
    """What stands beside a verdict and never decides it."""

    HOLDER = "holder differs"
    ONE_ORIGIN = "one origin"
    ONE_SIDE = "one side"
    INFERRED = "inferred"
    STAGES = "stages"
    MATCHED = "matched"
    ZONE = "zone-explainable"
    DEFAULT = "by default"
    JUDGED = "judged by hand"


def standing(verdict: Verdict, judgement: Judgement | None) -> Verdict:
    """The verdict that counts: a person's, where only a person can say."""
    if verdict is Verdict.UNJUDGED and judgement:
        return Verdict(judgement.verdict)
    return verdict


class Row(Struct, frozen=True):
    """One line of a comparison: a question, at most one claim a side, a verdict, its reason."""

    event: str
    aspect: str
    left: Claim | None
    right: Claim | None
    verdict: Verdict
    reason: str
    more: Side | None = None
    """The side that says more, where the values are compatible and one is narrower."""
    inside: str | None = None
    """The report that both claims are from, where a report is set against itself."""
    default: Side | None = None
    """The side whose stage is only taken for granted."""
    flags: tuple[Flag, ...] = ()
    judgement: Judgement | None = None
    flag_notes: tuple[str, ...] = ()
    """A sentence for each flag that has more to say than its name."""

    @property
    def is_shared(self) -> bool:
        """Whether both reports of the pair answer."""
        return self.inside is None and self.left is not None and self.right is not None

    @property
    def is_compared(self) -> bool:
        """Whether there are two answers, of two reports or of one."""
        return self.left is not None and self.right is not None

    @property
    def only(self) -> Side | None:
        """The side that alone answers, if one does."""
        if self.verdict is not Verdict.ONLY:
            return None
        return Side.LEFT if self.left else Side.RIGHT

    @property
    def standing(self) -> Verdict:
        """The verdict that counts for the event."""
        return standing(self.verdict, self.judgement)


class Summary(Struct, frozen=True):
    """What stands out of an event's comparison."""

    head: Verdict | None
    """The strongest row that counts; none where neither report speaks of the event."""
    more: Side | None = None
    """The side that says more in every row at the top, where one does."""
    self_conflict: bool = False
    """A report conflicts with itself or with its own source."""
    doubtful: bool = False
    """Every row at the top rests on an inference of the author's."""
    judged: bool = False
    """The head is a person's judgement."""
    verdicts: frozenset[Verdict] = frozenset()
    """The verdicts that count of all its rows, and ``APART`` where that is the head."""


class EventComparison(Struct, frozen=True):
    """All rows of one event for one pair of reports, and what stands out."""

    event: str
    pair: Pair
    rows: tuple[Row, ...]
    summary: Summary

    @property
    def head(self) -> Verdict | None:
        """The strongest row that counts; none where neither report speaks of the event."""
        return self.summary.head

    @property
    def more(self) -> Side | None:
        """The side that says more in every row at the top, where one does."""
        return self.summary.more

    @property
    def self_conflict(self) -> bool:
        """Whether a report conflicts with itself or with its own source."""
        return self.summary.self_conflict

    @property
    def doubtful(self) -> bool:
        """Whether every row at the top rests on an inference of the author's."""
        return self.summary.doubtful

    @property
    def judged(self) -> bool:
        """Whether the head is a person's judgement."""
        return self.summary.judged

    @property
    def counts(self) -> Mapping[Verdict, int]:
        """How many rows there are of each verdict that counts; ``APART`` once, as a head."""
        apart = (Verdict.APART,) if self.head is Verdict.APART else ()
        return Counter((*(row.standing for row in self.rows), *apart))

    @property
    def ranked(self) -> tuple[Row, ...]:
        """The rows for reading: what the head is about on top, rows of one question together.

        Questions of equal strength keep the order of the store's aspects.
        """
        top: dict[str, int] = {}
        for row in self.rows:
            top[row.aspect] = max(top.get(row.aspect, 0), row.standing.strength)
        places = {aspect: place for place, aspect in enumerate(top)}
        return tuple(
            sorted(
                self.rows,
                key=lambda row: (-top[row.aspect], places[row.aspect], -row.standing.strength),
            )
        )
