"""Two texts searched while one reads them."""

import pytest

from iraq_tui.domain.reading import Document
from iraq_tui.domain.report_text import ReportText
from iraq_tui.tui.screens.explorer import Explorer
from iraq_tui.tui.screens.reading import ReadingScreen
from iraq_tui.tui.widgets.prompt import Prompt

SIZES = [(160, 50), (100, 30), (80, 24), (40, 12)]


@pytest.fixture
def texts(ferry):
    return ferry("en", "ar")


def places(reader) -> list[str]:
    return [reader.document.text.text[start:end] for start, end in reader.found]


def set_off(reader) -> list[tuple[str, bool]]:
    """The words in sight that are underlined, each with whether it is reversed, too."""
    words = []
    for y in range(reader.size.height):
        for text, style, _ in reader._strip_at(reader.scroll_offset.y + y):
            if style is not None and style.underline:
                words.append((text, bool(style.reverse)))
    return words


def in_sight(reader) -> bool:
    lines = reader._lines_of_hit()
    top = reader.scroll_offset.y
    return top <= lines.start and lines.stop <= top + reader.size.height


@pytest.mark.parametrize("size", SIZES)
async def test_what_is_typed_shows_in_both_texts_and_enter_goes_there(
    make_app, texts, text_of, size
):
    app = make_app(over=texts)
    async with app.run_test(size=size) as pilot:
        await pilot.press("g", "R", "/", *"TICKETS")
        screen = app.screen
        assert places(screen.left) == ["Tickets"]
        assert "1 | 0" in text_of(app)
        assert screen.focused is screen.query_one(Prompt).input
        await pilot.press("enter")
        assert screen.focused is screen.left
        await pilot.pause()
        assert "1 of 1 | 0" in text_of(app)
        assert in_sight(screen.left)
        assert "Tickets" in dict(set_off(screen.left))
        assert screen.left.mark.row.event == "tickets"


async def test_keys_in_a_burst_find_their_places(make_app, texts):
    app = make_app(over=texts)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("g", "R")
        for key in ("slash", *"the", "enter", "n"):
            app.simulate_key(key)
        await pilot.pause()
        assert app.screen.left.hit is not None
        assert app.screen.focused is app.screen.left


async def test_from_place_to_place_and_round(make_app, texts, text_of):
    app = make_app(over=texts)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("g", "R", "/", *"the", "enter")
        reader = app.screen.left
        count = len(reader.found)
        assert count > 1
        begun = reader.hit
        await pilot.press("n")
        assert reader.hit == (begun + 1) % count
        await pilot.press("N")
        assert reader.hit == begun
        seen = set()
        for _ in range(count):
            await pilot.press("n")
            seen.add(reader.hit)
        assert seen == set(range(count))
        await pilot.press(*"N" * (reader.hit + 1))
        await pilot.pause()
        assert reader.hit == count - 1
        assert "at the last again" in text_of(app)
        await pilot.press("n")
        await pilot.pause()
        assert reader.hit == 0
        assert "at the first again" in text_of(app)


async def test_escape_takes_the_search_off_then_closes(make_app, texts):
    app = make_app(over=texts)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("R", "/", *"ferry", "escape")
        screen = app.screen
        assert isinstance(screen, ReadingScreen)
        assert not screen.left.found
        assert not screen.query_one(Prompt).display
        assert screen.focused is screen.home
        await pilot.press("/", *"ferry", "enter", "j", "escape")
        assert app.screen is screen
        assert not screen.left.found
        assert not set_off(screen.left)
        await pilot.press("escape")
        assert isinstance(app.screen, Explorer)


@pytest.mark.parametrize("key", ["q", "R"])
async def test_other_keys_close_whatever_is_searched_for(make_app, texts, key):
    app = make_app(over=texts)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("R", "/", *"Rq", "enter", key)
        assert isinstance(app.screen, Explorer)


async def test_keys_of_the_reading_are_typed_while_one_types(make_app, texts):
    app = make_app(over=texts)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("R", "/", *"nNdDoORq?", "tab")
        assert isinstance(app.screen, ReadingScreen)
        assert app.screen.query_one(Prompt).input.value == "nNdDoORq?"


async def test_the_other_text_is_searched_from_where_one_is_in_it(make_app, texts, text_of):
    app = make_app(over=texts)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("g", "R", "/", *"العبارة", "enter")
        await pilot.pause()
        assert "not found in en" in text_of(app)
        await pilot.press("tab", "n")
        screen = app.screen
        assert screen.focused is screen.right
        assert screen.right.hit is not None
        assert screen.left.hit is None
        assert set(places(screen.right)) == {"العبّارة"}


