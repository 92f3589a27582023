"""Disks that are full or read-only: what is there stays, and one plain line says what to do.

All that writes is tried: ``export -o``, ``copy``, the export of the explorer, the file beside the
clipboard, and the cache, without which a store is read all the same.
"""

import errno
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import pytest

from iraq_tui import atomic
from iraq_tui.files import WriteRefused, write_new

OLD = b"old and precious"

EACH = """
import contextlib, io, json, os, shutil, sys
from pathlib import Path
from iraq_tui.cli.main import main
from iraq_tui.tui.copying import CopyFile
from iraq_tui.tui.saving import save
given = json.loads(sys.argv[1])
place, store, large = Path(given["place"]), given["store"], given["large"]

def run(*words):
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = main(words)
    return [code, out.getvalue(), err.getvalue()]

def each():
    target = str(place / "notes.md")
    yield "export", run("export", store, "-o", target)
    yield "export again", run("export", store, "-o", str(place / "old.md"), "--force")
    yield "copy", run("copy", str(place))
    yield "save", [save(target, "x" * 50_000, False).problem]
    yield "save again", [save(str(place / "old.md"), "x" * 50_000, True).problem]
    yield "beside the clipboard", [CopyFile(place / "iraq-tui" / "c.md").keep("x" * 50_000).problem]
    os.environ["XDG_CACHE_HOME"] = str(place)
    yield "with a cache", run("list", large)
    yield "without", run("list", large, "--no-cache")

dict(each()) if given["user"] else None  # loads all that is needed, as long as it may be read
if given["user"]:
    for path in place.iterdir():
        shutil.rmtree(path) if path.is_dir() else path.unlink()
    (place / "old.md").write_bytes(b"old and precious")
    place.chmod(0o555)
    os.setuid(given["user"])
print(json.dumps(dict(each())))
"""


@pytest.fixture(scope="module")
def large() -> Iterator[Path]:
    """A store that is kept in the cache, and that anybody may read."""
    head = (
        'schema = 1\ntitle = "T"\n[reports.a]\ntitle = "A"\nlanguage = "en"\n[reports.b]\n'
        'title = "B"\nlanguage = "en"\n[aspects.n]\nquestion = "?"\ntype = "quantity"\n'
    )
    event = (
        '[[events]]\nid = "e{0}"\ntitle = "E"\nwhen = "2031"\nsummary = "{1}"\n'
        '[[events.claims.n.a]]\nvalue = {0}\nquote = "q"\n'
    )
    with tempfile.TemporaryDirectory() as made:
        Path(made).chmod(0o755)
        path = Path(made) / "large.toml"
        path.write_text(head + "".join(event.format(i, "x" * 600) for i in range(400)))
        path.chmod(0o644)
        yield path


