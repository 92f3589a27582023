"""The export: where to write, what will be written, and what came of it."""

from collections.abc import Sequence
from pathlib import Path

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.widget import Widget
from textual.widgets import Input

from iraq_tui.tui.commands import Where
from iraq_tui.tui.keymap import key_line
from iraq_tui.tui.keys import bind
from iraq_tui.tui.kit import Kit
from iraq_tui.tui.paint.line import Line, Role, blank, shown
from iraq_tui.tui.saving import Save, Saved
from iraq_tui.tui.screens.dialogue import Dialogue
from iraq_tui.tui.widgets.bars import KeyLine, Rule, TooSmall
from iraq_tui.tui.widgets.prompt import Label, Notice, Typed
from iraq_tui.tui.widgets.sheets import Sheets
from iraq_tui.tui.widgets.told import KeysMayCome

_MOST = 5000
"""Lines that the preview shows at most."""


class Preview(Sheets):
    """The text that will be written, line by line as it is; of a long one the beginning."""

    def __init__(self, text: str, kit: Kit) -> None:
        super().__init__(kit, id="preview")
        *self._text, rest = text.split("\n", _MOST)
        if rest:
            self._text.append(f"{kit.glyphs.ellipsis} and {rest.count(chr(10))} lines more")

    def make(self, _width: int) -> tuple[Sequence[Line], Sequence[range]]:
        """One line for each of the text's; long ones are cut here, never in the file."""
        return [(blank(1), shown(line)) for line in self._text], ()


class Export(Dialogue[Path | None]):
    """Asks for a path and writes a text there; gives the path, or none if nothing was written."""

    def __init__(self, what: str, path: str, text: str, save: Save, kit: Kit) -> None:
        super().__init__(kit)
        bind(self, kit.keymap, Where.EXPORT)
        self._what, self._path, self._text = what, path, text
        self._save = save
        self._in_preview = False

    def compose(self) -> ComposeResult:
        """Title, path, preview, what went wrong, keys."""
        with Vertical(id="export"):
            yield Label(f"Export {self._what} as Markdown", Role.STRONG)
            with Horizontal(id="path-line"):
                yield Label("to")
                yield Typed(self._path, id="path")
            yield Notice()
            yield Rule(self.kit.glyphs)
            yield Preview(self._text, self.kit)
            yield KeyLine(self.kit.glyphs)
        yield TooSmall(self.kit.glyphs)

    def on_mount(self) -> None:
        """The path can be typed at once, in the place of the one proposed."""
        self._show_keys()
        self._to_path()
        self.query_one("#path", Typed).select_all()

    def _show_keys(self, *, exists: bool = False) -> None:
        without = () if exists else ("overwrite",)
        self.query_one(KeyLine).show(key_line(self.kit.keymap, Where.EXPORT, without=without))

    @property
    def home(self) -> Widget:
        """The path, or the preview while that is read."""
        return self.query_one(Preview if self._in_preview else Typed)

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Remember where the focus is, for after the terminal was too small."""
        self._in_preview = isinstance(event.widget, Preview)

    def _to_path(self) -> None:
        path = self.query_one("#path", Typed)
        self.set_focus(path, scroll_visible=False)
        path.cursor_position = len(path.value)

    @on(Input.Changed)
    def _retyped(self) -> None:
        self.query_one(Notice).show("", Role.MUTED)
        self._show_keys()

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        # The text as it was at Enter: more may have been typed since.
        self._wrote(self._save(event.value, self._text, False))

    def action_write(self) -> None:
        """Write, if nothing is there yet."""
        self._wrote(self._save(self.query_one("#path", Typed).value, self._text, False))

    def action_overwrite(self) -> None:
        """Write, also over a file that is there."""
        self._wrote(self._save(self.query_one("#path", Typed).value, self._text, True))

    def action_next_field(self) -> None:
        """To the preview, or back to the path."""
        preview = self.query_one(Preview)
        if preview.has_focus:
            self._to_path()
        else:
            self.set_focus(preview, scroll_visible=False)

    def action_cancel(self) -> None:
        """Close without writing."""
        self.leave()

    def _wrote(self, saved: Saved) -> None:
        if saved.path is not None:
            self.leave(saved.path)
            return
        self.app.post_message(KeysMayCome())
        problem = saved.problem
        if saved.exists:
            problem += f"; {self.kit.key('overwrite')} overwrites it"
            self._show_keys(exists=True)
        self.query_one(Notice).show(problem, Role.CONFLICT)
