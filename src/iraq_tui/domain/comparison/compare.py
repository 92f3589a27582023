"""The comparison of one event for one pair of reports."""

from iraq_tui.domain.comparison import reasons
from iraq_tui.domain.comparison.case import Context, Ground
from iraq_tui.domain.comparison.flags import flags
from iraq_tui.domain.comparison.lines import Compared, OneSided, lines
from iraq_tui.domain.comparison.model import (
    EventComparison,
    Flag,
    Pair,
    Row,
    Side,
    Summary,
    Verdict,
)
from iraq_tui.domain.comparison.summary import summary
from iraq_tui.domain.records import Basis, Event


def compare(ground: Ground, event: Event, pair: Pair) -> EventComparison:
    """Set two reports side by side on one event, aspect by aspect.

    Every claim of either report is in at least one row. Rows come in the order of the store's
    aspects; nothing else depends on the order of anything in the file. A report given twice, as
    where it is the only one, stands on the left alone.
    """
    found, both_speak = lines(Context(ground, event), pair)
    rows = tuple(
        _row(line) if isinstance(line, Compared) else _one_sided(line, pair, both_speak=both_speak)
        for line in found
    )
    return EventComparison(event.id, pair, rows, summary(found, both_speak=both_speak))


def summarise(ground: Ground, event: Event, pair: Pair) -> Summary:
    """What stands out of the same comparison, without the cost of its rows and their words."""
    found, both_speak = lines(Context(ground, event), pair)
    return summary(found, both_speak=both_speak)


def _row(line: Compared) -> Row:
    case = line.case
    reason = line.outcome.reason(case)
    found, notes = flags(line, reason)
    return Row(
        case.context.event.id,
        case.aspect.id,
        case.a,
        case.b,
        line.verdict,
        reason,
        more=line.outcome.more,
        inside=case.a.report if case.inside else None,
        default=line.default,
        flags=found,
        flag_notes=notes,
        judgement=line.judgement,
    )


def _one_sided(line: OneSided, pair: Pair, *, both_speak: bool) -> Row:
    left, right = pair
    on_left = line.side is Side.LEFT
    speaking, silent = (left, right) if on_left else (right, left)
    return Row(
        line.claim.event,
        line.claim.aspect,
        line.claim if on_left else None,
        None if on_left else line.claim,
        Verdict.ONLY,
        reasons.only(speaking, silent, other_speaks=both_speak),
        flags=(Flag.INFERRED,) if line.claim.basis is Basis.INFERRED else (),
    )
