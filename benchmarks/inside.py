"""Where the time goes inside: the phases of a read, and what a profile says.

    python -m benchmarks.inside read FILE [FILE ...] [--reports DIR] [--runs N] [--top N] [--cpu]
    python -m benchmarks.inside verdicts|filter|export FILE [--top N]

``read`` opens each store in a fresh process as the explorer would, with a clock around each phase,
and prints wall milliseconds of each phase without those inside it, of the quickest run. The
garbage collector is a phase of its own, wherever it strikes. With several stores of growing size it
also prints how steeply each phase grows from the first to the last: 1 is in proportion to the
file's bytes, 2 with their square. Then, and for the others, a cProfile of the last store, which
shows a Python function's calls dearer than they are.
"""

import argparse
import cProfile
import gc
import json
import math
import pstats
import subprocess
import sys
from collections.abc import Callable, Generator
from functools import wraps
from importlib import import_module
from pathlib import Path
from time import perf_counter, process_time
from typing import Any

from msgspec import Struct

from iraq_tui.domain.catalogue import Catalogue
from iraq_tui.domain.selection import Selection
from iraq_tui.export.markdown import to_markdown
from iraq_tui.sources.open import open_store


class Phase(Struct, frozen=True):
    """A function or method with a clock around it, where its callers look it up."""

    words: str
    module: str
    function: str

    @property
    def holder(self) -> Any:  # noqa: ANN401 -- a module or a class
        """What holds the function. Raises AttributeError where it is not there any more."""
        place, _, _ = self.function.rpartition(".")
        module = import_module(self.module)
        return getattr(module, place) if place else module

    @property
    def name(self) -> str:
        """The function's own name."""
        return self.function.rpartition(".")[2]


_OPEN, _LOAD = "iraq_tui.sources.open", "iraq_tui.sources.toml.load"
_EVENTS, _CHECKS = "iraq_tui.sources.toml.events", "iraq_tui.sources.toml.checks"
PHASES = (
    Phase("read the file", _OPEN, "read_regular"),
    Phase("cut into blocks", _LOAD, "cutting"),
    Phase("hash the blocks", _LOAD, "digest_of"),
    Phase("read the head", _LOAD, "read_head"),
    Phase("check the head", _LOAD, "check_head"),
    Phase("decode TOML", _LOAD, "event_table"),
    Phase("typed tables", _EVENTS, "sound_event"),
    Phase("records", _EVENTS, "EventReader.read"),
    Phase("check: event", _EVENTS, "check_event"),
    Phase("check: its date", _EVENTS, "check_date"),
    Phase("check: claim", _EVENTS, "check_claim"),
    Phase("check: twins", _EVENTS, "check_twins"),
    Phase("anchors", "iraq_tui.sources.toml.anchors", "Anchoring.find"),
    Phase("lines in blocks", _LOAD, "lined_in_block"),
    Phase("lines of problems", _LOAD, "located_in_blocks"),
    Phase("placing in time", "iraq_tui.domain.placing", "Timeline.places"),
    Phase("in time order", _LOAD, "_loaded"),
    Phase("the catalogue", _OPEN, "MemoryCatalogue"),
    Phase("load, the rest", _OPEN, "loading"),
)
GARBAGE = "garbage collector"
WHOLE = "all"


class Clock:
    """Times phases within phases; each second is counted once, for the innermost."""

    def __init__(self, now: Callable[[], float]) -> None:
        self._now = now
        self.seconds: dict[str, float] = {}
        self._open: list[str] = []
        self._since = 0.0

    def around(self, words: str, function: Callable[..., Any]) -> Callable[..., Any]:
        """The function with its time taken, also that of the steps of what it yields."""

        @wraps(function, updated=())
        def timed(*args: Any, **kwargs: Any) -> Any:  # noqa: ANN401 -- whatever the function takes
            self._enter(words)
            try:
                given = function(*args, **kwargs)
            finally:
                self._leave()
            return self._stepped(words, given) if isinstance(given, Generator) else given

        return timed

    def _stepped(
        self, words: str, steps: Generator[object, None, object]
    ) -> Generator[object, None, object]:
        while True:
            self._enter(words)
            try:
                given = next(steps)
            except StopIteration as end:
                return end.value
            finally:
                self._leave()
            yield given

    def garbage(self, phase: str, _: object) -> None:
        """What the garbage collector calls when it starts and stops."""
        if phase == "start":
            self._enter(GARBAGE)
        else:
            self._leave()

    def _enter(self, words: str) -> None:
        self._turn()
        self._open.append(words)

    def _leave(self) -> None:
        self._turn()
        self._open.pop()

    def _turn(self) -> None:
        now = self._now()
        if self._open:
            inner = self._open[-1]
            self.seconds[inner] = self.seconds.get(inner, 0.0) + now - self._since
        self._since = now


