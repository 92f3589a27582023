"""What is really painted: legible in every theme, and whole on terminals that can do less."""

import re
import unicodedata
from collections.abc import Iterator

import pyte
import pytest
from rich.cells import cell_len
from rich.color import ColorSystem
from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.strip import Strip
from textual.theme import BUILTIN_THEMES

from iraq_tui.sources.open import open_store
from iraq_tui.tui.looks import theme_for
from iraq_tui.tui.paint.line import Role, blank, own
from iraq_tui.tui.paint.plain import in_ascii
from iraq_tui.tui.widgets.contrast import contrast
from iraq_tui.tui.widgets.lines import Lines
from iraq_tui.tui.widgets.painted import CURSOR, CURSOR_BLURRED, PREFIX, strip_of, style_of

EXACT = [name for name, theme in BUILTIN_THEMES.items() if not theme.ansi]
TERMINAL = [name for name, theme in BUILTIN_THEMES.items() if theme.ansi]
TEXT = 4.5
"""WCAG 2.2, 1.4.3."""
LEAST = {
    # Panes stand apart by blank columns, too: a hairline that nobody sees loses nobody anything.
    **dict.fromkeys("─│", 1.8),
    # WCAG 2.2, 1.4.11: not text, but it has to be seen.
    "▐": 3.0,
}
SCREENS = {
    "timeline": (),
    "selection and a range": ("space", "v", "j", "j"),
    "comparison": ("d", "m", "tab"),
    "actors": ("shift+tab", "j", "space"),
    "a filter with a mistake": ("slash", *"verdict:difer"),
    "a date": ("t", *"2031"),
    "claim": ("d", "tab", "enter"),
    "help": ("question_mark",),
    "palette": ("colon", "e", "x"),
    "export": ("x",),
    "problems": ("exclamation_mark",),
}


def rows(app) -> list:
    """The rows of the screen, each as its segments."""
    return app.screen._compositor.render_strips()[: app.size.height]


def painted(app) -> Iterator[Segment]:
    """Everything on the screen that is not blank, as it is written."""
    for strip in rows(app):
        yield from (segment for segment in strip if segment.text.strip())


def faint(segments, system: ColorSystem = ColorSystem.TRUECOLOR) -> set[str]:
    """What is too faint to read, with its contrast."""
    found = set()
    for text, style, _ in segments:
        seen = (
            Color.from_rich_color(one.downgrade(system)) for one in (style.color, style.bgcolor)
        )
        ratio = contrast(*seen)
        least = max(LEAST.get(char, TEXT) for char in text if char != " ")
        if ratio < least:
            found.add(f"{text.strip()[:20]}: {ratio:.1f}")
    return found


def every_role(pane: Lines) -> Iterator[Segment]:
    """A sample of each role on a pane, and of each ground a whole row may have."""
    signs = {Role.RULE: "│", Role.THUMB: "▐"}
    strips = [strip_of(pane, (own(signs.get(role, role), role),), 12) for role in Role]
    hover = style_of(pane, f"{PREFIX}hover").bgcolor
    ground = Style(bgcolor=hover)
    strips += [
        Strip(Segment.apply_style(strip_of(pane, (own(role, role),), 0), post_style=ground))
        for role in set(Role) - set(signs)
    ]
    strips += [Strip([Segment(sort, style_of(pane, sort))]) for sort in (CURSOR, CURSOR_BLURRED)]
    for strip in strips:
        seen = strip
        for line_filter in pane.get_line_filters():
            seen = seen.apply_filter(line_filter, pane.background_colors[1])
        yield from (segment for segment in seen if segment.text.strip())


TYPED = ("a filter with a mistake", "palette", "export")
"""Screens on which more is painted than roles: the inputs of the toolkit."""
FAINT = ["textual-dark", "textual-light", "atom-one-light", "rose-pine-dawn"]
"""The default themes, and those whose own colours are faintest."""


@pytest.mark.slow
@pytest.mark.parametrize("screen", SCREENS)
async def test_all_that_is_painted_is_legible_in_every_theme(make_app, screen):
    app = make_app()
    size = (80, 24) if screen in TYPED else (120, 32)
    async with app.run_test(size=size) as pilot:
        await pilot.press(*SCREENS[screen])
        for theme in EXACT if screen in TYPED else FAINT:
            app.theme = theme
            await pilot.pause()
            assert (theme, faint(painted(app))) == (theme, set())


@pytest.mark.parametrize(
    ("term", "system"),
    [("truecolor", ColorSystem.TRUECOLOR), ("", ColorSystem.EIGHT_BIT)],
    ids=["exact", "256"],
)
async def test_each_role_is_legible_in_every_theme(make_app, monkeypatch, term, system):
    monkeypatch.setenv("COLORTERM", term)
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        for theme in EXACT:
            app.theme = theme
            await pilot.pause()
            roles = every_role(app.screen.query_one("#timeline", Lines))
            if system is ColorSystem.TRUECOLOR:
                assert (theme, faint(roles)) == (theme, set())
            else:
                # A hairline and a ground that rounding makes one are no loss.
                lost = {one for one in faint(roles, system) if one[0] not in "│▐"}
                assert (theme, lost) == (theme, set())


