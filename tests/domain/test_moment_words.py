"""Moments said in English, in full and for a narrow column, and gaps between them."""

import pytest

from iraq_tui.domain.moment import EARLIEST, LATEST, parse_moment
from iraq_tui.domain.moment_words import gap_words, short, shorten, words

SAID = [
    # one date
    ("2024-01-25", "25 January 2024", "25 Jan 2024"),
    ("2023-09-05", "5 September 2023", "5 Sep 2023"),
    ("2024-01", "January 2024", "Jan 2024"),
    ("2024", "2024", "2024"),
    ("0033", "0033", "0033"),
    ("2024-01~", "c. January 2024", "c. Jan 2024"),
    ("2024-01?", "January 2024 (?)", "Jan 2024 (?)"),
    ("2024-01%", "c. January 2024 (?)", "c. Jan 2024 (?)"),
    ("2024-01-XX", "some day in January 2024", "day in Jan 2024"),
    ("2004-XX", "some month in 2004", "month in 2004"),
    ("1985-XX-XX", "some day in 1985", "day in 1985"),
    ("201X", "the 2010s", "2010s"),
    ("200X", "the years 2000–2009", "2000–2009"),
    ("20XX", "the years 2000–2099", "2000–2099"),
    ("00XX", "the years 0001–0099", "0001–0099"),
    ("2024-21", "spring 2024", "spring 2024"),
    ("2024-24", "winter 2024/25", "winter 2024/25"),
    ("1999-24", "winter 1999/2000", "winter 1999/2000"),
    # instants
    ("2024-01-25T14:30+03:00", "25 January 2024, 14:30 UTC+3", "25 Jan 2024 14:30"),
    ("2024-01-25T14:30:05Z", "25 January 2024, 14:30:05 UTC", "25 Jan 2024 14:30:05"),
    ("2024-01-25T14:30-03:30", "25 January 2024, 14:30 UTC-3:30", "25 Jan 2024 14:30"),
    # extents
    ("2023-08-07/2023-08-08", "7–8 August 2023", "7–8 Aug 2023"),
    ("2024-01-30/2024-02-02", "30 January – 2 February 2024", "30 Jan–2 Feb 2024"),
    ("2023-12-30/2024-01-02", "30 December 2023 – 2 January 2024", "30 Dec 2023–2 Jan 2024"),
    ("2023-10/2023-12", "October–December 2023", "Oct–Dec 2023"),
    ("2023-10/2024-01", "October 2023 – January 2024", "Oct 2023–Jan 2024"),
    ("2003/2011", "2003–2011", "2003–2011"),
    ("2003/2003", "2003", "2003"),
    ("2023-21/2023-23", "spring–autumn 2023", "spring–autumn 2023"),
    ("2023-22/2023-24", "summer 2023 – winter 2023/24", "summer 2023–winter 2023/24"),
    ("2003/2004-02-05", "2003 – 5 February 2004", "2003 – 5 Feb 2004"),
    ("201X/202X", "the 2010s – the 2020s", "2010s – 2020s"),
    ("2023-08-07~/2023-08-08~", "c. 7–8 August 2023", "c. 7–8 Aug 2023"),
    ("2023-10?/2023-12?", "October–December 2023 (?)", "Oct–Dec 2023 (?)"),
    ("2023-10~/2023-12", "c. October 2023 – December 2023", "c. Oct 2023 – Dec 2023"),
    (
        "2024-01-25T10:00Z/2024-01-25T12:00Z",
        "25 January 2024, 10:00–12:00 UTC",
        "25 Jan 2024 10:00–12:00",
    ),
    (
        "2024-01-25T22:00Z/2024-01-26T02:00Z",
        "25 January 2024, 22:00 UTC – 26 January 2024, 02:00 UTC",
        "25 Jan 2024 22:00–26 Jan 2024 02:00",
    ),
    # open and unknown ends
    ("2023-10/..", "from October 2023", "from Oct 2023"),
    ("2023-10~/..", "from c. October 2023", "from c. Oct 2023"),
    ("../2023-10-06", "before 7 October 2023", "bef. 7 Oct 2023"),
    ("../2023-12-31", "before 1 January 2024", "bef. 1 Jan 2024"),
    ("../9999-12-31", "until 31 December 9999", "until 31 Dec 9999"),
    ("../2023-10-06~", "until c. 6 October 2023", "until c. 6 Oct 2023"),
    ("../2023-10", "until October 2023", "until Oct 2023"),
    ("2003/", "from 2003, end unknown", "2003 – ?"),
    ("/2006", "until 2006, start unknown", "? – 2006"),
    # one of several
    ("[..2024-02-01]", "by 1 February 2024", "by 1 Feb 2024"),
    ("[2024-02-01..]", "1 February 2024 or later", "aft. 31 Jan 2024"),
    ("[0001-01-01..]", "1 January 0001 or later", "1 Jan 0001 or later"),
    ("[2011..]", "2011 or later", "2011 or later"),
    ("[2024-01-25,2024-01-27]", "25 or 27 January 2024", "25 or 27 Jan 2024"),
    ("[2024-01-25,2024-01-26,2024-01-27]", "25, 26 or 27 January 2024", "25, 26 or 27 Jan 2024"),
    ("[2024-01,2024-03]", "January or March 2024", "Jan or Mar 2024"),
    ("[2023-12,2024-03]", "December 2023 or March 2024", "Dec 2023 or Mar 2024"),
    ("[2023-10-11..2023-10-20]", "between 11 and 20 October 2023", "11–20 Oct 2023"),
    ("[2024-01-30..2024-02-02]", "between 30 January and 2 February 2024", "30 Jan–2 Feb 2024"),
    ("[2003..2011]", "between 2003 and 2011", "2003–2011"),
    ("[1667,1668,1670..1672]", "1667, 1668 or 1670–1672", "1667, 1668 or 1670–1672"),
    ("[2020,2024..]", "2020 or from 2024 on", "2020 or from 2024 on"),
    ("[..2020,2024]", "by 2020 or 2024", "by 2020 or 2024"),
    ("[2024]", "2024", "2024"),
]


