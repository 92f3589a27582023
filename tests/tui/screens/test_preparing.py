"""What takes its time to be made: it can be left, and opens only where it is still wanted."""

import pytest

from iraq_tui.tui.screens import preparing
from iraq_tui.tui.screens.explorer import Explorer
from iraq_tui.tui.screens.help import Help
from iraq_tui.tui.screens.reading import ReadingScreen
from iraq_tui.tui.screens.summary import SummaryScreen
from iraq_tui.tui.state import start

WHAT = pytest.mark.parametrize(
    ("command", "key", "said", "opened"),
    [
        ("read", "R", "comparing both reports: left, nothing is opened", ReadingScreen),
        ("summary", "S", "summing up: left, nothing is opened", SummaryScreen),
    ],
)
EITHER = pytest.mark.parametrize("command", ["read", "summary"])


@pytest.fixture
def long(make_app, make_many, monkeypatch):
    """Nothing is made at once."""
    monkeypatch.setattr(preparing, "_AT_ONCE", 0)
    return make_app(over=make_many(400))


def begin(app, command: str) -> None:
    getattr(app.screen, f"action_{command}")()


@WHAT
async def test_what_takes_its_time_can_be_left(long, until, text_of, command, key, said, opened):
    async with long.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        begin(long, command)
        long.screen.action_step_out()
        await until(pilot, lambda: said in text_of(long))
        assert isinstance(long.screen, Explorer)
        await pilot.press(key)
        await until(pilot, lambda: isinstance(long.screen, opened))


@EITHER
async def test_what_is_of_an_earlier_store_is_not_opened(long, make_many, command):
    async with long.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        begin(long, command)
        new = make_many(10)
        long.screen.use(new, start(new))
        assert not long.screen._preparing.is_busy
        await pilot.pause()
        assert isinstance(long.screen, Explorer)


@EITHER
async def test_what_is_made_ready_does_not_open_over_something_else(long, until, command):
    async with long.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        screen = long.screen
        begin(long, command)
        await screen.run_action("help")
        await until(pilot, lambda: not screen._preparing.is_busy)
        assert isinstance(long.screen, Help)
