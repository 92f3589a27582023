"""Keys: from a key written to the terminal to its effect painted, and what a key costs.

An effect is painted once the part of the screen that it concerns has taken its final looks and, in
a synchronized update, once that is over. less, and lnav before 0.12, have no cursor: there a step
down always scrolls.
"""

import time
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from itertools import count

from msgspec import Struct
from msgspec.structs import replace

from benchmarks.peers import EXPLORER, SIZE, Program
from benchmarks.picture import Area, Change, Watched
from benchmarks.results import Results, Series, say
from benchmarks.workplace import OPENING, Workplace

PART, COST = "keys", "cost of a key"
TIMELINE, PANEL = "timeline", "panel"
DOWN, SCROLLING, PAGE, END, HOME = "down in view", "scrolling", "page", "End", "Home"
DIFFER, DATE, HELD = "next disagreement", "go to date", "held, 30 a second"
BYTES, CPU = "bytes", "processor"
WIDE = (50, 160)
_ESCAPE, _PAGE_DOWN = b"\x1b", b"\x1b[6~"
_LINE = 5
"""Rows at the bottom that a line to type a date in may take."""
_HELD_TIMES, _HELD_GAP = 30, 1 / 30
_PATIENCE = 60.0
"""Seconds that any key may take."""


class Move(Struct, frozen=True):
    """How one kind of key is measured."""

    what: str
    key: bytes
    before: tuple[bytes, ...] = ()
    """What is pressed beforehand, off the clock."""
    each: bool = False
    """Whether that is done before each press, not once for all."""


_DOWN_A_SCREEN = b"j" * 60
_KEYS: Mapping[str, tuple[bytes, bytes, bytes]] = {
    EXPLORER: (b"g", b"G", _PAGE_DOWN),
    "less": (b"g", b"G", b" "),
    "tig": (b"\x1bOH", b"\x1bOF", _PAGE_DOWN),
    "lnav": (b"g", b"G", b" "),
    "visidata": (b"gk", b"gj", b"\x06"),
}
"""Home, End and page down of each program."""


def moves(program: str) -> list[Move]:
    """What is measured of a program, in this order."""
    home, end, page = _KEYS[program]
    made = [
        # In the next round the explorer's line to type a date in is still open.
        Move(DOWN, b"j", (_ESCAPE, home) if program == EXPLORER else (home,)),
        Move(SCROLLING, b"j", (home, _DOWN_A_SCREEN)),
        Move(PAGE, page, (home,)),
        Move(END, end, (home,), each=True),
        Move(HOME, home, (end,), each=True),
        Move(HELD, b"j", (home,), each=True),
    ]
    if program == EXPLORER:
        made.append(Move(DIFFER, b"d", (home,)))
        # The year's last digit takes it there; what was before comes back with Escape.
        made.append(Move(DATE, b"4", (_ESCAPE, home, b"t", b"201"), each=True))
    return made


class _Bench:
    """A running program, and what its keys took so far."""

    def __init__(self, program: Program, watched: Watched, results: Results) -> None:
        self.program = program
        self.watched = watched
        self.areas: dict[str, Area] = {}
        self._results = results
        self._series: dict[str, Series] = {}

    def prepare(self, move: Move) -> None:
        """Bring it to where the move begins."""
        for keys in move.before:
            self.watched.type(keys)
            self.watched.settle(patience=_PATIENCE)
        self.areas = self.program.areas(self.watched.picture)
        if move.what == DATE:  # the line to type in takes the last rows, and answers, too
            whole = self.areas[TIMELINE]
            self.areas = {TIMELINE: replace(whole, bottom=whole.bottom - _LINE)}

    def press(self, move: Move) -> None:
        """Press the key once and keep what it took."""
        changes = self._hold(move.key) if move.what == HELD else self._pressed(move.key)
        self._keep(move.what, changes.get(TIMELINE))
        if move.what == DOWN and PANEL in self.areas:
            self._keep(PANEL, changes.get(PANEL))

    def _hold(self, key: bytes) -> dict[str, Change | None]:
        """The key again and again; the last press is on the clock."""
        for _ in range(_HELD_TIMES - 1):
            due = self.watched.type(key) + _HELD_GAP
            while (left := due - time.perf_counter()) > 0:
                self.watched.terminal.read(left)
        return self._pressed(key)

    def _pressed(self, key: bytes) -> dict[str, Change | None]:
        quiet = self.program.quiet
        return self.watched.press(key, self.areas, quiet=quiet, patience=_PATIENCE)[0]

    def _keep(self, what: str, change: Change | None) -> None:
        if what not in self._series:
            program = self.program
            self._series[what] = self._results.new(PART, program.name, what, "ms", program.rows)
        self._series[what].values.append(change.last * 1000 if change else None)


