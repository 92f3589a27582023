import pytest
from hypothesis import given
from hypothesis import strategies as st

from iraq_tui.domain.axis import EARLIEST, LATEST, Span
from iraq_tui.domain.moment import parse_moment
from iraq_tui.domain.scale import Scale, whole
from iraq_tui.domain.ticks import ticks


def labels(edtf: str, cells: int = 80) -> list[str]:
    return [mark.label for mark in ticks(whole(parse_moment(edtf).strict, 2 * cells)).marks]


@pytest.mark.parametrize(
    ("edtf", "some", "context"),
    [
        ("0900/2100", ["1000", "1200", "1400"], ""),
        ("1890/2037", ["1900", "1920", "1940"], ""),
        ("2003/2024", ["2005", "2010"], ""),
        ("2022/2024", ["2022", "Jul", "2023"], "2021"),
        ("2031-03/2031-08", ["Mar", "Apr", "May"], "2031"),
        ("2031-05", ["1 May", "6 May", "11 May"], "2031"),
        ("2031-05-04/2031-05-05", ["4 May", "06:00", "12:00", "18:00", "5 May"], "3 May 2031"),
        ("2031-05-04T10:00Z/2031-05-04T11:00Z", ["10:00", "10:15"], "4 May 2031"),
    ],
)
def test_the_unit_suits_the_scale(edtf, some, context):
    found = labels(edtf)
    at = found.index(some[0])
    assert found[at : at + len(some)] == some
    assert ticks(whole(parse_moment(edtf).strict, 160)).context == context


@given(st.floats(0, 1), st.integers(EARLIEST, LATEST), st.integers(20, 600))
def test_labels_never_touch_and_are_never_too_many(closeness, about, halves):
    widest = (LATEST - EARLIEST) / halves
    scale = Scale(halves, widest**closeness).centred(about)
    marks = ticks(scale).marks
    ends = [mark.place / 2 + len(mark.label) for mark in marks]
    starts = [mark.place / 2 for mark in marks]
    assert all(end < start for end, start in zip(ends, starts[1:], strict=False))
    assert len(marks) <= halves / 2 / 5 + 1
    assert starts == sorted(starts)


def test_a_larger_unit_stands_out():
    marks = ticks(whole(parse_moment("2022/2024").strict, 160)).marks
    assert {mark.label for mark in marks if mark.is_major} >= {"2022", "2023", "2024"}
    assert not any(mark.is_major for mark in marks if mark.label == "Jul")


def test_a_folded_century_has_no_ticks_and_takes_no_time():
    """Minutes on both sides of it: going through those between would take a minute."""
    start, end = parse_moment("1914-06-28T10:00Z").strict, parse_moment("2024-01-27T10:00Z").strict
    fold = Span(start.hi + 600, end.lo - 600)
    scale = whole(Span(start.lo, end.hi), 200, (fold,))
    marks = ticks(scale).marks
    places = range(scale.place(fold.lo) + 1, scale.place(fold.hi))
    assert marks
    assert not any(mark.place in places for mark in marks)
