"""The journeys, walked by a pilot."""

import pytest
from textual import events

from iraq_tui.domain.moment import parse_moment
from iraq_tui.domain.selection import by_ids
from iraq_tui.export.markdown import to_markdown
from iraq_tui.sources.toml.problem import Problem, Severity
from iraq_tui.tui.outside import Outside
from iraq_tui.tui.screens.explorer import Explorer
from iraq_tui.tui.screens.export import Export
from iraq_tui.tui.screens.help import Help
from iraq_tui.tui.widgets.bars import KeyLine
from iraq_tui.tui.widgets.lines import Lines
from iraq_tui.tui.widgets.prompt import Prompt

SIZES = [(160, 50), (100, 30), (80, 24), (40, 12)]


def explorer(app) -> Explorer:
    return next(screen for screen in app.screen_stack if isinstance(screen, Explorer))


def here(app) -> str | None:
    return explorer(app).view.highlighted


def pane(app) -> str | None:
    return app.focused.id if app.focused else None


@pytest.mark.parametrize("size", SIZES)
async def test_walking_shows_each_event_with_its_comparison(make_app, text_of, until, size):
    app = make_app()
    async with app.run_test(size=size) as pilot:
        assert pane(app) == "timeline"
        for key in ("j", "down", "k", "G", "g", "end", "home", "ctrl+d", "pageup", "J"):
            await pilot.press(key)
        await pilot.pause()
        assert here(app) == "talks"
        if size[0] < 80:
            await pilot.press("enter")
            assert pane(app) == "comparison"
            await until(pilot, lambda: "Talks about the money" in text_of(app))
            await pilot.press("pagedown")  # it is read from its top
        await until(pilot, lambda: "12 March 2027" in text_of(app))


async def test_disagreements_and_one_sided_events_are_jumped_to(make_app, text_of):
    app = make_app()
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("d", "d", "d")
        assert here(app) == "opening"
        await pilot.press("d")
        assert here(app) == "opening"
        assert "no disagreement after this one" in text_of(app)
        await pilot.press("o")
        assert here(app) == "rumour"
        await pilot.press("D", "left_curly_bracket", "O")
        assert here(app) == "plan"


async def test_selecting_a_range_and_undoing_it(make_app, text_of):
    app = make_app()
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("space", "j", "v", "j", "j")
        assert explorer(app).view.selection == {"plan"}
        await pilot.pause()
        assert "4 selected" in text_of(app)
        await pilot.press("v")
        assert explorer(app).view.selection == {"plan", "price", "opening", "rumour"}
        await pilot.press("u")
        assert "U brings it back" in text_of(app)
        await pilot.press("U", "A")
        assert len(explorer(app).view.selection) == 9


async def test_escape_drops_a_range_then_the_filter(make_app):
    app = make_app(filter="tag:plans")
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("v", "j", "escape")
        assert (explorer(app).view.anchor, explorer(app).view.filter) == (None, "tag:plans")
        await pilot.press("escape")
        assert explorer(app).view.filter == ""
        assert here(app) == "talks"


async def test_the_filter_follows_live_and_enter_keeps_it(make_app, text_of, until):
    app = make_app()
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("slash", *"tag:plans")
        assert len(explorer(app).view.visible) == 2
        assert "2 of 9" in text_of(app)
        await pilot.press("enter")
        assert pane(app) == "timeline"
        await until(pilot, lambda: "2 of 9 events" in text_of(app))
        assert "tag:plans" in text_of(app)


async def test_escape_restores_what_was_before_the_filter(make_app):
    app = make_app()
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("G", "slash", *"tag:plans")
        assert here(app) == "talks"
        await pilot.press("escape")
        assert (here(app), explorer(app).view.filter) == ("odd", "")
        assert pane(app) == "timeline"


async def test_a_bad_term_is_named_in_place_and_cannot_be_kept(make_app, text_of):
    app = make_app()
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("slash", *"verdict:difer", "enter")
        assert "did you mean differ" in text_of(app)
        assert explorer(app).asking is not None
        await pilot.press("backspace", "backspace", *"fer", "enter")
        assert explorer(app).asking is None
        assert explorer(app).view.filter == "verdict:differ"


