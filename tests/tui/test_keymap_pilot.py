"""Cyrillic layouts and a person's own keys, pressed by a pilot."""

import pytest

from iraq_tui.tui.keymap import merged
from iraq_tui.tui.screens.explorer import Explorer
from iraq_tui.tui.screens.export import Export
from iraq_tui.tui.screens.help import Help
from iraq_tui.tui.state import start
from iraq_tui.tui.widgets.prompt import Typed

SIZE = (100, 30)


def explorer(app) -> Explorer:
    return next(screen for screen in app.screen_stack if isinstance(screen, Explorer))


def here(app) -> str | None:
    return explorer(app).view.highlighted


async def landed(make_app, *keys: str, **options):
    """Where an explorer is after some keys: its view, and which pane has the focus."""
    app = make_app(**options)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press(*keys)
        await pilot.pause()
        return explorer(app).view, app.focused.id if app.focused else None


@pytest.mark.parametrize(
    ("latin", "cyrillic"),
    [
        ("j j k", "о о л"),
        ("G K g J", "П Л п О"),
        ("ctrl+d ctrl+u j", "ctrl+в ctrl+г о"),
        ("d d D", "в в В"),
        ("G O", "П Щ"),
        ("o", "щ"),
        ("right_curly_bracket right_curly_bracket left_curly_bracket", "Ї Ъ Х"),
        ("v j j v u U", "м о о м г Г"),
        ("A", "Ф"),
        ("a", "ф"),
        ("r", "к"),
        ("left_square_bracket right_square_bracket", "х ъ"),
        ("right_square_bracket", "ї"),
    ],
)
async def test_a_cyrillic_layout_does_what_a_latin_one_does(make_app, catalogue, latin, cyrillic):
    one = await landed(make_app, *latin.split())
    assert one == await landed(make_app, *cyrillic.split())
    assert one != (start(catalogue), "timeline")


async def test_help_and_palette_open_and_close_on_a_cyrillic_layout(make_app):
    app = make_app()
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("comma")
        assert isinstance(app.screen, Help)
        await pilot.press("comma")
        assert app.screen is explorer(app)
        await pilot.press("comma", "й")
        assert app.screen is explorer(app)
        for key in ("Ж", "ctrl+з"):
            await pilot.press(key)
            assert app.screen is not explorer(app)
            await pilot.press("escape")
            assert app.screen is explorer(app)


async def test_letters_typed_into_the_filter_stay_letters(make_app):
    app = make_app()
    async with app.run_test(size=SIZE) as pilot:
        before = here(app)
        await pilot.press("full_stop", *"вйфЖ", "comma", "full_stop", "slash", *"dqю")
        await pilot.pause()
        assert app.focused.value == "вйфЖ,./dqю"
        await pilot.press("escape")
        assert here(app) == before


async def test_letters_typed_into_a_path_stay_letters(make_app):
    app = make_app()
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("ч")
        assert isinstance(app.screen, Export)
        assert isinstance(app.focused, Typed)
        await pilot.press(*"йоД")
        assert "йоД" in app.focused.value


async def test_ctrl_q_quits_on_a_cyrillic_layout_while_a_line_is_typed(make_app):
    app = make_app()
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("slash", "в", "ctrl+й")
        assert app.return_code == 0


async def test_a_remapped_key_works_and_the_old_one_no_longer(make_app):
    keymap = merged({"next-differ": ("n",), "export": ("w", "F3")})
    app = make_app(keymap=keymap)
    async with app.run_test(size=SIZE) as pilot:
        first = here(app)
        await pilot.press("d", "в", "x")
        assert (here(app), app.screen) == (first, explorer(app))
        await pilot.press("n")
        assert here(app) != first
        await pilot.press("D")
        await pilot.press("т")
        assert here(app) != first
        await pilot.press("f3")
        assert isinstance(app.screen, Export)


async def test_the_key_line_and_the_help_show_the_keys_in_force(make_app, text_of, until):
    app = make_app(keymap=merged({"help": ("F2",), "next-differ": ("ctrl+n",)}))
    async with app.run_test(size=(160, 50)) as pilot:
        await until(pilot, lambda: "F2 help" in text_of(app))
        assert "ctrl+n D disagree" in text_of(app)
        await pilot.press("f2")
        await until(pilot, lambda: isinstance(app.screen, Help) and "ctrl+n" in text_of(app))


async def test_ctrl_c_quits_for_those_who_want_it_to(make_app):
    app = make_app(keymap=merged({"quit": ("ctrl+c", "ctrl+q")}))
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("ctrl+c")
        assert app.return_code == 0


async def test_a_line_is_kept_with_a_key_of_ones_own(make_app):
    app = make_app(keymap=merged({"keep-line": ("F9",)}))
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("slash", *"money", "f9")
        await pilot.pause()
        assert explorer(app).asking is None
        assert explorer(app).view.filter == "money"
