"""Quantities as reports give them: exact, about, bounded, or a word such as "dozens".

A quantity is always an interval inside. The strict interval is what the words say; the wide one
adds the store's tolerance and is only ever used to call two values *near*, the way Wikibase keeps
an amount with its lower and upper bound.
"""

import re
from collections.abc import Mapping
from decimal import Context, Decimal
from fractions import Fraction
from types import MappingProxyType

from msgspec import Struct, field

WORDS = ("dozens", "hundreds", "thousands")

_NUMBER = r"-?\d{1,18}(?:\.\d{1,9})?"
_BOUND = re.compile(rf"(>=|<=|>|<)\s*({_NUMBER})")
_ABOUT = re.compile(rf"~\s*({_NUMBER})")
_BETWEEN = re.compile(rf"({_NUMBER})\s*\.\.\s*({_NUMBER})")
_EXACT = re.compile(_NUMBER)
_GROUPED = r"\d{1,3}(?:[ ,_'\u00a0\u202f]\d{3})+"


class QuantityError(ValueError):
    """A quantity that cannot be read; ``why`` says what is wrong, ``mend`` what to write."""

    def __init__(self, why: str, mend: str) -> None:
        super().__init__(f"{why}; {mend}")
        self.why = why
        self.mend = mend


Number = int | Fraction
"""An exact number; an int where it is whole, as whole numbers are most and compare faster."""


class Interval(Struct, frozen=True, gc=False):
    """A range of numbers; ``None`` is no bound on that side, ``*_open`` leaves the bound out."""

    low: Number | None
    high: Number | None
    low_open: bool = False
    high_open: bool = False

    def holds(self, other: "Interval") -> bool:
        """Whether every number of the other interval lies in this one."""
        return self._low_reaches(other) and self._high_reaches(other)

    def meets(self, other: "Interval") -> bool:
        """Whether some number lies in both."""
        return not (self.below(other) or other.below(self))

    def below(self, other: "Interval") -> bool:
        """Whether every number of this interval is smaller than every number of the other."""
        if self.high is None or other.low is None:
            return False
        touching = self.high == other.low and (self.high_open or other.low_open)
        return self.high < other.low or touching

    def _low_reaches(self, other: "Interval") -> bool:
        if self.low is None or other.low is None:
            return self.low is None
        same_end = self.low == other.low and (not self.low_open or other.low_open)
        return self.low < other.low or same_end

    def _high_reaches(self, other: "Interval") -> bool:
        if self.high is None or other.high is None:
            return self.high is None
        same_end = self.high == other.high and (not self.high_open or other.high_open)
        return self.high > other.high or same_end

    def __str__(self) -> str:
        """Interval notation as in mathematics: "(150, ∞)", "[2250, 2750]", or one number."""
        if self.low is not None and self.low == self.high:
            return number_words(self.low)
        low = "(−∞" if self.low is None else f"{'(['[not self.low_open]}{number_words(self.low)}"
        high = "∞)" if self.high is None else f"{number_words(self.high)}{')]'[not self.high_open]}"
        return f"{low}, {high}"


class Tolerances(Struct, frozen=True):
    """What "about" and the number words mean in one store.

    ``about_percent`` is the half-width of "about", in percent of the number (0 to 100);
    ``words`` gives each number word its lowest and highest value, both included.
    """

    about_percent: Fraction = Fraction(10)
    words: Mapping[str, tuple[int, int]] = field(
        default_factory=lambda: MappingProxyType(
            {"dozens": (20, 99), "hundreds": (100, 999), "thousands": (1000, 9999)}
        )
    )


class Quantity(Struct, frozen=True, gc=False):
    """A number as the author wrote it, with the interval it says and the interval it allows."""

    text: str
    strict: Interval
    wide: Interval

    @property
    def is_about(self) -> bool:
        """Whether the store's tolerance widens this quantity."""
        return self.text.startswith("~")

    @property
    def is_plain(self) -> bool:
        """Whether the text itself shows its bounds: a number, or one number to another."""
        return self.text not in WORDS and self.text[0] not in "<>~"

    def words(self) -> str:
        """The quantity in words: "about 2500", "more than 150", "150 to 200", "dozens"."""
        if self.text in WORDS:
            return self.text
        if self.is_about:
            return f"about {_text_number(self.text[1:])}"
        for sign, words in _SIGN_WORDS.items():
            if self.text.startswith(sign):
                return f"{words} {_text_number(self.text[len(sign) :])}"
        if ".." in self.text:
            low, high = self.text.split("..")
            return f"{_text_number(low)} to {_text_number(high)}"
        return _text_number(self.text)


_SIGN_WORDS = {">=": "at least", "<=": "at most", ">": "more than", "<": "fewer than"}


