from array import array

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from iraq_tui.domain.comparison.model import DISAGREEMENTS, Side, Verdict
from iraq_tui.domain.moment import LATEST, parse_moment
from iraq_tui.domain.query.terms import QueryError
from iraq_tui.tui import state
from iraq_tui.tui.state import Move

IN_TIME = ["plan", "talks", "price", "opening", "rumour", "whose", "silent", "repair", "odd"]


@pytest.fixture
def view(catalogue):
    return state.start(catalogue)


def at(view, catalogue, id_):
    return state.highlight(view, catalogue, catalogue.index(id_))


def shown(view, catalogue):
    return [catalogue.row(number).id for number in view.visible]


def test_it_starts_with_all_events_in_time_order_at_the_first(view, catalogue):
    assert shown(view, catalogue) == IN_TIME
    assert view.highlighted == "plan"
    assert view.pair == ("en", "uk")


def test_it_starts_at_a_date_and_with_a_filter(catalogue):
    view = state.start(catalogue, text="tag:plans", at=parse_moment("2027"), pair=("uk", "xx"))
    assert shown(view, catalogue) == ["plan", "talks"]
    assert (view.highlighted, view.pair, view.filter) == ("talks", ("uk", "xx"), "tag:plans")


@pytest.mark.parametrize(
    ("date", "expected"),
    [
        ("2019", "plan"),
        ("2019-06", "plan"),
        ("2020", "talks"),
        ("2031-05", "price"),
        ("2031-05-20", "opening"),
        ("2031-05-21", "price"),
        ("2031-06-01", "repair"),
        ("2040", "odd"),
    ],
)
def test_going_to_a_date(view, catalogue, date, expected):
    assert state.go_to(view, catalogue, parse_moment(date)).highlighted == expected


@pytest.mark.parametrize(
    ("how", "expected"),
    [
        (Move.DOWN, "rumour"),
        (Move.UP, "price"),
        (Move.PAGE_DOWN, "repair"),
        (Move.PAGE_UP, "plan"),
        (Move.HALF_DOWN, "whose"),
        (Move.HALF_UP, "talks"),
        (Move.HOME, "plan"),
        (Move.END, "odd"),
    ],
)
def test_each_move_from_the_middle(view, catalogue, how, expected):
    moved = state.moved(at(view, catalogue, "opening"), catalogue, how, page=4)
    assert moved.highlighted == expected


@given(steps=st.lists(st.integers(-20, 20), max_size=20))
def test_no_walk_leaves_the_timeline(catalogue, steps):
    view = state.start(catalogue)
    for step in steps:
        view = state.move(view, catalogue, step)
        assert view.highlighted in IN_TIME


@pytest.mark.parametrize(
    ("direction", "start", "stops"),
    [(1, "plan", ["talks", "price", "opening", "opening"]), (-1, "odd", ["opening", "price"])],
)
def test_next_disagreement_stops_at_each_and_then_stays(view, catalogue, direction, start, stops):
    view = at(view, catalogue, start)
    found = []
    for _ in stops:
        view = state.next_differ(view, catalogue, direction)
        found.append(view.highlighted)
    assert found == stops


def test_next_one_sided_passes_over_what_neither_report_tells(view, catalogue):
    view = at(view, catalogue, "opening")
    found = []
    for _ in range(3):
        view = state.next_one_sided(view, catalogue)
        found.append(view.highlighted)
    assert found == ["rumour", "whose", "whose"]


def test_years_forward_and_back(view, catalogue):
    forward = state.next_year(view, catalogue)
    assert forward.highlighted == "talks"
    assert state.next_year(forward, catalogue).highlighted == "price"
    late = at(view, catalogue, "repair")
    assert state.next_year(late, catalogue, -1).highlighted == "price"
    assert state.next_year(at(view, catalogue, "price"), catalogue, -1).highlighted == "talks"


def test_selecting_moves_down_and_selecting_again_takes_out(view, catalogue):
    once = state.toggle_select(view, catalogue)
    assert (once.selection, once.highlighted) == ({"plan"}, "talks")
    assert state.toggle_select(state.home(once, catalogue), catalogue).selection == frozenset()


