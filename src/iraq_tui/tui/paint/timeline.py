"""The lines of the timeline: years, months where they are dense, gaps, and events."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from enum import Enum

from msgspec import Struct

from iraq_tui.domain.catalogue import Catalogue
from iraq_tui.domain.moment import DAY, EARLIEST, LATEST, Edge, Point
from iraq_tui.domain.moment_words import MONTHS, gap_words
from iraq_tui.domain.records import Event

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
    number: int = -1
    """The event's number, for an event."""
    year: int = 0
    """The year of the heading it stands under, for an event."""


def entries(catalogue: Catalogue, visible: Sequence[int], *, roomy: bool = True) -> list[Entry]:
    """The timeline of these events; ``roomy`` sets a blank line before each heading."""
    return list(_entries(catalogue, visible, roomy))


def _entries(catalogue: Catalogue, visible: Sequence[int], roomy: bool) -> Iterator[Entry]:
    seconds = [catalogue.sort_second(catalogue.row(number).id) for number in visible]
    dense = _dense_years(_day(second) for second in seconds)
    last_heading, covered = "", None
    for number, second in zip(visible, seconds, strict=True):
        event, day = catalogue.row(number), _day(second)
        if covered is not None and (gap := _gap(event, covered)):
            yield Entry(Kind.GAP, gap)
        lost = event.when is None and second >= LATEST
        heading = "No date" if lost else _heading(day, dense)
        if heading != last_heading:
            if last_heading and roomy:
                yield Entry(Kind.BLANK)
            yield Entry(Kind.HEADING, heading)
            last_heading = heading
        yield Entry(Kind.EVENT, number=number, year=day.year)
        if (end := _end(event)) is not None:
            covered = max(end, covered or EARLIEST)


def _day(second: int) -> date:
    return date.fromordinal(min(max(second, EARLIEST), LATEST) // DAY)


def _dense_years(days: Iterable[date]) -> frozenset[int]:
    return frozenset(year for year, n in Counter(day.year for day in days).items() if n > DENSE)


def _heading(day: date, dense: frozenset[int]) -> str:
    return f"{MONTHS[day.month - 1]} {day.year}" if day.year in dense else str(day.year)


def _gap(event: Event, covered: int) -> str:
    """The time since anything happened, where it is long; undated events show none."""
    if event.when is None:
        return ""
    point = event.when.start if isinstance(event.when.start, Point) else event.when.end
    if not isinstance(point, Point) or point.strict.lo - covered < GAP:
        return ""
    return gap_words(covered, point.strict.lo)


def _end(event: Event) -> int | None:
    """The last second an event is known to fill; what goes on, or stands, counts by its start."""
    if event.when is None:
        return None
    ends = (None if event.standing else event.when.end, event.when.start)
    points = [one.strict.hi for one in ends if one is not None and not isinstance(one, Edge)]
    return next((hi for hi in points if hi < LATEST), None)
