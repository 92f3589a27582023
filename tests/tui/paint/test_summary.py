"""The summary and the table of reports by reports, painted: they fit, and say all there is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iraq_tui.domain.comparison.model import Kind
from iraq_tui.domain.quantity import parse_quantity
from iraq_tui.domain.records import (
    BUILT_IN_ASPECTS,
    Aspect,
    AspectType,
    Chronicle,
    Claim,
    Event,
    Report,
)
from iraq_tui.domain.steps import finished
from iraq_tui.domain.summary import Summary, summarising
from iraq_tui.sources.memory import MemoryCatalogue
from iraq_tui.tui.paint.glyphs import ASCII, UNICODE
from iraq_tui.tui.paint.line import Line, text_of, width_of
from iraq_tui.tui.paint.plain import in_ascii
from iraq_tui.tui.paint.summary import summary_sheet
from iraq_tui.tui.paint.tally import tally_lines

COST = Aspect("cost", "How much was it, all in all, and with what came after?", AspectType.QUANTITY)


def catalogue(reports: int, *, long: str = "", title: str = "The lighthouse walks"):
    """An event of which all reports tell, and one for each that it alone tells."""
    ids = [f"r{number}{long}" for number in range(reports)]
    costs = (Claim("all", "cost", one, parse_quantity(str(i % 3))) for i, one in enumerate(ids))
    events = [Event("all", title, tuple(costs))]
    events += [
        Event(f"of-{one}", title, (Claim(f"of-{one}", "cost", one, parse_quantity("5")),))
        for one in ids
    ]
    known = {one: Report(one, title, "en") for one in ids}
    aspects = {**BUILT_IN_ASPECTS, "cost": COST}
    return MemoryCatalogue(Chronicle("It", known, {}, {}, aspects, tuple(events)))


def summed(found: MemoryCatalogue) -> Summary:
    return finished(summarising(found))


def texts(lines: list[Line]) -> list[str]:
    return [text_of(line).rstrip() for line in lines]


@pytest.mark.parametrize("width", [40, 60, 80, 100, 140])
@pytest.mark.parametrize("reports", [1, 2, 3, 6, 7, 40])
def test_no_line_is_wider_than_there_is_room(reports: int, width: int):
    found = catalogue(reports, long="-of-the-evening" * (reports % 2))
    for line in summary_sheet(found, summed(found), width, UNICODE).lines:
        assert width_of(line) <= width, text_of(line)


def test_of_one_report_there_is_no_table():
    assert tally_lines(summed(catalogue(1)).tally, 80) == []


def test_of_two_reports_the_table_is_a_line():
    head, line = texts(tally_lines(summed(catalogue(2)).tally, 80))
    assert head.split() == ["agree", "compatible", "disagree", "only", "left", "only", "right"]
    assert line.split() == ["r0", "|", "r1", "0", "0", "1", "1", "1"]


@pytest.mark.parametrize("reports", [3, 6])
def test_up_to_six_reports_are_a_square(reports: int):
    tally = summed(catalogue(reports)).tally
    head, *lines = texts(tally_lines(tally, 80))
    assert head.split() == list(tally.reports)
    assert len(lines) == 4 * reports
    for i, one in enumerate(tally.reports):
        label, *numbers = lines[4 * i].split()[1:]
        others = [other for other in tally.reports if other != one]
        assert label == "agree"
        assert numbers == [str(tally.between(one, o).counts[Kind.AGREE]) for o in others]


def test_forty_reports_are_a_line_a_pair_at_80_columns():
    lines = texts(tally_lines(summed(catalogue(40)).tally, 80))
    assert len(lines) == 1 + 780
    assert lines[1].split() == ["r0", "|", "r1", "0", "0", "1", "1", "1"]


def test_where_there_is_no_room_the_pair_stands_on_a_line_of_its_own():
    lines = texts(tally_lines(summed(catalogue(7, long="-of-the-evening-post")).tally, 80))
    assert lines[1] == "r0-of-the-evening-post | r1-of-the-evening-post"
    assert lines[2].split() == ["0", "0", "1", "1", "1"]


def test_in_a_narrow_place_the_numbers_stand_in_words():
    lines = texts(tally_lines(summed(catalogue(7)).tally, 40))
    assert lines[:3] == ["r0 | r1", "  1 disagree  1 only left  1 only right", "r0 | r2"]


def test_reports_that_never_meet_are_said_so():
    ids = [Report(one, one, "en") for one in "abcdefg"]
    chronicle = Chronicle("It", {one.id: one for one in ids}, {}, {}, BUILT_IN_ASPECTS, ())
    lines = texts(tally_lines(summed(MemoryCatalogue(chronicle)).tally, 80))
    assert lines == ["no two reports answer the same question of an event"]


def test_long_lists_say_how_much_is_left_out():
    found = catalogue(40)
    lines = texts(summary_sheet(found, summed(found), 80, UNICODE).lines)
    assert "    … and 6 more" in lines  # of 26 disagreements


def test_it_can_be_painted_in_ascii():
    found = catalogue(3)
    for line in summary_sheet(found, summed(found), 80, ASCII).lines:
        assert text_of(in_ascii(line)).isascii()


@given(st.text(max_size=30))
def test_data_passes_the_gate(text: str):
    found = catalogue(2, title=text)
    for line in summary_sheet(found, summed(found), 80, UNICODE).lines:
        assert not any(ord(char) < 32 or 127 <= ord(char) < 160 for char in text_of(line))
        assert not set("\u202e\u2066\u200b") & set(text_of(line))
