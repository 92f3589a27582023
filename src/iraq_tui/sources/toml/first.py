"""The first events of a store's file, for a screen that does not wait for the rest."""

import re
from collections.abc import Container

from msgspec.structs import replace

from iraq_tui.domain.placing import places
from iraq_tui.domain.records import Chronicle, Event
from iraq_tui.domain.steps import finished
from iraq_tui.sources.toml.blocks import (
    NotAloneError,
    cutting,
    event_table,
    head_tables,
)
from iraq_tui.sources.toml.events import EventReader, UnsoundError
from iraq_tui.sources.toml.head import read_head
from iraq_tui.sources.toml.problem import Severity
from iraq_tui.sources.toml.reader import unsound

_HEADER = re.compile(rb"^\[\[events\]\]", re.MULTILINE)


def first_events(data: bytes, count: int) -> Chronicle | None:
    """A chronicle of about the first ``count`` events in a file, in time order.

    None where they, or what stands before them, have errors or cannot be read without the rest.
    """
    headers = (found.start() for found in _HEADER.finditer(data))
    end = next((start for number, start in enumerate(headers) if number == count), len(data))
    try:
        cut = finished(cutting(data[:end].removeprefix(b"\xef\xbb\xbf")))
        tables = head_tables(cut.head)
        if any(True for _ in unsound(tables)):
            return None
        head = read_head(tables)
        reader = EventReader(head.chronicle)
        told = [reader.read(event_table(cut.block(number))) for number in range(len(cut.starts))]
    except (NotAloneError, UnsoundError):
        return None
    problems = [*head.problems, *(problem for one in told for problem in one.problems)]
    events = {one.event.id: one.event for one in told if one.event}
    if len(events) < len(told) or any(one.severity is Severity.ERROR for one in problems):
        return None
    try:
        order = places(events.values())
    except ValueError:  # they come after themselves
        return None
    return replace(head.chronicle, events=tuple(_alone(events[id_], events) for id_ in order))


def _alone(event: Event, known: Container[str]) -> Event:
    """An event without the neighbours that have not been read."""
    after = tuple(id_ for id_ in event.after if id_ in known)
    return replace(event, after=after, before=tuple(id_ for id_ in event.before if id_ in known))
