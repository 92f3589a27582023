"""The line over everything that says that the store cannot be used as it is."""

import pytest

from iraq_tui.sources.toml.problem import Problem
from iraq_tui.text.width import cells
from iraq_tui.tui.paint.banner import banner_line
from iraq_tui.tui.paint.glyphs import ASCII, UNICODE
from iraq_tui.tui.paint.line import text_of

TITLE = Problem("missing-key", "an event needs the key “title”", "add one", line=30)
KEY = Problem("unknown-key", "there is no key “idd”", "did you mean “id”?", line=7)
GONE = Problem("unreadable", "there is no such file or folder", "check the name")


@pytest.mark.parametrize(
    ("errors", "width", "shown"),
    [
        ((TITLE, KEY), 100, "  2 errors in the file: this is its last good state  line 7: there is "
         "no key “idd”          ! problems  "),
        ((TITLE,), 80, "  1 error in the file: this is its last good state                 "
         "! problems  "),
        ((TITLE,), 58, "  1 error in the file: last good state ! problems  "),
        ((TITLE,), 40, "  1 error in the file      ! problems  "),
        ((GONE,), 100, "  cannot be read: this is its last good state  there is no such file or "
         "folder           ! problems  "),
        ((GONE,), 40, "  cannot be read           ! problems  "),
    ],
)  # fmt: skip
def test_what_is_most_needed_has_room_first(errors, width, shown):
    line = text_of(banner_line(errors, "!", width, UNICODE))
    assert " ".join(line.split()) == " ".join(shown.split())
    assert cells(line) == width
    assert line.endswith(" ! problems  ")


@pytest.mark.parametrize("width", range(1, 200, 7))
def test_it_is_never_wider_than_the_terminal(width):
    hostile = Problem("x", "what \x1b]0;owned\x07 \u202e" * 20, "", line=3)
    for glyphs in (UNICODE, ASCII):
        line = text_of(banner_line((hostile,), "!", width, glyphs))
        assert cells(line) <= width
        assert "\x1b" not in line
