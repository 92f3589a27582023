"""The cache as a store is opened with it: by its content's hash, or for a start by its stamp."""

from collections.abc import Callable, Generator
from hashlib import sha256
from pathlib import Path

from iraq_tui.domain.catalogue import Catalogue
from iraq_tui.files import ReadRefused, read_regular
from iraq_tui.sources.index.container import Container, Writer
from iraq_tui.sources.index.folder import CacheFolder, Stamp, our_version
from iraq_tui.sources.index.opening import Folders, building, opened
from iraq_tui.sources.open import Location, Opened
from iraq_tui.sources.toml.loaded import Loaded


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

    def remember(self, path: Path, digest: str) -> None:
        """The content a file has now."""
        if stamp := _stamp(path):
            self._folder.remember(path, stamp, digest)

    def kept(self, location: Location, digest: str, *, is_seen: bool = True) -> Opened | None:
        """A store by the SHA-256 of its content; none if it is not kept.

        ``is_seen`` says whether that is the content for certain.
        """
        key = self._key(location, digest)
        container = self._folder.open(key)
        if container is None:
            return None
        folders = Folders(location.path.parent, location.reports_folder)
        found = opened(container, folders, str(location.path), name=location.name, digest=digest)
        if found is None:
            return None
        is_true = self._truth(location, digest, container, key, is_seen=is_seen)
        return Opened(*found, is_true)

    def keeping(
        self, location: Location, catalogue: Catalogue, loaded: Loaded, data: bytes
    ) -> Generator[float, None, Opened | None]:
        """Keep a store that was read from some bytes, step by step.

        Yields the share that is done; returns the store as it opens from now on, or none if it
        cannot be kept.
        """
        write: Callable[[Writer], None] = yield from building(catalogue, loaded, data)
        digest = loaded.chronicle.digest
        folders = Folders(location.path.parent, location.reports_folder)
        facts = {"texts": folders.stamps(loaded.chronicle)}
        if not self._folder.keep(self._key(location, digest), write, facts):
            return None
        return self.kept(location, digest)

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


def _stamp(path: Path) -> Stamp | None:
    try:
        found = path.stat()
    except (OSError, ValueError):
        return None
    return found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns


def _digest(location: Location) -> str:
    try:
        return sha256(read_regular(location.path, location.limit)).hexdigest()
    except ReadRefused:
        return ""
