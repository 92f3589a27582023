"""What the shells' scripts know of the command line, made from the parsers that read it.

``python -m iraq_tui.cli.completion_tables DIR`` writes the tables in the scripts anew.
"""

import sys
from argparse import Action
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType
from typing import TypeVar

from iraq_tui.cli.arguments import options_with_value
from iraq_tui.cli.completion import NAMES
from iraq_tui.cli.parsers import COMMANDS, SHELLS, actions, parser_of
from iraq_tui.domain.comparison.model import Verdict
from iraq_tui.domain.query.terms import EXAMPLES

K = TypeVar("K")

BEGIN, END = "# >>> made by make completions", "# <<< made by make completions"

KINDS: Mapping[str, str] = MappingProxyType(
    {
        "STORE": "store",
        "EVENT": "store",  # a store may stand before the events
        "DIR": "folder",
        "FILE": "file",
        "FILTER": "filter",
        "A,B": "nothing",
        "DATE": "nothing",
        "ID": "nothing",
        "MIB": "nothing",
    }
)
"""What each metavar of the parsers completes to; NAME, SHELL and choices complete to words."""


@dataclass(frozen=True, slots=True)
class Value:
    """What a word may be completed to."""

    metavar: str
    kind: str
    """store, folder, file, filter, nothing or words."""
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Option:
    """An option of a command; a flag has no value."""

    names: tuple[str, ...]
    about: str
    value: Value | None
    repeats: bool


@dataclass(frozen=True, slots=True)
class Command:
    """A command with all that may follow it."""

    name: str
    about: str
    options: tuple[Option, ...]
    plain: Value
    """What its plain words are."""


def commands(themes: Sequence[str]) -> tuple[Command, ...]:
    """Every command, as its parser declares it.

    Raises KeyError for a metavar that nobody has said the meaning of.
    """
    return tuple(
        Command(
            name,
            (parser.description or "").split("\n", 1)[0].removesuffix("."),
            tuple(_option(one, themes) for one in actions(parser) if one.option_strings),
            next(_value(one, themes) for one in actions(parser) if not one.option_strings),
        )
        for name, parser in ((name, parser_of(name)) for name in COMMANDS)
    )


def _option(action: Action, themes: Sequence[str]) -> Option:
    return Option(
        tuple(action.option_strings),
        action.help or "",
        None if action.nargs == 0 else _value(action, themes),
        type(action).__name__ == "_AppendAction",
    )


def _value(action: Action, themes: Sequence[str]) -> Value:
    metavar = str(action.metavar or action.dest)
    words = {"NAME": tuple(themes), "SHELL": SHELLS}.get(metavar) or tuple(action.choices or ())
    return Value(metavar, "words" if words else KINDS[metavar], words)


# --- bash -----------------------------------------------------------------------------------------


def bash_table(known: Sequence[Command]) -> Iterator[str]:
    """Names, values of options and options of commands, without descriptions."""
    yield f"_iraq_tui_commands='{' '.join(one.name for one in known)}'"
    yield f"_iraq_tui_filters='{' '.join(f'{key}:' for key in EXAMPLES)}'"
    yield f"_iraq_tui_verdicts='{' '.join(Verdict)}'"
    yield "_iraq_tui_value_of() {"
    yield "  case $1 in"
    for spellings, values in _values(known).items():
        yield f"    {' | '.join(spellings)}) {_bash_choice(values)} ;;"
    yield "    *) return 1 ;;"
    yield "  esac"
    yield "}"
    yield "_iraq_tui_command_is() {"
    yield "  case $1 in"
    for command in known:
        names = " ".join(name for option in command.options for name in option.names)
        yield f"    {command.name}) options='{names}' value='{_bash_value(command.plain)}' ;;"
    yield "  esac"
    yield "}"


def _values(known: Sequence[Command]) -> Mapping[tuple[str, ...], Mapping[str, Value]]:
    """What follows each option, by command."""
    found: dict[tuple[str, ...], dict[str, Value]] = {}
    for command in known:
        for option in command.options:
            if option.value:
                found.setdefault(option.names, {})[command.name] = option.value
    return found


def _bash_choice(values: Mapping[str, Value]) -> str:
    """The value of an option: what most commands take, and what others do, each by its name."""
    usual = Counter(values.values()).most_common(1)[0][0]
    said = f"value='{_bash_value(usual)}'"
    other = {name: value for name, value in values.items() if value != usual}
    if not other:
        return said
    cases = (f"{name}) value='{_bash_value(value)}' ;;" for name, value in other.items())
    return f"case $command in {' '.join(cases)} *) {said} ;; esac"


def _bash_value(value: Value) -> str:
    return " ".join(value.words) or f":{value.kind}"


# --- zsh ------------------------------------------------------------------------------------------

_ZSH_ACTIONS = {
    "store": "_iraq_tui_store",
    "folder": "_files -/",
    "file": "_files",
    "filter": "_iraq_tui_filter",
    "nothing": " ",
}


def zsh_table(known: Sequence[Command]) -> Iterator[str]:
    """Specifications for zsh's ``_arguments``, one array a command."""
    yield "_iraq_tui_tables() {"
    yield "  commands=("
    for command in known:
        yield f"    {_quoted(f'{command.name}:{command.about}')}"
    yield "  )"
    yield "  filters=("
    yield from (f"    {_quoted(f'{key}:as {example}')}" for key, example in EXAMPLES.items())
    yield "  )"
    yield "  verdicts=("
    yield from (f"    {_quoted(f'{verdict}:{verdict.word}')}" for verdict in Verdict)
    yield "  )"
    yield f"  with_value=({' '.join(sorted(options_with_value()))})"
    yield "  case $1 in"
    for command in known:
        yield f"    {command.name}) specs=("
        yield from (f"      {_zsh_spec(option)}" for option in command.options)
        many = "*" * (command.plain.kind == "store")
        yield f"      '{many}{_zsh_action(command.plain)}'"
        yield "    ) ;;"
    yield "  esac"
    yield "}"


