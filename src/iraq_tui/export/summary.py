"""A chronicle summed up, as Markdown: reports by reports, then report by report."""

from collections.abc import Iterable, Iterator, Sequence

from iraq_tui.domain import describe
from iraq_tui.domain.catalogue import Catalogue
from iraq_tui.domain.comparison.model import Kind, Side
from iraq_tui.domain.origins import origin_words
from iraq_tui.domain.records import Chronicle, Claim
from iraq_tui.domain.summary import Evidence, Finding, Findings, ReportSummary, Summary
from iraq_tui.domain.tally import SQUARE, PairTally, Tally
from iraq_tui.export.escape import code_span, escape, prose
from iraq_tui.text.counts import count_of


def summary_markdown(catalogue: Catalogue, found: Summary, chosen: str) -> str:
    """The summary as CommonMark with GFM tables, with every finding; ends in one newline.

    ``chosen`` is the filter in force. The same store gives the same text.
    """
    blocks = [*_opening(catalogue, found, chosen), *_together(catalogue.chronicle, found)]
    page = _Page(catalogue)
    for one in found.reports:
        blocks += page.report(one)
    blocks += _unmet(catalogue.chronicle, found)
    return "\n\n".join(blocks) + "\n"


def _opening(catalogue: Catalogue, found: Summary, chosen: str) -> Iterator[str]:
    chronicle, all_ = catalogue.chronicle, catalogue.count()
    yield f"# {prose(chronicle.title)}"
    yield "What each report alone says, where it disagrees with others, which questions stay alone."
    facts = [f"All {all_} events"]
    if chosen:
        facts = [f"Chosen by the filter {code_span(chosen)}: {found.events} of {all_} events"]
    if chronicle.digest:
        facts.append(f"Store: SHA-256 {code_span(chronicle.digest)}")
    yield _bullets(facts)


def _bullets(items: Iterable[str]) -> str:
    return "\n".join(f"- {item}" for item in items)


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = (head, ["---"] * len(head), *rows)
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


# --- reports by reports ---------------------------------------------------------------------------


def _together(chronicle: Chronicle, found: Summary) -> Iterator[str]:
    if found.origins:
        yield "## Reports that lean on one source"
        yield _bullets(
            f"{', '.join(map(escape, group.reports))}: {prose(origin_words(chronicle, group))}"
            for group in found.origins
        )
    pairs = [found.tally.between(*pair) for pair in found.tally.pairs]
    if pairs:
        yield "## Reports by reports"
        yield "In questions of events; a question that both answer counts by its strongest verdict."
        square = len(pairs) > 1 and len(found.tally.reports) <= SQUARE
        yield _square(found.tally) if square else _pairs(pairs)


def _square(tally: Tally) -> str:
    """What each report shares with each other one, and what it alone of the two answers."""
    reports = tally.reports
    rows = (
        [escape(one), *(_shared(tally.between(one, other)) for other in reports)] for one in reports
    )
    return _table(["", *map(escape, reports)], rows)


def _shared(one: PairTally) -> str:
    if one.pair[0] == one.pair[1]:
        return ""
    counts = one.counts
    shared = [
        f"{counts[kind]} {kind.word}"
        for kind in Kind
        if counts[kind] and kind not in (Kind.ONLY_LEFT, Kind.ONLY_RIGHT)
    ]
    return f"{', '.join(shared) or 'nothing shared'}; {one.only_left} only {escape(one.pair[0])}"


def _pairs(pairs: Sequence[PairTally]) -> str:
    rows = (
        [*map(escape, one.pair), *(str(one.counts[kind]) for kind in Kind)]
        for one in pairs
        if one.shared
    )
    table = _table(["Left", "Right", *(kind.word for kind in Kind)], rows)
    unmet = sum(not one.shared for one in pairs)
    return f"{table}\n\n{count_of(unmet, 'pair')} more that share no question." if unmet else table


# --- report by report -----------------------------------------------------------------------------


class _Page:
    """What writes the section of one report."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._chronicle = catalogue.chronicle
        self._evidence = Evidence(catalogue)

    def report(self, one: ReportSummary) -> Iterator[str]:
        """A report's figures, then what they are made of."""
        title = self._chronicle.reports[one.report].title
        yield f"## {escape(one.report)}: {prose(title)}"
        yield _bullets(_figures(one))
        if one.sole:
            yield "### Events that it alone tells"
            yield _bullets(map(self._event, one.sole))
        if one.alone:
            yield "### Answers that it alone gives"
            rows = (
                [*self._asked(finding), self._answers(one.report, finding)] for finding in one.alone
            )
            yield _table(("Event", "Question", "Answer"), rows)
        if one.disagreements:
            yield "### Disagreements with other reports"
            yield self._compared(one.report, one.disagreements, others=True)
        if one.itself:
            yield "### What it does not tell in one way"
            yield self._compared(one.report, one.itself, others=False)
        if one.unmet:
            yield "### Questions on which no other report is ever set against it"
            yield _bullets(map(self._question, one.unmet))

    def _event(self, number: int) -> str:
        event = self._catalogue.row(number)
        dated = event.date_words()
        return prose(event.title) + (f" ({prose(dated)})" if dated else "")

    def _question(self, aspect: str) -> str:
        return prose(self._chronicle.aspects[aspect].question)

    def _asked(self, one: Finding) -> tuple[str, str]:
        return self._event(one.number), self._question(one.aspect)

    def _answers(self, report: str, one: Finding) -> str:
        return "; ".join(self._said(claim) for claim in self._evidence.claims(report, one))

    def _said(self, claim: Claim, *, by_default: bool = False) -> str:
        words = prose(describe.claim_words(self._chronicle, claim))
        if by_default:
            return f"{words}, by default"
        source = describe.source_words(self._chronicle, claim)
        return f"{words} — {prose(source)}" if source else words

    def _compared(self, report: str, findings: Findings, *, others: bool) -> str:
        other = ("Other report",) if others else ()
        head = ("Event", "Question", escape(report), "Verdict", *other, "Answer")
        return _table(head, (self._row(report, one) for one in findings))

    def _row(self, report: str, one: Finding) -> Sequence[str]:
        stance = self._evidence.stance(report, one)
        assert stance is not None  # it was found there
        return (
            *self._asked(one),
            self._said(stance.left, by_default=stance.default is Side.LEFT),
            stance.words,
            *([escape(one.other)] if one.other else []),
            self._said(stance.right, by_default=stance.default is Side.RIGHT),
        )


def _figures(one: ReportSummary) -> Iterator[str]:
    events, questions = count_of(one.events, "event"), count_of(one.questions, "question")
    yield f"Speaks of {events}, answers {questions} in {count_of(one.claims, 'claim')}"
    sole = count_of(len(one.sole), "event")
    yield f"Alone tells {sole}, with {count_of(one.sole_questions, 'question')}"
    alone = count_of(len(one.alone), "question")
    yield f"Alone answers {alone} of events that others tell, too"
    for label, found in (("Disagrees", one.disagreements), ("Not in one way", one.itself)):
        counts = ", ".join(f"{count} {what.word}" for what, count in found.counted().items())
        yield f"{label}: {counts or 'nowhere'}"


def _unmet(chronicle: Chronicle, found: Summary) -> Iterator[str]:
    if not found.unmet:
        return
    yield "## Questions that never find a second report"
    rows = (
        [
            prose(chronicle.aspects[one.aspect].question),
            ", ".join(map(escape, one.reports)),
            str(one.events),
        ]
        for one in found.unmet
    )
    yield _table(("Question", "Answered by", "Events"), rows)
