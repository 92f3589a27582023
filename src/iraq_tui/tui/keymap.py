"""Which keys are in force: the declared ones, those of a person's own, and their Cyrillic twins."""

from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType

from msgspec import Struct

from iraq_tui.sources.toml.problem import Problem, quote, suggestion
from iraq_tui.tui.clashes import CONTEXTS, Clash, Keys, clashes, owners, taken_from_typing
from iraq_tui.tui.commands import COMMANDS, Command, Where, commands
from iraq_tui.tui.keyboard import (
    NoKeyError,
    comes_everywhere,
    key_name,
    key_words,
    twins_of,
)

__all__ = ["DEFAULT", "Item", "Keymap", "KeymapError", "key_line", "key_words", "merged"]


class Keymap(Struct, frozen=True):
    """The keys of every command, by its id, in Textual's names."""

    keys: Keys
    """What is shown and pressed."""
    twins: Keys
    """What the same keys send on other layouts, Cyrillic ones above all."""

    def pressed(self, command: Command) -> tuple[str, ...]:
        """Every key that runs a command."""
        return self.keys[command.id] + self.twins.get(command.id, ())


class KeymapError(Exception):
    """Keys that cannot be had, with all their problems; the paths are those below ``[keys]``."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(map(str, self.problems)))


def merged(own: Mapping[str, tuple[str, ...]]) -> Keymap:
    """The keymap with some commands' keys as a person wrote them, by the commands' ids.

    A command named there loses the keys it is declared with; all others keep theirs. Raises
    KeymapError for ids and keys that are none, for an empty list, for a key that belongs to
    another command active at the same time, and for one needed to type.
    """
    known = {command.id for command in COMMANDS}
    problems = [_unknown(id_, known) for id_ in own if id_ not in known]
    mine: dict[str, _Written] = {}
    for id_, written in own.items():
        if id_ in known:
            mine[id_], bad = _read(id_, written)
            problems += bad
    keys = {command.id: tuple(mine.get(command.id, command.keys)) for command in COMMANDS}
    if "ctrl+c" in keys["quit"] and "how-to-quit" not in mine:
        keys["how-to-quit"] = ()  # it need not be said where it does
    problems += [_clash(one, mine) for one in clashes(keys)]
    if problems:
        raise KeymapError(problems)
    return _with_twins(keys)


_Written = Mapping[str, int]
"""The names of keys, each with its number in what a person wrote."""


def _unknown(id_: str, known: Iterable[str]) -> Problem:
    mend = suggestion(id_, known, "docs/keys.md lists the commands")
    return Problem("unknown-command", f"{quote(id_)} is no command", mend, (id_,))


def _read(id_: str, written: tuple[str, ...]) -> tuple[_Written, list[Problem]]:
    """The keys that the command may have, and what is wrong with the rest."""
    if not written:
        mend = "name one, or leave the line out to keep the usual"
        return {}, [Problem("no-keys", f"{quote(id_)} is left without a key", mend, (id_,))]
    names: dict[str, int] = {}
    problems = []
    for number, one in enumerate(written):
        try:
            name = key_name(one)
        except NoKeyError as error:
            path = (id_, number)
            problems.append(Problem("bad-key", error.what, error.mend, path, why=error.why))
            continue
        if use := taken_from_typing(id_, name):
            problems.append(_kept(id_, number, name, use))
        else:
            names.setdefault(name, number)
    if id_ == "quit" and not problems and not any(map(comes_everywhere, _with_others(names))):
        what = "quitting needs a key that every terminal sends"
        mend = "add one such as ctrl+q, alt+q or F10"
        problems.append(Problem("no-way-out", what, mend, (id_,)))
    return names, problems


def _with_others(keys: Iterable[str]) -> Iterator[str]:
    for key in keys:
        yield key
        yield from twins_of(key)


def _kept(id_: str, number: int, key: str, use: str) -> Problem:
    return Problem(
        "key-types",
        f"{quote(key_words(key))} cannot be a key of {quote(id_)}",
        "choose another, such as a function key",
        (id_, number),
        why=f"it {use} where this command works, too",
    )


def _clash(clash: Clash, mine: Mapping[str, _Written]) -> Problem:
    """Told at the later of the two that a person wrote: the other stood there before."""
    order = list(mine)
    ids = (clash.first, clash.second)
    other, here = sorted(ids, key=lambda one: order.index(one) if one in mine else -1)
    spare = "another" if other in mine else "one of its own under [keys]"
    return Problem(
        "key-clash",
        f"{quote(key_words(clash.key))} is a key of both {quote(other)} and {quote(here)}",
        f"choose another for {quote(here)}, or give {quote(other)} {spare}",
        (here, mine[here][clash.key]),
        why=f"both work {clash.words}",
    )


def _with_twins(keys: Keys) -> Keymap:
    """A twin gives way to every key that is meant; of two twins the first declared has it."""
    taken = [set(owners(keys, context)) for context in CONTEXTS]
    twins: dict[str, tuple[str, ...]] = {}
    for command in COMMANDS:
        here = [used for used, of in zip(taken, CONTEXTS, strict=True) if command.id in of.ids]
        wanted = dict.fromkeys(twin for key in keys[command.id] for twin in twins_of(key))
        free = tuple(twin for twin in wanted if not any(twin in used for used in here))
        for used in here:
            used.update(free)
        if free:
            twins[command.id] = free
    return Keymap(MappingProxyType(dict(keys)), MappingProxyType(twins))


DEFAULT = _with_twins({command.id: command.keys for command in COMMANDS})


class Item(Struct, frozen=True):
    """One item of the key line."""

    keys: str
    label: str
    command: str = ""
    """Its command's id; empty where a click on it does nothing."""
    partner: str = ""
    """The id of the command of its second key, where it has two."""

    def command_at(self, cell: int) -> str:
        """The command that a click on one of its cells, from 0, is meant for."""
        first, _, second = self.keys.partition(" ")
        on_second = len(first) < cell <= len(first) + len(second)
        return self.partner if self.partner and on_second else self.command


def key_line(
    keymap: Keymap,
    *wheres: Where,
    first: str = "",
    without: Iterable[str] = (),
    labels: Mapping[str, str] | None = None,
    ascii_only: bool = False,
) -> tuple[Item, ...]:
    """What the key line offers, in order of rank, one id before all.

    A command comes with its partner's key where that is one letter: ("j k", "move").
    """
    left_out = frozenset(without)
    ranked = [one for one in commands(*wheres) if one.id not in left_out]
    ranked = [one for one in ranked if one.rank or one.id == first]
    ranked.sort(key=lambda one: (one.id != first, one.rank))
    renamed = labels or {}
    return tuple(_item(keymap, one, renamed.get(one.id, one.label), ascii_only) for one in ranked)


def _item(keymap: Keymap, command: Command, label: str, ascii_only: bool) -> Item:
    key = key_words(keymap.keys[command.id][0], ascii_only=ascii_only)
    partner = next((other for other in COMMANDS if other.partner == command.id), None)
    second = key_words(keymap.keys[partner.id][0], ascii_only=ascii_only) if partner else ""
    if partner is None or len(second) != 1:
        return Item(key, label, command.id)
    return Item(f"{key} {second}", label, command.id, partner.id)
