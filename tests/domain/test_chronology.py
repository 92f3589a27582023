"""Where events stand in time, as columns: against a plain account of the same events."""

from array import array
from datetime import date
from itertools import accumulate, pairwise
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iraq_tui.domain.chronology import NO_MONTH, NONE, Chronology, chronology, year_start
from iraq_tui.domain.moment import DAY, EARLIEST, LATEST, Moment, parse_moment
from iraq_tui.domain.placing import Place, places
from iraq_tui.domain.records import Event


class Timeline:
    """Events in time order, with where each stands, and their columns."""

    def __init__(self, *events: Event) -> None:
        where = places(events)
        known = {one.id: one for one in events}
        self.events = [known[id_] for id_ in where]
        self.places: list[Place] = list(where.values())
        self.when: Chronology = chronology(self.events, self.places)

    def at(self, date: str, visible=None) -> str:
        """The id of the event that going to a date ends at."""
        wanted = parse_moment(date).strict
        visible = range(len(self.events)) if visible is None else visible
        return self.events[visible[self.when.at(visible, wanted.lo, wanted.hi)]].id


def event(id_: str, when: str | None, **more) -> Event:
    return Event(id_, id_, (), when=parse_moment(when) if when else None, **more)


LIT = Timeline(
    event("founded", "2003/.."),
    event("year", "2023"),
    event("fog", "2023-10-07/2023-10-08"),
    event("rest", None, after=("fog",)),
    event("walk", "2024-01-25"),
)


def test_an_undated_event_stands_with_its_neighbour():
    fog = parse_moment("2023-10-07/2023-10-08").strict
    rest = [one.id for one in LIT.events].index("rest")
    assert LIT.when.seconds[rest] == fog.lo
    assert (LIT.when.lows[rest], LIT.when.highs[rest]) == (fog.lo, LATEST)
    assert [LIT.when.year(number) for number in range(5)] == [2003, 2023, 2023, 2023, 2024]


def test_what_must_stand_after_a_later_date_is_listed_there():
    found = Timeline(event("late", "2025-05"), event("early", "2020", after=("late",)))
    assert [one.id for one in found.events] == ["late", "early"]
    assert list(found.when.seconds) == [parse_moment("2025-05").strict.lo] * 2
    assert list(found.when.months) == [2025 * 12 + 4] * 2
    assert found.when.highs[1] == parse_moment("2020").strict.hi  # when it was is left as it is


def test_without_a_place_in_time_there_is_no_month():
    found = Timeline(event("song", None), event("walk", "2024-01"))
    assert list(found.when.months) == [2024 * 12, NO_MONTH]
    assert [column[1] for column in (found.when.opens, found.when.closes)] == [NONE, NONE]
    assert list(found.when.dated) == [1, 0]


def test_what_an_event_is_known_to_fill():
    found = Timeline(
        event("fog", "2023-10-07/2023-10-08"),
        event("glow", "2022/.."),
        event("whose", "2021/2022", standing=True),
    )
    numbers = {one.id: number for number, one in enumerate(found.events)}
    fog, glow, whose = (numbers[id_] for id_ in ("fog", "glow", "whose"))
    said = parse_moment("2023-10-07/2023-10-08").strict
    assert (found.when.fills_from[fog], found.when.fills_to[fog]) == (said.lo, said.hi)
    assert (found.when.opens[fog], found.when.closes[fog]) == (said.lo, said.hi)
    assert found.when.fills_from[glow] == found.when.fills_to[glow] == NONE
    assert found.when.closes[glow] == parse_moment("2022").strict.hi
    assert found.when.fills_from[whose] == NONE
    assert found.when.closes[whose] == parse_moment("2021").strict.hi  # the rest is a question
    assert found.when.dated[whose] == 0


@pytest.mark.parametrize(
    ("date", "expected"),
    [
        ("2003", "founded"),
        ("2010", "year"),  # what goes on without end holds no date
        ("2023", "year"),
        ("2023-05", "year"),
        ("2023-10-07", "fog"),
        ("2023-10-08", "fog"),
        ("2023-10-09", "year"),
        ("2024", "walk"),
        ("2024-01-26", "walk"),
        ("0001", "founded"),
        ("9999", "walk"),
    ],
)
def test_going_to_a_date(date, expected):
    assert LIT.at(date) == expected


def test_going_to_a_date_among_what_is_in_view():
    assert LIT.at("2023-10-07", [0, 1, 3, 4]) == "year"
    assert LIT.at("2023-10-07", [0, 3, 4]) == "walk"
    assert LIT.at("2025", [0, 3]) == "founded"
    assert LIT.at("2010", [3]) == "rest"


def test_the_second_past_all_years_is_after_all():
    assert year_start(1) == EARLIEST
    assert year_start(2024) == parse_moment("2024").strict.lo
    assert year_start(10_000) == LATEST + 1


def test_what_goes_on_for_years_is_found_however_much_came_since():
    days = [f"20{10 + i // 300:02}-{1 + i // 28 % 10:02}-{1 + i % 28:02}" for i in range(2500)]
    found = Timeline(
        event("war", "2009-12-01/2029-01-01"),
        event("fair", "2012-05-01/2012-12-31"),
        *(event(f"day{i}", day) for i, day in enumerate(days)),
    )
    assert found.at("2014-12-24") == "war"
    assert found.at("2012-12-24") == "fair"
    assert found.at("2014-05-05") == days_at(days, "2014-05-05")
    numbers = range(1, len(found.events), 3)  # without the war
    assert found.at("2014-12-24", array("I", numbers)).startswith("day")


