"""Panes written straight to the terminal: the same as if the whole screen had been composed."""

from io import StringIO

import pyte
import pytest

from iraq_tui.tui.driver import ThriftyDriver
from iraq_tui.tui.outgoing import Outgoing
from iraq_tui.tui.thrift import Thrift

SIZE = (120, 40)


class Recorder(ThriftyDriver):
    """Writes to a terminal in memory."""

    is_inline = False

    def __init__(self, app, screen: pyte.Screen) -> None:
        self.__dict__.update(app._driver.__dict__)
        self._writer_thread = Writer(screen)
        self._thrift = Thrift()
        self._outgoing = Outgoing(StringIO())

    def flush(self) -> None:
        """Nothing is held back."""


class Writer:
    """Stands for the thread that writes to the terminal."""

    def __init__(self, screen: pyte.Screen) -> None:
        self._stream = pyte.Stream(screen)

    def write(self, data: str) -> None:
        self._stream.feed(data)


def cells(screen: pyte.Screen) -> list[list[tuple]]:
    """What can be seen, cell by cell."""
    return [
        [_cell(screen.buffer[y][x]) for x in range(screen.columns)] for y in range(screen.lines)
    ]


def _cell(char) -> tuple:
    ground = (char.data, char.bg, char.underscore, char.reverse)
    blank = char.data == " " and not (char.underscore or char.reverse)
    return ground if blank else (*ground, char.fg, char.bold, char.italics)


def composed(app) -> list[list[tuple]]:
    """The whole screen as Textual composes it."""
    screen = pyte.Screen(*app.size)
    update = app.screen._compositor.render_full_update()
    pyte.Stream(screen).feed(update.render_segments(app.console))
    return cells(screen)


@pytest.fixture
def recorded():
    """Have an app write to a terminal in memory."""

    def record(app, size=SIZE) -> pyte.Screen:
        screen = pyte.Screen(*size)
        app._driver = Recorder(app, screen)
        app.action_repaint()
        return screen

    return record


WALK = (
    *("j",) * 30,
    *("pagedown", "pagedown", "pageup", "G", "k", "g", "d", "d", "space", "v", "j", "j", "v"),
    *("slash", "p", "e", "r", "enter", "j", "escape", "o", "o", "s", "tab", "j", "j", "k"),
    *("tab", "j", "enter", "j", "escape", "t", "2", "0", "3", "1", "enter", "question_mark"),
    *("j", "pagedown", "escape", "m", "a", "j", "colon", "b", "r", "down", "down", "escape"),
)


@pytest.mark.parametrize("size", [SIZE, (80, 24), (40, 12)])
async def test_whatever_is_done_the_terminal_shows_what_the_screen_is(
    make_app, make_many, recorded, size
):
    app = make_app(over=make_many(300))
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        headless = app._driver
        screen = recorded(app, size)
        try:
            for key in WALK:
                await pilot.press(key)
                await pilot.pause()
                assert cells(screen) == composed(app), key
        finally:
            app._driver = headless


async def test_a_step_composes_nothing(make_app, make_many, recorded, monkeypatch):
    app = make_app(over=make_many(300))
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        headless = app._driver
        screen = recorded(app)
        try:
            await pilot.pause()
            before, composing = cells(screen), []
            monkeypatch.setattr(app, "_display", lambda *_: composing.append(1))
            for key in ("j", "pagedown", "G", "g", "d"):
                await pilot.press(key)
                await pilot.pause()
            assert not composing
            assert cells(screen) != before
        finally:
            app._driver = headless
