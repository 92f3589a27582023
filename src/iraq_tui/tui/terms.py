"""The actors a filter asks for, and putting one in or taking it out: the filter stays a text."""

import re

from iraq_tui.domain.catalogue import Catalogue
from iraq_tui.domain.query.terms import AnyActor, QueryError

_TOKEN = re.compile(r'-?(?:[A-Za-z]+:)?(?:"[^"]*"|[^\s"]+)')
_PLAIN = re.compile(r'[^\s",]+')


def actors_in(text: str, catalogue: Catalogue) -> frozenset[str]:
    """Ids of the actors that the filter's terms name; negated terms do not count."""
    return frozenset[str]().union(*(_ids(token, catalogue) for token in _TOKEN.findall(text)))


def toggle_actor(text: str, actor: str, catalogue: Catalogue) -> str:
    """The filter with a term for the actor, or without any where it had one."""
    tokens = _TOKEN.findall(text)
    kept = [without for token in tokens if (without := _without(token, actor, catalogue))]
    if kept != tokens:
        return " ".join(kept)
    return " ".join([*tokens, _term([actor])])


def _without(token: str, actor: str, catalogue: Catalogue) -> str:
    ids = _ids(token, catalogue)
    if actor not in ids:
        return token
    rest = sorted(ids - {actor}, key=list(catalogue.chronicle.actors).index)
    return _term(rest) if rest else ""


def _term(actors: list[str]) -> str:
    value = ",".join(actors)
    return f"actor:{value}" if all(map(_PLAIN.fullmatch, actors)) else f'actor:"{value}"'


def _ids(token: str, catalogue: Catalogue) -> frozenset[str]:
    try:
        terms = catalogue.query(token).terms
    except QueryError:
        return frozenset()
    match terms:
        case (AnyActor(ids),):
            return ids
    return frozenset()
