"""The cache's folder: what is kept is found again; whatever goes wrong, there is only no index."""

import errno
import os
import time
from pathlib import Path

import pytest

from iraq_tui.sources.index import folder as module
from iraq_tui.sources.index.container import Writer
from iraq_tui.sources.index.folder import CacheFolder, our_version

OLD = (1, 2, 3, 10**18)
"""A stamp of a file that has long settled."""


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return tmp_path / "deep" / "cache"


@pytest.fixture
def cache(place: Path) -> CacheFolder:
    return CacheFolder(place)


def write(text: str):
    def into(writer: Writer) -> None:
        writer.add("text", text.encode())

    return into


def text_in(cache: CacheFolder, key: str) -> str | None:
    found = cache.open(key)
    return None if found is None else found.bytes("text").decode()


def test_what_is_kept_is_found_by_its_key(cache: CacheFolder, place: Path):
    assert cache.open("a") is None
    assert cache.keep("a", write("one"), {})
    assert cache.keep("b", write("two"), {})
    assert (text_in(cache, "a"), text_in(cache, "b")) == ("one", "two")
    assert cache.open("c") is None
    cache.drop("a")
    assert text_in(cache, "a") is None
    assert place.stat().st_mode & 0o077 == 0
    assert all(path.stat().st_mode & 0o077 == 0 for path in place.iterdir())


def test_the_last_content_with_an_index_is_known_by_the_file(cache: CacheFolder):
    one, other = Path("/somewhere/one.toml"), Path("/somewhere/other.toml")
    cache.indexed(one, "first")  # there is no folder yet, so nothing is kept
    assert cache.last(one) is None
    cache.keep("a", write("one"), {})
    for digest in ("first", "second", "second"):
        cache.indexed(one, digest)
        assert cache.last(one) == digest
    assert cache.last(other) is None


def test_an_index_in_use_may_be_replaced_and_thrown_away(cache: CacheFolder):
    cache.keep("a", write("one"), {})
    used = cache.open("a")
    assert used is not None
    cache.keep("a", write("two"), {})
    assert (used.bytes("text"), text_in(cache, "a")) == (b"one", "two")
    cache.drop("a")
    assert used.bytes("text") == b"one"


@pytest.mark.parametrize("what", ["mkdir", "touch", "open", "replace"])
def test_a_full_or_read_only_disk_keeps_nothing(
    what: str, cache: CacheFolder, place: Path, monkeypatch: pytest.MonkeyPatch
):
    def refuse(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "no space")

    with monkeypatch.context() as patch:
        patch.setattr(Path, what, refuse)
        assert not cache.keep("a", write("one"), {})
        cache.remember(Path("/somewhere"), OLD, "digest")
    assert cache.open("a") is None
    assert not place.exists() or not list(place.iterdir())


def test_a_disk_that_fills_up_leaves_no_half_file(cache: CacheFolder, place: Path):
    def fill(_: Writer) -> None:
        raise OSError(errno.ENOSPC, "no space")

    assert not cache.keep("a", fill, {})
    assert not list(place.iterdir())


def test_a_folder_in_the_way(tmp_path: Path):
    (tmp_path / "file").write_text("in the way")
    cache = CacheFolder(tmp_path / "file")
    assert not cache.keep("a", write("one"), {})
    assert cache.open("a") is None
    assert cache.digest_of(Path("x"), OLD) is None


def test_what_is_no_file_of_ours_is_not_opened(cache: CacheFolder, place: Path, tmp_path: Path):
    cache.keep("a", write("one"), {})
    (kept,) = place.iterdir()
    elsewhere = tmp_path / "elsewhere"
    kept.rename(elsewhere)
    kept.symlink_to(elsewhere)
    assert cache.open("a") is None
    kept.unlink()
    os.mkfifo(kept)
    assert cache.open("a") is None


def test_a_content_is_known_by_its_stamp(cache: CacheFolder):
    store = Path("chronicle.toml")
    assert cache.digest_of(store, OLD) is None
    cache.remember(store, OLD, "digest")
    assert cache.digest_of(store, OLD) == "digest"
    assert cache.digest_of(store, (*OLD[:3], OLD[3] + 1)) is None
    assert cache.digest_of(Path("other.toml"), OLD) is None


def test_a_file_that_may_still_be_changing_is_not_known(cache: CacheFolder):
    now = (*OLD[:3], time.time_ns())
    cache.remember(Path("chronicle.toml"), now, "digest")
    assert cache.digest_of(Path("chronicle.toml"), now) is None


def test_a_damaged_stamp_is_none(cache: CacheFolder, place: Path):
    cache.remember(Path("chronicle.toml"), OLD, "digest")
    (kept,) = place.iterdir()
    kept.write_bytes(b"\xc1 damaged")
    assert cache.digest_of(Path("chronicle.toml"), OLD) is None


def a_large_file(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(2**40)


@pytest.mark.parametrize(
    "put", [os.mkfifo, Path.mkdir, a_large_file, lambda path: path.symlink_to("/dev/zero")]
)
def test_what_is_no_small_file_leads_to_no_index_and_at_once(put, cache: CacheFolder, place: Path):
    store = Path("chronicle.toml")
    cache.keep("a", write("one"), {})
    cache.remember(store, OLD, "digest")
    cache.indexed(store, "digest")
    for path in [*place.glob("*.stamp"), *place.glob("*.last")]:
        path.unlink()
        put(path)
    assert cache.digest_of(store, OLD) is None
    assert cache.last(store) is None


def test_the_longest_unused_go_first(
    cache: CacheFolder, place: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(module, "MOST", 3_500)
    for age, key in enumerate("abc"):
        cache.keep(key, write("x" * 900), {})
        newest = max(place.iterdir(), key=lambda path: path.stat().st_mtime_ns)
        os.utime(newest, (time.time() - 100 + age,) * 2)
    assert cache.open("a") is not None  # used just now
    cache.keep("d", write("x" * 900), {})
    assert {key for key in "abcd" if text_in(cache, key)} == {"a", "c", "d"}


def test_what_leads_to_an_index_is_not_thrown_away_for_room(
    cache: CacheFolder, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(module, "MOST", 100)
    cache.remember(Path("chronicle.toml"), OLD, "digest")
    cache.keep("a", write("x" * 900), {})
    assert cache.digest_of(Path("chronicle.toml"), OLD) == "digest"


def test_what_was_given_up_goes(cache: CacheFolder, place: Path):
    cache.keep("a", write("one"), {})
    half, busy = place / "b.index.00.half", place / "c.index.00.half"
    half.write_text("given up")
    busy.write_text("being written")
    os.utime(half, (time.time() - 7200,) * 2)
    stranger = place / "notes.txt"
    stranger.write_text("of the person's own")
    os.utime(stranger, (0, 0))
    cache.keep("d", write("two"), {})
    assert not half.exists()
    assert busy.exists()
    assert stranger.exists()


def test_our_version_changes_with_the_program(monkeypatch: pytest.MonkeyPatch):
    before = our_version()
    assert before == our_version()
    monkeypatch.setattr(module, "__version__", "99")
    assert our_version() != before
