"""The Catalogue over a chronicle held in memory."""

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from itertools import combinations
from typing import TypeVar

from iraq_tui.domain.catalogue import Passage
from iraq_tui.domain.comparison.model import EventComparison, Pair
from iraq_tui.domain.hierarchy import Hierarchy
from iraq_tui.domain.index import Index
from iraq_tui.domain.moment import Span
from iraq_tui.domain.query.match import Subject, Trees, matches
from iraq_tui.domain.query.terms import (
    AnyActor,
    AnyReport,
    AnyTag,
    HasVerdict,
    Query,
    Vocabulary,
    parse_query,
)
from iraq_tui.domain.records import Anchor, Chronicle, Event
from iraq_tui.domain.report_text import ReportText

Key = TypeVar("Key")
_NOWHERE: Mapping[Anchor, Passage] = {}


class MemoryCatalogue:
    """A Catalogue (see that protocol) that keeps everything at hand."""

    def __init__(
        self,
        chronicle: Chronicle,
        passages: Mapping[str, Mapping[Anchor, Passage]] | None = None,
        texts: Mapping[str, ReportText] | None = None,
    ) -> None:
        self._index = Index(chronicle)
        self._passages = passages or {}
        self._texts = texts or {}

    @property
    def chronicle(self) -> Chronicle:
        """The records."""
        return self._index.chronicle

    @property
    def actor_tree(self) -> Hierarchy:
        """Which actor is part of which."""
        return self._index.ground.actors

    @cached_property
    def pairs(self) -> Sequence[Pair]:
        """Every pair of reports, in the store's order; one report is set against itself."""
        reports = tuple(self.chronicle.reports)
        return tuple(combinations(reports, 2)) or tuple((one, one) for one in reports)

    def count(self) -> int:
        """How many events there are."""
        return len(self.chronicle.events)

    def row(self, i: int) -> Event:
        """The event at a place in time order."""
        return self.chronicle.events[i]

    def event(self, id_: str) -> Event:
        """The event with an id; KeyError where there is none."""
        return self.chronicle.events[self._index.number[id_]]

    def index(self, id_: str) -> int:
        """An event's place in time order; KeyError for an unknown id."""
        return self._index.number[id_]

    def span(self, id_: str) -> Span:
        """When the event may have been, in wide bounds."""
        return self._index.places_in_time[id_].span

    def sort_second(self, id_: str) -> int:
        """The second by which the timeline sorts the event."""
        return self._index.places_in_time[id_].sort

    def actors(self, id_: str) -> frozenset[str]:
        """Everyone who takes part in the event or speaks of it."""
        return self._index.actors_of[id_]

    def naming(self, actor: str) -> tuple[str, ...]:
        """Ids of the reports that name an actor."""
        return self._index.naming.get(actor, ())

    @cached_property
    def _vocabulary(self) -> Vocabulary:
        chronicle = self.chronicle
        return Vocabulary(chronicle.actors, chronicle.places, chronicle.reports, self._index.by_tag)

    def query(self, text: str) -> Query:
        """Read a filter; QueryError where it makes no sense."""
        return parse_query(text, self._vocabulary)

    def find(self, query: Query, pair: Pair) -> Sequence[int]:
        """The events that answer a filter: narrowed by the index, then looked at one by one."""
        trees = Trees(self._index.ground.actors, self._index.ground.places)
        return [
            i
            for i in sorted(self._candidates(query, pair))
            if matches(query, self._subject(self.row(i), pair), trees)
        ]

    def _candidates(self, query: Query, pair: Pair) -> frozenset[int]:
        found = frozenset(range(self.count()))
        for term in query.terms:
            match term:
                case AnyActor(ids):
                    found &= _union(self._index.by_actor, ids)
                case AnyReport(ids):
                    found &= _union(self._index.by_report, ids)
                case AnyTag(ids):
                    found &= _union(self._index.by_tag, ids)
                case HasVerdict(verdicts):
                    found &= _union(self._index.by_verdict(pair), verdicts)
        return found

    def _subject(self, event: Event, pair: Pair) -> Subject:
        index = self._index
        return Subject(
            event,
            actors=index.actors_of[event.id],
            places=index.places_of[event.id],
            span=self.span(event.id),
            folded=lambda: index.folded(event),
            comparison=lambda: index.comparison(event, pair),
        )

    def comparison(self, id_: str, pair: Pair) -> EventComparison:
        """An event's comparison for a pair of reports."""
        return self._index.comparison(self.event(id_), pair)

    def passages(self, report: str) -> Mapping[Anchor, Passage]:
        """Where each anchor of a report stands; empty where its text is not at hand."""
        return self._passages.get(report, _NOWHERE)

    def text(self, report: str) -> ReportText | None:
        """A report's text; none where it is not at hand."""
        return self._texts.get(report)


def _union(by: Mapping[Key, frozenset[int]], keys: Iterable[Key]) -> frozenset[int]:
    return frozenset[int]().union(*(by.get(key, frozenset()) for key in keys))
