"""A store cut at its ``[[events]]`` headers, so that each event is parsed by itself.

Cutting looks at the starts of lines alone, so it may be wrong: what looks like a header may stand
inside a text of several lines. But a piece that ends inside a text, a list or an inline table does
not parse, and where every piece parses by itself and none but the events' own has the key
``events``, they say what the whole says. Otherwise `NotAloneError` is raised, and the whole has to
be parsed.
"""

import re
from array import array
from bisect import bisect_left
from collections.abc import Generator, Iterable, Sequence
from hashlib import blake2b
from itertools import compress, islice
from typing import Any

import tomli
from msgspec import Struct

from iraq_tui.sources.toml.reader import PIECE

_EVENT = rb"""\[\[[ \t]*+(?:events|"events"|'events')[ \t]*+\]\]"""
_FIRST = re.compile(rb"[ \t]*+" + _EVENT)
_CUT = re.compile(
    rb"\n[ \t]*+(?:(" + _EVENT + rb")|\[\[?+[ \t]*+(?!(?:events|\"events\"|'events')[ \t]*+\.))"
)
"""The end of the line before an event's header (the group), or before another that is none of the
event's own tables."""
_AT_ONCE = 2**12
"""How many cuts are made in a few milliseconds."""
DIGEST = 16
"""How many bytes the digest of a block has."""


class NotAloneError(Exception):
    """Some piece cannot be read by itself."""


class Cut(Struct, frozen=True):
    """Where a store's pieces stand, in bytes."""

    data: bytes
    """The store, without a byte order mark."""
    shift: int
    """How many bytes that mark had."""
    starts: Sequence[int]
    """Where each event's header begins, in the order of the file."""
    ends: Sequence[int]
    """Where each event's block ends: the last of its claims, and what follows up to a header."""
    rest: Sequence[tuple[int, int]]
    """The stretches between: the head of the store, and other tables between or after events."""

    def block(self, number: int) -> bytes:
        """The bytes of an event's block."""
        return self.data[self.starts[number] : self.ends[number]]

    @property
    def head(self) -> tuple[bytes, ...]:
        """All that is not an event's block, stretch by stretch."""
        return tuple(self.data[start:end] for start, end in self.rest)

    def head_lines(self, lines: Iterable[int]) -> dict[int, int]:
        """The lines of the store that some lines of the head are, all from 1."""
        above, passed = [0], [0]
        """How many lines stand above each stretch: of the head, and of the events between."""
        at = 0
        for start, end in self.rest:
            passed.append(passed[-1] + self.data.count(b"\n", at, start))
            above.append(above[-1] + self.data.count(b"\n", start, end))
            at = end
        return {
            line: line + passed[min(bisect_left(above, line), len(passed) - 1)] for line in lines
        }

    def first_lines(self, numbers: Iterable[int]) -> dict[int, int]:
        """The lines, from 1, on which the blocks of some events begin."""
        found: dict[int, int] = {}
        line, at = 1, 0
        for number in sorted(numbers):
            start = self.starts[number]
            line += self.data.count(b"\n", at, start)
            found[number], at = line, start
        return found


def cutting(data: bytes, shift: int = 0) -> Generator[int, None, Cut]:
    """Cut a store, step by step; yields how many bytes are done.

    ``data`` comes without the ``shift`` bytes of a byte order mark. Raises NotAloneError where more
    than PIECE bytes stand outside the events.
    """
    cuts, are_events = array("q", [0]), bytearray([bool(_FIRST.match(data))])
    outside = 0
    for count, found in enumerate(_CUT.finditer(data), 1):
        is_event = found.start(1) >= 0
        if is_event or are_events[-1]:
            if not are_events[-1] and (outside := outside + found.start() - cuts[-1]) > PIECE:
                raise NotAloneError
            cuts.append(found.start() + 1)
            are_events.append(is_event)
        if not count % _AT_ONCE:
            yield found.start()
    cuts.append(len(data))
    if not are_events[-1] and outside + cuts[-1] - cuts[-2] > PIECE:
        raise NotAloneError
    return Cut(
        data,
        shift,
        array("q", compress(cuts, are_events)),
        array("q", compress(islice(cuts, 1, None), are_events)),
        tuple(
            (start, end)
            for start, end, is_event in zip(cuts, islice(cuts, 1, None), are_events, strict=False)
            if end > start and not is_event
        ),
    )


def head_tables(stretches: Sequence[bytes]) -> dict[str, Any]:
    """The tables of all that is not an event's block. Raises NotAloneError."""
    tables = _loads(b"".join(stretches))
    if "events" in tables:
        raise NotAloneError
    if len(stretches) > 1:  # together they might close what one of them leaves open
        for stretch in stretches:
            _loads(stretch)
    return tables


def event_table(block: bytes) -> dict[str, Any]:
    """The one table of an event's block. Raises NotAloneError."""
    tables = _loads(block)
    match tables:
        case {"events": [dict(event)]} if len(tables) == 1:
            return event
    raise NotAloneError


def _loads(data: bytes) -> dict[str, Any]:
    if len(data) > PIECE:
        raise NotAloneError
    try:
        return tomli.loads(data.decode())
    except (ValueError, RecursionError, MemoryError) as error:  # no TOML or no UTF-8 among them
        raise NotAloneError from error


def digest_of(block: bytes) -> bytes:
    """What tells a block from every other, in DIGEST bytes."""
    return blake2b(block, digest_size=DIGEST).digest()
