"""Texts in which a part is set off, broken into lines that keep the marks."""

from collections.abc import Iterable, Sequence

from iraq_tui.domain.comparison.differing import Part
from iraq_tui.text.safe import safe_block
from iraq_tui.text.width import clusters, wrap
from iraq_tui.tui.paint.line import Line, Piece, Role, joined, own


def set_off(parts: Iterable[Part]) -> list[Piece]:
    """The parts of an answer through the gate, those that differ in a role of their own."""
    roles = {True: Role.DIFFERS, False: Role.TEXT}
    return [gated(part.text, roles[part.differs], as_line=True) for part in parts]


def gated(raw: str, role: Role, *, as_line: bool = False) -> Piece:
    """A long text through the gate in one piece, to be wrapped; its line feeds kept, or spaces."""
    safe = safe_block(raw)
    return own(safe.replace("\n", " ") if as_line else safe, role)


def marked(pieces: Sequence[Piece], width: int) -> list[Line]:
    """The pieces as one text, nothing between them, broken between words and at line feeds.

    A word longer than a line is broken; nothing but the spaces at a break is left out.
    """
    return [line for _, line in placed(pieces, width)]


def placed(pieces: Sequence[Piece], width: int) -> list[tuple[int, Line]]:
    """The same, each line with the place in the text at which it begins."""
    text = "".join(piece.text for piece in pieces)
    if not text.strip():
        return []
    roles = [piece.role for piece in pieces for _ in piece.text]
    at = 0
    lines: list[tuple[int, Line]] = []
    for line in wrap(text, max(width, 1)):
        found: list[tuple[str, Role]] = []
        start = at
        for cluster in clusters(line):
            at = _place(text, cluster, at)
            if not found:
                start = at
            found.append((cluster, roles[at]))
            at += len(cluster) if text.startswith(cluster, at) else len(_cluster_at(text, at))
        lines.append((start, tuple(joined(found))))
    return lines


def _place(text: str, cluster: str, at: int) -> int:
    """Where a cluster of a line stands, past the white space that the break left out."""
    while text[at] in " \n" and not text.startswith(cluster, at):
        at += 1
    return at


def _cluster_at(text: str, at: int) -> str:
    """The cluster that had no room and stands as an ellipsis."""
    return next(clusters(text[at:]))
