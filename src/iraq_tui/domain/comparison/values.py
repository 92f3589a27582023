"""How two typed values stand to each other: the set relations of natural logic.

Named after MacCartney & Manning (2009): same, in (narrower), has (wider), overlap, beside, near,
disjoint. ``relation(a, b)`` reads "a is … b": IN says that a lies inside b, so that a says more.
"""

from collections.abc import Iterable
from enum import StrEnum

from msgspec import Struct

from iraq_tui.domain.hierarchy import Hierarchy
from iraq_tui.domain.moment import Edge, Moment, Point, Span
from iraq_tui.domain.quantity import Quantity
from iraq_tui.domain.records import Aspect, AspectType, Stage, Value


class Relation(StrEnum):
    """How a left value stands to a right one."""

    SAME = "same"
    IN = "in"
    HAS = "has"
    OVERLAP = "overlap"
    NEAR = "near"
    BESIDE = "beside"
    DISJOINT = "disjoint"

    @property
    def mirrored(self) -> "Relation":
        """The same relation read from the right."""
        return _MIRROR.get(self, self)

    @property
    def closeness(self) -> int:
        """How well two values fit, 0 the best; in and has alike, so that sides do not matter."""
        return _CLOSENESS[self]


_MIRROR = {Relation.IN: Relation.HAS, Relation.HAS: Relation.IN}
_CLOSENESS = {
    Relation.SAME: 0,
    Relation.IN: 1,
    Relation.HAS: 1,
    Relation.OVERLAP: 2,
    Relation.NEAR: 3,
    Relation.BESIDE: 4,
    Relation.DISJOINT: 5,
}


def relation(
    aspect: Aspect, a: Value, b: Value, *, actors: Hierarchy, places: Hierarchy
) -> Relation:
    """How value ``a`` stands to value ``b`` under an aspect of any type but text.

    Raises TypeError where the values are not of the aspect's type.
    """
    if a == b:
        return Relation.SAME
    match a, b:
        case Moment(), Moment():
            return moments(a, b)
        case Quantity(), Quantity():
            return quantities(a, b)
        case Stage(), Stage():
            return stages(a, b)
        case tuple(), tuple():
            return _sets(aspect, a, b, actors, places)
    raise TypeError(f"{aspect.id}: {type(a).__name__} cannot be set against {type(b).__name__}")


def _sets(
    aspect: Aspect, a: tuple[str, ...], b: tuple[str, ...], actors: Hierarchy, places: Hierarchy
) -> Relation:
    if aspect.type is AspectType.PLACE:
        return place_sets(a, b, places)
    if aspect.type is AspectType.ACTORS:
        return complete_sets(a, b, actors) if aspect.complete else part_sets(a, b, actors)
    return choices(a, b, many=aspect.many)


class _Dates(Struct, frozen=True):
    """What is compared of one date or of a whole extent."""

    parts: tuple[Span, ...]
    """What it says: alternatives in order, each in strict bounds."""
    wide: tuple[Span, ...]
    days: Span
    """The whole calendar days where its times of day were counted."""
    timed: bool


def moments(a: Moment, b: Moment) -> Relation:
    """Dates by strict bounds; two extents start with start and end with end."""
    if a.end is not None and b.end is not None:
        return _joined(edges(a.start, b.start), edges(a.end, b.end))
    return _dates(_whole(a), _whole(b))


def edges(a: Point | Edge, b: Point | Edge) -> Relation:
    """How the starts, or the ends, of two extents stand to each other."""
    if a is b:
        return Relation.SAME
    if a is Edge.UNKNOWN:
        return Relation.HAS
    if b is Edge.UNKNOWN:
        return Relation.IN
    if isinstance(a, Edge) or isinstance(b, Edge):
        return Relation.DISJOINT
    return _dates(_point(a), _point(b))


def _point(point: Point) -> _Dates:
    # No date in a one-of set is about: what lies between its members is not near them either.
    wide = (point.wide,) if len(point.parts) == 1 else point.parts
    return _Dates(point.parts, wide, point.local_days, point.has_time)


def _whole(moment: Moment) -> _Dates:
    if moment.end is None:
        assert isinstance(moment.start, Point)
        return _point(moment.start)
    return _Dates((moment.strict,), (moment.wide,), local_days(moment), moment.has_instants)


def local_days(moment: Moment) -> Span:
    """The whole calendar days it touches where its times of day were counted."""
    start, end = moment.start, moment.start if moment.end is None else moment.end
    first = start.local_days.lo if isinstance(start, Point) else moment.strict.lo
    last = end.local_days.hi if isinstance(end, Point) else moment.strict.hi
    return Span(first, last)


