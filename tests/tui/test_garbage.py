"""Garbage is looked for while nobody waits, and a chronicle is nothing to look through."""

import gc
import weakref

import pytest

from iraq_tui.tui import garbage
from iraq_tui.tui.driver import ThriftyDriver
from iraq_tui.tui.incoming import Incoming


class Loop:
    """What only a look for garbage finds."""

    def __init__(self) -> None:
        self.own = self


@pytest.fixture
def begun():
    thresholds = gc.get_threshold()
    gc.collect()
    garbage.begin()
    yield
    gc.set_threshold(*thresholds)
    gc.unfreeze()


def loops(number: int) -> list[weakref.ref[Loop]]:
    """Garbage, to be seen if it is still there."""
    return [weakref.ref(one) for one in [Loop() for _ in range(number)]]


def left(those: list[weakref.ref[Loop]]) -> int:
    return sum(1 for one in those if one() is not None)


@pytest.mark.usefixtures("begun")
def test_a_key_is_not_held_up_by_a_look_for_what_it_left_behind():
    assert left(loops(5_000)) >= 4_999


@pytest.mark.usefixtures("begun")
def test_what_is_left_behind_goes_in_the_next_pause_of_typing():
    made = loops(5_000)
    driver = object.__new__(ThriftyDriver)  # a terminal is not needed for it
    driver._incoming = Incoming()
    driver._tick()
    assert not left(made)


@pytest.mark.usefixtures("begun")
def test_no_look_is_taken_for_a_little():
    gc.collect()
    made = loops(100)
    garbage.look()
    assert left(made) >= 99


@pytest.mark.usefixtures("begun")
def test_what_was_in_use_for_long_goes_in_the_end():
    old = Loop()
    for _ in range(3):
        gc.collect()
    seen = weakref.ref(old)
    del old
    looks = 0
    while seen() is not None and looks < 30:
        loops(2_500)
        garbage.look()
        looks += 1
    assert looks < 30


@pytest.mark.usefixtures("begun")
def test_a_key_held_down_for_long_does_not_fill_the_memory():
    keys = [loops(1000) for _ in range(100)]
    assert sum(map(left, keys)) < 50_000


def test_nothing_is_looked_for_before_it_begins():
    made = loops(5_000)
    before = left(made)
    gc.disable()
    try:
        garbage.look()
        assert left(made) == before > 0
    finally:
        gc.enable()


def test_a_chronicle_is_nothing_to_look_through(make_many):
    gc.collect()
    before = len(gc.get_objects())
    kept = make_many(3000)
    gc.collect()  # which finds that most tuples hold nothing that it is about
    gc.collect()
    assert kept.count() == 3000
    assert len(gc.get_objects()) - before < 3000
