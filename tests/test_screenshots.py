"""The pictures tell the truth: their content is what the explorer shows today."""

import importlib.util
import re
import sys
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "screenshots"


def tool() -> ModuleType:
    """The script behind ``make screenshots``."""
    spec = importlib.util.spec_from_file_location("screenshots", ROOT / "tools/screenshots.py")
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


SCREENSHOTS = tool()


@pytest.mark.parametrize("name", SCREENSHOTS.SHOTS)
async def test_a_picture_shows_what_the_explorer_shows_today(name):
    fresh = SCREENSHOTS.content(await SCREENSHOTS.picture(SCREENSHOTS.SHOTS[name]))
    kept = SCREENSHOTS.content((FOLDER / f"{name}.svg").read_text("utf-8"))
    assert kept == fresh, "make screenshots"
    assert len("".join(fresh)) > 200


def test_there_is_no_picture_that_nothing_makes():
    assert {path.stem for path in FOLDER.glob("*.svg")} == set(SCREENSHOTS.SHOTS)


def test_every_picture_is_shown_and_the_readme_begins_with_one():
    readme = (ROOT / "README.md").read_text("utf-8")
    shown = re.findall(r"\(screenshots/([a-z]+)\.svg\)", readme)
    assert set(shown) <= set(SCREENSHOTS.SHOTS)
    assert shown[0] == "wide"
    page = (FOLDER / "README.md").read_text("utf-8")
    assert set(re.findall(r"\(([a-z]+)\.svg\)", page)) == set(SCREENSHOTS.SHOTS)


@pytest.mark.parametrize("name", SCREENSHOTS.SHOTS)
def test_a_picture_needs_no_network_and_runs_nothing(name):
    svg = (FOLDER / f"{name}.svg").read_text("utf-8")
    links = set(re.findall(r"https?://[^\"' )<]+", svg))
    assert links <= {"http://www.w3.org/2000/svg", "https://www.textualize.io"}
    assert "<script" not in svg


@pytest.mark.parametrize("name", SCREENSHOTS.SHOTS)
def test_no_picture_shows_a_sentence_of_a_report(reports_folder, name):
    """Anchors may show: at most ten words of a report stand together."""
    shown = words(" ".join(SCREENSHOTS.content((FOLDER / f"{name}.svg").read_text("utf-8"))))
    for path in reports_folder.glob("*.txt"):
        told = words(path.read_text("utf-8"))
        runs = {tuple(told[i : i + 11]) for i in range(len(told) - 10)}
        assert runs.isdisjoint(tuple(shown[i : i + 11]) for i in range(len(shown) - 10))


def words(text: str) -> list[str]:
    return re.findall(r"\w+", text.lower())
