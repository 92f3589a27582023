"""The command line: what may be written, and the help that teaches it by example."""

import argparse
from collections.abc import Sequence
from difflib import get_close_matches
from typing import Any, NoReturn

from iraq_tui import __version__

COMMANDS = ("explore", "check", "list", "show", "compare", "export", "copy")

_OVERVIEW = """\
Lay reports of one affair side by side, claim by claim.

  iraq-tui                             explore the chronicle that ships with it
  iraq-tui my.toml                     explore your own
  iraq-tui list -w verdict:framing     the events that the reports put differently
  iraq-tui compare first-round         one event, question by question, with reasons
  iraq-tui show first-round            all that any report says of it, with its sources
  iraq-tui export -w tag:talks -o talks.md
                                       take events away as Markdown
  iraq-tui check my.toml               every problem in a store, with its line
  iraq-tui copy notes/                 a copy of the bundled chronicle to start from
"""

_MORE = """\
commands: explore (where none is named), check, list, show, compare, export, copy;
          iraq-tui COMMAND --help tells more of each.

STORE is a TOML file; without it $IRAQ_TUI_STORE is taken, or else the bundled chronicle.
Exit codes: 0 fine, 1 the store has problems, 2 wrong usage or no such file, 70 internal error,
130 interrupted, 128 + n ended by signal n.
"""

_FILTERS = """\
filters (all terms must hold):
  words                 in title, paraphrase, quote or an actor's name, in any language
  "two words"           as a phrase
  actor:usa  actor:a,b  with its parts; either of several
  report:ru  tag:talks  place:baghdad
  verdict:differ        some question of the event has it   (head:differ: its strongest)
  since:2023-10  until:"mid-October 2023"      (in a shell: -w 'until:"mid-October 2023"')
  -tag:history          a minus before any term negates it
verdicts: agree narrower overlap tolerance updated status framing parties differ self at-odds
          unjudged apart only
"""


class UsageError(Exception):
    """A command line that makes no sense; the message says why and how to mend it."""


class _Parser(argparse.ArgumentParser):
    """An argument parser that raises UsageError, so that every message passes one gate."""

    def __init__(self, **options: Any) -> None:  # noqa: ANN401 -- argparse's own signature
        super().__init__(
            formatter_class=argparse.RawDescriptionHelpFormatter, allow_abbrev=False, **options
        )

    def error(self, message: str) -> NoReturn:
        raise UsageError(f"{message}; try: {self.prog} --help")


def parse_arguments(argv: Sequence[str]) -> argparse.Namespace:
    """Read a command line. Raises UsageError; exits by itself for --help and --version.

    A STORE may stand before the command, after it, or alone. It is told from an event id by a
    dot or a slash in its name.
    """
    words = list(argv)
    command, words = _command(words)
    parser = _parsers()[command]
    given = parser.parse_intermixed_args(_hyphened(words))
    given.command = command
    given.where = " ".join(getattr(given, "where", []))
    _sort_positionals(given, parser)
    return given


_WITH_VALUE = frozenset(
    {"-w", "--where", "--at", "--pair", "--reports", "--theme", "--format", "--event", "-o"}
)


def _command(words: list[str]) -> tuple[str, list[str]]:
    """The command among the words, and the words without it; a store may stand before it."""
    skip = False
    for i, word in enumerate(words):
        if skip or word.startswith("-"):
            skip = not skip and word in _WITH_VALUE
        elif word in COMMANDS:
            return word, words[:i] + words[i + 1 :]
        elif not _looks_like_file(word):
            break
    return "explore", words


def _looks_like_file(word: str) -> bool:
    return "/" in word or "." in word


def _hyphened(words: list[str]) -> list[str]:
    """A filter that starts with a minus, joined to its option, which argparse would take apart."""
    joined: list[str] = []
    for word in words:
        if joined and joined[-1] in ("-w", "--where") and word.startswith("-"):
            joined[-1] = f"--where={word}"
        else:
            joined.append(word)
    return joined


def _sort_positionals(given: argparse.Namespace, parser: argparse.ArgumentParser) -> None:
    """Tell the store from the events among the plain words."""
    words: list[str] = given.words
    if given.command == "copy":
        given.store, given.folder = None, words[0] if words else ""
        if len(words) != 1:
            parser.error("name the folder to copy to, as in: iraq-tui copy notes/")
        return
    takes_events = given.command in ("show", "compare")
    stores = [word for word in words if _looks_like_file(word) or not takes_events]
    given.events = [word for word in words if word not in stores]
    if len(stores) > 1:
        parser.error(f"one store at a time, not {len(stores)}")
    given.store = stores[0] if stores else None
    if given.command == "show" and not given.events:
        parser.error("name an event, as in: iraq-tui show first-round (iraq-tui list names them)")


def mistaken_command(word: str) -> str:
    """A command that a word may have been meant for; empty where there is none."""
    near = get_close_matches(word, COMMANDS, 1)
    return near[0] if near else ""


# --- the parsers ----------------------------------------------------------------------------------


