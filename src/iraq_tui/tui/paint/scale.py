"""The head of the time axis: its dates, and a line that they stand on."""

from iraq_tui.domain.moment_words import gap_words
from iraq_tui.domain.scale import FOLD, Scale
from iraq_tui.domain.ticks import Tick, ticks
from iraq_tui.text.width import cells
from iraq_tui.tui.paint.glyphs import Glyphs
from iraq_tui.tui.paint.line import Line, Piece, Role, blank, own, width_of

_APART = 1


def scale_lines(scale: Scale, glyphs: Glyphs) -> list[Line]:
    """Two lines: labels, and the axis with a mark below each."""
    found = ticks(scale)
    columns = [tick.place // 2 for tick in found.marks]
    labels = [(at, _label(tick)) for at, tick in zip(columns, found.marks, strict=True)]
    if found.context and not any(tick.is_major and tick.place < 2 for tick in found.marks):
        context = own(found.context, Role.STRONG)
        labels = [(0, context), *(one for one in labels if one[0] > cells(found.context))]
    folds = _folds(scale)
    for at, width, words in folds:
        if cells(words) <= width:
            labels.append((at, own(words, Role.MUTED)))
    return [_labels(labels, scale.halves // 2), _axis(scale, columns, glyphs)]


def fold_columns(scale: Scale) -> list[int]:
    """The cells in which a folded stretch is marked."""
    return [at + FOLD // 4 for at, _, _ in _folds(scale)]


def _label(tick: Tick) -> Piece:
    return own(tick.label, Role.STRONG if tick.is_major else Role.TEXT)


def _folds(scale: Scale) -> list[tuple[int, int, str]]:
    """Each folded stretch in sight: its first cell, its cells, and how long it is."""
    found = []
    for fold in scale.folds:
        start = scale.place(fold.lo) // 2
        if start >= 0 and start + FOLD // 2 <= scale.halves // 2:
            words = gap_words(fold.lo - 1, fold.hi + 1).split()[:2]  # years, without their months
            found.append((start, FOLD // 2, " ".join(words)))
    return found


def _labels(labels: list[tuple[int, Piece]], width: int) -> Line:
    """Labels at their cells, those left out that would touch the one before or be cut."""
    line: list[Piece] = []
    used = 0
    for at, label in sorted(labels, key=lambda one: one[0]):
        if (at >= used + _APART or at == used == 0) and at + label.width <= width:
            line += [blank(at - used), label]
            used = at + label.width
    return tuple(line)


def _axis(scale: Scale, marks: list[int], glyphs: Glyphs) -> Line:
    signs = [glyphs.horizontal] * (scale.halves // 2)
    for mark in marks:
        signs[mark] = glyphs.bars.tick
    for at, width, _ in _folds(scale):
        signs[at : at + width] = [" "] * width
        signs[at + width // 2] = glyphs.bars.fold
    line = (own("".join(signs), Role.RULE),)
    assert width_of(line) == scale.halves // 2
    return line
