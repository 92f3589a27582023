"""One event as a row of the timeline."""

from collections.abc import Iterable
from dataclasses import dataclass

from iraq_tui.domain.comparison.model import EventComparison, Pair
from iraq_tui.domain.moment_words import short, shorten
from iraq_tui.domain.records import Event
from iraq_tui.text.safe import safe_line
from iraq_tui.text.width import cells
from iraq_tui.tui.paint.glyphs import Glyphs, head_glyph
from iraq_tui.tui.paint.line import Line, Piece, Role, blank, fitted, own, padded, shown

_SIGNS = 5
"""Cells before the date: selection, space, verdict, remark, space."""
_LONGEST_ID = 8
_LEAST_TITLE = 14


@dataclass(frozen=True, slots=True)
class Columns:
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
        return sum(report_width(one) for one in self.reports) + max(len(self.reports) - 1, 0)

    @property
    def title(self) -> int:
        """What is left for the title."""
        return max(self.width - _SIGNS - self.date - 2 - self.reports_width - 1, 0)


def report_width(report: str) -> int:
    """The cells of one report's column."""
    return min(cells(safe_line(report)), _LONGEST_ID)


def columns_for(width: int, dates: Iterable[str], reports: tuple[str, ...], pair: Pair) -> Columns:
    """Columns for a timeline of some width: the dates it shows, all reports or else the pair."""
    most = 16 if width >= 60 else 13 if width >= 50 else 11
    longest = max((cells(date) for date in dates), default=4)
    date = max(4, min(longest, most))
    wanted = reports
    if _width(wanted) > max(width // 5, 5):
        wanted = tuple(report for report in reports if report in pair)
    if width - _SIGNS - date - 3 - _width(wanted) < _LEAST_TITLE:
        wanted = ()
    return Columns(width, date, wanted, says_standing=width >= 60)


def _width(reports: tuple[str, ...]) -> int:
    return sum(report_width(one) + 1 for one in reports)


def date_short(event: Event) -> str:
    """The date for a narrow column, gated; "n.d." where an event has none."""
    if event.when_words:
        return safe_line(shorten(event.when_words))
    if event.when is None:
        return "standing" if event.standing else "n.d."
    return safe_line(short(event.when))


def event_row(
    event: Event,
    comparison: EventComparison,
    columns: Columns,
    glyphs: Glyphs,
    mark: str = " ",
) -> Line:
    """Selection mark, verdict, remark, date, title, and which reports speak."""
    sign, role = head_glyph(glyphs, comparison)
    date = shown(date_short(event), Role.MUTED if event.when is None else Role.TEXT)
    return (
        own(mark, Role.MARK),
        blank(1),
        own(sign, role),
        _remark(comparison),
        blank(1),
        *padded(date, columns.date, glyphs.ellipsis),
        blank(2),
        *_title(event, columns, glyphs),
        blank(1),
        *_speaking(event, columns),
    )


def _remark(comparison: EventComparison) -> Piece:
    """ "!" where a report conflicts with itself, "?" where the head rests on an inference."""
    if comparison.self_conflict:
        return own("!", Role.CONFLICT)
    return own("?" if comparison.doubtful else " ", Role.MUTED)


def _title(event: Event, columns: Columns, glyphs: Glyphs) -> Line:
    note = own("  standing", Role.MUTED)
    if not (event.standing and columns.says_standing and event.when is not None):
        return padded(shown(event.title), columns.title, glyphs.ellipsis)
    title = fitted(shown(event.title), columns.title - note.width, glyphs.ellipsis)
    return title, note, blank(columns.title - title.width - note.width)


def _speaking(event: Event, columns: Columns) -> Line:
    pieces: list[Piece] = []
    for report in columns.reports:
        width = report_width(report)
        speaks = report in event.reports
        pieces += padded(shown(report, Role.MUTED), width, "") if speaks else (blank(width),)
        pieces.append(blank(1))
    return tuple(pieces[:-1])
