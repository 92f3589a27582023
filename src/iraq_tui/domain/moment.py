"""A date with its precision: EDTF text in, bounds on one axis of seconds out.

Taken is EDTF (ISO 8601-2, in the Library of Congress profile): level 0 whole; of level 1 the marks
`~ ? %`, unspecified digits, seasons, open and unknown ends; of level 2 one-of sets. Two extensions:
times in whole minutes, and extents of instants.

The axis is told in `axis`. Seasons are those of northern meteorology: 21 spring is
March to May, 22 summer June to August, 23 autumn September to November, 24 winter December of the
year to the end of the next February.
"""

import re
from datetime import date
from enum import Enum, IntEnum

from msgspec import Struct

from iraq_tui.domain.axis import DAY, EARLIEST, LATEST, Span, hull, kept, merged, months
from iraq_tui.domain.date_faults import Fault, MomentError, calendar_fault, clock_fault, fault
from iraq_tui.domain.local_time import offset, offset_text, zone_offset

__all__ = [
    "DAY",
    "EARLIEST",
    "LATEST",
    "Edge",
    "Moment",
    "MomentError",
    "Point",
    "Precision",
    "Span",
    "parse_moment",
]

LONGEST = 100
"""The most characters a date may have."""


class Edge(Enum):
    """An end of an extent that is no date; the value is its EDTF text."""

    OPEN = ".."
    UNKNOWN = ""


class Precision(IntEnum):
    """The unit a date is known to, finest first.

    Unspecified digits leave the unit that *is* known: `2024-01-XX` is known to the month.
    """

    INSTANT = 1
    MINUTE = 2
    DAY = 3
    MONTH = 4
    SEASON = 5
    YEAR = 6
    DECADE = 7
    CENTURY = 8
    SET = 9


class Point(Struct, frozen=True, gc=False):
    """One date, or one of several."""

    parts: tuple[Span, ...]
    """What the date says: alternatives in order, touching ones merged; one but for a set."""
    wide: Span
    """The strict bounds; with `~`, one unit of the date's own precision more on either side."""
    precision: Precision
    about: bool
    """Marked `~` or `%`."""
    doubtful: bool
    """Marked `?` or `%`."""
    local_days: Span
    """The whole calendar days it touches in the author's own zone; `strict` without a time."""
    written: str
    """Its canonical EDTF text, without the mark."""

    @property
    def strict(self) -> Span:
        """From the first second it may mean to the last."""
        parts = self.parts
        return parts[0] if len(parts) == 1 else Span(parts[0].lo, parts[-1].hi)

    @property
    def has_time(self) -> bool:
        """Whether a time of day stands in it."""
        return "T" in self.written

    @property
    def edtf(self) -> str:
        """Its canonical EDTF text."""
        return self.written + _MARK[self.about, self.doubtful]


class Moment(Struct, frozen=True, gc=False):
    """A date as an author wrote it: a point, or an extent with two ends."""

    edtf: str
    """The canonical text; `parse_moment` reads it back to an equal moment without a timezone."""
    start: Point | Edge
    end: Point | Edge | None
    """None: no extent, the point is `start`."""
    strict: Span
    """What it says, from first to last second; open and unknown ends at EARLIEST and LATEST."""
    wide: Span
    """The same with each `~` widened by one unit."""

    @property
    def is_extent(self) -> bool:
        """Whether it lasts from a start to an end."""
        return self.end is not None

    @property
    def points(self) -> tuple[Point, ...]:
        """Its dates: one or two."""
        return tuple(side for side in (self.start, self.end) if isinstance(side, Point))

    @property
    def has_instants(self) -> bool:
        """Whether a time of day stands in it."""
        return any(point.has_time for point in self.points)


_MARK = {(False, False): "", (True, False): "~", (False, True): "?", (True, True): "%"}
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_CALENDAR = re.compile(
    r"([0-9]{4}|[0-9]{3}X|[0-9]{2}XX)(?:-([0-9]{2}|XX)(?:-([0-9]{2}|XX))?)?([~?%]?)"
)
_INSTANT = re.compile(
    r"([0-9]{4})-([0-9]{2})-([0-9]{2})T([0-9]{2}):([0-9]{2})(?::([0-9]{2}))?"
    r"(Z|[+-][0-9]{2}(?::[0-9]{2})?)?"
)


