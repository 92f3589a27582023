"""Journeys beyond walking: the palette, a claim in full, the store read anew, the mouse."""

import pytest
from msgspec.structs import replace
from textual import events

from iraq_tui.domain.placing import places
from iraq_tui.sources.bundled import bundled_path
from iraq_tui.sources.memory import MemoryCatalogue
from iraq_tui.sources.store_file import StoreFile
from iraq_tui.tui.copying import CopyFile
from iraq_tui.tui.outside import Outside
from iraq_tui.tui.reloading import reloaded
from iraq_tui.tui.screens.claim import ClaimDetail
from iraq_tui.tui.screens.explorer import Explorer
from iraq_tui.tui.screens.palette import Palette
from iraq_tui.tui.screens.problems import Problems
from iraq_tui.tui.widgets.bars import KeyLine, Overview
from iraq_tui.tui.widgets.prompt import Prompt, Typed
from iraq_tui.tui.widgets.timeline import Timeline
from iraq_tui.tui.widgets.told import Left


def explorer(app) -> Explorer:
    return next(screen for screen in app.screen_stack if isinstance(screen, Explorer))


def view(app):
    return explorer(app).view


# --- the palette --------------------------------------------------------------------------------


async def found(app, pilot, until, text: str) -> None:
    """Open the palette, type, and take what is found first."""
    await pilot.press("colon", *text, "enter")
    await until(pilot, lambda: not isinstance(app.screen, Palette))
    await pilot.pause()


async def test_the_palette_goes_to_an_event_and_leaves_a_filter_that_hides_it(
    make_app, until, text_of
):
    app = make_app(filter="tag:money")
    async with app.run_test(size=(100, 30)) as pilot:
        await found(app, pilot, until, "bridge opens")
        assert view(app).highlighted == "opening"
        assert view(app).filter == ""
        assert "is taken off" in text_of(app)


@pytest.mark.parametrize("typed", ["City of Port", "порт-квіл", "actor quill"])
async def test_the_palette_finds_an_actor_in_any_language(make_app, until, typed):
    app = make_app()
    async with app.run_test(size=(100, 30)) as pilot:
        await found(app, pilot, until, typed)
        assert view(app).filter == "actor:city"


async def test_the_palette_runs_commands_and_says_their_keys(make_app, until, text_of):
    app = make_app()
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("ctrl+p", *"swap")
        await until(pilot, lambda: "swap left and right" in text_of(app))
        await pilot.press("enter")
        await until(pilot, lambda: view(app).pair == ("uk", "en"))
        await found(app, pilot, until, "next disagreement")
        assert view(app).highlighted == "talks"
        await pilot.press("j")
        assert view(app).highlighted == "price"


async def test_a_theme_is_looked_at_and_taken_or_left(make_app, until):
    app = make_app(theme="nord")
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("colon", *"theme textual-light", "down", "up")
        await until(pilot, lambda: app.theme == "textual-light")
        await pilot.press("escape")
        await until(pilot, lambda: app.theme == "nord")
        await found(app, pilot, until, "theme textual-light")
        assert app.theme == "textual-light"


# --- the claim ----------------------------------------------------------------------------------


async def test_a_claim_opens_in_full_and_gives_its_row_back(make_app, until, text_of):
    app = make_app()
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("d", "enter", "enter")
        assert isinstance(app.screen, ClaimDetail)
        await until(pilot, lambda: "1 of 2" in text_of(app))
        await pilot.press("J")
        await until(pilot, lambda: "2 of 2" in text_of(app))
        assert "--reports" in text_of(app)
        await pilot.press("escape")
        await pilot.pause()
        assert explorer(app).query_one("#comparison").stop == 1


# --- the store ----------------------------------------------------------------------------------


@pytest.fixture
def own_store(tmp_path):
    path = tmp_path / "own.toml"
    path.write_bytes(bundled_path().read_bytes())
    return StoreFile(path, name="own.toml")


async def test_reading_anew_keeps_highlight_selection_filter_and_place(
    make_app, own_store, until, text_of
):
    good = own_store.path.read_text("utf-8")
    app = make_app(over=own_store.open().catalogue, outside=Outside(own_store))
    async with app.run_test(size=(160, 50)) as pilot:
        await pilot.press("slash", *"tag:talks", "enter", "j", "space", "j")
        before = view(app)
        top = explorer(app).query_one(Timeline).scroll_offset.y
        own_store.path.write_text(good.replace('"First round', '"The first round'), "utf-8")
        await pilot.press("ctrl+r")
        await until(pilot, lambda: "read anew" in text_of(app))
        assert replace(view(app), visible=()) == replace(before, visible=())
        assert explorer(app).query_one(Timeline).scroll_offset.y == top
        assert "The first round" in text_of(app)


