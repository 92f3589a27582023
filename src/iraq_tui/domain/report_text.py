"""A report's plain-text copy, and the passages that anchors mark in it."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from msgspec import Struct

AROUND = 160
"""Whole lines are taken before and after a stretch until there are so many characters of them."""
LONGEST = 3000
"""No more characters than these are taken on one side, where a whole text is one line."""
_BLANKS = re.compile(r"\n(?:[^\S\n]*\n)+")

Stretch = tuple[int, int]
"""The characters from an offset up to another, which is past the last of them."""


class Cut(NamedTuple):
    """A stretch of a text, and whether it is what was asked for or stands around it."""

    text: str
    is_marked: bool


class Excerpt(Struct, frozen=True):
    """Stretches of a text with what stands around them.

    Lines end in a line feed; of several blank lines in a row there is one.
    """

    parts: tuple[Cut, ...]
    lines: tuple[int, ...]
    """On which lines the stretches begin, from 1."""
    cut_before: bool
    """Whether the first line is cut at the front."""
    cut_after: bool
    """Whether the last line is cut at the end."""


class ReportText(Struct, frozen=True):
    """A report's plain-text copy, with the offsets at which its lines end."""

    text: str
    breaks: tuple[int, ...]

    @classmethod
    def of(cls, text: str) -> "ReportText":
        """A text, its lines found."""
        return cls(text, tuple(match.start() for match in re.finditer("\n", text)))

    def line(self, offset: int) -> int:
        """The line, from 1, that a character stands on."""
        return bisect_right(self.breaks, offset - 1) + 1

    def excerpts(self, stretches: Iterable[Stretch]) -> tuple[Excerpt, ...]:
        """The lines of each stretch in full, with lines before and after them, in reading order.

        Stretches that stand near each other share one excerpt. Raises ValueError for what is no
        stretch of the text.
        """
        groups: list[list[Stretch]] = []
        reached = -1
        for start, end in sorted(set(stretches)):
            if not 0 <= start < end <= len(self.text):
                raise ValueError(f"{start} to {end} is no stretch of {len(self.text)} characters")
            if self._from(start)[0] >= reached:
                groups.append([])
            groups[-1].append((start, end))
            reached = max(reached, self._to(end)[0])
        return tuple(map(self._excerpt, groups))

    def _excerpt(self, stretches: Sequence[Stretch]) -> Excerpt:
        first, cut_before = self._from(stretches[0][0])
        last, cut_after = self._to(max(end for _, end in stretches))
        return Excerpt(
            tuple(self._cuts(stretches, first, last)),
            tuple(dict.fromkeys(self.line(start) for start, _ in stretches)),
            cut_before,
            cut_after,
        )

    def _cuts(self, stretches: Sequence[Stretch], first: int, last: int) -> Iterator[Cut]:
        at = first
        for start, end in stretches:
            yield Cut(_plain(self.text[at:start]), is_marked=False)
            yield Cut(_plain(self.text[max(at, start) : end]), is_marked=True)
            at = max(at, end)
        yield Cut(_plain(self.text[at:last]).rstrip(), is_marked=False)

    def _from(self, start: int) -> tuple[int, bool]:
        """Where the excerpt of a stretch begins, and whether that cuts a line."""
        number = self.line(start) - 1
        own = at = self._begin(number)
        while number and len(self.text[at:own].strip()) < AROUND:
            number -= 1
            at = self._begin(number)
        while at < start and self.text[at].isspace():
            at += 1
        if start - at <= LONGEST:
            return at, False
        space = next((one for one in range(start - LONGEST, start) if self.text[one] == " "), None)
        return (start - LONGEST if space is None else space + 1), True

    def _to(self, end: int) -> tuple[int, bool]:
        """Where the excerpt of a stretch ends, and whether that cuts a line."""
        number = self.line(end - 1) - 1
        own = at = self._finish(number)
        while number < len(self.breaks) and len(self.text[own:at].strip()) < AROUND:
            number += 1
            at = self._finish(number)
        if at - end <= LONGEST:
            return at, False
        space = next((one for one in range(end + LONGEST, end, -1) if self.text[one] == " "), None)
        return (end + LONGEST if space is None else space), True

    def _begin(self, number: int) -> int:
        return self.breaks[number - 1] + 1 if number else 0

    def _finish(self, number: int) -> int:
        return self.breaks[number] if number < len(self.breaks) else len(self.text)


def _plain(text: str) -> str:
    """The text with plain line feeds, and at most one blank line in a row."""
    return _BLANKS.sub("\n\n", text.replace("\r\n", "\n"))
