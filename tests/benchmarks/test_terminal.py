"""What is measured by: programs in pseudo-terminals, and what their screens show when."""

import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from benchmarks import filtering
from benchmarks.filtering import COUNTED, ECHO, HITS, filter_line
from benchmarks.keys import END, TIMELINE, measure, moves
from benchmarks.peers import EXPLORER, panes, shows_count, titles_shown
from benchmarks.picture import Area, Picture, Watched
from benchmarks.results import Results
from benchmarks.start import seen_before, starting, whole
from benchmarks.terminal import Answerer, LateError, Output, Terminal
from benchmarks.workplace import BUNDLED, Workplace

SIZE = (10, 40)
MEASURE = (sys.executable, "-m", "benchmarks")
PLAIN = {"PATH": os.environ["PATH"], "TERM": "xterm-256color", "LC_ALL": "C.UTF-8"}
ON_EACH_KEY = """\
import os, termios, tty
tty.setraw(0)
os.write(1, b"ready")
while (key := os.read(0, 1)) != b"q":
    {}
"""
Start = Callable[..., Terminal]


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start]:
    started: list[Terminal] = []

    def begin(*command: str, kind: type[Terminal] = Terminal) -> Terminal:
        started.append(kind(command, environment=PLAIN, folder=tmp_path, size=SIZE))
        return started[-1]

    yield begin
    for one in started:
        one.kill()


def scripted(on_key: str) -> tuple[str, ...]:
    """A program that does something for each key, and ends with q."""
    return sys.executable, "-c", ON_EACH_KEY.format(on_key)


def regex(text: str) -> re.Pattern[bytes]:
    return re.compile(text.encode())


# --- waiting --------------------------------------------------------------------------------------


def test_content_is_found_where_it_comes_in_pieces(start: Start):
    terminal = start(*scripted("os.write(1, b'con' if key == b'1' else b'tent')"))
    terminal.wait_for(regex("ready"))
    terminal.type(b"1")
    terminal.wait_for(regex("con"))
    typed = terminal.type(b"2")
    assert terminal.wait_for(regex("content")) > typed > terminal.started


def test_what_never_comes_is_not_waited_for(start: Start):
    terminal = start("cat")
    with pytest.raises(LateError, match="content"):
        terminal.wait_for(regex("content"), patience=0.1)


def test_a_program_that_ends_is_not_waited_for(start: Start):
    terminal = start("echo", "goodbye")
    with pytest.raises(LateError, match=r"ended.*goodbye"):
        terminal.wait_for(regex("content"))


def test_a_program_that_is_not_there_says_so(start: Start):
    with pytest.raises(LateError, match="no-such-program"):
        start("no-such-program").wait_for(regex("content"))


def test_a_key_that_paints_nothing_is_not_waited_for_long(start: Start):
    terminal = start(*scripted("pass"))
    terminal.wait_for(regex("ready"))
    assert terminal.press(b"j", patience=0.1)[1] == []


def test_a_key_that_ends_the_program_is_no_measurement(start: Start):
    terminal = start(*scripted("pass"))
    terminal.wait_for(regex("ready"))
    with pytest.raises(LateError, match="ended"):
        terminal.press(b"q")


def test_output_without_end_is_not_waited_for(start: Start):
    with pytest.raises(LateError, match="never quiet"):
        start("yes").settle(quiet=30, patience=0.2)


def test_a_program_that_is_silent_but_busy_is_waited_for(start: Start):
    class Busy(Terminal):
        """Seems to work for three more looks."""

        looks = 0

        def cpu(self) -> float:
            self.looks += 1
            return 1000.0 * min(self.looks, 6)

    terminal = start("cat", kind=Busy)
    terminal.settle(quiet=0.01)
    assert terminal.looks > 6


def test_a_press_takes_what_came_of_it_and_nothing_from_before(start: Start):
    terminal = start(*scripted("os.write(1, b'[' + key + b']')"))
    terminal.wait_for(regex("ready"))
    at, came = terminal.press(b"j")
    assert b"".join(one.data for one in came) == b"[j]"
    assert all(one.at >= at for one in came)
    assert b"".join(one.data for one in terminal.take()) == b"ready"


