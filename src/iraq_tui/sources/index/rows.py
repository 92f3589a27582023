"""One event as the index keeps it for lists."""

from bisect import bisect_left
from collections.abc import Sequence
from typing import Protocol

import msgspec
from msgspec import Struct

from iraq_tui.domain.moment import Moment, parse_moment
from iraq_tui.domain.moment_words import words
from iraq_tui.domain.records import Event


class Rows(Protocol):
    """The rows of events, by number."""

    def __getitem__(self, number: int, /) -> bytes:
        """One of them."""
        ...


class Listing(Struct, frozen=True):
    """As much of an event as lists show; a `Listed` of the catalogue."""

    id: str
    title: str
    when: Moment | None
    when_words: str
    standing: bool
    reports: frozenset[str]

    def date_words(self) -> str:
        """The date in words; empty if undated."""
        return self.when_words or (words(self.when) if self.when else "")


class _Kept(Struct, frozen=True, array_like=True):
    id: str
    title: str
    edtf: str
    when_words: str
    standing: bool
    reports: tuple[int, ...]
    """Places in the store's order of reports."""


_decoder = msgspec.msgpack.Decoder(_Kept)
_encoder = msgspec.msgpack.Encoder()


def encoded(event: Event, places: dict[str, int]) -> bytes:
    """An event's row; ``places`` are those of the reports in the store's order."""
    return _encoder.encode(
        _Kept(
            event.id,
            event.title,
            event.when.edtf if event.when else "",
            event.when_words,
            event.standing,
            tuple(sorted(places[report] for report in event.reports)),
        )
    )


def decoded(data: bytes, reports: Sequence[str]) -> Listing:
    """A row as it was; ``reports`` in the store's order. Raises ValueError for a damaged one."""
    kept = _decoder.decode(data)
    return Listing(
        kept.id,
        kept.title,
        parse_moment(kept.edtf) if kept.edtf else None,
        kept.when_words,
        kept.standing,
        frozenset(reports[place] for place in kept.reports),
    )


def id_in(data: bytes) -> str:
    """The event's id alone."""
    return _decoder.decode(data).id


def number_of(id_: str, kept: Rows, by_id: Sequence[int]) -> int | None:
    """The number of the event with an id, given all rows, and their numbers in the order of ids."""
    place = bisect_left(by_id, id_, key=lambda number: id_in(kept[number]))
    if place < len(by_id) and id_in(kept[by_id[place]]) == id_:
        return by_id[place]
    return None
