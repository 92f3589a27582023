"""Where the timeline stands on the explorer's first frame, without laying anything out.

What app.tcss says of the panes, in cells; a test holds the two against each other.
"""

from msgspec import Struct

from iraq_tui.tui.shape import Shape, shape_of

SHORT = 16
"""With fewer rows than this there are no blank lines between the bars and the panes."""


class Place(Struct, frozen=True):
    """A part of the screen; columns and rows are counted from 0."""

    left: int
    top: int
    width: int
    height: int


def place_of_timeline(columns: int, rows: int, *, actors: bool) -> Place | None:
    """Where the timeline stands on a terminal of so many columns and rows.

    None where it does not fit. ``actors`` tells whether there are any to show.
    """
    shape = shape_of(columns, rows)
    top, bottom = (2, rows - 1) if rows < SHORT else (3, rows - 2)
    height = bottom - top
    if shape is Shape.TINY:
        return None
    if shape is Shape.SINGLE:
        return Place(0, top, columns, height)
    if shape is Shape.STACKED:
        return Place(0, top, columns, (height - 1) * 2 // 5)
    left = min(max(columns * 21 // 100, 24), 48) + 1 if actors else 0
    room = columns - left - 1
    return Place(left, top, room - max(-(-room * 10 // 21), 49), height)
