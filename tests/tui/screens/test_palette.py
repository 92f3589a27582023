"""The palette, typed in and walked by a pilot."""

from pathlib import Path

import pytest
from textual import events, on
from textual.app import App
from textual.widgets import Input

import iraq_tui.tui
from iraq_tui.tui.finding import Found, Kind
from iraq_tui.tui.keymap import merged
from iraq_tui.tui.kit import Kit
from iraq_tui.tui.paint.glyphs import ASCII, UNICODE
from iraq_tui.tui.screens.palette import Palette, Results

THEMES = ("nord", "textual-dark", "textual-light")
OPENING = (Kind.EVENT, "opening")
MAYOR = (Kind.ACTOR, "mayor")


class Host(App[None], inherit_bindings=False):
    """Shows the screen in the explorer's own style, and keeps what it gave."""

    CSS_PATH = Path(iraq_tui.tui.__file__).with_name("app.tcss")
    ENABLE_COMMAND_PALETTE = False

    def __init__(self, catalogue, kit: Kit) -> None:
        super().__init__()
        self.given: list[Found | None] = []
        self.themes: list[str] = []
        self._shown = Palette(catalogue, ("en", "uk"), kit, THEMES)

    def on_mount(self) -> None:
        self.push_screen(self._shown, self.given.append)

    @on(Palette.Passing)
    def _passing(self, message: Palette.Passing) -> None:
        self.themes.append(message.theme)


@pytest.fixture
def host(catalogue):
    def make(over=None, kit: Kit | None = None) -> Host:
        return Host(over or catalogue, kit or Kit())

    return make


def current(app: Host) -> tuple[Kind, str]:
    found = app.screen.query_one(Results).current
    return found.kind, found.id


@pytest.mark.parametrize("size", [(160, 50), (80, 24), (40, 12)])
@pytest.mark.parametrize(
    ("keys", "given"),
    [
        (["enter"], (Kind.COMMAND, "next-differ")),
        (["down", "enter"], (Kind.COMMAND, "previous-differ")),
        ([*"cheered", "enter"], OPENING),
        ([*"натовп", "enter"], OPENING),
        ([*"brask", "enter"], MAYOR),
        ([*"long", "space", *"bridge", "enter"], (Kind.PLACE, "bridge")),
        ([*"long", "space", *"bridge", "down", "enter"], OPENING),
        ([*"long", "space", *"bridge", "down", "up", "up", "enter"], (Kind.PLACE, "bridge")),
        ([*"long", "space", *"bridge", "ctrl+n", "ctrl+p", "ctrl+n", "enter"], OPENING),
        (["slash", "enter"], (Kind.COMMAND, "filter")),
        (["question_mark", "enter"], (Kind.COMMAND, "help")),
        (["в", "enter"], (Kind.COMMAND, "next-differ")),
        ([*"nprd", "enter"], (Kind.THEME, "nord")),
    ],
)
async def test_enter_gives_what_the_cursor_is_on(host, size, keys, given):
    app = host()
    async with app.run_test(size=size) as pilot:
        await pilot.press(*keys)
        await pilot.pause()
        assert [(one.kind, one.id) for one in app.given] == [given]


async def test_keys_in_a_burst_keep_their_order(host, until):
    app = host()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        for key in ("b", "r", "i", "d", "g", "e", "down", "down", "up", "enter"):
            app.post_message(events.Key(key, key if len(key) == 1 else None))
        await until(pilot, lambda: app.given)
        assert app.given[0].id == "plan"


async def test_escape_gives_nothing(host):
    app = host()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press(*"brask", "escape")
        await pilot.pause()
        assert app.given == [None]


async def test_where_nothing_is_found_enter_waits_for_another_name(host, text_of):
    app = host()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press(*"zeppelin", "enter")
        await pilot.pause()
        assert app.given == []
        assert "nothing is called so" in text_of(app)
        await pilot.press("ctrl+u", *"brask")
        await pilot.pause()
        assert current(app) == MAYOR


async def test_the_cursor_is_on_the_best_after_every_key(host):
    app = host()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("b", "pagedown", "down", "r")
        await pilot.pause()
        results = app.screen.query_one(Results)
        assert (results.cursor, results.scroll_offset.y) == (range(1), 0)


async def test_pages_go_as_far_as_there_are_rows(host):
    app = host()
    async with app.run_test(size=(40, 12)) as pilot:
        results = app.screen.query_one(Results)
        await pilot.press("pagedown")
        assert results.cursor.start == results.page - 1
        await pilot.press(*["pagedown"] * 30)
        last = results.cursor.start
        assert 0 <= last - results.scroll_offset.y < results.page
        await pilot.press("down")
        assert results.cursor.start == last
        await pilot.press(*["pageup"] * 30)
        assert results.cursor.start == 0


async def test_a_click_gives_the_row(host):
    app = host()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press(*"long", "space", *"bridge")
        await pilot.pause()
        await pilot.click(Results, offset=(20, 1))
        await pilot.pause()
        assert [(one.kind, one.id) for one in app.given] == [OPENING]