async def test_a_broken_store_keeps_the_last_good_one_and_shows_its_problems(
    make_app, own_store, until, text_of
):
    good = own_store.path.read_text("utf-8")
    app = make_app(over=own_store.open().catalogue, outside=Outside(own_store))
    async with app.run_test(size=(100, 30)) as pilot:
        own_store.path.write_text(good + "\n[[events]]\nid = 3\n", "utf-8")
        await pilot.press("j", "ctrl+r")
        await until(pilot, lambda: "last good state" in text_of(app))
        assert len(view(app).visible) == 28
        assert "errors in the file" in text_of(app).splitlines()[1]
        await pilot.press("exclamation_mark")
        assert isinstance(app.screen, Problems)
        await until(pilot, lambda: f"own.toml:{good.count(chr(10)) + 3}" in text_of(app))
        await pilot.press("escape")
        own_store.path.write_text(good, "utf-8")
        await pilot.press("ctrl+r")
        await until(pilot, lambda: "errors in the file" not in text_of(app))


async def test_what_cannot_be_edited_says_why(make_app, text_of):
    bundled = StoreFile(bundled_path(), bundled=True)
    for outside, said in (
        (Outside(), "comes from no file"),
        (Outside(bundled), "iraq-tui copy notes/"),
        (Outside(StoreFile(bundled_path()), secure=True), "secure mode"),
        (Outside(StoreFile(bundled_path())), "export VISUAL"),
    ):
        app = make_app(outside=outside)
        async with app.run_test(size=(160, 30)) as pilot:
            await pilot.press("e")
            await pilot.pause()
            assert said in text_of(app)


async def test_a_copy_goes_to_the_clipboard_and_to_a_file(make_app, tmp_path, text_of, monkeypatch):
    app = make_app(outside=Outside(copies=CopyFile(tmp_path / "kept" / "copied.md")))
    sent = []
    monkeypatch.setattr(app, "copy_to_clipboard", sent.append)
    async with app.run_test(size=(160, 30)) as pilot:
        await pilot.press("space", "space", "y")
        await pilot.pause()
        assert "copied 2 events" in text_of(app)
        assert sent == [(tmp_path / "kept" / "copied.md").read_text("utf-8")]


# --- what is said -------------------------------------------------------------------------------


async def test_a_date_without_an_event_says_where_one_is_instead(make_app, text_of, until):
    app = make_app()
    async with app.run_test(size=(120, 30)) as pilot:
        await pilot.press("t", *"2023")
        await until(pilot, lambda: "no event in 2023: this is the next one" in text_of(app))
        await pilot.press("enter")
        await until(pilot, lambda: "14 March 2027" in text_of(app).splitlines()[-1])
        assert view(app).highlighted == "talks"
        await pilot.press("t", *"2027", "enter")
        await pilot.pause()
        assert "no event" not in text_of(app)


async def test_a_range_that_a_filter_cuts_off_is_told(make_app, text_of, until):
    app = make_app()
    async with app.run_test(size=(120, 30)) as pilot:
        await pilot.press("v", "j", "slash", *"tag:money", "enter")
        await until(pilot, lambda: "the range is dropped" in text_of(app))
        assert view(app).anchor is None


async def test_lines_kept_before_come_back_with_the_arrows(make_app):
    app = make_app()
    async with app.run_test(size=(100, 30)) as pilot:
        for text in ("tag:plans", "bridge"):
            await pilot.press("slash", "ctrl+u", *text, "enter")
        await pilot.press("slash", "ctrl+u", "up")
        line = explorer(app).query_one("#filter", Prompt)
        assert line.input.value == "bridge"
        await pilot.press("up")
        assert line.input.value == "tag:plans"
        assert view(app).filter == "tag:plans"
        await pilot.press("down", "down")
        assert line.input.value == ""


