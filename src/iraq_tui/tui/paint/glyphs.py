"""The signs of the screen and their ASCII twins, and the role each verdict's sign has."""

from collections.abc import Mapping
from types import MappingProxyType

from msgspec import Struct

from iraq_tui.domain.comparison.model import Row, Side, Summary, Verdict
from iraq_tui.tui.paint.line import Role


class Glyphs(Struct, frozen=True):
    """One set of signs, each one cell wide."""

    verdicts: Mapping[Verdict, str]
    more_left: str
    more_right: str
    cursor: str
    selected: str
    in_range: str
    judged: str
    """After a verdict that is a person's."""
    density: str
    """Four signs, from sparse to dense."""
    none: str
    """In the place of an answer a report does not give."""
    dot: str
    """Between items in a row."""
    dash: str
    """Before an explanation."""
    horizontal: str
    vertical: str
    thumb: str
    folded: str
    unfolded: str
    ellipsis: str
    open_quote: str
    close_quote: str
    bars: "Bars"
    is_ascii: bool = False


class Bars(Struct, frozen=True):
    """The signs of the time axis. Of three: a whole cell, its left half, its right half."""

    strict: str
    wide: str
    unknown: str
    possible: str
    point: str
    """What takes less than half a cell: left half, right half."""
    strict_wide: str
    wide_strict: str
    goes_back: str
    goes_on: str
    heights: str
    """From low to high."""
    fold: str
    tick: str


UNICODE = Glyphs(
    MappingProxyType(
        {
            Verdict.AGREE: "=",
            Verdict.NARROWER: "∩",
            Verdict.OVERLAP: "∩",
            Verdict.TOLERANCE: "≈",
            Verdict.UPDATED: "↑",
            Verdict.STATUS: "±",
            Verdict.FRAMING: "◇",
            Verdict.PARTIES: "×",
            Verdict.DIFFER: "≠",
            Verdict.SELF: "≠",
            Verdict.AT_ODDS: "≠",
            Verdict.UNJUDGED: "?",
            Verdict.APART: "·",
            Verdict.ONLY: "·",
        }
    ),
    more_left="‹",
    more_right="›",
    cursor="▌",
    selected="•",
    in_range="◦",
    judged="°",
    density="░▒▓█",
    none="—",
    dot="·",
    dash="—",
    horizontal="─",
    vertical="│",
    thumb="▐",
    folded="▸",
    unfolded="▾",
    ellipsis="…",
    open_quote="“",
    close_quote="”",
    bars=Bars(
        strict="━╸╺",
        wide="─╴╶",
        unknown="┈┈┈",
        possible="╌╌╌",
        point="▌▐",
        strict_wide="╾",
        wide_strict="╼",
        goes_back="←",
        goes_on="→",
        heights="▁▂▃▄▅▆▇█",
        fold="┊",
        tick="┴",
    ),
)

ASCII = Glyphs(
    MappingProxyType(
        {
            Verdict.AGREE: "=",
            Verdict.NARROWER: "&",
            Verdict.OVERLAP: "&",
            Verdict.TOLERANCE: "~",
            Verdict.UPDATED: "^",
            Verdict.STATUS: "+",
            Verdict.FRAMING: "%",
            Verdict.PARTIES: "x",
            Verdict.DIFFER: "!",
            Verdict.SELF: "!",
            Verdict.AT_ODDS: "!",
            Verdict.UNJUDGED: "?",
            Verdict.APART: ".",
            Verdict.ONLY: ".",
        }
    ),
    more_left="<",
    more_right=">",
    cursor=">",
    selected="*",
    in_range="o",
    judged="'",
    density=".:+#",
    none="-",
    dot="-",
    dash="-",
    horizontal="-",
    vertical="|",
    thumb="#",
    folded="+",
    unfolded="-",
    ellipsis="...",
    open_quote='"',
    close_quote='"',
    bars=Bars(
        strict="===",
        wide="---",
        unknown="...",
        possible=":::",
        point="||",
        strict_wide="=",
        wide_strict="=",
        goes_back="<",
        goes_on=">",
        heights="._-=+*%#",
        fold="/",
        tick="+",
    ),
    is_ascii=True,
)

_ROLES = {
    Verdict.AGREE: Role.GOOD,
    Verdict.NARROWER: Role.GOOD,
    Verdict.OVERLAP: Role.GOOD,
    Verdict.TOLERANCE: Role.CAUTION,
    Verdict.UPDATED: Role.CAUTION,
    Verdict.STATUS: Role.CAUTION,
    Verdict.FRAMING: Role.CAUTION,
    Verdict.PARTIES: Role.ALERT,
    Verdict.DIFFER: Role.CONFLICT,
    Verdict.SELF: Role.CONFLICT,
    Verdict.AT_ODDS: Role.CONFLICT,
    Verdict.UNJUDGED: Role.MUTED,
    Verdict.APART: Role.MUTED,
    Verdict.ONLY: Role.MUTED,
}


def role_of(verdict: Verdict) -> Role:
    """The role of a verdict's sign and word."""
    return _ROLES[verdict]


def verdict_glyph(glyphs: Glyphs, verdict: Verdict, more: Side | None = None) -> str:
    """The sign of a verdict; of a compatible one it points at the side that says more."""
    if verdict is Verdict.NARROWER and more is not None:
        return glyphs.more_left if more is Side.LEFT else glyphs.more_right
    return glyphs.verdicts[verdict]


def row_glyph(glyphs: Glyphs, row: Row) -> str:
    """The sign of one row of a comparison."""
    return verdict_glyph(glyphs, row.verdict, row.more)


def head_glyph(glyphs: Glyphs, summary: Summary) -> tuple[str, Role]:
    """The sign and role of an event's head; a space where neither report speaks."""
    if summary.head is None:
        return " ", Role.MUTED
    return verdict_glyph(glyphs, summary.head, summary.more), role_of(summary.head)


def verdict_word(row: Row, pair: tuple[str, str]) -> str:
    """The verdict of a row in words; a one-sided row names the side: "only uk"."""
    if row.only is not None:
        return f"only {pair[row.only is Side.RIGHT]}"
    if row.verdict is Verdict.NARROWER:
        return "compatible"
    return row.verdict.word
