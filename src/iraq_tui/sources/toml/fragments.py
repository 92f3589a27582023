"""Finding fragments in a text, whatever the white space; many of them, and fast."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import NamedTuple

from iraq_tui.domain.records import Anchor


class Found(NamedTuple):
    """Where a fragment stands, in characters from the start of the text; the end is past it."""

    start: int
    end: int


class Searchable:
    """A text with every run of white space as one space, and the way back to its offsets."""

    def __init__(self, text: str) -> None:
        self._offsets: list[int] = []
        """Where each word begins in the text."""
        self._places: list[int] = []
        """Where it begins in the plain text."""
        words: list[str] = []
        place = 0
        for match in re.finditer(r"\S+", text):
            words.append(match[0])
            self._offsets.append(match.start())
            self._places.append(place)
            place += len(match[0]) + 1
        self._plain = " ".join(words)

    def find(self, anchor: Anchor) -> Iterator[Found]:
        """Everywhere a fragment stands between its prefix and suffix, overlaps too.

        A space in any of them stands for any white space, also a line end; between them there may
        be some or none. A fragment of white space alone stands nowhere.
        """
        exact = _spaced(anchor.exact)
        before, after = _spaced(anchor.prefix), _spaced(anchor.suffix)
        place = self._plain.find(exact) if exact else -1
        while place >= 0:
            end = place + len(exact)
            if self._ends_with(before, place) and self._goes_on(after, end):
                yield Found(self._offset(place), self._offset(end - 1) + 1)
            place = self._plain.find(exact, place + 1)

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
        word = bisect_right(self._places, place) - 1
        return self._offsets[word] + place - self._places[word]


def _spaced(text: str) -> str:
    return " ".join(text.split())
