"""What keeps a large store from being read piece by piece, told of each piece by itself.

A store of up to PIECE bytes that cannot be cut is parsed as a whole. A larger one is not, for its
tables may fill the memory: each event of it has to stand in a block of its own.
"""

from collections.abc import Iterator
from itertools import islice

from msgspec.structs import replace

from iraq_tui.domain.steps import finished
from iraq_tui.sources.toml.blocks import Cut, NotAloneError, cutting
from iraq_tui.sources.toml.located import lined
from iraq_tui.sources.toml.problem import MOST_PROBLEMS, Problem, StoreError
from iraq_tui.sources.toml.reader import PIECE, not_utf8, parse, unsound, without_mark

_SIZE = f"{PIECE / 2**20:g} MiB"
_ALONE = f"a store of over {_SIZE} is read event by event"
_MEND = "begin each event, and nothing within a text, with [[events]] on a line of its own"


def faults_of_pieces(data: bytes, file: str) -> list[Problem]:
    """The problems of a store whose pieces cannot all be read; at least one, at most one more than
    are told."""
    data, _ = without_mark(data, file)
    try:
        cut = finished(cutting(data))
    except NotAloneError:
        if strange := not_utf8(data[: data.rfind(b"\n", 0, PIECE) + 1], file):
            return [strange]
        what, mend = f"over {_SIZE} stand outside the events", "leave out what no event needs"
        return [Problem("too-large", what, f"{mend}; {_MEND}", file=file, why=_ALONE)]
    found = list(islice(_faults(cut, file), MOST_PROBLEMS + 1))
    return found or [Problem("unreadable", "its events overlap", _MEND, file=file, why=_ALONE)]


def _faults(cut: Cut, file: str) -> Iterator[Problem]:
    line, at, is_found = 1, 0, False
    spans = sorted([*cut.rest, *zip(cut.starts, cut.ends, strict=True)])
    for start, end in spans:
        line, at = line + cut.data.count(b"\n", at, start), start
        for problem in _of_piece(cut.data[start:end], file):
            is_found = True
            yield replace(problem, line=line + (problem.line or 1) - 1)
    if len(cut.rest) > 1 and not is_found:  # what stands twice, once here and once there
        head = b"".join(cut.head)
        for problem in _of_piece(head, file):
            lines = cut.head_lines([problem.line or 1])
            yield replace(problem, line=lines[problem.line or 1])


def _of_piece(piece: bytes, file: str) -> Iterator[Problem]:
    """What is wrong with one piece by itself, with the lines in it."""
    if len(piece) > PIECE:
        what = f"this event has over {_SIZE}"
        yield Problem("too-large", what, "make several events of it", file=file)
        return
    try:
        text, tables, _ = parse(piece, file)
    except StoreError as error:
        for problem in error.problems:
            yield replace(problem, why=_ALONE) if _is_open(problem) else problem
        return
    strange = list(islice(unsound(tables), MOST_PROBLEMS))
    yield from (replace(problem, file=file) for problem in lined(strange, text))
    events = tables.get("events")
    if "events" in tables and not (isinstance(events, list) and piece.lstrip().startswith(b"[[")):
        yield Problem("single-brackets", "an event stands by itself", _MEND, file=file, why=_ALONE)


def _is_open(problem: Problem) -> bool:
    """Whether a piece may end within a text, for a line of it looks like a header."""
    return "nterminated" in problem.what or "Expected" in problem.what
