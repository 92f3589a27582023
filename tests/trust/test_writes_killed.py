"""Programs killed while they write, and several that write at once: the old file or the new."""

import json
import signal
import subprocess
import sys
from pathlib import Path

import pytest

OLD, NEW = b"old and precious", b"new " * 1000

KILLED = """
import json, os, signal, sys
from itertools import count
from pathlib import Path
from iraq_tui import atomic
from iraq_tui.files import write_new

folder, way, force = Path(sys.argv[1]), sys.argv[2], sys.argv[3] == "force"
OLD, NEW = b"old and precious", b"new " * 1000
CALLS = ("open", "fchmod", "write", "fsync", "link", "replace", "unlink", "close")
real = {name: getattr(os, name) for name in CALLS}
if way != "unnamed":
    atomic._UNNAMED = 0

def killed_at(n):
    steps = count()
    def counted(name):
        def call(*args, **kwargs):
            if next(steps) == n:
                os.kill(os.getpid(), signal.SIGKILL)
            if name == "write":
                return real["write"](args[0], args[1][:1500])
            if name == "link" and way == "no hard links":
                raise PermissionError(1, "no hard links")
            return real[name](*args, **kwargs)
        return call
    for name in CALLS:
        setattr(os, name, counted(name))
    write_new(folder / "notes.md", NEW, force=force)
    os._exit(0)

found = []
for n in count():
    for path in folder.iterdir():
        path.unlink()
    if force:
        (folder / "notes.md").write_bytes(OLD)
    child = os.fork()
    if not child:
        killed_at(n)
    status = os.waitpid(child, 0)[1]
    found.append({path.name: path.read_bytes().decode() for path in folder.iterdir()})
    if not os.WIFSIGNALED(status):
        break
    for path in folder.glob(".iraq-tui-*"):
        os.utime(path, (0, 0))
    write_new(folder / "notes.md", NEW, force=True)
    assert [path.name for path in folder.iterdir()] == ["notes.md"], list(folder.iterdir())
print(json.dumps(found))
"""


def left_behind(tmp_path: Path, way: str, force: bool) -> list[dict[str, str]]:
    """What is in the folder after a program was killed before each of its calls, by turns; the last
    is of one that was not. After each, the next write leaves nothing but the file itself."""
    words = [sys.executable, "-c", KILLED, str(tmp_path), way, "force" if force else ""]
    done = subprocess.run(words, capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert len(found) > 8
    assert found[-1] == {"notes.md": NEW.decode()}
    return found


@pytest.mark.parametrize("force", [False, True])
@pytest.mark.parametrize("way", ["unnamed", "named", "no hard links"])
def test_the_killed_leave_the_old_file_or_the_new(tmp_path: Path, way: str, force: bool) -> None:
    told = {one.get("notes.md") for one in left_behind(tmp_path, way, force)}
    for_an_instant = {""} if way == "no hard links" and not force else set()
    assert told == {OLD.decode() if force else None, NEW.decode()} | for_an_instant


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux has files without a name")
def test_the_killed_leave_no_litter_beside_a_new_file(tmp_path: Path) -> None:
    found = left_behind(tmp_path, "unnamed", force=False)
    assert {name for one in found for name in one} == {"notes.md"}


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux has files without a name")
def test_the_killed_leave_a_whole_file_for_but_an_instant_of_a_replacement(tmp_path: Path) -> None:
    found = left_behind(tmp_path, "unnamed", force=True)
    litter = [text for one in found for name, text in one.items() if name != "notes.md"]
    assert litter == [NEW.decode()]


# --- signals that may be caught -------------------------------------------------------------------

SIGNALLED = """
import os, sys
from iraq_tui.cli.main import main
real = os.fsync
def signalled(file):
    os.kill(os.getpid(), int(sys.argv[1]))
    real(file)
os.fsync = signalled
sys.exit(main(sys.argv[2:]))
"""


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux has files without a name")
@pytest.mark.parametrize("force", [False, True])
@pytest.mark.parametrize("sign", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_an_export_that_is_stopped_leaves_nothing(
    tmp_path: Path, store: Path, sign: signal.Signals, force: bool
) -> None:
    target = tmp_path / "notes.md"
    if force:
        target.write_bytes(OLD)
    words = ["export", str(store), "-o", str(target), *["--force"] * force]
    done = subprocess.run(
        [sys.executable, "-c", SIGNALLED, str(int(sign)), *words],
        capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip
    assert done.returncode == 128 + sign
    assert "Traceback" not in done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["notes.md"] * force
    assert not force or target.read_bytes() == OLD


# --- several at once ------------------------------------------------------------------------------

AT_ONCE = """
import os, sys
from pathlib import Path
from iraq_tui.files import WriteRefused, write_new
target, force = Path(sys.argv[1]), sys.argv[2] == "force"
children = []
for number in range(6):
    child = os.fork()
    if not child:
        try:
            for _ in range(20 if force else 1):
                write_new(target, bytes([65 + number]) * 200_000, force=force)
        except WriteRefused as refused:
            os._exit(2 if "exists already" in str(refused) else 3)
        os._exit(0)
    children.append(child)
seen = set()
while children:
    done, status = os.waitpid(-1, os.WNOHANG)
    if done:
        children.remove(done)
        print(os.waitstatus_to_exitcode(status))
    if target.exists():
        data = target.read_bytes()
        assert len(data) == 200_000 and len(set(data)) == 1, len(data)
"""


@pytest.mark.parametrize(("force", "codes"), [(True, ["0"] * 6), (False, ["0", *["2"] * 5])])
def test_several_that_write_at_once_never_mix(tmp_path: Path, force: bool, codes: list[str]):
    target = tmp_path / "notes.md"
    words = [sys.executable, "-c", AT_ONCE, str(target), "force" if force else ""]
    done = subprocess.run(words, capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 0, done.stderr
    assert sorted(done.stdout.split()) == codes
    assert [path.name for path in tmp_path.iterdir()] == ["notes.md"]
