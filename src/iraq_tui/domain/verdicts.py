"""What stands out of every event for one pair of reports: worked out as it is needed, and kept.

Kept as columns of bytes, four bytes an event, so that the next disagreement among a million events
is found, and all of them are counted, at the speed of a search for a byte.
"""

from array import array
from collections.abc import Callable, Iterable, Iterator, MutableSequence, Sequence

from iraq_tui.domain.comparison.model import DISAGREEMENTS, Side, Summary, Verdict

UNKNOWN = 0
"""The head's code of an event that has not been looked at."""
SILENT = 1
"""The head's code of an event of which neither report speaks."""
_ORDERED = sorted(Verdict, key=lambda verdict: (verdict.strength, list(Verdict).index(verdict)))
CODES = {verdict: code for code, verdict in enumerate(_ORDERED, SILENT + 1)}
"""The codes of heads; the stronger the verdict, the greater."""
_VERDICTS: dict[int, Verdict | None] = {SILENT: None, **{c: v for v, c in CODES.items()}}
_BITS = {verdict: 1 << place for place, verdict in enumerate(Verdict)}
_SIDES = (None, Side.LEFT, Side.RIGHT)
_SELF, _DOUBTFUL, _JUDGED = 4, 8, 16

LEAST_DISAGREEMENT = min(CODES[verdict] for verdict in DISAGREEMENTS)
"""From this code on a head is a disagreement."""


class Verdicts:
    """The summaries of ``count`` events, by number.

    ``summarise`` gives one event's. ``kept``, where it is given, holds them all already: heads,
    marks and rows as ``columns`` gave them.
    """

    def __init__(
        self,
        count: int,
        summarise: Callable[[int], Summary],
        kept: tuple[Sequence[int], Sequence[int], Sequence[int]] | None = None,
    ) -> None:
        self._summarise = summarise
        self.heads: Sequence[int] = bytearray(count) if kept is None else kept[0]
        """The head of each event as a code; UNKNOWN until it is worked out."""
        self._marks: Sequence[int] = bytearray(count) if kept is None else kept[1]
        self._rows: Sequence[int] = array("H", bytes(2 * count)) if kept is None else kept[2]
        self.unknown = count if kept is None else 0
        """How many are still to be worked out."""

    @property
    def columns(self) -> tuple[Sequence[int], Sequence[int], Sequence[int]]:
        """Heads, marks and rows, for keeping."""
        return self.heads, self._marks, self._rows

    def summary(self, number: int) -> Summary:
        """What stands out of one event."""
        self.learn(number)
        marks, rows = self._marks[number], self._rows[number]
        return Summary(
            _VERDICTS[self.heads[number]],
            _SIDES[marks & 3],
            self_conflict=bool(marks & _SELF),
            doubtful=bool(marks & _DOUBTFUL),
            judged=bool(marks & _JUDGED),
            verdicts=frozenset(verdict for verdict, bit in _BITS.items() if rows & bit),
        )

    def head(self, number: int) -> Verdict | None:
        """An event's strongest verdict; none where neither report speaks of it."""
        self.learn(number)
        return _VERDICTS[self.heads[number]]

    def has_row(self, verdicts: Iterable[Verdict]) -> Callable[[int], bool]:
        """Whether some row of an event has one of the verdicts."""
        wanted = sum(_BITS[verdict] for verdict in verdicts)

        def has(number: int) -> bool:
            self.learn(number)
            return bool(self._rows[number] & wanted)

        return has

    def learn(self, number: int) -> None:
        """Work one event out, unless that is done."""
        heads = self.heads
        if heads[number] != UNKNOWN:
            return
        assert isinstance(heads, MutableSequence)
        assert isinstance(self._marks, MutableSequence)
        assert isinstance(self._rows, MutableSequence)
        found = self._summarise(number)
        heads[number] = SILENT if found.head is None else CODES[found.head]
        self._marks[number] = (
            _SIDES.index(found.more)
            | _SELF * found.self_conflict
            | _DOUBTFUL * found.doubtful
            | _JUDGED * found.judged
        )
        self._rows[number] = sum(_BITS[verdict] for verdict in found.verdicts)
        self.unknown -= 1

    def work(self, first: Iterable[int] = ()) -> Iterator[None]:
        """Work out what is unknown, some events first; a step takes one event."""
        for number in first:
            if self.heads[number] == UNKNOWN:
                self.learn(number)
                yield
        place = 0
        while (place := bytes(self.heads).find(UNKNOWN, place)) >= 0:
            for number in range(place, min(place + 1000, len(self.heads))):
                if self.heads[number] == UNKNOWN:
                    self.learn(number)
                    yield

    def heads_of(self, visible: Sequence[int]) -> bytes:
        """The codes of some events' heads."""
        if isinstance(visible, range) and visible == range(len(self.heads)):
            return bytes(self.heads)
        return bytes(map(self.heads.__getitem__, visible))

    def next(
        self, visible: Sequence[int], place: int, direction: int, wanted: frozenset[Verdict]
    ) -> int | None:
        """The nearest place in ``visible`` after (before, for -1) a place with such a head."""
        heads = self.heads_of(visible)
        codes = bytes(CODES[verdict] for verdict in wanted)
        table = bytes(code == UNKNOWN or code in codes for code in range(256))
        marked = heads.translate(table)
        while True:
            place = (
                marked.find(1, place + 1) if direction > 0 else marked.rfind(1, 0, max(place, 0))
            )
            if place < 0 or self.head(visible[place]) in wanted:
                return place if place >= 0 else None


def disagreements(heads: bytes) -> int:
    """How many of the heads, as codes, are disagreements."""
    return len(heads.translate(None, bytes(range(LEAST_DISAGREEMENT))))
