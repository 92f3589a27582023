"""EDTF read into bounds: the specification's examples, rejections, and properties."""

import calendar
import string
import time
from datetime import date, datetime

import edtf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from iraq_tui.domain.moment import (
    DAY,
    EARLIEST,
    LATEST,
    Edge,
    Moment,
    MomentError,
    Point,
    Precision,
    Span,
    parse_moment,
)


def days(first: str, last: str) -> Span:
    """From the first second of one ISO day to the last of another; "" for an open side."""
    lo = date.fromisoformat(first).toordinal() * DAY if first else EARLIEST
    hi = date.fromisoformat(last).toordinal() * DAY + DAY - 1 if last else LATEST
    return Span(lo, hi)


def second(text: str) -> int:
    """A UTC instant on the axis."""
    moment = datetime.fromisoformat(text)
    clock = moment.hour * 3600 + moment.minute * 60 + moment.second
    return moment.toordinal() * DAY + clock


def point(text: str) -> Point:
    moment = parse_moment(text)
    assert isinstance(moment.start, Point)
    assert moment.end is None
    return moment.start


# The examples of the Library of Congress specification, by its levels and features.
LEVEL_0 = [
    ("1985-04-12", "1985-04-12", "1985-04-12"),
    ("1985-04", "1985-04-01", "1985-04-30"),
    ("1985", "1985-01-01", "1985-12-31"),
    ("1964/2008", "1964-01-01", "2008-12-31"),
    ("2004-06/2006-08", "2004-06-01", "2006-08-31"),
    ("2004-02-01/2005-02-08", "2004-02-01", "2005-02-08"),
    ("2004-02-01/2005-02", "2004-02-01", "2005-02-28"),
    ("2004-02-01/2005", "2004-02-01", "2005-12-31"),
    ("2005/2006-02", "2005-01-01", "2006-02-28"),
]
LEVEL_1 = [
    ("2001-21", "2001-03-01", "2001-05-31"),
    ("2001-22", "2001-06-01", "2001-08-31"),
    ("2001-23", "2001-09-01", "2001-11-30"),
    ("2003-24", "2003-12-01", "2004-02-29"),
    ("1984?", "1984-01-01", "1984-12-31"),
    ("2004-06~", "2004-06-01", "2004-06-30"),
    ("2004-06-11%", "2004-06-11", "2004-06-11"),
    ("201X", "2010-01-01", "2019-12-31"),
    ("20XX", "2000-01-01", "2099-12-31"),
    ("2004-XX", "2004-01-01", "2004-12-31"),
    ("1985-04-XX", "1985-04-01", "1985-04-30"),
    ("1985-XX-XX", "1985-01-01", "1985-12-31"),
    ("1985-04-12/..", "1985-04-12", ""),
    ("1985-04/..", "1985-04-01", ""),
    ("1985/..", "1985-01-01", ""),
    ("../1985-04-12", "", "1985-04-12"),
    ("../1985-04", "", "1985-04-30"),
    ("../1985", "", "1985-12-31"),
    ("1985-04-12/", "1985-04-12", ""),
    ("1985-04/", "1985-04-01", ""),
    ("1985/", "1985-01-01", ""),
    ("/1985-04-12", "", "1985-04-12"),
    ("/1985-04", "", "1985-04-30"),
    ("/1985", "", "1985-12-31"),
    ("1984~/2004-06", "1984-01-01", "2004-06-30"),
    ("1984/2004-06~", "1984-01-01", "2004-06-30"),
    ("1984~/2004~", "1984-01-01", "2004-12-31"),
    ("1984-06?/2004-08?", "1984-06-01", "2004-08-31"),
    ("1984-06-02?/2004-08-08~", "1984-06-02", "2004-08-08"),
]
LEVEL_2 = [
    ("[1667,1668,1670..1672]", "1667-01-01", "1672-12-31"),
    ("[..1760-12-03]", "", "1760-12-03"),
    ("[1760-12..]", "1760-12-01", ""),
    ("[1760-01,1760-02,1760-12..]", "1760-01-01", ""),
    ("[1667,1760-12]", "1667-01-01", "1760-12-31"),
    ("[..1984]", "", "1984-12-31"),
    ("2004-06-XX/2004-07-03", "2004-06-01", "2004-07-03"),
]
OURS = [
    ("0001", "0001-01-01", "0001-12-31"),
    ("9999-12-31", "9999-12-31", "9999-12-31"),
    ("000X", "0001-01-01", "0009-12-31"),
    ("9999-24", "9999-12-01", "9999-12-31"),
    ("2023-08-07/2023-08-08", "2023-08-07", "2023-08-08"),
    ("[2023-10-11..2023-10-20]", "2023-10-11", "2023-10-20"),
    ("2024-03/2024", "2024-03-01", "2024-12-31"),
]


