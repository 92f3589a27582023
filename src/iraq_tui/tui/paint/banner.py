"""The line that says that the store cannot be used as it is now."""

import sys
from collections.abc import Sequence

from iraq_tui.sources.toml.problem import Problem
from iraq_tui.text.counts import count_of
from iraq_tui.tui.paint.glyphs import Glyphs
from iraq_tui.tui.paint.line import Line, Piece, Role, blank, clipped, own, shown, width_of

_LEAST = 30
"""Cells of what is wrong below which it is not worth its place."""


def banner_line(errors: Sequence[Problem], key: str, width: int, glyphs: Glyphs) -> Line:
    """What shows instead, the first thing that is wrong, and the key that shows all."""
    keys: Line = (blank(3), shown(key, Role.STRONG), own(" problems", Role.MUTED), blank(2))
    room = width - width_of(keys)
    for said in _leads(errors):
        lead: Line = (blank(2), shown(said, Role.CONFLICT))
        left = room - width_of(lead)
        if left >= 0:
            break
    first: Line = (blank(2), *_first(errors)) if left >= _LEAST else ()
    told = clipped((*lead, *first), room, glyphs.ellipsis)
    return clipped((*told, blank(room - width_of(told)), *keys), width, glyphs.ellipsis)


def _leads(errors: Sequence[Problem]) -> tuple[str, ...]:
    """What is most needed, the longest first."""
    if any(one.line for one in errors):
        what = f"{count_of(len(errors), 'error')} in the file"
    else:
        what = "cannot be read"
    return f"{what}: this is its last good state", f"{what}: last good state", what


def _first(errors: Sequence[Problem]) -> Line:
    one = min(errors, key=lambda error: error.line or sys.maxsize)
    place = f"line {one.line}: " if one.line else ""
    pieces: list[Piece] = [shown(place, Role.MUTED)] if place else []
    return (*pieces, shown(one.what))
