"""What all tests share."""

import os
import shutil
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pexpect
import pyte
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


# --- the explorer in a terminal -----------------------------------------------------------------


PATIENCE = 30.0
"""Seconds to wait for something to show; a loaded machine is slow, a broken program is slower."""


class Terminal:
    """A terminal with the explorer in it: what is typed goes in, what is drawn is kept."""

    def __init__(
        self, *words: str, cwd: Path, size: tuple[int, int] = (50, 160), **environment: str
    ) -> None:
        self._screen = pyte.Screen(size[1], size[0])
        self._stream = pyte.ByteStream(self._screen)
        self.raw = b""
        ours = ("IRAQ_TUI_", "COLUMNS", "LINES", "NO_COLOR", "TEXTUAL")
        kept = {k: v for k, v in os.environ.items() if not k.startswith(ours)}
        self.child = pexpect.spawn(
            sys.executable,
            ["-m", "iraq_tui", *words],
            dimensions=size,
            cwd=cwd,
            env={
                **kept,
                "TERM": "xterm-256color",
                "XDG_CONFIG_HOME": str(cwd / "config"),
                "XDG_STATE_HOME": str(cwd / "state"),
                **environment,
            },
            timeout=PATIENCE,
        )

    def type(self, keys: str) -> None:
        """Press keys."""
        self.child.send(keys)

    @property
    def text(self) -> str:
        """What can be read on the screen now."""
        return "\n".join(line.rstrip() for line in self._screen.display)

    def wait_for(self, seen: str | Callable[[str], bool]) -> str:
        """Read the screen until it shows something; fails with the screen if it never does."""
        shows = (lambda text: seen in text) if isinstance(seen, str) else seen
        end = time.monotonic() + PATIENCE
        while not shows(self.text):
            if time.monotonic() > end:
                pytest.fail(f"{seen} was never shown:\n{self.text}")
            self._read()
        return self.text

    def _read(self) -> None:
        try:
            data = self.child.read_nonblocking(65536, timeout=0.2)
        except pexpect.TIMEOUT:
            return
        except pexpect.EOF:
            pytest.fail(f"the program ended:\n{self.text}")
        self.raw += data
        self._stream.feed(data)

    def resize(self, rows: int, columns: int) -> None:
        """Give the terminal another size."""
        self._screen.resize(rows, columns)
        self.child.setwinsize(rows, columns)

    def end(self) -> int:
        """Wait for the program to end; its exit code."""
        self.raw += self.child.read()
        self.child.close()
        if self.child.signalstatus is not None:
            return 128 + self.child.signalstatus
        return self.child.exitstatus


@pytest.fixture
def terminal(tmp_path: Path) -> Iterator[Callable[..., Terminal]]:
    started: list[Terminal] = []

    def start(*words: str, **how) -> Terminal:
        started.append(Terminal(*words, cwd=tmp_path, **how))
        return started[-1]

    yield start
    for one in started:
        one.child.close(force=True)
