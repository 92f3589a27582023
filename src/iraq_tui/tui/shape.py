"""How the panes are laid out on a terminal of a given size."""

from enum import StrEnum

WIDE = 120
STACKED = 80
STACKED_ROWS = 20
LEAST_COLUMNS = 40
LEAST_ROWS = 10


class Shape(StrEnum):
    """The layouts. Width decides; a stack needs some rows as well."""

    WIDE = "wide"
    """Actors, timeline and comparison side by side."""
    STACKED = "stacked"
    """The timeline above the comparison; actors in a drawer."""
    SINGLE = "single"
    """One pane at a time."""
    TINY = "tiny"
    """Too small for anything but saying so."""


def shape_of(columns: int, rows: int) -> Shape:
    """The layout for a terminal of so many columns and rows."""
    if columns < LEAST_COLUMNS or rows < LEAST_ROWS:
        return Shape.TINY
    if columns >= WIDE:
        return Shape.WIDE
    return Shape.STACKED if columns >= STACKED and rows >= STACKED_ROWS else Shape.SINGLE
