"""Where things stand in a TOML file: the line of every key, table and list item.

Asked only once there is something to point at. The text has already been parsed by tomli, so this
scanner trusts its syntax; if it meets anything it does not expect, it gives no lines at all
rather than wrong ones.
"""

import re
from bisect import bisect_right
from collections.abc import Collection, Iterator, Mapping
from itertools import count

from iraq_tui.sources.toml.problem import Path


def locate(
    text: str, wanted: Collection[Path] | None = None, until: Collection[Path] = ()
) -> Mapping[Path, int]:
    """The line, from 1, of each path in a valid TOML text; empty where it cannot be told.

    ``wanted`` names the only paths to keep, where not all are needed. The text is read no further
    than to the last one of ``until``, where any are named.
    """
    try:
        return _Scanner(text, wanted, until).scan()
    except (_UnexpectedError, RecursionError):
        return {}


def line_of(path: Path, lines: Mapping[Path, int]) -> int | None:
    """The line of a path, or else of the nearest table around it; none for the whole file."""
    while path:
        if path in lines:
            return lines[path]
        path = path[:-1]
    return None


class _UnexpectedError(Exception):
    pass


_BLANK = re.compile(r"(?:[ \t\r\n]|#[^\n]*)*")
_SPACE = re.compile(r"[ \t]*")
_KEY = re.compile(
    r"""(?P<bare>[A-Za-z0-9_-]+)|"(?P<basic>(?:[^"\\\n]|\\.)*+)"|'(?P<raw>[^'\n]*)'"""
)
_STRING = re.compile(
    r'''"""(?:[^"\\]|\\.|"(?!""))*+"""(?:"{0,2})|\'\'\'.*?\'\'\'(?:'{0,2})|"(?:[^"\\\n]|\\.)*+"|'[^'\n]*\'''',
    re.DOTALL,
)
_BARE = re.compile(r"\d{4}-\d\d-\d\d \d[^\s,\]}#]*|[^\s,\]}#\[{\"']+")
_PLAIN_LIST = re.compile(r"""\[(?:[^\[\]{}"'#]|"(?!"")[^"\\\n]*+")*+\]""")
"""A list of what is no list, no table and no text of several lines or with escapes."""
_PLAIN_LINES = re.compile(
    r"""(?:
        [ \t]*+(?:
            [A-Za-z0-9_-]++[ \t]*+=[ \t]*+
            (?:
                "[^"\\\n]*+" | '[^'\n]*+' | [^\s,\]}\#\[{"']++
                | \[ (?:[ \t]*+"[^"\\\n]*+"[ \t]*+,?+)*+ [ \t]*+ \]
            )
            [ \t]*+
        )?+
        (?:\#[^\n]*+)?+ \r?\n
    )*+""",
    re.VERBOSE,
)
"""Lines that hold a key and a value that ends on the same line, or nothing."""
_ESCAPE = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|x([0-9A-Fa-f]{2})|(.))")
_ESCAPED = {"b": "\b", "t": "\t", "n": "\n", "f": "\f", "r": "\r", "e": "\x1b"}


