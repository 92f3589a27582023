"""The comparison panel."""

from collections.abc import Sequence
from typing import ClassVar

from textual.binding import BindingType

from iraq_tui.domain.catalogue import Catalogue
from iraq_tui.domain.comparison.model import Pair
from iraq_tui.tui.keys import Where, bindings
from iraq_tui.tui.paint.comparison import Look, sheet
from iraq_tui.tui.paint.glyphs import Glyphs
from iraq_tui.tui.paint.line import Line, blank
from iraq_tui.tui.widgets.sheets import Sheets


class Comparison(Sheets):
    """Sets the pair's answers side by side, for one event at a time."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings(Where.COMPARISON)]

    def __init__(self, catalogue: Catalogue, glyphs: Glyphs, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(glyphs, id=id)
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

    def make(self, width: int) -> tuple[Sequence[Line], Sequence[range]]:
        """The comparison for a width; one column stays free on either side."""
        if self._event is None or self._pair is None:
            return (), ()
        look = Look(max(width - 2, 1), self.glyphs, wording=self._wording)
        made = sheet(self._catalogue, self._catalogue.event(self._event), self._pair, look)
        return [(blank(1), *line) for line in made.lines], made.stops
