"""One event as a row of the timeline."""

from collections.abc import Iterable
from functools import lru_cache

from msgspec import Struct

from iraq_tui.domain.catalogue import Listed
from iraq_tui.domain.comparison.model import Pair, Summary
from iraq_tui.domain.moment_words import SHORT_MONTHS, short, shorten
from iraq_tui.text.safe import safe_line
from iraq_tui.text.width import cells
from iraq_tui.tui.paint.glyphs import Glyphs, head_glyph
from iraq_tui.tui.paint.line import Line, Piece, Role, blank, fitted, own, padded, shown

_TIGHT = 50
"""Narrower than this, columns move together."""
_LONGEST_ID = 12
LEAST_TITLE = 14
"""The cells a title or a name keeps before any report has a column."""


class Columns(Struct, frozen=True):
    """The widths of a timeline's columns, in cells."""

    width: int
    date: int
    reports: tuple[str, ...]
    """The reports that have a column, in the store's order."""
    says_standing: bool
    """Whether there is room to say so after the title."""

    @property
    def reports_width(self) -> int:
        """The cells of all report columns with a space between them."""
        return max(reports_width(self.reports) - 1, 0)

    @property
    def gap(self) -> int:
        """The space after the selection mark, and once more after the date."""
        return int(self.width >= _TIGHT)

    @property
    def title(self) -> int:
        """What is left for the title."""
        return _title_width(self)


@lru_cache(maxsize=16)  # every row asks for it
def _title_width(columns: Columns) -> int:
    return max(columns.width - _fixed(columns.width) - columns.date - columns.reports_width, 0)


@lru_cache(maxsize=256)
def report_width(report: str) -> int:
    """The cells of one report's column."""
    return min(cells(safe_line(report)), _LONGEST_ID)


def reports_width(reports: Iterable[str]) -> int:
    """The cells of these reports' columns, each with a space beside it."""
    return sum(report_width(report) + 1 for report in reports)


def columns_for(width: int, dates: Iterable[str], reports: tuple[str, ...], pair: Pair) -> Columns:
    """Columns for a timeline of some width: the dates it shows, all reports or else the pair."""
    date, most = 4, 18 if width >= _TIGHT else 12
    for one in dates:
        date = max(date, min(cells(one), most))
        if date == most:
            break  # to say the others in words takes longer than all else here
    wanted = reports
    if reports_width(wanted) > max(width // 5, 5):
        wanted = tuple(report for report in reports if report in pair)
    if width - _fixed(width) - date - reports_width(wanted) < LEAST_TITLE:
        wanted = ()
    return Columns(width, date, wanted, says_standing=width >= 60)


def _fixed(width: int) -> int:
    """The cells of marks and spaces: mark, sign, remark, and a space before each column."""
    return 6 + 2 * int(width >= _TIGHT)


def date_short(event: Listed, year: int, width: int = 18) -> str:
    """The date for a narrow column, gated, without the year that stands above it.

    The author's words where they fit, else our own; "n.d." where an event has no date.
    """
    if event.when is None and not event.when_words:
        return "standing" if event.standing else "n.d."
    said = [shorten(event.when_words)] if event.when_words else []
    said += [short(event.when)] if event.when else []
    shorter = [safe_line(_without_year(one, year)) for one in said]
    return next((one for one in shorter if cells(one) <= width), shorter[0])


def _without_year(said: str, year: int) -> str:
    """A day or a month without the year at its end; the year alone, or the second, stays."""
    rest = said.removesuffix(f" {year}")
    is_day = any(month in rest.split() for month in SHORT_MONTHS) or any(
        rest.endswith(f"-{month}") for month in SHORT_MONTHS
    )
    return (
        rest
        if is_day
        and not any(part.isdigit() and len(part) == 4 for part in rest.replace("–", " ").split())
        else said
    )


def event_row(
    event: Listed,
    summary: Summary,
    columns: Columns,
    glyphs: Glyphs,
    *,
    year: int,
    mark: str = " ",
) -> Line:
    """Selection mark, verdict, remark, date under its year's heading, title, who speaks."""
    sign, role = head_glyph(glyphs, summary)
    date = shown(
        date_short(event, year, columns.date), Role.MUTED if event.when is None else Role.TEXT
    )
    return (
        own(mark, Role.MARK),
        blank(columns.gap),
        own(sign, role),
        _remark(summary, glyphs),
        blank(1),
        *padded(date, columns.date, glyphs.ellipsis),
        blank(1 + columns.gap),
        *_title(event, columns, glyphs),
        blank(1),
        *speaking(columns.reports, event.reports, glyphs.ellipsis),
    )


def _remark(summary: Summary, glyphs: Glyphs) -> Piece:
    """What stands after the sign: a report's conflict with itself, a judgement, an inference."""
    if summary.self_conflict:
        return own("!", Role.CONFLICT)
    if summary.judged:
        return own(glyphs.judged, Role.MUTED)
    return own("?" if summary.doubtful else " ", Role.MUTED)


def _title(event: Listed, columns: Columns, glyphs: Glyphs) -> Line:
    note = own("  standing", Role.MUTED)
    if not (event.standing and columns.says_standing and event.when is not None):
        return padded(shown(event.title), columns.title, glyphs.ellipsis)
    title = fitted(shown(event.title), columns.title - note.width, glyphs.ellipsis)
    return title, blank(columns.title - title.width - note.width), note


@lru_cache(maxsize=256)
def speaking(
    reports: tuple[str, ...], speakers: frozenset[str] | tuple[str, ...], ellipsis: str
) -> Line:
    """Which of the reports are among the speakers, each in its own column, a space between."""
    pieces: list[Piece] = []
    for report in reports:
        width = report_width(report)
        speaks = report in speakers
        pieces += padded(shown(report, Role.MUTED), width, ellipsis) if speaks else (blank(width),)
        pieces.append(blank(1))
    return tuple(pieces[:-1])
