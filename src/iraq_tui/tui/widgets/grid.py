"""A table with a cursor on one of its cells."""

from textual import events
from textual.message import Message

from iraq_tui.tui.kit import Kit
from iraq_tui.tui.paint.grid import GAP, Table, columns_from, first_column, head_line, table_line
from iraq_tui.tui.paint.line import EMPTY, Line, blank
from iraq_tui.tui.state import Move, steps
from iraq_tui.tui.widgets.lines import MARGINS, Lines
from iraq_tui.tui.widgets.painted import Painted


class GridHead(Painted):
    """The heads of the columns in sight."""

    _line: Line = EMPTY

    def show(self, line: Line) -> None:
        """Other columns."""
        if line != self._line:
            self._line = line
            self.refresh()

    def paint(self) -> list[Line]:
        """One line."""
        return [self._line]


class Grid(Lines):
    """Shows a table; the moves go from row to row, two more from column to column."""

    DOUBLE = "take-cell"
    WHOLE_ROW = HAS_BAR = False
    MARGIN = 1

    class Moved(Message):
        """The cursor is on another cell, or the table is another."""

        def __init__(self, grid: "Grid") -> None:
            super().__init__()
            self.grid = grid

    def __init__(self, kit: Kit, head: GridHead, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(kit, id=id)
        self._head = head
        self._table = Table()
        self._row = self._column = 0
        self._columns = range(0)

    @property
    def at(self) -> tuple[int, int] | None:
        """The row and the column of the cursor; none in an empty table."""
        return (self._row, self._column) if self._table.rows and self._table.heads else None

    def fill(self, table: Table, at: tuple[int, int] | None = None) -> None:
        """Show a table, with the cursor on a cell of it, or where it was."""
        self._table = table
        row, column = at or (self._row, self._column)
        self._row = min(row, max(len(table.rows) - 1, 0))
        self._column = min(column, max(len(table.heads) - 1, 0))
        self.rebuild()

    def rebuild(self) -> None:
        """Lay out for the present size."""
        if not self.paint_width:
            return
        self._look()
        self.laid(len(self._table.rows), self._here())

    def _look(self) -> None:
        table, width = self._table, self.paint_width
        if table.heads:
            first = first_column(table, self._columns.start, self._column, width)
            self._columns = columns_from(table, first, width)
            self._head.show((blank(1), *head_line(table, self._columns, self.glyphs)))

    def _here(self) -> range:
        return range(self._row, self._row + 1) if self._table.rows else range(0)

    def step(self, how: Move) -> None:
        """To another row."""
        row = self._row + steps(how, self.page, len(self._table.rows))
        self.go_to(row, self._column)

    def go_to(self, row: int, column: int) -> None:
        """The cursor on a cell, or on the nearest there is."""
        self._row = min(max(row, 0), max(len(self._table.rows) - 1, 0))
        old, self._column = self._columns, min(max(column, 0), max(len(self._table.heads) - 1, 0))
        self._look()
        if self._columns != old:
            self._forget_painted()
            self.refresh_changes()
        self.put_cursor(self._here())
        self.post_message(self.Moved(self))

    def aside(self, by: int) -> None:
        """So many columns to the right, or to the left where negative."""
        self.go_to(self._row, self._column + by)

    def paint(self, y: int) -> Line:
        """One row."""
        here = self._column if y == self._row and self.has_focus else None
        row = self._table.rows[y]
        return table_line(row, self._table, self._columns, here, self.glyphs)

    def is_live(self, y: int) -> bool:
        """Whether there is a row."""
        return y < len(self._table.rows)

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """The cell under the pointer."""
        y = event.y + self.scroll_offset.y
        if not self.is_live(y):
            return
        left = MARGINS // 2 + self._table.head_width
        for place in self._columns:
            left += GAP + self._table.widths[place]
            if event.x < left:
                self.go_to(y, place)
                return