@pytest.mark.parametrize(("text", "first", "last"), LEVEL_0 + LEVEL_1 + LEVEL_2 + OURS)
def test_strict_bounds_are_what_the_date_says(text: str, first: str, last: str) -> None:
    moment = parse_moment(text)
    assert moment.strict == days(first, last)
    assert moment.edtf == text


@pytest.mark.parametrize(
    ("text", "lo", "hi"),
    [
        ("1985-04-12T23:20:30Z", "1985-04-12T23:20:30", "1985-04-12T23:20:30"),
        ("1985-04-12T23:20:30-04", "1985-04-13T03:20:30", "1985-04-13T03:20:30"),
        ("1985-04-12T23:20:30+04:30", "1985-04-12T18:50:30", "1985-04-12T18:50:30"),
        ("2024-01-25T14:30+03:00", "2024-01-25T11:30:00", "2024-01-25T11:30:59"),
        ("2024-01-25T10:00Z/2024-01-25T12:00Z", "2024-01-25T10:00:00", "2024-01-25T12:00:59"),
        ("0001-01-01T00:00:00+03:00", "0001-01-01T00:00:00", "0001-01-01T00:00:00"),
        ("9999-12-31T23:59-05:00", "9999-12-31T23:59:59", "9999-12-31T23:59:59"),
    ],
)
def test_instants_stand_in_utc_on_the_same_axis(text: str, lo: str, hi: str) -> None:
    moment = parse_moment(text)
    assert moment.strict == moment.wide == Span(second(lo), second(hi))
    assert moment.has_instants


@pytest.mark.parametrize(
    ("text", "zone", "canonical"),
    [
        ("2024-01-25T14:30:00", "Asia/Baghdad", "2024-01-25T14:30:00+03:00"),
        ("2024-07-25T14:30", "Europe/Kyiv", "2024-07-25T14:30+03:00"),
        ("2024-01-25T14:30", "America/St_Johns", "2024-01-25T14:30-03:30"),
        ("2024-01-25T14:30", "UTC", "2024-01-25T14:30Z"),
        ("2024-01-25T14:30-05", "Asia/Baghdad", "2024-01-25T14:30-05:00"),
        ("2024-01-25T14:30-00:00", None, "2024-01-25T14:30Z"),
    ],
)
def test_a_local_time_is_written_with_its_offset(
    text: str, zone: str | None, canonical: str
) -> None:
    moment = parse_moment(text, timezone=zone)
    assert moment.edtf == canonical
    assert parse_moment(moment.edtf) == moment


