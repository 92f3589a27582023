"""``python -m iraq_tui`` and the ``iraq-tui`` command."""

import gc
import signal
import sys

_INTERRUPTED = 130


def main() -> None:
    """Run the command line and leave with its exit code."""
    # What a start makes is there to stay: to look for garbage in it again and again takes a tenth
    # of the time, and finds none. The explorer begins to look once it shows.
    gc.disable()
    # Nothing is to be cleaned up as yet, and msgspec does not survive an exception while it loads.
    interrupts = signal.getsignal(signal.SIGINT)
    if interrupts is signal.default_int_handler:
        signal.signal(signal.SIGINT, signal.SIG_DFL)
    _load_msgspec()
    from iraq_tui.cli.main import main as run

    try:
        signal.signal(signal.SIGINT, interrupts)
        code = run()
    except KeyboardInterrupt:  # before it is minded there, or after
        code = _INTERRUPTED
    sys.exit(code)


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
