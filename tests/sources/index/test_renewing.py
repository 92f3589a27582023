"""A store that has changed in part is read in part, and opens as if all of it had been read."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import Struct
from msgspec.structs import replace

from iraq_tui.domain.steps import finished
from iraq_tui.sources import open as module
from iraq_tui.sources.index import folder
from iraq_tui.sources.index.cache import Cache
from iraq_tui.sources.index.catalogue import IndexCatalogue
from iraq_tui.sources.index.container import Container
from iraq_tui.sources.open import Location, Opened, opening
from iraq_tui.sources.toml import events, load
from iraq_tui.sources.toml.problem import Problem, StoreError

TEXT = "The town was calm. Some 150 people came; then 150 more.\nThe quay stood open for trade.\n"
HEAD = """\
schema = 1
title = "The harbour"

[reports.a]
title = "Freight comes back"
language = "en"
text = "a.txt"

[reports.b]
title = "Der Hafen"
language = "de"

[actors.town]
name = "Town"

[actors.master]
name = "Master"
part_of = "town"

[places.coast]
name = "Coast"

[places.quay]
name = "Quay"
part_of = "coast"

[aspects.crowd]
question = "How many came?"
type = "quantity"

"""
TAIL = """\
[[judgements]]
event = "e1"
about = "crowd"
reports = ["a", "b"]
verdict = "overlap"
why = "Both counted."
by = "me"
seen = "000000000000"
"""


class One(Struct, frozen=True):
    """An event of a made-up store."""

    id: str
    title: str = "Something"
    when: str = "2031-05-04"
    after: tuple[str, ...] = ()
    before: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    actor: str = "master"
    crowd: int = 150
    quote: str = "Some 150"
    above: str = ""
    """Lines above it, which end the block of the event before."""

    def __str__(self) -> str:
        lines = [self.above, "[[events]]", f'id = "{self.id}"', f'title = "{self.title}"']
        lines += [f'when = "{self.when}"'] * bool(self.when)
        lines += [f"{key} = {list(getattr(self, key))}" for key in ("after", "before", "tags")]
        lines += ["", "[[events.claims.crowd.a]]", f"value = {self.crowd}"]
        lines += [f'holder = "{self.actor}"', f'quote = "{self.quote}"', 'basis = "inferred"']
        lines += ["", "[[events.claims.crowd.b]]", "value = 150", 'quote = "150"']
        lines += ["", "[[events.claims.where.b]]", 'value = "quay"', 'quote = "am Kai"', ""]
        return "\n".join(lines).lstrip("\n") if not self.above else "\n".join(lines)


class Store(Struct, frozen=True):
    """All of it."""

    events: tuple[One, ...]
    head: str = HEAD
    tail: str = TAIL
    middle: int = 0
    """Before which event the tail stands; 0 for at the end."""
    text: str = TEXT

    def __str__(self) -> str:
        place = self.middle or len(self.events)
        pieces = (self.head, *self.events[:place], self.tail)
        return "".join(f"{piece}\n" for piece in (*pieces, *self.events[place:]))


IDS = tuple(f"e{number}" for number in range(1, 8))
FIRST = Store(tuple(One(id_, when=f"2031-05-0{i}") for i, id_ in enumerate(IDS[:5], 1)))


class Place:
    """A folder with the store, and with a cache that lasts from one state to the next."""

    def __init__(self, path: Path) -> None:
        self.location = Location(path / "store.toml")
        self._lasting, self._fresh = path / "lasting", path / "fresh"
        self._fresh.mkdir()
        self._count = 0

    def save(self, store: Store | str) -> None:
        """The store as it is from now on."""
        self.location.path.write_text(str(store), encoding="utf-8")
        text = self.location.path.with_name("a.txt")
        if isinstance(store, Store) and (not text.exists() or text.read_text() != store.text):
            text.write_text(store.text)

    def reread(self) -> "Opened | Sequence[Problem]":
        """With what is known of it from before."""
        return _opened(self.location, self._lasting)

    def read(self) -> "Opened | Sequence[Problem]":
        """With nothing known."""
        self._count += 1
        return _opened(self.location, self._fresh / str(self._count))

    def indexes(self) -> Iterator[Path]:
        """Where what is known is kept."""
        return self._lasting.glob("*.index")


def _opened(location: Location, folder: Path) -> "Opened | Sequence[Problem]":
    try:
        return finished(opening(location, lambda: Cache(folder)))
    except StoreError as error:
        return error.problems


def sections(opened: Opened) -> dict[str, bytes]:
    """All that an index holds."""
    assert isinstance(opened.catalogue, IndexCatalogue)
    container: Container = opened.catalogue._container
    return {name: container.bytes(name) for name in container._sections}


@pytest.fixture(autouse=True)
def _every_store_is_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "FEW", 1)
    monkeypatch.setattr(module, "SMALL", 0)


@pytest.fixture
def place(tmp_path: Path) -> Place:
    return Place(tmp_path)


@pytest.fixture
def read_ids(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The events that are read to open a store, in the order of reading."""
    found: list[str] = []
    read = events.EventReader.read

    def watched(reader: events.EventReader, table: object):
        found.append(table["id"] if isinstance(table, dict) else "")
        return read(reader, table)

    monkeypatch.setattr(load.EventReader, "read", watched)
    return found


