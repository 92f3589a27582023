"""The overview against a plain account of it, event by event."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from iraq_tui.domain.comparison.model import DISAGREEMENTS, Verdict
from iraq_tui.domain.moment import DAY, EARLIEST, LATEST
from iraq_tui.domain.verdicts import CODES, SILENT, UNKNOWN
from iraq_tui.tui.paint.glyphs import ASCII, UNICODE, Glyphs, role_of, verdict_glyph
from iraq_tui.tui.paint.line import Role
from iraq_tui.tui.paint.overview import Dots, dots, overview_line, second_at

Cell = tuple[str, Role]
"""A cell of the bar: its sign and its role."""


def day(year: int, month: int = 1, of_month: int = 1) -> int:
    return date(year, month, of_month).toordinal() * DAY


HEADS = [UNKNOWN, SILENT, *CODES.values()]
WIDTHS = st.integers(0, 140) | st.sampled_from((24, 80, 160, 700))


@st.composite
def overviews(draw: st.DrawFn) -> Dots:
    """Events in time order; some close together, some at the ends of time or out of it."""
    near = st.integers(day(2003), day(2003, 3))
    years = st.builds(day, st.integers(2003, 2024), st.sampled_from((1, 7)))
    far = st.integers(EARLIEST, LATEST)
    ends = st.sampled_from((EARLIEST, EARLIEST + 1, LATEST - 1, LATEST))
    which = draw(st.sampled_from((near, years, near | years, years | ends, far | ends)))
    seconds = sorted(draw(st.lists(which, max_size=40)))
    heads = draw(st.lists(st.sampled_from(HEADS), min_size=len(seconds), max_size=len(seconds)))
    return Dots(seconds, bytes(heads))


@given(st.data(), overviews(), WIDTHS, st.sampled_from((UNICODE, ASCII)))
def test_the_line_is_as_a_plain_account_has_it(data, events, width, glyphs):
    here = data.draw(st.none() | st.sampled_from([*events.seconds, EARLIEST, day(2010)]))
    check(events, here, width, glyphs)


@given(st.data(), st.integers(1, 400 * DAY), st.integers(40, 160))
def test_an_event_at_the_edge_of_a_column_is_on_its_own_side(data, span, width):
    first = day(2003)
    room = width - len("  2003 ") - len(" 2003  ")
    edges = [first + place * span // (room - 1) for place in range(room)]
    near = st.tuples(st.sampled_from(edges), st.sampled_from((-1, 0, 1))).map(sum)
    seconds = sorted(min(max(one, first), first + span) for one in data.draw(st.lists(near)))
    seconds = [first, *seconds, first + span]
    check(Dots(seconds, bytes([SILENT]) * len(seconds)), None, width, UNICODE)


def check(events: Dots, here: int | None, width: int, glyphs: Glyphs) -> None:
    """Every cell of the line is one of those it may be."""
    line = overview_line(events, here, width, glyphs)
    scale = Scale(events, width)
    if not scale.seconds or width < 24:
        assert line == ()
        return
    cells = [(char, piece.role) for piece in line for char in piece.text]
    first, last = f"  {scale.year(0)} ", f" {scale.year(-1)}" if scale.room > 1 else ""
    assert "".join(char for char, _ in cells).startswith(first)
    assert "".join(char for char, _ in cells).endswith(last)
    bar = cells[len(first) : len(cells) - len(last)]
    expected = plain(events, here, scale, glyphs)
    assert len(bar) == len(expected)
    for cell, allowed in zip(bar, expected, strict=True):
        assert cell in allowed


@given(st.data(), overviews(), WIDTHS)
def test_a_click_finds_the_event_that_is_nearest(data, events, width):
    column = data.draw(st.integers(0, max(width, 1)))
    scale = Scale(events, width)
    found = second_at(events, column, width)
    if not scale.seconds or width < 24:
        assert found is None
    else:
        nearest = min(scale.seconds, key=lambda one: abs(scale.margin + scale.place(one) - column))
        assert found == nearest


class Scale:
    """Which column stands for which second, worked out from every event."""

    def __init__(self, events: Dots, width: int) -> None:
        self.seconds = [one for one in events.seconds if EARLIEST < one < LATEST]
        self.room = 1
        if self.seconds:
            self.margin = len(f"  {self.year(0)} ")
            if self.seconds[0] < self.seconds[-1]:
                self.room = width - self.margin - len(f" {self.year(-1)}  ")

    def year(self, place: int) -> int:
        return date.fromordinal(self.seconds[place] // DAY).year

    def place(self, second: int) -> int:
        first, last = self.seconds[0], self.seconds[-1]
        return (second - first) * (self.room - 1) // max(last - first, 1)


def plain(events: Dots, here: int | None, scale: Scale, glyphs: Glyphs) -> list[set[Cell]]:
    """The cells of the bar, each as the set of those it may be: verdicts may be equally strong."""
    verdict_of = {code: verdict for verdict, code in CODES.items()}
    columns: list[list[Verdict | None]] = [[] for _ in range(scale.room)]
    for second, code in zip(events.seconds, events.heads, strict=True):
        if EARLIEST < second < LATEST:
            columns[scale.place(second)].append(verdict_of.get(code))
    most = max(map(len, columns))
    marked = None
    if here is not None and scale.seconds[0] <= here <= scale.seconds[-1]:
        marked = scale.place(here)
    return [
        {
            (char, Role.HERE if place == marked else role)
            for char, role in signs(heads, most, glyphs)
        }
        for place, heads in enumerate(columns)
    ]


def signs(heads: list[Verdict | None], most: int, glyphs: Glyphs) -> set[Cell]:
    if not heads:
        return {(glyphs.horizontal, Role.RULE)}
    clashes = [head for head in heads if head in DISAGREEMENTS]
    strongest = max((head.strength for head in clashes), default=None)
    if strongest is not None:
        tops = [head for head in clashes if head.strength == strongest]
        return {(verdict_glyph(glyphs, head), role_of(head)) for head in tops}
    levels = len(glyphs.density) - 1
    level = 0 if most <= 1 else (len(heads) - 1) * levels // (most - 1)
    return {(glyphs.density[level], Role.MARK)}


def test_the_dots_are_those_of_the_events_in_view(catalogue):
    verdicts, seconds = catalogue.verdicts(("en", "uk")), catalogue.chronology.seconds
    for number in range(catalogue.count()):
        verdicts.learn(number)
    for visible in (range(catalogue.count()), [0, 3, 5], []):
        found = dots(catalogue, visible, ("en", "uk"))
        assert list(found.seconds) == [seconds[number] for number in visible]
        assert list(found.heads) == [verdicts.heads[number] for number in visible]
