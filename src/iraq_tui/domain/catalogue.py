"""What the screen, the commands and the export ask of a chronicle, wherever it comes from."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Protocol

from msgspec import Struct

from iraq_tui.domain.chronology import Chronology
from iraq_tui.domain.comparison.model import EventComparison, Pair
from iraq_tui.domain.hierarchy import Hierarchy
from iraq_tui.domain.moment import Moment
from iraq_tui.domain.query.terms import Query
from iraq_tui.domain.records import Anchor, Chronicle, Event
from iraq_tui.domain.report_text import ReportText
from iraq_tui.domain.verdicts import Verdicts

if TYPE_CHECKING:
    from iraq_tui.domain.pair_kinds import PairKinds


class Passage(Struct, frozen=True):
    """Where an anchor stands in a report's text."""

    line: int
    """From 1."""
    start: int = 0
    """The offset of its first character, from 0."""
    end: int = 0
    """The offset past its last character; 0 where only the line is known."""


class Changes(Struct, frozen=True):
    """How one reading of a store differs from an earlier one, in numbers of events."""

    new: int
    changed: int
    gone: int

    @classmethod
    def between(cls, before: Mapping[str, object], after: Mapping[str, object]) -> "Changes":
        """Of what is unlike, given events or what stands for them by id."""
        shared = after.keys() & before.keys()
        return cls(
            len(after) - len(shared),
            sum(after[id_] != before[id_] for id_ in shared),
            len(before) - len(shared),
        )


class Listed(Protocol):
    """As much of an event as lists show; an Event is one."""

    @property
    def id(self) -> str:
        """Its id."""
        ...

    @property
    def title(self) -> str:
        """What happened, in a line."""
        ...

    @property
    def when(self) -> Moment | None:
        """Its date."""
        ...

    @property
    def when_words(self) -> str:
        """The date as the author words it."""
        ...

    @property
    def standing(self) -> bool:
        """Whether it is a state or an open question."""
        ...

    @property
    def reports(self) -> frozenset[str]:
        """Ids of the reports that speak of it."""
        ...

    def date_words(self) -> str:
        """The date in words; empty if undated."""
        ...


class Catalogue(Protocol):
    """A chronicle to be walked, searched and compared. Events are numbered in time order, from 0.

    ``event``, ``index`` and ``comparison`` raise KeyError for an id that is not there; ``query``
    raises QueryError.
    """

    @property
    def chronicle(self) -> Chronicle:
        """The records."""
        ...

    @property
    def actor_tree(self) -> Hierarchy:
        """Which actor is part of which."""
        ...

    @property
    def pairs(self) -> Sequence[Pair]:
        """Every pair of reports, in the store's order; the first is the one shown first."""
        ...

    def count(self) -> int:
        """How many events there are."""
        ...

    @property
    def chronology(self) -> Chronology:
        """Where the events stand in time."""
        ...

    def row(self, i: int) -> Listed:
        """The event at a place in time order, as lists show it."""
        ...

    def ids(self, numbers: Iterable[int]) -> list[str]:
        """The ids of some events."""
        ...

    def event(self, id_: str) -> Event:
        """The event with an id."""
        ...

    def index(self, id_: str) -> int:
        """An event's place in time order."""
        ...

    def actors(self, id_: str) -> frozenset[str]:
        """Everyone who takes part in the event or speaks of it, by actor id."""
        ...

    def counted(self, visible: Sequence[int]) -> Mapping[str, int]:
        """How many of some events each actor, or a part of it, takes part in or speaks of.

        Those without any are left out.
        """
        ...

    def naming(self, actor: str) -> tuple[str, ...]:
        """Ids of the reports that name an actor, in the store's order."""
        ...

    def changes(self, before: "Catalogue") -> Changes | None:
        """How it differs from an earlier reading; none where that would take long to tell."""
        ...

    @property
    def tags(self) -> Sequence[str]:
        """Every tag, in the order of their first events, then by name."""
        ...

    def belonging(self, kind: str, id_: str) -> Sequence[int]:
        """The numbers, rising, of the events of one actor, place, report or tag (the kind).

        Those of a part are its whole's, too.
        """
        ...

    def folded(self, number: int) -> str:
        """The text of an event that plain words are looked for in, a line for each piece.

        The first line is the id, the second the title.
        """
        ...

    def with_words(self, folded: str, numbers: Sequence[int]) -> Iterable[int]:
        """Those of some events, in their order, whose text has the folded words."""
        ...

    def query(self, text: str) -> Query:
        """Read a filter against this chronicle's ids."""
        ...

    def find(self, query: Query, pair: Pair) -> Sequence[int]:
        """The places in time order of the events that answer a filter."""
        ...

    def search(
        self, query: Query, pair: Pair, among: Sequence[int] | None = None
    ) -> Iterator[Sequence[int]]:
        """The same slice by slice; ``among`` are the only events to look at, where not all are."""
        ...

    def verdicts(self, pair: Pair) -> Verdicts:
        """What stands out of each event for a pair of reports."""
        ...

    def kinds(self, pair: Pair) -> "PairKinds":
        """Which kinds of answers each event has for a pair of reports."""
        ...

    def comparison(self, id_: str, pair: Pair) -> EventComparison:
        """An event's comparison for a pair of reports."""
        ...

    def passage(self, report: str, anchor: Anchor) -> Passage | None:
        """Where an anchor stands in a report's text; none where the text is not at hand."""
        ...

    def text(self, report: str) -> ReportText | None:
        """A report's text, as its anchors were found in it; none where it is not at hand."""
        ...