# --- the program's surroundings -------------------------------------------------------------------


def test_the_program_has_the_size_and_the_environment_it_is_given(start: Start):
    terminal = start("sh", "-c", "stty size; env; tty <&1; echo end")
    terminal.wait_for(regex("end"))
    told = b"".join(one.data for one in terminal.take()).decode()
    assert "10 40" in told
    assert "/dev/" in told
    names = set(re.findall(r"^(\w+)=", told, re.MULTILINE))
    assert names - {"PWD", "OLDPWD", "SHLVL", "_"} == set(PLAIN)


def test_the_explorers_environment_has_none_of_the_persons_settings(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("IRAQ_TUI_STORE", "/other.toml")
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    environment = Workplace(tmp_path).environment()
    assert not {"IRAQ_TUI_STORE", "NO_COLOR", "PYTHONDONTWRITEBYTECODE"} & set(environment)
    places = [path for name, path in environment.items() if name.startswith(("XDG_", "HOME"))]
    assert len(places) == 5
    assert all(Path(path).is_relative_to(tmp_path) for path in places)


def test_leaving_tells_how_it_ended(start: Start):
    terminal = start(*scripted("os.write(1, key)"))
    terminal.wait_for(regex("ready"))
    assert terminal.leave(b"q") == 0


def test_what_does_not_leave_is_not_waited_for(start: Start):
    terminal = start(*scripted("pass"))
    terminal.wait_for(regex("ready"))
    with pytest.raises(LateError, match="does not end"):
        terminal.leave(b"x", patience=0.1)


def test_a_program_and_what_it_started_are_gone_after_use(start: Start):
    with start("sh", "-c", "sleep 1000 & echo pid $! end; wait") as terminal:
        terminal.wait_for(regex("end"))
        other = int(b"".join(one.data for one in terminal.take()).split()[1])
        own = terminal.pid
    for pid in (own, other):
        _gone(pid)


def _gone(pid: int) -> None:
    end = time.monotonic() + 30
    while time.monotonic() < end:
        try:
            state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
        except OSError:
            return
        if state == "Z":  # dead; whoever took it over has not looked yet
            return
        time.sleep(0.01)
    pytest.fail(f"{pid} still runs")


@pytest.mark.skipif(not Path("/proc/self/smaps_rollup").exists(), reason="the system does not tell")
def test_what_a_program_holds_and_uses_is_told(start: Start):
    terminal = start(*scripted("sum(range(10**7)); os.write(1, key)"))
    terminal.wait_for(regex("ready"))
    memory = terminal.memory()
    assert memory
    assert memory.resident >= memory.proportional >= memory.anonymous > 1
    before = terminal.cpu()
    terminal.press(b"j")
    assert terminal.cpu() > before


# --- questions ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("asked", "answered"),
    [
        (b"\x1b[?2026$p", b"\x1b[?2026;2$y"),
        (b"\x1b[?2048$p", b"\x1b[?2048;0$y"),
        (b"\x1b[c", b"\x1b[?62;22c"),
        (b"\x1b[0c", b"\x1b[?62;22c"),
        (b"\x1b[>c", b"\x1b[>0;0;0c"),
        (b"\x1b[6n", b"\x1b[1;1R"),
        (b"\x1b]11;?\x07", b"\x1b]11;rgb:0000/0000/0000\x1b\\"),
        (b"text \x1b[1;31m more \x1b[?2026h \x1b[6nX", b"\x1b[1;1R"),
        (b"plain \x1b[2J \x1b]0;a title\x07", b""),
    ],
)
def test_a_question_is_answered_also_where_it_comes_in_pieces(asked: bytes, answered: bytes):
    assert Answerer().answer(asked) == answered
    for cut in range(len(asked)):
        answerer = Answerer()
        assert answerer.answer(asked[:cut]) + answerer.answer(asked[cut:]) == answered


