"""A report's text in a column, with its passages marked."""

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iraq_tui.domain.comparison.model import Row, Verdict
from iraq_tui.domain.coverage import Coverage
from iraq_tui.domain.reading import Document, Mark
from iraq_tui.domain.records import Claim
from iraq_tui.domain.report_text import ReportText
from iraq_tui.text.safe import safe_line
from iraq_tui.text.width import cells, clusters
from iraq_tui.tui.paint.glyphs import ASCII, UNICODE
from iraq_tui.tui.paint.laid import GUTTER, found_cells, highlighted, lay
from iraq_tui.tui.paint.line import Role, text_of

CLAIM = Claim("e", "when", "a", None)
TEXTS = st.text(st.sampled_from("ab є漢א \n\u202e\x1be\u0301👍🏽\t"), max_size=80)


def row(verdict: Verdict) -> Row:
    return Row("e", "when", CLAIM, None, verdict, "")


def document(text: str, *marks: tuple[int, int, Verdict], covered=()) -> Document:
    lines = [number for number, line in enumerate(text.split("\n"), 1) if line.strip()]
    left = tuple(line for line in lines if line not in covered)
    told = tuple(line for line in lines if line in covered)
    found = tuple(Mark(start, end, CLAIM, row(verdict)) for start, end, verdict in sorted(marks))
    return Document("a", ReportText.of(text), found, Coverage("a", len(found), told, left))


@st.composite
def documents(draw, texts=TEXTS):
    text = draw(texts)
    marks = []
    for _ in range(draw(st.integers(0, 4)) if text else 0):
        start = draw(st.integers(0, len(text) - 1))
        marks.append(
            (start, draw(st.integers(start + 1, len(text))), draw(st.sampled_from(Verdict)))
        )
    return document(text, *marks)


def body(line) -> str:
    return "".join(piece.text for piece in line[3:])


def bare(text: str) -> str:
    return re.sub(r"\s", "", text)


@given(documents(), st.integers(6, 40))
def test_nothing_of_a_text_is_left_out_and_no_line_is_too_long(one, width):
    laid = lay(one, width, UNICODE)
    assert all(cells(text_of(line)) <= width for line in laid.lines)
    whole = "".join(bare(safe_line(line, 1000)) for line in one.text.text.split("\n"))
    if not any(char in one.text.text for char in "\u0301\u202e\x1b👍"):
        assert bare("".join(map(body, laid.lines))) == whole


@given(documents(), st.integers(8, 40), st.data())
def test_a_mark_is_set_off_where_it_is_said_to_be_and_nothing_moves(one, width, data):
    laid = lay(one, width, UNICODE)
    assert len(laid.stops) == len(one.marks)
    if not one.marks:
        return
    number = data.draw(st.integers(0, len(one.marks) - 1))
    stop = laid.stops[number]
    assert 0 <= stop.start < stop.stop <= len(laid.lines)
    lit = [highlighted(one, laid, number, y) for y in stop]
    assert [text_of(line) for line in lit] == [text_of(laid.lines[y]) for y in stop]


@given(documents(st.text(st.sampled_from("abc є漢\n\u202e"), max_size=60)), st.integers(10, 40))
def test_all_of_a_mark_and_nothing_else_is_set_off(one, width):
    laid = lay(one, width, UNICODE)
    for number, mark in enumerate(one.marks):
        lit = [highlighted(one, laid, number, y) for y in laid.stops[number]]
        parts = ["".join(piece.text for piece in line if piece.role is Role.HERE) for line in lit]
        raw = one.text.text[mark.start : mark.end]
        assert bare("".join(parts)) == bare("".join(map(safe_line, raw.split("\n"))))
        if raw == raw.strip() and raw:
            assert parts[0].strip()
            assert parts[-1].strip()


def test_the_passage_one_is_at_is_set_off_also_over_a_break():
    text = "The old bridge\nof forty years fell"
    one = document(text, (4, 29, Verdict.DIFFER))
    laid = lay(one, GUTTER + 12, UNICODE)
    lit = [highlighted(one, laid, 0, y) for y in laid.stops[0]]
    set_off = " ".join(piece.text for line in lit for piece in line if piece.role is Role.HERE)
    assert set_off.split() == ["old", "bridge", "of", "forty", "years"]


