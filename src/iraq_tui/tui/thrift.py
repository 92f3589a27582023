"""Writing to the terminal only what it does not show already: over a slow line every byte counts.

Textual paints whole regions, every piece of text with its full style: a moved cursor may cost
20 kB. ``Thrift`` keeps in mind what the terminal shows, as curses does, and takes out of each frame
what would change nothing. Whatever it does not understand it lets through untouched, and then takes
nothing for known any more. Rows with characters that do not take one cell each are written whole;
of those that take one here and two in some terminal ("ambiguous" ones) a half may stay behind.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from rich.cells import get_character_cell_size

from iraq_tui.text.width import all_single
from iraq_tui.tui.sgr import PLAIN, change, for_blank, ground

_FRAME = re.compile(
    r"\x1b\[(?P<row>\d+);(?P<column>\d+)H"  # CUP: the cursor goes there
    r"|\x1b\[(?P<whole>[\d;]+)m(?P<styled>[^\x00-\x1f\x7f-\x9f]+)\x1b\[0m"  # the most by far
    r"|\x1b\[(?P<style>[\d;]*)m"  # SGR
    r"|(?P<text>[^\x00-\x1f\x7f-\x9f]+)"
    r"|(?P<end>\n)"
)
_HARMLESS = re.compile(
    r"(?:\x1b\[\?(?:25|2026)[hl]|\x1b\](?:22|52);[^\x07\x1b]*(?:\x07|\x1b\\)|\x07)+"
)
"""Cursor hidden or shown, the bounds of a frame, the pointer's shape, the clipboard, the bell."""
_PLACE_AT_END = re.compile(r"\x1b\[\d+;\d+H\Z")
_UNKNOWN = "?"
_SHORT = 8
"""Cells of one style written once more rather than jumped over: a jump is about as many bytes."""

Span = tuple[str, str]
"""A text of one style, and the style as parameters of SGR."""
Piece = tuple[int, int, list[Span]]
"""A row, a column, both from 1, and what stands there."""


class Thrift:
    """What one terminal shows, as far as it is known."""

    def __init__(self) -> None:
        self._rows: dict[int, _Row] = {}

    def forget(self) -> None:
        """Take nothing for known: the terminal may show anything."""
        self._rows.clear()

    def shorten(self, data: str) -> str:
        """The same for the eye in fewer bytes, to be written in place of the data."""
        if _HARMLESS.fullmatch(data):
            return data
        pieces = _parsed(data)
        if pieces is None:
            self.forget()
            return data
        return self.show(pieces) + _last_place(data)

    def show(self, pieces: list[Piece]) -> str:
        """What to write so that the terminal shows these texts; it ends in the plain style."""
        # Terminals do not agree on the width of every character: such rows are written whole.
        uneven = {
            row for row, _, spans in pieces if not _is_even("".join([text for text, _ in spans]))
        }
        pen = _Pen()
        for row, column, spans in pieces:
            if row in uneven:
                self._rows.pop(row, None)
                pen.write(row, column, spans)
                continue
            for at, changed in self._rows.setdefault(row, _Row()).changed(column, spans):
                pen.write(row, at, changed)
        return pen.finished()


def _last_place(data: str) -> str:
    """Where the data leaves the cursor, if it says so at its end."""
    place = _PLACE_AT_END.search(data)
    return place[0] if place else ""


def _parsed(data: str) -> list[Piece] | None:
    """The texts of a frame; none where there is more to it than texts at places."""
    pieces: list[Piece] = []
    spans: list[Span] | None = None
    style, at = PLAIN, 0
    for token in _FRAME.finditer(data):
        if token.start() != at:
            return None
        at = token.end()
        kind = token.lastgroup
        if kind == "column":
            spans = []
            pieces.append((int(token["row"]), int(token["column"]), spans))
        elif kind == "style":
            style = token["style"] if token["style"] != "0" else PLAIN
        elif kind == "end":
            spans = None  # where to is said next, or the frame is not understood
        elif spans is None:
            return None
        elif kind == "styled":
            told = token["whole"]
            spans.append((token["styled"], told if told != "0" else PLAIN))
            style = PLAIN
        else:
            spans.append((token["text"], style))
    return pieces if at == len(data) else None


