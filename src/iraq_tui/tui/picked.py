"""Which events are picked: a set of ids, kept as one bit an event in time order.

Taking all of a million events in, counting them and letting them go again costs less than a
millisecond; ids are made only when they are asked for.
"""

from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from functools import lru_cache
from typing import Any, TypeVar

from iraq_tui.domain.bits import bits_of, numbers_of
from iraq_tui.domain.catalogue import Catalogue

T = TypeVar("T")

_KNOWN = 1000
"""Ids whose numbers are kept: more than a screenful."""


class Picked(AbstractSet[str]):
    """Ids of events of one catalogue, in time order; it does not change.

    Together with another set of the same catalogue it gives such a set again, with any other a
    frozenset.
    """

    __slots__ = ("_bits", "_catalogue", "_known")
    __hash__ = None  # type: ignore[assignment]  # as of a set that may change: equal ones differ

    def __init__(
        self, catalogue: Catalogue, bits: int = 0, known: dict[str, int] | None = None
    ) -> None:
        self._catalogue, self._bits = catalogue, bits
        self._known: dict[str, int] = {} if known is None else known
        """Some numbers by id, shared with the sets that are made of this one."""

    @classmethod
    def of(cls, catalogue: Catalogue, ids: AbstractSet[str]) -> "Picked":
        """The events with these ids; KeyError for an unknown one."""
        if isinstance(ids, Picked) and ids._catalogue is catalogue:  # noqa: SLF001
            return ids
        return cls.at(catalogue, sorted(map(catalogue.index, ids)))

    @classmethod
    def at(cls, catalogue: Catalogue, numbers: Sequence[int]) -> "Picked":
        """The events with these numbers, which must rise."""
        return cls(catalogue, bits_of(numbers))

    @classmethod
    def among(cls, catalogue: Catalogue, visible: Sequence[int], places: range) -> "Picked":
        """The events at some places of ``visible``; quick for one ``visible`` again and again."""
        if not places:
            return cls(catalogue)
        first, last = visible[places[0]], visible[places[-1]]
        if last - first + 1 == len(places):
            return cls(catalogue, bits_of(range(first, last + 1)))
        return cls(catalogue, _bits_of_all(_Same(visible)) & bits_of(range(first, last + 1)))

    def moved_to(self, catalogue: Catalogue) -> tuple["Picked", frozenset[str]]:
        """The same events in another reading of the store, and the ids that are gone from it."""
        if catalogue is self._catalogue or (
            catalogue.chronicle.digest
            and catalogue.chronicle.digest == self._catalogue.chronicle.digest
        ):
            return Picked(catalogue, self._bits), frozenset()
        found, gone, next_ = [], [], 0
        for id_ in self:
            # What follows in the one mostly follows in the other, too.
            if next_ >= catalogue.count() or catalogue.ids((next_,))[0] != id_:
                try:
                    next_ = catalogue.index(id_)
                except KeyError:
                    gone.append(id_)
                    continue
            found.append(next_)
            next_ += 1
        return Picked.at(catalogue, sorted(found)), frozenset(gone)

    def __contains__(self, id_: object) -> bool:
        if not self._bits or not isinstance(id_, str):
            return False
        number = self._known.get(id_)
        if number is None:
            try:
                number = self._catalogue.index(id_)
            except KeyError:
                return False
            if len(self._known) >= _KNOWN:
                self._known.clear()
            self._known[id_] = number
        return bool(self._bits >> number & 1)

    def __iter__(self) -> Iterator[str]:
        return iter(self._catalogue.ids(self.numbers()))

    def __len__(self) -> int:
        return self._bits.bit_count()

    def __bool__(self) -> bool:
        return bool(self._bits)

    def numbers(self) -> Iterable[int]:
        """The numbers of the events, rising."""
        return numbers_of(self._bits)

    def _like(self, bits: int) -> "Picked":
        return Picked(self._catalogue, bits, self._known)

    def _is_kin(self, other: "Picked") -> bool:
        return other._catalogue is self._catalogue  # noqa: SLF001

    def __or__(self, other: AbstractSet[T]) -> AbstractSet[str | T]:
        if isinstance(other, Picked) and self._is_kin(other):
            return self._like(self._bits | other._bits)
        return super().__or__(other)

    def __and__(self, other: AbstractSet[Any]) -> AbstractSet[str]:
        if isinstance(other, Picked) and self._is_kin(other):
            return self._like(self._bits & other._bits)
        return super().__and__(other)

    def __xor__(self, other: AbstractSet[T]) -> AbstractSet[str | T]:
        if isinstance(other, Picked) and self._is_kin(other):
            return self._like(self._bits ^ other._bits)
        return super().__xor__(other)

    def __sub__(self, other: AbstractSet[Any]) -> AbstractSet[str]:
        if isinstance(other, Picked) and self._is_kin(other):
            return self._like(self._bits & ~other._bits)
        return super().__sub__(other)

    def __eq__(self, other: object) -> bool:
        if isinstance(other, Picked) and self._is_kin(other):
            return self._bits == other._bits
        return super().__eq__(other)

    def __repr__(self) -> str:
        return f"Picked({len(self)} of {self._catalogue.count()})"

    @classmethod
    def _from_iterable(cls, it: Iterable[T]) -> frozenset[T]:
        return frozenset(it)


class _Same:
    """A sequence that is known again by its identity, which costs nothing."""

    def __init__(self, numbers: Sequence[int]) -> None:
        self.numbers = numbers

    def __hash__(self) -> int:
        return id(self.numbers)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and other.numbers is self.numbers


@lru_cache(maxsize=1)  # of the filter in force, for the range that is being drawn
def _bits_of_all(same: _Same) -> int:
    return bits_of(same.numbers)