async def test_nothing_found_and_nothing_asked_are_said(make_app, texts, text_of):
    app = make_app(over=texts)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("R", "n")
        await pilot.pause()
        assert "nothing is searched for" in text_of(app)
        await pilot.press("/", *"xyzzy", "enter")
        await pilot.pause()
        assert "0 | 0" in text_of(app)
        assert "found in neither text" in text_of(app)
        await pilot.press("/", "ctrl+u", "enter")
        assert not app.screen.query_one(Prompt).display


async def test_found_places_keep_the_colour_of_their_passage(make_app, texts):
    app = make_app(over=texts)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("g", "R", "j", "/", *"ferry sailed", "enter", "k", "j")
        reader = app.screen.left
        segments = [one for y in range(reader.count) for one in reader._strip_at(y)]
        (one,) = (style for text, style, _ in segments if text == "ferry sailed")
        around = next(style for text, style, _ in segments if "On Monday" in text)
        assert one.underline
        assert not around.underline
        assert one.color == around.color


async def test_it_shows_without_colour_and_in_ascii(make_app, texts, monkeypatch):
    monkeypatch.setenv("NO_COLOR", "1")
    app = make_app(over=texts, ascii=True)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("g", "R", "/", *"ferry", "enter")
        reader = app.screen.left
        title, passage = reader._stops[0].start - 2, reader._stops[0].start
        assert looks(reader, title) == {"ferry": (True, False), "The": (False, False)}
        assert looks(reader, passage)["ferry"] == (True, False)  # set off from what is reversed
        assert looks(reader, passage)["On"] == (False, True)
        await pilot.press("N")
        assert looks(reader, title) == {"ferry": (True, True), "The": (False, False)}
        assert looks(reader, passage)["ferry"] == (True, True)


def looks(reader, y) -> dict[str, tuple[bool, bool]]:
    """By the first word of each piece of a line, whether it is underlined and reversed."""
    told = {}
    for text, style, _ in reader._strip_at(y):
        words = [one for one in text.split() if one.isalpha()]
        if words and words[0] not in ("comes", "sailed"):
            told[words[0]] = bool(style.underline), bool(style.reverse)
    return told


async def test_claims_are_searched_where_there_is_no_text(make_app):
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("R", "/", *"crowns", "enter")
        assert app.screen.left.found
        assert in_sight(app.screen.left)


async def test_cyrillic_twins_of_the_keys(make_app, texts):
    app = make_app(over=texts)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("g", "R", "/", *"the", "enter")
        reader = app.screen.left
        begun, count = reader.hit, len(reader.found)
        await pilot.press("т")
        assert reader.hit == (begun + 1) % count
        await pilot.press("Т")
        assert reader.hit == begun
        await pilot.press("/", "т")
        assert app.screen.query_one(Prompt).input.value == "theт"


async def test_hostile_text_is_searched_and_nothing_of_it_reaches_the_terminal(
    make_app, texts, hostile
):
    said = "\n".join((f"{hostile} ferry {hostile}ferry", "fe\u0301rry\u200d", "f" * 3000))
    made = Document("en", ReportText.of(said), (), None)
    app = make_app(over=texts)
    async with app.run_test(size=(40, 12)) as pilot:
        await pilot.press("g", "R")
        screen = app.screen
        screen.left.document = made
        screen.left._laid_for = 0
        screen.left.rebuild()
        for typed in ("ferry", hostile, "[red]", "\u202ecod", "ff"):
            await pilot.press("/", "ctrl+u")
            screen.query_one(Prompt).input.value = typed
            await pilot.pause()
            await pilot.press("enter", "n", "n", "N", "escape")
            text = "".join(screen.left._strip_at(y).text for y in range(screen.left.count))
            assert not any(char in text for char in "\x1b\x07\u202e\u0085\u200b")


async def test_each_size_is_gone_through_while_something_is_found(make_app, texts):
    app = make_app(over=texts)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("g", "R", "/", *"ferry", "enter", "n")
        for size in ((40, 12), (39, 9), (1, 1), (100, 30), (300, 100), (40, 12)):
            await pilot.resize_terminal(*size)
            await pilot.pause()
            await pilot.press("n", "/", "enter")
        assert in_sight(app.screen.left)
