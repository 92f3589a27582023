"""What stands beside a verdict and never decides it."""

from iraq_tui.domain import describe
from iraq_tui.domain.comparison.case import Case
from iraq_tui.domain.comparison.lines import Compared
from iraq_tui.domain.comparison.model import Flag, Side
from iraq_tui.domain.comparison.wording import voices
from iraq_tui.domain.records import UNNAMED

Flags = tuple[tuple[Flag, ...], tuple[str, ...]]
"""Flags, and a sentence for each that has more to say than its name and the row's reason."""


def flags(line: Compared, reason: str) -> Flags:
    """The flags of a row with such a reason."""
    case = line.case
    notes = {
        Flag.HOLDER: _holder_note(case),
        Flag.ONE_ORIGIN: _origin_note(case),
        Flag.ONE_SIDE: _one_side_note(case),
        Flag.INFERRED: "" if line.is_inferred else None,
        Flag.STAGES: _stages_note(case),
        Flag.MATCHED: "" if case.context.event.matched and not case.inside else None,
        Flag.ZONE: "" if case.relation is not case.plain_relation else None,
        Flag.JUDGED: "" if line.judgement else None,
    }
    said = {flag: note for flag, note in notes.items() if note is not None}
    if line.default:
        return _granted(case, line.default, tuple(said))
    return tuple(said), tuple(note for note in said.values() if note and note not in reason)


def _granted(case: Case, silent: Side, others: tuple[Flag, ...]) -> Flags:
    """Nobody said what is taken for granted, so nobody's voice is another's."""
    report = (case.a if silent is Side.LEFT else case.b).report
    kept = (flag for flag in others if flag is not Flag.HOLDER)
    return (*kept, Flag.DEFAULT), (f"{report} gives no stage: taken as happened",)


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


def _stages_note(case: Case) -> str | None:
    if case.is_status:
        return None
    left, right = case.stages
    if left.is_real == right.is_real:
        return None
    return f"{case.a.report}: {left}, {case.b.report}: {right}"
