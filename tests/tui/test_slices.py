"""Long work in slices: all of it is done, in order, and nothing of what was dropped."""

import gc

import pytest

from iraq_tui.tui import slices
from iraq_tui.tui.slices import Slices


class Timer:
    def __init__(self, callback) -> None:
        self.callback = callback
        self.is_stopped = False

    def stop(self) -> None:
        self.is_stopped = True


class Node:
    """Keeps the timers that are set; the test says when the next is due."""

    def __init__(self) -> None:
        self.timers: list[Timer] = []

    def set_timer(self, _delay, callback) -> Timer:
        self.timers.append(Timer(callback))
        return self.timers[-1]

    @property
    def waiting(self) -> list[Timer]:
        return [one for one in self.timers if not one.is_stopped]

    def turn(self) -> None:
        """The only timer is due."""
        (timer,) = self.waiting
        timer.is_stopped = True
        timer.callback()


class Work:
    """Steps, each of them a second long."""

    def __init__(self, clock, count: int) -> None:
        self.clock, self.count = clock, count
        self.done: list[int] = []
        self.told: list[bool] = []

    def __iter__(self):
        for step in range(self.count):
            self.clock.now += 1
            self.done.append(step)
            yield


class Clock:
    now = 0.0


@pytest.fixture
def clock(monkeypatch) -> Clock:
    """Time passes only where a step takes it."""
    made = Clock()
    monkeypatch.setattr(slices, "monotonic", lambda: made.now)
    return made


@pytest.fixture
def node() -> Node:
    return Node()


@pytest.fixture
def runner(node) -> Slices:
    return Slices(node)


def start(runner, clock, count: int, **more) -> Work:
    work = Work(clock, count)
    runner.start(iter(work), work.told.append, **more)
    return work


def test_all_steps_are_done_a_slice_at_a_time(runner, node, clock):
    work = start(runner, clock, 3)
    assert (work.done, work.told, runner.is_busy) == ([], [False], True)
    for steps in (1, 2, 3):
        node.turn()  # a step is longer than a slice
        assert work.done == list(range(steps))
        assert runner.is_busy
    node.turn()
    assert work.told == [False, False, False, False, True]
    assert not runner.is_busy
    assert node.waiting == []


def test_so_much_is_done_at_once_as_is_wanted(runner, node, clock):
    work = start(runner, clock, 5, first=2.5)
    assert (work.done, work.told) == ([0, 1, 2], [False])
    work = start(runner, clock, 5, first=60)
    assert (work.done, work.told) == ([0, 1, 2, 3, 4], [True])
    assert node.waiting == []


def test_many_short_steps_share_a_slice(runner, node, clock, monkeypatch):
    ticks = iter(range(10_000))
    monkeypatch.setattr(slices, "monotonic", lambda: next(ticks) * slices.SLICE / 10.5)
    work = start(runner, clock, 100)
    node.turn()
    assert len(work.done) == 10
    assert work.told == [False, False]


def test_no_work_at_all_is_done_at_once(runner, node, clock):
    work = start(runner, clock, 0, first=1)
    assert (work.told, node.waiting) == ([True], [])


def test_new_work_takes_the_place_of_old(runner, node, clock):
    old = start(runner, clock, 3)
    node.turn()
    new = start(runner, clock, 1)
    node.turn()
    node.turn()
    assert (old.done, old.told) == ([0], [False, False])
    assert (new.done, new.told) == ([0], [False, False, True])
    assert node.waiting == []


def test_what_is_stopped_never_goes_on(runner, node, clock):
    work = start(runner, clock, 3)
    node.turn()
    runner.stop()
    assert not runner.is_busy
    runner.finish()
    assert (work.done, work.told, node.waiting) == ([0], [False, False], [])


def test_what_is_finished_is_done_to_its_end_and_told_so(runner, node, clock):
    work = start(runner, clock, 50)
    node.turn()
    runner.finish()
    assert work.done == list(range(50))
    assert work.told == [False, False, True]
    assert not runner.is_busy
    runner.finish()
    assert (work.told.count(True), node.waiting) == (1, [])


def test_what_is_told_may_start_other_work(runner, clock):
    after = Work(clock, 2)

    def then(is_done: bool) -> None:
        if is_done:
            runner.start(iter(after), after.told.append)

    runner.start(iter(Work(clock, 1)), then, first=60)
    assert runner.is_busy
    runner.finish()
    assert (after.done, after.told) == ([0, 1], [False, True])


def test_what_is_told_may_drop_the_rest(runner, node, clock):
    work = Work(clock, 9)

    def then(is_done: bool) -> None:
        work.told.append(is_done)
        if len(work.done) == 2:
            runner.stop()

    runner.start(iter(work), then)
    node.turn()
    node.turn()
    assert (work.done, runner.is_busy, node.waiting) == ([0, 1], False, [])


def test_nothing_is_kept_of_work_that_is_done_or_dropped(runner, clock):
    for first in (99.0, 0.0):
        work = Work(clock, 2)
        steps, told = iter(work), work.told.append
        runner.start(steps, told, first=first)
        if not first:
            runner.stop()
        assert steps not in gc.get_referents(runner.__dict__)
        assert told not in gc.get_referents(runner.__dict__)
