"""Which theme a terminal can show."""

from textual.theme import BUILTIN_THEMES

_FEW = frozenset({"standard", "windows"})
"""Rich's names for terminals of 16 colours or fewer."""
_DEFAULT = "textual-dark"


def theme_for(asked: str | None, colours: str | None) -> str | None:
    """The theme to show: the one asked for, or None for Textual's own choice.

    ``colours`` is what the terminal can show, as Rich's ``Console.color_system`` names it. With
    16 colours or fewer a theme of exact colours would be rounded until verdicts look like plain
    text, and the cursor's row like any other: it gives way to the one of its kind, dark or light,
    that is made of the terminal's own colours. ``asked`` is the name of one of Textual's themes.
    """
    if colours not in _FEW:
        return asked
    theme = BUILTIN_THEMES[asked or _DEFAULT]
    if theme.ansi:
        return theme.name
    return "ansi-dark" if theme.dark else "ansi-light"
