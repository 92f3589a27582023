"""What stands out of the lines of an event's comparison."""

from collections.abc import Iterable, Sequence

from iraq_tui.domain.comparison.lines import Compared, Line
from iraq_tui.domain.comparison.model import Summary, Verdict

_PLACES = {verdict: place for place, verdict in enumerate(Verdict)}
"""Which of several verdicts of equal strength stands for them, whatever their order."""


def summary(lines: Sequence[Line], *, both_speak: bool) -> Summary:
    """The head of an event, and what is marked beside it."""
    verdicts = {line.standing for line in lines}
    heads = _strongest(line for line in lines if isinstance(line, Compared) and line.may_head)
    if not heads:
        if both_speak:
            return Summary(Verdict.APART, verdicts=frozenset((*verdicts, Verdict.APART)))
        return Summary(Verdict.ONLY if lines else None, verdicts=frozenset(verdicts))
    more = {line.outcome.more for line in heads}
    return Summary(
        min((line.standing for line in heads), key=_PLACES.__getitem__),
        more=more.pop() if len(more) == 1 else None,
        # Nothing is stronger than such a conflict.
        self_conflict=any(line.verdict in (Verdict.SELF, Verdict.AT_ODDS) for line in heads),
        doubtful=all(line.is_inferred for line in heads),
        judged=all(line.standing is not line.verdict for line in heads),
        verdicts=frozenset(verdicts),
    )


def _strongest(lines: Iterable[Compared]) -> list[Compared]:
    top = 0
    found: list[Compared] = []
    for line in lines:
        strength = line.standing.strength
        if strength > top:
            top, found = strength, []
        if strength == top:
            found.append(line)
    return found