def agree(place: Place) -> "Opened | Sequence[Problem]":
    """Read with what is known and without, and give what both say."""
    renewed, whole = place.reread(), place.read()
    if not isinstance(whole, Opened) or not isinstance(renewed, Opened):
        assert renewed == whole
        return renewed
    assert renewed.problems == whole.problems
    assert sections(renewed) == sections(whole)
    assert renewed.catalogue.chronicle.digest == whole.catalogue.chronicle.digest
    assert list(renewed.catalogue.chronicle.events) == list(whole.catalogue.chronicle.events)
    for text in ("something", "report:b", "actor:town", "place:coast", "since:2031-05-03"):
        found = [list(one.find(one.query(text), one.pairs[0])) for one in _both(renewed, whole)]
        assert found[0] == found[1]
    return renewed


def _both(*opened: Opened):
    return [replaced.catalogue for replaced in opened]


def with_event(store: Store, number: int, **changes: object) -> Store:
    event = replace(store.events[number], **changes)
    return replace(store, events=(*store.events[:number], event, *store.events[number + 1 :]))


# --- one change -----------------------------------------------------------------------------------

TAGGED = with_event(with_event(FIRST, 1, tags=("x",)), 3, tags=("x", "y"))
CHANGES: dict[str, tuple[Store, list[str]]] = {
    "a title": (with_event(TAGGED, 2, title="Another"), ["e3"]),
    "a claim": (with_event(TAGGED, 3, crowd=7), ["e4"]),
    "the judged one": (with_event(TAGGED, 0, crowd=7), ["e1"]),
    "a date": (with_event(TAGGED, 0, when="2032-01-01"), ["e1"]),
    "no date": (with_event(TAGGED, 2, when="", after=("e4",)), ["e3"]),
    "its neighbours": (with_event(TAGGED, 2, after=("e1",), before=("e5",)), ["e3"]),
    "a tag less": (with_event(TAGGED, 1, tags=("z",)), ["e2"]),
    "a comment above": (with_event(TAGGED, 2, above="# a note\n# and more\n"), ["e2"]),
    "one more": (replace(TAGGED, events=(*TAGGED.events, One("e6", when="2031-05-03"))), ["e6"]),
    "one less": (replace(TAGGED, events=TAGGED.events[:2] + TAGGED.events[3:]), []),
    "another order": (replace(TAGGED, events=TAGGED.events[::-1]), []),
    "judged above": (replace(TAGGED, middle=2), []),
    "nothing": (replace(TAGGED), []),
}


@pytest.mark.parametrize("what", CHANGES)
def test_only_what_has_changed_is_read(what: str, place: Place, read_ids: list[str]):
    changed, expected = CHANGES[what]
    place.save(TAGGED)
    place.reread()
    place.save(changed)
    read_ids.clear()
    place.reread()
    assert read_ids == expected
    assert isinstance(agree(place), Opened)


def test_all_is_read_where_the_head_or_a_text_has_changed(place: Place, read_ids: list[str]):
    place.save(TAGGED)
    place.reread()
    for changed in (
        replace(TAGGED, head=HEAD.replace("Master", "The master")),
        replace(TAGGED, tail=TAIL.replace("me", "you")),
        replace(with_event(TAGGED, 2, title="Another"), text="A new line.\n" + TEXT),
    ):
        place.save(changed)
        read_ids.clear()
        place.reread()
        assert read_ids == list(IDS[:5])
        agree(place)


def test_a_broken_store_is_told_of_by_what_has_changed(place: Place, read_ids: list[str]):
    place.save(TAGGED)
    place.reread()
    place.save(with_event(TAGGED, 2, actor="mastr"))
    read_ids.clear()
    problems = place.reread()
    assert read_ids == ["e3"]
    assert not isinstance(problems, Opened)
    assert [one.kind for one in problems if one.severity == "error"] == ["unknown-id"]
    assert problems == place.read()
    place.save(with_event(TAGGED, 2, title="Mended"))
    read_ids.clear()
    place.reread()
    assert read_ids == ["e3"]
    agree(place)


