"""Where a thing was found: the text that has the words, and their places in it."""

import re
from collections.abc import Iterable, Iterator, Sequence

from iraq_tui.text.fold import fold
from iraq_tui.text.width import clusters
from iraq_tui.tui.findable import Found, Kind, Names, said, spellings


def context(names: Names, found: Found, words: Sequence[str]) -> str:
    """A text in which a thing was found, where its title does not show it; raw, and else empty.

    An actor's or a place's other spelling, a report's headline, what is said of an event.
    """
    shows = fold(f"{found.title} {_date_of(names, found)}")
    missing = [word for word in words if word not in shows]
    if not missing:  # an event is not read for nothing
        return ""
    best, most = "", 0
    for text in _contexts(names, found):
        folded = fold(text)
        has = sum(word in folded for word in missing)
        if has > most:
            best, most = text, has
    return best


def _date_of(names: Names, found: Found) -> str:
    if found.kind is not Kind.EVENT:
        return ""
    return names.catalogue.row(names.catalogue.index(found.id)).date_words()


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
