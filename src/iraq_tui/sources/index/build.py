"""From a chronicle in memory to the sections of its index, event by event."""

from array import array
from collections import defaultdict
from collections.abc import Iterator
from hashlib import blake2b

import msgspec

from iraq_tui.domain.catalogue import Catalogue
from iraq_tui.domain.chronology import Chronology
from iraq_tui.domain.comparison.case import Ground
from iraq_tui.domain.index import people, search_text, wheres, whole_ids
from iraq_tui.domain.records import Event
from iraq_tui.domain.verdicts import Verdicts
from iraq_tui.sources.index import rows
from iraq_tui.sources.index.container import Writer

PRINT = 16
"""Bytes of the digest of an event's block."""
KINDS = ("actor", "place", "report", "tag")


class Strings:
    """Many short byte strings end to end, and where each begins."""

    def __init__(self) -> None:
        self.data = bytearray()
        self.offsets = array("Q", (0,))

    def add(self, one: bytes) -> None:
        """One more."""
        self.data += one
        self.offsets.append(len(self.data))

    def write(self, writer: Writer, name: str) -> None:
        """Two sections, one with the offsets: as many as there are strings, and the end."""
        writer.add(name, self.data)
        writer.add(f"{name}-offsets", memoryview(self.offsets).cast("B"))


def chronology_sections(when: Chronology) -> Iterator[tuple[str, memoryview]]:
    """A section a column."""
    for name in Chronology.__struct_fields__:
        column = array("q", getattr(when, name))
        yield f"time-{name}", memoryview(column).cast("B")


def verdict_sections(verdicts: Verdicts) -> Iterator[tuple[str, memoryview]]:
    """A section a column."""
    for name, column in zip(("heads", "marks", "rows"), verdicts.columns, strict=True):
        yield f"verdict-{name}", memoryview(column).cast("B")  # type: ignore[arg-type]


class Build:
    """Takes a chronicle's events in time order, one by one, then writes what was made of them."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._ground = Ground(catalogue.chronicle)
        self._rows, self._texts, self._blocks = Strings(), Strings(), Strings()
        self._prints = bytearray()
        self._ids: list[str] = []
        self._postings: dict[str, dict[str, array[int]]] = {
            kind: defaultdict(lambda: array("I")) for kind in KINDS
        }
        reports = catalogue.chronicle.reports
        self._report_places = {report: place for place, report in enumerate(reports)}

    def take(self, event: Event, block: bytes) -> None:
        """The next event, and its block of the store."""
        chronicle, number = self._catalogue.chronicle, len(self._ids)
        self._ids.append(event.id)
        self._rows.add(rows.encoded(event, self._report_places))
        self._texts.add(search_text(chronicle, event).encode() + b"\n")
        self._blocks.add(block)
        self._prints += blake2b(block, digest_size=PRINT).digest()
        found = {
            "actor": whole_ids(self._ground.actors, people(chronicle, event)),
            "place": whole_ids(self._ground.places, wheres(chronicle, event)),
            "report": event.reports,
            "tag": event.tags,
        }
        for kind, ids in found.items():
            for id_ in dict.fromkeys(ids):
                self._postings[kind][id_].append(number)

    def write(self, writer: Writer) -> None:
        """Everything that was taken."""
        self._rows.write(writer, "row")
        self._texts.write(writer, "text")
        self._blocks.write(writer, "block")
        writer.add("prints", self._prints)
        by_id = array("I", sorted(range(len(self._ids)), key=self._ids.__getitem__))
        writer.add("by-id", memoryview(by_id).cast("B"))
        for name, data in chronology_sections(self._catalogue.chronology):
            writer.add(name, data)
        for kind, by in self._postings.items():
            places, numbers = {}, array("I")
            for id_, posting in by.items():
                places[id_] = (len(numbers), len(posting))
                numbers += posting
            writer.add(f"{kind}-places", msgspec.msgpack.encode(places))
            writer.add(f"{kind}-events", memoryview(numbers).cast("B"))
        naming_ = {
            actor: self._catalogue.naming(actor) for actor in self._catalogue.chronicle.actors
        }
        writer.add("naming", msgspec.msgpack.encode({a: r for a, r in naming_.items() if r}))
