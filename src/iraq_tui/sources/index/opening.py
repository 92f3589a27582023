"""From an index to a catalogue, and from a store that was read to an index."""

from array import array
from collections.abc import Callable, Generator
from itertools import accumulate
from pathlib import Path

import msgspec
import tomli
from msgspec.structs import replace

from iraq_tui.domain.catalogue import Catalogue
from iraq_tui.domain.records import Chronicle, Event
from iraq_tui.domain.report_text import ReportText
from iraq_tui.files import ReadRefused, read_regular
from iraq_tui.sources.index.build import Build
from iraq_tui.sources.index.catalogue import IndexCatalogue
from iraq_tui.sources.index.container import Container, Writer
from iraq_tui.sources.index.earlier import Earlier
from iraq_tui.sources.index.renew import renewing
from iraq_tui.sources.index.texts import Texts
from iraq_tui.sources.memory import MemoryCatalogue
from iraq_tui.sources.toml.anchors import text_paths
from iraq_tui.sources.toml.blocks import event_table
from iraq_tui.sources.toml.events import EventReader
from iraq_tui.sources.toml.head import read_head
from iraq_tui.sources.toml.loaded import Loaded
from iraq_tui.sources.toml.problem import Problem

_AT_ONCE = 20
"""Events made ready between two steps: some milliseconds."""


class Folders(msgspec.Struct, frozen=True):
    """Where the reports' texts of a store are looked for."""

    store: Path
    reports: Path | None = None

    def stamps(self, chronicle: Chronicle) -> str:
        """What changes whenever one of the texts does, or another is found in its place."""
        found = []
        for report in chronicle.reports.values():
            for path in text_paths(report, self.store, self.reports):
                try:
                    seen = path.stat()
                except (OSError, ValueError):
                    found.append("-")
                else:
                    found.append(f"{seen.st_dev} {seen.st_ino} {seen.st_size} {seen.st_mtime_ns}")
        return "\n".join(found)

    def text(self, chronicle: Chronicle, report: str) -> ReportText | None:
        """A report's text; none where it is not at hand."""
        for path in text_paths(chronicle.reports[report], self.store, self.reports):
            try:
                return ReportText.of(read_regular(path).decode("utf-8-sig"))
            except (ReadRefused, UnicodeDecodeError):
                continue
        return None


def opened(
    container: Container,
    folders: Folders,
    file: str,
    *,
    name: str,
    digest: str,
    head: Chronicle | None = None,
) -> tuple[Catalogue, tuple[Problem, ...]] | None:
    """The catalogue over an index, and the problems of the store called ``file``.

    None where the texts are not those that its anchors were found in. ``head`` is all but the
    events, where that has been read.
    """
    head = head or read_head(tomli.loads(container.bytes("head").decode())).chronicle
    if folders.stamps(head) != container.facts.get("texts"):
        return None
    reader = EventReader(head)

    def read(_: int, block: bytes) -> Event:
        event = reader.read(event_table(block)).event
        assert event is not None  # it was sound when the index was made
        return event

    problems = msgspec.msgpack.decode(container.bytes("problems"), type=list[Problem])
    catalogue = IndexCatalogue(
        container,
        replace(head, name=name, digest=digest),
        read,
        Texts(lambda report: folders.text(head, report)),
    )
    return catalogue, tuple(replace(problem, file=file) for problem in problems)


def building(
    catalogue: Catalogue, loaded: Loaded, data: bytes
) -> Generator[float, None, Callable[[Writer], None]]:
    """Make the index of a store that was read from some bytes, step by step.

    Yields the share that is done, from 0 to 1; returns what writes the index.
    """
    blocks = loaded.blocks
    assert blocks is not None
    build = Build(loaded.chronicle, catalogue.pairs[0])
    for number, told in enumerate(loaded.told):
        build.take(told, data[blocks.starts[number] : blocks.ends[number]])
        if not number % _AT_ONCE:
            yield number / len(loaded.told)

    def write(writer: Writer) -> None:
        build.write(writer, catalogue.chronology)
        write_head(writer, loaded)

    return write


def rebuilding(
    earlier: Earlier, loaded: Loaded, data: bytes
) -> Generator[float, None, Callable[[Writer], None]]:
    """The same of a store of which no more was read than an earlier index does not have."""
    pair = MemoryCatalogue(loaded.chronicle).pairs[0]
    write_events = yield from renewing(earlier, loaded, pair, data)

    def write(writer: Writer) -> None:
        write_events(writer)
        write_head(writer, loaded)

    return write


def write_head(writer: Writer, loaded: Loaded) -> None:
    """All of the store but its events, and its problems."""
    assert loaded.blocks is not None
    lines = array("I", loaded.blocks.lines)
    writer.add("lines", memoryview(lines).cast("B"))
    ends = array("Q", accumulate(map(len, loaded.head_bytes)))
    writer.add("head", b"".join(loaded.head_bytes))
    writer.add("head-ends", memoryview(ends).cast("B"))
    writer.add("head-lines", msgspec.msgpack.encode(list(loaded.head_lines.items())))
    writer.add("problems", msgspec.msgpack.encode(loaded.problems))


def as_it_was(container: Container, folders: Folders) -> Earlier | None:
    """What an index knows of a store at an earlier time; none where that holds no more.

    The index is looked through first: nothing that is damaged is taken over.
    """
    if not container.is_sound():
        return None
    earlier = Earlier(container)
    is_proved = folders.stamps(earlier.head.chronicle) == container.facts.get("texts")
    return earlier if is_proved else None
