import pytest

from iraq_tui.domain.axis import EARLIEST, LATEST, Span
from iraq_tui.domain.extent import Sureness, extent
from iraq_tui.domain.moment import parse_moment

S, W, U, P = Sureness.STRICT, Sureness.WIDE, Sureness.UNKNOWN, Sureness.POSSIBLE
ANYWHERE = Span(EARLIEST, LATEST)


def span(edtf: str) -> Span:
    return parse_moment(edtf).strict


@pytest.mark.parametrize(
    ("edtf", "wanted"),
    [
        ("2031-05-04", [(S, "2031-05-04")]),
        ("2031-05", [(S, "2031-05")]),
        ("2031-05/2031-07", [(S, "2031-05/2031-07")]),
        ("2031-05~", [(W, "2031-04"), (W, "2031-06"), (S, "2031-05")]),
        ("[2031-05-04,2031-05-09]", [(P, "2031-05-04/2031-05-09"), (S, "2031-05-04"),
                                     (S, "2031-05-09")]),
        ("2031-05/..", [(S, "2031-05/..")]),
        ("../2031-05", [(S, "../2031-05")]),
        ("2031/", [(U, "2031/"), (S, "2031")]),
        ("/2031", [(U, "/2031"), (S, "2031")]),
    ],
)  # fmt: skip
def test_each_stretch_of_a_date_says_how_sure_it_is(edtf, wanted):
    found = extent(parse_moment(edtf), ANYWHERE)
    assert [(one.sureness, one.span) for one in found.stretches] == [
        (sureness, span(text)) for sureness, text in wanted
    ]


@pytest.mark.parametrize(
    ("edtf", "back", "on"),
    [
        ("2031-05", False, False),
        ("2031-05/..", False, True),
        ("../2031-05", True, False),
        ("[..2031-05]", True, False),
        ("2031/", False, False),
        ("/2031", False, False),
    ],
)
def test_an_open_end_goes_on_and_an_unknown_one_does_not(edtf, back, on):
    found = extent(parse_moment(edtf), ANYWHERE)
    assert (found.goes_back, found.goes_on) == (back, on)


@pytest.mark.parametrize("edtf", ["2031?", "2031-05%", "2031/2033?"])
def test_doubt_is_kept(edtf):
    assert extent(parse_moment(edtf), ANYWHERE).doubtful
    assert not extent(parse_moment("2031~"), ANYWHERE).doubtful


def test_an_undated_event_may_be_anywhere_its_neighbours_leave_room():
    between = Span(span("2031-05").lo, LATEST)
    found = extent(None, between)
    assert [(one.sureness, one.span) for one in found.stretches] == [(P, between)]
    assert (found.goes_back, found.goes_on) == (False, True)
