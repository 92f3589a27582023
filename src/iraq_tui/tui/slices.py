"""Long work on the event loop, a few milliseconds at a time, so that every key is taken at once."""

from collections.abc import Callable, Generator, Iterable, Iterator
from time import monotonic
from typing import Generic, TypeVar

from textual.message_pump import MessagePump
from textual.timer import Timer

SLICE = 0.006
"""Seconds of work at a time: less than a third of a frame."""
PAUSE = 0.001
"""Seconds between two slices, for whatever waits."""
_END = object()
T = TypeVar("T")


class Work(Generic[T]):
    """Work in steps, to be run by ``Slices``: how far it is, and what it made in the end."""

    result: T
    """There once all is done."""

    def __init__(self, steps: Generator[float, None, T]) -> None:
        """Steps give the share that is done, from 0 to 1."""
        self._steps = steps
        self.share = 0.0

    def __iter__(self) -> Iterator[None]:
        while True:
            try:
                self.share = next(self._steps)
            except StopIteration as end:
                self.result = end.value
                return
            yield


def _never() -> bool:
    return False


class Slices:
    """Runs one piece of work at a time; the next takes the place of one that is not done."""

    def __init__(self, node: MessagePump) -> None:
        self._node = node
        self._steps: Iterator[object] = iter(())
        self._timer: Timer | None = None
        self._then: Callable[[bool], None] = lambda _: None

    @property
    def is_busy(self) -> bool:
        """Whether there is work left."""
        return self._timer is not None

    def start(
        self,
        steps: Iterable[object],
        then: Callable[[bool], None],
        *,
        first: float = 0.0,
        enough: Callable[[], bool] = _never,
    ) -> None:
        """Run steps, ``first`` so many seconds of them at once, or until that is ``enough``.

        ``then`` is called after each slice, and told whether all is done.
        """
        self.stop()
        self._steps, self._then = iter(steps), then
        self._run(first, enough)

    def stop(self) -> None:
        """Drop what is left."""
        if self._timer is not None:
            self._timer.stop()
            self._timer = None
        self._forget()

    def _forget(self) -> None:
        """What was made may be large."""
        self._steps, self._then = iter(()), lambda _: None

    def finish(self) -> None:
        """Do all that is left at once."""
        if self._timer is not None:
            self._timer.stop()
            self._run(float("inf"))

    def _run(self, seconds: float = SLICE, enough: Callable[[], bool] = _never) -> None:
        self._timer = None
        until = monotonic() + seconds
        is_done = False
        while not (is_done or enough()) and monotonic() < until:
            is_done = next(self._steps, _END) is _END
        then = self._then
        if is_done:
            self._forget()
        else:
            self._timer = self._node.set_timer(PAUSE, self._run)
        then(is_done)
