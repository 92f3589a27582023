"""The comparison of one event: what each report answers, side by side, and the verdict."""

from collections.abc import Iterable

from msgspec import Struct

from iraq_tui.domain import describe
from iraq_tui.domain.catalogue import Catalogue
from iraq_tui.domain.comparison.differing import Parts, differing
from iraq_tui.domain.comparison.model import (
    VERDICT_WORDS,
    Flag,
    Pair,
    Row,
    Side,
    Verdict,
)
from iraq_tui.domain.moment_words import short
from iraq_tui.domain.records import Basis, Chronicle, Claim, Event
from iraq_tui.tui.paint.glyphs import Glyphs, role_of, row_glyph, verdict_word
from iraq_tui.tui.paint.line import (
    EMPTY,
    Line,
    Piece,
    Role,
    beside,
    blank,
    fitted,
    flowed,
    indented,
    own,
    shown,
    wrapped,
)
from iraq_tui.tui.paint.marked import gated, marked, set_off


class Sheet(Struct, frozen=True):
    """The painted comparison."""

    lines: tuple[Line, ...]
    stops: tuple[range, ...]
    """The lines of each row that can be walked to."""


class Look(Struct, frozen=True):
    """How to paint it."""

    width: int
    glyphs: Glyphs
    wording: bool = False
    """Whether the original wording is shown."""
    columns_from: int = 44
    """Narrower than this, the two answers stand one below the other."""

    @property
    def column(self) -> int:
        """The width of one answer, side by side."""
        return (self.width - 5) // 2

    @property
    def stacked(self) -> bool:
        """Whether the answers stand one below the other."""
        return self.width < self.columns_from


class Answer(Struct, frozen=True):
    """What one side of a row answers."""

    claim: Claim | None
    """None where the side is silent."""
    words: Parts
    """The value in words, what differs in it set off."""
    by_default: bool
    """Whether it is only taken for granted."""

    @property
    def text(self) -> str:
        """The value in words."""
        return "".join(part.text for part in self.words)


def answers(chronicle: Chronicle, row: Row) -> tuple[Answer, Answer]:
    """What the two sides of a row answer, left and right."""
    left, right = differing(chronicle, row)
    return (
        Answer(row.left, left, row.default is Side.LEFT),
        Answer(row.right, right, row.default is Side.RIGHT),
    )


def sheet(catalogue: Catalogue, event: Event, pair: Pair, look: Look) -> Sheet:
    """The whole comparison of an event for a pair of reports."""
    comparison = catalogue.comparison(event.id, pair)
    lines = _top(catalogue, event, look)
    if not comparison.rows:
        lines += [EMPTY, *_silent(catalogue, event, pair, look)]
        return Sheet(tuple(lines), ())
    if pair[0] == pair[1]:
        lines += [EMPTY, *report_head(catalogue.chronicle, pair[0], look, look.width)]
    else:
        lines += [EMPTY, *report_heads(catalogue.chronicle, pair, look)]
    stops = []
    asked = ""
    for row in comparison.ranked:
        lines.append(EMPTY)
        block = _row(catalogue.chronicle, event, row, pair, look, again=row.aspect == asked)
        asked = row.aspect
        stops.append(range(len(lines), len(lines) + len(block)))
        lines += block
    return Sheet(tuple(lines), tuple(stops))


# --- above the rows -----------------------------------------------------------------------------


def _top(catalogue: Catalogue, event: Event, look: Look) -> list[Line]:
    lines = wrapped(event.title, look.width, Role.STRONG)
    lines += flowed(date_pieces(catalogue, event, look), look.width, gap=f" {look.glyphs.dot} ")
    lines += flowed(_labels(catalogue, event), look.width, gap=f" {look.glyphs.dot} ")
    if event.summary:
        lines += wrapped(event.summary, look.width)
    if event.matched:
        lines += wrapped(f"matched: {event.matched}", look.width, Role.MUTED)
    return lines


