"""A window on the time axis: which half of which cell stands for which second.

Time is to scale, but for empty stretches that are folded: each of those takes a few cells, however
long it is. Places are counted in half cells from the left edge of the window.
"""

from collections.abc import Iterable, Sequence
from math import floor

from msgspec import Struct
from msgspec.structs import replace

from iraq_tui.domain.axis import DAY, EARLIEST, LATEST, Span

FOLD = 16
"""The half cells that a folded stretch takes."""
_FINEST = 1.0
"""Seconds that half a cell stands for, at least."""
_STEP = 2.0
_MARGIN = 30
"""This part of the window stays free on either side where all there is shows."""


class Scale(Struct, frozen=True):
    """The window. ``halves`` is its width."""

    halves: int
    pace: float
    """Seconds that half a cell stands for."""
    left: float = 0.0
    """The place of the left edge, counted from the first second of the axis."""
    folds: tuple[Span, ...] = ()
    """The stretches that are folded, in time order, apart from each other."""

    # --- between seconds and places ---

    def place(self, second: int) -> int:
        """The half cell of a second, from 0 at the left edge; beyond the window where it is."""
        return floor(self.along(second)) - floor(self.left)

    def places(self, span: Span) -> range:
        """The half cells of a stretch, one at least, those beyond the window among them."""
        first = self.place(span.lo)
        return range(first, max(self.place(span.hi), first) + 1)

    def second(self, place: float) -> int:
        """The second at the beginning of a half cell, within the years 1 to 9999."""
        return self._second(floor(self.left) + place)

    def _second(self, along: float) -> int:
        lo = EARLIEST
        for fold in self.folds:
            start = self.along(fold.lo)
            if along < start:
                break
            if along < start + FOLD:
                return fold.lo + int((along - start) / FOLD * (fold.hi - fold.lo))
            lo = fold.hi
        found = lo + (along - self.along(lo)) * self.pace
        return int(min(max(found, EARLIEST), LATEST))

    @property
    def window(self) -> Span:
        """The seconds in sight."""
        return Span(self.second(0), max(self.second(self.halves) - 1, self.second(0)))

    @property
    def unfolded(self) -> Sequence[Span]:
        """The stretches in sight that are not folded, in time order."""
        window, found = self.window, []
        lo = window.lo
        for fold in self.folds:
            if fold.hi >= window.lo and fold.lo <= window.hi:
                found.append(Span(lo, min(fold.lo, window.hi)))
                lo = fold.hi
        return [one for one in (*found, Span(lo, window.hi)) if one.lo <= one.hi]

    def along(self, second: int) -> float:
        """The place of a second, in half cells, counted from the first second of the axis."""
        seconds, halves = second - EARLIEST, 0.0
        for fold in self.folds:
            if second <= fold.lo:
                break
            inside = min(second, fold.hi) - fold.lo
            seconds -= inside
            halves += FOLD * inside / (fold.hi - fold.lo)
        return seconds / self.pace + halves

    # --- other windows ---

    def showing(self, span: Span, margin: int = 0) -> "Scale":
        """All of a stretch, at least so many half cells left free on either side."""
        inside = [fold for fold in self.folds if span.holds(fold)]
        told = span.hi - span.lo + 1 - sum(fold.hi - fold.lo for fold in inside)
        room = max(self.halves - 2 * margin, 1)
        pace = max(told / max(room - FOLD * len(inside), room / 4), _FINEST)
        paced = replace(self, pace=pace)
        free = self.halves - (paced.along(span.hi + 1) - paced.along(span.lo))
        return replace(paced, left=paced.along(span.lo) - max(free, 0) / 2)

    def zoomed(self, steps: int, about: int) -> "Scale":
        """Closer by so many steps (or further, where negative), a second keeping its place.

        A second that is not in sight comes to the middle.
        """
        at = self.place(about)
        if not 0 <= at < self.halves:
            at = self.halves // 2
        widest = (LATEST - EARLIEST + 1) / max(self.halves, 1)
        pace = min(max(self.pace / _STEP**steps, _FINEST), max(widest, _FINEST))
        closer = replace(self, pace=pace)
        return replace(closer, left=floor(closer.along(about)) - at)

    def panned(self, halves: float) -> "Scale":
        """Further on by so many half cells, or back where negative; not beyond the axis."""
        last = self.along(LATEST) - self.halves
        left = max(self.left + halves, min(self.left, 0.0))
        return replace(self, left=min(left, max(last, self.left)))

    def centred(self, second: int) -> "Scale":
        """A second in the middle."""
        return replace(self, left=floor(self.along(second)) - self.halves // 2)

    def widened(self, halves: int) -> "Scale":
        """The same window in another width."""
        # To the second: what a half cell loses would add up, resize by resize.
        shown = Span(self._second(self.left), self._second(self.left + self.halves) - 1)
        return replace(self, halves=halves).showing(shown)

    def folding(self, folds: Sequence[Span]) -> "Scale":
        """Other stretches folded, and the window closer, or further, as much as that allows."""
        return replace(self, folds=tuple(folds)).showing(self.window)


def whole(span: Span, halves: int, folds: tuple[Span, ...] = ()) -> Scale:
    """All of a stretch, with some room around it."""
    return Scale(max(halves, 1), float(DAY), folds=folds).showing(span, 1 + halves // _MARGIN)


def empty(spans: Iterable[tuple[int, int]], least: int) -> list[Span]:
    """The stretches of more than so many seconds that none of some others reaches into.

    These are given by their first and last seconds, in any order.
    """
    found = []
    covered: int | None = None
    for lo, hi in sorted(spans):
        if covered is not None and lo - covered > least:
            found.append(Span(covered + 1, lo - 1))
        covered = hi if covered is None else max(covered, hi)
    return found
