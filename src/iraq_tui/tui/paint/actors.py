"""The actors as a tree of wholes and parts."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from iraq_tui.domain.catalogue import Catalogue
from iraq_tui.domain.records import Chronicle
from iraq_tui.tui.paint.glyphs import Glyphs
from iraq_tui.tui.paint.line import Line, Role, blank, fitted, own, padded, shown


@dataclass(frozen=True, slots=True)
class Branch:
    """One actor in the tree as it is folded now."""

    id: str
    depth: int
    has_parts: bool
    folded: bool
    whole: str | None
    """The actor it hangs under."""


@dataclass(frozen=True, slots=True)
class Cast:
    """What the tree says about actors for one view."""

    counts: Mapping[str, int]
    """Events in view, by actor; those of an actor's parts are its own."""
    here: frozenset[str] = frozenset()
    """The highlighted event's actors."""
    filtered: frozenset[str] = frozenset()
    """Actors the filter names."""


def counts(catalogue: Catalogue, visible: Sequence[int]) -> Mapping[str, int]:
    """The number of events in view for each actor, by id."""
    found: Counter[str] = Counter()
    tree = catalogue.actor_tree
    for number in visible:
        named = catalogue.actors(catalogue.row(number).id)
        found.update(named.union(*(tree.ancestors(actor) for actor in named)))
    return found


def branches(chronicle: Chronicle, folded: frozenset[str]) -> list[Branch]:
    """The actors that show, wholes before their parts, in the store's order.

    An actor that is part of several hangs under the first of them.
    """
    parts: dict[str | None, list[str]] = defaultdict(list)
    for known in chronicle.actors.values():
        whole = next((one for one in known.part_of if one in chronicle.actors), None)
        parts[whole].append(known.id)
    found = []
    waiting: list[tuple[str, int, str | None]] = [(one, 0, None) for one in reversed(parts[None])]
    while waiting:
        actor, depth, whole = waiting.pop()
        is_folded = actor in folded
        found.append(Branch(actor, depth, bool(parts.get(actor)), is_folded, whole))
        if not is_folded:
            waiting += [(part, depth + 1, actor) for part in reversed(parts.get(actor, []))]
    return found


def actor_row(catalogue: Catalogue, branch: Branch, cast: Cast, width: int, glyphs: Glyphs) -> Line:
    """Mark, name by depth, which reports name it, and events in view."""
    count = cast.counts.get(branch.id, 0)
    number = padded(own(str(count) if count else "", Role.MUTED), 4, right=True)
    naming = " ".join(catalogue.naming(branch.id))
    who = fitted(shown(naming, Role.MUTED), max(min(8, width - 22), 0), glyphs.ellipsis)
    in_filter = branch.id in cast.filtered
    fold = " " if not branch.has_parts else glyphs.folded if branch.folded else glyphs.unfolded
    indent = min(branch.depth * 2, max(width // 4, 0))
    room = width - 4 - indent - 1 - who.width - 4
    role = Role.MARK if in_filter else Role.TEXT if count else Role.MUTED
    name = shown(catalogue.chronicle.actors[branch.id].name, role)
    return (
        own(glyphs.selected if branch.id in cast.here else " ", Role.MARK),
        own("/" if in_filter else " ", Role.MARK),
        blank(indent),
        own(fold, Role.MUTED),
        blank(1),
        *padded(name, room, glyphs.ellipsis),
        blank(1),
        who,
        *number,
    )
