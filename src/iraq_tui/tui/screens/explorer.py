"""The explorer: all its commands on one screen, and the screens that open from it."""

from typing import TYPE_CHECKING

from msgspec.structs import replace
from textual import events, on
from textual.message import Message
from textual.theme import BUILTIN_THEMES

from iraq_tui.domain.catalogue import Catalogue
from iraq_tui.tui import state
from iraq_tui.tui.kit import Kit
from iraq_tui.tui.outside import Outside
from iraq_tui.tui.screens.asking import Asking
from iraq_tui.tui.screens.keeping import Keeping
from iraq_tui.tui.screens.panes import Pane
from iraq_tui.tui.screens.preparing import Preparing
from iraq_tui.tui.screens.scaling import Scaling
from iraq_tui.tui.screens.taking import Taking
from iraq_tui.tui.screens.walking import Walking
from iraq_tui.tui.shape import Shape
from iraq_tui.tui.state import View
from iraq_tui.tui.widgets.comparison import Comparison
from iraq_tui.tui.widgets.told import KeysMayCome

if TYPE_CHECKING:
    from iraq_tui.tui.findable import Found

_OF_ALL = frozenset(
    {
        "copy",
        "edit",
        "export",
        "filter",
        "go_to_date",
        "matrix",
        "next_differ",
        "next_one_sided",
        "palette",
        "previous_differ",
        "previous_one_sided",
        "problems",
        "read",
        "reload",
        "select_all",
        "summary",
    }
)
"""What is about all events, or the whole store."""


class Explorer(Walking, Scaling, Asking, Preparing, Taking, Keeping):
    """The screen people live in."""

    class ThemeChosen(Message):
        """Other colours are wanted."""

        def __init__(self, theme: str) -> None:
            super().__init__()
            self.theme = theme

    def __init__(
        self,
        catalogue: Catalogue,
        view: View,
        kit: Kit,
        outside: Outside,
        *,
        greeting: str = "",
    ) -> None:
        super().__init__(catalogue, view, kit)
        self.outside = outside
        self.problems, self._stamp = tuple(outside.problems), outside.stamp
        self.is_partial = outside.is_partial
        self._greeting = greeting

    def on_mount(self) -> None:
        """Show the filter in force, and what there is to say at the start."""
        if self.view.filter:
            self.settle_filter()
        if self._greeting:
            self.say(self._greeting)
        # In a thread, but the first frame and its first key would wait for that all the same.
        self.call_after_refresh(self.call_later, self.follow)

    def on_key(self, event: events.Key) -> None:
        """A key that does nothing says so: silence looks like a fault."""
        if not event.is_printable or not event.character or self.asking is not None:
            return
        if self.is_partial:
            self.say(f"{event.character} works as soon as the whole store is read")
        else:
            self.say(f"{event.character} does nothing here: {self.kit.key('help')} lists the keys")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """While only the first events are there, nothing is done that is about all of them."""
        if self.is_partial and action in _OF_ALL:
            return False
        return super().check_action(action, parameters)

    def toggle_actor(self, actor: str) -> None:
        """Put an actor into the filter, or take it out."""
        if self.is_partial:
            self.say("the filter works as soon as the whole store is read")
        else:
            super().toggle_actor(actor)

    def action_step_out(self) -> None:
        """One step out: the line typed in, a range, another pane, the drawer, the filter."""
        if self.asking is not None:
            self.leave_line()
        elif self.stop_writing() or self.stop_preparing():
            pass
        elif self.view.anchor is not None:
            self.view = state.drop_range(self.view)
        elif self.arrangement.pane is not Pane.TIMELINE:
            self.arrangement = replace(self.arrangement, pane=Pane.TIMELINE, drawer=False)
        elif self.arrangement.drawer and self.shape is Shape.STACKED:
            self.arrangement = replace(self.arrangement, drawer=False)
        elif self.filter_text:
            self.filter_by("")
        elif self.arrangement.axis:
            self.arrangement = replace(self.arrangement, axis=False)

    def action_close(self) -> None:
        """Quit."""
        self.app.exit()

    def action_help(self) -> None:
        """All keys."""
        from iraq_tui.tui.screens.help import Help

        self.open_over(Help(self.kit))

    @on(Comparison.Opened)
    def _show_claim(self, message: Comparison.Opened) -> None:
        view, event = self.view, self.view.highlighted
        if event is None or not view.visible:
            return
        if not self.catalogue.comparison(event, view.pair).rows:
            self.say("neither report speaks of this event")
            return
        from iraq_tui.tui.screens.claim import ClaimDetail

        # The panel may still be on its way to this event.
        row = message.row if message.event == event else 0
        detail = ClaimDetail(self.catalogue, event, view.pair, row, self.kit)
        self.open_over(detail, self._claim_shown)

    def _claim_shown(self, row: int | None) -> None:
        if row is not None:
            self.query_one(Comparison).go_to_stop(row)

    # --- the palette ---

    def action_palette(self) -> None:
        """Find an event, an actor, a report, a command."""
        from iraq_tui.tui.screens.palette import Palette

        palette = Palette(self.catalogue, self.view.pair, self.kit, sorted(BUILTIN_THEMES))
        self.open_over(palette, self._found_in_palette)

    async def _found_in_palette(self, found: "Found | None") -> None:
        if found is not None:
            await self._take_found(found)
            self.post_message(KeysMayCome())

    async def _take_found(self, found: "Found") -> None:
        from iraq_tui.tui.findable import Kind

        match found.kind:
            case Kind.EVENT:
                self.go_to_event(found.id)
            case Kind.ACTOR:
                self.toggle_actor(found.id)
            case Kind.THEME:
                self.post_message(self.ThemeChosen(found.id))
            case Kind.COMMAND:
                await self.run_action(found.action)
            case _ if found.term:
                self.filter_by(f"{self.filter_text} {found.term}".strip())
            case _:
                self.say(f"no filter can name this {found.kind}")
