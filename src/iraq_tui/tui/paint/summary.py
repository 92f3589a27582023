"""A chronicle summed up: figures, what each report alone says, where it disagrees with others."""

from collections.abc import Iterator, Sequence

from msgspec import Struct

from iraq_tui.domain import describe, moment_words
from iraq_tui.domain.catalogue import Catalogue
from iraq_tui.domain.comparison.model import Side
from iraq_tui.domain.origins import origin_words
from iraq_tui.domain.records import Claim
from iraq_tui.domain.summary import Evidence, Finding, Findings, ReportSummary, Summary
from iraq_tui.text.counts import count_of
from iraq_tui.tui.paint.glyphs import Glyphs, role_of, verdict_glyph
from iraq_tui.tui.paint.line import (
    EMPTY,
    Line,
    Piece,
    Role,
    blank,
    flowed,
    indented,
    own,
    padded,
    shown,
    wrapped,
)
from iraq_tui.tui.paint.tally import tally_lines

MOST = 20
"""So many of a kind are told in full, at most."""
_LABEL = 18
"""The cells of a figure's label."""


class Sheet(Struct, frozen=True):
    """A summary to be walked through."""

    lines: Sequence[Line]
    stops: Sequence[range]
    """The lines of each event that is named."""
    events: Sequence[int]
    """The number of each of these events."""


def summary_sheet(catalogue: Catalogue, found: Summary, width: int, glyphs: Glyphs) -> Sheet:
    """The whole summary, and where in it each event is."""
    page = _Page(catalogue, width, glyphs)
    page.lines += title_lines(catalogue, found, width)
    page.lines += overall_lines(catalogue, found, width)
    for one in found.reports:
        page.lines.append(EMPTY)
        page.report(one)
    page.lines += unmet_lines(catalogue, found, width)
    return Sheet(page.lines, page.stops, page.events)


def title_lines(catalogue: Catalogue, found: Summary, width: int) -> list[Line]:
    """The chronicle's title, how many reports there are, and how many events were summed up."""
    of = "" if found.events == catalogue.count() else f"{found.events} of "
    events = count_of(catalogue.count(), "event")
    said = f"{count_of(len(found.reports), 'report')}, {of}{events}"
    title = shown(catalogue.chronicle.title, Role.STRONG)
    return flowed((title, own(said, Role.MUTED)), width)


def overall_lines(catalogue: Catalogue, found: Summary, width: int) -> list[Line]:
    """What concerns all reports: who leans on one source, and the table of reports by reports."""
    lines: list[Line] = []
    if found.origins:
        lines += [EMPTY, *_heading("Reports that lean on one source", width)]
        for group in found.origins:
            said = f"{', '.join(group.reports)}: {origin_words(catalogue.chronicle, group)}"
            lines += indented(wrapped(said, width - 2), 2)
    table = tally_lines(found.tally, width)
    if table:
        lines += [EMPTY, *_heading("Reports by reports, in questions", width), *table]
    return lines


def unmet_lines(catalogue: Catalogue, found: Summary, width: int) -> list[Line]:
    """The questions that never find a second report, and who answers them."""
    if not found.unmet:
        return []
    chronicle = catalogue.chronicle
    lines = [EMPTY, *_heading("Questions that never find a second report", width)]
    for one in found.unmet[:MOST]:
        question = shown(chronicle.aspects[one.aspect].question)
        by = f"{', '.join(one.reports)}, on {count_of(one.events, 'event')}"
        lines += indented(flowed((question, shown(by, Role.MUTED)), width - 2), 2)
    return lines + _more(len(found.unmet), 2)


def _heading(text: str, width: int) -> list[Line]:
    return wrapped(text, width, Role.MARK)


def _more(count: int, by: int) -> list[Line]:
    return [(blank(by), own(f"… and {count - MOST} more", Role.MUTED))] if count > MOST else []


def verdict_counts(findings: Findings) -> str:
    """How many findings there are of each verdict: "1 parties disagree, 6 framing"."""
    return ", ".join(f"{number} {one.word}" for one, number in findings.counted().items())


