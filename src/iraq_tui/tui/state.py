"""What the explorer shows, as a frozen value, and every step from one such value to the next.

Steps are pure: (view, catalogue, …) -> view. Events are numbered by their place in time order, as
the catalogue numbers them; what must outlive a filter or a reload is kept by id.
"""

from bisect import bisect_left
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from enum import StrEnum

from msgspec import Struct
from msgspec.structs import replace

from iraq_tui.domain.catalogue import Catalogue
from iraq_tui.domain.chronology import year_start
from iraq_tui.domain.comparison.model import DISAGREEMENTS, Pair, Side, Verdict
from iraq_tui.domain.moment import Moment
from iraq_tui.tui.picked import Picked


class View(Struct, frozen=True):
    """One state of the explorer."""

    visible: Sequence[int]
    """Numbers of the events that answer the filter, in time order."""
    highlighted: str | None
    """Id of the event the cursor is on. Kept, though not visible, while a filter finds nothing."""
    pair: Pair
    filter: str = ""
    selection: AbstractSet[str] = frozenset()
    """Ids of the events that are picked, those too that the filter hides."""
    previous: AbstractSet[str] = frozenset()
    """The selection before it was last cleared, for taking it back."""
    anchor: str | None = None
    """Where a range began, while one is being drawn."""


class Move(StrEnum):
    """The moves every pane knows."""

    UP = "up"
    DOWN = "down"
    PAGE_UP = "page-up"
    PAGE_DOWN = "page-down"
    HALF_UP = "half-up"
    HALF_DOWN = "half-down"
    HOME = "home"
    END = "end"


# --- reading a view -----------------------------------------------------------------------------


def position(view: View, catalogue: Catalogue) -> int | None:
    """Where among the visible events the highlighted one is; none where nothing is visible."""
    if view.highlighted is None or not view.visible:
        return None
    return _position_of(view, catalogue, view.highlighted)


def place_of(view: View, number: int) -> int | None:
    """The place among the visible events of the one with a number; none where it is hidden."""
    place = bisect_left(view.visible, number)
    return place if place < len(view.visible) and view.visible[place] == number else None


def in_range(view: View, catalogue: Catalogue) -> range:
    """Places in ``visible`` from the range's anchor to the cursor; none while none is drawn."""
    here = position(view, catalogue)
    if view.anchor is None or here is None:
        return range(0)
    start = _position_of(view, catalogue, view.anchor)
    return range(min(start, here), max(start, here) + 1)


def ranged(view: View, catalogue: Catalogue) -> Picked:
    """The events in the range that is being drawn."""
    return Picked.among(catalogue, view.visible, in_range(view, catalogue))


def selected(view: View, catalogue: Catalogue) -> int:
    """How many events are selected, those of a range being drawn among them."""
    taken = in_range(view, catalogue)
    if not taken:
        return len(view.selection)
    return len(_with_range(view, catalogue)) if view.selection else len(taken)


def chosen(view: View, catalogue: Catalogue) -> frozenset[str]:
    """Ids of what an export takes: the selection, or else the highlighted event."""
    picked = _with_range(view, catalogue)
    if picked or position(view, catalogue) is None or view.highlighted is None:
        return frozenset(picked)
    return frozenset((view.highlighted,))


# --- the beginning ------------------------------------------------------------------------------


def start(
    catalogue: Catalogue, *, text: str = "", at: Moment | None = None, pair: Pair | None = None
) -> View:
    """The first view. Raises QueryError for a filter that makes no sense."""
    pairs = catalogue.pairs
    first = pair or (pairs[0] if pairs else ("", ""))
    everything = range(catalogue.count())
    view = View(everything, catalogue.row(0).id if everything else None, first)
    if at is not None:
        view = go_to(view, catalogue, at)
    return with_filter(view, catalogue, text) if text else view


# --- moving -------------------------------------------------------------------------------------


