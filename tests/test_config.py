"""A person's settings: where they are, what they may be, and what is wrong with them."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iraq_tui.config import LIMIT, Config, ConfigError, read_config
from iraq_tui.files import ReadRefused
from iraq_tui.tui.keymap import DEFAULT


def write(path: Path, text: str | bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


def problems(path: Path) -> list[str]:
    with pytest.raises(ConfigError) as caught:
        read_config(path, {})
    assert all(one.mend for one in caught.value.problems)
    return [str(one).removeprefix(f"{path}") for one in caught.value.problems]


def test_settings_are_read(tmp_path: Path):
    path = write(
        tmp_path / "mine.toml",
        'theme = "nord"\nascii = true\n[keys]\nexport = "w"\nnext-differ = ["n", "F3"]\n',
    )
    config = read_config(path, {})
    assert (config.path, config.theme, config.ascii) == (path, "nord", True)
    assert config.keymap.keys["export"] == ("w",)
    assert config.keymap.keys["next-differ"] == ("n", "f3")
    assert config.keymap.keys["copy"] == ("y",)


@pytest.mark.parametrize("text", ["", "# nothing\n", "[keys]\n", "\ufeffascii = false\n"])
def test_nothing_said_is_the_default(tmp_path: Path, text: str):
    path = write(tmp_path / "mine.toml", text)
    assert read_config(path, {}) == Config(path, None, ascii=False, keymap=DEFAULT)


# --- where it is ---


def test_the_nearest_place_that_is_named_is_read(tmp_path: Path):
    given = write(tmp_path / "given.toml", 'theme = "given"')
    named = write(tmp_path / "named.toml", 'theme = "named"')
    write(tmp_path / "xdg" / "iraq-tui" / "config.toml", 'theme = "xdg"')
    write(tmp_path / "home" / ".config" / "iraq-tui" / "config.toml", 'theme = "home"')
    environment = {"HOME": str(tmp_path / "home")}
    assert read_config(None, environment).theme == "home"
    environment["XDG_CONFIG_HOME"] = str(tmp_path / "xdg")
    assert read_config(None, environment).theme == "xdg"
    environment["IRAQ_TUI_CONFIG"] = str(named)
    assert read_config(None, environment).theme == "named"
    assert read_config(given, environment).theme == "given"


@pytest.mark.parametrize("value", ["", "relative"])
def test_an_empty_or_relative_xdg_folder_is_ignored(tmp_path: Path, monkeypatch, value: str):
    monkeypatch.chdir(tmp_path)
    write(tmp_path / "relative" / "iraq-tui" / "config.toml", 'theme = "relative"')
    write(tmp_path / ".config" / "iraq-tui" / "config.toml", 'theme = "home"')
    environment = {"HOME": str(tmp_path), "XDG_CONFIG_HOME": value, "IRAQ_TUI_CONFIG": ""}
    assert read_config(None, environment).theme == "home"


@pytest.mark.parametrize("environment", [{}, {"HOME": ""}, {"HOME": "/no/such/home"}])
def test_the_usual_place_may_be_missing(environment):
    assert read_config(None, environment) == Config()


def test_a_part_of_the_usual_place_may_be_a_file(tmp_path: Path):
    write(tmp_path / ".config", "not a folder")
    assert read_config(None, {"HOME": str(tmp_path)}) == Config()


def test_a_file_that_is_named_may_not_be_missing(tmp_path: Path):
    missing = tmp_path / "missing.toml"
    with pytest.raises(ReadRefused, match="no such file"):
        read_config(missing, {})
    with pytest.raises(ReadRefused, match="no such file"):
        read_config(None, {"IRAQ_TUI_CONFIG": str(missing)})


def test_what_cannot_be_read_is_told_also_in_the_usual_place(tmp_path: Path):
    (tmp_path / "iraq-tui" / "config.toml").mkdir(parents=True)
    with pytest.raises(ReadRefused, match="a folder, not a regular file"):
        read_config(None, {"XDG_CONFIG_HOME": str(tmp_path)})


def test_the_null_device_is_no_config(tmp_path: Path):
    write(tmp_path / ".config" / "iraq-tui" / "config.toml", 'theme = "home"')
    assert read_config(Path("/dev/null"), {"HOME": str(tmp_path)}) == Config()


def test_a_file_too_large_is_refused(tmp_path: Path):
    path = write(tmp_path / "large.toml", b"#" * (LIMIT + 1))
    with pytest.raises(ReadRefused, match="larger than 1 MiB"):
        read_config(path, {})


# --- what is wrong with it ---


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("theme = 3", ":1: error: “3” is not the name of a theme"),
        ('theme = " "', ":1: error: “ ” is not the name of a theme"),
        ('\nascii = "yes"', ":2: error: “yes” is not true or false: write ascii = true"),
        ("ascii = 1", ":1: error: “1” is not true or false"),
        ('them = "nord"', ":1: error: a config has no key “them”: did you mean “theme”?"),
        ("colours = 3", ":1: error: a config has no key “colours”: leave it out; the keys are"),
        ('keys = "x"', ":1: error: “x” is not a table: write the header [keys]"),
        ("[keys]\nexport = 5", ":2: error: “5” is no key: write text, as in"),
        ("[keys]\nexport = [\n'n',\n5]", ":4: error: “5” is no key"),
        ("[keys]\nexport.x = 'n'", ":2: error: a table is no key"),
        ("[keys]\nexprt = 'x'", ":2: error: “exprt” is no command: did you mean “export”?"),
        ("[keys]\nexport = ['n',\n 'Spce']", ":3: error: “Spce” is no key: did you mean “Space”?"),
        ("[keys]\nexport = []", ":2: error: “export” is left without a key"),
        ("[keys]\n\nexport = 'd'", ":3: error: “d” is a key of both “next-differ” and “export”"),
        ("[keys]\nexport = 'n'\ncopy = 'n'", ":3: error: “n” is a key of both “export” and “copy”"),
        ("[keys]\nfilter = /", ":2:10: error: this is not TOML"),
        ("ascii = true\nascii = true", ":2:13: error: this is not TOML"),
        ("x = " + "[" * 5000, ": error: lists or tables stand too deep inside each other"),
        ("ascii = 1" + "0" * 5000, ": error: a number has thousands of digits: see docs/keys.md"),
        (b"theme = '\xff'", ":1:10: error: the byte 0xff is not UTF-8"),
    ],
)
def test_what_is_wrong_is_told_with_its_line_and_its_mend(tmp_path: Path, text, expected: str):
    found = problems(write(tmp_path / "mine.toml", text))
    assert any(one.startswith(expected) for one in found), found


def test_everything_that_is_wrong_is_told_at_once_in_the_order_of_the_file(tmp_path: Path):
    text = "theme = 3\nascii = 3\nx = 3\n[keys]\nexprt = 'x'\nfilter = 'Spce'\nedit = 3\nquit = []"
    found = problems(write(tmp_path / "mine.toml", text))
    assert [one.split(":")[1] for one in found] == list("1235678")


TOML_VALUE = st.one_of(
    st.integers(-5, 5).map(str),
    st.booleans().map(lambda one: str(one).lower()),
    st.sampled_from(['"x"', '"ctrl+d"', "[]", '["x", 3]', "{a = 1}", "2024-01-01", "nan", '""']),
)
TOML_KEY = st.sampled_from(["theme", "ascii", "keys", "export", "quit", "x", '"ж"'])


@given(top=st.dictionaries(TOML_KEY, TOML_VALUE), keys=st.dictionaries(TOML_KEY, TOML_VALUE))
def test_any_file_gives_settings_or_problems(tmp_path_factory, top, keys):
    lines = [f"{key} = {value}" for key, value in top.items() if key != "keys"]
    lines += ["[keys]", *(f"{key} = {value}" for key, value in keys.items())]
    path = write(tmp_path_factory.getbasetemp() / "any.toml", "\n".join(lines))
    try:
        told = []
        assert read_config(path, {}).path == path
    except ConfigError as error:
        told = [bool(one.line and one.mend) for one in error.problems] or [False]
    assert all(told)


def test_the_example_in_the_docs_works(root: Path, tmp_path: Path):
    page = (root / "docs" / "keys.md").read_text("utf-8")
    (example,) = re.findall(r"<!-- config -->\n```toml\n(.*?)```", page, re.DOTALL)
    config = read_config(write(tmp_path / "mine.toml", example), {})
    assert config.theme == "textual-light"
    assert config.keymap.keys["next-differ"] == ("n", "f4")


def test_settings_are_read_without_the_screen_toolkit():
    code = (
        "import sys, iraq_tui.config; sys.exit(any(n in sys.modules for n in ('textual', 'rich')))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