async def test_how_to_quit_is_told_wherever_one_is(make_app, text_of):
    app = make_app()
    async with app.run_test(size=(100, 30)) as pilot:
        for opens in ("question_mark", "x", "colon", "exclamation_mark"):
            await pilot.press(opens, "ctrl+c")
            await pilot.pause()
            assert "ctrl+q quits" in text_of(app)
            await pilot.press("escape")


async def test_the_card_spells_the_actor_under_the_cursor_in_every_language(
    make_app, text_of, until
):
    app = make_app()
    async with app.run_test(size=(120, 30)) as pilot:
        await pilot.press("shift+tab")
        await until(pilot, lambda: "Місто Порт-Квіл" in " ".join(text_of(app).split()))
        await pilot.press("j", "j")
        await until(pilot, lambda: "part of City" in text_of(app))
        await pilot.press("tab")
        await until(pilot, lambda: "part of City" not in text_of(app))


async def test_typing_a_path_replaces_the_one_proposed(make_app):
    app = make_app()
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("x", *"mine.md")
        assert app.screen.query_one("#path", Typed).value == "mine.md"


async def test_overwriting_is_offered_only_where_there_is_something(
    make_app, tmp_path, monkeypatch, text_of
):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "mine.md").write_text("mine")
    app = make_app()
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("x")
        await pilot.pause()
        assert "overwrite" not in text_of(app)
        await pilot.press(*"mine.md", "enter")
        await pilot.pause()
        assert "ctrl+o overwrite" in text_of(app).splitlines()[-1]


# --- the mouse ----------------------------------------------------------------------------------


async def test_a_double_click_does_what_enter_does(make_app, until):
    app = make_app()
    async with app.run_test(size=(160, 50)) as pilot:
        await pilot.pause()
        timeline = explorer(app).query_one(Timeline)
        row = timeline.cursor.start - timeline.scroll_offset.y
        await pilot.click(Timeline, offset=(10, row), times=2)
        await until(pilot, lambda: app.focused.id == "comparison")


async def test_a_click_on_the_key_line_is_as_good_as_the_key(make_app, until, text_of):
    app = make_app()
    async with app.run_test(size=(160, 50)) as pilot:
        await pilot.pause()
        x = text_of(app).splitlines()[-1].index("d D disagree")
        await pilot.click(KeyLine, offset=(x + 1, 0))
        await until(pilot, lambda: view(app).highlighted == "talks")


async def test_a_click_on_the_top_line_goes_to_that_time(make_app, until):
    app = make_app()
    async with app.run_test(size=(160, 50)) as pilot:
        await pilot.press("G")
        await pilot.click(Overview, offset=(8, 0))
        await until(pilot, lambda: view(app).highlighted == "plan")


async def test_the_row_under_the_pointer_shows_it(make_app, until):
    app = make_app()
    async with app.run_test(size=(160, 50)) as pilot:
        await pilot.pause()
        timeline = explorer(app).query_one(Timeline)
        row = timeline.cursor.start - timeline.scroll_offset.y

        def ground(y: int) -> set:
            strip = timeline.render_lines(timeline.size.region)[y]
            return {segment.style.bgcolor for segment in strip if segment.style}

        await pilot.hover(Timeline, offset=(10, row))
        plain = ground(row + 1)
        target = next(y for y in range(row + 1, 20) if timeline.is_live(y))
        await pilot.hover(Timeline, offset=(10, target))
        await until(pilot, lambda: ground(target) != plain)
        await pilot.hover(KeyLine)
        await until(pilot, lambda: ground(target) == plain)


# --- another store ------------------------------------------------------------------------------


async def test_an_event_that_is_gone_hands_the_highlight_to_the_next(make_app, catalogue):
    app = make_app()
    async with app.run_test(size=(160, 50)) as pilot:
        await pilot.press("d", "d")
        assert view(app).highlighted == "price"
        left = tuple(one for one in catalogue.chronicle.events if one.id != "price")
        known = {one.id: one for one in left}
        ordered = tuple(known[id_] for id_ in places(left))
        new = MemoryCatalogue(replace(catalogue.chronicle, events=ordered))
        screen = explorer(app)
        screen.use(new, reloaded(screen.view, catalogue, new).view)
        await pilot.pause()
        assert view(app).highlighted == "opening"
        assert len(view(app).visible) == 8


# --- keys that come before there is anything to move in -----------------------------------------


