"""The explorer in a real pseudo-terminal: started, typed at, read, left."""

import base64
import fcntl
import os
import pty
import re
import signal
import struct
import sys
import termios
import time
from pathlib import Path

import pytest

from iraq_tui.sources.bundled import bundled_path

pytestmark = pytest.mark.slow

PATIENCE = 30.0


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
    assert screen.left() == []


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


def ends(pid: int) -> bool:
    """Whether a child ends before patience does."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if os.waitpid(pid, os.WNOHANG)[0]:
            return True
        time.sleep(0.02)
    os.kill(pid, signal.SIGKILL)
    os.waitpid(pid, 0)
    return False


@pytest.mark.parametrize("ignores", [False, True])
@pytest.mark.parametrize("seen", [b"", b"\x1b[?1049h", b"\x1b[?1004h", b"\x1b[?2026$p", b"help"])
def test_when_the_terminal_is_gone_so_is_the_explorer(tmp_path: Path, seen: bytes, ignores: bool):
    """At any time of a start, and also where somebody asked to ignore the signal of it."""
    pid, line = pty.fork()
    if not pid:
        signal.signal(signal.SIGHUP, signal.SIG_IGN if ignores else signal.SIG_DFL)
        os.environ.update(TERM="xterm-256color", XDG_CONFIG_HOME=str(tmp_path))
        os.execv(sys.executable, [sys.executable, "-m", "iraq_tui"])
    fcntl.ioctl(line, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 120, 0, 0))
    told = b""
    while seen not in told:
        told += os.read(line, 65536)
    os.close(line)
    assert ends(pid)


EDITOR = """\
#!/bin/sh
# An editor that is called as: editor +LINE FILE. It notes how, and puts the next text in.
echo "$@" >> called
mv next "$2"
"""


@pytest.fixture
def own_store(tmp_path: Path) -> Path:
    """A copy of the bundled chronicle to edit."""
    store = tmp_path / "own.toml"
    store.write_bytes(bundled_path().read_bytes())
    editor = tmp_path / "nano"
    editor.write_text(EDITOR)
    editor.chmod(0o755)
    return store


def test_an_event_is_edited_and_a_broken_store_keeps_the_last_good_one(
    terminal, own_store: Path, tmp_path: Path
):
    good = own_store.read_text("utf-8")
    title = "The invasion of Iraq"
    screen = terminal("own.toml", VISUAL=str(tmp_path / "nano"))
    screen.wait_for("28 events")
    screen.type(" ")
    screen.wait_for("1 selected")
    screen.type("k")
    (tmp_path / "next").write_text(good.replace(title, "An edited title"), "utf-8")
    screen.type("e")
    screen.wait_for("An edited title")
    screen.wait_for("1 selected")
    line = int((tmp_path / "called").read_text().split()[0].removeprefix("+"))
    assert good.splitlines()[line - 1].strip() == "[[events]]"
    assert title in "".join(good.splitlines()[line - 1 : line + 4])

    (tmp_path / "next").write_text(good.replace("[[events]]", "[[evens]]"), "utf-8")
    screen.type("e")
    screen.wait_for("! problems")
    assert "An edited title" in screen.text
    screen.type("!")
    screen.wait_for("evens")
    screen.type("\x1b")
    screen.wait_for(" problems")
    own_store.write_text(good, "utf-8")  # it is followed
    screen.wait_for(lambda text: title in text and "problem" not in text)
    screen.type("q")
    assert screen.end() == 0
    assert screen.raw.count(b"\x1b[?1049h") == screen.raw.count(b"\x1b[?1049l")


def test_a_tour_of_what_opens_over_the_explorer(terminal, tmp_path: Path):
    screen = terminal()
    screen.wait_for("28 events")
    screen.type(":судані")
    screen.wait_for("Muhammad Shia al-Sudani")
    screen.type("\r")
    screen.wait_for("actor:al-sudani")
    screen.type("\x1b")
    screen.wait_for(lambda text: "actor:al-sudani" not in text)
    screen.type("t15 червня 2014\r")
    screen.wait_for("2014-06-15")
    screen.type("\r")
    screen.wait_for("Enter claim")
    screen.type("\r")
    screen.wait_for("--reports")
    screen.wait_for(lambda text: "Esc close" in text and "Enter claim" not in text)
    screen.type("\x1b")
    screen.wait_for("Enter claim")
    screen.type("t1999\r")
    screen.wait_for("no event in 1999")
    screen.type("y")
    screen.wait_for("copied 1 event")
    copied = next((tmp_path / "state").rglob("*.md")).read_text("utf-8")
    sent = re.search(rb"\x1b\]52;c;([^\x07\x1b]*)", screen.raw)
    assert base64.b64decode(sent[1]).decode() == copied
    assert "## The invasion of Iraq" in copied
    screen.type("R")
    screen.wait_for(lambda text: text.count("its text is not at hand") == 2)
    screen.wait_for("The invasion of Iraq · 2003")
    screen.type("jd")
    screen.wait_for("The US presence in Iraq · from 2003")
    screen.type("\r")
    screen.wait_for(lambda text: "not at hand" not in text and "28 events" in text)
    screen.type("gz")
    screen.wait_for(lambda text: "2005" in text and "2015" in text and "━→" in text)
    screen.type("+++")
    screen.wait_for(lambda text: "Jul" in text and "2015" not in text)
    screen.type("0LLf")
    screen.wait_for("folded")
    screen.type("zM")
    screen.wait_for("it alone")  # the numbers are there
    screen.type("\tjjj\r")
    screen.wait_for("between:uk,ru:disagree")
    screen.type("\x1b")
    screen.wait_for(lambda text: "between:" not in text)
    screen.type("S")
    screen.wait_for("Reports by reports, in questions")
    screen.type("q")
    screen.wait_for("Enter compare")
    screen.type("q")
    assert screen.end() == 0


@pytest.mark.parametrize(
    ("down", "out"), [("о", "й"), ("\x1b[1086;1u", "\x1b[1081;5u")], ids=["plain", "kitty"]
)
def test_a_cyrillic_layout_walks_and_leaves(terminal, down: str, out: str):
    """Plain letters, and the key codes of the Kitty protocol: there ctrl+й is ctrl+q."""
    screen = terminal()
    screen.wait_for("28 events")
    screen.type(down)
    screen.wait_for("Has the presence been unbroken since 2003?")
    screen.type(out)
    assert screen.end() == 0


def test_keys_of_a_persons_own_are_in_force(terminal, tmp_path: Path):
    folder = tmp_path / "config" / "iraq-tui"
    folder.mkdir(parents=True)
    (folder / "config.toml").write_text('[keys]\nnext-differ = "n"\n')
    screen = terminal()
    screen.wait_for("n D disagree")
    screen.type("n")
    screen.wait_for("self-contradiction")
    screen.type("q")
    assert screen.end() == 0


def test_a_config_that_makes_no_sense_is_told_before_the_screen_opens(terminal, tmp_path: Path):
    (tmp_path / "keys.toml").write_text('[keys]\nnext-difer = "n"\nfilter = "x"\n')
    screen = terminal("--config", "keys.toml")
    assert screen.end() == 2
    assert b"keys.toml:2: error:" in screen.raw
    assert b"next-differ" in screen.raw
    assert b"keys.toml:3: error:" in screen.raw
    assert b"\x1b[?1049h" not in screen.raw


def test_a_theme_that_there_is_not_is_told_with_the_file_that_asks_for_it(terminal, tmp_path: Path):
    (tmp_path / "looks.toml").write_text('theme = "nope"\n')
    screen = terminal("--config", "looks.toml")
    assert screen.end() == 2
    assert b"looks.toml: theme: there is no theme nope; there are " in screen.raw
    assert b"\x1b[?1049h" not in screen.raw


def test_what_showed_before_a_resize_in_the_background_is_gone(terminal):
    """Stopped, resized and brought back: nothing of the old size may stay."""
    screen = terminal(size=(30, 100))
    screen.wait_for("28 events")
    screen.type("d")
    screen.wait_for("self-contradiction")
    screen.type("\x1a")  # ctrl+z
    screen.wait_for(lambda _: b"\x1b[?1049l" in screen.raw)
    _, status = os.waitpid(screen.child.pid, os.WUNTRACED)
    assert os.WIFSTOPPED(status)
    screen.resize(20, 60)
    screen.child.kill(signal.SIGCONT)
    screen.wait_for(lambda text: "28 events" in text.splitlines()[0])
    screen.type("j")
    before = screen.wait_for("▌  ·  2011")
    written = len(screen.raw)
    screen.type("\x0c")  # ctrl+l writes everything, the key line last
    assert screen.wait_for(lambda _: b"quit" in screen.raw[written:]) == before
    screen.type("q")
    assert screen.end() == 0


def test_a_storm_of_sizes_leaves_it_whole(terminal):
    screen = terminal()
    screen.wait_for("28 events")
    for rows, columns in ((1, 1), (100, 300), (3, 200), (10, 40), (50, 2), (24, 80), (12, 40)):
        screen.resize(rows, columns)
        screen.type("j")
    screen.resize(50, 160)
    screen.wait_for("28 events")
    screen.wait_for("Actors")
    screen.type("q")
    assert screen.end() == 0


def test_a_broken_store_is_listed_and_not_opened(terminal, tmp_path: Path):
    (tmp_path / "broken.toml").write_text('schema = 1\ntitel = "T"\n')
    screen = terminal("broken.toml")
    assert screen.end() == 1
    assert b"broken.toml:2: error:" in screen.raw
    assert b"\x1b[?1049h" not in screen.raw
