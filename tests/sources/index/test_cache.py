"""A large store opened through the cache: the second time from its index, and always the same."""

import errno
import os
import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.chronicles import Shape, parts
from iraq_tui.sources.index import cache as module
from iraq_tui.sources.index import container
from iraq_tui.sources.index.cache import Cache
from iraq_tui.sources.index.catalogue import IndexCatalogue
from iraq_tui.sources.memory import MemoryCatalogue
from iraq_tui.sources.open import FEW, SMALL, Location, Opened, at_once, open_store
from iraq_tui.sources.toml.problem import StoreError

TEXT = "".join(parts(Shape(events=FEW + 20, claims=2)))
FILTERS = ("", "ferry", "tag:water", "head:only", "since:2001 until:2003", "-report:uk")


@pytest.fixture(scope="module")
def read(tmp_path_factory: pytest.TempPathFactory) -> Opened:
    """The store as it is without a cache."""
    path = tmp_path_factory.mktemp("read") / "store.toml"
    assert path.write_bytes(TEXT.encode()) > SMALL
    return open_store(path)


@pytest.fixture(scope="module")
def whole(read: Opened) -> tuple[object, ...]:
    """What it shows."""
    return shown(read)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """The store in a file that has long been as it is."""
    file = tmp_path / "store.toml"
    file.write_text(TEXT, "utf-8")
    os.utime(file, (10**9, 10**9))
    return file


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return tmp_path / "cache"


def opened(path: Path, place: Path) -> Opened:
    return open_store(path, caching=lambda: Cache(place))


def is_kept(one: Opened | None) -> bool:
    """Whether it came of an index."""
    return one is not None and isinstance(one.catalogue, IndexCatalogue)


def shown(one: Opened) -> tuple[object, ...]:
    """All that a person sees of a store, or nearly."""
    catalogue = one.catalogue
    everything = range(catalogue.count())
    rows = [catalogue.row(number) for number in everything]
    pair = catalogue.pairs[0]
    return (
        catalogue.chronicle.title,
        catalogue.pairs,
        list(catalogue.chronicle.events),
        [(row.id, row.title, row.date_words(), sorted(row.reports)) for row in rows],
        [catalogue.folded(number) for number in everything],
        [list(catalogue.find(catalogue.query(text), pair)) for text in FILTERS],
        [catalogue.verdicts(pair).summary(number) for number in everything],
        [catalogue.comparison(row.id, pair) for row in rows[::40]],
        dict(catalogue.counted(everything)),
        dict(catalogue.counted(everything[::3])),
        catalogue.tags,
        [list(catalogue.belonging("tag", tag)) for tag in catalogue.tags],
        [list(catalogue.belonging("place", id_)) for id_ in catalogue.chronicle.places],
        [(problem.kind, problem.line) for problem in one.problems],
    )


def test_the_second_time_it_opens_from_its_index_and_shows_the_same(path, place, read, whole):
    assert isinstance(read.catalogue, MemoryCatalogue)
    first, again = opened(path, place), opened(path, place)
    assert is_kept(first)
    assert is_kept(again)
    assert shown(first) == shown(again) == whole
    (index,) = place.glob("*.index")
    kept = index.stat()
    opened(path, place)
    assert index.stat().st_ino == kept.st_ino  # and it was not made again


def test_a_start_is_at_once_and_says_whether_it_is_true(path, place):
    location = Location(path)
    assert at_once(location, lambda: Cache(place)) is None
    opened(path, place)
    found = at_once(location, lambda: Cache(place))
    assert is_kept(found)
    assert found.is_true()
    # As large as before and of the same age, yet another content: only a look into it tells.
    path.write_text(TEXT.replace("Made-up affairs", "Made-up Affairs"), "utf-8")
    os.utime(path, (10**9, 10**9))
    found = at_once(location, lambda: Cache(place))
    assert found is None or not found.is_true()


