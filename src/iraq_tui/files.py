"""Files: reading what a person names, and writing whole or not at all."""

import contextlib
import errno
import os
import stat
import unicodedata
from itertools import dropwhile
from pathlib import Path

from iraq_tui.text.safe import is_hidden, quoted

READ_LIMIT = 128 * 2**20
_CHUNK = 2**20

_NO_FOLDER_SYNC = {errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS, errno.EBADF}

_REASONS = {
    errno.ENOENT: ("there is no such file or folder", "check the name"),
    errno.EACCES: ("permission denied", "check who may read and write there"),
    errno.EPERM: ("permission denied", "check who may read and write there"),
    errno.EROFS: ("the disk is read-only", "choose a place on another disk"),
    errno.ENOSPC: ("the disk is full", "make room, or choose a place on another disk"),
    errno.EDQUOT: ("your share of the disk is used up", "make room, or choose another disk"),
    errno.EFBIG: ("it is too large for this disk", "choose a place on another disk"),
    errno.ENAMETOOLONG: ("the name is too long", "choose a shorter name"),
    errno.ENOTDIR: ("a part of the path is not a folder", "check the path"),
    errno.EISDIR: ("it is a folder", "name a file in it"),
    errno.ELOOP: ("its symbolic links lead in a circle", "name a path without them"),
    errno.EIO: ("the disk reports a fault", "check the disk, or choose another"),
    errno.ENXIO: ("it is not a regular file", "name a regular file"),
    errno.EMFILE: ("too many files are open", "close some and try again"),
    errno.ENFILE: ("too many files are open", "close some and try again"),
}


class _Refused(Exception):  # noqa: N818 -- it names what happened, not a fault of ours
    """`path` as it was given, `why` it was refused and how to `mend` it, in plain English.

    As text: all three in one line, with the path gated.
    """

    def __init__(self, path: Path, why: str, mend: str) -> None:
        super().__init__(path, why, mend)
        self.path = path
        self.why = why
        self.mend = mend

    def __str__(self) -> str:
        return f"{quoted(str(self.path), 200)}: {self.why}; {self.mend}"


class WriteRefused(_Refused):
    """A file was not written; unless `why` says otherwise, nothing on the disk has changed."""

    exists = False
    """Whether it would be written if overwriting were allowed."""


class ReadRefused(_Refused):
    """A file could not be read, or should not be."""


def write_new(path: Path, data: bytes, *, force: bool = False) -> Path:
    """Write a file whole or not at all, and give its resolved path.

    The data goes to the same folder, to the disk, and only then under its name, so that neither a
    full disk nor a power cut nor the end of the program leaves half a file; `atomic` says what else
    may be left. An existing file is replaced only with `force`, and keeps its mode; a new one gets
    the umask's. A file that appears while writing is not replaced without `force` either.

    Raises WriteRefused if the file exists (without `force`), if it is a symbolic link or anything
    but a regular file, if its folder is missing, and for whatever the system refuses.
    """
    from iraq_tui.atomic import put  # most commands write nothing

    try:
        target = _target(path)
        mode = _mode_to_keep(path, target, force)
        folder = os.open(target.parent, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
        try:
            put(folder, target.name, data, mode, replacing=force)
            _sync_folder(path, folder)
        finally:
            with contextlib.suppress(OSError):  # there is nothing that it could still do
                os.close(folder)
    except FileExistsError as error:
        raise _exists(path) from error
    except OSError as error:
        raise WriteRefused(path, *_reason(error)) from error
    return target


def read_regular(
    path: Path, limit: int = READ_LIMIT, *, larger: str = "split it into smaller files"
) -> bytes:
    """The bytes of a regular file (symbolic links are followed) of at most `limit` bytes.

    `larger` says what to do about a larger one. Never waits: a FIFO, a device or a folder is
    refused. Raises ReadRefused.
    """
    try:
        file = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_NOCTTY | os.O_CLOEXEC)
        try:
            found = os.fstat(file)
            if not stat.S_ISREG(found.st_mode):
                why = f"it is {_kind(found.st_mode)}, not a regular file"
                raise ReadRefused(path, why, "name a regular file")
            data = _read_up_to(file, limit + 1) if found.st_size <= limit else None
        finally:
            os.close(file)
    except OSError as error:
        raise ReadRefused(path, *_reason(error)) from error
    except ValueError as error:
        raise ReadRefused(path, *_BAD_NAME) from error
    if data is None or len(data) > limit:
        why = f"it is larger than {_size(limit)}, the most that is read"
        raise ReadRefused(path, why, larger)
    return data


