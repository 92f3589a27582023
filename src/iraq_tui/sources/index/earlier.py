"""A store as an index has it, for reading anew no more of it than has changed."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Any

import msgspec
import tomli
from msgspec import Struct
from msgspec.structs import replace

from iraq_tui.domain.catalogue import Passage
from iraq_tui.domain.chronology import Chronology
from iraq_tui.domain.records import Anchor
from iraq_tui.domain.report_text import ReportText
from iraq_tui.sources.index.container import Container
from iraq_tui.sources.index.strings import Kept
from iraq_tui.sources.toml.blocks import DIGEST
from iraq_tui.sources.toml.head import Head, read_head
from iraq_tui.sources.toml.problem import Path, Problem
from iraq_tui.sources.toml.told import Brief, Told

Judged = Mapping[str, Mapping[Path, Problem]]
"""By event, then by judgement, what was found of those that the event's claims matter to."""


class _Told(Struct, frozen=True, array_like=True, gc=False):
    """What is kept of an event but for its claims, which stay in its block."""

    brief: Brief
    uses: msgspec.Raw
    links: tuple[tuple[Path, str], ...]
    problems: tuple[Problem, ...]
    is_whole: bool


_decoder = msgspec.msgpack.Decoder(_Told)
_encoder = msgspec.msgpack.Encoder()


def encoded(told: Told) -> bytes:
    """What is kept of an event that could be read."""
    assert told.brief is not None
    uses = msgspec.Raw(_encoder.encode(told.used))
    return _encoder.encode(_Told(told.brief, uses, told.links, told.problems, told.is_whole))


class Earlier:
    """What an index knows of a store; an `Earlier` of the reading (see `loaded`).

    Raises what decoding raises where it is damaged.
    """

    passages: Mapping[str, Mapping[Anchor, Passage]] = {}
    """None: where anchors stand is not kept."""
    texts: Mapping[str, ReportText] = {}

    def __init__(self, container: Container) -> None:
        self.container = container
        data, ends = container.bytes("head"), container.column("head-ends", "Q")
        self.head_bytes = tuple(
            data[start:end] for start, end in zip((0, *ends), ends, strict=False)
        )
        self.head: Head = read_head(tomli.loads(data.decode()))
        prints = container.bytes("prints")
        self.numbers: Mapping[bytes, int] = {
            prints[at : at + DIGEST]: at // DIGEST for at in range(0, len(prints), DIGEST)
        }
        """The places of events in time order, by the digests of their blocks."""

    @cached_property
    def known(self) -> Mapping[bytes, Told]:
        """What is kept of events, by the digests of their blocks; all without their claims."""
        return _Known(self.numbers, Kept(self.container, "told"), self._judged)

    @cached_property
    def head_lines(self) -> Mapping[Path, int | None]:
        """Where problems of the head stand in it, by their paths."""
        kept = self.container.bytes("head-lines")
        return dict(msgspec.msgpack.decode(kept, type=list[tuple[Path, int | None]]))

    @cached_property
    def chronology(self) -> Chronology:
        """Where the events stood in time."""
        names = Chronology.__struct_fields__
        return Chronology(*(self.container.column(f"time-{name}", "q") for name in names))

    @property
    def _judged(self) -> Judged:
        of_events = {path: judgement.event for path, judgement in self.head.judgements}
        found: dict[str, dict[Path, Problem]] = defaultdict(dict)
        kept = msgspec.msgpack.decode(self.container.bytes("problems"), type=list[Problem])
        for problem in kept:
            if problem.kind == "judgement-stale":
                path = problem.path[:2]
                found[of_events[path]][path] = replace(problem, file="", line=None)
        return found


class _Known(Mapping[bytes, Told]):
    """Decoded one by one, when they are asked for."""

    def __init__(self, numbers: Mapping[bytes, int], kept: Kept, judged: Judged) -> None:
        self._numbers, self._kept, self._judged = numbers, kept, judged

    def __len__(self) -> int:
        return len(self._numbers)

    def __iter__(self) -> Iterator[bytes]:
        return iter(self._numbers)

    def __getitem__(self, digest: bytes) -> Told:
        return self._told(self._numbers[digest])

    def get(self, digest: bytes, default: Any = None) -> Any:  # noqa: ANN401 -- as a Mapping has it
        """The same, or a default for what is not known; asked of each event of a store."""
        number = self._numbers.get(digest)
        return default if number is None else self._told(number)

    def _told(self, number: int) -> Told:
        one = _decoder.decode(self._kept[number])
        brief = one.brief
        return Told(
            brief.id,
            brief=brief,
            uses=one.uses,
            links=one.links,
            problems=one.problems,
            is_whole=one.is_whole,
            judged=self._judged.get(brief.id, {}),
        )
