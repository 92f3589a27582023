"""Which events answer a filter, slice by slice, so that a caller may stop or draw in between."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from typing import TYPE_CHECKING, Protocol

from iraq_tui.domain.chronology import Chronology
from iraq_tui.domain.comparison.model import Pair
from iraq_tui.domain.query.terms import (
    AnyActor,
    AnyPlace,
    AnyReport,
    AnyTag,
    Between,
    HasHead,
    HasVerdict,
    Not,
    Query,
    Since,
    Term,
    Until,
    Words,
)
from iraq_tui.domain.verdicts import Verdicts

if TYPE_CHECKING:
    from iraq_tui.domain.pair_kinds import PairKinds

SLICE = 200
"""How many events are looked at before the hits among them are given."""
_UNJUDGED_SLICE = 20
"""The same where their verdicts may have to be worked out first."""
Ids = AnyActor | AnyPlace | AnyReport | AnyTag


class Facts(Protocol):
    """What a filter may ask of a chronicle; events by number."""

    @property
    def chronology(self) -> Chronology:
        """Where events stand in time."""
        ...

    def having(self, term: Ids) -> AbstractSet[int]:
        """The events to which one of the ids belongs, or a part of it."""
        ...

    def with_words(self, folded: str, numbers: Sequence[int]) -> Iterable[int]:
        """Those of some events, in their order, whose text has the folded words."""
        ...

    def kinds(self, pair: Pair) -> "PairKinds":
        """Which kinds of answers each event has for a pair of reports."""
        ...


def search(
    query: Query, facts: Facts, verdicts: Verdicts, among: Sequence[int]
) -> Iterator[list[int]]:
    """Those of ``among`` that answer, in its order; each step is what one slice of it gave.

    Terms are tried from the cheapest to the dearest: ids and dates, then words, then verdicts.
    """
    slice_ = _UNJUDGED_SLICE if any(_compares(term, verdicts) for term in query.terms) else SLICE
    sieves = [_sieve(term, facts, verdicts) for term in sorted(query.terms, key=_cost)]
    for start in range(0, len(among), slice_):
        numbers: Sequence[int] = among[start : start + slice_]
        for sieve in sieves:
            numbers = list(sieve(numbers))
            if not numbers:
                break
        yield list(numbers)


def _compares(term: Term, verdicts: Verdicts) -> bool:
    """Whether events may have to be compared for a term."""
    match term:
        case Not(inner):
            return _compares(inner, verdicts)
        case HasVerdict() | HasHead():
            return bool(verdicts.unknown)
    return isinstance(term, Between)


Sieve = Callable[[Sequence[int]], Iterable[int]]


def _sieve(term: Term, facts: Facts, verdicts: Verdicts) -> Sieve:
    """What lets those events through for which the term holds."""
    match term:
        case Not(inner):
            return _others(_sieve(inner, facts, verdicts))
        case Words(folded):
            return lambda numbers: facts.with_words(folded, numbers)
        case AnyActor() | AnyPlace() | AnyReport() | AnyTag():
            return _keeping(facts.having(term).__contains__)
        case HasVerdict(wanted):
            return _keeping(verdicts.has_row(wanted))
        case HasHead(wanted):
            return _keeping(lambda number: verdicts.head(number) in wanted)
        case Between(pair, kinds):
            return _keeping(facts.kinds(pair).has(kinds))
        case Since(moment):
            highs, lo = facts.chronology.highs, moment.wide.lo
            return _keeping(lambda number: highs[number] >= lo)
        case Until(moment):
            lows, hi = facts.chronology.lows, moment.wide.hi
            return _keeping(lambda number: lows[number] <= hi)


def _keeping(holds: Callable[[int], bool]) -> Sieve:
    return lambda numbers: filter(holds, numbers)


def _others(sieve: Sieve) -> Sieve:
    def others(numbers: Sequence[int]) -> Iterable[int]:
        dropped = set(sieve(numbers))
        return (number for number in numbers if number not in dropped)

    return others


_DEAREST = 2


def _cost(term: Term) -> int:
    match term:
        case Not(inner):
            return _cost(inner)
        case HasVerdict() | HasHead() | Between():
            return _DEAREST
        case Words():
            return 1
    return 0


def narrows(query: Query, earlier: Query) -> bool:
    """Whether whatever answers a query has answered the earlier one, too.

    Each earlier term is there still, or is text that a longer one holds.
    """
    return all(any(_implies(term, before) for term in query.terms) for before in earlier.terms)


def _implies(term: Term, before: Term) -> bool:
    if isinstance(term, Words) and isinstance(before, Words):
        return before.folded in term.folded
    return term == before
