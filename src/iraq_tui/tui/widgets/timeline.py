"""The timeline: one widget for any number of events."""

from itertools import islice

from textual.message import Message

from iraq_tui.domain.catalogue import Catalogue
from iraq_tui.tui.commands import Where
from iraq_tui.tui.kit import Kit
from iraq_tui.tui.paint.line import Line, Role, blank, own
from iraq_tui.tui.paint.rows import Columns, columns_for, date_short, event_row
from iraq_tui.tui.paint.timeline import Entry, Kind, entries
from iraq_tui.tui.state import View, in_range
from iraq_tui.tui.widgets.lines import Lines

_ROOMY = 16
"""From so many rows on, a blank line stands before each heading."""
_SAMPLE = 400
"""Rows whose dates decide how wide the column of dates is."""


class Timeline(Lines):
    """Shows a view; its screen makes the moves."""

    WHERE = (Where.TIMELINE,)
    ACTOR = "screen."
    DOUBLE = "compare"
    KEEPS_CURSOR = True

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
        self._entries: list[Entry] = []
        self._line_of: dict[int, int] = {}
        self._columns: Columns | None = None
        self._range: frozenset[str] = frozenset()

    def use(self, catalogue: Catalogue, view: View) -> None:
        """Show another catalogue; the cursor's row keeps its place."""
        self._catalogue, self._view = catalogue, view
        self._range = in_range(view, catalogue)
        self.rebuild()

    def show(self, view: View) -> None:
        """Show another view, painting no more than what changed."""
        old, self._view = self._view, view
        before, self._range = self._range, in_range(view, self._catalogue)
        if view.visible != old.visible or view.pair != old.pair:
            self.rebuild()
            return
        changed = (old.selection ^ view.selection) | (before ^ self._range)
        self.repaint_lines([y for id_ in changed if (y := self._line(id_)) is not None])
        if view.highlighted != old.highlighted:
            self.put_cursor(self._here())

    def rebuild(self) -> None:
        """Lay out the view for the present size."""
        catalogue, visible = self._catalogue, self._view.visible
        self._entries = entries(catalogue, visible, roomy=self.size.height >= _ROOMY)
        self._line_of = {
            entry.number: y for y, entry in enumerate(self._entries) if entry.kind is Kind.EVENT
        }
        rows = (entry for entry in self._entries if entry.kind is Kind.EVENT)
        dates = (date_short(catalogue.row(row.number), row.year) for row in islice(rows, _SAMPLE))
        reports = tuple(catalogue.chronicle.reports)
        self._columns = columns_for(self.paint_width, dates, reports, self._view.pair)
        self.laid(max(len(self._entries), 1), self._here())

    def paint(self, y: int) -> Line:
        """One line of the timeline."""
        if not self._entries:
            return blank(3), own("No event answers the filter.", Role.MUTED)
        entry = self._entries[y]
        if entry.kind is Kind.EVENT:
            return self._row(entry)
        if entry.kind is Kind.HEADING:
            return blank(2), own(entry.text, Role.STRONG)
        indent = 5 + 2
        return blank(indent), own(entry.text, Role.MUTED)

    def is_live(self, y: int) -> bool:
        """Whether an event is on this line."""
        return bool(self._entries) and self._entries[y].kind is Kind.EVENT

    def pressed(self, y: int) -> None:
        """Ask for the event that was clicked."""
        if self.is_live(y):
            self.post_message(self.Pointed(self._entries[y].number))

    def keep_in_sight(self) -> None:
        """At the first event the headings above it show, too."""
        super().keep_in_sight()
        if self.cursor and self.cursor.start <= self.MARGIN:
            self._scroll(0)

    def _row(self, entry: Entry) -> Line:
        if self._columns is None:
            return ()
        event = self._catalogue.row(entry.number)
        comparison = self._catalogue.comparison(event.id, self._view.pair)
        mark = " "
        if event.id in self._view.selection:
            mark = self.glyphs.selected
        elif event.id in self._range:
            mark = self.glyphs.in_range
        return event_row(event, comparison, self._columns, self.glyphs, year=entry.year, mark=mark)

    def _here(self) -> range:
        y = self._line(self._view.highlighted) if self._view.visible else None
        return range(0) if y is None else range(y, y + 1)

    def _line(self, id_: str | None) -> int | None:
        return None if id_ is None else self._line_of.get(self._catalogue.index(id_))
