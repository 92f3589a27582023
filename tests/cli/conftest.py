"""Running the command line as a user does, in this process."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from msgspec import Struct

from iraq_tui.cli.main import main


class Outcome(Struct, frozen=True):
    """What a command gave."""

    code: int
    out: str
    err: str


@pytest.fixture
def run(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Callable[..., Outcome]:
    """Run iraq-tui with some words; no environment variable of the person's interferes."""
    for name in ("IRAQ_TUI_STORE", "IRAQ_TUI_REPORTS", "IRAQ_TUI_CONFIG", "NO_COLOR"):
        monkeypatch.delenv(name, raising=False)

    def run_(*words: str) -> Outcome:
        code = main(words)
        captured = capsys.readouterr()
        return Outcome(code, captured.out, captured.err)

    return run_


@pytest.fixture
def example(root: Path, tmp_path: Path) -> Callable[[str, str], Path]:
    """Write a named TOML example of a page of the docs to a file of its own."""

    def example_(page: str, name: str) -> Path:
        marked = rf"<!-- example: {re.escape(name)} -->\n```toml\n(.*?)```"
        found = re.search(marked, (root / page).read_text("utf-8"), re.DOTALL)
        assert found, f"{page} has no example {name}"
        path = tmp_path / name
        path.write_text(found[1], "utf-8")
        return path

    return example_


@pytest.fixture
def harbour(example: Callable[[str, str], Path]) -> Path:
    """The example of docs/store-format.md: an invented affair with three reports."""
    return example("docs/store-format.md", "harbour.toml")
