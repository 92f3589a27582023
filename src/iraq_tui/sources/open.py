"""From a location to a Catalogue, or every problem that keeps it from being one."""

from collections.abc import Callable, Generator
from hashlib import sha256
from pathlib import Path
from typing import TypeVar

from msgspec import Struct
from msgspec.structs import replace

from iraq_tui.domain.catalogue import Catalogue
from iraq_tui.files import READ_LIMIT, read_regular
from iraq_tui.sources.caching import MakeCache
from iraq_tui.sources.memory import MemoryCatalogue
from iraq_tui.sources.toml.blocks import finished
from iraq_tui.sources.toml.first import first_events
from iraq_tui.sources.toml.load import Loaded, loading
from iraq_tui.sources.toml.problem import Problem

T = TypeVar("T")

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


def open_store(
    path: Path,
    reports_folder: Path | None = None,
    *,
    name: str = "",
    caching: MakeCache | None = None,
) -> Opened:
    """Open a store file. ``name`` is what commands call it by; nothing for the bundled one.

    With a cache, a large store that was read before is not read again. Raises files.ReadRefused
    where the file cannot be read, and StoreError where its content cannot be used.
    """
    return finished(opening(Location(path, reports_folder, name), caching))


def opening(location: Location, caching: MakeCache | None = None) -> Reading:
    """The same, step by step."""
    data = read_regular(location.path, location.limit)
    if caching is None or len(data) < SMALL:
        loaded = yield from _loading(location, data)
        return _in_memory(location, loaded)
    cache, digest = caching(), sha256(data).hexdigest()
    cache.remember(location.path, digest)
    if kept := cache.kept(location, digest):
        return kept
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
    try:
        size = location.path.stat().st_size
    except (OSError, ValueError):
        size = 0  # reading it tells what is wrong
    if size < SMALL:
        return finished(opening(location, caching))
    return caching().at_once(location) if caching else None


FIRST = 100
"""Events of a first look: more than a screenful."""


def first_look(location: Location) -> Opened | None:
    """The first events of a store's file, for as long as the rest is being read.

    None where they cannot be told from the rest. Raises files.ReadRefused.
    """
    data = read_regular(location.path, location.limit)
    chronicle = first_events(data, FIRST)
    if chronicle is None:
        return None
    return Opened(MemoryCatalogue(replace(chronicle, name=location.name)), ())


def _loading(location: Location, data: bytes) -> Generator[float, None, Loaded]:
    return loading(data, str(location.path), location.path.parent, location.reports_folder)


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
