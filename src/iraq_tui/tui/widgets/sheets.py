"""Panes that show a sheet of lines and walk over the blocks in it."""

from collections.abc import Callable, Sequence

from iraq_tui.tui.kit import Kit
from iraq_tui.tui.paint.line import Line
from iraq_tui.tui.state import Move
from iraq_tui.tui.widgets.lines import Lines


class Sheets(Lines):
    """Lines that are made whole for a width; the cursor goes from block to block.

    A block that does not fit is read by scrolling before the cursor goes on. Without blocks the
    moves scroll.
    """

    WHOLE_ROW = False
    MARGIN = 1

    def __init__(self, kit: Kit, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(kit, id=id)
        self._lines: Sequence[Line] = ()
        self._stops: Sequence[range] = ()
        self._stop = 0
        self._early: list[Callable[[], None]] = []
        """What was asked for before there was a sheet."""

    def make(self, width: int) -> tuple[Sequence[Line], Sequence[range]]:
        """The lines for a width, and the blocks among them."""
        raise NotImplementedError

    def rebuild(self) -> None:
        """Make the sheet for the present width; what shows from its top still does."""
        at_top = self.scroll_offset.y == 0 and self._stop == 0
        self._lines, self._stops = self.make(self.paint_width) if self.paint_width else ((), ())
        self._stop = min(self._stop, max(len(self._stops) - 1, 0))
        self.laid(len(self._lines), self._here())
        if at_top:
            self._scroll(0)
        if self.paint_width:
            early, self._early = self._early, []
            for ask in early:
                ask()

    def once_laid(self, ask: Callable[[], None]) -> bool:
        """Keep what is asked for until there is a sheet; whether there is none yet."""
        if self.paint_width:
            return False
        self._early.append(ask)
        return True

    def renew(self) -> None:
        """Another sheet, read from its top."""
        self._stop = 0
        self._cursor = range(0)
        self._scroll(0)
        self.rebuild()
        self._scroll(0)

    def paint(self, y: int) -> Line:
        """One line of the sheet."""
        return self._lines[y]

    def step(self, how: Move) -> None:
        """To the next block, or further down in one that does not fit."""
        if self.once_laid(lambda: self.step(how)):
            return
        if how is Move.HOME or how is Move.END:
            self._stop = 0 if how is Move.HOME else max(len(self._stops) - 1, 0)
            self.put_cursor(self._here())
            self._scroll(0 if how is Move.HOME else len(self._lines))
            return
        forward = how in (Move.DOWN, Move.HALF_DOWN, Move.PAGE_DOWN)
        if how in (Move.UP, Move.DOWN):
            self._walk(1 if forward else -1)
            return
        whole = how in (Move.PAGE_DOWN, Move.PAGE_UP)
        size = max(self.page - 1 if whole else self.page // 2, 1)
        self._scroll(self.scroll_offset.y + (size if forward else -size))
        self._follow()

    @property
    def stop(self) -> int | None:
        """The number of the block the cursor is on; none where there is none."""
        return self._stop if self._stops else None

    def go_to_stop(self, stop: int) -> None:
        """The cursor on a block."""
        if 0 <= stop < len(self._stops):
            self._stop = stop
            self.put_cursor(self._here())

    def is_live(self, y: int) -> bool:
        """Whether a block is on this line."""
        return any(y in stop for stop in self._stops)

    def pressed(self, y: int) -> None:
        """The cursor goes to the block that was clicked."""
        for number, stop in enumerate(self._stops):
            if y in stop:
                self._stop = number
                self.put_cursor(stop)

    def _walk(self, direction: int) -> None:
        top, bottom = self.scroll_offset.y, self.scroll_offset.y + self.page
        here = self._here()
        hidden = here.stop > bottom if direction > 0 else here.start < top
        target = self._stop + direction
        if not self._stops or hidden or not 0 <= target < len(self._stops):
            self._scroll(top + direction * (1 if not self._stops else 3))
            return
        self._stop = target
        self.put_cursor(self._here())

    def top_for(self, cursor: range) -> int:
        """The first line of a tall block shows, rather than its last."""
        return min(super().top_for(cursor), max(cursor.start - self.MARGIN, 0))

    def _follow(self) -> None:
        """After scrolling by pages, the cursor goes to the first block in sight."""
        top, bottom = self.scroll_offset.y, self.scroll_offset.y + self.page
        for number, stop in enumerate(self._stops):
            if top <= stop.start < bottom:
                old, self._stop = self._here(), number
                self._cursor = stop
                self.repaint_lines([*old, *stop])
                return

    def _here(self) -> range:
        return self._stops[self._stop] if self._stops else range(0)
