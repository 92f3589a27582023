"""The rules of comparison: each a small function, tried in order; the first that fits decides.

The precedents are cross-document structure theory (Radev 2000) and the contradiction types of
de Marneffe et al. (ACL 2008). ``docs/comparison.md`` lists the same rules in words.
"""

from collections.abc import Callable
from functools import partial

from iraq_tui.domain import describe
from iraq_tui.domain.comparison import reasons
from iraq_tui.domain.comparison.case import Case, Voice
from iraq_tui.domain.comparison.model import Side, Verdict
from iraq_tui.domain.comparison.reasons import Outcome
from iraq_tui.domain.comparison.values import Relation, edges
from iraq_tui.domain.moment import Edge, Moment, Point
from iraq_tui.domain.quantity import Quantity
from iraq_tui.domain.records import AspectType

Rule = Callable[[Case], Outcome | None]


def judge(case: Case) -> Outcome:
    """The verdict on two claims, with its reason."""
    for rule in RULES:
        if outcome := rule(case):
            return outcome
    raise AssertionError(f"no rule fits {case.a} against {case.b}")  # the last rule always does


# --- the order of rules -------------------------------------------------------------------------


def free_text(case: Case) -> Outcome | None:
    """Text is left to a person."""
    if case.aspect.type is not AspectType.TEXT:
        return None
    return Outcome(Verdict.UNJUDGED, reasons.free_text)


def both_denied(case: Case) -> Outcome | None:
    """Two denials agree on the same value, and can both hold otherwise."""
    if not (case.a.denied and case.b.denied):
        return None
    if case.plain_relation is Relation.SAME:
        return Outcome(Verdict.AGREE, reasons.both_deny)
    return Outcome(Verdict.OVERLAP, reasons.deny_different)


def one_denied(case: Case) -> Outcome | None:
    """A denial clashes with an affirmed value that is, or lies inside, what is denied."""
    if case.a.denied == case.b.denied:
        return None
    affirmed_in = case.plain_relation if case.b.denied else _mirrored(case)
    if affirmed_in in (Relation.SAME, Relation.IN):
        return clash(case)
    return Outcome(Verdict.OVERLAP, reasons.denial_elsewhere)


def _mirrored(case: Case) -> Relation | None:
    return case.plain_relation.mirrored if case.plain_relation else None


def disjoint(case: Case) -> Outcome | None:
    """Values that cannot both be right clash, but for stages."""
    if case.is_status or case.relation is not Relation.DISJOINT:
        return None
    return clash(case)


def near(case: Case) -> Outcome | None:
    """Values that only the tolerances, or the zones, bring together."""
    if case.relation is not Relation.NEAR:
        return None
    return Outcome(Verdict.TOLERANCE, reasons.near)


def stages_fit(case: Case) -> Outcome | None:
    """The same stage agrees; begun and happened are both real."""
    if not case.is_status:
        return None
    if case.relation is Relation.SAME:
        return Outcome(Verdict.AGREE, reasons.same)
    if all(stage.is_real for stage in case.stages):
        more = Side.LEFT if case.relation is Relation.IN else Side.RIGHT
        return Outcome(Verdict.NARROWER, partial(reasons.both_real, more=more), more)
    return None


def stage_moved_on(case: Case) -> Outcome | None:
    """The further stage belongs to the strictly later claim."""
    if not case.is_status or case.order == 0:
        return None
    if case.stage(case.later).rank > case.stage(case.earlier).rank:
        return Outcome(Verdict.UPDATED, reasons.stage_moved_on)
    return None


def stages_differ(case: Case) -> Outcome | None:
    """Any other two stages."""
    return Outcome(Verdict.STATUS, reasons.stages_differ) if case.is_status else None


def same(case: Case) -> Outcome | None:
    """The same value."""
    if case.relation is not Relation.SAME:
        return None
    return Outcome(Verdict.AGREE, reasons.same)


