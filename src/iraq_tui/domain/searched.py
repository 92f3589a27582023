"""A long text made ready to be searched for what is typed, folded as in every other search."""

import re
from array import array
from collections.abc import Generator, Iterator, Sequence

from msgspec import Struct

from iraq_tui.text.fold import fold, fold_char

Stretch = tuple[int, int]
"""The characters from an offset up to another, which is past the last of them."""
_STEP = 4096
"""Characters that one step folds."""


class Searched(Struct, frozen=True):
    """A text, what it is when folded, and where each character of that comes from."""

    text: str
    folded: str
    origins: Sequence[int] | None
    """None where each character became one."""

    def find(self, typed: str) -> Iterator[Stretch]:
        """Where the text has what was typed, in its own characters; in order, none overlapping.

        A space stands for any white space, a line's end among it. What a search does not see,
        such as an accent, belongs to the letter before it.
        """
        wanted = fold(typed)
        if not wanted:
            return
        pattern = r"\s+".join(map(re.escape, wanted.split(" ")))
        reached = 0
        for hit in re.finditer(pattern, self.folded):
            start, last = hit.start(), hit.end() - 1
            if self.origins is not None:
                start, last = self.origins[start], self.origins[last]
            end = self._with_unseen(last + 1)
            if start >= reached:  # of two in one character, as f in ﬀ, the first stands for both
                yield start, end
                reached = end

    def _with_unseen(self, end: int) -> int:
        while (
            end < len(self.text) and not self.text[end].isascii() and not fold_char(self.text[end])
        ):
            end += 1
        return end


def searched(text: str) -> Generator[float, None, Searched]:
    """Fold a text in steps; each gives the share that is done, from 0 to 1."""
    folded: list[str] = []
    origins = array("I")
    is_same = True
    for start in range(0, len(text), _STEP):
        piece = text[start : start + _STEP]
        parts = list(map(fold_char, piece))
        folded += parts
        for at, part in enumerate(parts, start):
            if len(part) == 1:
                origins.append(at)
            else:
                is_same = False
                origins.extend([at] * len(part))
        yield min((start + _STEP) / len(text), 1.0)
    return Searched(text, "".join(folded), None if is_same else origins)
