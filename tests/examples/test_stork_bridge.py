"""The storks on the bridge: a sound store of four reports, none of which is caught whole."""

import json
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from iraq_tui.cli.main import main
from iraq_tui.domain.records import Chronicle
from iraq_tui.text.width import cells

LANGUAGES = ["en", "ar", "zh-Hans", "uk"]


@pytest.fixture(autouse=True)
def _plain_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("IRAQ_TUI_STORE", "IRAQ_TUI_REPORTS"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def text(example: Path) -> Callable[[str], str]:
    """Gives a report's text."""

    def read(report: str) -> str:
        return (example.parent / "reports" / f"{report}.txt").read_text("utf-8")

    return read


def test_check_strict_finds_no_problem_and_every_anchor(
    example: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", str(example), "--strict", "--format", "json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["problems"] == []
    assert found["anchors_found"] == found["anchors"] > 100


def test_it_is_a_small_affair_of_four_reports_in_four_languages(chronicle: Chronicle) -> None:
    assert [report.language for report in chronicle.reports.values()] == LANGUAGES
    assert all(report.sha256 for report in chronicle.reports.values())
    assert 16 <= len(chronicle.events) <= 22
    assert 70 <= sum(len(event.claims) for event in chronicle.events) <= 130


def test_every_report_tells_more_than_the_store_has_caught(
    example: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["coverage", str(example), "--format", "json"]) == 0
    for report in json.loads(capsys.readouterr().out)["reports"]:
        assert 0.4 < report["covered"] / report["lines"] < 0.9, report["report"]


def test_the_names_are_spelt_in_all_the_languages(chronicle: Chronicle) -> None:
    for named in (chronicle.actors, chronicle.places):
        spelt = Counter(tag for thing in named.values() for tag in thing.names)
        assert spelt.keys() == {tag.partition("-")[0] for tag in LANGUAGES}


def test_the_texts_show_wrapping_and_both_directions(text: Callable[[str], str]) -> None:
    for report in ("en", "ar", "zh", "uk"):
        lines = text(report).splitlines()
        assert 25 <= len(lines) <= 60, report
        assert max(map(cells, lines)) > 200, report
    assert "Wide River Works" in text("ar")
    assert " " not in text("zh")
