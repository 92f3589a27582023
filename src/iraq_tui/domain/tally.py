"""Reports by reports: on how many questions any two agree, differ, or one alone answers."""

from array import array
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from msgspec import Struct

from iraq_tui.domain.comparison.model import KINDS, Kind, Pair, Side, Verdict
from iraq_tui.domain.comparison.standing import Stance, Told
from iraq_tui.domain.query.between import between_text

SQUARE = 6
"""Up to so many reports a table of reports by reports is a square."""
_NOTHING: Mapping[Verdict, int] = {}


class PairTally(Struct, frozen=True):
    """How two reports stand to each other in all. A question of an event counts once."""

    pair: Pair
    verdicts: Mapping[Verdict, int]
    """Questions that both answer, by the verdict that counts."""
    only_left: int
    """Questions that the left report answers and the right one does not."""
    only_right: int

    @property
    def counts(self) -> Mapping[Kind, int]:
        """Questions by kind, every kind there is, in one order."""
        found = dict.fromkeys(Kind, 0)
        for verdict, number in self.verdicts.items():
            found[KINDS[verdict]] += number
        found[Kind.ONLY_LEFT], found[Kind.ONLY_RIGHT] = self.only_left, self.only_right
        return found

    @property
    def shared(self) -> int:
        """Questions that both answer."""
        return sum(self.verdicts.values())

    def filter(self, *kinds: Kind) -> str:
        """The filter that finds the events with some question of one of the kinds."""
        return between_text(self.pair, *kinds)


class Tally(Struct, frozen=True):
    """Reports by reports, over some events."""

    reports: tuple[str, ...]
    """In the store's order."""
    told: Mapping[str, Sequence[int]]
    """By report, the numbers of the events that it speaks of, rising."""
    answered: Mapping[str, int]
    """By report, the questions that it answers: an event's question counts once."""
    met: Mapping[Pair, Mapping[Verdict, int]]
    """By pair, in the store's order, the verdicts on the questions both answer; pairs without any
    are left out."""
    granted: Mapping[Pair, tuple[int, int]]
    """By pair, how many of these the left, the right report has no word on: a stage taken for
    granted. Pairs without any are left out."""
    places: Mapping[tuple[Pair, Kind], Sequence[int]]
    """The numbers, rising, of the events that both speak of and that have such a question."""

    @property
    def pairs(self) -> Iterator[Pair]:
        """Every two reports, in the store's order."""
        return combinations(self.reports, 2)

    def between(self, left: str, right: str) -> PairTally:
        """How two reports stand to each other, either way round."""
        pair, turned = self._known((left, right))
        verdicts = self.met.get(pair, _NOTHING)
        granted = self.granted.get(pair, (0, 0))
        shared = sum(verdicts.values())
        only = [
            self.answered[report] - (shared - missing)
            for report, missing in zip(pair, granted, strict=True)
        ]
        if turned:
            only.reverse()
        return PairTally((left, right), verdicts, *only)

    def events(self, left: str, right: str, kind: Kind) -> Sequence[int]:
        """The numbers of the events that make up a count, rising.

        The same that ``PairTally.filter`` finds, of the events that were looked at.
        """
        pair, turned = self._known((left, right))
        kind = kind.other_way if turned else kind
        both: Sequence[int] = self.places.get((pair, kind), ())
        if kind not in (Kind.ONLY_LEFT, Kind.ONLY_RIGHT):
            return both
        speaks, silent = pair if kind is Kind.ONLY_LEFT else pair[::-1]
        alone = set(self.told[speaks]).difference(self.told[silent])
        return array("I", sorted(alone.union(both)))

    def _known(self, pair: Pair) -> tuple[Pair, bool]:
        """The pair in the store's order, and whether it was given the other way round."""
        turned = self.reports.index(pair[0]) > self.reports.index(pair[1])
        return (pair[1], pair[0]) if turned else pair, turned


class Counting:
    """A tally in the making: events are added in the order of their numbers."""

    def __init__(self, reports: Sequence[str]) -> None:
        self._reports = tuple(reports)
        self._told: dict[str, array[int]] = {report: array("I") for report in reports}
        self._answered: Counter[str] = Counter()
        self._met: dict[Pair, Counter[Verdict]] = {}
        self._granted: dict[Pair, list[int]] = {}
        self._places: dict[tuple[Pair, Kind], array[int]] = {}

    def tell(self, number: int, event: Told) -> None:
        """An event, and what each report answers on it."""
        for report, answers in event.answers.items():
            self._told[report].append(number)
            self._answered[report] += len(answers)

    def meet(self, number: int, event: Told, pair: Pair, stances: Sequence[Stance]) -> None:
        """Two reports that both speak of an event, and how they stand on what they share."""
        missing = [0, 0]
        counts = self._met.setdefault(pair, Counter()) if stances else Counter()
        for stance in stances:
            counts[stance.verdict] += 1
            if stance.default is not None:
                missing[stance.default is Side.RIGHT] += 1
        if any(missing):
            before = self._granted.setdefault(pair, [0, 0])
            before[:] = (before[0] + missing[0], before[1] + missing[1])
        kinds = {stance.kind for stance in stances}
        alone = (Kind.ONLY_LEFT, Kind.ONLY_RIGHT)
        for report, none, kind in zip(pair, missing, alone, strict=True):
            if len(event.answers[report]) > len(stances) - none:
                kinds.add(kind)
        for kind in kinds:
            self._places.setdefault((pair, kind), array("I")).append(number)

    def finished(self) -> Tally:
        """The tally of all that was added."""
        return Tally(
            self._reports,
            self._told,
            {report: self._answered[report] for report in self._reports},
            {pair: self._met[pair] for pair in combinations(self._reports, 2) if pair in self._met},
            {pair: (counts[0], counts[1]) for pair, counts in self._granted.items()},
            self._places,
        )
