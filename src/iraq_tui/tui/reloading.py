"""Reading the store anew, and keeping one's place in it.

A store that cannot be used at the moment, because it is broken, empty or half saved, changes
nothing: its problems are given, and the last good one stays in view.
"""

from collections.abc import Callable, Iterable
from collections.abc import Set as AbstractSet

from msgspec import Struct
from msgspec.structs import asdict

from iraq_tui.domain.catalogue import Catalogue
from iraq_tui.domain.comparison.model import Pair
from iraq_tui.domain.query.terms import QueryError
from iraq_tui.domain.records import Report
from iraq_tui.files import ReadRefused
from iraq_tui.sources.open import Opened
from iraq_tui.sources.store_file import Stamps, StoreFile
from iraq_tui.sources.toml.problem import Problem, StoreError
from iraq_tui.tui import state
from iraq_tui.tui.picked import Picked
from iraq_tui.tui.state import View

_TRIES = 3


class StoppedError(Exception):
    """Nobody waits for the store any longer."""


class Reread(Struct, frozen=True):
    """A store as it was found."""

    result: Opened | tuple[Problem, ...]
    """Ready to use, or every problem that keeps it from being used."""
    stamps: Stamps
    """Those of its files before they were read."""


def reread(
    store: StoreFile,
    reports: Iterable[Report] = (),
    told: Callable[[float], None] = lambda _: None,
) -> Reread:
    """Read a store anew; ``reports`` are those that it is known to have.

    For a thread of its own: nothing is shared. ``told`` is called every few milliseconds with the
    share that is done; what it raises ends the reading, and nothing else is raised. A file that
    changes while it is read is read again, at most three times.
    """
    reports = tuple(reports)
    for _ in range(_TRIES):
        stamps = store.stamps(reports)
        result = _read(store, told)
        if store.stamps(reports) == stamps:
            break
    return Reread(result, stamps)


def _read(store: StoreFile, told: Callable[[float], None]) -> Opened | tuple[Problem, ...]:
    steps = store.reading()
    try:
        while True:
            told(next(steps))
    except StopIteration as done:
        opened: Opened = done.value
        return opened
    except StoreError as error:
        return error.problems
    except ReadRefused as refused:
        return (Problem("unreadable", refused.why, refused.mend, file=str(refused.path)),)


class Lost(Struct, frozen=True):
    """What a reading could not keep of a view, and the view that came of it.

    A store that is read while it is being saved may lack half of its events for a moment.
    """

    selection: frozenset[str] = frozenset()
    previous: frozenset[str] = frozenset()
    highlighted: str | None = None
    filter: str = ""
    pair: Pair | None = None
    became: View | None = None

    def since(self, view: View) -> "Lost":
        """What of it is still wanted, where a person has gone on: nothing that was chosen anew."""
        was = self.became
        if was is None:
            return self
        return Lost(
            self.selection if view.selection == was.selection else frozenset(),
            self.previous if view.previous == was.previous else frozenset(),
            self.highlighted if view.highlighted == was.highlighted else None,
            self.filter if view.filter == was.filter else "",
            self.pair if view.pair == was.pair else None,
        )


class Reloaded(Struct, frozen=True):
    """A view of the new chronicle, and what became of the old one."""

    view: View
    lost: Lost = Lost()
    notices: tuple[str, ...] = ()
    """What to say, most important first; not gated. Empty where the store is as it was."""


def reloaded(
    view: View,
    old: Catalogue,
    new: Catalogue,
    lost: Lost = Lost(),  # noqa: B008 -- frozen
) -> Reloaded:
    """The view of a chronicle read anew that shows what was shown before, as far as it is there.

    Events are known by their ids. Where the highlighted one is gone, the next in the old order
    that is still there takes its place, or else the last of the new. What was lost at an earlier
    reading is there again once its events are, unless something else has been chosen since.
    """
    lost = lost.since(view)
    wanted = lost.highlighted if lost.highlighted is not None else view.highlighted
    highlighted = wanted if _has(new, wanted) else _highlighted(view, old, new)
    selection, selection_gone = _moved(view.selection, lost.selection, old, new)
    previous, previous_gone = _moved(view.previous, lost.previous, old, new)
    kept = View(
        visible=range(new.count()),
        highlighted=highlighted,
        pair=_pair(lost.pair or view.pair, new),
        selection=selection,
        previous=previous,
        anchor=view.anchor if _has(new, view.anchor) else None,
    )
    text = lost.filter or view.filter
    kept, refused = _filtered(kept, new, text)
    notices = (
        *(refused if text == view.filter else ()),
        *_pair_notice(view.pair, kept.pair, new),
        *_selection_notice(selection_gone - lost.selection),
        *_news(old, new),
    )
    lost = Lost(
        selection_gone,
        previous_gone,
        wanted if wanted != kept.highlighted else None,
        text if refused else "",
        (lost.pair or view.pair) if kept.pair != (lost.pair or view.pair) else None,
        kept,
    )
    return Reloaded(kept, lost, notices)


def _moved(
    ids: AbstractSet[str], lost: frozenset[str], old: Catalogue, new: Catalogue
) -> tuple[AbstractSet[str], frozenset[str]]:
    """Picked events in the new chronicle, with what of the lost is there again; what is not."""
    moved, gone = Picked.of(old, ids).moved_to(new)
    found = frozenset(one for one in lost if _has(new, one))
    return moved | Picked.of(new, found), gone | (lost - found)


def _has(catalogue: Catalogue, id_: str | None) -> bool:
    if id_ is None:
        return False
    try:
        catalogue.index(id_)
    except KeyError:
        return False
    return True


def _highlighted(view: View, old: Catalogue, new: Catalogue) -> str | None:
    """The event that takes the highlight over."""
    if not new.count():
        return None
    if view.highlighted is None:
        return new.row(0).id
    later = (old.row(number).id for number in range(old.index(view.highlighted), old.count()))
    return next((id_ for id_ in later if _has(new, id_)), new.row(new.count() - 1).id)


def _pair(pair: Pair, new: Catalogue) -> Pair:
    """The same pair if it is still one; a report is set against itself only where it is alone."""
    there = set(pair) <= set(new.chronicle.reports)
    if there and (pair[0] != pair[1] or pair in new.pairs):
        return pair
    return new.pairs[0] if new.pairs else ("", "")


def _filtered(view: View, new: Catalogue, text: str) -> tuple[View, tuple[str, ...]]:
    if not text:
        return view, ()
    try:
        return state.with_filter(view, new, text), ()
    except QueryError as error:
        return view, (f"the filter was taken off: {error}",)


# --- what to say ----------------------------------------------------------------------------------


def _pair_notice(before: Pair, after: Pair, new: Catalogue) -> Iterable[str]:
    gone = [report for report in dict.fromkeys(before) if report not in new.chronicle.reports]
    if gone:
        yield f"{' and '.join(gone)} gone: comparing {' with '.join(dict.fromkeys(after))}"
    elif before != after:
        yield f"comparing {' with '.join(after)}"


def _selection_notice(gone: frozenset[str]) -> Iterable[str]:
    if gone:
        yield f"{len(gone)} selected event{'s are' if len(gone) != 1 else ' is'} gone"


def _news(old: Catalogue, new: Catalogue) -> Iterable[str]:
    """What is different in the store, in numbers of events."""
    if old.chronicle.digest == new.chronicle.digest:
        return
    changes = new.changes(old)
    counts = asdict(changes) if changes else {}
    told = [f"{count} {word}" for word, count in counts.items() if count]
    yield f"read anew: {', '.join(told) + ' of ' if told else ''}{new.count()} events"
