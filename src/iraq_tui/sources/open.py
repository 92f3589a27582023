"""From a location to a Catalogue, or every problem that keeps it from being one."""

from collections.abc import Callable, Generator
from hashlib import sha256
from pathlib import Path
from typing import TypeVar

from msgspec import Struct
from msgspec.structs import replace

from iraq_tui.domain.catalogue import Catalogue
from iraq_tui.domain.steps import finished
from iraq_tui.files import READ_LIMIT, read_regular
from iraq_tui.sources.caching import MakeCache
from iraq_tui.sources.memory import MemoryCatalogue
from iraq_tui.sources.toml.event_line import event_line
from iraq_tui.sources.toml.first import first_events
from iraq_tui.sources.toml.load import Loaded, loading
from iraq_tui.sources.toml.loaded import Earlier
from iraq_tui.sources.toml.problem import Problem

T = TypeVar("T")

_LARGER = "split it into smaller files, or allow more with --max-size"

FEW = 300
"""A store with fewer events is read faster than an index of it is opened."""
SMALL = 200_000
"""A store of fewer bytes has few events."""
_TO_READ = 0.6
"""The share that is done once a store has been read of which an index is to be made."""

Reading = Generator[float, None, "Opened"]
"""Gives the share that is done, from 0 to 1, every few milliseconds of work; returns the store."""


class Opened(Struct, frozen=True):
    """A store ready to use."""

    catalogue: Catalogue
    problems: tuple[Problem, ...]
    """Warnings and notes."""
    is_true: Callable[[], bool] | None = None
    """Whether what was opened says what the store says now; for a thread, it takes a while.

    None where that is certain.
    """


class Location(Struct, frozen=True):
    """Where a store is, and what belongs to it."""

    path: Path
    reports_folder: Path | None = None
    """The folder of the reports' texts, where one was named."""
    name: str = ""
    """What commands call the store by; nothing for the bundled one."""
    limit: int = READ_LIMIT
    """The most bytes that are read."""

    def read(self) -> bytes:
        """The store as it stands now. Raises files.ReadRefused."""
        return read_regular(self.path, self.limit, larger=_LARGER)


def open_store(
    path: Path,
    reports_folder: Path | None = None,
    *,
    name: str = "",
    caching: MakeCache | None = None,
    limit: int = READ_LIMIT,
) -> Opened:
    """Open a store file. ``name`` is what commands call it by; nothing for the bundled one.
    ``limit`` is the most bytes of it that are read.

    With a cache, a large store that was read before is not read again. Raises files.ReadRefused
    where the file cannot be read, and StoreError where its content cannot be used.
    """
    return finished(opening(Location(path, reports_folder, name, limit), caching))


def opening(location: Location, caching: MakeCache | None = None) -> Reading:
    """The same, step by step."""
    data = location.read()
    if caching is None or len(data) < SMALL:
        loaded = yield from _loading(location, data)
        return _in_memory(location, loaded)
    cache, digest = caching(), sha256(data).hexdigest()
    cache.remember(location.path, digest)
    if kept := cache.kept(location, digest):
        return kept
    earlier = cache.earlier(location)
    loaded = yield from _scaled(_loading(location, data, earlier), 0, _TO_READ)
    if earlier and not loaded.is_whole:
        renewing = cache.renewing(location, loaded, data, earlier)
        if renewed := (yield from _scaled(renewing, _TO_READ, 1)):
            return renewed
        loaded = yield from _scaled(_loading(location, data), 0, _TO_READ)
    opened = _in_memory(location, loaded)
    if len(loaded.chronicle.events) < FEW or loaded.blocks is None:
        return opened
    keeping = cache.keeping(location, opened.catalogue, loaded, data)
    kept = yield from _scaled(keeping, _TO_READ, 1)
    return kept or opened


def at_once(location: Location, caching: MakeCache | None) -> Opened | None:
    """A store that opens without a wait: a small one, or one that was read before.

    What is opened before it was read says whether it is true. Raises as ``open_store`` does.
    """
    if _size(location.path) < SMALL:
        return finished(opening(location, caching))
    return caching().at_once(location) if caching else None


def line_of(location: Location, caching: MakeCache | None, event_id: str) -> int | None:
    """The line of an event in the file as it stands now; none where there is no such, or two.

    In a large store that was read as it stands now, nothing is looked for. Raises
    files.ReadRefused, and StoreError for a file that is not TOML where it matters.
    """
    cache = caching() if caching and _size(location.path) >= SMALL else None
    line = cache.line_at_once(location, event_id) if cache else None
    if line is None:
        data = location.read()
        line = cache.line_of(location, sha256(data).hexdigest(), event_id) if cache else None
        line = line or event_line(data, str(location.path), event_id)
    return line


FIRST = 100
"""Events of a first look: more than a screenful."""


def first_look(location: Location) -> Opened | None:
    """The first events of a store's file, for as long as the rest is being read.

    None where they cannot be told from the rest. Raises files.ReadRefused.
    """
    data = location.read()
    chronicle = first_events(data, FIRST)
    if chronicle is None:
        return None
    return Opened(MemoryCatalogue(replace(chronicle, name=location.name)), ())


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except (OSError, ValueError):
        return 0  # reading it tells what is wrong


def _loading(
    location: Location, data: bytes, earlier: Earlier | None = None
) -> Generator[float, None, Loaded]:
    folder = location.path.parent
    return loading(data, str(location.path), folder, location.reports_folder, earlier)


def _in_memory(location: Location, loaded: Loaded) -> Opened:
    chronicle = replace(loaded.chronicle, name=location.name)
    return Opened(MemoryCatalogue(chronicle, loaded.passages, loaded.texts), loaded.problems)


def _scaled(
    steps: "Generator[float, None, T]", start: float, end: float
) -> "Generator[float, None, T]":
    """Steps from 0 to 1 as a part of longer work."""
    while True:
        try:
            share = next(steps)
        except StopIteration as done:
            result: T = done.value
            return result
        yield start + share * (end - start)
