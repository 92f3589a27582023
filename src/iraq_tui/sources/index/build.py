"""From events to the sections of their index, one by one; or from those of an earlier index."""

from array import array
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import partial

import msgspec

from iraq_tui.domain.chronology import Chronology
from iraq_tui.domain.comparison.case import Ground
from iraq_tui.domain.comparison.compare import summarise
from iraq_tui.domain.comparison.model import Pair
from iraq_tui.domain.index import claimed, naming, people, search_text, wheres, whole_ids
from iraq_tui.domain.records import Chronicle, Event
from iraq_tui.domain.verdicts import Verdicts
from iraq_tui.sources.index import rows
from iraq_tui.sources.index.container import Writer
from iraq_tui.sources.index.earlier import Earlier, encoded
from iraq_tui.sources.index.strings import Kept, Strings
from iraq_tui.sources.toml.blocks import DIGEST, digest_of
from iraq_tui.sources.toml.told import Told

PRINT = DIGEST
"""Bytes of the digest of an event's block."""
KINDS = ("actor", "place", "report", "tag")
_STRINGS = ("row", "text", "block", "told", "named")
VERDICTS = {"heads": "B", "marks": "B", "rows": "H"}
"""The columns of verdicts, and the kinds of their numbers."""
_NO_PLACE = 2**32 - 1
"""The number of an event that is no longer there."""


def chronology_sections(when: Chronology) -> Iterator[tuple[str, memoryview]]:
    """A section a column."""
    for name in Chronology.__struct_fields__:
        column = array("q", getattr(when, name))
        yield f"time-{name}", memoryview(column).cast("B")


class Build:
    """Takes a chronicle's events in time order, then writes what was made of them.

    ``head`` is the chronicle, whose events are passed over; ``pair`` the one whose verdicts are
    kept. Events that an ``earlier`` index has need not be read: what it has of them is copied.
    """

    def __init__(self, head: Chronicle, pair: Pair, earlier: Earlier | None = None) -> None:
        self._head, self._pair, self._earlier = head, pair, earlier
        self._ground = Ground(head)
        self._strings = {name: Strings() for name in _STRINGS}
        self._kept: dict[str, Kept] = {}
        self._moved = array("I")
        """The new numbers of the earlier index's events."""
        if earlier:
            self._kept = {name: Kept(earlier.container, name) for name in _STRINGS}
            self._moved = array("I", [_NO_PLACE]) * len(self._kept["row"])
        self._prints = bytearray()
        self._ids: list[str] = []
        self._verdicts = {name: array(kind) for name, kind in VERDICTS.items()}
        self._postings: dict[str, dict[str, array[int]]] = {
            kind: defaultdict(partial(array, "I")) for kind in KINDS
        }
        self._report_places = {report: place for place, report in enumerate(head.reports)}

    def take(self, told: Told, block: bytes) -> None:
        """The next event, which has been read, and its block of the store."""
        event, head, number = told.event, self._head, len(self._ids)
        assert event is not None
        self._ids.append(event.id)
        pieces = (
            rows.encoded(event, self._report_places),
            search_text(head, event).encode() + b"\n",
            block,
            encoded(told),
            msgspec.msgpack.encode(sorted(_named(head, event))),
        )
        for strings, piece in zip(self._strings.values(), pieces, strict=True):
            strings.add(piece)
        self._prints += digest_of(block)
        self._judge(event)
        found = {
            "actor": whole_ids(self._ground.actors, people(head, event)),
            "place": whole_ids(self._ground.places, wheres(head, event)),
            "report": event.reports,
            "tag": event.tags,
        }
        for kind, ids in found.items():
            for id_ in dict.fromkeys(ids):
                self._postings[kind][id_].append(number)

    def _judge(self, event: Event) -> None:
        verdicts = Verdicts(1, lambda _: summarise(self._ground, event, self._pair))
        verdicts.learn(0)
        for column, made in zip(self._verdicts.values(), verdicts.columns, strict=True):
            column.append(made[0])

    def copy(self, ids: Sequence[str], start: int) -> None:
        """The next events, which stand one after the other in the earlier index from a number on,
        and have not changed since."""
        assert self._earlier is not None
        container, end, number = self._earlier.container, start + len(ids), len(self._ids)
        self._ids += ids
        for name, strings in self._strings.items():
            strings.copy(self._kept[name], start, end)
        prints = container.start("prints")
        self._prints += container.map[prints + start * PRINT : prints + end * PRINT]
        for name, column in self._verdicts.items():
            column.extend(container.column(f"verdict-{name}", VERDICTS[name])[start:end])
        self._moved[start:end] = array("I", range(number, number + len(ids)))

    def write(self, writer: Writer, when: Chronology) -> None:
        """Everything that was taken; ``when`` is where it stands in time."""
        for name, strings in self._strings.items():
            strings.write(writer, name)
        writer.add("prints", self._prints)
        by_id = array("I", sorted(range(len(self._ids)), key=self._ids.__getitem__))
        writer.add("by-id", memoryview(by_id).cast("B"))
        for name, data in chronology_sections(when):
            writer.add(name, data)
        for kind in KINDS:
            self._write_postings(writer, kind)
        for name, column in self._verdicts.items():
            writer.add(f"verdict-{name}", memoryview(column).cast("B"))
        found = naming(self._head, self._reports_by_actor())
        kept = {actor: found[actor] for actor in self._head.actors if found.get(actor)}
        writer.add("naming", msgspec.msgpack.encode(kept))

    # --- who and what stands where ----------------------------------------------------------------

    def _write_postings(self, writer: Writer, kind: str) -> None:
        """Each id's events; the ids by the first of them."""
        by = self._postings[kind]
        for id_, copied in self._moved_postings(kind):
            by[id_] = array("I", sorted([*copied, *by[id_]])) if id_ in by else copied
        places, numbers = {}, array("I")
        for id_, posting in sorted(by.items(), key=lambda one: (one[1][0], one[0])):
            places[id_] = (len(numbers), len(posting))
            numbers += posting
        writer.add(f"{kind}-places", msgspec.msgpack.encode(places))
        writer.add(f"{kind}-events", memoryview(numbers).cast("B"))

    def _moved_postings(self, kind: str) -> Iterator[tuple[str, "array[int]"]]:
        """Those of the earlier index, as far as they were copied."""
        if self._earlier is None:
            return
        container, moved = self._earlier.container, self._moved
        places = msgspec.msgpack.decode(
            container.bytes(f"{kind}-places"), type=dict[str, tuple[int, int]]
        )
        events = container.column(f"{kind}-events", "I")
        for id_, (start, count) in places.items():
            found = sorted([moved[number] for number in events[start : start + count]])
            while found and found[-1] == _NO_PLACE:
                found.pop()
            if found:
                yield id_, array("I", found)

    def _reports_by_actor(self) -> Mapping[str, set[str]]:
        found: dict[str, set[str]] = defaultdict(set)
        for one in self._strings["named"].different():
            for actor, report in msgspec.msgpack.decode(one):
                found[actor].add(report)
        return found


def _named(head: Chronicle, event: Event) -> set[tuple[str, str]]:
    """Which actors are named by a claim of which report."""
    return {(actor, claim.report) for claim in event.claims for actor in claimed(head, claim)}
