"""What is set against what on one event, and what comes of it: the rows before they are words."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations

from msgspec import Struct

from iraq_tui.domain.comparison.case import Case, Context
from iraq_tui.domain.comparison.model import Pair, Side, Verdict, standing
from iraq_tui.domain.comparison.pairing import canonical, pairs
from iraq_tui.domain.comparison.reasons import Outcome
from iraq_tui.domain.comparison.rules import judge
from iraq_tui.domain.records import AspectType, Basis, Claim, Event, Judgement, Stage

_INSIDE = (Verdict.SELF, Verdict.AT_ODDS, Verdict.PARTIES, Verdict.FRAMING, Verdict.STATUS)
"""What is worth a line of its own inside one report, the strongest first: what it does not tell in
one way."""


class OneSided(Struct, frozen=True):
    """A claim that the other report of the pair has nothing beside."""

    side: Side
    claim: Claim

    @property
    def standing(self) -> Verdict:
        """The verdict that counts for the event."""
        return Verdict.ONLY


class Compared(Struct, frozen=True):
    """Two claims, of two reports or of one, and the verdict on them."""

    case: Case
    outcome: Outcome
    judgement: Judgement | None = None
    default: Side | None = None
    """The side whose stage is only taken for granted."""

    @property
    def verdict(self) -> Verdict:
        """The computed verdict."""
        return self.outcome.verdict

    @property
    def standing(self) -> Verdict:
        """The verdict that counts for the event."""
        return standing(self.outcome.verdict, self.judgement)

    @property
    def may_head(self) -> bool:
        """Whether it can be an event's head.

        Shared rows can, and a report's conflict with itself; a stage that merely agrees with what
        was taken for granted is not a question the reports share.
        """
        if self.case.inside:
            return self.verdict.is_conflict
        return self.default is None or self.verdict not in (Verdict.AGREE, Verdict.NARROWER)

    @property
    def is_inferred(self) -> bool:
        """Whether the verdict rests on an inference: of a value, or of a date that orders two."""
        claims = (self.case.a, self.case.b)
        if any(claim.basis is Basis.INFERRED for claim in claims):
            return True
        if self.verdict is not Verdict.UPDATED:
            return False
        reports = self.case.ground.chronicle.reports
        undated = (reports[claim.report] for claim in claims if claim.as_of is None)
        return any(report.published_basis is Basis.INFERRED for report in undated)


Line = OneSided | Compared
Answers = Mapping[str, list[Claim]]
"""What a report says of an event, by aspect; several answers to one question in canonical order."""


def lines(context: Context, pair: Pair) -> tuple[list[Line], bool]:
    """All there is to compare, and whether both reports speak of the event.

    Every claim of either report is in at least one line. The lines come in the order of the store's
    aspects; nothing else depends on the order of anything in the file.
    """
    told = answers(context.event, pair)
    on_left, on_right = told.pop(pair[0]), told.pop(pair[1], {})
    both_speak = bool(on_left and on_right)
    found: list[Line] = []
    for aspect in context.ground.in_order(on_left.keys() | on_right.keys()):
        left, right = on_left.get(aspect, []), on_right.get(aspect, [])
        if left and right:
            found += facing(context, left, right)
            found += [*inside(context, left), *inside(context, right)]
        elif aspect == "status" and both_speak:
            found += by_default(context, pair, left, right)
            found += inside(context, left or right)
        else:
            found += _alone(context, Side.LEFT if left else Side.RIGHT, left or right)
    return found, both_speak


def answers(event: Event, reports: Iterable[str]) -> dict[str, dict[str, list[Claim]]]:
    """What each of some reports says of an event, in their order; one that is silent, nothing."""
    told: dict[str, dict[str, list[Claim]]] = {report: {} for report in reports}
    for claim in event.claims:
        if claim.report in told:
            told[claim.report].setdefault(claim.aspect, []).append(claim)
    for by_aspect in told.values():
        for claims in by_aspect.values():
            if len(claims) > 1:
                claims.sort(key=canonical)
    return told


def facing(context: Context, left: Sequence[Claim], right: Sequence[Claim]) -> list[Compared]:
    """The lines of a question that both reports answer, without those inside one of them."""
    return [_set_against(context, a, b) for a, b in pairs(context.ground, left, right)]


def _set_against(context: Context, a: Claim, b: Claim, default: Side | None = None) -> Compared:
    case = context.case(a, b)
    reports = frozenset((a.report, b.report))
    judgement = context.ground.judgement(context.event.id, a.aspect, reports)
    return Compared(case, judge(case), judgement, default)


def _alone(context: Context, side: Side, claims: Sequence[Claim]) -> list[Line]:
    clash = inside(context, claims)
    shown = {id(claim) for line in clash for claim in (line.case.a, line.case.b)}
    return [*clash, *[OneSided(side, claim) for claim in claims if id(claim) not in shown]]


def inside(context: Context, claims: Sequence[Claim]) -> list[Compared]:
    """The strongest clash of a report with itself on one question, if there is one."""
    if len(claims) < 2 or context.aspect(claims[0]).type is AspectType.TEXT:
        return []
    best: tuple[tuple[int, int], Compared] | None = None
    for a, b in combinations(claims, 2):
        case = context.case(a, b)
        outcome = judge(case)
        if outcome.verdict not in _INSIDE:
            continue
        rank = (_INSIDE.index(outcome.verdict), _telling(case))
        if best is None or rank < best[0]:
            best = (rank, Compared(case, outcome))
        if outcome.verdict is Verdict.SELF or (outcome.verdict is Verdict.FRAMING and not rank[1]):
            break  # nothing on this question can be stronger or more telling
    return [best[1]] if best else []


def _telling(case: Case) -> int:
    """Of clashes with one verdict: a voice against itself first, then the report against one."""
    if case.a.holder == case.b.holder:
        return 0
    return 1 if None in (case.a.holder, case.b.holder) else 2


def by_default(
    context: Context, pair: Pair, left: Sequence[Claim], right: Sequence[Claim]
) -> list[Line]:
    """The lines of the stage that one side alone gives.

    A side that speaks of the event but gives no stage is taken to tell what happened.
    Not against a denial, though: what nobody affirms cannot contradict it.
    """
    silent = Side.RIGHT if left else Side.LEFT
    claims = left or right
    granted = Claim(context.event.id, "status", pair[silent is Side.RIGHT], Stage.HAPPENED)
    found: list[Line] = []
    for claim in claims:
        if claim.denied:
            found.append(OneSided(silent.other, claim))
        else:
            a, b = (claim, granted) if left else (granted, claim)
            found.append(_set_against(context, a, b, default=silent))
    return found
