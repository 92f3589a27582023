"""The line to type in, as it stands in the explorer."""

import pytest
from textual import events

from iraq_tui.tui.widgets.prompt import Prompt

LONG = "abcdefghij" * 20


def line_of(text: str) -> str:
    return next(line for line in text.splitlines() if line.strip().startswith("filter"))


def is_painted(screen) -> bool:
    return not screen._dirty_widgets and not screen._layout_required


async def test_of_a_text_longer_than_the_line_its_end_shows(make_app, text_of):
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("slash", *LONG, "x", "y", "z")
        assert "ghijxyz" in line_of(text_of(app))
        await pilot.press("home")
        assert " abcdefg" in line_of(text_of(app))
        assert "xyz" not in line_of(text_of(app))


async def test_another_letter_does_not_lay_the_screen_out_anew(make_app, until, text_of):
    app = make_app()
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("slash", "b")
        await until(pilot, lambda: "filter b" in text_of(app))
        await until(pilot, lambda: is_painted(app.screen))
        layouts = []
        app.screen.screen_layout_refresh_signal.subscribe(app, layouts.append, immediate=True)
        prompt = app.screen.query_one("#filter", Prompt)
        prompt.set_text("bridge")
        await pilot.pause()
        await until(pilot, lambda: is_painted(app.screen))
        assert "filter bridge" in text_of(app)
        assert not layouts


@pytest.mark.parametrize("key", ["t", "slash"])
async def test_every_letter_shows_as_it_is_typed(make_app, text_of, key):
    """Before any answer has shown beside the line, too."""
    app = make_app()
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press(key)
        for number, letter in enumerate("january", 1):
            await pilot.press(letter)
            await pilot.pause()
            assert f" {'january'[:number]} " in text_of(app).replace("\n", " ")


async def test_what_is_pasted_is_gated_before_so_that_typing_goes_on_behind_it(make_app):
    app = make_app()
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("slash")
        app.post_message(events.Paste("a\u202eb\x1b]0;x\x07\nsecond line"))
        await pilot.pause()
        await pilot.press("c")
        line = app.screen.query_one("#filter", Prompt).input
        assert line.value == "a<U+202E>b␛]0;x␇c"
        await pilot.press("ctrl+u")
        assert line.value == ""
