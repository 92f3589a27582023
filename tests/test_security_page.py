"""SECURITY.md is true: its promises name tests that there are, its figures are theirs."""

import importlib.util
import re
from pathlib import Path

import pytest

LINK = re.compile(r"\]\(([^)#:]+)\)")
FIGURE = re.compile(r"([\d,]+)<!-- (.+?) in (\S+) -->")
SECTIONS = re.compile(r"^### (.+?)$(.*?)(?=^##)", re.MULTILINE | re.DOTALL)


@pytest.fixture(scope="module")
def page(root: Path) -> str:
    return (root / "SECURITY.md").read_text("utf-8")


def test_each_promise_has_tests(page: str):
    promises = SECTIONS.findall(page)
    assert len(promises) == 7
    for name, text in promises:
        assert any("tests/" in link for link in LINK.findall(text)), name


def test_everything_it_names_is_there_and_every_test_of_a_promise_is_named(page: str, root: Path):
    links = set(LINK.findall(page))
    assert [link for link in links if not (root / link).is_file()] == []
    for path in (root / "tests" / "trust").glob("test_*.py"):
        assert f"tests/trust/{path.name}" in links
        assert "\ndef test_" in path.read_text("utf-8").replace("async def", "def")


def test_its_figures_are_those_of_the_tests(page: str, root: Path, monkeypatch):
    monkeypatch.delenv("IRAQ_TUI_FUZZ", raising=False)
    figures = FIGURE.findall(page)
    assert len(figures) >= 4
    for told, expression, file in figures:
        spec = importlib.util.spec_from_file_location("looked_into", root / file)
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        assert int(told.replace(",", "")) == eval(expression, vars(module)), (expression, file)
