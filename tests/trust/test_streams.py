"""Standard streams that are closed, piped or nothing; terminals and locales of any kind."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

PROGRAM = [sys.executable, "-m", "iraq_tui"]
CLOSED, NOWHERE, PIPED, FULL = "closed", "nowhere", "piped", "full"
NEEDS_TERMINAL = b"exploring needs a terminal"


def environment(**more: str) -> dict[str, str]:
    kept = {k: v for k, v in os.environ.items() if not k.startswith("IRAQ_TUI_")}
    return {**kept, **more}


def run(words: Sequence[str], number: int, how: str, folder: Path) -> subprocess.CompletedProcess:
    """Run with one of the three streams in some way, by a shell, which can close it."""
    what = {CLOSED: "&-", NOWHERE: "/dev/null", PIPED: "", FULL: "/dev/full"}[how]
    way = f"{number}{'<' if number == 0 else '>'}{what}" if what else ""
    shell = ["sh", "-c", f'exec "$@" {way}', "sh", *PROGRAM, *words]
    return subprocess.run(
        shell, cwd=folder, env=environment(), capture_output=True, check=False,
        stdin=subprocess.PIPE if how == PIPED else subprocess.DEVNULL, timeout=60,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("words", "number", "how", "code"),
    [
        (["list"], 0, CLOSED, 0),
        (["list"], 1, CLOSED, 2),
        (["list"], 2, CLOSED, 0),
        (["summary"], 1, NOWHERE, 0),
        (["check"], 1, CLOSED, 2),
        (["export"], 0, CLOSED, 0),
        (["export", "-o", "out.md"], 1, CLOSED, 0),
        (["export", "-o", "out.md"], 2, CLOSED, 0),
        (["--help"], 1, CLOSED, 2),
        (["--version"], 2, CLOSED, 0),
        (["show", "no-such-event"], 2, CLOSED, 2),
        (["show", "no-such-event"], 2, FULL, 2),
        (["show", "no-such-event"], 1, CLOSED, 2),
        ([], 0, CLOSED, 2),
        ([], 1, CLOSED, 2),
        ([], 2, CLOSED, 2),
        ([], 0, NOWHERE, 2),
        ([], 0, PIPED, 2),
    ],
)
def test_a_command_ends_well_whatever_stream_is_missing(tmp_path, words, number, how, code):
    """A command whose output nobody could get has failed; what it writes to a file is whole."""
    done = run(words, number, how, tmp_path)
    assert done.returncode == code
    assert b"Traceback" not in done.stderr
    assert b"Exception ignored" not in done.stderr
    if code and number != 2:
        assert done.stderr.startswith(b"iraq-tui: ")
        assert done.stderr.count(b"\n") == 1
    if "-o" in words:
        assert (tmp_path / "out.md").read_text("utf-8").startswith("# The winding down")


def test_what_is_said_never_gets_into_a_file_that_took_the_number_of_a_closed_stream(tmp_path):
    """The next file opened has the lowest number that is free: 2, say."""
    done = subprocess.run(
        ["sh", "-c", 'exec "$@" 2>&- <&- >&-', "sh", *PROGRAM, "export", "-o", "out.md"],
        cwd=tmp_path, env=environment(), check=False, timeout=60,
    )  # fmt: skip
    assert done.returncode == 0
    assert b"wrote 28 events" not in (tmp_path / "out.md").read_bytes()


@pytest.mark.slow
@pytest.mark.parametrize("number", [0, 1, 2])
def test_the_explorer_draws_nothing_where_a_stream_is_no_terminal(terminal, number: int):
    """In a terminal, but one stream goes elsewhere."""
    way = "<" if number == 0 else ">"
    words = f'exec "$@" {number}{way}/dev/null'
    screen = terminal(shell=words)
    assert screen.end() == 2
    assert b"\x1b" not in screen.raw
    if number != 2:
        assert NEEDS_TERMINAL in screen.raw


@pytest.mark.slow
@pytest.mark.parametrize(
    "more",
    [
        {"TERM": "linux"},
        {"TERM": "no-such-terminal"},
        {"TERM": ""},
        {"LC_ALL": "C", "LANG": "", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
        {"LANG": "", "LC_ALL": "", "LC_CTYPE": "", "PYTHONCOERCECLOCALE": "0", "TERM": "vt100"},
    ],
    ids=["linux", "unknown", "none", "C", "old"],
)
def test_the_explorer_shows_in_any_terminal_and_locale(terminal, more: dict[str, str]):
    screen = terminal(**more)
    screen.wait_for("≠")
    screen.open("filter")
    screen.type("ж")
    screen.wait_for("talkж")
    screen.type("\x11")
    assert screen.end() == 0
    assert screen.left() == []


@pytest.mark.slow
def test_a_dumb_terminal_is_told_what_to_do_instead(terminal):
    screen = terminal(TERM="dumb")
    assert screen.end() == 2
    assert NEEDS_TERMINAL in screen.raw
    assert b"\x1b" not in screen.raw


# --- commands interrupted -------------------------------------------------------------------------


def waits(pid: int, seen: Callable[[Path], bool]) -> None:
    """Wait until something holds of a process, as /proc has it."""
    end = time.monotonic() + 30
    while not seen(Path(f"/proc/{pid}")):
        assert time.monotonic() < end
        time.sleep(0.002)


def loaded(library: str) -> Callable[[Path], bool]:
    """Whether a process has begun to load something."""
    return lambda process: library in (process / "maps").read_text()


@pytest.mark.slow
@pytest.mark.skipif(not Path("/proc/self/maps").exists(), reason="it looks into /proc")
@pytest.mark.parametrize("sign", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
@pytest.mark.parametrize(
    ("words", "stage"),
    [(["list"], "msgspec"), (["export", "-o", "out.md"], "tomli")],
    ids=["loading", "reading"],
)
def test_a_command_that_is_interrupted_says_nothing_and_leaves_nothing(
    many: Path, tmp_path: Path, words, stage: str, sign: signal.Signals
):
    home = tmp_path / "here"
    home.mkdir()
    process = subprocess.Popen(
        [*PROGRAM, str(many), *words], cwd=home, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        env=environment(XDG_CACHE_HOME=str(tmp_path / "cache")),
    )  # fmt: skip
    waits(process.pid, loaded(stage))
    process.send_signal(sign)
    out, err = process.communicate(timeout=60)
    # While it loads nothing is to be cleaned up: the signal ends it as it ends any program.
    assert process.returncode in (128 + sign, -sign)
    assert (out, err) == (b"", b"")
    assert list(home.iterdir()) == []