def move(view: View, catalogue: Catalogue, steps: int) -> View:
    """So many events on (or back, where negative), no further than the ends."""
    here = position(view, catalogue)
    if here is None:
        return view
    return _at(view, catalogue, min(max(here + steps, 0), len(view.visible) - 1))


def home(view: View, catalogue: Catalogue) -> View:
    """The first visible event."""
    return move(view, catalogue, -len(view.visible))


def end(view: View, catalogue: Catalogue) -> View:
    """The last visible event."""
    return move(view, catalogue, len(view.visible))


def moved(view: View, catalogue: Catalogue, how: Move, page: int) -> View:
    """The view after one of the moves; ``page`` is the number of rows a page holds."""
    return move(view, catalogue, steps(how, page, len(view.visible)))


def steps(how: Move, page: int, count: int) -> int:
    """How many of ``count`` rows a move goes on, or back where negative."""
    half = max(page // 2, 1)
    return {
        Move.UP: -1,
        Move.DOWN: 1,
        Move.PAGE_UP: -page,
        Move.PAGE_DOWN: page,
        Move.HALF_UP: -half,
        Move.HALF_DOWN: half,
        Move.HOME: -count,
        Move.END: count,
    }[how]


def highlight(view: View, catalogue: Catalogue, number: int) -> View:
    """The event with this number, or the next visible one after it, or the last."""
    if not view.visible:
        return view
    found = bisect_left(view.visible, number)
    return _at(view, catalogue, min(found, len(view.visible) - 1))


def go_to(view: View, catalogue: Catalogue, moment: Moment) -> View:
    """The visible event at a date: one that begins then, or that it falls into; else the next one.

    What goes on without end, stands as a question or has no date holds no date in this sense.
    """
    if not view.visible:
        return view
    wanted = moment.strict
    return _at(view, catalogue, catalogue.chronology.at(view.visible, wanted.lo, wanted.hi))


def is_at(view: View, catalogue: Catalogue, moment: Moment) -> bool:
    """Whether the highlighted event may have been at a date."""
    if not view.visible or view.highlighted is None:
        return False
    number, when = catalogue.index(view.highlighted), catalogue.chronology
    return when.lows[number] <= moment.wide.hi and moment.wide.lo <= when.highs[number]


def at_second(view: View, catalogue: Catalogue, second: int) -> View:
    """The visible event that stands nearest to a second of the time axis."""
    if not view.visible:
        return view
    when, visible = catalogue.chronology, view.visible
    after = when.first_from(visible, second)
    around = [place for place in (after - 1, after) if 0 <= place < len(visible)]
    nearest = min(abs(when.seconds[visible[place]] - second) for place in around)
    return _at(view, catalogue, min(when.first_from(visible, second - nearest), around[-1]))


def next_differ(view: View, catalogue: Catalogue, direction: int = 1) -> View:
    """The next event (the previous, for -1) where the pair disagrees; the same view if none."""
    return _next(view, catalogue, direction, DISAGREEMENTS)


def next_one_sided(view: View, catalogue: Catalogue, direction: int = 1) -> View:
    """The next event of which one report of the pair alone speaks; the same view if none."""
    return _next(view, catalogue, direction, frozenset((Verdict.ONLY,)))


def next_year(view: View, catalogue: Catalogue, direction: int = 1) -> View:
    """The first event of the next year; back, of this year, or from there of the one before."""
    here = position(view, catalogue)
    if here is None:
        return view
    when, visible = catalogue.chronology, view.visible
    if direction > 0:
        found = when.first_from(visible, year_start(when.year(visible[here]) + 1))
        return _at(view, catalogue, found) if found < len(visible) else view
    year = when.year(visible[max(here - 1, 0)])
    return _at(view, catalogue, when.first_from(visible, year_start(year)))


# --- selecting ----------------------------------------------------------------------------------


def toggle_select(view: View, catalogue: Catalogue) -> View:
    """Take the highlighted event in or out and move down; a range being drawn is taken in whole."""
    if view.anchor is not None:
        return end_range(view, catalogue)
    if position(view, catalogue) is None or view.highlighted is None:
        return view
    here = Picked.of(catalogue, {view.highlighted})
    toggled = Picked.of(catalogue, view.selection) ^ here
    return move(replace(view, selection=toggled), catalogue, 1)


def range_(view: View, catalogue: Catalogue) -> View:
    """Begin a range at the highlighted event, or take the one being drawn into the selection."""
    if view.anchor is not None:
        return end_range(view, catalogue)
    return replace(view, anchor=view.highlighted) if view.visible else view


def end_range(view: View, catalogue: Catalogue) -> View:
    """Take the range being drawn into the selection."""
    return replace(view, selection=_with_range(view, catalogue), anchor=None)


def drop_range(view: View) -> View:
    """Forget the range being drawn."""
    return replace(view, anchor=None)


def select_all(view: View, catalogue: Catalogue) -> View:
    """Take every visible event in."""
    before = Picked.of(catalogue, view.selection)
    taken = before | Picked.at(catalogue, view.visible)
    previous = before if taken != before else view.previous
    return replace(view, selection=taken, previous=previous, anchor=None)


def select_none(view: View, catalogue: Catalogue) -> View:
    """Clear the selection, with the range that is being drawn, and remember it."""
    cleared = _with_range(view, catalogue)
    return replace(view, selection=frozenset(), previous=cleared or view.previous, anchor=None)


def restore_selection(view: View) -> View:
    """Take back the selection that was last cleared; what stands now can be taken back in turn."""
    if not view.previous:
        return view
    return replace(view, selection=view.previous, previous=view.selection)


# --- the pair and the filter --------------------------------------------------------------------


def swap_pair(view: View) -> View:
    """Left and right change places."""
    left, right = view.pair
    return replace(view, pair=(right, left))


def change_side(view: View, catalogue: Catalogue, side: Side) -> View:
    """The next report in the store's order on one side, passing over the one opposite."""
    reports = list(catalogue.chronicle.reports)
    left, right = view.pair
    mine, other = (left, right) if side is Side.LEFT else (right, left)
    others = [report for report in reports if report == mine or report != other]
    if mine not in others or len(others) < 2:
        return view
    new = others[(others.index(mine) + 1) % len(others)]
    return replace(view, pair=(new, other) if side is Side.LEFT else (other, new))


def with_filter(view: View, catalogue: Catalogue, text: str) -> View:
    """The events that answer a filter. Raises QueryError for a bad term.

    A highlight that is filtered out moves to the next event in time, or else to the last.
    """
    query = catalogue.query(text)
    return found(view, catalogue, catalogue.find(query, view.pair), query.text)


def found(view: View, catalogue: Catalogue, visible: Sequence[int], text: str) -> View:
    """The view of what a filter's text has found."""
    anchor = view.anchor
    changed = replace(view, visible=visible, filter=text)
    if anchor is not None and place_of(changed, catalogue.index(anchor)) is None:
        changed = replace(changed, anchor=None)
    if view.highlighted is None:
        return changed
    return highlight(changed, catalogue, catalogue.index(view.highlighted))


# --- helpers ------------------------------------------------------------------------------------


def _with_range(view: View, catalogue: Catalogue) -> AbstractSet[str]:
    """The selection with the range that is being drawn."""
    return Picked.of(catalogue, view.selection) | ranged(view, catalogue)


def _position_of(view: View, catalogue: Catalogue, id_: str) -> int:
    found = bisect_left(view.visible, catalogue.index(id_))
    return min(found, len(view.visible) - 1)


def _at(view: View, catalogue: Catalogue, place: int) -> View:
    return replace(view, highlighted=catalogue.row(view.visible[place]).id)


def _next(view: View, catalogue: Catalogue, direction: int, wanted: frozenset[Verdict]) -> View:
    here = position(view, catalogue)
    if here is None:
        return view
    place = catalogue.verdicts(view.pair).next(view.visible, here, direction, wanted)
    return view if place is None else _at(view, catalogue, place)
