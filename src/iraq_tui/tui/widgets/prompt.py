"""A line to type in, with an answer to what is typed: the filter, and the date to go to."""

from collections.abc import Callable
from typing import ClassVar

from rich.cells import cell_len
from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.geometry import Size
from textual.keys import KEY_NAME_REPLACEMENTS
from textual.reactive import Reactive
from textual.widget import Widget
from textual.widgets import Input

from iraq_tui.text.safe import safe_line
from iraq_tui.tui.commands import Where
from iraq_tui.tui.keys import bind
from iraq_tui.tui.kit import Kit
from iraq_tui.tui.paint.line import Line, Role, own, padded, shown, wrapped
from iraq_tui.tui.widgets.painted import Painted
from iraq_tui.tui.widgets.straight import GoesStraight
from iraq_tui.tui.widgets.told import Kept, Left, Typing, Wanted

_LONGEST = 1000
_ROOM = 30
"""Cells kept for an answer beside an input, if that is no more than a quarter of the screen."""


class Typed(GoesStraight, Input, inherit_bindings=False):
    """An input whose text passes the gate, whether typed, pasted or given.

    It has no use for the keys of panes that scroll, which it would inherit.
    """

    BINDINGS: ClassVar[list[BindingType]] = [*Input.BINDINGS]
    FOCUS_ON_CLICK = False
    """What a click on it means is its owner's to say."""
    virtual_size: Reactive[Size] = Reactive(Size(0, 0))
    """Of a Widget's own, each change lays out the whole screen anew: here at each key typed."""

    def __init__(self, value: str = "", *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(
            safe_line(value, _LONGEST),
            compact=True,
            select_on_focus=False,
            id=id,
            max_length=_LONGEST,
        )

    def check_consume_key(self, key: str, character: str | None) -> bool:
        """Also the keys that Textual calls by a name, such as "slash", are characters to type."""
        return key in KEY_NAME_REPLACEMENTS.values() or super().check_consume_key(key, character)

    async def _on_key(self, event: events.Key) -> None:
        """Take editing keys here, in their turn: by way of the app, characters overtake them."""
        bound = self._bindings.key_to_bindings.get(event.key)
        if not bound:
            await super()._on_key(event)
            return
        event.stop()
        event.prevent_default()
        await self.run_action(bound[0].action)

    def _on_paste(self, event: events.Paste) -> None:
        """Paste the first line, gated before: the cursor is to stand behind what shows of it."""
        event.prevent_default()
        first = event.text.split("\n", 1)[0]
        super()._on_paste(events.Paste(safe_line(first, _LONGEST)))
        event.stop()

    def validate_value(self, value: str) -> str:
        """The text, gated: an input paints what it holds."""
        return safe_line(value, _LONGEST)


class _Line(Typed):
    """Tells of each change in the same turn of the loop.

    Textual's message would go up through one queue after another, a turn for each.
    """

    def __init__(self, changed: Callable[[str], None]) -> None:
        super().__init__()
        self._changed = changed
        self.disable_messages(Input.Changed)

    def watch_value(self, value: str) -> None:
        """Tell of it."""
        self._changed(value)


class Label(Painted):
    """A word beside an input, as wide as it is."""

    virtual_size: Reactive[Size] = Reactive(Size(0, 0))
    """As in `Typed`."""

    def __init__(self, text: str, role: Role = Role.MARK) -> None:
        super().__init__()
        self._text, self._role = text, role
        self.styles.width = _width_for(text)

    def paint(self) -> list[Line]:
        """One line."""
        return [(own(" "), shown(self._text, self._role))]


def _width_for(text: str) -> int:
    """The cells of a text beside an input, with a space on either side."""
    return cell_len(safe_line(text)) + 2 if text else 0


class Reply(Painted):
    """What is said to an input at the right of it, most often a count.

    It keeps some room, and all it ever needed: to lay out the screen takes longer than to show an
    answer.
    """

    virtual_size: Reactive[Size] = Reactive(Size(0, 0))
    """As in `Typed`."""

    def __init__(self) -> None:
        super().__init__()
        self._text = ""
        self._room = 0
        self.styles.width = 0

    def show(self, text: str) -> None:
        """Show another text."""
        if text != self._text:
            self._text = text
            self._room = max(self._room, _width_for(text), min(self.app.size.width // 4, _ROOM))
            self.styles.width = self._room
            self.refresh()

    def paint(self) -> list[Line]:
        """One line."""
        return [padded(shown(self._text, Role.MUTED), max(self.size.width - 1, 0), right=True)]


class Notice(Painted):
    """A hint or an error, as many lines as it takes."""

    def __init__(self) -> None:
        super().__init__()
        self._text, self._role = "", Role.MUTED

    def show(self, text: str, role: Role) -> None:
        """Show another text; none takes no room."""
        if (text, role) != (self._text, self._role):
            height = len(self._lines(self.size.width))
            self._text, self._role = text, role
            self.refresh(layout=len(self._lines(self.size.width)) != height)

    @property
    def text(self) -> str:
        """What it shows now, ungated."""
        return self._text

    def get_content_height(self, _container: Size, viewport: Size, width: int) -> int:
        """The lines the text takes at a width, at most half the screen."""
        return min(len(self._lines(width)), max(viewport.height // 2, 1))

    def paint(self) -> list[Line]:
        """The text, wrapped."""
        return self._lines(self.size.width)

    def _lines(self, width: int) -> list[Line]:
        lines = wrapped(self._text, max(width - 4, 1), self._role)
        return [(own("  "), *line) for line in lines]


class _Row(Horizontal):
    """The input, and what stands beside it."""

    virtual_size: Reactive[Size] = Reactive(Size(0, 0))
    """As in `Typed`."""


class Prompt(Widget):
    """A line to type in. It knows nothing of what the text means: it tells, and shows answers.

    What was kept before can be had again, as a shell's lines can.
    """

    def __init__(self, label: str, kit: Kit, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        bind(self, kit.keymap, Where.PROMPT)
        self._label = label
        self._past: list[str] = []
        self._back = 0
        """How many lines back in the past the one shown is; 0 for what is typed now."""

    def compose(self) -> ComposeResult:
        """A label, the input, an answer beside it, and another below."""
        yield Notice()
        with _Row():
            yield Label(self._label)
            yield _Line(self._tell)
            yield Reply()

    @property
    def input(self) -> Typed:
        """The input itself."""
        return self.query_one(Typed)

    def _tell(self, text: str) -> None:
        self.screen.post_message(Typing(self, text))

    @property
    def error(self) -> str:
        """The error that shows now; empty where there is none."""
        notice = self.query_one(Notice)
        return notice.text if notice.has_class("-error") else ""

    def set_text(self, text: str) -> None:
        """Put a text in without telling of it."""
        with self.prevent(Typing):
            self.input.value = text
        self.input.cursor_position = len(self.input.value)
        self._back = 0

    def answer(self, count: str = "", *, error: str = "", hint: str = "") -> None:
        """Answer what was typed: beside it, and below with an error or a hint."""
        self.query_one(Reply).show(count)
        notice = self.query_one(Notice)
        notice.set_class(bool(error), "-error")
        notice.show(error or hint, Role.CONFLICT if error else Role.MUTED)

    def action_keep_line(self) -> None:
        """Let the text stand."""
        text = self.input.value
        if text.strip():
            self._past = [*(one for one in self._past if one != text), text]
        self._back = 0
        self.post_message(Kept(self, text))

    def action_older_line(self) -> None:
        """What was kept before."""
        self._recall(self._back + 1)

    def action_newer_line(self) -> None:
        """What was kept after that."""
        self._recall(self._back - 1)

    def _recall(self, back: int) -> None:
        if 0 <= back <= len(self._past):
            self._back = back
            self.input.value = self._past[-back] if back else ""
            self.input.cursor_position = len(self.input.value)

    def action_leave_line(self) -> None:
        """Go back to what was before."""
        self.post_message(Left(self, self.input.value))

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.action_keep_line()

    def on_click(self, event: events.Click) -> None:
        """A click anywhere on the line asks to type in it."""
        event.stop()
        self.post_message(Wanted(self, self.input.value))
