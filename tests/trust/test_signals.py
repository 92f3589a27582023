"""Signals at any stage: the right exit code, and a terminal as it was."""

import os
import signal
import time
from collections.abc import Callable
from itertools import product
from pathlib import Path

import pytest

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="it looks into /proc"),
]

ENDS = [signal.SIGTERM, signal.SIGHUP, signal.SIGINT, signal.SIGQUIT]
PLACES = [
    "explorer", "filter", "date", "palette", "help", "problems", "export", "claim", "reading",
    "matrix", "summary", "axis",
]  # fmt: skip
TERM, HUP, INT, QUIT = ENDS
CASES = [
    ("explorer", TERM), ("filter", HUP), ("palette", INT), ("export", QUIT), ("reading", TERM),
    ("matrix", HUP),
]  # fmt: skip
STARTS = [b"\x1b[?1049h", b"\x1b[?1004h", b"\x1b[?2026$p"]
START_CASES = [(STARTS[0], TERM), (STARTS[0], QUIT), (STARTS[1], INT), (STARTS[2], HUP)]
LONG = bool(os.environ.get("IRAQ_TUI_LONG_TESTS"))
if LONG:
    CASES = list(product(PLACES, ENDS))
    START_CASES = list(product(STARTS, ENDS))


def is_stopped(pid: int) -> bool:
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return fields[0] == "T"


def stop(screen, sign: signal.Signals) -> None:
    screen.signal(sign)
    screen.wait_for(lambda _: is_stopped(screen.child.pid))


def wait(condition: Callable[[], bool], seconds: float = 30.0) -> None:
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.02)


@pytest.mark.parametrize(("place", "sign"), CASES)
def test_a_signal_ends_it_on_every_screen(terminal, place: str, sign: signal.Signals):
    screen = terminal(answers=True)
    screen.open(place)
    screen.signal(sign)
    assert screen.end() == 128 + sign
    assert screen.left() == []
    assert b"Traceback" not in screen.raw


@pytest.mark.parametrize(("seen", "sign"), START_CASES)
def test_a_signal_ends_it_at_any_time_of_a_start(terminal, seen: bytes, sign: signal.Signals):
    """While the first picture shows, and as soon as the toolkit touches the terminal."""
    screen = terminal()
    screen.until(seen)
    screen.signal(sign)
    assert screen.end() == 128 + sign
    assert screen.left() == []


def test_no_screen_is_lost_in_the_background(terminal):
    """Stopped and brought back on each: it shows again, and takes the terminal only once."""
    screen = terminal(answers=True)
    screen.open("explorer")
    threads = screen.threads
    for place in PLACES:
        screen.open(place)
        stop(screen, signal.SIGTSTP)
        screen.wait_for(lambda _: screen.left_so_far() == [])
        written = len(screen.raw)
        screen.signal(signal.SIGCONT)
        screen.until(b"\x1b[?1049h", written)
        screen.wait_for(lambda _, place=place: screen.shows(place))
        screen.leave(place)
        assert screen.threads == threads
    screen.type("q")
    assert screen.end() == 0
    assert screen.left() == []


def test_it_takes_the_terminal_once_though_it_was_not_told_of_the_stop(terminal):
    """SIGSTOP cannot be minded, and SIGCONT comes also to what runs."""
    screen = terminal()
    screen.open("explorer")
    threads = screen.threads
    for is_stopped_before in (False, True):
        if is_stopped_before:
            stop(screen, signal.SIGSTOP)
        written = len(screen.raw)
        screen.signal(signal.SIGCONT)
        screen.until(b"\x1b[?2026$p", written)
        screen.open("help")
        assert screen.threads == threads
        screen.leave("help")
    screen.type("q")
    assert screen.end() == 0
    assert screen.left() == []


def test_the_first_picture_comes_back_from_the_background(terminal):
    screen = terminal()
    screen.until(b"\x1b[?1049h")
    stop(screen, signal.SIGTSTP)
    screen.wait_for(lambda _: screen.left_so_far() == [])
    screen.signal(signal.SIGCONT)
    screen.open("help")
    screen.type("qq")
    assert screen.end() == 0
    assert screen.left() == []


# --- while an editor is open ----------------------------------------------------------------------

