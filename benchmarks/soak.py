"""A long day: the explorer is typed at for minutes or hours, and must stay as it was.

    python -m benchmarks.soak [--minutes 10] [--events 10k] [--seed 1]

A walk over all that it has, 20 keys a second, with resizes, trips to the background and to an
editor, and a store that is rewritten and read anew. Minute by minute a table of what the process
holds at rest. Exits 1 where memory grows by more than a fifth after the first minute, threads or
open files become more, it does not come to rest, or it ends.
"""

import argparse
import os
import random
import shutil
import signal
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from msgspec import Struct

from benchmarks.__main__ import sizes
from benchmarks.results import say
from benchmarks.terminal import LateError, Terminal
from benchmarks.walk import ESC, Deed, Stroke, walk
from benchmarks.workplace import BUNDLED, Workplace, explorer_command

RATE = 20.0
"""Keys a second."""
GROWTH = 1.2
"""The most that memory may become, as a multiple of what it was when warm."""
SLACK = {"threads": 0, "files": 1}
"""So many more are no leak: an index may be mapped while it takes the place of another."""
IDLE = 0.05
"""The most of a processor that it may use while nobody does anything."""
_SIZES = [(40, 120), (24, 80), (12, 40), (50, 200), (60, 160), (5, 20), (1, 1), (100, 300)]
_PATIENCE = 120.0
"""Seconds to come to rest in."""
_QUIET = 1.0
_LOOK = 3.0
"""Seconds of rest in which its work is measured."""
_EVERY = 40
"""In so many readings the store is broken once."""


class State(Struct, frozen=True):
    """What the process holds at rest."""

    keys: int
    resident: float
    proportional: float
    anonymous: float
    threads: int
    files: int
    share: float
    """Of a processor, of what it uses while nobody does anything."""

    def __str__(self) -> str:
        """One row of the table."""
        memory = f"{self.resident:7.1f} {self.proportional:7.1f} {self.anonymous:7.1f}"
        return f"{self.keys:7} {memory} {self.threads:7} {self.files:6} {self.share:6.1%}"


HEAD = " minute    keys     RSS     PSS    anon threads  files   idle"


class Soak:
    """The explorer in a terminal, and a walk through it."""

    def __init__(self, terminal: Terminal, store: Path, seed: int) -> None:
        """``store`` is the file that it shows, which is rewritten again and again."""
        self._terminal = terminal
        self._store = store
        self._original = store.read_bytes()
        self._strokes = walk(seed)
        self._dice = random.Random(seed)
        self._readings = 0
        self.keys = 0

    def for_(self, seconds: float) -> None:
        """Walk for some time."""
        end = time.monotonic() + seconds
        due = time.monotonic()
        while time.monotonic() < end:
            self._do(next(self._strokes))
            due = max(due + 1 / RATE, time.monotonic() - 1)
            while time.monotonic() < due:
                self._terminal.read(due - time.monotonic())
            self._terminal.take()
            if self._terminal.ended:
                raise LateError(f"it ended: {self._terminal.told()}")

    def state(self, rest: float = _LOOK) -> State:
        """What is there once it has nothing to do, with nothing open."""
        self._terminal.resize(*_SIZES[0])
        for key in (ESC,) * 6:
            self._terminal.type(key)
            self._terminal.read(0.2)
        self._terminal.settle(_QUIET, _PATIENCE)
        used, began = self._terminal.cpu(), time.monotonic()
        while time.monotonic() < began + rest:
            self._terminal.read(0.1)
        share = (self._terminal.cpu() - used) / 1000 / (time.monotonic() - began)
        self._terminal.take()
        memory = self._terminal.memory()
        assert memory is not None
        process = Path(f"/proc/{self._terminal.pid}")
        counts = [len(list((process / name).iterdir())) for name in ("task", "fd")]
        held = (memory.resident, memory.proportional, memory.anonymous)
        return State(self.keys, *held, *counts, share)

    def _do(self, stroke: Stroke) -> None:
        match stroke:
            case Deed.RESIZE:
                self._terminal.resize(*self._dice.choice(_SIZES))
            case Deed.RELOAD:
                self._rewrite()
                self._press(b"\x12")
            case Deed.REST:
                self._rest()
            case _:
                self._press(stroke)

    def _press(self, key: bytes) -> None:
        self._terminal.type(key)
        self.keys += 1

    def _rewrite(self) -> None:
        """Another state of the store: an event renamed, or all of it broken."""
        self._readings += 1
        new = f'title = "Renamed {self._readings} '.encode()
        head, mark, events = self._original.partition(b"[[events]]")
        text = head + mark + events.replace(b'title = "', new, 1)
        if self._readings % _EVERY == 0:
            text = text.replace(b"[[events]]", b"[[evens]]", 1)
        half = self._store.with_suffix(".half")
        half.write_bytes(text)
        half.replace(self._store)

    def _rest(self) -> None:
        os.kill(self._terminal.pid, signal.SIGTSTP)
        end = time.monotonic() + _PATIENCE
        while not self._terminal.stopped:
            if self._terminal.ended or time.monotonic() > end:
                raise LateError(f"it does not go to the background: {self._terminal.told()}")
            self._terminal.read(0.02)
        os.kill(self._terminal.pid, signal.SIGCONT)


