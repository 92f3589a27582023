"""A command line, read: which command is meant, which store, which events."""

import argparse
from collections.abc import Sequence
from functools import cache

from iraq_tui.cli.parsers import COMMANDS, SHELLS, UsageError, actions, parser_of

__all__ = ["COMMANDS", "UsageError", "mistaken_command", "options_with_value", "parse_arguments"]


def parse_arguments(argv: Sequence[str]) -> argparse.Namespace:
    """Read a command line. Raises UsageError; exits by itself for --help and --version.

    A STORE may stand before the command, after it, or alone. It is told from an event id by a
    dot or a slash in its name.
    """
    command, words = _command(list(argv))
    parser = parser_of(command)
    given = parser.parse_intermixed_args(_hyphened(words))
    given.command = command
    given.where = " ".join(getattr(given, "where", []))
    _sort_positionals(given, parser)
    return given


@cache
def options_with_value() -> frozenset[str]:
    """The options of any command that take the next word as their value."""
    return frozenset(
        name
        for command in COMMANDS
        for option in actions(parser_of(command))
        if option.nargs != 0
        for name in option.option_strings
    )


def _command(words: list[str]) -> tuple[str, list[str]]:
    """The command among the words, and the words without it; a store may stand before it."""
    skip = False
    for i, word in enumerate(words):
        if skip or word.startswith("-"):
            skip = not skip and word in options_with_value()
        elif word in COMMANDS:
            return word, words[:i] + words[i + 1 :]
        elif not _looks_like_file(word):
            break
    return "explore", words


def _looks_like_file(word: str) -> bool:
    return "/" in word or "." in word


def _hyphened(words: list[str]) -> list[str]:
    """A filter that starts with a minus, joined to its option, which argparse would take apart."""
    joined: list[str] = []
    for word in words:
        if joined and joined[-1] in ("-w", "--where") and word.startswith("-"):
            joined[-1] = f"--where={word}"
        else:
            joined.append(word)
    return joined


def _sort_positionals(given: argparse.Namespace, parser: argparse.ArgumentParser) -> None:
    """Tell the store from the events among the plain words."""
    words: list[str] = given.words
    if given.command == "copy":
        given.store, given.folder = None, words[0] if words else ""
        if len(words) != 1:
            parser.error("name the folder to copy to, as in: iraq-tui copy notes/")
        return
    if given.command == "completion":
        given.store, given.shell = None, words[0] if words else ""
        if len(words) != 1 or given.shell not in SHELLS:
            parser.error(f"name a shell: {', '.join(SHELLS)}")
        return
    takes_events = given.command in ("show", "compare")
    stores = [word for word in words if _looks_like_file(word) or not takes_events]
    given.events = [word for word in words if word not in stores]
    if len(stores) > 1:
        parser.error(f"one store at a time, not {len(stores)}")
    given.store = stores[0] if stores else None
    if given.command == "show" and not given.events:
        parser.error("name an event, as in: iraq-tui show first-round (iraq-tui list names them)")


def mistaken_command(word: str) -> str:
    """A command that a word may have been meant for; empty where there is none."""
    from difflib import get_close_matches

    near = get_close_matches(word, COMMANDS, 1)
    return near[0] if near else ""