def test_a_program_gets_its_answer(start: Start):
    asking = "os.write(1, b'\\x1b[6n'); os.write(1, b'told ' + os.read(0, 20)[2:] + b' end')"
    terminal = start(*scripted(asking))
    terminal.wait_for(regex("ready"))
    terminal.type(b"x")
    terminal.wait_for(regex("told 1;1R end"))


# --- pictures -------------------------------------------------------------------------------------

TOP, BOTTOM = Area(0, 2, 0, 40), Area(8, 10, 0, 40)


def replayed(*pieces: bytes):
    """When the top and the bottom changed, the pieces having come at 1, 2, 3 …"""
    picture = Picture(SIZE)
    outputs = [Output(float(at), data) for at, data in enumerate(pieces, 1)]
    changes = picture.replay(outputs, {"top": TOP, "bottom": BOTTOM})
    return {name: (one.first, one.last) if one else None for name, one in changes.items()}


def test_each_part_of_the_screen_has_its_own_times():
    assert replayed(b"\x1b[1;1Ha", b"\x1b[9;1Hb", b"\x1b[1;2Hc", b"\x1b[5;1Hx") == {
        "top": (1, 3),
        "bottom": (2, 2),
    }


def test_a_part_that_looks_as_before_has_not_changed():
    assert replayed(b"\x1b[1;1Ha", b"\x1b[1;1H ", b"\x1b[9;1H ") == {"top": None, "bottom": None}


def test_colours_count_as_looks():
    assert replayed(b"\x1b[1;1H\x1b[7m \x1b[m")["top"] == (1, 1)


def test_a_synchronized_update_shows_when_it_is_over():
    frame = (b"\x1b[?2026h\x1b[1;1H", b"a", b"b\x1b[?2026l", b"\x1b[9;1Hx")
    assert replayed(*frame) == {"top": (3, 3), "bottom": (4, 4)}


def test_a_letter_cut_in_two_is_whole():
    picture = Picture(SIZE)
    for piece in (b"\xd0", b"\x96\x1b[", b"2;1Hx"):
        picture.feed(piece)
    assert picture.lines[:2] == ["Ж", "x"]


def test_half_of_a_wide_character_is_no_hindrance():
    picture = Picture(SIZE)
    picture.feed("汉字 end\r\n汉字".encode() + b"\x1b[2;1H!")
    assert picture.lines[0] == "汉 字  end"
    assert picture.lines[1][0] == "!"
    assert picture.words(Area(0, 1, 0, 8)) == ["汉字 end"]


def test_what_ncurses_uses_of_an_xterm_is_understood():
    picture = Picture(SIZE)
    picture.feed(b"one\x1b[2;1Htwo\x1b[3;1H-\x1b[4b")
    assert picture.lines[:3] == ["one", "two", "-----"]
    picture.feed(b"\x1b[1S")
    assert picture.lines[:3] == ["two", "-----", ""]
    picture.feed(b"\x1b[2T")
    assert picture.lines[:4] == ["", "", "two", "-----"]


def test_a_key_is_seen_where_it_shows(start: Start):
    terminal = start(*scripted(r"os.write(1, b'\x1b[1;1H' + key); os.write(1, b'\x1b[9;1H' + key)"))
    watched = Watched(terminal, SIZE)
    watched.wait_for(lambda text: "ready" in text)
    changes, outputs = watched.press(
        b"j", {"top": TOP, "bottom": BOTTOM, "else": Area(4, 6, 0, 40)}
    )
    assert 0 < changes["top"].first <= changes["bottom"].first
    assert changes["else"] is None
    assert sum(len(one.data) for one in outputs) == 14
    assert watched.picture.lines[8] == "j"


# --- the explorer's screen ------------------------------------------------------------------------

SCREEN = """\
  Made-up affairs                       12 of 1000 events
  1980 ----

   Actors      │   1984                     ▐│  Panel
               │▌ ·  1984   A fine title…uk ▐│  A fine title
  All of them  │  ·  1985   Another title uk │  Words
               │  ·  1986   Third one, yes  ▐│  1│2
               │                             │
  filter harb                                                         12 of 1000

  Enter keep
"""


