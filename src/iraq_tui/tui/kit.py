"""What every screen and pane is given at its making."""

from dataclasses import dataclass

from iraq_tui.tui.keymap import DEFAULT, Keymap, key_words
from iraq_tui.tui.paint.glyphs import UNICODE, Glyphs


@dataclass(frozen=True, slots=True)
class Kit:
    """How the program draws, and which keys are in force."""

    glyphs: Glyphs = UNICODE
    keymap: Keymap = DEFAULT

    def key(self, command: str) -> str:
        """The first key of a command, by its id, as people read it; empty where it has none."""
        keys = self.keymap.keys[command]
        return key_words(keys[0], ascii_only=self.glyphs.is_ascii) if keys else ""
