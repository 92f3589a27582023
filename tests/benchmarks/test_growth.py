"""How steeply costs grow, told from figures, and their picture."""

import math
from collections.abc import Callable
from xml.etree import ElementTree as ET

import pytest

from benchmarks.growth import Cost, Point, described, picture, table, too_steep

SIZES = (100, 1_000, 10_000, 100_000)


def cost(of: Callable[[int], float], sizes: tuple[int, ...] = SIZES) -> Cost:
    points = [Point(size, file_mb=size / 1000, ms=of(size), mb=size / 50) for size in sizes]
    names = ("events", "events", "as many claims", "never seen", "an <operation> & more")
    return described(Cost(*names, points))


@pytest.mark.parametrize(
    ("of", "order", "steep"),
    [
        (lambda _: 7, "constant", False),
        (lambda n: n / 20, "n", False),
        (lambda n: n * math.log(n) / 300, "n log n", False),
        (lambda n: n**2 / 1e5, "n^2.0", True),
        (lambda n: n**1.5 / 100, "n^1.5", True),
        (lambda n: n / 1e9, "below 1 ms", False),
    ],
)
def test_an_order_is_told_from_the_last_steps(of, order: str, steep: bool):
    found = cost(of)
    assert found.order == order
    assert too_steep(found) is steep


def test_a_size_that_could_not_be_measured_is_left_out():
    found = cost(lambda n: n / 20)
    found.points[-1] = Point(100_000, file_mb=100, why="too large")
    assert described(found).slopes_ms == [1.0, 1.0]
    *_, row, reason = table([found]).splitlines()
    assert row.split()[-2:] == ["-", "n"]
    assert reason == "  at 100,000: too large"


def test_the_picture_is_svg_that_holds_every_name():
    root = ET.fromstring(picture([cost(lambda n: n / 20), cost(lambda _: 0.0)]))
    texts = [element.text for element in root.iter("{http://www.w3.org/2000/svg}text")]
    assert "an <operation> & more" in texts
    assert not any("nan" in (text or "") for text in texts)


def test_a_curve_of_one_size_is_drawn():
    ET.fromstring(picture([cost(lambda _: 3.0, sizes=(100,))]))
