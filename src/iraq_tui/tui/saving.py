"""Writing what the explorer exports: the one place where it touches the disk."""

from collections.abc import Callable
from pathlib import Path

from msgspec import Struct

from iraq_tui.files import WriteRefused, write_new


class Saved(Struct, frozen=True):
    """What came of writing a file."""

    path: Path | None = None
    """Where it is; none if it was not written."""
    problem: str = ""
    """Why it was not, and how to mend it; not gated."""
    exists: bool = False
    """Whether overwriting would do it."""


Save = Callable[[str, str, bool], Saved]
"""(path as typed, text, whether to overwrite) -> what came of it."""


def save(path: str, text: str, overwrite: bool) -> Saved:
    """Write a text as UTF-8, whole or not at all. "~" stands for the home folder."""
    if not path.strip():
        return Saved(problem="no path is given; type one")
    try:
        target = Path(path.strip()).expanduser()
    except RuntimeError:
        return Saved(problem="the home folder is not known; write the path in full")
    try:
        return Saved(write_new(target, text.encode(), force=overwrite))
    except WriteRefused as refused:
        return Saved(problem=str(refused), exists=refused.exists)


def refuse(_path: str, _text: str, _overwrite: bool) -> Saved:
    """Write nothing: the secure mode."""
    return Saved(problem="nothing is written in secure mode (IRAQ_TUI_SECURE)")
