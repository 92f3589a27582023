"""Painting what the next key is likely to show, while nothing else is to be done."""

from collections.abc import Callable, Iterator
from itertools import chain
from time import monotonic

from textual.message_pump import MessagePump
from textual.timer import Timer

_CALM = 0.06
"""Seconds after the last change of place until it begins: what follows a key comes first."""
_SLICE = 0.002
"""Seconds of painting at a time, which a key may have to wait for."""
_PAUSE = 0.002
"""Seconds between two slices."""
KEPT = 2000
"""Lines kept painted at most, about."""


def likely(top: int, page: int, count: int) -> Iterator[int]:
    """The lines that a key may bring in sight: a page down, a page up, the last page, the first."""
    ranges = (
        range(top + page, top + 2 * page),
        range(top - page, top),
        range(count - page, count),
        range(page),
    )
    return (y for y in chain.from_iterable(ranges) if 0 <= y < count)


class Ahead:
    """Paints lines one by one when a pane has been calm for a while."""

    def __init__(self, node: MessagePump, paint: Callable[[int], object]) -> None:
        self._node = node
        self._paint = paint
        self._place: object = None
        self._lines: Iterator[int] = iter(())
        self._timer: Timer | None = None
        self._due = 0.0

    def begin(self, top: int, page: int, count: int) -> None:
        """Paint around this place in a while, unless that is done or about to be."""
        if (top, page, count) == self._place:
            return
        self._place = top, page, count
        self._begin(likely(top, page, count))

    def expect(self, lines: Iterator[int]) -> None:
        """Paint these before the others: more is known of the next key than usual."""
        self._begin(chain(lines, self._lines))

    def _begin(self, lines: Iterator[int]) -> None:
        self._lines = lines
        self._due = monotonic() + _CALM
        if self._timer is None:  # to make one anew at each key takes a while
            self._timer = self._node.set_timer(_CALM, self._go_on)

    def stop(self) -> None:
        """What was painted does not hold any longer, or another place comes."""
        self._place, self._lines = None, iter(())

    def _go_on(self) -> None:
        now = monotonic()
        wait = self._due - now
        while wait <= 0:
            y = next(self._lines, None)
            if y is None:
                self._timer = None
                return
            self._paint(y)
            if monotonic() >= now + _SLICE:
                wait = _PAUSE
        self._timer = self._node.set_timer(wait, self._go_on)
