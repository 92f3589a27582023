"""How any two reports stand to each other on each question of an event, in one verdict a question.

A comparison has a row for each pair of claims. Here a question counts once: by the strongest of its
rows, so that reports can be counted against each other. What a report says against itself is no
matter between two, and stands apart.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec import Struct

from iraq_tui.domain.comparison.case import Context, Ground
from iraq_tui.domain.comparison.lines import (
    Answers,
    Compared,
    answers,
    by_default,
    facing,
    inside,
)
from iraq_tui.domain.comparison.model import KINDS, Kind, Pair, Side, Verdict
from iraq_tui.domain.records import Claim, Event

_PLACES = {verdict: place for place, verdict in enumerate(Verdict)}
_STATUS = "status"


class Stance(Struct, frozen=True):
    """How two reports, or two claims of one, stand to each other on a question of an event."""

    aspect: str
    verdict: Verdict
    """The strongest that counts of the question's rows; a person's where only a person can say."""
    left: Claim
    """The claim of the left report in that row."""
    right: Claim
    default: Side | None = None
    """The side whose stage is only taken for granted: its claim stands in no report."""
    granted: bool = False
    """A stage that merely agrees with what is taken for granted: not a question that both share."""
    judged: bool = False
    """Whether the verdict is a person's."""
    inferred: bool = False
    """Whether it rests on an inference of the author's."""

    @property
    def words(self) -> str:
        """The verdict in words, with what there is to know of it: "differ (inferred)"."""
        judged = ["judged by hand"] if self.judged else []
        remarks = [*judged, *(["inferred"] if self.inferred else [])]
        return f"{self.verdict.word} ({', '.join(remarks)})" if remarks else self.verdict.word

    @property
    def kind(self) -> Kind:
        """The verdict as a kind."""
        return KINDS[self.verdict]

    @property
    def is_disagreement(self) -> bool:
        """Whether it is a disagreement, of whatever sort."""
        return self.kind is Kind.DISAGREE

    @property
    def is_compatible(self) -> bool:
        """Whether both answers can stand together at one time: they agree, or are compatible."""
        return self.kind in (Kind.AGREE, Kind.COMPATIBLE)


class Told(Struct, frozen=True):
    """An event with what each report says of it."""

    context: Context
    answers: Mapping[str, Answers]
    """By report, in the store's order; those that are silent are left out."""

    def claims(self, report: str, aspect: str) -> Sequence[Claim]:
        """A report's answers to a question, in an order that the file has no part in."""
        return self.answers.get(report, {}).get(aspect, ())

    def stances(self, pair: Pair) -> Iterator[Stance]:
        """How two reports stand on each question they share, in the order of the store's aspects.

        A question without a stance is one-sided. A stage that merely agrees with what is taken for
        granted is that, too.
        """
        return (one for one in self.weighed(pair) if not one.granted)

    def weighed(self, pair: Pair) -> Iterator[Stance]:
        """The same, and also what is merely taken for granted."""
        left, right = (self.answers.get(report, {}) for report in pair)
        if not left or not right or pair[0] == pair[1]:
            return
        shared = left.keys() & right.keys()
        if (_STATUS in left) != (_STATUS in right):
            shared |= {_STATUS}
        for aspect in self.context.ground.in_order(shared):
            found = self.stance(aspect, pair)
            if found is not None:
                yield found

    def stance(self, aspect: str, pair: Pair) -> Stance | None:
        """How two reports stand on one question; none where it is one-sided."""
        left, right = (self.claims(report, aspect) for report in pair)
        if left and right:
            return _strongest(facing(self.context, left, right))
        if aspect != _STATUS or not (left or right) or not all(map(self.answers.get, pair)):
            return None
        found = by_default(self.context, pair, left, right)
        return _strongest(line for line in found if isinstance(line, Compared))

    def clash(self, report: str, aspect: str) -> Stance | None:
        """What a report does not tell in one way: the strongest of its rows inside itself."""
        return _strongest(inside(self.context, self.claims(report, aspect)))

    def clashes(self, report: str) -> Iterator[Stance]:
        """The same for each question, in the order of the store's aspects."""
        own = self.answers.get(report, {})
        several = (aspect for aspect, claims in own.items() if len(claims) > 1)
        for aspect in self.context.ground.in_order(several):
            found = self.clash(report, aspect)
            if found is not None:
                yield found


def told(ground: Ground, event: Event) -> Told:
    """What each report says of an event."""
    found = answers(event, ground.chronicle.reports)
    return Told(Context(ground, event), {one: said for one, said in found.items() if said})


def _strongest(lines: Iterable[Compared]) -> Stance | None:
    """The line that asks for most attention; of equal ones, one that order has no part in."""
    best = min(lines, key=_rank, default=None)
    if best is None:
        return None
    return Stance(
        best.case.aspect.id,
        best.standing,
        best.case.a,
        best.case.b,
        best.default,
        granted=_is_granted(best),
        judged=best.standing is not best.verdict,
        inferred=best.is_inferred,
    )


def _rank(line: Compared) -> tuple[bool, int, int]:
    """What is merely taken for granted gives way to what is not; then as for an event's head."""
    return _is_granted(line), -line.standing.strength, _PLACES[line.standing]


def _is_granted(line: Compared) -> bool:
    return line.default is not None and not line.may_head