class _Row:
    """One row of the terminal: characters and styles, column by column from 1."""

    __slots__ = ("_chars", "_styles")

    def __init__(self) -> None:
        self._chars: list[str] = []
        self._styles: list[str] = []

    def changed(self, column: int, spans: list[Span]) -> Iterator[tuple[int, list[Span]]]:
        """What of some texts has to be written, with its column; from now on it is known."""
        chars, styles = _cells(spans)
        start, stop = column - 1, column - 1 + len(chars)
        is_new = start >= len(self._chars)  # as in every first frame
        missing = stop - len(self._chars)
        if missing > 0:
            self._chars += [_UNKNOWN] * missing
            self._styles += [_UNKNOWN] * missing
        old_chars, old_styles = self._chars[start:stop], self._styles[start:stop]
        if chars == old_chars and styles == old_styles:
            return
        self._chars[start:stop], self._styles[start:stop] = chars, styles
        if is_new:
            yield column, spans
            return
        pairs = zip(chars, old_chars, styles, old_styles, strict=True)
        differs = bytes([char != old or style != told for char, old, style, told in pairs])
        for first, end in _runs(differs, chars, styles):
            yield column + first, _spans(chars, styles, first, end)


def _cells(spans: list[Span]) -> tuple[list[str], list[str]]:
    """Texts cell by cell: the characters, and their styles as far as they can be seen."""
    styles: list[str] = []
    for text, style in spans:
        blank = ground(style)
        if blank == style or " " not in text:
            styles += [style] * len(text)
        else:
            styles += [blank if char == " " else style for char in text]
    return [*"".join([text for text, _ in spans])], styles


def _runs(differs: bytes, chars: list[str], styles: list[str]) -> Iterator[tuple[int, int]]:
    """Where to write: from each cell that differs to the last that is not worth a jump."""
    first = differs.find(1)
    while first >= 0:
        end = differs.find(0, first)
        end = len(differs) if end < 0 else end
        after = differs.find(1, end)
        while 0 <= after - end < _SHORT and _is_of_one_style(chars, styles, end - 1, after + 1):
            end = differs.find(0, after)
            end = len(differs) if end < 0 else end
            after = differs.find(1, end)
        yield first, end
        first = after


def _is_of_one_style(chars: list[str], styles: list[str], first: int, end: int) -> bool:
    return len(_spans(chars, styles, first, end)) == 1


def _spans(chars: list[str], styles: list[str], first: int, end: int) -> list[Span]:
    """Cells as texts of one style each; blanks belong to what they look the same with."""
    spans = []
    start, now = first, styles[first]
    for at in range(first, end):
        style = styles[at]
        if style is now or style == now or (chars[at] == " " and for_blank(now, style) == now):
            continue
        spans.append(("".join(chars[start:at]), now))
        start, now = at, style
    spans.append(("".join(chars[start:end]), now))
    return spans


class _Pen:
    """Puts texts together with as few movements and styles as they need."""

    def __init__(self) -> None:
        self._written: list[str] = []
        self._place: tuple[int, int] | None = None
        self._style = PLAIN

    def write(self, row: int, column: int, spans: list[Span]) -> None:
        """Texts one after another, from a place on."""
        if self._place != (row, column):
            self._written.append(f"\x1b[{row};{column}H")
        for text, style in spans:
            wanted = for_blank(self._style, style) if text.isspace() else style
            self._written += (change(self._style, wanted), text)
            self._style = wanted
        text = "".join([text for text, _ in spans])
        self._place = (row, column + len(text)) if _is_even(text) else None

    def finished(self) -> str:
        """All that was written, with the plain style after it."""
        return "".join([*self._written, change(self._style, PLAIN)])


# --- widths -------------------------------------------------------------------------------------


def _is_even(text: str) -> bool:
    """Whether every character takes one cell."""
    return bool(all_single(text)) or _is_even_throughout(text)


@lru_cache(8192)
def _is_even_throughout(text: str) -> bool:
    return all(get_character_cell_size(char) == 1 for char in text)