def test_an_instant_keeps_the_calendar_day_of_its_author() -> None:
    late = point("2024-01-25T23:30-05:00")
    assert late.local_days == days("2024-01-25", "2024-01-25")
    assert not late.local_days.meets(late.strict)
    dated = point("2024-01")
    assert dated.local_days == dated.strict
    several = point("[2024-01-25T01:00+03:00,2024-01-27T23:00-03:00]")
    assert several.local_days == days("2024-01-25", "2024-01-27")


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2024-01-25~", "2024-01-24", "2024-01-26"),
        ("2024-01~", "2023-12-01", "2024-02-29"),
        ("2024~", "2023-01-01", "2025-12-31"),
        ("2024-21~", "2023-12-01", "2024-08-31"),
        ("201X~", "2000-01-01", "2029-12-31"),
        ("20XX~", "1900-01-01", "2199-12-31"),
        ("2024-01-XX~", "2023-12-01", "2024-02-29"),
        ("2024-01%", "2023-12-01", "2024-02-29"),
        ("2024-01?", "2024-01-01", "2024-01-31"),
        ("2024-01", "2024-01-01", "2024-01-31"),
        ("2023-10~/2023-12", "2023-09-01", "2023-12-31"),
        ("2023-10/2023-12~", "2023-10-01", "2024-01-31"),
        ("2023-10~/..", "2023-09-01", ""),
        ("0001~", "0001-01-01", "0002-12-31"),
        ("0001-01-01~", "0001-01-01", "0001-01-02"),
        ("9999~", "9998-01-01", "9999-12-31"),
        ("9999-12-31~", "9999-12-30", "9999-12-31"),
        ("[2024-01,2024-03]", "2024-01-01", "2024-03-31"),
    ],
)
def test_about_widens_by_one_unit_and_doubt_does_not(text: str, first: str, last: str) -> None:
    assert parse_moment(text).wide == days(first, last)


@pytest.mark.parametrize(
    ("text", "precision"),
    [
        ("2024-01-25T14:30:00Z", Precision.INSTANT),
        ("2024-01-25T14:30Z", Precision.MINUTE),
        ("2024-01-25", Precision.DAY),
        ("2024-01", Precision.MONTH),
        ("2024-01-XX", Precision.MONTH),
        ("2024-21", Precision.SEASON),
        ("2024", Precision.YEAR),
        ("2024-XX-XX", Precision.YEAR),
        ("202X", Precision.DECADE),
        ("20XX", Precision.CENTURY),
        ("[2024,2025]", Precision.SET),
    ],
)
def test_precision_is_the_unit_that_is_known(text: str, precision: Precision) -> None:
    assert point(text).precision is precision


@pytest.mark.parametrize(
    ("text", "about", "doubtful"),
    [
        ("2024", False, False),
        ("2024~", True, False),
        ("2024?", False, True),
        ("2024%", True, True),
    ],
)
def test_marks_are_told_apart(text: str, about: bool, doubtful: bool) -> None:
    assert (point(text).about, point(text).doubtful) == (about, doubtful)


def test_the_parts_of_a_set_stay_apart_and_touching_ones_merge() -> None:
    apart = point("[2024-01-25,2024-01-27]")
    assert apart.parts == (days("2024-01-25", "2024-01-25"), days("2024-01-27", "2024-01-27"))
    touching = point("[1667,1668,1670..1672]")
    assert touching.parts == (days("1667-01-01", "1668-12-31"), days("1670-01-01", "1672-12-31"))
    nested = point("[2020..2024,2021]")
    assert nested.parts == (days("2020-01-01", "2024-12-31"),)


@pytest.mark.parametrize(
    ("text", "canonical"),
    [
        (" 2024-01-25 ", "2024-01-25"),
        ("[1667, 1668, 1670 .. 1672]", "[1667,1668,1670..1672]"),
        ("[2024-01-27,2024-01-25]", "[2024-01-25,2024-01-27]"),
        ("[2024,2020..]", "[2024,2020..]"),
        ("[..2024,2020]", "[..2024,2020]"),
        ("2003 / 2011", "2003/2011"),
    ],
)
def test_the_canonical_text_is_one_for_all_ways_to_write_it(text: str, canonical: str) -> None:
    assert parse_moment(text).edtf == canonical


