"""How much of a report's text the store has caught: the lines that some claim rests on."""

from collections.abc import Iterable, Mapping

from msgspec import Struct

from iraq_tui.domain.catalogue import Catalogue, Passage
from iraq_tui.domain.records import Event
from iraq_tui.domain.report_text import ReportText


class Coverage(Struct, frozen=True):
    """One report's text, by lines; blank lines count for nothing."""

    report: str
    passages: int
    """How many stretches of the text the report's claims rest on."""
    covered: tuple[int, ...]
    """The lines, from 1, on which one of them stands, in part at least; rising."""
    uncovered: tuple[int, ...]
    """The lines on which none does; rising."""

    @property
    def lines(self) -> int:
        """How many lines there are with anything on them."""
        return len(self.covered) + len(self.uncovered)

    @property
    def percent(self) -> int:
        """The share of lines with a claim, rounded down: 100 means all of them. None make 100."""
        return 100 * len(self.covered) // self.lines if self.lines else 100


def coverages(catalogue: Catalogue) -> Mapping[str, Coverage | None]:
    """By report id, in the store's order; none for a text that is not at hand."""
    passages: dict[str, set[Passage]] = {report: set() for report in catalogue.chronicle.reports}
    for event in catalogue.chronicle.events:
        for report, passage in _passages(catalogue, event):
            passages[report].add(passage)
    found: dict[str, Coverage | None] = {}
    for report, theirs in passages.items():
        text = catalogue.text(report)
        found[report] = None if text is None else covered(report, text, theirs)
    return found


def _passages(catalogue: Catalogue, event: Event) -> Iterable[tuple[str, Passage]]:
    for claim in event.claims:
        for anchor in claim.anchors:
            passage = catalogue.passage(claim.report, anchor)
            if passage is not None:
                yield claim.report, passage


def covered(report: str, text: ReportText, passages: Iterable[Passage]) -> Coverage:
    """What of a text some passages of it cover."""
    touched: set[int] = set()
    passages = tuple(passages)
    for passage in passages:
        last = text.line(passage.end - 1) if passage.end else passage.line
        touched.update(range(passage.line, last + 1))
    told = [line for line, words in enumerate(text.text.split("\n"), 1) if words.strip()]
    return Coverage(
        report,
        len(passages),
        tuple(line for line in told if line in touched),
        tuple(line for line in told if line not in touched),
    )
