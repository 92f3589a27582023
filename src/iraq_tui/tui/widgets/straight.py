"""Writing panes to the terminal without composing the whole screen.

Where the panes of a screen do not overlap, as here, each can be written for itself. Textual 8.2.8's
compositor asks every widget for all its lines and cuts them to chops whenever one changes, which is
most of what a key costs.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from rich.color import ColorSystem
from rich.control import Control
from textual._ansi_sequences import SYNC_END, SYNC_START
from textual._context import visible_screen_stack
from textual.geometry import Region
from textual.screen import Screen
from textual.strip import Strip
from textual.widget import Widget

from iraq_tui.tui.driver import ThriftyDriver
from iraq_tui.tui.sgr import PLAIN
from iraq_tui.tui.thrift import Piece, Span


class GoesStraight:
    """What may be written so: a widget without a border whose ``render_lines`` gives it all."""


class Straight:
    """Writes what has changed of one screen, as long as that is panes alone."""

    def __init__(self, screen: Screen[Any]) -> None:
        self._screen = screen
        self._layout: object = None
        self._panes: list[tuple[Region, Widget]] = []

    def write(self) -> bool:
        """Write what the compositor has noted as changed; False where that is for it to do."""
        screen, app = self._screen, self._screen.app
        driver, regions = app._driver, screen._compositor._dirty_regions  # noqa: SLF001
        if screen is not app.screen or not isinstance(driver, ThriftyDriver):
            return False
        if not regions:
            return True
        changed = self._changed(regions)
        if changed is None:
            return False
        visible_screen_stack.set(app._background_screens)  # noqa: SLF001
        colours = app.console._color_system or ColorSystem.TRUECOLOR  # noqa: SLF001
        pieces = [
            (y + 1, pane.x + 1, _spans(strip, colours))
            for pane, widget, rows in changed
            for y, strip in _strips(pane, widget, rows)
        ]
        regions.clear()
        self._put(driver, pieces)
        return True

    def _put(self, driver: ThriftyDriver, pieces: list[Piece]) -> None:
        """As ``App._display`` does it."""
        app = self._screen.app
        place = self._screen.outer_size.clamp_offset(app.cursor_position)
        begin, end = (SYNC_START, SYNC_END) if app._sync_available else ("", "")  # noqa: SLF001
        driver.show(pieces, begin, f"{Control.move_to(*place).segment.text}{end}")
        app._previous_cursor_position = place  # noqa: SLF001
        driver.flush()
        app.post_display_hook()

    def _changed(self, regions: Iterable[Region]) -> list[tuple[Region, Widget, set[int]]] | None:
        """The panes that changed, and their rows on the screen; none where it is not panes."""
        rows: dict[Region, set[int]] = {}
        panes = self._apart()
        for region in regions:
            pane = next((one for one, _ in panes if one.contains_region(region)), None)
            if pane is None:
                return None
            rows.setdefault(pane, set()).update(region.line_range)
        return [(pane, widget, rows[pane]) for pane, widget in panes if pane in rows]

    def _apart(self) -> list[tuple[Region, Widget]]:
        """The panes in the present layout that nothing overlaps, with their places."""
        visible = self._screen._compositor.visible_widgets  # noqa: SLF001
        if visible is not self._layout:
            self._layout = visible
            places = {widget: region for widget, (region, _) in visible.items()}
            self._panes = [
                (region, widget)
                for widget, (region, clip) in visible.items()
                if isinstance(widget, GoesStraight)
                and region
                and clip.contains_region(region)
                and _is_alone(widget, places)
            ]
        return self._panes


def _is_alone(widget: Widget, places: Mapping[Widget, Region]) -> bool:
    """Whether nothing is on a widget's place but what it is in."""
    others = places.keys() - {widget, *widget.ancestors}
    return not any(places[widget].overlaps(places[other]) for other in others)


def _strips(pane: Region, widget: Widget, rows: set[int]) -> Iterable[tuple[int, Strip]]:
    """The strips of some rows of the screen."""
    first, last = min(rows), max(rows)
    asked = Region(0, first - pane.y, pane.width, last - first + 1)
    strips = enumerate(widget.render_lines(asked), first)
    return ((y, strip) for y, strip in strips if y in rows)


def _spans(strip: Strip, colours: ColorSystem) -> list[Span]:
    return [
        (
            text,
            PLAIN if style is None else style._ansi or Strip.render_ansi(style, colours),  # noqa: SLF001
        )
        for text, style, _ in strip
        if text
    ]
