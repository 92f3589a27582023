"""One row of a comparison in full: both claims, and the passages they rest on."""

from collections.abc import Iterable, Sequence
from itertools import zip_longest
from typing import NamedTuple

from iraq_tui.domain import describe
from iraq_tui.domain.catalogue import Catalogue
from iraq_tui.domain.comparison.case import stage_of
from iraq_tui.domain.comparison.model import Flag, Pair, Row, Verdict
from iraq_tui.domain.moment import Moment
from iraq_tui.domain.moment_words import words
from iraq_tui.domain.quantity import Quantity
from iraq_tui.domain.records import Basis, Chronicle, Claim, Event, Stage
from iraq_tui.domain.report_text import Excerpt
from iraq_tui.tui.paint.comparison import (
    Answer,
    Look,
    Sheet,
    answers,
    date_pieces,
    flag_lines,
    inside_lines,
    judgement_lines,
    report_head,
    report_heads,
    sign_of,
    speaking,
    verdict_lines,
)
from iraq_tui.tui.paint.glyphs import Glyphs
from iraq_tui.tui.paint.line import (
    EMPTY,
    Line,
    Piece,
    Role,
    beside,
    blank,
    flowed,
    indented,
    own,
    shown,
    wrapped,
)
from iraq_tui.tui.paint.marked import gated, marked, set_off

COLUMNS_FROM = 70
"""Narrower than this, the two claims stand one below the other."""
_LABEL = 9
_BASIS_WORDS = {
    Basis.RESOLVED: "resolved: a relative date, worked out",
    Basis.INFERRED: "inferred: the author's reasoning",
}

Block = list[Line]


def claim_sheet(catalogue: Catalogue, event: Event, pair: Pair, number: int, look: Look) -> Sheet:
    """The row at a place in ``ranked``, from 0, in full; IndexError where there is none."""
    rows = catalogue.comparison(event.id, pair).ranked
    row = rows[number]
    lines = _top(catalogue, event, row, f"{number + 1} of {len(rows)}", look)
    if look.stacked or row.only:
        blocks = _below(catalogue, event, row, pair, look)
    else:
        lines += [EMPTY, *report_heads(catalogue.chronicle, speaking(row, pair), look)]
        blocks = _side_by_side(catalogue, event, row, look)
    stops = [_add(lines, block) for block in blocks]
    if missing := _missing(catalogue, row, look):
        lines += [EMPTY, *missing]
    stops.append(_add(lines, _verdict(event, row, pair, look)))
    return Sheet(tuple(lines), tuple(stops))


def _add(lines: list[Line], block: Block) -> range:
    """Put a block below the lines, and say where it stands."""
    lines.append(EMPTY)
    start = len(lines)
    lines += block
    return range(start, len(lines))


def _missing(catalogue: Catalogue, row: Row, look: Look) -> list[Line]:
    """Which reports' texts are not at hand, and how they would be."""
    told = (claim.report for claim in (row.left, row.right) if claim and claim.anchors)
    absent = [report for report in dict.fromkeys(told) if catalogue.text(report) is None]
    if not absent:
        return []
    several = len(absent) > 1
    what = f"The text{'s' * several} of {describe.listed(absent)} {'are' if several else 'is'}"
    mend = f"start with --reports DIR, or name {'them' if several else 'it'} under text"
    return wrapped(f"{what} not at hand: {mend} in the store.", look.width, Role.MUTED)


def _top(catalogue: Catalogue, event: Event, row: Row, place: str, look: Look) -> list[Line]:
    question = catalogue.chronicle.aspects[row.aspect].question
    return [
        *wrapped(event.title, look.width, Role.STRONG),
        *flowed(date_pieces(catalogue, event, look), look.width, gap=f" {look.glyphs.dot} "),
        EMPTY,
        *flowed([gated(question, Role.STRONG, as_line=True), own(place, Role.MUTED)], look.width),
        *inside_lines(row, look),
    ]


# --- how the two claims stand -------------------------------------------------------------------


def _side_by_side(catalogue: Catalogue, event: Event, row: Row, look: Look) -> list[Block]:
    """The two claims in columns, passage beside passage."""
    sides = answers(catalogue.chronicle, row)
    left, right = (_said(catalogue.chronicle, event, row, one, look, look.column) for one in sides)
    evidence = (_evidence(catalogue, one, look, look.column) for one in sides)
    return [
        _columns(left, right, look, sign_of(row, look)),
        *(_columns(a, b, look, blank(1)) for a, b in zip_longest(*evidence, fillvalue=[])),
    ]


def _columns(left: Sequence[Line], right: Sequence[Line], look: Look, sign: Piece) -> Block:
    middle = [(blank(2), sign, blank(2))]
    return beside(((left, look.column), (middle, 5), (right, look.column)))


def _below(catalogue: Catalogue, event: Event, row: Row, pair: Pair, look: Look) -> list[Block]:
    """One claim with all that belongs to it, then the other."""
    chronicle = catalogue.chronicle
    blocks: list[Block] = []
    for answer, report in zip(answers(chronicle, row), speaking(row, pair), strict=True):
        head = report_head(chronicle, report, look, look.width)
        blocks.append([*head, *_said(chronicle, event, row, answer, look, look.width)])
        blocks += _evidence(catalogue, answer, look, look.width)
    return blocks


# --- one claim ----------------------------------------------------------------------------------


