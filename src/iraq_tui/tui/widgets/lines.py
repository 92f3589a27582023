"""The base of every pane: a long column of lines of which only those in sight are painted.

Textual's Line API, with the styles cache passed over and painted strips kept (see the design notes
on speed). The first column belongs to the cursor's bar, the last to the scroll thumb.
"""

from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Region, Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

from iraq_tui.tui.commands import Where
from iraq_tui.tui.keys import bind
from iraq_tui.tui.kit import Kit
from iraq_tui.tui.paint.line import Line, Role, blank, clipped
from iraq_tui.tui.state import Move
from iraq_tui.tui.widgets.ahead import KEPT, Ahead
from iraq_tui.tui.widgets.filtered import FilteredStyles
from iraq_tui.tui.widgets.painted import (
    CURSOR,
    CURSOR_BLURRED,
    HOVER,
    PREFIX,
    drawn,
    strip_of,
    style_of,
)
from iraq_tui.tui.widgets.straight import GoesStraight
from iraq_tui.tui.widgets.strips import Strips, thumb_rows, where_alike

MARGINS = 2
"""The cursor's column and the thumb's."""


class Lines(GoesStraight, ScrollView, can_focus=True, inherit_bindings=False):
    """A pane of lines with a cursor. Subclasses say how many lines there are and paint each."""

    WHERE: ClassVar[tuple[Where, ...]] = ()
    """Where its own commands are declared, besides those of every pane."""
    ACTOR: ClassVar[str] = ""
    """Who runs all of them: "screen.", or the pane itself."""
    DOUBLE: ClassVar[str] = ""
    """The command that a double click runs."""
    WHOLE_ROW = True
    """Whether the cursor colours its whole row, or shows its bar alone."""
    HAS_BAR = True
    """Whether a bar stands beside the cursor's row, where that is not coloured whole."""
    KEEPS_CURSOR = False
    """Whether the cursor shows without the focus."""
    LOOKS_FOCUSED = False
    """Whether the cursor always looks as with the focus, which an input may have for the pane."""
    PAINTS_AHEAD = False
    """Whether lines out of sight are painted before they are asked for."""
    MARGIN = 2
    """Lines kept in sight above and below the cursor."""

    def __init__(self, kit: Kit, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        # Else scrollbars that nobody sees come and go, each time with the screen laid out anew.
        self.styles.overflow_x = self.styles.overflow_y = "hidden"
        bind(self, kit.keymap, Where.PANE, *self.WHERE, on=self.ACTOR)
        self.kit = kit
        self.glyphs = kit.glyphs
        self._strips = Strips()
        """What is painted."""
        self._shown: dict[int, Strip] = {}
        """What was written last, by row."""
        self._nothing: Strip | None = None
        self._ahead = Ahead(self, self._strip_at)
        self._looks = FilteredStyles(self)
        self._cursor = range(0)
        self._hovered: int | None = None
        self._count = 0
        self._fitted: Size | None = None
        """The size that was laid out for last."""

    # --- what subclasses give ---

    def paint(self, y: int) -> Line:
        """Line number ``y``, in ``paint_width`` cells."""
        raise NotImplementedError

    def rebuild(self) -> None:
        """Lay the lines out anew, for a new size; ends with ``laid``."""
        raise NotImplementedError

    def step(self, how: Move) -> None:
        """Move the cursor, where it is the pane's own."""

    def is_live(self, y: int) -> bool:  # noqa: ARG002
        """Whether line number ``y`` is one to click on."""
        return False

    def pressed(self, y: int) -> None:
        """Line number ``y`` was clicked."""

    # --- what they use ---

    @property
    def paint_width(self) -> int:
        """The cells a line may take."""
        return max(self.size.width - MARGINS, 0)

    @property
    def page(self) -> int:
        """The lines in sight."""
        return max(self.size.height, 1)

    @property
    def cursor(self) -> range:
        """The lines the cursor is on."""
        return self._cursor

    def laid(self, count: int, cursor: range) -> None:
        """There are now so many lines, and the cursor is on these; its row keeps its place."""
        row = self._cursor.start - self.scroll_offset.y if self._cursor else None
        self._forget_painted()
        self._count, self._cursor = count, cursor
        # Setting it plainly would lay out, and so write, the whole screen.
        self.set_reactive(Lines.virtual_size, Size(self.size.width, count))
        if row is not None and cursor and 0 <= row < self.page:
            self._scroll(cursor.start - row)
        self.keep_in_sight()
        self.refresh_changes()

    @property
    def count(self) -> int:
        """How many lines there are."""
        return self._count

    def lengthened(self, count: int) -> None:
        """There are more lines at the end; what is in sight stays as it is, but for the thumb."""
        self._count = count
        self.set_reactive(Lines.virtual_size, Size(self.size.width, count))
        self.refresh_changes()

    def refresh_changes(self) -> None:
        """Write those rows anew that would look different now, and no others."""
        if not self._shown:  # all of them will be written
            return
        size = self.size
        changed = []
        for row, new in enumerate(self._strips_of(range(size.height), size)):
            old = self._shown.get(row)
            if new is not old and new != old:
                differs = size.width if old is None else where_alike(old, new)
                changed.append(Region(0, row, differs, 1))
        if changed:
            self.refresh(*changed)

    def put_cursor(self, cursor: range) -> None:
        """Move the cursor to these lines, scrolling as little as will show it."""
        old, self._cursor = self._cursor, cursor
        top = self.scroll_offset.y
        if not self.WHOLE_ROW:
            for y in (*old, *cursor):
                self._strips.pop(y, None)
        self.keep_in_sight()
        if self.scroll_offset.y == top:  # else all of them are painted anew
            self._refresh_lines([*old, *cursor])

    def repaint_lines(self, lines: list[int]) -> None:
        """Paint these lines anew."""
        for y in lines:
            self._strips.pop(y, None)
        self._refresh_lines(lines)

    def _refresh_lines(self, lines: list[int]) -> None:
        if len(lines) > 2:
            self.refresh_changes()
        else:
            for y in lines:
                self.refresh_line(y)

    def keep_in_sight(self) -> None:
        """Scroll so that the cursor shows, with some lines around it."""
        if self._cursor and self.size.height:
            self._scroll(self.top_for(self._cursor))

    def top_for(self, cursor: range) -> int:
        """The first line in sight once the cursor is on these lines, some around it in sight."""
        top, height = self.scroll_offset.y, self.size.height
        margin = min(self.MARGIN, (height - 1) // 2)
        first, last = cursor.start - margin, cursor.stop - 1 + margin
        if last >= top + height:
            top = last - height + 1
        return min(top, max(first, 0))

    def in_sight_at(self, cursor: range) -> range:
        """The lines that would be in sight with the cursor there."""
        top = self._within(self.top_for(cursor))
        return range(top, min(top + self.page, self._count))

    def _within(self, top: int) -> int:
        return min(max(top, 0), max(self._count - self.size.height, 0))

    def _scroll(self, top: int) -> None:
        y = self._within(top)
        if y != self.scroll_y:
            self.scroll_to(y=y, animate=False, force=True)

    # --- Textual ---

    @property
    def allow_vertical_scroll(self) -> bool:
        """Whether the wheel scrolls it."""
        return self._count > self.size.height

    def action_step(self, how: str) -> None:
        """Move the cursor, as a key asks."""
        self.step(Move(how))

    def on_resize(self, _event: events.Resize) -> None:
        """Lay out for the new size."""
        self._fit()

    def _fit(self) -> None:
        """Lay out, unless that was done for this size."""
        if self._fitted != self.size:
            self._fitted = self.size
            self._shown.clear()
            self.rebuild()

    def on_focus(self) -> None:
        """The cursor looks different with the focus."""
        self.repaint_lines([*self._cursor])

    def on_blur(self) -> None:
        """The cursor looks different without the focus."""
        self.repaint_lines([*self._cursor])

    def on_click(self, event: events.Click) -> None:
        """Tell which line was clicked."""
        y = event.y + self.scroll_offset.y
        if not 0 <= y < self._count:
            return
        if event.chain == 1:
            self.pressed(y)
        elif event.chain == 2 and self.is_live(y):
            self._doubly_clicked()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """The line under the pointer shows where a click would go."""
        y = event.y + self.scroll_offset.y
        self._hover(y if 0 <= y < self._count and self.is_live(y) else None)

    def on_leave(self) -> None:
        """The pointer is elsewhere."""
        self._hover(None)

    def _doubly_clicked(self) -> None:
        if self.DOUBLE:
            self.app.simulate_key(self.kit.keymap.keys[self.DOUBLE][0])

    def _hover(self, y: int | None) -> None:
        if y != self._hovered:
            old, self._hovered = self._hovered, y
            self.repaint_lines([one for one in (old, y) if one is not None])

    def notify_style_update(self) -> None:
        """The theme changed: nothing painted holds any longer."""
        self._forget_painted()
        self._shown.clear()
        self._looks.forget()
        self._nothing = None
        super().notify_style_update()

    def render_lines(self, crop: Region) -> list[Strip]:
        """The lines in a part of the pane, for Textual."""
        self._fit()
        size = self.size
        strips = self._strips_of(range(crop.y, crop.bottom), size)
        self._shown.update(zip(range(crop.y, crop.bottom), strips, strict=True))
        if self.PAINTS_AHEAD:
            if len(self._strips) > KEPT:
                self._strips.halve(range(self.scroll_offset.y, self.scroll_offset.y + self.page))
            self._ahead.begin(self.scroll_offset.y, size.height, self._count)
        if crop.x == 0 and crop.width == size.width:
            return strips
        return [strip.crop(crop.x, crop.right) for strip in strips]

    def _strips_of(self, rows: range, size: Size) -> list[Strip]:
        """What some rows in sight look like now, the thumb among them.

        Textual asks for every row of every pane whenever one of them changes.
        """
        top = self.scroll_offset.y
        thumb = thumb_rows(top, size.height, self._count) if size.width >= MARGINS else range(0)
        sign = Segment(self.glyphs.thumb, self.look(f"{PREFIX}{Role.THUMB}"))
        strips = []
        for y, row in enumerate(rows, top + rows.start):
            strip = self._strip_at(y)
            strips.append(self._strips.thumbed(y, strip, sign) if row in thumb else strip)
        return strips

    def _strip_at(self, y: int) -> Strip:
        strip = self._strips.get(y)
        if strip is None:
            strip = self._strips[y] = self._painted(y, self.size.width)
        return self._lit(strip) if self.WHOLE_ROW and self._shows_cursor(y) else strip

    def _shows_cursor(self, y: int) -> bool:
        return y in self._cursor and (self.has_focus or self.KEEPS_CURSOR)

    def _lit(self, strip: Strip) -> Strip:
        """A line as it looks under the cursor: all in one style."""
        style = self.look(CURSOR if self.has_focus or self.LOOKS_FOCUSED else CURSOR_BLURRED)
        text = self.glyphs.cursor + strip.text[1:]
        return Strip([Segment(text, style)], strip.cell_length)

    def _forget_painted(self, line: int = 0) -> None:
        """Paint everything anew, from a line on."""
        self._strips.forget(line)
        self._ahead.stop()

    def _painted(self, y: int, width: int) -> Strip:
        if not 0 <= y < self._count:
            return self._blank_strip(width)
        line = drawn(self, clipped(self.paint(y), max(width - MARGINS, 0), self.glyphs.ellipsis))
        if self.WHOLE_ROW or not self.HAS_BAR or not self._shows_cursor(y):
            if y == self._hovered:
                return self._hinted(line)
            return self._strip((blank(1), *line), width) if line else self._blank_strip(width)
        bar = Strip([Segment(self.glyphs.cursor, self.look(f"{PREFIX}{Role.MARK}"))], 1)
        return Strip.join([bar, self._strip(line, width - 1)])

    def _strip(self, line: Line, width: int) -> Strip:
        return strip_of(self, line, width, self.look)

    def look(self, component: str) -> Style:
        """A component's style, as it is written."""
        return self._looks.of(component)

    def _blank_strip(self, width: int) -> Strip:
        """The same for every line with nothing on it, most of a sheet's: found alike at once."""
        if self._nothing is None or self._nothing.cell_length != width:
            self._nothing = self._strip((), width)
        return self._nothing

    def _hinted(self, line: Line) -> Strip:
        """A line under the pointer: its own colours on another ground."""
        ground = Style(bgcolor=style_of(self, HOVER).bgcolor)
        strip = Strip.join([strip_of(self, (), 1), strip_of(self, line, self.size.width - 1)])
        hinted = Strip(Segment.apply_style(strip, post_style=ground), strip.cell_length)
        return self._looks.filtered(hinted)  # on this ground
