"""The explorer's commands of the time axis: to it and back, closer, further, along, other lanes."""

from typing import TYPE_CHECKING

from msgspec.structs import replace
from textual import on

from iraq_tui.text.counts import count_of
from iraq_tui.tui import state
from iraq_tui.tui.screens.panes import Pane
from iraq_tui.tui.screens.seeking import Seeking
from iraq_tui.tui.widgets.told import Looked

if TYPE_CHECKING:
    from iraq_tui.domain.scale import Scale
    from iraq_tui.tui.widgets.axis import Lanes

_STEP = 4
"""A step along is this part of the window."""
_FOLDED = 8
"""What takes more than this part of the window is folded."""


class Scaling(Seeking):
    """The list and the axis show the same view."""

    async def action_axis(self) -> None:
        """From the list to the time axis, or back."""
        if not self.query("#axis"):
            from iraq_tui.tui.widgets.axis import Axis

            self._axis = Axis(self.catalogue, self.view, self.kit)
            self._axis.display = False
            await self.query_one("#main").mount(self._axis, before="#main-rule")
        self.asking = None
        wanted = self.arrangement
        axis = wanted.pane is not Pane.TIMELINE or not wanted.axis
        self.arrangement = replace(wanted, axis=axis, pane=Pane.TIMELINE)

    @property
    def lanes(self) -> "Lanes":
        """The time axis; its commands are asked for while it has the focus."""
        assert self._axis is not None
        return self._axis.lanes

    def action_zoom_in(self) -> None:
        """Closer, the event that the cursor is on keeping its place."""
        self._zoom(1)

    def action_zoom_out(self) -> None:
        """Further away, as far as all events."""
        self._zoom(-1)

    def _zoom(self, steps: int) -> None:
        lanes = self.lanes
        scale, fitting = lanes.scale, lanes.fitting()
        if scale is None or fitting is None:
            return
        if steps < 0 and scale.pace >= fitting.pace:
            self.say("there is nothing further away")
            return
        about = scale.second(scale.halves // 2) if lanes.here is None else lanes.here
        closer = scale.zoomed(steps, about)
        is_past = steps < 0 and closer.pace >= fitting.pace
        self._show_window(fitting if is_past else closer)

    def action_fit(self) -> None:
        """All events in view."""
        if (fitting := self.lanes.fitting()) is not None:
            self._show_window(fitting)

    def action_pan_left(self) -> None:
        """Back in time by a part of the window."""
        self._pan(-1)

    def action_pan_right(self) -> None:
        """On in time by a part of the window."""
        self._pan(1)

    def _pan(self, steps: int) -> None:
        lanes = self.lanes
        if (scale := lanes.scale) is None:
            return
        further = scale.panned(steps * scale.halves / _STEP)
        if further.window.meets(lanes.spanned):
            self._show_window(further)
        else:
            self.say(f"there is nothing further {'on' if steps > 0 else 'back'}")

    def _show_window(self, scale: "Scale") -> None:
        """Another window; a cursor that is out of sight goes to the nearest event in it."""
        lanes = self.lanes
        lanes.look_through(scale)
        if lanes.is_in_sight or lanes.here is None:
            return
        window = scale.window
        nearest = min(max(lanes.here, window.lo), window.hi)
        view = state.at_second(self.view, self.catalogue, nearest)
        number = self.catalogue.index(view.highlighted or "")
        if window.lo <= self.catalogue.chronology.seconds[number] <= window.hi:
            self.view = view

    def action_lanes(self) -> None:
        """The next kind of lanes: packed, by actor, by report, by tag."""
        lanes = self.lanes
        lanes.group(lanes.by.next)
        self.say(f"lanes: {lanes.by}")

    def action_fold_time(self) -> None:
        """Fold the long stretches without events, or unfold them."""
        from iraq_tui.tui.paint.axis import quiet

        lanes = self.lanes
        if (scale := lanes.scale) is None:
            return
        least = int(scale.halves * scale.pace / _FOLDED)
        long = quiet(self.catalogue, self.view.visible, least)
        folds = [] if scale.folds else [one for one in long if one.meets(scale.window)]
        if not folds and not scale.folds:
            self.say("no stretch without events is long enough to fold")
            return
        self._show_window(scale.folding(folds))
        said = f"{count_of(len(folds), 'stretch', 'es')} folded"
        self.say(said if folds else "nothing is folded")

    @on(Looked)
    def _looked(self) -> None:
        self._show_overview()
