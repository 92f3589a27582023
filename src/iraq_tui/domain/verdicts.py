"""What stands out of every event for one pair of reports: worked out as it is needed, and kept.

Kept as columns of bytes, four bytes an event, so that the next disagreement among a million events
is found, and all of them are counted, at the speed of a search for a byte.
"""

from array import array
from bisect import bisect_left
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

_NEAR = 1000
"""Events among which the next one is looked for first."""
_RARE = 16
"""Among so many that are visible, one that is marked is looked up by itself."""
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
        """Work out what is unknown, some events first; a step takes one event at most."""
        passed = 0
        for number in first:
            if not self.unknown:
                return
            passed += 1
            if self.heads[number] == UNKNOWN:
                self.learn(number)
                passed = 0
            if passed in (0, _NEAR):
                passed = 0
                yield
        place = -1
        while self.unknown:
            assert isinstance(self.heads, bytearray)  # else all would be known
            place = self.heads.find(UNKNOWN, place + 1)
            self.learn(place)
            yield

    def heads_of(self, visible: Sequence[int]) -> bytes:
        """The codes of some events' heads."""
        if isinstance(visible, range) and visible.step == 1:
            return bytes(self.heads[visible.start : visible.stop])
        return bytes(map(self.heads.__getitem__, visible))

    def next(
        self, visible: Sequence[int], place: int, direction: int, wanted: frozenset[Verdict]
    ) -> int | None:
        """The nearest place in ``visible`` after (before, for -1) a place with such a head."""
        table = bytes(
            code == UNKNOWN or _VERDICTS.get(code) in wanted for code in range(max(_VERDICTS) + 1)
        ).ljust(256, b"\0")
        if direction > 0:
            ahead = range(visible[place + 1], visible[-1] + 1) if place + 1 < len(visible) else ()
        else:
            ahead = (
                range(visible[0], visible[min(place, len(visible)) - 1] + 1) if place > 0 else ()
            )
        for stretch in _stretches(ahead, direction):
            marked = bytes(self.heads[stretch.start : stretch.stop]).translate(table)
            for found in _marked(marked, stretch, visible, direction):
                if self.head(visible[found]) in wanted:
                    return found
        return None


def _marked(marked: bytes, stretch: range, visible: Sequence[int], direction: int) -> Iterator[int]:
    """The places, nearest first, of those numbers of a stretch that are marked and visible."""
    first = bisect_left(visible, stretch.start)
    last = bisect_left(visible, stretch.stop, first)
    if (last - first) > _RARE * marked.count(1):
        at = -1 if direction > 0 else len(marked)
        while (at := marked.find(1, at + 1) if direction > 0 else marked.rfind(1, 0, at)) >= 0:
            place = bisect_left(visible, stretch.start + at, first, last)
            if place < last and visible[place] == stretch.start + at:
                yield place
        return
    for place in range(first, last)[::direction]:
        if marked[visible[place] - stretch.start]:
            yield place


def _stretches(numbers: Sequence[int], direction: int) -> Iterator[range]:
    """Some numbers in parts that become longer, nearest first: what is near is found at once,
    what is far is not looked for bit by bit."""
    length, done = _NEAR, 0
    while done < len(numbers):
        end = min(done + length, len(numbers))
        part = (
            numbers[done:end]
            if direction > 0
            else numbers[len(numbers) - end : len(numbers) - done]
        )
        yield range(part[0], part[-1] + 1)
        done, length = end, length * 4


def disagreements(heads: bytes) -> int:
    """How many of the heads, as codes, are disagreements."""
    return len(heads.translate(None, bytes(range(LEAST_DISAGREEMENT))))
