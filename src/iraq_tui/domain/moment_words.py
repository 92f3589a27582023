"""Moments in plain English: in full, in some 16 cells, and the gaps between them.

Ranges take an en dash. `c.` stands for `~`, `(?)` for `?`, both for `%`.
"""

import re
from datetime import date, datetime, timedelta
from typing import NamedTuple

from iraq_tui.domain.moment import DAY, Edge, Moment, Point, Precision
from iraq_tui.text.counts import count_of

# Not from `calendar`, whose names change with the locale.
MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
SHORT_MONTHS = tuple(name[:3] for name in MONTHS)
_SEASONS = {"21": "spring", "22": "summer", "23": "autumn", "24": "winter"}
_MONTH_NAME = re.compile(rf"\b({'|'.join(MONTHS)})\b")


class _Style(NamedTuple):
    """What differs between words in full and in short."""

    months: tuple[str, ...]
    dash: str
    """Between two dates that share nothing."""
    before: str
    some: str
    the: str
    brief: bool


_FULL = _Style(MONTHS, " – ", "before", "some ", "the ", brief=False)
_BRIEF = _Style(SHORT_MONTHS, "–", "bef.", "", "", brief=True)


def words(moment: Moment) -> str:
    """The moment in full: "7–8 August 2023", "c. January 2024", "from October 2023"."""
    return _moment(moment, _FULL)


def short(moment: Moment) -> str:
    """The moment for a column of about 16 cells: "7–8 Aug 2023", "bef. 7 Oct 2023"."""
    return _moment(moment, _BRIEF)


def shorten(words: str) -> str:
    """The same words with the English names of months cut to three letters."""
    return _MONTH_NAME.sub(lambda match: match[1][:3], words)


def short_date(moment: Moment | None, said: str) -> str:
    """An event's date for a list: as its author words it, or else in our words, shortened."""
    return shorten(said) or (short(moment) if moment else "n.d.")


def gap_words(earlier_hi: int, later_lo: int) -> str:
    """The time between a span's last second and the next one's first, in calendar units.

    Years with months, or the largest unit alone: "6 years 5 months", "12 days". Whole units only;
    "" where nothing lies between.
    """
    if later_lo <= earlier_hi + 1:
        return ""
    from dateutil.relativedelta import relativedelta  # 14 ms that only the timeline needs

    gap = relativedelta(_datetime(later_lo), _datetime(earlier_hi + 1))
    if gap.years and gap.months:
        return f"{count_of(gap.years, 'year')} {count_of(gap.months, 'month')}"
    units = ("year", "month", "day", "hour", "minute", "second")
    sizes = ((getattr(gap, f"{unit}s"), unit) for unit in units)
    return next(count_of(size, unit) for size, unit in sizes if size)


def _datetime(second: int) -> datetime:
    day, rest = divmod(second, DAY)
    return datetime.fromordinal(day) + timedelta(seconds=rest)


def _moment(moment: Moment, style: _Style) -> str:
    match moment.start, moment.end:
        case Point() as point, None:
            return _point(point, style)
        case Point() as start, Point() as end:
            return _between_points(start, end, style)
        case Point() as start, Edge() as edge:
            return _from(start, edge, style)
        case Edge() as edge, Point() as end:
            return _until(edge, end, style)
        case _:
            raise TypeError("a moment has a date on at least one side")


def _from(start: Point, end: Edge, style: _Style) -> str:
    said = _point(start, style)
    if end is Edge.OPEN:
        return f"from {said}"
    return f"{said} – ?" if style.brief else f"from {said}, end unknown"


def _until(start: Edge, end: Point, style: _Style) -> str:
    said = _point(end, style)
    if start is Edge.UNKNOWN:
        return f"? – {said}" if style.brief else f"until {said}, start unknown"
    next_day = _neighbour(end.written, 1)
    if next_day and not end.about and not end.doubtful:
        return f"{style.before} {_date(next_day, style)}"
    return f"until {said}"


def _neighbour(written: str, days: int) -> str:
    """The day so many days on, in EDTF; "" where the date is no single day or there is none."""
    if not _is_day(written):
        return ""
    try:
        return (date.fromisoformat(written) + timedelta(days=days)).isoformat()
    except OverflowError:
        return ""


def _between_points(start: Point, end: Point, style: _Style) -> str:
    if (start.about, start.doubtful) == (end.about, end.doubtful):
        return _marked(_range(start.written, end.written, style), start)
    return f"{_point(start, style)}{_FULL.dash}{_point(end, style)}"


def _point(point: Point, style: _Style) -> str:
    if point.precision is Precision.SET:
        return _one_of(point.written[1:-1].split(","), style)
    return _marked(_date(point.written, style), point)


def _marked(said: str, point: Point) -> str:
    return f"{'c. ' if point.about else ''}{said}{' (?)' if point.doubtful else ''}"


# --- one date, from its canonical text ---


