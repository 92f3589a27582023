"""The lines of the timeline: against a plain account of them, whole and in pieces."""

from array import array
from collections import Counter
from datetime import date
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from iraq_tui.domain.moment import DAY, EARLIEST, LATEST, Edge, Point, parse_moment
from iraq_tui.domain.moment_words import MONTHS, gap_words
from iraq_tui.domain.placing import places
from iraq_tui.domain.records import BUILT_IN_ASPECTS, Chronicle, Event
from iraq_tui.sources.memory import MemoryCatalogue
from iraq_tui.tui.paint.timeline import Entry, Kind, Layout


def laid(catalogue, visible=None, *, roomy=True) -> list[Entry]:
    """All lines of a timeline, laid out at once."""
    visible = range(catalogue.count()) if visible is None else visible
    layout = Layout(catalogue.chronology, visible, roomy=roomy)
    layout.lay(len(visible))
    return lines(layout)


def lines(layout: Layout) -> list[Entry]:
    return [layout.entry(line) for line in range(len(layout))]


def words(catalogue, *, roomy=True) -> list[str]:
    """The lines as text; an event as its id."""
    return [
        catalogue.row(one.place).id if one.kind is Kind.EVENT else one.text
        for one in laid(catalogue, roomy=roomy)
    ]


def test_years_months_where_dense_and_gaps(catalogue):
    assert words(catalogue, roomy=False) == [
        *("2019", "plan", "7 years 2 months"),
        *("2027", "talks", "4 years 1 month"),
        *("May 2031", "price", "opening", "rumour", "whose", "silent"),
        *("June 2031", "repair", "odd"),
    ]


def test_a_blank_line_stands_before_each_heading_but_the_first(catalogue):
    roomy = words(catalogue)
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
    assert words(made, roomy=False) == ["9999", "far", "after", "No date", "lost"]


def test_a_gap_is_counted_from_where_a_question_begins_and_a_happening_ends(catalogue):
    asked = Event("asked", "Whose is it", (), when=parse_moment("2001/2003"), standing=True)
    works = Event("works", "Works", (), when=parse_moment("2005/2007"))
    stop = Event("stop", "A stop", (), when=parse_moment("2006"))
    end = Event("end", "The end", (), when=parse_moment("2008-02"))
    events = (asked, works, stop, end)
    made = MemoryCatalogue(replace(catalogue.chronicle, events=events, judgements=()))
    assert [text for text in words(made) if "year" in text or "month" in text] == ["3 years"]


def test_songs_without_a_date_make_no_year_dense(catalogue):
    far = Event("far", "The loan is paid back", (), when=parse_moment("9999-03"))
    songs = tuple(Event(f"song{i}", "A song", ()) for i in range(9))
    made = MemoryCatalogue(replace(catalogue.chronicle, events=(far, *songs), judgements=()))
    assert words(made, roomy=False)[:4] == ["9999", "far", "No date", "song0"]


def test_nothing_in_view_takes_no_lines(catalogue):
    layout = Layout(catalogue.chronology, ())
    layout.lay(5)
    assert (len(layout), layout.laid) == (0, 0)


# --- a plain account ------------------------------------------------------------------------------


def plain(catalogue, visible, *, roomy) -> list[Entry]:
    """What the timeline of some events should be, line after line."""
    stands = stand(catalogue)
    shown = [stands[number] for number in visible]
    crowd = Counter(day.year for day in shown if day)
    dense = {year for year, events in crowd.items() if events > 5}
    found: list[Entry] = []
    heading, covered = "", None
    for place, (number, day) in enumerate(zip(visible, shown, strict=True)):
        event = catalogue.row(number)
        begins = beginning(event)
        if covered is not None and begins is not None and begins - covered >= 60 * DAY:
            found.append(Entry(Kind.GAP, gap_words(covered, begins)))
        own = "No date" if day is None else str(day.year)
        if day is not None and day.year in dense:
            own = f"{MONTHS[day.month - 1]} {day.year}"
        if own != heading:
            if heading and roomy:
                found.append(Entry(Kind.BLANK))
            found.append(Entry(Kind.HEADING, own))
            heading = own
        found.append(Entry(Kind.EVENT, place=place, year=day.year if day else 9999))
        if (filled := end(event)) is not None:
            covered = filled if covered is None else max(covered, filled)
    return found


