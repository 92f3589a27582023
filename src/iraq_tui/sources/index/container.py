"""A file of named sections that is opened by mapping it: nothing is read before it is asked for.

Layout: a prelude of 48 bytes (magic, place and length of the footer, BLAKE2b of the footer), the
sections, each at a multiple of eight bytes, and the footer, a table of contents. The prelude
is written last, so that half a file is never taken for a whole one. Numbers are little-endian.
"""

import mmap
import struct
import sys
import zlib
from collections.abc import Mapping, Sequence
from hashlib import blake2b
from pathlib import Path
from types import MappingProxyType
from typing import IO

import msgspec
from msgspec import Struct

MAGIC = b"iraq-tui index 1"
_PRELUDE = struct.Struct("<16sQQ16s")
_CHUNK = 2**20


class IndexRefusedError(Exception):
    """A file that is no whole index, or not one that can be used here."""


class _Section(Struct, frozen=True, array_like=True):
    offset: int
    length: int
    checksum: int
    """CRC-32."""


class _Footer(Struct, frozen=True):
    key: str
    """What the index was made from, and by which version."""
    facts: Mapping[str, str]
    """A few short texts."""
    sections: Mapping[str, _Section]


def _digest(data: bytes) -> bytes:
    return blake2b(data, digest_size=16).digest()


class Writer:
    """Writes sections to a file opened for writing in binary, from its start."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self._sections: dict[str, _Section] = {}
        self._at = file.write(bytes(_PRELUDE.size))

    def add(self, name: str, *pieces: "bytes | bytearray | memoryview") -> None:
        """Write a section, piece by piece."""
        self._at += self._file.write(bytes(-self._at % 8))
        length = checksum = 0
        for piece in pieces:
            checksum = zlib.crc32(piece, checksum)
            self._file.write(piece)
            length += memoryview(piece).nbytes
        self._sections[name] = _Section(self._at, length, checksum)
        self._at += length

    def finish(self, key: str, facts: Mapping[str, str]) -> None:
        """Write the table of contents; from now on the file is whole."""
        footer = msgspec.msgpack.encode(_Footer(key, dict(facts), self._sections))
        self._file.write(footer)
        self._file.seek(0)
        self._file.write(_PRELUDE.pack(MAGIC, self._at, len(footer), _digest(footer)))


class Container:
    """An index, mapped. Raises IndexRefusedError for anything but a whole one with this key."""

    def __init__(self, path: Path, key: str) -> None:
        if sys.byteorder != "little":
            raise IndexRefusedError("numbers are kept the other way round here")
        try:
            with path.open("rb") as file:
                self.map = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
            footer = self._footer()
        except (OSError, ValueError, struct.error, msgspec.MsgspecError) as error:
            raise IndexRefusedError(f"it is not whole: {error}") from error
        if footer.key != key:
            raise IndexRefusedError("it was made from something else")
        self.facts = MappingProxyType(dict(footer.facts))
        self._sections = footer.sections

    def _footer(self) -> _Footer:
        magic, at, length, digest = _PRELUDE.unpack(self.map[: _PRELUDE.size])
        data = self.map[at : at + length]
        if magic != MAGIC or at + length != len(self.map) or _digest(data) != digest:
            raise ValueError("its table of contents is damaged")
        footer = msgspec.msgpack.decode(data, type=_Footer)
        for one in footer.sections.values():
            if not 0 <= one.offset <= one.offset + one.length <= at:
                raise ValueError("a section lies outside")
        return footer

    def __contains__(self, name: str) -> bool:
        return name in self._sections

    def start(self, name: str) -> int:
        """Where in the map a section begins."""
        return self._sections[name].offset

    def bytes(self, name: str) -> bytes:
        """A copy of a section."""
        found = self._sections[name]
        return self.map[found.offset : found.offset + found.length]

    def column(self, name: str, kind: str) -> Sequence[int]:
        """A section as a column of numbers: "B", "H", "I", "Q" or "q", as in `array`."""
        found = self._sections[name]
        view = memoryview(self.map)[found.offset : found.offset + found.length]
        return view.cast(kind)  # type: ignore[call-overload, no-any-return]

    def is_sound(self) -> bool:
        """Whether every section is as it was written. Reads the whole file; for a thread."""
        return all(self._checksum(one) == one.checksum for one in self._sections.values())

    def _checksum(self, section: _Section) -> int:
        found, at, end = 0, section.offset, section.offset + section.length
        while at < end:
            stop = min(at - at % _CHUNK + _CHUNK, end)
            with memoryview(self.map) as view, view[at:stop] as part:
                found = zlib.crc32(part, found)
            # Else the whole index would count as memory in use.
            self.map.madvise(mmap.MADV_DONTNEED, at - at % _CHUNK, stop - (at - at % _CHUNK))
            at = stop
        return found
