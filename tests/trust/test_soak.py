"""Long days: nothing that was opened and closed stays behind, however often."""

import ast
import asyncio
import gc
import os
import time
from collections import Counter
from pathlib import Path

import pytest
from textual import events
from textual._styles_cache import StylesCache
from textual.dom import DOMNode
from textual.message_pump import MessagePump
from textual.timer import Timer
from textual.worker import Worker

from benchmarks.soak import Soak, State, broken, soak
from benchmarks.walk import Deed, walk
from benchmarks.workplace import BUNDLED, Workplace
from iraq_tui.sources.open import open_store
from iraq_tui.sources.store_file import StoreFile
from iraq_tui.tui.app import ExplorerApp
from iraq_tui.tui.options import ExploreOptions
from iraq_tui.tui.outside import real
from iraq_tui.tui.state import start

LONG = bool(os.environ.get("IRAQ_TUI_LONG_TESTS"))
OPENED = "d enter enter escape escape question_mark escape exclamation_mark escape x escape"
MORE = "S escape M tab j escape R j slash t enter escape escape z plus L z colon t a escape"
LINES = "slash t a escape t 2 0 escape A y u J K d D m r a a tab tab tab ctrl+r"
ROUND = [*OPENED.split(), *MORE.split(), *LINES.split()]
"""Every screen, dialogue and line, opened and left."""


def living() -> Counter[str]:
    """How many there are of all that a walk could leave behind."""
    gc.collect()
    kinds = (MessagePump, DOMNode, Timer, Worker, StylesCache)
    return Counter(type(one).__name__ for one in gc.get_objects() if isinstance(one, kinds))


@pytest.fixture
def app(store: Path, tmp_path: Path) -> ExplorerApp:
    """The explorer on a copy of the bundled chronicle."""
    path = tmp_path / "own.toml"
    path.write_bytes(store.read_bytes())
    opened = open_store(path)
    file = StoreFile(path)
    outside = real(file, file.stamp(), opened, environment={})
    options = ExploreOptions()
    return ExplorerApp(opened.catalogue, start(opened.catalogue), options, outside)


async def nothing_more(before: Counter[str]) -> None:
    """Wait until there is no more than before: a message, say, shows for some seconds."""
    end = time.monotonic() + 20
    while (more := living() - before) and time.monotonic() < end:
        await asyncio.sleep(0.3)
    assert more == Counter()


async def walked(pilot, keys: list[str]) -> None:
    """Press keys as they come from a terminal, which waits for nothing."""
    for key in [*keys, "escape", "escape", "escape", "g"]:
        pilot.app.post_message(events.Key(key, key if len(key) == 1 else None))
        for _ in range(8):
            await asyncio.sleep(0)
    async with asyncio.timeout(20):
        while not pilot.app.takes_keys or len(pilot.app.screen_stack) > 1:
            await asyncio.sleep(0.01)
    await pilot.pause()


async def test_keys_over_all_screens_leave_nothing_behind(app):
    async with app.run_test(size=(120, 40)) as pilot:
        await walked(pilot, ROUND)  # what is kept on purpose is there then
        before = living()
        for _ in range(12 if LONG else 4):
            await walked(pilot, ROUND)
        assert len(app.screen_stack) == 1
        await nothing_more(before)


async def test_moves_of_the_focus_hold_no_more_memory(app):
    """Textual's Footer leaves watchers at each; our line of keys has none to leave."""
    async with app.run_test(size=(120, 40)) as pilot:
        for _ in range(5):
            await walked(pilot, ["tab"] * 30)  # what is kept on purpose is there then
        before, watchers = living(), watching(app.screen)
        total = len(gc.get_objects())
        for _ in range(100 if LONG else 5):
            await walked(pilot, ["tab"] * 30)
        await nothing_more(before)
        assert watching(app.screen) == watchers
        assert len(gc.get_objects()) - total < (3000 if LONG else 150)  # not one for each


