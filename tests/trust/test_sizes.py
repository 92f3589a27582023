"""Terminals of any size, and of many sizes in a row; and nothing to do on any screen."""

import os
import random

import pytest

pytestmark = pytest.mark.slow

PLACES = [
    "explorer", "filter", "date", "palette", "help", "problems", "export", "claim", "reading",
    "matrix", "summary", "axis",
]  # fmt: skip
USUAL = (50, 160)
TOO_SMALL = "too small"


LONG = bool(os.environ.get("IRAQ_TUI_LONG_TESTS"))


@pytest.mark.parametrize("size", [(1, 1), (200, 500)])
def test_it_starts_and_leaves_at_any_size(terminal, size: tuple[int, int]):
    screen = terminal(size=size)
    screen.until(b"\x1b[?2004h")
    screen.read_for(0.3)
    screen.type("j\x0c")
    screen.resize(*USUAL)
    screen.wait_for("28 events")
    screen.open("help")
    screen.type("\x11")
    assert screen.end() == 0
    assert screen.left() == []


def test_every_screen_comes_back_after_too_small_with_its_focus_and_is_at_rest(terminal):
    """Keys go where they went before; and once nothing is to be done, nothing is."""
    screen = terminal(answers=True)
    for place in PLACES:
        screen.open(place)
        screen.resize(8, 30)
        screen.wait_for(lambda text: TOO_SMALL in text)
        screen.resize(1, 1)
        screen.read_for(0.1)
        screen.resize(*USUAL)
        screen.wait_for(lambda text, place=place: TOO_SMALL not in text and screen.shows(place))
        assert screen.comes_to_rest()
        screen.leave(place)
    # What is typed in a line goes on there.
    screen.type("/ta")
    screen.wait_for("Enter keep")
    screen.resize(5, 20)
    screen.wait_for(lambda text: TOO_SMALL in text)
    screen.resize(*USUAL)
    screen.wait_for("Enter keep")
    screen.type("lks\r")
    screen.wait_for("talks")
    screen.wait_for("of 28 events")
    screen.type("q")
    assert screen.end() == 0
    assert screen.left() == []


@pytest.mark.parametrize("place", ["explorer", "reading"] if LONG else ["explorer"])
def test_a_storm_of_two_hundred_sizes_leaves_it_whole_and_at_rest(terminal, place: str):
    dice = random.Random(place)
    screen = terminal()
    screen.open(place)
    threads, files = screen.threads, screen.files
    for number in range(200):
        screen.resize(dice.randrange(1, 60), dice.randrange(1, 200))
        if number % 7 == 0:
            screen.type("j")
        screen.read_for(0.005)
    screen.resize(*USUAL)
    screen.wait_for(lambda text: screen.shows(place) and TOO_SMALL not in text)
    assert screen.comes_to_rest()
    assert (screen.threads, screen.files) == (threads, files)
    screen.leave(place)
    screen.type("q")
    assert screen.end() == 0
    assert screen.left() == []


def test_when_a_resize_is_told_in_band_it_is_taken(terminal):
    """By terminals that know how: they write it among what is typed."""
    screen = terminal(answers=True)
    screen.open("explorer")
    screen.until(b"\x1b[?2048h")
    screen.type("\x1b[48;8;30;80;300t")
    screen.wait_for(TOO_SMALL)
    screen.type("\x1b[48;50;160;1000;1600t")
    screen.open("help")
    screen.type("qq")
    assert screen.end() == 0
    assert screen.left() == []
