"""Dates as people type them, in three languages."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iraq_tui.domain.moment import MomentError, parse_moment
from iraq_tui.domain.moment_words import MONTHS, short, words
from iraq_tui.domain.typed_dates import parse_typed

READ = [
    # EDTF first
    ("2023-10", "2023-10"),
    ("2023-xx", "2023-XX"),
    ("2023/..", "2023/.."),
    ("[2023-10-11, 2023-10-12]", "[2023-10-11,2023-10-12]"),
    ("2024-01-25t14:30z", "2024-01-25T14:30Z"),
    # English
    ("aug 2023", "2023-08"),
    ("AUG.  2023", "2023-08"),
    ("2023 October", "2023-10"),
    ("25 Jan 2024", "2024-01-25"),
    ("January 25, 2024", "2024-01-25"),
    ("on the 25th of January, 2024", "2024-01-25"),
    ("7-8 August 2023", "2023-08-07/2023-08-08"),
    ("7–8 August 2023", "2023-08-07/2023-08-08"),
    ("August 7–8, 2023", "2023-08-07/2023-08-08"),
    ("Aug 7 - Sep 2, 2023", "2023-08-07/2023-09-02"),
    ("30 January – 2 February 2024", "2024-01-30/2024-02-02"),
    ("December 2023 – January 2024", "2023-12/2024-01"),
    ("October–December 2023", "2023-10/2023-12"),
    ("from 7 to 8 August 2023", "2023-08-07/2023-08-08"),
    ("2023-08-07 - 2023-08-08", "2023-08-07/2023-08-08"),
    ("2003-2011", "2003/2011"),
    ("2003–2011", "2003/2011"),
    ("mid-October 2023", "[2023-10-11..2023-10-20]"),
    ("mid October 2023", "[2023-10-11..2023-10-20]"),
    ("Early-Oct 2023", "[2023-10-01..2023-10-10]"),
    ("late February 2024", "[2024-02-21..2024-02-29]"),
    ("the end of February 2023", "[2023-02-21..2023-02-28]"),
    ("early 2023", "[2023-01..2023-04]"),
    ("mid 2023", "[2023-05..2023-08]"),
    ("late 2023", "[2023-09..2023-12]"),
    ("c. mid-Oct 2023", "[2023-10-11..2023-10-20]"),
    ("mid-October – early November 2023", "2023-10-11/2023-11-10"),
    ("summer 2023", "2023-22"),
    ("winter 2023/24", "2023-24"),
    ("winter 2023-24", "2023-24"),
    ("winter 2009-10", "2009-24"),
    ("spring–autumn 2023", "2023-21/2023-23"),
    ("the 2010s", "201X"),
    ("c. October 2023", "2023-10~"),
    ("about 2023", "2023~"),
    ("~2023", "2023~"),
    ("before 7 October 2023", "../2023-10-06"),
    ("bef. 7 Oct 2023", "../2023-10-06"),
    ("before 2012", "../2011-12-31"),
    ("after 2011", "2012-01-01/.."),
    ("since 2003", "2003/.."),
    ("from October 2023", "2023-10/.."),
    ("until 2011", "../2011"),
    ("until c. 2011", "../2011~"),
    ("by 1 February 2024", "[..2024-02-01]"),
    ("1 February 2024 or later", "[2024-02-01..]"),
    ("between 11 and 20 October 2023", "[2023-10-11..2023-10-20]"),
    ("25 or 27 January 2024", "[2024-01-25,2024-01-27]"),
    # Ukrainian
    ("15 червня 2014 року", "2014-06-15"),
    ("січень 2024", "2024-01"),
    ("у травні 2023", "2023-05"),
    ("ЛИСТОПАДІ 2023", "2023-11"),
    ("лют. 2024", "2024-02"),
    ("середина жовтня 2023", "[2023-10-11..2023-10-20]"),
    ("у середині жовтня 2023 р.", "[2023-10-11..2023-10-20]"),
    ("на початку жовтня 2023", "[2023-10-01..2023-10-10]"),
    ("початок 2023", "[2023-01..2023-04]"),
    ("наприкінці лютого 2024", "[2024-02-21..2024-02-29]"),
    ("кінець 2023", "[2023-09..2023-12]"),
    ("літо 2023", "2023-22"),
    ("взимку 2023/2024", "2023-24"),
    ("2023 р.", "2023"),
    ("2023р.", "2023"),
    ("близько 2023", "2023~"),
    ("до 7 жовтня 2023", "../2023-10-06"),
    ("після 7 жовтня 2023", "2023-10-08/.."),
    ("з 2003 року", "2003/.."),
    ("з 7 до 8 серпня 2023", "2023-08-07/2023-08-08"),
    ("між 11 і 20 жовтня 2023", "[2023-10-11..2023-10-20]"),
    # Russian
    ("15 июня 2014", "2014-06-15"),
    ("15-го июня 2014", "2014-06-15"),
    ("7-8 августа 2023 года", "2023-08-07/2023-08-08"),
    ("в мае 2023", "2023-05"),
    ("сент. 2023", "2023-09"),
    ("в середине октября 2023", "[2023-10-11..2023-10-20]"),
    ("в начале октября 2023 г.", "[2023-10-01..2023-10-10]"),
    ("в конце 2023 года", "[2023-09..2023-12]"),
    ("весной 2023", "2023-21"),
    ("2023 г.", "2023"),
    ("около октября 2023", "2023-10~"),
    ("до 2012", "../2011-12-31"),
    ("после 2011", "2012-01-01/.."),
    ("с 2003 года", "2003/.."),
    ("с 7 по 8 августа 2023", "2023-08-07/2023-08-08"),
    # figures, day first
    ("25.01.2024", "2024-01-25"),
    ("5.1.2024", "2024-01-05"),
    ("01.2024", "2024-01"),
    ("7.08.2023-8.08.2023", "2023-08-07/2023-08-08"),
    ("7-8.08.2023", "2023-08-07/2023-08-08"),
    ("25.01 – 27.01.2024", "2024-01-25/2024-01-27"),
]


@pytest.mark.parametrize(("typed", "edtf"), READ)
def test_a_typed_date_is_read(typed: str, edtf: str) -> None:
    assert parse_typed(typed) == parse_moment(edtf)


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("", "empty"),
        ("25 January", "the year is missing"),
        ("January", "the year is missing"),
        ("7-8", "the year is missing"),
        ("25.01", "the year is missing"),
        ("aug 23", "the year is missing"),
        ("24", "the year is missing"),
        ("7 2023", "the month is missing"),
        ("January 25, 24", "a year of two digits"),
        ("25.01.24", "the year has two digits"),
        ("January '24", "the year has two digits"),
        ("3/4/2024", "order of day and month"),
        ("25/01/2024", "order of day and month"),
        ("3-4-2024", "order of day and month"),
        ("20 24", "second day"),
        ("2024 2023", "second year"),
        ("January February 2024", "second month"),
        ("yesterday", '"yesterday" is not understood'),
        ("сегодня", '"сегодня" is not understood'),
        ("сер 2023", '"сер" is not understood'),  # серпень, or short for середина
        ("2024-13", "13 is neither"),
        ("31.02.2024", "day 31 does not exist"),
        ("30 February 2024", "day 30 does not exist"),
        ("2023/2022", "before the start"),
        ("December – January 2024", "before the start"),
        ("1900s", "ten years or a hundred"),
        ("mid 2010s", "unspecified digits"),
        ("mid 2023-21", "two things at once"),
        ("mid 15 October 2023", "two things at once"),
        ("early summer 2023", "two things at once"),
        ("c. 25 or 27 January 2024", '"about" cannot be said there'),
        ("before", "no date is given"),
        (",", "no date is given"),
        ("between 2003", '"between" takes two dates'),
        ("7-8-9 August 2023", "does not fit"),
        ("before 0001", "nothing lies beyond"),
        ("after 9999", "nothing lies beyond"),
        ("2003/4/5", "more than one '/'"),
        ("2023-10-07T10:00", "has no zone"),
        ("12345 January", "neither a year nor a day"),
        ("aug " * 40, "characters"),
    ],
)
def test_what_is_not_certain_is_refused_with_reason_and_mend(typed: str, reason: str) -> None:
    with pytest.raises(MomentError) as caught:
        parse_typed(typed)
    assert reason in caught.value.why
    assert caught.value.mend


NOMINATIVES = (
    "січень лютий березень квітень травень червень"
    " липень серпень вересень жовтень листопад грудень",
    "январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь",
)
GENITIVES = (
    "січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня",
    "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
)
PREPOSITIONALS = (
    "січні лютому березні квітні травні червні липні серпні вересні жовтні листопаді грудні",
    "январе феврале марте апреле мае июне июле августе сентябре октябре ноябре декабре",
)
ABBREVIATIONS = (
    "jan feb mar apr may jun jul aug sept oct nov dec",
    "січ лют бер квіт трав черв лип серп вер жовт лист груд",
    "янв февр мар апр май июн июл авг сент окт нояб дек",
)


@pytest.mark.parametrize(
    "names",
    [*NOMINATIVES, *GENITIVES, *PREPOSITIONALS, *ABBREVIATIONS, " ".join(MONTHS)],
)
def test_every_month_in_every_case(names: str) -> None:
    read = [parse_typed(f"{name} 2023").edtf for name in names.split()]
    assert read == [f"2023-{month:02}" for month in range(1, 13)]


@pytest.mark.parametrize(
    "edtf",
    [
        "2024-01-25",
        "2024-01",
        "2024-01~",
        "2024",
        "201X",
        "2024-22",
        "2024-24",
        "2023-08-07/2023-08-08",
        "2024-01-30/2024-02-02",
        "2023-10/2024-01",
        "2003/2011",
        "2023-10/..",
        "../2023-10-06",
        "../2011",
        "[..2024-02-01]",
        "[2011..]",
        "[2024-01-25,2024-01-27]",
    ],
)
def test_what_the_timeline_says_can_be_typed(edtf: str) -> None:
    moment = parse_moment(edtf)
    assert parse_typed(words(moment)) == moment
    assert parse_typed(short(moment)) == moment


@given(st.dates(), st.dates())
def test_any_two_days_in_words(one: date, other: date) -> None:
    moment = parse_moment("/".join(sorted((one.isoformat(), other.isoformat()))))
    assert parse_typed(words(moment)).strict == moment.strict


PIECES = (
    "mid early 7 8 25. 2023 2024 23 - – / , or and between from до с з before after by c. ~ ? ( "
    "года october серпня мае winter весной 2010s 25.01.2024 7.08 2023-10 2023-21 0000 9999 later"
)


@given(st.one_of(st.text(), st.lists(st.sampled_from(PIECES.split()), max_size=7).map(" ".join)))
def test_any_text_is_a_moment_or_a_moment_error(text: str) -> None:
    try:
        moment = parse_typed(text)
    except MomentError as error:
        assert all((error.why, error.mend))  # noqa: PT017
    else:
        assert parse_moment(moment.edtf) == moment
