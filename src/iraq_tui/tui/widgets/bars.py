"""The single lines around the panes: head, overview, rules, keys, and what is too small."""

from collections.abc import Sequence
from typing import Self

from textual import events
from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip
from textual.timer import Timer
from textual.widget import Widget

from iraq_tui.domain.axis import Span
from iraq_tui.tui.keymap import Item
from iraq_tui.tui.paint.glyphs import Glyphs
from iraq_tui.tui.paint.head import Summary, head_line
from iraq_tui.tui.paint.keyline import key_line, message_line, placed
from iraq_tui.tui.paint.line import Line, Role, clipped, own
from iraq_tui.tui.paint.overview import Dots, overview_line, progress_line, second_at
from iraq_tui.tui.widgets.painted import Painted

MESSAGE = 5.0
"""Seconds that a message stays."""


class Bar(Painted):
    """A line that is painted again only where something changed."""

    def __init__(self, glyphs: Glyphs, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self.glyphs = glyphs
        self._kept: tuple[Region, list[Strip]] | None = None

    def refresh(
        self,
        *regions: Region,
        repaint: bool = True,
        layout: bool = False,
        recompose: bool = False,
    ) -> Self:
        """Paint it anew, for Textual."""
        self._kept = None
        return super().refresh(*regions, repaint=repaint, layout=layout, recompose=recompose)

    def notify_style_update(self) -> None:
        """The theme changed: what was painted holds no longer."""
        self._kept = None
        super().notify_style_update()

    def render_lines(self, crop: Region) -> list[Strip]:
        """The lines, for Textual, which asks for them whenever anything on the screen changes."""
        if self._kept is None or self._kept[0] != crop:
            self._kept = crop, super().render_lines(crop)
        return self._kept[1]


class Head(Bar):
    """Title and numbers."""

    _summary: Summary | None = None

    def show(self, summary: Summary) -> None:
        """Show other numbers."""
        if summary != self._summary:
            self._summary = summary
            self.refresh()

    def paint(self) -> list[Line]:
        """One line."""
        return [head_line(self._summary, self.size.width, self.glyphs)] if self._summary else []


class Overview(Bar):
    """The whole span of time in one line."""

    class Pointed(Message):
        """A time was clicked, as a second on the time axis."""

        def __init__(self, second: int) -> None:
            super().__init__()
            self.second = second

    _dots = Dots()
    _here: int | None = None
    _window: Span | None = None
    _share: float | None = None

    def tell(self, share: float | None) -> None:
        """Show how much of the store is read, from 0 to 1, for as long as it is being read."""
        if share != self._share:
            self._share = share
            self.refresh()

    def show(self, dots: Dots, here: int | None, window: Span | None = None) -> None:
        """Show other events, another place among them, or another window on them."""
        if (dots, here, window) != (self._dots, self._here, self._window):
            self._dots, self._here, self._window = dots, here, window
            self.refresh()

    def paint(self) -> list[Line]:
        """One line."""
        if self._share is not None:
            return [progress_line(self._share, self.size.width, self.glyphs)]
        here, window = self._here, self._window
        return [overview_line(self._dots, here, self.size.width, self.glyphs, window)]

    def on_click(self, event: events.Click) -> None:
        """Tell which time was clicked."""
        second = second_at(self._dots, event.x, self.size.width)
        if second is not None:
            self.post_message(self.Pointed(second))


class Rule(Bar):
    """A thin line between two panes: standing where it is one column wide, else lying."""

    def render_lines(self, crop: Region) -> list[Strip]:
        """The lines, for Textual: of one that stands all are as the first."""
        return super().render_lines(Region(crop.x, 0, crop.width, 1)) * crop.height

    def paint(self) -> list[Line]:
        """The line, in the direction of its longer side."""
        width, height = self.size
        if width == 1 and height > 1:
            return [(own(self.glyphs.vertical, Role.RULE),)]
        return [(own(self.glyphs.horizontal * width, Role.RULE),)]


class Ground(Widget):
    """Holds panes that cover all of it."""

    BLANK = True


class KeyLine(Bar):
    """Which keys work here, or for a while a message."""

    class Pressed(Message):
        """An item was clicked."""

        def __init__(self, command: str) -> None:
            super().__init__()
            self.command = command

    _items: Sequence[Item] = ()
    _keep = 0
    _message = ""
    _silencer: Timer | None = None

    def show(self, items: Sequence[Item], keep: int = 0) -> None:
        """Offer other keys; the first stay longest, but for the last ``keep``, which all stay."""
        if (items, keep) != (self._items, self._keep):
            self._items, self._keep = items, keep
            self.refresh()

    def say(self, message: str) -> None:
        """Show a message in place of the keys for a while; an empty one brings the keys back."""
        if message != self._message:
            self._message = message
            self.refresh()
        if self._silencer is not None:
            self._silencer.stop()
        self._silencer = self.set_timer(MESSAGE, lambda: self.say("")) if message else None

    @property
    def message(self) -> str:
        """The message that shows now, ungated."""
        return self._message

    def paint(self) -> list[Line]:
        """One line."""
        if self._message:
            return [message_line(self._message, self.size.width, self.glyphs)]
        return [key_line(self._items, self.size.width, keep=self._keep)]

    def on_click(self, event: events.Click) -> None:
        """A click on an item is as good as its key."""
        if self._message:
            return
        for one in placed(self._items, self.size.width, self._keep):
            if event.x in one.cells and one.item.command:
                command = one.item.command_at(event.x - one.cells.start)
                self.post_message(self.Pressed(command))


class TooSmall(Bar):
    """All that shows on a terminal too small to use."""

    def paint(self) -> list[Line]:
        """The words, cut where even they do not fit."""
        words = own("too small: 40x10 at least", Role.TEXT)
        return [clipped((words,), self.size.width, "")]
