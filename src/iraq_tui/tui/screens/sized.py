"""What every screen does on a terminal too small to use."""

from typing import Any, Protocol, runtime_checkable

from textual.geometry import Size
from textual.screen import Screen

from iraq_tui.tui.shape import Shape, shape_of


@runtime_checkable
class Forgetting(Protocol):
    """An app that keeps in mind what the terminal shows."""

    def forget_terminal(self) -> None:
        """Take nothing for known."""


TINY = "-tiny"
"""The class of a screen that shows only that it is too small."""
SINGLE = f"-{Shape.SINGLE}"
"""The class of a screen with room for one pane."""


def mark_size(screen: Screen[Any], size: Size) -> Shape:
    """Mark a screen with its shape, and give it."""
    # What was painted for the old size since may have wrapped: nothing of it is known.
    if isinstance(screen.app, Forgetting):
        screen.app.forget_terminal()
    shape = shape_of(size.width, size.height)
    classes = {f"-{one}": one is shape for one in Shape} | {"-short": size.height < 16}
    screen.update_classes(classes, update=screen.is_attached)
    return shape
