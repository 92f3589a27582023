"""The program's own folder, for what it keeps for a person between two starts."""

import os
import stat
from collections.abc import Mapping
from pathlib import Path

from iraq_tui.files import WriteRefused, write_new

_FOLDER = "iraq-tui"
_PRIVATE = 0o700


def own_folder(environment: Mapping[str, str]) -> Path | None:
    """``$XDG_STATE_HOME/iraq-tui``, or the same under ``~/.local/state``; nothing is made.

    None where neither is known. A relative ``$XDG_STATE_HOME`` counts as unset, as the XDG Base
    Directory Specification has it.
    """
    state = Path(environment.get("XDG_STATE_HOME", ""))
    if state.is_absolute():
        return state / _FOLDER
    home = home_folder(environment)
    return home / ".local" / "state" / _FOLDER if home else None


def write_own(folder: Path, name: str, text: str) -> Path:
    """Put a text into a file of the folder, whole or not at all, in the place of the one before.

    The folder is made for the person alone (0700). Raises WriteRefused, also where the folder is a
    symbolic link or somebody else's.
    """
    _make_private(folder)
    return write_new(folder / name, text.encode(errors="backslashreplace"), force=True)


def as_written(path: Path, home: Path | None) -> str:
    """A path as people write it, "~" for the home folder; not gated."""
    if home is not None and path.is_relative_to(home):
        return f"~/{path.relative_to(home)}"
    return str(path)


def home_folder(environment: Mapping[str, str]) -> Path | None:
    """``$HOME``; none where it names no folder."""
    home = Path(environment.get("HOME", ""))
    return home if home.is_absolute() else None


def _make_private(folder: Path) -> None:
    """Make the folder and those it lies in; only the last one need be a person's own."""
    missing = [one for one in (folder, *folder.parents) if not os.path.lexists(one)]
    try:
        for one in reversed(missing):
            one.mkdir(_PRIVATE, exist_ok=True)
        found = folder.lstat()
    except OSError as error:
        why = (error.strerror or "it cannot be made").lower()
        raise WriteRefused(folder, why, "set XDG_STATE_HOME to another folder") from error
    if not stat.S_ISDIR(found.st_mode):
        raise WriteRefused(folder, "it is a link or a file, not a folder", "move it away")
    if found.st_uid != os.geteuid():
        mend = "set XDG_STATE_HOME to a folder of your own"
        raise WriteRefused(folder, "it belongs to somebody else", mend)
