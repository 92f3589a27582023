"""A file put into a folder whole or not at all; raises what the system raises.

What is written has no name at first (O_TMPFILE) where the system can do that, so that a program
that is killed leaves nothing behind. A new file is then linked under its name. To replace a file
it needs a name of its own for an instant, and a program that is killed in that instant leaves a
hidden file `.iraq-tui-….tmp`, whole, beside the old one; so does one that is killed at any time on
a disk that knows no files without a name. The next write to the folder takes those away.

On a disk without hard links (FAT), a new file's name is taken by an empty file for an instant, and
a program that is killed in that instant leaves the empty one.
"""

import contextlib
import errno
import fcntl
import os
import re
import stat
import time

_CREATE = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC
_UNNAMED = getattr(os, "O_TMPFILE", 0)
"""Linux has it, macOS does not."""
_NO_UNNAMED = {errno.EOPNOTSUPP, errno.ENOTSUP, errno.EISDIR, errno.EINVAL, errno.ENOSYS}
_NO_HARD_LINKS = {errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS, errno.EMLINK}
_NO_LINK_BY_NUMBER = {*_NO_HARD_LINKS, errno.ENOENT, errno.EXDEV, errno.EINVAL, errno.EACCES}
"""What comes also where /proc is not there, or may not be followed."""
_TEMPORARY = re.compile(r"\.iraq-tui-[0-9a-f]{16}\.tmp")
_GIVEN_UP = 60
"""Seconds after its last change from which on a temporary file that nobody holds is litter."""


def put(folder: int, name: str, data: bytes, mode: int | None, *, replacing: bool) -> None:
    """Write a file into an open folder: to the disk first, then under its name.

    `mode` are its permissions, None for those of the umask. Raises FileExistsError where the name
    is taken, unless `replacing`, and OSError; then nothing has changed, and nothing is left.
    """
    _sweep(folder)
    temporary = f".iraq-tui-{os.urandom(8).hex()}.tmp"
    try:
        if not _put_unnamed(folder, temporary, name, data, mode, replacing):
            _put_named(folder, temporary, name, data, mode, replacing)
    finally:
        with contextlib.suppress(OSError):
            os.unlink(temporary, dir_fd=folder)


def _put_unnamed(
    folder: int, temporary: str, name: str, data: bytes, mode: int | None, replacing: bool
) -> bool:
    """Write a file that gets its first name when it is whole; whether the system can do that."""
    if not _UNNAMED:
        return False
    try:
        file = os.open(".", _UNNAMED | os.O_WRONLY | os.O_CLOEXEC, _first(mode), dir_fd=folder)
    except OSError as error:
        if error.errno in _NO_UNNAMED:
            return False
        raise
    try:
        _fill(file, data, mode)
        link = temporary if replacing else name
        try:  # with a folder's number it follows the link (AT_SYMLINK_FOLLOW), as open(2) has it
            os.link(f"/proc/self/fd/{file}", link, dst_dir_fd=folder, follow_symlinks=True)
        except OSError as error:
            if error.errno in _NO_LINK_BY_NUMBER:
                return False
            raise
        if replacing:
            os.replace(temporary, name, src_dir_fd=folder, dst_dir_fd=folder)
    finally:
        _close(file)
    return True


def _put_named(
    folder: int, temporary: str, name: str, data: bytes, mode: int | None, replacing: bool
) -> None:
    file = os.open(temporary, _CREATE, _first(mode), dir_fd=folder)
    try:
        _fill(file, data, mode)
        if replacing:
            os.replace(temporary, name, src_dir_fd=folder, dst_dir_fd=folder)
        else:
            _name_unless_taken(folder, temporary, name)
    finally:
        _close(file)


def _first(mode: int | None) -> int:
    """The permissions to create with: never more than those of the file it replaces."""
    return 0o666 if mode is None else mode & 0o600


def _fill(file: int, data: bytes, mode: int | None) -> None:
    with contextlib.suppress(OSError):  # not every disk has locks; see _sweep
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    if mode is not None:
        os.fchmod(file, mode)
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(file, rest) :]
    os.fsync(file)


def _close(file: int) -> None:
    """Close a file whose data fsync has seen to the disk, or which is given up."""
    with contextlib.suppress(OSError):
        os.close(file)


def _name_unless_taken(folder: int, temporary: str, name: str) -> None:
    """Give the temporary file its name, or raise FileExistsError where the name is taken."""
    try:
        os.link(temporary, name, src_dir_fd=folder, dst_dir_fd=folder, follow_symlinks=False)
    except OSError as error:
        if error.errno not in _NO_HARD_LINKS:
            raise
        _reserve_and_replace(folder, temporary, name)


def _reserve_and_replace(folder: int, temporary: str, name: str) -> None:
    """The same on disks without hard links: take the name with an empty file, then replace it."""
    os.close(os.open(name, _CREATE, 0o600, dir_fd=folder))
    try:
        os.replace(temporary, name, src_dir_fd=folder, dst_dir_fd=folder)
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(name, dir_fd=folder)
        raise


# --- what others left ---------------------------------------------------------------------------


def _sweep(folder: int) -> None:
    """Take away what our programs left in a folder when they were killed."""
    with contextlib.suppress(OSError):
        for name in os.listdir(folder):
            if _TEMPORARY.fullmatch(name):
                _remove_if_left(folder, name)


def _remove_if_left(folder: int, name: str) -> None:
    """Remove a temporary file of ours that no program holds, and none has only just made.

    A program holds the lock from before the file has a name, or on disks that know no files
    without one, since an instant after.
    """
    with contextlib.suppress(OSError):
        flags = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
        file = os.open(name, flags, dir_fd=folder)
        try:
            found = os.fstat(file)
            if (
                stat.S_ISREG(found.st_mode)
                and found.st_uid == os.geteuid()
                and time.time() - found.st_mtime > _GIVEN_UP
            ):
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                os.unlink(name, dir_fd=folder)
        finally:
            os.close(file)
