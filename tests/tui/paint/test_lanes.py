"""Bars on the time axis: the signs of each kind of date, and rows in which nothing overlaps."""

import re
from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from iraq_tui.domain.axis import DAY, EARLIEST, LATEST, Span
from iraq_tui.domain.extent import extent
from iraq_tui.domain.moment import parse_moment
from iraq_tui.domain.placing import places
from iraq_tui.domain.records import Event
from iraq_tui.domain.scale import Scale, whole
from iraq_tui.sources.memory import MemoryCatalogue
from iraq_tui.tui.paint.axis import quiet
from iraq_tui.tui.paint.glyphs import ASCII, UNICODE
from iraq_tui.tui.paint.lanes import Looks, Told, drawn, lane, row_line
from iraq_tui.tui.paint.line import Role, text_of, width_of
from iraq_tui.tui.paint.scale import fold_columns, scale_lines


@pytest.fixture
def made(catalogue) -> Callable[[list[str]], MemoryCatalogue]:
    """A chronicle of events with these dates."""

    def make(dates: list[str]) -> MemoryCatalogue:
        found = {
            f"e{at}": Event(f"e{at}", "", (), when=parse_moment(date))
            for at, date in enumerate(dates)
        }
        events = tuple(found[id_] for id_ in places(found.values()))
        return MemoryCatalogue(replace(catalogue.chronicle, events=events, judgements=()))

    return make


ANYWHERE = Span(EARLIEST, LATEST)


def span(edtf: str) -> Span:
    return parse_moment(edtf).strict


MARCH = Scale(24, DAY).panned(Scale(24, DAY).along(span("2031-03-01").lo))
"""From the first to the 24th; half a cell is a day."""


def bar(edtf: str | None, scale: Scale = MARCH, bars=UNICODE.bars) -> str:
    at, signs = drawn(extent(parse_moment(edtf) if edtf else None, ANYWHERE), scale, bars)
    return " " * at + text_of(signs)


@pytest.mark.parametrize(
    ("edtf", "unicode", "plain"),
    [
        ("2031-03-05", "  ▌", "  |"),
        ("2031-03-06", "  ▐", "  |"),
        ("2031-03-05/2031-03-10", "  ━━━", "  ==="),
        ("2031-03-06/2031-03-09", "  ╺━╸", "  ==="),
        ("2031-03-10~", "    ╼╴", "    =-"),
        ("[2031-03-05,2031-03-11]", "  ╸╌╌╸", "  =::="),
        ("2031-03-19/..", "         ━━→", "         ==>"),
        ("../2031-03-04", "←━", "<="),
        ("2031-03-20/", "         ╺┈┈", "         =.."),
        ("/2031-03-05", "┈┈╸", "..="),
        ("2031-03-05/2031-03-10?", "  ━━━?", "  ===?"),
        (None, "←╌╌╌╌╌╌╌╌╌╌→", "<::::::::::>"),
        ("2032", "", ""),
    ],
)
def test_the_ends_of_a_bar_are_honest(edtf, unicode, plain):
    assert bar(edtf) == unicode
    assert bar(edtf, bars=ASCII.bars) == plain


def told(place: int, edtf: str | None, title: str = "") -> Told:
    when = parse_moment(edtf) if edtf else None
    return Told(place, title or f"event {place}", extent(when, ANYWHERE), "=", Role.GOOD)


DATES = st.sampled_from(
    ["2031-05-04", "2031-05", "2031", "2031~", "2030/2033", "2031-06/..", "../2031-02", "2029/",
     "[2031-01-02,2031-09-09]", "2032-01?", None]
)  # fmt: skip


@given(
    st.lists(st.tuples(DATES, st.text("абв 漢字 xyz", max_size=60)), max_size=40),
    st.integers(10, 150),
    st.sampled_from(["2031", "2020/2040", "2031-05-04"]),
)
def test_nothing_in_a_row_overlaps_and_no_row_is_too_wide(events, width, shown):
    scale = whole(span(shown), 2 * width)
    known = [told(place, *one) for place, one in enumerate(events)]
    rows = lane(known, scale, UNICODE.bars)
    drawn_places = {one.told.place for row in rows for one in row}
    in_sight = {one.place for one in known if drawn(one.extent, scale, UNICODE.bars)[1]}
    assert drawn_places == in_sight
    for row in rows:
        taken = sorted((one.cells.start, one.cells.stop) for one in row)
        assert all(end < start for (_, end), (start, _) in pairwise(taken))
        line = row_line(row, Looks(UNICODE, width))
        assert width_of(line) <= width


