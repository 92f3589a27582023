"""The help."""

from collections.abc import Sequence
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.screen import ModalScreen

from iraq_tui.tui.commands import Where
from iraq_tui.tui.keymap import key_line
from iraq_tui.tui.keys import bind
from iraq_tui.tui.kit import Kit
from iraq_tui.tui.paint.help import help_lines
from iraq_tui.tui.paint.line import Line
from iraq_tui.tui.screens.sized import mark_size
from iraq_tui.tui.widgets.bars import KeyLine, TooSmall
from iraq_tui.tui.widgets.painted import CLASSES
from iraq_tui.tui.widgets.sheets import Sheets


class HelpText(Sheets):
    """The help's lines."""

    def make(self, width: int) -> tuple[Sequence[Line], Sequence[range]]:
        """The lines for a width; nothing in them can be walked to."""
        return help_lines(width, self.kit), ()


class Help(ModalScreen[None], inherit_bindings=False):
    """All keys, signs and the filter language, over what was there before."""

    COMPONENT_CLASSES: ClassVar[set[str]] = CLASSES

    AUTO_FOCUS = ""

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        bind(
            self,
            kit.keymap,
            Where.HELP,
            Where.APP,
            only=lambda one: one.where is Where.HELP or one.id == "close",
        )
        self._kit = kit

    def compose(self) -> ComposeResult:
        """The text and its keys."""
        with Vertical(id="help"):
            yield HelpText(self._kit, id="help-text")
            yield KeyLine(self._kit.glyphs)
        yield TooSmall(self._kit.glyphs)

    def on_mount(self) -> None:
        """Start at the top."""
        self.query_one(KeyLine).show(key_line(self._kit.keymap, Where.PANE, Where.HELP)[::-1])
        self.query_one(HelpText).focus()

    def on_resize(self, event: events.Resize) -> None:
        """Follow the terminal's size."""
        mark_size(self, event.size)
        if not self.has_class("-tiny"):
            self.query_one(HelpText).focus()

    def action_close(self) -> None:
        """Back to what was before."""
        self.dismiss()