@pytest.mark.parametrize("theme", EXACT)
async def test_nothing_muted_is_louder_than_text(make_app, theme):
    app = make_app(theme=theme)
    async with app.run_test(size=(80, 24)):
        pane = app.screen.query_one("#timeline", Lines)
        loud, quiet = (style_of(pane, f"{PREFIX}{role}") for role in (Role.TEXT, Role.MUTED))
        ground = Color.from_rich_color(loud.bgcolor)
        ratios = [contrast(Color.from_rich_color(one.color), ground) for one in (quiet, loud)]
        assert ratios[0] <= ratios[1] + 0.2  # as fine as colours are mended


async def test_a_marked_place_ends_with_its_text(make_app):
    app = make_app()
    async with app.run_test(size=(80, 24)):
        pane = app.screen.query_one("#timeline", Lines)
        line = (
            own("one", Role.HERE),
            own(" ", Role.HERE),
            own("two", Role.HERE),
            blank(3),
            own("x"),
        )
        for cut in (line, line[:3]):
            strip = strip_of(pane, cut, 20)
            assert cell_len(strip.text) == strip.cell_length == 20
            set_off = [one.text for one in strip if one.style.reverse]
            assert set_off == ["one two"]


# --- terminals that can do less -----------------------------------------------------------------


def written(app) -> pyte.Screen:
    """The screen of a terminal that was sent what the app writes now."""
    screen = pyte.Screen(*app.size)
    stream = pyte.Stream(screen)
    for y, strip in enumerate(rows(app)):
        stream.feed(f"\x1b[{y + 1};1H" + Strip(list(strip)).render(app.console))
    return screen


def row_of(screen: pyte.Screen, words: str) -> dict:
    """The cells of the first row that shows the words, left of the comparison."""
    (number, *_) = (y for y, line in enumerate(screen.display) if words in line[:90])
    return screen.buffer[number]


def cell_of(screen: pyte.Screen, words: str, sign: str) -> pyte.screens.Char:
    """The first cell with a sign, in the first row that shows the words."""
    row = row_of(screen, words)
    return next(row[x] for x in sorted(row) if row[x].data == sign)


SGR = re.compile(r"\x1b\[([\d;]*)m")
"""Select graphic rendition (ECMA-48): colours and attributes."""


@pytest.mark.slow
@pytest.mark.parametrize("theme", ["textual-light", "ansi-dark"])
async def test_no_color_means_none(make_app, monkeypatch, theme):
    """https://no-color.org: attributes may stay, colours may not."""
    monkeypatch.setenv("NO_COLOR", "1")
    app = make_app(theme=theme)
    async with app.run_test(size=(100, 30)) as pilot:
        for keys in SCREENS.values():
            await pilot.press(*keys)
            await pilot.pause()
            sent = "".join(Strip(list(strip)).render(app.console) for strip in rows(app))
            codes = {code for found in SGR.findall(sent) for code in found.split(";")}
            assert (keys, codes - {"0", "1", "2", "3", "4", "7", "39", "49"}) == (keys, set())
            await pilot.press("escape", "escape", "escape")


@pytest.mark.parametrize("theme", ["textual-dark", *TERMINAL])
async def test_without_colour_all_is_still_told_apart(make_app, monkeypatch, theme):
    monkeypatch.setenv("NO_COLOR", "1")
    app = make_app(theme=theme)
    async with app.run_test(size=(160, 50)) as pilot:
        await pilot.press("g", "space")
        await pilot.pause()
        screen = written(app)
        here, there = row_of(screen, "Talks about the money"), row_of(screen, "The price becomes")
        assert sum(cell.reverse for cell in here.values()) > 20
        assert not any(cell.reverse for cell in there.values())
        cell_of(screen, "Talks about the money", "▌")
        cell_of(screen, "The council plans", "•")
        assert cell_of(screen, "The bridge opens", "≠").bold
        pane = app.screen.query_one("#timeline", Lines)
        assert style_of(pane, f"{PREFIX}{Role.DIFFERS}").bold
        assert style_of(pane, f"{PREFIX}{Role.HERE}").reverse
        assert style_of(pane, f"{PREFIX}{Role.MUTED}").dim

        await pilot.press("tab")  # the timeline's cursor stays, without the focus
        await pilot.pause()
        here = row_of(written(app), "Talks about the money")
        assert any(cell.data == "▌" and cell.bold for cell in here.values())

        await pilot.press("slash", *"tag")
        await pilot.pause()
        line = row_of(written(app), "filter tag")
        assert sum(cell.reverse for cell in line.values()) == 1  # where one types


