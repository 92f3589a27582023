"""Cost as it grows: time and memory against events, claims an event, and reports.

    python -m benchmarks.growth [--quick] [--curves events,claims] [--json FILE] [--svg FILE]

All in process, by the functions that the explorer itself calls. Each store is opened in a fresh
process; each operation then runs in a fork of it, so that none finds what another has kept, and
peak memory is its own. Before its clock starts, a fork runs the garbage collector, whose marks
unshare most of the memory that would otherwise be copied while it is measured. Time is the
processor's, which a busy machine lengthens least; on a calm one it is what a person waits. The
least of --runs counts. Memory is the peak above what the program takes before it opens anything.

How steeply a cost grows between two sizes is the slope of a line on paper with logarithms both
ways: 0 for what does not grow, 1 in proportion, 2 with the square. n log n is the line beside it.
"""

import argparse
import json
import math
import os
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from pathlib import Path

import msgspec
from msgspec import Struct, field

from benchmarks.chronicles import write
from benchmarks.costs import BEFORE, HUNGRY, NEVER, OPEN, OPERATIONS
from benchmarks.plot import Line, Panel, page
from benchmarks.shapes import Shape


class Curve(Struct, frozen=True):
    """Chronicles that differ in one number."""

    name: str
    along: str
    """What grows."""
    fixed: str
    """What does not."""
    shapes: dict[int, Shape]
    """By the number that grows."""
    quick: int
    """The greatest number of the quick form."""


CURVES = (
    Curve(
        "events",
        "events",
        "4 claims an event, 2 reports",
        {n: Shape(n) for n in (100, 1_000, 10_000, 100_000)},
        3_000,
    ),
    Curve(
        "lean",
        "events of some 200 bytes",
        "1 claim an event, 2 reports",
        {n: Shape(n, lean=True) for n in (1_000, 10_000, 100_000, 500_000, 1_000_000)},
        3_000,
    ),
    Curve(
        "claims",
        "claims an event",
        "400 events, 2 reports",
        {n: Shape(400, claims=n) for n in (2, 8, 40, 200)},
        40,
    ),
    Curve(
        "reports",
        "reports",
        "400 events, 80 claims an event",
        {n: Shape(400, claims=80, reports=n) for n in (2, 5, 10, 20, 40)},
        10,
    ),
)


class Point(Struct):
    """One cost at one size."""

    size: int
    file_mb: float
    ms: float | None = None
    """The processor's time, the least of all runs; None where it could not be done."""
    wall_ms: float | None = None
    """The time that a person waits, the least of all runs."""
    mb: float | None = None
    """Peak memory above the bare program's, the least of all runs."""
    why: str = ""
    """Why it could not be done."""


class Cost(Struct):
    """What one operation costs along a curve."""

    curve: str
    along: str
    fixed: str
    opened: str
    """Whether the store was "never seen", so that it was read, or "seen before", by the cache."""
    operation: str
    points: list[Point]
    slopes_ms: list[float] = field(default_factory=list)
    """Between successive sizes at which it was measured."""
    slopes_mb: list[float] = field(default_factory=list)
    order: str = ""
    """How its time grows, as far as the last steps tell."""


class Growth(Struct):
    """All of one run."""

    python: str
    runs: int
    load: tuple[float, float]
    """Processes that wanted a core, in the minute before and in the last one."""
    costs: list[Cost] = field(default_factory=list)


# --- measuring --------------------------------------------------------------------------------


def measure(curve: Curve, folder: Path, runs: int, patience: float) -> list[Cost]:
    """Every operation at every size of a curve; stores are made in ``folder``."""
    named = [(opened, name) for opened in (NEVER, BEFORE) for name in (OPEN, *OPERATIONS)]
    points: dict[tuple[str, str], list[Point]] = {key: [] for key in named}
    for size, shape in curve.shapes.items():
        store = _store(shape, folder)
        _say(f"{curve.name}: {size}")
        found = _costs(store, folder / "cache", runs, patience)
        for (opened, name), listed in points.items():
            listed.append(_point(size, store, found.get(opened, {}).get(name, {})))
    return [
        described(Cost(curve.name, curve.along, curve.fixed, opened, name, listed))
        for (opened, name), listed in points.items()
        if any(point.ms is not None or point.why for point in listed)
    ]


