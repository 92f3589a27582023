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
from itertools import compress, count
from operator import ne

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
_RUN = re.compile(rb"\x01+(?:\x00{1,7}\x01+)*").finditer
"""From each cell that differs to the last that is not worth a jump, which is some eight bytes."""

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
        texts = ["".join([text for text, _ in spans]) for _, _, spans in pieces]
        # Terminals do not agree on the width of every character: such rows are written whole.
        uneven = {
            row for (row, _, _), text in zip(pieces, texts, strict=True) if not _is_even(text)
        }
        pen = _Pen()
        for (row, column, spans), text in zip(pieces, texts, strict=True):
            if row in uneven:
                self._rows.pop(row, None)
                pen.write(row, column, spans, None)
                continue
            known = self._rows.setdefault(row, _Row())
            for at, end, changed in known.changed(column, text, spans):
                pen.write(row, at, changed, end)
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
        self._chars = ""
        self._styles: list[str] = []

    def changed(
        self, column: int, chars: str, spans: list[Span]
    ) -> Iterator[tuple[int, int, list[Span]]]:
        """What of some texts has to be written, from which column to which; it is known then.

        ``chars`` is all of them.
        """
        styles = [style for text, style in spans for _ in text]
        start, stop = column - 1, column - 1 + len(chars)
        is_new = start >= len(self._chars)  # as in every first frame
        missing = stop - len(self._chars)
        if missing > 0:
            self._chars += _UNKNOWN * missing
            self._styles += [_UNKNOWN] * missing
        old_chars, old_styles = self._chars[start:stop], self._styles[start:stop]
        if chars == old_chars and styles == old_styles:
            return
        self._chars = self._chars[:start] + chars + self._chars[stop:]
        self._styles[start:stop] = styles
        if is_new:
            yield column, stop + 1, spans
            return
        differs = bytearray(map(ne, chars, old_chars))
        if styles != old_styles:  # not as of most rows where others have been
            for at in compress(count(), map(ne, styles, old_styles)):
                # What a blank's characters would look like does not show.
                is_blank = chars[at] == " " and ground(styles[at]) == ground(old_styles[at])
                differs[at] |= not is_blank
        for run in _RUN(differs):
            first, end = run.span()
            yield column + first, column + end, _cut(spans, first, end)


def _cut(spans: list[Span], first: int, end: int) -> list[Span]:
    """The cells of some texts from the first up to an end."""
    found = []
    for text, style in spans:
        size = len(text)
        if end <= 0:
            break
        if first < size:
            found.append((text[first:end] if first > 0 else text[:end], style))
        first -= size
        end -= size
    return found


class _Pen:
    """Puts texts together with as few movements and styles as they need."""

    def __init__(self) -> None:
        self._written: list[str] = []
        self._place: tuple[int, int] | None = None
        self._style = PLAIN

    def write(self, row: int, column: int, spans: list[Span], end: int | None) -> None:
        """Texts one after another, from a column to another; none where that is not sure."""
        if self._place != (row, column):
            self._written.append(f"\x1b[{row};{column}H")
        now = self._style
        for text, style in spans:
            wanted = style
            if style != now:
                wanted = for_blank(now, style) if text.isspace() else style
                self._written.append(change(now, wanted))
            self._written.append(text)
            now = wanted
        self._style = now
        self._place = None if end is None else (row, end)

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
