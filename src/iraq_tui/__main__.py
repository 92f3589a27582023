"""``python -m iraq_tui`` and the ``iraq-tui`` command."""

import gc
import sys


def main() -> None:
    """Run the command line and leave with its exit code."""
    # What a start makes is there to stay: to look for garbage in it again and again takes a tenth
    # of the time, and finds none. The explorer begins to look once it shows.
    gc.disable()
    from iraq_tui.cli.main import main as run

    sys.exit(run())


if __name__ == "__main__":
    main()
