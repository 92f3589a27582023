"""The filter language as a tree: what a filter asks, before anything is looked up.

A tree and not a closure, so that another kind of source can translate it.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping

from msgspec import Struct

from iraq_tui.domain.comparison.model import Kind, Pair, Verdict
from iraq_tui.domain.moment import Moment, MomentError
from iraq_tui.domain.records import Named
from iraq_tui.text.fold import fold


class QueryError(ValueError):
    """A term that cannot be understood; it is named, with the reason and the mend."""

    def __init__(self, term: str, why: str, mend: str) -> None:
        super().__init__(f"{term}: {why}; {mend}")
        self.term = term
        self.why = why
        self.mend = mend


class Words(Struct, frozen=True):
    """Text found in title, summary, paraphrase, quote or an actor's name, folded."""

    folded: str


class AnyActor(Struct, frozen=True):
    """One of the actors, or a part of one, takes part or speaks."""

    ids: frozenset[str]


class AnyReport(Struct, frozen=True):
    """One of the reports speaks of it."""

    ids: frozenset[str]


class AnyTag(Struct, frozen=True):
    """It carries one of the tags."""

    ids: frozenset[str]


class AnyPlace(Struct, frozen=True):
    """It is at one of the places, or in a part of one."""

    ids: frozenset[str]


class HasVerdict(Struct, frozen=True):
    """Some row has one of the verdicts."""

    verdicts: frozenset[Verdict]


class HasHead(Struct, frozen=True):
    """Its strongest row has one of the verdicts."""

    verdicts: frozenset[Verdict]


class Between(Struct, frozen=True):
    """Two reports stand to each other in one of some ways on some question."""

    pair: Pair
    kinds: frozenset[Kind]


class Since(Struct, frozen=True):
    """It may have been at the date or later."""

    moment: Moment


class Until(Struct, frozen=True):
    """It may have been at the date or earlier."""

    moment: Moment


class Not(Struct, frozen=True):
    """The term does not hold."""

    term: "Term"


class Query(Struct, frozen=True):
    """Terms that must all hold; none at all lets everything through."""

    terms: tuple["Term", ...] = ()
    text: str = ""


Term = (
    Words
    | AnyActor
    | AnyReport
    | AnyTag
    | AnyPlace
    | HasVerdict
    | HasHead
    | Between
    | Since
    | Until
    | Not
)


class Vocabulary(Struct, frozen=True):
    """The ids that a filter may name in one chronicle."""

    actors: Mapping[str, Named]
    places: Mapping[str, Named]
    reports: Iterable[str]
    tags: Iterable[str]


_TERM = re.compile(
    r"""(?P<no>-)?(?:(?P<key>[A-Za-z]+):)?(?:"(?P<quoted>[^"]*)"(?=\s|$)|(?P<bare>[^\s"]+)|)""",
)
_START = re.compile(r"\S")

Reader = Callable[[str, str, Vocabulary], Term]


def parse_query(text: str, vocabulary: Vocabulary) -> Query:
    """Read a filter. Raises QueryError naming the first term that makes no sense."""
    return Query(tuple(_read(text, vocabulary)), " ".join(text.split()))


def _read(text: str, vocabulary: Vocabulary) -> Iterator[Term]:
    position = 0
    while start := _START.search(text, position):
        match = _TERM.match(text, start.start())
        assert match is not None  # the pattern also matches nothing at all
        position = match.end()
        if position < len(text) and not text[position].isspace():
            raise _stray_quote(text[start.start() :])
        yield _term(match, vocabulary)


def _stray_quote(rest: str) -> QueryError:
    if rest.count('"') % 2:
        return QueryError(rest, "the quotes are not closed", 'close them: "two words"')
    return QueryError(
        rest.split(maxsplit=1)[0],
        "the quotes stand inside a word",
        'put a space before: word "two words"',
    )


def _term(match: re.Match[str], vocabulary: Vocabulary) -> Term:
    written = match[0]
    value = match["quoted"] if match["quoted"] is not None else match["bare"] or ""
    if not value.strip():
        raise QueryError(
            written, "nothing follows", f"write what to look for, as {_example(match)}"
        )
    if match["key"] is None:
        found = _words(value, written)
    else:
        found = _reader(match["key"], written)(value, written, vocabulary)
    return Not(found) if match["no"] else found


def _words(value: str, written: str) -> Term:
    folded = fold(value)
    if not folded:
        raise QueryError(written, "no letters or digits to look for", "write a word")
    return Words(folded)


def _example(match: re.Match[str]) -> str:
    key = (match["key"] or "").lower()
    return EXAMPLES.get(key, "talks") if not match["no"] or key else "-talks"


EXAMPLES: Mapping[str, str] = {
    "actor": "actor:usa",
    "report": "report:ru",
    "tag": "tag:talks",
    "place": "place:baghdad",
    "verdict": "verdict:differ",
    "head": "head:framing",
    "between": "between:uk,ru:disagree",
    "since": "since:2023-10",
    "until": "until:2024",
}


def _reader(key: str, written: str) -> Reader:
    reader = _READERS.get(key.lower())
    if reader:
        return reader
    near = _near(key.lower(), _READERS)
    mend = f"did you mean {near[0]}:?" if near else f"the keys are {', '.join(_READERS)}"
    raise QueryError(
        written, f"there is no filter {key}:", f'{mend} (to look for the text, quote it: "{key}:…")'
    )


