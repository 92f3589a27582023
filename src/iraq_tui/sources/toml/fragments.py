"""Finding fragments in a text, whatever the white space; many of them, and fast."""

import re
from array import array
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import accumulate, chain
from typing import NamedTuple

from iraq_tui.domain.records import Anchor
from iraq_tui.sources.toml.words import Words

_LARGE = 2**15
"""From so many characters on it pays to know where the words of a text stand."""
_MANY = 2**5
"""From so many fragments on, too."""
_PER_PLACE = 2**9
"""How many characters are searched through in the time it takes to look at one place."""
_AT_A_TIME = 2**16
"""How many characters are taken apart at a time."""
_SPACE = re.compile(r"\s")


class Found(NamedTuple):
    """Where a fragment stands, in characters from the start of the text; the end is past it."""

    start: int
    end: int


class Searchable:
    """A text with every run of white space as one space, and the way back to its offsets."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._begins, self._raw = array("q"), array("q")
        """Where each of its parts begins in the plain text, and in the text itself."""
        self._known: dict[int, tuple[Sequence[int], Sequence[int]]] = {}
        """Where the words of a part begin, in both."""
        parts, at = [], 0
        for start, words in _by_and_by(text):
            parts.append(" ".join(words))
            self._begins.append(at)
            self._raw.append(start)
            at += len(parts[-1]) + 1
        self._plain = " ".join(parts)
        self._asked = 0

    def find(self, anchor: Anchor) -> Iterator[Found]:
        """Everywhere a fragment stands between its prefix and suffix, overlaps too, in order.

        A space in any of them stands for any white space, also a line end; between them there may
        be some or none. A fragment of white space alone stands nowhere.
        """
        exact = _spaced(anchor.exact)
        before, after = _spaced(anchor.prefix), _spaced(anchor.suffix)
        for place in self._places_of(exact) if exact else ():
            end = place + len(exact)
            if self._ends_with(before, place) and self._goes_on(after, end):
                yield Found(self._offset(place), self._offset(end - 1) + 1)

    def _places_of(self, exact: str) -> Iterator[int]:
        """Where it stands in the plain text, in order."""
        self._asked += 1
        if self._asked > _MANY and len(self._plain) > _LARGE:
            likely = self._words.likely_places(exact, len(self._plain) // _PER_PLACE)
            if likely is not None:
                yield from (place for place in likely if self._plain.startswith(exact, place))
                return
        place = self._plain.find(exact)
        while place >= 0:
            yield place
            place = self._plain.find(exact, place + 1)

    @cached_property
    def _words(self) -> Words:
        return Words(self._plain, self._starts)

    @cached_property
    def _starts(self) -> Sequence[int]:
        """Where each word begins in the plain text."""
        words = chain.from_iterable(words for _, words in _by_and_by(self._plain))
        return array("q", chain((0,), accumulate(len(word) + 1 for word in words)))

    def _ends_with(self, before: str, place: int) -> bool:
        """Whether some words stand right before a place."""
        if not before:
            return True
        end = place - (place > 0 and self._plain[place - 1] == " ")
        return end >= len(before) and self._plain.startswith(before, end - len(before))

    def _goes_on(self, after: str, place: int) -> bool:
        """Whether some words stand right after a place."""
        return self._plain.startswith(after, place + self._plain.startswith(" ", place))

    def _offset(self, place: int) -> int:
        part = bisect_right(self._begins, place) - 1
        if part not in self._known:
            self._known[part] = self._words_in(part)
        starts, offsets = self._known[part]
        word = bisect_right(starts, place) - 1
        return offsets[word] + place - starts[word]

    def _words_in(self, part: int) -> tuple[Sequence[int], Sequence[int]]:
        is_last = part + 1 == len(self._raw)
        at, end = self._raw[part], len(self._text) if is_last else self._raw[part + 1]
        starts, offsets = array("q", (self._begins[part],)), array("q")
        for word in self._text[at:end].split():
            at = self._text.find(word, at)
            offsets.append(at)
            at += len(word)
            starts.append(starts[-1] + len(word) + 1)
        return starts, offsets


def _by_and_by(text: str) -> Iterator[tuple[int, list[str]]]:
    """The words of a text, some at a time, each time with the offset from which on they stand.

    All at once take ten times the text's own room.
    """
    start = 0
    while start < len(text):
        space = _SPACE.search(text, start + _AT_A_TIME)
        end = space.start() if space else len(text)
        if words := text[start:end].split():
            yield start, words
        start = end


def _spaced(text: str) -> str:
    return " ".join(text.split())
