"""The Catalogue over an index: lists and searches are mapped, events are read when asked for."""

from array import array
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import cached_property, lru_cache
from itertools import combinations
from typing import TYPE_CHECKING, overload

import msgspec
from msgspec.structs import replace

from iraq_tui.domain.bits import bits_of
from iraq_tui.domain.catalogue import Catalogue, Changes, Passage
from iraq_tui.domain.chronology import Chronology
from iraq_tui.domain.comparison.case import Ground
from iraq_tui.domain.comparison.compare import compare, summarise
from iraq_tui.domain.comparison.model import EventComparison, Pair, Summary
from iraq_tui.domain.hierarchy import Hierarchy
from iraq_tui.domain.index import people
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
from iraq_tui.sources.index import rows
from iraq_tui.sources.index.build import PRINT
from iraq_tui.sources.index.container import Container
from iraq_tui.sources.index.strings import Kept
from iraq_tui.sources.index.texts import Texts

if TYPE_CHECKING:
    from iraq_tui.domain.pair_kinds import PairKinds

_KEPT = 256
"""How many events, and how many comparisons, are kept: some screenfuls."""
_MANY = 64
"""An actor of more than this part of all events has its events kept as bits, once counted."""
_KINDS = {AnyActor: "actor", AnyPlace: "place", AnyReport: "report", AnyTag: "tag"}

ReadEvent = Callable[[int, bytes], Event]
"""Reads the event with a number from its block of the store."""


class _Events(Sequence[Event]):
    """A chronicle's events, each read when it is asked for."""

    def __init__(self, blocks: Kept, read: ReadEvent) -> None:
        self._blocks = blocks
        self._read = lru_cache(_KEPT)(lambda number: read(number, blocks[number]))

    def __len__(self) -> int:
        return len(self._blocks)

    @overload
    def __getitem__(self, place: int) -> Event: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[Event]: ...
    def __getitem__(self, place: int | slice) -> Event | Sequence[Event]:
        if isinstance(place, slice):
            return [self._read(number) for number in range(len(self))[place]]
        return self._read(range(len(self))[place])


