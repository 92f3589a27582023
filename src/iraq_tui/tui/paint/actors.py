"""The actors as a tree of wholes and parts."""

from collections import defaultdict
from collections.abc import Mapping

from msgspec import Struct

from iraq_tui.domain import describe
from iraq_tui.domain.catalogue import Catalogue
from iraq_tui.domain.records import Chronicle
from iraq_tui.tui.paint.glyphs import Glyphs
from iraq_tui.tui.paint.line import (
    Line,
    Role,
    blank,
    flowed,
    indented,
    own,
    padded,
    shown,
    width_of,
    wrapped,
)
from iraq_tui.tui.paint.rows import LEAST_TITLE, reports_width, speaking

_FIXED = 8
"""The cells of mark, fold, spaces and the number of events, more or less."""
_NARROW = 30
"""Narrower than this, there is a space less, and a level is one cell further in, not two."""


class Branch(Struct, frozen=True):
    """One actor in the tree as it is folded now."""

    id: str
    depth: int
    has_parts: bool
    folded: bool
    whole: str | None
    """The actor it hangs under."""


class Cast(Struct, frozen=True):
    """What the tree says about actors for one view."""

    counts: Mapping[str, int]
    """Events in view, by actor; those of an actor's parts are its own."""
    here: frozenset[str] = frozenset()
    """The highlighted event's actors."""
    filtered: frozenset[str] = frozenset()
    """Actors the filter names."""

    def changed(self, before: "Cast") -> frozenset[str]:
        """The actors of whom it says other things than one before."""
        marked = (self.here ^ before.here) | (self.filtered ^ before.filtered)
        if self.counts is before.counts:  # as at every step
            return marked
        counted = {*self.counts, *before.counts}
        return marked.union(
            one for one in counted if self.counts.get(one) != before.counts.get(one)
        )


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
    in_filter = branch.id in cast.filtered
    role = Role.MARK if in_filter else Role.TEXT if count else Role.MUTED
    fold = " " if not branch.has_parts else glyphs.folded if branch.folded else glyphs.unfolded
    left = (
        own("/" if in_filter else glyphs.selected if branch.id in cast.here else " ", Role.MARK),
        blank(int(width >= _NARROW)),
        *_indent(branch.depth, width, glyphs),
        own(fold, Role.MUTED),
        blank(1),
    )
    right = (
        *_naming(catalogue, branch.id, width - _FIXED, glyphs),
        *padded(
            own(str(count) if count else "", Role.MUTED), _digits(catalogue, width), right=True
        ),
    )
    name = shown(catalogue.chronicle.actors[branch.id].name, role)
    room = width - width_of(left) - width_of(right)
    return (*left, *padded(name, room, glyphs.ellipsis), *right)


def _digits(catalogue: Catalogue, width: int) -> int:
    """The cells of the number of events, whatever the filter lets through."""
    return len(str(catalogue.count())) + 2 * int(width >= _NARROW)


def _indent(depth: int, width: int, glyphs: Glyphs) -> Line:
    """Some cells a level up to a quarter of the width; deeper, the level as a number in them."""
    step = 1 if width < _NARROW else 2
    most = max(width // 8, 0) * 2
    level = str(depth) if depth * step > most else ""
    return padded(own(level, Role.MUTED), min(depth * step, most), glyphs.ellipsis, right=True)


def _naming(catalogue: Catalogue, actor: str, room: int, glyphs: Glyphs) -> Line:
    """A column for each report, or none at all where they would leave too little for a name."""
    reports = tuple(catalogue.chronicle.reports)
    if room - reports_width(reports) < LEAST_TITLE:
        return (blank(1),)
    return (blank(1), *speaking(reports, catalogue.naming(actor), glyphs.ellipsis))


def actor_card(catalogue: Catalogue, actor: str, width: int, glyphs: Glyphs) -> list[Line]:
    """An actor's whole name, what it is and part of, and how each report's language spells it."""
    chronicle = catalogue.chronicle
    known = chronicle.actors.get(actor)
    if known is None:
        return []
    room = max(width - 3, 1)
    wholes = [describe.actor_name(chronicle, one) for one in known.part_of]
    said = [known.kind] if known.kind else []
    said += [f"part of {describe.listed(wholes)}"] if wholes else []
    lines = [(own(glyphs.horizontal * room, Role.RULE),), *wrapped(known.name, room, Role.STRONG)]
    lines += wrapped(f" {glyphs.dot} ".join(said), room, Role.MUTED)
    for language, spellings in known.names.items():
        words = [shown(language, Role.MUTED), *(shown(one) for one in spellings)]
        lines += flowed(words, room, gap=" ")
    return indented(lines, 2)
