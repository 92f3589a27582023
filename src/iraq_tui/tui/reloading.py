"""Reading the store anew, and keeping one's place in it.

A store that cannot be used at the moment, because it is broken, empty or half saved, changes
nothing: its problems are given, and the last good one stays in view.
"""

from collections.abc import Callable, Iterable

from msgspec import Struct
from msgspec.structs import asdict

from iraq_tui.domain.catalogue import Catalogue
from iraq_tui.domain.comparison.model import Pair
from iraq_tui.domain.query.terms import QueryError
from iraq_tui.files import ReadRefused
from iraq_tui.sources.open import Opened
from iraq_tui.sources.store_file import StoreFile
from iraq_tui.sources.toml.problem import Problem, StoreError
from iraq_tui.tui import state
from iraq_tui.tui.picked import Picked
from iraq_tui.tui.state import View

_TRIES = 3


class StoppedError(Exception):
    """Nobody waits for the store any longer."""


def reread(
    store: StoreFile, told: Callable[[float], None] = lambda _: None
) -> Opened | tuple[Problem, ...]:
    """Read a store anew: ready to use, or every problem that keeps it from being used.

    For a thread of its own: nothing is shared. ``told`` is called every few milliseconds with the
    share that is done; what it raises ends the reading, and nothing else is raised. A file that
    changes while it is read is read again, at most three times.
    """
    for _ in range(_TRIES):
        before = store.stamp()
        found = _read(store, told)
        if store.stamp() == before:
            break
    return found


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


class Reloaded(Struct, frozen=True):
    """A view of the new chronicle, and what became of the old one."""

    view: View
    gone: frozenset[str] = frozenset()
    """Ids that were selected, now or before the last clearing, and are not there any more."""
    notices: tuple[str, ...] = ()
    """What to say, most important first; not gated. Empty where the store is as it was."""


def reloaded(view: View, old: Catalogue, new: Catalogue) -> Reloaded:
    """The view of a chronicle read anew that shows what was shown before, as far as it is there.

    Events are known by their ids. Where the highlighted one is gone, the next in the old order
    that is still there takes its place, or else the last of the new.
    """
    pair = _pair(view.pair, new)
    selection, lost = Picked.of(old, view.selection).moved_to(new)
    previous, lost_before = Picked.of(old, view.previous).moved_to(new)
    kept = View(
        visible=range(new.count()),
        highlighted=_highlighted(view, old, new),
        pair=pair,
        selection=selection,
        previous=previous,
        anchor=view.anchor if view.anchor is not None and _has(new, view.anchor) else None,
    )
    kept, refused = _filtered(kept, new, view.filter)
    notices = (
        *refused,
        *_pair_notice(view.pair, pair, new),
        *_selection_notice(lost),
        *_news(old, new),
    )
    return Reloaded(kept, lost | lost_before, notices)


def _has(catalogue: Catalogue, id_: str) -> bool:
    try:
        catalogue.index(id_)
    except KeyError:
        return False
    return True


def _highlighted(view: View, old: Catalogue, new: Catalogue) -> str | None:
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
