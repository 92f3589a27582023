"""Painting lines of data in the colours of the theme."""

from collections.abc import Iterable
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip
from textual.widget import Widget

from iraq_tui.tui.paint.line import Line, Role

PREFIX = "painted--"
CURSOR = f"{PREFIX}cursor"
CURSOR_BLURRED = f"{PREFIX}cursor-blurred"
CLASSES = {*(f"{PREFIX}{role}" for role in Role), CURSOR, CURSOR_BLURRED}
"""The component classes of every widget here; app.tcss gives them their looks."""


def style_of(widget: Widget, component: str) -> Style:
    """A component's style, colours such as "auto 60%" resolved against what lies behind it."""
    style = widget.get_visual_style(component).rich_style
    # Textual 8.2.8 leaves "reverse" out of a visual style.
    if widget.get_component_styles(component).text_style.reverse:
        style += Style(reverse=True)
    return style


def strip_of(widget: Widget, line: Line, width: int) -> Strip:
    """The line as a strip of exactly so many cells."""
    base = style_of(widget, f"{PREFIX}{Role.TEXT}")
    segments = [Segment(text, style_of(widget, f"{PREFIX}{role}")) for text, role in _runs(line)]
    last = segments[-1].style if segments and not _is_inverse(line[-1].role) else base
    return Strip(segments).adjust_cell_length(width, last)


def _runs(line: Line) -> list[tuple[str, Role]]:
    """The line with spaces in the style of what precedes them: a third of the bytes to write."""
    runs: list[tuple[str, Role]] = []
    for text, role in ((piece.text, piece.role) for piece in line if piece.text):
        before, role_before = runs[-1] if runs else ("", Role.HERE)
        spaces = text.isspace() and not _is_inverse(role) and not _is_inverse(role_before)
        # A run begins with no spaces but its own: converters of screenshots misplace it if so.
        if spaces or (role is role_before and before and not before.isspace()):
            runs[-1] = (before + text, role_before)
        else:
            runs.append((text, role))
    return runs


def _is_inverse(role: Role) -> bool:
    return role is Role.HERE


def lines_strip(widget: Widget, lines: Iterable[Line], y: int) -> Strip:
    """Line number ``y`` of some lines as a strip as wide as the widget; blank past the end."""
    found = next((line for number, line in enumerate(lines) if number == y), ())
    return strip_of(widget, found, widget.size.width)


class Painted(Widget):
    """A widget of a few lines that are painted whole."""

    COMPONENT_CLASSES: ClassVar[set[str]] = CLASSES
    can_focus = False

    def paint(self) -> list[Line]:
        """The lines, for the widget's present size."""
        raise NotImplementedError

    def render_line(self, y: int) -> Strip:
        """One line, for Textual."""
        return lines_strip(self, self.paint(), y)