def parse_moment(text: str, *, timezone: str | None = None) -> Moment:
    """The moment that an EDTF text says.

    A time of day without an offset is counted in `timezone`, an IANA name; the canonical text then
    carries the offset. Raises MomentError for anything but a date that can be taken whole.
    """
    if _DAY.fullmatch(text) and (day := _day(text)):
        return day
    text = text.strip()
    if not text:
        raise MomentError("the date is empty", "write one, as 2024-01-25, or leave the key out")
    _short_enough(text)
    moment = _moment(text, timezone)
    _short_enough(moment.edtf)  # offsets may have lengthened it
    return moment


def _day(text: str) -> Moment | None:
    """A day of the calendar, by far the commonest date; none for one that does not exist."""
    try:
        start = date.fromisoformat(text).toordinal() * DAY
    except ValueError:
        return None
    said = Span(start, start + DAY - 1)
    point = Point((said,), said, Precision.DAY, False, False, said, text)
    return Moment(text, point, None, said, said)


def _short_enough(text: str) -> None:
    if len(text) > LONGEST:
        raise MomentError(
            f"the date has {len(text)} characters", f"write at most {LONGEST}, as 2024-01-25"
        )


def _moment(text: str, timezone: str | None) -> Moment:
    if text[0] == "[" and text[-1] == "]":
        return _alone(_one_of(text[1:-1], timezone))
    if "/" in text:
        return _extent(text, timezone)
    return _alone(_point(text, timezone))


def _alone(point: Point) -> Moment:
    return Moment(point.edtf, point, None, point.strict, point.wide)


def _extent(text: str, timezone: str | None) -> Moment:
    sides = text.split("/")
    if len(sides) != 2:
        raise MomentError(
            "more than one '/'", "write a date with hyphens, 2024-01-25, and an extent as a/b"
        )
    start, end = (_side(side.strip(), timezone) for side in sides)
    if isinstance(start, Edge) and isinstance(end, Edge):
        raise MomentError("neither end of the extent is given", "give a date on at least one side")
    if isinstance(start, Point) and isinstance(end, Point):
        _in_order(start, end)
    first, last = (side.edtf if isinstance(side, Point) else side.value for side in (start, end))
    strict, wide = (
        Span(
            EARLIEST if isinstance(start, Edge) else getattr(start, bounds).lo,
            LATEST if isinstance(end, Edge) else getattr(end, bounds).hi,
        )
        for bounds in ("strict", "wide")
    )
    return Moment(f"{first}/{last}", start, end, strict, wide)


def _side(text: str, timezone: str | None) -> Point | Edge:
    return Edge(text) if text in ("", "..") else _point(text, timezone)


def _in_order(start: Point, end: Point) -> None:
    if end.strict.hi < start.strict.lo:
        raise MomentError(
            f"the end {end.edtf} is before the start {start.edtf}", "write the earlier date first"
        )


def _one_of(body: str, timezone: str | None) -> Point:
    """A one-of set (EDTF level 2), given what stands between its brackets."""
    texts = [member.strip() for member in body.split(",")]
    _open_in_place(texts)
    members = [_member(text, timezone) for text in texts]
    # '..b' stays first and 'a..' last, as EDTF asks; the rest goes in time order.
    members.sort(key=lambda member: (member[0][:1] != ".", member[0][-1:] == ".", member[1]))
    parts = merged(span for _, span, _ in members)
    whole = Span(parts[0].lo, parts[-1].hi)
    days = hull(days for _, _, days in members)
    written = f"[{','.join(text for text, _, _ in members)}]"
    return Point(parts, whole, Precision.SET, False, False, days, written)


