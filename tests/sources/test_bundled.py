"""The chronicle that ships with the program is found however it was installed."""

import shutil
from pathlib import Path

import pytest

from iraq_tui.cli.main import main
from iraq_tui.sources import bundled


@pytest.fixture
def installed(tmp_path, monkeypatch):
    """An installation with the package in a folder of its own, its data in it or not."""
    package = tmp_path / "site" / "src" / "iraq_tui"
    (package / "sources").mkdir(parents=True)
    monkeypatch.setattr(bundled, "__file__", str(package / "sources" / "bundled.py"))
    return package


def test_the_checkout_s_own_file_when_installed_editable():
    root = Path(__file__).resolve().parents[2]
    assert bundled.bundled_path() == root / "data" / "events.toml"
    assert bundled.schema_path() == root / "data" / "events.schema.json"


def test_the_copy_inside_the_package_comes_first(installed):
    data = installed / "data"
    data.mkdir()
    shutil.copy(Path(__file__).resolve().parents[2] / "data" / "events.toml", data)
    assert bundled.bundled_path() == data / "events.toml"


def test_a_file_that_happens_to_lie_near_is_not_taken(installed):
    (installed.parents[1] / "data").mkdir()
    (installed.parents[1] / "data" / "events.toml").write_text("schema = 1")
    with pytest.raises(FileNotFoundError):
        bundled.bundled_path()
    (installed.parents[1] / "pyproject.toml").touch()
    assert bundled.bundled_path() == installed.parents[1] / "data" / "events.toml"


@pytest.mark.usefixtures("installed")
def test_a_broken_installation_is_one_plain_line(capsys):
    assert main(["check"]) == 2
    found = capsys.readouterr()
    assert found.out == ""
    assert found.err.startswith("iraq-tui: ")
    assert found.err.count("\n") == 1
    assert "install iraq-tui again" in found.err
