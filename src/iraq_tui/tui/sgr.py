"""Styles as terminals take them: parameters of SGR (ECMA-48, "select graphic rendition")."""

from functools import lru_cache

PLAIN = ""

_OFF = {"1": "22", "2": "22", "3": "23", "4": "24", "7": "27", "9": "29"}
_ON_BLANKS = frozenset("479")
"""The attributes that show where there is no character: underlined, reverse, struck out."""


@lru_cache(4096)
def _pieces(style: str) -> tuple[tuple[str, ...], str, str] | None:
    """A style as attributes, foreground and background; none where there is more to it."""
    attributes: list[str] = []
    fore = back = ""
    codes = iter(style.split(";") if style else ())
    for code in codes:
        if code in _OFF:
            attributes.append(code)
        elif code in ("38", "48"):
            kind = next(codes, "")
            rest = [next(codes, "") for _ in range({"5": 1, "2": 3}.get(kind, 0))]
            if not rest or "" in rest:
                return None
            colour = ";".join([code, kind, *rest])
            fore, back = (colour, back) if code == "38" else (fore, colour)
        elif code.isdigit() and (30 <= int(code) <= 39 or 90 <= int(code) <= 97):
            fore = "" if code == "39" else code
        elif code.isdigit() and (40 <= int(code) <= 49 or 100 <= int(code) <= 107):
            back = "" if code == "49" else code
        else:
            return None
    return tuple(attributes), fore, back


@lru_cache(4096)
def ground(style: str) -> str:
    """As much of a style as can be seen where there is no character."""
    pieces = _pieces(style)
    if pieces is None or _ON_BLANKS & set(pieces[0]):
        return style
    return pieces[2]


@lru_cache(4096)
def for_blank(now: str, wanted: str) -> str:
    """The style to write blanks in: the present one, if they look the same in it."""
    return now if ground(now) == ground(wanted) else wanted


@lru_cache(4096)
def change(now: str, wanted: str) -> str:
    """The sequence that leads from one style to another."""
    if now == wanted:
        return ""
    if wanted == PLAIN:
        return "\x1b[m"
    old, new = _pieces(now), _pieces(wanted)
    if old is None or new is None:
        return f"\x1b[0;{wanted}m"
    off = {_OFF[one] for one in old[0] if one not in new[0]}
    kept = [one for one in old[0] if _OFF[one] not in off]
    codes = [*sorted(off), *(one for one in new[0] if one not in kept)]
    codes += [new[1] or "39"] if new[1] != old[1] else []
    codes += [new[2] or "49"] if new[2] != old[2] else []
    step = f"\x1b[{';'.join(codes)}m" if codes else ""
    return min(step, f"\x1b[0;{wanted}m", key=len)
