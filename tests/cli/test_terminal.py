"""The explorer in a real pseudo-terminal: started, typed at, read, left."""

import os
import signal
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pexpect
import pyte
import pytest

pytestmark = pytest.mark.slow

PATIENCE = 30.0
"""Seconds to wait for something to show; a loaded machine is slow, a broken program is slower."""


class Terminal:
    """A terminal with the explorer in it: what is typed goes in, what is drawn is kept."""

    def __init__(self, *words: str, size: tuple[int, int] = (50, 160), cwd: Path) -> None:
        self._screen = pyte.Screen(size[1], size[0])
        self._stream = pyte.ByteStream(self._screen)
        self.raw = b""
        ours = ("IRAQ_TUI_", "COLUMNS", "LINES")
        kept = {k: v for k, v in os.environ.items() if not k.startswith(ours)}
        self.child = pexpect.spawn(
            sys.executable,
            ["-m", "iraq_tui", *words],
            dimensions=size,
            cwd=cwd,
            env={**kept, "TERM": "xterm-256color", "NO_COLOR": ""},
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

    def start(*words: str, **how: tuple[int, int]) -> Terminal:
        started.append(Terminal(*words, cwd=tmp_path, **how))
        return started[-1]

    yield start
    for one in started:
        one.child.close(force=True)


def test_a_walk_from_start_to_export_and_out(terminal, tmp_path: Path):
    screen = terminal()
    screen.wait_for("The winding down of the US-led coalition in Iraq")
    screen.wait_for("28 events")
    screen.type("d")
    screen.wait_for("Has the presence been unbroken since 2003?")
    screen.wait_for("self-contradiction")
    screen.type(" ")
    screen.wait_for("1 selected")
    screen.type("/tag:talks\r")
    screen.wait_for(lambda text: "of 28 events" in text)
    screen.type("A")
    screen.wait_for(lambda text: "1 selected" not in text and " selected" in text)
    screen.type("x")
    screen.wait_for(".md")
    screen.type("\r")
    screen.wait_for(lambda _: any(tmp_path.glob("*.md")))
    (written,) = tmp_path.glob("*.md")
    assert written.read_text("utf-8").startswith("# The winding down")
    screen.type("\x1b")
    screen.type("?")
    screen.wait_for("Everywhere")
    screen.type("q")
    screen.wait_for(lambda text: "Everywhere" not in text)
    screen.type("q")
    assert screen.end() == 0
    assert b"\x1b[?1049l" in screen.raw
    assert b"\x1b[?25h" in screen.raw


@pytest.mark.parametrize("keys", ["q", "jjq", "/talks\rjq", "/no\r/\x15\rq", "?qq", "\x11"])
def test_keys_typed_before_the_first_frame_are_not_lost(terminal, keys: str):
    screen = terminal()
    screen.child.expect_exact("\x1b[?1049h")
    screen.type(keys)
    assert screen.end() == 0


@pytest.mark.parametrize("size", [(24, 80), (12, 40)])
def test_it_starts_and_leaves_on_small_terminals(terminal, size: tuple[int, int]):
    screen = terminal(size=size)
    screen.wait_for("The winding down")
    screen.type("G")
    screen.wait_for("First round")
    screen.type("q")
    assert screen.end() == 0


@pytest.mark.parametrize("sign", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_leaves_the_terminal_as_it_was(terminal, sign: signal.Signals):
    screen = terminal()
    screen.wait_for("28 events")
    os.kill(screen.child.pid, sign)
    assert screen.end() == 128 + sign
    assert b"\x1b[?1049l" in screen.raw


def test_a_broken_store_is_listed_and_not_opened(terminal, tmp_path: Path):
    (tmp_path / "broken.toml").write_text('schema = 1\ntitel = "T"\n')
    screen = terminal("broken.toml")
    assert screen.end() == 1
    assert b"broken.toml:2: error:" in screen.raw
    assert b"\x1b[?1049h" not in screen.raw
