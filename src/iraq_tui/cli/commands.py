"""The commands: each opens a store, asks it, and writes what was asked for."""

import sys
from argparse import Namespace
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from iraq_tui.cli.arguments import UsageError
from iraq_tui.cli.choosing import (
    chosen_events,
    chosen_pair,
    event_named,
    found_events,
    opened,
    store_path,
)
from iraq_tui.cli.print import page_width, write_lines
from iraq_tui.domain.catalogue import Catalogue
from iraq_tui.domain.comparison.model import Pair
from iraq_tui.domain.records import Event
from iraq_tui.files import write_new
from iraq_tui.settings import Settings
from iraq_tui.sources.bundled import SCHEMA, STORE, bundled_path, schema_path
from iraq_tui.sources.toml.problem import Problem, Severity, StoreError
from iraq_tui.text.counts import count_of
from iraq_tui.text.safe import quoted, safe_json, safe_line
from iraq_tui.tui.paint.line import Line, Piece, Role, shown

Command = Callable[[Namespace, Settings], int]


def _print_json(data: Any) -> None:  # noqa: ANN401 -- whatever JSON takes
    import json

    text = json.dumps(data, ensure_ascii=False, indent=2)
    sys.stdout.write(safe_json(text) + "\n")


# --- check ----------------------------------------------------------------------------------------


def check(given: Namespace, settings: Settings) -> int:
    """Every problem of a store. 1 where there is an error, or with --strict a warning."""
    store = store_path(given, settings)
    try:
        found = opened(given, settings, anew=True)
        chosen_pair(given, found.catalogue)  # check has no use for a pair, but a wrong one is wrong
        problems, proved = found.problems, _proved(found.catalogue)
    except StoreError as error:
        problems, proved = error.problems, {}
    fatal = {Severity.ERROR, Severity.WARNING} if given.strict else {Severity.ERROR}
    failed = any(problem.severity in fatal for problem in problems)
    if given.format == "json":
        told = {"ok": not failed, "store": str(store), **(proved or dict.fromkeys(_PROVED))}
        _print_json({**told, "problems": [problem.as_json() for problem in problems]})
    else:
        write_lines(problem_lines(problems), settings)
        write_lines([_outcome(store, problems, proved)], settings)
    return int(failed)


_MOST = 1000
_ROLES = {Severity.ERROR: Role.CONFLICT, Severity.WARNING: Role.CAUTION, Severity.NOTE: Role.MUTED}


def problem_lines(problems: Sequence[Problem]) -> list[Line]:
    """Problems one a line, the first thousand of them."""
    lines: list[Line] = [
        (Piece(safe_line(str(problem), 1000), _ROLES[problem.severity]),)
        for problem in problems[:_MOST]
    ]
    if len(problems) > _MOST:
        lines.append((shown(f"… and {len(problems) - _MOST} more"),))
    return lines


_PROVED = ("events", "claims", "anchors", "anchors_found")


def _proved(catalogue: Catalogue) -> dict[str, int]:
    """How much there is in a sound store, and how many of its anchors were found in the texts."""
    claims = [claim for event in catalogue.chronicle.events for claim in event.claims]
    found = [
        catalogue.passage(claim.report, anchor) is not None
        for claim in claims
        for anchor in claim.anchors
    ]
    figures = (catalogue.count(), len(claims), len(found), sum(found))
    return dict(zip(_PROVED, figures, strict=True))


def _outcome(store: Path, problems: Sequence[Problem], proved: Mapping[str, int]) -> Line:
    counts = [
        count_of(number, severity.value)
        for severity in Severity
        if (number := sum(problem.severity is severity for problem in problems))
    ]
    told = [", ".join(counts) or "no problems"]
    if proved:
        told += [count_of(proved["events"], "event"), count_of(proved["claims"], "claim")]
        found, anchors = proved["anchors_found"], count_of(proved["anchors"], "anchor")
        told += [anchors, f"{_all_of(found, proved['anchors'])} found in the texts"]
    return (shown(f"{store}: {', '.join(told)}", Role.STRONG),)


def _all_of(found: int, of: int) -> str:
    return "all" if found == of else "none" if not found else str(found)


# --- list, show, compare --------------------------------------------------------------------------


def list_events(given: Namespace, settings: Settings) -> int:
    """The events that answer a filter."""
    from iraq_tui.cli import jsons, pages

    catalogue = opened(given, settings).catalogue
    pair = chosen_pair(given, catalogue)
    found = found_events(given, catalogue, pair)
    if given.format == "json":
        _print_json(jsons.list_data(catalogue, found, pair))
    else:
        write_lines(pages.list_page(catalogue, found, pair), settings)
        _note_other_pairs(given, catalogue, settings)
    return 0


def _note_other_pairs(given: Namespace, catalogue: Catalogue, settings: Settings) -> None:
    """More than two reports: say which two the verdicts are on, beside the result."""
    if len(catalogue.pairs) > 1 and not given.pair:
        reports = ", ".join(catalogue.chronicle.reports)
        text = f"verdicts are for the first two of {reports}; --pair A,B chooses others"
        write_lines([(shown(text, Role.MUTED),)], settings, sys.stderr)


def show(given: Namespace, settings: Settings) -> int:
    """All that any report says of some events."""
    from iraq_tui.cli import jsons, pages

    catalogue = opened(given, settings).catalogue
    events = chosen_events(given, catalogue)
    if given.format == "json":
        shown_events = [jsons.event_data(catalogue, event) for event in events]
        _print_json(shown_events[0] if len(events) == 1 else shown_events)
        return 0
    width = page_width(sys.stdout)
    for number, event in enumerate(events):
        lines = pages.event_page(catalogue, event, width)
        write_lines([(), *lines] if number else lines, settings)
    return 0


