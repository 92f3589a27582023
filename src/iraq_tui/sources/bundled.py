"""The chronicle that ships with the program: the wheel's copy, or the checkout's."""

from pathlib import Path

STORE = "events.toml"
SCHEMA = "events.schema.json"


def bundled_path() -> Path:
    """Where the bundled store is. Raises FileNotFoundError for a broken installation."""
    return _data_file(STORE)


def schema_path() -> Path:
    """Where the JSON Schema of the store format is. Raises FileNotFoundError likewise."""
    return _data_file(SCHEMA)


def _data_file(name: str) -> Path:
    here = Path(__file__).resolve()
    packed = here.parents[1] / "data" / name
    if packed.is_file():
        return packed
    # An editable install has no copy inside the package: the checkout's own file is the one.
    checkout = here.parents[3]
    found = checkout / "data" / name
    if found.is_file() and (checkout / "pyproject.toml").is_file():
        return found
    raise FileNotFoundError(f"{name} is not part of this installation; install iraq-tui again")
