"""What all tests share."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import settings

from iraq_tui.sources.memory import MemoryCatalogue
from iraq_tui.sources.open import open_store

# A loaded machine is slow; that is no fault of the code.
settings.register_profile("quick", deadline=None, max_examples=50)
settings.register_profile("long", deadline=None, max_examples=2000)
settings.load_profile("long" if os.environ.get("IRAQ_TUI_LONG_TESTS") else "quick")

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="session")
def root() -> Path:
    """The checkout."""
    return ROOT


@pytest.fixture(scope="session")
def store() -> Path:
    """The bundled chronicle."""
    return ROOT / "data" / "events.toml"


@pytest.fixture(scope="session")
def reports_folder() -> Path:
    """The folder with the two reports' texts, which are not part of the project."""
    folder = os.environ.get("IRAQ_TUI_REPORTS")
    if not folder:
        pytest.skip("IRAQ_TUI_REPORTS names no folder with the reports' texts")
    path = Path(folder)
    return path if path.is_absolute() else (ROOT / path).resolve()


@pytest.fixture
def ferry(tmp_path: Path) -> Callable[..., MemoryCatalogue]:
    """An invented affair, told by two reports, with the texts of those that are named."""
    here = Path(__file__).parent / "ferry"

    def opened(*texts: str) -> MemoryCatalogue:
        for name in ("ferry.toml", *(f"{text}.txt" for text in texts)):
            shutil.copy(here / name, tmp_path)
        return open_store(tmp_path / "ferry.toml").catalogue

    return opened