class _Scanner:
    def __init__(self, text: str, wanted: Collection[Path] | None, until: Collection[Path]) -> None:
        self._wanted = wanted
        self._is_partial = bool(until)
        self._missing = set(until)
        self._around = wanted and {path[:end] for path in wanted for end in range(len(path))}
        """The tables in which something is wanted; none where all is."""
        self._text = text
        self._at = 0
        self._breaks = [match.start() for match in re.finditer("\n", text)]
        self._lines: dict[Path, int] = {}
        self._items: dict[Path, int] = {}
        """How many items each array of tables has so far."""
        self._implied: set[Path] = set()
        """Tables known only from the headers of others inside them."""

    def scan(self) -> Mapping[Path, int]:
        table: Path = ()
        self._skip(_BLANK)
        while self._at < len(self._text) and (self._missing or not self._is_partial):
            if self._peek("["):
                table = self._header()
                if self._around is not None and table not in self._around:
                    self._skip(_PLAIN_LINES)
            else:
                self._pair(table)
            self._skip(_BLANK)
        return self._lines

    def _header(self) -> Path:
        start = self._at
        doubled = self._peek("[[")
        self._at += 1 + doubled
        keys = list(self._keys())
        self._expect("]]" if doubled else "]")
        table = self._table(keys, doubled=doubled, start=start)
        if table in self._implied:  # now it has a header of its own
            self._implied.remove(table)
            self._lines.pop(table, None)
        self._note(table, start)
        return table

    def _table(self, keys: list[str], *, doubled: bool, start: int) -> Path:
        path: Path = ()
        for i, key in enumerate(keys):
            path = (*path, key)
            if doubled and i == len(keys) - 1:
                self._note(path, start)
                number = self._items.get(path, 0)
                self._items[path] = number + 1
                return (*path, number)
            if path in self._items:
                path = (*path, self._items[path] - 1)
            elif i < len(keys) - 1 and path not in self._lines and self._is_wanted(path):
                self._implied.add(path)
            self._note(path, start)
        return path

    def _pair(self, table: Path) -> None:
        start = self._at
        path = table
        for key in self._keys():
            path = (*path, key)
            self._note(path, start)
        self._expect("=")
        self._skip(_SPACE)
        self._value(path)

    def _keys(self) -> Iterator[str]:
        while True:
            self._skip(_SPACE)
            match = _KEY.match(self._text, self._at)
            if not match:
                raise _UnexpectedError
            self._at = match.end()
            basic = match["basic"]
            yield match["bare"] or match["raw"] or (_unescape(basic) if basic else "")
            self._skip(_SPACE)
            if not self._peek("."):
                return
            self._at += 1

    def _value(self, path: Path) -> None:
        if self._peek("["):
            self._list(path)
        elif self._peek("{"):
            self._inline_table(path)
        else:
            match = _STRING.match(self._text, self._at) or _BARE.match(self._text, self._at)
            if not match:
                raise _UnexpectedError
            self._at = match.end()

    def _list(self, path: Path) -> None:
        has_wanted = self._around is None or path in self._around
        if not has_wanted and (plain := _PLAIN_LIST.match(self._text, self._at)):
            self._at = plain.end()
            return
        self._at += 1
        for number in count():
            self._skip(_BLANK)
            if self._peek("]"):
                break
            self._note((*path, number), self._at)
            self._value((*path, number))
            self._skip(_BLANK)
            if self._peek(","):
                self._at += 1
            elif not self._peek("]"):
                raise _UnexpectedError
        self._at += 1

    def _inline_table(self, path: Path) -> None:
        self._at += 1
        while True:
            self._skip(_BLANK)
            if self._peek("}"):
                break
            self._pair(path)
            self._skip(_BLANK)
            if self._peek(","):
                self._at += 1
            elif not self._peek("}"):
                raise _UnexpectedError
        self._at += 1

    def _note(self, path: Path, offset: int) -> None:
        if self._is_wanted(path):
            self._lines.setdefault(path, bisect_right(self._breaks, offset - 1) + 1)
            if path not in self._implied:
                self._missing.discard(path)

    def _is_wanted(self, path: Path) -> bool:
        return self._wanted is None or path in self._wanted

    def _peek(self, text: str) -> bool:
        return self._text.startswith(text, self._at)

    def _expect(self, text: str) -> None:
        if not self._peek(text):
            raise _UnexpectedError
        self._at += len(text)

    def _skip(self, pattern: re.Pattern[str]) -> None:
        match = pattern.match(self._text, self._at)
        assert match is not None  # both patterns match nothing at all
        self._at = match.end()


def _unescape(text: str) -> str:
    def plain(match: re.Match[str]) -> str:
        digits = match[1] or match[2] or match[3]
        return chr(int(digits, 16)) if digits else _ESCAPED.get(match[4], match[4])

    return _ESCAPE.sub(plain, text)
