"""What was found, a row each: its kind, its name, why it was found, and what Enter does."""

from collections.abc import Iterator, Sequence

from iraq_tui.domain.comparison.model import Pair
from iraq_tui.text.counts import count_of
from iraq_tui.text.safe import SafeLine, safe_line
from iraq_tui.text.width import cells
from iraq_tui.tui.findable import Found, Kind, Names
from iraq_tui.tui.finding import Answer, matches
from iraq_tui.tui.keymap import Keymap, key_words
from iraq_tui.tui.paint.glyphs import Glyphs, head_glyph
from iraq_tui.tui.paint.line import (
    EMPTY,
    Line,
    Role,
    blank,
    clipped,
    own,
    padded,
    shown,
    width_of,
)
from iraq_tui.tui.paint.rows import date_short

_KIND = max(len(kind) for kind in Kind)
_TIGHT = 60
"""Narrower than this, columns move together, and a name goes before what else there is to say."""
_LEAST_ALSO = 12
"""The fewest cells in which it is worth saying where something was found."""
HINT = "type a name, a word, a date, a key"


def found_row(
    found: Found,
    words: Sequence[str],
    detail: Line,
    width: int,
    glyphs: Glyphs,
    *,
    also: str = "",
) -> Line:
    """One thing in exactly ``width`` cells; ``also`` is the text it was found in, if not its name.

    Where there is no room for all, that text goes first, and in a narrow window the detail next.
    """
    gap = 2 if width >= _TIGHT else 1
    kind = padded(own(found.kind.value, Role.MUTED), _KIND, glyphs.ellipsis)
    title = marked(safe_line(found.title), words)
    room = width - _KIND - gap
    if width < _TIGHT and width_of(title) + gap + width_of(detail) > room:
        detail = EMPTY
    if detail:
        room -= width_of(detail) + gap
    title = clipped(title, max(room, 0), glyphs.ellipsis)
    rest = room - width_of(title)
    if also and rest - 2 >= _LEAST_ALSO:
        shown_also = _around(safe_line(also), words, rest - 2, glyphs)
        title = (*title, blank(2), *shown_also)
    row = (*kind, blank(gap), *title, blank(room - width_of(title)))
    return clipped((*row, blank(gap), *detail) if detail else row, width, glyphs.ellipsis)


def marked(text: SafeLine, words: Sequence[str], role: Role = Role.TEXT) -> Line:
    """A gated text with the words that were looked for set off."""
    pieces, at = [], 0
    for run in matches(text, words):
        pieces += [own(text[at : run.start], role), own(text[run.start : run.stop], Role.DIFFERS)]
        at = run.stop
    return tuple(piece for piece in (*pieces, own(text[at:], role)) if piece.text)


def _around(text: SafeLine, words: Sequence[str], width: int, glyphs: Glyphs) -> Line:
    """A muted text cut so that the first word looked for shows, with some words before it."""
    hits = matches(text, words)
    if hits and cells(text) > width and cells(text[: hits[0].stop]) > width // 2:
        start = text.find(" ", max(hits[0].start - width // 3, 0), hits[0].start) + 1
        text = SafeLine(f"{glyphs.ellipsis} {text[start or hits[0].start :]}")
    return clipped(marked(text, words, Role.MUTED), width, glyphs.ellipsis)


def detail_of(found: Found, names: Names, pair: Pair, keymap: Keymap, glyphs: Glyphs) -> Line:
    """At the right edge: an event's date and verdict, a command's keys, what else Enter does."""
    match found.kind:
        case Kind.EVENT:
            event = names.catalogue.event(found.id)
            number = names.catalogue.index(found.id)
            sign, role = head_glyph(glyphs, names.catalogue.verdicts(pair).summary(number))
            return shown(date_short(event, 0), Role.MUTED), blank(2), own(sign, role)
        case Kind.COMMAND:
            keys = (key_words(key, ascii_only=glyphs.is_ascii) for key in keymap.keys[found.id])
            return (shown(" ".join(keys), Role.MARK),)
        case Kind.THEME:
            return EMPTY
        case _:
            return (shown(f" {glyphs.dot} ".join(_filtering(found, names)), Role.MUTED),)


def _filtering(found: Found, names: Names) -> Iterator[str]:
    if found.kind is Kind.REPORT:
        yield found.id
    if found.kind is not Kind.PLACE:
        yield count_of(names.counts.get(found, 0), "event")
    yield "filter"


def count_line(answer: Answer, width: int, glyphs: Glyphs) -> Line:
    """How many things were found, or that none is called so."""
    return clipped((own("  "), shown(count_words(answer), Role.MUTED)), width, glyphs.ellipsis)


def count_words(answer: Answer) -> str:
    """The same in words, raw."""
    if not answer.words:
        return HINT
    if not answer.total:
        return "nothing is called so"
    instead = f" as “{answer.instead}”" if answer.instead else ""
    first = len(answer.found)
    more = f", the first {first} are here" if answer.total > first else ""
    return f"{answer.total:,} found{instead}{more}"
