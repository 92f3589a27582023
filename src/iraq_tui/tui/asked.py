"""What is asked for: words, and dates said with words, and how well they fit what there is."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from enum import IntEnum

from msgspec import Struct

from iraq_tui.domain.chronology import NONE
from iraq_tui.domain.moment import Moment, MomentError
from iraq_tui.domain.typed_dates import parse_typed
from iraq_tui.text.fold import fold
from iraq_tui.tui.findable import DATE_WORDS, Entry, Index, Kind, Names

_LONGEST_DATE = 6
"""The most words a date takes: "between 11 and 20 October 2023"."""
_YEAR = re.compile(r"\d{4}|\d{3}X", re.IGNORECASE)
_NUMERIC = re.compile(r"[\d\W]+")


class Rank(IntEnum):
    """How well something fits, best first."""

    EXACT = 0
    """All that was typed is its name, its id or its key."""
    WHOLE = 1
    """A word of its name."""
    START = 2
    """The beginning of one."""
    INSIDE = 3
    CONTENT = 4
    """Not in its name: in what is said of it, or in the name of an actor, a place, a tag of it."""
    NOT = 5


class Word(Struct, frozen=True):
    """One word that is looked for."""

    folded: str
    start: str
    """As it stands at the beginning of a word in a name."""
    whole: str
    """As it stands in a name as a word of its own."""
    linked: tuple[Sequence[int], ...]
    """The events of the places and tags whose name has it."""
    may_date: bool
    """Whether a date may be said with it."""

    def rank(self, one: Entry) -> Rank:
        """How well a thing fits."""
        found = self.in_names(one.names)
        return Rank.CONTENT if found is Rank.NOT and self.folded in one.content else found

    def in_names(self, names: str) -> Rank:
        """How well names fit."""
        if self.folded not in names:
            return Rank.NOT
        if self.whole in names:
            return Rank.WHOLE
        return Rank.START if self.start in names else Rank.INSIDE

    def among(self, names: Names, numbers: Sequence[int]) -> set[int]:
        """Those of some events, in order, whose text or whose place or tag has it."""
        found = set(names.catalogue.with_words(self.folded, numbers))
        for linked in self.linked:
            first = bisect_left(linked, numbers[0])
            found.update(linked[first : bisect_left(linked, numbers[-1] + 1, first)])
        return found

    def dated(self, names: Names, number: int) -> bool:
        """Whether an event's date is said with it."""
        if self.may_date:
            return any(self.folded in one for one in names.dates(number))
        return self.folded in names.own_dates.get(number, "")


class Date(Struct, frozen=True):
    """Words that say a date together."""

    words: tuple[Word, ...]
    moment: Moment

    def rank(self, one: Entry) -> Rank:
        """How well a thing fits, by the words."""
        return max(word.rank(one) for word in self.words)

    def among(self, names: Names, numbers: Sequence[int]) -> set[int]:
        """Those of some events that may touch the date, or whose text has all the words."""
        when, wide = names.catalogue.chronology, self.moment.wide
        found = set.intersection(*(word.among(names, numbers) for word in self.words))
        found.update(
            number
            for number in numbers
            if when.lows[number] <= wide.hi
            and wide.lo <= when.highs[number]
            and when.opens[number] != NONE
        )
        return found

    def by_date(self, when: Moment | None) -> Rank:
        """How well an event of a date fits.

        One that lies in the time asked for comes before one that may only touch it.
        """
        if when is not None and self.moment.strict.holds(when.strict):
            return Rank.WHOLE if when.strict == self.moment.strict else Rank.START
        return Rank.CONTENT


Term = Word | Date


def terms(index: Index, typed: Sequence[str]) -> list[Term]:
    """The words, each for itself, but for those that say a date together."""
    moment, run = _date_in(typed)
    dated = [Date(tuple(words(index, typed[run])), moment)] if moment else []
    return [*dated, *words(index, [*typed[: run.start], *typed[run.stop :]])]


def words(index: Index, typed: Iterable[str]) -> Iterator[Word]:
    names = index.names
    for folded in map(fold, typed):
        linked = tuple(
            names.catalogue.belonging(one.found.kind, one.found.id)
            for one in names.things
            if one.found.kind in (Kind.PLACE, Kind.TAG) and folded in one.names
        )
        yield Word(folded, f" {folded}", f" {folded} ", linked, _may_date(folded))


def _may_date(folded: str) -> bool:
    return _NUMERIC.sub("", folded) in DATE_WORDS


def _date_in(typed: Sequence[str]) -> tuple[Moment | None, slice]:
    """The longest run of words that is a date, with its year, and where it stands."""
    for length in range(min(len(typed), _LONGEST_DATE), 0, -1):
        for start in range(len(typed) - length + 1):
            run = slice(start, start + length)
            words = " ".join(typed[run])
            if _YEAR.search(words):
                try:
                    return parse_typed(words), run
                except MomentError:
                    continue
    return None, slice(0, 0)