async def test_going_to_a_date(make_app):
    app = make_app()
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("t", *"may 2031", "enter")
        assert here(app) == "price"
        await pilot.press("t", *"nonsense", "enter")
        assert explorer(app).query_one("#date", Prompt).error
        await pilot.press("escape")
        assert here(app) == "price"


async def test_swapping_and_changing_the_reports(make_app, until, text_of):
    app = make_app()
    async with app.run_test(size=(160, 50)) as pilot:
        await pilot.press("r")
        assert explorer(app).view.pair == ("uk", "en")
        await pilot.press("r", "right_square_bracket")
        assert explorer(app).view.pair == ("en", "xx")
        await until(pilot, lambda: "en │ xx" in text_of(app))


async def test_the_original_wording_and_the_rows_of_the_comparison(make_app, until, text_of):
    app = make_app()
    async with app.run_test(size=(160, 50)) as pilot:
        await pilot.press("d", "m", "enter", "j", "k", "pagedown", "G", "g")
        await until(pilot, lambda: "“uk when дослівно”" in text_of(app))
        assert pane(app) == "comparison"
        await pilot.press("escape")
        assert pane(app) == "timeline"


async def test_an_actor_goes_into_the_filter_and_out(make_app, until, text_of):
    app = make_app()
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("a", "j", "j", "space")
        assert explorer(app).view.filter == "actor:mayor"
        assert pane(app) == "actors"
        await until(
            pilot, lambda: "/" in next(x for x in text_of(app).splitlines() if "Mayor" in x)
        )
        await pilot.press("enter")
        assert explorer(app).view.filter == ""
        await pilot.press("h", "h", "l", "a")
        assert pane(app) == "timeline"
        assert "Actors" not in text_of(app)


async def test_the_export_writes_what_the_command_line_would(
    make_app, catalogue, tmp_path, monkeypatch, text_of
):
    monkeypatch.chdir(tmp_path)
    app = make_app()
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("space", "space", "x")
        assert isinstance(app.screen, Export)
        assert "Export 2 events" in text_of(app)
        await pilot.press("enter")
        await pilot.pause()
        assert "written:" in text_of(app)
    written = (tmp_path / "the-bridge-of-port-quill.md").read_text()
    chosen = by_ids(catalogue, frozenset(("plan", "talks")), ("en", "uk"))
    assert written == to_markdown(catalogue, chosen)


async def test_the_export_overwrites_only_when_told(make_app, tmp_path, monkeypatch, text_of):
    monkeypatch.chdir(tmp_path)
    target = tmp_path / "the-bridge-of-port-quill.md"
    target.write_text("mine")
    app = make_app()
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("x", "enter")
        await pilot.pause()
        assert "ctrl+o overwrites it" in text_of(app)
        assert target.read_text() == "mine"
        await pilot.press("ctrl+o")
        assert not isinstance(app.screen, Export)
    assert target.read_text().startswith("# The bridge")


async def test_an_export_that_fails_says_why_and_a_cancelled_one_writes_nothing(
    make_app, tmp_path, monkeypatch, text_of
):
    monkeypatch.chdir(tmp_path)
    app = make_app()
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("x", "home", *"nowhere/", "enter")
        await pilot.pause()
        assert "its folder does not exist" in text_of(app)
        await pilot.press("tab", "j", "tab", "escape")
        assert not isinstance(app.screen, Export)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("key", ["question_mark", "f1"])
async def test_the_help_opens_and_closes(make_app, text_of, key):
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press(key)
        assert isinstance(app.screen, Help)
        assert "quit from anywhere" in text_of(app)
        await pilot.press("G")
        await pilot.pause()
        assert "tag:talks" in text_of(app)
        await pilot.press("q")
        assert isinstance(app.screen, Explorer)