def days_at(days: list[str], wanted: str) -> str:
    return f"day{days.index(wanted)}"


# --- a plain account ------------------------------------------------------------------------------

DATES = [
    *("2019", "2020", "2020-03", "2020-03-09", "2020-03~", "2021", "2021-06-01", "9999", "0001"),
    *("2019/2021", "2020-02/2020-04", "2020-03-08/2020-03-10", "2018/2023", "0001/2020"),
    *("2020/..", "../2020", "/2021", "2020/", "2021/9999", "202X", "[2020-01,2021-01]"),
    *("2020-03-09T10:00Z", "2020-03-09T23:30-04:00"),
]
MOMENTS = [parse_moment(text) for text in DATES]
SOUGHT = [parse_moment(text) for text in (*DATES, "2020-03-08", "2017", "2024", "2020-12-31")]


def made(number: int) -> Event:
    """A happening or a question, dated or not; it may come after or before some others."""
    random = Random(number)
    linked = random.random() < 0.3
    return Event(
        f"e{number}",
        "",
        (),
        random.choice([*MOMENTS, *[None] * 6]),
        after=tuple(f"e{random.randrange(number)}" for _ in range(3) if linked and number),
        before=tuple(f"e{random.randrange(number + 1, 90)}" for _ in range(3) if linked),
        standing=random.random() < 0.3,
    )


EVENTS = [made(number) for number in range(80)]
TIMELINES = st.lists(
    st.sampled_from(EVENTS), min_size=1, max_size=20, unique_by=lambda event: event.id
).map(lambda events: Timeline(*events))


@st.composite
def some_of(draw: st.DrawFn, timeline: Timeline):
    """The numbers of all events, or of some of them, one at least."""
    everything = range(len(timeline.events))
    if draw(st.booleans()):
        return everything
    kept = draw(st.integers(1, 2 ** len(everything) - 1))
    return array("I", [number for number in everything if kept >> number & 1])


@given(TIMELINES)
def test_columns_never_fall_where_they_must_not(timeline):
    when = timeline.when
    for column in (when.seconds, when.months, when.reach):
        assert all(one <= next_ for one, next_ in pairwise(column))
    assert all(EARLIEST <= second <= LATEST for second in when.seconds)
    assert all(low <= high for low, high in zip(when.lows, when.highs, strict=True))


@given(TIMELINES)
def test_each_column_is_what_the_events_say(timeline):
    when = timeline.when
    sorts = [min(max(place.sort, EARLIEST), LATEST) for place in timeline.places]
    assert list(when.seconds) == list(accumulate(sorts, max))
    assert list(zip(when.lows, when.highs, strict=True)) == [
        (place.span.lo, place.span.hi) for place in timeline.places
    ]
    assert list(when.dated) == [is_dated(one) for one in timeline.events]
    filled = [
        (one.when.strict.lo, one.when.strict.hi) if has_known_ends(one) else (NONE, NONE)
        for one in timeline.events
    ]
    assert list(zip(when.fills_from, when.fills_to, strict=True)) == filled
    assert list(when.reach) == list(accumulate((hi for _, hi in filled), max))


@given(TIMELINES)
def test_the_month_is_that_of_the_day_an_event_stands_at(timeline):
    is_lost = False
    for number, one in enumerate(timeline.events):
        second = timeline.when.seconds[number]
        is_lost = is_lost or (one.when is None and second == LATEST)
        day = date.fromordinal(second // DAY)
        month = NO_MONTH if is_lost else day.year * 12 + day.month - 1
        assert (timeline.when.months[number], timeline.when.year(number)) == (month, day.year)


@given(st.data(), TIMELINES, st.sampled_from(SOUGHT))
def test_a_date_is_gone_to_as_a_plain_account_has_it(data, timeline, wanted):
    visible = data.draw(some_of(timeline))
    found = timeline.when.at(visible, wanted.strict.lo, wanted.strict.hi)
    assert visible[found] == went_to(timeline, visible, wanted)


@given(st.data(), TIMELINES, st.sampled_from(SOUGHT))
def test_the_first_that_stands_at_a_second_or_later(data, timeline, wanted):
    visible = data.draw(some_of(timeline))
    second = wanted.strict.lo
    later = [p for p, number in enumerate(visible) if timeline.when.seconds[number] >= second]
    assert timeline.when.first_from(visible, second) == (later[0] if later else len(visible))


def went_to(timeline: Timeline, visible, wanted: Moment) -> int:
    """The number of the event that holds a date, or comes next, looking at one after the other."""
    events = timeline.events
    stands = list(accumulate((place.sort for place in timeline.places), max))
    happened = [number for number in visible if is_dated(events[number])]
    numbers = happened or list(visible)
    span = wanted.strict
    begun = [number for number in numbers if span.lo <= stands[number]]
    if begun and stands[begun[0]] <= span.hi:
        return begun[0]
    earlier = numbers[: len(numbers) - len(begun)]
    around = [
        number
        for number in earlier
        if has_known_ends(events[number]) and events[number].when.strict.meets(span)
    ]
    return around[-1] if around else begun[0] if begun else numbers[-1]


def is_dated(one: Event) -> bool:
    return one.when is not None and not one.standing


def has_known_ends(one: Event) -> bool:
    return is_dated(one) and one.when.strict.lo > EARLIEST and one.when.strict.hi < LATEST
