"""All reports at once: an event's questions by reports, and below it reports by reports."""

from collections.abc import Callable

from msgspec import Struct
from textual import events, on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widget import Widget

from iraq_tui.domain.catalogue import Catalogue
from iraq_tui.domain.comparison.case import Ground
from iraq_tui.domain.comparison.model import Pair
from iraq_tui.domain.matrix import EventMatrix, weighing
from iraq_tui.domain.origins import clusters, origin_groups, origin_words
from iraq_tui.domain.summary import Summary, summarising
from iraq_tui.domain.tally import Tally
from iraq_tui.tui.commands import Where
from iraq_tui.tui.keymap import key_line
from iraq_tui.tui.kit import Kit
from iraq_tui.tui.paint.line import EMPTY, Line, Role, blank, clipped, own, shown
from iraq_tui.tui.paint.matrix import (
    Place,
    answer_lines,
    event_table,
    number_lines,
    tally_places,
    tally_table,
)
from iraq_tui.tui.screens.dialogue import Dialogue
from iraq_tui.tui.screens.sized import SINGLE
from iraq_tui.tui.slices import Slices, Work
from iraq_tui.tui.widgets.bars import KeyLine, Rule, TooSmall
from iraq_tui.tui.widgets.grid import Grid, GridHead
from iraq_tui.tui.widgets.painted import Painted

_AROUND = 3
"""Lines of an event's part besides its rows."""


class Chosen(Struct, frozen=True):
    """What a cell asks the explorer to show."""

    pair: Pair
    filter: str | None = None
    """Another filter; none leaves it as it is."""


class Said(Painted):
    """Some lines of text."""

    _make: Callable[[int], list[Line]] | None = None
    _made: tuple[int, list[Line]] | None = None
    """What was made, and for which width."""

    def show(self, make: Callable[[int], list[Line]]) -> None:
        """Other lines, made for a width."""
        self._make, self._made = make, None
        self.refresh()

    def paint(self) -> list[Line]:
        """As many as there is room for; the last one says so where there are more."""
        width, height = max(self.size.width - 3, 1), self.size.height
        if self._make is None:
            return []
        if self._made is None or self._made[0] != width:
            self._made = width, self._make(width)
        lines = self._made[1]
        if len(lines) > height:
            more = own(f"{len(lines) - height + 1} more lines", Role.MUTED)
            lines = [*lines[: height - 1], (more,)]
        return [(blank(1), *clipped(line, width)) for line in lines]