@pytest.mark.parametrize(("text", "full", "brief"), SAID)
def test_a_moment_in_words(text: str, full: str, brief: str) -> None:
    moment = parse_moment(text)
    assert words(moment) == full
    assert short(moment) == brief


@pytest.mark.parametrize(
    ("full", "brief"),
    [
        ("mid-October 2023", "mid-Oct 2023"),
        ("early January – late September 2023", "early Jan – late Sep 2023"),
        ("May 2023", "May 2023"),
        ("during Ramadan", "during Ramadan"),
        ("the Marches of Decemberists", "the Marches of Decemberists"),
        ("середина жовтня 2023", "середина жовтня 2023"),
    ],
)
def test_months_in_an_authors_words_are_cut(full: str, brief: str) -> None:
    assert shorten(full) == brief


@pytest.mark.parametrize(
    ("earlier", "later", "gap"),
    [
        ("2003", "2010-06-15", "6 years 5 months"),
        ("2003", "2011", "7 years"),
        ("2011", "2013-02-15", "1 year 1 month"),
        ("2023-08-08", "2023-10-11", "2 months"),
        ("2024-01-12", "2024-01-25", "12 days"),
        ("2024-01-25", "2024-01-27", "1 day"),
        ("2024-01-25", "2024-01-26", ""),
        ("2024-01-25T10:00Z", "2024-01-25T13:20Z", "3 hours"),
        ("2024-01-25T10:00Z", "2024-01-25T10:31Z", "30 minutes"),
        ("2024-01-25T10:00:00Z", "2024-01-25T10:00:02Z", "1 second"),
        ("2024", "2024-06", ""),
        ("2024", "2003", ""),
        ("0001", "9999", "9997 years"),
    ],
)
def test_a_gap_in_its_largest_units(earlier: str, later: str, gap: str) -> None:
    assert gap_words(parse_moment(earlier).strict.hi, parse_moment(later).strict.lo) == gap


def test_an_open_end_leaves_no_gap() -> None:
    assert gap_words(LATEST, EARLIEST) == ""
    assert gap_words(LATEST, LATEST) == ""
