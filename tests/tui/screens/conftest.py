"""Long work of a screen, done a slice at a time as the test says."""

import pytest

from iraq_tui.tui import slices
from iraq_tui.tui.screens import frame, seeking
from iraq_tui.tui.slices import Slices


class Clock:
    """Time passes only where the test, or a catalogue of its own, says so."""

    now = 0.0


class Timer:
    def __init__(self, callback) -> None:
        self.callback = callback
        self.is_due = True

    def stop(self) -> None:
        self.is_due = False


class ByHand:
    """In place of a screen's timers: the next slice of its work comes when the test says so."""

    def __init__(self, clock: Clock) -> None:
        self.clock = clock
        self.timer: Timer | None = None

    def set_timer(self, _delay, callback) -> Timer:
        self.timer = Timer(callback)
        return self.timer

    @property
    def is_over(self) -> bool:
        return self.timer is None or not self.timer.is_due

    def turn(self, times: int = 1) -> None:
        """So many more slices; one looks at one event."""
        for _ in range(times):
            assert not self.is_over
            self.timer.stop()
            self.timer.callback()

    def finish(self) -> None:
        while not self.is_over:
            self.turn()


@pytest.fixture
def clock(monkeypatch) -> Clock:
    made = Clock()
    for module in (slices, seeking, frame):
        monkeypatch.setattr(module, "monotonic", lambda: made.now)
    return made


@pytest.fixture
def hand(clock, monkeypatch) -> ByHand:
    """The slices of a search."""
    made = ByHand(clock)
    monkeypatch.setattr(seeking, "Slices", lambda _screen: Slices(made))
    return made


@pytest.fixture
def judging_hand(clock, monkeypatch) -> ByHand:
    """The slices in which verdicts are worked out."""
    made = ByHand(clock)
    monkeypatch.setattr(frame, "Slices", lambda _screen: Slices(made))
    return made
