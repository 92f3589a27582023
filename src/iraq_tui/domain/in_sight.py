"""Which events reach into a stretch of time, without looking at all of them."""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from heapq import merge
from itertools import islice

from iraq_tui.domain.axis import EARLIEST, LATEST, Span
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
        return span.lo <= when.highs[number] < LATEST

    def any_reaches_on(block: int) -> bool:
        return when.highest[block] >= span.lo

    def reaches_back(number: int) -> bool:
        return EARLIEST < when.lows[number] <= span.hi

    def any_reaches_back(block: int) -> bool:
        return when.lowest[block] <= span.hi

    before = merge(
        _walk(visible, start - 1, -1, reaches_on, any_reaches_on),
        _known(visible, _nearest(when.endless, visible, start, -1)),
        reverse=True,
    )
    after = merge(
        _walk(visible, stop, 1, reaches_back, any_reaches_back),
        _known(visible, _nearest(when.startless, visible, stop, 1)),
    )
    return [*sorted(islice(before, most)), *range(start, stop), *islice(after, most)]


def _nearest(
    numbers: Sequence[int], visible: Sequence[int], place: int, step: int
) -> Iterator[int]:
    """Of some events those before a place among the visible ones, or from it on, nearest first."""
    edge = visible[place] if place < len(visible) else visible[-1] + 1 if visible else 0
    at = bisect_left(numbers, edge)
    order = range(at, len(numbers)) if step > 0 else range(at - 1, -1, -1)
    return (numbers[one] for one in order)


def _known(visible: Sequence[int], numbers: Iterable[int]) -> Iterator[int]:
    """The places of those that are visible."""
    for number in numbers:
        place = bisect_left(visible, number)
        if place < len(visible) and visible[place] == number:
            yield place


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
