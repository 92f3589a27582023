"""Styles with Textual's line filters on them (NO_COLOR, ANSI colours).

A pane that passes over Textual's styles cache passes over its filters, too. They change styles
alone, so each style is put through them once and no line is.
"""

from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.strip import Strip
from textual.widget import Widget

from iraq_tui.tui.widgets.painted import style_of


class FilteredStyles:
    """The styles of a widget's components, worked out once while the theme stays."""

    def __init__(self, widget: Widget) -> None:
        self._widget = widget
        self._styles: dict[str, Style] = {}
        self._ground: Color | None = None

    def forget(self) -> None:
        """The theme changed."""
        self._styles.clear()
        self._ground = None

    def of(self, component: str) -> Style:
        """A component's style."""
        style = self._styles.get(component)
        if style is None:
            sample = self.filtered(Strip([Segment(" ", style_of(self._widget, component))], 1))
            style = self._styles[component] = next(iter(sample)).style or Style()
        return style

    def filtered(self, strip: Strip) -> Strip:
        """A strip of styles of its own."""
        if self._ground is None:
            self._ground = self._widget.background_colors[1]
        for line_filter in self._widget.get_line_filters():
            strip = strip.apply_filter(line_filter, self._ground)
        return strip
