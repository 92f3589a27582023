"""The comparison panel."""

from collections.abc import Sequence

from textual.message import Message

from iraq_tui.domain.catalogue import Catalogue
from iraq_tui.domain.comparison.model import Pair
from iraq_tui.tui.commands import Where
from iraq_tui.tui.kit import Kit
from iraq_tui.tui.paint.comparison import Look, sheet
from iraq_tui.tui.paint.line import Line, blank
from iraq_tui.tui.widgets.sheets import Sheets


class Comparison(Sheets):
    """Sets the pair's answers side by side, for one event at a time."""

    WHERE = (Where.COMPARISON,)
    DOUBLE = "claim"

    def __init__(self, catalogue: Catalogue, kit: Kit, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(kit, id=id)
        self._catalogue = catalogue
        self._event: str | None = None
        self._pair: Pair | None = None
        self._wording = False

    def show(self, event: str | None, pair: Pair, *, wording: bool) -> None:
        """Show an event, or none; nothing is painted where nothing changed."""
        if (event, pair, wording) == (self._event, self._pair, self._wording):
            return
        same = event == self._event
        self._event, self._pair, self._wording = event, pair, wording
        if same:
            self.rebuild()
        else:
            self.renew()

    class Opened(Message):
        """A row should be shown in full: its event, and its place among the rows as ranked."""

        def __init__(self, event: str | None, row: int) -> None:
            super().__init__()
            self.event, self.row = event, row

    def action_claim(self) -> None:
        """Ask for the row under the cursor in full."""
        if not self.once_laid(self.action_claim):
            self.post_message(self.Opened(self._event, self.stop or 0))

    def use(self, catalogue: Catalogue, event: str | None) -> None:
        """Show the event from another catalogue, where it is still there."""
        self._catalogue = catalogue
        self._event = event
        self.rebuild()

    def make(self, width: int) -> tuple[Sequence[Line], Sequence[range]]:
        """The comparison for a width; one column stays free on either side."""
        if self._event is None or self._pair is None:
            return (), ()
        look = Look(max(width - 2, 1), self.glyphs, wording=self._wording)
        made = sheet(self._catalogue, self._catalogue.event(self._event), self._pair, look)
        return [(blank(1), *line) for line in made.lines], made.stops
