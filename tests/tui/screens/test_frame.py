"""What is told of the whole chronicle while its verdicts are still being worked out."""

from datetime import date, timedelta

import pytest
from msgspec.structs import replace

from iraq_tui.domain.moment import parse_moment
from iraq_tui.domain.verdicts import Verdicts
from iraq_tui.sources.memory import MemoryCatalogue
from iraq_tui.tui.screens.explorer import Explorer

COUNT = 60


class Slow(MemoryCatalogue):
    """Takes a second to compare an event."""

    def __init__(self, chronicle, clock) -> None:
        super().__init__(chronicle)
        self.clock = clock
        self.judged: dict[tuple[str, str], Verdicts] = {}

    def verdicts(self, pair) -> Verdicts:
        known = super().verdicts(pair)

        def summarise(number: int):
            self.clock.now += 1
            return known.summary(number)

        return self.judged.setdefault(pair, Verdicts(self.count(), summarise))


@pytest.fixture
def slow(catalogue, clock) -> Slow:
    """The same talks over and over, one a day; the reports disagree on every second."""
    talks, plan = catalogue.event("talks"), catalogue.event("plan")
    events = [
        replace(
            plan if i % 2 else talks,
            id=f"e{i}",
            when=parse_moment((date(2027, 3, 1) + timedelta(days=i)).isoformat()),
        )
        for i in range(COUNT)
    ]
    return Slow(replace(catalogue.chronicle, events=tuple(events), judgements=()), clock)


def head(text: str) -> str:
    return text.splitlines()[0]


def explorer(app) -> Explorer:
    return next(screen for screen in app.screen_stack if isinstance(screen, Explorer))


async def test_disagreements_are_counted_as_far_as_they_are_known(
    make_app, slow, judging_hand, text_of, until
):
    app = make_app(over=slow)
    async with app.run_test(size=(100, 30)) as pilot:
        await until(pilot, lambda: "+ disagree" in head(text_of(app)))
        counts = []
        while not judging_hand.is_over:
            judging_hand.turn()
            await pilot.pause()
            said = head(text_of(app)).split(" disagree")[0].split()[-1]
            counts.append(int(said.rstrip("+")))
            assert said.endswith("+") == (slow.verdicts(("en", "uk")).unknown > 0)
        assert counts == sorted(counts)
        assert counts[-1] == COUNT // 2
        assert "≠" in text_of(app).splitlines()[1]


async def test_what_is_in_view_is_worked_out_first(make_app, slow, judging_hand, until):
    app = make_app(over=slow)
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.pause()
        judging_hand.turn()
        explorer(app).filter_by("e5")  # and e50 to e59
        found = list(explorer(app).view.visible)
        verdicts = slow.verdicts(("en", "uk"))
        await until(pilot, lambda: explorer(app)._followed is explorer(app).view)
        before = verdicts.unknown
        while any(verdicts.heads[number] == 0 for number in found):
            judging_hand.turn()
        assert before - verdicts.unknown <= len(found)


async def test_another_pair_is_worked_out_in_its_turn(make_app, slow, judging_hand, text_of, until):
    app = make_app(over=slow)
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.pause()
        judging_hand.turn()
        await pilot.press("right_square_bracket")
        await until(pilot, lambda: explorer(app)._followed is explorer(app).view)
        judging_hand.finish()
        assert slow.verdicts(("en", "xx")).unknown == 0
        assert slow.verdicts(("en", "uk")).unknown > 0
        await until(pilot, lambda: "disagree" not in head(text_of(app)))
        await pilot.press("r", "left_square_bracket")
        await until(pilot, lambda: explorer(app)._followed is explorer(app).view)


@pytest.mark.usefixtures("judging_hand")
async def test_the_next_disagreement_does_not_wait_for_the_rest(make_app, slow):
    app = make_app(over=slow)
    async with app.run_test(size=(100, 30)) as pilot:
        for number in range(2, COUNT, 2):
            await pilot.press("d")
            assert explorer(app).view.highlighted == f"e{number}"
        assert explorer(app).view.highlighted == f"e{COUNT - 2}"
        await pilot.press("G", "D")
        assert explorer(app).view.highlighted == f"e{COUNT - 2}"
