"""Memory: what a program holds once it shows its first frame and has nothing to do."""

from collections.abc import Sequence

from benchmarks.peers import Program
from benchmarks.results import Results, say
from benchmarks.start import FIRST, NEVER, SEEN
from benchmarks.terminal import Memory
from benchmarks.workplace import BUNDLED, NEW, OPENING, Workplace

PART = "memory"
KINDS = ("resident", "proportional", "anonymous")
_IDLE = 1.0
"""Seconds without output or work after which a program has nothing to do."""


def measure(place: Workplace, sizes: Sequence[int], rounds: int, results: Results) -> None:
    """Resident, proportional and anonymous memory in MB; nothing where the system does not tell."""
    programs = [(place.blank(), FIRST), (place.seen(BUNDLED), FIRST)]
    for events in sizes:
        programs.append((place.explorer(events, cache=NEW), NEVER))
        programs.append((place.seen(events), SEEN))
        programs += [(peer, FIRST) for peer in place.peers(events)]
    cases = [
        (one, [results.new(PART, one.name, f"{what}, {kind}", "MB", one.rows) for kind in KINDS])
        for one, what in programs
    ]
    for number in range(rounds):
        say(f"memory: round {number + 1} of {rounds}")
        for program, series in cases:
            if series[0].what.startswith(NEVER):
                place.forget(NEW)
            memory = idle(program)
            if memory is not None:
                for kind, one in zip(KINDS, series, strict=True):
                    one.values.append(getattr(memory, kind))


def idle(program: Program) -> Memory | None:
    """What a program holds once it has nothing to do."""
    with program.opened(OPENING) as watched:
        watched.settle(_IDLE, OPENING)
        return watched.terminal.memory()
