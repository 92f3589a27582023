"""From a location to a Catalogue, or every problem that keeps it from being one."""

from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from iraq_tui.files import read_regular
from iraq_tui.sources.memory import MemoryCatalogue
from iraq_tui.sources.toml.load import load
from iraq_tui.sources.toml.problem import Problem


class Opened(Struct, frozen=True):
    """A store ready to use."""

    catalogue: MemoryCatalogue
    problems: tuple[Problem, ...]
    """Warnings and notes."""


def open_store(path: Path, reports_folder: Path | None = None, *, name: str = "") -> Opened:
    """Open a store file. ``name`` is what commands call it by; nothing for the bundled one.

    Raises files.ReadRefused where the file cannot be read, and StoreError where its content
    cannot be used.
    """
    loaded = load(read_regular(path), str(path), path.parent, reports_folder)
    chronicle = replace(loaded.chronicle, name=name)
    catalogue = MemoryCatalogue(chronicle, loaded.passages, loaded.texts)
    return Opened(catalogue, loaded.problems)