class Matrix(Dialogue[Chosen]):
    """Two tables; gives what the explorer is to show, or nothing."""

    def __init__(
        self,
        catalogue: Catalogue,
        event: str | None,
        pair: Pair,
        kit: Kit,
        summary: Summary | None,
        keep: Callable[[Summary], None],
    ) -> None:
        """``summary`` is that of the catalogue, if it is known; ``keep`` is given it once it is."""
        super().__init__(kit)
        self._summary, self._keep = summary, keep
        self.take_keys(Where.MATRIX)
        self._catalogue, self._event, self._pair = catalogue, event, pair
        chronicle = catalogue.chronicle
        self._groups = origin_groups(chronicle)
        reports = tuple(chronicle.reports)
        self._order = [one for group in clusters(reports, self._groups) for one in group]
        self._matrix: EventMatrix | None = None
        self._tally: Tally | None = None
        self._places: list[Place] = []
        """What the rows of the table of reports count."""
        self._weighing, self._counting = Slices(self), Slices(self)
        heads = GridHead(id="event-head"), GridHead(id="tally-head")
        self.of_event = Grid(kit, heads[0], id="event-grid")
        self.of_reports = Grid(kit, heads[1], id="tally-grid")
        self._heads = heads
        self._home = self.of_event

    @property
    def home(self) -> Widget:
        """The table one is in."""
        return self._home

    def compose(self) -> ComposeResult:
        """The event and its table, the reports and theirs, what the cursor is on, the keys."""
        glyphs = self.kit.glyphs
        with Vertical(id="matrix"):
            with Vertical(id="event-part"):
                yield Said(id="event-title")
                yield self._heads[0]
                yield self.of_event
            with Vertical(id="tally-part"):
                yield Said(id="tally-title")
                yield self._heads[1]
                yield self.of_reports
            yield Rule(glyphs)
            yield Said(id="cell")
            yield KeyLine(glyphs)
        yield TooSmall(glyphs)

    def on_mount(self) -> None:
        """Say what there is already."""
        ascii_only = self.kit.glyphs.is_ascii
        keys = key_line(self.kit.keymap, Where.MATRIX, Where.PANE, ascii_only=ascii_only)
        self.query_one(KeyLine).show(keys)
        self.query_one("#event-title", Said).show(self._title)
        self._mark_away()
        if self._event is not None:
            event = self._catalogue.event(self._event)
            work = Work(weighing(Ground(self._catalogue.chronicle), event))
            self._weighing.start(work, lambda done: self._weighed(work) if done else None)
        if self._summary is not None:
            self._show_tally(self._summary.tally)
        else:
            counting = Work(summarising(self._catalogue))
            self._counting.start(counting, lambda done: self._counted(counting, done))

    def on_unmount(self) -> None:
        """Nobody waits for what is still being made."""
        self._weighing.stop()
        self._counting.stop()

    def on_resize(self, event: events.Resize) -> None:
        """The columns of an event's table are as wide as there is room for."""
        super().on_resize(event)
        self._fill_event()

    # --- what comes later ---

    def _weighed(self, work: Work[EventMatrix]) -> None:
        self._matrix = work.result
        self._fill_event()
        self._tell()

    def _fill_event(self) -> None:
        rows = len(self._matrix.rows) if self._matrix else 0
        part, is_known = self.query_one("#event-part"), self._matrix or self._event is None
        if is_known:
            part.styles.height = "1fr" if self.has_class(SINGLE) else rows + _AROUND
        width = self.of_event.paint_width
        if self._matrix and width:
            chronicle, glyphs = self._catalogue.chronicle, self.kit.glyphs
            self.of_event.fill(event_table(chronicle, self._matrix, self._order, width, glyphs))

    def _counted(self, work: Work[Summary], is_done: bool) -> None:
        if is_done:
            self._keep(work.result)
            self._show_tally(work.result.tally)
        else:
            said = f"All events, in questions: counting, {int(work.share * 100)} %"
            self.query_one("#tally-title", Said).show(lambda _: [(own(said, Role.STRONG),)])

    def _show_tally(self, tally: Tally) -> None:
        self._tally, self._places = tally, tally_places(tally, self._order)
        self.query_one("#tally-title", Said).show(self._origins)
        if len(tally.reports) > 1:
            table = tally_table(tally, self._places, self._order, self.kit.glyphs)
            self.of_reports.fill(table, (0, 1))  # nothing stands where a report meets itself
        self._tell()

    # --- what is said ---

    def _title(self, _width: int) -> list[Line]:
        if self._event is None:
            return [(own("no event is chosen", Role.MUTED),)]
        number = self._catalogue.index(self._event)
        return [(shown(self._catalogue.row(number).title, Role.STRONG),)]

    def _origins(self, _width: int) -> list[Line]:
        chronicle = self._catalogue.chronicle
        told = [f"{', '.join(one.reports)}: {origin_words(chronicle, one)}" for one in self._groups]
        head = own("All events, in questions", Role.STRONG)
        return [(head, *([blank(2), shown("; ".join(told), Role.MUTED)] if told else []))]

    @on(Grid.Moved)
    def _moved(self, message: Grid.Moved) -> None:
        if message.grid is self._home:
            self._tell()

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """A click moves the focus, too."""
        if isinstance(event.widget, Grid) and event.widget is not self._home:
            self._home = event.widget
            self._mark_away()

    def _tell(self) -> None:
        self.query_one("#cell", Said).show(self._cell)

    def _cell(self, width: int) -> list[Line]:
        """What the cursor is on, in full."""
        at = self._home.at
        if at is None:
            return [EMPTY]
        row, report = at[0], self._order[at[1]]
        if self._home is self.of_reports:
            assert self._tally is not None
            return number_lines(
                self._tally, self._places[row], report, self.kit.key("take-cell"), width
            )
        matrix = self._matrix
        assert matrix is not None
        chronicle, glyphs = self._catalogue.chronicle, self.kit.glyphs
        cell = matrix.reports.index(report)
        return answer_lines(chronicle, matrix.rows[row], report, cell, width, glyphs)

    # --- commands ---

    def _mark_away(self) -> None:
        """Where there is room for one table, only that shows."""
        here = self._home is self.of_event
        self.query_one("#event-part").set_class(not here, "-away")
        self.query_one("#tally-part").set_class(here, "-away")
        self.to_home()
        self._tell()

    def action_other_table(self) -> None:
        """To the other table."""
        self._home = self.of_reports if self._home is self.of_event else self.of_event
        self._mark_away()

    def action_next_column(self) -> None:
        """One report on."""
        self._home.aside(1)

    def action_previous_column(self) -> None:
        """One report back."""
        self._home.aside(-1)

    def action_take_cell(self) -> None:
        """Compare with this report, or filter by what this number counts."""
        at = self._home.at
        if at is None:
            return
        report = self._order[at[1]]
        if self._home is self.of_event:
            left, right = self._pair
            self.leave(Chosen((left, report) if report != left else (report, right)))
            return
        assert self._tally is not None
        place = self._places[at[0]]
        if place.report == report:
            return
        pair = (place.report, report)
        self.leave(Chosen(pair, self._tally.between(*pair).filter(place.kind)))
