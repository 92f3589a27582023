"""The frame of the explorer: it holds the view, passes it down, and arranges the panes."""

from time import monotonic
from typing import TYPE_CHECKING, TypeVar

from msgspec.structs import replace
from textual import events, on
from textual.app import ComposeResult
from textual.reactive import var
from textual.screen import Screen, ScreenResultCallbackType
from textual.timer import Timer

from iraq_tui.domain.axis import Span
from iraq_tui.domain.catalogue import Catalogue
from iraq_tui.domain.verdicts import UNKNOWN, disagreements
from iraq_tui.tui import state
from iraq_tui.tui.commands import Where
from iraq_tui.tui.keymap import key_line
from iraq_tui.tui.keys import bind
from iraq_tui.tui.kit import Kit
from iraq_tui.tui.paint.actors import Cast
from iraq_tui.tui.paint.head import Summary
from iraq_tui.tui.paint.overview import Dots, dots
from iraq_tui.tui.screens.panes import Arrangement, Pane
from iraq_tui.tui.screens.sized import mark_size
from iraq_tui.tui.shape import Shape
from iraq_tui.tui.slices import Slices
from iraq_tui.tui.state import View
from iraq_tui.tui.terms import actors_in
from iraq_tui.tui.widgets.actors import Actors, Card
from iraq_tui.tui.widgets.bars import Ground, Head, KeyLine, Overview, Rule, TooSmall
from iraq_tui.tui.widgets.comparison import Comparison
from iraq_tui.tui.widgets.painted import PaintedScreen
from iraq_tui.tui.widgets.timeline import Timeline
from iraq_tui.tui.widgets.told import KeysMayCome

if TYPE_CHECKING:
    from iraq_tui.tui.widgets.axis import Axis, Lanes
    from iraq_tui.tui.widgets.prompt import Prompt

Given = TypeVar("Given")
_AT_ONCE = 0.008
"""Seconds of working out verdicts before they show without the rest."""
_NEWS = 0.25
"""Seconds between two looks at the verdicts worked out since."""
FOLLOW = 0.05
"""Seconds after the last step until the comparison and what else follows is painted, where a key is
held: longer than to its next step."""
_SOON = 0.01
"""The same after a single step."""
_PANES = {**{pane.value: pane for pane in Pane}, "lanes": Pane.TIMELINE}
"""The panes by the ids of what takes the focus for them."""
_HELD = 0.1
"""Seconds between two steps that make them those of a key held down, at most."""


