"""The running explorer follows its file: whatever an editor does, one's place is kept."""

import gc
import random
import weakref

import pytest

from benchmarks.chronicles import Shape, write
from iraq_tui.sources.index.cache import Cache
from iraq_tui.sources.index.catalogue import IndexCatalogue
from iraq_tui.sources.store_file import StoreFile
from iraq_tui.tui.outside import Outside, Pace
from iraq_tui.tui.screens.explorer import Explorer
from iraq_tui.tui.screens.help import Help
from iraq_tui.tui.screens.problems import Problems
from iraq_tui.tui.widgets.banner import Banner
from iraq_tui.tui.widgets.bars import KeyLine

QUICK = Pace(rest=0.003, settle=0.002, gone=4)
HEAD = """\
schema = 1
title = "A bridge"
language = "en"
[reports.a]
title = "A"
language = "en"
[reports.b]
title = "B"
language = "en"
"""
WAYS = ["in place", "put over", "with a backup", "anew, piece by piece"]


def event(number: int, title: str = "") -> str:
    return f"""\
[[events]]
id = "e{number}"
title = "{title or f"Event {number}"}"
when = "20{number:02}"
tags = ["{"odd" if number % 2 else "even"}"]
[[events.claims.when.a]]
value = "20{number:02}"
quote = "words"
[[events.claims.when.b]]
value = "20{number:02}"
quote = "words"
"""


WHOLE = HEAD + "".join(map(event, range(30)))
BROKEN = WHOLE + "[[events]]\nid = 3\n"


@pytest.fixture
def store(tmp_path) -> StoreFile:
    path = tmp_path / "store.toml"
    path.write_text(WHOLE, "utf-8")
    return StoreFile(path, name="store.toml")


@pytest.fixture
def live(make_app, store):
    """An app over the store that follows its file at a pace for tests."""
    opened = store.open()
    outside = Outside(store, store.stamp(), opened.problems, pace=QUICK)
    return make_app(over=opened.catalogue, outside=outside)


def explorer(app) -> Explorer:
    return next(screen for screen in app.screen_stack if isinstance(screen, Explorer))


def titles(app) -> list[str]:
    screen = explorer(app)
    return [screen.catalogue.row(number).title for number in screen.view.visible]


@pytest.mark.parametrize("way", WAYS)
async def test_a_save_shows_without_a_key_and_keeps_the_place(
    live, store, until, text_of, ways_to_save, way
):
    async with live.run_test(size=(120, 40)) as pilot:
        await pilot.press("G", "k", "space", "k")
        before = explorer(live).view
        ways_to_save[way](store.path, WHOLE.replace("Event 27", "Another name"))
        await until(pilot, lambda: "Another name" in text_of(live))
        view = explorer(live).view
        assert (view.highlighted, set(view.selection)) == (before.highlighted, {"e28"})
        assert "read anew: 1 changed of 30 events" in text_of(live)
        assert live.screen.focused is not None


async def test_a_broken_store_keeps_the_last_good_one_under_a_banner_until_it_is_mended(
    live, store, until, text_of
):
    async with live.run_test(size=(120, 40)) as pilot:
        store.path.write_text(BROKEN, "utf-8")
        await until(pilot, lambda: "last good state" in text_of(live))
        head, banner, *_ = text_of(live).splitlines()
        assert "A bridge" in head
        line = WHOLE.count("\n") + 1
        assert f"errors in the file: this is its last good state  line {line}:" in banner
        assert banner.endswith("! problems")
        assert len(titles(live)) == 30
        await pilot.press("exclamation_mark")
        assert isinstance(live.screen, Problems)
        assert f"store.toml:{line + 1}" in text_of(live)
        store.path.write_text(WHOLE, "utf-8")
        await until(pilot, lambda: text_of(live).lstrip().startswith("2 notes in "))
        await pilot.press("escape")
        await pilot.pause()
        assert not explorer(live).query(Banner)


