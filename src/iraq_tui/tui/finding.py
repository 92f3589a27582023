"""Finding anything by what it is called: events, actors, reports, places, tags, themes, commands.

What is typed is taken apart into words that must all be found, in any order, without regard to
case and accents, in any of a thing's languages; words that say a date also find the events of it.
Events are looked through slice by slice, first their texts, then how their dates are said.
"""

from array import array
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Generator, Iterable, Iterator, Sequence
from heapq import merge
from itertools import islice

from msgspec import Struct

from iraq_tui.text.fold import fold
from iraq_tui.tui.asked import Date, Rank, Term, Word, terms, words
from iraq_tui.tui.findable import SLICE, Found, Index, Kind, named
from iraq_tui.tui.found_in import context, matches

__all__ = ["Answer", "Found", "Kind", "Rank", "Search", "context", "find", "matches"]

_MOST_NARROWED = 20_000
"""The most things found among which it is worth while to look further."""
_SHORTEST_SLIP = 4
"""The fewest letters in which a slip is looked for."""


class Answer(Struct, frozen=True):
    """What was found, best first."""

    found: tuple[Found, ...]
    total: int
    """How many there are; ``found`` may be only the first of them."""
    words: tuple[str, ...] = ()
    """What was looked for, folded; none where nothing was asked."""
    instead: str = ""
    """Where nothing has all that was typed: what was looked for instead, a letter apart."""
    is_partial: bool = False
    """Whether there may be more."""


class Search:
    """One search: ``answer`` is what it has found by now, ``steps`` brings it on.

    At most ``limit`` things are given. ``earlier`` is one that went to its end: where this one can
    find nothing else, it looks through no more than that has found.
    """

    def __init__(
        self, index: Index, text: str, limit: int = 200, *, earlier: "Search | None" = None
    ) -> None:
        self.index, self._limit = index, limit
        self._typed = [word for word in text.split() if fold(word)]
        self.words = tuple(map(fold, self._typed))
        self.hits = _Hits(index, text, terms(index, self._typed))
        self.instead = ""
        self.is_done = False
        self._narrowed = earlier if earlier is not None and self._narrows(earlier) else None

    @property
    def answer(self) -> Answer:
        """What was found by now, best first. Without any words, the commands, then all else but
        the events."""
        if not self._typed:
            everything = self.index.all
            return Answer(tuple(one.found for one in everything[: self._limit]), len(everything))
        found, total = self.hits.best(self._limit), self.hits.total
        looked_for = tuple(self.instead.split()) or self.words
        instead = self.instead if found else ""
        return Answer(found, total, looked_for, instead, is_partial=not self.is_done)

    @property
    def has_found(self) -> bool:
        """Whether it has found anything by now."""
        return not self._typed or bool(self.hits.total)

    def steps(self) -> Iterator[None]:
        """Look through everything, a slice of the events at each step."""
        if self._typed:
            earlier, self._narrowed = self._narrowed, None
            yield from self.hits.find(None if earlier is None else earlier.hits.events)
            if not self.hits.total:
                yield from self._find_instead()
        self.is_done = True

    def _find_instead(self) -> Iterator[None]:
        """Where nothing has all the words: what has them but for a slip of the finger."""
        meant: list[str] = []
        for word in self.words:
            meant += ((yield from _meant(self.index, word)),)
        if tuple(meant) != self.words:
            self.instead = " ".join(meant)
            self.hits = _Hits(self.index, self.instead, terms(self.index, meant))
            yield from self.hits.find()

    def _narrows(self, earlier: "Search") -> bool:
        """Whether whatever this one finds the earlier one has found, too."""
        return (
            earlier.is_done
            and earlier.index is self.index
            and bool(earlier.words)
            and not earlier.instead
            and not self.hits.has_date
            and not earlier.hits.has_date
            and earlier.hits.total <= _MOST_NARROWED
            and all(any(old in word for word in self.words) for old in earlier.words)
        )


def find(index: Index, text: str, limit: int = 200) -> Answer:
    """What is called by all the words of a text, best first, at most so many.

    A command is found by its key, too.
    """
    search = Search(index, text, limit)
    for _ in search.steps():
        pass
    return search.answer


_Key = tuple[int, int, bool]
"""How well something fits, all in all: the worst word, all words, whether its name begins so."""