def test_an_extent_has_two_sides_and_a_point_none() -> None:
    lasting = parse_moment("2003/2011")
    assert lasting.is_extent
    assert [side.edtf for side in lasting.points] == ["2003", "2011"]
    assert parse_moment("2003/..").end is Edge.OPEN
    assert parse_moment("2003/").end is Edge.UNKNOWN
    assert parse_moment("../2003").start is Edge.OPEN
    assert parse_moment("/2003").start is Edge.UNKNOWN
    assert not parse_moment("2003").is_extent
    assert not parse_moment("2003").has_instants


def test_order_containment_and_overlap() -> None:
    year, month, day = (parse_moment(text).strict for text in ("2024", "2024-01", "2024-01-25"))
    assert year.holds(month)
    assert month.holds(day)
    assert not day.holds(month)
    assert year.holds(year)
    assert year.meets(parse_moment("2024-12/2025-02").strict)
    assert not year.holds(parse_moment("2024-12/2025-02").strict)
    assert not year.meets(parse_moment("2025").strict)
    assert sorted([day, year, month]) == [month, year, day]


REJECTED = [
    ("", "empty"),
    ("  \n", "empty"),
    ("Y170000002", "letter before"),
    ("Y-17E7", "letter before"),
    ("-0333", "sign before"),
    ("+2024", "sign before"),
    ("0000", "no year 0000"),
    ("0000-01-01", "no year 0000"),
    ("{1667,1668}", "all-of set"),
    ("2023-02-31", "day 31 does not exist"),
    ("2023-02-29", "day 29 does not exist"),
    ("2024-01-00", "day 00 does not exist"),
    ("2024-13", "13 is neither a month nor a season"),
    ("2024-00", "00 is neither"),
    ("2024-25", "25 is neither"),
    ("2024-13-XX", "13 is neither"),
    ("2024-21-05", "a season has no days"),
    ("2004-06~-11", "inside the date"),
    ("2004?-06", "inside the date"),
    ("~2004-06", "inside the date"),
    ("2004~?", "inside the date"),
    ("2024-XX-15", "cannot follow an unspecified month"),
    ("201X-05", "cannot follow a year with unspecified digits"),
    ("2XXX", "cannot be left out"),
    ("XXXX", "cannot be left out"),
    ("2004-1X", "cannot be left out"),
    ("2004-01-1X", "cannot be left out"),
    ("2024/2023", "end 2023 is before the start 2024"),
    ("2024-01-25/2024-01-24", "is before the start"),
    ("[2024..2023]", "is before the start"),
    ("2024-01-01T24:00:00Z", "24:00 is not taken"),
    ("2024-01-01T23:60:00Z", "does not exist"),
    ("2024-01-01T23:59:60Z", "does not exist"),
    ("2024-02-30T10:00Z", "day 30 does not exist"),
    ("2024-01-01T10:00:00", "has no zone"),
    ("2024-01-01T10:00:00.5Z", "fractions of a second"),
    ("2024-01-01T10:00:00,5Z", "fractions of a second"),
    ("2024-01-01T10:00Z~", "time of day takes no"),
    ("2024-01-01T10:00+16:00", "offset +16:00 does not exist"),
    ("2024-01-01T10:00[UTC]", "one-of set"),
    ("2024-01-01T10Z", "time of day is not understood"),
    ("2024-01-25 14:30", "space stands before the time"),
    ("25 January 2024", "names of months"),
    ("25 января 2024", "names of months"),
    ("2024-W05", "week dates"),
    ("2024-025", "days of the year"),
    ("20240125", "hyphens are missing"),
    ("2024-1-5", "two digits each"),
    ("24-01-25", "four digits"),
    ("24", "four digits"),
    ("20245", "four digits"),
    ("2024/01/25", "more than one '/'"),
    ("2024-xx", "small letters"),
    ("../..", "neither end"),
    ("/", "neither end"),
    ("../", "neither end"),
    ("[..]", "without a date"),
    ("[]", "without a date"),
    ("[2024,]", "without a date"),
    ("[2024", "one-of set"),
    ("[2023,2024]/2025", "one-of set"),
    ("[2023]~", "one-of set"),
    ("[2024~,2025]", "takes no ~"),
    ("[2024,..2019]", "open start"),
    ("[2024..,2019]", "open end"),
    ("2023..2024", "'..'"),
    ("..", "'..'"),
    ("２０２４", "U+FF12"),
    ("٢٠٢٤", "U+0662"),
    ("2024-01-ХХ", "U+0425 (cyrillic capital letter ha)"),
    ("2024–2025", "U+2013 (en dash)"),
    ("2024\x00", "is not a date"),
    ("9" * 101, "101 characters"),
    (f"[{','.join(['2024-01-25T10:00-04'] * 4)},2024-01-25]", "104 characters"),
]


