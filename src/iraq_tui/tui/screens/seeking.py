"""The explorer's filter at work: what it finds shows slice by slice, the first hits at once."""

from array import array
from collections.abc import Callable, Iterator, Sequence
from time import monotonic

from msgspec import Struct

from iraq_tui.domain.comparison.model import Pair
from iraq_tui.domain.query.search import narrows
from iraq_tui.domain.query.terms import Query
from iraq_tui.tui import state
from iraq_tui.tui.screens.frame import Frame
from iraq_tui.tui.slices import Slices
from iraq_tui.tui.state import View

_AT_ONCE = 0.008
"""Seconds a search may take before anything of it shows."""
_FIRST = 200
"""Hits that show at once: some screenfuls."""
_SHOWN_EVERY = 0.05
"""Seconds between two looks at what a long search has found by then."""


class _Answer(Struct, frozen=True):
    """What a search that went to its end has found."""

    catalogue: object
    query: Query
    pair: Pair
    visible: Sequence[int]


class Seeking(Frame):
    """One search at a time; the view follows it."""

    _searching: Slices | None = None
    _answer: _Answer | None = None

    def seek(self, query: Query, base: View, then: Callable[[View], None]) -> None:
        """Show what a filter finds, from ``base`` on.

        ``then`` is given the view once the search is done, before it shows.
        """
        if self._searching is None:
            self._searching = Slices(self)
        self._searching.stop()
        if not query.terms:
            then(state.found(base, self.catalogue, range(self.catalogue.count()), query.text))
            return
        hits = array("I")
        shown: list[View] = []
        due = monotonic() + _SHOWN_EVERY

        def sought(is_done: bool) -> None:
            nonlocal due
            now = monotonic()
            is_due = hits and (now >= due or (not shown and len(hits) >= _FIRST))
            if not is_done and not is_due:
                return
            due = now + _SHOWN_EVERY
            # Whoever has moved on meanwhile stays there.
            start = self.view if shown and self.view is not shown[-1] else base
            view = state.found(start, self.catalogue, hits[:], query.text)
            shown[:] = [view]
            if is_done:
                self._answer = _Answer(self.catalogue, query, base.pair, view.visible)
                then(view)
            else:
                self.view = view

        self._searching.start(self._hits(query, base.pair, hits), sought, first=_AT_ONCE)

    def _hits(self, query: Query, pair: Pair, into: "array[int]") -> Iterator[None]:
        for found in self.catalogue.search(query, pair, self._among(query, pair)):
            into.extend(found)
            yield

    def _among(self, query: Query, pair: Pair) -> Sequence[int] | None:
        """What an earlier search has left, where this one can find nothing else."""
        last = self._answer
        if last is None or last.catalogue is not self.catalogue or last.pair != pair:
            return None
        return last.visible if narrows(query, last.query) else None

    def stop_seeking(self) -> None:
        """Leave the view as it is."""
        if self._searching is not None:
            self._searching.stop()

    def finish_seeking(self) -> None:
        """Bring the view up to its filter now."""
        if self._searching is not None:
            self._searching.finish()
