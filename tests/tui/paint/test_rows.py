import pytest

from iraq_tui.tui.paint.glyphs import ASCII, UNICODE
from iraq_tui.tui.paint.line import text_of, width_of
from iraq_tui.tui.paint.rows import columns_for, date_short, event_row

PAIR = ("en", "uk")


def row(catalogue, id_, width=70, glyphs=UNICODE, mark=" ", year=2031):
    event = catalogue.event(id_)
    dates = [date_short(catalogue.row(i), year) for i in range(catalogue.count())]
    columns = columns_for(width, dates, tuple(catalogue.chronicle.reports), PAIR)
    summary = catalogue.verdicts(PAIR).summary(catalogue.index(id_))
    return event_row(event, summary, columns, glyphs, year=year, mark=mark)


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