@pytest.mark.parametrize(("text", "reason"), REJECTED)
def test_what_is_no_date_is_refused_with_reason_and_mend(text: str, reason: str) -> None:
    with pytest.raises(MomentError) as caught:
        parse_moment(text)
    assert reason in caught.value.why
    assert caught.value.mend
    assert str(caught.value) == f"{caught.value.why}; {caught.value.mend}"


@pytest.mark.parametrize(
    ("text", "mend"),
    [
        ("25.01.2024", "write 2024-01-25"),
        ("5.1.2024", "write 2024-01-05"),
        ("31.02.2024", "2024-02 has days 01 to 29"),
        ("2024-01-01T24:00:00Z", "00:00:00 of the next day"),
        ("2023-02-31", "2023-02 has days 01 to 28"),
        ("25 January 2024", "year first"),
        ("2024-01-01T10:00", "set timezone"),
        ("2004-06~-11", "2004-06-11~"),
    ],
)
def test_the_mend_says_what_to_write(text: str, mend: str) -> None:
    with pytest.raises(MomentError) as caught:
        parse_moment(text)
    assert mend in caught.value.mend


@pytest.mark.parametrize(
    ("zone", "text", "reason"),
    [
        ("Europe/Kyiv", "2023-03-26T03:30:00", "does not exist"),
        ("Europe/Kyiv", "2023-10-29T03:30:00", "comes twice"),
        ("Asia/Baghdad", "1800-01-01T12:00", "no whole minutes"),
        ("Asia/Bagdad", "2024-01-25T14:30", "is not known"),
        ("../../etc/passwd", "2024-01-25T14:30", "is not known"),
        ("Asia", "2024-01-25T14:30", "is not known"),
        ("", "2024-01-25T14:30", "is not known"),
        ("\x00", "2024-01-25T14:30", "is not known"),
        ("\ud800", "2024-01-25T14:30", "is not known"),
        ("я" * 5000, "2024-01-25T14:30", "is not known"),
    ],
)
def test_a_local_time_that_cannot_be_placed_is_refused(zone: str, text: str, reason: str) -> None:
    with pytest.raises(MomentError, match=reason):
        parse_moment(text, timezone=zone)


def test_hostile_text_is_refused_at_once() -> None:
    began = time.process_time()
    for text in ("[" * 10**6, "1" * 10**6, "," * 10**6, "[" + ".." * 48 + "]", "~" * 100):
        with pytest.raises(MomentError):
            parse_moment(text)
    assert time.process_time() - began < 0.5


# --- properties ---