@pytest.fixture
def screen() -> Picture:
    picture = Picture((11, 80))
    picture.feed(SCREEN.replace("\n", "\r\n").rstrip().encode())
    return picture


def test_the_explorers_panes_are_found(screen: Picture):
    found = panes(screen)
    assert (found["timeline"].left, found["timeline"].right) == (16, 44)
    assert (found["panel"].left, found["panel"].right) == (46, 79)


def test_a_screen_without_panes_is_none_of_the_explorers():
    with pytest.raises(LateError, match="0 rules"):
        panes(Picture(SIZE))


def test_titles_on_the_timeline_are_known_from_the_store(screen: Picture):
    store = b'title = "A fine title for all"\ntitle = "Another title"\ntitle = "Words of panels"\n'
    assert set(titles_shown(screen, store)) == {b"A fine title", b"Another title"}


def test_the_filters_line_is_found(screen: Picture):
    areas = dict(filter_line(screen))
    text = {
        name: "".join(one.data for one in screen.cells(area)[0]) for name, area in areas.items()
    }
    assert text[ECHO].split() == ["filter", "harb"]
    assert "1000" in text[COUNTED]


@pytest.mark.parametrize(
    ("text", "events", "shown"),
    [
        ("Title   1000 events", 1000, True),
        ("Title   1,000 events", 1000, True),
        ("Title   1 event", 1, True),
        ("Title   12 of 1000 events", 1000, True),
        ("Title   100 events", 1000, False),
        ("Title   11000 events", 1000, False),
        ("Title   reading", BUNDLED, False),
        ("Title   28 events", BUNDLED, True),
    ],
)
def test_the_count_of_events_is_read(text: str, events: int, shown: bool):
    assert shows_count(text, events) is shown


# --- all of it ------------------------------------------------------------------------------------


@pytest.mark.slow
def test_a_part_measures_the_explorer(root: Path, tmp_path: Path):
    """Which fails where the explorer has changed so that the harness does not know it any more."""
    figures = tmp_path / "figures.json"
    subprocess.run(
        [*MEASURE, "reload", "--events", "300", "--rounds", "1", "--json", str(figures)],
        cwd=root,
        check=True,
        stdin=subprocess.DEVNULL,
    )
    results = Results.read(figures)
    assert not [note for note in results.notes if "the rest of it" in note]
    ours = [one for one in results.series if one.program == EXPLORER]
    assert ours
    assert not [one.what for one in ours if not one.measured]


@pytest.mark.slow
def test_the_filter_of_the_explorer_is_seen(monkeypatch, tmp_path: Path):
    monkeypatch.setattr(filtering, "WORDS", ("ha",))
    results = Results()
    filtering.measure(Workplace(tmp_path), [300], rounds=1, results=results)
    # A letter that finds the same events again paints no new hits.
    assert not [one.what for one in results.series if not one.measured and HITS not in one.what]


@pytest.mark.slow
def test_the_start_of_the_explorer_is_seen(tmp_path: Path):
    place = Workplace(tmp_path)
    cases = (starting(place.blank()), seen_before(place, BUNDLED), whole(place, "check"))
    assert all(measure() > 0 for measure in cases)


@pytest.mark.slow
def test_every_key_of_the_explorer_is_seen(tmp_path: Path):
    place = Workplace(tmp_path)
    results = Results()
    measure([place.explorer(300)], rounds=1, presses=1, results=results)
    assert {one.what for one in results.series if one.measured} >= {
        move.what for move in moves(EXPLORER)
    }


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("less") is None, reason="less is not installed")
def test_a_peer_is_measured_on_as_many_lines(tmp_path: Path):
    less = next(one for one in Workplace(tmp_path).peers(300) if one.name == "less")
    with less.opened(60) as watched:
        assert sum("ev0" in line for line in watched.picture.lines) > 30
        changes, _ = watched.press(b"G", less.areas(watched.picture))
        assert changes[TIMELINE]
        assert f"ev{299:07}" in watched.picture.text
    assert END in {move.what for move in moves("less")}
