from hypothesis import given
from hypothesis import strategies as st

from iraq_tui.domain import chronology as columns
from iraq_tui.domain.axis import EARLIEST, LATEST, Span
from iraq_tui.domain.chronology import chronology
from iraq_tui.domain.in_sight import in_sight
from iraq_tui.domain.moment import parse_moment
from iraq_tui.domain.placing import places
from iraq_tui.domain.records import Event

DATES = st.sampled_from(
    ["2031-05-04", "2031-05", "2031", "2031~", "2030/2033", "2031-06/..", "../2031-02", "2032-XX",
     "2029/", "/2034", "2035-01-01", "2028-03", None]
)  # fmt: skip
YEARS = st.integers(2027, 2036).map(str)


def made(dates):
    events = [
        Event(f"e{number}", "", (), when=parse_moment(date) if date else None)
        for number, date in enumerate(dates)
    ]
    found = places(events)
    by_id = {event.id: event for event in events}
    return chronology((by_id[id_] for id_ in found), found.values())


@given(st.lists(DATES, max_size=30), YEARS, YEARS, st.data())
def test_what_may_have_been_in_a_stretch_is_found(dates, one, other, data):
    when = made(dates)
    span = Span(parse_moment(min(one, other)).strict.lo, parse_moment(max(one, other)).strict.hi)
    visible = sorted(data.draw(st.sets(st.sampled_from(range(len(dates)))))) if dates else []
    wanted = [
        place
        for place, number in enumerate(visible)
        if when.lows[number] <= span.hi and when.highs[number] >= span.lo
    ]
    found = in_sight(when, visible, span, 100)
    assert found is not None
    # What stands in it by its sorting alone is there, too: its bar may lie beside the window.
    assert set(wanted) <= set(found)
    assert list(found) == sorted(found)


def test_too_many_are_not_listed():
    when = made(["2031-05-04"] * 20 + ["2040"])
    assert in_sight(when, range(21), parse_moment("2031").strict, 19) is None
    assert in_sight(when, range(21), parse_moment("2031").strict, 20) == list(range(20))


def test_of_those_that_reach_in_the_nearest_are_taken():
    when = made(["2001/2050", "2002/2050", "2003/2050", "2031-05-04"])
    assert in_sight(when, range(4), parse_moment("2031").strict, 2) == [1, 2, 3]


def test_whole_blocks_are_passed_over(monkeypatch):
    monkeypatch.setattr(columns, "BLOCK", 4)
    monkeypatch.setattr("iraq_tui.domain.in_sight.BLOCK", 4)
    dates = ["2001/2050", *["2002"] * 19, "2031-05-04", *["2040"] * 20, None]
    when = made(dates)
    assert in_sight(when, range(42), parse_moment("2031").strict, 9) == [0, 20, 41]
    assert in_sight(when, range(42), Span(EARLIEST, LATEST), 99) == list(range(42))


def test_what_never_ends_is_found_from_afar_though_others_are_passed_over(monkeypatch):
    monkeypatch.setattr(columns, "BLOCK", 4)
    monkeypatch.setattr("iraq_tui.domain.in_sight.BLOCK", 4)
    when = made(["2001/..", *["2002"] * 30, "2031-05-04", *["2040"] * 9, "../2041"])
    assert in_sight(when, range(42), parse_moment("2031").strict, 9) == [0, 31, 41]
    assert in_sight(when, range(1, 42), parse_moment("2031").strict, 9) == [30, 40]
