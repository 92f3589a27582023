"""What killed programs left is taken away by the next write; nothing else is."""

import fcntl
import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from iraq_tui.files import write_new

LEFT = ".iraq-tui-0123456789abcdef.tmp"
LONG_AGO = (0, 0)


def names_after_a_write(folder: Path) -> list[str]:
    write_new(folder / "notes.md", b"new", force=True)
    return sorted(path.name for path in folder.iterdir())


def test_what_was_left_long_ago_is_taken_away(tmp_path: Path) -> None:
    (tmp_path / LEFT).write_bytes(b"half")
    os.utime(tmp_path / LEFT, LONG_AGO)
    assert names_after_a_write(tmp_path) == ["notes.md"]


def test_what_was_only_just_made_is_left_to_its_program(tmp_path: Path) -> None:
    (tmp_path / LEFT).write_bytes(b"half")
    os.utime(tmp_path / LEFT, (time.time() - 30,) * 2)
    assert names_after_a_write(tmp_path) == [LEFT, "notes.md"]


def test_what_a_program_still_holds_is_left_to_it(tmp_path: Path) -> None:
    with (tmp_path / LEFT).open("wb") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        os.utime(tmp_path / LEFT, LONG_AGO)
        assert names_after_a_write(tmp_path) == [LEFT, "notes.md"]
    assert names_after_a_write(tmp_path) == ["notes.md"]


@pytest.mark.parametrize(
    "make",
    [
        Path.mkdir,
        os.mkfifo,
        lambda path: path.symlink_to("nowhere"),
        lambda path: path.symlink_to(path.parent / "precious"),
    ],
    ids=["folder", "FIFO", "dangling link", "link"],
)
def test_what_is_no_file_of_that_name_is_left(tmp_path: Path, make: Callable[[Path], None]) -> None:
    (tmp_path / "precious").write_bytes(b"old")
    make(tmp_path / LEFT)
    os.utime(tmp_path / LEFT, LONG_AGO, follow_symlinks=False)
    os.utime(tmp_path / "precious", LONG_AGO)
    assert names_after_a_write(tmp_path) == [LEFT, "notes.md", "precious"]


@pytest.mark.parametrize(
    "name", ["mine.tmp", ".iraq-tui.tmp", ".iraq-tui-mine.tmp", f"{LEFT}.txt", f"x{LEFT}"]
)
def test_what_has_another_name_is_left(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(b"old")
    os.utime(tmp_path / name, LONG_AGO)
    assert names_after_a_write(tmp_path) == sorted([name, "notes.md"])


def test_what_is_another_persons_is_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / LEFT).write_bytes(b"half")
    os.utime(tmp_path / LEFT, LONG_AGO)
    mine = os.geteuid()
    monkeypatch.setattr(os, "geteuid", lambda: mine + 1)
    assert names_after_a_write(tmp_path) == [LEFT, "notes.md"]
