"""The file beside the clipboard.

A terminal takes a copied text by OSC 52 only if it allows that, and never says whether it did. So
the text also goes into a file, and what is said after a copy names it.
"""

from collections.abc import Mapping
from pathlib import Path

from msgspec import Struct

from iraq_tui.files import WriteRefused
from iraq_tui.own_folder import as_written, home_folder, own_folder, write_own
from iraq_tui.text.counts import count_of
from iraq_tui.text.safe import SafeLine, safe_line

MOST_BYTES = 74_000
"""Bytes of UTF-8 above which a copy may be lost: many terminals drop an OSC 52 sequence of over
100,000 bytes, which is 75,000 bytes as base64."""

_FILE = "copied.md"
_NO_HOME = "the home folder is not known; set XDG_STATE_HOME to a folder"


class Kept(Struct, frozen=True):
    """What came of keeping a copy in a file."""

    path: Path | None = None
    """The file; none if it was not written."""
    shown: str = ""
    """The file as people write it, "~" for the home folder; not gated."""
    problem: str = ""
    """Why there is none, and how to mend it; not gated. Empty also in secure mode."""


class CopyFile(Struct, frozen=True):
    """Where copies are kept."""

    path: Path | None
    """The file; none where there is no place for it."""
    home: Path | None = None
    """The home folder, to be shown as "~"."""
    secure: bool = False
    """Write nothing."""

    @classmethod
    def from_environment(
        cls, environment: Mapping[str, str], *, secure: bool = False
    ) -> "CopyFile":
        """The place that an environment asks for; nothing is read or made."""
        return cls(copied_path(environment), home_folder(environment), secure=secure)

    def keep(self, text: str) -> Kept:
        """Put a gated text into the file, whole or not at all, in the place of the one before.

        The folder is made for the person alone (0700). Nothing is written through a symbolic link,
        or into a folder of somebody else's. Raises nothing.
        """
        if self.secure:
            return Kept()
        if self.path is None:
            return Kept(problem=_NO_HOME)
        try:
            path = write_own(self.path.parent, self.path.name, text)
        except WriteRefused as refused:
            return Kept(problem=str(refused))
        return Kept(path, as_written(self.path, self.home))


def copied_path(environment: Mapping[str, str]) -> Path | None:
    """``copied.md`` in the program's own folder; none where that is not known."""
    folder = own_folder(environment)
    return folder / _FILE if folder else None


def said(events: int, text: str, kept: Kept) -> SafeLine:
    """What to say after a copy of so many events, gated: what is most needed comes first."""
    what = f"copied {count_of(events, 'event')}"
    size = len(text.encode())
    if size <= MOST_BYTES:
        return safe_line(what + _beside(kept))
    what += f" ({size // 1000} kB, more than many terminals take)"
    if kept.path is not None:
        return safe_line(f"{what}: all of it is in {kept.shown}")
    return safe_line(f"{what}{_beside(kept)}; an export writes all of it")


def _beside(kept: Kept) -> str:
    if kept.path is not None:
        return f"; also in {kept.shown}"
    return f"; no file beside it: {kept.problem}" if kept.problem else "; no file in secure mode"
