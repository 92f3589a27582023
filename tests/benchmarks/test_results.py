"""What is made of figures: ratios, targets, the page, and when the quick form complains."""

import argparse
import platform
import re
from collections.abc import Iterable
from pathlib import Path

import msgspec
import pytest

from benchmarks import keys, memory, start
from benchmarks.__main__ import sizes
from benchmarks.growth import Cost, Growth, Point, described
from benchmarks.peers import BLANK, EXPLORER
from benchmarks.quick import SEVERAL, TRIES, Bound, Found, tried
from benchmarks.report import GROWTH, figure, page, section, verdict_of
from benchmarks.results import Machine, Results, Series, Value, in_turns, machine, ratio
from benchmarks.targets import TARGETS, Check, checks, short
from benchmarks.terminal import LateError
from benchmarks.workplace import BUNDLED

SIZES = (100, 1000, 10_000)
HERE = Machine("A processor", 2, 8.0, "Linux", {"Python": "3.11"}, "today", 1.25, 2.5)


def series(*values: Value) -> Series:
    return Series("start", "a", "b", "ms", values=list(values))


@pytest.fixture
def results() -> Results:
    """A run in which a start was measured, and nothing else."""
    made = Results(HERE)
    made.new(start.PART, BLANK, start.FIRST, "ms").values = [100.0, 200.0]
    made.new(start.PART, EXPLORER, start.FIRST, "ms", BUNDLED).values = [120.0, 220.0]
    made.new(start.PART, EXPLORER, start.SEEN, "ms", 100_000).values = [130.0, 520.0]
    made.new(start.PART, "lnav", start.FIRST, "ms", 100_000).values = [260.0, 260.0]
    made.new(start.PART, EXPLORER, "check", "ms", BUNDLED).values = [40.0, None]
    return made


# --- figures --------------------------------------------------------------------------------------


def test_p95_is_a_value_that_was_measured():
    assert series(*map(float, range(1, 101))).p95 == 95
    assert series(3.0, 1.0, None, 2.0).p95 == 3
    assert series(None).p95 is None
    assert series().median is None


def test_a_ratio_is_of_what_was_measured_side_by_side():
    """A machine that is twice as slow in one round is so for both."""
    assert ratio(series(10.0, 20.0, 1000.0), series(5.0, 10.0, 500.0)) == 2
    assert ratio(series(10.0, None, 8.0), series(5.0, 1.0, 4.0)) == 2


def test_without_a_common_round_it_is_a_ratio_of_medians():
    assert ratio(series(None, 30.0), series(10.0, None)) == 3


def test_there_is_no_ratio_to_what_was_not_measured():
    assert ratio(series(1.0), None) is None
    assert ratio(series(1.0), series()) is None


def test_cases_are_measured_in_turns_to_and_fro():
    order: list[str] = []

    def case(name: str):
        return series(), lambda: float(order.append(name) or len(order))

    one, other = case("a"), case("b")
    in_turns([one, other], rounds=3, budget=60, notes=[])
    assert order == ["a", "b", "b", "a", "a", "b"]
    assert one[0].values == [1.0, 4.0, 5.0]


def test_what_takes_too_long_is_measured_once_and_left_out_then():
    slow, quick = series(), series()
    in_turns([(slow, lambda: 1.0), (quick, lambda: 2.0)], rounds=3, budget=-1, notes=[])
    assert slow.values == [1.0, None, None]


def test_what_comes_too_late_is_noted_and_the_rest_is_measured():
    def late() -> float:
        raise LateError("nothing came\nof it")

    broken, fine, notes = series(), series(), []
    in_turns([(broken, late), (fine, lambda: 1.0)], rounds=2, budget=60, notes=notes)
    assert (broken.values, fine.values) == ([None, None], [1.0, 1.0])
    assert notes[0].endswith("nothing came … of it")


def test_figures_are_kept_and_read_again(results: Results, tmp_path: Path):
    results.write(tmp_path / "figures.json")
    assert Results.read(tmp_path / "figures.json") == results


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [
        (None, "ms", "–"),
        (1234.5, "ms", "1,234 ms"),
        (12.34, "", "12.3"),
        (0.123, "×", "0.12 ×"),
    ],
)
def test_figures_have_about_three_digits(value: Value, unit: str, text: str):
    assert figure(value, unit) == text


def test_the_machine_tells_of_itself():
    found = machine()
    assert found.cores >= 1
    assert found.versions["Python"] == platform.python_version()
    assert {"textual", "less", "tig", "lnav", "visidata"} <= set(found.versions)


# --- targets --------------------------------------------------------------------------------------


def test_a_target_is_met_not_met_or_not_measured(results: Results):
    found = {(one.target, one.what): one for one in checks(results)}
    assert found[1, "bundled ÷ blank"].is_met
    assert found[1, "100k seen ÷ blank"].is_met is False
    assert found[1, "10k never seen ÷ blank"].is_met is None
    assert found[2, "100k seen ÷ lnav"].value == pytest.approx(1.25)
    assert found[9, "check ÷ blank"].value == pytest.approx(0.4)


