"""Keys: how people write them, how Textual names them, what other keyboard layouts send for them.

A name is what Textual 8 makes of a key that a terminal sends: letters and digits of any script as
themselves ("d", "D", "в"), other characters by their Unicode name ("full_stop"), the rest by words
("pagedown"); modifiers before it in the order of the alphabet ("alt+shift+d").
"""

import re
import unicodedata

from iraq_tui.sources.toml.problem import quote, suggestion

_RENAMED = {
    "solidus": "slash",
    "reverse_solidus": "backslash",
    "commercial_at": "at",
    "hyphen_minus": "minus",
    "plus_sign": "plus",
    "low_line": "underscore",
}

# One string a layout, one place a key, row by row from the top left, as xkeyboard-config has them:
# us, ru(winkeys), ua(unicode); these are the PC layouts of Windows, too.
_PLAIN = (
    "`1234567890-=qwertyuiop[]\\asdfghjkl;'zxcvbnm,./",
    "ё1234567890-=йцукенгшщзхъ\\фывапролджэячсмитьбю.",
    "'1234567890-=йцукенгшщзхїґфівапролджєячсмитьбю.",
)
_SHIFTED = (
    '~!@#$%^&*()_+QWERTYUIOP{}|ASDFGHJKL:"ZXCVBNM<>?',
    'Ё!"№;%:?*()_+ЙЦУКЕНГШЩЗХЪ/ФЫВАПРОЛДЖЭЯЧСМИТЬБЮ,',
    'ʼ!"№;%:?*()_+ЙЦУКЕНГШЩЗХЇҐФІВАПРОЛДЖЄЯЧСМИТЬБЮ,',
)
_LATIN = frozenset(_PLAIN[0] + _SHIFTED[0])

_OTHERWISE = {"ctrl+space": "ctrl+@", "ctrl+slash": "ctrl+underscore"}
"""What terminals without the Kitty protocol send."""


def name_of(character: str) -> str:
    """The name of the key that types a character."""
    if character.isalnum():
        return character
    name = unicodedata.name(character).lower().replace("-", "_").replace(" ", "_")
    return _RENAMED.get(name, name)


_CHARACTERS = {name_of(char): char for char in "".join(_PLAIN + _SHIFTED) if not char.isalnum()}
_WORDS = {
    "space": "Space", "enter": "Enter", "escape": "Esc", "tab": "Tab", "backspace": "Backspace",
    "insert": "Ins", "delete": "Del", "home": "Home", "end": "End", "pageup": "PgUp",
    "pagedown": "PgDn", "up": "↑", "down": "↓", "left": "←", "right": "→",
    **{f"f{number}": f"F{number}" for number in range(1, 25)},
}  # fmt: skip
_ASCII_ARROWS = {"↑": "Up", "↓": "Down", "←": "Left", "→": "Right"}
_ALSO = {
    "return": "enter", "backtab": "shift+tab", "pgup": "pageup", "pgdn": "pagedown",
    "pgdown": "pagedown", "spacebar": "space", "dot": "full_stop", "period": "full_stop",
    **{word.lower(): name for name, word in _WORDS.items()},
}  # fmt: skip
_KNOWN = {name.replace("_", ""): name for name in [*_CHARACTERS, *_WORDS]} | _ALSO
_MODIFIERS = {"ctrl": "ctrl", "control": "ctrl", "alt": "alt", "option": "alt", "shift": "shift"}
_BEYOND = {"cmd", "command", "meta", "super", "win", "hyper"}
_SENT_FOR = {"ctrl+i": "tab", "ctrl+m": "enter", "ctrl+h": "backspace",
             "ctrl+left_square_bracket": "escape"}  # fmt: skip
_SENT_ALONE = {"space", "enter", "tab", "backspace", "escape"}
_OTHER_WAYS = re.compile(r"(?i)(?:\^|<?(?P<modifier>C|M|A|S|ctrl|alt|shift)-)(?P<key>[^<>]+)>?")
"""As Emacs, Vim and nano write keys: "C-d", "<C-d>", "^D"."""
_MEANT = {"c": "ctrl", "m": "alt", "a": "alt", "s": "shift"}


class NoKeyError(Exception):
    """What was written is no key: ``what``, ``why`` and the ``mend``."""

    def __init__(self, what: str, mend: str, why: str = "") -> None:
        super().__init__(what)
        self.what, self.mend, self.why = what, mend, why


def key_name(written: str) -> str:
    """The name of a key as people write it: "ctrl+d", "D", "?", "F1", "PgDn", "ж".

    A letter after ctrl or alt means the same in either case; "shift+d" is "D". Raises NoKeyError
    for what is no key, and for what no terminal, or not every terminal, tells from another key.
    """
    *modifiers, last = _parts(written)
    held = {_modifier(one, written) for one in modifiers}
    name = _last(last, written)
    if "+" in name:  # BackTab
        extra, name = name.split("+")
        held.add(extra)
    if held == {"shift"}:
        name, held = _shifted(name, written)
    elif held:
        name = name.lower()
        _check_modified(held, name, written)
    return "+".join([*sorted(held), name])


