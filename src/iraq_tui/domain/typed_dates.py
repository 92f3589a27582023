"""Dates as people type them, in English, Ukrainian and Russian, and in EDTF.

What is typed is turned into EDTF text, so a typed date has the bounds of a written one:
"7-8 August 2023" is `2023-08-07/2023-08-08`, "середина жовтня 2023" `[2023-10-11..2023-10-20]`.
Nothing is ever filled in from today. A winter is named by its December, as in EDTF.
"""

import re
from collections.abc import Sequence
from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from iraq_tui.domain.date_faults import last_day
from iraq_tui.domain.moment import DAY, LONGEST, Moment, MomentError, parse_moment
from iraq_tui.domain.typed_words import FORMS, FULL_YEAR, Token, tokenize

_AMBIGUOUS = re.compile(r"(?<![\d-])\d{1,2}([/-])\d{1,2}\1\d{2,4}(?!\d)")
_SHORT_YEAR = re.compile(r"(?<![\d.])\d{1,2}\.\d{1,2}\.\d{2}(?!\d)|['’]\d{2}(?!\d)")
_EDTF = re.compile(r"[0-9]{3}[0-9X][0-9XTZ~?%/.,:+-]*|[\[{/.].*")
_TENS = {"early": (1, 10), "mid": (11, 20), "late": (21, 31)}
_THIRDS = {"early": (1, 4), "mid": (5, 8), "late": (9, 12)}


class _Date(Struct, frozen=True):
    """What is said of one date; "" where nothing is."""

    year: str = ""
    month: str = ""
    day: str = ""
    season: str = ""
    part: str = ""
    about: bool = False

    @property
    def edtf(self) -> str:
        """In EDTF; "about" is left out of "mid-October", which is a stretch already."""
        first, last = self.bounds()
        return f"{first}{'~' if self.about else ''}" if first == last else f"[{first}..{last}]"

    def bounds(self) -> tuple[str, str]:
        """Its first and last date, in EDTF; the same twice but for "early", "mid" and "late"."""
        if not self.year:
            raise MomentError("the year is missing", FULL_YEAR)
        if self.day and not self.month:
            raise MomentError("the month is missing", "name it, as in 25 January 2024")
        if (self.season and (self.month or self.part)) or (self.part and self.day):
            raise MomentError("this says two things at once", FORMS)
        if self.part:
            return self._third()
        whole = "-".join(part for part in (self.year, self.month or self.season, self.day) if part)
        return whole, whole

    def sure(self) -> tuple[str, str]:
        """The bounds, where EDTF has no room for "about"."""
        first, last = self.bounds()
        if self.about and first == last:
            raise MomentError('"about" cannot be said there', f"leave it out: {first}")
        return first, last

    def _third(self) -> tuple[str, str]:
        if not self.month:
            first, last = _THIRDS[self.part]
            return f"{self.year}-{first:02}", f"{self.year}-{last:02}"
        first, last = _TENS[self.part]
        parse_moment(f"{self.year}-{self.month}")
        last = min(last, last_day(int(self.year), int(self.month)))
        return f"{self.year}-{self.month}-{first:02}", f"{self.year}-{self.month}-{last:02}"


def parse_typed(text: str) -> Moment:
    """The moment a person typed, in EDTF or in words; letter case and spaces are all one.

    Early, mid and late are days 1-10, 11-20 and 21 to the end of a month, or January-April,
    May-August and September-December of a year. "before" and "after" exclude what they name,
    "until", "from" and "since" include it. Raises MomentError, also where the year is left out.
    """
    folded = _folded(text)
    try:
        return parse_moment(folded.upper())
    except MomentError as no_edtf:
        try:
            return _worded(folded)
        except MomentError as no_words:
            written = _EDTF.fullmatch(folded.upper()) or not folded
            raise (no_edtf if written else no_words) from None


def _worded(text: str) -> Moment:
    _refuse_ambiguous(text)
    return parse_moment(_edtf(list(tokenize(text))))


def _folded(text: str) -> str:
    if len(text) > LONGEST:
        raise MomentError(f"the date has {len(text)} characters", f"write at most {LONGEST}")
    dashes = re.sub("[‐‑‒–—−]", "-", text.casefold()).replace("ё", "е")
    return " ".join(dashes.split())


