"""Anchors against the reports' texts: each fragment found exactly once, in the right copy."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path as FilePath

from iraq_tui.domain.catalogue import Passage
from iraq_tui.domain.records import Anchor, Report
from iraq_tui.files import ReadRefused, read_regular
from iraq_tui.sources.toml.convert import Records
from iraq_tui.sources.toml.problem import Path, Problem, Severity, quote
from iraq_tui.text.fold import fold

_SHA256 = re.compile(r"[0-9a-fA-F]{64}")

Passages = Mapping[str, Mapping[Anchor, Passage]]


@dataclass(frozen=True, slots=True)
class ReportText:
    """A report's plain-text copy, with the offsets at which its lines end."""

    text: str
    breaks: tuple[int, ...]

    def line(self, offset: int) -> int:
        """The line, from 1, that a character stands on."""
        return bisect_right(self.breaks, offset - 1) + 1


def check_anchors(
    records: Records, store_folder: FilePath, reports_folder: FilePath | None
) -> tuple[Passages, list[Problem]]:
    """Where every anchor stands, and a problem for each that stands nowhere or more than once.

    A text that is not on this machine is a note: its anchors stay unproved. Texts are looked for
    in ``reports_folder`` first, then beside the store.
    """
    problems: list[Problem] = []
    texts: dict[str, ReportText] = {}
    for report in records.chronicle.reports.values():
        found = _read(report, store_folder, reports_folder)
        if isinstance(found, Problem):
            problems.append(found)
        else:
            texts[report.id] = found
    passages: dict[str, Mapping[Anchor, Passage]] = {}
    for report_id in texts:
        placed: dict[Anchor, Passage] = {}
        for path, anchor in _anchors(records, report_id):
            if not anchor.exact.strip():
                continue  # said elsewhere
            outcome = _place(anchor, texts, report_id, path)
            if isinstance(outcome, Problem):
                problems.append(outcome)
            else:
                placed[anchor] = outcome
        passages[report_id] = placed
    return passages, problems


def _anchors(records: Records, report: str) -> Iterator[tuple[Path, Anchor]]:
    for claim, path in records.claim_paths.items():
        if claim.report == report:
            for i, anchor in enumerate(claim.anchors):
                several = len(claim.anchors) > 1
                yield (*path, "quote", i) if several else (*path, "quote"), anchor


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
    return ReportText(text, tuple(match.start() for match in re.finditer("\n", text)))


def _place(
    anchor: Anchor, texts: Mapping[str, ReportText], report: str, path: Path
) -> Passage | Problem:
    text = texts[report]
    lines = [text.line(match.start("exact")) for match in _pattern(anchor).finditer(text.text)]
    if len(lines) == 1:
        return Passage(lines[0])
    shown = quote(anchor.exact)
    if not lines:
        what = f"{shown} is not in the text of {report}"
        mend = _nearest(anchor, texts, report)
        if (anchor.prefix or anchor.suffix) and _pattern(Anchor(anchor.exact)).search(text.text):
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


def _nearest(anchor: Anchor, texts: Mapping[str, ReportText], report: str) -> str:
    """What may have gone wrong with an anchor that is not there."""
    alone = _pattern(Anchor(anchor.exact))
    folded = fold(anchor.exact)
    for number, line in enumerate(texts[report].text.split("\n"), 1):
        if folded and folded in fold(line):
            return f"line {number} has it but for capitals, accents, quotation marks or dashes"
    for other, text in texts.items():
        if other != report and alone.search(text.text):
            return f"it stands in the text of {other}: is this a claim of {other}?"
    if "…" in anchor.exact or "..." in anchor.exact:
        return "leave nothing out with dots: write a list of fragments, each found as it stands"
    return "copy the fragment from the text, letter by letter"


def _pattern(anchor: Anchor) -> re.Pattern[str]:
    """The fragment between its neighbours; a space stands for any white space, also a line end."""
    before, exact, after = (
        r"\s+".join(map(re.escape, part.split()))
        for part in (anchor.prefix, anchor.exact, anchor.suffix)
    )
    lead = rf"{before}\s*" if before else ""
    trail = rf"\s*{after}" if after else ""
    # Looked ahead for, so that it is also found where it overlaps itself.
    return re.compile(rf"(?={lead}(?P<exact>{exact}){trail})")
