"""Why a text is no date, and how to mend it."""

import re
import unicodedata

from iraq_tui.domain.axis import DAY, months

Fault = tuple[str, str]
"""What is wrong, and what to write instead."""


class MomentError(ValueError):
    """A text that is no date: `why` it is none, and what would `mend` it."""

    def __init__(self, why: str, mend: str) -> None:
        super().__init__(f"{why}; {mend}")
        self.why = why
        self.mend = mend


_ISO = "write it year first, as 2024-01-25, 2024-01 or 2024"
_MARKS = (
    "put it once, at the very end, where it covers the whole date (2004-06-11~); ~ and ? together"
    " are written %"
)
_YEARS = "years run from 0001 to 9999 and are written with four digits"
_FROM_THE_RIGHT = (
    "unspecified digits stand at the right: 201X, 20XX, 2004-XX, 1985-04-XX or 1985-XX-XX"
)

# The first pattern found in the text names its fault; the order goes from the telling to the vague.
_FAULTS: tuple[tuple[str, str, str], ...] = (
    (r"[{}]", "an all-of set {…} is not a date here", "list one of several as [a,b]"),
    (
        r"[\[\]]",
        "a one-of set stands alone and is closed",
        "write [a,b], [a..b], [..b] or [a..]",
    ),
    (r"^[A-Z]-?[0-9]", "years with a letter before them are not taken", _YEARS),
    (r"^[-+][0-9]", "years with a sign before them are not taken", _YEARS),
    (r"^W|-W[0-9]", "week dates are not taken", _ISO),
    (r"T.*[~?%]", "a time of day takes no ~, ? or %", "mark the day, or write an extent a/b"),
    (r"[~?%]", "a mark ~, ? or % stands inside the date", _MARKS),
    (
        r":[0-9]{2}[.,][0-9]",
        "fractions of a second are not taken",
        "write whole seconds, as 14:30:00",
    ),
    (
        r"^[0-9]{4}-?[0-9]{2}-?[0-9]{2} +[0-9]",
        "a space stands before the time",
        "write T there",
    ),
    (r"[A-WYZa-z]{3}", "names of months and other words are not part of a date", _ISO),
    (r"[xtz]", "small letters stand in the date", "write X, T and Z as capitals"),
    (r"T", "the time of day is not understood", "write 2024-01-25T14:30:00Z or +03:00 for Z"),
    (r"X.*[0-9]|XXX|^[^-]*-[0-9]X|[0-9]X$", "these digits cannot be left out", _FROM_THE_RIGHT),
    (r"^[0-9]{4}-[0-9]{3}$", "days of the year are not taken", _ISO),
    (r"^[0-9]{4}[-.]?[0-9]{2}[-.]?[0-9]{2}$", "the hyphens are missing", _ISO),
    (
        r"^[0-9]{4}-[0-9]{1,2}(-[0-9]{1,2})?$",
        "month and day take two digits each",
        "write a nought before a single digit, as 2024-01-05",
    ),
    (r"^[0-9]{1,3}(-|$)|^[0-9]{5,}", "the year does not have four digits", _YEARS),
    (r"\.\.", "'..' stands alone, as one end", "write a/.. or ../b; [a..b] for one of a range"),
)
_DOTTED = r"([0-9]{1,2})\.([0-9]{1,2})\.([0-9]{4})"
_WORD = r"[^\W\d_]{3}"


def fault(text: str) -> Fault:
    """The likeliest fault of a text that has no date's shape."""
    if dotted := re.fullmatch(_DOTTED, text):
        day, month, year = dotted.groups()
        return calendar_fault(year, month.zfill(2), day.zfill(2)) or (
            "dates are written year first",
            f"write {year}-{month:0>2}-{day:0>2}",
        )
    strange = next((sign for sign in text if not sign.isascii()), None)
    if strange and not re.search(_WORD, text):
        name = unicodedata.name(strange, "a sign without a name")
        return (
            f"U+{ord(strange):04X} ({name.lower()}) is not part of a date",
            "write digits 0 to 9, hyphens, and Latin capitals X, T and Z",
        )
    if strange:
        return "names of months and other words are not part of a date", _ISO
    for pattern, why, mend in _FAULTS:
        if re.search(pattern, text):
            return why, mend
    return f'"{text}" is not a date', _ISO


def calendar_fault(year: str, month: str, day: str) -> Fault | None:
    """What is wrong with a date of the right shape: four, two and two digits or X, "" if absent."""
    if year == "0000":
        return "there is no year 0000", _YEARS
    if "X" in year and month:
        return "a month cannot follow a year with unspecified digits", _FROM_THE_RIGHT
    if month == "XX":
        unfit = day not in ("", "XX")
        return ("a day cannot follow an unspecified month", _FROM_THE_RIGHT) if unfit else None
    if not month:
        return None
    number = int(month)
    if not (1 <= number <= 12 or 21 <= number <= 24):
        return (
            f"{month} is neither a month nor a season",
            "months run from 01 to 12, seasons from 21 (spring) to 24 (winter)",
        )
    if number > 12:
        return ("a season has no days", f"write {year}-{month}") if day else None
    if day in ("", "XX"):
        return None
    last = last_day(int(year), number)
    if not 1 <= int(day) <= last:
        return f"day {day} does not exist", f"{year}-{month} has days 01 to {last}"
    return None


def last_day(year: int, month: int) -> int:
    """How many days a month has. Not by `calendar`, which takes longer to load than all dates to
    read."""
    span = months(year * 12 + month - 1, 1)
    return (span.hi + 1 - span.lo) // DAY


def clock_fault(hour: int, minute: int, second: int) -> Fault | None:
    """What is wrong with a time of day, in whole numbers."""
    if hour == 24:
        return "24:00 is not taken", "write 00:00:00 of the next day"
    if hour > 23 or minute > 59 or second > 59:
        return (
            f"the time {hour:02}:{minute:02}:{second:02} does not exist",
            "hours run from 00 to 23, minutes and seconds from 00 to 59",
        )
    return None
