"""A selection as Markdown: each event's comparison with the evidence it rests on."""

from collections.abc import Generator, Iterable

from msgspec import Struct, field

from iraq_tui.domain import describe, moment_words
from iraq_tui.domain.catalogue import Catalogue
from iraq_tui.domain.comparison.model import EventComparison, Flag, Row, Side, Verdict
from iraq_tui.domain.moment import Moment
from iraq_tui.domain.records import Anchor, Basis, Chronicle, Claim, Event, Judgement, Report
from iraq_tui.domain.selection import Selection, in_time_order
from iraq_tui.domain.steps import finished
from iraq_tui.export.command import export_command
from iraq_tui.export.escape import code_block, code_span, escape, link, prose
from iraq_tui.text.fold import fold

SILENT = "—"
"""What a cell shows for a report that does not answer."""


def to_markdown(catalogue: Catalogue, selection: Selection) -> str:
    """The selected events as CommonMark with GFM tables and footnotes, ending in one newline.

    The same selection of the same store gives the same text: no time, no path, nothing of the
    machine. Raises KeyError for an event or a report that the catalogue does not have.
    """
    return finished(writing(catalogue, selection))


def writing(catalogue: Catalogue, selection: Selection) -> Generator[float, None, str]:
    """The same, event by event: each step gives the share that is done, from 0 to 1."""
    ids = in_time_order(catalogue, selection.ids)
    page = _Page(catalogue, selection, len(ids))
    blocks = [*_opening(page)]
    for done, id_ in enumerate(ids):
        yield done / len(ids)
        blocks += _event(page, catalogue.comparison(id_, selection.pair))
    blocks += _reports(page)
    return "\n\n".join(block for block in blocks if block) + "\n"


class _Page(Struct, frozen=True):
    catalogue: Catalogue
    selection: Selection
    count: int
    """How many events are on it."""
    numbers: dict[Claim, int] = field(default_factory=dict)
    """The footnote of each claim so far, from 1, in the order they are first referred to."""
    told: set[str] = field(default_factory=set)
    """The reports besides the pair that tell of an event so far."""
    sources: dict[str, str] = field(default_factory=dict)
    """How footnotes name each report so far."""

    @property
    def chronicle(self) -> Chronicle:
        return self.catalogue.chronicle


def _claims(comparison: EventComparison) -> Iterable[Claim]:
    """Every claim shown, in reading order; a stage taken for granted is nobody's claim."""
    sides = ((row, side, _claim(row, side)) for row in comparison.rows for side in Side)
    return (claim for row, side, claim in sides if claim and row.default is not side)


def _claim(row: Row, side: Side) -> Claim | None:
    return row.left if side is Side.LEFT else row.right


# --- the opening ----------------------------------------------------------------------------------


def _opening(page: _Page) -> Iterable[str]:
    left, right = page.selection.pair
    yield f"# {prose(page.chronicle.title)}"
    yield (
        f"What two reports say, claim by claim: {escape(left)} | {escape(right)}, that is "
        f"{_titled(page, left)} and {_titled(page, right)}."
    )
    yield "\n".join(f"- {line}" for line in _provenance(page))
    if command := export_command(page.catalogue, page.selection):
        yield "The same again, from the same store:"
        yield code_block(command, "sh")


def _titled(page: _Page, report: str) -> str:
    return f"“{prose(page.chronicle.reports[report].title)}” ({escape(report)})"


def _provenance(page: _Page) -> Iterable[str]:
    chosen, found, count = page.selection.filter, page.count, page.catalogue.count()
    if chosen:
        yield f"Chosen by the filter {code_span(chosen)}: {found} of {count} events"
    else:
        yield (
            f"All {count} events" if found == count else f"Chosen singly: {found} of {count} events"
        )
    if page.chronicle.digest:
        yield f"Store: SHA-256 {code_span(page.chronicle.digest)}"


# --- an event -------------------------------------------------------------------------------------


def _event(page: _Page, comparison: EventComparison) -> Iterable[str]:
    event = page.catalogue.event(comparison.event)
    first_seen = dict.fromkeys(_claims(comparison))
    page.told.update(_outside_pair(page, event))
    for claim in first_seen:
        page.numbers.setdefault(claim, len(page.numbers) + 1)
    yield f"## {prose(event.title)}"
    yield _facts(page, event)
    yield prose(event.summary)
    yield from _event_flags(page, event)
    yield _head(comparison)
    if not comparison.rows:
        return
    yield _table(page, comparison)
    yield "\n".join(f"[^{page.numbers[claim]}]: {_footnote(page, claim)}" for claim in first_seen)


