"""One line for the whole span of time: how dense it is, where reports disagree, where you are."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from iraq_tui.domain.catalogue import Catalogue
from iraq_tui.domain.comparison.model import DISAGREEMENTS, Pair, Verdict
from iraq_tui.domain.moment import DAY, EARLIEST, LATEST
from iraq_tui.tui.paint.glyphs import Glyphs, role_of, verdict_glyph
from iraq_tui.tui.paint.line import Line, Piece, Role, blank, own

_LEAST = 24


@dataclass(frozen=True, slots=True)
class Dot:
    """An event on the overview."""

    second: int
    """Where it stands on the time axis."""
    head: Verdict | None


def dots(catalogue: Catalogue, visible: Sequence[int], pair: Pair) -> tuple[Dot, ...]:
    """The events of the overview, in time order."""
    ids = (catalogue.row(number).id for number in visible)
    return tuple(
        Dot(catalogue.sort_second(id_), catalogue.comparison(id_, pair).head) for id_ in ids
    )


def disagreements(events: Sequence[Dot]) -> int:
    """How many of them disagree."""
    return sum(dot.head in DISAGREEMENTS for dot in events)


def overview_line(events: Sequence[Dot], here: int | None, width: int, glyphs: Glyphs) -> Line:
    """Years at both ends, between them a sign for each stretch of time that has events.

    The sign is the strongest disagreement's where there is one, else a density. ``here`` is the
    second of the highlighted event. An event without any place in time is left out.
    """
    dated = [dot for dot in events if EARLIEST < dot.second < LATEST]
    if not dated or width < _LEAST:
        return ()
    seconds = [dot.second for dot in dated]
    first, last = min(seconds), max(seconds)
    start, end = (str(_year(second)) for second in (first, last))
    room = width - 4 - len(start) - len(end) - 2

    def bucket(second: int) -> int:
        return (second - first) * (room - 1) // max(last - first, 1)

    buckets: dict[int, list[Dot]] = {}
    for dot in dated:
        buckets.setdefault(bucket(dot.second), []).append(dot)
    most = max(map(len, buckets.values()))
    marked = None if here is None or not first <= here <= last else bucket(here)
    bar = [
        _sign(buckets.get(place, ()), most, glyphs, here=place == marked) for place in range(room)
    ]
    return (
        blank(2),
        own(start, Role.MUTED),
        blank(1),
        *_joined(bar),
        blank(1),
        own(end, Role.MUTED),
    )


def _year(second: int) -> int:
    return date.fromordinal(second // DAY).year


def _sign(events: Sequence[Dot], most: int, glyphs: Glyphs, *, here: bool) -> Piece:
    if not events:
        return own(glyphs.horizontal, Role.HERE if here else Role.RULE)
    heads = [dot.head for dot in events if dot.head in DISAGREEMENTS]
    strongest = max((head for head in heads if head), key=lambda head: head.strength, default=None)
    if strongest:
        return own(verdict_glyph(glyphs, strongest), Role.HERE if here else role_of(strongest))
    level = 0 if most <= 1 else (len(events) - 1) * (len(glyphs.density) - 1) // (most - 1)
    return own(glyphs.density[level], Role.HERE if here else Role.MARK)


def _joined(bar: Sequence[Piece]) -> Line:
    """Neighbours of one role as one piece."""
    pieces: list[Piece] = []
    for piece in bar:
        if pieces and pieces[-1].role is piece.role:
            pieces[-1] = own(pieces[-1].text + piece.text, piece.role)
        else:
            pieces.append(piece)
    return tuple(pieces)