async def test_the_problems_that_are_open_follow_the_file(live, store, until, text_of):
    async with live.run_test(size=(120, 40)) as pilot:
        store.path.write_text(BROKEN + 'naem = "x"\n', "utf-8")
        await until(pilot, lambda: explorer(live).is_stale)
        await pilot.press("exclamation_mark", "j")
        await until(pilot, lambda: "naem" in text_of(live))
        store.path.write_text(BROKEN, "utf-8")
        await until(pilot, lambda: "naem" not in text_of(live))
        assert isinstance(live.screen, Problems)
        assert "as it was" not in live.screen.query_one(KeyLine).message
        await pilot.press("k", "escape")
        assert explorer(live).is_stale


async def test_problems_that_are_only_just_being_opened_follow_it_too(live, store, until, text_of):
    async with live.run_test(size=(120, 40)) as pilot:
        store.path.write_text(BROKEN, "utf-8")
        screen = explorer(live)
        await until(pilot, lambda: screen.is_stale)
        screen.action_problems()
        store.path.write_text(WHOLE, "utf-8")
        found = store.open()
        screen._show_problems(found.problems, is_stale=False)  # before there is anything to show
        await until(pilot, lambda: text_of(live).lstrip().startswith("2 notes in "))
        assert isinstance(live.screen, Problems)


async def test_a_store_that_is_gone_is_told_and_comes_back(live, store, until, text_of):
    async with live.run_test(size=(100, 30)) as pilot:
        store.path.unlink()
        await until(pilot, lambda: "cannot be read: this is its last good state" in text_of(live))
        assert len(titles(live)) == 30
        store.path.write_text(WHOLE, "utf-8")
        await until(pilot, lambda: "can be used again" in text_of(live))
        assert not explorer(live).query(Banner)


@pytest.mark.parametrize("size", [(40, 12), (80, 24), (10, 3)])
async def test_the_banner_has_room_everywhere(live, store, until, text_of, size):
    async with live.run_test(size=size) as pilot:
        store.path.write_text(BROKEN, "utf-8")
        await until(pilot, lambda: explorer(live).query(Banner))
        await pilot.resize_terminal(40, 12)
        await until(pilot, lambda: "errors in the file" in text_of(live))
        assert text_of(live).splitlines()[1].endswith("! problems")
        assert "Event 0" in text_of(live)


async def test_a_half_saved_store_takes_nothing_away_for_good(live, store, until):
    """Half of it may be a store, too: what is gone for that moment comes back with the rest."""
    async with live.run_test(size=(120, 40)) as pilot:
        await pilot.press("slash", *"tag:odd", "enter", "G", "space", "k", "space")
        before = explorer(live).view
        store.path.write_text(HEAD + event(0), "utf-8")
        await until(pilot, lambda: titles(live) == ["Event 0"])
        assert not explorer(live).view.selection
        store.path.write_text(WHOLE, "utf-8")
        await until(pilot, lambda: len(titles(live)) == 15)
        view = explorer(live).view
        assert (view.highlighted, view.filter) == (before.highlighted, "tag:odd")
        assert set(view.selection) == set(before.selection) == {"e29", "e27"}


async def test_what_is_open_stays_and_says_that_the_store_has_changed(live, store, until, text_of):
    async with live.run_test(size=(120, 40)) as pilot:
        await pilot.press("question_mark")
        store.path.write_text(WHOLE.replace("Event 3", "Another name"), "utf-8")
        await until(pilot, lambda: "this shows it as it was" in text_of(live))
        assert isinstance(live.screen, Help)
        await pilot.press("escape")
        await until(pilot, lambda: "Another name" in text_of(live))


async def test_a_filter_being_typed_goes_on_in_the_new_store(live, store, until):
    async with live.run_test(size=(120, 40)) as pilot:
        await pilot.press("slash", *"event 2")
        store.path.write_text(WHOLE + event(30, "Event 22 again"), "utf-8")
        await until(pilot, lambda: "Event 22 again" in titles(live))
        await pilot.press("9")
        await until(pilot, lambda: titles(live) == ["Event 29"])
        assert explorer(live).asking is not None


