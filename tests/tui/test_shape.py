import pytest

from iraq_tui.tui.screens.panes import Arrangement, Pane
from iraq_tui.tui.shape import Shape, shape_of


@pytest.mark.parametrize(
    ("columns", "rows", "shape"),
    [
        (160, 50, Shape.WIDE),
        (120, 10, Shape.WIDE),
        (119, 20, Shape.STACKED),
        (80, 20, Shape.STACKED),
        (100, 19, Shape.SINGLE),
        (79, 50, Shape.SINGLE),
        (40, 10, Shape.SINGLE),
        (39, 50, Shape.TINY),
        (200, 9, Shape.TINY),
        (1, 1, Shape.TINY),
    ],
)
def test_the_size_decides_the_layout(columns, rows, shape):
    assert shape_of(columns, rows) is shape


def test_where_one_pane_shows_all_take_turns():
    wanted = Arrangement()
    seen = []
    for _ in range(3):
        wanted = wanted.next_pane(Shape.SINGLE, 1)
        assert wanted.shown(Shape.SINGLE) == {wanted.pane}
        seen.append(wanted.pane)
    assert seen == [Pane.COMPARISON, Pane.ACTORS, Pane.TIMELINE]


def test_the_focus_never_goes_to_a_pane_that_is_put_away():
    wanted = Arrangement(pane=Pane.ACTORS)
    assert wanted.fitting(Shape.STACKED).pane is Pane.TIMELINE
    assert wanted.fitting(Shape.TINY) == wanted
    assert wanted.toggle_actors(Shape.WIDE).pane is Pane.TIMELINE


def test_actors_are_a_column_when_wide_and_a_drawer_when_stacked():
    assert Pane.ACTORS in Arrangement().shown(Shape.WIDE)
    assert Pane.ACTORS not in Arrangement().shown(Shape.STACKED)
    opened = Arrangement().toggle_actors(Shape.STACKED)
    assert (opened.pane, Pane.ACTORS in opened.shown(Shape.STACKED)) == (Pane.ACTORS, True)
