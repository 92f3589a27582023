"""Where the words of a text stand, to find a fragment without going through the whole text.

Of a fragment of several words the first may be the end of a word of the text and the last the
beginning of one; those between are words of it. A fragment of one word may stand within one.
"""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import accumulate

_GRAM = 3
"""How many letters in a row are looked up, to find words by what stands within them."""
_FEW = 4


class Words:
    """The words of a text where single spaces part them; ``starts`` tells where each begins."""

    def __init__(self, text: str, starts: Sequence[int]) -> None:
        self._starts = starts
        self._numbers: dict[str, list[int]] = defaultdict(list)
        for number, word in enumerate(text.split(" ")):
            self._numbers[word].append(number)
        counts = {word: len(numbers) for word, numbers in self._numbers.items()}
        self._forwards = _Sorted(counts)
        self._backwards = _Sorted({word[::-1]: count for word, count in counts.items()})

    def likely_places(self, fragment: str, most: int) -> Sequence[int] | None:
        """The places, in order, of which a fragment of the text stands at some; at no others.

        None where there are more than ``most``, or where only the text itself can tell.
        """
        words = fragment.split(" ")
        if len(words) == 1:
            return self._within(fragment, most)
        count, place = self._rarest(words)
        if count <= _FEW:  # the ends of the fragment need not be rarer still
            return self._before([words[place]], len(" ".join(words[:place])) + 1)
        first = self._backwards.span(words[0][::-1])
        last = self._forwards.span(words[-1])
        if min(count, first.count, last.count) > most:
            return None
        if count <= min(first.count, last.count):
            return self._before([words[place]], len(" ".join(words[:place])) + 1)
        if last.count <= first.count:
            return self._before(last.words, len(fragment) - len(words[-1]))
        ends = self._ends_of(word[::-1] for word in first.words)
        return sorted(end - len(words[0]) for end in ends)

    def _before(self, words: Iterable[str], distance: int) -> Sequence[int]:
        """The places so far before the starts of some words."""
        places = sorted(start - distance for start in self._starts_of(words))
        return places[bisect_left(places, 0) :]

    def _rarest(self, words: Sequence[str]) -> tuple[int, int]:
        """How often the rarest of a fragment's whole words stands in the text, and which it is."""
        counts = (
            (len(self._numbers.get(word, ())), place) for place, word in enumerate(words[1:-1], 1)
        )
        return min(counts, default=(len(self._starts), 0))

    def _starts_of(self, words: Iterable[str]) -> Iterator[int]:
        return (self._starts[number] for word in words for number in self._numbers.get(word, ()))

    def _ends_of(self, words: Iterable[str]) -> Iterator[int]:
        return (start + len(word) for word in words for start in self._starts_of([word]))

    def _within(self, fragment: str, most: int) -> Sequence[int] | None:
        grams = {fragment[i : i + _GRAM] for i in range(len(fragment) - _GRAM + 1)}
        if not grams:
            return None
        likely = min((self._by_gram.get(gram, ()) for gram in grams), key=len)
        if len(likely) > most:
            return None
        words = [word for word in likely if fragment in word]
        if sum(len(self._numbers[word]) for word in words) > most:
            return None
        return sorted(
            start + at
            for word in words
            for at in _places_in(fragment, word)
            for start in self._starts_of([word])
        )

    @cached_property
    def _by_gram(self) -> Mapping[str, Sequence[str]]:
        """The words in which some letters stand in a row."""
        found: dict[str, list[str]] = defaultdict(list)
        for word in self._numbers:
            for gram in {word[i : i + _GRAM] for i in range(len(word) - _GRAM + 1)}:
                found[gram].append(word)
        return found


class _Span:
    """Words that begin alike, and how often they stand in the text."""

    def __init__(self, words: Sequence[str], first: int, last: int, count: int) -> None:
        self._words, self._first, self._last = words, first, last
        self.count = count

    @property
    def words(self) -> Sequence[str]:
        return self._words[self._first : self._last]


class _Sorted:
    """Words in order, to find those that begin alike."""

    def __init__(self, counts: Mapping[str, int]) -> None:
        self._words = sorted(counts)
        self._sums = [0, *accumulate(counts[word] for word in self._words)]

    def span(self, beginning: str) -> _Span:
        first = bisect_left(self._words, beginning)
        size = len(beginning)
        last = bisect_right(self._words, beginning, first, key=lambda word: word[:size])
        return _Span(self._words, first, last, self._sums[last] - self._sums[first])


def _places_in(fragment: str, word: str) -> Iterator[int]:
    at = word.find(fragment)
    while at >= 0:
        yield at
        at = word.find(fragment, at + 1)