@pytest.fixture
def few_colours(monkeypatch):
    monkeypatch.setenv("TERM", "xterm-16color")
    monkeypatch.delenv("COLORTERM")


@pytest.mark.usefixtures("few_colours")
@pytest.mark.parametrize("theme", [None, "nord", "textual-light", *TERMINAL])
async def test_sixteen_colours_keep_text_cursor_and_verdicts(make_app, theme):
    app = make_app(theme=theme)
    async with app.run_test(size=(160, 50)) as pilot:
        await pilot.press("g")
        await pilot.pause()
        screen = written(app)
        for row in screen.buffer.values():
            for cell in row.values():
                assert cell.data == " " or cell.fg != cell.bg or cell.fg == "default"
        here = row_of(screen, "The council plans")
        assert sum(cell.reverse for cell in here.values()) > 20
        signs = cell_of(screen, "The price", "◇"), cell_of(screen, "Talks about", "≠")
        assert len({cell_of(screen, "The price", "T").fg, *(sign.fg for sign in signs)}) == 3


PALETTES = {
    "xterm": "000000 cd0000 00cd00 cdcd00 0000ee cd00cd 00cdcd e5e5e5 "
    "7f7f7f ff0000 00ff00 ffff00 5c5cff ff00ff 00ffff ffffff",
    "VGA": "000000 aa0000 00aa00 aa5500 0000aa aa00aa 00aaaa aaaaaa "
    "555555 ff5555 55ff55 ffff55 5555ff ff55ff 55ffff ffffff",
}


@pytest.mark.parametrize(("theme", "ground"), [("ansi-dark", "#000000"), ("ansi-light", "#ffffff")])
@pytest.mark.parametrize("palette", PALETTES.values(), ids=PALETTES.keys())
async def test_the_terminals_own_colours_are_chosen_to_be_read(make_app, theme, ground, palette):
    """On black and on white, in the palettes of old; other palettes are the person's own choice."""
    known = [Color.parse(f"#{one}") for one in palette.split()]
    app = make_app(theme=theme)
    async with app.run_test(size=(80, 24)):
        pane = app.screen.query_one("#timeline", Lines)
        for role in Role:
            style = style_of(pane, f"{PREFIX}{role}")
            assert style.bgcolor.is_default
            if not style.color.is_default:
                ratio = contrast(known[style.color.number], Color.parse(ground))
                assert (role, ratio >= 3.5) == (role, True)


@pytest.mark.parametrize(
    ("asked", "colours", "theme"),
    [
        (None, "truecolor", None),
        (None, "256", None),
        ("nord", "256", "nord"),
        (None, None, None),
        (None, "standard", "ansi-dark"),
        ("nord", "standard", "ansi-dark"),
        ("textual-light", "standard", "ansi-light"),
        ("ansi-light", "standard", "ansi-light"),
        ("ansi-dark", "truecolor", "ansi-dark"),
    ],
)
def test_a_terminal_of_few_colours_shows_its_own(asked, colours, theme):
    assert theme_for(asked, colours) == theme


# --- ASCII --------------------------------------------------------------------------------------


def straight(shown) -> bool:
    """Whether every row is as wide as the first."""
    return len({cell_len(Strip(row).text) for row in shown}) == 1


def odd(shown) -> set[str]:
    """What lies outside ASCII in some rows and is neither a letter nor in a quotation."""
    return {
        char
        for row in shown
        for segment in row
        if not (segment.style and segment.style.italic)
        for char in segment.text
        if not char.isascii() and unicodedata.category(char)[0] not in "LM"
    }


@pytest.mark.slow
@pytest.mark.parametrize("size", [(160, 50), (100, 30), (40, 12)])
async def test_ascii_is_all_the_program_draws_with(make_app, store, size):
    over = open_store(store).catalogue
    app = make_app(over=over, ascii=True)
    seen = set()
    async with app.run_test(size=size) as pilot:
        await pilot.press("g", "m")
        for _ in range(over.count() if size[0] >= 160 else 3):
            for key in ("J",) if size[0] >= 80 else ("enter", "escape", "J"):
                await pilot.press(key)
                shown = rows(app)
                seen |= {Strip(row).text for row in shown}
                assert (odd(shown), straight(shown)) == (set(), True)
        for keys in SCREENS.values():
            await pilot.press(*keys)
            await pilot.pause()
            shown = rows(app)
            assert (keys, odd(shown), straight(shown)) == (keys, set(), True)
            await pilot.press("escape", "escape", "escape")
    if size[0] >= 160:
        titles = {in_ascii((own(one.title),))[0].text[:30] for one in over.chronicle.events}
        assert all(any(title in line for line in seen) for title in titles)
