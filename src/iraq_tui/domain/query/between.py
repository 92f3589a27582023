"""The term that asks how two reports stand to each other: ``between:uk,ru:disagree``."""

from collections.abc import Iterable

from iraq_tui.domain.comparison.model import Kind, Pair
from iraq_tui.domain.query.terms import Between, QueryError, Vocabulary, any_of, parts
from iraq_tui.text.fold import fold


def between(value: str, written: str, vocabulary: Vocabulary) -> Between:
    """What follows the key: two reports, then one or more kinds. Raises QueryError."""
    reports, _, kinds = value.partition(":")
    known = tuple(vocabulary.reports)
    named = [_one("report", part, written, known) for part in parts(reports, written)]
    if len(named) != 2 or named[0] == named[1]:
        raise QueryError(written, "it must name two reports", "write between:A,B:disagree")
    pair = (named[0], named[1])
    spelt = words(pair)
    if not kinds:
        mend = f"add one of {', '.join(spelt)}"
        raise QueryError(written, "what to find between them is missing", mend)
    wanted = (_one("kind", part, written, spelt) for part in parts(kinds, written))
    return Between(pair, frozenset(spelt[word] for word in wanted))


def between_text(pair: Pair, *kinds: Kind) -> str:
    """The term that finds the events with some question of one of the kinds."""
    spelt = (word for word, kind in words(pair).items() if kind in kinds)
    return f"between:{','.join(pair)}:{','.join(spelt)}"


def words(pair: Pair) -> dict[str, Kind]:
    """The kinds as the term spells them for two reports: who alone answers is named."""
    alone = {Kind.ONLY_LEFT: f"only-{pair[0]}", Kind.ONLY_RIGHT: f"only-{pair[1]}"}
    return {alone.get(kind, kind.value): kind for kind in Kind}


def _one(what: str, part: str, written: str, known: Iterable[str]) -> str:
    """The known word that is meant; as it stands, or else whatever its case."""
    spelt = {fold(word): frozenset((word,)) for word in known}
    return part if part in known else min(any_of(what, part, written, spelt))
