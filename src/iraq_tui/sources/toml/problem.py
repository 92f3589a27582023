"""A problem in a store: where it is, what is wrong, why, and how to mend it."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from enum import StrEnum
from itertools import islice

from msgspec import Struct
from msgspec.structs import asdict

Path = tuple[str | int, ...]
"""The way to a value in the parsed file: keys, and numbers of list items from 0."""


class Severity(StrEnum):
    """Whether a problem keeps a store from being used."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


class Problem(Struct, frozen=True):
    """One thing to mend. ``line`` counts from 1 and is right or absent."""

    kind: str
    what: str
    mend: str
    path: Path = ()
    severity: Severity = Severity.ERROR
    why: str = ""
    file: str = ""
    line: int | None = None
    column: int | None = None

    @property
    def place(self) -> str:
        """FILE, FILE:LINE or FILE:LINE:COLUMN, as far as it is known."""
        return ":".join(str(part) for part in (self.file, self.line, self.column) if part)

    def __str__(self) -> str:
        """One line: the place, then what, why and the mend."""
        why = f" ({self.why})" if self.why else ""
        return f"{self.place}: {self.severity}: {self.what}{why}: {self.mend} [{self.kind}]"

    def as_json(self) -> dict[str, object]:
        """The problem for programs."""
        return {**asdict(self), "severity": self.severity.value, "path": list(self.path)}


class StoreError(Exception):
    """A store that cannot be used, with every problem found in it."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(map(str, self.problems)))


MOST_PROBLEMS = 10_000
"""How many problems are told of one store; nobody reads more, and each takes room."""


def enough(problems: Sequence[Problem]) -> list[Problem]:
    """As many problems as are told, the errors before the others, and whether there are more."""
    if len(problems) <= MOST_PROBLEMS:
        return list(problems)
    first = sorted(problems, key=lambda problem: problem.severity is not Severity.ERROR)
    what = f"there are more problems than these {MOST_PROBLEMS}"
    more = Problem("too-many", what, "mend these, and check again", severity=first[0].severity)
    return [*first[:MOST_PROBLEMS], more]


MOST_HINTS = 100
"""How many near misses are looked for in one store: each takes time, and no one reads more."""
_MOST_LIKELY = 500


def suggestion(wrong: str, known: Iterable[str], otherwise: str) -> str:
    """ "did you mean …?" with the nearest known word, or else another mend."""
    from difflib import get_close_matches  # most stores have nothing wrong

    near = get_close_matches(wrong, _likely(wrong, known), 1, cutoff=0.6)
    return f"did you mean {quote(near[0])}?" if near else otherwise


def _likely(wrong: str, known: Iterable[str]) -> list[str]:
    """The words worth a close look; of very many, those that begin alike."""
    words = [word for word in known if abs(len(word) - len(wrong)) <= len(wrong) <= 100]
    if len(words) <= _MOST_LIKELY:
        return words
    return [word for word in words if word[:1] == wrong[:1]][:_MOST_LIKELY]


def quote(text: str) -> str:
    """A word of the store inside a message, cut where it is very long."""
    return f"“{text if len(text) <= 60 else text[:59] + '…'}”"


def shown(value: object) -> str:
    """A value of the store inside a message, as TOML writes it."""
    match value:
        case bool():
            return quote(str(value).lower())
        case list():
            return "a list"
        case dict():
            return "a table"
        case datetime() | date():
            return quote(value.isoformat())
    return quote(str(value))


def some_of(known: Iterable[str], most: int = 8) -> str:
    """The first few of some ids, for a mend that lists them."""
    ids = list(islice(known, most + 1))
    return ", ".join(ids[:most]) + (" …" if len(ids) > most else "")


def ring_words(ring: Sequence[str]) -> str:
    """A ring of ids for a message, the middle of a long one left out."""
    long = len(ring) > 10
    return " → ".join([*ring[:6], f"… {len(ring) - 9} more …", *ring[-3:]] if long else ring)
