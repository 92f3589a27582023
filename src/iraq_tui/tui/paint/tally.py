"""Reports by reports as a table: a square while there are few reports, else pair by pair."""

from collections.abc import Iterable, Sequence

from iraq_tui.domain.comparison.model import Kind, Pair
from iraq_tui.domain.tally import SQUARE, PairTally, Tally
from iraq_tui.text.counts import count_of
from iraq_tui.tui.paint.line import (
    EMPTY,
    Line,
    Role,
    blank,
    fitted,
    flowed,
    indented,
    own,
    padded,
    shown,
    wrapped,
)

MOST = 1000
"""So many pairs are listed, at most."""
_GAP = 2
_LONGEST = 24
"""The cells a report's id may take."""

_ROLES = {
    Kind.AGREE: Role.GOOD,
    Kind.COMPATIBLE: Role.GOOD,
    Kind.UPDATED: Role.CAUTION,
    Kind.DISAGREE: Role.ALERT,
}


def kind_role(kind: Kind) -> Role:
    """The role of a kind's word and number."""
    return _ROLES.get(kind, Role.MUTED)


def tally_lines(tally: Tally, width: int) -> list[Line]:
    """How many questions any two reports agree on, and so on. No lines for a single report."""
    pairs = list(tally.pairs)
    if len(pairs) > 1 and len(tally.reports) <= SQUARE:
        square = _square(tally)
        if max(sum(piece.width for piece in line) for line in square) <= width:
            return square
    return _list(tally, pairs, width) if pairs else []


def told_kinds(found: Iterable[PairTally]) -> list[Kind]:
    """The kinds worth a column: those that are ever met, and the four that always are."""
    always = {Kind.AGREE, Kind.COMPATIBLE, Kind.DISAGREE, Kind.ONLY_LEFT, Kind.ONLY_RIGHT}
    met = {kind for one in found for kind, number in one.counts.items() if number}
    return [kind for kind in Kind if kind in always | met]


# --- a square -------------------------------------------------------------------------------------


def _square(tally: Tally) -> list[Line]:
    """A block of rows a report: what it shares with each other one, what it alone answers."""
    reports = tally.reports
    found = {
        (one, other): tally.between(one, other)
        for one in reports
        for other in reports
        if one != other
    }
    kinds = [kind for kind in told_kinds(found.values()) if kind is not Kind.ONLY_RIGHT]
    widths = {report: _column(tally, report) for report in reports}
    first = max(map(id_width, reports))
    label = max(len(square_word(kind)) for kind in kinds)
    heads = (padded(shown(one, Role.STRONG), widths[one], right=True) for one in reports)
    lines: list[Line] = [(blank(first + _GAP + label), *_spaced(heads))]
    for one in reports:
        for kind in kinds:
            name = padded(shown(one if kind is kinds[0] else "", Role.STRONG), first)
            word = padded(own(square_word(kind), kind_role(kind)), label)
            numbers = (
                _number(found[one, other].counts[kind], kind, widths[other])
                if one != other
                else (blank(widths[other]),)
                for other in reports
            )
            lines.append((*name, blank(_GAP), *word, *_spaced(numbers)))
    return lines


def _spaced(columns: Iterable[Line]) -> Line:
    return tuple(piece for column in columns for piece in (blank(_GAP), *column))


def square_word(kind: Kind) -> str:
    """What a row counts of one report beside each other one."""
    return "it alone" if kind is Kind.ONLY_LEFT else kind.word


def _column(tally: Tally, report: str) -> int:
    most = max(tally.answered.values(), default=0)
    return max(id_width(report), len(str(most)))


def id_width(report: str) -> int:
    """The cells of a report's id."""
    return min(shown(report).width, _LONGEST)


def _number(number: int, kind: Kind, width: int) -> Line:
    return padded(own(str(number), kind_role(kind) if number else Role.MUTED), width, right=True)


# --- pair by pair ---------------------------------------------------------------------------------


def _list(tally: Tally, pairs: Sequence[Pair], width: int) -> list[Line]:
    """A line a pair that shares a question; the others are only counted.

    Where there is no room, the pair stands on a line of its own, and at the worst the numbers stand
    in words.
    """
    found = [tally.between(*pair) for pair in pairs]
    sharing = [one for one in found if one.shared]
    if not sharing:
        return wrapped("no two reports answer the same question of an event", width, Role.MUTED)
    kinds = told_kinds(found)
    first = max(shown(_named(one)).width for one in sharing)
    numbers = sum(map(_cells, kinds))
    margin = first if first + numbers <= width else _GAP
    lines = [(blank(margin), *_heads(kinds))] if margin + numbers <= width else []
    for one in sharing[:MOST]:
        name = shown(_named(one), Role.STRONG)
        if not lines or margin + numbers > width:
            lines += [(fitted(name, width),), *indented(_in_words(one, kinds, width - 2), 2)]
        elif margin < first:
            lines += [(fitted(name, width),), (blank(margin), *_numbers(one, kinds))]
        else:
            lines.append((*padded(name, first), *_numbers(one, kinds)))
    if len(sharing) > MOST:
        lines.append((own(f"… and {count_of(len(sharing) - MOST, 'pair')} more", Role.MUTED),))
    if rest := len(found) - len(sharing):
        said = f"{count_of(rest, 'pair')} more that share no question"
        lines += [EMPTY, *wrapped(said, width, Role.MUTED)]
    return lines


def _named(one: PairTally) -> str:
    return " | ".join(one.pair)


def _cells(kind: Kind) -> int:
    """The cells of a column with its gap."""
    return _GAP + len(kind.word)


def _heads(kinds: Sequence[Kind]) -> Line:
    heads = (own(kind.word, kind_role(kind)) for kind in kinds)
    return tuple(piece for head in heads for piece in (blank(_GAP), head))


def _numbers(one: PairTally, kinds: Sequence[Kind]) -> Line:
    counts = one.counts
    columns = (_number(counts[kind], kind, _cells(kind)) for kind in kinds)
    return tuple(piece for column in columns for piece in column)


def _in_words(one: PairTally, kinds: Sequence[Kind], width: int) -> list[Line]:
    counts = one.counts
    told = (kind for kind in kinds if counts[kind])
    return flowed((own(f"{counts[kind]} {kind.word}", kind_role(kind)) for kind in told), width)
