"""The store's file itself: read anew on request, and the line at which an event stands in it."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from msgspec import Struct

from iraq_tui.files import ReadRefused, read_regular
from iraq_tui.sources.caching import MakeCache
from iraq_tui.sources.open import Location, Opened, Reading, at_once, first_look, opening
from iraq_tui.sources.toml.blocks import finished
from iraq_tui.sources.toml.locate import locate
from iraq_tui.sources.toml.problem import StoreError
from iraq_tui.sources.toml.reader import parse

Stamp = tuple[int, int, int, int]


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

    @property
    def location(self) -> Location:
        """Where it is, and what belongs to it."""
        return Location(self.path, self.reports_folder, self.name)

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

        None where that cannot be told: the file cannot be read or is not TOML, or has no event of
        that id, or two. Raises nothing.
        """
        try:
            text, tables, _ = parse(read_regular(self.path), str(self.path))
        except (ReadRefused, StoreError):
            return None
        numbers = _numbers(tables, event_id)
        if len(numbers) != 1:
            return None
        path = ("events", numbers[0])
        return locate(text, {path[:1], path}).get(path)

    def stamp(self) -> Stamp | None:
        """What changes whenever the file does: device, inode, size, nanosecond of its last change.

        None where there is no such file now. Raises nothing.
        """
        try:
            found = self.path.stat()
        except (OSError, ValueError):
            return None
        return found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns


def _numbers(tables: Mapping[str, Any], event_id: str) -> list[int]:
    """The places of the events with an id; the tables are unchecked and may be anything."""
    events = tables.get("events")
    if not isinstance(events, list):
        return []
    return [
        number
        for number, event in enumerate(events)
        if isinstance(event, dict) and event.get("id") == event_id
    ]
