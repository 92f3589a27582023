"""Lines to a stream: plain when piped, in colour on a terminal. Every string passes the gate."""

import os
import signal
import sys
from collections.abc import Iterable
from typing import TextIO, cast

from iraq_tui.settings import Settings
from iraq_tui.tui.paint.line import Line, Role, text_of

WIDTH = 100
"""The width of text that is wrapped when no terminal says otherwise."""
_NARROWEST = 40

_STYLES = {
    Role.STRONG: "bold",
    Role.MUTED: "dim",
    Role.GOOD: "green",
    Role.CAUTION: "yellow",
    Role.ALERT: "bold yellow",
    Role.CONFLICT: "bold red",
    Role.MARK: "cyan",
    Role.QUOTE: "italic",
    Role.RULE: "dim",
}


def page_width(stream: TextIO) -> int:
    """The cells a line may take: the terminal's, within reason, or 100."""
    if not stream.isatty():
        return WIDTH
    from shutil import get_terminal_size

    return max(_NARROWEST, min(get_terminal_size((WIDTH, 24)).columns, 140))


def write_lines(lines: Iterable[Line], settings: Settings, stream: TextIO | None = None) -> None:
    """Write painted lines; colour only on a terminal that wants it."""
    stream = stream or sys.stdout
    if not stream.isatty() or settings.no_color or settings.term in ("", "dumb"):
        stream.writelines(f"{text_of(line).rstrip()}\n" for line in lines)
        return
    from rich.console import Console
    from rich.text import Text

    console = Console(file=stream, highlight=False, soft_wrap=True, markup=False, emoji=False)
    for line in lines:
        pieces = [(piece.text, _STYLES.get(piece.role, "")) for piece in line]
        console.print(Text.assemble(*pieces), soft_wrap=True)


def own_streams() -> None:
    """Stand in for standard streams that are closed: the next file opened would be one of them.

    What reads finds nothing, what is said of a fault goes nowhere, and what is printed fails as on
    any closed file: a command must not end well whose output nobody got.
    """
    if sys.stdin is None:
        sys.stdin = _stand_in(0, os.O_RDONLY, "r")
    if sys.stdout is None:
        sys.stdout = _stand_in(1, os.O_RDONLY, "w")
    if sys.stderr is None:
        sys.stderr = _stand_in(2, os.O_WRONLY, "w")


def _stand_in(number: int, way: int, mode: str) -> TextIO:
    found = os.open(os.devnull, way)  # the lowest number that is free
    if found != number:
        os.dup2(found, number)
        os.close(found)
    return cast("TextIO", open(number, mode, encoding="utf-8", closefd=False))


def stay_utf8() -> None:
    """Let every character through, whatever the locale says: a quote must not break a command."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure:
            reconfigure(encoding="utf-8", errors="backslashreplace")


def silence(stream: TextIO) -> None:
    """Keep the interpreter from complaining about a reader that has gone away."""
    null = os.open(os.devnull, os.O_WRONLY)
    os.dup2(null, stream.fileno())
    os.close(null)


def end_well() -> None:
    """Leave nothing half done behind when asked to end, such as a file that is being written."""
    for one in (signal.SIGTERM, signal.SIGHUP):
        if signal.getsignal(one) is signal.SIG_DFL:  # else somebody asked for something else
            signal.signal(one, lambda number, _: sys.exit(128 + number))
