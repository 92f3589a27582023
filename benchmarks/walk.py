"""A walk over all that the explorer has, at random but the same for each seed.

Each visit is a list of strokes: what opens something, what is done there, what leaves it. No stroke
quits. Where something does not open, the strokes mean something else; they leave it all the same.
"""

import random
from collections.abc import Iterator, Sequence
from enum import Enum, auto

ESC, ENTER, TAB = b"\x1b", b"\r", b"\t"


class Deed(Enum):
    """What is done to the explorer from outside."""

    RESIZE = auto()
    RELOAD = auto()
    REST = auto()
    """It goes to the background, and comes back."""


Stroke = bytes | Deed

_WALKING = [*(one.encode() for one in "jkJKdDoO}{gG\x04\x15\x06\x02"), b"\x1b[B", b"\x1b[A"]
_CHANGING = [b" ", b"v", b"A", b"u", b"U", b"a", b"r", b"[", b"]", b"m", b"y", b"\x0c", TAB]
_WORDS = ["talk", "ira", "a", "2014", "act", "nobody", "tag:talks", "differ:", "is:open (", "бу"]
_FOUND = ["talk", "matrix", "summary", "axis"]
_LOOKED_AT = ["theme", "talk", "a", "zzz"]
_DATES = ["2014", "aug 2023", "15 June 2014", "1999", "nonsense"]


def walk(seed: int) -> Iterator[Stroke]:
    """Strokes without an end."""
    dice = random.Random(seed)
    while True:
        yield from dice.choice(_VISITS)(dice)
        yield from (ESC, ESC, ESC)


def _some(dice: random.Random, keys: Sequence[Stroke], most: int = 12) -> list[Stroke]:
    return [dice.choice(keys) for _ in range(dice.randrange(2, most))]


def _typed(text: str) -> list[Stroke]:
    return [one.encode() for one in text]


def _walking(dice: random.Random) -> list[Stroke]:
    return _some(dice, [*_WALKING, *_CHANGING], 30)


def _filter(dice: random.Random) -> list[Stroke]:
    return [b"/", *_typed(dice.choice(_WORDS)), dice.choice([ENTER, ESC]), *_some(dice, _WALKING)]


def _date(dice: random.Random) -> list[Stroke]:
    return [b"t", *_typed(dice.choice(_DATES)), dice.choice([ENTER, ESC])]


def _palette(dice: random.Random) -> list[Stroke]:
    if dice.random() < 0.5:
        return [b":", *_typed(dice.choice(_FOUND)), ENTER, *_some(dice, [b"j", b"k"])]
    looked_at = _typed(dice.choice(_LOOKED_AT))
    return [b":", *looked_at, *_some(dice, [b"\x1b[B", b"\x1b[A", b"\x1b[6~", b"\x7f"]), ESC]


def _claim(dice: random.Random) -> list[Stroke]:
    return [b"d", ENTER, *_some(dice, [b"j", b"k"], 4), ENTER, *_some(dice, [b"J", b"K", b"j"])]


def _reading(dice: random.Random) -> list[Stroke]:
    search = [b"/", *_typed(dice.choice(["the", "в", "zzz"])), ENTER, b"n", b"N", ESC]
    keys = [b"j", b"k", b"d", b"D", b"o", b"O", b"G", b"g", b"\x06", TAB]
    return [b"R", *_some(dice, keys), *(search if dice.random() < 0.5 else []), b"R"]


def _axis(dice: random.Random) -> list[Stroke]:
    return [b"z", *_some(dice, [b"+", b"-", b"0", b"h", b"l", b"L", b"f", b"j", b"d"], 20), b"z"]


def _export(dice: random.Random) -> list[Stroke]:
    if dice.random() < 0.3:
        return [b"x", ENTER, b"\x0f"]
    return [b"x", TAB, *_some(dice, [b"j", b"\x06", b"G", b"g"]), ESC]


def _pages(dice: random.Random) -> list[Stroke]:
    keys = [b"j", b"k", b"G", b"g", b"h", b"l", b"\x06", TAB]
    return [dice.choice([b"?", b"!", b"M", b"S"]), *_some(dice, keys), ESC]


_VISITS = [
    _walking, _walking, _filter, _date, _palette, _claim, _reading, _axis, _export, _pages, _pages,
    lambda _: [Deed.RESIZE],
    lambda _: [Deed.RELOAD],
    lambda dice: [b"e"] if dice.random() < 0.5 else [Deed.REST],
]  # fmt: skip
