"""What of the reports' texts the claims of a store rest on, printed or as JSON."""

from collections.abc import Iterator, Mapping
from typing import Any

from iraq_tui.domain.catalogue import Catalogue
from iraq_tui.domain.coverage import Coverage
from iraq_tui.text.counts import count_of
from iraq_tui.text.safe import safe_line
from iraq_tui.text.width import fit
from iraq_tui.tui.paint.line import EMPTY, Line, Role, blank, own, padded, shown

_MOST = 1000
"""Lines without a claim that are printed of one report, at most; JSON has them all."""
_NUMBERS = 6
"""The cells of a line's number."""


def coverage_page(
    catalogue: Catalogue, found: Mapping[str, Coverage | None], width: int
) -> list[Line]:
    """A paragraph a report: how many of its lines carry a claim, then each that carries none."""
    lines: list[Line] = []
    for id_, one in found.items():
        if lines:
            lines.append(EMPTY)
        report = catalogue.chronicle.reports[id_]
        lines.append((shown(id_, Role.STRONG), blank(2), shown(report.title)))
        if one is None:
            mend = "--reports DIR names its folder" if report.text else "the store names none"
            lines.append((blank(2), own(f"its text is not at hand: {mend}", Role.MUTED)))
        else:
            lines += _told(catalogue, one, width)
    return lines


def _told(catalogue: Catalogue, one: Coverage, width: int) -> Iterator[Line]:
    figures = f"{len(one.covered)} of {one.lines} lines carry a claim, {one.percent} %"
    passages = count_of(one.passages, "passage")
    yield blank(2), own(f"{figures}; {passages}", Role.GOOD if one.percent == 100 else Role.TEXT)
    if not one.uncovered:
        return
    yield blank(2), own("no claim rests on:", Role.MUTED)
    text = catalogue.text(one.report)
    assert text is not None  # its lines were counted
    said = text.text.split("\n")
    for number in one.uncovered[:_MOST]:
        words = fit(safe_line(said[number - 1].strip()), max(width - _NUMBERS - 4, 1))
        counted = padded(own(str(number), Role.MUTED), _NUMBERS, right=True)
        yield blank(2), *counted, blank(2), own(words)
    if len(one.uncovered) > _MOST:
        yield blank(2), own(f"… and {len(one.uncovered) - _MOST} more", Role.MUTED)


def coverage_data(catalogue: Catalogue, found: Mapping[str, Coverage | None]) -> dict[str, Any]:
    """The same for programs; without a text, its figures are null."""
    return {
        "title": catalogue.chronicle.title,
        "store_sha256": catalogue.chronicle.digest,
        "reports": [_data(id_, one) for id_, one in found.items()],
    }


def _data(id_: str, one: Coverage | None) -> dict[str, Any]:
    if one is None:
        return {"report": id_, **dict.fromkeys(("lines", "covered", "passages", "uncovered"))}
    return {
        "report": id_,
        "lines": one.lines,
        "covered": len(one.covered),
        "passages": one.passages,
        "uncovered": list(one.uncovered),
    }
