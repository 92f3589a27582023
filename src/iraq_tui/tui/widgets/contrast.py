"""Colours that can be read on their background, as WCAG 2.2 measures it.

https://www.w3.org/TR/WCAG22/: 1.4.3 asks for 4.5:1 for text, 1.4.11 for 3:1 for other signs that
have to be seen. Themes choose their colours with no such promise.
"""

from functools import lru_cache

from rich.color import ColorSystem
from textual.color import BLACK, WHITE, Color

_STEPS = 50


def luminance(colour: Color) -> float:
    """The relative luminance, from 0 (black) to 1 (white), by WCAG's definition."""
    red, green, blue = (_linear(part) for part in colour.normalized)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4


def contrast(one: Color, other: Color) -> float:
    """WCAG's contrast ratio of two opaque colours, from 1 (the same) to 21 (black and white)."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


@lru_cache(maxsize=1024)
def legible(colour: Color, background: Color, least: float, *, rounded: bool = False) -> Color:
    """The colour, or the nearest to it of at least this contrast on an opaque background.

    A colour that is too weak is mixed with as little black or white as will do, which keeps its
    hue. Where even that end falls short, it is that end. A colour of the terminal's own palette
    comes back as it is: what it looks like is not known. ``rounded`` measures what a terminal of
    256 colours makes of the two.
    """
    if colour.ansi is not None or background.ansi is not None:
        return colour
    behind = _of_256(background) if rounded else background
    end = max(BLACK, WHITE, key=lambda one: contrast(one, behind))
    for step in range(_STEPS):
        mixed = colour.blend(end, step / _STEPS, alpha=1.0)
        if contrast(_of_256(mixed) if rounded else mixed, behind) >= least:
            return mixed
    return end


def _of_256(colour: Color) -> Color:
    return Color.from_rich_color(colour.rich_color.downgrade(ColorSystem.EIGHT_BIT))
