"""The words and figures of typed dates, in English, Ukrainian and Russian."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from iraq_tui.domain.moment import MomentError, parse_moment
from iraq_tui.domain.moment_words import MONTHS

FORMS = 'write it as 2023-10, "7-8 August 2023" or "середина жовтня 2023"'
FULL_YEAR = "write all four digits of the year, as in 25 January 2024"


class Token(NamedTuple):
    """A word or figure: its kind, what it means in EDTF or in `_WORDS`, and as typed."""

    kind: str
    value: str
    text: str


_ENDINGS = {
    "": " а у е і ом",
    "ь": "ь я ю е ем",
    "й": "й я ю е ем",
    "ень": "ень ня ню ні нем",
    "ий": "ий ого ому им",
}
"""The cases a month stands in, by the ending of its first form."""
_RUSSIAN = (
    "январ-ь феврал-ь март- апрел-ь ма-й июн-ь июл-ь август- сентябр-ь октябр-ь ноябр-ь декабр-ь"
)
_UKRAINIAN = (
    "січ-ень лют-ий берез-ень квіт-ень трав-ень черв-ень лип-ень серп-ень верес-ень жовт-ень"
    " листопад- груд-ень"
)
_WORDS = {
    ("season", "21"): "spring весна весни весну весною весні навесні весны весной весне",
    ("season", "22"): "summer літо літа літом влітку улітку літі лето лета летом лете",
    ("season", "23"): "autumn fall осінь осені осінню восени осень осени осенью",
    ("season", "24"): "winter зима зими зиму зимою взимку узимку зимі зимы зимой зиме",
    ("part", "early"): "early beginning start початок початку початком"
    " начало начала начале началом",
    ("part", "mid"): "mid middle середина середини середині середину середине середины серединой",
    ("part", "late"): "late end кінець кінця кінці наприкінці конец конца конце концу",
    ("about", ""): "c ca circa about around approximately близько біля приблизно орієнтовно около"
    " примерно приблизительно",
    ("open", "before"): "before bef перед раніше раньше",
    ("open", "after"): "after aft після после",
    ("open", "since"): "since from starting з із зі с со від от",
    ("open", "until"): "until till по",
    ("open", "by"): "by",
    ("to", ""): "to through",
    ("both", "до"): "до",
    ("between", ""): "between між поміж между",
    ("and", ""): "and і й та и",
    ("or", ""): "or або чи или",
    ("later", ""): "later пізніше позже",
    ("noise", ""): "in on the of у в во на к під под"
    " year рік року році роки р рр год года году годы г гг",
}


def _vocabulary() -> dict[str, tuple[str, str]]:
    known = {word: meaning for meaning, words in _WORDS.items() for word in words.split()}
    for number, name in enumerate(MONTHS, 1):
        known[name.casefold()] = ("month", f"{number:02}")
    for months in (_RUSSIAN, _UKRAINIAN):
        for number, month in enumerate(months.split(), 1):
            stem, first_ending = month.split("-")
            for ending in _ENDINGS[first_ending].split(" "):
                known[stem + ending] = ("month", f"{number:02}")
    return known


_KNOWN = _vocabulary()
_TOKEN = re.compile(
    r"(?P<iso>(?<![\d-])[0-9]{4}-[0-9]{2}(?:-[0-9]{2})?(?![\d-]))"
    r"|(?P<dotted>[0-9]{1,2}\.[0-9]{1,2}\.[0-9]{4}|[0-9]{1,2}\.[0-9]{4}|[0-9]{1,2}\.[0-9]{1,2})(?!\d)"
    r"|(?P<decade>[0-9]{3}0-?(?:s|е|х|ті|тих|ые|ых)(?![^\W\d_]))"
    r"|(?P<number>[0-9]+)(?:(?:st|nd|rd|th|-?(?:го|ого|е|ое|му|те|ше))(?![^\W\d_]))?"
    r"|(?P<word>[^\W\d_]+)\.?"
    r"|(?P<gap>[\s,]+)"
    r"|(?P<sign>.)"
)
_WINTER = re.compile(
    r"\b(winter|зим(?:а|и|у|і|ы|е|ою|ой)|[ву]зимку)\s+([0-9]{4})\s*[-/]\s*([0-9]{4}|[0-9]{2})(?![0-9])"
)
_HYPHENED = re.compile(r"\b(early|mid|late)\s*-\s*")


def tokenize(text: str) -> Iterator[Token]:
    """What a folded text says, word by word; raises MomentError for a word that says nothing."""
    text = _HYPHENED.sub(r"\1 ", _WINTER.sub(_one_winter, text))
    for match in _TOKEN.finditer(text):
        found, said = match.lastgroup, match[0]
        if found == "word":
            token = Token(*_meaning(match["word"]), said)
            if token.kind != "noise":
                yield token
        elif found == "number":
            yield _number(match["number"])
        elif found == "decade":
            yield Token("year", _decade(said[:4]), said)
        elif found == "iso":
            yield from _calendar(said.split("-"))
        elif found == "dotted":
            yield from _dotted(said.split("."))
        elif found == "sign":
            yield Token({"-": "to", "~": "about"}.get(said, "sign"), said, said)


def _one_winter(match: re.Match[str]) -> str:
    """ "winter 2023/24" by its December; any other two years are left as they stand."""
    word, year, following = match.groups()
    named = str(int(year) + 1)
    return f"{word} {year}" if following in (named, named[-2:]) else match[0]


def _meaning(word: str) -> tuple[str, str]:
    """A word's kind and value; a month may be cut anywhere after its third letter."""
    if word in _KNOWN:
        return _KNOWN[word]
    fits = {meaning for known, meaning in _KNOWN.items() if known.startswith(word)}
    if len(word) >= 3 and len(fits) == 1:
        (meaning,) = fits
        if meaning[0] == "month":
            return meaning
    raise MomentError(f'"{word}" is not understood', FORMS)


def _number(digits: str) -> Token:
    if len(digits) == 4:
        return Token("year", digits, digits)
    if len(digits) < 3:
        return Token("day", f"{digits:0>2}", digits)
    raise MomentError(f"{digits} is neither a year nor a day", FULL_YEAR)


def _decade(year: str) -> str:
    if year[2] == "0":
        raise MomentError(
            f"{year}s may be ten years or a hundred", f"write {year[:3]}X or {year[:2]}XX"
        )
    return f"{year[:3]}X"


def _calendar(parts: Sequence[str]) -> Iterator[Token]:
    """Tokens of a date in figures, year first."""
    parse_moment("-".join(parts))
    for kind, value in zip(("year", "month", "day"), parts, strict=False):
        yield Token("season" if kind == "month" and int(value) > 12 else kind, value, value)


def _dotted(parts: Sequence[str]) -> Iterator[Token]:
    """Tokens of 25.01.2024, 01.2024 or, where the year stands elsewhere, 25.01."""
    if len(parts[-1]) == 4:
        yield from _calendar([f"{part:0>2}" for part in reversed(parts)])
    else:
        yield Token("day", f"{parts[0]:0>2}", parts[0])
        yield Token("month", f"{parts[1]:0>2}", parts[1])
