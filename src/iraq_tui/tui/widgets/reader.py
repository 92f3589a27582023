"""A report's text with its marked passages, to be walked from one to the next."""

from collections.abc import Callable, Sequence

from textual.message import Message

from iraq_tui.domain.reading import Document, Mark
from iraq_tui.tui.kit import Kit
from iraq_tui.tui.paint.laid import Laid, highlighted, lay
from iraq_tui.tui.paint.line import Line
from iraq_tui.tui.state import Move
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
        self._is_away = False

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
            self.post_message(self.Moved(self))

    def pressed(self, y: int) -> None:
        """The cursor goes to the mark that was clicked."""
        self._is_away = False
        super().pressed(y)
        self.post_message(self.Moved(self))

    def rebuild(self) -> None:
        """Lay the text out; without any room the mark one is at is kept for when there is."""
        if self.paint_width:
            super().rebuild()

    def make(self, width: int) -> tuple[Sequence[Line], Sequence[range]]:
        """The text for a width, and the lines of each mark."""
        self._laid = lay(self.document, width, self.glyphs)
        return self._laid.lines, self._laid.stops

    def paint(self, y: int) -> Line:
        """One line; the passage the cursor is on is set off."""
        if y in self.cursor:
            return highlighted(self.document, self._laid, self._stop, y)
        return super().paint(y)

    def _here(self) -> range:
        return range(0) if self._is_away else super()._here()
