"""What all tests share."""

import contextlib
import os
import re
import shutil
import signal
import subprocess
import sys
import termios
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


@pytest.fixture(scope="session")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of 20,000 small events, which takes its time to be read."""
    path = tmp_path_factory.mktemp("large") / "large.toml"
    made = ["benchmarks.chronicles", "--events", "20000", "--lean", "-o", str(path)]
    subprocess.run([sys.executable, "-m", *made], cwd=ROOT, check=True)
    return path


@pytest.fixture
def ferry(tmp_path: Path) -> Callable[..., MemoryCatalogue]:
    """An invented affair, told by two reports, with the texts of those that are named."""
    here = Path(__file__).parent / "ferry"

    def opened(*texts: str) -> MemoryCatalogue:
        for name in ("ferry.toml", *(f"{text}.txt" for text in texts)):
            shutil.copy(here / name, tmp_path)
        return open_store(tmp_path / "ferry.toml").catalogue

    return opened


# --- how editors save -----------------------------------------------------------------------------


def in_place(path: Path, text: str) -> None:
    """nano and many others: the file is empty for a moment."""
    path.write_text(text, "utf-8")


def put_over(path: Path, text: str) -> None:
    """VS Code on some systems, gedit, sed -i: another file takes the name at once."""
    beside = path.with_suffix(".saving")
    beside.write_text(text, "utf-8")
    beside.replace(path)


def with_backup(path: Path, text: str) -> None:
    """vim and emacs: the file becomes the backup, and for a moment there is none."""
    if path.exists():
        path.replace(path.with_suffix(".toml~"))
    path.write_text(text, "utf-8")


def anew(path: Path, text: str) -> None:
    """Removed, made again, and written piece by piece."""
    path.unlink(missing_ok=True)
    with path.open("w", encoding="utf-8") as file:
        for start in range(0, len(text), 500):
            file.write(text[start : start + 500])
            file.flush()


@pytest.fixture(scope="session")
def ways_to_save() -> dict[str, Callable[[Path, str], None]]:
    """Ways in which editors save a text, by name."""
    return {
        "in place": in_place,
        "put over": put_over,
        "with a backup": with_backup,
        "anew, piece by piece": anew,
    }


# --- the explorer in a terminal -----------------------------------------------------------------


PATIENCE = 30.0
"""Seconds to wait for something to show; a loaded machine is slow, a broken program is slower."""


_CONTROL = re.compile(
    rb"\x1b\[(?:\?(?P<modes>[\d;]+)(?P<way>[hl])|(?P<kitty>[<>])\d*u|(?P<ink>[\d;:]*)m)"
)
_USUAL = {25, 7}
"""Modes that are on before a program begins: the cursor shows, long lines wrap."""
_ALTERNATE = 1049
_IN_BAND = b"\x1b[?2048h"
_OTHER_SCREEN = b"\x1b[?1049h"
_QUESTIONS = {
    b"\x1b[?2026$p": b"\x1b[?2026;2$y",
    b"\x1b[?2048$p": b"\x1b[?2048;2$y",
}
"""What a new terminal answers: it knows updates in one piece, and sizes told in band."""


def traces(raw: bytes) -> list[str]:
    """What a program that wrote this leaves on its terminal that was not so before it."""
    modes, keyboards, screen, ink = set(_USUAL), {False: 0, True: 0}, False, b""
    for found in _CONTROL.finditer(raw):
        if found["modes"]:
            numbers = {int(one) for one in found["modes"].split(b";")}
            modes = modes | numbers if found["way"] == b"h" else modes - numbers
            screen = _ALTERNATE in modes
        elif found["kitty"]:  # each of the two screens of a terminal has its own
            keyboards[screen] = max(0, keyboards[screen] + (1 if found["kitty"] == b">" else -1))
        else:
            ink = found["ink"]
    left = [f"mode {one} is {'on' if one in modes else 'off'}" for one in sorted(modes ^ _USUAL)]
    if any(keyboards.values()):
        left.append(f"the keyboard's protocol is changed: {keyboards}")
    if ink.strip(b"0;"):
        left.append(f"text stays in the colours {ink.decode()}")
    return left


def attributes(line: int) -> list:
    """How a terminal is set."""
    return termios.tcgetattr(line)


IDLE = 0.05
"""The most of a processor that something idle may use."""


def processor_time(pid: int) -> float:
    """Seconds that a process has worked so far."""
    tasks = Path(f"/proc/{pid}/task")
    total = 0
    for task in tasks.iterdir():
        with contextlib.suppress(OSError):  # a thread may have ended
            total += int((task / "schedstat").read_text().split()[0])
    return total / 1e9


def _fresh() -> list:
    """How a terminal is set that nobody has used."""
    near, far = os.openpty()
    try:
        return attributes(near)
    finally:
        os.close(near)
        os.close(far)


AT_HOME = "? help"
"""What the key line has while nothing is open."""
SCREENS = {
    "explorer": ("", AT_HOME, ""),
    "filter": ("/talk", "Enter keep", "\x1b"),
    "date": ("t2014", "Enter go   Esc restore", "\x1b"),
    "palette": (":talk", "14 found", "\x1b"),
    "help": ("?", "every key and sign", "\x1b"),
    "problems": ("!", "notes in", "\x1b"),
    "export": ("x", "Enter write", "\x1b"),
    "claim": ("d\r\r", "J K claim", "q\x1b"),
    "reading": ("R", "Tab other", "\x1b"),
    "matrix": ("M", "Tab table", "\x1b"),
    "summary": ("S", "Enter event", "\x1b"),
    "axis": ("z", "+ - zoom", "z"),
}
"""How each is opened from the explorer, what shows on it alone, and how it is left."""


class Terminal:
    """A terminal with the explorer in it: what is typed goes in, what is drawn is kept."""

    SCREENS = SCREENS

    def __init__(
        self,
        *words: str,
        cwd: Path,
        size: tuple[int, int] = (50, 160),
        answers: bool = False,
        shell: str = 'exec "$@"',
        **environment: str,
    ) -> None:
        self._answers = answers
        self._settings: list | None = None
        self._screen = pyte.Screen(size[1], size[0])
        self._stream = pyte.ByteStream(self._screen)
        self.raw = b""
        ours = ("IRAQ_TUI_", "COLUMNS", "LINES", "NO_COLOR", "TEXTUAL")
        kept = {k: v for k, v in os.environ.items() if not k.startswith(ours)}
        self.child = pexpect.spawn(
            "/bin/sh",
            ["-c", shell, "sh", sys.executable, "-m", "iraq_tui", *words],
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
        # That it has ended is waited for below. The pause before each key stays: what comes right
        # after an Esc is Alt with that key, here as in any terminal.
        self.child.ptyproc.delayafterclose = 0

    def type(self, keys: str | bytes) -> None:
        """Press keys."""
        self.child.send(keys)

    def open(self, name: str) -> None:
        """Go from the explorer to a screen, a dialogue or a line."""
        keys, seen, _ = SCREENS[name]
        self.wait_for(AT_HOME)
        self.type(keys)
        self.wait_for(seen)

    def leave(self, name: str) -> None:
        """Go back."""
        _, seen, keys = SCREENS[name]
        self.type(keys)
        if name != "explorer":
            self.wait_for(lambda text: AT_HOME in text and seen not in text)

    def go_home(self) -> None:
        """Leave whatever is open."""
        end = time.monotonic() + PATIENCE
        while AT_HOME not in self.text:
            assert time.monotonic() < end, self.text
            self.type("\x1b")
            self.read_for(0.3)

    def until(self, seen: bytes, start: int = 0) -> None:
        """Read until it has written something, from a place in all that it wrote on."""
        self.wait_for(lambda _: seen in self.raw[start:])

    def read_for(self, seconds: float) -> None:
        """Take what it writes in the next seconds."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            self._read(end - time.monotonic())

    def share(self, seconds: float = 0.5) -> float:
        """Which share of a processor it uses in the next seconds."""
        before = processor_time(self.child.pid)
        began = time.monotonic()
        self.read_for(seconds)
        return (processor_time(self.child.pid) - before) / (time.monotonic() - began)

    def comes_to_rest(self) -> bool:
        """Whether it uses next to nothing of a processor before patience ends."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            if self.share() < IDLE:
                return True
        return False

    @property
    def threads(self) -> int:
        """How many it has."""
        return len([*Path(f"/proc/{self.child.pid}/task").iterdir()])

    @property
    def files(self) -> int:
        """How many it has open."""
        return len([*Path(f"/proc/{self.child.pid}/fd").iterdir()])

    def signal(self, sign: signal.Signals, *, group: bool = False) -> None:
        """Send a signal to the program, or to all programs of the terminal as its keys do."""
        (os.killpg if group else os.kill)(self.child.pid, sign)

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

    def _read(self, seconds: float = 0.05) -> None:
        try:
            data = self.child.read_nonblocking(65536, timeout=max(seconds, 0))
        except pexpect.TIMEOUT:
            return
        except pexpect.EOF:
            pytest.fail(f"the program ended:\n{self.text}")
        self.raw += data
        # What opens the other screen clears it, too, which pyte does not know.
        self._stream.feed(data.replace(_OTHER_SCREEN, b"\x1b[2J"))
        if self._answers:
            for question, answer in _QUESTIONS.items():
                self.child.send(answer * data.count(question))
            if _IN_BAND in data:
                self._tell_size()

    def resize(self, rows: int, columns: int) -> None:
        """Give the terminal another size."""
        self._screen.resize(rows, columns)
        self.child.setwinsize(rows, columns)
        if "mode 2048 is on" in traces(self.raw):
            self._tell_size()

    def _tell_size(self) -> None:
        """As a terminal does that was asked to: at once, and whenever it changes."""
        rows, columns = self.child.getwinsize()
        self.child.send(f"\x1b[48;{rows};{columns};{rows * 16};{columns * 8}t")

    def end(self) -> int:
        """Wait for the program to end; its exit code."""
        self.raw += self.child.read()
        with contextlib.suppress(termios.error):
            self._settings = attributes(self.child.child_fd)
        end = time.monotonic() + PATIENCE
        while self.child.isalive() and time.monotonic() < end:
            time.sleep(0.001)
        self.child.close()
        if self.child.signalstatus is not None:
            return 128 + self.child.signalstatus
        return self.child.exitstatus

    def kill(self) -> None:
        """End the program whatever it does."""
        if self.child.isalive():
            os.kill(self.child.pid, signal.SIGKILL)
            self.child.wait()
        self.child.close()

    def shows(self, name: str) -> bool:
        """Whether a screen is there."""
        return SCREENS[name][1] in self.text

    def left_so_far(self) -> list[str]:
        """What is not as it was before it began, while it waits in the background, say."""
        changed = [] if attributes(self.child.child_fd) == _fresh() else ["the settings"]
        return traces(self.raw) + changed

    def left(self) -> list[str]:
        """What is not as it was before, once the program has ended: nothing if all is well."""
        changed = [] if self._settings == _fresh() else ["the settings"]
        return traces(self.raw) + changed


@pytest.fixture
def terminal(tmp_path: Path) -> Iterator[Callable[..., Terminal]]:
    started: list[Terminal] = []

    def start(*words: str, **how) -> Terminal:
        started.append(Terminal(*words, **{"cwd": tmp_path, **how}))
        return started[-1]

    yield start
    for one in started:
        one.kill()
