"""The options of every command, declared once: for reading, for help, for completion."""

import argparse
import sys
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NoReturn

from iraq_tui import __version__
from iraq_tui.cli.completion import NAMES
from iraq_tui.files import READ_LIMIT
from iraq_tui.text.safe import quoted

if TYPE_CHECKING:
    from _typeshed import SupportsWrite

_MIB = 2**20
_WIDTH = 80
"""Of a formatter that formats nothing."""
SHELLS = tuple(NAMES)
"""The shells that complete iraq-tui's command line."""

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
  iraq-tui coverage --reports texts/   the lines of the reports that no claim rests on
  iraq-tui summary                     what each report alone says, and where it disagrees
  iraq-tui copy notes/                 a copy of the bundled chronicle to start from
  eval "$(iraq-tui completion bash)"   let the Tab key complete all this (or zsh, or fish)
"""

_MORE = """\
commands: explore (where none is named), check, list, show, compare, coverage, summary, export,
          copy, completion; iraq-tui COMMAND --help tells more of each.

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
  between:uk,ru:disagree                       how two reports stand on some question: agree,
                        compatible, updated, disagree, unjudged, only-uk, only-ru
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
        # A formatter is made for each option that is declared; without a width each would ask for
        # the terminal's, by a module that loads three kinds of compression.
        formatter = partial(argparse.RawDescriptionHelpFormatter, width=_WIDTH)
        super().__init__(formatter_class=formatter, allow_abbrev=False, **options)

    def format_help(self) -> str:
        self.formatter_class = argparse.RawDescriptionHelpFormatter
        return super().format_help()

    def _print_message(self, message: str, file: "SupportsWrite[str] | None" = None) -> None:
        """Write help or the version; argparse's own says nothing where that fails."""
        (file or sys.stdout).write(message)

    def error(self, message: str) -> NoReturn:
        raise UsageError(f"{message}; try: {self.prog} --help")


def parser_of(command: str) -> argparse.ArgumentParser:
    """The parser of one command. A metavar also tells what its words complete to in a shell."""
    return _MAKERS[command]()


def actions(parser: argparse.ArgumentParser) -> Sequence[argparse.Action]:
    """What a parser takes: its options, and its plain words (which have no option strings)."""
    return tuple(parser._actions)  # noqa: SLF001 -- argparse has no public list of them


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
    parser.add_argument(
        "--config",
        metavar="FILE",
        help="keys, theme and more; default $IRAQ_TUI_CONFIG or ~/.config/iraq-tui/config.toml",
    )
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


def _coverage() -> argparse.ArgumentParser:
    parser = _command_parser(
        "coverage",
        "Tell which lines of the reports' texts no claim rests on.",
        """\
A line counts as soon as one passage of it is quoted by a claim; blank lines count for nothing.

examples:
  iraq-tui coverage --reports texts/
  iraq-tui coverage my.toml --format json     for programs
""",
    )
    _format_option(parser)
    return parser


def _summary() -> argparse.ArgumentParser:
    parser = _command_parser(
        "summary",
        "Sum up report by report: what each alone says, and where it disagrees with others.",
        """\
All reports are summed up, whichever pair is chosen: --pair only says which two a verdict in a
filter is on. Nothing is scored: reports come in the store's order, events in time order.

examples:
  iraq-tui summary
  iraq-tui summary my.toml -w tag:talks
  iraq-tui summary my.toml --format markdown > summary.md
  iraq-tui summary my.toml --format json      with every finding, for programs
""",
    )
    _filter_option(parser)
    _format_option(parser, "markdown")
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


def _completion() -> argparse.ArgumentParser:
    parser = _Parser(
        prog="iraq-tui completion",
        usage=f"iraq-tui completion {'|'.join(SHELLS)}",
        description="Print what lets a shell complete iraq-tui's commands, options and files.",
        epilog="""\
examples:
  eval "$(iraq-tui completion bash)"          in ~/.bashrc
  iraq-tui completion zsh > DIR/_iraq-tui     DIR in $fpath, before compinit is run
  iraq-tui completion fish | source           in ~/.config/fish/config.fish
""",
    )
    parser.add_argument("words", nargs="*", metavar="SHELL", help=", ".join(SHELLS))
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
    parser.add_argument(
        "--no-cache",
        action="store_true",
        help="read the store itself, however large, and keep nothing of it for the next time",
    )
    parser.add_argument(
        "--max-size",
        type=_mebibytes,
        default=READ_LIMIT,
        metavar="MIB",
        help=f"the largest store that is read, in MiB ({READ_LIMIT // _MIB} unless told)",
    )


def _mebibytes(text: str) -> int:
    """Bytes."""
    if not (text.isascii() and text.isdigit() and int(text) > 0):
        raise argparse.ArgumentTypeError(f"{quoted(text)} is no whole number of MiB, such as 512")
    return int(text) * _MIB


def _filter_option(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "-w",
        "--where",
        action="append",
        default=[],
        metavar="FILTER",
        help="only these events; more than one: all must hold",
    )


def _format_option(parser: argparse.ArgumentParser, *more: str) -> None:
    choices = ("text", "json", *more)
    words = f"{', '.join(('text (default)', *choices[1:-1]))} or {choices[-1]}"
    parser.add_argument("--format", choices=choices, default="text", help=words)


_MAKERS: Mapping[str, Callable[[], argparse.ArgumentParser]] = MappingProxyType(
    {
        "explore": _explore,
        "check": _check,
        "list": _list,
        "show": _show,
        "compare": _compare,
        "coverage": _coverage,
        "summary": _summary,
        "export": _export,
        "copy": _copy,
        "completion": _completion,
    }
)
COMMANDS = tuple(_MAKERS)
