"""The live filter: from a letter typed to its first hits painted, and to all hits counted."""

from collections.abc import Iterator, Sequence
from contextlib import ExitStack

from benchmarks.peers import Program
from benchmarks.picture import Area, Picture, Watched
from benchmarks.results import Results, say
from benchmarks.terminal import LateError
from benchmarks.workplace import OPENING, Workplace

PART = "filter"
ECHO, HITS, COUNTED = "letter shown", "first hits", "all counted"
FIRST, NEXT = "first letter", "next letters"
WORDS = ("harbour", "strike", "council", "zz")
"""Words to type; the last is of few or no events."""
_PATIENCE = 120.0
_COUNT_WIDTH = 30
"""Columns at the right of the filter's line that tell how many events there are."""


def measure(place: Workplace, sizes: Sequence[int], rounds: int, results: Results) -> None:
    """Each letter of each word, in ms."""
    with ExitStack() as stack:
        benches = []
        for events in sizes:
            program = place.seen(events)
            say(f"filter: opening {events} events")
            watched = stack.enter_context(program.opened(OPENING))
            benches.append(_Bench(program, watched, results))
        for number in range(rounds):
            say(f"filter: round {number + 1} of {rounds}")
            for word in WORDS:
                for bench in benches:
                    bench.type(word)


class _Bench:
    def __init__(self, program: Program, watched: Watched, results: Results) -> None:
        self.watched = watched
        self._series = {
            (which, what): results.new(PART, program.name, f"{what}, {which}", "ms", program.rows)
            for which in (FIRST, NEXT)
            for what in (ECHO, HITS, COUNTED)
        }
        self._areas = program.areas(watched.picture)

    def type(self, word: str) -> None:
        """Open the filter's line, type a word letter by letter, and leave it again."""
        watched = self.watched
        self._untimed(b"/")
        areas = {**dict(filter_line(watched.picture)), HITS: self._above_the_line()}
        for number, letter in enumerate(word):
            changes, _ = watched.press(letter.encode(), areas, patience=_PATIENCE)
            which = NEXT if number else FIRST
            for what in (ECHO, HITS, COUNTED):
                change = changes[what]
                # The blinking cursor changes its line again and again: the letter comes first.
                at = None if change is None else change.first if what == ECHO else change.last
                self._series[which, what].values.append(None if at is None else at * 1000)
        self._untimed(b"\x1b")

    def _untimed(self, keys: bytes) -> None:
        self.watched.type(keys)
        self.watched.settle(patience=_PATIENCE)

    def _above_the_line(self) -> Area:
        """The timeline, as far as the line typed in leaves it."""
        whole = self._areas["timeline"]
        line = _line(self.watched.picture)
        return Area(whole.top, min(whole.bottom, line - 2), whole.left, whole.right)


def filter_line(picture: Picture) -> Iterator[tuple[str, Area]]:
    """Where the filter shows what is typed, and how many events answer it."""
    line = _line(picture)
    middle = picture.columns - _COUNT_WIDTH
    yield ECHO, Area(line, line + 1, 0, middle)
    yield COUNTED, Area(line, line + 1, middle, picture.columns)


def _line(picture: Picture) -> int:
    for row in reversed(range(picture.rows)):
        if picture.lines[row].lstrip().startswith("filter"):
            return row
    raise LateError(f"there is no line to type a filter in:\n{picture.text}")
