"""What a command may load: each package more is time before its first line."""

import os
import subprocess
import sys

import pytest

ALLOWED = {"iraq_tui", "msgspec", "tomli", "dateutil", "six", "platformdirs"}
"""What `list` of a store may need; no screen, no markup, no dates of another package."""

LOADED = """\
import sys
before = set(sys.modules)
from iraq_tui.__main__ import main
try:
    main()
except SystemExit as end:
    names = {name.split(".")[0] for name in set(sys.modules) - before}
    print(sorted(names - set(sys.stdlib_module_names)), end.code, file=sys.stderr)
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
