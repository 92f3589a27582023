"""A report's text with its marked passages, to be walked from one to the next, and searched."""

from bisect import bisect_left
from collections.abc import Callable, Sequence

from rich.segment import Segment
from rich.style import Style
from textual.message import Message
from textual.strip import Strip

from iraq_tui.domain.reading import Document, Mark
from iraq_tui.domain.searched import Stretch
from iraq_tui.tui.kit import Kit
from iraq_tui.tui.paint.laid import Laid, found_cells, highlighted, lay
from iraq_tui.tui.paint.line import Line
from iraq_tui.tui.state import Move
from iraq_tui.tui.widgets.painted import FOUND, FOUND_HERE
from iraq_tui.tui.widgets.sheets import Sheets


class Reader(Sheets):
    """Shows one document. The cursor is on a mark, or nowhere while nothing answers the other."""

    KEEPS_CURSOR = True
    MARGIN = 2

    class Moved(Message):
        """The cursor came to another mark."""

        def __init__(self, reader: "Reader") -> None:
            super().__init__()
            self.reader = reader

    def __init__(self, document: Document, kit: Kit, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(kit, id=id)
        self.document = document
        self._laid = Laid((), (), (), {})
        self._laid_for = 0
        """The width it is laid out for."""
        self._is_away = False
        self._found: Sequence[Stretch] = ()
        self._hit: int | None = None
        """Which of the found places one is at."""
        self._attributes: dict[str, Style] = {}

    @property
    def mark(self) -> Mark | None:
        """The mark the cursor is on; none where there is none at all."""
        return self.document.marks[self._stop] if self.document.marks else None

    @property
    def is_away(self) -> bool:
        """Whether the cursor is nowhere."""
        return self._is_away

    @property
    def number(self) -> int | None:
        """Its number among the document's marks."""
        return self._stop if self.document.marks else None

    def go_to_mark(self, number: int | None) -> None:
        """The cursor on a mark, with more of the text around it in sight; or nowhere."""
        self._is_away = number is None
        self.leave_hit()
        if number is not None:
            self._stop = number
        if self._stops:  # else it is shown there once there is room for it
            self.put_cursor(self._here())

    def find(self, wanted: Callable[[Mark], bool], by: int) -> bool:
        """Go to the next mark that is wanted, forwards or backwards; whether there is one."""
        marks = self.document.marks
        last = len(marks) if by > 0 else -1
        found = next((one for one in range(self._stop + by, last, by) if wanted(marks[one])), None)
        if found is not None:
            self.go_to_mark(found)
            self.post_message(self.Moved(self))
        return found is not None

    def step(self, how: Move) -> None:
        """From mark to mark; what lies between them is scrolled through."""
        before = self._stop
        self._is_away = False
        super().step(how)
        if self._stop != before:
            self.leave_hit()
            self.post_message(self.Moved(self))

    def pressed(self, y: int) -> None:
        """The cursor goes to the mark that was clicked."""
        self._is_away = False
        self.leave_hit()
        super().pressed(y)
        self.post_message(self.Moved(self))

    # --- search ---

    @property
    def found(self) -> Sequence[Stretch]:
        """The places that are set off, in offsets of the text."""
        return self._found

    @property
    def hit(self) -> int | None:
        """Which of them one is at; none before one has gone to any, and after one has gone on."""
        return self._hit

    def show_found(self, found: Sequence[Stretch]) -> None:
        """Set off other places; they are in order, none overlapping."""
        if found or self._found:
            self._found, self._hit = found, None
            self._forget_painted()
            self.refresh_changes()

    def go_to_hit(self, by: int) -> bool:
        """To the next found place from where one is, or the one before; whether that went round.

        The cursor comes to the passage that it is in, or to one that is in sight with it. There
        has to be a found place.
        """
        target, count = self._from_here(by), len(self._found)
        self.leave_hit()
        self._hit = target % count
        start, end = self._found[self._hit]
        marks = self.document.marks
        inside = (i for i, one in enumerate(marks) if one.start < end and one.end > start)
        stop = next(inside, None)
        if stop is not None:
            self._stop, self._is_away = stop, False
        if not self.once_laid(self._show_hit):
            self._show_hit()
        return not 0 <= target < count

    def _from_here(self, by: int) -> int:
        """The number of the found place that is next, perhaps past the first or the last."""
        if self._hit is not None and self._is_in_sight(self._lines_of_hit()):
            return self._hit + by
        mark = self.mark
        if mark is not None and not self._is_away and self._is_in_sight(self._here()):
            here = mark.start
        else:
            here = self._laid.starts[self.scroll_offset.y] if self._laid.starts else 0
        number = bisect_left(self._found, (here, here))
        return number if by > 0 else number - 1

    def _is_in_sight(self, lines: range) -> bool:
        top = self.scroll_offset.y
        return not self._laid.lines or (lines.start < top + self.page and lines.stop > top)

    def _lines_of_hit(self) -> range:
        if self._hit is None or not self._laid.lines:
            return range(0)
        start, end = self._found[self._hit]
        return range(self._laid.line_of(start), self._laid.line_of(max(end - 1, start)) + 1)

    def _show_hit(self) -> None:
        """Scroll the place one is at into sight, and bring the cursor near."""
        lines, mark = self._lines_of_hit(), self.mark
        if not lines:
            return
        old, self._cursor = self._cursor, self._here()
        margin = min(self.MARGIN, (self.page - 1) // 2)
        top = self.scroll_offset.y
        if not top + margin <= lines.start <= lines.stop - 1 < top + self.page - margin:
            self._scroll(lines.start - self.page // 3)
        if mark is None or not self._is_in_sight(self._here()):
            self._is_away = False
            self._follow()
        self.repaint_lines([*old, *self._cursor, *lines])

    def leave_hit(self) -> None:
        """The place one is at is one of many again."""
        lines = self._lines_of_hit()
        self._hit = None
        if lines:
            self.repaint_lines([*lines])

    # --- lines ---

    def rebuild(self) -> None:
        """Lay the text out; without any room the mark one is at is kept for when there is.

        What is read keeps its place also where the cursor is out of sight.
        """
        if not self.paint_width:
            return
        top = self.scroll_offset.y
        row, kept = 0, None
        if self._laid.starts and not self._is_in_sight(self._here()):
            lines = self._lines_of_hit()
            row = lines.start - top if lines and self._is_in_sight(lines) else 0
            kept = self._laid.starts[min(top + row, len(self._laid.starts) - 1)]
        super().rebuild()
        if kept is not None:
            self._scroll(self._laid.line_of(kept) - min(row, self.page - 1))

    def make(self, width: int) -> tuple[Sequence[Line], Sequence[range]]:
        """The text for a width, and the lines of each mark."""
        if width != self._laid_for:
            self._laid, self._laid_for = lay(self.document, width, self.glyphs), width
        return self._laid.lines, self._laid.stops

    def paint(self, y: int) -> Line:
        """One line; the passage the cursor is on is set off."""
        if y in self.cursor:
            return highlighted(self.document, self._laid, self._stop, y)
        return super().paint(y)

    def notify_style_update(self) -> None:
        """The theme changed, and with it perhaps how found places look."""
        self._attributes.clear()
        super().notify_style_update()

    def _painted(self, y: int, width: int) -> Strip:
        """Found places are set off by attributes: they keep the colour of what they are in."""
        strip = super()._painted(y, width)
        if not self._found or not 0 <= y < self.count:
            return strip
        places = found_cells(self.document, self._laid, y, self._found)
        for start, end, number in places:
            is_here = number == self._hit
            begin, finish = start + 1, min(end + 1, width)  # one cell is the cursor's bar
            lit = self._set_off(strip.crop(begin, finish), FOUND_HERE if is_here else FOUND)
            strip = Strip.join([strip.crop(0, begin), lit, strip.crop(finish)])
        return strip

    def _set_off(self, strip: Strip, component: str) -> Strip:
        attributes = self._attributes.get(component)
        if attributes is None:
            wanted = self.screen.get_component_styles(component).text_style
            attributes = Style(bold=wanted.bold, underline=wanted.underline, reverse=wanted.reverse)
            self._attributes[component] = attributes
        segments = []
        for text, style, control in strip:
            look = (style or Style()) + attributes
            if attributes.reverse and style is not None and style.reverse:
                look += Style(reverse=False)  # else it would not show in a passage that is
            segments.append(Segment(text, look, control))
        return Strip(segments, strip.cell_length)

    def _here(self) -> range:
        return range(0) if self._is_away else super()._here()
