"""The time axis laid out: the events in a window as rows of bars, in lanes."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from itertools import pairwise

from msgspec import Struct

from iraq_tui.domain.axis import EARLIEST, LATEST, Span
from iraq_tui.domain.catalogue import Catalogue
from iraq_tui.domain.chronology import NONE
from iraq_tui.domain.extent import extent
from iraq_tui.domain.in_sight import in_sight
from iraq_tui.domain.scale import Scale, empty
from iraq_tui.tui.paint.crowd import crowd_lines
from iraq_tui.tui.paint.glyphs import Glyphs, head_glyph
from iraq_tui.tui.paint.lanes import Bar, Told, lane, name_width
from iraq_tui.tui.paint.line import Line
from iraq_tui.tui.state import View

MOST = 300
"""Events that are drawn singly at most; as many again may reach in from before, and from after."""
_NONE = ""
"""In the place of an id: no actor, no tag."""


class By(StrEnum):
    """What events share a lane; the values say so."""

    NOTHING = "packed"
    ACTOR = "by actor"
    REPORT = "by report"
    TAG = "by tag"

    @property
    def next(self) -> "By":
        """The one after it, and after the last the first."""
        every = list(By)
        return every[(every.index(self) + 1) % len(every)]


class Row(Struct, frozen=True):
    """One row of a chart."""

    name: str = ""
    """Its lane's."""
    is_first: bool = False
    """Whether it is the first of its lane."""
    bars: tuple[Bar, ...] = ()
    painted: Line = ()
    """What it is where it has no bars."""


class Chart(Struct, frozen=True):
    """What shows in a window."""

    lines: Sequence[Row] = ()
    crowd: bool = False
    """Whether there are too many events to draw them singly."""
    rows: Mapping[int, list[int]] = {}
    """The rows that each event is on, by its place among those in view."""

    @property
    def places(self) -> Iterable[int]:
        """The events that are drawn."""
        return self.rows.keys()

    def rows_of(self, place: int) -> Sequence[int]:
        """The rows that an event is on."""
        return self.rows.get(place, [])


def spanned(catalogue: Catalogue, visible: Sequence[int]) -> Span:
    """From the first to the last second that some events are known to fill; else all there is."""
    when = catalogue.chronology
    everything = len(visible) == catalogue.count()
    closes = when.closes if everything else [when.closes[number] for number in visible]
    starts = (when.seconds[number] for number in visible)
    first = next((second for second in starts if second > EARLIEST), LATEST)
    last = max(closes, default=NONE)
    return Span(first, max(first, last)) if first < LATEST else Span(EARLIEST, LATEST)


def quiet(catalogue: Catalogue, visible: Sequence[int], least: int) -> list[Span]:
    """The stretches of more than so many seconds that none of some events is known to fill."""
    when = catalogue.chronology
    known = ((when.opens[number], when.closes[number]) for number in visible)
    # What may have been at any time before a date fills no more than that is known of.
    return empty(((lo if lo > EARLIEST else hi, hi) for lo, hi in known if hi != NONE), least)


def names_width(catalogue: Catalogue, by: By, width: int) -> int:
    """The cells that the names of lanes take, with a space; the same in every window."""
    return name_width(_names(catalogue, by).values(), width)


def _names(catalogue: Catalogue, by: By) -> dict[str, str]:
    """The lanes' names, by the ids of what they are of; the last is for what belongs to none."""
    chronicle = catalogue.chronicle
    match by:
        case By.NOTHING:
            return {}
        case By.ACTOR:
            return {id_: one.name for id_, one in chronicle.actors.items()} | {_NONE: "nobody"}
        case By.REPORT:
            return {report: report for report in chronicle.reports}
        case By.TAG:
            return {tag: f"#{tag}" for tag in catalogue.tags} | {_NONE: "no tag"}


class Charts:
    """Makes the charts of one view; what is known of an event is kept."""

    def __init__(self, catalogue: Catalogue, view: View, glyphs: Glyphs, closer: str) -> None:
        self._catalogue, self._view = catalogue, view
        self._glyphs, self._closer = glyphs, closer
        self._known: dict[int, Told] = {}
        self._sorted: dict[tuple[By, int], frozenset[str]] = {}
        """The ids of each event's lanes."""

    def reaches(self, place: int, scale: Scale) -> bool:
        """Whether some of an event is in a window."""
        spans = (one.span for one in self._told(place).extent.stretches)
        seen = (scale.places(span) for span in spans)
        return any(one.start < scale.halves and one.stop > 0 for one in seen)

    def chart(self, scale: Scale, by: By, height: int, here: int | None) -> Chart:
        """What shows in a window of so many rows; ``here`` shows singly, whatever the crowd."""
        visible = self._view.visible
        found = in_sight(self._catalogue.chronology, visible, scale.window, MOST)
        if found is None:
            return self._crowd(scale, height, here)
        rows = []
        for name, places in self._lanes(found, by):
            made = lane(map(self._told, places), scale, self._glyphs.bars)
            rows += [Row(name, not row, bars) for row, bars in enumerate(made)]
        return _charted(rows)

    def _crowd(self, scale: Scale, height: int, here: int | None) -> Chart:
        when, visible = self._catalogue.chronology, self._view.visible
        places = range(0, scale.halves + 1, 2)
        ends = [when.first_from(visible, scale.second(place)) for place in places]
        counts = [end - start for start, end in pairwise(ends)]
        told = () if here is None else (self._told(here),)
        rows = [Row(bars=bars) for bars in lane(told, scale, self._glyphs.bars)] or [Row()]
        lines = crowd_lines(counts, height - len(rows), self._closer, self._glyphs)
        return _charted([*rows, *(Row(painted=line) for line in lines)], crowd=True)

    def _told(self, place: int) -> Told:
        known = self._known.get(place)
        if known is None:
            catalogue, number = self._catalogue, self._view.visible[place]
            row, when = catalogue.row(number), catalogue.chronology
            possible = Span(when.lows[number], when.highs[number])
            sign = head_glyph(self._glyphs, catalogue.verdicts(self._view.pair).summary(number))
            known = Told(place, row.title, extent(row.when, possible), *sign)
            self._known[place] = known
        return known

    def _lanes(self, places: Sequence[int], by: By) -> Iterator[tuple[str, list[int]]]:
        """The lanes with any events in sight, each with its events in time order."""
        if by is By.NOTHING:
            yield "", list(places)
            return
        names = _names(self._catalogue, by)
        lanes: dict[str, list[int]] = {id_: [] for id_ in names}
        for place in places:
            if (by, place) not in self._sorted:
                self._sorted[by, place] = self._lanes_of(place, by)
            for id_ in self._sorted[by, place]:
                lanes[id_].append(place)
        yield from ((names[id_], found) for id_, found in lanes.items() if found)

    def _lanes_of(self, place: int, by: By) -> frozenset[str]:
        catalogue = self._catalogue
        row = catalogue.row(self._view.visible[place])
        if by is By.REPORT:
            return row.reports
        event = catalogue.event(row.id)
        return frozenset(event.tags if by is By.TAG else event.actors) or frozenset((_NONE,))


def _charted(lines: Sequence[Row], *, crowd: bool = False) -> Chart:
    rows: dict[int, list[int]] = {}
    for number, row in enumerate(lines):
        for bar in row.bars:
            rows.setdefault(bar.told.place, []).append(number)
    return Chart(lines, crowd, rows)