class Frame(PaintedScreen[None], inherit_bindings=False):
    """The screen without its commands."""

    AUTO_FOCUS = ""
    is_partial = False
    """Whether only the first events show, and the rest is still being read."""

    # "var", not "reactive": a change must not paint the whole screen.
    view: var[View] = var(View((), None, ("", "")), init=False)
    arrangement: var[Arrangement] = var(Arrangement(), init=False)
    wording: var[bool] = var(default=False, init=False)
    asking: "var[Prompt | None]" = var["Prompt | None"](None, init=False)
    """The line that is being typed in, while one is."""
    _stepped = -_HELD
    """When the view changed last, in seconds of ``monotonic``."""

    def __init__(self, catalogue: Catalogue, view: View, kit: Kit) -> None:
        super().__init__()
        bind(self, kit.keymap, Where.EXPLORER, Where.APP, only=lambda one: not one.everywhere)
        self.catalogue = catalogue
        self.kit = kit
        self._shape = Shape.TINY
        self._follower: Timer | None = None
        self._followed: View | None = None
        self._dots = Dots()
        self._judging = Slices(self)
        self._followed_once = False
        self._cast = Cast({})
        self._axis: Axis | None = None
        """The time axis, once it has been wanted."""
        self.set_reactive(Frame.view, view)
        has_actors = bool(catalogue.chronicle.actors)
        self.set_reactive(Frame.arrangement, Arrangement(column=has_actors))

    def compose(self) -> ComposeResult:
        """Head, panes, the lines to type in, keys."""
        catalogue, kit, glyphs = self.catalogue, self.kit, self.kit.glyphs
        yield Head(glyphs)
        yield Overview(glyphs)
        with Ground(id="panes"):
            with Ground(id="cast"):
                yield Actors(catalogue, kit, id=Pane.ACTORS)
                yield Card(kit)
            yield Rule(glyphs, id="actors-rule")
            with Ground(id="main"):
                yield Timeline(catalogue, self.view, kit, id=Pane.TIMELINE)
                yield Rule(glyphs, id="main-rule")
                yield Comparison(catalogue, kit, id=Pane.COMPARISON)
        if self.view.filter:
            yield from self._prompts()
        yield KeyLine(glyphs)
        yield TooSmall(glyphs)

    def on_mount(self) -> None:
        """Paint everything once, arranged for the size it will have: one layout, not two."""
        self._shape = mark_size(self, self.app.size)
        self._arrange()
        self._follow()
        self.call_after_refresh(self._add_prompts)

    async def _add_prompts(self) -> None:
        """Add what the first frame has no use for: the lines to type in, unless one shows."""
        if self.is_attached and not self.query("Prompt"):  # it may be over already
            await self.mount(*self._prompts(), before=self.query_one(KeyLine))
        self.post_message(KeysMayCome())

    def _prompts(self) -> "tuple[Prompt, Prompt]":
        from iraq_tui.tui.widgets.prompt import Prompt

        return Prompt("filter", self.kit, id="filter"), Prompt("go to", self.kit, id="date")

    def on_screen_resume(self, event: events.ScreenResume) -> None:
        """The first time, all have just got their styles."""
        event.refresh_styles = self._followed_once
        self._followed_once = True

    # --- state down ---

    def watch_view(self, old: View, new: View) -> None:
        """The timeline follows at once, the rest a little later, so as not to hold it back."""
        self.say("")  # what a message says may not be so any more
        main = self.main
        main.show(new)
        self.paint_now(main)
        if new.selection != old.selection or new.anchor is not None or old.anchor is not None:
            self._show_head()
        if self._follower is not None:
            self._follower.stop()
        now = monotonic()
        is_held, self._stepped = now - self._stepped < _HELD, now
        self._follower = self.set_timer(FOLLOW if is_held else min(_SOON, FOLLOW), self._follow)

    def watch_wording(self) -> None:
        """The comparison shows the original wording, or no longer."""
        self._follow()

    def watch_arrangement(self, old: Arrangement, new: Arrangement) -> None:
        """Other panes show, or another has the focus."""
        self.say("")
        self._arrange()
        if old.axis != new.axis:
            self.main.show(self.view)  # it may have moved on while the other one showed
            self._follow()

    def watch_asking(self) -> None:
        """The focus goes to the line that is typed in, or back to its pane."""
        self.say("")
        self._arrange()

    def _follow(self) -> None:
        """Bring everything but the timeline up to the view."""
        view, catalogue = self.view, self.catalogue
        self._count(view)
        here = view.highlighted if view.visible else None
        self._show_head()
        self._show_overview()
        self.query_one(Comparison).show(here, view.pair, wording=self.wording)
        actors = frozenset[str]() if here is None else catalogue.actors(here)
        self._cast = replace(self._cast, here=actors)
        self.query_one(Actors).show(self._cast)

    def _count(self, view: View) -> None:
        """Count anew what depends on the events in view."""
        old, self._followed = self._followed, view
        if old is None or old.visible != view.visible or old.filter != view.filter:
            self._cast = Cast(
                self.catalogue.counted(view.visible),
                filtered=actors_in(view.filter, self.catalogue),
            )
        if old is None or old.visible != view.visible or old.pair != view.pair:
            self._dots = dots(self.catalogue, view.visible, view.pair)
            self._judge(view)

    def _second(self, id_: str) -> int:
        """Where an event stands on the time axis."""
        return self.catalogue.chronology.seconds[self.catalogue.index(id_)]

    def _judge(self, view: View) -> None:
        """Work out the verdicts that are not known: of what is in view, then of the rest."""
        verdicts = self.catalogue.verdicts(view.pair)
        if not verdicts.unknown:
            self._judging.stop()
            return
        due = monotonic() + _NEWS

        def judged(is_done: bool) -> None:
            nonlocal due
            if is_done or monotonic() >= due:
                due = monotonic() + _NEWS
                self._dots = dots(self.catalogue, self.view.visible, self.view.pair)
                self._show_head()
                self._show_overview()

        self._judging.start(verdicts.work(view.visible), judged, first=_AT_ONCE)

    @property
    def main(self) -> "Timeline | Lanes":
        """The pane of the events: the list, or the time axis."""
        return self._lanes_shown or self.query_one(Timeline)

    @property
    def _lanes_shown(self) -> "Lanes | None":
        return self._axis.lanes if self._axis and self.arrangement.axis else None

    @property
    def window(self) -> Span | None:
        """The seconds that the time axis shows; none while the list does."""
        lanes = self._lanes_shown
        return lanes.scale.window if lanes and lanes.scale else None

    def centre_on(self, second: int) -> None:
        """Bring a time to the middle of the time axis, where that shows."""
        lanes = self._lanes_shown
        if lanes and lanes.scale:
            lanes.look_through(lanes.scale.centred(second))

    def _show_overview(self) -> None:
        here = self.view.highlighted if self.view.visible else None
        second = None if here is None else self._second(here)
        self.query_one(Overview).show(self._dots, second, self.window)

    def _show_head(self) -> None:
        view, catalogue = self.view, self.catalogue
        self.query_one(Head).show(
            Summary(
                catalogue.chronicle.title,
                view.pair,
                shown=len(view.visible),
                total=catalogue.count(),
                disagreements=disagreements(self._dots.heads),
                is_partial=UNKNOWN in self._dots.heads,
                is_first=self.is_partial,
                selected=state.selected(view, catalogue),
            )
        )

    @on(Actors.Pointed)
    def _show_card(self, message: Actors.Pointed) -> None:
        self.query_one(Card).show(self.catalogue, message.actor)

    def use(self, catalogue: Catalogue, view: View) -> None:
        """Show another catalogue, and a view of it; every pane keeps its place."""
        self.catalogue = catalogue
        self._followed = None
        self.set_reactive(Frame.view, view)
        self.query_one(Timeline).use(catalogue, view)
        if self._axis:
            self._axis.lanes.use(catalogue, view)
        self.query_one(Actors).use(catalogue)
        self.query_one(Comparison).use(catalogue, view.highlighted if view.visible else None)
        self._follow()
        self._arrange()

    def say(self, message: str) -> None:
        """Show a message in the key line for a while."""
        self.query_one(KeyLine).say(message)

    @property
    def is_on_top(self) -> bool:
        """Whether nothing is open over it; Textual's ``is_current`` is true below a dialogue."""
        return self.app.screen is self

    def open_over(
        self, screen: Screen[Given], then: ScreenResultCallbackType[Given] | None = None
    ) -> None:
        """Open a screen over it and tell what that gives; not where something is open already, as
        where keys come in a burst."""
        if self.is_on_top:
            self.app.push_screen(screen, then)

    @property
    def filter_text(self) -> str:
        """The filter that its line shows."""
        return self.view.filter

    # --- panes ---

    @property
    def shape(self) -> Shape:
        """The layout in force."""
        return self._shape

    def on_screen_suspend(self) -> None:
        """What was said is not said again after a dialogue."""
        self.say("")

    def on_resize(self, event: events.Resize) -> None:
        """Arrange the panes for the new size; the focus stays where it was, or comes back."""
        self._shape = mark_size(self, event.size)
        self._arrange()

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """A click moves the focus, too."""
        # Told late, this may be of a focus that has moved on since.
        pane = _PANES.get(event.widget.id or "")
        if event.widget is self.focused and pane is not None:
            self.asking = None
            self.arrangement = replace(self.arrangement, pane=pane)

    def _arrange(self) -> None:
        """Show the panes that are wanted and fit, and put the focus on the wanted one."""
        wanted = self.arrangement.fitting(self._shape)
        if wanted.pane is Pane.COMPARISON and self._followed is not self.view:
            self._follow()  # what is gone to should not be of another event
        self.set_reactive(Frame.arrangement, wanted)
        panes = wanted.shown(self._shape)
        self.query_one("#cast").display = Pane.ACTORS in panes
        self.query_one("#comparison").display = Pane.COMPARISON in panes
        self.query_one("#timeline").display = Pane.TIMELINE in panes and not wanted.axis
        if self._axis:
            self._axis.display = Pane.TIMELINE in panes and wanted.axis
        self.query_one(Card).display = wanted.pane is Pane.ACTORS
        self.query_one("#actors-rule").display = Pane.ACTORS in panes and len(panes) > 1
        self.query_one("#main-rule").display = {Pane.TIMELINE, Pane.COMPARISON} <= panes
        self.query_one("#main").display = bool(panes - {Pane.ACTORS})
        for prompt in self.query("Prompt"):
            prompt.display = prompt is self.asking or (
                prompt.id == "filter" and bool(self.filter_text)
            )
        if self._shape is not Shape.TINY:
            pane = self.main if wanted.pane is Pane.TIMELINE else self.query_one(f"#{wanted.pane}")
            target = self.asking.input if self.asking else pane
            # Not target.focus(), which waits: the next key may be here already.
            self.set_focus(target, scroll_visible=False)
        self._show_keys()

    def _show_keys(self) -> None:
        keys, ascii_only = self.query_one(KeyLine), self.kit.glyphs.is_ascii
        if self.asking is not None:
            labels = {"keep-line": "go"} if self.asking.id == "date" else {}
            keys.show(key_line(self.kit.keymap, Where.PROMPT, labels=labels, ascii_only=ascii_only))
            return
        # Where one pane shows at a time, how to get to the next is what matters most.
        is_main = self.arrangement.pane is Pane.TIMELINE
        out = "compare" if is_main else "step-out"
        items = key_line(
            self.kit.keymap,
            Where[self.arrangement.pane.name],
            *((Where.AXIS,) if self.arrangement.axis and is_main else ()),
            Where.PANE,
            Where.EXPLORER,
            Where.APP,
            first=out if self._shape is Shape.SINGLE else "",
            without=() if len(self.catalogue.chronicle.reports) > 2 else ("change-left",),
            ascii_only=ascii_only,
        )
        keys.show(items, keep=2)  # help and quit
