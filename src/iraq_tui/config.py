"""A person's own settings: one TOML file, read before the terminal is taken."""

from collections.abc import Iterator, Mapping
from os import devnull
from pathlib import Path
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from iraq_tui.files import ReadRefused, read_regular
from iraq_tui.sources.toml.load import located
from iraq_tui.sources.toml.problem import (
    Problem,
    StoreError,
    quote,
    shown,
    suggestion,
)
from iraq_tui.sources.toml.reader import parse, unsound
from iraq_tui.tui.keymap import DEFAULT, Keymap, KeymapError, merged

LIMIT = 2**20
"""The most bytes of a config file that are read."""
_KEYS = ("theme", "ascii", "keys")
_DOCS = "see docs/keys.md for what may stand there"


class Config(Struct, frozen=True):
    """How a person likes the explorer."""

    path: Path | None = None
    """The file that was read; none where there is none."""
    theme: str | None = None
    """The name of a theme, unchecked."""
    ascii: bool = False
    """Draw with ASCII characters alone."""
    keymap: Keymap = DEFAULT


class ConfigError(Exception):
    """A config file that cannot be used, with every problem found in it."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(map(str, self.problems)))


def read_config(path: Path | None, environment: Mapping[str, str]) -> Config:
    """The settings in a file: ``path``, ``$IRAQ_TUI_CONFIG``, or else the usual place.

    The usual place is ``iraq-tui/config.toml`` in ``$XDG_CONFIG_HOME`` or ``~/.config`` (XDG Base
    Directory Specification); it may be missing, a file that was named may not. A file named
    /dev/null is an empty one. Raises ReadRefused for a file that cannot be read, and ConfigError
    for what is wrong in it.
    """
    named = path or _path(environment.get("IRAQ_TUI_CONFIG"))
    place = named or _usual_place(environment)
    if place is None or place == Path(devnull):
        return Config()
    try:
        data = read_regular(place, LIMIT)
    except ReadRefused as error:
        if named is None and isinstance(error.__cause__, FileNotFoundError | NotADirectoryError):
            return Config()
        raise
    return _config(place, data)


def _path(text: str | None) -> Path | None:
    return Path(text) if text else None


def _usual_place(environment: Mapping[str, str]) -> Path | None:
    home = _path(environment.get("HOME"))
    folder = _path(environment.get("XDG_CONFIG_HOME"))
    if folder is None or not folder.is_absolute():  # the specification: a relative one is ignored
        folder = home / ".config" if home else None
    return folder / "iraq-tui" / "config.toml" if folder else None


def _config(path: Path, data: bytes) -> Config:
    try:
        text, tables, _ = parse(data, str(path))
    except StoreError as error:
        raise ConfigError([_mended(one) for one in error.problems]) from error
    problems = [*unsound(tables), *_problems(tables)]
    keymap = DEFAULT
    try:
        keymap = merged(dict(_own_keys(tables)))
    except KeymapError as error:
        problems += [replace(one, path=("keys", *one.path)) for one in error.problems]
    if problems:
        raise ConfigError(located(problems, text, str(path)))
    return Config(path, tables.get("theme"), tables.get("ascii", False), keymap)


def _mended(problem: Problem) -> Problem:
    """The parser knows stores alone."""
    return replace(problem, mend=_DOCS) if problem.kind == "unreadable" else problem


def _problems(tables: Mapping[str, Any]) -> Iterator[Problem]:
    for key, value in tables.items():
        match key, value:
            case "theme", str() if value.strip():
                pass
            case "theme", _:
                yield _wrong(key, value, "the name of a theme", 'write theme = "textual-light"')
            case "ascii", bool():
                pass
            case "ascii", _:
                yield _wrong(key, value, "true or false", "write ascii = true, or leave it out")
            case "keys", dict():
                yield from _wrong_keys(value)
            case "keys", _:
                yield _wrong(key, value, "a table", "write the header [keys], and keys below it")
            case _:
                yield _unknown(key)


def _wrong(key: str, value: object, kind: str, mend: str) -> Problem:
    return Problem("wrong-value", f"{shown(value)} is not {kind}", mend, (key,))


def _unknown(key: str) -> Problem:
    otherwise = f"leave it out; the keys are {', '.join(_KEYS)}"
    mend = suggestion(key, _KEYS, otherwise)
    return Problem("unknown-key", f"a config has no key {quote(key)}", mend, (key,))


def _wrong_keys(table: Mapping[str, Any]) -> Iterator[Problem]:
    mend = 'write text, as in filter = "/", or a list of it'
    for id_, value in table.items():
        if not isinstance(value, str | list):
            what = f"{shown(value)} is no key"
            yield Problem("wrong-value", what, mend, ("keys", id_))
        for number, one in enumerate(value if isinstance(value, list) else ()):
            if not isinstance(one, str):
                what = f"{shown(one)} is no key"
                yield Problem("wrong-value", what, mend, ("keys", id_, number))


def _own_keys(tables: Mapping[str, Any]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The keys that are written as they should be; the rest is told of as it stands."""
    table = tables.get("keys")
    for id_, value in table.items() if isinstance(table, dict) else ():
        if isinstance(value, str):
            yield id_, (value,)
        elif isinstance(value, list) and all(isinstance(one, str) for one in value):
            yield id_, tuple(value)
