"""``python -m iraq_tui`` and the ``iraq-tui`` command."""

import sys


def main() -> None:
    """Run the command line and leave with its exit code."""
    from iraq_tui.cli.main import main as run

    sys.exit(run())


if __name__ == "__main__":
    main()