class _Page:
    """What paints the part of one report."""

    def __init__(self, catalogue: Catalogue, width: int, glyphs: Glyphs) -> None:
        self._catalogue = catalogue
        self._chronicle = catalogue.chronicle
        self._evidence = Evidence(catalogue)
        self._width = width
        self._glyphs = glyphs
        self.lines: list[Line] = []
        self.stops: list[range] = []
        self.events: list[int] = []

    def report(self, one: ReportSummary) -> None:
        """Add a report's name, its figures, and what they are made of."""
        name, lines = shown(one.report, Role.STRONG), self.lines
        lines += flowed((name, shown(self._chronicle.reports[one.report].title)), self._width)
        for label, figures in _figures(one):
            room = self._width - 2 - _LABEL
            told_ = wrapped(figures, room)
            lines.append((blank(2), *padded(own(label, Role.MUTED), _LABEL), *told_[0]))
            lines += indented(told_[1:], 2 + _LABEL)
        self._sole(one.sole)
        self._findings("Answers that it alone gives", one.alone, one.report)
        self._findings("Disagreements with other reports", one.disagreements, one.report)
        self._findings("What it does not tell in one way", one.itself, one.report)
        if one.unmet:
            questions = (self._question(aspect) for aspect in one.unmet[:MOST])
            self._begin("Questions on which no other report is ever set against it")
            lines += indented(flowed(questions, self._width - 4, f" {self._glyphs.dot} "), 4)
            lines += _more(len(one.unmet), 4)

    def _begin(self, title: str) -> None:
        self.lines += [EMPTY, *indented(_heading(title, self._width - 2), 2)]

    def _sole(self, numbers: Sequence[int]) -> None:
        if numbers:
            self._begin("Events that it alone tells")
            for number in numbers[:MOST]:
                self._name(number)
            self.lines += _more(len(numbers), 4)

    def _name(self, number: int) -> None:
        """Add an event's line; what is added next is told of it."""
        event = self._catalogue.row(number)
        dated = moment_words.short_date(event.when, event.when_words)
        said = shown(dated, Role.MUTED), shown(event.title), shown(event.id, Role.MUTED)
        start = len(self.lines)
        self.lines += indented(flowed(said, self._width - 4), 4)
        self.stops.append(range(start, len(self.lines)))
        self.events.append(number)

    def _question(self, aspect: str) -> Piece:
        return shown(self._chronicle.aspects[aspect].question)

    def _findings(self, title: str, findings: Findings, report: str) -> None:
        """Add findings below their event, and answers below their question."""
        if not findings:
            return
        self._begin(title)
        lines = self.lines
        before: tuple[int, str] = (-1, "")
        for one in findings[:MOST]:
            if one.number != before[0]:
                self._name(one.number)
            if (one.number, one.aspect) != before:
                question = self._chronicle.aspects[one.aspect].question
                lines += indented(wrapped(question, self._width - 6, Role.MUTED), 6)
            before = (one.number, one.aspect)
            for pieces in self._answers(one, report):
                lines += indented(flowed(pieces, self._width - 8), 8)
            self.stops[-1] = range(self.stops[-1].start, len(lines))
        lines += _more(len(findings), 4)

    def _answers(self, one: Finding, report: str) -> Iterator[Sequence[Piece]]:
        """The answer of one alone, or two answers and the verdict between."""
        stance = self._evidence.stance(report, one)
        if stance is None:
            for claim in self._evidence.claims(report, one):
                yield (self._said(claim),)
            return
        yield (
            self._said(stance.left, by_default=stance.default is Side.LEFT),
            own(verdict_glyph(self._glyphs, one.verdict), role_of(one.verdict)),
            *([shown(f"{one.other}:", Role.STRONG)] if one.other else []),
            self._said(stance.right, by_default=stance.default is Side.RIGHT),
            own(stance.words, role_of(one.verdict)),
        )

    def _said(self, claim: Claim, *, by_default: bool = False) -> Piece:
        """An answer in words, with whose word it is."""
        words = describe.claim_words(self._chronicle, claim)
        if by_default:
            return shown(f"{words}, by default", Role.MUTED)
        source = describe.source_words(self._chronicle, claim)
        return shown(f"{words} {self._glyphs.dash} {source}" if source else words)


def _figures(one: ReportSummary) -> Iterator[tuple[str, str]]:
    """A report's figures, each with a label."""
    counts = (
        count_of(one.events, "event"),
        count_of(one.questions, "question"),
        count_of(one.claims, "claim"),
    )
    yield "speaks of", ", ".join(counts)
    sole = f"{count_of(len(one.sole), 'event')}, {count_of(one.sole_questions, 'question')}"
    yield "alone tells", sole
    yield "alone answers", f"{count_of(len(one.alone), 'question')} of events that others tell, too"
    yield "disagrees", verdict_counts(one.disagreements) or "nowhere"
    if one.itself:
        yield "not in one way", verdict_counts(one.itself)
