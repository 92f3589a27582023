"""Which panes show: a pure answer from the shape of the screen and what is wanted on it."""

from enum import StrEnum

from msgspec import Struct
from msgspec.structs import replace

from iraq_tui.tui.shape import Shape


class Pane(StrEnum):
    """The panes; the values are the ids of their widgets."""

    ACTORS = "actors"
    TIMELINE = "timeline"
    COMPARISON = "comparison"


class Arrangement(Struct, frozen=True):
    """What is wanted on the screen, whatever fits at the moment."""

    pane: Pane = Pane.TIMELINE
    """The pane that has the focus."""
    column: bool = True
    """Actors as a column of the wide layout."""
    drawer: bool = False
    """Actors as a drawer of the stacked one."""
    axis: bool = False
    """The time axis in the place of the list."""

    def shown(self, shape: Shape) -> frozenset[Pane]:
        """The panes that show in a layout; only the focused one where there is room for one."""
        if shape is Shape.TINY:
            return frozenset()
        if shape is Shape.SINGLE:
            return frozenset((self.pane,))
        with_actors = self.column if shape is Shape.WIDE else self.drawer
        panes = frozenset((Pane.TIMELINE, Pane.COMPARISON))
        return panes | {Pane.ACTORS} if with_actors else panes

    def fitting(self, shape: Shape) -> "Arrangement":
        """The same with the focus on a pane that shows."""
        if shape is Shape.TINY or self.pane in self.shown(shape):
            return self
        return replace(self, pane=Pane.TIMELINE)

    def next_pane(self, shape: Shape, direction: int) -> "Arrangement":
        """The focus on the next pane, or the previous for -1; where one shows, all take turns."""
        panes = [one for one in Pane if shape is Shape.SINGLE or one in self.shown(shape)]
        if self.pane not in panes:
            return self
        return replace(self, pane=panes[(panes.index(self.pane) + direction) % len(panes)])

    def toggle_actors(self, shape: Shape) -> "Arrangement":
        """The actors shown and focused, or put away."""
        opened = Pane.ACTORS not in self.shown(shape)
        pane = Pane.ACTORS if opened else Pane.TIMELINE
        if shape is Shape.WIDE:
            return replace(self, column=opened, pane=pane)
        return replace(self, drawer=opened and shape is Shape.STACKED, pane=pane)
