"""The head of the time axis: its dates, and a line that they stand on."""

from collections.abc import Iterable

from iraq_tui.domain.axis import Span
from iraq_tui.domain.moment_words import gap_words
from iraq_tui.domain.scale import FOLD, Scale
from iraq_tui.domain.ticks import Tick, ticks
from iraq_tui.text.width import cells
from iraq_tui.tui.paint.glyphs import Glyphs
from iraq_tui.tui.paint.line import Line, Piece, Role, blank, own

_APART = 1
"""Cells between two labels at least."""
_FOLD = FOLD // 2
"""The cells of a folded stretch."""


def scale_lines(scale: Scale, glyphs: Glyphs) -> list[Line]:
    """Two lines: labels, and the axis with a mark below each."""
    found = ticks(scale)
    columns = [tick.place // 2 for tick in found.marks]
    labels = [(at, _label(tick)) for at, tick in zip(columns, found.marks, strict=True)]
    if found.context and not any(tick.is_major and tick.place < 2 for tick in found.marks):
        context = own(found.context, Role.STRONG)
        labels = [(0, context), *(one for one in labels if one[0] > cells(found.context))]
    folds = _folds(scale)
    for at, fold in folds:
        words = gap_words(fold.lo - 1, fold.hi + 1).split()[:2]  # years, without their months
        if cells(" ".join(words)) <= _FOLD:
            labels.append((at, own(" ".join(words), Role.MUTED)))
    return [_labels(labels, scale.halves // 2), _axis(scale, columns, folds, glyphs)]


def fold_columns(scale: Scale) -> list[int]:
    """The cells in which a folded stretch is marked."""
    return [at + _FOLD // 2 for at, _ in _folds(scale)]


def _label(tick: Tick) -> Piece:
    return own(tick.label, Role.STRONG if tick.is_major else Role.TEXT)


def _folds(scale: Scale) -> list[tuple[int, Span]]:
    """Each folded stretch that is whole in sight, with its first cell."""
    found = ((scale.place(fold.lo) // 2, fold) for fold in scale.folds)
    return [(at, fold) for at, fold in found if 0 <= at <= scale.halves // 2 - _FOLD]


def _labels(labels: list[tuple[int, Piece]], width: int) -> Line:
    """Labels at their cells, those left out that would touch the one before or be cut."""
    line: list[Piece] = []
    used = 0
    for at, label in sorted(labels, key=lambda one: one[0]):
        if (at >= used + _APART or at == used == 0) and at + label.width <= width:
            line += [blank(at - used), label]
            used = at + label.width
    return tuple(line)


def _axis(
    scale: Scale, marks: Iterable[int], folds: Iterable[tuple[int, Span]], glyphs: Glyphs
) -> Line:
    signs = [glyphs.horizontal] * (scale.halves // 2)
    for mark in marks:
        signs[mark] = glyphs.bars.tick
    for at, _ in folds:
        signs[at : at + _FOLD] = [" "] * _FOLD
        signs[at + _FOLD // 2] = glyphs.bars.fold
    return (own("".join(signs), Role.RULE),)
