"""Secure mode: no editor, no writes, no links, whichever way somebody tries."""

import os
import random
import re
from pathlib import Path

import pytest

from iraq_tui.cli.main import main
from iraq_tui.settings import Settings
from iraq_tui.sources.bundled import bundled_path

EDITOR = """\
#!/bin/sh
touch "$(dirname "$0")/edited"
"""
CONFIG = """\
[keys]
edit = ["e", "f2", "E"]
export = ["x", "f3", "X"]
"""


@pytest.mark.parametrize(
    ("environment", "is_secure"),
    [
        ({}, False),
        ({"IRAQ_TUI_SECURE": ""}, False),
        ({"IRAQ_TUI_SECURE": "0"}, False),
        ({"IRAQ_TUI_SECURE": "1"}, True),
        ({"IRAQ_TUI_SECURE": "false"}, True),
        ({"IRAQ_TUI_SECURE": " "}, True),
        ({"TEXTUAL_DRIVER": "textual.drivers.web_driver:WebDriver"}, True),
        ({"TEXTUAL_DRIVER": "textual.drivers.web_driver:WebDriver", "IRAQ_TUI_SECURE": "0"}, True),
        ({"TEXTUAL_DRIVER": "textual.drivers.linux_driver:LinuxDriver"}, False),
    ],
)
def test_it_is_on_whenever_it_may_be_meant(environment, is_secure):
    assert Settings.from_environment(environment).secure is is_secure


def tree(folder: Path) -> dict[str, tuple[int, int]]:
    """Everything in a folder, with sizes and dates."""
    return {
        str(path.relative_to(folder)): (path.lstat().st_size, path.lstat().st_mtime_ns)
        for path in folder.rglob("*")
    }


@pytest.fixture
def guarded(tmp_path: Path) -> dict[str, str]:
    """An environment in which anything that is written is written below one folder."""
    editor = tmp_path / "nano"
    editor.write_text(EDITOR)
    editor.chmod(0o755)
    config = tmp_path / "config" / "iraq-tui" / "config.toml"
    config.parent.mkdir(parents=True)
    config.write_text(CONFIG)
    (tmp_path / "own.toml").write_bytes(bundled_path().read_bytes())
    (tmp_path / "warned.toml").write_text(
        bundled_path().read_text("utf-8") + '\n[actors.nobody]\nname = "Nobody"\n', "utf-8"
    )
    return {
        "IRAQ_TUI_SECURE": "1",
        "VISUAL": str(editor),
        "EDITOR": str(editor),
        "HOME": str(tmp_path),
        "XDG_CONFIG_HOME": str(tmp_path / "config"),
        "XDG_STATE_HOME": str(tmp_path / "state"),
        "XDG_CACHE_HOME": str(tmp_path / "cache"),
    }


@pytest.mark.parametrize(
    "words",
    [
        ["export", "-o", "new.md"],
        ["export", "own.toml", "-o", "own.toml", "--force"],
        ["export", "own.toml", "--event", "us-return", "-o", "new.md"],
        ["copy", "new"],
        ["copy", ".", "--force"],
        ["copy", "new", "--force"],
    ],
    ids=" ".join,
)
def test_no_command_writes(words, guarded, monkeypatch, tmp_path, capsys):
    monkeypatch.chdir(tmp_path)
    for name, value in guarded.items():
        monkeypatch.setenv(name, value)
    before = tree(tmp_path)
    assert main(words) == 2
    assert "IRAQ_TUI_SECURE" in capsys.readouterr().err
    assert tree(tmp_path) == before


def test_what_only_reads_still_works(guarded, monkeypatch, tmp_path, capsys):
    monkeypatch.chdir(tmp_path)
    for name, value in guarded.items():
        monkeypatch.setenv(name, value)
    before = tree(tmp_path)
    for command in ("list", "export", "compare", "check", "summary", "coverage"):
        assert main([command, "own.toml"]) == 0
        assert capsys.readouterr().out
    assert tree(tmp_path) == before


WAYS = {
    "e": "no editor is opened in secure mode",
    "E": "no editor is opened in secure mode",
    "\x1bOQ": "no editor is opened in secure mode",  # F2
    ":edit\r": "no editor is opened in secure mode",
    "!\r": "no editor is opened in secure mode",
    "x": "nothing is written in secure mode",
    "X": "nothing is written in secure mode",
    ":export\r": "nothing is written in secure mode",
    " x": "nothing is written in secure mode",
    "y": "no file in secure mode",
    ":copy\r": "no file in secure mode",
}


@pytest.mark.slow
def test_no_way_on_the_screen_opens_an_editor_or_writes(terminal, guarded, tmp_path):
    before = tree(tmp_path)
    screen = terminal("warned.toml", **guarded)
    screen.wait_for("28 events")
    for keys, said in WAYS.items():
        screen.type("\x0c")
        screen.type(keys)
        screen.wait_for(said)
        screen.type("j")
        screen.wait_for(lambda text, said=said: said not in text)
    place = screen.wait_for("x export").splitlines()
    row = next(number for number, line in enumerate(place) if "x export" in line)
    column = place[row].index("x export")
    screen.type(f"\x1b[<0;{column + 1};{row + 1}M\x1b[<0;{column + 1};{row + 1}m")
    screen.wait_for("nothing is written in secure mode")
    screen.type("q")
    assert screen.end() == 0
    assert tree(tmp_path) == before
    assert not re.search(rb"\x1b\]8;", screen.raw), "no links"


@pytest.mark.slow
def test_whatever_is_typed_nothing_is_written(terminal, guarded, tmp_path):
    """2,000 keys by chance, of all that is bound and of what is typed."""
    rng = random.Random(6)
    known = [*"jkdDoOghlzLf+-0MSRaAmveEsxXy:/t!?unN1234", " ", "\r", "\t", "\x1b", "\x0c", "\x12"]
    before = tree(tmp_path)
    screen = terminal("warned.toml", **guarded)
    screen.wait_for("28 events")
    for _ in range(100):
        screen.type("".join(rng.choices(known, k=20)))
        screen.read_for(0.02)
    screen.type("\x11")  # ctrl+q, from wherever that was
    assert screen.end() == 0
    assert tree(tmp_path) == before


def test_without_it_each_of_them_writes(guarded, monkeypatch, tmp_path):
    """That the tests above would notice."""
    monkeypatch.chdir(tmp_path)
    for name, value in {**guarded, "IRAQ_TUI_SECURE": "0"}.items():
        monkeypatch.setenv(name, value)
    assert main(["export", "-o", "new.md"]) == 0
    assert main(["copy", "new"]) == 0
    assert {"new.md", "new/events.toml"} <= tree(tmp_path).keys()
    assert os.access(tmp_path / "nano", os.X_OK)
