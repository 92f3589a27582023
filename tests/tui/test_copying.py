"""The file beside the clipboard, and what is said after a copy."""

import os
import stat
from pathlib import Path

import pytest

from iraq_tui.tui.copying import MOST_BYTES, CopyFile, Kept, copied_path, said


@pytest.mark.parametrize(
    ("environment", "path"),
    [
        ({"XDG_STATE_HOME": "/s", "HOME": "/h"}, "/s/iraq-tui/copied.md"),
        ({"HOME": "/h"}, "/h/.local/state/iraq-tui/copied.md"),
        ({"XDG_STATE_HOME": "", "HOME": "/h"}, "/h/.local/state/iraq-tui/copied.md"),
        ({"XDG_STATE_HOME": "s", "HOME": "/h"}, "/h/.local/state/iraq-tui/copied.md"),
        ({"HOME": "h"}, None),
        ({"HOME": ""}, None),
        ({}, None),
    ],
)
def test_the_place_follows_the_environment(environment, path):
    assert copied_path(environment) == (Path(path) if path else None)


def mode(path: Path) -> int:
    return stat.S_IMODE(path.lstat().st_mode)


def test_a_copy_is_kept_in_a_private_folder_and_replaced_by_the_next(tmp_path):
    copies = CopyFile.from_environment({"HOME": str(tmp_path)})
    first = copies.keep("# перше\n")
    second = copies.keep("# друге\n")
    path = tmp_path / ".local/state/iraq-tui/copied.md"
    assert first == second == Kept(path, "~/.local/state/iraq-tui/copied.md")
    assert path.read_text(encoding="utf-8") == "# друге\n"
    assert [mode(path.parents[i]) for i in range(3)] == [0o700] * 3
    assert [one.name for one in path.parent.iterdir()] == ["copied.md"]


def test_outside_the_home_folder_the_whole_path_is_told(tmp_path):
    copies = CopyFile.from_environment({"HOME": "/home/ann", "XDG_STATE_HOME": str(tmp_path)})
    assert copies.keep("x").shown == f"{tmp_path}/iraq-tui/copied.md"


def test_nothing_is_written_in_secure_mode(tmp_path):
    copies = CopyFile.from_environment({"HOME": str(tmp_path)}, secure=True)
    assert copies.keep("x") == Kept()
    assert list(tmp_path.iterdir()) == []


def link_file(folder: Path, victim: Path) -> None:
    (folder / "iraq-tui").mkdir()
    (folder / "iraq-tui" / "copied.md").symlink_to(victim)


def link_folder(folder: Path, victim: Path) -> None:
    (folder / "iraq-tui").symlink_to(victim.parent, target_is_directory=True)


def a_file_in_the_way(folder: Path, _victim: Path) -> None:
    (folder / "iraq-tui").write_text("not a folder")


@pytest.mark.parametrize(
    ("prepare", "said_why"),
    [
        (link_file, "it is a symbolic link"),
        (link_folder, "it is a link or a file, not a folder"),
        (a_file_in_the_way, "it is a link or a file, not a folder"),
    ],
)
def test_nothing_is_written_through_a_link(tmp_path, prepare, said_why):
    victim = tmp_path / "elsewhere" / "copied.md"
    victim.parent.mkdir()
    victim.write_text("precious")
    state = tmp_path / "state"
    state.mkdir()
    prepare(state, victim)
    kept = CopyFile(state / "iraq-tui" / "copied.md").keep("x")
    assert kept.path is None
    assert said_why in kept.problem
    assert victim.read_text() == "precious"


def test_a_folder_of_somebody_elses_is_refused(tmp_path, monkeypatch):
    mine = os.geteuid()
    monkeypatch.setattr(os, "geteuid", lambda: mine + 1)
    kept = CopyFile(tmp_path / "iraq-tui" / "copied.md").keep("x")
    assert "belongs to somebody else" in kept.problem


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_cannot_be_made_is_told(tmp_path):
    tmp_path.chmod(0o500)
    kept = CopyFile(tmp_path / "state" / "iraq-tui" / "copied.md").keep("x")
    tmp_path.chmod(0o700)
    assert "permission denied" in kept.problem
    assert "XDG_STATE_HOME" in kept.problem


def test_a_place_in_a_file_is_told(tmp_path):
    (tmp_path / "file").write_text("")
    kept = CopyFile(tmp_path / "file" / "iraq-tui" / "copied.md").keep("x")
    assert "not a directory" in kept.problem


def test_without_a_home_the_mend_is_named():
    assert "XDG_STATE_HOME" in CopyFile.from_environment({}).keep("x").problem


THERE = Kept(Path("/h/copied.md"), "~/copied.md")


@pytest.mark.parametrize(
    ("events", "text", "kept", "words"),
    [
        (1, "x", THERE, "copied 1 event; also in ~/copied.md"),
        (3, "x", THERE, "copied 3 events; also in ~/copied.md"),
        (3, "x", Kept(), "copied 3 events; no file in secure mode"),
        (3, "x", Kept(problem="“/h”: the disk is full; make room"),
         "copied 3 events; no file beside it: “/h”: the disk is full; make room"),
        (9, "ж" * MOST_BYTES, THERE,
         "copied 9 events (148 kB, more than many terminals take): all of it is in ~/copied.md"),
        (9, "x" * MOST_BYTES, THERE, "copied 9 events; also in ~/copied.md"),
        (9, "x" * (MOST_BYTES + 1), Kept(),
         "copied 9 events (74 kB, more than many terminals take); no file in secure mode; "
         "an export writes all of it"),
    ],
)  # fmt: skip
def test_what_is_said_after_a_copy(events, text, kept, words):
    assert said(events, text, kept) == words


def test_what_is_said_is_gated():
    assert "\x1b" not in said(1, "x", Kept(Path("/\x1b]0;x\x07"), "/\x1b]0;x\x07"))