def _parsers() -> dict[str, argparse.ArgumentParser]:
    return {
        "explore": _explore(),
        "check": _check(),
        "list": _list(),
        "show": _show(),
        "compare": _compare(),
        "export": _export(),
        "copy": _copy(),
    }


def _explore() -> argparse.ArgumentParser:
    parser = _Parser(
        prog="iraq-tui",
        usage="iraq-tui [STORE] [options]\n       iraq-tui COMMAND [STORE] [options]",
        description=_OVERVIEW,
        epilog=f"{_MORE}\n{_FILTERS}",
    )
    parser.add_argument("words", nargs="*", metavar="STORE", help="a TOML file")
    parser.add_argument("--version", action="version", version=f"iraq-tui {__version__}")
    _filter_option(parser)
    _common_options(parser)
    parser.add_argument("--at", metavar="DATE", help='start at a date: 2023-10, "mid-Oct 2023"')
    parser.add_argument("--theme", metavar="NAME", help="colours: textual-dark, textual-light, …")
    parser.add_argument("--ascii", action="store_true", help="draw with ASCII characters only")
    return parser


def _check() -> argparse.ArgumentParser:
    parser = _command_parser(
        "check",
        "List every problem in a store, each with its file, line, reason and mend.",
        """\
examples:
  iraq-tui check my.toml
  iraq-tui check my.toml --reports texts/     prove every anchor against the texts
  iraq-tui check my.toml --strict             warnings count as problems, for CI
  iraq-tui check my.toml --format json        for programs
""",
    )
    parser.add_argument("--strict", action="store_true", help="let warnings fail, too")
    _format_option(parser)
    return parser


def _list() -> argparse.ArgumentParser:
    parser = _command_parser(
        "list",
        "List events in time order, each with its strongest verdict.",
        f"""\
examples:
  iraq-tui list
  iraq-tui list -w "actor:usa since:2023-10"
  iraq-tui list my.toml -w head:differ --format json

{_FILTERS}""",
    )
    _filter_option(parser)
    _format_option(parser)
    return parser


def _show() -> argparse.ArgumentParser:
    parser = _command_parser(
        "show",
        "Show all that any report says of an event: values, speakers, quotes, notes.",
        """\
examples:
  iraq-tui show first-round
  iraq-tui show my.toml some-event --reports texts/    with line numbers of the quotes
""",
        words="EVENT",
    )
    _format_option(parser)
    return parser


def _compare() -> argparse.ArgumentParser:
    parser = _command_parser(
        "compare",
        "Set reports side by side, question by question, each verdict with its reason.",
        """\
Without EVENT, all events that the filter lets through. With more than two reports and no --pair,
every pair that has something to compare.

examples:
  iraq-tui compare first-round
  iraq-tui compare -w verdict:parties
  iraq-tui compare my.toml --pair bbc,tass --format json
""",
        words="EVENT",
    )
    _filter_option(parser)
    _format_option(parser)
    return parser


def _export() -> argparse.ArgumentParser:
    parser = _command_parser(
        "export",
        "Write events as Markdown, with verdicts, reasons and sources.",
        """\
examples:
  iraq-tui export > all.md
  iraq-tui export -w tag:talks -o talks.md
  iraq-tui export --event first-round --event talks-announced -o talks.md --force
""",
    )
    _filter_option(parser)
    parser.add_argument("--event", action="append", metavar="ID", help="this event; repeatable")
    parser.add_argument("-o", "--output", metavar="FILE", help="write to a file, not to the screen")
    parser.add_argument("--force", action="store_true", help="replace the file if it exists")
    return parser


def _copy() -> argparse.ArgumentParser:
    parser = _Parser(
        prog="iraq-tui copy",
        usage="iraq-tui copy DIR [--force]",
        description="Copy the bundled chronicle and its JSON Schema to a folder, to start from.",
        epilog="example:\n  iraq-tui copy notes/ && iraq-tui notes/events.toml\n",
    )
    parser.add_argument("words", nargs="*", metavar="DIR", help="the folder; made if missing")
    parser.add_argument("--force", action="store_true", help="replace files that exist")
    return parser


def _command_parser(
    name: str, description: str, epilog: str, words: str = ""
) -> argparse.ArgumentParser:
    places = f"[STORE] {words} …" if words == "EVENT" else "[STORE]"
    if name == "compare":
        places = "[STORE] [EVENT …]"
    parser = _Parser(
        prog=f"iraq-tui {name}",
        usage=f"iraq-tui {name} {places} [options]",
        description=description,
        epilog=epilog,
    )
    parser.add_argument("words", nargs="*", metavar=words or "STORE", help=argparse.SUPPRESS)
    _common_options(parser)
    return parser


def _common_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--reports", metavar="DIR", help="the folder of the reports' texts")
    parser.add_argument("--pair", metavar="A,B", help="the two reports to compare, left first")


def _filter_option(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "-w",
        "--where",
        action="append",
        default=[],
        metavar="FILTER",
        help="only these events; more than one: all must hold",
    )


def _format_option(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--format", choices=("text", "json"), default="text", help="text (default) or json"
    )
