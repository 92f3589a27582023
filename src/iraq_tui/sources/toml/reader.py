"""From bytes to parsed TOML, with a problem that names line and column where that fails."""

from typing import Any

import tomli

from iraq_tui.sources.toml.problem import Problem, Severity, StoreError

_BOM = b"\xef\xbb\xbf"


def parse(data: bytes, file: str) -> tuple[str, dict[str, Any], list[Problem]]:
    """The text, its tables, and notes on how it was read.

    ``file`` is the name that problems carry. Raises StoreError for what is not UTF-8 or not TOML.
    """
    notes = []
    if data.startswith(_BOM):
        data = data.removeprefix(_BOM)
        mend = "save the file as UTF-8 without one"
        notes.append(
            Problem("bom", "a byte order mark was taken off", mend, (), Severity.NOTE, file=file)
        )
    text = _decode(data, file)
    return text, _tables(text, file), notes


def _decode(data: bytes, file: str) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        column = error.start - data.rfind(b"\n", 0, error.start)
        raise StoreError(
            [
                Problem(
                    "not-utf8",
                    f"the byte 0x{data[error.start]:02x} is not UTF-8",
                    "save the file as UTF-8",
                    file=file,
                    line=line,
                    column=column,
                )
            ]
        ) from error


def _tables(text: str, file: str) -> dict[str, Any]:
    try:
        return tomli.loads(text)
    except tomli.TOMLDecodeError as error:
        problem = Problem(
            "syntax",
            f"this is not TOML: {_uncapitalised(error.msg)}",
            "see https://toml.io for how it is written",
            file=file,
            line=error.lineno,
            column=error.colno,
        )
    except RecursionError:
        problem = _unreadable("lists or tables stand too deep inside each other", file)
    except MemoryError:
        problem = _unreadable("there is not enough memory to read it", file)
    except ValueError as error:  # a number longer than Python converts
        problem = _unreadable(_uncapitalised(str(error)), file)
    raise StoreError([problem])


def _uncapitalised(text: str) -> str:
    return text[:1].lower() + text[1:]


def _unreadable(what: str, file: str) -> Problem:
    return Problem("unreadable", what, "keep to the format in docs/store-format.md", file=file)
