"""Finding anything by what it is called: events, actors, reports, places, tags, themes, commands.

What is typed is taken apart into words that must all be found, in any order, without regard to
case and accents, in any of a thing's languages; words that say a date also find the events of it.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from enum import IntEnum

from msgspec import Struct

from iraq_tui.domain.moment import Moment, MomentError
from iraq_tui.domain.typed_dates import parse_typed
from iraq_tui.text.fold import fold
from iraq_tui.text.width import clusters
from iraq_tui.tui.findable import Entry, Found, Index, Kind, Names, said, spellings

__all__ = ["Answer", "Found", "Kind", "Rank", "context", "find", "matches"]

_LONGEST_DATE = 6
"""The most words a date takes: "between 11 and 20 October 2023"."""
_YEAR = re.compile(r"\d{4}|\d{3}X", re.IGNORECASE)
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


class _Word(Struct, frozen=True):
    """One word that is looked for."""

    folded: str
    start: str
    """As it stands at the beginning of a word in a name."""
    whole: str
    """As it stands in a name as a word of its own."""
    linked: frozenset[Found]
    """The actors, places and tags whose name has it."""

    def rank(self, one: Entry) -> Rank:
        """How well a thing fits."""
        if self.folded in one.names:
            if self.whole in one.names:
                return Rank.WHOLE
            return Rank.START if self.start in one.names else Rank.INSIDE
        if self.folded in one.content or not one.links.isdisjoint(self.linked):
            return Rank.CONTENT
        return Rank.NOT


class _Date(Struct, frozen=True):
    """Words that say a date together."""

    words: tuple[_Word, ...]
    moment: Moment

    def rank(self, one: Entry) -> Rank:
        """How well a thing fits, by the words or by its own date.

        An event that lies in the time asked for comes before one that may only touch it.
        """
        best = Rank.NOT if one.when is None else self._by_date(one.when)
        worst = Rank.EXACT
        for word in self.words:
            rank = word.rank(one)
            if rank >= best:
                return best
            worst = max(worst, rank)
        return worst

    def _by_date(self, when: Moment) -> Rank:
        if self.moment.strict.holds(when.strict):
            return Rank.WHOLE if when.strict == self.moment.strict else Rank.START
        return Rank.CONTENT if self.moment.wide.meets(when.wide) else Rank.NOT


_Term = _Word | _Date


def find(index: Index, text: str, limit: int = 200) -> Answer:
    """What is called by all the words of a text, best first, at most so many.

    Without any, the commands, then all else but the events. A command is found by its key, too.
    """
    typed = [word for word in text.split() if fold(word)]
    if not typed:
        everything = (*index.commands, *index.names.things, *index.themes)
        return Answer(tuple(one.found for one in everything[:limit]), len(everything))
    words = tuple(map(fold, typed))
    hits = _hits(index, text, _terms(index, typed))
    if hits:
        return Answer(tuple(hits[:limit]), len(hits), words)
    meant = tuple(_meant(index, word) for word in words)
    hits = _hits(index, " ".join(meant), _terms(index, meant)) if meant != words else []
    return Answer(tuple(hits[:limit]), len(hits), meant, " ".join(meant) if hits else "")


def _hits(index: Index, text: str, terms: Sequence[_Term]) -> list[Found]:
    """The best first; of equals those whose name begins so, then in the order of the index."""
    whole, key = fold(text), text.strip()
    begin = f" {whole.split(' ')[0]}"
    ranked: dict[tuple[int, int, bool], list[Found]] = defaultdict(list)
    for one in index.all:
        if whole in one.exact or key in one.keys:
            ranked[Rank.EXACT, 0, False].append(one.found)
            continue
        worst = total = 0
        for term in terms:
            rank = term.rank(one)
            if rank is Rank.NOT:
                break
            worst, total = max(worst, rank), total + rank
        else:
            ranked[worst, total, not one.names.startswith(begin)].append(one.found)
    return [found for rank in sorted(ranked) for found in ranked[rank]]


# --- what is asked ---


def _terms(index: Index, typed: Sequence[str]) -> list[_Term]:
    """The words, each for itself, but for those that say a date together."""
    moment, run = _date_in(typed)
    dated = [_Date(tuple(_words(index, typed[run])), moment)] if moment else []
    return [*dated, *_words(index, [*typed[: run.start], *typed[run.stop :]])]


def _words(index: Index, typed: Iterable[str]) -> Iterator[_Word]:
    things = index.names.things
    for folded in map(fold, typed):
        linked = frozenset(one.found for one in things if folded in one.names)
        yield _Word(folded, f" {folded}", f" {folded} ", linked)


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


# --- a slip of the finger ---


def _meant(index: Index, word: str) -> str:
    """A word that nothing has, as the likeliest one a letter apart; any other as it is."""
    (asked,) = _words(index, (word,))
    if len(word) < _SHORTEST_SLIP or any(asked.rank(one) < Rank.NOT for one in index.all):
        return word
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


# --- where it was found ---


def context(names: Names, found: Found, words: Sequence[str]) -> str:
    """A text in which a thing was found, where its title does not show it; raw, and else empty.

    An actor's or a place's other spelling, a report's headline, what is said of an event.
    """
    shows = fold(f"{found.title} {_date_of(names, found)}")
    missing = [word for word in words if word not in shows]
    best, most = "", 0
    for text in _contexts(names, found):
        folded = fold(text)
        has = sum(word in folded for word in missing)
        if has > most:
            best, most = text, has
    return best


def _date_of(names: Names, found: Found) -> str:
    return names.catalogue.event(found.id).date_words() if found.kind is Kind.EVENT else ""


def _contexts(names: Names, found: Found) -> Iterator[str]:
    chronicle = names.catalogue.chronicle
    match found.kind:
        case Kind.REPORT:
            yield chronicle.reports[found.id].headline
            outlet = chronicle.actors.get(chronicle.reports[found.id].outlet or "")
            yield from (outlet.name, *spellings(outlet)) if outlet else ()
        case Kind.ACTOR | Kind.PLACE:
            things = chronicle.actors if found.kind is Kind.ACTOR else chronicle.places
            yield from (*spellings(things[found.id]), things[found.id].about)
        case Kind.EVENT:
            event = names.catalogue.event(found.id)
            yield from said(event)
            for link in names.links(event):
                yield link.title
                if (known := chronicle.actors.get(link.id)) and link.kind is Kind.ACTOR:
                    yield from spellings(known)


def matches(text: str, words: Iterable[str]) -> list[range]:
    """Where a text has the words, in its own characters; in order, none overlapping.

    At the beginnings of words where there are any, else inside.
    """
    whole = fold(text)
    here = [word for word in words if word and word in whole]
    folded, places = _with_places(text) if here else ("", [])
    marked: set[int] = set()
    for word in here:
        starts = list(re.finditer(rf"(?<!\w){re.escape(word)}", folded))
        for hit in starts or re.finditer(re.escape(word), folded):
            for place in places[hit.start() : hit.end()]:
                marked.update(place)
    return _runs(sorted(marked))


def _with_places(text: str) -> tuple[str, list[range]]:
    """A text folded piece by piece, and for each character of that the piece it comes from."""
    if text.isascii():
        return text.replace("`", "'").lower(), [range(at, at + 1) for at in range(len(text))]
    folded, places, start = "", [], 0
    for piece in clusters(text):
        part = " " if piece.isspace() else fold(piece)
        folded += part
        places += [range(start, start + len(piece))] * len(part)
        start += len(piece)
    return folded, places


def _runs(numbers: Iterable[int]) -> list[range]:
    runs: list[range] = []
    for number in numbers:
        if runs and runs[-1].stop == number:
            runs[-1] = range(runs[-1].start, number + 1)
        else:
            runs.append(range(number, number + 1))
    return runs
