"""The catalogue over an index answers as the one in memory does; a damaged file is refused."""

from itertools import combinations
from pathlib import Path

import pytest
from msgspec.structs import replace

from iraq_tui.domain.catalogue import Catalogue
from iraq_tui.domain.chronology import Chronology
from iraq_tui.sources.bundled import bundled_path
from iraq_tui.sources.index.build import Build
from iraq_tui.sources.index.catalogue import IndexCatalogue
from iraq_tui.sources.index.container import Container, IndexRefusedError, Writer
from iraq_tui.sources.index.texts import Texts
from iraq_tui.sources.memory import MemoryCatalogue
from iraq_tui.sources.open import open_store
from iraq_tui.sources.toml.told import Brief, Told

KEY = "a store, a version"


@pytest.fixture(scope="module")
def memory() -> MemoryCatalogue:
    catalogue = open_store(bundled_path()).catalogue
    assert isinstance(catalogue, MemoryCatalogue)
    return catalogue


@pytest.fixture(scope="module")
def path(memory: MemoryCatalogue, tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("index") / "one.index"
    build = Build(memory.chronicle, memory.pairs[0])
    for event in memory.chronicle.events:
        build.take(Told(event.id, event, Brief(event.id)), event.id.encode())
    with file.open("wb") as stream:
        writer = Writer(stream)
        build.write(writer, memory.chronology)
        writer.finish(KEY, {"told": "yes"})
    return file


def opened(path: Path, memory: MemoryCatalogue) -> IndexCatalogue:
    def read(number: int, block: bytes):
        event = memory.chronicle.events[number]
        assert block == event.id.encode()
        return event

    head = replace(memory.chronicle, events=())
    return IndexCatalogue(Container(path, KEY), head, read, Texts(lambda _: None))


@pytest.fixture
def index(path: Path, memory: MemoryCatalogue) -> IndexCatalogue:
    return opened(path, memory)


def test_rows_are_as_lists_show_the_events(index: IndexCatalogue, memory: MemoryCatalogue):
    assert index.count() == memory.count()
    for i in range(index.count()):
        row, event = index.row(i), memory.row(i)
        for name in ("id", "title", "when", "when_words", "standing", "reports"):
            assert getattr(row, name) == getattr(event, name)
        assert row.date_words() == event.date_words()


def test_events_are_found_by_place_and_id(index: IndexCatalogue, memory: MemoryCatalogue):
    assert list(index.chronicle.events) == list(memory.chronicle.events)
    assert index.chronicle.events[2:5] == list(memory.chronicle.events[2:5])
    assert index.ids(range(3)) == memory.ids(range(3))
    for i, event in enumerate(memory.chronicle.events):
        assert index.index(event.id) == i
        assert index.event(event.id) == event
        assert index.actors(event.id) == memory.actors(event.id)
    for unknown in ("", "zzz", "no-such-event"):
        with pytest.raises(KeyError):
            index.index(unknown)


def test_columns_of_time_are_the_same(index: IndexCatalogue, memory: MemoryCatalogue):
    for name in Chronology.__struct_fields__:
        assert list(getattr(index.chronology, name)) == list(getattr(memory.chronology, name))


FILTERS = [
    "",
    "actor:usa",
    "-actor:usa",
    "report:ru -report:uk",
    "tag:talks",
    "place:iraq",
    "verdict:framing",
    "head:only since:2023",
    "between:uk,ru:disagree",
    "between:ru,uk:only-uk,agree",
    "until:2014",
    "troops",
    "-troops",
    "війська",
    '"united states" since:2020',
    "nothing-has-this",
]


@pytest.mark.parametrize("text", FILTERS)
def test_filters_find_the_same(text: str, index: IndexCatalogue, memory: MemoryCatalogue):
    for pair in (*memory.pairs, memory.pairs[0][::-1]):
        found = list(memory.find(memory.query(text), pair))
        assert list(index.find(index.query(text), pair)) == found
        half = found[::2]
        narrowed = [n for hits in index.search(index.query(text), pair, half) for n in hits]
        assert narrowed == half
        assert index.counted(found) == memory.counted(found)


def test_verdicts_are_kept_and_others_worked_out(index: IndexCatalogue, memory: MemoryCatalogue):
    pair = memory.pairs[0]
    assert index.verdicts(pair).unknown == 0
    assert index.verdicts(pair[::-1]).unknown == index.count()
    for one in (pair, pair[::-1]):
        for i in range(index.count()):
            assert index.verdicts(one).summary(i) == memory.verdicts(one).summary(i)
            id_ = memory.row(i).id
            assert index.comparison(id_, one) == memory.comparison(id_, one)


def test_what_it_knows_of_actors(index: IndexCatalogue, memory: MemoryCatalogue):
    assert index.pairs == memory.pairs
    for actor in (*memory.chronicle.actors, "nobody"):
        assert index.naming(actor) == memory.naming(actor)


def test_two_readings_of_one_store_do_not_differ(
    index: IndexCatalogue, path: Path, memory: MemoryCatalogue
):
    changes = index.changes(opened(path, memory))
    assert changes is not None
    assert (changes.new, changes.changed, changes.gone) == (0, 0, 0)
    other: Catalogue = memory
    assert index.changes(other) is None


# --- the file -------------------------------------------------------------------------------------


def test_facts_and_soundness(path: Path):
    container = Container(path, KEY)
    assert container.facts == {"told": "yes"}
    assert container.is_sound()


def test_it_is_known_by_what_it_was_made_from(path: Path):
    with pytest.raises(IndexRefusedError):
        Container(path, "another store")


@pytest.mark.parametrize("kept", [0, 1, 47, 48, 0.3, 0.9, 0.999])
def test_half_a_file_is_refused(kept: float, path: Path, tmp_path: Path):
    data = path.read_bytes()
    half = tmp_path / "half"
    half.write_bytes(data[: int(kept if kept >= 1 else kept * len(data))])
    with pytest.raises(IndexRefusedError):
        Container(half, KEY)


def test_a_changed_byte_is_refused_or_found(path: Path, tmp_path: Path):
    data = path.read_bytes()
    for at in range(0, len(data), 997):
        changed = bytearray(data)
        changed[at] ^= 0x55
        file = tmp_path / "changed"
        file.write_bytes(changed)
        try:
            container = Container(file, KEY)
        except IndexRefusedError:
            continue
        # Between two sections nothing stands, and nothing is read.
        assert not container.is_sound() or changed[at] == 0x55


def test_no_file_and_no_regular_file(tmp_path: Path):
    for one in (tmp_path / "none", tmp_path):
        with pytest.raises(IndexRefusedError):
            Container(one, KEY)


def test_pairs_of_filters_are_not_empty(memory: MemoryCatalogue):
    """The filters above tell something of the chronicle: not all find the same."""
    pair = memory.pairs[0]
    found = {text: tuple(memory.find(memory.query(text), pair)) for text in FILTERS}
    alike = [(a, b) for a, b in combinations(FILTERS, 2) if found[a] == found[b]]
    assert len(alike) <= 2
