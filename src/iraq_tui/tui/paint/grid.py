"""A table too wide for its pane: the columns that show, its head, its rows."""

from collections.abc import Sequence

from msgspec import Struct

from iraq_tui.tui.paint.glyphs import Glyphs
from iraq_tui.tui.paint.line import Line, Piece, Role, blank, clipped, own, padded, width_of

GAP = 2
"""Cells before each column."""


class TableRow(Struct, frozen=True):
    """One row: what it is about, and a cell for each column."""

    head: Line
    cells: Sequence[Line]


class Table(Struct, frozen=True):
    """What a grid shows."""

    heads: Sequence[Piece] = ()
    widths: Sequence[int] = ()
    """The cells of each column."""
    rows: Sequence[TableRow] = ()
    head_width: int = 0
    """The cells of what stands before the columns."""
    right: bool = False
    """Whether cells end at the right, as numbers do."""


def columns_from(table: Table, first: int, width: int) -> range:
    """The columns that fit beside the heads of rows, from one on; one at least, where any is."""
    left = width - table.head_width
    stop = first
    while stop < len(table.widths) and (stop == first or left >= GAP + table.widths[stop]):
        left -= GAP + table.widths[stop]
        stop += 1
    return range(first, stop)


def first_column(table: Table, first: int, wanted: int, width: int) -> int:
    """The column to begin with so that one shows, as near to that before as can be."""
    first = min(first, wanted)
    while wanted not in columns_from(table, first, width):
        first += 1
    while (
        first > 0
        and wanted in columns_from(table, first - 1, width)
        and _fits(table, first - 1, width)
    ):
        first -= 1
    return first


def _fits(table: Table, first: int, width: int) -> bool:
    """Whether all columns from one on fit."""
    return columns_from(table, first, width).stop == len(table.widths)


def head_line(table: Table, columns: range, glyphs: Glyphs) -> Line:
    """The heads of the columns in sight, with a sign where there are more on a side."""
    more = glyphs.more_left if columns.start else " "
    line: list[Piece] = [blank(table.head_width), own(more, Role.MUTED), blank(GAP - 1)]
    for place in columns:
        if place != columns.start:
            line.append(blank(GAP))
        line += padded(table.heads[place], table.widths[place], glyphs.ellipsis, right=table.right)
    if columns.stop < len(table.widths):
        line.append(own(glyphs.more_right, Role.MUTED))
    return tuple(line)


def table_line(
    row: TableRow, table: Table, columns: range, here: int | None, glyphs: Glyphs
) -> Line:
    """A row's cells in sight, the one the cursor is on set off."""
    line: list[Piece] = list(row.head)
    for place in columns:
        cell = clipped(row.cells[place], table.widths[place], glyphs.ellipsis)
        if place == here:
            cell = tuple(Piece(piece.text, Role.HERE) for piece in cell)
        space = blank(table.widths[place] - width_of(cell))
        line += (blank(GAP), *((space, *cell) if table.right else (*cell, space)))
    return tuple(line)
