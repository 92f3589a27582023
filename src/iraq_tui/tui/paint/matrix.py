"""Many reports at once: an event's questions by reports, and reports by reports."""

from collections.abc import Iterator, Sequence

from msgspec import Struct

from iraq_tui.domain import describe
from iraq_tui.domain.comparison.model import Kind, Pair, Verdict
from iraq_tui.domain.matrix import AspectRow, Cell, EventMatrix
from iraq_tui.domain.records import Chronicle
from iraq_tui.domain.tally import Tally
from iraq_tui.text.counts import count_of
from iraq_tui.tui.paint.glyphs import Glyphs, role_of, verdict_glyph
from iraq_tui.tui.paint.grid import GAP, Table, TableRow
from iraq_tui.tui.paint.line import (
    Line,
    Piece,
    Role,
    blank,
    flowed,
    own,
    padded,
    shown,
    width_of,
    wrapped,
)
from iraq_tui.tui.paint.tally import id_width, kind_role, square_word, told_kinds

_WIDEST, _NARROWEST = 30, 10
"""The cells of a report's column in an event's table."""
_LETTERS = 3
"""So many letters of one answer are shown."""


# --- an event ---------------------------------------------------------------------------------


def event_table(
    chronicle: Chronicle, matrix: EventMatrix, order: Sequence[str], width: int, glyphs: Glyphs
) -> Table:
    """An event's questions by the reports, in an order of theirs, for so many cells."""
    questions = [shown(chronicle.aspects[row.aspect].question) for row in matrix.rows]
    places = [matrix.reports.index(report) for report in order]
    cells = [[_answer(row, matrix.reports[at], at, glyphs) for at in places] for row in matrix.rows]
    head = min(max((one.width for one in questions), default=0), max(width // 3, 8))
    room = (width - head) // max(len(order), 1) - GAP
    widths = [
        min(max([id_width(report), *(width_of(row[place]) for row in cells)]), _WIDEST)
        for place, report in enumerate(order)
    ]
    if sum(widths) + GAP * len(widths) > width - head:
        widths = [min(one, max(room, _NARROWEST)) for one in widths]
    rows = [
        TableRow(padded(question, head, glyphs.ellipsis), row)
        for question, row in zip(questions, cells, strict=True)
    ]
    return Table([shown(report, Role.STRONG) for report in order], widths, rows, head)


def _answer(row: AspectRow, report: str, place: int, glyphs: Glyphs) -> Line:
    cell = row.cells[place]
    if cell.is_silent:
        return (own(glyphs.none, Role.MUTED),)
    letters = "".join(cell.letters[:_LETTERS]) + ("!" if cell.clash else "")
    words = shown("; ".join(cell.words))
    return (own(letters, _role(row, report, cell)), blank(1), words) if letters else (words,)


def _role(row: AspectRow, report: str, cell: Cell) -> Role:
    """That of the strongest verdict that the answer is part of."""
    met = [stance.verdict for pair, stance in row.stances.items() if report in pair]
    verdicts = [*met, *([cell.clash] if cell.clash else [])]
    strongest = max(verdicts, key=lambda one: one.strength, default=Verdict.ONLY)
    return Role.TEXT if strongest is Verdict.ONLY else role_of(strongest)


def answer_lines(
    chronicle: Chronicle, row: AspectRow, report: str, place: int, width: int, glyphs: Glyphs
) -> list[Line]:
    """One answer in full, and how it stands to each of the others."""
    aspect = chronicle.aspects[row.aspect]
    lines = wrapped(aspect.question, width, Role.MUTED)
    cell = row.cells[place]
    if cell.is_silent:
        return [*lines, (shown(report, Role.STRONG), blank(GAP), own("does not say", Role.MUTED))]
    for claim in cell.claims:
        source = describe.source_words(chronicle, claim)
        words = describe.claim_words(chronicle, claim)
        said = f"{words} {glyphs.dash} {source}" if source else words
        lines += flowed((shown(report, Role.STRONG), shown(said)), width)
    return lines + flowed(_standing(row, report, glyphs), width)


def _standing(row: AspectRow, report: str, glyphs: Glyphs) -> Iterator[Piece]:
    for pair, stance in row.stances.items():
        if report in pair:
            other = pair[0] if report == pair[1] else pair[1]
            sign = verdict_glyph(glyphs, stance.verdict)
            yield shown(f"{sign} {other}: {stance.words}", role_of(stance.verdict))


# --- reports by reports -----------------------------------------------------------------------


class Place(Struct, frozen=True):
    """What a row of the table of reports counts."""

    report: str
    kind: Kind


def tally_places(tally: Tally, order: Sequence[str]) -> list[Place]:
    """The rows: for each report what it shares with every other, and what it alone answers."""
    found = [tally.between(*pair) for pair in tally.pairs]
    kinds = [kind for kind in told_kinds(found) if kind is not Kind.ONLY_RIGHT]
    return [Place(report, kind) for report in order for kind in kinds]


def tally_table(
    tally: Tally, places: Sequence[Place], order: Sequence[str], glyphs: Glyphs
) -> Table:
    """Reports by reports, a row for each way in which two can stand to each other."""
    first = max(map(id_width, order), default=0)
    counts = {
        (one, other): tally.between(one, other).counts
        for one in order
        for other in order
        if one != other
    }
    word_width = max((len(square_word(one.kind)) for one in places), default=0)
    most = len(str(max(tally.answered.values(), default=0)))
    rows = []
    before = ""
    for one in places:
        name = shown(one.report if one.report != before else "", Role.STRONG)
        before = one.report
        head = (
            *padded(name, first, glyphs.ellipsis),
            blank(GAP),
            *padded(own(square_word(one.kind), kind_role(one.kind)), word_width),
        )
        found = (counts.get((one.report, other), {}).get(one.kind) for other in order)
        rows.append(TableRow(head, [_number(number, one.kind, glyphs) for number in found]))
    heads = [shown(report, Role.STRONG) for report in order]
    widths = [max(id_width(report), most) for report in order]
    return Table(heads, widths, rows, first + GAP + word_width, right=True)


def _number(number: int | None, kind: Kind, glyphs: Glyphs) -> Line:
    """One count; a report does not meet itself."""
    if number is None:
        return (own(glyphs.dot, Role.RULE),)
    return (own(str(number), kind_role(kind) if number else Role.MUTED),)


def number_lines(tally: Tally, place: Place, other: str, enter: str, width: int) -> list[Line]:
    """What one number counts, and what its key does."""
    if place.report == other:
        return []
    pair: Pair = (place.report, other)
    number = tally.between(*pair).counts[place.kind]
    counted = count_of(number, "question")
    if place.kind is not Kind.ONLY_LEFT:  # whose events would have to be gone through
        counted += f", {count_of(len(tally.events(*pair, place.kind)), 'event')}"
    said = {
        Kind.AGREE: f"{place.report} and {other} agree",
        Kind.COMPATIBLE: f"{place.report} and {other} are compatible",
        Kind.UPDATED: f"of {place.report} and {other} the later one updates the other",
        Kind.DISAGREE: f"{place.report} and {other} disagree",
        Kind.UNJUDGED: f"{place.report} and {other} both answer, and nobody has judged it",
        Kind.ONLY_LEFT: f"{place.report} answers, {other} does not",
    }[place.kind]
    lines = wrapped(f"{said}: {counted}", width)
    return [*lines, *wrapped(f"{enter} shows them", width, Role.MUTED)] if number else lines
