"""Lines: every path that is given one really starts there, whatever the text looks like."""

import random
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from iraq_tui.sources.toml.locate import line_of, locate

BUNDLED = Path(__file__).resolve().parents[3] / "data" / "events.toml"


def paths(value: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """Every path in a parsed document."""
    if path:
        yield path
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from paths(inner, (*path, key))
    elif isinstance(value, list):
        for i, inner in enumerate(value):
            yield from paths(inner, (*path, i))


class Writer:
    """Writes a random TOML document and notes on which line each thing starts."""

    def __init__(self, rng: random.Random) -> None:
        self.rng = rng
        self.text = ""
        self.lines: dict[tuple[str | int, ...], int] = {}
        self.number = 0

    def note(self, path) -> None:
        self.lines.setdefault(path, self.text.count("\n") + 1)

    def name(self) -> str:
        self.number += 1
        return self.rng.choice(["k", "a-b", "a.b", "ключ", "[x]", "#", "= 1", '"', "é\t"]) + str(
            self.number
        )

    def key(self, name: str) -> str:
        if re.fullmatch(r"[A-Za-z0-9_-]+", name) and self.rng.random() < 0.6:
            return name
        if '"' not in name and "\t" not in name and self.rng.random() < 0.5:
            return f"'{name}'"
        escaped = name.replace("\\", "\\\\").replace('"', '\\"').replace("\t", "\\t")
        if self.rng.random() < 0.3:
            escaped = escaped.replace("k", r"\u006b").replace("é", r"\U000000e9")
        return f'"{escaped}"'

    def filler(self) -> None:
        for _ in range(self.rng.choice([0, 0, 0, 1, 2])):
            self.text += self.rng.choice(["\n", "  \n", "# [[no.header]]\n", "\t# k = 1\n"])

    def value(self, path, depth: int = 0) -> None:
        kinds = ["scalar", "scalar", "text", "text", "list", "inline"]
        kind = self.rng.choice(kinds if depth < 3 else kinds[:4])
        if kind == "scalar":
            self.text += self.rng.choice(
                ["1", "-2.5e3", "true", "2031-05-04", "2031-05-04 10:00:00Z", "07:30:00", "0xff"]
            )
        elif kind == "text":
            self.text += self.rng.choice(
                [
                    '"plain # no comment"',
                    r'"a \" quote ] = \\"',
                    "'raw \\'",
                    '""',
                    '"""\n[[looks.like]]\n  key = 1\n# x\n\\\n  a ""b"" \\""" """',
                    "'''\n[header]\n''x = [\n'''",
                    '"""ends in quotes"""""',
                    '""""""',
                ]
            )
        elif kind == "list":
            self.items(path, depth)
        else:
            self.inline(path, depth)

    def items(self, path, depth: int) -> None:
        self.text += "["
        for i in range(self.rng.choice([0, 1, 3])):
            self.space()
            self.note((*path, i))
            self.value((*path, i), depth + 1)
            self.space()
            self.text += ","
        self.space()
        self.text += "]"

    def space(self) -> None:
        self.text += self.rng.choice(["", " ", "\n", "\n  # ] , [\n\t"])

    def inline(self, path, depth: int) -> None:
        self.text += "{"
        for i in range(self.rng.choice([0, 1, 2])):
            self.text += ", " if i else " "
            self.pair(path, depth + 1)
        self.text += " }"

    def pair(self, table, depth: int = 0) -> None:
        names = [self.name() for _ in range(self.rng.choice([1, 1, 1, 2, 3]))]
        path = table
        for name in names:
            path = (*path, name)
            self.note(path)
        dot = self.rng.choice([".", " . "])
        self.text += dot.join(map(self.key, names)) + self.rng.choice(["=", " = "])
        self.value(path, depth)

    def pairs(self, table) -> None:
        for _ in range(self.rng.choice([0, 1, 3])):
            self.filler()
            self.text += self.rng.choice(["", "  "])
            self.pair(table)
            self.text += self.rng.choice(["\n", "  # done\n"])

    def tables(self) -> None:
        """Headers of tables, of lists of tables, and of both inside the last of a list."""
        for _ in range(self.rng.choice([1, 2, 4])):
            self.filler()
            name, inner, deep = self.name(), self.name(), self.name()
            if self.rng.random() < 0.4:
                self.header([(name,), (name, inner)], f"[{self.key(name)}.{self.key(inner)}]")
                self.pairs((name, inner))
                del self.lines[(name,)]  # has a header of its own below
                self.header([(name,)], f"[{self.key(name)}]")
                self.pairs((name,))
                continue
            for i in range(self.rng.choice([1, 3])):
                self.header([(name,), (name, i)], f"[[{self.key(name)}]]")
                self.pairs((name, i))
                for j in range(self.rng.choice([0, 2])):
                    self.header(
                        [(name, i, inner), (name, i, inner, deep), (name, i, inner, deep, j)],
                        f"[[ {self.key(name)} . {self.key(inner)} . {self.key(deep)} ]]",
                    )
                    self.pairs((name, i, inner, deep, j))

    def header(self, found, text: str) -> None:
        for path in found:
            self.note(path)
        self.text += text + self.rng.choice(["\n", " # [x]\n"])


@given(st.randoms(use_true_random=False), st.booleans())
@settings(max_examples=150, deadline=None)
def test_every_path_of_any_document_has_its_own_line(rng, carriage_returns):
    writer = Writer(rng)
    writer.pairs(())
    writer.tables()
    text = writer.text.replace("\n", "\r\n") if carriage_returns else writer.text
    found = locate(text)
    assert found == writer.lines
    assert set(found) == set(paths(tomllib.loads(text)))


@given(st.randoms(use_true_random=False))
@settings(max_examples=40, deadline=None)
def test_only_the_lines_that_are_wanted(rng):
    writer = Writer(rng)
    writer.pairs(())
    writer.tables()
    wanted = set(list(writer.lines)[::3])
    assert locate(writer.text, wanted) == {path: writer.lines[path] for path in wanted}


@given(st.randoms(use_true_random=False))
@settings(max_examples=40, deadline=None)
def test_no_further_than_to_the_last_line_asked_for(rng):
    writer = Writer(rng)
    writer.pairs(())
    writer.tables()
    until = rng.sample(sorted(writer.lines, key=str), min(3, len(writer.lines)))
    found = locate(writer.text, until=until)
    assert {path: found[path] for path in until} == {path: writer.lines[path] for path in until}


def test_what_stands_further_down_is_not_read():
    text = "[a]\nx = 1\n[b]\ny = 2\n"
    assert ("b",) not in locate(text, until=[("a", "x")])
    assert locate(text, until=[("a", "x"), ("c",)])["b", "y"] == 4


def test_the_bundled_chronicle_line_by_line():
    text = BUNDLED.read_text(encoding="utf-8")
    lines, found = text.splitlines(), locate(text)
    assert set(found) == set(paths(tomllib.loads(text)))
    headers = [i for i, line in enumerate(lines, 1) if line == "[[events]]"]
    assert [found["events", i] for i in range(len(headers))] == headers
    for path, line in found.items():
        match path:
            case ("events", _, "claims", aspect, report, int()):
                assert lines[line - 1] == f"[[events.claims.{aspect}.{report}]]"
            case ("events", _, "claims", _, _, int(), key) | ("events", _, key):
                assert key == "claims" or lines[line - 1].startswith(f"{key} = ")
            case (str() as kind, str() as id_) if kind != "about":
                assert lines[line - 1] == f"[{kind}.{id_}]"


def test_the_nearest_table_around_a_missing_key():
    lines = locate("a = 1\n[[events]]\nid = 'x'\n[[events]]\nid = 'y'\n")
    assert line_of(("events", 1, "title"), lines) == 4
    assert line_of(("events", 0, "id"), lines) == 3
    assert line_of(("schema",), lines) is None
    assert line_of((), lines) is None


@pytest.mark.parametrize("text", ["a = = 1", "[a", "a = [1 2]", "a = {b = 1 c = 2}", "= 1", "[a]]"])
def test_no_lines_rather_than_wrong_ones(text):
    assert locate(text) == {}


def test_nesting_too_deep_to_follow_gives_no_lines():
    assert locate("a = " + "[" * 50_000 + "]" * 50_000) == {}
