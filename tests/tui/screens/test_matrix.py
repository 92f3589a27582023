"""All reports at once: an event's table, reports by reports, and what their cells lead to."""

import pytest
from msgspec.structs import replace

from iraq_tui.sources.memory import MemoryCatalogue
from iraq_tui.tui.screens import matrix as matrix_screen
from iraq_tui.tui.screens.explorer import Explorer
from iraq_tui.tui.screens.matrix import Matrix
from iraq_tui.tui.screens.summary import SummaryScreen
from iraq_tui.tui.state import start

SIZES = [(160, 50), (100, 30), (80, 24), (40, 12)]


def explorer(app) -> Explorer:
    return next(one for one in app.screen_stack if isinstance(one, Explorer))


@pytest.mark.parametrize("size", SIZES)
async def test_an_events_questions_by_all_reports(make_app, text_of, size):
    app = make_app()
    async with app.run_test(size=size) as pilot:
        await pilot.press("j", "M")
        await pilot.pause()
        assert isinstance(app.screen, Matrix)
        text = text_of(app)
        assert "Talks about the money" in text
        assert "When?" in text
        assert "14 March 2027" in text or size[0] == 40
        await pilot.press("l")
        await pilot.pause()
        assert "12 March 2027" in text_of(app)
        await pilot.press("escape")
        assert isinstance(app.screen, Explorer)


async def test_a_cell_says_how_it_stands_to_each_other_report(make_app, text_of):
    app = make_app()
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("j", "M")
        await pilot.pause()
        assert "uk: " in text_of(app).partition("All events")[2]
        await pilot.press("l", "l")
        await pilot.pause()
        assert "does not say" in text_of(app)


async def test_enter_on_an_answer_compares_with_its_report(make_app):
    app = make_app()
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("j", "M", "l", "l", "enter")
        await pilot.pause()
        assert explorer(app).view.pair == ("en", "xx")
        assert explorer(app).view.highlighted == "talks"


@pytest.mark.parametrize("size", SIZES)
async def test_each_number_is_a_filter(make_app, text_of, size):
    app = make_app()
    async with app.run_test(size=size) as pilot:
        await pilot.press("M", "tab")
        await pilot.pause()
        assert "en and uk agree" in " ".join(text_of(app).split())
        for _ in range(8):
            if "disagree:" not in text_of(app):
                await pilot.press("j")
                await pilot.pause()
        tally = app.screen._tally
        kind = matrix_screen.tally_places(tally, app.screen._order)[
            app.screen.of_reports.at[0]
        ].kind
        wanted = list(tally.events("en", "uk", kind))
        assert wanted
        await pilot.press("enter")
        await pilot.pause()
        view = explorer(app).view
        assert view.filter == "between:en,uk:disagree"
        assert list(view.visible) == wanted
        assert view.pair == ("en", "uk")


async def test_where_a_report_meets_itself_there_is_nothing_to_show(make_app):
    app = make_app()
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("M", "tab", "h", "enter")
        assert isinstance(app.screen, Matrix)


async def test_the_tables_can_be_asked_for_while_they_are_being_made(make_app, until):
    """Nothing is there to be shown yet: keys find nothing to fall over."""
    app = make_app()
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("M", "tab", "j", "l", "h", "k", "tab", "j", "tab", "escape")
        await until(pilot, lambda: isinstance(app.screen, Explorer))


async def test_it_is_counted_once(make_app, monkeypatch, until):
    app = make_app()
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("M")
        await until(pilot, lambda: app.screen._tally is not None)
        await pilot.press("escape")
        monkeypatch.setattr(matrix_screen, "summarising", None)
        await pilot.press("M")
        assert app.screen._tally is not None
        await pilot.press("M")
        await pilot.press("S")
        assert isinstance(app.screen, SummaryScreen)


async def test_a_filter_that_finds_nothing_leaves_reports_by_reports(make_app, text_of):
    app = make_app(filter="zzz")
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("M")
        await pilot.pause()
        assert "no event is chosen" in text_of(app)
        await pilot.press("enter", "tab")
        await pilot.pause()
        assert "en and uk agree" in text_of(app)


async def test_a_click_goes_to_a_cell(make_app):
    app = make_app()
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("j", "M")
        await pilot.pause()
        await pilot.click("#tally-grid", offset=(21, 1))
        assert app.screen.home is app.screen.of_reports
        assert app.screen.of_reports.at[0] == 1


@pytest.mark.parametrize("size", SIZES)
async def test_the_summary_names_events_to_go_to(make_app, text_of, size):
    app = make_app()
    async with app.run_test(size=size) as pilot:
        await pilot.press("S")
        assert isinstance(app.screen, SummaryScreen)
        await pilot.pause()
        assert "3 reports" in text_of(app)
        await pilot.press("j", "j", "j")
        wanted = app.screen._summary.event
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, Explorer)
        assert explorer(app).view.highlighted == wanted


async def test_hostile_text_is_shown_and_not_sent(make_app, text_of):
    app = make_app()
    async with app.run_test(size=(160, 50)) as pilot:
        for key in ("M", "S"):
            await pilot.press(key)
            await pilot.pause()
            assert "\x1b" not in text_of(app)
            await pilot.press("escape")


async def test_a_click_in_the_other_table_makes_it_the_one_that_acts(make_app, until):
    app = make_app()
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("j", "M")
        await until(pilot, lambda: app.screen._tally is not None)
        await pilot.click("#tally-grid", offset=(100, 12))
        await pilot.pause()
        assert app.screen.home is app.focused is app.screen.of_reports


async def test_nothing_of_a_store_read_meanwhile_is_kept_or_chosen(make_app, until):
    app = make_app()
    async with app.run_test(size=(120, 40)) as pilot:
        screen = app.screen
        await pilot.press("j", "M", "l", "l")
        await until(pilot, lambda: app.screen._tally is not None)
        matrix = app.screen
        base = screen.catalogue.chronicle
        reports = {id_: one for id_, one in base.reports.items() if id_ != "xx"}
        new = MemoryCatalogue(replace(base, reports=reports, events=base.events[:1]))
        screen.use(new, start(new))
        matrix._keep(matrix._tally)
        assert screen._summary is None
        await pilot.press("enter")
        await pilot.pause()
        assert screen.view.pair == ("en", "uk")
        assert "no longer in the store" in screen.query_one("KeyLine").message
