"""What is kept of one event of a store once its table has been read."""

from msgspec import Struct

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
    reports: tuple[str, ...] = ()
    """The ids that it or its claims use, each once; so for the next three."""
    actors: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    aspects: tuple[str, ...] = ()


class Told(Struct, frozen=True, gc=False):
    """One event as far as it could be read."""

    id: str = ""
    """The id written in its table, whatever it looks like; empty where there is none."""
    event: Event | None = None
    brief: Brief | None = None
    """There is one exactly where there is an event."""
    stray: tuple[Claim, ...] = ()
    """The claims of an event that could not be read."""
    links: tuple[tuple[Path, str], ...] = ()
    """Where it names other events, and which."""
    problems: tuple[Problem, ...] = ()
    is_whole: bool = True
    """Whether all its keys and values could be decoded."""

    @property
    def claims(self) -> tuple[Claim, ...]:
        """Its claims on known aspects, whether or not the event itself could be read."""
        return self.event.claims if self.event else self.stray
