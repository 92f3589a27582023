"""The Catalogue over a chronicle held in memory."""

from array import array
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import cached_property
from itertools import combinations
from typing import TYPE_CHECKING

from iraq_tui.domain.catalogue import Catalogue, Changes, Passage
from iraq_tui.domain.chronology import Chronology, chronology
from iraq_tui.domain.comparison.compare import compare, summarise
from iraq_tui.domain.comparison.model import EventComparison, Pair, Summary
from iraq_tui.domain.hierarchy import Hierarchy
from iraq_tui.domain.index import Index, people, whole_ids
from iraq_tui.domain.placing import places
from iraq_tui.domain.query.search import Ids, search
from iraq_tui.domain.query.terms import (
    AnyActor,
    AnyPlace,
    AnyReport,
    AnyTag,
    Query,
    Vocabulary,
    parse_query,
)
from iraq_tui.domain.records import Anchor, Chronicle, Event
from iraq_tui.domain.report_text import ReportText
from iraq_tui.domain.verdicts import Verdicts

if TYPE_CHECKING:
    from iraq_tui.domain.pair_kinds import PairKinds

_NOWHERE: Mapping[Anchor, Passage] = {}
_KEPT = 256
"""How many comparisons are kept: some screenfuls."""


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
        self._comparisons: dict[tuple[str, Pair], EventComparison] = {}
        self._verdicts: dict[Pair, Verdicts] = {}
        self._kinds: dict[Pair, PairKinds] = {}

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

    def ids(self, numbers: Iterable[int]) -> list[str]:
        """The ids of some events."""
        events = self.chronicle.events
        return [events[number].id for number in numbers]

    @cached_property
    def chronology(self) -> Chronology:
        """Where the events stand in time."""
        events = self.chronicle.events
        where = places(events)
        return chronology(events, (where[event.id] for event in events))

    def actors(self, id_: str) -> frozenset[str]:
        """Everyone who takes part in the event or speaks of it."""
        return people(self.chronicle, self.event(id_))

    def counted(self, visible: Sequence[int]) -> Mapping[str, int]:
        """How many of some events each actor, or a part of it, takes part in or speaks of."""
        chronicle, tree = self.chronicle, self.actor_tree
        counts: Counter[str] = Counter()
        for number in visible:
            counts.update(whole_ids(tree, people(chronicle, chronicle.events[number])))
        return counts

    def naming(self, actor: str) -> tuple[str, ...]:
        """Ids of the reports that name an actor."""
        return self._index.naming.get(actor, ())

    def changes(self, before: Catalogue) -> Changes | None:
        """How it differs from an earlier reading; none where that was of another kind."""
        if not isinstance(before, MemoryCatalogue):
            return None
        earlier, now = before.chronicle.events, self.chronicle.events
        return Changes.between({one.id: one for one in earlier}, {one.id: one for one in now})

    @cached_property
    def _vocabulary(self) -> Vocabulary:
        chronicle = self.chronicle
        return Vocabulary(chronicle.actors, chronicle.places, chronicle.reports, self._index.by_tag)

    def query(self, text: str) -> Query:
        """Read a filter; QueryError where it makes no sense."""
        return parse_query(text, self._vocabulary)

    def find(self, query: Query, pair: Pair) -> Sequence[int]:
        """The events that answer a filter."""
        if not query.terms:
            return range(self.count())
        return array("I", (number for hits in self.search(query, pair) for number in hits))

    def search(
        self, query: Query, pair: Pair, among: Sequence[int] | None = None
    ) -> Iterator[Sequence[int]]:
        """The events that answer a filter, slice by slice."""
        looked_at = range(self.count()) if among is None else among
        return search(query, self, self.verdicts(pair), looked_at)

    def having(self, term: Ids) -> AbstractSet[int]:
        """The events to which one of the ids belongs, or a part of it."""
        index = self._index
        match term:
            case AnyActor():
                by = index.by_actor
            case AnyPlace():
                by = index.by_place
            case AnyReport():
                by = index.by_report
            case AnyTag():
                by = index.by_tag
        return frozenset[int]().union(*(by.get(id_, frozenset()) for id_ in term.ids))

    @property
    def tags(self) -> Sequence[str]:
        """Every tag, in the order of their first events, then by name."""
        by = self._index.by_tag
        return tuple(sorted(by, key=lambda tag: (min(by[tag]), tag)))

    def belonging(self, kind: str, id_: str) -> Sequence[int]:
        """The numbers of the events of one actor, place, report or tag."""
        return array("I", sorted(getattr(self._index, f"by_{kind}").get(id_, ())))

    def folded(self, number: int) -> str:
        """The text of an event that plain words are looked for in."""
        return self._index.folded(number)

    def with_words(self, folded: str, numbers: Sequence[int]) -> Iterable[int]:
        """Those of some events whose text has the folded words."""
        text_of = self._index.folded
        return (number for number in numbers if folded in text_of(number))

    def verdicts(self, pair: Pair) -> Verdicts:
        """What stands out of each event for a pair of reports."""
        if pair not in self._verdicts:
            ground, events = self._index.ground, self.chronicle.events

            def of(number: int) -> Summary:
                return summarise(ground, events[number], pair)

            self._verdicts[pair] = Verdicts(self.count(), of)
        return self._verdicts[pair]

    def kinds(self, pair: Pair) -> "PairKinds":
        """Which kinds of answers each event has for a pair of reports."""
        from iraq_tui.domain.pair_kinds import PairKinds  # seldom asked for, and a start is short

        if pair not in self._kinds:
            self._kinds[pair] = PairKinds(
                self._index.ground,
                self.chronicle.events,
                pair,
                lambda number: self.row(number).reports,
            )
        return self._kinds[pair]

    def comparison(self, id_: str, pair: Pair) -> EventComparison:
        """An event's comparison for a pair of reports, made once while it is among the last."""
        key = (id_, pair)
        found = self._comparisons.pop(key, None)
        if found is None:
            found = compare(self._index.ground, self.event(id_), pair)
        self._comparisons[key] = found
        if len(self._comparisons) > _KEPT:
            del self._comparisons[next(iter(self._comparisons))]
        return found

    def passage(self, report: str, anchor: Anchor) -> Passage | None:
        """Where an anchor stands in a report's text; none where the text is not at hand."""
        return self._passages.get(report, _NOWHERE).get(anchor)

    def text(self, report: str) -> ReportText | None:
        """A report's text; none where it is not at hand."""
        return self._texts.get(report)
