"""What every screen and pane is given at its making."""

from collections.abc import Iterable

from msgspec import Struct

from iraq_tui.sources.toml.problem import Problem, Severity
from iraq_tui.tui.keymap import DEFAULT, Keymap, key_words
from iraq_tui.tui.paint.glyphs import UNICODE, Glyphs


class Kit(Struct, frozen=True):
    """How the program draws, and which keys are in force."""

    glyphs: Glyphs = UNICODE
    keymap: Keymap = DEFAULT

    def key(self, command: str) -> str:
        """The first key of a command, by its id, as people read it; empty where it has none."""
        keys = self.keymap.keys[command]
        return key_words(keys[0], ascii_only=self.glyphs.is_ascii) if keys else ""

    def warned(self, problems: Iterable[Problem]) -> str:
        """What to say of the warnings among some problems; nothing where there are none."""
        count = sum(one.severity is Severity.WARNING for one in problems)
        if not count:
            return ""
        key = self.key("problems")
        return f"1 warning: {key} shows it" if count == 1 else f"{count} warnings: {key} shows them"
