"""Contrast as WCAG 2.2 measures it, and colours mended to reach it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.color import ColorSystem
from textual.color import BLACK, WHITE, Color

from iraq_tui.tui.widgets.contrast import contrast, legible

COLOURS = st.tuples(*[st.integers(0, 255)] * 3).map(lambda rgb: Color(*rgb))


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [
        ("#000000", "#ffffff", 21.0),
        ("#777777", "#ffffff", 4.48),  # the known pair on either side of 4.5
        ("#767676", "#ffffff", 4.54),
        ("#ff0000", "#ffffff", 4.0),
        ("#123456", "#123456", 1.0),
    ],
)
def test_the_ratio_is_wcags(one, other, ratio):
    pair = Color.parse(one), Color.parse(other)
    assert contrast(*pair) == pytest.approx(ratio, abs=0.005)
    assert contrast(*reversed(pair)) == contrast(*pair)


@given(COLOURS, COLOURS)
def test_every_colour_can_be_made_legible_on_every_ground(colour, ground):
    assert contrast(legible(colour, ground, 4.5), ground) >= 4.5


@given(COLOURS, COLOURS)
def test_what_is_legible_already_stays_as_it_is(colour, ground):
    seen = legible(colour, ground, 4.5)
    assert legible(seen, ground, 4.5) == seen
    if contrast(colour, ground) >= 4.5:
        assert seen == colour


def test_a_mended_colour_keeps_its_hue():
    amber, white = Color.parse("#d29922"), Color.parse("#ffffff")
    mended = legible(amber, white, 4.5)
    assert mended.hsl.h == pytest.approx(amber.hsl.h, abs=0.02)
    assert contrast(mended, white) < 4.8  # no more than it takes


def test_colours_of_the_terminals_own_stay():
    blue, default = Color.parse("ansi_blue"), Color.parse("ansi_default")
    assert legible(blue, default, 4.5) is blue
    assert legible(blue, BLACK, 4.5) is blue
    assert legible(WHITE, default, 4.5) is WHITE


def test_a_terminal_of_256_colours_is_measured_by_what_it_shows():
    """Rounded, this ground is far lighter, and grey on it far fainter."""
    grey, ground = Color.parse("#9a9eac"), Color.parse("#303446")

    def rounded(one):
        return Color.from_rich_color(one.rich_color.downgrade(ColorSystem.EIGHT_BIT))

    plain, mended = (legible(grey, ground, 4.5, rounded=how) for how in (False, True))
    assert contrast(rounded(plain), rounded(ground)) < 3.5
    assert contrast(rounded(mended), rounded(ground)) >= 4.5