def _dates(a: _Dates, b: _Dates) -> Relation:
    if a.timed == b.timed:
        return _spans(a.parts, b.parts, a.wide, b.wide)
    return _timed(a, b) if a.timed else _timed(b, a).mirrored


def _timed(timed: _Dates, untimed: _Dates) -> Relation:
    """A time of day against calendar days: a question about the days where it was counted."""
    found = _spans((timed.days,), untimed.parts, timed.wide, untimed.wide)
    return Relation.IN if found is Relation.SAME else found


def _spans(
    a: tuple[Span, ...], b: tuple[Span, ...], a_wide: tuple[Span, ...], b_wide: tuple[Span, ...]
) -> Relation:
    if a == b:
        return Relation.SAME
    if _hold(b, a):
        return Relation.IN
    if _hold(a, b):
        return Relation.HAS
    if _meet(a, b):
        return Relation.OVERLAP
    return Relation.NEAR if _meet(a_wide, b_wide) else Relation.DISJOINT


def _hold(outer: tuple[Span, ...], inner: tuple[Span, ...]) -> bool:
    if len(outer) == len(inner) == 1:  # as they nearly always are
        return outer[0].holds(inner[0])
    return all(any(one.holds(other) for one in outer) for other in inner)


def _meet(a: tuple[Span, ...], b: tuple[Span, ...]) -> bool:
    if len(a) == len(b) == 1:
        return a[0].meets(b[0])
    return any(one.meets(other) for one in a for other in b)


def _joined(start: Relation, end: Relation) -> Relation:
    both = {start, end}
    for strongest in (Relation.DISJOINT, Relation.NEAR):
        if strongest in both:
            return strongest
    if both <= {Relation.SAME, Relation.IN}:
        return Relation.SAME if both == {Relation.SAME} else Relation.IN
    return Relation.HAS if both <= {Relation.SAME, Relation.HAS} else Relation.OVERLAP


def quantities(a: Quantity, b: Quantity) -> Relation:
    """Quantities by strict intervals, near by the wide ones.

    Two lower bounds (or two upper ones) always meet, so they never clash; a lower bound above an
    upper one leaves no number that suits both, and does.
    """
    if a.strict == b.strict:
        return Relation.SAME
    if b.strict.holds(a.strict):
        return Relation.IN
    if a.strict.holds(b.strict):
        return Relation.HAS
    if a.strict.meets(b.strict):
        return Relation.OVERLAP
    return Relation.NEAR if a.wide.meets(b.wide) else Relation.DISJOINT


def stages(a: Stage, b: Stage) -> Relation:
    """Stages by rank: further along is in; possible and demanded cannot be compared."""
    if a.rank == b.rank:
        return Relation.SAME if a is b or a.rank else Relation.DISJOINT
    return Relation.IN if a.rank > b.rank else Relation.HAS


def part_sets(a: Iterable[str], b: Iterable[str], tree: Hierarchy) -> Relation:
    """Sets of things with parts, as partial lists: nothing shared is merely beside."""
    left, right = tree.leaves(a), tree.leaves(b)
    if left == right:
        return Relation.SAME
    above_left, above_right = tree.with_wholes(left), tree.with_wholes(right)
    if right <= above_left:
        return Relation.IN
    if left <= above_right:
        return Relation.HAS
    touching = left & above_right or right & above_left
    return Relation.OVERLAP if touching else Relation.BESIDE


def complete_sets(a: Iterable[str], b: Iterable[str], tree: Hierarchy) -> Relation:
    """Sets that are each the whole answer: members must match both ways."""
    left, right = tree.leaves(a), tree.leaves(b)
    matched = _all_match(left, right, tree) and _all_match(right, left, tree)
    return part_sets(left, right, tree) if matched else Relation.DISJOINT


def _all_match(a: frozenset[str], b: frozenset[str], tree: Hierarchy) -> bool:
    above = tree.with_wholes(b)
    return all(one in above or not b.isdisjoint(tree.ancestors(one)) for one in a)


def place_sets(a: Iterable[str], b: Iterable[str], tree: Hierarchy) -> Relation:
    """Places as actors; two single places, neither within the other, are disjoint."""
    left, right = tree.leaves(a), tree.leaves(b)
    found = part_sets(left, right, tree)
    single = len(left) == len(right) == 1
    return Relation.DISJOINT if single and found is Relation.BESIDE else found


def choices(a: Iterable[str], b: Iterable[str], *, many: bool) -> Relation:
    """Options: the same or not; where several may hold at once, the longer list says more."""
    left, right = frozenset(a), frozenset(b)
    if left == right:
        return Relation.SAME
    if not many:
        return Relation.DISJOINT
    if left > right:
        return Relation.IN
    if left < right:
        return Relation.HAS
    return Relation.OVERLAP if left & right else Relation.BESIDE
