"""A filter that takes its time: what shows meanwhile, and what may happen in the middle of it."""

import pytest
from msgspec.structs import replace
from textual import events

from iraq_tui.sources.memory import MemoryCatalogue
from iraq_tui.tui.reloading import reloaded
from iraq_tui.tui.screens.explorer import Explorer
from iraq_tui.tui.widgets.prompt import Prompt
from iraq_tui.tui.widgets.timeline import Timeline

IN_TIME = ["plan", "talks", "price", "opening", "rumour", "whose", "silent", "repair", "odd"]
EN = ["plan", "talks", "price", "opening", "repair", "odd"]
"""What "report:en" finds."""


class Slow(MemoryCatalogue):
    """Looks at one event a second."""

    def __init__(self, chronicle, hand) -> None:
        super().__init__(chronicle)
        self.hand = hand
        self.looked_among: list[list[int]] = []

    def search(self, query, pair, among=None):
        looked_at = range(self.count()) if among is None else among
        self.looked_among.append(list(looked_at))
        for number in looked_at:
            self.hand.clock.now += 1
            yield from super().search(query, pair, [number])


@pytest.fixture
def slow(catalogue, hand) -> Slow:
    return Slow(catalogue.chronicle, hand)


def explorer(app) -> Explorer:
    return next(screen for screen in app.screen_stack if isinstance(screen, Explorer))


def view(app):
    return explorer(app).view


def here(app) -> str | None:
    return view(app).highlighted


def shown(app) -> list[str]:
    return explorer(app).catalogue.ids(view(app).visible)


def wanted(app, text: str, pair=None) -> list[str]:
    """What a filter finds in the end."""
    catalogue = explorer(app).catalogue
    plain = MemoryCatalogue(catalogue.chronicle)
    return plain.ids(plain.find(plain.query(text), pair or view(app).pair))


def line(app) -> Prompt:
    return explorer(app).query_one("#filter", Prompt)


def is_in_force(app, text: str) -> bool:
    """Whether a filter is, and its line and the timeline say so."""
    found = wanted(app, text)
    words = " ".join(str(label._text) for label in line(app).query("Label, Reply"))
    return (
        (view(app).filter, shown(app)) == (text, found)
        and explorer(app).asking is None
        and (line(app).display, line(app).input.value) == (True, text)
        and f"{len(found)} of {explorer(app).catalogue.count()}" in words
        and view(app).highlighted in found
    )


def read_anew(app, *gone: str) -> None:
    """The store comes back without some of its events."""
    screen = explorer(app)
    left = tuple(one for one in screen.catalogue.chronicle.events if one.id not in gone)
    left = tuple(
        replace(
            one,
            after=tuple(id_ for id_ in one.after if id_ not in gone),
            before=tuple(id_ for id_ in one.before if id_ not in gone),
        )
        for one in left
    )
    chronicle = replace(screen.catalogue.chronicle, events=left, judgements=(), digest="1" * 64)
    new = Slow(chronicle, screen.catalogue.hand)
    screen.use(new, reloaded(screen.view, screen.catalogue, new).view)


# --- what shows -----------------------------------------------------------------------------------


async def test_what_is_found_shows_at_once_and_grows_in_order(make_app, slow, hand, until):
    app = make_app(over=slow)
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("slash", *"report:en")
        seen = [shown(app)]
        while not hand.is_over:
            hand.turn()
            seen.append(shown(app))
        assert seen[0] == ["plan"]
        assert seen[-1] == EN
        for part in seen:
            assert part == EN[: len(part)]
        assert [len(part) for part in seen] == sorted(len(part) for part in seen)
        await pilot.press("enter")
        hand.finish()
        await until(pilot, lambda: is_in_force(app, "report:en"))


async def test_until_something_is_found_the_events_of_before_stay(make_app, slow, hand):
    app = make_app(over=slow)
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("slash", *"report:xx")
        hand.turn(4)
        assert shown(app) == IN_TIME
        hand.finish()
        assert shown(app) == ["silent"]


async def test_what_finds_nothing_says_so_in_the_end(make_app, slow, hand, text_of, until):
    app = make_app(over=slow)
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("slash", *"nowhere")
        hand.turn(3)
        await pilot.pause()
        assert "No event answers" not in text_of(app)
        hand.finish()
        await until(pilot, lambda: "No event answers" in text_of(app))
        await until(pilot, lambda: "nowhere" in text_of(app) and "0 of 9" in text_of(app))
        await pilot.press("escape")
        assert shown(app) == IN_TIME


