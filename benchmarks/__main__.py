"""Measure the explorer against its targets, beside its peers.

    python -m benchmarks                 all of it; writes benchmarks/RESULTS.md
    python -m benchmarks start           one part, printed: start, keys, filter …
    python -m benchmarks --quick         some two minutes, for CI

A part that cannot be measured is left out and said so. Nothing is read of the person's own
settings, and nothing is left behind but what --folder keeps.
"""

import argparse
import gc
import os
import subprocess
import sys
import tempfile
import traceback
from collections.abc import Mapping, Sequence
from pathlib import Path

import msgspec

from benchmarks import filtering, growth_page, keys, memory, quick, reload, report, start, verdicts
from benchmarks.results import Results, machine, say
from benchmarks.terminal import LateError
from benchmarks.workplace import BUNDLED, ROOT, Workplace

PAGE = ROOT / "benchmarks" / "RESULTS.md"
PICTURE = PAGE.with_name(growth_page.PICTURE)
PARTS = ("start", "keys", "filter", "memory", "reload", "verdicts", "growth")


def main() -> int:
    """Do what the command line asks; the exit code."""
    given = _arguments()
    gc.disable()  # no pause of ours may count as theirs
    if given.figures:
        _tell(Results.read(given.figures), given.part)
        return 0
    with tempfile.TemporaryDirectory() as made:
        place = Workplace((given.folder or Path(made)).resolve(), given.source)
        if given.quick:
            return quick.run(place, given.events[0] if given.events else _QUICK)
        here = machine()
        results = Results(here)
        for part in [given.part] if given.part else PARTS:
            _measure(part, place, given.events, given.rounds, results)
    here.load_after = os.getloadavg()[0]
    if given.json:
        results.write(given.json)
    _tell(results, given.part)
    return 0


def _measure(
    part: str, place: Workplace, asked: Sequence[int] | None, rounds: int | None, results: Results
) -> None:
    """One part, as far as it can be measured here."""
    if part == "growth":
        _grow(place, asked, rounds, results)
        return
    usual, often = _EXTENT[part]
    events = place.usable(asked or usual, results.notes)
    rounds = rounds or often
    try:
        match part:
            case "start":
                start.measure(place, events, rounds, _BUDGET, results)
            case "keys":
                keys.cost([place.seen(BUNDLED), *keys.programs(place, events[:2])], 16, results)
                keys.measure(keys.programs(place, events), rounds, _PRESSES, results)
            case "filter":
                filtering.measure(place, events, rounds, results)
            case "memory":
                memory.measure(place, events, rounds, results)
            case "reload":
                reload.measure(place, events, rounds, _BUDGET, results)
            case "verdicts":
                verdicts.measure(place, events, rounds, results)
    except LateError as error:
        say(str(error))
        results.notes.append(f"{part}, the rest of it: {error.brief}")
    except Exception as error:  # noqa: BLE001 -- the other parts are worth as much as before
        say(traceback.format_exc())
        results.notes.append(f"{part}, the rest of it: {type(error).__name__}: {error}")


def _grow(
    place: Workplace, asked: Sequence[int] | None, rounds: int | None, results: Results
) -> None:
    """Cost as it grows, by the program of its own that measures it."""
    figures, picture = place.folder / "growth.json", place.folder / "growth.svg"
    command = [sys.executable, "-m", "benchmarks.growth", "--folder", str(place.folder / "growth")]
    command += ["--json", str(figures), "--svg", str(picture), "--patience", "1200"]
    command += ["--most", str(max(asked))] if asked else []
    command += ["--runs", str(rounds)] if rounds else []
    done = subprocess.run(
        command, cwd=ROOT, env=place.environment(), stdout=subprocess.DEVNULL, check=False
    )
    if done.returncode:
        results.notes.append("growth: it could not be measured")
        return
    results.growth = msgspec.json.decode(figures.read_bytes())
    results.picture = picture.read_text("utf-8")


_QUICK = 10_000
_EXTENT: Mapping[str, tuple[Sequence[int], int]] = {
    "start": ((10_000, 100_000), 15),
    "keys": ((10_000, 100_000, 1_000_000), 3),
    "filter": ((10_000, 100_000), 4),
    "memory": ((10_000, 100_000), 3),
    "reload": ((10_000,), 5),
    "verdicts": ((10_000,), 3),
}
"""Numbers of events, and how often each part is measured."""
_PRESSES = 20
"""Of each key in each round."""
_BUDGET = 120.0
"""Seconds that are spent on one figure before it is left out of further rounds."""


def _tell(results: Results, part: str | None) -> None:
    """Write the page, or print one part."""
    if part is None:
        PAGE.write_text(report.page(results), "utf-8")
        if results.picture:
            PICTURE.write_text(results.picture, "utf-8")
        say(f"written: {PAGE}")
        return
    names = (keys.PART, keys.COST) if part == "keys" else (part,)
    told = [line for name in names for line in report.section(results, name)]
    print("\n\n".join([*told, *(f"- {note}" for note in results.notes)]))


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("part", nargs="?", choices=PARTS, help="only this")
    parser.add_argument("--quick", action="store_true", help="a few ratios, against their bounds")
    parser.add_argument("--events", type=sizes, metavar="N,N", help="such as 10k,100k,1M")
    parser.add_argument("--rounds", type=int, metavar="N", help="how often")
    parser.add_argument("--folder", type=Path, metavar="DIR", help="keep what is made in here")
    parser.add_argument("--source", type=Path, metavar="DIR", help="measure another checkout")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write every figure, too")
    parser.add_argument("--from", type=Path, dest="figures", metavar="FILE", help="no new figures")
    return parser.parse_args()


def sizes(text: str) -> list[int]:
    """Numbers of events, such as ``10k,1M``; raises ArgumentTypeError for anything else."""
    found = []
    for one in text.lower().split(","):
        unit = _UNITS.get(one[-1:], 1)
        digits = one if unit == 1 else one[:-1]
        if not digits.isdecimal() or int(digits) < 1:
            raise argparse.ArgumentTypeError(f"{one!r} is no number of events: try 10k,100k,1M")
        found.append(int(digits) * unit)
    return found


_UNITS = {"k": 1000, "m": 1_000_000}

if __name__ == "__main__":
    sys.exit(main())
