"""From bytes to tables: what is taken, what is refused, and where the fault is."""

import pytest

from iraq_tui.sources.toml.problem import Severity, StoreError
from iraq_tui.sources.toml.reader import DEEPEST, parse, unsound


def refused(data: bytes):
    with pytest.raises(StoreError) as caught:
        parse(data, "s.toml")
    (problem,) = caught.value.problems
    return problem


def test_a_byte_order_mark_is_taken_off_with_a_note():
    text, tables, (note,) = parse(b"\xef\xbb\xbfa = 1\n", "s.toml")
    assert (text, tables) == ("a = 1\n", {"a": 1})
    assert (note.kind, note.severity) == ("bom", Severity.NOTE)


@pytest.mark.parametrize(
    ("data", "kind", "line", "column"),
    [
        (b"a = 1\nb = \xff\n", "not-utf8", 2, 5),
        ("a = 1".encode("utf-16"), "not-utf8", 1, 1),
        (b"a = 1\n\nb = The\n", "syntax", 3, 5),
        (b"a = 1\r\nb = The\r\n", "syntax", 2, 5),
        ('é = "1"'.encode(), "syntax", 1, 1),
        (b"\xef\xbb\xbfa = 1\nb\n", "syntax", 2, 2),
        (b"a = " + b"[" * 100_000, "unreadable", None, None),
        (b"a." * 20_000 + b"a = 1", "unreadable", None, None),
        (b"a = " + b"9" * 5000, "unreadable", None, None),
    ],
)
def test_what_cannot_be_read_says_where(data, kind, line, column):
    problem = refused(data)
    assert (problem.kind, problem.line, problem.column) == (kind, line, column)
    assert problem.mend
    assert str(problem).startswith("s.toml:")


def test_utf16_is_named():
    assert "UTF-16" in refused("a = 1".encode("utf-16")).mend


@pytest.mark.parametrize("data", [b"", b" \n\t\r\n", b"\xef\xbb\xbf", b"# a comment"])
def test_nothing_is_no_tables(data):
    assert parse(data, "s.toml")[1] == {}


@pytest.mark.parametrize(
    ("tables", "found"),
    [
        ({"a": [1, 2**63 - 1, -(2**63)], "b": {"c": 0.5}}, []),
        ({"a": [1, 2**64]}, [("bad-number", ("a", 1))]),
        ({"a": 2**63, "b": -(2**63) - 1}, [("bad-number", ("a",)), ("bad-number", ("b",))]),
        ({"a": {"b": float("inf")}, "c": float("nan")}, [("bad-number", ("c",))] * 2),
        ({"a": 16**5000}, [("bad-number", ("a",))]),
    ],
)
def test_numbers_out_of_bounds(tables, found):
    problems = list(unsound(tables))
    assert len(problems) == len(found)
    assert {problem.kind for problem in problems} == {kind for kind, _ in found}
    assert {path for _, path in found} <= {problem.path for problem in problems}


def test_depth_has_a_limit_that_the_format_keeps_well_within():
    deep: object = 1
    for _ in range(DEEPEST - 1):
        deep = [deep]
    assert not list(unsound({"a": deep}))
    (problem,) = unsound({"a": [deep, 1]})
    assert problem.kind == "too-deep"
    assert len(problem.path) == DEEPEST