async def test_a_longer_word_is_looked_for_among_what_the_shorter_one_left(make_app, slow, hand):
    app = make_app(over=slow)
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("slash", *"bri")
        hand.finish()
        left = list(view(app).visible)
        assert 0 < len(left) < 9
        await pilot.press("d")
        assert slow.looked_among[-1] == left
        hand.finish()
        assert shown(app) == wanted(app, "brid")
        await pilot.press("backspace", "backspace")
        assert slow.looked_among[-1] == list(range(9))
        hand.finish()
        assert shown(app) == wanted(app, "br")


async def test_what_was_not_looked_for_to_the_end_leaves_nothing_out(make_app, slow, hand):
    app = make_app(over=slow)
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("slash", *"b")
        hand.turn(2)
        await pilot.press("r")
        hand.finish()
        assert shown(app) == wanted(app, "br")


# --- in the middle of it --------------------------------------------------------------------------


async def test_typing_on_looks_for_what_is_typed_now(make_app, slow, hand, until):
    app = make_app(over=slow)
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("slash", *"report:en")
        hand.turn(3)
        await pilot.press(*" tag:money")
        hand.finish()
        assert shown(app) == ["talks"]
        await pilot.press("enter")
        hand.finish()
        await until(pilot, lambda: is_in_force(app, "report:en tag:money"))


async def test_half_a_term_keeps_to_the_terms_before_it(make_app, slow, hand):
    app = make_app(over=slow)
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("slash", *"report:en")
        hand.turn(3)
        await pilot.press(*" verdict:dif")
        assert line(app).error
        hand.finish()
        assert line(app).error
        assert (shown(app), view(app).filter) == (EN, "report:en")


@pytest.mark.parametrize("turns", [0, 1, 5])
async def test_escape_brings_back_what_was_before(make_app, slow, hand, turns):
    app = make_app(over=slow)
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("G", "k", "slash", *"report:en")
        hand.turn(turns)
        await pilot.press("escape")
        assert hand.is_over
        assert (shown(app), here(app), view(app).filter) == (IN_TIME, "repair", "")
        assert not line(app).display
        await pilot.press("k")
        assert here(app) == "silent"


@pytest.mark.parametrize("text", ["report:en", "report:xx", "bridge"])
@pytest.mark.parametrize("turns", [0, 2])
async def test_enter_keeps_a_filter_that_has_not_found_all_yet(
    make_app, slow, hand, until, text, turns
):
    app = make_app(over=slow)
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("slash", *text)
        hand.turn(turns)
        await pilot.press("enter")
        assert explorer(app).asking is None
        assert line(app).display
        assert line(app).input.value == text
        hand.finish()
        await until(pilot, lambda: is_in_force(app, text))


async def test_a_range_that_the_filter_hides_is_told_in_the_end(make_app, slow, hand, text_of):
    app = make_app(over=slow)
    async with app.run_test(size=(120, 30)) as pilot:
        await pilot.press("v", "j", "slash", *"tag:money", "enter")
        hand.finish()
        await pilot.pause()
        assert "the range is dropped" in text_of(app)
        assert view(app).anchor is None


async def test_whoever_moves_meanwhile_stays_there(make_app, slow, hand, until):
    app = make_app(over=slow)
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("slash", *"report:en", "enter")
        hand.turn(3)
        assert here(app) == "plan"
        await pilot.press("j", "j")
        moved = here(app)
        assert moved != "plan"
        while not hand.is_over:
            hand.turn()
            await pilot.pause()
            assert here(app) == moved
        await until(pilot, lambda: is_in_force(app, "report:en"))
        await pilot.press("G")
        assert here(app) == "odd"


async def test_whoever_moves_before_anything_is_found_stays_there(make_app, slow, hand, until):
    app = make_app(over=slow)
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("slash", *"report:xx", "enter", "G")
        assert here(app) == "odd"
        await pilot.press("slash", "escape")
        assert here(app) == "odd"
        await pilot.press("slash", "ctrl+u", *"report:uk", "enter", "g", "j", "j", "j")
        moved = here(app)
        hand.finish()
        assert (moved, here(app)) == ("opening", "opening")
        await until(pilot, lambda: is_in_force(app, "report:uk"))


