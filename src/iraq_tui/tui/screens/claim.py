"""A claim in full: one row of the comparison with all that is known of it."""

from collections.abc import Sequence

from iraq_tui.domain.catalogue import Catalogue
from iraq_tui.domain.comparison.model import Pair
from iraq_tui.tui.commands import Where
from iraq_tui.tui.keymap import Item, key_line
from iraq_tui.tui.kit import Kit
from iraq_tui.tui.paint.claim import COLUMNS_FROM, claim_sheet
from iraq_tui.tui.paint.comparison import Look
from iraq_tui.tui.paint.line import Line, blank
from iraq_tui.tui.screens.dialogue import SheetDialogue
from iraq_tui.tui.widgets.bars import KeyLine
from iraq_tui.tui.widgets.sheets import Sheets


class ClaimText(Sheets):
    """One row of a comparison, its parts to be walked over."""

    def __init__(self, catalogue: Catalogue, event_id: str, pair: Pair, row: int, kit: Kit) -> None:
        super().__init__(kit, id="claim-text")
        self._catalogue = catalogue
        self._event = catalogue.event(event_id)
        self._pair = pair
        self.row = row
        """The place of the row that shows, in ``ranked``."""

    def go(self, by: int) -> bool:
        """Show another row of the same event, from its top; whether there is one."""
        count = len(self._catalogue.comparison(self._event.id, self._pair).rows)
        if not 0 <= self.row + by < count:
            return False
        self.row += by
        self.renew()
        return True

    def make(self, width: int) -> tuple[Sequence[Line], Sequence[range]]:
        """The row for a width; one column stays free on either side."""
        look = Look(max(width - 2, 1), self.glyphs, columns_from=COLUMNS_FROM)
        made = claim_sheet(self._catalogue, self._event, self._pair, self.row, look)
        return [(blank(1), *line) for line in made.lines], made.stops


class ClaimDetail(SheetDialogue[int]):
    """A row of the comparison in full; gives the place, in ``ranked``, of the row left last."""

    NAME = "claim"

    def __init__(self, catalogue: Catalogue, event_id: str, pair: Pair, row: int, kit: Kit) -> None:
        """Show the row at a place in ``ranked``, from 0, of an event that is there."""
        self._text = ClaimText(catalogue, event_id, pair, row, kit)
        super().__init__(kit, self._text)
        self.take_keys(Where.CLAIM)

    def keys(self) -> tuple[Item, ...]:
        """How to close it, to go to the next claim, and to move."""
        ascii_only = self.kit.glyphs.is_ascii
        return key_line(self.kit.keymap, Where.CLAIM, Where.PANE, ascii_only=ascii_only)

    def action_next_claim(self) -> None:
        """The next row of this event."""
        self._go(1)

    def action_previous_claim(self) -> None:
        """The row before."""
        self._go(-1)

    def _go(self, by: int) -> None:
        found = self._text.go(by)
        end = "this is the last claim" if by > 0 else "this is the first claim"
        self.query_one(KeyLine).say("" if found else end)

    def action_close_claim(self) -> None:
        """Back to the comparison."""
        self.leave(self._text.row)

    def action_close(self) -> None:
        """Back to the comparison."""
        self.action_close_claim()
