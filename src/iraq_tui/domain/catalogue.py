"""What the screen, the commands and the export ask of a chronicle, wherever it comes from."""

from collections.abc import Mapping, Sequence
from typing import Protocol

from msgspec import Struct

from iraq_tui.domain.comparison.model import EventComparison, Pair
from iraq_tui.domain.hierarchy import Hierarchy
from iraq_tui.domain.moment import Span
from iraq_tui.domain.query.terms import Query
from iraq_tui.domain.records import Anchor, Chronicle, Event
from iraq_tui.domain.report_text import ReportText


class Passage(Struct, frozen=True):
    """Where an anchor stands in a report's text."""

    line: int
    """From 1."""
    start: int = 0
    """The offset of its first character, from 0."""
    end: int = 0
    """The offset past its last character; 0 where only the line is known."""


class Catalogue(Protocol):
    """A chronicle to be walked, searched and compared. Events are numbered in time order, from 0.

    ``event`` and ``index`` raise KeyError for an id that is not there; ``query`` raises
    QueryError.
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

    def row(self, i: int) -> Event:
        """The event at a place in time order."""
        ...

    def event(self, id_: str) -> Event:
        """The event with an id."""
        ...

    def index(self, id_: str) -> int:
        """An event's place in time order."""
        ...

    def span(self, id_: str) -> Span:
        """When the event may have been, in wide bounds."""
        ...

    def sort_second(self, id_: str) -> int:
        """The second on the time axis by which the timeline sorts the event."""
        ...

    def actors(self, id_: str) -> frozenset[str]:
        """Everyone who takes part in the event or speaks of it, by actor id."""
        ...

    def naming(self, actor: str) -> tuple[str, ...]:
        """Ids of the reports that name an actor, in the store's order."""
        ...

    def query(self, text: str) -> Query:
        """Read a filter against this chronicle's ids."""
        ...

    def find(self, query: Query, pair: Pair) -> Sequence[int]:
        """The places in time order of the events that answer a filter."""
        ...

    def comparison(self, id_: str, pair: Pair) -> EventComparison:
        """An event's comparison for a pair of reports."""
        ...

    def passages(self, report: str) -> Mapping[Anchor, Passage]:
        """Where each anchor of a report stands.

        Empty where the report's text is not at hand.
        """
        ...

    def text(self, report: str) -> ReportText | None:
        """A report's text, as its anchors were found in it; none where it is not at hand."""
        ...
