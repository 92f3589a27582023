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
_WIDE_GAPS = re.compile("( {2,})")
_PLAIN = ""
_UNKNOWN = "?"


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
        frame = _parsed(data)
        if frame is None:
            self.forget()
            return data
        # Terminals do not agree on the width of every character: such rows are written whole.
        uneven = {row for row, _, text, _ in frame if not _is_even(text)}
        pen = _Pen()
        for row, column, text, style in frame:
            if row in uneven:
                self._rows.pop(row, None)
                pen.write(row, column, text, style)
                continue
            for at, part in self._rows.setdefault(row, _Row()).changed(column, text, style):
                pen.write(row, at, part, style)
        return pen.finished(_last_place(data))


def _last_place(data: str) -> str:
    """Where the data leaves the cursor, if it says so at its end."""
    place = _PLACE_AT_END.search(data)
    return place[0] if place else ""


_Span = tuple[int, int, str, str]
"""Row, column, text of one style, style as SGR parameters."""


def _parsed(data: str) -> list[_Span] | None:
    """The texts of a frame; none where there is more to it than texts at places."""
    spans: list[_Span] = []
    place: tuple[int, int] | None = None
    style, at = _PLAIN, 0
    for token in _FRAME.finditer(data):
        if token.start() != at:
            return None
        at = token.end()
        kind = token.lastgroup
        if kind == "styled":
            if place is None:
                return None
            told, text = token["whole"], token["styled"]
            spans.append((*place, text, told if told != "0" else _PLAIN))
            place = place[0], place[1] + _width(text)
            style = _PLAIN
        elif kind == "column":
            place = int(token["row"]), int(token["column"])
        elif kind == "style":
            style = token["style"] if token["style"] != "0" else _PLAIN
        elif kind == "end":
            place = None  # where to is said next, or the frame is not understood
        elif place is None:
            return None
        else:
            text = token["text"]
            spans.append((*place, text, style))
            place = place[0], place[1] + _width(text)
    return spans if at == len(data) else None


class _Row:
    """One row of the terminal: characters and styles, column by column from 1."""

    __slots__ = ("_chars", "_styles")

    def __init__(self) -> None:
        self._chars: list[str] = []
        self._styles: list[str] = []

    def changed(self, column: int, text: str, style: str) -> Iterator[tuple[int, str]]:
        """What of a text has to be written, with its column; from now on it is known."""
        past = column - 1 - len(self._chars)
        if past >= 0:  # as in every first frame
            self._add(past, text, style)
            yield column, text
            return
        start, stop = column - 1, column - 1 + len(text)
        chars, styles, parts = _parts(text, style)
        if self._chars[start:stop] == chars and self._styles[start:stop] == styles:
            return
        for at, part, told in parts:
            yield from self._part(column + at, part, told)

    def _add(self, past: int, text: str, style: str) -> None:
        """Know a text, so many columns past all that is known."""
        self._chars += [_UNKNOWN] * past
        self._styles += [_UNKNOWN] * past
        chars, styles, _ = _parts(text, style)
        self._chars += chars
        self._styles += styles

    def _part(self, column: int, text: str, style: str) -> Iterator[tuple[int, str]]:
        start, stop = column - 1, column - 1 + len(text)
        missing = stop - len(self._chars)
        if missing > 0:
            self._chars += [_UNKNOWN] * missing
            self._styles += [_UNKNOWN] * missing
        chars, styles = [*text], [style] * len(text)
        old_chars, old_styles = self._chars[start:stop], self._styles[start:stop]
        if chars == old_chars and styles == old_styles:
            return
        first, last = 0, len(text)
        while chars[first] == old_chars[first] and style == old_styles[first]:
            first += 1
        while chars[last - 1] == old_chars[last - 1] and style == old_styles[last - 1]:
            last -= 1
        self._chars[start:stop], self._styles[start:stop] = chars, styles
        yield column + first, text[first:last]


