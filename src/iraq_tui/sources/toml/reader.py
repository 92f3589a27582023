"""From bytes to parsed TOML, with a problem that names line and column where that fails."""

import math
import re
from collections.abc import Iterator
from typing import Any

import tomli

from iraq_tui.sources.toml.problem import Path, Problem, Severity, StoreError

DEEPEST = 16
"""The most lists and tables inside each other that are looked into: twice what the format has, so
that a list too many is told as that, together with all else that is wrong."""

PIECE = 5 * 2**19
"""The most bytes that are parsed as one piece: a parsed list takes up to eighty times its text."""

_BOM = b"\xef\xbb\xbf"
_UTF16 = (b"\xff\xfe", b"\xfe\xff")


def parse(data: bytes, file: str) -> tuple[str, dict[str, Any], list[Problem]]:
    """The text, its tables, and notes on how it was read.

    ``file`` is the name that problems carry. Raises StoreError for what is not UTF-8 or not TOML.
    """
    data, notes = without_mark(data, file)
    text = _decode(data, file)
    return text, _tables(text, file), notes


def without_mark(data: bytes, file: str) -> tuple[bytes, list[Problem]]:
    """The bytes without a byte order mark, and a note where there was one."""
    if not data.startswith(_BOM):
        return data, []
    mend = "save the file as UTF-8 without one"
    note = Problem("bom", "a byte order mark was taken off", mend, (), Severity.NOTE, file=file)
    return data.removeprefix(_BOM), [note]


def _decode(data: bytes, file: str) -> str:
    if strange := not_utf8(data, file):
        raise StoreError([strange])
    return data.decode("utf-8")


def not_utf8(data: bytes, file: str) -> Problem | None:
    """The first byte that is not UTF-8, or none."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        column = error.start - data.rfind(b"\n", 0, error.start)
        return Problem(
            "not-utf8",
            f"the byte 0x{data[error.start]:02x} is not UTF-8",
            "save the file as UTF-8" + ", not UTF-16" * data.startswith(_UTF16),
            file=file,
            line=line,
            column=column,
        )
    return None


def _tables(text: str, file: str) -> dict[str, Any]:
    try:
        return tomli.loads(text)
    except tomli.TOMLDecodeError as error:
        problem = Problem(
            "syntax",
            f"this is not TOML: {_uncapitalised(_TUPLE.sub(_dotted, error.msg))}",
            _syntax_mend(error.msg, text, error.pos),
            file=file,
            line=error.lineno,
            column=error.colno,
        )
    except RecursionError:
        problem = _unreadable("lists or tables stand too deep inside each other", file)
    except MemoryError:
        problem = _unreadable("there is not enough memory to read it", file)
    except ValueError:  # a number longer than Python converts
        problem = _unreadable("a number has thousands of digits", file)
    raise StoreError([problem])


_MENDS = {
    "Invalid value": 'text and dates stand in quotes: key = "…"; true and false in small letters',
    "Invalid statement": 'write key = "value", a [header] or a # comment; '
    "a key of other than ASCII letters stands in quotes",
    "Invalid initial character": "use ASCII letters, digits, - and _ for keys and ids; "
    "a name in other letters goes under name or title",
    "Expected '=' after": 'write key = "value"; text of several lines stands in """…"""',
    "Expected newline": "end the line after the value; "
    'text and dates stand in quotes, and " inside text is written \\"',
    "Expected ']]'": "close the header with ]]",
    "Expected ']'": "close the header with ]; an id has no spaces",
    "Unterminated string": 'close the text with the quotes it was opened with, " or """',
    "Illegal character '\\n'": 'close the quotes on the same line, or open and close with """',
    "Illegal character": "take the character out, or write it as \\uXXXX",
    "Found invalid character": "take the character out; lines end in LF or CRLF",
    "Unescaped '\\'": "write \\\\ for a backslash, or put the text in single quotes",
    "Unclosed array": "put a comma between the items, and ] after the last",
    "Unclosed inline table": "put a comma between the pairs, and } after the last",
}
_CURLY = tuple("“”„‟«»‘’‚")
_TWICE = ("Cannot declare", "Cannot overwrite", "Cannot mutate", "Duplicate")
_HEADER = re.compile(r"\[+ *(?P<name>(?:events|judgements)\b[^\]\n]*)")
_TUPLE = re.compile(r"\(('[^()\n]*'),?\)")
_IN_QUOTES = re.compile("'([^']*)'")


def _dotted(keys: re.Match[str]) -> str:
    return f"[{'.'.join(_IN_QUOTES.findall(keys[1]))}]"


def _syntax_mend(message: str, text: str, position: int) -> str:
    """What an author who meets this message for the first time is likely to have to do."""
    line = text[text.rfind("\n", 0, position) + 1 :][:200].lstrip()
    if text[position : position + 1] in _CURLY:
        return "type straight quotes, \" or ', where these are curly ones"
    if message.startswith(_TWICE):
        if header := _HEADER.match(line):
            name = header["name"].strip() + ".REPORT" * (header["name"].count(".") == 2)
            return (
                f"write [[{name}]], in double brackets wherever it stands, "
                "and each event above its claims"
            )
        return "this key or header is there already: leave one out, or give it another name"
    known = (mend for start, mend in _MENDS.items() if message.startswith(start))
    return next(known, "see https://toml.io for how it is written")


def unsound(value: object, path: Path = ()) -> Iterator[Problem]:
    """What no key of a store may hold, whichever it is, and nothing after may have to handle.

    ``path`` is where the value stands: a table of the store, the whole, or what a key holds.
    """
    waiting: list[tuple[Path, object]] = [(path, value)]
    while waiting:
        path, value = waiting.pop()
        match value:
            case dict() | list() if len(path) >= DEEPEST:
                what = "lists or tables stand too deep inside each other"
                yield Problem("too-deep", what, "keep to the keys of the format", path)
            case dict():
                waiting += (((*path, key), inner) for key, inner in value.items())
            case list():
                waiting += (((*path, i), inner) for i, inner in enumerate(value))
            case int() if not -(2**63) <= value < 2**63:
                mend = "write a number of at most 18 digits"
                yield Problem("bad-number", "this number is too large", mend, path)
            case float() if not math.isfinite(value):
                what = "this is not a number to count with"
                yield Problem("bad-number", what, "write a plain number", path)


def _uncapitalised(text: str) -> str:
    return text[:1].lower() + text[1:]


def _unreadable(what: str, file: str) -> Problem:
    return Problem("unreadable", what, "keep to the format in docs/store-format.md", file=file)
