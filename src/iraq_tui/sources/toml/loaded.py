"""What reading a store gives, and what of it makes the next reading short."""

from collections.abc import Mapping, Sequence
from typing import Protocol

from msgspec import Struct

from iraq_tui.domain.placing import Place
from iraq_tui.domain.records import Chronicle
from iraq_tui.domain.report_text import ReportText
from iraq_tui.sources.toml.anchors import Anchored, Passages
from iraq_tui.sources.toml.blocks import DIGEST
from iraq_tui.sources.toml.head import Head
from iraq_tui.sources.toml.problem import Path, Problem
from iraq_tui.sources.toml.told import Told


class Blocks(Struct, frozen=True):
    """Where events stand in the file, in bytes from its first; as columns, one number an event."""

    starts: Sequence[int]
    ends: Sequence[int]
    """Past the last byte of each."""
    digests: bytes
    """Those of the blocks' bytes, one after the other."""
    lines: Sequence[int] = ()
    """The lines, from 1, on which they begin."""

    def digest(self, number: int) -> bytes:
        """What tells an event's block from every other."""
        return self.digests[number * DIGEST : (number + 1) * DIGEST]


class Earlier(Anchored, Protocol):
    """What is known of a store from an earlier time."""

    @property
    def head(self) -> Head | None:
        """All but the events, as it was read."""
        ...

    @property
    def head_bytes(self) -> tuple[bytes, ...]:
        """All of the file that is not an event's block, stretch by stretch; nothing where it could
        not be cut."""
        ...

    @property
    def head_lines(self) -> Mapping[Path, int | None]:
        """Where problems of the head stand in it, by their paths."""
        ...

    @property
    def known(self) -> Mapping[bytes, Told]:
        """What was kept of events, by the digests of their blocks; of some it may be without their
        claims, if their anchors stand in the texts as they are now."""
        ...


class Loaded(Struct, frozen=True):
    """A chronicle with its events in time order, and what there is to say of its store."""

    chronicle: Chronicle
    passages: Passages
    texts: Mapping[str, ReportText]
    """The texts that are on this machine, by report id."""
    problems: tuple[Problem, ...]
    """Warnings and notes; a store with errors is not loaded."""
    places: tuple[Place, ...] = ()
    """Where the events stand on the time axis, in time order."""
    told: tuple[Told, ...] = ()
    """What was kept of each event, in time order."""
    blocks: Blocks | None = None
    """Where they stand in the file, in time order; none where the store cannot be cut."""
    head: Head | None = None
    """All but the events, as it was read."""
    head_bytes: tuple[bytes, ...] = ()
    """All of the file that is not an event's block, stretch by stretch; nothing where it cannot be
    cut."""
    head_lines: Mapping[Path, int | None] = {}
    """The lines in it, as if no events stood between, of the problems it has; none where that is
    not certain."""

    @property
    def is_whole(self) -> bool:
        """Whether every event was read, and none taken over without its claims."""
        return len(self.chronicle.events) == len(self.told)

    @property
    def known(self) -> Mapping[bytes, Told]:
        """What was kept of events, by the digests of their blocks."""
        if self.blocks is None:
            return {}
        return {self.blocks.digest(number): told for number, told in enumerate(self.told)}