def test_of_several_verdicts_on_a_line_the_strongest_stands_beside_it():
    one = document("one two three", (0, 3, Verdict.AGREE), (4, 7, Verdict.DIFFER), covered=(1,))
    (line,) = lay(one, 40, UNICODE).lines
    assert line[0].text == "≠"
    assert [(piece.text, piece.role) for piece in line if piece.text.strip()][1:] == [
        ("one", Role.GOOD),
        ("two", Role.CONFLICT),
        ("three", Role.TEXT),
    ]


@pytest.mark.parametrize(("glyphs", "sign"), [(UNICODE, "│"), (ASCII, "|")])
def test_a_line_that_no_claim_rests_on_shows_it_on_every_row(glyphs, sign):
    one = document("told once\n\nnever told by anybody", (0, 4, Verdict.ONLY), covered=(1,))
    rows = [(line[1].text, body(line)) for line in lay(one, GUTTER + 12, glyphs).lines]
    assert rows == [(" ", "told once"), (" ", ""), (sign, "never told"), (sign, "by anybody")]


def found_text(one, laid, places) -> list[str]:
    """What stands on the cells that are set off for each place, over all lines."""
    told = [""] * len(places)
    for y, line in enumerate(laid.lines):
        for begin, end, number in found_cells(one, laid, y, places):
            at = 0
            for cluster in clusters(text_of(line)):
                told[number] += cluster if begin <= at < end else ""
                at += cells(cluster)
    return told


@given(documents(), st.integers(8, 40), st.data())
def test_a_found_place_is_set_off_whole_and_nothing_beside_it(one, width, data):
    text = one.text.text
    laid = lay(one, width, UNICODE)
    pieces = list(clusters(text))
    if not pieces:
        return
    first = data.draw(st.integers(0, len(pieces) - 1))
    last = data.draw(st.integers(first + 1, len(pieces)))
    start = len("".join(pieces[:first]))
    raw = "".join(pieces[first:last])
    (told,) = found_text(one, laid, [(start, start + len(raw))])
    if not any(char in text for char in "\u0301\u202e\x1b\U0001f3fd"):
        assert bare(told) == bare("".join(safe_line(part, 999) for part in raw.split("\n")))
    else:
        assert bool(bare(told)) or not bare(raw)


@pytest.mark.parametrize(
    ("text", "place", "told"),
    [
        ("The old bridge\nof forty years fell", (8, 29), "bridgeof forty years"),
        ("e\u0301te\u0301", (0, 1), "e\u0301"),
        ("这座老桥塌了", (2, 4), "老桥"),
        ("x\u202ey", (1, 2), "<U+202E>"),
        ("co\u00adop fell", (0, 5), "co<U+00AD>op"),
        ("👍🏽 and", (0, 1), "👍🏽"),
    ],
)
def test_found_places_over_breaks_in_wide_and_in_named_characters(text, place, told):
    one = document(text, (0, len(text), Verdict.DIFFER))
    for width in (40, GUTTER + 14):
        laid = lay(one, width, UNICODE)
        assert "".join(found_text(one, laid, [place])).replace("  ", " ") == told


def test_of_many_places_each_line_has_its_own():
    one = document("one two\nthree one\none")
    places = [(0, 3), (14, 17), (18, 21)]
    laid = lay(one, 40, UNICODE)
    found = [[number for *_, number in found_cells(one, laid, y, places)] for y in range(3)]
    assert found == [[0], [1], [2]]


def test_a_text_in_one_long_line_is_gone_through_in_good_time():
    text = "The old bridge of forty years fell. " * 10_000
    one = document(text, (len(text) - 300, len(text) - 200, Verdict.DIFFER))
    laid = lay(one, 80, UNICODE)
    began = time.perf_counter()
    for _ in range(100):
        for y in laid.stops[0]:
            highlighted(one, laid, 0, y)
            found_cells(one, laid, y, [(len(text) - 250, len(text) - 240)])
    assert time.perf_counter() - began < 1
