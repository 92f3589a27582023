"""Which events reach into a stretch of time, without looking at all of them."""

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from itertools import islice

from iraq_tui.domain.axis import Span
from iraq_tui.domain.chronology import BLOCK, Chronology


def in_sight(
    when: Chronology, visible: Sequence[int], span: Span, most: int
) -> Sequence[int] | None:
    """The places among some events of those that may have been in a stretch, in time order.

    None where more than so many stand in it. Of those that reach in from before or after there are
    at most so many, the nearest.
    """
    start, stop = when.first_from(visible, span.lo), when.first_from(visible, span.hi + 1)
    if stop - start > most:
        return None

    def reaches_on(number: int) -> bool:
        return when.highs[number] >= span.lo

    def any_reaches_on(block: int) -> bool:
        return when.highest[block] >= span.lo

    def reaches_back(number: int) -> bool:
        return when.lows[number] <= span.hi

    def any_reaches_back(block: int) -> bool:
        return when.lowest[block] <= span.hi

    before = _walk(visible, start - 1, -1, reaches_on, any_reaches_on)
    after = _walk(visible, stop, 1, reaches_back, any_reaches_back)
    return [*sorted(islice(before, most)), *range(start, stop), *islice(after, most)]


def _walk(
    visible: Sequence[int],
    place: int,
    step: int,
    wanted: Callable[[int], bool],
    any_wanted: Callable[[int], bool],
) -> Iterator[int]:
    """The places of the events that are wanted, on or back from one, whole blocks passed over."""
    while 0 <= place < len(visible):
        number = visible[place]
        block = number // BLOCK
        if not any_wanted(block):
            edge = block + 1 if step > 0 else block
            place = bisect_left(visible, edge * BLOCK) - (step < 0)
            continue
        if wanted(number):
            yield place
        place += step