async def test_what_was_only_begun_is_completed_without_a_word(make_app, store, until):
    opened = store.open()
    outside = Outside(store, store.stamp(), opened.problems, is_partial=True, pace=QUICK)
    app = make_app(over=opened.catalogue, outside=outside)
    async with app.run_test(size=(120, 40)) as pilot:
        await until(pilot, lambda: not explorer(app).is_partial)
        assert app.screen.query_one(KeyLine).message == ""


async def test_reading_anew_on_request_says_so_also_where_nothing_is_new(live, until):
    async with live.run_test(size=(120, 40)) as pilot:
        await pilot.press("ctrl+r")
        said = live.screen.query_one(KeyLine)
        await until(pilot, lambda: said.message == "read anew: nothing is new")


@pytest.mark.parametrize("seed", range(4))
async def test_after_a_thousand_saves_of_every_kind_the_right_state_shows(
    live, store, until, text_of, ways_to_save, seed
):
    """250 by each of four seeds, most of them too close to each other to be shown one by one."""
    rng = random.Random(seed)
    ways = list(ways_to_save.values())
    async with live.run_test(size=(100, 30)) as pilot:
        await pilot.press("G", "k", "k", "space", "space", "k")
        for number in range(250):
            some = sorted(rng.sample(range(30), rng.randrange(1, 31)))
            sound = HEAD + "".join(event(one, f"Event {one} of {number}") for one in some)
            cut = sound[: rng.randrange(len(sound))]
            rng.choice(ways)(store.path, rng.choice([sound, sound, BROKEN, cut, ""]))
            if rng.random() < 0.1:
                store.path.unlink()
            if rng.random() < 0.3:
                await pilot.pause(rng.random() * 0.01)
            assert titles(live)
            assert "vent " in text_of(live)
            if rng.random() < 0.05:
                rng.choice(ways)(store.path, WHOLE.replace("Event", f"Settled {number}, event"))
                await until(pilot, lambda n=number: titles(live)[0] == f"Settled {n}, event 0")
        rng.choice(ways)(store.path, WHOLE.replace("Event", "The last event"))
        await until(pilot, lambda: titles(live) == [f"The last event {n}" for n in range(30)])
        view = explorer(live).view
        assert (view.highlighted, set(view.selection)) == ("e28", {"e27", "e28"})
        assert not explorer(live).query(Banner)
        assert "The last event 26" in text_of(live)


EVERYWHERE = "j d slash e enter escape M tab escape S escape R escape z z enter enter escape escape"


@pytest.mark.parametrize("events", [30, 400], ids=["in memory", "in an index"])
async def test_a_store_that_was_read_anew_is_let_go_of_at_once(make_app, until, tmp_path, events):
    """Not when the garbage collector comes by: day after day, save after save."""
    path = tmp_path / "made.toml"
    write(Shape(events=events), path)
    store = StoreFile(path, caching=lambda: Cache(tmp_path / "cache"))
    opened = store.open()
    assert isinstance(opened.catalogue, IndexCatalogue) == (events > 300)
    outside = Outside(store, store.stamp(), opened.problems, pace=QUICK)
    app = make_app(over=opened.catalogue, outside=outside)
    del opened
    async with app.run_test(size=(120, 40)) as pilot:
        path.write_text(path.read_text() + "# read anew\n")  # the first is the test's, too
        await until(pilot, lambda: "read anew" in explorer(app).query_one(KeyLine).message)
        await pilot.press(*EVERYWHERE.split())
        await until(pilot, lambda: len(app.screen_stack) == 1)
        gc.collect()
        gc.disable()
        try:
            old = weakref.ref(explorer(app).catalogue)
            path.write_text(path.read_text() + "# and again\n")
            await until(pilot, lambda: explorer(app).catalogue is not old())
            await pilot.press("j")
            await until(pilot, lambda: old() is None)
        finally:
            gc.enable()
