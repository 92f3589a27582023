"""What is left of an internal error: one line, and a report with nothing of the store in it."""

import stat
from pathlib import Path

import pytest

import iraq_tui
from iraq_tui.crash import report, told_of

SECRET = "the words of a source \x1b[31m"


def fail(depth: int) -> None:
    quoted = {"quote": SECRET}
    if depth:
        fail(depth - 1)
    try:
        raise KeyError(quoted["quote"])
    except KeyError as error:
        raise ValueError(f"no event {SECRET}") from error


def crashed(depth: int = 2) -> ValueError:
    with pytest.raises(ValueError, match="no event") as found:
        fail(depth)
    return found.value


def test_a_report_tells_where_and_with_what_and_nothing_else():
    text = report(crashed(), {"TERM": "xterm-kitty", "HOME": "/home/anna"})
    lines = text.splitlines()
    assert lines[0].startswith(f"iraq-tui {iraq_tui.__version__}, CPython 3.")
    assert "textual 8." in lines[1]
    assert "TERM=xterm-kitty" in lines
    first, last = lines.index("KeyError"), lines.index("ValueError")
    assert first < last, "the first cause comes first"
    assert lines[first - 1].startswith("  tests/test_crash.py:")
    assert lines[first - 1].endswith(" fail")
    assert "words of a source" not in text
    assert "quote" not in text
    assert str(Path(__file__).parents[2]) not in text, "where things are installed concerns nobody"


def test_asked_for_it_holds_messages_and_values_through_the_gate():
    text = report(crashed(), {}, is_full=True)
    assert "KeyError: 'the words of a source \\x1b[31m'" in text
    assert "quoted = {'quote': 'the words of a source \\x1b[31m'}" in text
    assert "ValueError: no event the words of a source ␛[31m" in text
    assert "\x1b" not in text
    assert "may hold anything of the store" in text


def test_values_of_any_size_and_kind_do_not_make_it_large():
    class Large:
        def __repr__(self) -> str:
            raise AssertionError("asked for what it holds")

    def deep(count: int) -> None:
        large, many = Large(), [["x" * 10_000] * 1000] * 1000
        if count:
            deep(count - 1)
        raise ValueError(large is many)

    with pytest.raises(ValueError, match="False") as found:
        deep(300)
    text = report(found.value, {}, is_full=True)
    assert "large = <Large>" in text
    assert "more\n" in text
    assert len(text) < 200_000


@pytest.fixture
def home(tmp_path) -> dict[str, str]:
    return {"HOME": str(tmp_path)}


def test_one_line_names_the_report_which_is_for_the_person_alone(home, tmp_path):
    said = told_of(crashed(), home, secure=False)
    assert said == (
        "internal error (ValueError); the store is untouched; a report without anything of it is "
        "in ~/.local/state/iraq-tui/crash.txt"
    )
    path = tmp_path / ".local/state/iraq-tui/crash.txt"
    assert "ValueError" in path.read_text("utf-8")
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    told_of(ZeroDivisionError(), home, secure=False)
    assert "ValueError" not in path.read_text("utf-8"), "the last one takes its place"
    assert "with values of it" in told_of(
        crashed(), {**home, "IRAQ_TUI_CRASH": "full"}, secure=False
    )


def test_in_secure_mode_nothing_is_written(home, tmp_path):
    assert told_of(crashed(), home, secure=True).endswith("no report is written in secure mode")
    assert list(tmp_path.iterdir()) == []


def test_where_it_cannot_be_written_it_is_still_one_line(home, tmp_path):
    (tmp_path / ".local").write_text("a file")
    said = told_of(crashed(), home, secure=False)
    assert said.startswith("internal error (ValueError); the store is untouched; no report: ")
    assert "\n" not in said
    assert told_of(crashed(), {}, secure=False).startswith("internal error (ValueError)")


BROKEN = """\
from iraq_tui.tui import state


def move(view, catalogue, steps):
    raise KeyError(f"no event {view.highlighted}")


state.move = move
"""


@pytest.mark.slow
def test_a_crash_on_the_screen_gives_the_terminal_back_and_says_one_line(terminal, tmp_path):
    (tmp_path / "sitecustomize.py").write_text(BROKEN)
    screen = terminal(PYTHONPATH=str(tmp_path), XDG_STATE_HOME=str(tmp_path / "state"))
    screen.wait_for("28 events")
    screen.type("j")
    assert screen.end() == 70
    after = screen.raw.decode().rpartition("\x1b[?1049l")[2]
    assert after.count("iraq-tui: internal error (KeyError); the store is untouched; a report") == 1
    assert "Traceback" not in after
    assert "us-return" not in after
    text = (tmp_path / "state/iraq-tui/crash.txt").read_text("utf-8")
    assert "  iraq_tui/tui/state.py" in text or "sitecustomize.py:5 move" in text
    assert "no event" not in text
