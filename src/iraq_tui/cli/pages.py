"""What the commands print for reading: the list of events, one event, comparisons."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from iraq_tui.domain import describe, moment_words
from iraq_tui.domain.catalogue import Catalogue, Listed
from iraq_tui.domain.comparison.model import Pair, Summary, Verdict
from iraq_tui.domain.records import Basis, Claim, Event
from iraq_tui.text.width import cells
from iraq_tui.tui.paint.comparison import Look, sheet
from iraq_tui.tui.paint.glyphs import UNICODE, head_glyph, role_of
from iraq_tui.tui.paint.line import (
    EMPTY,
    Line,
    Role,
    blank,
    indented,
    own,
    padded,
    shown,
    wrapped,
)


def list_page(catalogue: Catalogue, found: Sequence[int], pair: Pair) -> list[Line]:
    """One line an event: date, verdict, title, which reports speak, id."""
    title = shown(catalogue.chronicle.title, Role.STRONG)
    of = f"{len(found)} of {catalogue.count()} events"
    pair_piece = shown(" | ".join(dict.fromkeys(pair)))
    lines: list[Line] = [(title, blank(2), pair_piece, blank(2), own(of, Role.MUTED))]
    lines.append(EMPTY)
    if not found:
        return [*lines, (own("no event answers the filter"),)]
    events = [catalogue.row(i) for i in found]
    dates = [moment_words.short_date(event.when, event.when_words) for event in events]
    verdicts = catalogue.verdicts(pair)
    heads = [verdicts.summary(i) for i in found]
    words = [_head_words(head) for head in heads]
    widths = (_widest(dates), _widest(words), _widest(event.title for event in events))
    lines += [
        _list_line(catalogue, event, head, (date, word), widths)
        for event, head, date, word in zip(events, heads, dates, words, strict=True)
    ]
    return [*lines, EMPTY, _tally(Counter(head.head for head in heads))]


def _widest(texts: Iterable[str]) -> int:
    return max((cells(shown(text).text) for text in texts), default=0)


def _list_line(
    catalogue: Catalogue,
    event: Listed,
    head: Summary,
    said: tuple[str, str],
    widths: tuple[int, int, int],
) -> Line:
    date, word = said
    glyph, role = head_glyph(UNICODE, head)
    return (
        *padded(shown(date), widths[0]),
        blank(2),
        own(glyph, role),
        blank(1),
        *padded(own(word, role), widths[1]),
        blank(2),
        *padded(shown(event.title), widths[2]),
        blank(2),
        *_speakers(catalogue, event),
        blank(2),
        shown(event.id, Role.MUTED),
    )


def _head_words(found: Summary) -> str:
    """The head in words, with the marks for doubt, self-contradiction and judgement by hand."""
    if found.head is None:
        return "not told"
    marks = "".join(
        mark
        for mark, holds in (
            ("!", found.self_conflict),
            ("?", found.doubtful),
            ("*", found.judged),
        )
        if holds
    )
    return f"{_verdict_word(found.head)} {marks}".rstrip()


def _speakers(catalogue: Catalogue, event: Listed) -> Line:
    """Which reports speak, each in a column of its own."""
    names = [(shown(report), report in event.reports) for report in catalogue.chronicle.reports]
    return tuple(
        piece
        for name, speaks in names
        for piece in ((name if speaks else blank(name.width)), blank(1))
    )


def _tally(heads: Counter[Verdict | None]) -> Line:
    return (own(_counted({v: n for v, n in heads.items() if v}), Role.MUTED),)


def _counted(counts: Mapping[Verdict, int]) -> str:
    """Counts in words, the strongest first; both kinds of compatible are one word."""
    by_word: dict[str, int] = {}
    for verdict in sorted(counts, key=lambda verdict: (-verdict.strength, verdict)):
        word = _verdict_word(verdict)
        by_word[word] = by_word.get(word, 0) + counts[verdict]
    return ", ".join(f"{count} {word}" for word, count in by_word.items())


def _verdict_word(verdict: Verdict) -> str:
    return "compatible" if verdict is Verdict.NARROWER else verdict.word


# --- one event ------------------------------------------------------------------------------------


def event_page(catalogue: Catalogue, event: Event, width: int) -> list[Line]:
    """All that any report says of an event, question by question."""
    lines = wrapped(event.title, width, Role.STRONG)
    for label, text in _facts(catalogue, event):
        lines += _labelled(label, text, width)
    for aspect in catalogue.chronicle.aspects.values():
        claims = [claim for claim in event.claims if claim.aspect == aspect.id]
        if claims:
            lines += [EMPTY, *wrapped(aspect.question, width, Role.MARK)]
        for claim in sorted(claims, key=lambda claim: _report_order(catalogue, claim)):
            lines += _claim_lines(catalogue, claim, width)
    return lines


def _facts(catalogue: Catalogue, event: Event) -> list[tuple[str, str]]:
    chronicle = catalogue.chronicle
    dated = event.when and f"{event.date_words()}  ({event.when.edtf})"
    facts = [
        ("id", event.id),
        ("when", dated or _between(catalogue, event)),
        ("where", describe.listed(describe.place_name(chronicle, place) for place in event.place)),
        ("who", ", ".join(describe.actor_name(chronicle, actor) for actor in event.actors)),
        ("tags", ", ".join(event.tags)),
        ("kind", "a standing question" if event.standing else ""),
        ("summary", event.summary),
        ("matched", event.matched),
    ]
    return [(label, text) for label, text in facts if text]


def _between(catalogue: Catalogue, event: Event) -> str:
    after = [f"after “{catalogue.event(other).title}”" for other in event.after]
    before = [f"before “{catalogue.event(other).title}”" for other in event.before]
    return f"no date; {describe.listed([*after, *before])}"


def _labelled(label: str, text: str, width: int) -> list[Line]:
    lines = wrapped(text, width - 9) or [EMPTY]
    first = (*padded(own(label, Role.MUTED), 9), *lines[0])
    return [first, *indented(lines[1:], 9)]


def _report_order(catalogue: Catalogue, claim: Claim) -> tuple[int, int]:
    return list(catalogue.chronicle.reports).index(claim.report), claim.number


def _claim_lines(catalogue: Catalogue, claim: Claim, width: int) -> list[Line]:
    chronicle = catalogue.chronicle
    words = describe.claim_words(chronicle, claim)
    basis = "" if claim.basis is Basis.STATED else f"  ({claim.basis})"
    lines = _labelled(f"  {claim.report}", words + basis, width)
    more = [
        ("", claim.says if claim.says != words else "", Role.TEXT),
        ("by " if claim.holder else "", describe.source_words(chronicle, claim), Role.MUTED),
        ("as of ", moment_words.words(claim.as_of) if claim.as_of else "", Role.MUTED),
        ("", _quotes(catalogue, claim), Role.QUOTE),
        ("note: ", claim.note, Role.MUTED),
    ]
    for label, text, role in more:
        if text:
            lines += indented(wrapped(label + text.replace("\n", " "), width - 9, role), 9)
    return lines


def _quotes(catalogue: Catalogue, claim: Claim) -> str:
    quotes = []
    for anchor in claim.anchors:
        passage = catalogue.passage(claim.report, anchor)
        quotes.append(f"“{anchor.exact}”" + (f" (line {passage.line})" if passage else ""))
    return ", ".join(quotes)


# --- comparisons ----------------------------------------------------------------------------------


def comparison_page(
    catalogue: Catalogue, cases: Iterable[tuple[Event, Pair]], width: int
) -> list[Line]:
    """One comparison after the other, a rule between them."""
    lines: list[Line] = []
    for event, pair in cases:
        lines += [*sheet(catalogue, event, pair, Look(width, UNICODE)).lines, EMPTY]
        lines += [_summary_line(catalogue, event, pair), _rule(width)]
    return lines[:-1]


def _summary_line(catalogue: Catalogue, event: Event, pair: Pair) -> Line:
    comparison = catalogue.comparison(event.id, pair)
    if comparison.head is None:
        return (own("not told by either", Role.MUTED),)
    judged = " (judged by hand)" if comparison.judged else ""
    head = own(f"in all: {_verdict_word(comparison.head)}{judged}", role_of(comparison.head))
    return (head, blank(2), own(_counted(comparison.counts), Role.MUTED))


def _rule(width: int) -> Line:
    return (own("─" * width, Role.RULE),)
