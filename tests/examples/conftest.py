"""The example that uses every feature of the store format, as it is written and as it is read."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from iraq_tui.domain.records import Chronicle, Claim
from iraq_tui.sources.open import open_store

Table = dict[str, Any]


@pytest.fixture(scope="session")
def example(root: Path) -> Path:
    """The store of the example."""
    return root / "examples" / "stork-bridge" / "stork-bridge.toml"


@pytest.fixture(scope="session")
def written(example: Path) -> Table:
    """The store as TOML has it."""
    return tomllib.loads(example.read_text("utf-8"))


@pytest.fixture(scope="session")
def chronicle(example: Path) -> Chronicle:
    """The store as the program reads it."""
    return open_store(example).catalogue.chronicle


@pytest.fixture(scope="session")
def claims(chronicle: Chronicle) -> list[Claim]:
    """All claims of the example."""
    return [claim for event in chronicle.events for claim in event.claims]
