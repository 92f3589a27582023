"""The time axis: events as bars to scale, in lanes, with the dates above them."""

from textual import events
from textual.app import ComposeResult

from iraq_tui.domain.axis import EARLIEST, LATEST, Span
from iraq_tui.domain.catalogue import Catalogue
from iraq_tui.domain.scale import Scale, whole
from iraq_tui.tui.commands import Where
from iraq_tui.tui.kit import Kit
from iraq_tui.tui.paint.axis import By, Chart, Charts, names_width, spanned
from iraq_tui.tui.paint.lanes import Looks, distance, row_line
from iraq_tui.tui.paint.line import Line, Role, blank, padded, shown
from iraq_tui.tui.paint.scale import fold_columns, scale_lines
from iraq_tui.tui.state import View, in_range, position
from iraq_tui.tui.widgets.bars import Ground
from iraq_tui.tui.widgets.lines import Lines
from iraq_tui.tui.widgets.painted import Painted
from iraq_tui.tui.widgets.timeline import Timeline
from iraq_tui.tui.widgets.told import Looked


class Dates(Painted):
    """The dates above the lanes."""

    _scale: Scale | None = None
    _indent = 0

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit

    def show(self, scale: Scale, indent: int) -> None:
        """The dates of another window; the first column stands so many cells to the right."""
        if (scale, indent) != (self._scale, self._indent):
            self._scale, self._indent = scale, indent
            self.refresh()

    def paint(self) -> list[Line]:
        """Two lines."""
        if self._scale is None:
            return []
        lines = scale_lines(self._scale, self._kit.glyphs)
        return [(blank(self._indent), *line) for line in lines]


