"""The page that a run writes: the machine, the targets, the tables."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial

from benchmarks import filtering, keys, memory, reload, start, verdicts
from benchmarks.growth_page import growth_page
from benchmarks.peers import BLANK, EXPLORER
from benchmarks.results import Results, Series, Value, ratio
from benchmarks.targets import TARGETS, Check, checks, short

GROWTH = "growth"
_MOVES = (
    keys.DOWN, keys.SCROLLING, keys.PAGE, keys.END, keys.HOME, keys.HELD,
    keys.DIFFER, keys.DATE, keys.PANEL,
)  # fmt: skip
_TITLES = {
    start.PART: "Start: execution to first content, 120x40",
    keys.PART: "Keys: written to painted, 120x40",
    keys.COST: "What a `j` costs, 160x50",
    filtering.PART: "Live filter: letter typed to painted",
    memory.PART: "Memory, idle after the first frame",
    reload.PART: "Reload: ctrl+r to read anew",
    verdicts.PART: "Verdicts",
}
_EXPLAINED = {
    start.PART: "Lines of text for the peers, events for iraq-tui; the ratio is the median of the "
    "ratios round by round, as all were measured in turns.",
    keys.PART: "ms, median / p95; each key of all programs in turns. less, and lnav before 0.12, "
    "have no cursor: there each step down scrolls. Held: the lag of the last of 30 presses, 30 a "
    "second. Panel: the comparison of the event that the cursor came to.",
    keys.COST: "Medians; processor time as the system accounts it, the comparison's included.",
    filtering.PART: "ms, median / p95, over the letters of some words. First hits: the timeline as "
    "far as it shows; letters that leave it as it is do not count there.",
    memory.PART: "MB, medians. Proportional: shared pages count by their share.",
    reload.PART: "ms, median / p95. A full read is a reload after a change of every event.",
    verdicts.PART: "ms, median / p95; in one process, without a cache.",
}


def page(results: Results) -> str:
    """The whole page as Markdown."""
    parts = ["# Speed, measured", _head(results), "## Targets", *_targets(checks(results))]
    for part in _TITLES:
        parts += section(results, part)
    parts += section(results, GROWTH)
    if results.notes:
        parts += ["## Left out", "\n".join(f"- {note}" for note in results.notes)]
    return "\n\n".join(parts) + "\n"


def section(results: Results, part: str) -> list[str]:
    """What is said of one part; nothing if it was not measured."""
    if part == GROWTH and results.growth:
        return ["## Cost as it grows", growth_page(results.growth)]
    if not any(one.part == part for one in results.series):
        return []
    return [f"## {_TITLES[part]}", _EXPLAINED[part], _TABLES[part](results)]


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table in Markdown; all columns but the first are figures."""
    lines = [heads, ["---", *["---:"] * (len(heads) - 1)], *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def figure(value: Value, unit: str = "") -> str:
    """Three digits or so; a dash where nothing was measured."""
    if value is None:
        return "–"
    digits = 0 if value >= 100 else 1 if value >= 10 else 2
    return f"{value:,.{digits}f}" + (f" {unit}" if unit else "")


def _head(results: Results) -> str:
    machine = results.machine
    if machine is None:
        return "Made by `make bench`; do not edit."
    versions = ", ".join(f"{name} {number}" for name, number in machine.versions.items())
    return (
        f"Made by `make bench` on {machine.date}; do not edit.\n\n"
        f"{machine.processor}, {machine.cores} cores, {machine.memory:.0f} GB, {machine.system}. "
        f"{versions}. Load average {machine.load_before:.2f} before, {machine.load_after:.2f} "
        "after: where it is well above what one program at a time makes, trust the ratios only."
    )


# --- targets --------------------------------------------------------------------------------------


def _targets(found: Sequence[Check]) -> list[str]:
    rows = []
    for number, words in enumerate(TARGETS, 1):
        own = [one for one in found if one.target == number]
        rows.append([f"{number}. {words}", verdict_of(own), _worst(own)])
    missed = [one for one in found if one.is_met is False]
    parts = [table(["target", "by this run", "nearest to its bound, or farthest past"], rows)]
    if missed:
        told = [[f"{one.target}. {one.what}", *_told(one)] for one in missed]
        parts.append(table(["not met", "measured", "bound"], told))
    return parts


def verdict_of(own: Sequence[Check]) -> str:
    """Met, not met, not measured, or what of it was."""
    known = [one for one in own if one.is_met is not None]
    if not known:
        return "not measured"
    missed = sum(one.is_met is False for one in known)
    if missed:
        return f"**not met** ({missed} of {len(known)})"
    return "met" if len(known) == len(own) else f"met, as far as measured ({len(known)}/{len(own)})"


def _worst(own: Sequence[Check]) -> str:
    known = [(one.value / one.bound, one) for one in own if one.value is not None]
    if not known:
        return "–"
    worst = max(known, key=lambda one: one[0])[1]
    measured, bound = _told(worst)
    return f"{worst.what}: {measured}, bound {bound}"


def _told(check: Check) -> tuple[str, str]:
    return figure(check.value, check.unit or "×"), figure(check.bound, check.unit or "×")


# --- tables ---------------------------------------------------------------------------------------


def _of(results: Results, part: str) -> list[Series]:
    own = [one for one in results.series if one.part == part and one.measured]
    return sorted(own, key=lambda one: one.rows)


def _start(results: Results) -> str:
    blank = results.find(start.PART, BLANK, start.FIRST)
    rows = []
    for one in _of(results, start.PART):
        lnav = results.find(start.PART, "lnav", start.FIRST, one.rows)
        rows.append(
            [
                f"{one.program}, {_of_what(one)}",
                *(figure(value, "ms") for value in (one.median, one.p95)),
                str(len(one.measured)),
                *(figure(ratio(one, to)) for to in (blank, lnav)),
            ]
        )
    return table(["", "median", "p95", "runs", "× blank Textual", "× lnav"], rows)


def _of_what(one: Series) -> str:
    if one.program == BLANK:
        return one.what
    if one.what in start.COMMANDS:
        return f"`{one.what}`, the whole command"
    return f"{short(one.rows)}, {one.what}"


def _keys(results: Results) -> str:
    own = _of(results, keys.PART)
    rows = []
    for rows_, program in dict.fromkeys((one.rows, one.program) for one in own):
        found = [results.find(keys.PART, program, what, rows_) for what in _MOVES]
        cells = [f"{figure(one.median)} / {figure(one.p95)}" if one else "" for one in found]
        rows.append([f"{program}, {short(rows_)}", *cells])
        lnav = [results.find(keys.PART, "lnav", what, rows_) for what in _MOVES]
        if program == EXPLORER and any(lnav):
            pairs = zip(found, lnav, strict=True)
            times = [f"{figure(ratio(*pair))} ×" if all(pair) else "" for pair in pairs]
            rows.append(["… to lnav", *times])
    return table(["", *_MOVES], rows)


def _pivot(results: Results, *, part: str, both: bool = True) -> str:
    own = _of(results, part)
    whats = list(dict.fromkeys(one.what for one in own))
    rows = []
    for rows_, program in dict.fromkeys((one.rows, one.program) for one in own):
        found = [results.find(part, program, what, rows_) for what in whats]
        named = program if program == BLANK else f"{program}, {short(rows_)}"
        rows.append([named, *(_cell(one, both=both) for one in found)])
    return table(["", *whats], rows)


def _cell(one: Series | None, *, both: bool) -> str:
    if one is None:
        return ""
    return f"{figure(one.median)} / {figure(one.p95)}" if both else figure(one.median, one.unit)


def _memory(results: Results) -> str:
    rows = []
    blank = [results.find(memory.PART, BLANK, f"{start.FIRST}, {kind}") for kind in memory.KINDS]
    seen = dict.fromkeys(
        (one.rows, one.program, one.what.rpartition(", ")[0]) for one in _of(results, memory.PART)
    )
    for rows_, program, what in seen:
        found = [results.find(memory.PART, program, f"{what}, {k}", rows_) for k in memory.KINDS]
        named = program if program == BLANK else f"{program}, {short(rows_)}, {what}"
        times = figure(ratio(found[0], blank[0]))
        rows.append([named, *(_cell(one, both=False) for one in found), times])
    return table(["", *memory.KINDS, "resident × blank Textual"], rows)


_TABLES: Mapping[str, Callable[[Results], str]] = {
    start.PART: _start,
    keys.PART: _keys,
    keys.COST: partial(_pivot, part=keys.COST, both=False),
    filtering.PART: partial(_pivot, part=filtering.PART),
    memory.PART: _memory,
    reload.PART: partial(_pivot, part=reload.PART),
    verdicts.PART: partial(_pivot, part=verdicts.PART),
}