@pytest.mark.parametrize("keys", [["q"], ["ctrl+q"], ["slash", "x", "ctrl+q"], ["x", "ctrl+q"]])
async def test_quitting_ends_with_zero(make_app, keys):
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press(*keys)
    assert (app.return_code, app.crash) == (0, None)


STORM = [(1, 1), (4, 4), (40, 9), (40, 10), (80, 19), (119, 60), (200, 60), (3, 60), (100, 30)]


@pytest.mark.parametrize("keys", [[], ["enter"], ["a"], ["slash", "r"], ["x"], ["question_mark"]])
async def test_no_size_breaks_it_and_the_focus_comes_back(make_app, keys):
    app = make_app(at=parse_moment("2031-06-01"))
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press(*keys)
        focused, screen = app.focused, app.screen
        for size in STORM:
            await pilot.resize_terminal(*size)
            await pilot.pause()
        assert app.screen is screen
        assert app.focused is focused
        assert here(app) == "repair"
    assert app.crash is None


async def test_keys_work_again_after_it_was_too_small(make_app, text_of):
    app = make_app()
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.resize_terminal(30, 8)
        await pilot.pause()
        assert text_of(app).strip() == "too small: 40x10 at least"
        await pilot.resize_terminal(100, 30)
        await pilot.pause()
        await pilot.press("j")
        assert here(app) == "talks"


async def test_the_highlight_stays_in_sight_through_resizing(make_app, make_many, text_of):
    app = make_app(over=make_many(400))
    async with app.run_test(size=(160, 50)) as pilot:
        await pilot.press("ctrl+d", "pagedown", "pagedown")
        title = f"Event {explorer(app).view.highlighted[1:]} "
        for size in ((80, 24), (40, 12), (120, 40)):
            await pilot.resize_terminal(*size)
            await pilot.pause()
            assert any(title in f"{line} " for line in text_of(app).splitlines()), size


async def test_a_click_highlights_and_the_wheel_scrolls(make_app, make_many):
    app = make_app(over=make_many(100))
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("tab")
        await pilot.click("#timeline", offset=(20, 3))
        assert pane(app) == "timeline"
        assert here(app) != "e0"
        timeline = app.screen.query_one("#timeline", Lines)
        timeline._on_mouse_scroll_down(_wheel(timeline))
        await pilot.pause()
        assert timeline.scroll_offset.y > 0


def _wheel(widget):
    from textual.events import MouseScrollDown

    return MouseScrollDown(widget, 1, 1, 0, 1, 0, shift=False, meta=False, ctrl=False)


async def test_hostile_strings_never_reach_the_terminal_raw(make_app, hostile):
    app = make_app(filter=hostile.replace('"', "").split("[@")[0])
    async with app.run_test(size=(160, 50)) as pilot:
        await pilot.press("escape", "G", "m", "x")
        await pilot.pause()
        seen = [strip.text for strip in app.screen._compositor.render_strips()]
        await pilot.press("escape")
        await pilot.pause()
        seen += [strip.text for strip in app.screen._compositor.render_strips()]
        assert not set("\x1b\x07\x85\u202e\u200b") & set("".join(seen))
        assert "[@click=app.quit]x[/]" in "".join(seen)


async def test_pasted_controls_are_shown_and_not_painted(make_app):
    from textual.events import Paste

    app = make_app()
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("slash")
        app.focused.post_message(Paste("a\x1b]0;b\x07\u202ec"))
        await pilot.pause()
        assert app.focused.value == "a␛]0;b␇<U+202E>c"


async def test_no_color_means_no_colour(make_app, monkeypatch):
    monkeypatch.setenv("NO_COLOR", "1")
    app = make_app()
    async with app.run_test(size=(160, 50)) as pilot:
        await pilot.press("d", "space")
        await pilot.pause()
        segments = [
            segment for strip in app.screen._compositor.render_strips() for segment in strip
        ]
        colours = {
            colour.name
            for segment in segments
            if segment.style
            for colour in (segment.style.color, segment.style.bgcolor)
            if colour
        }
        assert colours <= {"default"}
        assert any(segment.style and segment.style.reverse for segment in segments)


