"""Fewer bytes, the same screen: what is left out is checked against a terminal that got it all."""

import pyte
import pytest
from hypothesis import given
from hypothesis import strategies as st

from iraq_tui.tui.thrift import Thrift

COLUMNS, ROWS = 24, 4
STYLES = (
    "",
    "0",
    "1",
    "38;2;1;2;3",
    "1;38;2;1;2;3;48;2;9;9;9",
    "4;38;5;200;48;2;9;9;9",
    "7;31;44",
    "3;38;2;4;5;6;48;2;9;9;9",
    "1;2;38;2;4;5;6",
    "53",
    "38;2;1",
)


def put(row: int, column: int, text: str, style: str) -> str:
    """A text as Textual writes it."""
    said = f"\x1b[{style}m{text}\x1b[0m" if style else text
    return f"\x1b[{row};{column}H{said}"


@st.composite
def texts(draw):
    column = draw(st.integers(1, COLUMNS - 1))
    text = draw(st.text(st.sampled_from("ab  їЖ·≠─漢é"), min_size=1, max_size=12))
    while sum(2 if char == "漢" else 1 for char in text) > COLUMNS - column + 1:
        text = text[:-1]
    return put(draw(st.integers(1, ROWS)), column, text or "a", draw(st.sampled_from(STYLES)))


frames = st.lists(texts(), max_size=6).map("".join)


class Screen:
    """A terminal as it looks."""

    def __init__(self) -> None:
        self.screen = pyte.Screen(COLUMNS, ROWS)
        self.stream = pyte.Stream(self.screen)

    def looks(self) -> list[list[tuple]]:
        return [[self._cell(self.screen.buffer[y][x]) for x in range(COLUMNS)] for y in range(ROWS)]

    @staticmethod
    def _cell(char) -> tuple:
        ground = (char.data, char.bg, char.underscore, char.reverse)
        if char.data == " " and not (char.underscore or char.reverse):
            return ground
        return (*ground, char.fg, char.bold, char.italics)


@given(st.lists(frames, max_size=6))
def test_the_screen_looks_the_same(data):
    thrift, plain, thrifty = Thrift(), Screen(), Screen()
    for frame in data:
        plain.stream.feed(frame)
        thrifty.stream.feed(thrift.shorten(frame))
        assert thrifty.looks() == plain.looks()


@given(frames)
def test_what_shows_already_is_not_written_again(frame):
    thrift = Thrift()
    thrift.shorten(frame)
    if "漢" not in frame:
        again = thrift.shorten(frame)
        assert len(again) <= len(frame)
    one = put(2, 3, "the same", "1;38;2;1;2;3")
    thrift.shorten(one)
    assert thrift.shorten(one) == ""


def test_only_what_differs_is_written_in_no_more_style_than_it_needs():
    thrift = Thrift()
    thrift.shorten(put(1, 1, "first round", "38;2;1;2;3;48;2;9;9;9"))
    changed = thrift.shorten(put(1, 1, "first sound", "38;2;1;2;3;48;2;9;9;9"))
    assert changed == "\x1b[1;7H\x1b[38;2;1;2;3;48;2;9;9;9ms\x1b[m"
    two = put(2, 1, "ab", "38;2;1;2;3;48;2;9;9;9") + put(2, 3, "cd", "1;38;2;1;2;3;48;2;9;9;9")
    assert thrift.shorten(two) == "\x1b[2;1H\x1b[38;2;1;2;3;48;2;9;9;9mab\x1b[1mcd\x1b[m"


def test_the_cursor_is_left_where_it_should_be():
    thrift = Thrift()
    thrift.shorten(put(1, 1, "text", ""))
    assert thrift.shorten(put(1, 1, "text", "") + "\x1b[4;7H") == "\x1b[4;7H"


def test_text_that_ends_like_a_movement_is_not_written_twice():
    frame = put(5, 1, "Bold", "1") + " OH"
    screen = Screen()
    screen.stream.feed(Thrift().shorten(frame.replace("[5;", "[4;")))
    assert screen.screen.display[3].rstrip() == "Bold OH"


def test_what_was_painted_while_the_terminal_changed_its_size_is_not_taken_for_known():
    """A frame of the old size may wrap; the explorer forgets at the size's news, and once more."""
    wide, new = put(1, 1, "x" * COLUMNS + "y" * COLUMNS, ""), put(1, 1, "z" * 4, "")
    thrift, plain, thrifty = Thrift(), Screen(), Screen()
    for frame in (wide, new + put(2, 1, " " * COLUMNS, "")):
        thrift.forget()
        plain.stream.feed(frame)
        thrifty.stream.feed(thrift.shorten(frame))
    assert thrifty.looks() == plain.looks()


@pytest.mark.parametrize(
    "strange",
    ["\x1b[2J", "\x1b[?1049h", "\x1b[3;1H\x1b[K", "a\x1b[1A", "\tb", "no place", "\x1b]0;t\x07"],
)
def test_what_is_not_understood_goes_through_and_nothing_is_known_after_it(strange):
    thrift, frame = Thrift(), put(1, 1, "text", "1")
    thrift.shorten(frame)
    assert thrift.shorten(strange) == strange
    assert thrift.shorten(frame) == put(1, 1, "text", "1").replace("\x1b[0m", "\x1b[m")


@pytest.mark.parametrize(
    "harmless",
    ["\x1b[?2026h", "\x1b[?25l", "\x1b]52;c;QQ==\x07", "\x1b]22;text\x1b\\", "\x07"],
)
def test_what_changes_no_cell_goes_through(harmless):
    thrift, frame = Thrift(), put(1, 1, "text", "1")
    thrift.shorten(frame)
    assert thrift.shorten(harmless) == harmless
    assert thrift.shorten(frame) == ""


async def test_a_walk_through_the_explorer_looks_the_same(make_app, make_many):
    """Whole frames of the real explorer, as its compositor renders them."""
    app = make_app(over=make_many(60))
    size = (100, 30)
    thrift, plain, thrifty = Thrift(), pyte.Screen(*size), pyte.Screen(*size)
    feeds = [pyte.Stream(plain), pyte.Stream(thrifty)]
    sent = [0, 0]

    def frame(_screen, renderable) -> None:
        if renderable is None or not hasattr(renderable, "render_segments"):
            return
        data = renderable.render_segments(app.console)
        for number, written in enumerate((data, thrift.shorten(data))):
            feeds[number].feed(written)
            sent[number] += len(written)

    async with app.run_test(size=size) as pilot:
        app._display = frame
        app.action_repaint()
        await pilot.pause()
        for key in ("j", "d", "space", "slash", "p", "escape", "tab", "m", "a", "G", "?"):
            await pilot.press(key)
            await pilot.pause()
            assert [row.rstrip() for row in thrifty.display] == [
                row.rstrip() for row in plain.display
            ], key
    assert sent[1] < sent[0] / 2
