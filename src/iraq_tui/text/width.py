"""How many terminal cells a text takes, and fitting it into a number of them.

Widths follow Unicode's East Asian Width (UAX #11) and grapheme clusters (UAX #29) as far as a
terminal honours them: wide and fullwidth characters take two cells, marks and zero-width
characters none, an emoji sequence two. Where terminals disagree the larger width is taken, so
that a line may come out short but never long. The text is expected to have passed the gate of
`iraq_tui.text.safe`.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

ZWJ = "\u200d"
EMOJI_STYLE = "\ufe0f"

all_single = re.compile(
    "[\x20-\x7e\xa0-\xac\xae-\u02ff\u0370-\u0482\u048a-\u052f\u2010-\u2027\u2030-\u205e"
    "\u2190-\u22ff\u2500-\u25fc]*"
).fullmatch
"""A match where a text has only characters of one cell each that never join their neighbours: most
Western text."""

# Stretches of characters, the first and the last of each. As patterns they would take milliseconds
# to compile, which a start would wait for.
_PICTORIAL = (
    "\xa9\xa9\xae\xae\u203c\u203c\u2049\u2049\u2122\u2122\u2139\u2139\u2190\u21ff\u2300\u23ff"
    "\u24c2\u24c2\u25a0\u27bf\u2934\u2935\u2b00\u2bff\u3030\u3030\u303d\u303d\u3297\u3297"
    "\u3299\u3299\U0001f000\U0001faff"
)

# Narrow characters that the emoji style makes wide (Unicode's emoji-variation-sequences.txt).
_WIDENED = (
    "##**09\xa9\xa9\xae\xae\u203c\u203c\u2049\u2049\u2122\u2122\u2139\u2139\u2194\u2199"
    "\u21a9\u21a9\u21aa\u21aa\u2328\u2328\u23cf\u23cf\u23ed\u23fa\u24c2\u24c2\u25aa\u25aa"
    "\u25ab\u25ab\u25b6\u25b6\u25c0\u25c0\u25fb\u25fb\u25fc\u25fc\u2600\u27bf\u2934\u2934"
    "\u2935\u2935\u2b05\u2b07\U0001f170\U0001f17f\U0001f321\U0001f6f3"
)

# Wide since Unicode 16: yijing and tai xuan jing symbols, counting rods.
_WIDE_LATELY = "\u2630\u2637\u268a\u268f\u4dc0\u4dff\U0001d300\U0001d356\U0001d360\U0001d376"

# What is wide, or will be, where Python's tables do not know it yet: ideographs and kana of the
# later planes, emoji. Python 3.11 calls every unassigned character fullwidth, which does not serve.
_WIDE_UNASSIGNED = (
    "\u2e80\u2fff\u31c0\u31ef\uf900\ufaff\U00016fe0\U0001b2ff\U0001f300\U0001faff"
    "\U00020000\U0003fffd"
)


def _is_among(char: str, stretches: str) -> bool:
    ends = zip(stretches[::2], stretches[1::2], strict=True)
    return any(first <= char <= last for first, last in ends)


def is_pictorial(char: str) -> bool:
    """Whether an emoji sequence may be built on this character: a close superset of Unicode's
    Extended_Pictographic (UTS #51), with flags and skin tones, without digits."""
    return _is_among(char, _PICTORIAL)


@lru_cache(maxsize=2048)  # one row asks for the same few texts again and again
def cells(text: str) -> int:
    """The terminal cells that a text of one line takes. Control characters count as none."""
    if all_single(text):
        return len(text)
    return sum(map(_cluster_cells, clusters(text)))


def clusters(text: str) -> Iterator[str]:
    """The text in the pieces that a terminal draws as one: a character with its marks, an emoji
    sequence, a flag. Joined together again they are the text."""
    start = 0
    for at in range(1, len(text)):
        if not _joined(text, start, at):
            yield text[start:at]
            start = at
    if text:
        yield text[start:]


def fit(text: str, width: int, ellipsis: str = "…") -> str:
    """The text itself if it takes at most `width` cells, else its beginning and the ellipsis
    within them. Not padded; a width of 0 or less gives the empty text."""
    if cells(text) <= width:
        return text
    end = _head(ellipsis, width)
    return _head(text, width - cells(end)).rstrip(" ") + end


def pad(text: str, width: int, right: bool = False) -> str:
    """The text fitted to exactly `width` cells, filled with spaces after it, or before it when
    `right`. A width of 0 or less gives the empty text."""
    fitted = fit(text, width)
    space = " " * (width - cells(fitted))
    return space + fitted if right else fitted + space


def wrap(text: str, width: int) -> list[str]:
    """The text in lines of at most `width` cells, broken at spaces and at its own line feeds.

    A word too long for a line is broken between clusters. Only the spaces at a break are left
    out; a cluster of two cells in a width of 1 shows as "…". Empty text gives one empty line.
    Raises ValueError for a width below 1.
    """
    if width < 1:
        raise ValueError(f"cannot wrap to {width} cells: give a width of 1 or more")
    return [line for paragraph in text.split("\n") for line in _wrapped(paragraph, width)]


def _wrapped(paragraph: str, width: int) -> list[str]:
    done: list[str] = []
    line, used, gap = "", 0, ""
    for piece in re.findall(" +|[^ ]+", paragraph):
        if piece[0] == " ":
            gap = piece
            continue
        wide = cells(piece)
        if used + len(gap) + wide <= width:
            line, used = line + gap + piece, used + len(gap) + wide
        else:
            if line:
                done.append(line)
            *full, line = _broken(piece, width)
            done += full
            used = cells(line)
        gap = ""
    return [*done, line]


_CLOSING = frozenset("、。，．：；！？）」』】〉》”’…")
"""What no line of Chinese or Japanese begins with, where it can be helped (JIS X 4051, kinsoku)."""


def _broken(word: str, width: int) -> list[str]:
    if all_single(word) and _CLOSING.isdisjoint(word):
        return [word[at : at + width] for at in range(0, len(word), width)]
    lines, line, used = [], "", 0
    before, room = "", 0
    for cluster in clusters(word):
        size = _cluster_cells(cluster)
        shown, size = (cluster, size) if size <= width else ("…", 1)
        if used + size > width:
            goes_along = cluster in _CLOSING and before != line and room + size <= width
            down, taken = (before, room) if goes_along else ("", 0)
            lines.append(line[: len(line) - len(down)])
            line, used = down, taken
        line, used = line + shown, used + size
        before, room = shown, size
    return [*lines, line]


def _head(text: str, width: int) -> str:
    """As many whole clusters from the start as fit."""
    if all_single(text):
        return text[: max(width, 0)]
    end = used = 0
    for cluster in clusters(text):
        used += _cluster_cells(cluster)
        if used > width:
            break
        end += len(cluster)
    return text[:end]


def _joined(text: str, start: int, at: int) -> bool:
    """Whether the character at `at` belongs to the cluster that began at `start`."""
    char, before = text[at], text[at - 1]
    if _cell(char) == 0:
        return True
    if _is_skin_tone(char):
        return is_pictorial(before) or before == EMOJI_STYLE
    if _is_flag_half(char):
        return at - start == 1 and _is_flag_half(before)
    return before == ZWJ and is_pictorial(char) and is_pictorial(text[start])


def _cluster_cells(cluster: str) -> int:
    if len(cluster) == 1:
        return _cell(cluster)
    if _is_flag_half(cluster[0]) or any(map(_is_widened, cluster, cluster[1:])):
        return 2
    return max(map(_cell, cluster))


@lru_cache(maxsize=4096)
def _cell(char: str) -> int:
    category = unicodedata.category(char)
    if category[0] == "M" or category in {"Cc", "Cf", "Zl", "Zp"} or _is_inner_jamo(char):
        return 0
    if category == "Cn":
        return 2 if _is_among(char, _WIDE_UNASSIGNED) else 1
    wide = unicodedata.east_asian_width(char) in {"W", "F"} or _is_among(char, _WIDE_LATELY)
    return 2 if wide else 1


def _is_widened(char: str, following: str) -> bool:
    return following == EMOJI_STYLE and _is_among(char, _WIDENED)


def _is_inner_jamo(char: str) -> bool:
    """Hangul vowels and final consonants, drawn into the syllable that a consonant began."""
    return "\u1160" <= char <= "\u11ff" or "\ud7b0" <= char <= "\ud7ff"


def _is_flag_half(char: str) -> bool:
    return "\U0001f1e6" <= char <= "\U0001f1ff"


def _is_skin_tone(char: str) -> bool:
    return "\U0001f3fb" <= char <= "\U0001f3ff"