def soak(
    place: Workplace, events: int, seconds: Sequence[float], seed: int, rest: float = _LOOK
) -> Iterator[State]:
    """Walk for each of these times, and give the state after each.

    ``rest`` is for how many seconds it is looked at then.
    """
    store = place.folder / "run" / f"soak-{events}.toml"
    shutil.copy(place.chronicle(events), store)
    environment = {**place.environment(), "ESCDELAY": "25", "VISUAL": "true"}
    command = (*explorer_command(), str(store))
    with Terminal(command, environment=environment, folder=store.parent, size=_SIZES[0]) as one:
        one.settle(_QUIET, _PATIENCE)
        walker = Soak(one, store, seed)
        for duration in seconds:
            walker.for_(duration)
            yield walker.state(rest)
        code = one.leave(b"\x11")
        if code:
            raise LateError(f"it left with {code}: {one.told()}")


def broken(states: Sequence[State], growth: float = GROWTH) -> list[str]:
    """What does not hold of what is promised; the first state is what the others are held to."""
    warm, later = states[0], states[1:]
    faults = []
    for name in ("resident", "proportional"):
        before, most = getattr(warm, name), max(getattr(one, name) for one in later)
        if most > growth * before:
            faults.append(f"{name} memory grew from {before:.1f} to {most:.1f} MB")
    for name, slack in SLACK.items():
        before, most = getattr(warm, name), max(getattr(one, name) for one in later)
        if most > before + slack:
            faults.append(f"{name} became more: {before}, then {most}")
    share = max(one.share for one in states)
    if share > IDLE:
        faults.append(f"it used {share:.0%} of a processor at rest")
    return faults


def main() -> int:
    """Soak, print, judge."""
    given = _arguments()
    with tempfile.TemporaryDirectory() as made:
        place = Workplace((given.folder or Path(made)).resolve())
        events = given.events[0] if given.events else BUNDLED
        states: list[State] = []
        load = os.getloadavg()[0]
        say(f"{events or 'the bundled'} events, seed {given.seed}, load {load:.1f}")
        print(HEAD, flush=True)
        try:
            for state in soak(place, events, [60.0] * (given.minutes + 1), given.seed):
                states.append(state)
                print(f"{len(states):7} {state}", flush=True)
        except LateError as error:
            print(f"FAIL {error}")
            return 1
    faults = broken(states)
    print("\n".join(f"FAIL {one}" for one in faults) or " ok  as it was after the first minute")
    return 1 if faults else 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--minutes", type=int, default=10, metavar="N", help="after the first; 10")
    parser.add_argument("--events", type=sizes, metavar="N", help="such as 10k; the bundled store")
    parser.add_argument("--seed", type=int, default=1, metavar="N", help="of the walk; 1")
    parser.add_argument("--folder", type=Path, metavar="DIR", help="keep what is made in here")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
