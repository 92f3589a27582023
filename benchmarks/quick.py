"""The quick form, for CI: ratios that noise leaves alone, measured again before any complaint.

A figure past its bound is measured up to three times, and the best counts. Past its bound even
then it is a warning; only what is several times its bound each time is a failure.
"""

from collections.abc import Callable, Sequence

from msgspec import Struct

from benchmarks import keys, memory, reload, start
from benchmarks.peers import EXPLORER
from benchmarks.report import figure
from benchmarks.results import Results, Series, Value, in_turns, ratio, say
from benchmarks.targets import (
    COMMAND_START,
    FULL_START,
    KEY_BYTES,
    KEY_GROWTH,
    KEY_TO_LNAV,
    MEMORY,
    RELOAD,
    short,
)
from benchmarks.workplace import BUNDLED, Workplace

TRIES = 3
SEVERAL = 3.0
"""So many times its bound is no noise."""
_ROUNDS, _PRESSES, _BUDGET = 5, 8, 10.0

Found = dict[str, Value]


class Bound(Struct, frozen=True):
    """A figure that is checked."""

    what: str
    bound: float
    unit: str = ""


class Outcome(Struct, frozen=True):
    """A figure as it came out."""

    bound: Bound
    best: Value
    """The smallest of all tries; None where it could not be measured."""

    @property
    def is_failure(self) -> bool:
        """Whether it is past its bound several times over, whenever it was measured."""
        return self.best is not None and self.best > SEVERAL * self.bound.bound

    def __str__(self) -> str:
        """One line for the log."""
        bound = self.bound
        if self.best is None:
            return f"  ?  {bound.what}: not measured"
        sign = "FAIL" if self.is_failure else "warn" if self.best > bound.bound else " ok "
        measured, least = (figure(value, bound.unit or "×") for value in (self.best, bound.bound))
        return f"{sign} {bound.what}: {measured}, bound {least}"


def tried(
    bounds: Sequence[Bound], measure: Callable[[], Found], tries: int = TRIES
) -> list[Outcome]:
    """Measure until all figures keep within their bounds, ``tries`` times at most."""
    best: Found = {}
    for number in range(tries):
        for what, value in measure().items():
            if value is not None:
                best[what] = min(value, best.get(what) or value)
        if all((best.get(one.what) or 0) <= one.bound for one in bounds):
            break
        if number + 1 < tries:
            say("past a bound: measured again")
    return [Outcome(one, best.get(one.what)) for one in bounds]


def run(place: Workplace, events: int) -> int:
    """Measure and print; the exit code, 1 for what no noise explains."""
    outcomes = []
    for part in (_start, _memory, _keys, _reload):
        found = tried(*part(place, events))
        outcomes += found
        print("\n".join(map(str, found)), flush=True)
    failures = sum(one.is_failure for one in outcomes)
    warnings = sum(one.best is not None and one.best > one.bound.bound for one in outcomes)
    print(f"{len(outcomes)} figures, {failures} failed, {warnings - failures} warnings")
    return 1 if failures else 0


Part = tuple[list[Bound], Callable[[], Found]]


def _start(place: Workplace, events: int) -> Part:
    cases = {
        "blank": start.starting(place.blank()),
        "bundled": start.seen_before(place, BUNDLED),
        f"{short(events)} seen": start.seen_before(place, events),
        **{command: start.whole(place, command) for command in start.COMMANDS},
    }
    bounds = [
        Bound(f"{name} ÷ blank", COMMAND_START if name in start.COMMANDS else FULL_START)
        for name in list(cases)[1:]
    ]

    def measure() -> Found:
        say("start")
        series = [Series(start.PART, "", name, "ms") for name in cases]
        in_turns(list(zip(series, cases.values(), strict=True)), _ROUNDS, _BUDGET, [])
        return {f"{one.what} ÷ blank": ratio(one, series[0]) for one in series[1:]}

    return bounds, measure


def _memory(place: Workplace, events: int) -> Part:
    what = f"memory, {short(events)} seen ÷ blank"

    def measure() -> Found:
        say("memory")
        ours, blank = memory.idle(place.seen(events)), memory.idle(place.blank())
        return {what: ours.resident / blank.resident} if ours and blank else {}

    return [Bound(what, MEMORY)], measure


def _keys(place: Workplace, events: int) -> Part:
    growth = f"{keys.DOWN}, {short(events)} ÷ bundled"
    lnav, written = f"{keys.DOWN}, {short(events)} ÷ lnav", "a `j` at 160x50"

    def measure() -> Found:
        peers = [one for one in place.peers(events) if one.name == "lnav"]
        results = Results()
        programs = [place.seen(BUNDLED), place.seen(events), *peers]
        keys.measure(programs, 1, _PRESSES, results, only=keys.DOWN)
        keys.cost([place.seen(BUNDLED)], _PRESSES, results)
        ours = results.find(keys.PART, EXPLORER, keys.DOWN, events)
        cost = results.find(keys.COST, EXPLORER, keys.BYTES, BUNDLED)
        return {
            growth: ratio(ours, results.find(keys.PART, EXPLORER, keys.DOWN, BUNDLED)),
            lnav: ratio(ours, results.find(keys.PART, "lnav", keys.DOWN, events)),
            written: cost.median if cost else None,
        }

    return [
        Bound(growth, KEY_GROWTH), Bound(lnav, KEY_TO_LNAV), Bound(written, KEY_BYTES, "bytes")
    ], measure  # fmt: skip


def _reload(place: Workplace, events: int) -> Part:
    what = f"reload, one of {short(events)} changed ÷ all changed"

    def measure() -> Found:
        results = Results()
        reload.measure(place, [events], 2, _BUDGET, results)
        return {what: ratio(*(results.series[:2]))}

    return [Bound(what, RELOAD)], measure
