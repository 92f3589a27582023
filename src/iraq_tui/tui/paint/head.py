"""The head line: what this is, and what is in view."""

from msgspec import Struct

from iraq_tui.domain.comparison.model import Pair
from iraq_tui.tui.paint.glyphs import Glyphs
from iraq_tui.tui.paint.line import Line, Piece, Role, blank, fitted, own, shown, width_of


class Summary(Struct, frozen=True):
    """The numbers of the head line."""

    title: str
    pair: Pair
    shown: int
    total: int
    disagreements: int
    """How many events disagree, as far as that is known."""
    selected: int
    is_partial: bool = False
    """Whether there may be more disagreements than are known yet."""
    is_first: bool = False
    """Whether these are only the first events of a store that is still being read."""


def head_line(summary: Summary, width: int, glyphs: Glyphs) -> Line:
    """Title at the left, as many items at the right as leave it room, exactly so wide."""
    title = shown(summary.title, Role.STRONG)
    inner = max(width - 4, 0)
    items: list[tuple[int, Line]] = []
    for order, is_dear, item in _items(summary, glyphs):
        taken = sum(width_of(one) + 3 for _, one in items) + width_of(item) + 3
        least = min(title.width, max(16, inner * 2 // 5)) if is_dear else title.width
        if inner - taken >= least:
            items.append((order, item))
    right = [
        piece for _, item in sorted(items, key=lambda one: one[0]) for piece in (blank(3), *item)
    ]
    room = inner - width_of(tuple(right))
    cut = fitted(title, room, glyphs.ellipsis)
    return (blank(2), cut, blank(room - cut.width), *right, blank(2))


def _items(summary: Summary, glyphs: Glyphs) -> list[tuple[int, bool, Line]]:
    """Items, the dearest first: place from left to right, whether the title gives way, words."""
    counted = f"{summary.shown} of {summary.total}" if summary.shown < summary.total else ""
    first = "first " * summary.is_first
    number = f"{first}{counted or summary.total}"
    events = own(f"{number} event{'s' * (summary.total != 1)}", Role.MUTED)
    items: list[tuple[int, bool, Line]] = []
    if summary.selected:
        items.append((4, True, (own(f"{summary.selected} selected", Role.MARK),)))
    items.append((2, True, (events,)))
    more = "+" * summary.is_partial
    if summary.disagreements:
        items.append((3, False, (own(f"{summary.disagreements}{more} disagree", Role.CAUTION),)))
    items.append((1, False, _pair(summary.pair, glyphs)))
    return items


def _pair(pair: Pair, glyphs: Glyphs) -> Line:
    left, right = (fitted(shown(one), 12, glyphs.ellipsis) for one in pair)
    if pair[0] == pair[1]:
        return (left,)
    bar: Piece = own(f" {glyphs.vertical} ", Role.RULE)
    return left, bar, right
