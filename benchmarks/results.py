"""What was measured, as numbers: medians, ratios of what was measured side by side, the machine."""

import math
import os
import platform
import re
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any

import msgspec
from msgspec import Struct, field

from benchmarks.terminal import LateError

Value = float | None


class Series(Struct):
    """One figure, measured again and again; None where a round left it out."""

    part: str
    """Which part of the benchmarks measured it: "start", "keys" …"""
    program: str
    what: str
    unit: str
    """"ms", "MB" or "bytes"."""
    rows: int = 0
    """Events or lines; 0 for the bundled chronicle, or none."""
    values: list[Value] = field(default_factory=list)

    @property
    def measured(self) -> list[float]:
        """The values that there are."""
        return [one for one in self.values if one is not None]

    @property
    def median(self) -> Value:
        """The median; None where nothing was measured."""
        return statistics.median(self.measured) if self.measured else None

    @property
    def p95(self) -> Value:
        """The value that 95 of 100 do not exceed, by nearest rank."""
        ranked = sorted(self.measured)
        return ranked[math.ceil(0.95 * len(ranked)) - 1] if ranked else None


class Machine(Struct):
    """Where and when it was measured."""

    processor: str
    cores: int
    memory: float
    """GB of a milliard bytes."""
    system: str
    versions: dict[str, str]
    date: str
    load_before: float
    """Processes that wanted a core, in the minute before."""
    load_after: float = 0.0


class Results(Struct):
    """All of one run."""

    machine: Machine | None = None
    """Nothing where the figures are for no page."""
    series: list[Series] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    growth: dict[str, Any] = field(default_factory=dict)
    """What ``benchmarks.growth`` wrote; nothing if it was not asked."""
    picture: str = ""
    """What it drew, as SVG."""

    def new(self, part: str, program: str, what: str, unit: str, rows: int = 0) -> Series:
        """A series to be filled; what it has by then stays if a measurement breaks off."""
        self.series.append(Series(part, program, what, unit, rows))
        return self.series[-1]

    def find(self, part: str, program: str, what: str, rows: int = 0) -> Series | None:
        """The series of that name, if it was measured."""
        for one in self.series:
            if (one.part, one.program, one.what, one.rows) == (part, program, what, rows):
                return one if one.measured else None
        return None

    def write(self, path: Path) -> None:
        """Keep them as JSON."""
        path.write_bytes(msgspec.json.format(msgspec.json.encode(self), indent=1) + b"\n")

    @staticmethod
    def read(path: Path) -> "Results":
        """What ``write`` kept; raises msgspec.ValidationError where it is something else."""
        return msgspec.json.decode(path.read_bytes(), type=Results)


def ratio(of: Series | None, to: Series | None) -> Value:
    """The median of the ratios round by round, so that a drift of the machine cancels out.

    Where the two have no round in common, the ratio of their medians; None where one is missing.
    """
    if of is None or to is None:
        return None
    pairs = [(a, b) for a, b in zip(of.values, to.values, strict=False) if a is not None and b]
    if pairs:
        return statistics.median(a / b for a, b in pairs)
    return of.median / to.median if of.median is not None and to.median else None


Measure = Callable[[], Value]


def in_turns(
    cases: Sequence[tuple[Series, Measure]], rounds: int, budget: float, notes: list[str]
) -> None:
    """Measure each case once a round, to and fro, so that whatever drifts hits all alike.

    A case that has taken ``budget`` seconds in all is left out from then on: None stands for it,
    and for what came too late, which is noted.
    """
    spent = [0.0] * len(cases)
    for turn in range(rounds):
        for number in range(len(cases)) if turn % 2 == 0 else reversed(range(len(cases))):
            series, measure = cases[number]
            if turn and spent[number] > budget:
                series.values.append(None)
                continue
            before = time.perf_counter()
            try:
                series.values.append(measure())
            except LateError as error:
                series.values.append(None)
                notes.append(f"{series.part}, {series.program}, {series.what}: {error.brief}")
            spent[number] += time.perf_counter() - before


# --- the machine ----------------------------------------------------------------------------------


def machine() -> Machine:
    """This machine, now."""
    release = ".".join(platform.release().split(".")[:2])
    return Machine(
        processor=_processor(),
        cores=len(os.sched_getaffinity(0))
        if hasattr(os, "sched_getaffinity")
        else os.cpu_count() or 1,
        memory=os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1e9,
        system=f"{platform.system()} {release}",
        versions=dict(_versions()),
        date=time.strftime("%Y-%m-%d %H:%M", time.gmtime()) + " UTC",
        load_before=os.getloadavg()[0],
    )


def _processor() -> str:
    try:
        told = re.search(
            r"^model name\s*:\s*(.+)$", Path("/proc/cpuinfo").read_text(), re.MULTILINE
        )
    except OSError:
        told = None
    return told[1] if told else platform.processor() or platform.machine()


_ASKED = {
    "less": ("less", "--version"),
    "tig": ("tig", "--version"),
    "lnav": ("lnav", "-V"),
    "visidata": ("vd", "--version"),
}


def _versions() -> Iterable[tuple[str, str]]:
    yield "Python", platform.python_version()
    for library in ("textual", "tomli", "msgspec"):
        yield library, version(library)
    for name, command in _ASKED.items():
        if shutil.which(command[0]) is None:
            yield name, "not installed"
            continue
        try:
            told = subprocess.run(
                command,
                capture_output=True,
                text=True,
                check=False,
                timeout=20,
                stdin=subprocess.DEVNULL,
            )
        except (OSError, subprocess.TimeoutExpired):
            yield name, "unknown"
            continue
        number = re.search(r"\d+(\.\d+)*", told.stdout + told.stderr)
        yield name, number[0] if number else "unknown"


def say(text: str) -> None:
    """Tell the person how far it is."""
    sys.stderr.write(f"{text}\n")
    sys.stderr.flush()
