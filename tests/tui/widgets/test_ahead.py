"""Painting what the next key is likely to show."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iraq_tui.tui import state
from iraq_tui.tui.paint.timeline import Layout
from iraq_tui.tui.widgets.ahead import KEPT, likely
from iraq_tui.tui.widgets.timeline import Timeline


@given(st.integers(0, 500), st.integers(1, 60), st.integers(0, 500))
def test_every_page_that_a_key_may_show_is_painted_and_no_line_that_there_is_not(top, page, count):
    lines = set(likely(top, page, count))
    assert lines <= set(range(count))
    for start in (top + page, top - page, count - page, 0):
        assert set(range(start, start + page)) & set(range(count)) <= lines


async def test_a_page_is_painted_before_it_is_asked_for(make_app, make_many, until):
    app = make_app(over=make_many(300))
    async with app.run_test(size=(120, 40)) as pilot:
        pane = app.screen.query_one(Timeline)
        ahead = set(likely(pane.scroll_offset.y, pane.size.height, pane.count))
        await until(pilot, lambda: ahead <= pane._strips.keys())
        painted, paint = [], pane.paint
        pane.paint = lambda y: painted.append(y) or paint(y)
        await pilot.press("pagedown")
        top = pane.scroll_offset.y
        assert top
        # What the cursor left and what it came to looks different now; nothing else is new.
        assert len([y for y in painted if top <= y < top + pane.size.height]) <= 2


async def test_what_is_painted_ahead_is_forgotten_with_what_it_showed(make_app, make_many, until):
    app = make_app(over=make_many(300))
    async with app.run_test(size=(120, 40)) as pilot:
        pane = app.screen.query_one(Timeline)
        await until(pilot, lambda: pane.size.height * 2 - 1 in pane._strips)
        await pilot.press("slash", "q", "q", "enter")
        await until(pilot, lambda: pane.count == 1)
        assert max(pane._strips) < pane.size.height


async def test_no_more_is_kept_than_some_screenfuls(make_app, make_many):
    app = make_app(over=make_many(1500))
    async with app.run_test(size=(120, 40)) as pilot:
        pane = app.screen.query_one(Timeline)
        for _ in range(60):
            await pilot.press("pagedown")
        await pilot.press("g")
        for _ in range(20):
            await pilot.press("pagedown")
        assert len(pane._strips) <= KEPT + 4 * pane.size.height


@pytest.mark.parametrize("year", ["2010", "2011", "2013"])
async def test_where_one_digit_more_leads_is_painted_before_it_is_typed(
    make_app, make_many, until, year
):
    app = make_app(over=make_many(1200))
    async with app.run_test(size=(120, 40)) as pilot:
        pane = app.screen.query_one(Timeline)
        await pilot.press("G", "t", *year[:3])
        await until(pilot, lambda: pane._ahead._timer is None)
        was, painted, paint = pane.scroll_offset.y, [], pane.paint
        pane.paint = lambda y: painted.append(y) or paint(y)
        await pilot.press(year[3])
        assert app.screen.catalogue.event(app.screen.view.highlighted).when.edtf == f"{year}-01-01"
        top = pane.scroll_offset.y
        assert top < was
        assert not [y for y in painted if top <= y < top + pane.size.height]


async def test_what_is_in_sight_is_kept_whatever_is_let_go_of(make_app, make_many):
    app = make_app(over=make_many(1500))
    async with app.run_test(size=(120, 40)) as pilot:
        pane = app.screen.query_one(Timeline)
        painted, paint = [], pane.paint
        for y in range(KEPT + 50):  # those in sight are the oldest
            pane._strip_at(y)
        pane.paint = lambda y: painted.append(y) or paint(y)
        await pilot.press("j", "j")
        assert len(pane._strips) <= KEPT / 2 + 4 * pane.size.height
        assert not [y for y in painted if y < pane.size.height]


async def test_what_is_not_laid_out_yet_is_not_laid_out_for_a_guess(make_app, make_many, until):
    app = make_app(over=make_many(1200))
    async with app.run_test(size=(120, 40)) as pilot:
        pane, screen = app.screen.query_one(Timeline), app.screen
        await until(pilot, lambda: pane._layout.laid == 1200)
        pane._layout = Layout(screen.catalogue.chronology, screen.view.visible)
        pane._layout.lay(500)
        pane.lengthened(len(pane._layout))
        laid = pane._layout.laid
        assert laid < 1200
        pane.expect([state.end(screen.view, screen.catalogue)])
        await until(pilot, lambda: pane._ahead._timer is None)
        assert pane._layout.laid == laid