def test_a_range_takes_all_between_in_either_direction(view, catalogue):
    begun = state.range_(at(view, catalogue, "opening"), catalogue)
    drawn = state.move(begun, catalogue, -2)
    assert state.in_range(drawn, catalogue) == range(1, 4)
    assert state.ranged(drawn, catalogue) == {"talks", "price", "opening"}
    assert state.selected(drawn, catalogue) == 3
    kept = state.range_(drawn, catalogue)
    assert kept.selection == {"talks", "price", "opening"}
    assert kept.anchor is None
    assert state.drop_range(drawn).selection == frozenset()


def test_clearing_can_be_taken_back_and_forth(view, catalogue):
    everything = state.select_all(view, catalogue)
    assert everything.selection == set(IN_TIME)
    cleared = state.select_none(everything, catalogue)
    assert cleared.selection == frozenset()
    restored = state.restore_selection(cleared)
    assert restored.selection == set(IN_TIME)
    assert state.restore_selection(restored) == restored


def test_what_is_selected_meanwhile_can_be_taken_back_in_turn(view, catalogue):
    cleared = state.select_none(state.toggle_select(view, catalogue), catalogue)
    other = state.toggle_select(cleared, catalogue)
    restored = state.restore_selection(other)
    assert restored.selection == {"plan"}
    assert state.restore_selection(restored).selection == {"talks"}


def test_clearing_nothing_keeps_what_can_be_taken_back(view, catalogue):
    cleared = state.select_none(state.toggle_select(view, catalogue), catalogue)
    assert state.restore_selection(state.select_none(cleared, catalogue)).selection == {"plan"}


def test_an_export_takes_the_selection_or_else_the_highlighted_event(view, catalogue):
    assert state.chosen(view, catalogue) == {"plan"}
    picked = state.toggle_select(at(view, catalogue, "price"), catalogue)
    assert state.chosen(picked, catalogue) == {"price"}
    nothing = state.with_filter(view, catalogue, "nowheretobefound")
    assert state.chosen(nothing, catalogue) == frozenset()


def test_a_highlight_that_is_filtered_out_moves_to_the_next_in_time(view, catalogue):
    here = at(view, catalogue, "price")
    assert state.with_filter(here, catalogue, "verdict:agree").highlighted == "repair"
    late = at(view, catalogue, "odd")
    assert state.with_filter(late, catalogue, "tag:plans").highlighted == "talks"


def test_a_filter_that_finds_nothing_keeps_the_place_for_later(view, catalogue):
    here = at(view, catalogue, "price")
    nothing = state.with_filter(here, catalogue, "nowheretobefound")
    assert (list(nothing.visible), state.position(nothing, catalogue)) == ([], None)
    assert state.move(nothing, catalogue, 1) == nothing
    assert state.with_filter(nothing, catalogue, "").highlighted == "price"


def test_a_selection_outlives_the_filter(view, catalogue):
    picked = state.toggle_select(view, catalogue)
    assert state.with_filter(picked, catalogue, "verdict:agree").selection == {"plan"}


def test_a_bad_term_is_an_error_that_names_it(view, catalogue):
    with pytest.raises(QueryError, match="verdict:nope"):
        state.with_filter(view, catalogue, "tag:plans verdict:nope")


def test_swapping_mirrors_the_pair_and_changes_nothing_else(view, catalogue):
    filtered = state.toggle_select(state.with_filter(view, catalogue, "head:only"), catalogue)
    swapped = state.swap_pair(filtered)
    assert swapped.pair == ("uk", "en")
    assert state.swap_pair(swapped) == filtered
    other = state.change_side(filtered, catalogue, Side.RIGHT)
    assert other == replace(filtered, pair=("en", "xx"))


def test_changing_a_side_goes_round_and_never_meets_the_other(view, catalogue):
    pairs = []
    for _ in range(2):
        view = state.change_side(view, catalogue, Side.LEFT)
        pairs.append(view.pair)
    assert pairs == [("xx", "uk"), ("en", "uk")]


def test_with_nothing_visible_every_step_stays(view, catalogue):
    empty = state.with_filter(view, catalogue, "nowheretobefound")
    for step in (state.home, state.end, state.next_differ, state.next_year, state.range_,
                 state.toggle_select, state.next_one_sided):  # fmt: skip
        assert step(empty, catalogue) == empty


