"""The gate: everything shown to a person passes here first.

Text from a store, a file name or an error may hold anything, also sequences that steer the
terminal or hide what they say. The gate shows such a character by name and never drops it, for a
quote must not lie: C0 controls and DEL as their symbols (␀ to ␟, ␡), a TAB as a space, and C1
controls, direction marks, zero-width and other invisible characters, tags and lone surrogates as
`<U+202E>`. A stack of more than 8 combining marks is shown by its first 8 and a count; a mark
with nothing before it on its line stands on a dotted circle. Joiners stay where they shape
Arabic, Indic and Mongolian letters or an emoji, the emoji and text styles stay after a symbol.

A text that holds `<U+202E>` letter by letter looks the same as one that holds the character.
"""

import re
import unicodedata
from collections.abc import Callable, Sequence
from enum import Enum
from functools import cache, lru_cache
from typing import NewType

from iraq_tui.text.width import EMOJI_STYLE, ZWJ, all_single, is_pictorial

SafeLine = NewType("SafeLine", str)
SafeBlock = NewType("SafeBlock", str)

LINE_LIMIT = 300
BLOCK_LIMIT = 10_000
MOST_MARKS = 8

_ZWNJ = "\u200c"
_STYLES = "\ufe0e" + EMOJI_STYLE
_KEYCAP = "\u20e3"

# The letters, digits, punctuation and symbols that need no second look, whatever stands beside
# them. All else is looked at one by one; a test holds this list against Unicode's categories.
_EASY = (
    "\x20-\x7e\xa0-\xac\xae-\u02ff\u0370-\u0482\u048a-\u052f\u05d0-\u05ea\u061b\u061e-\u064a"
    "\u0660-\u066f\u0671-\u06d5\u1e00-\u1fff\u2010-\u2027\u2030-\u205e\u20a0-\u20c0\u2100-\u27ff"
    "\u3000-\u3029\u3030-\u303f\u3041-\u3096\u309b-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3"
    "\uff01-\uff9f"
)

# Drawn as nothing, though not of a control or format category: Default_Ignorable_Code_Point
# (UAX #44, DerivedCoreProperties.txt), blank letters and symbols, noncharacters, later formats.
_INVISIBLE = (
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2065\u2800\u3164\ufdd0-\ufdef\ufe00-\ufe0f"
    "\uffa0\ufff0-\ufff8\ufffe\uffff\U00013430-\U0001345f\U0001d159\U000e0000-\U000e0fff"
    + "".join(chr(plane << 16 | 0xFFFE) + chr(plane << 16 | 0xFFFF) for plane in range(1, 17))
    + "]"
)

# Scripts whose letters a joiner shapes: Arabic, Syriac, N'Ko, Mandaic, the Indic scripts, Khmer,
# Mongolian and the Arabic presentation forms.
_OF_JOINING_SCRIPT = (
    "[\u0620-\u077f\u07c0-\u07ff\u0840-\u08ff\u0900-\u0dff\u1780-\u18af\ufb50-\ufdff\ufe70-\ufefc]"
)


class _Part(Enum):
    """What a character is in its place."""

    WHOLE = "stands for itself"
    ATTACHED = "is drawn with the character before it"
    BARE = "a mark with nothing before it"
    SPARE = "a mark too many"
    HIDDEN = "invisible, or steers the terminal"


def safe_line(raw: str, limit: int = LINE_LIMIT) -> SafeLine:
    """The text as one line that is safe on a terminal: line breaks show as their symbols too.

    At most `limit` characters; of a longer text the beginning and "… 312 more", the count of
    characters not shown. Nothing past the first `limit` characters is looked at. Plain text
    comes back as it is, and so does what the gate has let through before.
    """
    if len(raw) <= limit and _is_easy(raw):
        return SafeLine(raw)
    return SafeLine(_gated(raw, limit, _more))


def safe_block(raw: str, limit: int = BLOCK_LIMIT) -> SafeBlock:
    """Like `safe_line` for a text of several lines: line feeds stay. `limit` counts the whole
    block; a single line in it may be as long."""
    if len(raw) <= limit and _is_easy(raw.replace("\n", " ")):
        return SafeBlock(raw)
    return SafeBlock(_gated(raw, limit, _more, breaks=True))


def shown_each(raw: str) -> Sequence[str]:
    """What each character of a text shows as; together they are the whole of its `safe_line`.

    Of plain text that is the text itself: a string is a sequence, too.
    """
    return raw if _is_easy(raw) else shown_within(raw, 0, len(raw))


def shown_within(raw: str, start: int, end: int) -> list[str]:
    """The same for a stretch of a text; what stands before a line feed is of no matter after it."""
    shown = list(raw[start:end])
    for found in _odd().finditer(raw, start, end):
        shown[found.start() - start] = _shown(raw, found.start(), len(raw), breaks=False)
    return shown


def quoted(raw: str, limit: int = 60) -> SafeLine:
    """The text gated, at most `limit` characters with "…" at its end where it was longer, and in
    curly quotes: for error messages."""
    fits = len(raw) <= limit and _is_easy(raw)
    return SafeLine(f"“{raw if fits else _gated(raw, limit, lambda _: '…')}”")


def safe_json(text: str) -> str:
    """JSON as `json.dumps(..., ensure_ascii=False)` gives it, with every character that the gate
    would not let through written as its `\\uXXXX` escape: safe to show, and the same JSON."""

    def mended(found: re.Match[str]) -> str:
        if found[0] in "\n\t":
            return found[0]
        at = found.start()
        part = _part(text, at)
        if part in {_Part.WHOLE, _Part.ATTACHED} and not _follows_quote(text, at):
            return found[0]
        return _escape(found[0])

    return _odd().sub(mended, text)