def _facts(page: _Page, event: Event) -> str:
    facts = [_when(page, event)]
    if event.place:
        places = (describe.place_name(page.chronicle, place) for place in event.place)
        facts.append(f"Place: {_listed(places)}")
    if event.actors:
        actors = (describe.actor_name(page.chronicle, actor) for actor in event.actors)
        facts.append(f"Actors: {_listed(actors)}")
    return " · ".join(facts)


def _listed(items: Iterable[str]) -> str:
    return ", ".join(map(prose, items))


def _when(page: _Page, event: Event) -> str:
    if event.when:
        return f"{prose(event.date_words())} ({code_span(event.when.edtf)})"
    after, before = (
        [f"“{prose(page.catalogue.event(id_).title)}”" for id_ in ids]
        for ids in (event.after, event.before)
    )
    if len(after) == len(before) == 1:
        return f"undated; between {after[0]} and {before[0]}"
    bounds = [
        f"{word} {describe.listed(titles)}"
        for word, titles in (("after", after), ("before", before))
        if titles
    ]
    return "; ".join(["undated", *bounds])


def _event_flags(page: _Page, event: Event) -> Iterable[str]:
    if event.standing:
        yield "Standing: a state or an open question, not a single happening."
    if event.matched:
        yield f"Matched, taken as one event: {prose(event.matched)}"
    others = _outside_pair(page, event)
    if others:
        yield f"Also told by, outside this pair: {describe.listed(map(escape, others))}"


def _outside_pair(page: _Page, event: Event) -> list[str]:
    others = event.reports - set(page.selection.pair)
    return [report for report in page.chronicle.reports if report in others]


def _head(comparison: EventComparison) -> str:
    if comparison.head is None:
        return "Neither report of the pair speaks of this event."
    remarks = [
        *_head_side(comparison),
        *(["judged by hand"] if comparison.judged else []),
        *(["rests on inference"] if comparison.doubtful else []),
        *(["a report conflicts with itself"] if comparison.self_conflict else []),
    ]
    counts = sorted(comparison.counts.items(), key=lambda item: -item[0].strength)
    rows = [f"{count} {verdict.word}" for verdict, count in counts if verdict is not Verdict.APART]
    noted = f" ({'; '.join(remarks)})" if remarks else ""
    return f"Strongest verdict: **{comparison.head.word}**{noted}. Rows: {'; '.join(rows)}."


def _head_side(comparison: EventComparison) -> Iterable[str]:
    left, right = comparison.pair
    if comparison.head is Verdict.APART:
        yield "both speak of it, no question is shared"
    elif comparison.head is Verdict.ONLY:
        alone = next(iter(_claims(comparison)))
        yield f"only {escape(alone.report)} speaks of it"
    elif comparison.more:
        yield f"{escape(left if comparison.more is Side.LEFT else right)} says more"


# --- the table ------------------------------------------------------------------------------------