# --- against plain accounts -----------------------------------------------------------------------

SOME = st.sets(st.integers(0, len(IN_TIME) - 1), min_size=1).map(sorted)


def among(catalogue, numbers, here: int):
    """A view of some events, the highlight on one of them."""
    view = state.found(state.start(catalogue), catalogue, array("I", numbers), "some")
    return state.highlight(view, catalogue, numbers[here % len(numbers)])


@given(numbers=SOME, second=st.integers(parse_moment("2018").strict.lo, LATEST))
def test_a_time_is_gone_to_at_the_first_of_those_nearest(catalogue, numbers, second):
    seconds = catalogue.chronology.seconds
    nearest = min(numbers, key=lambda number: abs(seconds[number] - second))
    found = state.at_second(among(catalogue, numbers, 0), catalogue, second)
    assert found.highlighted == catalogue.row(nearest).id


@given(numbers=SOME, here=st.integers(0, 8), direction=st.sampled_from((1, -1)))
def test_another_year_is_that_of_the_next_heading(catalogue, numbers, here, direction):
    view = among(catalogue, numbers, here)
    years = {number: catalogue.chronology.year(number) for number in numbers}
    at = catalogue.index(view.highlighted)
    if direction > 0:
        later = [number for number in numbers if years[number] > years[at]]
        expected = later[0] if later else at
    else:
        before = [number for number in numbers if number < at] or [at]
        expected = next(number for number in numbers if years[number] == years[before[-1]])
    found = state.next_year(view, catalogue, direction)
    assert found.highlighted == catalogue.row(expected).id


@given(
    numbers=SOME,
    here=st.integers(0, 8),
    direction=st.sampled_from((1, -1)),
    pair=st.permutations(["en", "uk", "xx"]).map(lambda ids: (ids[0], ids[1])),
    one_sided=st.booleans(),
)
def test_what_is_jumped_to_is_the_nearest(catalogue, numbers, here, direction, pair, one_sided):
    view = replace(among(catalogue, numbers, here), pair=pair)
    at = catalogue.index(view.highlighted)
    heads = {number: catalogue.comparison(IN_TIME[number], pair).head for number in numbers}
    wanted = {Verdict.ONLY} if one_sided else DISAGREEMENTS
    beyond = [n for n in numbers[::direction] if (n - at) * direction > 0 and heads[n] in wanted]
    step = state.next_one_sided if one_sided else state.next_differ
    found = step(view, catalogue, direction)
    assert found == (replace(view, highlighted=IN_TIME[beyond[0]]) if beyond else view)


@given(
    numbers=SOME,
    here=st.integers(0, 8),
    anchor=st.none() | st.sampled_from(IN_TIME),
    selection=st.frozensets(st.sampled_from(IN_TIME)),
)
def test_what_is_counted_as_selected_is_what_will_be(catalogue, numbers, here, anchor, selection):
    visible = {IN_TIME[number] for number in numbers}
    view = replace(
        among(catalogue, numbers, here),
        anchor=anchor if anchor in visible else None,
        selection=selection,
    )
    kept = state.end_range(view, catalogue).selection
    assert state.selected(view, catalogue) == len(kept)
    assert state.ranged(view, catalogue) == kept - (selection - state.ranged(view, catalogue))
    assert state.ranged(view, catalogue) <= visible
    if view.anchor is not None:
        assert {view.anchor, view.highlighted} <= state.ranged(view, catalogue)
        assert len(state.in_range(view, catalogue)) == len(state.ranged(view, catalogue))


@given(numbers=SOME, here=st.integers(0, 8), after=SOME)
def test_what_a_filter_finds_keeps_the_highlight_or_hands_it_on(catalogue, numbers, here, after):
    view = among(catalogue, numbers, here)
    at = catalogue.index(view.highlighted)
    found = state.found(view, catalogue, array("I", after), "other")
    later = [number for number in after if number >= at]
    assert found.highlighted == IN_TIME[later[0] if later else after[-1]]
    for number in range(len(IN_TIME)):
        place = after.index(number) if number in after else None
        assert state.place_of(found, number) == place
