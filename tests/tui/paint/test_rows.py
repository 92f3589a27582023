import pytest
from msgspec.structs import replace

from iraq_tui.domain.moment import parse_moment
from iraq_tui.domain.records import Event
from iraq_tui.sources.memory import MemoryCatalogue
from iraq_tui.tui.paint.glyphs import ASCII, UNICODE
from iraq_tui.tui.paint.line import text_of, width_of
from iraq_tui.tui.paint.rows import columns_for, date_short, event_row
from iraq_tui.tui.paint.timeline import Kind, entries

PAIR = ("en", "uk")


def row(catalogue, id_, width=70, glyphs=UNICODE, mark=" ", year=2031):
    event = catalogue.event(id_)
    dates = [date_short(catalogue.row(i), year) for i in range(catalogue.count())]
    columns = columns_for(width, dates, tuple(catalogue.chronicle.reports), PAIR)
    comparison = catalogue.comparison(id_, PAIR)
    return event_row(event, comparison, columns, glyphs, year=year, mark=mark)


@pytest.mark.parametrize(
    ("id_", "sign", "date"),
    [
        ("plan", "·", "2019"),
        ("talks", "≠", "14 Mar 2027"),
        ("price", "◇", "early May"),
        ("opening", "≠°", "20 May"),
        ("rumour", "·", "n.d."),
        ("whose", "·", "standing"),
        ("repair", "=", "1 Jun"),
    ],
)
def test_a_row_says_verdict_date_and_title(catalogue, id_, sign, date):
    words = text_of(row(catalogue, id_))
    assert words.split()[0] == sign
    assert date in words
    assert catalogue.event(id_).title in words


def test_the_columns_of_the_reports_line_up(catalogue):
    both, left, third = (text_of(row(catalogue, one)) for one in ("talks", "plan", "silent"))
    assert both.endswith("en uk   ")
    assert left.endswith("en      ")
    assert third.endswith("      xx")


def test_ascii_has_a_twin_for_every_sign(catalogue):
    for id_ in ("plan", "talks", "price", "opening", "repair"):
        assert text_of(row(catalogue, id_, glyphs=ASCII, mark=ASCII.selected)).isascii()


@pytest.mark.parametrize("width", [0, 1, 5, 20, 36, 50, 76, 200])
def test_every_row_fits_wherever_there_is_room_for_columns(catalogue, width):
    for number in range(catalogue.count()):
        line = row(catalogue, catalogue.row(number).id, width=width)
        assert width_of(line) <= max(width, 24)


def test_a_narrow_timeline_keeps_the_reports(catalogue):
    assert text_of(row(catalogue, "talks", width=38)).endswith("en uk")


def lines(catalogue, roomy=True):
    found = entries(catalogue, range(catalogue.count()), roomy=roomy)
    named = {Kind.EVENT: lambda one: catalogue.row(one.number).id}
    return [named.get(one.kind, lambda one: one.text)(one) for one in found]


def test_years_months_where_dense_and_gaps(catalogue):
    assert lines(catalogue, roomy=False) == [
        *("2019", "plan", "7 years 2 months"),
        *("2027", "talks", "4 years 1 month"),
        *("May 2031", "price", "opening", "rumour", "whose", "silent"),
        *("June 2031", "repair", "odd"),
    ]


def test_a_blank_line_stands_before_each_heading_but_the_first(catalogue):
    roomy = lines(catalogue)
    assert roomy[0] == "2019"
    assert [roomy[i + 1] for i, text in enumerate(roomy) if not text] == [
        "2027",
        "May 2031",
        "June 2031",
    ]


def test_only_what_has_no_date_nor_neighbours_stands_under_no_date(catalogue):
    far = Event("far", "The loan is paid back", (), when=parse_moment("9999"))
    after = Event("after", "A feast", (), after=("far",))
    lost = Event("lost", "A song", ())
    made = MemoryCatalogue(replace(catalogue.chronicle, events=(far, after, lost), judgements=()))
    assert lines(made, roomy=False) == ["9999", "far", "after", "No date", "lost"]