def slug(raw: str, limit: int = 120) -> str:
    """A file name made from data: its letters and digits of any script in lower case, each run
    of anything else a "-", at most `limit` UTF-8 bytes.

    It never begins or ends with "-", holds no dot, slash or invisible character, and is
    "untitled" where nothing is left. Add the extension to it.
    """
    # A byte of the name needs at most a few characters of the text; the rest need not be read.
    text = unicodedata.normalize("NFKC", raw[: 4 * limit]).lower()
    kept = (char if _is_for_names(char) else " " for char in text)
    # A name does not begin with a mark: there would be no letter to carry it.
    words = "".join(dropwhile(lambda char: not char.isalnum(), kept)).split()
    name = "-".join(words).encode()[:limit].decode(errors="ignore").rstrip("-")
    return name or "untitled"


_BAD_NAME = ("the name holds a character that file names cannot hold", "choose another name")


def _target(path: Path) -> Path:
    """The path with its folder resolved; the last part is left, so that a link there is seen."""
    if path.name in ("", ".."):
        raise WriteRefused(path, *_REASONS[errno.EISDIR])
    try:
        folder = path.parent.resolve(strict=True)
        os.fsencode(path.name)
    except FileNotFoundError as error:
        raise WriteRefused(path, "its folder does not exist", "make the folder first") from error
    except RuntimeError as error:  # what Python 3.11 and 3.12 raise for a circle of links
        raise WriteRefused(path, *_REASONS[errno.ELOOP]) from error
    except ValueError as error:
        raise WriteRefused(path, *_BAD_NAME) from error
    if "\0" in path.name:
        raise WriteRefused(path, *_BAD_NAME)
    return folder / path.name


def _mode_to_keep(path: Path, target: Path, force: bool) -> int | None:
    """The permissions of the file that will be replaced, or None if there is none."""
    try:
        found = target.lstat().st_mode
    except FileNotFoundError:
        return None
    if stat.S_ISLNK(found):
        raise WriteRefused(path, "it is a symbolic link", "name the file that it points to")
    if not stat.S_ISREG(found):
        why = f"it is {_kind(found)}, not a regular file"
        raise WriteRefused(path, why, "choose another name")
    if not force:
        raise _exists(path)
    return stat.S_IMODE(found) & 0o777


def _sync_folder(path: Path, folder: int) -> None:
    try:
        os.fsync(folder)
    except OSError as error:
        if error.errno in _NO_FOLDER_SYNC:
            return
        why, mend = _reason(error)
        raise WriteRefused(path, f"it was written, but may be lost: {why}", mend) from error


def _read_up_to(file: int, count: int) -> bytes:
    parts: list[bytes] = []
    while count > 0 and (part := os.read(file, min(count, _CHUNK))):
        parts.append(part)
        count -= len(part)
    return b"".join(parts)


def _exists(path: Path) -> WriteRefused:
    refused = WriteRefused(path, "it exists already", "choose another name, or allow overwriting")
    refused.exists = True
    return refused


def _reason(error: OSError) -> tuple[str, str]:
    """Why the system refused and how to mend it; its own words where we know none better."""
    own = error.strerror or "unknown reason"
    return _REASONS.get(error.errno or 0, (f"the system refuses: {own}", "choose another place"))


def _kind(mode: int) -> str:
    kinds = {
        stat.S_IFDIR: "a folder",
        stat.S_IFIFO: "a FIFO",
        stat.S_IFSOCK: "a socket",
        stat.S_IFCHR: "a device",
        stat.S_IFBLK: "a device",
    }
    return kinds.get(stat.S_IFMT(mode), "something special")


def _size(count: int) -> str:
    return f"{count // 2**20} MiB" if count >= 2**20 else f"{count} bytes"


def _is_for_names(char: str) -> bool:
    return (char.isalnum() or unicodedata.category(char)[0] == "M") and not is_hidden(char)
