"""The clocks around the phases of a read."""

import pytest

from benchmarks.inside import PHASES, Clock, Phase, exponent


@pytest.mark.parametrize("phase", PHASES, ids=lambda phase: phase.function)
def test_every_phase_is_still_there(phase: Phase):
    assert callable(getattr(phase.holder, phase.name))


def test_a_second_is_counted_once_for_the_innermost_phase():
    now = iter(range(100))  # each look at the clock is a second later
    clock = Clock(lambda: float(next(now)))
    inner = clock.around("inner", lambda: None)
    clock.around("outer", lambda: (inner(), inner()))()
    assert clock.seconds == {"outer": 3.0, "inner": 2.0}


def test_what_is_done_between_steps_is_not_counted():
    now = iter(range(100))
    clock = Clock(lambda: float(next(now)))

    def steps():
        yield 1
        return "done"

    def through():
        return (yield from clock.around("steps", steps)())

    found = through()
    assert next(found) == 1
    next(now)
    with pytest.raises(StopIteration, match="done"):
        next(found)
    assert clock.seconds == {"steps": 3.0}  # making it, and two steps


def test_an_exponent_is_a_slope_on_paper_with_logarithms():
    assert exponent((10, 1000), (3, 30000)) == pytest.approx(2)