def _store(shape: Shape, folder: Path) -> Path:
    kind = "lean" if shape.lean else f"{shape.claims}-{shape.reports}"
    path = folder / f"{shape.events}-{kind}.toml"
    if not path.exists():
        _say(f"making {path.name}")
        write(shape, path.with_suffix(".half"))
        path.with_suffix(".half").rename(path)
    return path


Found = dict[str, object]
"""The figures of an operation, or ``why`` there are none."""


def _costs(store: Path, cache: Path, runs: int, patience: float) -> dict[str, dict[str, Found]]:
    """What ``benchmarks.costs`` tells of a store."""
    command = [sys.executable, "-m", "benchmarks.costs", str(store), str(cache), str(runs)]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True
    ) as process:
        try:
            told, wrong = process.communicate(timeout=patience)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)  # its forks, too
            return {NEVER: {OPEN: {"why": f"more than {patience:.0f} s"}}}
    if process.returncode:
        why = wrong.decode(errors="replace").strip().rpartition("\n")[2][:300]
        return {NEVER: {OPEN: {"why": why or f"it ended with {process.returncode}"}}}
    found: dict[str, dict[str, Found]] = json.loads(told)
    return found


def _point(size: int, store: Path, found: Found) -> Point:
    return msgspec.convert({"size": size, "file_mb": store.stat().st_size / 1e6, **found}, Point)


# --- orders -----------------------------------------------------------------------------------

TRIFLING_MS = 1.0
"""Steps to costs below are mostly what is paid anyway, so that they tell nothing of growth."""
_ORDERS = ((0.15, "constant"), (0.8, "less than n"), (1.1, "n"), (1.3, "n log n"))


def described(cost: Cost) -> Cost:
    """A cost with its slopes, and its order where there are enough of them."""
    times = [(point.size, point.ms) for point in cost.points if point.ms is not None]
    peaks = [(point.size, point.mb) for point in cost.points if point.mb is not None]
    cost.slopes_ms, cost.slopes_mb = list(_slopes(times)), list(_slopes(peaks))
    dear = [later[1] >= TRIFLING_MS for later in times[1:]]
    tell = [slope for slope, counts in zip(cost.slopes_ms, dear, strict=True) if counts][-2:]
    if tell:
        slope = statistics.mean(tell)
        named = next((words for most, words in _ORDERS if slope <= most), "")
        cost.order = named or f"n^{slope:.1f}"
    elif times and max(ms for _, ms in times) < TRIFLING_MS:
        cost.order = f"below {TRIFLING_MS:.0f} ms"
    return cost


def _slopes(points: Sequence[tuple[float, float]]) -> Iterator[float]:
    for (size, cost), (larger, dearer) in pairwise(points):
        steep = math.log(max(dearer, 1e-6) / max(cost, 1e-6)) / math.log(larger / size)
        yield round(steep, 2)


def too_steep(cost: Cost) -> bool:
    """Whether its time grows worse than n log n."""
    return cost.order.startswith("n^")


# --- showing ----------------------------------------------------------------------------------


def table(costs: Iterable[Cost]) -> str:
    """The costs in plain text, curve by curve."""
    lines = []
    last = ("", "")
    for cost in costs:
        if (cost.curve, cost.opened) != last:
            sizes = "".join(f"{point.size:>15,}" for point in cost.points)
            lines += [
                "",
                f"{cost.along} ({cost.fixed}), {cost.opened}",
                f"{'CPU ms (peak MB)':34}{sizes}   grows as",
            ]
            last = (cost.curve, cost.opened)
        cells = "".join(f"{_cell(point):>15}" for point in cost.points)
        mark = "  <-- worse than n log n" if too_steep(cost) else ""
        lines.append(f"{cost.operation[:33]:34}{cells}   {cost.order}{mark}")
        lines += [f"  at {point.size:,}: {point.why}" for point in cost.points if point.why]
    return "\n".join(lines) + "\n"


