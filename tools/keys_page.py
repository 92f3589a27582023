"""Write the tables of keys in docs/keys.md and README.md anew from the declared commands.

``python tools/keys_page.py`` from anywhere, or ``make keys``; a test fails when they are stale.
"""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from iraq_tui.tui.commands import COMMANDS, Command, Where, commands
from iraq_tui.tui.keymap import DEFAULT, key_words

ROOT = Path(__file__).resolve().parents[1]
_BETWEEN = re.compile(r"(?<=<!-- keys -->\n).*?(?=<!-- /keys -->)", re.DOTALL)
_EVERYDAY = (Where.TIMELINE, Where.PANE, Where.EXPLORER, Where.APP)


def pages(root: Path = ROOT) -> Mapping[Path, str]:
    """Each page with its tables as they should be."""
    tables = {root / "docs" / "keys.md": every_key(), root / "README.md": everyday_keys()}
    return {page: _filled(page, table) for page, table in tables.items()}


def every_key() -> str:
    """A table for each place where commands work."""
    parts = []
    for where in Where:
        rows = [f"| {_keys(one)} | `{one.id}` | {one.about} |" for one in commands(where)]
        head = ["| key | command | what it does |", "| --- | --- | --- |"]
        parts.append("\n".join([f"### {where}", "", *head, *rows, ""]))
    return "\n" + "\n".join(parts) + "\n"


def everyday_keys() -> str:
    """What the key line of the explorer offers, in its order."""
    ranked = sorted((one for one in commands(*_EVERYDAY) if one.rank), key=lambda one: one.rank)
    rows = [f"| {' '.join(_first(one))} | {_about(one)} |" for one in ranked]
    return "\n".join(["| key | what it does |", "| --- | --- |", *rows, ""])


def _keys(command: Command) -> str:
    return " ".join(f"`{key_words(key)}`" for key in DEFAULT.keys[command.id])


def _with_partner(command: Command) -> Iterator[Command]:
    yield command
    yield from (one for one in COMMANDS if one.partner == command.id)


def _first(command: Command) -> Iterator[str]:
    for one in _with_partner(command):
        yield f"`{key_words(DEFAULT.keys[one.id][0])}`"


def _about(command: Command) -> str:
    abouts = [one.about for one in _with_partner(command)]
    last = abouts[-1].removeprefix("previous ")
    if abouts == [f"next {last}", f"previous {last}"]:
        return f"next, previous {last}"
    return ", ".join(abouts)


def _filled(page: Path, table: str) -> str:
    text, count = _BETWEEN.subn(lambda _: table, page.read_text("utf-8"))
    if count != 1:
        message = f"{page.name} needs one <!-- keys --> and <!-- /keys --> after it"
        raise SystemExit(message)
    return text


if __name__ == "__main__":
    for page, text in pages().items():
        page.write_text(text, "utf-8")