EDITOR = """\
#!/bin/sh
# An editor that waits, and notes each signal that it gets.
trap 'echo INT >> heard' INT
trap 'echo QUIT >> heard' QUIT
{traps}
echo $$ > editor
while [ ! -e done ]; do sleep 0.02; done
"""
MINDS_NOTHING = "trap 'echo TERM >> heard; exit 9' TERM\ntrap 'echo HUP >> heard; exit 9' HUP"


@pytest.fixture
def edited(terminal, store: Path, tmp_path: Path):
    """The explorer with an editor open."""

    def opened(traps: str = MINDS_NOTHING):
        (tmp_path / "own.toml").write_bytes(store.read_bytes())
        editor = tmp_path / "waits"
        editor.write_text(EDITOR.format(traps=traps))
        editor.chmod(0o755)
        screen = terminal("own.toml", VISUAL=str(editor))
        screen.open("explorer")
        screen.type("e")
        screen.wait_for(lambda _: (tmp_path / "editor").exists())
        return screen

    return opened


def heard(folder: Path) -> list[str]:
    file = folder / "heard"
    return file.read_text().split() if file.exists() else []


@pytest.mark.parametrize("sign", [signal.SIGINT, signal.SIGQUIT])
def test_what_is_typed_to_interrupt_the_editor_is_the_editors_alone(edited, tmp_path, sign):
    screen = edited()
    screen.signal(sign, group=True)
    screen.wait_for(lambda _: sign.name[3:] in heard(tmp_path))
    screen.wait_for(lambda _: screen.left_so_far() == [])  # it is the editor's still
    (tmp_path / "done").touch()
    screen.open("help")
    screen.type("qq")
    assert screen.end() == 0
    assert screen.left() == []


@pytest.mark.parametrize(("sign", "group"), [(TERM, True), (HUP, False)])
def test_asked_to_end_it_ends_with_its_editor(edited, tmp_path, sign, group: bool):
    """The editor has got the signal already, or it is handed on; never twice."""
    screen = edited()
    screen.signal(sign, group=group)
    assert screen.end() == 128 + sign
    assert screen.left() == []
    assert heard(tmp_path) == [sign.name[3:]]


def test_an_editor_goes_to_the_background_with_it(edited, tmp_path: Path):
    screen = edited()
    screen.signal(signal.SIGTSTP, group=True)
    screen.wait_for(lambda _: is_stopped(screen.child.pid))
    written = len(screen.raw)
    screen.signal(signal.SIGCONT, group=True)
    screen.wait_for(lambda _: not is_stopped(screen.child.pid))
    screen.read_for(0.1)
    assert b"\x1b[?1049h" not in screen.raw[written:]  # the terminal is the editor's
    (tmp_path / "done").touch()
    screen.open("help")
    screen.type("qq")
    assert screen.end() == 0
    assert screen.left() == []


# --- while there is work to do --------------------------------------------------------------------


@pytest.mark.parametrize("sign", [INT, HUP])
def test_it_ends_while_a_large_store_is_read(terminal, many: Path, sign: signal.Signals):
    screen = terminal(str(many), XDG_CACHE_HOME=str(many.parent / f"none-{sign}"))
    screen.wait_for(lambda text: "reading" in text or "%" in text)
    screen.signal(sign)
    began = time.monotonic()
    assert screen.end() == 128 + sign
    assert time.monotonic() - began < 10
    assert screen.left() == []


@pytest.mark.parametrize("keys", ["Ay", "AxG"] if LONG else ["AxG"])
def test_it_ends_while_many_events_are_made_markdown(terminal, many: Path, keys: str):
    screen = terminal(str(many))
    screen.wait_for(lambda text: "20000 events" in text and "help" in text)
    screen.type(keys)
    screen.signal(signal.SIGTERM)
    assert screen.end() == 128 + signal.SIGTERM
    assert screen.left() == []


def test_a_terminal_that_takes_nothing_does_not_hold_up_the_end(terminal):
    """Its connection hangs, say: what is written to it waits for ever."""
    screen = terminal(size=(100, 300))
    screen.open("explorer")
    for _ in range(12):
        screen.type("\x0c" * 10)  # ctrl+l: all is written anew, and nobody reads it
        time.sleep(0.1)
    screen.signal(signal.SIGTERM)
    wait(lambda: has_ended(screen.child.pid), 20)
    assert screen.end() == 128 + signal.SIGTERM


def has_ended(pid: int) -> bool:
    return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "Z"