class Lanes(Lines):
    """Shows a view on a time axis; its screen makes the moves."""

    WHERE = (Where.TIMELINE, Where.AXIS)
    ACTOR = "screen."
    DOUBLE = "compare"
    KEEPS_CURSOR = True
    WHOLE_ROW = HAS_BAR = False
    MARGIN = 1

    def __init__(self, catalogue: Catalogue, view: View, kit: Kit, dates: Dates) -> None:
        super().__init__(kit, id="lanes")
        self._catalogue, self._view, self._dates = catalogue, view, dates
        self._charts = Charts(catalogue, view, kit.glyphs, kit.key("zoom-in"))
        self._chart = Chart()
        self._drawn = Looks(kit.glyphs, 0)
        self._scale: Scale | None = None
        self._by = By.NOTHING
        self._spanned: Span | None = None

    # --- what it shows ---

    @property
    def scale(self) -> Scale | None:
        """The window; none before there is room for one."""
        return self._scale

    @property
    def by(self) -> By:
        """What events share a lane."""
        return self._by

    def use(self, catalogue: Catalogue, view: View) -> None:
        """Show another catalogue, in the same window."""
        self._catalogue = catalogue
        self._unfold()
        self._show_anew(view)

    def show(self, view: View) -> None:
        """Show another view, painting no more than what changed."""
        old = self._view
        if (view.visible, view.pair) != (old.visible, old.pair):
            if view.visible != old.visible:
                self._unfold()
            self._show_anew(view)
            return
        self._view = view
        if self._scale is None:
            return  # it has never shown
        if self.is_in_sight:
            self._repaint()
        else:
            self._look_at_cursor()

    def look_through(self, scale: Scale) -> None:
        """Another window."""
        self._scale = scale
        self._lay()

    def group(self, by: By) -> None:
        """Other lanes."""
        self._by = by
        self.rebuild()

    def fitting(self) -> Scale | None:
        """The window that shows all events in view."""
        room = self._room()
        if room < 1:
            return None
        folds = self._scale.folds if self._scale else ()
        return whole(self.spanned, 2 * room, folds)

    @property
    def spanned(self) -> Span:
        """From the first to the last second that events in view are known to fill."""
        if self._spanned is None:
            self._spanned = spanned(self._catalogue, self._view.visible)
        return self._spanned

    @property
    def here(self) -> int | None:
        """The second at which the highlighted event stands; none if it has no place in time."""
        place = position(self._view, self._catalogue)
        if place is None:
            return None
        second = self._catalogue.chronology.seconds[self._view.visible[place]]
        return second if EARLIEST < second < LATEST else None

    # --- laying out ---

    def rebuild(self) -> None:
        """Lay out for the present size; without any room the window is kept for when there is."""
        room = self._room()
        if room < 1:
            # What was laid out may be of another view: it is laid out anew once there is room.
            self._fitted, self._chart = None, Chart()
            return
        old = self._scale
        if old is None or old.halves != 2 * room:
            self._scale = self.fitting() if old is None else old.widened(2 * room)
        if self.is_in_sight:
            self._lay()
        else:
            self._look_at_cursor()

    def _unfold(self) -> None:
        """Other events may stand in what was folded."""
        if self._scale is not None and self._scale.folds:
            self._scale = self._scale.folding(())

    def _room(self) -> int:
        """The cells for the window."""
        return self.paint_width - names_width(self._catalogue, self._by, self.paint_width)

    def _show_anew(self, view: View) -> None:
        self._view, self._spanned = view, None
        self._charts = Charts(self._catalogue, view, self.glyphs, self.kit.key("zoom-in"))
        if self._scale is not None:
            self.rebuild()

    @property
    def is_in_sight(self) -> bool:
        """Whether some of the highlighted event is in the window."""
        place = position(self._view, self._catalogue)
        return place is None or self._scale is None or self._charts.reaches(place, self._scale)

    def _look_at_cursor(self) -> None:
        if self._scale is not None and self.here is not None:
            self.look_through(self._scale.centred(self.here))

    def _lay(self) -> None:
        scale = self._scale
        if scale is None:
            return
        here = position(self._view, self._catalogue)
        self._chart = self._charts.chart(scale, self._by, self.page, here)
        self._draw()
        self._dates.show(scale, 1 + self.paint_width - scale.halves // 2)
        self.laid(max(len(self._chart.lines), 1), self._here())
        self.post_message(Looked())

    def _repaint(self) -> None:
        """Paint those rows anew that the cursor, or a mark, has come to or left."""
        old = self._drawn
        if self._chart.crowd:  # where only the event that the cursor is on shows singly
            self._lay()
            return
        self._draw()
        changed = {place for place, _ in {*old.marks.items()} ^ {*self._drawn.marks.items()}}
        changed.update(one for one in (old.here, self._drawn.here) if one is not None)
        self.repaint_lines([row for place in changed for row in self._chart.rows_of(place)])
        self.put_cursor(self._here())

    def _draw(self) -> None:
        view, catalogue, scale = self._view, self._catalogue, self._scale
        assert scale is not None
        marks = {}
        ranged = in_range(view, catalogue)
        for place in self._chart.places:
            if view.selection and catalogue.row(view.visible[place]).id in view.selection:
                marks[place] = self.glyphs.selected
            elif place in ranged:
                marks[place] = self.glyphs.in_range
        here = position(view, catalogue)
        self._drawn = Looks(self.glyphs, scale.halves // 2, here, marks, fold_columns(scale))

    def _here(self) -> range:
        here = position(self._view, self._catalogue)
        rows = self._chart.rows_of(here) if here is not None else []
        return range(rows[0], rows[0] + 1) if rows else range(0)

    # --- Lines ---

    def paint(self, y: int) -> Line:
        """A row of a lane."""
        if y >= len(self._chart.lines):
            return blank(2), shown(self._why_empty(), Role.MUTED)
        row = self._chart.lines[y]
        names = self.paint_width - self._drawn.width
        is_first = row.is_first or y == self.scroll_offset.y
        said = shown(row.name if is_first else "", Role.STRONG)
        name = padded(said, max(names - 2, 0), self.glyphs.ellipsis)
        indent = (*name, blank(min(names, 2)))
        return (*indent, *(row.painted or row_line(row.bars, self._drawn)))

    def _why_empty(self) -> str:
        if not self._view.visible:
            return "No event answers the filter."
        return f"No event is in sight: {self.kit.key('fit')} shows all."

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """The name of a lane shows on the first of its rows in sight."""
        for y in (int(old_value), int(new_value)):
            self._strips.pop(y, None)
        super().watch_scroll_y(old_value, new_value)

    def is_live(self, y: int) -> bool:
        """Whether there are bars on a line."""
        return y < len(self._chart.lines) and bool(self._chart.lines[y].bars)

    def on_click(self, event: events.Click) -> None:
        """The event nearest to where it was clicked."""
        y = event.y + self.scroll_offset.y
        if not self.is_live(y):
            return
        x = event.x - 1 - (self.paint_width - self._drawn.width)
        bar = min(self._chart.lines[y].bars, key=lambda one: distance(one, x))
        self.post_message(Timeline.Pointed(self._view.visible[bar.told.place]))


class Axis(Ground):
    """The dates and the lanes below them."""

    def __init__(self, catalogue: Catalogue, view: View, kit: Kit) -> None:
        super().__init__(id="axis")
        self._dates = Dates(kit)
        self.lanes = Lanes(catalogue, view, kit, self._dates)

    def compose(self) -> ComposeResult:
        """One above the other."""
        yield self._dates
        yield self.lanes
