"""The explorer's filter at work: what it finds shows slice by slice, the first hits at once."""

from array import array
from collections.abc import Callable, Iterator, Sequence
from time import monotonic

from msgspec import Struct
from msgspec.structs import replace

from iraq_tui.domain.catalogue import Catalogue
from iraq_tui.domain.comparison.model import Pair
from iraq_tui.domain.query.search import narrows
from iraq_tui.domain.query.terms import Query, QueryError
from iraq_tui.tui import state
from iraq_tui.tui.reloading import reloaded
from iraq_tui.tui.screens.frame import Frame
from iraq_tui.tui.slices import Slices
from iraq_tui.tui.state import View

_AT_ONCE = 0.008
"""Seconds a search may take before anything of it shows."""
_FIRST = 200
"""Hits that show at once: some screenfuls."""
_SHOWN_EVERY = 0.05
"""Seconds between two looks at what a long search has found by then."""

Then = Callable[[View], None]


class _Answer(Struct, frozen=True):
    """What a search that went to its end has found."""

    catalogue: object
    query: Query
    pair: Pair
    visible: Sequence[int]


class _Search:
    """One search on its way."""

    def __init__(self, query: Query, base: View, then: Then, seen: View) -> None:
        self.query, self.base, self.then = query, base, then
        self.seen = seen
        """The view as the search left it; another is somebody's doing."""
        self.hits = array("I")
        self.has_shown = False
        self.due = monotonic() + _SHOWN_EVERY

    @property
    def has_screenfuls(self) -> bool:
        """Whether it has found as much as anybody sees at once."""
        return len(self.hits) >= _FIRST

    def is_due(self, now: float) -> bool:
        """Whether what it has found so far should show."""
        is_first = not self.has_shown and self.has_screenfuls
        return bool(self.hits) and (now >= self.due or is_first)


class Seeking(Frame):
    """One search at a time; the view follows it."""

    _slices: Slices | None = None
    _search: _Search | None = None
    _answer: _Answer | None = None

    def seek(self, query: Query, base: View, then: Then) -> None:
        """Show what a filter finds, from ``base`` on.

        ``then`` is given the view once the search is done, before it shows.
        """
        if self._slices is None:
            self._slices = Slices(self)
        self.stop_seeking()
        if not query.terms:
            then(state.found(base, self.catalogue, range(self.catalogue.count()), query.text))
            return
        search = self._search = _Search(query, base, then, self.view)

        def sought(is_done: bool) -> None:
            self._sought(search, is_done=is_done)

        self._slices.start(
            self._hits(search), sought, first=_AT_ONCE, enough=lambda: search.has_screenfuls
        )

    def _sought(self, search: _Search, *, is_done: bool) -> None:
        now = monotonic()
        if not is_done and not search.is_due(now):
            return
        query, search.base = search.query, self.base
        view = state.found(search.base, self.catalogue, search.hits[:], query.text)
        if is_done:
            self._search = None
            self._answer = _Answer(self.catalogue, query, view.pair, view.visible)
            search.then(view)
        else:
            self.view = view
            search.seen, search.has_shown, search.due = self.view, True, now + _SHOWN_EVERY

    def _hits(self, search: _Search) -> Iterator[None]:
        query, pair = search.query, search.base.pair
        for found in self.catalogue.search(query, pair, self._among(query, pair)):
            search.hits.extend(found)
            yield

    def _among(self, query: Query, pair: Pair) -> Sequence[int] | None:
        """What an earlier search has left, where this one can find nothing else."""
        last = self._answer
        if last is None or last.catalogue is not self.catalogue or last.pair != pair:
            return None
        return last.visible if narrows(query, last.query) else None

    @property
    def sought(self) -> Query | None:
        """What is being searched for; none once all of it is found."""
        return self._search.query if self._search else None

    @property
    def filter_text(self) -> str:
        """The filter that is in force, or will be once the search is done."""
        return self._search.query.text if self._search else self.view.filter

    @property
    def base(self) -> View:
        """The view that a search goes out from. Whoever has moved on meanwhile stays there."""
        search = self._search
        return self.view if search is None or self.view is not search.seen else search.base

    def seek_for(self, pair: Pair) -> None:
        """Compare another pair of reports; what the filter finds may hang on it."""
        text, base = self.filter_text, replace(self.base, pair=pair)
        self.view = replace(self.view, pair=pair)
        if text:
            self.seek(self.catalogue.query(text), base, self.settle)

    def use(self, catalogue: Catalogue, view: View) -> None:
        """What is being searched for is searched for in the new chronicle."""
        search, base, old = self._search, self.base, self.catalogue
        self.stop_seeking()
        self._answer = None  # or it would keep all of the old chronicle
        super().use(catalogue, view)
        if search is None:
            return
        try:
            query = catalogue.query(search.query.text)
        except QueryError as error:
            self.call_later(self.say, f"the filter was taken off: {error}")
        else:
            base = reloaded(replace(base, filter=""), old, catalogue).view
            self.seek(query, base, search.then)

    def stop_seeking(self) -> None:
        """Leave the view as it is."""
        self._search = None
        if self._slices is not None:
            self._slices.stop()

    def finish_seeking(self) -> None:
        """Bring the view up to its filter now."""
        if self._slices is not None:
            self._slices.finish()

    # --- the filter's line ---

    def settle(self, view: View) -> None:
        """Show what a search has found in the end, with the filter's line."""
        self.view = view
        self.show_filter()

    def show_filter(self) -> None:
        """Show the filter's line, or hide it where there is no filter."""
        self.settle_filter()
        self._arrange()

    def settle_filter(self) -> None:
        """The filter's line shows the filter in force, and what it finds once that is known."""
        from iraq_tui.tui.widgets.prompt import Prompt

        for line in self.query("#filter").results(Prompt):  # the first frame has none yet
            if line is not self.asking:
                line.set_text(self.filter_text)
                line.answer(self._found() if self.view.filter and self.sought is None else "")

    def _found(self) -> str:
        return f"{len(self.view.visible)} of {self.catalogue.count()}"