class IndexCatalogue:
    """A Catalogue (see that protocol) over an index.

    ``head`` is the chronicle without its events, ``read`` makes an event of its block.
    """

    def __init__(
        self, container: Container, head: Chronicle, read: ReadEvent, texts: Texts
    ) -> None:
        self._container = container
        self._rows = Kept(container, "row")
        self._searched = Kept(container, "text")
        self._by_id = container.column("by-id", "I")
        self._texts = texts
        self.chronicle = replace(head, events=_Events(Kept(container, "block"), read))
        """The records; events are read when asked for."""
        self._ground = ground = Ground(self.chronicle)
        self._reports = reports = tuple(head.reports)
        # What is kept names no catalogue: one that was read anew is let go at once, not when a ring
        # of names is found.
        kept = self._rows
        self._compared = lru_cache(_KEPT)(
            lambda number, pair: compare(ground, ground.chronicle.events[number], pair)
        )
        self._verdicts: dict[Pair, Verdicts] = {}
        self._kinds: dict[Pair, PairKinds] = {}
        self._row = lru_cache(_KEPT)(lambda i: rows.decoded(kept[i], reports))
        self._spans: dict[str, Mapping[str, tuple[int, int]]] = {}
        """Where the events of each actor, place, report or tag stand, once that was wanted."""

    @property
    def actor_tree(self) -> Hierarchy:
        """Which actor is part of which."""
        return self._ground.actors

    @cached_property
    def pairs(self) -> Sequence[Pair]:
        """Every pair of reports, in the store's order; one report is set against itself."""
        return tuple(combinations(self._reports, 2)) or tuple((one, one) for one in self._reports)

    @cached_property
    def chronology(self) -> Chronology:
        """Where the events stand in time."""
        names = Chronology.__struct_fields__
        return Chronology(*(self._container.column(f"time-{name}", "q") for name in names))

    def count(self) -> int:
        """How many events there are."""
        return len(self._rows)

    def row(self, i: int) -> rows.Listing:
        """The event at a place in time order, as lists show it."""
        return self._row(i)

    def ids(self, numbers: Iterable[int]) -> list[str]:
        """The ids of some events."""
        return [rows.id_in(self._rows[number]) for number in numbers]

    def event(self, id_: str) -> Event:
        """The event with an id; KeyError where there is none."""
        return self.chronicle.events[self.index(id_)]

    def index(self, id_: str) -> int:
        """An event's place in time order; KeyError for an unknown id."""
        number = rows.number_of(id_, self._rows, self._by_id)
        if number is None:
            raise KeyError(id_)
        return number

    def actors(self, id_: str) -> frozenset[str]:
        """Everyone who takes part in the event or speaks of it."""
        return people(self.chronicle, self.event(id_))

    def naming(self, actor: str) -> tuple[str, ...]:
        """Ids of the reports that name an actor."""
        return self._naming.get(actor, ())

    @cached_property
    def _naming(self) -> Mapping[str, tuple[str, ...]]:
        kept = self._container.bytes("naming")
        return msgspec.msgpack.decode(kept, type=dict[str, tuple[str, ...]])

    def changes(self, before: Catalogue) -> Changes | None:
        """How it differs from an earlier reading; none where that was of another kind."""
        if not isinstance(before, IndexCatalogue):
            return None
        earlier, now = before._prints, self._prints  # noqa: SLF001
        return Changes.between(before._unlike(now), self._unlike(earlier))  # noqa: SLF001

    @cached_property
    def _prints(self) -> frozenset[bytes]:
        """A digest of each event's block."""
        kept = self._container.bytes("prints")
        return frozenset(kept[i : i + PRINT] for i in range(0, len(kept), PRINT))

    def _unlike(self, prints: frozenset[bytes]) -> Mapping[str, bytes]:
        """The events, by id, that are not as those of some digests."""
        kept = self._container.bytes("prints")
        found = ((i, kept[i * PRINT : (i + 1) * PRINT]) for i in range(self.count()))
        unlike = [(i, one) for i, one in found if one not in prints]
        ids = self.ids(i for i, _ in unlike)
        return dict(zip(ids, (one for _, one in unlike), strict=True))

    # --- finding ---

    def _places(self, kind: str) -> Mapping[str, tuple[int, int]]:
        if kind not in self._spans:
            kept = self._container.bytes(f"{kind}-places")
            self._spans[kind] = msgspec.msgpack.decode(kept, type=dict[str, tuple[int, int]])
        return self._spans[kind]

    def _posting(self, kind: str, id_: str) -> Sequence[int]:
        start, count = self._places(kind).get(id_, (0, 0))
        return self._container.column(f"{kind}-events", "I")[start : start + count]

    @property
    def tags(self) -> Sequence[str]:
        """Every tag, in the order of their first events, then by name."""
        return tuple(self._places("tag"))

    def belonging(self, kind: str, id_: str) -> Sequence[int]:
        """The numbers of the events of one actor, place, report or tag."""
        return self._posting(kind, id_)

    def folded(self, number: int) -> str:
        """The text of an event that plain words are looked for in."""
        return self._searched[number].decode().rstrip("\n")

    @cached_property
    def _vocabulary(self) -> Vocabulary:
        chronicle = self.chronicle
        tags = tuple(self._places("tag"))
        return Vocabulary(chronicle.actors, chronicle.places, self._reports, tags)

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
        kind = _KINDS[type(term)]
        return frozenset[int]().union(*(self._posting(kind, id_) for id_ in term.ids))

    def with_words(self, folded: str, numbers: Sequence[int]) -> Iterable[int]:
        """Those of some events whose text has the folded words."""
        if not numbers:
            return ()
        first, last = numbers[0], numbers[-1]
        if last - first + 1 == len(numbers):
            return self._in_stretch(folded.encode(), first, last + 1)
        return self._in_each(folded.encode(), numbers)

    def _in_stretch(self, wanted: bytes, first: int, end: int) -> Iterator[int]:
        """One look through the texts of neighbours; nothing that is looked for spans two."""
        start, offsets = self._searched.start, self._searched.offsets
        find = self._container.map.find
        stop = start + offsets[end]
        at = find(wanted, start + offsets[first], stop)
        while at >= 0:
            number = bisect_right(offsets, at - start, first, end) - 1
            yield number
            at = find(wanted, start + offsets[number + 1], stop)

    def _in_each(self, wanted: bytes, numbers: Iterable[int]) -> Iterator[int]:
        start, offsets = self._searched.start, self._searched.offsets
        find = self._container.map.find
        for number in numbers:
            if find(wanted, start + offsets[number], start + offsets[number + 1]) >= 0:
                yield number

    def counted(self, visible: Sequence[int]) -> Mapping[str, int]:
        """How many of some events each actor, or a part of it, takes part in or speaks of."""
        places = self._places("actor")
        if len(visible) == self.count():
            return {actor: count for actor, (_, count) in places.items()}
        often = self._many
        shown_bits = bits_of(visible) if often else 0
        counts = {actor: (shown_bits & bits).bit_count() for actor, bits in often.items()}
        shown = bytearray(self.count() if len(often) < len(places) else 0)
        for number in visible if shown else ():
            shown[number] = 1
        for actor in places.keys() - often.keys():
            counts[actor] = sum(map(shown.__getitem__, self._posting("actor", actor)))
        return {actor: count for actor, count in counts.items() if count}

    @cached_property
    def _many(self) -> Mapping[str, int]:
        """The events, as bits, of the actors that have a good part of all of them."""
        most = self.count() // _MANY
        places = self._places("actor")
        often = (actor for actor, (_, count) in places.items() if count > most)
        return {actor: bits_of(self._posting("actor", actor)) for actor in often}

    # --- comparing ---

    def verdicts(self, pair: Pair) -> Verdicts:
        """What stands out of each event for a pair of reports."""
        if pair not in self._verdicts:
            ground, events = self._ground, self.chronicle.events

            def of(number: int) -> Summary:
                return summarise(ground, events[number], pair)

            self._verdicts[pair] = Verdicts(self.count(), of, self._kept_verdicts(pair))
        return self._verdicts[pair]

    def _kept_verdicts(
        self, pair: Pair
    ) -> tuple[Sequence[int], Sequence[int], Sequence[int]] | None:
        if "verdict-heads" not in self._container or pair != self.pairs[0]:
            return None
        column = self._container.column
        return (
            column("verdict-heads", "B"),
            column("verdict-marks", "B"),
            column("verdict-rows", "H"),
        )

    def kinds(self, pair: Pair) -> "PairKinds":
        """Which kinds of answers each event has for a pair of reports."""
        from iraq_tui.domain.pair_kinds import PairKinds  # seldom asked for, and a start is short

        if pair not in self._kinds:
            row = self._row
            self._kinds[pair] = PairKinds(
                self._ground, self.chronicle.events, pair, lambda number: row(number).reports
            )
        return self._kinds[pair]

    def comparison(self, id_: str, pair: Pair) -> EventComparison:
        """An event's comparison for a pair of reports."""
        return self._compared(self.index(id_), pair)

    def passage(self, report: str, anchor: Anchor) -> Passage | None:
        """Where an anchor stands in a report's text; none where the text is not at hand."""
        return self._texts.passage(report, anchor)

    def text(self, report: str) -> ReportText | None:
        """A report's text; none where it is not at hand."""
        return self._texts.text(report)
