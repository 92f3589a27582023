"""A claim in full, opened from the comparison, with a made-up report's text beside the store."""

from pathlib import Path

import pytest

from iraq_tui.sources.open import open_store
from iraq_tui.tui.screens.claim import ClaimDetail, ClaimText
from iraq_tui.tui.widgets.comparison import Comparison

STORE = """\
schema = 1
title = "The harbour of Saltmouth"
[reports.a]
title = "Freight comes back"
language = "en"
text = "a.txt"
[reports.b]
title = "Der Hafen ist offen"
language = "de"
[[events]]
id = "harbour-opens"
title = "The harbour opens"
when = "2031-05-04"
[[events.claims.when.a]]
value = "2031-05-04"
says = "On Sunday"
quote = "docked on Sunday"
[[events.claims.when.b]]
value = "2031-05-06"
quote = "am Dienstag"
[[events.claims.status.a]]
value = "happened"
quote = "The harbour has opened"
[[events.claims.status.b]]
value = "planned"
quote = "soll öffnen"
"""
TEXT = (
    "The harbour has opened.\n\nA first freighter docked\non Sunday, at high water.\n\nIt rained.\n"
)
SIZES = [(160, 50), (80, 24), (40, 12)]


@pytest.fixture
def harbour(tmp_path: Path):
    (tmp_path / "store.toml").write_text(STORE, encoding="utf-8")
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    return open_store(tmp_path / "store.toml").catalogue


def detail(app) -> ClaimDetail | None:
    return app.screen if isinstance(app.screen, ClaimDetail) else None


async def opened(pilot, until) -> None:
    """The claim of the first row, by the keys that lead to it."""
    await pilot.press("enter", "enter")
    await until(pilot, lambda: detail(pilot.app))


def set_off(app) -> list[str]:
    strips = app.screen._compositor.render_strips()
    return [seg.text for strip in strips for seg in strip if seg.style and seg.style.bold]


@pytest.mark.parametrize("size", SIZES)
async def test_enter_opens_the_claim_and_each_way_out_leads_back(
    make_app, text_of, until, harbour, size
):
    app = make_app(over=harbour)
    async with app.run_test(size=size) as pilot:
        await pilot.press("enter")
        for key in ("escape", "q", "enter"):
            await pilot.press("enter")
            await until(pilot, lambda: detail(app) and "The harbour opens" in text_of(app))
            await pilot.press(key)
            await until(pilot, lambda: detail(app) is None)
        assert app.return_code is None
        assert app.focused.id == "comparison"


async def test_the_passage_shows_with_the_anchor_set_off(make_app, text_of, until, harbour):
    app = make_app(over=harbour)
    async with app.run_test(size=(80, 30)) as pilot:
        await opened(pilot, until)
        await until(pilot, lambda: "at high water" in text_of(app))
        assert "a · line 3" in text_of(app)
        assert {"docked", "on Sunday"} <= {text.strip() for text in set_off(app)}
        assert "“am Dienstag”" in text_of(app)
        assert "The text of b is not at hand" in text_of(app)


async def test_the_other_rows_are_walked_through_and_the_last_one_stays_marked(
    make_app, text_of, until, harbour
):
    app = make_app(over=harbour)
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(pilot, until)
        await until(pilot, lambda: "1 of 2" in text_of(app))
        await pilot.press("K")
        await until(pilot, lambda: "this is the first claim" in text_of(app))
        await pilot.press("j", "J")
        await until(pilot, lambda: "2 of 2" in text_of(app))
        assert "first claim" not in text_of(app)
        assert app.screen.query_one(ClaimText).stop == 0
        await pilot.press("J")
        await until(pilot, lambda: "this is the last claim" in text_of(app))
        await pilot.press("escape")
        await until(pilot, lambda: detail(app) is None)
        await until(pilot, lambda: app.screen.query_one(Comparison).stop == 1)


async def test_its_parts_are_walked_over_and_the_end_is_reached(make_app, text_of, until, harbour):
    app = make_app(over=harbour)
    async with app.run_test(size=(40, 12)) as pilot:
        await opened(pilot, until)
        await until(pilot, lambda: "1 of 2" in text_of(app))
        await pilot.press("G")
        await until(pilot, lambda: "differ" in text_of(app))
        await pilot.press("g")
        await until(pilot, lambda: "1 of 2" in text_of(app))
        for _ in range(30):
            await pilot.press("j")
        await until(pilot, lambda: "differ" in text_of(app))


async def test_it_follows_the_size_and_takes_keys_after_having_been_too_small(
    make_app, text_of, until, harbour
):
    app = make_app(over=harbour)
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(pilot, until)
        for size in ((1, 1), (3, 40), (300, 100), (20, 5)):
            await pilot.resize_terminal(*size)
            await pilot.pause()
        await until(pilot, lambda: "too small" in text_of(app))
        await pilot.resize_terminal(100, 30)
        await until(pilot, lambda: "at high water" in text_of(app))
        await pilot.press("J")
        await until(pilot, lambda: "2 of 2" in text_of(app))
