"""The problems of a store as lines: one block each, wrapped, nothing cut."""

from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import PurePath

from iraq_tui.sources.toml.problem import Problem, Severity
from iraq_tui.text.counts import count_of
from iraq_tui.tui.paint.glyphs import Glyphs
from iraq_tui.tui.paint.line import (
    EMPTY,
    Line,
    Piece,
    Role,
    blank,
    flowed,
    indented,
    own,
    shown,
    wrapped,
)

MOST = 1000
"""The most problems shown; the rest are counted."""

_ROLES = {Severity.ERROR: Role.CONFLICT, Severity.WARNING: Role.CAUTION, Severity.NOTE: Role.MUTED}
_ORDER = {severity: rank for rank, severity in enumerate(Severity)}
_WORDS = 9
"""Cells of the column of severities, its gap included."""
_NARROW = 60
"""Cells below which the text stands under the severity, not beside it."""
_STALE = (
    "The file cannot be used as it stands now. The explorer goes on showing the last version of it "
    "that could be."
)


def ordered(problems: Iterable[Problem]) -> list[Problem]:
    """Errors first, then warnings, then notes, each in the order of the file."""
    return sorted(problems, key=lambda problem: _ORDER[problem.severity])


def problem_lines(
    problems: Sequence[Problem], width: int, glyphs: Glyphs, *, stale: bool
) -> tuple[list[Line], list[range]]:
    """The whole sheet for a width, and the block of each problem shown.

    ``stale`` says that the problems are of a version that is not the one in view.
    """
    lines = _heading(problems, width, stale)
    blocks = []
    several = len({problem.file for problem in problems}) > 1
    for problem in problems[:MOST]:
        block = _block(problem, width, whole_path=several)
        blocks.append(range(len(lines), len(lines) + len(block)))
        lines += [*block, EMPTY]
    if len(problems) > MOST:
        more = f"{glyphs.ellipsis} and {len(problems) - MOST} more"
        lines += wrapped(more, width, Role.MUTED)
    elif blocks:
        lines.pop()
    return lines, blocks


def _heading(problems: Sequence[Problem], width: int, stale: bool) -> list[Line]:
    lines = [*wrapped(_STALE, width, Role.CAUTION), EMPTY] if stale else []
    if not problems:
        return [*lines, *wrapped("No problems: the store is sound.", width, Role.GOOD)]
    counts = Counter(problem.severity for problem in problems)
    told = ", ".join(count_of(counts[one], one) for one in Severity if counts[one])
    files = {problem.file for problem in problems}
    pieces = [own(told, Role.STRONG)]
    if len(files) == 1 and (file := files.pop()):
        pieces.append(shown(f"in {file}", Role.MUTED))
    return [*lines, *flowed(pieces, width, " "), EMPTY]


def _block(problem: Problem, width: int, *, whole_path: bool) -> list[Line]:
    word = own(problem.severity.value, _ROLES[problem.severity])
    place = _place(problem, whole_path)
    head = [shown(place, Role.MARK)] if place else []
    head.append(shown(problem.kind, Role.MUTED))
    if width < _NARROW:
        return [*flowed([word, *head], width), *indented(_text(problem, width - 2), 2)]
    room = width - _WORDS
    first, *rest = [*flowed(head, room), *_text(problem, room)]
    return [(word, blank(_WORDS - word.width), *first), *indented(rest, _WORDS)]


def _text(problem: Problem, width: int) -> list[Line]:
    lines = wrapped(problem.what, width)
    lines += _labelled("why", problem.why, width)
    return lines + _labelled("mend", problem.mend, width)


def _labelled(label: str, text: str, width: int) -> list[Line]:
    if not text.strip():
        return []
    pieces: list[Piece] = [own(f"{label}:", Role.MUTED)]
    # A sentence may be longer than the gate lets one line be.
    pieces += (piece for line in wrapped(text, 10_000) for piece in line)
    return flowed(pieces, width, " ")


def _place(problem: Problem, whole_path: bool) -> str:
    """FILE:LINE:COLUMN; the heading has named the folder where there is one file."""
    name = problem.file if whole_path else PurePath(problem.file).name
    return ":".join(str(part) for part in (name, problem.line, problem.column) if part)