def date_pieces(catalogue: Catalogue, event: Event, look: Look) -> list[Piece]:
    """The date in words and in EDTF; of an undated event, what it lies between."""
    pieces = []
    if event.when is not None:
        said = event.date_words()
        pieces.append(shown(said))
        if said != event.when.edtf:
            pieces.append(shown(event.when.edtf, Role.MUTED))
    else:
        pieces.append(own("no date"))
        pieces += _neighbours(catalogue, "after", event.after, look.glyphs)
        pieces += _neighbours(catalogue, "before", event.before, look.glyphs)
    if event.standing:
        pieces.append(own("a standing question", Role.MUTED))
    return pieces


def _neighbours(
    catalogue: Catalogue, word: str, ids: Iterable[str], glyphs: Glyphs
) -> Iterable[Piece]:
    for id_ in ids:
        try:
            title = catalogue.event(id_).title
        except KeyError:
            title = id_
        yield shown(f"{word} {glyphs.open_quote}{title}{glyphs.close_quote}", Role.MUTED)


def _labels(catalogue: Catalogue, event: Event) -> list[Piece]:
    names = [describe.place_name(catalogue.chronicle, place) for place in event.place]
    return [shown(name, Role.MUTED) for name in (*names, *(f"#{tag}" for tag in event.tags))]


def _silent(catalogue: Catalogue, event: Event, pair: Pair, look: Look) -> list[Line]:
    told = [one for one in catalogue.chronicle.reports if one in event.reports]
    neither = f"Neither {pair[0]} nor {pair[1]} speaks of this event."
    if pair[0] == pair[1]:
        neither = f"{pair[0]} does not speak of this event."
    only = f" It is told by {describe.listed(told)}." if told else ""
    return wrapped(neither + only, look.width, Role.MUTED)


def report_heads(chronicle: Chronicle, pair: Pair, look: Look) -> list[Line]:
    """Which reports stand where, with who published them when."""
    if look.stacked:
        lines = (report_head(chronicle, report, look, look.width) for report in dict.fromkeys(pair))
        return [line for report in lines for line in report]
    left, right = (report_head(chronicle, report, look, look.column) for report in pair)
    return beside(((left, look.column), ([(blank(5),)], 5), (right, look.column)))


def report_head(chronicle: Chronicle, report: str, look: Look, width: int) -> list[Line]:
    """The id, and who published it when, or else its title; one line where it fits."""
    name = fitted(shown(report, Role.MARK), 12, look.glyphs.ellipsis)
    known = chronicle.reports.get(report)
    if known is None:
        return flowed([name], width)
    said = [describe.actor_name(chronicle, known.outlet)] if known.outlet else []
    said += [short(known.published)] if known.published else []
    rest = shown(f" {look.glyphs.dot} ".join(said) or known.title, Role.MUTED)
    return flowed([name, rest], width)


# --- one row ------------------------------------------------------------------------------------


def _row(
    chronicle: Chronicle, event: Event, row: Row, pair: Pair, look: Look, *, again: bool
) -> list[Line]:
    """Question, answers, verdict; a question that is asked ``again`` stands back."""
    question = chronicle.aspects[row.aspect].question
    lines = wrapped(question, look.width, Role.MUTED if again else Role.TEXT)
    lines += inside_lines(row, look)
    if pair[0] == pair[1] and not row.is_compared:
        # One report alone: there is nobody whose silence could be told.
        (told,) = (one for one in answers(chronicle, row) if one.claim)
        return lines + _answer(chronicle, told, look, look.width)
    lines += _answers(chronicle, row, pair, look)
    lines += verdict_lines(row, pair, look)
    lines += judgement_lines(row, look)
    return lines + flag_lines(row, event.matched, look)


def inside_lines(row: Row, look: Look) -> list[Line]:
    """Where a report is set against itself, that it is."""
    if not row.inside:
        return []
    conflict = row.verdict.is_conflict
    inside = f"{row.inside} set against itself" if conflict else f"inside {row.inside}"
    return wrapped(inside, look.width, Role.CAUTION)