def test_a_changed_store_is_read_anew_and_its_old_index_does_no_harm(path, place):
    opened(path, place)
    path.write_text(TEXT.replace("Made-up affairs", "Quite other affairs"), "utf-8")
    assert at_once(Location(path), lambda: Cache(place)) is None
    assert "Quite other affairs" in opened(path, place).catalogue.chronicle.title
    path.write_text(TEXT.replace("schema = 1", 'schema = "one"'), "utf-8")
    with pytest.raises(StoreError):
        opened(path, place)
    path.write_text(TEXT, "utf-8")
    assert "Made-up affairs" in opened(path, place).catalogue.chronicle.title


@pytest.mark.parametrize("keep", [0, 20, 0.5, 0.99])
def test_of_half_an_index_nothing_shows(keep: float, path, place, whole):
    opened(path, place)
    (index,) = place.glob("*.index")
    data = index.read_bytes()
    index.write_bytes(data[: int(keep if keep >= 1 else keep * len(data))])
    again = opened(path, place)
    assert shown(again) == whole
    assert index.stat().st_size == len(data)  # it is whole again


def test_a_damaged_index_is_found_out_and_thrown_away(path, place):
    opened(path, place)
    (index,) = place.glob("*.index")
    data = bytearray(index.read_bytes())
    data[len(data) // 2] ^= 0x55
    index.write_bytes(data)
    found = at_once(Location(path), lambda: Cache(place))
    if found is not None:  # else it was refused as it is
        assert not found.is_true()
        assert not index.exists()


def test_whatever_byte_is_damaged_the_store_opens(path, place, whole):
    opened(path, place)
    (index,) = place.glob("*.index")
    good = index.read_bytes()
    for at in range(0, len(good), len(good) // 60):
        index.write_bytes(good[:at] + bytes(64) + good[at + 64 :])
        at_once(Location(path), lambda: Cache(place))  # raises nothing, though it may be untrue
        if not index.exists():
            index.touch(mode=0o600)
    index.write_bytes(good[:200] + bytes(2000) + good[2200:])
    assert shown(opened(path, place)) == whole


def test_an_index_of_another_version_of_the_program_is_not_used(path, place, whole, monkeypatch):
    monkeypatch.setattr(module, "our_version", lambda: "0.0.1 of long ago")
    opened(path, place)
    (old,) = place.glob("*.index")
    monkeypatch.undo()
    assert at_once(Location(path), lambda: Cache(place)) is None
    assert shown(opened(path, place)) == whole
    assert len(list(place.glob("*.index"))) == 2
    assert old.exists()  # the other version may still be in use


@pytest.mark.parametrize("error", [errno.ENOSPC, errno.EROFS, errno.EACCES])
def test_where_nothing_can_be_kept_the_store_opens_all_the_same(
    error: int, path, place, whole, monkeypatch
):
    def refuse(*_: object) -> None:
        raise OSError(error, os.strerror(error))

    monkeypatch.setattr(container.Writer, "add", refuse)
    found = opened(path, place)
    assert not is_kept(found)
    assert shown(found) == whole
    assert not list(place.glob("*.half"))
    assert not list(place.glob("*.index"))


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is read-only for root")
def test_a_read_only_folder_keeps_nothing(path, place):
    place.mkdir(mode=0o500)
    assert not is_kept(opened(path, place))
    assert not list(place.iterdir())


@pytest.mark.slow
def test_two_at_once_do_not_disturb_each_other(path, place, read):
    script = (
        "import sys; from pathlib import Path\n"
        "from iraq_tui.sources.index.cache import Cache\n"
        "from iraq_tui.sources.open import open_store\n"
        "one = open_store(Path(sys.argv[1]), caching=lambda: Cache(Path(sys.argv[2])))\n"
        "print(one.catalogue.count())"
    )
    command = [sys.executable, "-c", script, str(path), str(place)]
    both = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(2)]
    told = [one.communicate()[0].strip() for one in both]
    assert [one.returncode for one in both] == [0, 0]
    assert told == [str(read.catalogue.count())] * 2
    assert len(list(place.glob("*.index"))) == 1
    assert not list(place.glob("*.half"))
    found = at_once(Location(path), lambda: Cache(place))
    assert is_kept(found)
    assert found.is_true()


def test_a_small_store_is_never_kept(place, store):
    assert not is_kept(open_store(store, caching=lambda: Cache(place)))
    assert not place.exists()