async def burst(app, pilot, keys: str) -> None:
    """Keys as a fast typist's or a slow line's: all at once, none waits for what the last did."""
    for key in keys.split():
        app.post_message(events.Key(key, key if len(key) == 1 else None))
    await pilot.pause()


async def test_moves_right_after_a_pane_opens_are_not_lost(make_app, until):
    app = make_app()
    async with app.run_test(size=(100, 30)) as pilot:
        await burst(app, pilot, "a j j space")
        await until(pilot, lambda: view(app).filter == "actor:mayor")


async def test_moves_right_after_the_comparison_opens_are_not_lost(make_app, until):
    app = make_app()
    async with app.run_test(size=(40, 12)) as pilot:
        await burst(app, pilot, "d enter G enter")
        await until(pilot, lambda: isinstance(app.screen, ClaimDetail))
        await pilot.press("escape")
        await until(pilot, lambda: explorer(app).query_one("#comparison").stop == 1)


async def test_what_is_typed_right_after_enter_keeps_its_order_pastes_too(make_app, until):
    app = make_app()
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("slash")
        for event in (
            events.Key("b", "b"),
            events.Key("enter", "\r"),
            events.Key("slash", "/"),
            events.Key("r", "r"),
            events.Paste("id"),
            events.Key("g", "g"),
        ):
            app.post_message(event)
        await until(
            pilot, lambda: explorer(app).query_one("#filter", Prompt).input.value == "bridg"
        )
        assert explorer(app).asking is not None


# --- a store read anew at an awkward time -------------------------------------------------------


def read_anew(app, catalogue, count: int) -> None:
    """The store comes back with its first events alone."""
    left = catalogue.chronicle.events[:count]
    new = MemoryCatalogue(replace(catalogue.chronicle, events=left, judgements=()))
    screen = explorer(app)
    screen.use(new, reloaded(screen.view, screen.catalogue, new).view)


@pytest.mark.parametrize("key", ["escape", "a", "enter"])
async def test_while_a_line_is_typed_in(make_app, catalogue, key):
    app = make_app()
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("G", "slash")
        read_anew(app, catalogue, 1)
        await pilot.press(key)
        await pilot.pause()
        assert app.crash is None
        assert view(app).highlighted in (None, catalogue.row(0).id)


async def test_while_the_palette_shows_an_event_that_is_gone(make_app, catalogue, text_of):
    app = make_app()
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("colon", *"bridge opens")
        read_anew(app, catalogue, 1)
        await pilot.press("enter")
        await pilot.pause()
        assert app.crash is None
        assert "no longer in the store" in text_of(app)


async def test_a_line_that_was_left_takes_nothing_back(make_app):
    app = make_app()
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("slash", "a", "escape", "G")
        here = view(app).highlighted
        line = explorer(app).query_one("#filter", Prompt)
        line.post_message(Left(line, "a"))
        await pilot.pause()
        assert view(app).highlighted == here


@pytest.mark.parametrize(
    ("opens", "said"),
    [
        ("question_mark", "Esc close"),
        ("exclamation_mark", "Esc close"),
        ("x", "Esc cancel"),
        ("colon", "Esc close"),
    ],
)
async def test_a_click_on_a_dialogues_key_line_works_as_well(make_app, text_of, until, opens, said):
    app = make_app()
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press(opens)
        await until(pilot, lambda: said in text_of(app))
        line = app.screen.query_one(KeyLine)
        x = text_of(app).splitlines()[line.region.y].index(said)
        await pilot.click(KeyLine, offset=(x - line.region.x + 1, 0))
        await until(pilot, lambda: app.screen is explorer(app))


# --- found by trying ----------------------------------------------------------------------------


async def test_two_escapes_in_a_burst_close_the_palette_and_no_more(make_app, until):
    app = make_app()
    async with app.run_test(size=(100, 30)) as pilot:
        await burst(app, pilot, "colon K escape escape j")
        await until(pilot, lambda: view(app).highlighted == "talks")
        assert app.screen is explorer(app)
        assert app.crash is None


async def test_clearing_takes_a_range_along_and_brings_it_back(make_app, text_of):
    app = make_app()
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("v", "j", "j", "u")
        assert view(app).selection == frozenset()
        assert "brings it back" in text_of(app)
        await pilot.press("U")
        assert view(app).selection == {"plan", "talks", "price"}


