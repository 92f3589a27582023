"""The timeline: one widget for any number of events."""

from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet

from textual.message import Message
from textual.timer import Timer

from iraq_tui.domain.catalogue import Catalogue
from iraq_tui.tui.commands import Where
from iraq_tui.tui.kit import Kit
from iraq_tui.tui.paint.events import ROOMY, columns_of, line_between, line_of_event, nothing
from iraq_tui.tui.paint.line import Line
from iraq_tui.tui.paint.rows import Columns
from iraq_tui.tui.paint.timeline import Entry, Kind, Layout
from iraq_tui.tui.state import View, in_range, place_of, position
from iraq_tui.tui.widgets.lines import Lines

_FIRST = 500
"""Events laid out before anything shows: some screenfuls."""
_STRETCH = 4000
"""Events laid out at a time from then on: some milliseconds."""


class Timeline(Lines):
    """Shows a view; its screen makes the moves."""

    WHERE = (Where.TIMELINE,)
    ACTOR = "screen."
    DOUBLE = "compare"
    KEEPS_CURSOR = True
    PAINTS_AHEAD = True

    class Pointed(Message):
        """An event was clicked."""

        def __init__(self, number: int) -> None:
            super().__init__()
            self.number = number

    def __init__(
        self,
        catalogue: Catalogue,
        view: View,
        kit: Kit,
        *,
        id: str | None = None,  # noqa: A002
    ) -> None:
        super().__init__(kit, id=id)
        self._catalogue = catalogue
        self._view = view
        self._layout = Layout(catalogue.chronology, ())
        self._whole: Layout | None = None
        """The layout of all events, which is come back to whenever a filter is taken off."""
        self._columns: Columns | None = None
        self._range = range(0)
        self._layer: Timer | None = None

    def use(self, catalogue: Catalogue, view: View) -> None:
        """Show another catalogue; the cursor's row keeps its place."""
        self._catalogue, self._view, self._whole = catalogue, view, None
        self._range = in_range(view, catalogue)
        self.rebuild()

    def show(self, view: View) -> None:
        """Show another view, painting no more than what changed."""
        old, self._view = self._view, view
        before, self._range = self._range, in_range(view, self._catalogue)
        if view.visible != old.visible or view.pair != old.pair:
            alike = (view.pair, view.selection) == (old.pair, old.selection)
            alike = alike and self._range == before
            line = self._layout.goes_on(view.visible) if alike else None
            self.rebuild() if line is None else self._lay_on(line)
            return
        if view.selection != old.selection or self._range != before:
            self._repaint_marks(old.selection ^ view.selection, before)
        if view.highlighted != old.highlighted:
            self.put_cursor(self._here())

    def _repaint_marks(self, ids: AbstractSet[str], before: range) -> None:
        """Paint those anew whose mark may have changed: some events, and the ends of the range."""
        catalogue, layout = self._catalogue, self._layout
        if len(ids) + abs(len(self._range) - len(before)) > self.page:
            self._forget_painted()
            self.refresh_changes()
            return
        moved = set(self._range).symmetric_difference(before)
        known = (place_of(self._view, catalogue.index(id_)) for id_ in ids)
        moved.update(place for place in known if place is not None)
        self.repaint_lines([layout.line(place) for place in sorted(moved) if place < layout.laid])

    def rebuild(self) -> None:
        """Lay out the view for the present size."""
        catalogue, visible = self._catalogue, self._view.visible
        roomy = self.size.height >= ROOMY
        whole = self._whole
        if whole is not None and whole.roomy == roomy and whole.visible == visible:
            self._layout = whole
        else:
            self._layout = Layout(catalogue.chronology, visible, roomy=roomy)
        if len(visible) == catalogue.count():
            self._whole = self._layout
        self._lay()

    def _measure(self) -> None:
        view = self._view
        self._columns = columns_of(self._catalogue, view.visible, view.pair, self.paint_width)

    def _lay_on(self, line: int) -> None:
        """There are more events at the end; what is painted above a line still holds."""
        columns = self._columns
        self._layout.lay(_FIRST)
        self._measure()
        if self._columns != columns:
            self._lay()
            return
        self._forget_painted(line)
        self.lengthened(max(len(self._layout), 1))
        here = self._here()
        if here != self.cursor:
            self.put_cursor(here)
        self._go_on()

    def _lay(self) -> None:
        """Lay out what is in sight now, and the rest bit by bit."""
        self._measure()
        layout = self._layout
        if layout.laid < min(_FIRST, len(layout.visible)):
            layout.lay(_FIRST)
        here = self._here()  # which may be further than was laid out
        self.laid(max(len(layout), 1), here)
        self._go_on()

    def _go_on(self) -> None:
        if self._layer is not None:
            self._layer.stop()
        is_done = self._layout.laid >= len(self._layout.visible)
        self._layer = None if is_done else self.set_timer(0.001, self._lay_more)

    def _lay_more(self) -> None:
        self._layout.lay(_STRETCH)
        self.lengthened(max(len(self._layout), 1))
        self._go_on()

    def paint(self, y: int) -> Line:
        """One line of the timeline."""
        if not self._layout:
            return nothing()
        entry = self._layout.entry(y)
        return self._row(entry) if entry.kind is Kind.EVENT else line_between(entry)

    def is_live(self, y: int) -> bool:
        """Whether an event is on this line."""
        return bool(self._layout) and self._layout.entry(y).kind is Kind.EVENT

    def pressed(self, y: int) -> None:
        """Ask for the event that was clicked."""
        if self.is_live(y):
            place = self._layout.entry(y).place
            self.post_message(self.Pointed(self._view.visible[place]))

    def top_for(self, cursor: range) -> int:
        """At the first event the headings above it show, too."""
        return 0 if cursor.start <= self.MARGIN else super().top_for(cursor)

    def expect(self, views: Iterable[View]) -> None:
        """One of these may be shown next: paint what it would show, while nothing else is done."""
        self._ahead.expect(self._in_sight_in(views))

    def _in_sight_in(self, views: Iterable[View]) -> Iterator[int]:
        for view in views:
            place = position(view, self._catalogue)
            if place is not None and place < self._layout.laid:  # or it would take its time
                y = self._layout.line(place)
                yield from self.in_sight_at(range(y, y + 1))

    def _row(self, entry: Entry) -> Line:
        view, catalogue, glyphs = self._view, self._catalogue, self.glyphs
        number = view.visible[entry.place]
        assert self._columns is not None
        mark = " "
        if view.selection and catalogue.row(number).id in view.selection:
            mark = glyphs.selected
        elif entry.place in self._range:
            mark = glyphs.in_range
        return line_of_event(
            catalogue, number, view.pair, self._columns, glyphs, year=entry.year, mark=mark
        )

    def _here(self) -> range:
        place = position(self._view, self._catalogue)
        if place is None:
            return range(0)
        y = self._layout.line(place)
        if y >= self.count:  # further than was laid out so far
            self.lengthened(len(self._layout))
        return range(y, y + 1)