def _table(page: _Page, comparison: EventComparison) -> str:
    left, right = map(escape, comparison.pair)
    lines = [("Question", left, "Verdict", right, "Why"), ("---",) * 5]
    lines += [_cells(page, row) for row in comparison.rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _cells(page: _Page, row: Row) -> tuple[str, str, str, str, str]:
    question = prose(page.chronicle.aspects[row.aspect].question)
    inside = f" (inside {escape(row.inside)})" if row.inside else ""
    return (
        question + inside,
        _answer(page, row, Side.LEFT),
        _verdict(row),
        _answer(page, row, Side.RIGHT),
        _why(page, row),
    )


def _answer(page: _Page, row: Row, side: Side) -> str:
    claim = _claim(row, side)
    if claim is None:
        return SILENT
    answer = _claim_text(page, claim)
    if row.inside:
        answer = f"{escape(row.inside)}: {answer}"
    if row.default is side:
        return f"{answer}, by default"
    more = " · says more" if row.more is side else ""
    return f"{answer}{more} [^{page.numbers[claim]}]"


def _claim_text(page: _Page, claim: Claim) -> str:
    """The value, the author's paraphrase where it adds something, and whose word it is."""
    words = describe.claim_words(page.chronicle, claim)
    adds = claim.says and fold(claim.says) not in (fold(words), fold(words.removeprefix("not: ")))
    paraphrase = f" ({prose(claim.says)})" if adds else ""
    source = describe.source_words(page.chronicle, claim)
    return f"{prose(words)}{paraphrase}{f' — {prose(source)}' if source else ''}"


def _verdict(row: Row) -> str:
    judged = [f"judged by hand: {_judged(row.judgement)}"] if row.judgement else []
    remarks = [*judged, *(flag.value for flag in row.flags if flag is not Flag.JUDGED)]
    return row.verdict.word + (f" ({', '.join(remarks)})" if remarks else "")


def _judged(judgement: Judgement) -> str:
    return Verdict(judgement.verdict).word


def _why(page: _Page, row: Row) -> str:
    matched = page.catalogue.event(row.event).matched
    notes = (note for note in row.flag_notes if note != matched and note not in row.reason)
    reasons = [row.reason, *notes]
    if row.judgement:
        by = f" (by {row.judgement.by})" if row.judgement.by else ""
        reasons.append(f"judged {_judged(row.judgement)}: {row.judgement.why}{by}")
    return " · ".join(map(prose, reasons))


# --- the evidence ---------------------------------------------------------------------------------


def _footnote(page: _Page, claim: Claim) -> str:
    if claim.report not in page.sources:
        page.sources[claim.report] = _source(page, page.chronicle.reports[claim.report])
    places = "; ".join(_place(page, claim.report, anchor) for anchor in claim.anchors)
    remarks = [
        *([f"as of {_moment(claim.as_of)}"] if claim.as_of else []),
        *([f"value {claim.basis.value}"] if claim.basis is not Basis.STATED else []),
        *([f"note: {prose(claim.note)}"] if claim.note else []),
    ]
    return " · ".join(filter(None, (page.sources[claim.report], places, *remarks)))


def _source(page: _Page, report: Report) -> str:
    outlet = [prose(describe.actor_name(page.chronicle, report.outlet))] if report.outlet else []
    return ", ".join([_titled(page, report.id), *outlet, _published(report)])


def _place(page: _Page, report: str, anchor: Anchor) -> str:
    passage = page.catalogue.passage(report, anchor)
    line = f"line {passage.line}: " if passage else ""
    return f"{line}“{escape(anchor.exact)}”"


def _published(report: Report) -> str:
    if report.published is None:
        return "no date stated"
    return f"{prose(moment_words.words(report.published))} ({report.published_basis.value})"


def _moment(moment: Moment) -> str:
    return f"{prose(moment_words.words(moment))} ({code_span(moment.edtf)})"


# --- the reports ----------------------------------------------------------------------------------


def _reports(page: _Page) -> Iterable[str]:
    """The pair first, then whoever else tells of a selected event."""
    others = (report for report in page.chronicle.reports if report in page.told)
    yield "## Reports"
    shown = dict.fromkeys((*page.selection.pair, *others))
    yield "\n".join(_report(page, page.chronicle.reports[id_]) for id_ in shown)


def _report(page: _Page, report: Report) -> str:
    names = [prose(describe.actor_name(page.chronicle, actor)) for actor in report.via]
    outlet = describe.actor_name(page.chronicle, report.outlet) if report.outlet else "not stated"
    facts = {
        "Headline": f"“{escape(report.headline)}”" if report.headline else "",
        "Outlet": prose(outlet),
        "Language": escape(report.language),
        "Published": _published_fully(report),
        "Retrieved": _moment(report.retrieved) if report.retrieved else "",
        "Via": describe.listed(names),
        "Address": link(report.url),
        "SHA-256 of its text": code_span(report.sha256),
    }
    lines = [f"  - {name}: {fact}" for name, fact in facts.items() if fact]
    return "\n".join([f"- {escape(report.id)}: {prose(report.title)}", *lines])


def _published_fully(report: Report) -> str:
    if report.published is None:
        return _published(report)
    edtf = code_span(report.published.edtf)
    note = f"; {prose(report.published_note)}" if report.published_note else ""
    said = prose(moment_words.words(report.published))
    return f"{said} ({edtf}, {report.published_basis.value}){note}"
