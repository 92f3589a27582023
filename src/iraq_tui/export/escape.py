"""Data as Markdown that can only arrive as the text it is.

Written for CommonMark 0.31 with the tables and footnotes of GFM and pandoc. The same text is also
safe to print on a terminal: everything passes the gate of `iraq_tui.text.safe` first.

One thing is out of reach: GitHub's renderer looks for mail addresses after it has read the text,
escaped or not, and makes them mailto links.
"""

import re
import sys

from iraq_tui.text.safe import safe_line

_PUNCTUATION = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~"
_SPECIAL = re.compile(f"[{re.escape(_PUNCTUATION)}]")
_ESCAPES = {char: f"\\{char}" for char in _PUNCTUATION} | {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
_LINE_BREAK = re.compile(r"[ \t]*(?:\r\n|\r|\n)[ \t]*")
_TICKS = re.compile("`+")
# The characters of RFC 3986 and, as RFC 3987 allows, letters and digits of any script.
_WEB = re.compile(r"https?://[\w.~:/?#\[\]@!$&'()*+,;=%-]+", re.IGNORECASE)
# Some parsers decode entities inside <...> and some do not: such an address stays text.
_ENTITY = re.compile(r"&#?\w+;")


def gate(text: str) -> str:
    """One line safe on a terminal, never cut: an export is evidence and keeps all of its words."""
    return safe_line(text, sys.maxsize)


def escape(text: str) -> str:
    """Inline Markdown that reads back as the gated text, wherever in a line or cell it stands.

    All ASCII punctuation gets a backslash, `<`, `>` and `&` become entities (CommonMark 2.4 and
    2.5). Line breaks and controls arrive as visible symbols. Spaces at either end are written as
    entities, for a parser would strip them or take them for an indented block.
    """
    shown = gate(text)
    body = shown.strip()
    if body == shown:
        return _escaped(shown)
    start = shown.index(body) if body else len(shown)
    edges = shown[:start], shown[start + len(body) :]
    before, after = ("".join(f"&#{ord(space)};" for space in edge) for edge in edges)
    return f"{before}{_escaped(body)}{after}"


def _escaped(text: str) -> str:
    # Half the time that str.translate takes, which looks up every letter.
    return _SPECIAL.sub(lambda found: _ESCAPES[found[0]], text)


def prose(text: str) -> str:
    """Like `escape`, for running words: a line break is a space, as in any Markdown paragraph."""
    lines = _LINE_BREAK.sub(" ", text.strip("\r\n")) if "\n" in text or "\r" in text else text
    return escape(lines)


def code_span(text: str) -> str:
    """The gated text as a code span (CommonMark 6.1). Not for table cells, where `|` would cut it.

    An empty text gives "".
    """
    shown = gate(text)
    if not shown:
        return ""
    ticks = "`" * _free_run(shown, 1)
    spaced = shown[0] == shown[-1] == " " and shown.strip(" ")
    pad = " " if spaced or "`" in (shown[0], shown[-1]) else ""
    return f"{ticks}{pad}{shown}{pad}{ticks}"


def code_block(text: str, language: str) -> str:
    """One line of gated text as a fenced block (CommonMark 4.5) that it cannot close."""
    shown = gate(text)
    fence = "`" * max(3, max(map(len, _TICKS.findall(shown)), default=0) + 1)
    return f"{fence}{language}\n{shown}\n{fence}"


def link(address: str) -> str:
    """An http or https address as an autolink (CommonMark 6.5); anything else as plain text."""
    is_web = _WEB.fullmatch(address) and not _ENTITY.search(address) and gate(address) == address
    return f"<{address}>" if is_web else escape(address)


def _free_run(text: str, shortest: int) -> int:
    """The length of the shortest run of backticks that the text does not hold."""
    taken = {len(run) for run in _TICKS.findall(text)}
    length = shortest
    while length in taken:
        length += 1
    return length
