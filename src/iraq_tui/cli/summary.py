"""A chronicle summed up report by report, printed or as JSON."""

from typing import Any

from iraq_tui.cli.jsons import claim_data
from iraq_tui.domain.catalogue import Catalogue
from iraq_tui.domain.origins import OriginGroup
from iraq_tui.domain.summary import Evidence, Finding, ReportSummary, Summary
from iraq_tui.domain.tally import PairTally
from iraq_tui.tui.paint.glyphs import UNICODE
from iraq_tui.tui.paint.line import Line, own
from iraq_tui.tui.paint.summary import summary_sheet, title_lines

Data = dict[str, Any]


def summary_page(catalogue: Catalogue, found: Summary, chosen: str, width: int) -> list[Line]:
    """The summary for reading; ``chosen`` is the filter in force."""
    if chosen and not found.events:
        return [*title_lines(catalogue, found, width), (own("no event answers the filter"),)]
    return list(summary_sheet(catalogue, found, width, UNICODE).lines)


def summary_data(catalogue: Catalogue, found: Summary, chosen: str) -> Data:
    """The same for programs, with nothing left out."""
    tally = found.tally
    data = _Data(catalogue)
    return {
        "title": catalogue.chronicle.title,
        "store_sha256": catalogue.chronicle.digest,
        "filter": chosen or None,
        "events": found.events,
        "origins": [_origin(group) for group in found.origins],
        "pairs": [_pair(tally.between(*pair)) for pair in tally.pairs],
        "reports": [data.report(one) for one in found.reports],
        "unmet": [
            {
                "aspect": one.aspect,
                "question": catalogue.chronicle.aspects[one.aspect].question,
                "events": one.events,
                "reports": list(one.reports),
            }
            for one in found.unmet
        ],
    }


def _origin(group: OriginGroup) -> Data:
    return {
        "reports": list(group.reports),
        "common": list(group.common),
        "shared": {actor: list(theirs) for actor, theirs in group.shared.items()},
    }


def _pair(one: PairTally) -> Data:
    counts = {kind.replace("-", "_"): number for kind, number in one.counts.items()}
    verdicts = {verdict.value: one.verdicts[verdict] for verdict in sorted(one.verdicts)}
    return {"pair": list(one.pair), **counts, "verdicts": verdicts}


class _Data:
    """What tells of one report, with the claims that its findings rest on."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._evidence = Evidence(catalogue)

    def report(self, one: ReportSummary) -> Data:
        """A report's figures and findings."""
        return {
            "report": one.report,
            "claims": one.claims,
            "events": one.events,
            "questions": one.questions,
            "sole_events": self._catalogue.ids(one.sole),
            "sole_questions": one.sole_questions,
            "alone": [self._alone(one.report, finding) for finding in one.alone],
            "disagreements": [self._compared(one.report, two) for two in one.disagreements],
            "itself": [self._compared(one.report, two) for two in one.itself],
            "unmet": list(one.unmet),
        }

    def _asked(self, one: Finding) -> Data:
        return {"event": self._catalogue.row(one.number).id, "aspect": one.aspect}

    def _alone(self, report: str, one: Finding) -> Data:
        claims = self._evidence.claims(report, one)
        return {**self._asked(one), "claims": [claim_data(self._catalogue, c) for c in claims]}

    def _compared(self, report: str, one: Finding) -> Data:
        stance = self._evidence.stance(report, one)
        assert stance is not None  # it was found there
        return {
            **self._asked(one),
            "verdict": one.verdict.value,
            "other": one.other,
            "judged_by_hand": stance.judged,
            "rests_on_inference": stance.inferred,
            "by_default": stance.default.value if stance.default else None,
            "left": claim_data(self._catalogue, stance.left),
            "right": claim_data(self._catalogue, stance.right),
        }