async def test_a_message_does_not_cover_the_keys_of_what_opens_next(make_app, text_of):
    app = make_app()
    async with app.run_test(size=(100, 30)) as pilot:
        for opens, keys in (("slash", "Enter keep"), ("t", "Enter go"), ("tab", "Enter claim")):
            await pilot.press("u")
            assert "nothing is selected" in text_of(app)
            await pilot.press(opens)
            await pilot.pause()
            assert keys in text_of(app).splitlines()[-1]
            await pilot.press("escape")
        await pilot.press("u", "question_mark", "escape")
        await pilot.pause()
        assert "nothing is selected" not in text_of(app)


async def test_half_a_term_leaves_the_terms_before_it_in_force(make_app):
    app = make_app()
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("slash", *"tag:plans ")
        for letter in "verdict:differ"[:-1]:
            await pilot.press(letter)
            assert len(view(app).visible) == 2, letter
        await pilot.press("r", "enter")
        assert view(app).filter == "tag:plans verdict:differ"


async def test_a_key_that_does_nothing_says_so(make_app, text_of):
    app = make_app()
    async with app.run_test(size=(100, 30)) as pilot:
        for key, said in (("n", "n does nothing here: ? lists"), ("ц", "ц does nothing")):
            await pilot.press(key)
            await pilot.pause()
            assert said in text_of(app).splitlines()[-1]
        await pilot.press("j")
        assert "does nothing" not in text_of(app)
        await pilot.press("slash", "n")
        assert "does nothing" not in text_of(app)


async def test_each_key_of_a_pair_on_the_key_line_does_its_own(make_app, until, text_of):
    app = make_app()
    async with app.run_test(size=(160, 50)) as pilot:
        await pilot.press("G")
        x = text_of(app).splitlines()[-1].index("d D disagree")
        await pilot.click(KeyLine, offset=(x + 2, 0))
        await until(pilot, lambda: view(app).highlighted == "opening")


async def test_an_actor_that_no_event_is_about_empties_nothing(make_app, text_of):
    app = make_app()
    async with app.run_test(size=(160, 50)) as pilot:
        screen = explorer(app)
        screen.toggle_actor("courier")
        await pilot.pause()
        assert len(view(app).visible) == 9
        assert "none of these events is about this actor" in text_of(app)


async def test_secure_mode_says_so_before_a_path_is_typed(make_app, text_of):
    app = make_app(outside=Outside(secure=True))
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("x")
        await pilot.pause()
        assert app.screen is explorer(app)
        assert "secure mode" in text_of(app)


async def test_without_actors_there_is_no_pane_for_them(make_app, catalogue, text_of):
    bare = replace(catalogue.chronicle, actors={})
    app = make_app(over=MemoryCatalogue(bare))
    async with app.run_test(size=(160, 50)) as pilot:
        await pilot.pause()
        assert "Actors" not in text_of(app)


@pytest.mark.parametrize("typed", ["экспорт", "зберегти", "undo", "довідка"])
async def test_the_palette_knows_commands_by_other_words(make_app, text_of, typed):
    app = make_app()
    async with app.run_test(size=(120, 30)) as pilot:
        await pilot.press("colon", *typed)
        await pilot.pause()
        assert "command" in text_of(app).splitlines()[4]


async def test_a_word_that_begins_a_term_is_not_dropped_at_enter(make_app, text_of):
    """While it is typed it may become a term; kept, it is a word, and told to find nothing."""
    app = make_app()
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("slash", *"tag:plans verd")
        assert len(view(app).visible) == 2
        await pilot.press("enter")
        await pilot.pause()
        assert (view(app).filter, list(view(app).visible)) == ("tag:plans verd", [])
        assert "No event answers" in text_of(app)


async def test_what_is_typed_after_the_palette_comes_after_what_it_found(make_app, until):
    app = make_app()
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("G")
        await burst(app, pilot, f"colon {' '.join('plans')} enter j")
        await until(pilot, lambda: view(app).highlighted == "talks")


@pytest.mark.parametrize("keys", ["d enter enter enter enter", "question_mark question_mark"])
async def test_keys_in_a_burst_open_one_screen_and_not_a_pile(make_app, keys):
    app = make_app()
    async with app.run_test(size=(100, 30)) as pilot:
        await burst(app, pilot, keys)
        await pilot.pause()
        assert len(app.screen_stack) <= 2
        await pilot.press("escape")
        await pilot.pause()
        assert len(app.screen_stack) == 1
