"""How far a long reading is, on the terminal's error stream; nothing where nobody would see it."""

import sys
from collections.abc import Generator
from time import monotonic
from typing import TextIO, TypeVar

from iraq_tui.text.safe import safe_line

T = TypeVar("T")

_PATIENCE = 0.5
"""Seconds after which it is worth telling."""
_NEWS = 0.1
"""Seconds between two tellings."""
_CLEAR = "\r\x1b[K"


def with_progress(
    steps: Generator[float, None, T],
    name: str,
    stream: TextIO | None = None,
    *,
    doing: str = "reading",
) -> T:
    """What the steps return in the end; their shares, from 0 to 1, are shown as they come."""
    stream = stream or sys.stderr
    due = monotonic() + _PATIENCE if stream.isatty() else float("inf")
    told = False
    try:
        while True:
            share = next(steps)
            if monotonic() >= due:
                due, told = monotonic() + _NEWS, True
                stream.write(f"{_CLEAR}{doing} {safe_line(name, 60)} … {int(share * 100)} %")
                stream.flush()
    except StopIteration as end:
        found: T = end.value
        return found
    finally:
        if told:
            stream.write(_CLEAR)
            stream.flush()
