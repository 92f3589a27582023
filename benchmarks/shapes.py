"""What made-up chronicles have in common: their shape, dice, languages, names and questions."""

from collections.abc import Iterable, Sequence
from random import Random
from typing import TypeVar

from msgspec import Struct

from benchmarks.vocabulary import ENDS, STEMS, TONGUES, Tongue

T = TypeVar("T")


class Shape(Struct, frozen=True):
    """What a chronicle is to be like."""

    events: int
    claims: int = 4
    """Claims an event, on average; from half to one and a half times as many."""
    reports: int = 2
    seed: int = 1
    actors: int = 0
    """0 for as many as suit the events: 40 for a hundred, at most 500."""
    lean: bool = False
    """Events of the fewest keys, some 200 bytes each."""

    @property
    def cast(self) -> int:
        """How many actors there are, papers not counted."""
        suited = 22 + 2 * max(0, self.events.bit_length() - 4) ** 2
        return self.actors or max(1, min(500, self.events, suited))

    @property
    def grounds(self) -> int:
        """How many places there are."""
        return (self.cast + 1) // 2


class Dice:
    """Draws that come out the same wherever they are made."""

    def __init__(self, *seed: int) -> None:
        mixed = 0
        for part in seed:
            mixed = mixed * 0x1_0000_0001_B3 + part
        self.draw = Random(mixed).random

    def below(self, count: int) -> int:
        """A number from 0, smaller than ``count``."""
        return int(self.draw() * count)

    def early(self, count: int) -> int:
        """The same, small ones more often: a few names are in all mouths."""
        return int(self.draw() * self.draw() * count)

    def chance(self, percent: float) -> bool:
        """True so often."""
        return self.draw() * 100 < percent

    def one(self, of: Sequence[T]) -> T:
        """One of several."""
        return of[int(self.draw() * len(of))]


def tongue(report: int) -> Tongue:
    """The language of a report."""
    return TONGUES[report % len(TONGUES)]


def report_id(number: int) -> str:
    """Such as ``uk`` and ``ar``; ``uk-2`` once the languages have all had their turn."""
    again = number // len(TONGUES)
    return tongue(number).tag + (f"-{again + 1}" if again else "")


def name(number: int) -> tuple[str, str, str, str]:
    """An invented name in the languages of ``NAMED_IN``; no two numbers share one."""
    stem, end = STEMS[number % 16], ENDS[(number // 16 + 7 * number) % 16]
    again = f" {number // 256 + 1}" if number >= 256 else ""
    a, b, c, d = (s + e + again for s, e in zip(stem, end, strict=True))
    return a, b, c, d


def listed(ids: Iterable[str]) -> str:
    """Ids as a list of the store, each once."""
    return "[" + ", ".join(f'"{id_}"' for id_ in dict.fromkeys(ids)) + "]"


class Question(Struct, frozen=True):
    """An aspect that the made-up chronicles ask about."""

    id: str
    type: str
    options: tuple[str, ...] = ()
    table: str = ""
    """Its table in the store; none for one that is built in."""


def _declared(id_: str, type_: str, question: str, more: str = "", *options: str) -> Question:
    table = f'[aspects.{id_}]\nquestion = "{question}"\ntype = "{type_}"\n{more}'
    if options:
        words = ", ".join(f'{option} = "{option.replace("-", " ")}"' for option in options)
        table += f"options = {{ {words} }}\n"
    return Question(id_, type_, options, table + "\n")


QUESTIONS = (
    Question("when", "date"),
    _declared("hurt", "quantity", "How many were hurt?", 'unit = "people"\nchanges = "up"\n'),
    _declared("reason", "choice", "Why?", "", "storm", "strike", "order", "no-money"),
    Question("status", "status"),
    _declared("backdrop", "text", "Against what background?"),
    Question("who", "actors"),
    _declared("label", "choice", "What is it called?", "framing = true\n", "reform", "cut", "raid"),
    Question("where", "place"),
    _declared("cost", "quantity", "What does it cost?", 'unit = "million"\n'),
    _declared("aims", "choice", "What for?", "many = true\n", "peace", "trade", "votes", "safety"),
    _declared("led-by", "actors", "Who leads it?", "complete = true\n"),
    _declared("mood", "text", "How is it told?"),
    _declared("deadline", "date", "By when?", "changes = true\n"),
    _declared("vehicles", "quantity", "How many vehicles came?", 'unit = "vehicles"\n'),
    _declared("site", "place", "At what site?"),
    _declared("progress", "status", "How far along is it?"),
    _declared("next-step", "text", "What is to come next?"),
    _declared("view", "choice", "How is it seen?", "framing = true\n", "success", "defeat"),
)
STAGES = ("possible", "demanded", "planned", "announced", "began", "happened")
