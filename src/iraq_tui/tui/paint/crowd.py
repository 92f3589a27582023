"""A stretch of time with more events than can be told apart: how many there are, cell by cell."""

from collections.abc import Sequence

from iraq_tui.text.counts import count_of
from iraq_tui.tui.paint.glyphs import Glyphs
from iraq_tui.tui.paint.line import Line, Role, own, shown

_TALLEST = 12


def crowd_lines(counts: Sequence[int], rows: int, closer: str, glyphs: Glyphs) -> list[Line]:
    """Columns as tall as the events in each cell are many, and what to do to see them singly.

    ``closer`` is the key that zooms in.
    """
    tall = max(min(rows - 1, _TALLEST), 1)
    heights, most = glyphs.bars.heights, max(counts, default=0)
    steps = [-(-count * tall * len(heights) // max(most, 1)) for count in counts]
    lines = [
        (own("".join(_sign(step, row, heights) for step in steps), Role.MARK),)
        for row in reversed(range(tall))
    ]
    said = f"{count_of(sum(counts), 'event')} in sight: {closer} comes closer"
    return [*lines, (shown(said, Role.MUTED),)]


def _sign(step: int, row: int, heights: str) -> str:
    filled = min(step - row * len(heights), len(heights))
    return heights[filled - 1] if filled > 0 else " "
