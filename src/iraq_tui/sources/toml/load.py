"""A whole store, from its bytes to records that are safe to use, or every problem in it."""

from array import array
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from functools import cached_property, partial
from hashlib import sha256
from itertools import islice
from pathlib import Path as FilePath
from typing import TypeVar

from msgspec import Struct
from msgspec.structs import replace

from iraq_tui.domain.steps import finished
from iraq_tui.sources.toml.anchors import Anchoring
from iraq_tui.sources.toml.blocks import (
    Cut,
    NotAloneError,
    cutting,
    digest_of,
    event_table,
    head_tables,
)
from iraq_tui.sources.toml.checks import Draft, run_checks
from iraq_tui.sources.toml.events import EventReader, UnsoundError
from iraq_tui.sources.toml.faults import not_events
from iraq_tui.sources.toml.head import Head, read_head, with_problem
from iraq_tui.sources.toml.head_checks import check_head
from iraq_tui.sources.toml.loaded import Blocks, Earlier, Loaded
from iraq_tui.sources.toml.located import (
    HeadLines,
    in_store,
    lined_in_block,
    located,
    located_in_blocks,
)
from iraq_tui.sources.toml.problem import (
    MOST_PROBLEMS,
    Path,
    Problem,
    Severity,
    StoreError,
    enough,
)
from iraq_tui.sources.toml.reader import PIECE, parse, unsound, without_mark
from iraq_tui.sources.toml.references import declared
from iraq_tui.sources.toml.told import Told

__all__ = ["Loaded", "load", "loading", "located"]

T = TypeVar("T")
Steps = Generator[float, None, Loaded]
"""Yields the share that is done, from 0 to 1; stops for good when it is closed."""

_AT_ONCE = 2**14
"""How many bytes of events are read in a few milliseconds."""
_EVENTS_AT_ONCE = 2**4
_TO_CUT, _TO_READ = 0.03, 0.9
"""The shares that are done once the store has been cut, and once its events have been read."""


class Store(Struct, frozen=True):
    """What is to be read."""

    data: bytes
    file: str
    """The name that problems carry."""
    store_folder: FilePath
    reports_folder: FilePath | None = None
    """Where the reports' texts are looked for before the store's own folder."""


def load(
    data: bytes,
    file: str,
    store_folder: FilePath,
    reports_folder: FilePath | None = None,
    previous: Earlier | None = None,
) -> Loaded:
    """Read a store. Raises StoreError with every problem found, if one of them is an error.

    Of what was read at an earlier time, events that have not changed are taken over as they are
    known; `Loaded.is_whole` says whether that is with all their claims.
    """
    return finished(loading(data, file, store_folder, reports_folder, previous))


def loading(
    data: bytes,
    file: str,
    store_folder: FilePath,
    reports_folder: FilePath | None = None,
    previous: Earlier | None = None,
) -> Steps:
    """The same, step by step of a few milliseconds each."""
    store = Store(data, file, store_folder, reports_folder)
    try:
        read = yield from _by_block(store, previous)
    except (NotAloneError, UnsoundError):
        if len(data) > PIECE:
            from iraq_tui.sources.toml.pieces import faults_of_pieces  # most stores are sound

            raise StoreError(enough(faults_of_pieces(data, file))) from None
        read = yield from _as_a_whole(store, previous)
    yield _TO_READ
    problems = [*read.problems, *read.gathered.problems]
    if len(problems) <= MOST_PROBLEMS:
        problems += run_checks(read.gathered.draft)
    yield (_TO_READ + 1) / 2
    problems = read.locate(enough(problems))
    if any(problem.severity is Severity.ERROR for problem in problems):
        raise StoreError(problems)
    return _loaded(read, problems, sha256(data).hexdigest())


class _Gathered:
    """The head of a store and, one after the other, its events."""

    def __init__(self, store: Store, head: Head, previous: Earlier | None) -> None:
        self.head = head
        self.declared = declared(head.tables.declared)
        self.reader = EventReader(head.chronicle, self.declared)
        self.anchoring = Anchoring(
            head.chronicle.reports.values(), store.store_folder, store.reports_folder, previous
        )
        self.told: list[Told] = []
        self.of_events: dict[int, list[Problem]] = {}
        """The problems of events by number, as those of their own blocks."""
        self._found = 0

    def add(self, told: Told, block: bytes | None = None) -> None:
        """Keep an event, and look for its anchors; for the lines of problems in its block."""
        missed = list(self.anchoring.find(told.claims)) if self.anchoring.texts else []
        if missed and block is not None:
            missed = list(lined_in_block(missed, block))
        if told.problems or missed:
            self.of_events[len(self.told)] = [*told.problems, *missed]
            self._found += len(told.problems) + len(missed)
        self.told.append(told)

    @property
    def has_enough(self) -> bool:
        """Whether there are so many problems that no more are looked for."""
        return self._found > MOST_PROBLEMS

    @property
    def problems(self) -> Iterator[Problem]:
        """All but those of events and of what is between them."""
        yield from self.head.problems
        yield from check_head(self.head)
        yield from self.anchoring.problems

    @cached_property
    def draft(self) -> Draft:
        """All of it."""
        return Draft(self.head, self.told, self.declared, self.reader.memo)


