"""The first picture, drawn before the toolkit is loaded, is what the explorer then draws."""

import importlib.util
import unicodedata

import msgspec
import pyte
import pytest

from iraq_tui.sources.memory import MemoryCatalogue
from iraq_tui.text.width import clusters
from iraq_tui.tui.early import early
from iraq_tui.tui.early_looks import FILE, looks_of
from iraq_tui.tui.options import ExploreOptions
from iraq_tui.tui.paint.early import picture
from iraq_tui.tui.paint.glyphs import ASCII, UNICODE
from iraq_tui.tui.places import place_of_timeline
from iraq_tui.tui.state import start
from iraq_tui.tui.widgets.timeline import Timeline

WIDE = [(160, 50), (120, 40), (121, 17), (133, 15), (200, 60), (300, 100)]
NARROW = [(119, 40), (100, 30), (80, 24), (80, 20), (80, 19), (60, 16), (60, 15), (40, 12)]
SIZES = WIDE + NARROW
TRUE = {"COLORTERM": "truecolor", "TERM": "xterm-256color"}


def screen_of(drawn: str, size: tuple[int, int]) -> pyte.Screen:
    screen = pyte.Screen(*size)
    pyte.Stream(screen).feed(drawn)
    return screen


def drawn_early(catalogue, size, *, glyphs=UNICODE, theme=None) -> str:
    looks = looks_of(theme, "truecolor")
    return picture(catalogue, start(catalogue), looks, glyphs, size)


def looks(char: str, ground: str, ink: str, *, bold: bool) -> tuple:
    """How a cell looks; of a blank only its ground does."""
    char = unicodedata.normalize("NFC", char)  # as the terminal's double has it
    return (char, ground, ink, bold) if char.strip() else (" ", ground)


def painted(strip) -> list[tuple]:
    """How the cells of a strip look."""
    found = []
    for text, style, _ in strip:
        ground, ink = (one.get_truecolor().hex[1:] for one in (style.bgcolor, style.color))
        found += [looks(char, ground, ink, bold=bool(style.bold)) for char in clusters(text)]
    return found


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("ascii_only", [False, True])
async def test_the_explorer_draws_the_same_again(make_app, catalogue, size, ascii_only):
    app = make_app(ascii=ascii_only)
    glyphs = ASCII if ascii_only else UNICODE
    screen = screen_of(drawn_early(catalogue, size, glyphs=glyphs), size)
    async with app.run_test(size=size):
        place = place_of_timeline(*size, actors=True)
        timeline = app.screen.query_one(Timeline).region
        assert (place.left, place.top) == timeline.offset
        assert (place.width, place.height) == timeline.size
        # The last column may have a thumb, which is not known so early.
        events = range(place.left, place.left + place.width - 1)
        columns = dict.fromkeys(range(place.top, place.top + place.height), events)
        columns |= dict.fromkeys((0, 1), range(size[0]))
        strips = app.screen._compositor.render_strips()
        for row, looked_at in columns.items():
            cells = (screen.buffer[row][column] for column in looked_at)
            early = [looks(one.data, one.bg, one.fg, bold=one.bold) for one in cells if one.data]
            strip = strips[row].crop(looked_at.start, looked_at.stop)
            assert early == painted(strip), row


def test_every_place_is_as_the_style_sheet_has_it():
    assert place_of_timeline(39, 12, actors=True) is None
    assert place_of_timeline(160, 50, actors=False).left == 0


async def test_the_colours_are_those_of_today(root):
    spec = importlib.util.spec_from_file_location("tool", root / "tools" / "early_looks.py")
    tool = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(tool)
    made = await tool.table()
    assert made == msgspec.json.decode(FILE.read_bytes()), "run: python tools/early_looks.py"


@pytest.mark.parametrize(
    ("options", "environment"),
    [
        ({"filter": "bridge"}, TRUE),
        ({"theme": "ansi-dark"}, TRUE),
        ({"theme": "nope"}, TRUE),
        ({}, {**TRUE, "NO_COLOR": "1"}),
        ({}, {**TRUE, "NO_COLOR": ""}),  # which Textual takes for set
        ({}, {**TRUE, "TEXTUAL_THEME": "nord"}),
        ({}, {"TERM": "xterm"}),
        ({}, {}),
    ],
)
def test_where_it_is_not_certain_nothing_is_drawn(catalogue, options, environment):
    made = early(catalogue, ExploreOptions(**options), environment)
    with made:
        assert not made.shows


def test_a_chronicle_without_events_has_no_first_picture(catalogue):
    empty = MemoryCatalogue(msgspec.structs.replace(catalogue.chronicle, events=()))
    assert drawn_early(empty, (160, 50)) == ""
