"""Painting lines of data in the colours of the theme."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import lru_cache
from typing import Any, ClassVar, TypeVar

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.binding import BindingsMap
from textual.dom import DOMNode
from textual.screen import Screen
from textual.strip import Strip
from textual.style import Style as VisualStyle
from textual.timer import Timer
from textual.widget import Widget

from iraq_tui.text.width import all_single
from iraq_tui.tui.paint.line import Line, Role
from iraq_tui.tui.paint.plain import in_ascii
from iraq_tui.tui.widgets.contrast import legible
from iraq_tui.tui.widgets.straight import GoesStraight, Straight

Given = TypeVar("Given")
Bindings = list[tuple[DOMNode, BindingsMap]]

_FRAME = 1 / 250
"""Seconds between two paints at least."""
PREFIX = "painted--"
CURSOR = f"{PREFIX}cursor"
CURSOR_BLURRED = f"{PREFIX}cursor-blurred"
HOVER = f"{PREFIX}hover"
FOUND = f"{PREFIX}found"
"""What a search has found in a text: attributes alone, on whatever it is in."""
FOUND_HERE = f"{PREFIX}found-here"
_TEXT = 5.2
"""The contrast aimed at. WCAG asks for 4.5:1; some is to spare for the ground of a line under the
pointer."""
_LEAST = {
    # A hairline: the panes stand apart by blank columns, too, so nothing is lost without it.
    f"{PREFIX}{Role.RULE}": 2.0,
    # Where one is in a pane: not text, but a sign that has to be seen.
    f"{PREFIX}{Role.THUMB}": 3.0,
}
_COMPONENT = {role: f"{PREFIX}{role}" for role in Role}
_MAY_REVERSE = {f"{PREFIX}{Role.HERE}", CURSOR, CURSOR_BLURRED}
_SHOW_ON_SPACES = frozenset({Role.HERE})
"""Roles whose reverse would show on spaces that are not theirs."""
ASCII_CLASS = "-ascii"
"""The class of an app that draws with ASCII characters alone."""


class PaintedScreen(Screen[Given], inherit_bindings=False):
    """A screen with the looks of all that is painted; app.tcss says what they are.

    The screen has them, not every pane: Textual works each one's looks out anew whenever its widget
    changes at all.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        *(f"{PREFIX}{role}" for role in Role),
        CURSOR,
        CURSOR_BLURRED,
        HOVER,
        FOUND,
        FOUND_HERE,
    }

    def __init__(self) -> None:
        self._looks: dict[str, Style] = {}
        self._frames: Timer | None = None
        self._straight = Straight(self)
        self._bound: Bindings = []
        self._chain: Bindings = []
        super().__init__()

    @property
    def _update_timer(self) -> Timer:
        """Textual's, which paints what has changed, but one that runs faster.

        At 60 frames a second, whatever changes just after a paint waits up to 16.7 ms for its own:
        what a filter finds, after the letter typed, or the comparison, after the row.
        """
        if self._frames is None:
            self._frames = self.set_interval(
                _FRAME, self._on_timer_update, name="screen_update", pause=True
            )
        return self._frames

    @property
    def _binding_chain(self) -> Bindings:
        """Textual's, kept: it copies and sifts all bindings of all for each key."""
        nodes = (self.focused or self).ancestors_with_self
        bound = [(node, node._bindings) for node in nodes]  # noqa: SLF001
        if bound != self._bound:
            self._bound, self._chain = bound, super()._binding_chain
        return self._chain

    def paint_now(self, widget: Widget) -> None:
        """Paint what has changed of a widget, unless more is to come that may change it again.

        Textual paints when it has nothing else to do, after some turns of its loop.
        """
        app = self.app
        waits = self._layout_required or app._batch_count or not app._message_queue.empty()  # noqa: SLF001
        if self.is_current and not waits:
            self._compositor.update_widgets({widget})
            self._straight.write()

    def _compositor_refresh(self) -> None:
        """Textual's, for whatever does not go straight to the terminal."""
        if self._straight.write():
            self._dirty_widgets.clear()
            self.app._update_mouse_over(self)  # noqa: SLF001
        else:
            super()._compositor_refresh()

    def notify_style_update(self) -> None:
        """The theme is another, or what the terminal can do."""
        self._looks.clear()
        super().notify_style_update()

    def look(self, component: str) -> Style:
        """A component's style, legible on this screen, whatever the theme."""
        if component not in self._looks:
            self._looks[component] = self._look(component)
        return self._looks[component]

    def _look(self, component: str) -> Style:
        visual = self.get_visual_style(component)
        # Textual 8.2.8 leaves "reverse" out of a visual style.
        is_reverse = (
            component in _MAY_REVERSE and self.get_component_styles(component).text_style.reverse
        )
        is_rounded = self.app.console.color_system == "256"
        return _readable(visual, _LEAST.get(component, _TEXT), is_reverse, is_rounded)


