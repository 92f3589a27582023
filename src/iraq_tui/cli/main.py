"""From the words of a command line to an exit code; every fault becomes one plain line."""

import sys
from collections.abc import Sequence

from iraq_tui.cli.arguments import UsageError, mistaken_command, parse_arguments
from iraq_tui.cli.print import end_well, own_streams, silence, stay_utf8
from iraq_tui.settings import Settings
from iraq_tui.text.safe import safe_line

FINE, PROBLEMS, USAGE, INTERNAL, INTERRUPTED = 0, 1, 2, 70, 130


def main(argv: Sequence[str] | None = None) -> int:
    """Run iraq-tui and give its exit code.

    0 fine, 1 the store has problems, 2 wrong usage or no such file, 70 internal error,
    130 interrupted, 141 the reader of a pipe has gone, 128 + n ended by signal n.
    """
    own_streams()
    stay_utf8()
    try:
        return _run(sys.argv[1:] if argv is None else argv)
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        from signal import SIGPIPE

        silence(sys.stdout)
        return 128 + SIGPIPE
    except OSError as error:  # a full disk behind standard output, say
        _say(f"cannot go on: {(error.strerror or type(error).__name__).lower()}")
        silence(sys.stdout)
        return USAGE
    except SystemExit as stop:  # --help and --version, or a signal that ends a command
        return stop.code if isinstance(stop.code, int) else FINE
    except Exception as error:  # noqa: BLE001 -- the last line of defence
        return _crashed(error)


def _run(argv: Sequence[str]) -> int:
    from iraq_tui.cli.commands import COMMANDS, problem_lines
    from iraq_tui.cli.print import write_lines
    from iraq_tui.domain.query.terms import QueryError
    from iraq_tui.files import ReadRefused, WriteRefused
    from iraq_tui.sources.toml.problem import StoreError

    settings = Settings.from_environment()
    try:
        given = parse_arguments(argv)
        if given.command != "explore":  # which minds them from its first picture on
            end_well()
        code = COMMANDS[given.command](given, settings)
        sys.stdout.flush()
    except SystemExit:  # --help, say; nobody may have got it
        sys.stdout.flush()
        raise
    except StoreError as error:
        write_lines(problem_lines(error.problems), settings, sys.stderr)
        return PROBLEMS
    except ReadRefused as error:
        _say(f"{error}{_meant(error.path.name)}")
        return USAGE
    except WriteRefused as error:
        _say(f"{error}{' with --force' if error.exists else ''}")
        return USAGE
    except (UsageError, QueryError, FileNotFoundError) as error:
        _say(str(error))
        return USAGE
    return code


def _crashed(error: Exception) -> int:
    import os

    from iraq_tui.crash import InternalError, told_of

    cause = error.__cause__ if isinstance(error, InternalError) else error
    secure = Settings.from_environment().secure
    _say(told_of(cause or error, os.environ, secure=secure))
    return INTERNAL


def _meant(name: str) -> str:
    command = mistaken_command(name)
    return f" (or did you mean the command {command}?)" if command else ""


def _say(text: str) -> None:
    try:
        sys.stderr.write(f"iraq-tui: {safe_line(text, 2000)}\n")
    except OSError:
        silence(sys.stderr)  # the exit code says it, too