def compare(given: Namespace, settings: Settings) -> int:
    """Reports side by side."""
    from iraq_tui.cli import jsons, pages

    catalogue = opened(given, settings).catalogue
    cases = list(_cases(given, catalogue))
    if given.format == "json":
        _print_json(jsons.comparison_data(catalogue, cases))
    else:
        lines = pages.comparison_page(catalogue, cases, page_width(sys.stdout))
        write_lines(lines or [(shown("no event answers the filter"),)], settings)
    return 0


def _cases(given: Namespace, catalogue: Catalogue) -> Iterator[tuple[Event, Pair]]:
    """The events to compare, each with the pairs that have something to compare."""
    wanted = {event.id for event in chosen_events(given, catalogue)}
    pairs = [chosen_pair(given, catalogue)] if given.pair else catalogue.pairs
    found = {pair: frozenset(found_events(given, catalogue, pair)) for pair in pairs}
    for i in sorted(frozenset[int]().union(*found.values())):
        event = catalogue.chronicle.events[i]
        if not wanted or event.id in wanted:
            told = [pair for pair in pairs if i in found[pair]]
            for pair in _worth_showing(event, told):
                yield event, pair


def _worth_showing(event: Event, pairs: Sequence[Pair]) -> Sequence[Pair]:
    """Of several pairs those in which both speak, or else the first in which one does."""
    both = [pair for pair in pairs if set(pair) <= event.reports]
    one = [pair for pair in pairs if set(pair) & event.reports]
    return both or one[:1] or pairs[:1]


# --- coverage -------------------------------------------------------------------------------------


def coverage(given: Namespace, settings: Settings) -> int:
    """Which lines of the reports' texts no claim rests on."""
    from iraq_tui.cli.coverage import coverage_data, coverage_page
    from iraq_tui.domain.coverage import coverages

    catalogue = opened(given, settings).catalogue
    found = coverages(catalogue)
    if given.format == "json":
        _print_json(coverage_data(catalogue, found))
    else:
        write_lines(coverage_page(catalogue, found, page_width(sys.stdout)), settings)
    return 0


# --- summary --------------------------------------------------------------------------------------


def summary(given: Namespace, settings: Settings) -> int:
    """Reports by reports, and what each alone says, disagrees with, and never shares."""
    from iraq_tui.cli.progress import with_progress
    from iraq_tui.cli.summary import summary_data, summary_page
    from iraq_tui.domain.summary import summarising
    from iraq_tui.export.summary import summary_markdown

    catalogue = opened(given, settings).catalogue
    numbers = found_events(given, catalogue, chosen_pair(given, catalogue))
    name = store_path(given, settings).name
    found = with_progress(summarising(catalogue, numbers), name, doing="summing up")
    chosen = catalogue.query(given.where).text
    if given.format == "json":
        _print_json(summary_data(catalogue, found, chosen))
    elif given.format == "markdown":
        sys.stdout.write(summary_markdown(catalogue, found, chosen))
    else:
        lines = summary_page(catalogue, found, chosen, page_width(sys.stdout))
        write_lines(lines, settings)
    return 0


# --- export, copy, completion ---------------------------------------------------------------------


def export(given: Namespace, settings: Settings) -> int:
    """Events as Markdown, to a file or to standard output."""
    from iraq_tui.domain.selection import by_filter, by_ids
    from iraq_tui.export.markdown import to_markdown

    catalogue = opened(given, settings).catalogue
    pair = chosen_pair(given, catalogue)
    if given.event:
        if given.where:
            raise UsageError("choose by --event or by -w, not by both")
        ids = frozenset(event_named(catalogue, id_).id for id_ in given.event)
        selection = by_ids(catalogue, ids, pair)
    else:
        selection = by_filter(catalogue, given.where, pair)
    if not selection.ids:
        raise UsageError(f"no event answers {quoted(given.where)}; nothing was written")
    text = to_markdown(catalogue, selection)
    if given.output is None:
        sys.stdout.write(text)
        return 0
    _may_write(settings)
    path = write_new(Path(given.output), text.encode(), force=given.force)
    said = f"wrote {count_of(len(selection.ids), 'event')} to {path}"
    write_lines([(shown(said, Role.MUTED),)], settings, sys.stderr)
    return 0


def _may_write(settings: Settings) -> None:
    if settings.secure:
        raise UsageError("IRAQ_TUI_SECURE is set, so nothing is written")


def copy(given: Namespace, settings: Settings) -> int:
    """The bundled chronicle and its schema, into a folder."""
    _may_write(settings)
    folder = Path(given.folder)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        why = (error.strerror or "it cannot be made").lower()
        what = f"{quoted(given.folder)} is no folder to copy to: {why}"
        raise UsageError(f"{what}; name another folder") from error
    for name, source in ((STORE, bundled_path()), (SCHEMA, schema_path())):
        path = write_new(folder / name, source.read_bytes(), force=given.force)
        write_lines([(shown(f"wrote {path}", Role.MUTED),)], settings, sys.stderr)
    return 0


def completion(given: Namespace, settings: Settings) -> int:  # noqa: ARG001 -- a Command
    """The script that completes this command line in a shell."""
    from iraq_tui.cli.completion import script

    sys.stdout.write(script(given.shell))
    return 0


# --- all of them ----------------------------------------------------------------------------------


def _explore(given: Namespace, settings: Settings) -> int:
    from iraq_tui.cli.explore import explore

    return explore(given, settings)


COMMANDS: Mapping[str, Command] = {
    "explore": _explore,
    "check": check,
    "list": list_events,
    "show": show,
    "compare": compare,
    "coverage": coverage,
    "summary": summary,
    "export": export,
    "copy": copy,
    "completion": completion,
}
