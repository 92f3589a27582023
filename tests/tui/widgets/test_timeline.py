"""The timeline of twenty thousand events: whatever is done, its rows and its thumb are right."""

from array import array
from datetime import date, timedelta

import pytest
from msgspec.structs import replace
from textual import events

from iraq_tui.domain.moment import parse_moment
from iraq_tui.domain.records import BUILT_IN_ASPECTS, Chronicle, Event, Report
from iraq_tui.sources.memory import MemoryCatalogue
from iraq_tui.tui.paint.glyphs import UNICODE
from iraq_tui.tui.paint.timeline import Kind, Layout
from iraq_tui.tui.reloading import reloaded
from iraq_tui.tui.screens.explorer import Explorer
from iraq_tui.tui.widgets.timeline import Timeline

COUNT = 20_000
FIRST = date(1990, 1, 1)
ROOMY = 16


def light(count: int) -> MemoryCatalogue:
    """An event a day, of which nothing more is told."""
    reports = {id_: Report(id_, id_, "en") for id_ in ("en", "uk")}
    happened = tuple(
        Event(
            f"e{i}",
            f"Event {i}.",
            (),
            when=parse_moment((FIRST + timedelta(days=i)).isoformat()),
            tags=("even",) * (i % 2 == 0) + ("rare",) * (i % 997 == 0),
        )
        for i in range(count)
    )
    return MemoryCatalogue(Chronicle("It", reports, {}, {}, BUILT_IN_ASPECTS, happened))


@pytest.fixture(scope="module")
def long() -> MemoryCatalogue:
    return light(COUNT)


def explorer(app) -> Explorer:
    return next(screen for screen in app.screen_stack if isinstance(screen, Explorer))


def timeline(app) -> Timeline:
    return explorer(app).query_one(Timeline)


def here(app) -> str | None:
    return explorer(app).view.highlighted


def expected(app) -> tuple[list[str], range]:
    """The text of each row in sight, and the rows of the thumb, by all that is in view."""
    pane, view, catalogue = timeline(app), explorer(app).view, explorer(app).catalogue
    height, top = pane.size.height, pane.scroll_offset.y
    layout = Layout(catalogue.chronology, view.visible, roomy=height >= ROOMY)
    layout.lay(len(view.visible))
    rows = []
    for line in range(top, min(top + height, len(layout))):
        entry = layout.entry(line)
        if entry.kind is Kind.EVENT:
            rows.append(catalogue.row(view.visible[entry.place]).title)
        else:
            rows.append(entry.text)
    return rows + [""] * (height - len(rows)), thumb(len(layout), height, top)


