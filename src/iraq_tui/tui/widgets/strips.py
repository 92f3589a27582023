"""Painted lines that are kept, how two of them differ, and where the thumb is beside them."""

from itertools import islice

from rich.cells import cell_len
from rich.segment import Segment
from textual.strip import Strip


class Strips(dict[int, Strip]):
    """Painted lines by number, in the order in which they were painted."""

    def __init__(self) -> None:
        super().__init__()
        self._thumbed: dict[int, tuple[Strip, Strip]] = {}
        """Of those, without the thumb and with it."""

    def forget(self, line: int = 0) -> None:
        """Let go of all from a line on."""
        for y in [y for y in self if y >= line]:
            del self[y]
        for y in [y for y in self._thumbed if y >= line]:
            del self._thumbed[y]

    def halve(self, but: range) -> None:
        """Let go of the older half, but for some lines."""
        for y in [y for y in islice(self, len(self) // 2) if y not in but]:
            del self[y]
            self._thumbed.pop(y, None)

    def thumbed(self, y: int, strip: Strip, thumb: Segment) -> Strip:
        """How line ``y``, painted as ``strip``, looks with the thumb on its last cell."""
        without, made = self._thumbed.get(y, (None, strip))
        if without is not strip:
            made = Strip.join([strip.crop(0, strip.cell_length - 1), Strip([thumb], 1)])
            self._thumbed[y] = strip, made
        return made


def where_alike(old: Strip, new: Strip) -> int:
    """The column from which on two strips are the same blank."""
    if _last_background(old) != _last_background(new):
        return max(old.cell_length, new.cell_length)
    return max(cell_len(strip.text.rstrip()) for strip in (old, new))


def _last_background(strip: Strip) -> object:
    last = next(reversed(strip), None)
    return last.style.bgcolor if last and last.style else None


def thumb_rows(top: int, height: int, count: int) -> range:
    """The rows of a pane that its thumb is on, with line ``top`` of ``count`` as the first."""
    if count <= height:
        return range(0)
    length = max(1, height * height // count)
    furthest = count - height
    start = (height - length) * min(top, furthest) // furthest
    return range(start, start + length)
