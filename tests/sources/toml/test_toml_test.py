"""Files that other TOML parsers are tested with: none is a store, so each is a list of problems.

What toml-test calls invalid and tomli reads all the same is valid from TOML 1.1 on.
"""

import json
import re
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest
import tomli

HERE = Path(__file__).parent / "toml_test"
SOUND = """\
schema = 1
title = "T"
[reports.a]
title = "A"
language = "en"
[reports.b]
title = "B"
language = "en"
[[events]]
id = "e"
title = "E"
when = "2031"
[[events.claims.when.a]]
value = "2031"
quote = "q"
"""


def files(kind: str) -> dict[str, bytes]:
    texts = json.loads((HERE / f"{kind}.json").read_text("ascii"))
    return {name: text.encode("utf-8", "surrogateescape") for name, text in texts.items()}


INVALID, VALID = files("invalid"), files("valid")


def folders(names: dict[str, bytes]) -> list[str]:
    return sorted({name.rpartition("/")[0] for name in names})


def in_folder(names: dict[str, bytes], folder: str) -> Iterator[tuple[str, bytes]]:
    return ((name, data) for name, data in names.items() if name.rpartition("/")[0] == folder)


def place_of_fault(data: bytes) -> str | None:
    """Line and column of what is no TOML or no UTF-8; None where tomli reads it."""
    try:
        tomli.loads(data.removeprefix(b"\xef\xbb\xbf").decode())
    except UnicodeDecodeError as error:
        lines = data.removeprefix(b"\xef\xbb\xbf")[: error.start].split(b"\n")
        return f":{len(lines)}:{len(lines[-1]) + 1}: error: "
    except tomli.TOMLDecodeError as error:
        return f":{error.lineno}:{error.colno}: error: "
    return None


def is_refused(said) -> bool:
    return said.code == 1 and said.has_places() and " error: " in said.text


@pytest.mark.parametrize("folder", folders(INVALID))
@pytest.mark.parametrize("command", ["check", "list", "export"])
def test_what_is_no_toml_is_told_with_line_and_column(command, folder, write, run_store):
    for name, data in in_folder(INVALID, folder):
        path = write(data)
        said = run_store(path, command)
        assert is_refused(said), (name, said)
        if place := place_of_fault(data):
            assert said.text.startswith(f"{path}{place}"), (name, said)


@pytest.mark.parametrize("folder", folders(INVALID))
def test_what_is_no_toml_within_a_store_is_told_with_a_line(folder, write, run_store):
    for name, data in in_folder(INVALID, folder):
        for store in (SOUND.encode() + data, data + b" \n" + SOUND.encode()):
            said = run_store(write(store))
            assert is_refused(said), (name, said)
            if place_of_fault(store):
                first = said.text.splitlines()[0]
                assert re.match(rf"{re.escape(str(said.path))}:\d+:\d+: error: ", first), (
                    name,
                    said,
                )


@pytest.mark.parametrize("folder", folders(VALID))
@pytest.mark.parametrize("command", ["check", "list", "export"])
def test_other_toml_is_no_store(command, folder, write, run_store):
    for name, data in in_folder(VALID, folder):
        said = run_store(write(data), command)
        assert is_refused(said), (name, said)


@pytest.mark.parametrize("folder", folders(VALID))
def test_other_toml_after_a_store_is_told_with_a_line(folder, write, run_store):
    for name, data in in_folder(VALID, folder):
        said = run_store(write(SOUND.encode() + b"\n[x]\n" + data))
        assert is_refused(said), (name, said)


@pytest.mark.skipif(find_spec("test.test_tomllib") is None, reason="this Python has no tests")
@pytest.mark.parametrize("kind", ["invalid", "valid"])
def test_the_files_of_the_standard_library(kind, write, run_store):
    spec = find_spec("test.test_tomllib")
    assert spec
    assert spec.submodule_search_locations
    data = Path(spec.submodule_search_locations[0]) / "data" / kind
    found = sorted(data.rglob("*.toml"))
    assert found
    for file in found:
        content = file.read_bytes()
        path = write(content)
        said = run_store(path)
        assert is_refused(said), (file, said)
        if place := place_of_fault(content):
            assert said.text.startswith(f"{path}{place}"), (file, said)


def test_what_toml_calls_invalid_is_read_only_where_a_later_version_allows_it():
    read = {name for name, data in INVALID.items() if place_of_fault(data) is None}
    assert read == {
        *(f"inline-table/linebreak-0{number}" for number in range(1, 5)),
        "inline-table/trailing-comma",
        "string/basic-byte-escapes",
        "datetime/no-secs",
        "local-datetime/no-secs",
        "local-time/no-secs",
    }
