"""Two texts side by side: what moves, what is said of it, and how one comes and goes."""

import pytest

from iraq_tui.tui.screens.explorer import Explorer
from iraq_tui.tui.screens.reading import ReadingScreen


@pytest.fixture
def texts(ferry):
    return ferry("en", "ar")


def at(app) -> tuple[str, str | None]:
    """The passage one is at, and the one that answers it; none where none does."""
    screen = app.screen
    here, other = screen.home, screen.other
    mark, answer = here.mark, None if other.is_away else other.mark
    return tuple(
        None if one is None else reader.document.text.text[one.start : one.end]
        for reader, one in ((here, mark), (other, answer))
    )


def highlighted(app) -> str:
    return next(one for one in app.screen_stack if isinstance(one, Explorer)).view.highlighted


SAILING = ("On Monday the ferry sailed again", "يوم الثلاثاء أبحرت العبّارة")
PEOPLE = ("It carried forty people", "أقلّت خمسين راكبا")
TICKETS = ("Tickets cost two crowns", None)


@pytest.mark.parametrize("size", [(160, 50), (80, 24), (40, 12)])
async def test_to_move_in_one_moves_the_other_to_what_answers(make_app, texts, text_of, size):
    app = make_app(over=texts)
    async with app.run_test(size=size) as pilot:
        await pilot.press("g", "R")
        assert isinstance(app.screen, ReadingScreen)
        assert at(app) == SAILING
        await pilot.pause()
        assert "The ferry sails again" in text_of(app)
        assert "differ" in text_of(app)
        await pilot.press("j")
        assert at(app) == PEOPLE
        await pilot.press("j")
        assert at(app) == TICKETS
        await pilot.pause()
        assert "only en" in text_of(app)
        await pilot.press("k")
        assert at(app) == PEOPLE


async def test_it_opens_at_the_event_one_is_at_and_leads_to_another(make_app, texts):
    app = make_app(over=texts)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("g", "J" if highlighted(app) != "tickets" else "g")
        wanted = highlighted(app)
        await pilot.press("R")
        assert app.screen.home.mark.row.event == wanted
        await pilot.press("g", "enter")
        assert isinstance(app.screen, Explorer)
        assert highlighted(app) == "sailing"


async def test_the_other_report_can_be_gone_through_as_well(make_app, texts):
    app = make_app(over=texts)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("g", "R", "tab")
        assert at(app) == SAILING[::-1]
        await pilot.press("j")
        assert at(app) == PEOPLE[::-1]


async def test_disagreements_and_one_sided_passages_are_gone_to(make_app, texts, text_of):
    app = make_app(over=texts)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("g", "R", "o")
        assert at(app) == TICKETS
        await pilot.press("D")
        assert at(app) == PEOPLE
        await pilot.press("d")
        assert at(app) == PEOPLE
        await pilot.pause()
        assert "no disagreement after this one" in text_of(app)


async def test_a_click_on_a_passage_goes_there(make_app, texts):
    app = make_app(over=texts)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("g", "R")
        reader = app.screen.right
        await pilot.click(reader, offset=(6, reader._stops[1].start))
        assert at(app) == PEOPLE[::-1]


@pytest.mark.parametrize("key", ["escape", "q", "R"])
async def test_it_is_left_as_other_screens_are(make_app, texts, key):
    app = make_app(over=texts)
    async with app.run_test(size=(120, 40)) as pilot:
        before = highlighted(app)
        await pilot.press("R", "j", key)
        assert isinstance(app.screen, Explorer)
        assert highlighted(app) == before


async def test_without_texts_the_claims_are_read(make_app, text_of):
    app = make_app()
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("R")
        await pilot.pause()
        assert text_of(app).count("its text is not at hand") == 2
        assert at(app)[0]
        await pilot.press("j", "j", "tab", "j", "d", "o", "pagedown", "G")


async def test_lines_without_a_claim_and_how_many_there_are(make_app, texts, text_of):
    app = make_app(over=texts)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("g", "R")
        await pilot.pause()
        assert "2 of 4 lines carry a claim" in text_of(app)
        (line,) = (one for one in text_of(app).split("\n") if "harbour master" in one)
        assert line.strip().startswith("│")


async def test_every_size_is_gone_through(make_app, texts):
    app = make_app(over=texts)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("g", "R", "j")
        for size in ((40, 12), (39, 9), (1, 1), (100, 30), (300, 100), (80, 24)):
            await pilot.resize_terminal(*size)
            await pilot.pause()
        assert at(app) == PEOPLE
