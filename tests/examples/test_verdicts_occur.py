"""Every verdict, every reason for one and every flag comes up when the example's reports are set
against each other."""

import inspect
from collections.abc import Iterator
from functools import partial
from itertools import combinations

import pytest

from iraq_tui.domain.comparison import reasons
from iraq_tui.domain.comparison.case import Context, Ground
from iraq_tui.domain.comparison.compare import compare
from iraq_tui.domain.comparison.lines import Compared, lines
from iraq_tui.domain.comparison.model import EventComparison, Flag, Pair, Verdict
from iraq_tui.domain.comparison.values import Relation
from iraq_tui.domain.records import Chronicle


@pytest.fixture(scope="module")
def pairs(chronicle: Chronicle) -> list[Pair]:
    return list(combinations(chronicle.reports, 2))


@pytest.fixture(scope="module")
def compared(chronicle: Chronicle, pairs: list[Pair]) -> list[EventComparison]:
    ground = Ground(chronicle)
    return [compare(ground, event, pair) for event in chronicle.events for pair in pairs]


@pytest.fixture(scope="module")
def told(chronicle: Chronicle, pairs: list[Pair]) -> list[Compared]:
    """All claims that are set against each other."""
    ground = Ground(chronicle)
    found = [lines(Context(ground, event), pair)[0] for event in chronicle.events for pair in pairs]
    return [line for several in found for line in several if isinstance(line, Compared)]


def every_reason() -> Iterator[str]:
    """What puts the reason for a verdict on two claims into words."""
    for name, function in inspect.getmembers(reasons, inspect.isfunction):
        if function.__module__ == reasons.__name__ and not name.startswith("_"):
            yield name


def test_every_verdict_comes_up(compared: list[EventComparison]) -> None:
    rows = {row.verdict for comparison in compared for row in comparison.rows}
    assert rows == set(Verdict) - {Verdict.APART}
    assert {comparison.head for comparison in compared} >= set(Verdict) - {Verdict.UNJUDGED}


def test_every_reason_comes_up(told: list[Compared], compared: list[EventComparison]) -> None:
    found = {_name(line.outcome.reason) for line in told}
    assert {*found, reasons.only.__name__} == set(every_reason())
    silent = [r for one in compared for r in one.rows if r.verdict is Verdict.ONLY]
    assert {row.reason.rpartition(" ")[2] for row in silent} == {"it", "silent"}


def _name(reason: reasons.Reason) -> str:
    function = reason.func if isinstance(reason, partial) else reason
    name: str = function.__name__
    return name


def test_values_stand_to_each_other_in_every_way(told: list[Compared]) -> None:
    assert {line.case.relation for line in told} == {*Relation, None}


@pytest.mark.parametrize(
    "words",
    [
        "come to the same",
        "equally far along",
        "which leaves room for",
        "share nothing",
        "partly the same",
        "overlap: some dates",
        "overlap: some numbers",
        "which is further along",
        "is part of",
        "adds to it",
        "“about” at 10 %",
        "if “about” is allowed for",
        "counted in UTC",
        "time zones are 7 h apart",
        "the answer changes with time",
        "it came about later",
        "it was given up later",
        "going on at first, over later",
        "the later word is not further along",
        "which is the later word cannot be told",
        "both pass on Ministry of Works",
        "cannot both be the whole answer",
    ],
)
def test_every_wording_of_a_reason_comes_up(compared: list[EventComparison], words: str) -> None:
    assert any(words in row.reason for comparison in compared for row in comparison.rows)


def test_every_flag_comes_up(compared: list[EventComparison]) -> None:
    flags = {flag for one in compared for row in one.rows for flag in row.flags}
    assert flags == set(Flag)


def test_two_pairs_of_reports_are_of_one_origin(compared: list[EventComparison]) -> None:
    of_one = {one.pair for one in compared for row in one.rows if Flag.ONE_ORIGIN in row.flags}
    assert {("en", "uk"), ("ar", "zh")} <= of_one