def programs(place: Workplace, sizes: Sequence[int]) -> list[Program]:
    """The explorer on each number of events, with lnav beside it; with all peers on one of them."""
    made = []
    for events in sizes:
        peers = place.peers(events)
        made.append(place.seen(events))
        made += [
            one for one in peers if one.name == "lnav" or events == sizes[min(1, len(sizes) - 1)]
        ]
    return made


def measure(
    those: Sequence[Program], rounds: int, presses: int, results: Results, *, only: str = ""
) -> None:
    """Each key of each program in turns, in ms; what is held is pressed once a round."""
    with ExitStack() as stack:
        benches = [_Bench(one, stack.enter_context(_opened(one)), results) for one in those]
        for number in range(rounds):
            say(f"keys: round {number + 1} of {rounds}")
            for turn, move in enumerate(moves(EXPLORER)):
                if only in ("", move.what):
                    _measure_move(benches, turn, presses)
    results.notes += [
        f"keys: {one.what} changed nothing in {one.program} with {one.rows} rows"
        for one in results.series
        if one.part == PART and not one.measured
    ]


def _opened(program: Program, size: tuple[int, int] = SIZE) -> Watched:
    say(f"keys: opening {program.name} with {program.rows} rows")
    return program.opened(OPENING, size)


def _measure_move(benches: Sequence[_Bench], turn: int, presses: int) -> None:
    """One move of each program, press by press in turns."""
    taking = []
    for bench in benches:
        able = moves(bench.program.name)
        if turn < len(able):
            taking.append((bench, able[turn]))
    for number in count():
        if not any(number < _times(move, presses) for _, move in taking):
            break
        for bench, move in taking:
            if number < _times(move, presses):
                if number == 0 or move.each:
                    bench.prepare(move)
                bench.press(move)


def _times(move: Move, presses: int) -> int:
    return 1 if move.what == HELD else presses


# --- what a key costs -----------------------------------------------------------------------------


def cost(those: Sequence[Program], presses: int, results: Results) -> None:
    """Bytes written and ms of processor time for each ``j`` in the view, on 160x50."""
    for program in those:
        written = results.new(COST, program.name, BYTES, "bytes", program.rows)
        used = results.new(COST, program.name, CPU, "ms", program.rows)
        with _opened(program, WIDE) as watched:
            while len(written.values) < presses:
                _cost_of(watched, moves(program.name)[0], written, used)


_STEPS = 8
"""Steps down that stay in view from the top."""


def _cost_of(watched: Watched, move: Move, written: Series, used: Series) -> None:
    """Bytes of each press; processor time of all of them, as the clock's tick is coarse."""
    for keys in move.before:
        watched.type(keys)
        watched.settle(patience=_PATIENCE)
    before = watched.terminal.cpu()
    for _ in range(_STEPS):
        _, outputs = watched.press(move.key, {}, patience=_PATIENCE)
        written.values.append(float(sum(len(one.data) for one in outputs)))
    used.values.append((watched.terminal.cpu() - before) / _STEPS)