def _open_in_place(texts: list[str]) -> None:
    if any(text.startswith("..") for text in texts[1:]):
        raise MomentError("an open start stands inside the set", "put '..b' first: [..2019,2024]")
    if any(text.endswith("..") for text in texts[:-1]):
        raise MomentError("an open end stands inside the set", "put 'a..' last: [2019,2024..]")


def _member(text: str, timezone: str | None) -> tuple[str, Span, Span]:
    """A member's canonical text, its strict bounds and its local days."""
    first, dots, last = (side.strip() for side in text.partition(".."))
    if not first and not last:
        raise MomentError(
            "a one-of set has a member without a date", "write [a,b], [a..b], [..b] or [a..]"
        )
    start = _unmarked(first, timezone) if first else None
    end = (_unmarked(last, timezone) if last else None) if dots else start
    if start and end:
        _in_order(start, end)
    low, high = start.written if start else "", end.written if end else ""
    return (
        f"{low}..{high}" if dots else low,
        Span(start.strict.lo if start else EARLIEST, end.strict.hi if end else LATEST),
        Span(start.local_days.lo if start else EARLIEST, end.local_days.hi if end else LATEST),
    )


def _unmarked(text: str, timezone: str | None) -> Point:
    point = _point(text, timezone)
    if point.about or point.doubtful:
        raise MomentError(
            "a date in a one-of set takes no ~, ? or %", "leave it out and give wider bounds"
        )
    return point


def _point(text: str, timezone: str | None) -> Point:
    if match := _CALENDAR.fullmatch(text):
        return _calendar(text, *match.groups(""))
    if match := _INSTANT.fullmatch(text):
        return _instant(match, timezone)
    raise MomentError(*fault(text))


def _calendar(text: str, year: str, month: str, day: str, mark: str) -> Point:
    _raise(calendar_fault(year, month, day))
    about = mark in ("~", "%")
    strict, wide, precision = _bounds(year, month, day, about=about)
    return Point(
        parts=(strict,),
        wide=wide,
        precision=precision,
        about=about,
        doubtful=mark in ("?", "%"),
        local_days=strict,
        written=text.removesuffix(mark),
    )


def _bounds(year: str, month: str, day: str, *, about: bool) -> tuple[Span, Span, Precision]:
    """The strict bounds, the wide ones (one unit more on either side of "about"), and the unit."""
    if day.isdigit():
        start = date(int(year), int(month), int(day)).toordinal() * DAY
        strict = Span(start, start + DAY - 1)
        return strict, kept(start - DAY, start + 2 * DAY - 1) if about else strict, Precision.DAY
    first = int(year.replace("X", "0")) * 12
    if not month.isdigit():
        count, unit = (
            (12, Precision.YEAR),
            (120, Precision.DECADE),
            (1200, Precision.CENTURY),
        )[year.count("X")]
    elif int(month) > 12:
        first, count, unit = first + (int(month) - 20) * 3 - 1, 3, Precision.SEASON
    else:
        first, count, unit = first + int(month) - 1, 1, Precision.MONTH
    strict = months(first, count)
    return strict, months(first - count, 3 * count) if about else strict, unit


def _instant(match: re.Match[str], timezone: str | None) -> Point:
    year, month, day, hour, minute, second, zone = match.groups()
    _raise(calendar_fault(year, month, day))
    _raise(clock_fault(int(hour), int(minute), int(second or 0)))
    clock = (int(year), int(month), int(day), int(hour), int(minute), int(second or 0))
    ahead = offset(zone) if zone else zone_offset(clock, timezone)
    midnight = date(*clock[:3]).toordinal() * DAY
    lo = midnight + clock[3] * 3600 + clock[4] * 60 + clock[5] - ahead * 60
    strict = kept(lo, lo if second else lo + 59)
    return Point(
        parts=(strict,),
        wide=strict,
        precision=Precision.INSTANT if second else Precision.MINUTE,
        about=False,
        doubtful=False,
        local_days=Span(midnight, midnight + DAY - 1),
        written=match.string.removesuffix(zone or "") + offset_text(ahead),
    )


def _raise(found: Fault | None) -> None:
    if found:
        raise MomentError(*found)
