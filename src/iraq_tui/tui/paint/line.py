"""Lines as data: pieces of gated text, each with the role it plays; no toolkit, no colour."""

from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from functools import lru_cache
from itertools import groupby

from msgspec import Struct

from iraq_tui.text.safe import SafeLine, safe_block, safe_line
from iraq_tui.text.width import all_single, cells, fit, wrap


class Role(StrEnum):
    """What a piece of text is; the theme decides how that looks (see app.tcss)."""

    TEXT = "text"
    STRONG = "strong"
    MUTED = "muted"
    GOOD = "good"
    CAUTION = "caution"
    ALERT = "alert"
    """Caution, set in bold."""
    CONFLICT = "conflict"
    MARK = "mark"
    HERE = "here"
    """A place marked in a drawing."""
    RULE = "rule"
    THUMB = "thumb"
    QUOTE = "quote"
    DIFFERS = "differs"
    """The part of a value that differs."""


class Piece(Struct, frozen=True):
    """A stretch of text of one role. Only gated text gets in: see ``shown`` and ``own``."""

    text: SafeLine
    role: Role = Role.TEXT

    @property
    def width(self) -> int:
        """The cells it takes."""
        return cells(self.text)


Line = tuple[Piece, ...]
EMPTY: Line = ()


def shown(raw: str, role: Role = Role.TEXT) -> Piece:
    """Text from anywhere, through the gate."""
    return Piece(safe_line(raw), role)


def own(text: str, role: Role = Role.TEXT) -> Piece:
    """Text of this program's own, or made of pieces that have passed the gate."""
    return Piece(SafeLine(text), role)


def blank(width: int) -> Piece:
    """So many spaces."""
    return _blank(max(width, 0))


@lru_cache(maxsize=512)
def _blank(width: int) -> Piece:
    return own(" " * width)


def width_of(line: Line) -> int:
    """The cells a line takes."""
    return sum(piece.width for piece in line)


def fitted(piece: Piece, width: int, ellipsis: str = "…") -> Piece:
    """The piece in at most so many cells, with an ellipsis where it is cut."""
    return Piece(SafeLine(fit(piece.text, width, ellipsis)), piece.role)


def padded(piece: Piece, width: int, ellipsis: str = "…", *, right: bool = False) -> Line:
    """The piece in exactly so many cells."""
    cut = fitted(piece, width, ellipsis)
    space = blank(width - cut.width)
    return (space, cut) if right else (cut, space)


def clipped(line: Line, width: int, ellipsis: str = "…") -> Line:
    """The line in at most so many cells."""
    if len(whole := text_of(line)) <= width and all_single(whole):
        return line  # as nearly every line is: found out at one go
    left = width
    for number, piece in enumerate(line):
        taken = piece.width
        if taken > left:
            return (*line[:number], fitted(piece, left, ellipsis)) if left > 0 else line[:number]
        left -= taken
    return line


def filled(line: Line, width: int, ellipsis: str = "…") -> Line:
    """The line in exactly so many cells."""
    cut = clipped(line, width, ellipsis)
    return (*cut, blank(width - width_of(cut)))


def wrapped(raw: str, width: int, role: Role = Role.TEXT) -> list[Line]:
    """A text broken by words into lines; nothing of it is cut. Empty text gives no line."""
    if not raw.strip():
        return []
    return [(own(text, role),) for text in wrap(safe_block(raw), max(width, 1))]


def flowed(pieces: Iterable[Piece], width: int, gap: str = "  ") -> list[Line]:
    """Pieces one after another, each in its role, broken between words where a line is full.

    The gap stands between two pieces on one line; a word longer than a line is broken.
    """
    width = max(width, 1)
    lines: list[list[Piece]] = [[]]
    used = 0
    for number, piece in enumerate(pieces):
        lead = gap if number else ""
        for word in _words(piece, width):
            if used and used + cells(lead) + word.width > width:
                lines.append([])
                used = 0
            if used:
                lines[-1].append(own(lead, piece.role if lead == " " else Role.MUTED))
                used += cells(lead)
            lines[-1].append(word)
            used += word.width
            lead = " "
    return [tuple(line) for line in lines if line]


def _words(piece: Piece, width: int) -> Iterable[Piece]:
    for word in piece.text.split(" "):
        for part in wrap(word, width):
            yield own(part, piece.role)


def beside(columns: Sequence[tuple[Sequence[Line], int]]) -> list[Line]:
    """Columns of lines side by side, each so many cells wide, as tall as the tallest."""
    tallest = max((len(lines) for lines, _ in columns), default=0)
    return [
        tuple(
            piece
            for lines, width in columns
            for piece in filled(lines[row] if row < len(lines) else EMPTY, width)
        )
        for row in range(tallest)
    ]


def indented(lines: Iterable[Line], by: int) -> list[Line]:
    """The lines, moved to the right."""
    return [(blank(by), *line) for line in lines]


def joined(said: Iterable[tuple[str, Role]]) -> Iterator[Piece]:
    """Texts as pieces, one for each run of the same role."""
    for role, run in groupby(said, key=lambda one: one[1]):
        text = "".join(text for text, _ in run)
        words = text.lstrip(" ")
        # Apart, so that a piece begins with no spaces: converters of screenshots misplace it if so.
        for part in (text[: len(text) - len(words)], words):
            if part:
                yield own(part, role)


def text_of(line: Line) -> str:
    """The line as plain text."""
    return "".join([piece.text for piece in line])
