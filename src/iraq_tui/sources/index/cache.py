"""The cache as a store is opened with it: by its content's hash, or for a start by its stamp."""

from collections.abc import Callable, Generator
from hashlib import sha256
from pathlib import Path

from msgspec import MsgspecError

from iraq_tui.domain.catalogue import Catalogue
from iraq_tui.domain.records import Chronicle
from iraq_tui.files import ReadRefused
from iraq_tui.sources.index import rows
from iraq_tui.sources.index.container import Container, Writer
from iraq_tui.sources.index.earlier import Earlier
from iraq_tui.sources.index.folder import CacheFolder, Stamp, our_version
from iraq_tui.sources.index.opening import Folders, as_it_was, building, opened, rebuilding
from iraq_tui.sources.index.strings import Kept
from iraq_tui.sources.open import Location, Opened
from iraq_tui.sources.toml.loaded import Loaded

_DAMAGED = (MsgspecError, ValueError, LookupError)
"""What comes of bytes in an index that are not what was written."""


class Cache:
    """Indexes of stores, in a folder. Whatever goes wrong with it, there is only no index."""

    def __init__(self, folder: Path) -> None:
        self._folder = CacheFolder(folder)
        self._version = our_version()

    def at_once(self, location: Location) -> Opened | None:
        """A store by the stamp of its file, without a look into it; none if it is not kept.

        What was opened says itself whether it is true.
        """
        stamp = _stamp(location.path)
        digest = stamp and self._folder.digest_of(location.path, stamp)
        return self.kept(location, digest, is_seen=False) if digest else None

    def line_at_once(self, location: Location, event_id: str) -> int | None:
        """The line, from 1, of an event in a store, by the stamp of its file; none if the store is
        not kept, or has no such event."""
        stamp = _stamp(location.path)
        digest = stamp and self._folder.digest_of(location.path, stamp)
        return self.line_of(location, digest, event_id) if digest else None

    def line_of(self, location: Location, digest: str, event_id: str) -> int | None:
        """The same by the SHA-256 of its content."""
        container = self._folder.open(self._key(location, digest))
        if container is None:
            return None
        try:
            kept, by_id = Kept(container, "row"), container.column("by-id", "I")
            number = rows.number_of(event_id, kept, by_id)
            return None if number is None else container.column("lines", "I")[number]
        except _DAMAGED:
            return None

    def remember(self, path: Path, digest: str) -> None:
        """The content a file has now."""
        if stamp := _stamp(path):
            self._folder.remember(path, stamp, digest)

    def kept(
        self,
        location: Location,
        digest: str,
        *,
        is_seen: bool = True,
        head: Chronicle | None = None,
    ) -> Opened | None:
        """A store by the SHA-256 of its content; none if it is not kept.

        ``is_seen`` says whether that is the content for certain: then the index is proved, too, in
        about the time that the hash took. ``head`` is all but its events, where that has been read
        and the index has just been written.
        """
        key = self._key(location, digest)
        container = self._folder.open(key)
        if container is None:
            return None
        if is_seen and head is None and not container.is_sound():
            self._folder.drop(key)
            return None
        folders, file = _folders(location), str(location.path)
        try:
            found = opened(container, folders, file, name=location.name, digest=digest, head=head)
        except _DAMAGED:
            self._folder.drop(key)
            return None
        if found is None:
            return None
        if is_seen:
            self._folder.indexed(location.path, digest)
        is_true = self._truth(location, digest, container, key, is_seen=is_seen)
        return Opened(*found, is_true)

    def keeping(
        self, location: Location, catalogue: Catalogue, loaded: Loaded, data: bytes
    ) -> Generator[float, None, Opened | None]:
        """Keep a store that was read from some bytes, step by step.

        Yields the share that is done; returns the store as it opens from now on, or none if it
        cannot be kept.
        """
        write = yield from building(catalogue, loaded, data)
        texts = _folders(location).stamps(loaded.chronicle)
        return self._keep(location, loaded, write, texts)

    def earlier(self, location: Location) -> Earlier | None:
        """What is known of a store from the last time that there was an index of it; none where
        the texts of its reports are not as they were."""
        digest = self._folder.last(location.path)
        container = self._folder.open(self._key(location, digest)) if digest else None
        try:
            return as_it_was(container, _folders(location)) if container else None
        except _DAMAGED:
            return None

    def renewing(
        self, location: Location, loaded: Loaded, data: bytes, earlier: Earlier
    ) -> Generator[float, None, Opened | None]:
        """The same as ``keeping`` of a store of which only what had changed was read."""
        write = yield from rebuilding(earlier, loaded, data)
        texts = earlier.container.facts["texts"]
        return self._keep(location, loaded, write, texts)

    def _keep(
        self, location: Location, loaded: Loaded, write: Callable[[Writer], None], texts: str
    ) -> Opened | None:
        digest, head = loaded.chronicle.digest, loaded.head
        if not self._folder.keep(self._key(location, digest), write, {"texts": texts}):
            return None
        return self.kept(location, digest, head=head.chronicle if head else None)

    def _key(self, location: Location, digest: str) -> str:
        return "\n".join((self._version, digest, str(location.reports_folder or "")))

    def _truth(
        self, location: Location, digest: str, container: Container, key: str, *, is_seen: bool
    ) -> Callable[[], bool]:
        def is_true() -> bool:
            if not container.is_sound():
                self._folder.drop(key)
                return False
            return is_seen or _digest(location) == digest

        return is_true


def _folders(location: Location) -> Folders:
    return Folders(location.path.parent, location.reports_folder)


def _stamp(path: Path) -> Stamp | None:
    try:
        found = path.stat()
    except (OSError, ValueError):
        return None
    return found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns


def _digest(location: Location) -> str:
    try:
        return sha256(location.read()).hexdigest()
    except ReadRefused:
        return ""
