"""One store per kind of problem, and exactly what `iraq-tui check` says of it."""

import ast
import re
from pathlib import Path

import pytest

from iraq_tui.cli.main import main

ROOT = Path(__file__).resolve().parents[3]
ERRORS = ROOT / "tests" / "errors"
FIXTURES = sorted(ERRORS.glob("*.toml"))
LINE = re.compile(
    r"(?P<place>[^:]+(?P<line>:\d+)?(:\d+)?): (error|warning|note): "
    r"(?P<what>.+): (?P<mend>.+) \[(?P<kind>[\w-]+)\]"
)


@pytest.fixture(autouse=True)
def _in_errors(monkeypatch):
    monkeypatch.chdir(ERRORS)
    monkeypatch.delenv("IRAQ_TUI_REPORTS", raising=False)


def checked(name: str, capsys) -> tuple[int, str]:
    code = main(["check", name])
    found = capsys.readouterr()
    assert not found.err
    return code, found.out


@pytest.mark.parametrize("fixture", FIXTURES, ids=lambda path: path.stem)
def test_check_prints_what_is_expected(fixture, capsys):
    code, out = checked(fixture.name, capsys)
    assert out == fixture.with_suffix(".expected").read_text(encoding="utf-8")
    assert code == int(": error: " in out)


@pytest.mark.parametrize("fixture", FIXTURES, ids=lambda path: path.stem)
def test_every_problem_names_place_fault_and_mend(fixture, capsys):
    *problems, outcome = checked(fixture.name, capsys)[1].splitlines()
    assert outcome.startswith(f"{fixture.name}: ")
    matches = [LINE.fullmatch(problem) for problem in problems]
    assert matches
    for match in matches:
        assert match
        assert match["place"].startswith(fixture.name)
        assert len(match[0]) < 300, "nobody reads more on one line"
    kinds = {match["kind"] for match in matches}
    assert any(fixture.stem.startswith(kind) for kind in kinds) or fixture.stem == "many"


def kinds_in_source() -> set[str]:
    """Every kind that a problem is made with: the first argument of each call that makes one."""
    found = set()
    for path in (ROOT / "src" / "iraq_tui" / "sources").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call) or not node.args:
                continue
            name = getattr(node.func, "id", getattr(node.func, "attr", ""))
            first = node.args[0]
            if name in ("Problem", "_problem") and isinstance(first, ast.Constant):
                found.add(first.value)
    return found


OF_LARGE_STORES = {"too-large", "too-many"}
"""Tried in test_large_stores.py."""


def test_every_kind_of_problem_has_a_fixture():
    shown = set()
    for path in FIXTURES:
        expected = path.with_suffix(".expected").read_text(encoding="utf-8")
        shown |= set(re.findall(r" \[([\w-]+)\]$", expected, re.MULTILINE))
    kinds = kinds_in_source()
    assert len(kinds) > 40
    assert kinds - OF_LARGE_STORES == shown


def test_many_problems_are_listed_at_once_in_file_order_with_right_lines(capsys):
    """Each faulty line of the fixture ends with the kind of its problem as a comment."""
    said = re.findall(
        r"^many\.toml:(\d+): .*\[([\w-]+)\]$", checked("many.toml", capsys)[1], re.MULTILINE
    )
    marked = [
        (str(number), match[1])
        for number, line in enumerate((ERRORS / "many.toml").read_text().splitlines(), 1)
        if (match := re.search(r"  # ([\w-]+)$", line))
    ]
    assert said == marked
    assert len(said) > 10


STORE = (ERRORS / "no-text.toml").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("was", "becomes", "says"),
    [
        ('when = "2031-05-04"', 'date = "2031-05-04"', "did you mean “when”?"),
        ("value = 150", 'value = "c. 150"', 'write "~150"'),
        ('value = "~150"', "value = true", "“true” is no quantity"),
        ('value = "~150"', 'value = ["150"]', "a list is no quantity"),
        ("value = 150", "value = 2031-05-04", "“2031-05-04” is no quantity"),
        ('when = "2031-05-04"', "when = 2031", 'in quotes: "2031"'),
        ('when = "2031-05-04"', "when = 07:30:00", "a date is written in quotes"),
        ("[[events.claims.crowd.a]]", "[[events.claims.a.crowd]]", "there is no aspect “a”"),
        ("[[events.claims.crowd.a]]", "[[events.claims.crwod.a]]", "did you mean “crowd”?"),
        ("[[events.claims.crowd.a]]", "[[claims.crowd.a]]", "[[events.claims.ASPECT.REPORT]]"),
        ('actors = ["master"]', 'actors = ["Mayor of Saltmouth"]', "write an id, not a name"),
        ('title = "The harbour opens"', "title = ''", "write something between the quotes"),
        ('type = "quantity"', 'type = "number"', "write one of date, quantity, actors"),
        ('type = "quantity"', 'type = "quantitiy"', "did you mean “quantity”?"),
        ("[aspects.crowd]", "[tolerances]\nabout_percent = 200\n[aspects.crowd]", "at most 100"),
        ("[aspects.crowd]", "[tolerances]\ndozens = [1]\n[aspects.crowd]", "at least 2 items"),
        ("[reports.a]", "[reports]", "write [reports.ID] above it"),
        ("[reports.a]", "[[reports]]", "must hold a table for each id"),
        ('title = "The harbour opens"', "title = “The harbour”", "type straight quotes"),
        ("[aspects.crowd]", "[aspects.натовп]", "use ASCII letters"),
        ('when = "2031-05-04"', 'when = "mid-May 2031"', 'write "[2031-05-11..2031-05-20]"'),
        (
            "[[events.claims.crowd.a]]",
            '[[events.claims.status.a]]\nvalue = "cancelled"\nquote = "x"\n'
            "[[events.claims.crowd.a]]",
            'write value = "planned" and denied = true',
        ),
        (
            'quote = "150 more"',
            'quote = "150 more"\ntags = ["x"]',
            "move it above the first claim",
        ),
        ('title = "The harbour opens"', 'title = "The harbour', "close the quotes"),
        ('actors = ["master"]', 'actors = ["master" "x"]', "put a comma between the items"),
        ('actors = ["master"]', "actors: master", 'write key = "value"'),
        ("[[events.claims.crowd.a]]", "[[events.claims.crowd.a]", "close the header with ]]"),
        ("[actors.master]", "[actors.harbour master]", "close the header with ]; an id"),
        ('text = "texts/elsewhere.txt"', r'text = "C:\data"', r"write \\ for a backslash"),
        ('title = "The day after"', 'title = "x"\ntitle = "y"', "is there already"),
        ("schema = 1", 'schema = "1"', "write a whole number, not text in quotes"),
    ],
)
def test_a_first_mistake_is_met_with_its_mend(was, becomes, says, tmp_path, capsys):
    assert STORE.count(was) >= 1
    store = tmp_path / "store.toml"
    store.write_text(STORE.replace(was, becomes, 1), encoding="utf-8")
    code, out = checked(str(store), capsys)
    assert code == 1
    assert says in out
