"""The explorer: the frame with its commands, each a step from one view to the next."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from textual import on

from iraq_tui.domain.catalogue import Catalogue
from iraq_tui.domain.comparison.model import Side
from iraq_tui.domain.moment import Moment, MomentError
from iraq_tui.domain.moment_words import words
from iraq_tui.domain.query.terms import QueryError
from iraq_tui.domain.typed_dates import parse_typed
from iraq_tui.files import slug
from iraq_tui.tui import state
from iraq_tui.tui.paint.glyphs import Glyphs
from iraq_tui.tui.saving import Save
from iraq_tui.tui.screens.export import Export
from iraq_tui.tui.screens.frame import Frame
from iraq_tui.tui.screens.help import Help
from iraq_tui.tui.screens.panes import Pane
from iraq_tui.tui.shape import Shape
from iraq_tui.tui.state import Move, View
from iraq_tui.tui.terms import toggle_actor
from iraq_tui.tui.widgets.actors import Actors
from iraq_tui.tui.widgets.prompt import Prompt
from iraq_tui.tui.widgets.timeline import Timeline

_DATE_HINT = "a year, a month, a day: 2014, aug 2023, 15 June 2014, 25.01.2024"

Finder = Callable[[View, Catalogue, int], View]


class Explorer(Frame):
    """The screen people live in."""

    def __init__(
        self, catalogue: Catalogue, view: View, save: Save, glyphs: Glyphs, *, greeting: str = ""
    ) -> None:
        super().__init__(catalogue, view, glyphs)
        self._save = save
        self._before = view
        self._filter_hint = _filter_hint(catalogue)
        self._greeting = greeting

    def on_mount(self) -> None:
        """Show the filter in force, and what there is to say at the start."""
        self._settle_filter()
        if self._greeting:
            self.say(self._greeting)

    # --- moving ---

    def action_step(self, how: str) -> None:
        """One of the moves, in the timeline."""
        page = self.query_one(Timeline).page
        self.view = state.moved(self.view, self.catalogue, Move(how), page)

    @on(Timeline.Pointed)
    def _pointed(self, message: Timeline.Pointed) -> None:
        self.view = state.highlight(self.view, self.catalogue, message.number)

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
            self.say(f"no {what} {'after' if direction > 0 else 'before'} this one")
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
            self.say("a range begins here: move, v keeps it, Esc drops it")

    def action_select_all(self) -> None:
        """Take all events in view."""
        self.view = state.select_all(self.view, self.catalogue)

    def action_select_none(self) -> None:
        """Clear the selection."""
        cleared = bool(self.view.selection)
        self.view = state.select_none(self.view)
        if cleared:
            self.say("selection cleared: U brings it back")

    def action_restore_selection(self) -> None:
        """Take the cleared selection back."""
        self.view = state.restore_selection(self.view)

    # --- the pair ---

    def action_swap(self) -> None:
        """Left and right change places."""
        self.view = state.swap_pair(self.view, self.catalogue)

    def action_change_left(self) -> None:
        """Another report on the left."""
        self._change(Side.LEFT)

    def action_change_right(self) -> None:
        """Another report on the right."""
        self._change(Side.RIGHT)

    def _change(self, side: Side) -> None:
        changed = state.change_side(self.view, self.catalogue, side)
        if changed == self.view:
            self.say("there is no other report to compare with")
        self.view = changed

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
        self._to(Pane.COMPARISON)

    def _to(self, pane: Pane) -> None:
        self.arrangement = replace(self.arrangement, pane=pane)

    def action_step_out(self) -> None:
        """One step out: the line typed in, a range, another pane, the drawer, the filter."""
        if self.asking is not None:
            self._leave()
        elif self.view.anchor is not None:
            self.view = state.drop_range(self.view)
        elif self.arrangement.pane is not Pane.TIMELINE:
            self.arrangement = replace(self.arrangement, pane=Pane.TIMELINE, drawer=False)
        elif self.arrangement.drawer and self.shape is Shape.STACKED:
            self.arrangement = replace(self.arrangement, drawer=False)
        elif self.view.filter:
            self._filter_by("")

    def action_help(self) -> None:
        """All keys."""
        self.app.push_screen(Help(self.glyphs))

    def action_close(self) -> None:
        """Quit."""
        self.app.exit()

    # --- typing: the filter and the date ---

    def action_filter(self) -> None:
        """Type a filter; the events follow live."""
        self._ask("#filter", self.view.filter, self._filter_hint)

    def action_go_to_date(self) -> None:
        """Type a date to go to."""
        self._ask("#date", "", _DATE_HINT)

    def _ask(self, prompt: str, text: str, hint: str) -> None:
        if self.asking is None:
            self._before = self.view
        line = self.query_one(prompt, Prompt)
        line.set_text(text)
        line.answer(hint=hint)
        self.asking = line

    @on(Prompt.Typing, "#filter")
    def _filtering(self, message: Prompt.Typing) -> None:
        if self.asking is not message.prompt:
            return  # typed before, told after the line was left
        try:
            view = state.with_filter(self._before, self.catalogue, message.text)
        except QueryError as error:
            # Half a term is no reason to show other events than before.
            self.view = self._before
            message.prompt.answer(error=str(error))
            return
        self.view = view
        message.prompt.answer(self._found(), hint=self._filter_hint)

    @on(Prompt.Typing, "#date")
    def _dating(self, message: Prompt.Typing) -> None:
        if self.asking is not message.prompt:
            return
        try:
            moment = _date(message.text)
        except MomentError:
            message.prompt.answer(hint=_DATE_HINT)
            return
        self.view = state.go_to(self._before, self.catalogue, moment) if moment else self._before
        message.prompt.answer(words(moment) if moment else "", hint=_DATE_HINT)

    @on(Prompt.Kept)
    def _kept(self, message: Prompt.Kept) -> None:
        if message.prompt.id == "date":
            message.prompt.answer(error=_date_error(message.text))
        if not message.prompt.error:
            self.asking = None
        self.post_message(self.Ready())

    @on(Prompt.Left)
    def _leave(self) -> None:
        self.view = self._before
        self.asking = None

    def watch_asking(self) -> None:
        """Once nothing is typed, the filter's line shows the filter in force."""
        if self.asking is None:
            self._settle_filter()
        super().watch_asking()

    def _settle_filter(self) -> None:
        line = self.query_one("#filter", Prompt)
        line.set_text(self.view.filter)
        line.answer(self._found() if self.view.filter else "")

    def _found(self) -> str:
        return f"{len(self.view.visible)} of {self.catalogue.count()}"

    @on(Actors.Toggled)
    def _toggled(self, message: Actors.Toggled) -> None:
        self._filter_by(toggle_actor(self.view.filter, message.actor, self.catalogue))

    def _filter_by(self, text: str) -> None:
        try:
            self.view = state.with_filter(self.view, self.catalogue, text)
        except QueryError as error:
            self.say(str(error))
            return
        self._settle_filter()
        self._arrange()

    # --- export ---

    def action_export(self) -> None:
        """Ask where to write the selection, or the highlighted event."""
        from iraq_tui.domain.selection import by_ids
        from iraq_tui.export.markdown import to_markdown

        ids = state.chosen(self.view, self.catalogue)
        if not ids:
            self.say("nothing to export: no event is in view")
            return
        selection = by_ids(self.catalogue, ids, self.view.pair, self.view.filter)
        text = to_markdown(self.catalogue, selection)
        what = f"{len(ids)} event{'s' * (len(ids) != 1)}"
        path = f"{slug(self.catalogue.chronicle.title)}.md"
        self.app.push_screen(Export(what, path, text, self._save, self.glyphs), self._exported)

    def _exported(self, path: Path | None) -> None:
        if path is not None:
            self.say(f"written: {path}")

    @on(Prompt.Wanted)
    def _wanted(self, message: Prompt.Wanted) -> None:
        """A click on the filter that is in force goes on typing it."""
        if self.asking is None and message.prompt.id == "filter":
            self.action_filter()


def _filter_hint(catalogue: Catalogue) -> str:
    """Terms to type, with ids that this chronicle knows."""
    chronicle = catalogue.chronicle
    tags = (tag for event in chronicle.events for tag in event.tags)
    known = {
        "actor": next(iter(chronicle.actors), ""),
        "report": next(iter(chronicle.reports), ""),
        "tag": next(tags, ""),
    }
    terms = [f"{key}:{id_}" for key, id_ in known.items() if id_]
    return f"words, {', '.join(terms)}, verdict:framing, since:2023-10; - before a term negates it"


def _date_error(text: str) -> str:
    try:
        _date(text)
    except MomentError as error:
        return str(error)
    return ""


def _date(text: str) -> Moment | None:
    return parse_typed(text) if text.strip() else None