def compatible(case: Case) -> Outcome:
    """Values that can both be right, and which side says more."""
    if case.relation in (Relation.IN, Relation.HAS):
        more = Side.LEFT if case.relation is Relation.IN else Side.RIGHT
        return Outcome(Verdict.NARROWER, partial(reasons.narrower, more=more), more)
    return Outcome(Verdict.OVERLAP, reasons.overlap)


RULES: tuple[Rule, ...] = (
    free_text,
    both_denied,
    one_denied,
    disjoint,
    near,
    stages_fit,
    stage_moved_on,
    stages_differ,
    same,
    compatible,
)


# --- what a clash becomes -----------------------------------------------------------------------


def clash(case: Case) -> Outcome:
    """What becomes of two claims that cannot both be right as they stand."""
    for rule in CLASH_RULES:
        if outcome := rule(case):
            return outcome
    raise AssertionError(f"no clash rule fits {case.a} against {case.b}")  # the last always does


def answer_changed(case: Case) -> Outcome | None:
    """The true answer moves with time, and the claims are ordered in time."""
    if case.order == 0 or not _moves_as_it_may(case):
        return None
    return Outcome(Verdict.UPDATED, reasons.answer_changed)


def _moves_as_it_may(case: Case) -> bool:
    if case.is_status:
        # What was denied may have come to pass, and a plan may have been called off; but what
        # has been real cannot become untrue.
        return case.earlier.denied or not case.stage(case.earlier).is_real
    direction = case.aspect.changes
    if direction in ("", "any") or case.a.denied or case.b.denied:
        return bool(direction)
    return direction == ("up" if _rises(case) else "down")


def _rises(case: Case) -> bool:
    earlier, later = case.earlier.value, case.later.value
    if isinstance(earlier, Quantity) and isinstance(later, Quantity):
        return earlier.strict.below(later.strict)
    assert isinstance(earlier, Moment)
    assert isinstance(later, Moment)
    return earlier.strict < later.strict  # by start, then by end


def plan_overtaken(case: Case) -> Outcome | None:
    """When and where: an earlier plan gives way to a later word that is at least as far along."""
    if case.aspect.id not in ("when", "where") or case.order == 0:
        return None
    before, after = case.stage(case.earlier), case.stage(case.later)
    if before.is_real or not after.reaches(before):
        return None
    return Outcome(Verdict.UPDATED, reasons.plan_overtaken)


def lasted_then_ended(case: Case) -> Outcome | None:
    """A date still open at the earlier time, and its end at the later one."""
    if case.aspect.type is not AspectType.DATE or case.order == 0:
        return None
    early, late = case.earlier.value, case.later.value
    assert isinstance(early, Moment)
    assert isinstance(late, Moment)
    ended = early.end is Edge.OPEN and isinstance(late.end, Point)
    held = describe.as_of(case.ground.chronicle, case.earlier)
    if not ended or held is None or late.strict.hi < held.strict.lo:
        return None
    if edges(early.start, late.start) is Relation.DISJOINT:
        return None
    return Outcome(Verdict.UPDATED, reasons.lasted_then_ended)


def framing(case: Case) -> Outcome | None:
    """The question is one of framing, where another answer is not a contradiction."""
    if not case.aspect.framing:
        return None
    return Outcome(Verdict.FRAMING, reasons.framing)


def same_voice(case: Case) -> Outcome | None:
    """One voice says both: only that is a contradiction."""
    if case.voice is not Voice.SAME:
        return None
    if case.inside:
        return Outcome(Verdict.SELF, reasons.self_contradiction)
    return Outcome(Verdict.DIFFER, reasons.differ)


def against_its_source(case: Case) -> Outcome | None:
    """A report's own voice against one that the same report passes on."""
    if not case.inside or (case.a.holder and case.b.holder):
        return None
    return Outcome(Verdict.AT_ODDS, reasons.at_odds)


def parties(_case: Case) -> Outcome:
    """Different speakers: both reports may be right about who said what."""
    return Outcome(Verdict.PARTIES, reasons.parties)


CLASH_RULES: tuple[Rule, ...] = (
    answer_changed,
    plan_overtaken,
    lasted_then_ended,
    framing,
    same_voice,
    against_its_source,
    parties,
)
