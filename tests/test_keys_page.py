"""The tables of keys in the docs are those of the declared commands."""

import runpy
from pathlib import Path

from iraq_tui.tui.commands import COMMANDS


def test_the_tables_of_keys_are_up_to_date(root: Path):
    tool = runpy.run_path(str(root / "tools" / "keys_page.py"))
    stale = [page.name for page, text in tool["pages"]().items() if page.read_text("utf-8") != text]
    assert stale == [], "run: make keys"


def test_every_command_is_in_the_docs(root: Path):
    page = (root / "docs" / "keys.md").read_text("utf-8")
    for command in COMMANDS:
        assert f"| `{command.id}` | {command.about} |" in page
