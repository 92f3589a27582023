"""Anchors against the reports' texts: each fragment found exactly once, in the right copy."""

import re
from collections.abc import Iterator, Mapping
from functools import cached_property
from hashlib import sha256
from pathlib import Path as FilePath

from msgspec import Struct

from iraq_tui.domain.catalogue import Passage
from iraq_tui.domain.records import Anchor, Report
from iraq_tui.domain.report_text import ReportText
from iraq_tui.files import ReadRefused, read_regular
from iraq_tui.sources.toml.convert import Records
from iraq_tui.sources.toml.fragments import Searchable
from iraq_tui.sources.toml.problem import Path, Problem, Severity, quote
from iraq_tui.text.fold import fold

_SHA256 = re.compile(r"[0-9a-fA-F]{64}")

Passages = Mapping[str, Mapping[Anchor, Passage]]


class Anchored(Struct, frozen=True):
    """The texts at hand, and where each anchor stands in them."""

    passages: Passages
    texts: Mapping[str, ReportText]
    """By report id."""
    problems: tuple[Problem, ...]


def check_anchors(
    records: Records, store_folder: FilePath, reports_folder: FilePath | None
) -> Anchored:
    """Find every anchor; a problem for each that stands nowhere or more than once.

    A text that is not on this machine is a note: its anchors stay unproved. Texts are looked for
    in ``reports_folder`` first, then beside the store.
    """
    texts, problems = _texts(records, store_folder, reports_folder)
    searched = {report: _Searched(text) for report, text in texts.items()}
    passages: dict[str, dict[Anchor, Passage]] = {report: {} for report in texts}
    for report, path, anchor in _anchors(records):
        if report not in texts or not anchor.exact.strip():
            continue  # nothing to search; a blank anchor is told of elsewhere
        outcome = _place(anchor, searched, report, path)
        if isinstance(outcome, Problem):
            problems.append(outcome)
        else:
            passages[report][anchor] = outcome
    return Anchored(passages, texts, tuple(problems))


def _texts(
    records: Records, store_folder: FilePath, reports_folder: FilePath | None
) -> tuple[dict[str, ReportText], list[Problem]]:
    texts: dict[str, ReportText] = {}
    problems: list[Problem] = []
    for report in records.chronicle.reports.values():
        found = _read(report, store_folder, reports_folder)
        if isinstance(found, Problem):
            problems.append(found)
        else:
            texts[report.id] = found
    return texts, problems


def _anchors(records: Records) -> Iterator[tuple[str, Path, Anchor]]:
    for claim, path in records.claim_paths.items():
        several = len(claim.anchors) > 1
        for i, anchor in enumerate(claim.anchors):
            yield claim.report, (*path, "quote", i) if several else (*path, "quote"), anchor


def text_paths(
    report: Report, store_folder: FilePath, reports_folder: FilePath | None
) -> Iterator[FilePath]:
    """Where a report's text may be, the likeliest first."""
    if reports_folder is not None:
        yield reports_folder / (FilePath(report.text).name or f"{report.id}.txt")
        yield reports_folder / f"{report.id}.txt"
    if report.text and not is_outside(report.text):
        yield store_folder / report.text


def is_sha256(text: str) -> bool:
    """Whether a text is a SHA-256 in hexadecimal digits."""
    return bool(_SHA256.fullmatch(text))


def is_outside(text: str) -> bool:
    """Whether a report's text is named by a path that does not start at the store."""
    return text.startswith(("/", "~"))


def _is_there(path: FilePath) -> bool:
    try:
        return path.exists()
    except OSError:  # a name too long, a folder closed to us: reading it says which
        return True


def _read(
    report: Report, store_folder: FilePath, reports_folder: FilePath | None
) -> ReportText | Problem:
    here: Path = ("reports", report.id, "text")
    path = next(filter(_is_there, text_paths(report, store_folder, reports_folder)), None)
    if path is None:
        what = f"the text of {quote(report.id)} is not on this machine"
        mend = "name its folder with --reports DIR to have its anchors checked"
        if not report.text:
            what = f"{quote(report.id)} names no text, so that its anchors stay unproved"
            mend = f'add text = "{report.id}.txt", the path of a plain-text copy'
        return Problem("no-text", what, mend, here, Severity.NOTE)
    try:
        data = read_regular(path)
        text = data.decode("utf-8-sig")
    except ReadRefused as refused:
        what = f"the text of {quote(report.id)} cannot be read"
        return Problem("bad-text", what, refused.mend, here, why=refused.why)
    except UnicodeDecodeError:
        what = f"the text of {quote(report.id)} is not UTF-8"
        return Problem("bad-text", what, "save it as UTF-8, and write its new sha256", here)
    found = sha256(data).hexdigest()
    if is_sha256(report.sha256) and found != report.sha256:
        return Problem(
            "hash-mismatch",
            f"the text of {quote(report.id)} is not the copy its anchors were made on",
            f'find that copy, or check every anchor anew and write sha256 = "{found}"',
            ("reports", report.id, "sha256"),
        )
    return ReportText.of(text)


class _Searched:
    """A report's text, made ready for many searches."""

    def __init__(self, text: ReportText) -> None:
        self.text = text
        self.fragments = Searchable(text.text)

    @cached_property
    def folded_lines(self) -> list[str]:
        """Its lines as a search without regard to capitals sees them."""
        return [fold(line) for line in self.text.text.split("\n")]

    def has(self, fragment: str) -> bool:
        """Whether a fragment stands in it, whatever stands around it."""
        return any(True for _ in self.fragments.find(Anchor(fragment)))


def _place(
    anchor: Anchor, texts: Mapping[str, _Searched], report: str, path: Path
) -> Passage | Problem:
    searched = texts[report]
    found = list(searched.fragments.find(anchor))
    lines = [searched.text.line(one.start) for one in found]
    if len(found) == 1:
        return Passage(lines[0], *found[0])
    shown = quote(anchor.exact)
    if not lines:
        what = f"{shown} is not in the text of {report}"
        mend = _nearest(anchor, texts, report)
        if (anchor.prefix or anchor.suffix) and searched.has(anchor.exact):
            what = f"{shown} does not stand between its prefix and suffix in the text of {report}"
            mend = "copy them from right before and after it"
        return Problem("anchor-missing", what, mend, path)
    where = ", ".join(map(str, lines[:8])) + (" …" if len(lines) > 8 else "")
    return Problem(
        "anchor-twice",
        f"{shown} stands {len(lines)} times in the text of {report}",
        "take a longer fragment, or add prefix or suffix",
        path,
        why=f"lines {where}",
    )


def _nearest(anchor: Anchor, texts: Mapping[str, _Searched], report: str) -> str:
    """What may have gone wrong with an anchor that is not there."""
    folded = fold(anchor.exact)
    for number, line in enumerate(texts[report].folded_lines, 1):
        if folded and folded in line:
            return f"line {number} has it but for capitals, accents, quotation marks or dashes"
    for other, text in texts.items():
        if other != report and text.has(anchor.exact):
            return f"it stands in the text of {other}: is this a claim of {other}?"
    if "…" in anchor.exact or "..." in anchor.exact:
        return "leave nothing out with dots: write a list of fragments, each found as it stands"
    return "copy the fragment from the text, letter by letter"
