"""The scripts that complete the command line in a shell, as they travel with the program.

The files in ``completions/`` are shell scripts, each with a table between two marks. The table is
made from the parsers by ``completion_tables`` (``make completions``); the rest is written by hand.
"""

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

NAMES: Mapping[str, str] = MappingProxyType(
    {"bash": "iraq-tui.bash", "zsh": "_iraq-tui", "fish": "iraq-tui.fish"}
)
"""Each shell's script, under the name by which a shell or a packager knows it."""


def script(shell: str) -> str:
    """The script for a shell. Raises FileNotFoundError for a broken installation."""
    name = NAMES[shell]
    found = Path(__file__).parent / "completions" / name
    if not found.is_file():
        raise FileNotFoundError(f"{name} is not part of this installation; install iraq-tui again")
    return found.read_text("utf-8")
