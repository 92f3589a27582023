"""What a store does not do to a real tmux: no title, no clipboard, no click on markup."""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(shutil.which("tmux") is None, reason="tmux is not installed"),
]

ATTACKS = ("OSC-0", "OSC-2", "OSC-52", "DCS-tmux", "C1-OSC", "ESC-reset", "markup-click")
PATIENCE = 30.0
OF_ANOTHER = ("COLUMNS", "LINES", "TMUX", "IRAQ_TUI_", "TEXTUAL", "NO_COLOR")
KEPT = {name: value for name, value in os.environ.items() if not name.startswith(OF_ANOTHER)}
"""The environment without what is said of the terminal that the tests run in."""


class Tmux:
    """A tmux of its own, with one pane."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._socket = folder / "tmux"

    def __call__(self, *words: str) -> str:
        """Run a tmux command; what it prints."""
        done = subprocess.run(
            ["tmux", "-S", self._socket, "-f", os.devnull, *words],
            capture_output=True,
            check=False,  # a look may come before there is anything to see
            text=True,
            cwd=self._folder,
            env={**KEPT, "XDG_STATE_HOME": str(self._folder / "state"), "LC_ALL": "C.UTF-8"},
        )
        return done.stdout

    def start(self, *words: str) -> None:
        """Begin with a program in the pane, and let programs write titles and the clipboard."""
        self("new-session", "-d", "-x", "160", "-y", "50", "sleep 1000")
        self("set-option", "-s", "set-clipboard", "on")
        self("set-option", "-g", "allow-passthrough", "on")
        self("set-option", "-g", "allow-rename", "on")
        self("select-pane", "-T", "untouched")
        self("respawn-pane", "-k", sys.executable, "-m", "iraq_tui", *words)

    @property
    def text(self) -> str:
        """What the pane shows."""
        return self("capture-pane", "-p")

    def wait_for(self, seen: str | Callable[[str], bool]) -> str:
        """Look until something shows."""
        shows = (lambda text: seen in text) if isinstance(seen, str) else seen
        end = time.monotonic() + PATIENCE
        while not shows(text := self.text):
            assert time.monotonic() < end, f"{seen} was never shown:\n{text}"
            time.sleep(0.02)
        return text

    @property
    def title(self) -> str:
        return self("display-message", "-p", "#{pane_title}|#{window_name}").strip()


@pytest.fixture
def tmux(tmp_path_factory) -> Iterator[Tmux]:
    if shutil.which("tmux") is None:
        pytest.skip("tmux is not installed")
    one = Tmux(tmp_path_factory.mktemp("tmux"))
    yield one
    one("kill-server")


def test_tmux_would_obey(tmux: Tmux):
    """Else what follows would prove nothing."""
    tmux.start()
    script = r"printf '\033]2;owned\007\033]52;c;b3duZWQ=\007ready'; sleep 1000"
    tmux("respawn-pane", "-k", script)
    tmux.wait_for("ready")
    assert tmux.title.startswith("owned|")
    assert tmux("show-buffer") == "owned"


def test_no_attack_of_a_store_works_in_tmux(tmux: Tmux, builder, payloads, tmp_path: Path):
    store = builder([payloads[name] for name in ATTACKS]).write(tmp_path)
    tmux.start(str(store.path), "--no-cache")
    tmux.wait_for("Enter compare")
    title = tmux.title
    assert title.startswith("untouched|")
    for keys, seen in (("Enter", "Enter claim"), ("M", "in questions"), ("q", "Enter claim")):
        tmux("send-keys", keys)
        tmux.wait_for(seen)
    rows = tmux.text.splitlines()
    # The title of the event in the timeline, where its markup would have the click quit.
    y, row = next((y, row) for y, row in enumerate(rows) if "4 Jul" in row)
    x = row.index("[@click=app.quit]x") + len("[@click=app.quit]")
    click = f"{x + 1};{y + 1}"
    tmux("send-keys", "-l", f"\x1b[<0;{click}M\x1b[<0;{click}m")
    tmux.wait_for("▌  ≠? 4 Jul")
    tmux.wait_for("#N06")
    assert tmux("list-buffers") == ""
    tmux("send-keys", "y")
    tmux.wait_for("copied 1 event")
    copied = (tmux._folder / "state" / "iraq-tui" / "copied.md").read_text("utf-8")
    assert tmux("show-buffer") == copied
    assert len(tmux("list-buffers").splitlines()) == 1
    assert tmux.title == title
    assert tmux("display-message", "-p", "#{pane_dead}").strip() == "0"