def test_a_title_stands_where_there_is_room_for_it():
    scale = whole(span("2031"), 120)
    events = [
        told(0, "2031-02-01/2031-02-12", "early"),
        told(1, "2031-12-10/2031-12-21", "late"),
        told(2, "2031", "all year long"),
    ]
    lines = [
        text_of(row_line(row, Looks(UNICODE, 60))) for row in lane(events, scale, UNICODE.bars)
    ]
    assert any(re.search("[━╸] = early", line) for line in lines)
    assert any(re.search("= late [━╺]", line) for line in lines)
    assert any("━ = all year long ━━" in line for line in lines)


def test_the_cursor_and_what_is_picked_are_seen():
    events = [told(0, "2031-02-03", "one"), told(1, "2031-02-03", "two")]
    rows = lane(events, whole(span("2031"), 80), UNICODE.bars)
    looks = Looks(UNICODE, 40, here=1, marks={0: "•"})
    pieces = [piece for row in rows for piece in row_line(row, looks)]
    assert [piece.text for piece in pieces if piece.role is Role.HERE] == ["two"]
    assert "•" in [piece.text for piece in pieces]


def test_a_fold_shows_in_the_dates_and_in_every_row():
    fold = Span(span("1900").lo, span("2030").hi)
    scale = whole(span("1890/2037"), 160, (fold,))
    labels, axis = map(text_of, scale_lines(scale, UNICODE))
    (at,) = fold_columns(scale)
    assert "131 years" not in labels  # it has no room: shown by its sign alone
    assert axis[at] == "┊"
    empty_row = text_of(row_line((), Looks(UNICODE, 80, folds=[at])))
    assert empty_row.strip() == "┊"
    assert empty_row[at] == "┊"


def test_the_dates_have_a_mark_each_below_them():
    labels, axis = map(text_of, scale_lines(whole(span("2003/2024"), 160), UNICODE))
    for year in ("2005", "2010", "2015", "2020"):
        assert axis[labels.index(year)] == "┴"
    assert set(text_of(scale_lines(whole(span("2003/2024"), 160), ASCII)[1])) == {"-", "+"}


def test_a_hostile_title_is_shown_and_not_sent(hostile):
    (row,) = lane([told(0, "2031", hostile)], whole(span("2031"), 200), UNICODE.bars)
    text = text_of(row_line(row, Looks(UNICODE, 100)))
    assert "\x1b" not in text
    assert "␛" in text


def test_a_title_hides_no_other_sign():
    """Of "about 2015" the year itself stays to be seen."""
    scale = whole(span("2013/2017"), 160)
    ((row,),) = (lane([told(0, "2015~", "About that time")], scale, UNICODE.bars),)
    text = text_of(row_line(row, Looks(UNICODE, 80)))
    assert "─" in text.partition("━")[0]
    assert "─" in text.rpartition("━")[2]
    assert "━" in text


def test_what_may_have_been_at_any_time_before_fills_no_gap(made):
    dates = ["2001", "[..2031-05-04]", "2031-06"]
    gap, _ = quiet(made(dates), range(3), DAY)
    assert gap.lo > span("2001").hi
    assert gap.hi < span("2031-05-04").hi


def test_gaps_are_those_of_all_dates_whatever_their_order(made):
    """Listed by its end, an event may have begun before the one above it."""
    dates = ["2000", "/2010-05", "[2001-01-01,2012]", "2020"]
    for one in quiet(made(dates), range(4), DAY):
        assert not one.meets(span("2001-01-01"))


def test_a_doubt_at_the_edge_stays_inside():
    row = lane([told(0, "2031/2099?")], whole(span("2031"), 80), UNICODE.bars)[0]
    line = row_line(row, Looks(UNICODE, 40))
    assert width_of(line) == 40
    assert "?" in text_of(line)