def stand(catalogue) -> list[date | None]:
    """The day under which each event stands: no earlier than any before it; none without a time."""
    where = places(catalogue.chronicle.events)
    days: list[date | None] = []
    latest, is_lost = date.min, False
    for event in catalogue.chronicle.events:
        second = where[event.id].sort
        is_lost = is_lost or (event.when is None and second >= LATEST)
        latest = max(latest, date.fromordinal(min(max(second, EARLIEST), LATEST) // DAY))
        days.append(None if is_lost else latest)
    return days


def beginning(event) -> int | None:
    if event.when is None:
        return None
    points = [one for one in (event.when.start, event.when.end) if isinstance(one, Point)]
    return points[0].strict.lo


def end(event) -> int | None:
    if event.when is None:
        return None
    ends = [event.when.start] if event.standing else [event.when.end, event.when.start]
    known = [one.strict.hi for one in ends if one is not None and not isinstance(one, Edge)]
    return next((hi for hi in known if hi < LATEST), None)


YEARS = ["2019", "2020", "2021", "2023", "9999"]
DATES = [
    *(f"{year}{rest}" for year in YEARS for rest in ("", "-03", "-03-09", "-11-30~", "/..")),
    *("0001", "0001-01-01", "9999-12-31", "../2020", "/2021-02", "202X", "19XX", "2019/2021"),
    *("2020-02-27/2020-03-02", "2020-05-05T23:30-04:00", "[2020-01-02,2021-03-04]"),
]
MOMENTS = [parse_moment(text) for text in DATES]


def made(number: int, dates) -> Event:
    """A happening or a question, dated or not; it may come after or before some others."""
    random = Random(number)
    linked = random.random() < 0.3
    return Event(
        f"e{number}",
        "",
        (),
        random.choice([*dates, *[None] * (len(dates) // 2)]),
        after=tuple(f"e{random.randrange(number)}" for _ in range(2) if linked and number),
        before=tuple(f"e{random.randrange(number + 1, 90)}" for _ in range(2) if linked),
        standing=random.random() < 0.3,
    )


# All over time, in a few years, and crowded into one.
EVENTS = [
    [made(number, dates) for number in range(80)] for dates in (MOMENTS, MOMENTS[:10], MOMENTS[5:8])
]


def chronicle_of(events) -> MemoryCatalogue:
    known = {one.id: one for one in events}
    ordered = tuple(known[id_] for id_ in places(events))
    return MemoryCatalogue(Chronicle("It", {}, {}, {}, BUILT_IN_ASPECTS, ordered))


CHRONICLES = (
    st.sampled_from(EVENTS)
    .flatmap(lambda pool: st.lists(st.sampled_from(pool), max_size=30, unique_by=lambda e: e.id))
    .map(chronicle_of)
)


@st.composite
def views(draw: st.DrawFn, catalogue: MemoryCatalogue):
    """All events, or some of them, in one of the shapes that a view has them in."""
    everything = range(catalogue.count())
    if draw(st.booleans()):
        return everything
    kept = draw(st.integers(0, 2 ** len(everything) - 1))
    return array("I", [number for number in everything if kept >> number & 1])


@given(st.data(), CHRONICLES, st.booleans())
def test_every_line_is_as_a_plain_account_has_it(data, catalogue, roomy):
    visible = data.draw(views(catalogue))
    assert laid(catalogue, visible, roomy=roomy) == plain(catalogue, visible, roomy=roomy)


@given(st.data(), CHRONICLES, st.booleans())
def test_in_steps_it_comes_to_the_same_and_what_is_laid_stays(data, catalogue, roomy):
    visible = data.draw(views(catalogue))
    whole = plain(catalogue, visible, roomy=roomy)
    layout = Layout(catalogue.chronology, visible, roomy=roomy)
    while layout.laid < len(visible):
        before = layout.laid
        step = data.draw(st.integers(1, 12))
        layout.lay(step)
        assert min(before + step, len(visible)) <= layout.laid <= len(visible)
        assert lines(layout) == whole[: len(layout)]
    assert lines(layout) == whole


@given(st.data(), CHRONICLES, st.booleans())
def test_as_a_filter_finds_more_it_grows_to_the_same(data, catalogue, roomy):
    visible = data.draw(views(catalogue))
    known = visible[:0]
    layout = Layout(catalogue.chronology, known, roomy=roomy)
    while True:
        for _ in range(data.draw(st.integers(0, 2))):
            layout.lay(data.draw(st.integers(0, 8)))
            whole = plain(catalogue, known, roomy=roomy)
            assert lines(layout) == whole[: len(layout)]
        if len(known) == len(visible):
            break
        known = visible[: data.draw(st.integers(len(known) + 1, len(visible)))]
        before = lines(layout)
        line = layout.goes_on(known)
        assert line is not None
        layout.lay(1)
        assert lines(layout)[:line] == before[:line]  # what is above it may stay on the screen
    layout.lay(len(visible))
    assert lines(layout) == plain(catalogue, visible, roomy=roomy)


@given(st.data(), CHRONICLES)
def test_a_layout_goes_on_only_with_what_begins_as_it_does(data, catalogue):
    one, other = data.draw(views(catalogue)), data.draw(views(catalogue))
    layout = Layout(catalogue.chronology, one)
    begins_alike = list(other[: len(one)]) == list(one)
    if layout.goes_on(other) is not None:
        assert begins_alike
        assert list(layout.visible) == list(other)
    else:
        assert list(layout.visible) == list(one)
        assert type(one) is not type(other) or not begins_alike


@given(st.data(), CHRONICLES, st.booleans())
def test_an_event_is_on_the_line_it_is_said_to_be(data, catalogue, roomy):
    visible = data.draw(views(catalogue))
    layout = Layout(catalogue.chronology, visible, roomy=roomy)
    wanted = data.draw(st.permutations(range(len(visible))))
    for place in wanted:  # laid out as far as is asked for
        entry = layout.entry(layout.line(place))
        assert (entry.kind, entry.place) == (Kind.EVENT, place)
    for line, entry in enumerate(lines(layout)):
        if entry.kind is Kind.EVENT:
            assert layout.line(entry.place) == line


@pytest.mark.parametrize("roomy", [True, False])
def test_a_long_timeline_in_stretches_is_the_same(make_many, roomy):
    catalogue = make_many(3000)
    layout = Layout(catalogue.chronology, range(3000), roomy=roomy)
    while layout.laid < 3000:
        layout.lay(700)
    assert lines(layout) == plain(catalogue, range(3000), roomy=roomy)
