"""The explorer's commands that walk, select, choose the reports and arrange the panes."""

from collections.abc import Callable

from msgspec.structs import replace
from textual import on

from iraq_tui.domain.catalogue import Catalogue
from iraq_tui.domain.comparison.model import Side
from iraq_tui.tui import state
from iraq_tui.tui.screens.panes import Pane
from iraq_tui.tui.screens.seeking import Seeking
from iraq_tui.tui.state import Move, View
from iraq_tui.tui.widgets.bars import Overview
from iraq_tui.tui.widgets.timeline import Timeline

Finder = Callable[[View, Catalogue, int], View]


class Walking(Seeking):
    """Each command is a step from one view to the next."""

    # --- moving ---

    def action_step(self, how: str) -> None:
        """One of the moves, among the events."""
        page = self.main.page
        self.view = state.moved(self.view, self.catalogue, Move(how), page)

    @on(Timeline.Pointed)
    def _pointed(self, message: Timeline.Pointed) -> None:
        self.view = state.highlight(self.view, self.catalogue, message.number)

    @on(Overview.Pointed)
    def _time_pointed(self, message: Overview.Pointed) -> None:
        self.centre_on(message.second)
        self.view = state.at_second(self.view, self.catalogue, message.second)

    def action_next_event(self) -> None:
        """The next event, from any pane."""
        self.view = state.move(self.view, self.catalogue, 1)

    def action_previous_event(self) -> None:
        """The previous event, from any pane."""
        self.view = state.move(self.view, self.catalogue, -1)

    def action_next_differ(self) -> None:
        """The next disagreement."""
        self._find(state.next_differ, 1, "disagreement")

    def action_previous_differ(self) -> None:
        """The previous disagreement."""
        self._find(state.next_differ, -1, "disagreement")

    def action_next_one_sided(self) -> None:
        """The next event only one report tells."""
        self._find(state.next_one_sided, 1, "one-sided event")

    def action_previous_one_sided(self) -> None:
        """The previous event only one report tells."""
        self._find(state.next_one_sided, -1, "one-sided event")

    def action_next_year(self) -> None:
        """The first event of the next year."""
        self._find(state.next_year, 1, "year")

    def action_previous_year(self) -> None:
        """The first event of this year, or of the one before."""
        self._find(state.next_year, -1, "year")

    def _find(self, finder: Finder, direction: int, what: str) -> None:
        found = finder(self.view, self.catalogue, direction)
        if found == self.view:
            so_far = " so far" if self.sought else ""
            self.say(f"no {what} {'after' if direction > 0 else 'before'} this one{so_far}")
        else:
            self.view = found

    # --- selecting ---

    def action_select(self) -> None:
        """Take the event in or out, and move down."""
        self.view = state.toggle_select(self.view, self.catalogue)

    def action_range(self) -> None:
        """Begin a range, or keep it."""
        self.view = state.range_(self.view, self.catalogue)
        if self.view.anchor is not None:
            keep, drop = self.kit.key("range"), self.kit.key("step-out")
            self.say(f"a range begins here: move, {keep} keeps it, {drop} drops it")

    def action_select_all(self) -> None:
        """Take all events in view, those too that the filter has yet to find."""
        self.finish_seeking()
        self.view = state.select_all(self.view, self.catalogue)

    def action_select_none(self) -> None:
        """Clear the selection."""
        cleared = self.view.selection or self.view.anchor is not None
        self.view = state.select_none(self.view, self.catalogue)
        back = f"selection cleared: {self.kit.key('restore-selection')} brings it back"
        self.say(back if cleared else "nothing is selected")

    def action_restore_selection(self) -> None:
        """Take the cleared selection back."""
        if not self.view.previous:
            self.say("no selection was cleared")
        self.view = state.restore_selection(self.view)

    # --- the reports ---

    def action_swap(self) -> None:
        """Left and right change places."""
        self._compare_with(state.swap_pair(self.view))

    def action_change_left(self) -> None:
        """Another report on the left."""
        self._compare_with(state.change_side(self.view, self.catalogue, Side.LEFT))

    def action_change_right(self) -> None:
        """Another report on the right."""
        self._compare_with(state.change_side(self.view, self.catalogue, Side.RIGHT))

    def _compare_with(self, changed: View) -> None:
        if changed.pair == self.view.pair:
            self.say("there is no other report to compare with")
        else:
            self.seek_for(changed.pair)

    def action_wording(self) -> None:
        """Show the original wording, or hide it."""
        self.wording = not self.wording

    # --- panes ---

    def action_next_pane(self) -> None:
        """The focus on the next pane."""
        self.asking = None
        self.arrangement = self.arrangement.next_pane(self.shape, 1)

    def action_previous_pane(self) -> None:
        """The focus on the previous pane."""
        self.asking = None
        self.arrangement = self.arrangement.next_pane(self.shape, -1)

    def action_actors(self) -> None:
        """Show or hide the actors."""
        self.arrangement = self.arrangement.toggle_actors(self.shape)

    def action_compare(self) -> None:
        """To the comparison."""
        self.arrangement = replace(self.arrangement, pane=Pane.COMPARISON)
