"""The targets of speed, and whether a run meets them."""

from collections.abc import Callable, Iterator, Sequence

from msgspec import Struct

from benchmarks import filtering, keys, memory, reload, start, verdicts
from benchmarks.peers import BLANK, EXPLORER
from benchmarks.results import Results, Series, Value, ratio
from benchmarks.workplace import BUNDLED

FULL_START, COLD_START, COMMAND_START = 1.25, 3.0, 0.5
MEMORY = 1.5
KEY_TO_LNAV, KEY_P95, KEY_GROWTH, PANEL = 2.5, 8.0, 1.5, 30.0
KEY_BYTES, KEY_CPU = 4096.0, 20.0
FILTER = {(10_000, filtering.HITS): 16.0, (10_000, filtering.COUNTED): 60.0}
FILTER_LARGE = {(100_000, filtering.HITS): 60.0}
VERDICTS = 1000.0
RELOAD = 0.1
_KEYS = (keys.DOWN, keys.SCROLLING, keys.PAGE, keys.END, keys.HOME)
_OWN_KEYS = (keys.DIFFER, keys.DATE)


class Check(Struct, frozen=True):
    """One figure against its bound."""

    target: int
    """Which of the nine."""
    what: str
    value: Value
    """None where it was not measured."""
    bound: float
    unit: str = ""
    """Nothing for a ratio."""

    @property
    def is_met(self) -> bool | None:
        """Whether the figure keeps within its bound; None if not measured."""
        return None if self.value is None else self.value <= self.bound


TARGETS = (
    "First content: 1.25 × blank Textual for the bundled chronicle, and for 10k and 100k events "
    "seen before; 3 × for 10k never seen",
    "First content at 100k, seen before: ahead of lnav",
    "Resident memory at 100k, seen before: 1.5 × blank Textual",
    "Key to painted timeline: 2.5 × lnav, p95 under 8 ms, the same from 10k to 1M rows; "
    "the comparison follows within 30 ms",
    "A `j` in the view at 160x50: at most 4 KB and 20 ms of processor time",
    "Live filter: at 10k first hits in 16 ms and all in 60 ms; at 100k first hits in 60 ms",
    "All verdicts of 10k events under 1 s",
    "Reload after one changed event at 10k: 0.1 × a full read",
    "`check`, `list`, `export` of the bundled chronicle: 0.5 × blank Textual",
)


def checks(results: Results) -> list[Check]:
    """Every figure that a target speaks of."""
    makers: Sequence[Callable[[Results], Iterator[Check]]] = (
        _first_content, _memory, _keys, _cost, _filter, _rest,
    )  # fmt: skip
    return sorted((one for make in makers for one in make(results)), key=lambda one: one.target)


def _first_content(results: Results) -> Iterator[Check]:
    blank = results.find(start.PART, BLANK, start.FIRST)

    def to_blank(what: str, rows: int) -> Value:
        return ratio(results.find(start.PART, EXPLORER, what, rows), blank)

    yield Check(1, "bundled ÷ blank", to_blank(start.FIRST, BUNDLED), FULL_START)
    for rows in (10_000, 100_000):
        yield Check(1, f"{short(rows)} seen ÷ blank", to_blank(start.SEEN, rows), FULL_START)
    yield Check(1, "10k never seen ÷ blank", to_blank(start.NEVER, 10_000), COLD_START)
    seen = results.find(start.PART, EXPLORER, start.SEEN, 100_000)
    lnav = results.find(start.PART, "lnav", start.FIRST, 100_000)
    yield Check(2, "100k seen ÷ lnav", ratio(seen, lnav), 1.0)
    for command in start.COMMANDS:
        yield Check(9, f"{command} ÷ blank", to_blank(command, BUNDLED), COMMAND_START)


def _memory(results: Results) -> Iterator[Check]:
    kind = memory.KINDS[0]
    seen = results.find(memory.PART, EXPLORER, f"{start.SEEN}, {kind}", 100_000)
    blank = results.find(memory.PART, BLANK, f"{start.FIRST}, {kind}")
    yield Check(3, "100k seen ÷ blank", ratio(seen, blank), MEMORY)


def _keys(results: Results) -> Iterator[Check]:
    def of(what: str, rows: int, program: str = EXPLORER) -> Series | None:
        return results.find(keys.PART, program, what, rows)

    sizes = sorted(
        {one.rows for one in results.series if (one.part, one.program) == (keys.PART, EXPLORER)}
    )
    for rows in sizes:
        for what in (*_KEYS, *_OWN_KEYS):
            ours = of(what, rows)
            named = f"{what}, {short(rows)}"
            if what in _KEYS:
                yield Check(4, f"{named} ÷ lnav", ratio(ours, of(what, rows, "lnav")), KEY_TO_LNAV)
            yield Check(4, f"{named}, p95", ours.p95 if ours else None, KEY_P95, "ms")
        panel = of(keys.PANEL, rows)
        yield Check(4, f"panel, {short(rows)}", panel.median if panel else None, PANEL, "ms")
    for rows in sizes[1:]:
        for what in (*_KEYS, *_OWN_KEYS):
            grown = ratio(of(what, rows), of(what, sizes[0]))
            named = f"{what}, {short(rows)} ÷ {short(sizes[0])}"
            yield Check(4, named, grown, KEY_GROWTH)


def _cost(results: Results) -> Iterator[Check]:
    for rows in sorted({one.rows for one in results.series if one.part == keys.COST}):
        for what, bound, unit in (
            (keys.BYTES, KEY_BYTES, "bytes"),
            (keys.CPU, KEY_CPU, "ms"),
        ):
            series = results.find(keys.COST, EXPLORER, what, rows)
            median = series.median if series else None
            yield Check(5, f"{what}, {short(rows)}", median, bound, unit)


def _filter(results: Results) -> Iterator[Check]:
    for (rows, what), bound in {**FILTER, **FILTER_LARGE}.items():
        for which in (filtering.FIRST, filtering.NEXT):
            series = results.find(filtering.PART, EXPLORER, f"{what}, {which}", rows)
            median = series.median if series else None
            yield Check(6, f"{what}, {which}, {short(rows)}", median, bound, "ms")


def _rest(results: Results) -> Iterator[Check]:
    worked_out = results.find(verdicts.PART, EXPLORER, verdicts.ALL, 10_000)
    yield Check(7, "10k", worked_out.median if worked_out else None, VERDICTS, "ms")
    one = results.find(reload.PART, EXPLORER, reload.ONE, 10_000)
    whole = results.find(reload.PART, EXPLORER, reload.ALL, 10_000)
    yield Check(8, "one event changed ÷ all changed", ratio(one, whole), RELOAD)


def short(rows: int) -> str:
    """Such as 10k and 1M; "bundled" for the bundled chronicle."""
    for unit, letter in ((1_000_000, "M"), (1000, "k")):
        if rows >= unit and rows % unit == 0:
            return f"{rows // unit}{letter}"
    return str(rows) if rows else "bundled"
