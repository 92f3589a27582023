"""The lines of the timeline: years, months where they are dense, gaps, and events.

Only the line of each event is kept, as a column; what stands on the lines between is worked out for
those in sight.
"""

from array import array
from bisect import bisect_left
from collections.abc import Sequence
from enum import Enum

from msgspec import Struct

from iraq_tui.domain.axis import DAY
from iraq_tui.domain.chronology import NO_MONTH, NONE, Chronology
from iraq_tui.domain.moment_words import MONTHS, gap_words

DENSE = 5
"""A year with more events than this is split into months."""
GAP = 60 * DAY
"""The shortest time with nothing in it that is worth a line, in seconds."""


class Kind(Enum):
    """What a line of the timeline is."""

    EVENT = "event"
    HEADING = "heading"
    GAP = "gap"
    BLANK = "blank"


class Entry(Struct, frozen=True):
    """One line of the timeline."""

    kind: Kind
    text: str = ""
    place: int = -1
    """The event's place among those in view, for an event."""
    year: int = 0
    """The year of the heading it stands under, for an event."""


class Layout:
    """Where the events in view stand on the timeline; lines are counted from 0.

    Nothing is laid out before it is asked for. ``roomy`` sets a blank line before each heading.
    """

    def __init__(self, when: Chronology, visible: Sequence[int], *, roomy: bool = True) -> None:
        self._when = when
        self.roomy = roomy
        self.visible = visible
        self._lines = array("I")
        """The line of each event in view."""
        self._gaps: dict[int, int] = {}
        """By the place of the event after it, the second from which on nothing happened."""
        self._dense: set[int] = set()
        self._covered: dict[int, int] = {}
        """By the place of a year's first event, the last second filled before it."""

    def __len__(self) -> int:
        """How many lines are laid out so far."""
        return self._lines[-1] + 1 if self._lines else 0

    @property
    def laid(self) -> int:
        """How many events are laid out so far."""
        return len(self._lines)

    def lay(self, events: int) -> None:
        """Lay out so many more events, to the end of a year."""
        start, covered = self._last_year()
        wanted = min(self.laid + events, len(self.visible))
        del self._lines[start:]
        self._gaps = {place: second for place, second in self._gaps.items() if place < start}
        while start < wanted:
            covered, start = self._lay_year(start, covered)

    def line(self, place: int) -> int:
        """The line of an event, by its place among those in view; it is laid out if need be."""
        if place >= self.laid:
            self.lay(place + 1 - self.laid)
        return self._lines[place]

    def goes_on(self, visible: Sequence[int]) -> int | None:
        """Take on more events in view, if those there were come first among them.

        The line from which on another may stand after that; none where it takes nothing on.
        """
        known = self.visible
        if visible[: len(known)] != known:
            return None
        self.visible = visible
        start = max(self._covered, default=0)  # of the last year, which more events may change
        return self._lines[start - 1] + 1 if start else 0

    def _last_year(self) -> tuple[int, int]:
        """The place of the first event of the last year, which more events may change."""
        if not self._covered:
            return 0, NONE
        start = max(self._covered)
        return start, self._covered.pop(start)

    def _lay_year(self, start: int, covered: int) -> tuple[int, int]:
        """Lay out the events of a year; what they fill in the end, and the place after them."""
        when, visible = self._when, self.visible
        months, opens, closes = when.months, when.opens, when.closes
        year = months[visible[start]] // 12
        end = bisect_left(visible, (year + 1) * 12, start, key=months.__getitem__)
        is_dense = end - start > DENSE and year < NO_MONTH // 12
        (self._dense.add if is_dense else self._dense.discard)(year)
        self._covered[start] = covered
        line = self._lines[start - 1] if start else -1
        heading, lead = None, 1 + self.roomy
        for place in range(start, end):
            number = visible[place]
            line += 1
            if covered != NONE and opens[number] - covered >= GAP:
                self._gaps[place] = covered
                line += 1
            own = months[number] if is_dense else year
            if own != heading:
                line += lead if place else 1
                heading = own
            self._lines.append(line)
            covered = max(covered, closes[number])
        return covered, end

    def entry(self, line: int) -> Entry:
        """What stands on a line."""
        place = bisect_left(self._lines, line)
        if self._lines[place] == line:
            return Entry(Kind.EVENT, place=place, year=self._when.year(self.visible[place]))
        above = self._lines[place - 1] if place else -1
        if place in self._gaps:
            above += 1
            if above == line:
                start = self._when.opens[self.visible[place]]
                return Entry(Kind.GAP, gap_words(self._gaps[place], start))
        if line == self._lines[place] - 1:
            return Entry(Kind.HEADING, self._heading(place))
        return Entry(Kind.BLANK)

    def _heading(self, place: int) -> str:
        month = self._when.months[self.visible[place]]
        if month == NO_MONTH:
            return "No date"
        year, number = divmod(month, 12)
        return f"{MONTHS[number]} {year}" if year in self._dense else str(year)
