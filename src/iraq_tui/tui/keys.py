"""Every command, declared once: the bindings, the key line and the help are made from this.

A later keymap replaces ``keys`` by id, and Cyrillic twins are generated from what is then in force:
both belong into ``bindings``, the one place where a command becomes keys of the toolkit.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from textual.binding import Binding


class Where(StrEnum):
    """Where a command works; the values are headings of the help."""

    APP = "Everywhere"
    EXPLORER = "Explorer"
    PANE = "In every pane"
    TIMELINE = "Timeline"
    COMPARISON = "Comparison"
    ACTORS = "Actors"
    PROMPT = "Filter and date line"
    EXPORT = "Export"
    HELP = "Help"


@dataclass(frozen=True, slots=True)
class Command:
    """One command."""

    id: str
    keys: tuple[str, ...]
    """Key names as Textual spells them."""
    label: str
    """One or two words for the key line."""
    about: str
    """What it does, for the help."""
    where: Where
    action: str = ""
    """The action; the id with underscores where empty."""
    rank: int = 0
    """Its place on the key line, from 1; 0 keeps it off."""
    partner: str = ""
    """Id of the command it is shown with, as ``k`` is with ``j``."""
    everywhere: bool = False
    """Whether it works on every screen, also over a dialogue."""

    @property
    def does(self) -> str:
        """The action that runs."""
        return self.action or self.id.replace("-", "_")


def _command(id_: str, keys: str, label: str, about: str, where: Where, **rest: object) -> Command:
    return Command(id_, tuple(keys.split()), label, about, where, **rest)  # type: ignore[arg-type]


def _move(id_: str, keys: str, about: str, **rest: object) -> Command:
    return _command(id_, keys, "move", about, Where.PANE, action=f"step('{id_}')", **rest)


_EX, _TL = Where.EXPLORER, Where.TIMELINE

COMMANDS: tuple[Command, ...] = (
    # everywhere
    _command("help", "question_mark f1", "help", "this help", Where.APP, rank=90),
    _command("close", "q", "quit", "close this; on the explorer, quit", Where.APP, rank=91),
    _command("quit", "ctrl+q", "quit", "quit from anywhere", Where.APP, everywhere=True),
    _command("suspend", "ctrl+z", "suspend", "go to the background", Where.APP, everywhere=True,
             action="suspend_process"),
    _command("repaint", "ctrl+l", "repaint", "paint the screen anew", Where.APP, everywhere=True),
    _command("how-to-quit", "ctrl+c", "quit", "says how to quit", Where.APP, everywhere=True),
    _command("step-out", "escape", "back", "one step out: line, range, pane, filter", Where.APP),
    # moves
    _move("down", "j down", "down", rank=10),
    _move("up", "k up", "up", partner="down"),
    _move("half-down", "ctrl+d", "half a page down"),
    _move("half-up", "ctrl+u", "half a page up", partner="half-down"),
    _move("page-down", "pagedown", "a page down"),
    _move("page-up", "pageup", "a page up", partner="page-down"),
    _move("home", "g home", "to the first"),
    _move("end", "G end", "to the last", partner="home"),
    # the explorer
    _command("next-event", "J", "event", "next event, from any pane", _EX),
    _command("previous-event", "K", "event", "previous event", _EX, partner="next-event"),
    _command("next-differ", "d", "disagree", "next disagreement", _EX, rank=20),
    _command("previous-differ", "D", "disagree", "previous disagreement", _EX,
             partner="next-differ"),
    _command("next-one-sided", "o", "one-sided", "next event only one report tells", _EX, rank=70),
    _command("previous-one-sided", "O", "one-sided", "previous event only one report tells", _EX,
             partner="next-one-sided"),
    _command("next-year", "right_curly_bracket", "year", "next year", _EX),
    _command("previous-year", "left_curly_bracket", "year", "previous year", _EX,
             partner="next-year"),
    _command("filter", "slash", "filter", "filter the events", _EX, rank=40),
    _command("go-to-date", "t", "date", "go to a date", _EX, rank=65),
    _command("select-all", "A", "select all", "select all events in view", _EX),
    _command("select-none", "u", "select none", "clear the selection", _EX),
    _command("restore-selection", "U", "restore", "take the cleared selection back", _EX,
             partner="select-none"),
    _command("export", "x", "export", "export the selection, or this event", _EX, rank=50),
    _command("actors", "a", "actors", "show or hide the actors", _EX, rank=60),
    _command("swap", "r", "swap", "swap left and right", _EX, rank=75),
    _command("change-left", "left_square_bracket", "left", "another report on the left", _EX),
    _command("change-right", "right_square_bracket", "right", "another report on the right", _EX,
             partner="change-left"),
    _command("wording", "m", "wording", "the original wording of each claim", _EX, rank=62),
    _command("next-pane", "tab", "pane", "next pane", _EX, rank=55),
    _command("previous-pane", "shift+tab", "pane", "previous pane", _EX, partner="next-pane"),
    # one pane
    _command("select", "space", "select", "select, and move down", _TL, rank=30),
    _command("range", "v", "range", "begin a range; again keeps it", _TL, rank=68),
    _command("compare", "enter", "compare", "to the comparison", _TL, rank=57),
    _command("unfold", "l right", "unfold", "unfold", Where.ACTORS, rank=32),
    _command("fold", "h left", "fold", "fold, or go to the whole", Where.ACTORS,
             partner="unfold"),
    _command("toggle-actor", "space enter", "in filter", "put in the filter, or take out",
             Where.ACTORS, rank=30),
    _command("keep-line", "enter", "keep", "keep the filter, or go to the date", Where.PROMPT,
             rank=1),
    _command("leave-line", "escape", "restore", "back to what was before", Where.PROMPT, rank=2),
    _command("write", "enter", "write", "write the file", Where.EXPORT, rank=1),
    _command("overwrite", "ctrl+o", "overwrite", "replace the file that exists", Where.EXPORT,
             rank=3),
    _command("next-field", "tab shift+tab", "preview", "between path and preview", Where.EXPORT,
             rank=4),
    _command("cancel", "escape", "cancel", "close without writing", Where.EXPORT, rank=2),
    _command("close-help", "escape question_mark f1", "close", "close the help", Where.HELP,
             action="close", rank=2),
)  # fmt: skip

EVERYWHERE = frozenset(command.id for command in COMMANDS if command.everywhere)
"""Ids of the commands that work on every screen."""

_NAMES = {
    "question_mark": "?", "slash": "/", "left_curly_bracket": "{", "right_curly_bracket": "}",
    "left_square_bracket": "[", "right_square_bracket": "]", "space": "Space", "enter": "Enter",
    "escape": "Esc", "tab": "Tab", "pagedown": "PgDn", "pageup": "PgUp", "home": "Home",
    "end": "End", "down": "↓", "up": "↑", "left": "←", "right": "→", "f1": "F1",
}  # fmt: skip
_ARROWS_ASCII = {"↓": "Down", "↑": "Up", "←": "Left", "→": "Right"}


def key_words(key: str, *, ascii_only: bool = False) -> str:
    """A key as people read it: "?", "ctrl+d", "shift+Tab"."""
    *modifiers, last = key.split("+")
    name = _NAMES.get(last, last)
    if ascii_only:
        name = _ARROWS_ASCII.get(name, name)
    return "+".join([*modifiers, name])


def commands(*wheres: Where) -> tuple[Command, ...]:
    """The commands that work in these places, in the order they are declared."""
    return tuple(command for command in COMMANDS if command.where in wheres)


_IN_ORDER = frozenset((Where.PROMPT, Where.EXPORT))
"""Where keys wait their turn behind the characters typed before them."""


def bindings(*wheres: Where, on: str = "") -> list[Binding]:
    """The commands of these places as Textual's bindings, each under its id.

    ``on`` names who acts, as Textual's actions do: "screen.". Nearly all have priority: then they
    run before the next key is looked at, so that keys in a burst ("/talks", "jjd") go where they
    should; an input keeps the characters that it takes all the same.
    """
    return [
        Binding(
            ",".join(command.keys),
            on + command.does,
            command.label,
            show=False,
            priority=command.where not in _IN_ORDER,
            tooltip=command.about,
            id=command.id,
        )
        for command in commands(*wheres)
    ]


def key_line(*wheres: Where, first: str = "") -> tuple[tuple[str, str], ...]:
    """What the key line offers: pairs of keys and label, in order of rank, one id before all.

    A command comes with its partner's key where that is one letter: ("j k", "move").
    """
    ranked = [one for one in commands(*wheres) if one.rank or one.id == first]
    ranked.sort(key=lambda one: (one.id != first, one.rank))
    return tuple((" ".join(_first_keys(one)), one.label) for one in ranked)


def _first_keys(command: Command) -> Iterable[str]:
    yield key_words(command.keys[0])
    for other in COMMANDS:
        if other.partner == command.id and len(other.keys[0]) == 1:
            yield key_words(other.keys[0])
