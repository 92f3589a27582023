"""Anchors against the reports' texts: each fragment found exactly once, in the right copy."""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from hashlib import sha256
from itertools import islice
from pathlib import Path as FilePath
from typing import Protocol

from iraq_tui.domain.catalogue import Passage
from iraq_tui.domain.records import Anchor, Claim, Report
from iraq_tui.domain.report_text import ReportText
from iraq_tui.files import ReadRefused, read_regular
from iraq_tui.sources.toml.fragments import Searchable
from iraq_tui.sources.toml.problem import MOST_HINTS, Path, Problem, Severity, quote
from iraq_tui.sources.toml.told import HERE
from iraq_tui.text.fold import fold

_SHA256 = re.compile(r"[0-9a-fA-F]{64}")
_MOST_COUNTED = 100
"""How often a fragment may stand in a text before it is no longer counted."""

Passages = Mapping[str, Mapping[Anchor, Passage]]


class Anchored(Protocol):
    """Where anchors stand, and in which texts."""

    @property
    def passages(self) -> Passages:
        """Where each stands, by report id."""
        ...

    @property
    def texts(self) -> Mapping[str, ReportText]:
        """The texts at hand, by report id."""
        ...


class Anchoring:
    """Proves the anchors of a store, claim by claim, on the texts that are at hand.

    A text that is not on this machine is a note: its anchors stay unproved. Texts are looked for
    in ``reports_folder`` first, then beside the store. ``before`` is what was found at an earlier
    time; it holds for the texts that are still the same.
    """

    def __init__(
        self,
        reports: Iterable[Report],
        store_folder: FilePath,
        reports_folder: FilePath | None,
        before: Anchored | None = None,
    ) -> None:
        self.problems: list[Problem] = []
        """Those of the texts."""
        self._searched: dict[str, _Searched] = {}
        self._known: dict[str, Mapping[Anchor, Passage]] = {}
        for report in reports:
            text = _read(report, store_folder, reports_folder)
            if isinstance(text, Problem):
                self.problems.append(text)
                continue
            known = before.texts.get(report.id) if before else None
            if before and known and known.text == text:
                self._known[report.id] = before.passages[report.id]
                self._searched[report.id] = _Searched(known)
            else:
                self._searched[report.id] = _Searched(ReportText.of(text))
        self.texts = {id_: searched.text for id_, searched in self._searched.items()}
        """The texts at hand, by report id."""
        self.passages: dict[str, dict[Anchor, Passage]] = {id_: {} for id_ in self._searched}
        """Where the anchors stand that have been found so far, by report id."""
        self._hints = MOST_HINTS

    def find(self, claims: Iterable[Claim]) -> Iterator[Problem]:
        """Find every anchor of an event's claims; a problem for each that does not stand once."""
        for claim in claims:
            if claim.report in self._searched:
                several = len(claim.anchors) > 1
                for i, anchor in enumerate(claim.anchors):
                    yield from self._find(claim, anchor, (i,) if several else ())

    def _find(self, claim: Claim, anchor: Anchor, item: Path) -> Iterator[Problem]:
        report = claim.report
        passages = self.passages[report]
        if not anchor.exact.strip() or anchor in passages:
            return  # nothing to search, which is told of elsewhere; or found for another claim
        if known := self._known.get(report, {}).get(anchor):
            passages[anchor] = known
            return
        searched = self._searched[report]
        found = list(islice(searched.fragments.find(anchor), _MOST_COUNTED + 1))
        lines = [searched.text.line(one.start) for one in found]
        if len(found) == 1:
            passages[anchor] = Passage(lines[0], *found[0])
            return
        path = (*HERE, "claims", claim.aspect, report, claim.number, "quote", *item)
        yield _twice(anchor, report, lines, path) if found else self._missing(anchor, report, path)

    def _missing(self, anchor: Anchor, report: str, path: Path) -> Problem:
        shown = quote(anchor.exact)
        what = f"{shown} is not in the text of {report}"
        if (anchor.prefix or anchor.suffix) and self._searched[report].has(anchor.exact):
            what = f"{shown} does not stand between its prefix and suffix in the text of {report}"
            return Problem("anchor-missing", what, "copy them from right before and after it", path)
        return Problem("anchor-missing", what, self._nearest(anchor, report), path)

    def _nearest(self, anchor: Anchor, report: str) -> str:
        """What may have gone wrong with an anchor that is not there."""
        if self._hints:
            self._hints -= 1
            folded = fold(anchor.exact)
            for number, line in enumerate(self._searched[report].folded_lines, 1):
                if folded and folded in line:
                    return (
                        f"line {number} has it but for capitals, accents, quotation marks or dashes"
                    )
            for other, text in self._searched.items():
                if other != report and text.has(anchor.exact):
                    return f"it stands in the text of {other}: is this a claim of {other}?"
        if "…" in anchor.exact or "..." in anchor.exact:
            return "leave nothing out with dots: write a list of fragments, each found as it stands"
        return "copy the fragment from the text, letter by letter"


def _twice(anchor: Anchor, report: str, lines: list[int], path: Path) -> Problem:
    where = ", ".join(map(str, lines[:8])) + (" …" if len(lines) > 8 else "")
    times = len(lines) if len(lines) <= _MOST_COUNTED else f"more than {_MOST_COUNTED}"
    return Problem(
        "anchor-twice",
        f"{quote(anchor.exact)} stands {times} times in the text of {report}",
        "take a longer fragment, or add prefix or suffix",
        path,
        why=f"lines {where}",
    )


class _Searched:
    """A report's text, made ready for many searches."""

    def __init__(self, text: ReportText) -> None:
        self.text = text

    @cached_property
    def fragments(self) -> Searchable:
        """Where fragments are looked for."""
        return Searchable(self.text.text)

    @cached_property
    def folded_lines(self) -> list[str]:
        """Its lines as a search without regard to capitals sees them."""
        return [fold(line) for line in self.text.text.split("\n")]

    def has(self, fragment: str) -> bool:
        """Whether a fragment stands in it, whatever stands around it."""
        return any(True for _ in self.fragments.find(Anchor(fragment)))


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


def _read(report: Report, store_folder: FilePath, reports_folder: FilePath | None) -> str | Problem:
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
    return text
