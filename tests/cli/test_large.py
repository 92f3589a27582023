"""A large store in a real pseudo-terminal: its first events at once, then all of it."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from benchmarks.chronicles import Shape, write
from iraq_tui.sources.open import FEW

pytestmark = pytest.mark.slow

EVENTS = 1500


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A chronicle that takes a while to read."""
    path = tmp_path_factory.mktemp("made") / "large.toml"
    write(Shape(events=EVENTS), path)
    return path


@pytest.fixture
def opened(terminal, tmp_path: Path) -> Callable[..., object]:
    """The explorer on a store, with a cache of its own."""

    def start(store: Path, *words: str, **how):
        how = {"XDG_CACHE_HOME": str(tmp_path / "cache"), **how}
        return terminal(str(store), *words, **how)

    return start


@pytest.fixture
def large(opened, made: Path) -> Callable[..., object]:
    return lambda *words, **how: opened(made, *words, **how)


def is_partial(text: str) -> bool:
    return "reading the store" in text


def is_whole(text: str) -> bool:
    return f"{EVENTS} events" in text and not is_partial(text)


def test_the_first_events_show_at_once_and_the_whole_in_the_end(large, tmp_path: Path):
    screen = large()
    screen.wait_for(lambda text: "100 events" in text or is_whole(text))
    assert "Made-up affairs" in screen.text
    screen.wait_for(is_whole)
    screen.type("G")
    screen.type("q")
    assert screen.end() == 0
    assert list((tmp_path / "cache").rglob("*.index"))


def test_what_is_about_all_events_says_that_it_waits_and_works_later(large):
    screen = large()
    screen.wait_for("100 events")
    screen.type("/")
    screen.wait_for(lambda text: "works as soon as the whole store is read" in text
                    or is_whole(text))  # fmt: skip
    screen.type("jj")
    screen.wait_for(is_whole)
    screen.type("/ferry\r")
    screen.wait_for(lambda text: f"of {EVENTS} events" in text)
    screen.type("q")
    assert screen.end() == 0


def test_one_may_leave_while_it_is_being_read(large):
    screen = large()
    screen.wait_for("100 events")
    screen.type("q")
    assert screen.end() == 0
    assert b"\x1b[?1049l" in screen.raw


def test_the_second_time_it_is_whole_at_once(large, made: Path):
    os.utime(made, (10**9, 10**9))  # a file that has just changed is not known by its age
    screen = large()
    screen.wait_for(is_whole)
    screen.type("q")
    assert screen.end() == 0
    again = large()
    again.wait_for(lambda text: "events" in text and "Made-up" in text)
    assert is_whole(again.text)
    again.type("q")
    assert again.end() == 0


def test_a_store_that_turns_out_broken_ends_with_its_problems_and_no_screen(
    opened, made: Path, tmp_path: Path
):
    head, last = made.read_text("utf-8").rsplit("[[events]]\nid = ", 1)
    broken = tmp_path / "broken.toml"
    broken.write_text(f"{head}[[events]]\nid = 7 # {last}", "utf-8")
    screen = opened(broken)
    assert screen.end() == 1
    after = screen.raw.decode("utf-8", "replace").rsplit("\x1b[?1049l", 1)[-1]
    assert "broken.toml:" in after
    assert "error" in after
    assert not list((tmp_path / "cache").rglob("*.index"))


@pytest.mark.parametrize("how", ["--no-cache", "IRAQ_TUI_SECURE"])
def test_where_no_cache_is_wanted_none_is_read_or_written(how: str, tmp_path: Path):
    few = FEW + 20
    write(Shape(events=few, claims=2), tmp_path / "made.toml")
    cache = tmp_path / "cache"
    kept = {k: v for k, v in os.environ.items() if not k.startswith("IRAQ_TUI_")}
    kept["XDG_CACHE_HOME"] = str(cache)
    listing = [sys.executable, "-m", "iraq_tui", "list", str(tmp_path / "made.toml")]

    def listed(*words: str, **more: str) -> str:
        done = subprocess.run(
            [*listing, *words], capture_output=True, text=True, env={**kept, **more}, check=True
        )
        assert done.stderr == ""  # no progress in a pipe
        return done.stdout

    secure = {"IRAQ_TUI_SECURE": "1"} if how.startswith("IRAQ") else {}
    words = () if secure else (how,)
    without = listed(*words, **secure)
    assert without.count("\n") >= few
    assert not cache.exists()
    assert listed() == without
    (index,) = cache.rglob("*.index")
    os.utime(index, (10**9, 10**9))
    assert listed(*words, **secure) == without
    assert index.stat().st_mtime == 10**9  # whoever uses an index says so
    assert listed() == without
    assert index.stat().st_mtime > 10**9
