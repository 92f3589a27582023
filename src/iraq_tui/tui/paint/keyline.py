"""The line that says which keys work here."""

from collections.abc import Iterable

from iraq_tui.tui.paint.glyphs import Glyphs
from iraq_tui.tui.paint.line import Line, Piece, Role, blank, clipped, own, shown, width_of

Item = tuple[str, str]
"""Keys and their label: ("j k", "move")."""


def key_line(items: Iterable[Item], width: int, keep: int = 0) -> Line:
    """Whole items, as many as fit, the first ones kept; the last ``keep`` of them are kept too."""
    every = [_item(item) for item in items]
    room = width - 4
    tail = every[len(every) - keep :] if keep else []
    kept: list[Line] = []
    used = sum(width_of(item) + 3 for item in tail)
    if used - 3 > room:
        kept, tail, used = [], [], 0
        every, keep = every[-keep:], 0
    for item in every[: len(every) - keep]:
        if used + width_of(item) > room:
            break
        kept.append(item)
        used += width_of(item) + 3
    pieces: list[Piece] = [blank(2)]
    for number, item in enumerate([*kept, *tail]):
        pieces += (*((blank(3),) if number else ()), *item)
    return tuple(pieces)


def _item(item: Item) -> Line:
    keys, label = item
    return own(keys, Role.MARK), blank(1), own(label, Role.MUTED)


def message_line(message: str, width: int, glyphs: Glyphs) -> Line:
    """A message in the key line's place."""
    return clipped((blank(2), shown(message)), width - 2, glyphs.ellipsis)
