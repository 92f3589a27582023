"""The key line: keys of a person's own pass the gate, too."""

from iraq_tui.tui.keymap import Item
from iraq_tui.tui.paint.keyline import key_line
from iraq_tui.tui.paint.line import text_of


def test_a_key_that_shows_nothing_is_named():
    assert text_of(key_line([Item("\u2800", "export", "export")], 40)).strip() == "<U+2800> export"
