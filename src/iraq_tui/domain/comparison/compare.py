"""The comparison of one event for one pair of reports: rows, flags, head."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations

from msgspec.structs import replace

from iraq_tui.domain import describe
from iraq_tui.domain.comparison import reasons
from iraq_tui.domain.comparison.case import Case, Ground
from iraq_tui.domain.comparison.model import EventComparison, Flag, Pair, Row, Side, Verdict
from iraq_tui.domain.comparison.pairing import canonical, pairs
from iraq_tui.domain.comparison.reasons import Outcome
from iraq_tui.domain.comparison.rules import judge
from iraq_tui.domain.comparison.wording import voices
from iraq_tui.domain.records import (
    UNNAMED,
    AspectType,
    Basis,
    Claim,
    Event,
    Judgement,
    Stage,
)

_INSIDE = frozenset(
    {Verdict.SELF, Verdict.AT_ODDS, Verdict.PARTIES, Verdict.FRAMING, Verdict.STATUS}
)
"""What is worth a row of its own inside one report: what it does not tell in one way."""


def compare(ground: Ground, event: Event, pair: Pair) -> EventComparison:
    """Set two reports side by side on one event, aspect by aspect.

    Every claim of either report is in at least one row. Rows come in the order of the store's
    aspects; nothing else depends on the order of anything in the file. A report given twice, as
    where it is the only one, stands on the left alone.
    """
    sides = {side: _by_aspect(event, report) for side, report in zip(Side, pair, strict=True)}
    if pair[0] == pair[1]:
        sides[Side.RIGHT] = {}
    speaks = {side: bool(claims) for side, claims in sides.items()}
    rows: list[Row] = []
    for aspect in ground.chronicle.aspects:
        left, right = sides[Side.LEFT].get(aspect, []), sides[Side.RIGHT].get(aspect, [])
        if aspect == "status" and all(speaks.values()) and bool(left) != bool(right):
            rows += _by_default(ground, event, pair, left, right)
        elif left or right:
            rows += _aspect_rows(ground, event, pair, (left, right), speaks)
    return _headed(event, pair, tuple(rows), all(speaks.values()))


def _by_aspect(event: Event, report: str) -> Mapping[str, list[Claim]]:
    found: dict[str, list[Claim]] = defaultdict(list)
    for claim in event.claims:
        if claim.report == report:
            found[claim.aspect].append(claim)
    for claims in found.values():
        claims.sort(key=canonical)
    return found


def _aspect_rows(
    ground: Ground,
    event: Event,
    pair: Pair,
    claims: tuple[Sequence[Claim], Sequence[Claim]],
    speaks: Mapping[Side, bool],
) -> list[Row]:
    left, right = claims
    inside = [row for side in claims if (row := _inside_row(ground, event, side))]
    if left and right:
        shared = [_row(Case(ground, event, a, b)) for a, b in pairs(ground, left, right)]
        return shared + inside
    shown = {id(claim) for row in inside for claim in (row.left, row.right)}
    side = Side.LEFT if left else Side.RIGHT
    alone = [
        _one_sided(event, pair, side, claim, other_speaks=speaks[side.other])
        for claim in (left or right)
        if id(claim) not in shown
    ]
    return inside + alone


def _row(case: Case) -> Row:
    outcome = judge(case)
    judgement = None if case.inside else _judgement(case)
    flags, notes = _flags(case, outcome, judged=judgement is not None)
    return Row(
        case.event.id,
        case.a.aspect,
        case.a,
        case.b,
        outcome.verdict,
        outcome.reason,
        more=outcome.more,
        inside=case.a.report if case.inside else None,
        flags=flags,
        flag_notes=notes,
        judgement=judgement,
    )


def _one_sided(event: Event, pair: Pair, side: Side, claim: Claim, *, other_speaks: bool) -> Row:
    left, right = pair
    speaking, silent = (left, right) if side is Side.LEFT else (right, left)
    return Row(
        event.id,
        claim.aspect,
        claim if side is Side.LEFT else None,
        claim if side is Side.RIGHT else None,
        Verdict.ONLY,
        reasons.only(speaking, silent, other_speaks=other_speaks),
        flags=(Flag.INFERRED,) if claim.basis is Basis.INFERRED else (),
    )


def _inside_row(ground: Ground, event: Event, claims: Sequence[Claim]) -> Row | None:
    """The strongest clash of a report with itself on one question, if there is one."""
    if not claims or ground.chronicle.aspects[claims[0].aspect].type is AspectType.TEXT:
        return None
    best: tuple[tuple[int, int, int], Case] | None = None
    for a, b in combinations(claims, 2):
        case = Case(ground, event, a, b)
        verdict = judge(case).verdict
        if verdict not in _INSIDE:
            continue
        rank = (-verdict.strength, list(Verdict).index(verdict), _telling(case))
        if best is None or rank < best[0]:
            best = (rank, case)
        if verdict is Verdict.SELF or (verdict is Verdict.FRAMING and not rank[2]):
            break  # nothing on this question can be stronger or more telling
    return _row(best[1]) if best else None


def _telling(case: Case) -> int:
    """Of clashes with one verdict: a voice against itself first, then the report against one."""
    if case.a.holder == case.b.holder:
        return 0
    return 1 if None in (case.a.holder, case.b.holder) else 2


def _by_default(
    ground: Ground, event: Event, pair: Pair, left: Sequence[Claim], right: Sequence[Claim]
) -> list[Row]:
    """A side that speaks of the event but gives no stage is taken to tell what happened.

    Not against a denial, though: what nobody affirms cannot contradict it.
    """
    silent = Side.RIGHT if left else Side.LEFT
    rows = [
        _one_sided(event, pair, silent.other, claim, other_speaks=True)
        if claim.denied
        else _granted_row(ground, event, pair, silent, claim)
        for claim in left or right
    ]
    inside = _inside_row(ground, event, left or right)
    return [*rows, inside] if inside else rows


def _granted_row(ground: Ground, event: Event, pair: Pair, silent: Side, claim: Claim) -> Row:
    report = pair[silent is Side.RIGHT]
    granted = Claim(event.id, "status", report, Stage.HAPPENED)
    a, b = (granted, claim) if silent is Side.LEFT else (claim, granted)
    row = _row(Case(ground, event, a, b))
    return replace(
        row,
        default=silent,
        # Nobody said it, so nobody's voice is another's.
        flags=(*(flag for flag in row.flags if flag is not Flag.HOLDER), Flag.DEFAULT),
        flag_notes=(f"{report} gives no stage: taken as happened",),
    )


# --- flags --------------------------------------------------------------------------------------


def _flags(
    case: Case, outcome: Outcome, *, judged: bool
) -> tuple[tuple[Flag, ...], tuple[str, ...]]:
    """The flags of a row, and a sentence for each that has more to say than name and reason."""
    notes = {
        Flag.HOLDER: _holder_note(case),
        Flag.ONE_ORIGIN: _origin_note(case),
        Flag.ONE_SIDE: _one_side_note(case),
        Flag.INFERRED: "" if _is_inferred(case, outcome.verdict) else None,
        Flag.STAGES: _stages_note(case),
        Flag.MATCHED: "" if case.event.matched and not case.inside else None,
        Flag.ZONE: "" if case.zone_gap is not None and _zone_used(case) else None,
        Flag.JUDGED: "" if judged else None,
    }
    said = {flag: note for flag, note in notes.items() if note is not None}
    return tuple(said), tuple(note for note in said.values() if note and note not in outcome.reason)


def _zone_used(case: Case) -> bool:
    return case.relation is not case.plain_relation


def _holder_note(case: Case) -> str | None:
    if case.a.holder == case.b.holder and case.a.holder != UNNAMED:
        return None
    return voices(case)


def _origin_note(case: Case) -> str | None:
    """Two reports that lean on one source are one witness less; CSTT calls this attribution."""
    if case.inside:
        return None
    chronicle = case.ground.chronicle
    shared = describe.origins(chronicle, case.a) & describe.origins(chronicle, case.b)
    if not shared:
        return None
    names = describe.listed(sorted(describe.actor_name(chronicle, actor) for actor in shared))
    return f"2 reports, 1 origin: {names}"


def _one_side_note(case: Case) -> str | None:
    a, b = case.a.holder, case.b.holder
    if not a or not b or a == b or UNNAMED in (a, b):
        return None
    shared = case.ground.actors.shared(a, b)
    if not shared:
        return None
    nearest = case.ground.actors.leaves(shared)
    chronicle = case.ground.chronicle
    names = describe.listed(sorted(describe.actor_name(chronicle, actor) for actor in nearest))
    return f"both holders belong to {names}"


def _is_inferred(case: Case, verdict: Verdict) -> bool:
    """Whether the verdict rests on an inference: of a value, or of a date that orders the two."""
    if Basis.INFERRED in (case.a.basis, case.b.basis):
        return True
    reports = case.ground.chronicle.reports
    undated = [claim.report for claim in (case.a, case.b) if claim.as_of is None]
    guessed = any(reports[report].published_basis is Basis.INFERRED for report in undated)
    return verdict is Verdict.UPDATED and guessed


def _stages_note(case: Case) -> str | None:
    left, right = case.stages
    if case.is_status or left.is_real == right.is_real:
        return None
    return f"{case.a.report}: {left}, {case.b.report}: {right}"


def _judgement(case: Case) -> Judgement | None:
    reports = {case.a.report, case.b.report}
    for judgement in case.ground.chronicle.judgements:
        same = judgement.event == case.event.id and judgement.about == case.a.aspect
        if same and set(judgement.reports) == reports:
            return judgement
    return None


# --- the head -----------------------------------------------------------------------------------


def _headed(event: Event, pair: Pair, rows: tuple[Row, ...], both_speak: bool) -> EventComparison:
    counts = Counter(row.standing for row in rows)
    conflict = any(row.verdict in (Verdict.SELF, Verdict.AT_ODDS) for row in rows)
    counting = [row for row in rows if _counts(row)]
    if not counting:
        head = Verdict.APART if both_speak else Verdict.ONLY if rows else None
        if head is Verdict.APART:
            counts[Verdict.APART] += 1
        return EventComparison(event.id, pair, rows, head, counts=counts)
    top = max(row.standing.strength for row in counting)
    heads = [row for row in counting if row.standing.strength == top]
    more = {row.more for row in heads}
    return EventComparison(
        event.id,
        pair,
        rows,
        _first_of(row.standing for row in heads),
        more=more.pop() if len(more) == 1 else None,
        self_conflict=conflict,
        doubtful=all(Flag.INFERRED in row.flags for row in heads),
        judged=all(row.standing is not row.verdict for row in heads),
        counts=counts,
    )


def _counts(row: Row) -> bool:
    """Whether a row can be an event's head.

    Shared rows do, and a report's conflict with itself; a stage that merely agrees with what was
    taken for granted is not a question the reports share.
    """
    if row.inside:
        return row.verdict.is_conflict
    granted = row.default is not None and row.verdict in (Verdict.AGREE, Verdict.NARROWER)
    return row.is_shared and not granted


def _first_of(verdicts: Iterable[Verdict]) -> Verdict:
    """One verdict for several of equal strength, whatever their order."""
    return min(verdicts, key=list(Verdict).index)
