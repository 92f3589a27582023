"""The store's file itself: read anew on request, and the line at which an event stands in it."""

from collections.abc import Iterable, Mapping
from pathlib import Path

from msgspec import Struct

from iraq_tui.domain.records import Report
from iraq_tui.domain.steps import finished
from iraq_tui.files import READ_LIMIT, ReadRefused
from iraq_tui.sources.caching import MakeCache
from iraq_tui.sources.open import (
    Location,
    Opened,
    Reading,
    at_once,
    first_look,
    line_of,
    opening,
)
from iraq_tui.sources.toml.anchors import text_paths
from iraq_tui.sources.toml.problem import StoreError

Stamp = tuple[int, int, int, int, int]
"""What changes whenever a file does: device, inode, size, nanoseconds of the last change of what is
in it, and of anything about it, as of who may read it."""
Stamps = Mapping[Path, Stamp | None]
"""Those of some files; none for one that is not there, or where that cannot be told."""


class StoreFile(Struct, frozen=True):
    """Where a store comes from. Nothing of its content is kept."""

    path: Path
    reports_folder: Path | None = None
    """The folder of the reports' texts, where one was named."""
    name: str = ""
    """What commands call the store by; nothing for the bundled one."""
    bundled: bool = False
    """Whether it is the chronicle that ships with the program, and not for editing."""
    caching: MakeCache | None = None
    """Makes the cache that a large store is kept in; none where nothing is to be kept."""
    limit: int = READ_LIMIT
    """The most bytes of it that are read."""

    @property
    def location(self) -> Location:
        """Where it is, and what belongs to it."""
        return Location(self.path, self.reports_folder, self.name, self.limit)

    def open(self) -> Opened:
        """Read the store as it stands now.

        Raises files.ReadRefused where the file cannot be read, and StoreError where its content
        cannot be used.
        """
        return finished(self.reading())

    def reading(self) -> Reading:
        """Read the store as it stands now, step by step; each gives the share that is done.

        Returns the store. Raises as ``open`` does.
        """
        return opening(self.location, self.caching)

    def at_once(self) -> Opened | None:
        """The store without a wait: if it is small, or was read before. Raises as ``open`` does.

        What is opened before it was read says whether it is true.
        """
        return at_once(self.location, self.caching)

    def first_look(self) -> Opened | None:
        """The first events of the file, for as long as the rest is being read.

        None where they cannot be told from the rest. Raises ReadRefused.
        """
        return first_look(self.location)

    def line_of(self, event_id: str) -> int | None:
        """The line, from 1, where the ``[[events]]`` table with this id begins in the file as it
        stands now.

        None where that cannot be told: the file cannot be read, has no event of that id, or two, or
        is not TOML where that event stands. Raises nothing.
        """
        try:
            return line_of(self.location, self.caching, event_id)
        except (ReadRefused, StoreError):
            return None

    def stamp(self) -> Stamp | None:
        """That of the store's file as it is now. Raises nothing."""
        return _stamp(self.path)

    def stamps(self, reports: Iterable[Report]) -> Stamps:
        """Those of the store's file and of all that may be the text of one of its reports."""
        folder = self.path.parent
        texts = (
            path for report in reports for path in text_paths(report, folder, self.reports_folder)
        )
        return {path: _stamp(path) for path in (self.path, *texts)}


def _stamp(path: Path) -> Stamp | None:
    try:
        found = path.stat()
    except (OSError, ValueError):
        return None
    changes = found.st_mtime_ns, found.st_ctime_ns
    return found.st_dev, found.st_ino, found.st_size, *changes