def thumb(count: int, height: int, top: int) -> range:
    if count <= height:
        return range(0)
    size = max(1, height * height // count)
    start = (height - size) * top // (count - height)
    return range(start, start + size)


def painted(app) -> list[str]:
    """What was last painted on each row in sight."""
    pane = timeline(app)
    return [pane._shown[row].text if row in pane._shown else "" for row in range(pane.size.height)]


def is_right(app) -> bool:
    """Whether all rows that were painted are as they should be, the highlighted among them."""
    rows, marked = expected(app)
    event = explorer(app).catalogue.event(here(app))
    shown = painted(app)
    return (
        all(text and wanted in text for wanted, text in zip(rows, shown, strict=True))
        and all(wanted or not text[1:-1].strip() for wanted, text in zip(rows, shown, strict=True))
        and [row for row, text in enumerate(shown) if text[-1] == UNICODE.thumb] == [*marked]
        and [event.title in text for text in shown if text[0] == UNICODE.cursor] == [True]
    )


async def settled(app, pilot, until) -> None:
    """Once all is laid out, everything is right."""
    await until(pilot, lambda: is_right(app))


SIZES = [(160, 50), (100, 30), (80, 15)]


@pytest.mark.parametrize("size", SIZES)
async def test_to_the_end_and_back_by_pages(make_app, until, long, size):
    app = make_app(over=long)
    async with app.run_test(size=size) as pilot:
        await pilot.press("G")
        assert here(app) == f"e{COUNT - 1}"
        await settled(app, pilot, until)
        page = timeline(app).page
        await pilot.press("pageup", "pageup")
        assert here(app) == f"e{COUNT - 1 - 2 * page}"
        await settled(app, pilot, until)
        await pilot.press("g")
        assert here(app) == "e0"
        await settled(app, pilot, until)
        assert timeline(app).scroll_offset.y == 0
        await pilot.press("pagedown", "ctrl+d", "j")
        assert here(app) == f"e{page + page // 2 + 1}"
        await settled(app, pilot, until)


async def test_to_the_end_before_anything_is_painted(make_app, until, long):
    app = make_app(over=long)
    async with app.run_test(size=(100, 30)) as pilot:
        for key in ("G", "k", "k"):
            app.post_message(events.Key(key, key))
        await until(pilot, lambda: here(app) == f"e{COUNT - 3}")
        await settled(app, pilot, until)


@pytest.mark.parametrize("day", ["1990-01-01", "2001-09-09", "2044-10-01"])
async def test_a_date_given_at_the_start_is_in_sight(make_app, until, long, day):
    app = make_app(over=long, at=parse_moment(day))
    async with app.run_test(size=(100, 30)) as pilot:
        number = (date.fromisoformat(day) - FIRST).days
        assert here(app) == f"e{number}"
        await settled(app, pilot, until)


async def test_going_to_a_date_and_to_another_year(make_app, until, long):
    app = make_app(over=long)
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("t", *"3 may 2031", "enter")
        number = (date(2031, 5, 3) - FIRST).days
        await until(pilot, lambda: here(app) == f"e{number}")
        await settled(app, pilot, until)
        await pilot.press("right_curly_bracket")
        assert here(app) == f"e{(date(2032, 1, 1) - FIRST).days}"
        await settled(app, pilot, until)
        await pilot.press("left_curly_bracket", "left_curly_bracket")
        assert here(app) == f"e{(date(2030, 1, 1) - FIRST).days}"
        await settled(app, pilot, until)


@pytest.mark.parametrize("keys", [["pagedown"], ["G"], ["G", "pageup"]])
async def test_a_click_takes_the_event_under_it(make_app, until, long, keys):
    app = make_app(over=long)
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press(*keys)
        await settled(app, pilot, until)
        rows, _ = expected(app)
        row = next(row for row in (4, 5, 6, 7) if rows[row].startswith("Event"))
        await pilot.click(Timeline, offset=(10, row))
        await until(pilot, lambda: explorer(app).catalogue.event(here(app)).title == rows[row])
        await settled(app, pilot, until)
        assert expected(app)[0] == rows  # nothing moved under the pointer


@pytest.mark.parametrize("key", ["G", "g", "pagedown"])
async def test_no_size_loses_the_place(make_app, until, long, key):
    app = make_app(over=long)
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press(key)
        place = here(app)
        for size in ((100, 15), (160, 50), (80, 24), (40, 12), (100, 30)):
            await pilot.resize_terminal(*size)
            await settled(app, pilot, until)
            assert here(app) == place


@pytest.mark.parametrize("key", ["G", "g"])
async def test_a_filter_and_back(make_app, until, long, key):
    app = make_app(over=long)
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press(key, "slash", *"tag:rare", "enter")
        await until(pilot, lambda: len(explorer(app).view.visible) == 21)
        assert here(app) == ("e0" if key == "g" else "e19940")
        await settled(app, pilot, until)
        await pilot.press("escape")
        await until(pilot, lambda: len(explorer(app).view.visible) == COUNT)
        await settled(app, pilot, until)
        await pilot.press("slash", *"tag:even -tag:rare", "enter")
        await until(pilot, lambda: len(explorer(app).view.visible) == 9989)
        await settled(app, pilot, until)
        await pilot.press("G")
        assert here(app) == "e19998"
        await settled(app, pilot, until)
        await pilot.press("slash", "ctrl+u", "enter")
        await until(pilot, lambda: len(explorer(app).view.visible) == COUNT)
        assert here(app) == "e19998"
        await settled(app, pilot, until)


async def test_another_store_of_another_length(make_app, until, long):
    app = make_app(over=long)
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("G")
        for count in (9000, 50, COUNT):
            new = replace(long.chronicle, events=long.chronicle.events[:count], digest=f"{count}")
            screen, catalogue = explorer(app), MemoryCatalogue(new)
            screen.use(catalogue, reloaded(screen.view, screen.catalogue, catalogue).view)
            await settled(app, pilot, until)
            await pilot.press("G")
            assert here(app) == f"e{count - 1}"
            await settled(app, pilot, until)


# --- marks ----------------------------------------------------------------------------------------


def marks(app) -> dict[str, str]:
    """The mark before each title in sight."""
    said = (text for text in painted(app) if "Event " in text)
    return {text.split("Event ")[1].split(".")[0]: text[1] for text in said}


async def test_a_range_is_marked_from_its_beginning_to_the_cursor(make_app, until, long):
    app = make_app(over=long)
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press(*"jjjj", "v", "j", "j")
        in_range, picked = UNICODE.in_range, UNICODE.selected
        for keys, marked in (
            ((), range(4, 7)),
            (("k", "k", "k"), range(3, 5)),
            (("g",), range(5)),
            (("G", "g", "j"), range(1, 5)),
        ):
            await pilot.press(*keys)
            await until(
                pilot,
                lambda marked=marked: all(
                    (mark == in_range) == (int(number) in marked)
                    for number, mark in marks(app).items()
                ),
            )
        await pilot.press("G")
        assert len(explorer(app).view.selection) == 0
        await until(pilot, lambda: set(marks(app).values()) == {in_range})
        await pilot.press("v")
        await until(pilot, lambda: set(marks(app).values()) == {picked})
        assert len(explorer(app).view.selection) == COUNT - 4
        await pilot.press("u")
        await until(pilot, lambda: set(marks(app).values()) == {" "})


# --- what a filter finds bit by bit ---------------------------------------------------------------


async def test_a_view_that_grows_looks_as_if_it_had_come_at_once(make_app, until, catalogue):
    """Also the column of dates, which longer ones may widen."""
    app = make_app()
    async with app.run_test(size=(100, 30)) as pilot:
        whole = explorer(app).view
        await pilot.pause()
        numbers = array("I", range(catalogue.count()))
        at_once = replace(whole, visible=numbers)
        explorer(app).view = replace(whole, visible=numbers[:0])
        await pilot.pause()
        explorer(app).view = at_once
        await pilot.pause()
        explorer(app).query_one(Timeline).rebuild()
        await pilot.pause()
        wanted = painted(app)
        assert any("early May" in text for text in wanted)
        for count in (0, 1, 3, 7, len(numbers)):
            explorer(app).view = replace(whole, visible=numbers[:count])
            await pilot.pause()
        await until(pilot, lambda: painted(app) == wanted)


async def test_a_long_view_that_grows_keeps_what_is_in_sight(make_app, until, long):
    app = make_app(over=long)
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.pause()
        whole = explorer(app).view
        numbers = array("I", range(0, COUNT, 2))
        explorer(app).view = replace(whole, visible=numbers[:300])
        await pilot.press("G", "pageup")
        await settled(app, pilot, until)
        place, top = here(app), timeline(app).scroll_offset.y
        for count in (301, 5000, len(numbers)):
            explorer(app).view = replace(explorer(app).view, visible=numbers[:count])
            await settled(app, pilot, until)
            assert (here(app), timeline(app).scroll_offset.y) == (place, top)
