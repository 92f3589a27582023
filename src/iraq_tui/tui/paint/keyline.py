"""The line that says which keys work here."""

from collections.abc import Sequence

from msgspec import Struct

from iraq_tui.tui.keymap import Item
from iraq_tui.tui.paint.glyphs import Glyphs
from iraq_tui.tui.paint.line import Line, Piece, Role, blank, clipped, own, shown, width_of

_EDGE = 2
_GAP = 3


class Placed(Struct, frozen=True):
    """An item and the cells it takes."""

    item: Item
    cells: range


def placed(items: Sequence[Item], width: int, keep: int = 0) -> list[Placed]:
    """Whole items, as many as fit, the first ones kept; the last ``keep`` of them are kept too."""
    room = width - 2 * _EDGE
    first, last = list(items[: len(items) - keep]), list(items[len(items) - keep :])
    if _taken(last) > room:
        first, last = last, []
    while first and _taken([*first, *last]) > room:
        first.pop()
    found, at = [], _EDGE
    for item in [*first, *last]:
        taken = width_of(_painted(item))
        found.append(Placed(item, range(at, at + taken)))
        at += taken + _GAP
    return found


def key_line(items: Sequence[Item], width: int, keep: int = 0) -> Line:
    """The items that fit, side by side."""
    pieces: list[Piece] = []
    for number, one in enumerate(placed(items, width, keep)):
        pieces += (blank(_GAP if number else _EDGE), *_painted(one.item))
    return tuple(pieces)


def _painted(item: Item) -> Line:
    if not item.keys:
        return (own(item.label, Role.MUTED),)
    return shown(item.keys, Role.MARK), blank(1), own(item.label, Role.MUTED)


def _taken(items: Sequence[Item]) -> int:
    return sum(width_of(_painted(item)) for item in items) + _GAP * max(len(items) - 1, 0)


def message_line(message: str, width: int, glyphs: Glyphs) -> Line:
    """A message in the key line's place."""
    return clipped((blank(_EDGE), shown(message)), width - _EDGE, glyphs.ellipsis)
