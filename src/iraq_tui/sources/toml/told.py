"""What is kept of one event of a store once its table has been read."""

from collections.abc import Mapping

from msgspec import Raw, Struct
from msgspec.msgpack import Decoder

from iraq_tui.domain.placing import Place
from iraq_tui.domain.records import Claim, Event
from iraq_tui.sources.toml.problem import Path, Problem

HERE: Path = ("events", 0)
"""The way to an event in its own block; ``Problem.path`` in a Told starts with it."""


class Brief(Struct, frozen=True, array_like=True, gc=False):
    """As much of an event as is asked when events are looked at together: plain enough to be
    written to a file."""

    id: str
    when: str = ""
    """Its date as EDTF; empty for an undated one."""
    own: Place | None = None
    """Where its own date puts it on the time axis."""
    standing: bool = False
    after: tuple[str, ...] = ()
    before: tuple[str, ...] = ()


class Uses(Struct, frozen=True, array_like=True, gc=False):
    """The ids that an event or its claims use, each once."""

    reports: tuple[str, ...] = ()
    actors: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    aspects: tuple[str, ...] = ()


_uses = Decoder(Uses)


class Told(Struct, frozen=True, gc=False):
    """One event as far as it could be read."""

    id: str = ""
    """The id written in its table, whatever it looks like; empty where there is none."""
    event: Event | None = None
    brief: Brief | None = None
    """There is one wherever there is an event."""
    uses: Uses | Raw = Uses()
    """The ids that an event which could be read uses; or, as they are seldom asked for, what they
    were written as to a file, in MessagePack."""
    stray: tuple[Claim, ...] = ()
    """The claims of an event that could not be read."""
    links: tuple[tuple[Path, str], ...] = ()
    """Where it names other events, and which."""
    problems: tuple[Problem, ...] = ()
    is_whole: bool = True
    """Whether all its keys and values could be decoded."""
    judged: Mapping[Path, Problem] = {}
    """What was found before of judgements on it, by their paths, where it has not changed since and
    its claims are not at hand."""

    @property
    def used(self) -> Uses:
        """The ids that it uses."""
        return self.uses if isinstance(self.uses, Uses) else _uses.decode(self.uses)

    @property
    def claims(self) -> tuple[Claim, ...]:
        """Its claims on known aspects, whether or not the event itself could be read."""
        return self.event.claims if self.event else self.stray
