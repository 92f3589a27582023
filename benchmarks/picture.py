"""What a terminal shows after each piece of output: replayed once a key is over, off the clock."""

import re
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Self

import pyte
from msgspec import Struct
from pyte.screens import Char

from benchmarks.terminal import PATIENCE, QUIET, LateError, Output, Terminal


class Area(Struct, frozen=True):
    """A part of the screen: rows and columns from 0, the ends not included."""

    top: int
    bottom: int
    left: int
    right: int


class Change(Struct, frozen=True):
    """When an area changed, in seconds of ``time.perf_counter``."""

    first: float
    last: float
    """When it took the looks that it had at the end."""


Cells = tuple[tuple[Char, ...], ...]
_BOUND = re.compile(rb"\x1b\[\?2026([hl])")


class _Screen(pyte.Screen):
    """pyte's, and what ncurses besides may use of an xterm: REP, SU, SD."""

    _last = " "

    def draw(self, data: str) -> None:
        super().draw(data)
        self._last = data[-1:] or self._last

    def repeat(self, count: int = 1, **_: bool) -> None:
        """REP: the last character again."""
        super().draw(self._last * max(count, 1))

    def scroll_text_up(self, count: int = 1, **_: bool) -> None:
        """SU: the text moves up."""
        self._scroll(count, self.delete_lines)

    def scroll_text_down(self, count: int = 1, **_: bool) -> None:
        """SD: the text moves down."""
        self._scroll(count, self.insert_lines)

    def _scroll(self, count: int, move: Callable[[int], None]) -> None:
        x, y = self.cursor.x, self.cursor.y
        self.cursor.y = self.margins.top if self.margins else 0
        move(max(count, 1))
        self.cursor.x, self.cursor.y = x, y


class _Stream(pyte.ByteStream):
    csi = {  # noqa: RUF012 -- as pyte declares it
        **pyte.ByteStream.csi,
        "b": "repeat",
        "S": "scroll_text_up",
        "T": "scroll_text_down",
    }
    events = pyte.ByteStream.events | {"repeat", "scroll_text_up", "scroll_text_down"}


class Picture:
    """What a terminal of (rows, columns) shows."""

    def __init__(self, size: tuple[int, int]) -> None:
        self.rows, self.columns = size
        self._screen = _Screen(self.columns, self.rows)
        self._stream = _Stream(self._screen)
        self.is_amid_frame = False
        """Whether a synchronized update has begun and is not over: the eye sees none of it yet."""

    def feed(self, data: bytes) -> None:
        """Take in what a program wrote."""
        self._stream.feed(data)
        for bound in _BOUND.finditer(data):
            self.is_amid_frame = bound[1] == b"h"

    @property
    def lines(self) -> list[str]:
        """What can be read, a character for each column: wide ones have a blank beside them."""
        whole = Area(0, self.rows, 0, self.columns)
        rows = self.cells(whole)  # pyte's own fails on half of a wide character
        return ["".join(one.data[:1] or " " for one in row).rstrip() for row in rows]

    def words(self, area: Area) -> list[str]:
        """What can be read in a part of the screen, row by row, as it was written."""
        return ["".join(one.data for one in row) for row in self.cells(area)]

    @property
    def text(self) -> str:
        """The same as one text."""
        return "\n".join(self.lines)

    def cells(self, area: Area) -> Cells:
        """Characters with their looks."""
        buffer = self._screen.buffer
        columns = range(area.left, area.right)
        return tuple(
            tuple(map(buffer[y].__getitem__, columns)) for y in range(area.top, area.bottom)
        )

    def replay(
        self, outputs: Iterable[Output], areas: Mapping[str, Area]
    ) -> dict[str, Change | None]:
        """Take in what came, and tell when each area changed; None where it looks as before."""
        before = {name: self.cells(area) for name, area in areas.items()}
        now = dict(before)
        first: dict[str, float] = {}
        last: dict[str, float] = {}
        for output in outputs:
            self.feed(output.data)
            if self.is_amid_frame:
                continue
            for name, area in areas.items():
                cells = self.cells(area)
                if cells != now[name]:
                    now[name], last[name] = cells, output.at
                    first.setdefault(name, output.at)
        return {
            name: Change(first[name], last[name]) if now[name] != before[name] else None
            for name in areas
        }


class Watched:
    """A program in a terminal, with a picture of what it shows."""

    def __init__(self, terminal: Terminal, size: tuple[int, int]) -> None:
        self.terminal = terminal
        self.picture = Picture(size)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.terminal.kill()

    def type(self, keys: bytes) -> float:
        """Press keys; when they were."""
        self.look()
        return self.terminal.type(keys)

    def settle(self, quiet: float = QUIET, patience: float = PATIENCE) -> None:
        """Wait until it is quiet, and see what it shows then."""
        self.terminal.settle(quiet, patience)
        self.look()

    def look(self) -> None:
        """Take in all that came by now."""
        for output in self.terminal.take():
            self.picture.feed(output.data)

    def wait_for(self, shows: Callable[[str], bool], patience: float = PATIENCE) -> float:
        """Look until the text on the screen suits; when the piece came that made it so."""
        end = time.perf_counter() + patience
        at = time.perf_counter()
        while not shows(self.picture.text):
            if not self.terminal.outputs and not self.terminal.read(end - time.perf_counter()):
                raise LateError(f"{self.terminal.told()}; it shows\n{self.picture.text}")
            for output in self.terminal.take():
                self.picture.feed(output.data)
                at = output.at
        return at

    def press(
        self,
        keys: bytes,
        areas: Mapping[str, Area],
        *,
        quiet: float = QUIET,
        patience: float = PATIENCE,
    ) -> tuple[dict[str, Change | None], Sequence[Output]]:
        """Press keys: when each area changed, in seconds from then, and all that came."""
        self.look()
        at, outputs = self.terminal.press(keys, quiet=quiet, patience=patience)
        changes = self.picture.replay(outputs, areas)
        since = {
            name: Change(one.first - at, one.last - at) if one else None
            for name, one in changes.items()
        }
        return since, outputs
