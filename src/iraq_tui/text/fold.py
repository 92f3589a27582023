"""Text as search sees it: without case, accents and typing variants."""

import unicodedata
from functools import lru_cache

# ’ ‘ ‛ ʼ ʻ ʹ ′ ` ´ and the fullwidth ones; before NFKD, which takes ´ apart into space and acute.
_APOSTROPHES = dict.fromkeys(map(ord, "’‘‛ʼʻʹʽ′`´＇｀ꞌ"), "'")


def fold(text: str) -> str:
    """The form in which texts are compared when searching; folding it again changes nothing.

    Case is folded, compatibility forms and accents are taken off (NFKD, UAX #15), apostrophes
    become ', dashes and the minus become -, every run of white space one space, none at the ends.
    So these fold together: й/и, ї/і, ё/е, ў/у; é/e; أ/ا, with and without vowel signs or
    stretching in Arabic; ﬁ/fi, Ａ/a. Soft hyphens, joiners and other format characters go.
    Letters that Unicode does not decompose stay apart: ґ/г, є/е, ł/l.
    """
    return " ".join(_plain(text).split())


def fold_lines(text: str) -> str:
    """Each line of a text folded, lines without anything left out; quicker than one by one."""
    lines = (" ".join(line.split()) for line in _plain(text).split("\n"))
    return "\n".join(line for line in lines if line)


@lru_cache(maxsize=8192)
def fold_char(char: str) -> str:
    """What one character becomes; nothing, where it goes. White space is not joined.

    Those of a text one after another, their white space joined, are the text's folded form.
    """
    return _plain(char)


def _plain(text: str) -> str:
    if text.isascii():
        return text.replace("`", "'").lower()
    plain = unicodedata.normalize("NFKD", text.translate(_APOSTROPHES))
    plain = unicodedata.normalize("NFKD", plain.casefold())
    if plain.isascii():  # but for its apostrophes, say
        return plain
    # Each of its characters once: a pattern of all that may stay is slower to compile than to use.
    for char in set(plain):
        if (folded := _folded(char)) != char:
            plain = plain.replace(char, folded)
    return plain


@lru_cache(maxsize=4096)
def _folded(char: str) -> str:
    category = unicodedata.category(char)
    if unicodedata.combining(char) or category in {"Me", "Cf"} or _is_shapeless(char):
        return ""
    if category == "Pd" or char == "\u2212":
        return "-"
    return "'" if ord(char) in _APOSTROPHES else char


def _is_shapeless(char: str) -> bool:
    """Variation selectors, the grapheme joiner and the Arabic stretching stroke."""
    is_selector = "\ufe00" <= char <= "\ufe0f" or "\U000e0100" <= char <= "\U000e01ef"
    return is_selector or char in "\u034f\u0640"
