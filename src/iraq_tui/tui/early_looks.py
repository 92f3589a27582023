"""The colours of the first picture, worked out beforehand for every theme of exact colours."""

from collections.abc import Mapping
from pathlib import Path

import msgspec

COLOURS = frozenset({"256color", "kitty"})
"""What the name of a terminal of 256 colours ends in."""
DEFAULT = "textual-dark"
FILE = Path(__file__).with_name("early_looks.json")

Looks = Mapping[str, str]
"""By role, and for the cursor's row: what is said to the terminal (ECMA-48's SGR)."""
Table = dict[str, dict[str, dict[str, str]]]
"""Looks by theme, and by "truecolor" or "256" colours."""


def looks_of(theme: str | None, colours: str | None) -> Looks | None:
    """The looks of a theme, Textual's own where none is named; none where they are not known."""
    if colours is None:
        return None
    try:
        table = msgspec.json.decode(FILE.read_bytes(), type=Table)
    except (OSError, msgspec.DecodeError):  # an installation without it starts without it, too
        return None
    return table.get(theme or DEFAULT, {}).get(colours)
