"""Reload: the store read anew after a change of one event, and after a change of all."""

import re
import shutil
from collections.abc import Sequence
from pathlib import Path

from msgspec.structs import replace

from benchmarks.peers import Program, titles_shown
from benchmarks.picture import Watched
from benchmarks.results import Results, in_turns, say
from benchmarks.terminal import LateError
from benchmarks.workplace import NEW, OPENING, Workplace

PART = "reload"
ONE, ALL = "one event changed", "all events changed"
_RELOAD = b"\x12"
_READING = "reading the store"
_MARK = re.compile(rb'(?<=^title = ")(?:R\d+ )?', re.MULTILINE)
"""Where a title begins, with the mark that an earlier change has put there."""


def measure(
    place: Workplace, sizes: Sequence[int], rounds: int, budget: float, results: Results
) -> None:
    """Milliseconds from ctrl+r until a changed title shows and nothing is being read any more."""
    for events in sizes:
        say(f"reload: {events} events")
        place.forget(NEW)  # an earlier run may have read the very same texts
        store = place.folder / "run" / "reloaded.toml"
        shutil.copyfile(place.chronicle(events), store)
        program = _on(place.explorer(events, cache=NEW), store)
        one, every = (results.new(PART, program.name, what, "ms", events) for what in (ONE, ALL))
        with program.opened(OPENING) as watched:
            bench = _Bench(watched, store)
            in_turns([(one, bench.one), (every, bench.all)], rounds, budget, results.notes)
        store.unlink()


def _on(program: Program, store: Path) -> Program:
    return replace(program, command=(*program.command[:-1], str(store)), chronicle=store)


class _Bench:
    def __init__(self, watched: Watched, store: Path) -> None:
        self._watched, self._store = watched, store
        self._text = store.read_bytes()
        self._events = self._text.index(b"[[events]]")
        self._number = 0
        title = re.escape(self._sole_title())
        self._line = re.compile(rb'^title = "(?:R\d+ )?' + title, re.MULTILINE)

    def _sole_title(self) -> bytes:
        """A title on the screen that the store has only once: to change it changes one event."""
        for title in titles_shown(self._watched.picture, self._text):
            if self._text.count(b'title = "' + title) == 1:
                return title
        raise LateError(f"every title shows more than once:\n{self._watched.picture.text}")

    def one(self) -> float:
        """With one event's title changed."""
        found = self._line.search(self._text, self._events)
        assert found
        at = found.start()
        return self._reloaded(self._text[:at], self._text[at:], 1)

    def all(self) -> float:
        """With every event's title changed."""
        return self._reloaded(self._text[: self._events], self._text[self._events :], 0)

    def _reloaded(self, before: bytes, after: bytes, times: int) -> float:
        """After a change of so many titles, the first ones there; 0 for all."""
        self._number += 1
        mark = f"R{self._number} "
        after = _MARK.sub(mark.encode(), after, count=times)
        self._text = before + after
        half = self._store.with_suffix(".half")
        half.write_bytes(self._text)
        half.replace(self._store)
        # At once: the explorer follows the file, and would soon read it by itself.
        at = self._watched.type(_RELOAD)
        done = self._watched.wait_for(
            lambda text: mark in text and _READING not in text, patience=OPENING
        )
        self._watched.settle(patience=OPENING)
        return (done - at) * 1000
