"""The bundled chronicle against the two reports' texts."""

import re
import subprocess
from hashlib import sha256
from pathlib import Path

import pytest

from iraq_tui.cli.main import main
from iraq_tui.sources.bundled import bundled_path
from iraq_tui.sources.open import Opened, open_store
from iraq_tui.sources.toml.problem import Severity

ROOT = Path(__file__).resolve().parents[1]
MOST_WORDS = 10


@pytest.fixture(scope="module")
def opened() -> Opened:
    return open_store(bundled_path())


@pytest.fixture(scope="module")
def texts(reports_folder) -> Path:
    """The folder of the reports' texts; where there is none, the test is skipped."""
    return reports_folder


def words(text: str) -> list[str]:
    """Words as a reader counts them: a hyphen or an apostrophe makes no new one."""
    return re.findall(r"[\w’'-]+", text.lower())


def all_anchors(chronicle):
    return [
        (claim, anchor)
        for event in chronicle.events
        for claim in event.claims
        for anchor in claim.anchors
    ]


def test_without_the_texts_there_is_nothing_but_the_note_that_they_are_missing(opened):
    assert {problem.kind for problem in opened.problems} <= {"no-text"}
    assert {problem.severity for problem in opened.problems} <= {Severity.NOTE}


def test_every_claim_has_an_anchor_that_is_a_fragment(opened):
    chronicle = opened.catalogue.chronicle
    assert all(claim.anchors for event in chronicle.events for claim in event.claims)
    for claim, anchor in all_anchors(chronicle):
        assert 0 < len(words(anchor.exact)) <= MOST_WORDS, claim
        assert len(words(anchor.prefix)) <= MOST_WORDS, claim
        assert len(words(anchor.suffix)) <= MOST_WORDS, claim


def test_every_text_claim_says_something_and_every_other_has_a_value(opened):
    chronicle = opened.catalogue.chronicle
    for event in chronicle.events:
        for claim in event.claims:
            typed = chronicle.aspects[claim.aspect].type != "text"
            assert (claim.value is not None) == typed, claim
            assert typed or claim.says, claim


def test_both_reports_speak_and_carry_the_hash_of_their_text(opened):
    reports = opened.catalogue.chronicle.reports
    assert set(reports) == {"uk", "ru"}
    assert all(len(report.sha256) == 64 for report in reports.values())
    assert reports["uk"].outlet is None, "the report does not say who publishes it"


# --- with the texts -------------------------------------------------------------------------------


def test_check_strict_finds_no_problem(texts, capsys, monkeypatch):
    monkeypatch.setenv("IRAQ_TUI_REPORTS", str(texts))
    monkeypatch.delenv("IRAQ_TUI_STORE", raising=False)
    assert main(["check", "--strict"]) == 0
    (outcome,) = capsys.readouterr().out.splitlines()
    assert "no problems" in outcome


def test_the_hashes_are_those_of_the_texts(texts, opened):
    for report in opened.catalogue.chronicle.reports.values():
        assert report.sha256 == sha256((texts / report.text).read_bytes()).hexdigest()


def test_every_anchor_stands_exactly_once_in_its_report(texts, opened):
    chronicle = opened.catalogue.chronicle
    # Counted a second time here, in another way than the program does it.
    plain = {
        id_: " ".join((texts / report.text).read_text(encoding="utf-8").split())
        for id_, report in chronicle.reports.items()
    }
    passages = open_store(bundled_path(), texts).catalogue
    for claim, anchor in all_anchors(chronicle):
        text = plain[claim.report]
        if not anchor.prefix and not anchor.suffix:
            assert text.count(" ".join(anchor.exact.split())) == 1, claim
        line = passages.passage(claim.report, anchor).line
        lines = (texts / chronicle.reports[claim.report].text).read_text("utf-8").split("\n")
        assert lines[line - 1].lstrip("\ufeff").find(anchor.exact.split()[0]) >= 0, claim


def test_no_run_of_eleven_words_of_a_report_stands_in_the_project(texts, opened):
    """Except the headlines, which are what a report is known by."""
    chronicle = opened.catalogue.chronicle
    runs = {
        run
        for report in chronicle.reports.values()
        for run in _runs((texts / report.text).read_text(encoding="utf-8"))
    }
    assert runs
    runs -= {run for report in chronicle.reports.values() for run in _runs(report.headline)}
    for path in _project_files():
        shared = runs & set(_runs(path.read_text(encoding="utf-8", errors="ignore")))
        assert not shared, f"{path}: {min(shared)}"


def _runs(text: str) -> list[tuple[str, ...]]:
    listed, length = words(text), MOST_WORDS + 1
    return [tuple(listed[i : i + length]) for i in range(len(listed) - length + 1)]


def _project_files() -> list[Path]:
    """The files under version control and those about to be, as far as they are text."""
    found = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=False,
    )
    if found.returncode:
        pytest.skip("this is no git checkout")
    files = [ROOT / name.decode() for name in found.stdout.split(b"\0") if name]
    return [path for path in files if path.is_file() and b"\0" not in path.read_bytes()[:8000]]