def _near(word: str, known: Iterable[str], cutoff: float = 0.6) -> list[str]:
    """The known word most like a wrong one, if one is."""
    from difflib import get_close_matches

    return get_close_matches(word, known, 1, cutoff)


Known = Mapping[str, frozenset[str]]
"""Folded ids and names, each with the ids it may mean."""


def _ids(kind: str, value: str, written: str, known: Iterable[str]) -> frozenset[str]:
    folded: dict[str, frozenset[str]] = {}
    for one in known:  # two may fold alike, such as "Talks" and "talks"
        folded[fold(one)] = folded.get(fold(one), frozenset()) | {one}
    return any_of(kind, value, written, folded)


def any_of(kind: str, value: str, written: str, known: Known) -> frozenset[str]:
    """The ids that a list of words means. Raises QueryError for a word that means none."""
    found = (_known(kind, part, written, known) for part in parts(value, written))
    return frozenset[str]().union(*found)


def parts(value: str, written: str) -> list[str]:
    """The items of a list. Raises QueryError for an empty one."""
    parts = [part.strip() for part in value.split(",")]
    if not all(parts):
        raise QueryError(written, "an item of the list is empty", "write a,b without a gap")
    return parts


def _known(kind: str, part: str, written: str, known: Known) -> frozenset[str]:
    found = known.get(fold(part))
    if found is not None:
        return found
    near = _near(fold(part), known, cutoff=0.5)
    if near:
        mend = f"did you mean {min(known[near[0]])}?"
    elif known:
        some = sorted(frozenset[str]().union(*known.values()))
        mend = f"there are {', '.join(some[:8])}{' …' if len(some) > 8 else ''}"
    else:
        mend = f"this chronicle has no {kind}s"
    raise QueryError(written, f"there is no {kind} {part}", mend)


def _named(kind: str, value: str, written: str, things: Mapping[str, Named]) -> frozenset[str]:
    """Ids given as ids or as names, in any of the store's languages; a shared name means each."""
    known: dict[str, frozenset[str]] = {}
    for id_, thing in things.items():
        for spelling in map(fold, _names(thing)):
            known[spelling] = known.get(spelling, frozenset()) | {id_}
    known |= {fold(id_): frozenset((id_,)) for id_ in things}
    return any_of(kind, value, written, known)


def _names(thing: Named) -> Iterator[str]:
    yield thing.name
    for spellings in thing.names.values():
        yield from spellings


def _actor(value: str, written: str, vocabulary: Vocabulary) -> Term:
    return AnyActor(_named("actor", value, written, vocabulary.actors))


def _place(value: str, written: str, vocabulary: Vocabulary) -> Term:
    return AnyPlace(_named("place", value, written, vocabulary.places))


def _report(value: str, written: str, vocabulary: Vocabulary) -> Term:
    return AnyReport(_ids("report", value, written, vocabulary.reports))


def _tag(value: str, written: str, vocabulary: Vocabulary) -> Term:
    return AnyTag(_ids("tag", value, written, vocabulary.tags))


def _verdicts(value: str, written: str) -> frozenset[Verdict]:
    spelt = {word.replace(" ", "-"): word for word in _VERDICT_WORDS}
    known = [*(v.value for v in Verdict), *spelt, *_VERDICT_WORDS]
    try:
        found = _ids("verdict", value, written, known)
    except QueryError as error:
        if "did you mean" in error.mend:
            raise
        raise QueryError(written, error.why, f"there are {', '.join(Verdict)}") from None
    return frozenset(
        verdict
        for word in found
        for verdict in _VERDICT_WORDS.get(spelt.get(word, word)) or (Verdict(word),)
    )


_VERDICT_WORDS: Mapping[str, tuple[Verdict, ...]] = {
    "compatible": (Verdict.NARROWER, Verdict.OVERLAP),
    **{
        verdict.word: (verdict,)
        for verdict in Verdict
        if verdict not in (Verdict.NARROWER, Verdict.OVERLAP) and verdict.word != verdict.value
    },
}
"""Verdicts as people read them, for those who type what they have read."""


def _verdict(value: str, written: str, _vocabulary: Vocabulary) -> Term:
    return HasVerdict(_verdicts(value, written))


def _head(value: str, written: str, _vocabulary: Vocabulary) -> Term:
    return HasHead(_verdicts(value, written))


def _between(value: str, written: str, vocabulary: Vocabulary) -> Term:
    from iraq_tui.domain.query.between import between

    return between(value, written, vocabulary)


def _date(value: str, written: str) -> Moment:
    from iraq_tui.domain.typed_dates import parse_typed

    try:
        return parse_typed(value)
    except MomentError as error:
        raise QueryError(written, error.why, error.mend) from error


def _since(value: str, written: str, _vocabulary: Vocabulary) -> Term:
    return Since(_date(value, written))


def _until(value: str, written: str, _vocabulary: Vocabulary) -> Term:
    return Until(_date(value, written))


_READERS: Mapping[str, Reader] = {
    "actor": _actor,
    "report": _report,
    "tag": _tag,
    "place": _place,
    "verdict": _verdict,
    "head": _head,
    "between": _between,
    "since": _since,
    "until": _until,
}