@pytest.mark.parametrize("theme", ["textual-light", "nord", "ansi-dark", "solarized-light"])
async def test_themes_are_obeyed(make_app, theme):
    app = make_app(theme=theme)
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("j")
        assert app.theme == theme


async def test_ascii_draws_only_ascii(make_app, make_many, text_of):
    app = make_app(over=make_many(50), ascii=True)
    async with app.run_test(size=(160, 50)) as pilot:
        await pilot.press("space", "v", "j")
        await pilot.pause()
        drawn = text_of(app).translate(dict.fromkeys(map(ord, "Вісник порту␛␇"), "x"))
        assert {char for char in drawn if not char.isascii()} == set()


async def test_warnings_of_the_store_are_told(make_app, text_of):
    problems = [
        Problem("kind", "something is odd", "mend it", severity=severity, file="s.toml", line=line)
        for line, severity in enumerate((Severity.WARNING, Severity.NOTE, Severity.WARNING), 1)
    ]
    app = make_app(outside=Outside(problems=problems))
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.pause()
        assert "2 warnings: ! shows them" in text_of(app)
        await pilot.press("!")
        await pilot.pause()
        assert "something is odd" in text_of(app)


async def test_a_moves_paints_no_more_than_it_must(make_app, make_many):
    app = make_app(over=make_many(200))
    async with app.run_test(size=(160, 50)) as pilot:
        await pilot.pause()
        timeline = app.screen.query_one("#timeline", Lines)
        painted = []
        paint = timeline.paint
        timeline.paint = lambda y: painted.append(y) or paint(y)
        await pilot.press("j")
        await pilot.pause()
        assert len([y for y in painted if y < timeline.size.height]) <= 2  # the others are to come


async def test_messages_give_way_to_the_keys(make_app, text_of):
    app = make_app()
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("v")
        assert app.screen.query_one(KeyLine).message
        explorer(app).say("")
        await pilot.pause()
        assert "? help" in text_of(app)


# --- typing ---------------------------------------------------------------------------------------


async def test_a_slash_can_be_typed_in_a_line(make_app):
    app = make_app()
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("slash", "a", "slash", "b")
        await pilot.pause()
        assert app.query_one("#filter").input.value == "a/b"


async def test_editing_keys_wait_their_turn_in_a_burst(make_app, until):
    app = make_app()
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("slash")
        for key, character in (("t", "t"), ("x", "x"), ("backspace", None), ("a", "a")):
            app.post_message(events.Key(key, character))
        await until(pilot, lambda: app.query_one("#filter").input.value == "ta")


async def test_the_comparison_keeps_its_title_while_a_line_is_typed_in(make_app):
    app = make_app()
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("d", "d")
        for keys in (("slash", "escape"), ("m", "m")):
            await pilot.press(*keys)
            await pilot.pause()
            assert app.query_one("#comparison").scroll_offset.y == 0


async def test_half_a_term_shows_the_events_of_before(make_app):
    app = make_app()
    async with app.run_test(size=(100, 30)) as pilot:
        before = app.screen.view.visible
        await pilot.press(*"/verdict:dif")
        await pilot.pause()
        assert app.query_one("#filter").error
        assert app.screen.view.visible == before


async def test_a_message_goes_when_it_is_no_longer_so(make_app, text_of):
    app = make_app()
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("v")
        await pilot.pause()
        assert "a range begins here" in text_of(app)
        await pilot.press("escape")
        await pilot.pause()
        assert "a range begins here" not in text_of(app)


async def test_a_click_on_the_filter_goes_on_typing_it(make_app):
    app = make_app()
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press(*"/talk", "enter")
        await pilot.pause()
        await pilot.click("#filter")
        await pilot.pause()
        assert app.screen.asking is app.query_one("#filter")
        await pilot.press("x")
        await pilot.pause()
        assert app.screen.view.filter == "talkx"


async def test_taking_all_can_be_taken_back(make_app):
    app = make_app()
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("space")
        chosen = app.screen.view.selection
        await pilot.press("A", "U")
        assert app.screen.view.selection == chosen
