"""The folder of the cache: finding an index by what it was made from, keeping one, throwing away.

Whatever goes wrong here - no such folder, a full or read-only disk, a file that is damaged or of
another owner - means only that there is no index: the store is read instead.
"""

import os
import secrets
import stat
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path

import msgspec
from msgspec import Struct

from iraq_tui import __version__
from iraq_tui.files import ReadRefused, read_regular
from iraq_tui.sources.index.container import Container, IndexRefusedError, Writer

MOST = 2**30
"""Bytes of indexes that are kept; the longest unused go first."""
_LONGEST_UNUSED = 90 * 86_400
"""Seconds after which an index that was not used goes."""
_SETTLED = 2_000_000_000
"""Nanoseconds after its last change from which on a file's stamp is taken for its content.

A file changed twice within one tick of the clock has one stamp for two contents (git calls this
racy); see https://git-scm.com/docs/racy-git.
"""
_SMALL = 1000
"""Bytes that a file which leads to an index has at most."""
_UNFINISHED = 3600
"""Seconds after which a file that is still being written was given up."""

Stamp = tuple[int, int, int, int]


class _Known(Struct, frozen=True, array_like=True):
    stamp: Stamp
    digest: str
    """SHA-256 of the content."""


class CacheFolder:
    """Indexes in one folder. Raises nothing."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    # --- the content of a file, by its stamp ---

    def digest_of(self, path: Path, stamp: Stamp) -> str | None:
        """The SHA-256 that a file had when it had this stamp; none where that is not known."""
        try:
            data = read_regular(self._stamp_file(path), _SMALL)
            known = msgspec.msgpack.decode(data, type=_Known)
        except (ReadRefused, msgspec.MsgspecError):
            return None
        return known.digest if known.stamp == stamp else None

    def remember(self, path: Path, stamp: Stamp, digest: str) -> None:
        """The content that a file has with this stamp, unless it may still be changing."""
        if time.time_ns() - stamp[3] < _SETTLED:
            return
        with suppress(OSError):
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            self._write(
                self._stamp_file(path),
                lambda file: file.write_bytes(msgspec.msgpack.encode(_Known(stamp, digest))),
            )

    def _stamp_file(self, path: Path) -> Path:
        return self._folder / f"{_name_of(path)}.stamp"

    # --- the last content of a file of which there was an index ---

    def last(self, path: Path) -> str | None:
        """The SHA-256 that `indexed` was told last; none where that is not known."""
        try:
            return read_regular(self._last_file(path), _SMALL).decode("ascii")
        except (ReadRefused, ValueError):
            return None

    def indexed(self, path: Path, digest: str) -> None:
        """There is an index of the content that a file has had."""
        if self.last(path) != digest:
            with suppress(OSError):
                self._write(self._last_file(path), lambda file: file.write_text(digest))

    def _last_file(self, path: Path) -> Path:
        return self._folder / f"{_name_of(path)}.last"

    # --- indexes ---

    def open(self, key: str) -> Container | None:
        """The index made from something; none where there is none that can be used."""
        path = self._index_file(key)
        try:
            found = path.lstat()
            if not stat.S_ISREG(found.st_mode) or found.st_uid != os.getuid():
                return None
            container = Container(path, key)
        except (OSError, IndexRefusedError):
            return None
        with suppress(OSError):
            os.utime(path)  # when it was last used
        return container

    def keep(self, key: str, write: Callable[[Writer], None], facts: dict[str, str]) -> bool:
        """Keep an index; whether that went well. Others may do so at the same time."""
        try:
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            self._write(self._index_file(key), lambda path: _write(path, key, write, facts))
        except OSError:
            return False
        self.prune(self._index_file(key))
        return True

    def drop(self, key: str) -> None:
        """Throw an index away."""
        with suppress(OSError):
            self._index_file(key).unlink()

    def _index_file(self, key: str) -> Path:
        return self._folder / f"{blake2b(key.encode(), digest_size=16).hexdigest()}.index"

    def _write(self, path: Path, write: Callable[[Path], object]) -> None:
        """Write a file under another name first, so that nobody ever sees half of it."""
        half = path.with_name(f"{path.name}.{secrets.token_hex(6)}.half")
        try:
            half.touch(mode=0o600, exist_ok=False)
            write(half)
            half.replace(path)
        except BaseException:
            with suppress(OSError):
                half.unlink()
            raise

    def prune(self, newest: Path) -> None:
        """Throw away what was given up, long not used, or is too much."""
        now, room = time.time(), MOST
        for path, found in sorted(self._files(), key=lambda one: -one[1].st_mtime):
            age = now - found.st_mtime
            is_half = path.suffix == ".half"
            is_index = path.suffix == ".index"  # the others are small, and lead to them
            room -= found.st_size
            is_old = age > (_UNFINISHED if is_half else _LONGEST_UNUSED)
            if path != newest and (is_old or (room < 0 and is_index)):
                with suppress(OSError):
                    path.unlink()

    def _files(self) -> Iterator[tuple[Path, os.stat_result]]:
        with suppress(OSError):
            for path in list(self._folder.iterdir()):
                if path.suffix in (".index", ".stamp", ".last", ".half"):
                    with suppress(OSError):
                        yield path, path.lstat()


def _name_of(path: Path) -> str:
    return blake2b(os.fsencode(path.absolute()), digest_size=16).hexdigest()


def _write(path: Path, key: str, write: Callable[[Writer], None], facts: dict[str, str]) -> None:
    with path.open("r+b") as file:
        writer = Writer(file)
        write(writer)
        writer.finish(key, facts)


def our_version() -> str:
    """What tells one state of the program's rules from another: its version, and its files' age.

    An index made by other rules holds other verdicts.
    """
    home = Path(__file__).parents[2]
    newest = max(_newest(home / part) for part in ("domain", "sources", "text"))
    return f"{__version__} {newest}"


def _newest(folder: Path) -> int:
    found = 0
    for entry in os.scandir(folder):
        if entry.is_dir():
            found = max(found, _newest(Path(entry.path)))
        elif entry.name.endswith(".py"):
            found = max(found, entry.stat().st_mtime_ns)
    return found