class _Read(Struct, frozen=True):
    """A store whose every table has been read."""

    gathered: _Gathered
    problems: list[Problem]
    """Notes on how it was read, and those of events."""
    locate: Callable[[list[Problem]], list[Problem]]
    """Gives problems their lines."""
    cut: Cut | None = None
    digests: list[bytes] = []
    """Those of the blocks."""
    head_lines: Mapping[Path, int | None] = {}
    """Where problems of the head stand in it, once they have their lines."""


def _by_block(store: Store, previous: Earlier | None) -> Generator[float, None, _Read]:
    """Read each event by itself. Raises NotAloneError and UnsoundError where that cannot be."""
    data, problems = without_mark(store.data, store.file)
    steps = cutting(data, len(store.data) - len(data))
    cut = yield from _up_to(_TO_CUT, steps, len(data))
    if not cut.starts:
        raise NotAloneError
    is_known = previous is not None and previous.head_bytes == cut.head
    known = previous.known if previous and is_known else {}
    head = previous.head if previous and is_known else None
    gathered = _Gathered(store, head or _head(cut.head), previous)
    digests: list[bytes] = []
    paused = 0
    for number, end in enumerate(cut.ends):
        block = cut.block(number)
        digests.append(digest_of(block))
        gathered.add(known.get(digests[-1]) or _told(gathered.reader, block), block)
        if gathered.has_enough:
            break
        if end - paused > _AT_ONCE:
            yield _TO_CUT + (_TO_READ - _TO_CUT) * end / len(data)
            paused = end
    first_lines = cut.first_lines(gathered.of_events)
    for number, theirs in gathered.of_events.items():
        problems += (in_store(problem, number, first_lines[number]) for problem in theirs)
    lines: HeadLines = dict(previous.head_lines) if previous and is_known else {}
    locate = partial(located_in_blocks, cut=cut, file=store.file, head_lines=lines)
    return _Read(gathered, problems, locate, cut, digests, lines)


def _head(stretches: Sequence[bytes]) -> Head:
    tables = head_tables(stretches)
    if any(True for _ in unsound(tables)):
        raise UnsoundError
    return read_head(tables)


def _told(reader: EventReader, block: bytes) -> Told:
    """What is kept of an event's block; problems with their lines in it."""
    told = reader.read(event_table(block))
    if not told.problems:
        return told
    return replace(told, problems=tuple(lined_in_block(told.problems, block)))


def _as_a_whole(store: Store, previous: Earlier | None) -> Generator[float, None, _Read]:
    """Parse all at once, which tells best what is wrong with it. Raises StoreError."""
    text, tables, problems = parse(store.data, store.file)
    if strange := list(islice(unsound(tables), MOST_PROBLEMS + 1)):
        raise StoreError(located(enough([*problems, *strange]), text, store.file))
    yield _TO_READ / 2
    events, head = tables.pop("events", []), read_head(tables)
    if not isinstance(events, list):
        head = with_problem(head, not_events(events))
        events = []
    gathered = _Gathered(store, head, previous)
    for number, table in enumerate(events):
        gathered.add(gathered.reader.read(table))
        if gathered.has_enough:
            break
        events[number] = None  # no table is kept longer than it takes to read it
        if not number % _EVENTS_AT_ONCE:
            yield _TO_READ * (1 + number / len(events)) / 2
    for number, theirs in gathered.of_events.items():
        problems += (in_store(problem, number) for problem in theirs)
    return _Read(gathered, problems, partial(located, text=text, file=store.file))


def _up_to(share: float, steps: Generator[int, None, T], whole: int) -> Generator[float, None, T]:
    """Steps that count up to a whole, as shares up to one."""
    while True:
        try:
            yield share * next(steps) / whole
        except StopIteration as end:
            result: T = end.value
            return result


def _loaded(read: _Read, problems: Sequence[Problem], digest: str) -> Loaded:
    gathered, draft = read.gathered, read.gathered.draft
    places = draft.timeline.places()
    order = [draft.briefs[id_][0] for id_ in places]
    told = tuple(gathered.told[number] for number in order)
    events = tuple(one.event for one in told if one.event)
    return Loaded(
        replace(gathered.head.chronicle, events=events, digest=digest),
        gathered.anchoring.passages,
        gathered.anchoring.texts,
        tuple(problems),
        tuple(places.values()),
        told,
        _blocks(read, order),
        gathered.head,
        read.cut.head if read.cut else (),
        {one.path: read.head_lines[one.path] for one in problems if one.path in read.head_lines},
    )


def _blocks(read: _Read, order: Sequence[int]) -> Blocks | None:
    """Where events stand in the file, in the order that is asked for."""
    cut = read.cut
    if cut is None:
        return None
    return Blocks(
        array("q", (cut.shift + cut.starts[number] for number in order)),
        array("q", (cut.shift + cut.ends[number] for number in order)),
        b"".join(read.digests[number] for number in order),
        array("I", map(cut.first_lines(order).__getitem__, order)),
    )
