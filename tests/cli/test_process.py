"""The program as a process: what it loads, pipes, locales, installation."""

import os
import subprocess
import sys
import venv
from pathlib import Path

import pexpect
import pytest

LOADED = """\
import sys
from iraq_tui.cli.main import main
code = main(sys.argv[1:])
heavy = sorted({name.split(".")[0] for name in sys.modules} & {"textual", "rich"})
sys.stderr.write(f"LOADED {heavy} {code}")
"""


def environment(**more: str) -> dict[str, str]:
    kept = {k: v for k, v in os.environ.items() if not k.startswith("IRAQ_TUI_")}
    return {**kept, **more}


@pytest.mark.parametrize(
    "words",
    [
        ["check"],
        ["list"],
        ["list", "--format", "json"],
        ["show", "first-round"],
        ["compare", "first-round"],
        ["export"],
        ["--version"],
        [],
    ],
)
def test_nothing_but_exploring_loads_textual_or_rich(words):
    done = subprocess.run(
        [sys.executable, "-c", LOADED, *words],
        capture_output=True,
        text=True,
        check=False,
        stdin=subprocess.DEVNULL,
        env=environment(),
    )
    assert "LOADED []" in done.stderr


def test_a_reader_that_goes_away_is_no_error_message():
    writer = subprocess.Popen(
        [sys.executable, "-m", "iraq_tui", "compare"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment(),
    )
    assert writer.stdout
    assert writer.stderr
    writer.stdout.close()
    assert writer.wait(timeout=30) == 141
    assert writer.stderr.read() == b""
    writer.stderr.close()


@pytest.mark.parametrize("word", ["list", "--help", "--version"])
@pytest.mark.parametrize("unbuffered", ["", "1"])
def test_a_full_disk_behind_the_output_is_one_plain_line(word: str, unbuffered: str):
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "iraq_tui", word],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
            env=environment(PYTHONUNBUFFERED=unbuffered),
        )
    assert done.returncode == 2
    assert done.stderr == "iraq-tui: cannot go on: no space left on device\n"


def test_a_plain_c_locale_still_gets_every_letter():
    done = subprocess.run(
        [sys.executable, "-m", "iraq_tui", "show", "us-return"],
        capture_output=True,
        check=True,
        env=environment(LC_ALL="C", PYTHONUTF8="0", PYTHONCOERCECLOCALE="0"),
    )
    assert "15 июня 2014 года" in done.stdout.decode("utf-8")


@pytest.mark.slow
def test_a_built_wheel_brings_the_chronicle_along(root: Path, tmp_path: Path):
    """Built, installed into an empty environment, run outside the checkout."""
    subprocess.run(
        [
            sys.executable,
            "-m",
            "pip",
            "wheel",
            "-q",
            "--no-deps",
            "--no-build-isolation",
            "-w",
            tmp_path,
            root,
        ],
        check=True,
        capture_output=True,
    )
    (wheel,) = tmp_path.glob("iraq_tui-*.whl")
    home = tmp_path / "env"
    venv.create(home, with_pip=False)
    # The libraries are lent by this environment, the program itself is not: its folder comes first.
    site = next(home.glob("lib/python*/site-packages"))
    subprocess.run(
        [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--target", site, wheel],
        check=True,
        capture_output=True,
    )
    lent = next(path for path in sys.path if path.endswith("site-packages"))
    (site / "lent.pth").write_text(f"{_without_ourselves(Path(lent), tmp_path)}\n")
    done = subprocess.run(
        [home / "bin" / "python", "-m", "iraq_tui", "list"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
        env=environment(),
    )
    assert "28 of 28 events" in done.stdout
    explorer = pexpect.spawn(
        str(home / "bin" / "python"),
        ["-m", "iraq_tui"],
        cwd=tmp_path,
        env=environment(TERM="xterm-256color"),
        timeout=30,
    )
    explorer.expect_exact("28 events")
    explorer.send("q")
    explorer.expect(pexpect.EOF)
    explorer.close()
    assert explorer.exitstatus == 0
    located = "import iraq_tui, sys; sys.stdout.write(iraq_tui.__file__)"
    where = subprocess.run(
        [home / "bin" / "python", "-c", located],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
    )
    assert Path(where.stdout).is_relative_to(site)


def _without_ourselves(lent: Path, folder: Path) -> Path:
    """A folder of links to every library but this program (whose editable install would win)."""
    links = folder / "lent"
    links.mkdir()
    for entry in lent.iterdir():
        ours = entry.name.startswith(("iraq_tui", "_editable", "__editable", "_iraq_tui"))
        if not ours and entry.suffix != ".pth":
            (links / entry.name).symlink_to(entry)
    return links
