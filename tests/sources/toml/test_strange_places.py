"""What is named as a store and is none: one plain line, and at once."""

import os
import time
from pathlib import Path

import pytest

from iraq_tui.files import READ_LIMIT

SOON = 10.0


def strange_places(folder: Path) -> dict[str, Path]:
    os.mkfifo(folder / "fifo")
    (folder / "loop").symlink_to("loop")
    (folder / "to-fifo").symlink_to("fifo")
    with (folder / "sparse").open("wb") as file:
        file.truncate(READ_LIMIT + 1)
    return {
        "a folder": folder,
        "a fifo": folder / "fifo",
        "a link to a fifo": folder / "to-fifo",
        "a loop": folder / "loop",
        "a device": Path("/dev/zero"),
        "missing": folder / "missing",
        "below a file": folder / "sparse" / "x",
        "too large": folder / "sparse",
        "a long name": folder / ("n" * 300),
        "a nul in the name": folder / "n\0n",
        "steering in the name": folder / "\x1b[2J\u202e",
    }


@pytest.mark.parametrize("command", ["check", "list", "export"])
def test_what_is_no_file_is_one_plain_line(command, tmp_path, run_store):
    for name, place in strange_places(tmp_path).items():
        started = time.monotonic()
        said = run_store(place, command)
        assert said.code == 2, name
        assert said.text.startswith("iraq-tui: "), name
        assert said.text.count("\n") == 1, name
        assert time.monotonic() - started < SOON, name


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_closed_to_us(write, run_store):
    path = write("schema = 1")
    path.chmod(0)
    said = run_store(path)
    assert said.code == 2
    assert "permission denied" in said.text