def _refuse_ambiguous(text: str) -> None:
    if _AMBIGUOUS.search(text):
        raise MomentError(
            "the order of day and month is not certain",
            "write 2024-04-03, 3 April 2024 or 03.04.2024 (day first)",
        )
    if _SHORT_YEAR.search(text):
        raise MomentError("the year has two digits", FULL_YEAR)


# --- from tokens to EDTF ---


def _edtf(tokens: list[Token]) -> str:
    head, rest = (tokens[0] if tokens else Token("", "", "")), tokens[1:]
    if head.kind in ("open", "both"):
        return _open(head.value, rest)
    if head.kind == "between":
        first, last = _pair(rest, ("and",)) or _pair_missing()
        return f"[{first.sure()[0]}..{last.sure()[1]}]"
    if [token.kind for token in tokens[-2:]] == ["or", "later"]:
        return f"[{_date(tokens[:-2]).sure()[0]}..]"
    if pair := _pair(tokens, ("or",)):
        return f"[{','.join(_member(one) for one in pair)}]"
    if pair := _pair(tokens, ("to", "both", "until")):
        return _extent(*pair)
    return _date(tokens).edtf


def _member(one: _Date) -> str:
    first, last = one.sure()
    return first if first == last else f"{first}..{last}"


def _pair_missing() -> tuple[_Date, _Date]:
    raise MomentError('"between" takes two dates', "write between 11 and 20 October 2023")


def _open(word: str, tokens: list[Token]) -> str:
    if word == "since":
        if pair := _pair(tokens, ("to", "both", "until")):
            return _extent(*pair)
        return f"{_end(_date(tokens), 0)}/.."
    one = _date(tokens)
    if word == "until":
        return f"../{_end(one, 1)}"
    first, last = one.sure()
    if word == "by":
        return f"[..{last}]"
    if word == "after":
        return f"{_day_beside(parse_moment(last).strict.hi, 1)}/.."
    return f"../{_day_beside(parse_moment(first).strict.lo, -1)}"


def _day_beside(second: int, days: int) -> str:
    try:
        return date.fromordinal(second // DAY + days).isoformat()
    except (ValueError, OverflowError):
        raise MomentError("nothing lies beyond the years 0001 to 9999", FORMS) from None


def _extent(first: _Date, last: _Date) -> str:
    return f"{_end(first, 0)}/{_end(last, 1)}"


def _end(one: _Date, side: int) -> str:
    """An extent's end: its first date (side 0) or its last (side 1)."""
    bounds = one.bounds()
    return bounds[side] + ("~" if one.about and bounds[0] == bounds[1] else "")


def _pair(tokens: list[Token], separators: Sequence[str]) -> tuple[_Date, _Date] | None:
    """The two dates that a separator parts; what one leaves out, the other lends."""
    at = next(
        (
            place
            for place, token in enumerate(tokens)
            if token.kind in separators or (token.kind == "open" and token.value in separators)
        ),
        None,
    )
    if at is None:
        return None
    left, right = _date(tokens[:at]), _date(tokens[at + 1 :])
    if left.about and not left.year:  # "c. 7-8 August 2023" is about both
        right = replace(right, about=True)
    return _lent(left, right), _lent(right, left)


def _lent(one: _Date, other: _Date) -> _Date:
    month = other.month if one.day or (one.part and not one.year) else ""
    return replace(one, year=one.year or other.year, month=one.month or month)


def _date(tokens: Sequence[Token]) -> _Date:
    """One date of tokens that each say something else of it."""
    if not tokens:
        raise MomentError("no date is given", FORMS)
    said: dict[str, str] = {}
    about = False
    for kind, value, text in tokens:
        if kind == "about":
            about = True
        elif kind not in ("year", "month", "day", "season", "part"):
            raise MomentError(f'"{text}" does not fit there', FORMS)
        elif kind in said:
            if kind == "day":
                raise MomentError(f'"{text}" is a second day, or a year of two digits', FULL_YEAR)
            raise MomentError(f'"{text}" is a second {kind}', FORMS)
        else:
            said[kind] = value
    return _Date(**said, about=about)
