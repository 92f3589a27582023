import pytest
from hypothesis import given
from hypothesis import strategies as st

from iraq_tui.domain.axis import DAY, EARLIEST, LATEST, Span
from iraq_tui.domain.moment import parse_moment
from iraq_tui.domain.scale import FOLD, Scale, empty, whole

seconds = st.integers(EARLIEST, LATEST)
spans = st.tuples(seconds, seconds).map(lambda two: Span(min(two), max(two)))


@st.composite
def scales(draw):
    span = draw(spans)
    marks = sorted(draw(st.sets(seconds, max_size=8)))
    folds = [Span(*two) for two in zip(marks[::2], marks[1::2], strict=False)]
    scale = whole(span, draw(st.integers(2, 400)), tuple(folds))
    return draw(st.sampled_from([scale, scale.zoomed(3, span.lo), scale.panned(37.5)]))


def span(edtf: str) -> Span:
    return parse_moment(edtf).strict


@given(scales(), seconds, seconds)
def test_later_is_never_further_left(scale, one, other):
    first, second = sorted((one, other))
    assert scale.place(first) <= scale.place(second)


@given(scales(), st.integers(0, 399))
def test_a_place_has_a_second_that_lies_there(scale, place):
    second = scale.second(place)
    if EARLIEST < second < LATEST:
        # What a float of seconds since year 1 loses is less than a half cell.
        assert abs(scale.place(second) - place) <= 1


@given(spans, st.integers(20, 400))
def test_the_whole_shows_both_ends(all_of_it, halves):
    scale = whole(all_of_it, halves)
    assert 0 <= scale.place(all_of_it.lo) <= scale.place(all_of_it.hi) < halves


@given(scales(), st.integers(-3, 6))
def test_zooming_leaves_what_it_is_about_where_it_is(scale, steps):
    about = scale.second(scale.halves // 3)
    before = scale.place(about)
    closer = scale.zoomed(steps, about)
    if 0 <= before < scale.halves:
        assert abs(closer.place(about) - before) <= 1


def test_closer_is_twice_as_wide_and_back_again():
    scale = whole(span("2031"), 100)
    middle = scale.second(50)
    assert scale.zoomed(1, middle).pace == scale.pace / 2
    assert scale.zoomed(1, middle).zoomed(-1, middle).pace == scale.pace


def test_what_is_not_in_sight_comes_to_the_middle():
    scale = whole(span("2031-05"), 100).centred(span("2040").lo)
    assert scale.place(span("2040").lo) == 50
    away = whole(span("2031-05"), 100).zoomed(1, span("2040").lo)
    assert away.place(span("2040").lo) == 50


def test_true_to_scale_a_year_is_as_wide_as_any():
    scale = whole(span("2030/2040"), 400)
    widths = {
        scale.place(span(str(year + 1)).lo) - scale.place(span(str(year)).lo)
        for year in range(2030, 2040)
    }
    assert max(widths) - min(widths) <= 1


def test_a_fold_takes_the_same_few_cells_however_long_it_is():
    for end in ("2040", "2400"):
        fold = Span(span("2031").lo, span(end).lo)
        scale = whole(span(f"2030/{end}"), 200, (fold,))
        assert scale.place(fold.hi) - scale.place(fold.lo) in (FOLD, FOLD - 1, FOLD + 1)
        assert scale.place(fold.lo) > 70  # what is left of time has the rest of the room


def test_folding_makes_room_in_the_window_that_shows():
    scale = whole(span("1890/2037"), 200)
    folded = scale.folding([Span(span("1900").lo, span("2031").hi)])
    assert folded.pace < scale.pace / 3
    assert abs(folded.window.lo - scale.window.lo) < 3 * scale.pace
    assert abs(folded.window.hi - scale.window.hi) < 3 * scale.pace


def test_nobody_gets_off_the_axis():
    scale = whole(span("2031"), 100)
    assert scale.panned(-1e12).window.lo == EARLIEST
    assert LATEST - scale.panned(1e12).window.hi <= 2 * scale.pace
    assert scale.zoomed(-60, span("2031").lo).window.hi <= LATEST
    assert scale.zoomed(60, span("2031").lo).pace == 1.0


def test_another_width_shows_the_same_window_however_often_it_changes():
    scale = whole(span("2031"), 100)
    for halves in [160, 40, 31, 200] * 50:
        scale = scale.widened(halves)
    first = whole(span("2031"), 100).window
    assert abs(scale.window.lo - first.lo) <= 2 * scale.pace
    assert abs(scale.window.hi - first.hi) <= 2 * scale.pace


@pytest.mark.parametrize(
    ("lows", "highs", "wanted"),
    [
        ([], [], []),
        ([0, 10], [5, 12], [(6, 9)]),
        ([0, 2, 10], [20, 3, 12], []),
        ([0, 2, 30], [20, 3, 31], [(21, 29)]),
        ([0, 4], [2, 5], []),
    ],
)
def test_empty_is_what_nothing_reaches_into(lows, highs, wanted):
    assert empty(zip(lows, highs, strict=True), 3) == [Span(*one) for one in wanted]


def test_a_point_takes_half_a_cell_and_a_day_its_own():
    scale = Scale(200, DAY / 4).centred(span("2031-05-04").lo)
    assert len(scale.places(Span(span("2031-05-04").lo, span("2031-05-04").lo))) == 1
    assert len(scale.places(span("2031-05-04"))) == 4
