"""Finding fragments in a text, whatever the white space; many of them, and fast."""

from array import array
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import accumulate
from typing import NamedTuple

from iraq_tui.domain.records import Anchor
from iraq_tui.sources.toml.words import Words

_LARGE = 2**15
"""From so many characters on it pays to know where the words of a text stand."""
_MANY = 2**5
"""From so many fragments on, too."""
_PER_PLACE = 2**9
"""How many characters are searched through in the time it takes to look at one place."""


class Found(NamedTuple):
    """Where a fragment stands, in characters from the start of the text; the end is past it."""

    start: int
    end: int


class Searchable:
    """A text with every run of white space as one space, and the way back to its offsets."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._plain = " ".join(text.split())
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
        lengths = accumulate(len(word) + 1 for word in self._plain.split(" "))
        return array("q", [0, *lengths])

    @cached_property
    def _offsets(self) -> Sequence[int]:
        """Where each word begins in the text itself."""
        offsets, at = array("q"), 0
        for word in self._plain.split(" "):
            at = self._text.find(word, at)
            offsets.append(at)
            at += len(word)
        return offsets

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
        word = bisect_right(self._starts, place) - 1
        return self._offsets[word] + place - self._starts[word]


def _spaced(text: str) -> str:
    return " ".join(text.split())