def _date(written: str, style: _Style) -> str:
    if "T" in written:
        return _instant(written, style)
    year, month, day = _fields(written)
    if "X" in year:
        return _years(year, style)
    if "X" in month or "X" in day:
        unit = "day" if day else "month"
        known = year if "X" in month else f"{_month(month, style)} {year}"
        return f"{style.some}{unit} in {known}"
    if month in _SEASONS:
        return f"{_SEASONS[month]} {_season_year(year, month)}"
    return " ".join(part for part in (day.lstrip("0"), _month(month, style), year) if part)


def _fields(written: str) -> tuple[str, str, str]:
    year, month, day = (*written.split("-"), "", "")[:3]
    return year, month, day


def _month(month: str, style: _Style) -> str:
    return style.months[int(month) - 1] if month else ""


def _season_year(year: str, season: str) -> str:
    """A winter is named by both its years: 2023/24."""
    following = f"{int(year) + 1:04}"
    short = following[:-2] == year[:-2]
    return f"{year}/{following[-2:] if short else following}" if season == "24" else year


def _years(year: str, style: _Style) -> str:
    # "The 1900s" may be ten years or a hundred, so both are written out.
    if year.endswith(("XX", "0X")):
        first, last = max(year.replace("X", "0"), "0001"), year.replace("X", "9")
        prefix = "" if style.brief else "the years "
        return f"{prefix}{first}–{last}"
    return f"{style.the}{year[:3]}0s"


def _instant(written: str, style: _Style) -> str:
    day, clock, zone = _clock(written)
    if style.brief:
        return f"{_date(day, style)} {clock}"
    return f"{_date(day, style)}, {clock} {zone}"


def _clock(written: str) -> tuple[str, str, str]:
    """Day, time and zone: "2024-01-25", "14:30", "UTC+3"."""
    day, time = written.split("T")
    if time.endswith("Z"):
        return day, time[:-1], "UTC"
    clock, (sign, hours, minutes) = time[:-6], (time[-6], int(time[-5:-3]), time[-3:])
    return day, clock, f"UTC{sign}{hours}{'' if minutes == ':00' else minutes}"


# --- two dates ---


def _range(first: str, last: str, style: _Style) -> str:
    left, right = _parted(first, last, style)
    if not left:
        return right
    if right[:3].endswith(":") or (" " not in left and _alike(first, last)):
        return f"{left}–{right}"
    return f"{left}{style.dash if ' ' in left else _FULL.dash}{right}"


def _alike(first: str, last: str) -> bool:
    """Whether both are written to the same unit, with all their digits."""
    return len(first) == len(last) and "X" not in first + last


def _parted(first: str, last: str, style: _Style) -> tuple[str, str]:
    """Both ends in words, the first without what the last says too; "" where they are the same."""
    right = _date(last, style)
    if first == last:
        return "", right
    if "T" in first or "T" in last:
        return _parted_instants(first, last, style)
    left = _date(first, style)
    if not _alike(first, last) or first[:4] != last[:4]:
        return left, right
    if _is_day(first):
        same = 7 if first[:7] == last[:7] else 4
        return _date(first, style).removesuffix(_date(first[:same], style)).strip(), right
    if "24" in (first[5:], last[5:]):
        return left, right
    return left.removesuffix(first[:4]).strip(), right


def _parted_instants(first: str, last: str, style: _Style) -> tuple[str, str]:
    left, right = _date(first, style), _date(last, style)
    if "T" in first and "T" in last:
        (day, _, zone), (last_day, clock, last_zone) = _clock(first), _clock(last)
        if (day, zone) == (last_day, last_zone):
            return left.removesuffix(f" {zone}"), right[right.index(clock) :]
    return left, right


def _is_day(written: str) -> bool:
    return bool(re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", written))


# --- one of several dates ---


def _one_of(members: list[str], style: _Style) -> str:
    if len(members) > 1:
        return _listed(members, style)
    first, dots, last = members[0].partition("..")
    if not dots:
        return _date(first, style)
    if not first:
        return f"by {_date(last, style)}"
    if not last:
        return _or_later(first, style)
    if style.brief:
        return _range(first, last, style)
    left, right = _parted(first, last, style)
    return f"between {left} and {right}" if left else right


def _or_later(first: str, style: _Style) -> str:
    day_before = _neighbour(first, -1) if style.brief else ""
    return f"aft. {_date(day_before, style)}" if day_before else f"{_date(first, style)} or later"


def _listed(members: list[str], style: _Style) -> str:
    said = [_member(member, style) for member in members]
    lasts = {_common(member) for member in members}
    if len(lasts) == 1 and (common := lasts.pop()):
        shared = _date(common, style)
        said = [*(item.removesuffix(shared).strip() for item in said[:-1]), said[-1]]
    return f"{', '.join(said[:-1])} or {said[-1]}"


def _common(member: str) -> str:
    """What a listed day shares with others: its month, in EDTF; of a month, its year."""
    if _is_day(member):
        return member[:7]
    plain = re.fullmatch(r"([0-9]{4})-(0[0-9]|1[0-2])", member)
    return plain[1] if plain else ""


def _member(member: str, style: _Style) -> str:
    first, dots, last = member.partition("..")
    if not dots:
        return _date(first, style)
    if not first:
        return f"by {_date(last, style)}"
    return _range(first, last, style) if last else f"from {_date(first, style)} on"
