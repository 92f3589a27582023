"""Commands as Textual's bindings, for the keys in force."""

from collections.abc import Callable, Iterable

from textual.binding import Binding, BindingsMap
from textual.dom import DOMNode

from iraq_tui.tui.commands import TYPING, Command, Where, commands
from iraq_tui.tui.keymap import Keymap


def bind(
    node: DOMNode,
    keymap: Keymap,
    *wheres: Where,
    on: str = "",
    only: Callable[[Command], bool] = lambda _: True,
) -> None:
    """Give one screen or widget the keys of the commands of some places.

    Class bindings with App.set_keymap would not do: Textual 8.2.8 lets an input keep the
    characters it takes before it applies the keymap, so that a Cyrillic letter typed into the
    filter would run the command whose twin it is; and it applies the keymap anew for every key.

    ``on`` names who acts, as Textual's actions do: "screen.".
    """
    found = (command for command in commands(*wheres) if only(command))
    node._bindings = BindingsMap(_bindings(found, keymap, on))  # noqa: SLF001 -- see above


def _bindings(found: Iterable[Command], keymap: Keymap, on: str) -> Iterable[Binding]:
    """Nearly all have priority: then they run before the next key is looked at, so that keys in a
    burst ("/talks", "jjd") go where they should; an input keeps what it takes all the same.
    """
    for command in found:
        keys = keymap.pressed(command)
        if not keys:
            continue
        yield Binding(
            ",".join(keys),
            on + command.does,
            command.label,
            show=False,
            priority=command.where not in TYPING,
            tooltip=command.about,
            id=command.id,
        )
