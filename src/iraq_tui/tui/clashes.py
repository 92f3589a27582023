"""Which commands can be asked for at the same time, and so must not share a key.

There is no layering: where two commands are active together, one of them would be dead, or which
of them runs would be luck. ``step-out`` and ``leave-line`` alone may share a key, for while a
line is typed in they do the same.
"""

from collections.abc import Iterator, Mapping
from itertools import combinations

from msgspec import Struct

from iraq_tui.tui.commands import COMMANDS, EVERYWHERE, TYPING, Where, commands
from iraq_tui.tui.keyboard import is_typed

Keys = Mapping[str, tuple[str, ...]]
"""The keys of each command, by its id."""

_ALIKE = {"step-out", "leave-line"}

EDITING = frozenset((
    "left", "right", "home", "end", "backspace", "delete",
    "shift+left", "shift+right", "shift+home", "shift+end", "shift+space",
    "ctrl+left", "ctrl+right", "ctrl+shift+left", "ctrl+shift+right", "ctrl+backspace",
    "ctrl+a", "ctrl+d", "ctrl+e", "ctrl+k", "ctrl+u", "ctrl+v", "ctrl+w", "ctrl+x", "ctrl+shift+a",
))  # fmt: skip
"""Keys that edit a line of text, in Textual's input."""


class Context(Struct, frozen=True):
    """Commands that are active at the same time."""

    words: str
    """Where that is, as in "both work WORDS"."""
    ids: frozenset[str]


def _ids(*wheres: Where) -> frozenset[str]:
    return frozenset(command.id for command in commands(*wheres))


def _pane(where: Where) -> Context:
    ids = _ids(Where.APP, Where.EXPLORER, Where.PANE, where)
    return Context(f"in the {where.lower()}", ids)


def _dialogue(words: str, where: Where) -> Context:
    return Context(words, EVERYWHERE | {"close"} | _ids(Where.PANE, where))


CONTEXTS = (
    Context("everywhere", EVERYWHERE),
    Context("in the explorer", _ids(Where.APP, Where.EXPLORER, Where.PANE)),
    _pane(Where.TIMELINE),
    Context("in the time axis", _pane(Where.TIMELINE).ids | _ids(Where.AXIS)),
    _pane(Where.COMPARISON),
    _pane(Where.ACTORS),
    Context("while a line is typed in", _ids(Where.APP, Where.EXPLORER, Where.PROMPT)),
    Context("in the command palette", EVERYWHERE | _ids(Where.PALETTE)),
    Context("in the export", EVERYWHERE | _ids(Where.PANE, Where.EXPORT)),
    _dialogue("in the claim", Where.CLAIM),
    _dialogue("in the reading", Where.READING),
    _dialogue("in the summary", Where.SUMMARY),
    _dialogue("in the table of all reports", Where.MATRIX),
    _dialogue("in the problems", Where.PROBLEMS),
    _dialogue("in the help", Where.HELP),
)

NOT_TYPED = EVERYWHERE | _ids(*TYPING)
"""Commands that work while characters are typed, and so cannot have a key that types one."""
NOT_EDITING = NOT_TYPED | _ids(Where.APP, Where.EXPLORER)
"""Commands that would be asked for instead of editing the line that is typed in."""


class Clash(Struct, frozen=True):
    """One key of two commands that are active together."""

    key: str
    first: str
    second: str
    words: str
    """Where both work."""


def clashes(keys: Keys) -> Iterator[Clash]:
    """Every clash once, in the order the commands are declared."""
    told: set[tuple[str, str, str]] = set()
    for context in CONTEXTS:
        for key, ids in owners(keys, context).items():
            for first, second in combinations(ids, 2):
                if {first, second} != _ALIKE and (key, first, second) not in told:
                    told.add((key, first, second))
                    yield Clash(key, first, second, context.words)


def owners(keys: Keys, context: Context) -> dict[str, list[str]]:
    """The commands of each key in one context."""
    found: dict[str, list[str]] = {}
    for command in COMMANDS:
        if command.id in context.ids:
            for key in keys[command.id]:
                found.setdefault(key, []).append(command.id)
    return found


def taken_from_typing(id_: str, key: str) -> str:
    """What a key is for that the command must not have; empty where it may have it."""
    if id_ in NOT_TYPED and is_typed(key):
        return "types a character"
    return "edits what is typed" if id_ in NOT_EDITING and key in EDITING else ""
