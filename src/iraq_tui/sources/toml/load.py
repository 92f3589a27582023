"""A whole store, from its bytes to records that are safe to use, or every problem in it."""

from collections.abc import Iterable, Mapping, Sequence
from hashlib import sha256
from pathlib import Path as FilePath

from msgspec import Struct
from msgspec.structs import replace

from iraq_tui.domain.placing import places
from iraq_tui.domain.records import Chronicle
from iraq_tui.domain.report_text import ReportText
from iraq_tui.sources.toml.anchors import Passages, check_anchors
from iraq_tui.sources.toml.checks import Draft, run_checks
from iraq_tui.sources.toml.convert import convert
from iraq_tui.sources.toml.decode import decode
from iraq_tui.sources.toml.locate import line_of, locate
from iraq_tui.sources.toml.problem import Problem, Severity, StoreError
from iraq_tui.sources.toml.reader import parse, unsound


class Loaded(Struct, frozen=True):
    """A chronicle with its events in time order, and what there is to say of its store."""

    chronicle: Chronicle
    passages: Passages
    texts: Mapping[str, ReportText]
    """The texts that are on this machine, by report id."""
    problems: tuple[Problem, ...]
    """Warnings and notes; a store with errors is not loaded."""


def load(
    data: bytes, file: str, store_folder: FilePath, reports_folder: FilePath | None = None
) -> Loaded:
    """Read a store. Raises StoreError with every problem found, if one of them is an error."""
    text, tables, problems = parse(data, file)
    if strange := list(unsound(tables)):
        raise StoreError(located([*problems, *strange], text, file))
    decoded = decode(tables)
    records, bad_values = convert(decoded, sha256(data).hexdigest())
    problems += decoded.problems + bad_values
    problems += run_checks(Draft(decoded, records))
    anchored = check_anchors(records, store_folder, reports_folder)
    found = located([*problems, *anchored.problems], text, file)
    if any(problem.severity is Severity.ERROR for problem in found):
        raise StoreError(found)
    chronicle = records.chronicle
    by_id = {event.id: event for event in chronicle.events}
    ordered = tuple(by_id[id_] for id_ in places(chronicle.events))
    ordered_chronicle = replace(chronicle, events=ordered)
    return Loaded(ordered_chronicle, anchored.passages, anchored.texts, tuple(found))


def located(problems: Sequence[Problem], text: str, file: str) -> list[Problem]:
    """Problems with their file and, where it is certain, their line; in the order of the file."""
    wanted = {problem.path[:end] for problem in problems for end in range(len(problem.path) + 1)}
    lines = locate(text, wanted) if problems else {}
    placed = (
        replace(problem, file=file, line=problem.line or line_of(problem.path, lines))
        for problem in problems
    )
    return sorted(_unlike(placed), key=lambda problem: (problem.line or 0, problem.what))


def _unlike(problems: Iterable[Problem]) -> Iterable[Problem]:
    return dict.fromkeys(problems)
