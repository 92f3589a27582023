"""The line of one event in a store, found without parsing all of it where that can be."""

import re
from bisect import bisect_right
from collections.abc import Iterator

from iraq_tui.domain.steps import finished
from iraq_tui.sources.toml.blocks import (
    Cut,
    NotAloneError,
    cutting,
    event_table,
    head_tables,
)
from iraq_tui.sources.toml.locate import locate
from iraq_tui.sources.toml.reader import parse, without_mark

_PLAIN = re.compile(rb"[ \t]*+\[\[[ \t]*+events[ \t]*+\]\]")
"""A header that cannot be an item of a list."""
_KEY = re.compile(rb"""[ \t]*+(?:id|"id"|'id')[ \t]*+=[ \t]*+""")
_MAY_BE_ID = (b"id", b'"', b"'")
"""How a line may begin that gives an id."""
_LONG = (b'"""', b"'''")


def event_line(data: bytes, file: str, event_id: str) -> int | None:
    """The line, from 1, where the table of the one event with this id begins; none where there is
    no such, or two.

    Raises StoreError, for the store called ``file``, where that is not TOML; but what cannot have
    to do with the event is not looked at.
    """
    try:
        return _in_blocks(data, event_id)
    except NotAloneError:
        return _in_whole(data, file, event_id)


def _in_whole(data: bytes, file: str, event_id: str) -> int | None:
    text, tables, _ = parse(data, file)
    events = tables.get("events")
    found = [
        ("events", number)
        for number, event in enumerate(events if isinstance(events, list) else ())
        if isinstance(event, dict) and event.get("id") == event_id
    ]
    if len(found) != 1:
        return None
    return locate(text, {("events",), found[0]}).get(found[0])


def _in_blocks(data: bytes, event_id: str) -> int | None:
    """Raises NotAloneError where parsing all of it alone can tell, or that there is none.

    What a line break does not end is all that may be taken for a header: a text of several lines,
    so every piece with one has to parse by itself; or a list, in which a plain header has no place.
    """
    data, _ = without_mark(data, "")
    cut = finished(cutting(data))
    if not all(_PLAIN.match(data, start) for start in cut.starts) or _has_escaped_id(data):
        raise NotAloneError
    likely = set(_pieces(cut, _LONG))
    if None in likely:
        head_tables(cut.head)
    likely |= set(_pieces(cut, _quoted(event_id), _KEY))
    found = [
        number
        for number in likely
        if number is not None and event_table(cut.block(number)).get("id") == event_id
    ]
    if not found:
        raise NotAloneError
    return cut.first_lines(found)[found[0]] if len(found) == 1 else None


def _quoted(event_id: str) -> tuple[bytes, ...]:
    name = event_id.encode()
    return b'"' + name + b'"', b"'" + name + b"'"


def _pieces(
    cut: Cut, wanted: tuple[bytes, ...], before: "re.Pattern[bytes] | None" = None
) -> Iterator[int | None]:
    """The events in whose blocks one of some words stands, none for what is outside of them; where
    something has to stand before it, what does so from the start of its line."""
    data = cut.data
    for word in wanted:
        at = data.find(word)
        while at >= 0:
            start = data.rfind(b"\n", 0, at) + 1
            if before is None or before.fullmatch(data, start, at):
                number = bisect_right(cut.starts, at) - 1
                yield number if number >= 0 and at < cut.ends[number] else None
            at = data.find(word, at + 1)


def _has_escaped_id(data: bytes) -> bool:
    """Whether some line may give an id in other letters than it has."""
    at = data.find(b"\\")
    while at >= 0:
        start = data.rfind(b"\n", 0, at) + 1
        if data[start:at].lstrip().startswith(_MAY_BE_ID):
            return True
        at = data.find(b"\\", at + 1)
    return False