@lru_cache(512)
def _parts(text: str, style: str) -> tuple[list[str], list[str], list[tuple[int, str, str]]]:
    """A text's characters and their styles, and its parts: offset, text, style as it can be seen.

    Wide gaps are parts of their own. Nobody may change the lists.
    """
    styles: list[str] = []
    parts = []
    for part in _WIDE_GAPS.split(text):
        if part:
            told = _ground(style) if part.isspace() else style
            parts.append((len(styles), part, told))
            styles += [told] * len(part)
    return [*text], styles, parts


class _Pen:
    """Puts texts together with as few movements and styles as they need."""

    def __init__(self) -> None:
        self._written: list[str] = []
        self._place: tuple[int, int] | None = None
        self._style = _PLAIN

    def write(self, row: int, column: int, text: str, style: str) -> None:
        """A text at a place."""
        if self._place != (row, column):
            self._written.append(f"\x1b[{row};{column}H")
        wanted = _for_blank(self._style, style) if text.isspace() else style
        self._written += (_change(self._style, wanted), text)
        self._style = wanted
        self._place = (row, column + len(text)) if _is_even(text) else None

    def finished(self, place: str) -> str:
        """All that was written, with the plain style after it and the cursor at its place."""
        return "".join([*self._written, _change(self._style, _PLAIN), place])


# --- styles -------------------------------------------------------------------------------------

_OFF = {"1": "22", "2": "22", "3": "23", "4": "24", "7": "27", "9": "29"}
_ON_BLANKS = frozenset("479")
"""The attributes that show where there is no character: underlined, reverse, struck out."""


@lru_cache(4096)
def _pieces(style: str) -> tuple[tuple[str, ...], str, str] | None:
    """A style as attributes, foreground and background; none where there is more to it."""
    attributes: list[str] = []
    fore = back = ""
    codes = iter(style.split(";") if style else ())
    for code in codes:
        if code in _OFF:
            attributes.append(code)
        elif code in ("38", "48"):
            kind = next(codes, "")
            rest = [next(codes, "") for _ in range({"5": 1, "2": 3}.get(kind, 0))]
            if not rest or "" in rest:
                return None
            colour = ";".join([code, kind, *rest])
            fore, back = (colour, back) if code == "38" else (fore, colour)
        elif code.isdigit() and (30 <= int(code) <= 39 or 90 <= int(code) <= 97):
            fore = "" if code == "39" else code
        elif code.isdigit() and (40 <= int(code) <= 49 or 100 <= int(code) <= 107):
            back = "" if code == "49" else code
        else:
            return None
    return tuple(attributes), fore, back


@lru_cache(4096)
def _ground(style: str) -> str:
    """As much of a style as can be seen where there is no character."""
    pieces = _pieces(style)
    if pieces is None or _ON_BLANKS & set(pieces[0]):
        return style
    return pieces[2]


@lru_cache(4096)
def _for_blank(now: str, wanted: str) -> str:
    """The style to write blanks in: the present one, if they look the same in it."""
    return now if _ground(now) == _ground(wanted) else wanted


@lru_cache(4096)
def _change(now: str, wanted: str) -> str:
    """The sequence that leads from one style to another."""
    if now == wanted:
        return ""
    if wanted == _PLAIN:
        return "\x1b[m"
    old, new = _pieces(now), _pieces(wanted)
    if old is None or new is None:
        return f"\x1b[0;{wanted}m"
    off = {_OFF[one] for one in old[0] if one not in new[0]}
    kept = [one for one in old[0] if _OFF[one] not in off]
    codes = [*sorted(off), *(one for one in new[0] if one not in kept)]
    codes += [new[1] or "39"] if new[1] != old[1] else []
    codes += [new[2] or "49"] if new[2] != old[2] else []
    step = f"\x1b[{';'.join(codes)}m" if codes else ""
    return min(step, f"\x1b[0;{wanted}m", key=len)


# --- widths -------------------------------------------------------------------------------------


@lru_cache(8192)
def _is_even(text: str) -> bool:
    """Whether every character takes one cell."""
    return text.isascii() or all(get_character_cell_size(char) == 1 for char in text)


def _width(text: str) -> int:
    return len(text) if _is_even(text) else sum(map(get_character_cell_size, text))