class _Hits:
    """What has all of some words, by how well it fits; equals in the order of the index."""

    def __init__(self, index: Index, text: str, asked: Sequence[Term]) -> None:
        self._index, self._names = index, index.names
        self._whole, self._key, self._terms = fold(text), text.strip(), asked
        self._begin = f" {self._whole.split(' ')[0]}"
        self._may_date = any(isinstance(term, Date) or term.may_date for term in asked)
        self._things: dict[_Key, list[Found]] = defaultdict(list)
        self._events: dict[_Key, list[array[int]]] = defaultdict(lambda: [array("I"), array("I")])
        """Numbers, rising: found in texts, and besides by what is said of dates."""

    @property
    def has_date(self) -> bool:
        """Whether a date is asked for."""
        return any(isinstance(term, Date) for term in self._terms)

    @property
    def total(self) -> int:
        """How many there are."""
        runs = (run for both in self._events.values() for run in both)
        return sum(map(len, self._things.values())) + sum(map(len, runs))

    @property
    def events(self) -> Sequence[int]:
        """The numbers of all events found, rising."""
        runs = (run for both in self._events.values() for run in both)
        return array("I", sorted(number for run in runs for number in run))

    def best(self, limit: int) -> tuple[Found, ...]:
        """The first so many."""
        best: list[Found] = []
        for key in sorted({*self._things, *self._events}):
            things = self._things.get(key, [])
            best += (one for one in things if one.kind is not Kind.THEME)
            events = merge(*self._events.get(key, ()))
            best += map(self._names.found, islice(events, max(limit - len(best), 0)))
            best += (one for one in things if one.kind is Kind.THEME)
            if len(best) >= limit:
                break
        return tuple(best[:limit])

    def find(self, among: Sequence[int] | None = None) -> Iterator[None]:
        """Look through all, or through no more events than some, a slice of them at each step."""
        for one in self._index.all:
            ranks = [term.rank(one) for term in self._terms]
            is_exact = self._whole in one.exact or self._key in one.keys
            if key := self._ranked(one.names, ranks, is_exact=is_exact):
                self._things[key].append(one.found)
        numbers = range(self._names.catalogue.count()) if among is None else among
        yield from self._in_texts(numbers)
        if any(isinstance(term, Word) for term in self._terms):
            yield from self._in_dates(numbers)

    def _ranked(self, names: str, ranks: Sequence[Rank], *, is_exact: bool) -> _Key | None:
        if is_exact:
            return Rank.EXACT, 0, False
        worst = max(ranks)
        return None if worst is Rank.NOT else (worst, sum(ranks), not names.startswith(self._begin))

    def _in_texts(self, numbers: Sequence[int]) -> Iterator[None]:
        for start in range(0, len(numbers), SLICE):
            self._take(self._having(numbers[start : start + SLICE]))
            yield

    def _having(self, numbers: Sequence[int], asked: Iterable[Term] | None = None) -> list[int]:
        """Those of some events, in order, that all the terms find."""
        found = numbers
        for term in self._terms if asked is None else asked:
            having = term.among(self._names, numbers)
            found = [number for number in found if number in having]
            if not found:
                break
        return list(found)

    def _in_dates(self, numbers: Sequence[int]) -> Iterator[None]:
        """Those besides of which a word stands only in what is said of their date."""
        own = self._names.own_dates
        dating = [term for term in self._terms if isinstance(term, Word)]
        if not any(term.may_date for term in dating):
            yield from self._names.learn_dates()
            numbers = [number for number in sorted(own) if _has(numbers, number)]
        others = [term for term in self._terms if isinstance(term, Date)]
        for start in range(0, len(numbers), SLICE):
            some = numbers[start : start + SLICE]
            having = [term.among(self._names, some) for term in dating]
            left = self._having(some, others)
            found = [
                number
                for number in left
                if any(number not in have for have in having)
                and all(
                    number in have or term.dated(self._names, number)
                    for have, term in zip(having, dating, strict=True)
                )
            ]
            self._take(found, by_date=True)
            yield

    def _take(self, numbers: Iterable[int], *, by_date: bool = False) -> None:
        for number in numbers:
            called = self._names.called(number)
            ranks = self._ranks(called, number)
            if Rank.CONTENT in ranks and self._may_date:  # then its date is a name of it, too
                called += self._names.dates(number)
                ranks = self._ranks(called, number)
            elif by_date:
                called.append(self._names.own_dates[number])
                ranks = self._ranks(called, number)
            if key := self._ranked(f" {called[0]}", ranks, is_exact=self._whole in called):
                self._events[key][by_date].append(number)

    def _ranks(self, called: Sequence[str], number: int) -> list[Rank]:
        names = named(called)
        return [self._rank(term, names, number) for term in self._terms]

    def _rank(self, term: Term, names: str, number: int) -> Rank:
        """How well an event fits that was found."""
        if isinstance(term, Word):
            return min(term.in_names(names), Rank.CONTENT)
        by_words = max(min(word.in_names(names), Rank.CONTENT) for word in term.words)
        return min(by_words, term.by_date(self._names.catalogue.row(number).when))


def _has(numbers: Sequence[int], number: int) -> bool:
    place = bisect_left(numbers, number)
    return place < len(numbers) and numbers[place] == number


# --- a slip of the finger ---


def _meant(index: Index, word: str) -> Generator[None, None, str]:
    """A word that nothing has, as the likeliest one a letter apart; any other as it is."""
    if len(word) < _SHORTEST_SLIP:
        return word
    asked = _Hits(index, word, list(words(index, (word,))))
    for _ in asked.find():
        if asked.total:
            return word
        yield
    yield from index.names.learn_words()
    known = Counter(index.names.words)
    known.update(one for what in (*index.commands, *index.themes) for one in what.names.split())
    half = len(word) // 2
    begin, rest = word[:half], word[half + 1 :]  # a slip leaves one of them as it should be
    likely = (one for one in known if one.startswith(begin) or rest in one)
    near = [one for one in likely if _one_slip(word, one)]
    return min(near, key=lambda one: (abs(len(one) - len(word)), -known[one], one), default=word)


def _one_slip(typed: str, word: str) -> bool:
    """Whether what was typed is the beginning of a word but for one letter too many, missing or
    wrong, or two that changed places."""
    at = 0
    while at < min(len(typed), len(word)) and typed[at] == word[at]:
        at += 1
    rest, other = typed[at:], word[at:]
    return (
        other.startswith(rest[1:])
        or other[1:].startswith((rest, rest[1:]))
        or (other[:2] == rest[1::-1] and other[2:].startswith(rest[2:]))
    )
