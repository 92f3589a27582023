"""A problem in a store: where it is, what is wrong, why, and how to mend it."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from difflib import get_close_matches
from enum import StrEnum

Path = tuple[str | int, ...]
"""The way to a value in the parsed file: keys, and numbers of list items from 0."""


class Severity(StrEnum):
    """Whether a problem keeps a store from being used."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Problem:
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


def suggestion(wrong: str, known: Iterable[str], otherwise: str) -> str:
    """ "did you mean …?" with the nearest known word, or else another mend."""
    near = get_close_matches(wrong, list(known), 1, cutoff=0.6)
    return f"did you mean {quote(near[0])}?" if near else otherwise


def quote(text: str) -> str:
    """A word of the store inside a message, cut where it is very long."""
    return f"“{text if len(text) <= 60 else text[:59] + '…'}”"


def some_of(known: Iterable[str], most: int = 8) -> str:
    """The first few of some ids, for a mend that lists them."""
    ids = list(known)
    return ", ".join(ids[:most]) + (" …" if len(ids) > most else "")