async def test_what_is_selected_meanwhile_stays_so(make_app, slow, hand, until):
    app = make_app(over=slow)
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("slash", *"report:en", "enter")
        hand.turn(2)
        await pilot.press("space")
        hand.turn(2)
        await pilot.press("v")
        hand.finish()
        assert view(app).selection == {"plan"}
        assert view(app).anchor == here(app) == "talks"
        await until(pilot, lambda: is_in_force(app, "report:en"))


async def test_a_click_meanwhile_counts(make_app, slow, hand, until):
    app = make_app(over=slow)
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("slash", *"report:en")
        hand.turn(4)
        await pilot.pause()
        pane = explorer(app).query_one(Timeline)
        row = pane.cursor.start - pane.scroll_offset.y
        target = next(y for y in range(row + 1, 20) if pane.is_live(y))
        await pilot.click(Timeline, offset=(10, target))
        await until(pilot, lambda: here(app) == "talks")
        hand.finish()
        assert here(app) == "talks"
        await until(pilot, lambda: is_in_force(app, "report:en"))


@pytest.mark.parametrize("key", ["tab", "shift+tab"])
async def test_going_to_another_pane_meanwhile_keeps_the_filter(make_app, slow, hand, until, key):
    app = make_app(over=slow)
    async with app.run_test(size=(160, 50)) as pilot:
        await pilot.press("slash", *"report:xx")
        hand.turn(2)
        await pilot.press(key)
        assert explorer(app).asking is None
        hand.finish()
        await until(pilot, lambda: is_in_force(app, "report:xx"))


async def test_taking_the_filter_off_meanwhile_leaves_all_events(make_app, slow, hand):
    app = make_app(over=slow)
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("slash", *"report:en", "enter")
        hand.turn(2)
        await pilot.press("escape")
        assert hand.is_over
        assert (shown(app), view(app).filter) == (IN_TIME, "")


async def test_another_filter_meanwhile_takes_its_place(make_app, slow, hand, until):
    app = make_app(over=slow)
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("slash", *"report:en", "enter")
        hand.turn(2)
        explorer(app).filter_by("report:uk")
        hand.finish()
        await until(pilot, lambda: is_in_force(app, "report:uk"))


async def test_all_is_selected_though_not_all_is_found(make_app, slow, hand, until):
    app = make_app(over=slow)
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("slash", *"report:en", "enter")
        hand.turn(2)
        await pilot.press("A")
        assert view(app).selection == set(EN)
        await until(pilot, lambda: is_in_force(app, "report:en"))


@pytest.mark.parametrize("keys", [["slash", "escape"], ["slash", "x", "escape"], ["t", "escape"]])
async def test_a_line_that_is_opened_and_left_stops_no_search(make_app, slow, hand, until, keys):
    app = make_app(over=slow)
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("slash", *"report:uk", "enter")
        hand.turn(3)
        await pilot.press(*keys)
        hand.finish()
        await until(pilot, lambda: is_in_force(app, "report:uk"))
        assert here(app) == "talks"


async def test_a_date_is_gone_to_among_what_is_found_meanwhile(make_app, slow, hand, until):
    app = make_app(over=slow)
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("slash", *"report:en", "enter")
        hand.turn(2)
        await pilot.press("t", *"june 203")
        hand.finish()
        await pilot.press("1")
        assert here(app) == "repair"
        await pilot.press("enter")
        await until(pilot, lambda: is_in_force(app, "report:en"))
        assert here(app) == "repair"


async def test_an_actor_goes_into_a_filter_that_is_on_its_way(make_app, slow, hand, until):
    app = make_app(over=slow)
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("slash", *"report:uk", "enter")
        explorer(app).toggle_actor("mayor")
        hand.finish()
        await until(pilot, lambda: is_in_force(app, "report:uk actor:mayor"))


async def test_an_actor_that_no_event_is_about_stops_no_search(
    make_app, slow, hand, until, text_of
):
    app = make_app(over=slow)
    async with app.run_test(size=(160, 50)) as pilot:
        await pilot.press("slash", *"report:uk", "enter")
        hand.turn(2)
        explorer(app).toggle_actor("courier")
        while "none of these events" not in text_of(app):
            hand.turn()
            await pilot.pause()
        hand.finish()
        await until(pilot, lambda: is_in_force(app, "report:uk"))


async def test_whether_a_term_makes_sense_is_told_before_the_search_is_done(make_app, slow, hand):
    app = make_app(over=slow)
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("slash", *"report:e")
        assert "no report e" in line(app).error
        await pilot.press("n")
        assert not hand.is_over
        assert not line(app).error
        await pilot.press(*" verdict:x")
        assert not hand.is_over
        assert "no verdict x" in line(app).error
        await pilot.press("enter")
        assert explorer(app).asking is line(app)