YEARS = st.integers(1, 9999)
MARKS = st.sampled_from(["", "~", "?", "%"])
DAYS = st.dates().map(date.isoformat)
MONTHS = st.dates().map(lambda day: day.isoformat()[:7])
PLAIN_YEARS = YEARS.map("{:04}".format)
SEASONS = st.builds("{:04}-{}".format, YEARS, st.integers(21, 24))
UNSPECIFIED = st.one_of(
    YEARS.map(lambda year: f"{year:04}"[:3] + "X"),
    YEARS.map(lambda year: f"{year:04}"[:2] + "XX"),
    PLAIN_YEARS.map("{}-XX".format),
    PLAIN_YEARS.map("{}-XX-XX".format),
    MONTHS.map("{}-XX".format),
)
CALENDAR = st.one_of(DAYS, MONTHS, PLAIN_YEARS, SEASONS, UNSPECIFIED)
OFFSETS = st.sampled_from(["Z", "+03", "-04:30", "+14:00", "-12:00"])
INSTANTS = st.builds(
    lambda moment, minutes, offset: moment.isoformat()[: 16 if minutes else 19] + offset,
    st.datetimes().map(lambda moment: moment.replace(microsecond=0)),
    st.booleans(),
    OFFSETS,
)
DATES = st.one_of(st.builds("{}{}".format, CALENDAR, MARKS), INSTANTS)
BARE = st.one_of(CALENDAR, INSTANTS)
MEMBERS = st.one_of(BARE, st.tuples(BARE, BARE).map("..".join))
TEXTS = st.one_of(
    DATES,
    st.tuples(st.one_of(DATES, st.sampled_from(["", ".."])), DATES).map("/".join),
    st.tuples(DATES, st.sampled_from(["", ".."])).map("/".join),
    st.lists(MEMBERS, min_size=1, max_size=3).map(lambda members: f"[{','.join(members)}]"),
    BARE.map("[{}..]".format),
    BARE.map("[..{}]".format),
)


def _parsed(text: str) -> Moment | None:
    try:
        return parse_moment(text)
    except MomentError as error:
        fair = "before the start" in error.why or "characters" in error.why
        return None if fair else pytest.fail(f"{text}: {error}")


@given(TEXTS)
def test_every_form_reads_back_and_keeps_its_bounds_in_order(text: str) -> None:
    moment = _parsed(text)
    if moment is None:
        return
    assert parse_moment(moment.edtf) == moment
    assert EARLIEST <= moment.strict.lo <= moment.strict.hi <= LATEST
    assert moment.wide.holds(moment.strict)
    assert Span(EARLIEST, LATEST).holds(moment.wide)
    for one in moment.points:
        assert list(one.parts) == sorted(one.parts)
        assert all(a.hi + 1 < b.lo for a, b in zip(one.parts, one.parts[1:], strict=False))
        assert one.wide.holds(one.strict)


@given(st.one_of(st.text(), st.text("0123456789-XTZ~?%/.,:[]{} ", max_size=30)))
def test_any_text_is_a_moment_or_a_moment_error(text: str) -> None:
    try:
        outcome = parse_moment(text, timezone="Asia/Baghdad").edtf
    except MomentError as error:
        assert all((error.why, error.mend))  # noqa: PT017
    else:
        assert set(outcome) <= set(string.digits + "-XTZ~?%/.,:[]+")


@given(st.one_of(DAYS, MONTHS, PLAIN_YEARS, UNSPECIFIED), MARKS)
def test_strict_bounds_agree_with_another_reader(text: str, mark: str) -> None:
    _agrees(text + mark)


@given(st.tuples(*[st.one_of(DAYS, MONTHS, PLAIN_YEARS)] * 2).map(sorted))
def test_strict_bounds_of_extents_and_sets_agree_with_another_reader(pair: list[str]) -> None:
    first, last = pair
    if _parsed(f"{first}/{last}") is not None:
        _agrees(f"{first}/{last}")
        _agrees(f"[{first},{last}]")


def _agrees(text: str) -> None:
    """With `edtf` on closed forms; it knows no bounds of its own at the first and last years."""
    strict = parse_moment(text).strict
    if strict.lo == EARLIEST or "0000" in text or text.startswith("000X"):
        return
    other = edtf.parse_edtf(text)
    lo, hi = (calendar.timegm(bound) for bound in (other.lower_strict(), other.upper_strict()))
    epoch = date(1970, 1, 1).toordinal()
    assert strict.lo // DAY - epoch == lo // DAY
    assert strict.hi // DAY - epoch == hi // DAY