def style_of(widget: Widget, component: str) -> Style:
    """A component's style on the screen that a widget is on."""
    return _screen_of(widget).look(component)


def _screen_of(widget: Widget) -> PaintedScreen[Any]:
    screen = widget.screen
    assert isinstance(screen, PaintedScreen)  # nothing is painted on any other
    return screen


@lru_cache(maxsize=1024)
def _readable(visual: VisualStyle, least: float, is_reverse: bool, is_rounded: bool) -> Style:
    background, colour = visual.background, visual.foreground
    if background is not None and colour is not None and background.ansi is None:
        # Resolved first: a colour may be partly transparent, such as "auto 60%".
        seen = legible(background + colour, background, least, rounded=is_rounded)
        visual = replace(visual, foreground=seen)
    style = visual.rich_style
    return style + Style(reverse=True) if is_reverse else style


def strip_of(
    widget: Widget, line: Line, width: int, look: Callable[[str], Style] | None = None
) -> Strip:
    """The line as a strip of exactly so many cells.

    ``look`` gives a component's style, if it is not the screen's.
    """
    look = look or _screen_of(widget).look
    runs = _runs(drawn(widget, line))
    missing = width - _cells_of("".join([text for text, _ in runs]))
    if missing > 0:
        _pad(runs, missing)
    segments = [Segment(text, look(_COMPONENT[role])) for text, role in runs]
    return Strip(segments, width + max(-missing, 0)).adjust_cell_length(width)


def _cells_of(text: str) -> int:
    """The cells a text takes by Textual's count, which is this program's for most texts."""
    return len(text) if all_single(text) else cell_len(text)


def _pad(runs: list[tuple[str, Role]], cells: int) -> None:
    """Fill up in the style of what precedes: a style of its own is more bytes to write."""
    text, role = runs[-1] if runs else ("", Role.TEXT)
    if role in _SHOW_ON_SPACES:
        runs.append((" " * cells, Role.TEXT))
    else:
        runs[-1:] = [(text + " " * cells, role)]


def drawn(widget: Widget, line: Line) -> Line:
    """The line in the characters that the program may draw with: all, or ASCII's alone."""
    return in_ascii(line) if widget.app.has_class(ASCII_CLASS) else line


def _runs(line: Line) -> list[tuple[str, Role]]:
    """The line with spaces in the style of what precedes them: a third of the bytes to write."""
    runs: list[tuple[str, Role]] = []
    for piece in line:
        text, role = piece.text, piece.role
        if not text:
            continue
        before, role_before = runs[-1] if runs else ("", Role.HERE)
        shows = role in _SHOW_ON_SPACES or role_before in _SHOW_ON_SPACES
        spaces = text.isspace() and not shows
        # A run begins with no spaces but its own: converters of screenshots misplace it if so.
        if spaces or (role is role_before and before and not before.isspace()):
            runs[-1] = (before + text, role_before)
        else:
            runs.append((text, role))
    return runs


def lines_strip(widget: Widget, lines: Iterable[Line], y: int) -> Strip:
    """Line number ``y`` of some lines as a strip as wide as the widget; blank past the end."""
    found = next((line for number, line in enumerate(lines) if number == y), ())
    return strip_of(widget, found, widget.size.width)


class Painted(GoesStraight, Widget):
    """A widget of a few lines that are painted whole."""

    can_focus = False

    def paint(self) -> list[Line]:
        """The lines, for the widget's present size."""
        raise NotImplementedError

    def render_line(self, y: int) -> Strip:
        """One line, for Textual."""
        return lines_strip(self, self.paint(), y)