async def test_what_is_typed_and_kept_in_a_burst_is_judged_by_its_end(make_app, until):
    app = make_app()
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("slash", *"report:e")
        for key in ("n", "enter"):
            app.post_message(events.Key(key, key if len(key) == 1 else None))
        await until(pilot, lambda: is_in_force(app, "report:en"))
        await pilot.press("slash")
        for key in ("x", "enter"):
            app.post_message(events.Key(key, key if len(key) == 1 else None))
        await until(pilot, lambda: "no report enx" in line(app).error)
        assert app.crash is None
        assert explorer(app).asking is line(app)


# --- the pair -------------------------------------------------------------------------------------


async def test_another_pair_runs_the_filter_again(make_app, until):
    app = make_app(filter="head:only")
    async with app.run_test(size=(100, 30)) as pilot:
        before = shown(app)
        await pilot.press("right_square_bracket")
        assert view(app).pair == ("en", "xx")
        await until(pilot, lambda: is_in_force(app, "head:only"))
        assert shown(app) != before
        await pilot.press("r")
        assert view(app).pair == ("xx", "en")
        await until(pilot, lambda: is_in_force(app, "head:only"))


async def test_another_pair_looks_anew_at_every_event(make_app, slow, hand, until):
    app = make_app(over=slow, filter="head:only")
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("slash", *" report:en", "enter")
        hand.finish()
        await pilot.press("right_square_bracket")
        assert slow.looked_among[-1] == list(range(9))
        hand.finish()
        await until(pilot, lambda: is_in_force(app, "head:only report:en"))


@pytest.mark.parametrize("turns", [0, 1, 4])
@pytest.mark.parametrize("key", ["r", "right_square_bracket", "left_square_bracket"])
async def test_another_pair_in_the_middle_of_a_search(make_app, slow, hand, until, key, turns):
    app = make_app(over=slow)
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("slash", *"head:differ,only", "enter")
        hand.turn(turns)
        await pilot.press(key)
        pair = view(app).pair
        assert pair != ("en", "uk")
        hand.finish()
        assert view(app).pair == pair
        await until(pilot, lambda: is_in_force(app, "head:differ,only"))


# --- the store ------------------------------------------------------------------------------------


@pytest.mark.parametrize("turns", [0, 2, 6])
async def test_the_store_read_anew_while_a_filter_is_typed(make_app, slow, hand, until, turns):
    app = make_app(over=slow)
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("slash", *"report:en")
        hand.turn(turns)
        read_anew(app, "plan", "price", "odd", "silent")
        hand.finish()
        assert shown(app) == ["talks", "opening", "repair"]
        assert line(app).input.value == "report:en"
        await pilot.press("enter")
        hand.finish()
        await until(pilot, lambda: is_in_force(app, "report:en"))
        await pilot.press("escape")
        assert shown(app) == ["talks", "opening", "rumour", "whose", "repair"]


@pytest.mark.parametrize("turns", [0, 2, 6])
async def test_the_store_read_anew_after_enter(make_app, slow, hand, until, turns):
    app = make_app(over=slow)
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("slash", *"report:en", "enter")
        hand.turn(turns)
        read_anew(app, "plan", "price", "odd", "silent")
        hand.finish()
        await until(pilot, lambda: is_in_force(app, "report:en"))
        assert shown(app) == ["talks", "opening", "repair"]


async def test_the_store_read_anew_and_then_escape(make_app, slow, hand):
    app = make_app(over=slow)
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("G", "slash", *"report:en")
        hand.turn(2)
        read_anew(app, "odd")
        hand.turn(2)
        await pilot.press("escape")
        assert hand.is_over
        assert (shown(app), here(app)) == (IN_TIME[:-1], "repair")


@pytest.mark.parametrize("turns", [0, 3])
@pytest.mark.parametrize("key", ["enter", "escape", "x"])
async def test_the_store_read_anew_without_what_the_filter_names(make_app, slow, hand, turns, key):
    app = make_app(over=slow)
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("slash", *"tag:money")
        hand.turn(turns)
        read_anew(app, "talks")
        hand.turn(0 if hand.is_over else 1)
        await pilot.press(key)
        hand.finish()
        await pilot.pause()
        assert app.crash is None
        assert shown(app) == [id_ for id_ in IN_TIME if id_ != "talks"]
        if key != "escape":
            assert "no tag money" in line(app).error