def test_each_target_has_figures_in_a_run_that_measured_all_of_them():
    made = Results()
    for rows in (BUNDLED, 10_000, 100_000):
        made.new(keys.PART, EXPLORER, keys.DOWN, "ms", rows).values = [1.0]
        made.new(keys.COST, EXPLORER, keys.BYTES, "bytes", rows).values = [1.0]
    assert {one.target for one in checks(made)} == set(range(1, len(TARGETS) + 1))


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ([None], "not measured"),
        ([1.0, 2.0], "met"),
        ([1.0, None], "met, as far as measured (1/2)"),
        ([1.0, 3.0, None], "**not met** (1 of 2)"),
    ],
)
def test_a_target_is_met_only_by_all_its_figures(values: list[Value], words: str):
    assert verdict_of([Check(1, "", value, 2.0) for value in values]) == words


@pytest.mark.parametrize(
    ("rows", "text"), [(0, "bundled"), (100, "100"), (10_000, "10k"), (1_000_000, "1M")]
)
def test_sizes_are_told_and_asked_for_briefly(rows: int, text: str):
    assert short(rows) == text
    if rows:
        assert sizes(f"{text},7") == [rows, 7]


@pytest.mark.parametrize("text", ["", "k", "10x", "1.5k", "0"])
def test_a_size_that_makes_no_sense_is_refused(text: str):
    with pytest.raises(argparse.ArgumentTypeError):
        sizes(text)


# --- the page -------------------------------------------------------------------------------------


def test_the_page_tells_the_machine_the_targets_and_what_was_measured(results: Results):
    results.notes.append("1M events: too many for a test")
    written = page(results)
    assert HERE.processor in written
    assert "Load average 1.25 before, 2.50 after" in written
    for words in TARGETS:
        assert words in written
    assert "| iraq-tui, 100k, seen before | 325 ms | 520 ms | 2 | 1.95 | 1.25 |" in written
    assert "too many for a test" in written
    assert "Memory" not in written.replace("Resident memory", "")


def test_every_table_is_whole(results: Results):
    for rows in (10_000, 100_000):
        for program in (EXPLORER, "lnav"):
            results.new(keys.PART, program, keys.DOWN, "ms", rows).values = [1.0, None, 3.0]
        results.new(memory.PART, EXPLORER, f"{start.SEEN}, {memory.KINDS[0]}", "MB", rows)
    results.new(memory.PART, BLANK, f"{start.FIRST}, {memory.KINDS[0]}", "MB").values = [30.0]
    for table in re.findall(r"(?:^\|.*\n)+", page(results), re.MULTILINE):
        assert len({line.count("|") for line in table.splitlines()}) == 1


def test_a_part_that_was_not_measured_has_no_section(results: Results):
    assert section(results, start.PART)
    assert not section(results, keys.PART)


def test_cost_as_it_grows_is_a_table_for_each_curve(results: Results):
    def cost(opened: str, operation: str, *ms: float) -> Cost:
        measured = zip(SIZES, ms, strict=True)
        points = [Point(size, file_mb=1.0, ms=one, mb=20.0) for size, one in measured]
        return described(Cost("events", "events", "2 reports", opened, operation, points))

    costs = [cost("never seen", "open", 5, 50, 500), cost("seen before", "open", 1, 100, 10_000)]
    results.growth = msgspec.to_builtins(Growth("3.11", 3, (1.0, 2.0), costs))
    written = "\n".join(section(results, GROWTH))
    assert "| open | 5 (20) | 50 (20) | 500 (20) | n | every byte" in written
    assert "Worse than n log n: open by events, seen before." in written
    assert "## Cost as it grows" in page(results)


# --- the quick form -------------------------------------------------------------------------------


def outcome(values: Iterable[Value], bound: float = 1.0):
    """What comes of a figure that is measured as these values, and how often it was."""
    left = list(values)
    times = 0

    def measure() -> Found:
        nonlocal times
        times += 1
        return {"figure": left.pop(0)}

    (found,) = tried([Bound("figure", bound)], measure)
    return found, times


def test_what_is_within_its_bound_is_measured_once():
    found, times = outcome([0.9])
    assert (found.best, times, found.is_failure) == (0.9, 1, False)


def test_what_noise_explains_is_no_complaint():
    found, times = outcome([50.0, 0.9])
    assert (found.best, times) == (0.9, 2)
    assert str(found).startswith(" ok ")


def test_what_stays_past_its_bound_is_a_warning():
    found, times = outcome([50.0, 1.1, 50.0])
    assert (found.best, times, found.is_failure) == (1.1, TRIES, False)
    assert str(found).startswith("warn")


def test_only_what_is_several_times_its_bound_each_time_fails():
    found, _ = outcome([50.0, SEVERAL + 0.1, 50.0])
    assert found.is_failure
    assert str(found).startswith("FAIL")


def test_what_cannot_be_measured_does_not_fail():
    found, _ = outcome([None] * TRIES)
    assert not found.is_failure
    assert "not measured" in str(found)