@pytest.mark.parametrize("keys", ["d enter enter", "question_mark", "exclamation_mark", "x", "M"])
async def test_what_is_left_before_it_has_mounted_is_left_after_it_has(app, monkeypatch, keys: str):
    """A screen that is closed at once would mount without its parts, and fail on that."""
    opened = []

    def push(screen, *rest, **more):
        app.post_message(events.Key("escape", None))  # typed just then
        opened.append(screen)
        return usual(screen, *rest, **more)

    async with app.run_test(size=(120, 40)) as pilot, asyncio.timeout(20):
        usual = app.push_screen
        monkeypatch.setattr(app, "push_screen", push)
        await pilot.pause()
        for key in keys.split():
            app.post_message(events.Key(key, None))
            await asyncio.sleep(0.05)
        while not opened or len(app.screen_stack) > 1 or not app.takes_keys:
            await asyncio.sleep(0.01)
        await pilot.pause()
        assert app.crash is None


def watching(screen) -> int:
    """How many watchers there are on all widgets."""
    nodes = [screen.app, screen, *screen.query("*")]
    return sum(
        len(some) for node in nodes for some in getattr(node, "__watchers", {}).values()
    )  # fmt: skip


def test_nothing_of_ours_binds_data_of_widgets_or_uses_the_footer(root: Path):
    found = [
        f"{path.name}:{node.lineno}"
        for path in (root / "src").rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if (isinstance(node, ast.Attribute) and node.attr == "data_bind")
        or (isinstance(node, ast.ImportFrom) and "textual" in (node.module or "")
            and any(one.name in ("Footer", "FooterKey") for one in node.names))
    ]  # fmt: skip
    assert found == []


# --- in a terminal --------------------------------------------------------------------------------


@pytest.mark.slow
@pytest.mark.skipif(not Path("/proc/self/smaps_rollup").exists(), reason="it looks into /proc")
def test_a_walk_in_a_terminal_leaves_threads_and_files_as_they_were(tmp_path: Path):
    states = list(soak(Workplace(tmp_path), BUNDLED, [5.0, 5.0], seed=3, rest=0.5))
    assert broken(states, growth=3.0) == []
    assert states[-1].keys > states[0].keys > 50


@pytest.mark.slow
@pytest.mark.skipif(not LONG, reason="IRAQ_TUI_LONG_TESTS")
def test_forty_seconds_hold_no_more_than_a_third_of_them(tmp_path: Path):
    states = list(soak(Workplace(tmp_path), BUNDLED, [15.0, 10.0, 15.0], seed=4))
    assert broken(states, growth=1.35) == []


# --- what is promised -----------------------------------------------------------------------------


def state(**other) -> State:
    usual = {"keys": 1200, "resident": 60.0, "proportional": 50.0, "anonymous": 48.0}
    return State(**{**usual, "threads": 5, "files": 8, "share": 0.003, **other})


@pytest.mark.parametrize(
    ("later", "said"),
    [
        ({}, []),
        ({"resident": 71.9}, []),
        ({"resident": 72.1}, ["resident memory grew from 60.0 to 72.1 MB"]),
        ({"proportional": 61.0}, ["proportional memory grew from 50.0 to 61.0 MB"]),
        ({"threads": 5, "files": 9}, []),
        ({"threads": 6}, ["threads became more: 5, then 6"]),
        ({"files": 10}, ["files became more: 8, then 10"]),
        ({"files": 7}, []),
        ({"share": 0.5}, ["it used 50% of a processor at rest"]),
    ],
)
def test_what_breaks_the_promise_is_told(later: dict, said: list[str]):
    assert broken([state(), state(**later), state()]) == said


def test_a_walk_is_the_same_for_each_seed_and_goes_everywhere():
    def strokes(seed: int) -> list:
        steps = walk(seed)
        return [next(steps) for _ in range(4000)]

    assert strokes(1) == strokes(1) != strokes(2)
    assert set(Deed) < set(strokes(1))
    opened = {b"?", b"!", b"M", b"S", b"R", b"z", b"x", b"/", b"t", b":", b"d", b"e", b"y"}
    assert opened <= set(strokes(1))
    assert not {b"q", b"\x11", b"\x1a"} & set(strokes(1))  # nothing quits


def test_the_store_is_rewritten_to_what_can_be_read_but_for_a_few(tmp_path: Path, store: Path):
    copy = tmp_path / "copy.toml"
    copy.write_bytes(store.read_bytes())
    soaking = Soak(None, copy, 1)
    seen = set()
    for _ in range(40):
        soaking._rewrite()
        seen.add(copy.read_bytes())
    assert len(seen) == 40
    assert sum(b"[[evens]]" in one for one in seen) == 1
    assert [one.name for one in tmp_path.iterdir()] == ["copy.toml"]