@lru_cache(4096)
def is_hidden(char: str) -> bool:
    """Whether a character shows nothing of its own on a terminal, or steers it. Joiners and
    variation selectors are hidden by this, too: whether they may stay is a matter of place."""
    return unicodedata.category(char) in {"Cc", "Cf", "Cs", "Zl", "Zp"} or _is_invisible(char)


@cache  # slow to compile, and most text does not need it
def _odd() -> re.Pattern[str]:
    return re.compile(f"[^{_EASY}]")


def _is_easy(text: str) -> bool:
    return bool(all_single(text)) or not _odd().search(text)


def _is_invisible(char: str) -> bool:
    return re.match(_INVISIBLE, char) is not None


def _follows_quote(text: str, at: int) -> bool:
    """Whether a mark opens a JSON string, where it would be drawn over the quotation mark."""
    return text[at - 1] == '"' and _is_mark(text[at])


def _escape(char: str) -> str:
    units = char.encode("utf-16-be", "surrogatepass").hex()
    return "".join(f"\\u{units[at : at + 4]}" for at in range(0, len(units), 4))


def _gated(raw: str, limit: int, tail: Callable[[int], str], breaks: bool = False) -> str:
    """The whole text as shown, or as much of it as fits with `tail(characters left out)`."""
    read = min(len(raw), limit)
    head = raw[:read]
    is_plain = _is_easy(head.replace("\n", " ") if breaks else head)  # each shows as itself
    shown = head if is_plain else _each_shown(raw, read, breaks)
    length = sum(map(len, shown))
    if read == len(raw) and length <= limit:
        return "".join(shown)
    while read and (length + len(tail(len(raw) - read)) > limit or _clings(raw, read)):
        read -= 1
        length -= len(shown[read])
    return "".join(shown[:read]) + tail(len(raw) - read)


def _each_shown(raw: str, end: int, breaks: bool) -> list[str]:
    """What each character up to an end shows as: nothing for spare marks after their count."""
    shown: list[str] = []
    text = "-"
    for at in range(end):
        if text or not _is_mark(raw[at]):  # else one more of those
            text = _shown(raw, at, end, breaks)
        shown.append(text)
    return shown


def _more(count: int) -> str:
    return f"… {count} more"


def _clings(raw: str, at: int) -> bool:
    """Whether a cut before this character would tear what is drawn as one."""
    if _part(raw, at) is _Part.ATTACHED:
        return True
    return raw[at - 1] in (ZWJ, _ZWNJ) and _part(raw, at - 1) is _Part.ATTACHED


def _shown(raw: str, at: int, end: int, breaks: bool) -> str:
    char = raw[at]
    if breaks and char == "\n":
        return char
    match _part(raw, at):
        case _Part.HIDDEN:
            return _name(char)
        case _Part.BARE:
            return "◌" + char
        case _Part.SPARE if _marks_before(raw, at) > MOST_MARKS:
            return ""
        case _Part.SPARE:
            return f"<+{_marks_from(raw, at, end)} combining marks>"
        case _:
            return char


def _name(char: str) -> str:
    code = ord(char)
    if char == "\t":
        return " "
    if code < 0x20:
        return chr(0x2400 + code)
    return "␡" if code == 0x7F else f"<U+{code:04X}>"


def _part(text: str, at: int) -> _Part:
    char = text[at]
    if not _odd().match(char):
        return _Part.WHOLE
    if char in (ZWJ, _ZWNJ):
        return _Part.ATTACHED if _joiner_works(text, at) else _Part.HIDDEN
    if char in _STYLES:
        return _Part.ATTACHED if _style_works(text, at) else _Part.HIDDEN
    if is_hidden(char):
        return _Part.HIDDEN
    return _mark_part(text, at) if _is_mark(char) else _Part.WHOLE


def _mark_part(text: str, at: int) -> _Part:
    if at == 0 or text[at - 1] == "\n":
        return _Part.BARE
    return _Part.SPARE if _marks_before(text, at) >= MOST_MARKS else _Part.ATTACHED


@lru_cache(4096)  # each of many marks in a row is asked for as many times as are allowed there
def _is_mark(char: str) -> bool:
    return unicodedata.category(char)[0] == "M" and not _is_invisible(char)


def _marks_before(text: str, at: int) -> int:
    """The marks in a row that end just before here, counted up to one more than is allowed."""
    count = 0
    while count <= MOST_MARKS and count < at and _is_mark(text[at - 1 - count]):
        count += 1
    return count


def _marks_from(text: str, at: int, end: int) -> int:
    return next((i for i in range(at, end) if not _is_mark(text[i])), end) - at


def _joiner_works(text: str, at: int) -> bool:
    """Between two letters of a joining script (the marks of the first between them), or, for ZWJ,
    between two parts of an emoji."""
    if at == 0 or at + 1 == len(text):
        return False
    after = text[at + 1]
    if text[at] == ZWJ and is_pictorial(after):
        styled = text[at - 1] in _STYLES and _style_works(text, at - 1)
        return styled or is_pictorial(text[at - 1])
    base = at - 1 - _marks_before(text, at)
    return base >= 0 and _is_joining_letter(text[base]) and _is_joining_letter(after)


def _is_joining_letter(char: str) -> bool:
    return bool(re.match(_OF_JOINING_SCRIPT, char)) and unicodedata.category(char)[0] == "L"


def _style_works(text: str, at: int) -> bool:
    """After a symbol that comes as text and as emoji, or inside a keycap such as 1️⃣."""
    if at == 0:
        return False
    in_keycap = text[at - 1] in "#*0123456789" and text[at + 1 : at + 2] == _KEYCAP
    return is_pictorial(text[at - 1]) or in_keycap
