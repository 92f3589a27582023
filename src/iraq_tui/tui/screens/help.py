"""The help."""

from collections.abc import Sequence
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen

from iraq_tui.tui.keys import Where, bindings, key_line
from iraq_tui.tui.paint.glyphs import Glyphs
from iraq_tui.tui.paint.help import help_lines
from iraq_tui.tui.paint.line import Line
from iraq_tui.tui.screens.sized import mark_size
from iraq_tui.tui.widgets.bars import KeyLine, TooSmall
from iraq_tui.tui.widgets.sheets import Sheets


class HelpText(Sheets):
    """The help's lines."""

    def make(self, width: int) -> tuple[Sequence[Line], Sequence[range]]:
        """The lines for a width; nothing in them can be walked to."""
        return help_lines(width, self.glyphs), ()


class Help(ModalScreen[None], inherit_bindings=False):
    """All keys, signs and the filter language, over what was there before."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings(Where.HELP),
        *(one for one in bindings(Where.APP) if one.id == "close"),
    ]

    AUTO_FOCUS = ""

    def __init__(self, glyphs: Glyphs) -> None:
        super().__init__()
        self._glyphs = glyphs

    def compose(self) -> ComposeResult:
        """The text and its keys."""
        with Vertical(id="help"):
            yield HelpText(self._glyphs, id="help-text")
            yield KeyLine(self._glyphs)
        yield TooSmall(self._glyphs)

    def on_mount(self) -> None:
        """Start at the top."""
        self.query_one(KeyLine).show(key_line(Where.PANE, Where.HELP)[::-1])
        self.query_one(HelpText).focus()

    def on_resize(self, event: events.Resize) -> None:
        """Follow the terminal's size."""
        mark_size(self, event)
        if not self.has_class("-tiny"):
            self.query_one(HelpText).focus()

    def action_close(self) -> None:
        """Back to what was before."""
        self.dismiss()
