"""Part-whole relations between actors and between places."""

from collections.abc import Iterable, Mapping
from functools import cached_property

from iraq_tui.domain.records import Named


class Hierarchy:
    """The ``part_of`` relation over one table of named things; cycles must be excluded before."""

    def __init__(self, things: Mapping[str, Named]) -> None:
        self._things = things

    @cached_property
    def _ancestors(self) -> dict[str, frozenset[str]]:
        found: dict[str, frozenset[str]] = {}
        for start in self._things:
            stack = [start]
            while stack:
                here = stack[-1]
                wholes = self._wholes(here)
                waiting = [whole for whole in wholes if whole not in found]
                if here in found or not waiting:
                    found.setdefault(here, self._union(wholes, found))
                    stack.pop()
                else:
                    stack.extend(waiting)
        return found

    def _wholes(self, thing: str) -> tuple[str, ...]:
        known = self._things.get(thing)
        return known.part_of if known else ()

    @staticmethod
    def _union(wholes: Iterable[str], found: Mapping[str, frozenset[str]]) -> frozenset[str]:
        return frozenset(wholes).union(*(found[whole] for whole in wholes))

    def ancestors(self, thing: str) -> frozenset[str]:
        """Every whole the thing is part of, however far up; never itself."""
        return self._ancestors.get(thing, frozenset())

    def within(self, thing: str, whole: str) -> bool:
        """Whether the thing is the whole itself or part of it."""
        return thing == whole or whole in self.ancestors(thing)

    def related(self, one: str, other: str) -> bool:
        """Whether one lies within the other, either way."""
        return self.within(one, other) or self.within(other, one)

    def shared(self, one: str, other: str) -> frozenset[str]:
        """The wholes that both are part of."""
        return (self.ancestors(one) | {one}) & (self.ancestors(other) | {other})

    @cached_property
    def _parts(self) -> dict[str, frozenset[str]]:
        parts: dict[str, set[str]] = {thing: {thing} for thing in self._things}
        for thing in self._things:
            for whole in self.ancestors(thing):
                parts.setdefault(whole, set()).add(thing)
        return {whole: frozenset(members) for whole, members in parts.items()}

    def with_parts(self, whole: str) -> frozenset[str]:
        """The whole and everything that is part of it."""
        return self._parts.get(whole, frozenset((whole,)))

    def leaves(self, things: Iterable[str]) -> frozenset[str]:
        """The things without those that merely contain another of them."""
        members = frozenset(things)
        if len(members) < 2:
            return members
        return members.difference(*map(self.ancestors, members))

    def with_wholes(self, things: Iterable[str]) -> frozenset[str]:
        """The things and every whole that one of them is part of."""
        members = frozenset(things)
        return members.union(*map(self.ancestors, members))
