"""``python -m iraq_tui`` and the ``iraq-tui`` command."""

import gc
import os
import signal
import sys
from typing import NoReturn

_INTERRUPTED = 130


def main() -> NoReturn:
    """Run the command line and leave with its exit code."""
    _leave(run())


def run() -> int:
    """Run the command line and give its exit code."""
    # What a start makes is there to stay: to look for garbage in it again and again takes a tenth
    # of the time, and finds none. The explorer begins to look once it shows.
    gc.disable()
    # Nothing is to be cleaned up as yet, and msgspec does not survive an exception while it loads.
    interrupts = signal.getsignal(signal.SIGINT)
    if interrupts is signal.default_int_handler:
        signal.signal(signal.SIGINT, signal.SIG_DFL)
    _load_msgspec()
    from iraq_tui.cli.main import main as obey

    try:
        signal.signal(signal.SIGINT, interrupts)
        return obey()
    except KeyboardInterrupt:  # before it is minded there, or after
        return _INTERRUPTED


def _leave(code: int) -> NoReturn:
    """End at once: the system takes all memory back in no time, Python takes it apart piece by
    piece, which was a twelfth of a command's time."""
    threading = sys.modules.get("threading")
    if threading is not None and threading.active_count() > 1:
        sys.exit(code)  # which waits for those that must not be cut off
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except (OSError, ValueError):
        sys.exit(code)  # which tells of it as Python does
    os._exit(code)


def _load_msgspec() -> None:
    """Load msgspec without typing_extensions, which it prefers to what Python itself has.

    That takes as long as all of our own modules for a command such as ``list``.
    """
    modules: dict[str, object] = sys.modules  # type: ignore[assignment]
    if "typing_extensions" in modules:
        return
    modules["typing_extensions"] = None  # an import of it fails
    try:
        import msgspec  # noqa: F401
    finally:
        del modules["typing_extensions"]


if __name__ == "__main__":
    main()