def key_words(key: str, *, ascii_only: bool = False) -> str:
    """A key as people read it: "?", "ctrl+d", "shift+Tab", "PgDn"."""
    *modifiers, last = key.split("+")
    word = _WORDS.get(last) or _character(last)
    if ascii_only:
        word = _ASCII_ARROWS.get(word, word)
    return "+".join([*modifiers, word])


def _character(name: str) -> str:
    if name in _CHARACTERS or len(name) == 1:
        return _CHARACTERS.get(name, name)
    try:
        return unicodedata.lookup(name.replace("_", " "))
    except KeyError:
        return name


def is_typed(key: str) -> bool:
    """Whether the key puts a character into a line of text."""
    name = key.removeprefix("shift+")
    return len(name) == 1 or name in _CHARACTERS or name == "space"


def comes_everywhere(key: str) -> bool:
    """Whether every terminal sends the key, and nothing else the same."""
    return bool(re.fullmatch(r"(?:ctrl|alt)\+[a-z]|f([1-9]|1[0-2])", key))


def twins_of(key: str) -> tuple[str, ...]:
    """What the same key sends on the other layouts, Latin, Russian and Ukrainian."""
    *modifiers, name = key.split("+")
    char = _CHARACTERS.get(name, name)
    rows = (_PLAIN,) if modifiers else (_PLAIN, _SHIFTED)
    found = [other for row in rows if len(char) == 1 for other in _beside(char, row)]
    twins = ["+".join([*modifiers, name_of(other)]) for other in found]
    if key in _OTHERWISE:
        twins.append(_OTHERWISE[key])
    return tuple(dict.fromkeys(twins))


def _beside(char: str, layouts: tuple[str, ...]) -> list[str]:
    """A Latin character is taken as such: "." is beside "ю", though it is a key in ЙЦУКЕН, too."""
    home = layouts[:1] if char in _LATIN else layouts[1:]
    places = {one.index(char) for one in home if char in one}
    return [one[at] for at in sorted(places) for one in layouts if one[at] != char]


def _parts(written: str) -> list[str]:
    if len(written) == 1:
        return [written]
    *modifiers, last = unicodedata.normalize("NFC", written.strip()).split("+")
    if modifiers and modifiers[-1] == last == "":  # "ctrl++"
        return [*modifiers[:-1], "+"]
    return [*modifiers, last.strip()]


def _modifier(word: str, written: str) -> str:
    plain = word.strip().lower()
    if plain in _BEYOND:
        what = f"{quote(written)} does not reach a program in a terminal"
        raise NoKeyError(what, "use ctrl, alt or shift")
    if plain not in _MODIFIERS:
        raise _no_key(written)
    return _MODIFIERS[plain]


def _last(word: str, written: str) -> str:
    if name := _KNOWN.get(re.sub("[ _-]", "", word.lower())):
        return name
    alone = len(word) == 1 and word.isprintable() and unicodedata.category(word)[0] != "M"
    if alone and _character(name_of(word)) == word:  # Textual looks it up the same way
        return name_of(word)
    raise _no_key(written)


def _no_key(written: str) -> NoKeyError:
    if match := _OTHER_WAYS.fullmatch(written.strip()):
        modifier = (match["modifier"] or "ctrl").lower()
        plain = "+".join([_MEANT.get(modifier, modifier), match["key"].lower()])
        mend = f"write {quote(plain)}"
    else:
        otherwise = "write a character, or a key such as ctrl+d, F1, Space, PgDn"
        names = [_ASCII_ARROWS.get(word, word) for word in _WORDS.values()]
        mend = suggestion(written, [*names, *_KNOWN.values()], otherwise)
    return NoKeyError(f"{quote(written)} is no key", mend)


def _shifted(name: str, written: str) -> tuple[str, set[str]]:
    if name in _WORDS:
        return name, {"shift"}
    if len(name) == 1 and name.isalpha():
        return name.upper(), set()
    why = "what shift makes of it depends on the keyboard"
    raise NoKeyError(f"{quote(written)} cannot be told apart", "write the character itself", why)


def _check_modified(held: set[str], name: str, written: str) -> None:
    char = _CHARACTERS.get(name, name)
    if name not in _WORDS and not (char.isalnum() or char in _PLAIN[0]):
        why = "terminals send different things for it"
        raise NoKeyError(f"{quote(written)} cannot be told apart", "choose another key", why)
    other = _SENT_FOR.get("+".join([*sorted(held), name]))
    if "alt" in held and (name in _SENT_ALONE or name in _CHARACTERS):
        other = name
    if other:
        why = f"many terminals send {key_words(other)} for it"
        raise NoKeyError(f"{quote(written)} cannot be told apart", "choose another key", why)
