"""The screen of problems, walked by a pilot."""

from pathlib import Path

import pytest
from textual.app import App

import iraq_tui.tui
from iraq_tui.sources.toml.problem import Problem, Severity
from iraq_tui.tui.kit import Kit
from iraq_tui.tui.screens.problems import Problems

LONG = "one of many words that explain it at length, " * 4
FOUND = (
    Problem("note", "a note", "no haste", (), Severity.NOTE, file="/n/e.toml"),
    Problem("first", "the first is wrong", LONG, why=LONG, file="/n/e.toml", line=3),
    Problem("second", "the second is wrong", LONG, file="/n/e.toml", line=30),
)
NOTE, FIRST, SECOND = FOUND


class Host(App[None]):
    """Shows the screen in the explorer's own style, and keeps what it gave."""

    CSS_PATH = Path(iraq_tui.tui.__file__).with_name("app.tcss")

    def __init__(self, problems, stale: bool) -> None:
        super().__init__()
        self.given: list[Problem | None] = []
        self._shown = Problems(problems, stale, Kit())

    def on_mount(self) -> None:
        self.push_screen(self._shown, self.given.append)


@pytest.mark.parametrize("size", [(100, 30), (40, 12)])
@pytest.mark.parametrize(
    ("keys", "given"),
    [
        ("enter", [FIRST]),
        ("G enter", [NOTE]),
        ("G g enter", [FIRST]),
        ("G k enter", [SECOND]),
        ("escape", [None]),
        ("q", [None]),
        ("j", []),
    ],
)
async def test_enter_gives_the_problem_the_cursor_is_on(size, keys, given):
    app = Host(FOUND, stale=True)
    async with app.run_test(size=size) as pilot:
        await pilot.press(*keys.split())
        await pilot.pause()
        assert app.given == given


async def test_every_word_can_be_read_on_a_small_terminal(text_of):
    app = Host(FOUND, stale=True)
    seen = set()
    async with app.run_test(size=(40, 12)) as pilot:
        for _ in range(24):
            await pilot.pause()
            seen |= set(text_of(app).split())
            await pilot.press("j")
        assert app.given == []
        await pilot.press("enter")
        await pilot.pause()
    assert app.given == [NOTE]
    assert set(f"{LONG} {FIRST.what} {SECOND.what} {NOTE.what} {NOTE.mend}".split()) <= seen


async def test_without_problems_it_says_so_and_there_is_nothing_to_edit(text_of):
    app = Host((), stale=False)
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("j", "enter")
        await pilot.pause()
        assert "No problems" in text_of(app)
        assert "edit" not in text_of(app)
        assert app.given == []
        await pilot.press("escape")
        await pilot.pause()
    assert app.given == [None]


async def test_a_click_puts_the_cursor_on_a_problem(text_of):
    app = Host(FOUND, stale=False)
    async with app.run_test(size=(100, 40)) as pilot:
        await pilot.pause()
        lines = text_of(app).split("\n")
        row = next(y for y, line in enumerate(lines) if SECOND.what in line)
        await pilot.click(offset=(12, row))
        await pilot.press("enter")
        await pilot.pause()
    assert app.given == [SECOND]


async def test_the_place_is_kept_through_sizes_too_small_to_use():
    app = Host(FOUND, stale=False)
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("j")
        for size in [(10, 3), (1, 1), (300, 100), (40, 12)]:
            await pilot.resize_terminal(*size)
            await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
    assert app.given == [SECOND]