def number_words(number: Number) -> str:
    """A number with a thin grouping from five digits on: 2500, 12,500, 0.5.

    No digit of a decimal fraction is lost; any other is cut after the 30th digit.
    """
    if number.denominator == 1:
        return f"{number.numerator:,}" if not -10_000 < number < 10_000 else str(number.numerator)
    exact = Context(prec=30).divide(Decimal(number.numerator), Decimal(number.denominator))
    return f"{exact:f}"


def _text_number(text: str) -> str:
    return number_words(_number(text.strip()))


def parse_quantity(value: float | str, tolerances: Tolerances | None = None) -> Quantity:
    """Read a quantity in the store's notation.

    Numbers stand for themselves; strings are ``2500``, ``~2500``, ``>150``, ``>=150``, ``<900``,
    ``<=900``, ``150..200``, ``dozens``, ``hundreds`` or ``thousands``. Raises QuantityError with
    the reason and the mend for anything else.
    """
    tolerances = tolerances or Tolerances()
    text = _plain(value)
    if text in WORDS:
        low, high = tolerances.words[text]
        return _same(text, Interval(low, high))
    if match := _ABOUT.fullmatch(text):
        return _about(_number(match[1]), f"~{match[1]}", tolerances)
    if match := _BOUND.fullmatch(text):
        return _same(match[1] + match[2], _bounded(match[1], _number(match[2])))
    if match := _BETWEEN.fullmatch(text):
        low_end, high_end = _number(match[1]), _number(match[2])
        if low_end > high_end:
            raise QuantityError(
                f"{match[1]} is more than {match[2]}", f'write "{match[2]}..{match[1]}"'
            )
        return _same(f"{match[1]}..{match[2]}", Interval(low_end, high_end))
    if _EXACT.fullmatch(text):
        number = _number(text)
        return _same(text, Interval(number, number))
    raise _unreadable(text)


def _number(text: str) -> Number:
    return _whole(Fraction(text)) if "." in text else int(text)


def _whole(number: Fraction) -> Number:
    return number.numerator if number.denominator == 1 else number


def _plain(value: float | str) -> str:
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        raise QuantityError("this is not a number", 'write a number, or a string such as "~2500"')
    if isinstance(value, float):
        text = repr(value)
        if not _EXACT.fullmatch(text):
            raise QuantityError("this number cannot be taken exactly", "write it as a plain number")
        return text.removesuffix(".0")
    text = str(value).strip()
    if not text.isascii():
        text = text.replace("−", "-").replace("–", "..").replace("…", "..")
    return text


def _same(text: str, interval: Interval) -> Quantity:
    return Quantity(text, interval, interval)


def _about(number: Number, text: str, tolerances: Tolerances) -> Quantity:
    slack = abs(Fraction(number)) * tolerances.about_percent / 100
    return Quantity(
        text,
        Interval(number, number),
        Interval(_whole(number - slack), _whole(number + slack)),
    )


def _bounded(sign: str, number: Number) -> Interval:
    is_open = len(sign) == 1
    if sign.startswith(">"):
        return Interval(number, None, low_open=is_open)
    return Interval(None, number, high_open=is_open)


_SPELT = (
    (rf"(?:at least|no (?:fewer|less) than)\s+({_NUMBER})|({_NUMBER})\s*\+", ">="),
    (rf"(?:at most|up to|no more than)\s+({_NUMBER})", "<="),
    (rf"(?:more than|over|above)\s+({_NUMBER})", ">"),
    (rf"(?:fewer than|less than|under|below)\s+({_NUMBER})", "<"),
    (rf"(?:about|around|some|circa|c\.|nearly|almost)\s+({_NUMBER})", "~"),
)
_DASHED = r"(\d+(?:\.\d+)?)\s*(?:-|to)\s*(\d+(?:\.\d+)?)"


def _in_notation(text: str) -> str:
    """What to write for a quantity in plain words; empty where that cannot be told."""
    if text in WORDS:
        return text
    if match := re.fullmatch(_DASHED, text):
        return f"{match[1]}..{match[2]}"
    for pattern, sign in _SPELT:
        if match := re.fullmatch(pattern, text):
            return sign + next(group for group in match.groups() if group)
    return ""


def _unreadable(text: str) -> QuantityError:
    if re.search(_GROUPED, text):
        return QuantityError(
            "digits are grouped", "write the number without spaces or commas: 2500"
        )
    if written := _in_notation(text.lower()):
        return QuantityError("this is no quantity", f'write "{written}"')
    return QuantityError(
        "this is no quantity",
        "write 2500, ~2500, >150, >=150, <900, <=900, 150..200, dozens, hundreds or thousands",
    )
