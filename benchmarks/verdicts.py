"""All verdicts of a chronicle: worked out in a fresh process, and asked for again."""

import json
import subprocess
import sys
from collections.abc import Sequence

from benchmarks.peers import EXPLORER
from benchmarks.results import Results, say
from benchmarks.workplace import PREPARING, Workplace

PART = "verdicts"
ALL, AGAIN = "all, worked out", "all, asked for again"
_SCRIPT = """\
import gc, json, sys
from pathlib import Path
from time import perf_counter
from iraq_tui.sources.open import open_store
catalogue = open_store(Path(sys.argv[1])).catalogue
gc.collect()
times = []
for _ in range(2):
    before = perf_counter()
    catalogue.find(catalogue.query("head:differ"), catalogue.pairs[0])
    times.append((perf_counter() - before) * 1000)
print(json.dumps(times))
"""


def measure(place: Workplace, sizes: Sequence[int], rounds: int, results: Results) -> None:
    """Milliseconds to find the events that differ, which takes every event's verdict; uncached."""
    for events in sizes:
        say(f"verdicts: {events} events")
        series = [results.new(PART, EXPLORER, what, "ms", events) for what in (ALL, AGAIN)]
        for _ in range(rounds):
            for one, value in zip(series, _once(place, events), strict=True):
                one.values.append(value)


def _once(place: Workplace, events: int) -> list[float]:
    done = subprocess.run(
        [sys.executable, "-c", _SCRIPT, str(place.chronicle(events))],
        env=place.environment(),
        cwd=place.folder / "run",
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        check=True,
        timeout=PREPARING,
    )
    times: list[float] = json.loads(done.stdout)
    return times