@pytest.fixture
def full_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of its own with an old file and next to no room. Only root may make one."""
    if sys.platform != "linux" or os.geteuid() != 0:
        pytest.skip("only root may mount a small disk")
    place = tmp_path / "disk"
    place.mkdir()
    words = ["mount", "-t", "tmpfs", "-o", "size=24k", "tmpfs", str(place)]
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    if done.returncode:
        pytest.skip(f"no small disk can be mounted here: {done.stderr.strip()}")
    try:
        (place / "old.md").write_bytes(OLD)
        yield place
    finally:
        subprocess.run(["umount", str(place)], check=True)


@pytest.fixture
def closed_folder() -> Iterator[Path]:
    """A folder that anybody may read, with an old file; it is closed once all was tried."""
    with tempfile.TemporaryDirectory() as made:
        place = Path(made)
        place.chmod(0o755)
        (place / "old.md").write_bytes(OLD)
        yield place
        place.chmod(0o755)


def said_by_each(place: Path, store: Path, large: Path, user: int = 0) -> dict[str, list]:
    given = {"place": str(place), "store": str(store), "large": str(large), "user": user}
    kept = {name: text for name, text in os.environ.items() if not name.startswith("IRAQ_TUI_")}
    done = subprocess.run(
        [sys.executable, "-c", EACH, json.dumps(given)],
        capture_output=True, text=True, check=False, timeout=100, env=kept,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def is_told(said: list, why: str, mend: str) -> bool:
    """Whether it failed with one plain line that says why and what to do."""
    text = said[-1].removeprefix("iraq-tui: ").rstrip("\n")
    assert "\n" not in text, text
    assert "Traceback" not in text, text
    return why in text and mend in text and (len(said) == 1 or said[0] == 2)


WRITES = ["export", "export again", "copy", "save", "save again", "beside the clipboard"]


def test_a_full_disk_keeps_what_it_has_and_is_told(full_disk: Path, store: Path, large: Path):
    said = said_by_each(full_disk, store, large)
    for name in WRITES:
        assert is_told(said[name], "the disk is full", "make room"), (name, said[name])
    assert (full_disk / "old.md").read_bytes() == OLD
    left = {path.name for path in full_disk.rglob("*") if path.is_file()}
    assert left == {"old.md"}
    assert said["with a cache"] == said["without"]
    assert said["without"][0] == 0


@pytest.mark.skipif(os.geteuid() != 0, reason="only root may become another")
def test_a_read_only_folder_is_left_and_told(closed_folder: Path, store: Path, large: Path):
    if not all(path.stat().st_mode & 0o005 == 0o005 for path in store.parents):
        pytest.skip("others may not read this checkout")
    said = said_by_each(closed_folder, store, large, user=65534)
    for name in WRITES:
        assert is_told(said[name], "permission denied", "; "), (name, said[name])
    assert (closed_folder / "old.md").read_bytes() == OLD
    assert said["with a cache"] == said["without"]
    assert said["without"][0] == 0


# --- any step may fail ----------------------------------------------------------------------------

CALLS = ("listdir", "open", "fchmod", "write", "fsync", "link", "replace", "unlink", "close")


@pytest.fixture
def failing(monkeypatch: pytest.MonkeyPatch) -> Callable[[int, int], list[str]]:
    """Lets the call of that number fail, counted from 0; gives the names of all that were made."""

    def fail(number: int, code: int) -> list[str]:
        made: list[str] = []

        def counted(name: str, real: Callable) -> Callable:
            def call(*args: object, **kwargs: object) -> object:
                made.append(name)
                if len(made) - 1 != number:
                    return real(*args, **kwargs)
                if name == "close":
                    real(*args)
                raise OSError(code, os.strerror(code))

            return call

        for name in CALLS:
            monkeypatch.setattr(os, name, counted(name, getattr(os, name)))
        return made

    return fail


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EIO, errno.EDQUOT, errno.EROFS])
@pytest.mark.parametrize("force", [False, True])
@pytest.mark.parametrize("is_unnamed", [True, False])
def test_whichever_call_fails_the_file_is_old_or_new_and_alone(
    tmp_path: Path, monkeypatch, failing, is_unnamed: bool, force: bool, code: int
) -> None:
    data, refusals = b"new " * 5000, 0
    for number in count():
        folder = tmp_path / str(number)
        folder.mkdir()
        target = folder / "notes.md"
        if force:
            target.write_bytes(OLD)
        if not is_unnamed:
            monkeypatch.setattr(atomic, "_UNNAMED", 0)
        made = failing(number, code)
        try:
            write_new(target, data, force=force)
            refused = None
        except WriteRefused as error:
            refused = error
        monkeypatch.undo()
        left = {path.name: path.read_bytes() for path in folder.iterdir()}
        if made[number : number + 1] == ["unlink"]:  # what it cannot remove stays
            left = {name: text for name, text in left.items() if name == "notes.md"}
        if refused is None or "it was written, but" in refused.why:
            assert left == {"notes.md": data}, made[number:]
        else:
            refusals += 1
            assert refused.mend
            assert left == ({"notes.md": OLD} if force else {}), made[number:]
        if number >= len(made):
            break
    assert refusals >= 4
