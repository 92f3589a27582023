"""The help."""

from collections.abc import Sequence

from iraq_tui.tui.commands import Where
from iraq_tui.tui.keymap import Item, key_line
from iraq_tui.tui.kit import Kit
from iraq_tui.tui.paint.help import help_lines
from iraq_tui.tui.paint.line import Line
from iraq_tui.tui.screens.dialogue import SheetDialogue
from iraq_tui.tui.widgets.sheets import Sheets


class HelpText(Sheets):
    """The help's lines."""

    def make(self, width: int) -> tuple[Sequence[Line], Sequence[range]]:
        """The lines for a width; nothing in them can be walked to."""
        return help_lines(width, self.kit), ()


class Help(SheetDialogue[None]):
    """All keys, signs and the filter language, over what was there before."""

    NAME = "help"

    def __init__(self, kit: Kit) -> None:
        super().__init__(kit, HelpText(kit, id="help-text"))
        self.take_keys(Where.HELP)

    def keys(self) -> tuple[Item, ...]:
        """How to close it, and to move."""
        ascii_only = self.kit.glyphs.is_ascii
        return key_line(self.kit.keymap, Where.PANE, Where.HELP, ascii_only=ascii_only)[::-1]