def phases(path: Path, reports: Path | None, now: Callable[[], float]) -> dict[str, float]:
    """Seconds of each phase of one read in this process. Leaves the clocks where they are."""
    clock = Clock(now)
    for phase in PHASES:
        function = getattr(phase.holder, phase.name)
        setattr(phase.holder, phase.name, clock.around(phase.words, function))
    checks = import_module(_CHECKS)
    timed = (clock.around(f"check: {check.__name__}", check) for check in checks.CHECKS)
    checks.CHECKS = tuple(timed)  # type: ignore[attr-defined]
    gc.callbacks.append(clock.garbage)
    before = now()
    open_store(path, reports)
    whole = now() - before
    gc.callbacks.remove(clock.garbage)
    return {**clock.seconds, WHOLE: whole}


def read(paths: list[Path], options: list[str], runs: int, unit: str) -> None:
    """Print the phases of reading each store, and how they grow."""
    found = [_quickest(path, options, runs) for path in paths]
    growth = len(paths) > 1
    sizes = (paths[0].stat().st_size, paths[-1].stat().st_size)
    print(f"{unit:26}" + "".join(f"{path.stem[-12:]:>13}" for path in paths) + "  grows" * growth)
    for words in sorted(found[-1], key=lambda words: -found[-1][words]):
        times = [one.get(words, 0.0) for one in found]
        cells = "".join(f"{1000 * seconds:13.1f}" for seconds in times)
        steep = f"{exponent(sizes, (times[0], times[-1])):7.2f}" if growth and times[0] else ""
        print(f"{words[:25]:26}{cells}{steep}")


def exponent(sizes: tuple[float, float], costs: tuple[float, float]) -> float:
    """How steeply costs grow with sizes: the slope of a line on paper with logarithms both ways."""
    return math.log(costs[1] / costs[0]) / math.log(sizes[1] / sizes[0])


def _quickest(path: Path, options: list[str], runs: int) -> dict[str, float]:
    command = [sys.executable, "-m", "benchmarks.inside", "phases", str(path), *options]
    made = [
        json.loads(subprocess.run(command, check=True, capture_output=True).stdout)
        for _ in range(runs)
    ]
    return min(made, key=lambda one: float(one[WHOLE]))


# --- profiles ---------------------------------------------------------------------------------


def _verdicts(catalogue: Catalogue) -> None:
    for i in range(catalogue.count()):
        catalogue.comparison(catalogue.row(i).id, catalogue.pairs[0])


def _filter(catalogue: Catalogue) -> None:
    catalogue.find(catalogue.query("harbour"), catalogue.pairs[0])


def _export(catalogue: Catalogue) -> None:
    ids = tuple(catalogue.row(i).id for i in range(min(100, catalogue.count())))
    to_markdown(catalogue, Selection(ids, catalogue.pairs[0]))


ACTIONS: dict[str, Callable[[Catalogue], None]] = {
    "verdicts": _verdicts,
    "filter": _filter,
    "export": _export,
}


def profile(action: str, path: Path, reports: Path | None, top: int) -> None:
    """Print the functions that one action on a store spends most time in."""
    profiler = cProfile.Profile()
    if action == "read":
        profiler.runcall(open_store, path, reports)
    else:
        profiler.runcall(ACTIONS[action], open_store(path, reports).catalogue)
    pstats.Stats(profiler).strip_dirs().sort_stats("tottime").print_stats(top)


def main() -> None:
    """Do what the command line asks."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("action", choices=["read", *ACTIONS, "phases"], help="what to look into")
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE", help="stores, small to big")
    parser.add_argument("--reports", type=Path, metavar="DIR", help="where the texts are")
    parser.add_argument("--runs", type=int, default=3, metavar="N", help="reads of each; 3")
    parser.add_argument("--top", type=int, default=25, metavar="N", help="lines of the profile; 25")
    parser.add_argument("--cpu", action="store_true", help="the processor's time, not the wall's")
    given = parser.parse_args()
    if given.action == "phases":
        now = process_time if given.cpu else perf_counter
        print(json.dumps(phases(given.files[0], given.reports, now)))
        return
    if given.action == "read":
        options = ["--reports", str(given.reports)] if given.reports else []
        options += ["--cpu"] if given.cpu else []
        read(given.files, options, given.runs, "CPU ms" if given.cpu else "ms")
    if given.top:
        profile(given.action, given.files[-1], given.reports, given.top)


if __name__ == "__main__":
    main()
