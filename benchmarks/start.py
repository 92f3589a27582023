"""Start: from the execution of a program to its first content on the screen."""

import re
import subprocess
import time
from collections.abc import Sequence

from msgspec.structs import replace

from benchmarks.peers import BLANK, EXPLORER, Program, calibrated, first_shown
from benchmarks.results import Measure, Results, Series, in_turns, say
from benchmarks.terminal import LateError
from benchmarks.workplace import BUNDLED, NEW, OPENING, Workplace, explorer_command

PART = "start"
NEVER, SEEN, FIRST = "never seen", "seen before", "first content"
WHOLE = "all panes"
"""The explorer's first frame, from which on it takes keys; before that only its events show."""
_KEYS = re.compile(rb"help")
"""What the line of keys says."""
COMMANDS = ("check", "list", "export")
_SETTLED_LINES = 20
"""Lines of content that a peer shows once it shows any."""


def measure(
    place: Workplace, sizes: Sequence[int], rounds: int, budget: float, results: Results
) -> None:
    """All starts side by side, in ms."""
    cases: list[tuple[Series, Measure]] = []

    def add(program: str, what: str, rows: int, run: Measure) -> None:
        cases.append((results.new(PART, program, what, "ms", rows), run))

    add(BLANK, FIRST, 0, starting(place.blank()))
    bundled = calibrated(place.seen(BUNDLED), OPENING)
    add(EXPLORER, FIRST, BUNDLED, starting(bundled))
    add(EXPLORER, WHOLE, BUNDLED, starting(replace(bundled, content=_KEYS)))
    for command in COMMANDS:
        add(EXPLORER, command, BUNDLED, whole(place, command))
    for events in sizes:
        say(f"start: trying {events} events")
        if not place.keeps(events):
            results.notes.append(f"start, {events} events: no cache is kept, so {SEEN} is {NEVER}")
        add(EXPLORER, NEVER, events, _never_seen(place, events))
        add(EXPLORER, SEEN, events, seen_before(place, events))
        add(EXPLORER, WHOLE, events, starting(replace(place.seen(events), content=_KEYS)))
        for peer in place.peers(events):
            _verified(peer)
            add(peer.name, FIRST, events, starting(peer))
    say("start: measuring")
    in_turns(cases, rounds, budget, results.notes)


def first_content(program: Program) -> float:
    """Milliseconds from just before the execution to the first content."""
    with program.start() as terminal:
        try:
            at = terminal.wait_for(program.content, OPENING)
        except LateError:
            shown = first_shown(program, terminal.outputs) if program.is_ours else None
            if shown is None:
                raise
            at = shown
        return (at - terminal.started) * 1000


def starting(program: Program) -> Measure:
    """What measures the start of a program."""
    return lambda: first_content(program)


def seen_before(place: Workplace, events: int) -> Measure:
    """What measures the start on a chronicle that was opened before."""
    return starting(calibrated(place.seen(events), OPENING))


def _never_seen(place: Workplace, events: int) -> Measure:
    place.forget(NEW)
    program = calibrated(place.explorer(events, cache=NEW), OPENING)

    def run() -> float:
        place.forget(NEW)
        return first_content(program)

    return run


def whole(place: Workplace, command: str) -> Measure:
    """What measures a command of the explorer's on the bundled chronicle, from start to end."""
    environment = place.environment()

    def run() -> float:
        before = time.perf_counter()
        subprocess.run(
            [*explorer_command(), command],
            env=environment,
            cwd=place.folder / "run",
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=True,
            timeout=OPENING,
        )
        return (time.perf_counter() - before) * 1000

    run()
    return run


def _verified(peer: Program) -> None:
    """See once that a peer shows what it should; its first start also writes what it keeps."""
    with peer.opened(OPENING):
        pass
    with peer.opened(OPENING) as watched:
        shown = [line for line in watched.picture.lines if peer.content.search(line.encode())]
        if len(shown) < _SETTLED_LINES:
            raise LateError(f"{peer.name} shows {len(shown)} lines:\n{watched.picture.text}")
