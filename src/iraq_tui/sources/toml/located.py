"""The lines of problems, from their paths."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from msgspec.structs import replace

from iraq_tui.sources.toml.blocks import Cut
from iraq_tui.sources.toml.locate import line_of, locate
from iraq_tui.sources.toml.problem import Path, Problem
from iraq_tui.sources.toml.told import HERE


def located(problems: Sequence[Problem], text: str, file: str) -> list[Problem]:
    """Problems with their file and, where it is certain, their line; in the order of the file."""
    return _in_order(lined(problems, text) if problems else (), file)


def lined(problems: Sequence[Problem], text: str) -> Iterator[Problem]:
    """Problems each with the line of its path in a text, where it has none and that is certain."""
    lines = _lines([problem.path for problem in problems], text)
    for problem, line in zip(problems, lines, strict=True):
        yield replace(problem, line=line) if line and not problem.line else problem


def lined_in_block(problems: Sequence[Problem], block: bytes) -> Iterator[Problem]:
    """Problems of an event each with its line in the event's block, likewise."""
    if any(len(problem.path) > len(HERE) for problem in problems):
        yield from lined(problems, block.decode())
    else:  # the block begins with the header
        yield from (replace(problem, line=1) for problem in problems)


HeadLines = dict[Path, int | None]
"""The lines of paths in a store's head by itself, as if no events stood between; none where that
is not certain."""


def located_in_blocks(
    problems: Sequence[Problem], cut: Cut, file: str, head_lines: HeadLines
) -> list[Problem]:
    """As `located`, of a store that has been cut: each is looked for in its own block alone.

    ``head_lines`` are those that are known already; what is looked for besides is added.
    """
    found: list[Problem] = []
    of_events: dict[int, list[Problem]] = defaultdict(list)
    of_head: list[Problem] = []
    for problem in problems:
        match problem.path:
            case _ if problem.line:
                found.append(problem)
            case ("events", int(number), *_):
                of_events[number].append(problem)
            case _:
                of_head.append(problem)
    found += _lined_in_head(of_head, cut, head_lines)
    for number, first in cut.first_lines(of_events).items():
        theirs = [in_store(problem, 0) for problem in of_events[number]]
        lined_ones = lined_in_block(theirs, cut.block(number))
        found += (in_store(problem, number, first) for problem in lined_ones)
    return _in_order(found, file)


def in_store(problem: Problem, number: int, first: int | None = None) -> Problem:
    """A problem of an event's own block as one of the store, where the block has a number and a
    first line."""
    line = first + problem.line - 1 if first and problem.line else None
    return replace(problem, path=("events", number, *problem.path[2:]), line=line)


def _lined_in_head(problems: Sequence[Problem], cut: Cut, known: HeadLines) -> Iterator[Problem]:
    new = {problem.path for problem in problems} - known.keys() - {()}
    if new:
        paths = list(new)
        known.update(zip(paths, _lines(paths, b"".join(cut.head).decode()), strict=True))
    lines = [known.get(problem.path) for problem in problems]
    in_store = cut.head_lines(line for line in lines if line)
    for problem, line in zip(problems, lines, strict=True):
        yield replace(problem, line=in_store[line]) if line else problem


def _lines(paths: Sequence[Path], text: str) -> list[int | None]:
    wanted = {path[:end] for path in paths for end in range(len(path) + 1)}
    lines = locate(text, wanted, until=[path for path in paths if path])
    return [line_of(path, lines) for path in paths]


def _in_order(problems: Iterable[Problem], file: str) -> list[Problem]:
    placed = dict.fromkeys(replace(problem, file=file) for problem in problems)
    return sorted(placed, key=lambda problem: (problem.line or 0, problem.what))
