"""Whether an event answers a filter."""

from collections.abc import Callable

from msgspec import Struct

from iraq_tui.domain.comparison.model import EventComparison
from iraq_tui.domain.hierarchy import Hierarchy
from iraq_tui.domain.moment import Span
from iraq_tui.domain.query.terms import (
    AnyActor,
    AnyPlace,
    AnyReport,
    AnyTag,
    HasHead,
    HasVerdict,
    Not,
    Query,
    Since,
    Term,
    Until,
    Words,
)
from iraq_tui.domain.records import Event


class Subject(Struct, frozen=True):
    """What a filter may ask of one event; the dear parts are asked for only when needed."""

    event: Event
    actors: frozenset[str]
    """Everyone who takes part or speaks."""
    places: frozenset[str]
    span: Span
    """When it may have been, wide."""
    folded: Callable[[], str]
    comparison: Callable[[], EventComparison]


class Trees(Struct, frozen=True):
    """The part-whole relations a filter looks along."""

    actors: Hierarchy
    places: Hierarchy


def matches(query: Query, subject: Subject, trees: Trees) -> bool:
    """Whether every term of the filter holds."""
    return all(_holds(term, subject, trees) for term in query.terms)


def _holds(term: Term, subject: Subject, trees: Trees) -> bool:  # noqa: C901 -- a line a term
    match term:
        case Not(inner):
            return not _holds(inner, subject, trees)
        case Words(folded):
            return folded in subject.folded()
        case AnyActor(ids):
            return _any_within(ids, subject.actors, trees.actors)
        case AnyPlace(ids):
            return _any_within(ids, subject.places, trees.places)
        case AnyReport(ids):
            return not ids.isdisjoint(subject.event.reports)
        case AnyTag(ids):
            return not ids.isdisjoint(subject.event.tags)
        case HasVerdict(verdicts):
            return any(subject.comparison().counts.get(verdict) for verdict in verdicts)
        case HasHead(verdicts):
            return subject.comparison().head in verdicts
        case Since(moment):
            return subject.span.hi >= moment.wide.lo
        case Until(moment):
            return subject.span.lo <= moment.wide.hi


def _any_within(wholes: frozenset[str], found: frozenset[str], tree: Hierarchy) -> bool:
    return any(not found.isdisjoint(tree.with_parts(whole)) for whole in wholes)
