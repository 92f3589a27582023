"""Checks on judgements: on what they judge, and whether it is still what it was."""

from collections.abc import Iterator, Mapping

from iraq_tui.domain.comparison.model import Verdict
from iraq_tui.domain.comparison.pairing import digest
from iraq_tui.domain.records import Claim, Event, Judgement
from iraq_tui.sources.toml.head import Head
from iraq_tui.sources.toml.problem import Path, Problem, Severity, quote, suggestion
from iraq_tui.sources.toml.told import Told


def check_judgements(head: Head, events: Mapping[str, Told]) -> Iterator[Problem]:
    """Judgements of claims that exist, by a known verdict, made on the claims as they are now.

    ``events`` has those that are judged, by id, as far as they could be read.
    """
    seen: set[tuple[str, str, frozenset[str]]] = set()
    for path, judgement in head.judgements:
        judged = (judgement.event, judgement.about, frozenset(judgement.reports))
        if judged in seen:
            what = f"{quote(judgement.about)} in {quote(judgement.event)} is judged twice"
            yield Problem("twin-judgement", what, "leave one of the judgements out", path)
        seen.add(judged)
        if judgement.verdict not in _JUDGED_AS:
            mend = suggestion(
                judgement.verdict, _JUDGED_AS, f"write one of {', '.join(_JUDGED_AS)}"
            )
            what = f"{quote(judgement.verdict)} is no verdict"
            yield Problem("wrong-value", what, mend, (*path, "verdict"))
        if judgement.reports[0] == judgement.reports[1]:
            what = "a judgement is on two different reports"
            yield Problem("wrong-value", what, 'write reports = ["a", "b"]', (*path, "reports"))
        elif told := events.get(judgement.event):
            if told.event:
                yield from _judged_claims(path, judgement, told.event, head)
            elif path in told.judged:
                yield told.judged[path]


_JUDGED_AS = tuple(
    verdict.value
    for verdict in Verdict
    if verdict not in (Verdict.ONLY, Verdict.APART, Verdict.UNJUDGED)
)


def _judged_claims(path: Path, judgement: Judgement, event: Event, head: Head) -> Iterator[Problem]:
    declared = head.tables.declared["reports"]
    known = judgement.about in head.chronicle.aspects and declared.issuperset(judgement.reports)
    judged = [claim for claim in event.claims if _is_judged(claim, judgement)]
    silent = [r for r in judgement.reports if r not in {claim.report for claim in judged}]
    if known and silent:
        what = f"{silent[0]} says nothing on {quote(judgement.about)} in {quote(event.id)}"
        mend = "leave the judgement out: silence cannot be judged"
        yield Problem("silent-side", what, mend, path)
    elif known and judgement.seen != (now := digest(judged)):
        what = (
            "the claims have changed since they were judged"
            if judgement.seen
            else "this judgement does not say which claims it has seen"
        )
        key = (*path, "seen") if judgement.seen else path
        mend = f'read them again, then write seen = "{now}"'
        yield Problem("judgement-stale", what, mend, key, Severity.WARNING)


def _is_judged(claim: Claim, judgement: Judgement) -> bool:
    return claim.aspect == judgement.about and claim.report in judgement.reports