def _answers(chronicle: Chronicle, row: Row, pair: Pair, look: Look) -> list[Line]:
    sides = answers(chronicle, row)
    if not look.stacked:
        left, right = (_answer(chronicle, one, look, look.column) for one in sides)
        middle = [(blank(2), sign_of(row, look), blank(2))]
        return beside(((left, look.column), (middle, 5), (right, look.column)))
    lines = []
    for one, label in zip(sides, speaking(row, pair), strict=True):
        name = fitted(shown(label, Role.MARK), 8, look.glyphs.ellipsis)
        indent = name.width + 2
        said = _answer(chronicle, one, look, max(look.width - indent, 1))
        lines += beside((([(name,)], indent), (said, look.width - indent)))
    return lines


def speaking(row: Row, pair: Pair) -> Pair:
    """The reports whose answers stand left and right."""
    return (row.inside, row.inside) if row.inside else pair


def sign_of(row: Row, look: Look) -> Piece:
    """The verdict's sign."""
    return own(row_glyph(look.glyphs, row), role_of(row.verdict))


def _answer(chronicle: Chronicle, answer: Answer, look: Look, width: int) -> list[Line]:
    """What one side answers, in its own lines: value, paraphrase, source, wording."""
    claim = answer.claim
    if claim is None:
        return [(own(look.glyphs.none, Role.MUTED),)]
    lines = marked(_with_gap(set_off(answer.words), _basis(claim, answer.by_default)), width)
    if claim.says and not answer.text.endswith(claim.says):
        lines += wrapped(claim.says, width, Role.MUTED)
    source = describe.source_words(chronicle, claim)
    if source:
        lines += wrapped(f"{look.glyphs.dash} {source}", width, Role.MUTED)
    return lines + (_wording(claim, look, width) if look.wording else [])


def _with_gap(pieces: list[Piece], more: list[Piece]) -> list[Piece]:
    return [*pieces, own("  "), *more] if more else pieces


def _basis(claim: Claim, by_default: bool) -> list[Piece]:
    if by_default:
        return [own("taken for granted", Role.MUTED)]
    return [] if claim.basis is Basis.STATED else [own(claim.basis.value, Role.MUTED)]


def _wording(claim: Claim, look: Look, width: int) -> list[Line]:
    lines = []
    for anchor in claim.anchors:
        quote = f"{look.glyphs.open_quote}{anchor.exact}{look.glyphs.close_quote}"
        lines += wrapped(quote, width, Role.QUOTE)
    if claim.note:
        lines += wrapped(f"note: {claim.note}", width, Role.MUTED)
    return lines


def verdict_lines(row: Row, pair: Pair, look: Look) -> list[Line]:
    """The verdict in a word, and its reason."""
    word = shown(verdict_word(row, pair), role_of(row.verdict))
    sign = [sign_of(row, look)] if look.stacked else []
    # That only one side answers is all there is to say of a one-sided row.
    reason = [] if row.verdict is Verdict.ONLY else [gated(row.reason, Role.MUTED, as_line=True)]
    return flowed([*sign, word, *reason], look.width)


def judgement_lines(row: Row, look: Look) -> list[Line]:
    """What a person made of it, if one did."""
    if row.judgement is None:
        return []
    judged = row.judgement
    try:
        verdict = Verdict(judged.verdict)
        word, role = VERDICT_WORDS[verdict], role_of(verdict)
    except ValueError:
        word, role = judged.verdict, Role.TEXT
    by = f" by {judged.by}" if judged.by else " by hand"
    why = f"{look.glyphs.dash} {judged.why}"
    pieces = [shown(f"judged{by}:"), shown(word, role), gated(why, Role.MUTED, as_line=True)]
    return flowed(pieces, look.width, gap=" ")


def flag_lines(row: Row, matched: str, look: Look) -> list[Line]:
    """The flags in one line, their notes below; not what stands above already."""
    told = {Flag.JUDGED, Flag.MATCHED} | ({Flag.INFERRED} if row.only else set())
    named = [flag for flag in row.flags if flag not in told]
    notes = [note for note in row.flag_notes if note != matched]
    lines = flowed([own(flag, Role.MUTED) for flag in named], look.width, f" {look.glyphs.dot} ")
    for note in notes:
        lines += indented(wrapped(note, look.width - 2, Role.MUTED), 2)
    return lines
