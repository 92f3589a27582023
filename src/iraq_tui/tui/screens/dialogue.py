"""What opens over the explorer: a whole screen with its own keys, that closes again."""

from typing import ClassVar, TypeVar

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widget import Widget

from iraq_tui.tui.commands import Where
from iraq_tui.tui.keymap import Item
from iraq_tui.tui.keys import bind
from iraq_tui.tui.kit import Kit
from iraq_tui.tui.screens.sized import TINY, mark_size
from iraq_tui.tui.widgets.bars import KeyLine, TooSmall
from iraq_tui.tui.widgets.painted import PaintedScreen
from iraq_tui.tui.widgets.sheets import Sheets
from iraq_tui.tui.widgets.told import KeysMayCome

Given = TypeVar("Given")


class Dialogue(PaintedScreen[Given], ModalScreen[Given], inherit_bindings=False):
    """Follows the terminal's size, and keeps the focus where it belongs."""

    AUTO_FOCUS = ""

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self.kit = kit

    def take_keys(self, where: Where) -> None:
        """Its own commands, and the one that closes whatever is open."""
        bind(
            self,
            self.kit.keymap,
            where,
            Where.APP,
            only=lambda one: one.where is where or one.id == "close",
        )

    def action_close(self) -> None:
        """Back to what was before."""
        self.leave()

    @property
    def home(self) -> Widget:
        """Where the focus belongs now."""
        raise NotImplementedError

    def leave(self, given: Given | None = None) -> None:
        """Close, and give something; told twice, as by two keys in a burst, it closes once.

        Keys may come at once where nothing is given; else when whoever asked has taken it.
        """
        if self.is_current:
            self.dismiss(given)
        if given is None:
            self.app.post_message(KeysMayCome())

    def on_resize(self, event: events.Resize) -> None:
        """Follow the terminal's size; the focus comes back after it was too small."""
        mark_size(self, event.size)
        self.to_home()
        # What was not displayed takes the focus only once it has been laid out again.
        self.call_after_refresh(self.to_home)

    def to_home(self) -> None:
        """The focus where it belongs, if there is room for anything."""
        if not self.has_class(TINY) and self.focused is not self.home:
            # Not home.focus(), which waits: the next key may be here already.
            self.set_focus(self.home, scroll_visible=False)


class SheetDialogue(Dialogue[Given]):
    """A sheet to read, and its keys."""

    NAME: ClassVar[str] = ""
    """Its id in the style sheet."""

    def __init__(self, kit: Kit, sheet: Sheets) -> None:
        super().__init__(kit)
        self._sheet = sheet

    def keys(self) -> tuple[Item, ...]:
        """What the key line offers."""
        raise NotImplementedError

    @property
    def home(self) -> Widget:
        """The sheet."""
        return self._sheet

    def compose(self) -> ComposeResult:
        """The sheet and its keys."""
        with Vertical(id=self.NAME):
            yield self._sheet
            yield KeyLine(self.kit.glyphs)
        yield TooSmall(self.kit.glyphs)

    def on_mount(self) -> None:
        """It can be read at once."""
        self.query_one(KeyLine).show(self.keys())
        self.to_home()
