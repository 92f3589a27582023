"""Typographic punctuation in ASCII, for terminals and fonts that have nothing else."""

from collections.abc import Mapping
from types import MappingProxyType

from iraq_tui.text.safe import SafeLine
from iraq_tui.tui.paint.line import Line, Piece, Role

_TWINS: Mapping[int, str] = MappingProxyType(
    {
        ord(char): twin
        for twin, chars in {
            '"': "“”„‟«»″",
            "'": "‘’‚‛‹›′",
            "-": "‐‑‒–—―−·•",
            ".": "…",
            "x": "×",
            "~": "≈",
            "<": "←",
            ">": "→",
            " ": "\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}\N{THIN SPACE}",
        }.items()
        for char in chars
    }
)
"""One character for one, each a cell wide, so that what was laid out stays as it was. A sign that
ASCII can only misspell, such as ≤, is not here: it is data's own and stays."""


def in_ascii(line: Line) -> Line:
    """The line with punctuation in ASCII; letters stay, and so do quotes, which must not lie."""
    return tuple(map(_piece, line))


def _piece(piece: Piece) -> Piece:
    if piece.role is Role.QUOTE or piece.text.isascii():
        return piece
    return Piece(SafeLine(piece.text.translate(_TWINS)), piece.role)
