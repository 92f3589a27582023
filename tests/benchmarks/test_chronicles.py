"""The chronicles that measurements are made with: valid, and the same each time."""

import os
import subprocess
import sys
from collections import Counter
from hashlib import sha256
from pathlib import Path

import pytest

from benchmarks.chronicles import Shape, parts, write
from iraq_tui.domain.records import AspectType
from iraq_tui.sources.open import open_store
from iraq_tui.sources.toml.problem import Severity

SHAPES = (
    Shape(events=1),
    Shape(events=3, reports=1, claims=1),
    Shape(events=300),
    Shape(events=60, claims=2, reports=3, seed=7),
    Shape(events=12, claims=200, reports=2),
    Shape(events=12, claims=200, reports=40, actors=5),
    Shape(events=80, claims=4, reports=40),
    Shape(events=200, lean=True),
)


def test_the_same_seed_gives_the_same_bytes(root: Path):
    def made(hash_seed: str) -> bytes:
        command = [sys.executable, "-m", "benchmarks.chronicles", "--events", "120", "--seed", "5"]
        env = {**os.environ, "PYTHONHASHSEED": hash_seed}
        return subprocess.run(command, cwd=root, env=env, check=True, capture_output=True).stdout

    assert made("1") == made("2")


def test_the_bytes_are_those_of_every_python():
    """Where the generator is changed, write the new sum: figures on old stores compare no more."""
    made = sha256("".join(parts(Shape(events=50))).encode()).hexdigest()
    assert made == "aa4e038699c967de90034c5bcc76c27ad614650639078ffe9fb735a2e32f7a4f"


def test_another_seed_gives_another_chronicle():
    assert list(parts(Shape(events=20))) != list(parts(Shape(events=20, seed=2)))


@pytest.mark.parametrize("shape", SHAPES, ids=str)
def test_what_is_made_is_read_and_every_anchor_found(shape: Shape, tmp_path: Path):
    write(shape, tmp_path / "made.toml", tmp_path)
    opened = open_store(tmp_path / "made.toml")  # an anchor that is not there would raise
    unused = [problem for problem in opened.problems if problem.kind == "unused-id"]
    assert list(opened.problems) == unused
    chronicle = opened.catalogue.chronicle
    assert len(chronicle.events) == shape.events
    assert len(chronicle.reports) == shape.reports


def test_a_chronicle_of_some_size_leaves_nothing_unused(tmp_path: Path):
    write(Shape(events=300), tmp_path / "made.toml")
    problems = open_store(tmp_path / "made.toml").problems
    assert {problem.severity for problem in problems} == {Severity.NOTE}


def test_claims_are_as_many_as_asked_for(tmp_path: Path):
    write(Shape(events=300, claims=10), tmp_path / "made.toml")
    events = open_store(tmp_path / "made.toml").catalogue.chronicle.events
    assert sum(len(event.claims) for event in events) / 300 == pytest.approx(10, rel=0.1)


def test_all_kinds_of_things_are_told_of(tmp_path: Path):
    write(Shape(events=1000), tmp_path / "made.toml")
    catalogue = open_store(tmp_path / "made.toml").catalogue
    chronicle = catalogue.chronicle
    claims = [claim for event in chronicle.events for claim in event.claims]
    assert {chronicle.aspects[claim.aspect].type for claim in claims} == set(AspectType)
    assert {claim.basis for claim in claims} == {"stated", "resolved", "inferred"}
    assert any(claim.denied for claim in claims)
    assert any(claim.as_of for claim in claims)
    assert any(claim.holder == "unnamed" for claim in claims)
    assert any(event.standing for event in chronicle.events)
    assert any(event.when is None and event.before for event in chronicle.events)
    assert chronicle.judgements
    ids = [event.id for event in chronicle.events]
    assert ids != sorted(ids, key=lambda id_: int(id_.rpartition("-")[2]))  # in order of time
    verdicts = Counter[str]()
    for id_ in ids:
        verdicts.update(catalogue.comparison(id_, catalogue.pairs[0]).counts)
    assert len(verdicts) == 14
    assert verdicts.total() * 0.02 < verdicts["differ"] < verdicts.total() * 0.2
