"""What is left of an internal error: one plain line, and a report that can be sent to its mender.

The report tells where in the program it happened, and with which versions. It holds nothing of the
store, of what was typed, or of the person's folders: no messages, no values, no paths but those of
the program's own files. ``IRAQ_TUI_CRASH=full`` asks for all of that, too.
"""

import platform
from collections.abc import Iterator, Mapping
from importlib.metadata import PackageNotFoundError, version
from pathlib import PurePath
from reprlib import Repr
from traceback import walk_tb
from types import FrameType

from iraq_tui import __version__
from iraq_tui.files import WriteRefused
from iraq_tui.own_folder import as_written, home_folder, own_folder, write_own
from iraq_tui.text.safe import SafeLine, safe_line

FILE = "crash.txt"
_LIBRARIES = ("textual", "rich", "msgspec", "tomli", "python-dateutil")
_MOST_PLACES = 50
_LONGEST = 2000
"""Characters of one message or value of a full report."""


class InternalError(Exception):
    """A fault of the program's own; its cause is the exception that was not foreseen."""


def told_of(error: BaseException, environment: Mapping[str, str], *, secure: bool) -> SafeLine:
    """Write the report of an error, in the place of the one before, and say so in one line.

    In secure mode nothing is written. Raises nothing.
    """
    what = f"internal error ({type(error).__name__}); the store is untouched"
    if secure:
        return safe_line(f"{what}; no report is written in secure mode")
    is_full = environment.get("IRAQ_TUI_CRASH") == "full"
    folder = own_folder(environment)
    if folder is None:
        return safe_line(what)
    try:
        path = write_own(folder, FILE, report(error, environment, is_full=is_full))
    except WriteRefused as refused:
        return safe_line(f"{what}; no report: {refused}", 1000)
    except Exception:  # noqa: BLE001 -- of an error in telling an error nobody would hear
        return safe_line(f"{what}; no report could be made")
    kind = "with values of it" if is_full else "without anything of it"
    place = as_written(path, home_folder(environment))
    return safe_line(f"{what}; a report {kind} is in {place}", 1000)


def report(error: BaseException, environment: Mapping[str, str], *, is_full: bool = False) -> str:
    """The report: versions, and each exception with the places that led to it, last call last."""
    lines = [
        f"iraq-tui {__version__}, {platform.python_implementation()} {platform.python_version()}, "
        f"{platform.system()} {platform.machine()}",
        ", ".join(f"{name} {_version(name)}" for name in _LIBRARIES),
        f"TERM={safe_line(environment.get('TERM', ''), 40)}",
        "",
    ]
    if is_full:
        lines += ["This report may hold anything of the store and of what was typed.", ""]
    else:
        lines += ["IRAQ_TUI_CRASH=full makes one with messages and values, also of the store.", ""]
    return "\n".join([*lines, *_told(error, is_full)]) + "\n"


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "not found"


def _told(error: BaseException, is_full: bool) -> Iterator[str]:
    """The exceptions of a chain, the first of them first."""
    chain: list[BaseException] = []
    at: BaseException | None = error
    while at is not None and at not in chain:
        chain.append(at)
        at = at.__cause__ or (None if at.__suppress_context__ else at.__context__)
    for one in reversed(chain):
        places = list(walk_tb(one.__traceback__))
        left_out = max(len(places) - _MOST_PLACES, 0)
        if left_out:
            yield f"  … {left_out} more"
        for frame, line in places[left_out:]:
            code = frame.f_code
            yield f"  {_place(code.co_filename)}:{line} {safe_line(code.co_name)}"
            yield from _values(frame) if is_full else ()
        message = f": {safe_line(str(one), _LONGEST)}" if is_full else ""
        yield f"{safe_line(type(one).__qualname__)}{message}"
        yield ""


def _place(file: str) -> str:
    """The file as it lies in its package: where that is installed concerns nobody."""
    parts = PurePath(file).parts
    for folder in ("site-packages", "iraq_tui"):
        if folder in parts:
            at = len(parts) - 1 - parts[::-1].index(folder)
            return safe_line("/".join(parts[at + (folder == "site-packages") :]))
    return safe_line("/".join(parts[-2:]))


class _Brief(Repr):
    """Values of Python's own kinds, cut; of all others their kind alone, for they may be huge."""

    def repr_instance(self, x: object, level: int) -> str:
        """The name of the kind."""
        plain = x is None or isinstance(x, bool | float | bytes | range | PurePath)
        return super().repr_instance(x, level) if plain else f"<{type(x).__name__}>"


def _values(frame: FrameType) -> Iterator[str]:
    brief = _Brief()
    brief.maxstring = brief.maxother = 200
    for name, value in frame.f_locals.items():
        yield f"      {safe_line(name)} = {safe_line(brief.repr(value), _LONGEST)}"