def _cell(point: Point) -> str:
    if point.ms is None:
        return "-"
    number = f"{point.ms:.0f}" if point.ms >= 10 else f"{point.ms:.2g}"
    return f"{number} ({point.mb:.0f})" if point.mb is not None else number


def picture(costs: Sequence[Cost]) -> str:
    """The costs as an SVG picture: for each curve a panel of times and one of peak memory."""
    panels = []
    for curve, opened in dict.fromkeys((cost.curve, cost.opened) for cost in costs):
        own = [cost for cost in costs if (cost.curve, cost.opened) == (curve, opened)]
        times = [Line(cost.operation, _above(cost, "ms", 0.0)) for cost in own]
        peaks = [
            Line(cost.operation, _above(cost, "mb", 1.0))
            for cost in own
            if cost.operation in HUNGRY
        ]
        title = f"{own[0].along}, {opened}; {own[0].fixed}"
        panels += [Panel(title, "CPU ms", times), Panel(title, "MB at the peak", peaks)]
    return page(panels)


def _above(cost: Cost, which: str, least: float) -> list[tuple[float, float]]:
    """What can be drawn with logarithms, and is worth it."""
    found = ((point.size, getattr(point, which)) for point in cost.points)
    return [(size, value) for size, value in found if value is not None and value > least]


def _say(text: str) -> None:
    sys.stderr.write(f"{text}\n")
    sys.stderr.flush()


def chosen(names: str, *, quick: bool, most: int) -> list[Curve]:
    """The curves of these names, with the sizes that are asked for."""
    known = {curve.name: curve for curve in CURVES}
    found = []
    for name in filter(None, names.split(",")):
        curve = known[name]
        limit = min(curve.quick if quick else most, most)
        shapes = {size: shape for size, shape in curve.shapes.items() if size <= limit}
        found.append(msgspec.structs.replace(curve, shapes=shapes))
    return found


def main() -> None:
    """Measure, print a table, and keep what was asked for."""
    every = ",".join(curve.name for curve in CURVES)
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--curves", default=every, metavar="NAMES", help=every)
    parser.add_argument("--quick", action="store_true", help="small sizes, about a minute")
    parser.add_argument("--most", type=int, default=10**9, metavar="N", help="no size above it")
    parser.add_argument("--runs", type=int, default=3, metavar="N", help="3")
    parser.add_argument("--patience", type=float, default=1800, metavar="S", help="for one store")
    parser.add_argument("--folder", type=Path, metavar="DIR", help="keep the stores there")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write all figures there")
    parser.add_argument("--svg", type=Path, metavar="FILE", help="draw the curves there")
    given = parser.parse_args()
    unknown = set(given.curves.split(",")) - {curve.name for curve in CURVES}
    if unknown:
        parser.error(f"no such curve: {', '.join(sorted(unknown))}; there are {every}")
    curves = chosen(given.curves, quick=given.quick, most=given.most)
    growth = Growth(sys.version.split()[0], given.runs, (os.getloadavg()[0], 0.0))
    with tempfile.TemporaryDirectory() as made:
        folder = given.folder or Path(made)
        folder.mkdir(parents=True, exist_ok=True)
        for curve in curves:
            costs = measure(curve, folder, given.runs, given.patience)
            print(table(costs), flush=True)
            growth.costs += costs
            growth.load = (growth.load[0], os.getloadavg()[0])
            keep(growth, given.json, given.svg)  # a long run may be broken off
    load = growth.load
    print(f"load {load[0]:.1f} before, {load[1]:.1f} after; {time.strftime('%Y-%m-%d %H:%M')}")


def keep(growth: Growth, figures: Path | None, drawing: Path | None) -> None:
    """Write the figures and the curves to the files that are named for them."""
    if figures:
        figures.write_bytes(msgspec.json.format(msgspec.json.encode(growth), indent=1) + b"\n")
    if drawing:
        drawing.write_text(picture(growth.costs), "utf-8")


if __name__ == "__main__":
    main()
