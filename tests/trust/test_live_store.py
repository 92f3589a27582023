"""The explorer in a terminal, at its own pace, over a file that is saved again and again.

``IRAQ_TUI_LONG_TESTS`` makes it a thousand saves. (tests/tui/test_live_store.py makes a thousand
at a quicker pace in any case.)
"""

import os
import random
import re

import pytest

from iraq_tui.sources.bundled import bundled_path

pytestmark = pytest.mark.slow

SAVES = 1000 if os.environ.get("IRAQ_TUI_LONG_TESTS") else 15
WHOLE = bundled_path().read_text("utf-8")
TITLE = "First round of talks in Baghdad"


def test_whatever_is_saved_the_last_state_shows_at_the_same_place(terminal, tmp_path, ways_to_save):
    path, rng, ways = tmp_path / "own.toml", random.Random(11), list(ways_to_save.values())
    path.write_text(WHOLE, "utf-8")
    screen = terminal("own.toml", size=(30, 100))
    screen.wait_for("28 events")
    screen.type("G ")
    screen.wait_for("1 selected")
    for number in range(SAVES):
        sound = WHOLE.replace(TITLE, f"Round {number}")
        cut = sound[: rng.randrange(len(sound))]
        rng.choice(ways)(path, rng.choice([sound, sound, cut, sound + "[[events]]\n", ""]))
        if rng.random() < 0.1:
            path.unlink()
        screen.read_for(rng.choice([0, 0.01, 0.1, 0.3, 0.6]))
        head, *_ = screen.text.splitlines()
        assert re.search(r"\d+ events?\b", head), "never an empty screen"
        assert "▌" in screen.text, "nor one without a cursor"
        if rng.random() < 0.1:
            last = f"Settled {number}"
            rng.choice(ways)(path, WHOLE.replace(TITLE, last))
            screen.wait_for(last)
    rng.choice(ways)(path, WHOLE.replace(TITLE, "The very last"))
    screen.wait_for(lambda text: "The very last" in text and "last good state" not in text)
    assert "28 events" in screen.text
    assert "1 selected" in screen.text
    assert re.search("▌.*The very last", screen.text)
    screen.type("q")
    assert screen.end() == 0