async def test_a_click_beside_the_rows_gives_nothing_and_typing_goes_on(host):
    app = host()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press(*"brask")
        await pilot.pause()
        await pilot.click(Results, offset=(20, 12))
        await pilot.press("x")
        await pilot.pause()
        assert app.given == []
        assert app.screen.query_one(Input).value == "braskx"


async def test_a_theme_shows_while_the_cursor_is_on_it(host):
    app = host()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press(*"textual")
        await pilot.pause()
        assert app.themes == []  # nothing flashes while one types
        await pilot.press("down", "up", "up")
        await pilot.pause()
        assert app.themes == ["textual-light", "textual-dark"]
        await pilot.press("escape")
        await pilot.pause()
        assert app.themes == ["textual-light", "textual-dark", ""]


async def test_what_is_typed_after_a_theme_was_shown_brings_the_old_one_back(host):
    app = host()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press(*"textual", "down", "x")
        await pilot.pause()
        assert app.themes == ["textual-light", ""]


async def test_a_chosen_theme_stays(host):
    app = host()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press(*"textual", "down", "enter")
        await pilot.pause()
        assert (app.themes, app.given[0].id) == (["textual-light"], "textual-light")


async def test_the_first_look_teaches_the_keys(host, text_of):
    app = host(kit=Kit(keymap=merged({"next-differ": ("f7",)})))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        rows = [line for line in text_of(app).splitlines() if line.strip(" ▌").startswith("comm")]
        assert rows[0].rstrip(" ▐").endswith("F7")
        assert len(rows) > 10


async def test_keys_of_ones_own_work_here(host):
    app = host(kit=Kit(keymap=merged({"next-found": ("ctrl+j",), "close-palette": ("f9",)})))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("ctrl+j")
        await pilot.pause()
        assert current(app) == (Kind.COMMAND, "previous-differ")
        await pilot.press("f9")
        await pilot.pause()
        assert app.given == [None]


async def test_a_large_chronicle_answers_once_it_is_ready(host, make_many, until, text_of):
    app = host(over=make_many(1000))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press(*"event", "space", *"777")
        await until(pilot, lambda: "1 found" in text_of(app))
        assert current(app) == (Kind.EVENT, "e777")


async def test_enter_before_it_is_ready_gives_what_was_typed(host, make_many, until):
    app = host(over=make_many(1000))
    async with app.run_test(size=(80, 24)) as pilot:
        for key in (*"e777", "enter"):
            app.post_message(events.Key(key, key if len(key) == 1 else None))
        await until(pilot, lambda: app.given)
        assert app.given[0].id == "e777"


async def test_a_search_in_a_large_chronicle_never_keeps_a_key_waiting(host, make_many, until):
    """What is typed shows after each key, whatever is still being searched for."""
    app = host(over=make_many(3000))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        palette = app.screen
        for key in "event 29":
            await pilot.press("space" if key == " " else key)
            assert app.screen.query_one(Input).value.endswith(key)
        await until(pilot, lambda: not palette._slices.is_busy)
        assert current(app) == (Kind.EVENT, "e29")


async def test_whoever_moved_stays_on_what_they_came_to_while_more_is_found(host, make_many, until):
    app = host(over=make_many(3000))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press(*"event")
        await pilot.press("down", "down")
        here = current(app)
        await until(pilot, lambda: not app.screen._slices.is_busy)
        await pilot.pause()
        assert current(app) == here


async def test_leaving_during_a_search_ends_it(host, make_many):
    app = host(over=make_many(3000))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press(*"ev")
        palette = app.screen
        await pilot.press("escape")
        await pilot.pause()
        assert app.given == [None]
        assert not palette._slices.is_busy


STORM = [(1, 1), (4, 4), (40, 9), (40, 10), (200, 60), (3, 60), (80, 24)]


async def test_no_size_breaks_it_and_typing_goes_on(host, text_of, until):
    app = host()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press(*"br")
        for size in STORM:
            await pilot.resize_terminal(*size)
            await pilot.pause()
        await until(pilot, lambda: app.focused)
        await pilot.press(*"ask")
        await until(pilot, lambda: current(app) == MAYOR)
        await pilot.resize_terminal(30, 8)
        await until(pilot, lambda: text_of(app).strip() == "too small: 40x10 at least")


@pytest.mark.parametrize("glyphs", [UNICODE, ASCII])
async def test_hostile_strings_never_reach_the_terminal_raw(host, hostile, glyphs):
    app = host(kit=Kit(glyphs))
    async with app.run_test(size=(160, 50)) as pilot:
        await pilot.press(*"odd", "down")
        app.focused.post_message(events.Paste(hostile))
        await pilot.pause()
        await pilot.press("end", "ctrl+u", *"owned")
        await pilot.pause()
        seen = "".join(strip.text for strip in app.screen._compositor.render_strips())
        assert not set("\x1b\x07\x85\u202e\u200b") & set(seen)
        assert "[@click=app.quit]x[/]" in seen
