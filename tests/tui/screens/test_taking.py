"""Taking away more events than can be written at once."""

from iraq_tui.domain.selection import by_filter
from iraq_tui.export.markdown import to_markdown
from iraq_tui.tui.screens import export, taking
from iraq_tui.tui.screens.export import Export, Preview
from iraq_tui.tui.screens.palette import Palette
from iraq_tui.tui.state import start


def in_slices(monkeypatch) -> None:
    monkeypatch.setattr(taking, "_AT_ONCE", 0.0)


async def test_a_long_export_is_made_bit_by_bit(make_app, make_many, monkeypatch, until, tmp_path):
    in_slices(monkeypatch)
    monkeypatch.chdir(tmp_path)
    many = make_many(400)
    app = make_app(over=many)
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("A", "x")
        await until(pilot, lambda: isinstance(app.screen, Export))
        await pilot.press("enter")
        await until(pilot, lambda: any(tmp_path.glob("*.md")))
    (written,) = tmp_path.glob("*.md")
    everything = by_filter(many, "", many.pairs[0])
    assert written.read_text("utf-8") == to_markdown(many, everything)


async def test_escape_leaves_what_is_being_made(make_app, make_many, monkeypatch, until, text_of):
    in_slices(monkeypatch)
    app = make_app(over=make_many(400))
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("A")
        explorer = app.screen
        explorer.action_export()
        assert explorer.stop_writing()
        await until(pilot, lambda: "no Markdown is made" in text_of(app))
        assert app.screen is explorer
        assert not explorer.stop_writing()


async def test_the_preview_of_a_long_export_ends_somewhere(make_app, monkeypatch, text_of):
    monkeypatch.setattr(export, "_MOST", 12)
    app = make_app()
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("A", "x")
        await pilot.pause()
        assert app.screen.query_one(Preview).count == 13
        assert "lines more" in text_of(app)


async def test_what_is_made_does_not_open_over_something_else(
    make_app, make_many, monkeypatch, until
):
    in_slices(monkeypatch)
    app = make_app(over=make_many(400))
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("A")
        explorer = app.screen
        explorer.action_export()
        await explorer.run_action("palette")
        await until(pilot, lambda: not explorer._writer.is_busy)
        assert isinstance(app.screen, Palette)
        await pilot.press("escape")
        await pilot.pause()
        assert app.screen is explorer


async def test_what_is_made_of_an_earlier_store_is_left(make_app, make_many, monkeypatch):
    in_slices(monkeypatch)
    app = make_app(over=make_many(400))
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("A")
        explorer = app.screen
        explorer.action_export()
        explorer.use(make_many(10), start(make_many(10)))
        assert not explorer.stop_writing()
