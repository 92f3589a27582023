"""What a command, and a start of the explorer, may load: each module more is time lost."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pexpect
import pytest

ALLOWED = {"iraq_tui", "msgspec", "tomli", "dateutil", "six", "platformdirs"}
"""What `list` of a store may need; no screen, no markup, no dates of another package."""

LOADED = """\
import sys
before = set(sys.modules)
from iraq_tui.__main__ import run
code = run()
names = {name.split(".")[0] for name in set(sys.modules) - before}
print(sorted(names - set(sys.stdlib_module_names)), code, file=sys.stderr)
"""


@pytest.mark.parametrize("words", [["list"], ["list", "-w", "talks"], ["check"]])
def test_a_list_loads_few_packages(words):
    kept = {k: v for k, v in os.environ.items() if not k.startswith("IRAQ_TUI_")}
    done = subprocess.run(
        [sys.executable, "-c", LOADED, *words],
        capture_output=True,
        text=True,
        env=kept,
        check=True,
        stdin=subprocess.DEVNULL,
    )
    told = done.stderr.strip().splitlines()[-1]
    assert told.endswith(" 0")
    names = {name.strip("'[] ") for name in told.removesuffix(" 0").split(",")}
    assert {one for one in names if not one.startswith("_") and "__mypyc" not in one} <= ALLOWED


FIRST_PICTURE = """\
.: cli config domain files own_folder settings sources text tui
cli: arguments choosing commands completion explore main parsers print progress
domain: axis bits catalogue chronology comparison date_faults describe hierarchy index
    local_time moment moment_words placing quantity query records report_text steps verdicts
domain.comparison: case compare flags lines model pairing reasons rules summary values wording
domain.query: search terms
sources: bundled caching memory open store_file toml
sources.toml: anchors blocks checks decode event_checks event_line events faults first fragments
    head head_checks judged load loaded locate located memo problem reader references schema
    told values words
text: counts fold safe width
tui: clashes commands copying early early_looks keyboard keymap options outside paint picked
    places saving shape state
tui.paint: early events glyphs head line overview plain rows timeline
"""
"""What the first picture of a small store may need of our own, by package."""

FIRST_FRAME = """\
domain.comparison: differing
tui: app driver garbage incoming keys kit looks mends outgoing reloading screens sgr slices terms
    thrift widgets
tui.paint: actors comparison keyline marked
tui.screens: asking explorer frame keeping panes preparing scaling seeking sized taking walking
tui.widgets: actors ahead bars comparison contrast filtered lines painted sheets straight strips
    timeline told
"""
"""What the first frame with all panes may need besides."""

NOT_OURS = ("IRAQ_TUI_", "TEXTUAL", "NO_COLOR", "COLUMNS", "LINES")
"""What a person may have set that changes how the explorer starts."""

START = """\
import json, sys
from iraq_tui.tui import early

def kept(name, then):
    def noted(self):
        try:
            return then(self)
        finally:
            with open(name, "w") as file:
                json.dump(sorted(sys.modules), file)
    return noted

early.Early.__enter__ = kept("picture.json", early.Early.__enter__)
from iraq_tui.tui.screens import frame
frame.Frame._add_prompts = kept("frame.json", lambda self: self.app.exit())
from iraq_tui.__main__ import run
run()
"""


def listed(text: str) -> set[str]:
    """The modules of a list by package; a line that is indented goes on with the one before."""
    found: set[str] = set()
    for line in text.replace("\n    ", " ").splitlines():
        package, _, names = line.partition(": ")
        found |= {name if package == "." else f"{package}.{name}" for name in names.split()}
    return found


@pytest.fixture(scope="module")
def loaded(tmp_path_factory) -> Path:
    """A folder with what was loaded when the first picture showed, and when the first frame did."""
    folder = tmp_path_factory.mktemp("start")
    kept = {k: v for k, v in os.environ.items() if not k.startswith(NOT_OURS)}
    kept |= {"TERM": "xterm-256color", "XDG_CONFIG_HOME": str(folder)}
    kept |= {"XDG_STATE_HOME": str(folder), "XDG_CACHE_HOME": str(folder)}
    # The screens are loaded by the script, so what the picture loads is told by another run.
    picture = START.replace("from iraq_tui.tui.screens import frame\n", "").replace(
        'frame.Frame._add_prompts = kept("frame.json", lambda self: self.app.exit())\n', ""
    )
    for script, keys in ((START, ""), (picture, "q")):
        child = pexpect.spawn(
            sys.executable, ["-c", script], cwd=folder, env=kept, dimensions=(40, 120), timeout=30
        )
        if keys:
            child.expect_exact("help")
            child.send(keys)
        child.expect(pexpect.EOF)
        child.close()
    return folder


def ours(file: Path) -> set[str]:
    """Our own modules among those loaded."""
    names = json.loads(file.read_text())
    return {name.removeprefix("iraq_tui.") for name in names if name.startswith("iraq_tui.")} - {
        "__main__"
    }


def test_the_first_frame_loads_what_it_needs(loaded: Path):
    assert ours(loaded / "frame.json") - listed(FIRST_PICTURE) - listed(FIRST_FRAME) == set()


def test_the_first_picture_needs_no_toolkit(loaded: Path):
    assert ours(loaded / "picture.json") - listed(FIRST_PICTURE) == set()
    names = {name.split(".")[0] for name in json.loads((loaded / "picture.json").read_text())}
    assert not names & {"textual", "rich", "asyncio"}


def test_what_is_listed_is_there(root: Path):
    package = root / "src" / "iraq_tui"
    for name in listed(FIRST_PICTURE) | listed(FIRST_FRAME):
        path = package / name.replace(".", "/")
        assert path.is_dir() or path.with_suffix(".py").is_file(), name
