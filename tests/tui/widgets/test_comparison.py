"""When the comparison follows the timeline."""

import pytest

from iraq_tui.tui.screens import frame
from iraq_tui.tui.screens.explorer import Explorer


@pytest.fixture
def now(monkeypatch) -> list[float]:
    """The time, as far as steps go; what follows a held key takes for ever."""
    told = [100.0]
    monkeypatch.setattr(frame, "monotonic", lambda: told[0])
    monkeypatch.setattr(frame, "FOLLOW", 1000.0)
    return told


def has_followed(app) -> bool:
    screen = next(one for one in app.screen_stack if isinstance(one, Explorer))
    return screen._followed is screen.view


async def test_it_follows_a_step_at_once_and_a_held_key_after_its_last(make_app, until, now):
    app = make_app()
    async with app.run_test(size=(160, 50)) as pilot:
        await pilot.press("j")
        await until(pilot, lambda: has_followed(app))
        now[0] += 1 / 30
        await pilot.press("j")
        assert not has_followed(app)
        now[0] += 1.0
        await pilot.press("k")
        await until(pilot, lambda: has_followed(app))
