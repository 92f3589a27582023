"""The chronicle summed up: what each report alone says, and where it disagrees with others."""

from collections.abc import Sequence

from iraq_tui.domain.catalogue import Catalogue
from iraq_tui.domain.summary import Summary
from iraq_tui.tui.commands import Where
from iraq_tui.tui.keymap import Item, key_line
from iraq_tui.tui.kit import Kit
from iraq_tui.tui.paint.line import Line
from iraq_tui.tui.paint.summary import summary_sheet
from iraq_tui.tui.screens.dialogue import SheetDialogue
from iraq_tui.tui.widgets.sheets import Sheets


class SummarySheet(Sheets):
    """The summary, walked from event to event."""

    def __init__(self, catalogue: Catalogue, summary: Summary, kit: Kit) -> None:
        super().__init__(kit, id="summary-sheet")
        self._catalogue, self._summary = catalogue, summary
        self._events: Sequence[int] = ()

    def make(self, width: int) -> tuple[Sequence[Line], Sequence[range]]:
        """The lines for a width, and those of each event."""
        made = summary_sheet(self._catalogue, self._summary, width, self.glyphs)
        self._events = made.events
        return made.lines, made.stops

    @property
    def event(self) -> str | None:
        """The id of the event the cursor is on; none where none is named."""
        stop = self.stop
        return None if stop is None else self._catalogue.row(self._events[stop]).id


class SummaryScreen(SheetDialogue[str]):
    """Gives the event to go to, or none."""

    NAME = "summary"

    def __init__(self, catalogue: Catalogue, summary: Summary, kit: Kit) -> None:
        self._summary = SummarySheet(catalogue, summary, kit)
        super().__init__(kit, self._summary)
        self.take_keys(Where.SUMMARY)

    def keys(self) -> tuple[Item, ...]:
        """How to go to an event, to move and to close."""
        ascii_only = self.kit.glyphs.is_ascii
        return key_line(self.kit.keymap, Where.SUMMARY, Where.PANE, ascii_only=ascii_only)

    def action_to_told_event(self) -> None:
        """Go to the event the cursor is on."""
        self.leave(self._summary.event)