def test_changes_are_counted_from_one_reading_to_the_next(place: Place):
    place.save(TAGGED)
    before = place.reread()
    place.save(with_event(CHANGES["one less"][0], 0, title="Another"))
    after = place.reread()
    assert isinstance(before, Opened)
    assert isinstance(after, Opened)
    changes = after.catalogue.changes(before.catalogue)
    assert changes is not None
    assert (changes.new, changes.changed, changes.gone) == (0, 1, 1)


# --- what may go wrong ----------------------------------------------------------------------------


def test_nothing_of_a_damaged_index_is_taken_over(place: Place, read_ids: list[str]):
    place.save(TAGGED)
    place.reread()
    (index,) = place.indexes()
    data = bytearray(index.read_bytes())
    at = data.index(b"Something")
    data[at : at + 9] = b"Othernews"
    index.write_bytes(data)
    place.save(with_event(TAGGED, 2, title="Another"))
    read_ids.clear()
    agree(place)
    assert set(read_ids) == set(IDS[:5])


def test_all_is_read_where_the_new_index_cannot_be_kept(
    place: Place, monkeypatch: pytest.MonkeyPatch
):
    place.save(TAGGED)
    place.reread()
    place.save(with_event(TAGGED, 2, title="Another"))
    monkeypatch.setattr(folder.CacheFolder, "keep", lambda *_: False)
    opened = place.reread()
    assert isinstance(opened, Opened)
    assert [event.title for event in opened.catalogue.chronicle.events].count("Another") == 1
    assert not isinstance(opened.catalogue, IndexCatalogue)


# --- any changes ----------------------------------------------------------------------------------

EVENTS = st.builds(
    One,
    id=st.sampled_from(IDS),
    title=st.sampled_from(("Something", "Another", "Хтось")),
    when=st.sampled_from(("", "2031-05-04", "2031", "2029-01/..", "../2030", "2031-05-04")),
    after=st.lists(st.sampled_from(IDS), max_size=1).map(tuple),
    before=st.lists(st.sampled_from(IDS), max_size=1).map(tuple),
    tags=st.lists(st.sampled_from("xyz"), max_size=2, unique=True).map(tuple),
    actor=st.sampled_from(("town", "master", "town", "master", "nobody")),
    crowd=st.integers(149, 151),
    quote=st.sampled_from(("Some 150", "Some 150", "calm", "not there")),
    above=st.sampled_from(("", "", "# note\n")),
)
STORES = st.builds(
    Store,
    events=st.lists(EVENTS, min_size=2, max_size=7, unique_by=lambda one: one.id).map(tuple),
    middle=st.integers(0, 2),
    tail=st.sampled_from((TAIL, TAIL, TAIL.replace("me", "you"))),
)


@st.composite
def _changed(draw: Callable, store: Store) -> Store:
    """A store with a few events less, more or others, and perhaps in another order."""
    kept = [one for one in store.events if draw(st.integers(0, 5))]
    new = draw(st.lists(EVENTS, max_size=2))
    ids = {one.id for one in new}
    every = [*(one for one in kept if one.id not in ids or not draw(st.integers(0, 4))), *new]
    if draw(st.booleans()):
        every = draw(st.permutations(every))
    return replace(store, events=tuple(every), middle=draw(st.sampled_from((store.middle, 0, 1))))


def _sound(store: Store) -> Store:
    """The same without most of what keeps it from being used."""
    seen: set[str] = set()
    every = []
    for one in store.events:
        links = tuple(id_ for id_ in one.after if id_ in seen)
        when = one.when or ("" if links else "2031-05-04")
        quote = one.quote if one.quote != "not there" else "calm"
        actor = one.actor if one.actor != "nobody" else "town"
        every.append(replace(one, after=links, before=(), when=when, quote=quote, actor=actor))
        seen.add(one.id)
    tail = store.tail if "e1" in seen else ""
    return replace(store, events=tuple(every), tail=tail)


@settings(deadline=None, max_examples=60)
@given(st.data())
def test_a_store_reads_the_same_whatever_was_known_of_it(data: st.DataObject):
    """Through a few states, each of them first with the index of the state before."""
    with TemporaryDirectory() as path:
        place = Place(Path(path))
        store = _sound(data.draw(STORES))
        place.save(store)
        agree(place)
        for _ in range(3):
            store = data.draw(_changed(store))
            place.save(store)
            agree(place)
            store = _sound(store)
            place.save(store)
            agree(place)