def _zsh_spec(option: Option) -> str:
    names = [_zsh_name(name, option.value) for name in option.names]
    spelled = names[0] if len(names) == 1 else f"{{{','.join(names)}}}"
    before = "'*'" if option.repeats else f"'({' '.join(option.names)})'"
    about = option.about.replace("[", r"\[").replace("]", r"\]")
    return f"{before}{spelled}{_quoted(f'[{about}]' + _zsh_action(option.value))}"


def _zsh_name(name: str, value: Value | None) -> str:
    """An option as zsh wants it to know that a value may be joined to it."""
    if value is None:
        return name
    return f"{name}=" if name.startswith("--") else f"{name}+"


def _zsh_action(value: Value | None) -> str:
    if value is None:
        return ""
    words = f"({' '.join(value.words)})"
    return f":{value.metavar}:{_ZSH_ACTIONS.get(value.kind, words)}"


# --- fish -----------------------------------------------------------------------------------------

_FISH_VALUES = {
    "store": "-x -a '(__iraq_tui_stores)'",
    "folder": "-x -a '(__iraq_tui_folders)'",
    "file": "-r -F",
    "filter": "-x -a '(__iraq_tui_filter)'",
    "nothing": "-x",
}


def fish_table(known: Sequence[Command]) -> Iterator[str]:
    """One ``complete`` a line; what several commands share is said once."""
    yield f"set -g __iraq_tui_commands {' '.join(one.name for one in known)}"
    yield f"set -g __iraq_tui_with_value {' '.join(sorted(options_with_value()))}"
    yield "function __iraq_tui_filters"
    for key, example in EXAMPLES.items():
        yield f"    printf '%s\\t%s\\n' {key}: {_fish_quoted(f'as {example}')}"
    yield "end"
    yield "function __iraq_tui_verdicts"
    for verdict in Verdict:
        yield f"    printf '%s\\t%s\\n' {verdict} {_fish_quoted(verdict.word)}"
    yield "end"
    for command in known:
        about = _fish_quoted(command.about)
        yield f"complete -c iraq-tui -n __iraq_tui_wants_command -a {command.name} -d {about}"
    yield from _fish_words(known)
    yield from _fish_options(known)


def _fish_words(known: Sequence[Command]) -> Iterator[str]:
    pairs = ((replace(command.plain, metavar=""), command.name) for command in known)
    for plain, names in _grouped(pairs).items():
        given = "store" if plain.kind == "store" else "word"
        when = f"__iraq_tui_in {' '.join(names)}; and not __iraq_tui_has {given}"
        yield f"complete -c iraq-tui -n '{when}' {_fish_value(plain).removeprefix('-x ')}"


def _fish_options(known: Sequence[Command]) -> Iterator[str]:
    pairs = ((option, command.name) for command in known for option in command.options)
    for option, names in _grouped(pairs).items():
        spelled = " ".join(
            f"-l {name[2:]}" if name.startswith("--") else f"-s {name[1:]}" for name in option.names
        )
        value = f" {_fish_value(option.value)}" if option.value else ""
        about = _fish_quoted(option.about)
        when = f"__iraq_tui_in {' '.join(names)}"
        yield f"complete -c iraq-tui -n '{when}' {spelled}{value} -d {about}"


def _fish_value(value: Value) -> str:
    return _FISH_VALUES.get(value.kind) or f"-x -a '{' '.join(value.words)}'"


def _grouped(pairs: Iterable[tuple[K, str]]) -> Mapping[K, Sequence[str]]:
    found: dict[K, list[str]] = {}
    for key, name in pairs:
        found.setdefault(key, []).append(name)
    return found


# --- the files ------------------------------------------------------------------------------------

TABLES: Mapping[str, Callable[[Sequence[Command]], Iterator[str]]] = MappingProxyType(
    {"bash": bash_table, "zsh": zsh_table, "fish": fish_table}
)


def _quoted(text: str) -> str:
    """A word in the single quotes of bash and zsh."""
    return "'" + text.replace("'", r"'\''") + "'"


def _fish_quoted(text: str) -> str:
    return "'" + text.replace("\\", r"\\").replace("'", r"\'") + "'"


def renewed(shell: str, text: str, themes: Sequence[str]) -> str:
    """A script with its table made anew. Raises ValueError where the marks are missing."""
    before, begun, rest = text.partition(f"{BEGIN}\n")
    _, ended, after = rest.partition(f"{END}\n")
    if not begun or not ended:
        raise ValueError(f"the script for {shell} has no marks")
    table = "\n".join(TABLES[shell](commands(themes)))
    return f"{before}{begun}{table}\n{ended}{after}"


def main(folder: Path) -> None:
    """Renew the three scripts of a folder, with the themes of the Textual that is installed."""
    from textual.theme import BUILTIN_THEMES

    for shell, name in NAMES.items():
        path = folder / name
        path.write_text(renewed(shell, path.read_text("utf-8"), tuple(BUILTIN_THEMES)), "utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
