"""Ticks of a time axis: the dates worth a mark, in the unit that suits the scale."""

from collections.abc import Iterator
from datetime import date

from msgspec import Struct

from iraq_tui.domain.axis import DAY, EARLIEST, LATEST
from iraq_tui.domain.moment_words import SHORT_MONTHS
from iraq_tui.domain.scale import Scale

_HOUR, _MINUTE = 3600, 60
_MONTH, _YEAR = 30 * DAY, 365 * DAY
_GAP = 3
"""Cells between two labels at least."""


class Tick(Struct, frozen=True):
    """A mark on the axis."""

    place: int
    """Its half cell."""
    label: str
    is_major: bool
    """Whether a larger unit begins there, as a year among months."""


class Ticks(Struct, frozen=True):
    """All of a window."""

    marks: tuple[Tick, ...]
    context: str
    """What the labels leave out at the left edge, as the year of days; empty for years."""


class _Unit(Struct, frozen=True):
    seconds: int
    """About how long it is."""
    cells: int
    """The longest label."""
    count: int
    """How many of what it counts: years, months, days, or seconds for what is finer."""


_UNITS = (
    *(_Unit(count * _MINUTE, 6, count * _MINUTE) for count in (1, 5, 15, 30)),
    *(_Unit(count * _HOUR, 6, count * _HOUR) for count in (1, 3, 6)),
    _Unit(DAY, 6, 1),
    _Unit(5 * DAY, 6, 5),
    _Unit(10 * DAY, 6, 10),
    _Unit(_MONTH, 4, 1),
    _Unit(3 * _MONTH, 4, 3),
    _Unit(6 * _MONTH, 4, 6),
    *(
        _Unit(count * _YEAR, 4, count)
        for count in (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000)
    ),
)


def ticks(scale: Scale) -> Ticks:
    """The marks in a window, closest where their labels still stand apart.

    None stands in a folded stretch.
    """
    unit = _suiting(scale)
    marks = []
    for shown in scale.unfolded:
        for second, label, is_major in _marks(unit, shown.lo, shown.hi):
            if (
                shown.lo <= second <= shown.hi
                and 0 <= (place := scale.place(second)) < scale.halves
            ):
                marks.append(Tick(place, label, is_major))
    return Ticks(tuple(marks), _context(unit, scale.window.lo))


def _suiting(scale: Scale) -> _Unit:
    wanted = ((unit.cells + _GAP) * 2 * scale.pace for unit in _UNITS)
    return next(
        (unit for unit, least in zip(_UNITS, wanted, strict=True) if unit.seconds >= least),
        _UNITS[-1],
    )


def _marks(unit: _Unit, lo: int, hi: int) -> Iterator[tuple[int, str, bool]]:
    if unit.seconds >= _YEAR:
        return _years(unit.count, lo, hi)
    if unit.seconds >= _MONTH:
        return _months(unit.count, lo, hi)
    return _days(unit.count, lo, hi) if unit.seconds >= DAY else _times(unit.count, lo, hi)


def _years(count: int, lo: int, hi: int) -> Iterator[tuple[int, str, bool]]:
    first = _day(lo).year // count * count
    for year in range(first, _day(hi).year + 1, count):
        if year >= 1:
            yield date(year, 1, 1).toordinal() * DAY, str(year), False


def _months(count: int, lo: int, hi: int) -> Iterator[tuple[int, str, bool]]:
    start, end = _day(lo), _day(hi)
    first, last = start.year * 12 + start.month - 1, end.year * 12 + end.month - 1
    for month in range(first // count * count, last + 1, count):
        year, number = divmod(month, 12)
        if year >= 1:
            label = SHORT_MONTHS[number] if number else str(year)
            yield date(year, number + 1, 1).toordinal() * DAY, label, not number


def _days(count: int, lo: int, hi: int) -> Iterator[tuple[int, str, bool]]:
    """Every so many days of the month, from the first on; the 31st is too near to the next."""
    for day in range(_day(lo).toordinal(), _day(hi).toordinal() + 1):
        here = date.fromordinal(day)
        if count == 1 or (here.day % count == 1 and here.day < 30):
            yield day * DAY, _day_words(here), here.day == 1


def _times(count: int, lo: int, hi: int) -> Iterator[tuple[int, str, bool]]:
    for second in range(lo // count * count, hi + 1, count):
        hour, minute = divmod(second % DAY // _MINUTE, 60)
        is_midnight = not second % DAY
        label = _day_words(_day(second)) if is_midnight else f"{hour:02}:{minute:02}"
        yield second, label, is_midnight


def _context(unit: _Unit, second: int) -> str:
    here = _day(second)
    if unit.seconds >= _YEAR:
        return ""
    if unit.seconds >= DAY:
        return str(here.year)
    return f"{_day_words(here)} {here.year}"


def _day_words(day: date) -> str:
    return f"{day.day} {SHORT_MONTHS[day.month - 1]}"


def _day(second: int) -> date:
    return date.fromordinal(min(max(second, EARLIEST), LATEST) // DAY)
