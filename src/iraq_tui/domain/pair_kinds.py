"""Which kinds of answers each event has for one pair of reports: worked out when asked, and kept.

Kept as one byte an event, so that a filter that is typed on need not compare anything twice.
"""

from collections.abc import Callable, Iterable, Sequence

from iraq_tui.domain.comparison.case import Ground
from iraq_tui.domain.comparison.model import Kind, Pair, Side
from iraq_tui.domain.comparison.standing import Told, told
from iraq_tui.domain.records import Event

_BITS = {kind: 1 << place for place, kind in enumerate(Kind)}
_KNOWN = 1 << len(Kind)


class PairKinds:
    """The kinds of the questions of some events, by number, for one pair of reports.

    ``speaking`` gives who speaks of an event: one that only one of the two tells is not read.
    """

    def __init__(
        self,
        ground: Ground,
        events: Sequence[Event],
        pair: Pair,
        speaking: Callable[[int], frozenset[str]],
    ) -> None:
        self._ground = ground
        self._events = events
        self._pair = pair
        self._speaking = speaking
        self._kept = bytearray(len(events))

    def has(self, kinds: Iterable[Kind]) -> Callable[[int], bool]:
        """Whether some question of an event is of one of the kinds."""
        wanted = sum(_BITS[kind] for kind in set(kinds))
        kept = self._kept

        def holds(number: int) -> bool:
            if not kept[number]:
                kept[number] = _KNOWN | sum(_BITS[kind] for kind in self._found(number))
            return bool(kept[number] & wanted)

        return holds

    def _found(self, number: int) -> Iterable[Kind]:
        speaking = self._speaking(number)
        left, right = (report in speaking for report in self._pair)
        if left and right:
            return kinds_of(told(self._ground, self._events[number]), self._pair)
        return [Kind.ONLY_LEFT] * left + [Kind.ONLY_RIGHT] * right


def kinds_of(event: Told, pair: Pair) -> frozenset[Kind]:
    """The kinds of all the questions that either of two reports answers on an event."""
    left, right = ({*event.answers.get(report, {})} for report in pair)
    found = set()
    for stance in event.stances(pair):
        found.add(stance.kind)
        if stance.default is not Side.LEFT:
            left.discard(stance.aspect)
        if stance.default is not Side.RIGHT:
            right.discard(stance.aspect)
    return frozenset(
        {*found, *([Kind.ONLY_LEFT] if left else []), *([Kind.ONLY_RIGHT] if right else [])}
    )
