"""A filter as a text: its terms, the actors it asks for, and putting one in or taking it out."""

import re

from iraq_tui.domain.catalogue import Catalogue
from iraq_tui.domain.query.terms import EXAMPLES, AnyActor, QueryError

_TOKEN = re.compile(r'-?(?:[A-Za-z]+:)?(?:"[^"]*"|[^\s"]+)')
_PLAIN = re.compile(r'[^\s",]+')


def term(key: str, *values: str) -> str:
    """The term that asks for some values; empty where the filter language cannot say it.

    A value with a quotation mark in it cannot be written in a filter, nor one with a comma.
    """
    if any('"' in value or "," in value for value in values):
        return ""
    listed = ",".join(values)
    return f"{key}:{listed}" if all(map(_PLAIN.fullmatch, values)) else f'{key}:"{listed}"'


def without_last(text: str) -> str:
    """A filter without its last term, which may not be typed to its end."""
    return " ".join(_TOKEN.findall(text)[:-1])


def begins_a_term(text: str) -> bool:
    """Whether the last word of a filter may be the beginning of a term's key: "verd"."""
    last = _TOKEN.findall(text)[-1:] if not text.endswith(" ") else []
    word = last[0].removeprefix("-").lower() if last else ""
    return bool(word) and any(key.startswith(word) for key in EXAMPLES)


def actors_in(text: str, catalogue: Catalogue) -> frozenset[str]:
    """Ids of the actors that the filter's terms name; negated terms do not count."""
    return frozenset[str]().union(*(_ids(token, catalogue) for token in _TOKEN.findall(text)))


def toggle_actor(text: str, actor: str, catalogue: Catalogue) -> str:
    """The filter with a term for the actor, or without any where it had one."""
    tokens = _TOKEN.findall(text)
    kept = [without for token in tokens if (without := _without(token, actor, catalogue))]
    if kept != tokens:
        return " ".join(kept)
    return " ".join([*tokens, term("actor", actor)])


def _without(token: str, actor: str, catalogue: Catalogue) -> str:
    ids = _ids(token, catalogue)
    if actor not in ids:
        return token
    rest = sorted(ids - {actor}, key=list(catalogue.chronicle.actors).index)
    return term("actor", *rest) if rest else ""


def _ids(token: str, catalogue: Catalogue) -> frozenset[str]:
    try:
        terms = catalogue.query(token).terms
    except QueryError:
        return frozenset()
    match terms:
        case (AnyActor(ids),):
            return ids
    return frozenset()