def _said(
    chronicle: Chronicle, event: Event, row: Row, answer: Answer, look: Look, width: int
) -> Block:
    """The value, and all that is known of who says it and on what ground."""
    claim = answer.claim
    if claim is None:
        return [(own(look.glyphs.none, Role.MUTED),)]
    lines = marked(set_off(answer.words), width)
    if answer.by_default:
        return [*lines, *wrapped("taken for granted", width, Role.MUTED)]
    fields = (
        ("written", _written(claim, answer.text)),
        ("says", "" if answer.text.endswith(claim.says) else claim.says),
        ("speaker", _speaker(chronicle, claim)),
        ("through", describe.listed(describe.actor_name(chronicle, via) for via in claim.via)),
        ("stage", _stage(event, row, claim)),
        ("as of", words(claim.as_of) if claim.as_of else ""),
        ("basis", _BASIS_WORDS.get(claim.basis, "")),
        ("note", claim.note),
    )
    for label, text in fields:
        if text.strip():
            lines += _field(label, text, width)
    return lines


def _field(label: str, text: str, width: int) -> list[Line]:
    column = min(_LABEL, width // 3)
    name = wrapped(label, column - 1, Role.MUTED)
    return beside(((name, column), (wrapped(text, width - column), width - column)))


def _written(claim: Claim, said: str) -> str:
    """A date in EDTF, a quantity in the store's notation, where the words are not the same."""
    match claim.value:
        case Moment() as moment:
            written = moment.edtf
        case Quantity() as quantity:
            written = quantity.text
        case _:
            return ""
    return "" if written == said else written


def _speaker(chronicle: Chronicle, claim: Claim) -> str:
    name = describe.actor_name(chronicle, claim.holder) if claim.holder else "the report itself"
    return f"{name}, who denies it" if claim.denied else name


def _stage(event: Event, row: Row, claim: Claim) -> str:
    """How far along its own voice says the event is, where that is not the plain case."""
    if row.aspect == "status":
        return ""
    stage = stage_of(event, claim)
    plain = stage is Stage.HAPPENED and Flag.STAGES not in row.flags
    return "" if plain else describe.STAGE_WORDS[stage]


# --- the evidence -------------------------------------------------------------------------------


def _evidence(catalogue: Catalogue, answer: Answer, look: Look, width: int) -> list[Block]:
    """The passages in which the anchors stand; without the report's text, the anchors alone."""
    claim = answer.claim
    if claim is None or not claim.anchors:
        return []
    known = (catalogue.passage(claim.report, anchor) for anchor in claim.anchors)
    found = [passage for passage in known if passage is not None]
    text = catalogue.text(claim.report)
    cited = _Cited(catalogue.chronicle, claim.report, look.glyphs)
    if text is None or not all(passage.end for passage in found):
        lines = cited.lines([passage.line for passage in found], width)
        return [lines + _quotes(claim, look.glyphs, width)]
    excerpts = text.excerpts((passage.start, passage.end) for passage in found)
    return [
        cited.lines(excerpt.lines, width) + _passage(excerpt, look.glyphs, width)
        for excerpt in excerpts
    ]


class _Cited(NamedTuple):
    """A report as the source of a passage."""

    chronicle: Chronicle
    report: str
    glyphs: Glyphs

    def lines(self, numbers: Sequence[int], width: int) -> list[Line]:
        """The report, its outlet and the lines of its text."""
        cited = [shown(self.report, Role.MARK)]
        outlet = self.chronicle.reports[self.report].outlet
        if outlet:
            cited.append(shown(describe.actor_name(self.chronicle, outlet), Role.MUTED))
        if numbers:
            which = describe.listed(map(str, dict.fromkeys(numbers)))
            cited.append(own(f"line{'s' * (' ' in which)} {which}", Role.MUTED))
        return flowed(cited, width, gap=f" {self.glyphs.dot} ")


def _quotes(claim: Claim, glyphs: Glyphs, width: int) -> list[Line]:
    quotes = (f"{glyphs.open_quote}{one.exact}{glyphs.close_quote}" for one in claim.anchors)
    return [line for quote in quotes for line in wrapped(quote, width, Role.QUOTE)]


def _passage(excerpt: Excerpt, glyphs: Glyphs, width: int) -> list[Line]:
    roles = {True: Role.DIFFERS, False: Role.QUOTE}
    pieces = [gated(part.text, roles[part.is_marked]) for part in excerpt.parts]
    if excerpt.cut_before:
        pieces.insert(0, own(f"{glyphs.ellipsis} ", Role.MUTED))
    if excerpt.cut_after:
        pieces.append(own(f" {glyphs.ellipsis}", Role.MUTED))
    return _ruled(marked(pieces, width - 2), glyphs)


def _ruled(lines: Iterable[Line], glyphs: Glyphs) -> list[Line]:
    """A passage, with a thin rule before it."""
    return [(own(glyphs.vertical, Role.RULE), blank(1), *line) for line in lines]


# --- the verdict --------------------------------------------------------------------------------


def _verdict(event: Event, row: Row, pair: Pair, look: Look) -> Block:
    lines = verdict_lines(row, pair, look)
    if row.verdict is Verdict.ONLY:
        lines += wrapped(row.reason, look.width, Role.MUTED)
    lines += judgement_lines(row, look) + flag_lines(row, event.matched, look)
    if Flag.MATCHED in row.flags:
        lines += indented(wrapped(f"matched: {event.matched}", look.width - 2, Role.MUTED), 2)
    return lines
