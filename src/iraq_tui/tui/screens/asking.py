"""The explorer's lines to type in: the filter, live, and the date to go to."""

from textual import on

from iraq_tui.domain.catalogue import Catalogue
from iraq_tui.domain.moment import Moment, MomentError
from iraq_tui.domain.moment_words import words
from iraq_tui.domain.query.terms import Query, QueryError
from iraq_tui.domain.typed_dates import parse_typed
from iraq_tui.tui import state
from iraq_tui.tui.kit import Kit
from iraq_tui.tui.reloading import reloaded
from iraq_tui.tui.screens.seeking import Seeking
from iraq_tui.tui.state import View
from iraq_tui.tui.terms import begins_a_term, toggle_actor, without_last
from iraq_tui.tui.widgets.actors import Actors
from iraq_tui.tui.widgets.prompt import KeysMayCome, Prompt

_DATE_HINT = "a year, a month, a day: 2014, aug 2023, 15 June 2014, 25.01.2024"


class Asking(Seeking):
    """What is typed shows at once; Esc brings back what was before."""

    def __init__(self, catalogue: Catalogue, view: View, kit: Kit) -> None:
        super().__init__(catalogue, view, kit)
        self._before = view
        self._landed = ""
        """What to say of the date that was gone to, once the line is left."""

    def use(self, catalogue: Catalogue, view: View) -> None:
        """A line that is typed in leads back to what was before, as the new chronicle has it."""
        if self.asking is not None:
            self._before = reloaded(self._before, self.catalogue, catalogue).view
        super().use(catalogue, view)

    def action_filter(self) -> None:
        """Type a filter; the events follow live."""
        self._ask("#filter", self.view.filter, filter_hint(self.catalogue))

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
        text, error = message.text, ""
        try:
            query = self.catalogue.query(text)
        except QueryError as refused:
            # Half a term is no reason to show other events than the terms before it ask for.
            query, error = self._whole_terms(text), str(refused)

        def sought(view: View) -> None:
            if not error and not view.visible and begins_a_term(text):
                self._show_whole_terms(text, message.prompt)
                return
            self.view = view
            self._answer_typing(message.prompt, error)

        self.seek(query, self._before, sought)

    def _answer_typing(self, prompt: Prompt, error: str = "") -> None:
        if error:
            prompt.answer(error=error)
        else:
            prompt.answer(self._found(), hint=filter_hint(self.catalogue))

    def _show_whole_terms(self, text: str, prompt: Prompt) -> None:
        """While the last word may still become a term, show what the others ask for."""

        def sought(view: View) -> None:
            self.view = view
            prompt.answer(hint=filter_hint(self.catalogue))

        self.seek(self._whole_terms(text), self._before, sought)

    def _whole_terms(self, text: str) -> Query:
        """All terms but the last, or the filter of before if those make no sense either."""
        try:
            return self.catalogue.query(without_last(text))
        except QueryError:
            return self.catalogue.query(self._before.filter)

    @on(Prompt.Typing, "#date")
    def _dating(self, message: Prompt.Typing) -> None:
        if self.asking is not message.prompt:
            return
        self._landed = ""
        try:
            moment = _date(message.text)
        except MomentError:
            message.prompt.answer(hint=_DATE_HINT)
            return
        if moment is None:
            self.view = self._before
            message.prompt.answer(hint=_DATE_HINT)
            return
        self.view = state.go_to(self._before, self.catalogue, moment)
        if not state.is_at(self.view, self.catalogue, moment):
            self._landed = f"no event in {words(moment)}: {self._nearest(moment)}"
        message.prompt.answer(words(moment), hint=self._landed or _DATE_HINT)

    def _nearest(self, moment: Moment) -> str:
        """Which event was gone to instead."""
        if not self.view.visible or self.view.highlighted is None:
            return "no event is in view"
        event = self.catalogue.event(self.view.highlighted)
        later = self._second(self.view.highlighted) > moment.strict.hi
        return f"this is the {'next' if later else 'last'} one, {event.date_words() or 'no date'}"

    @on(Prompt.Kept)
    def _kept(self, message: Prompt.Kept) -> None:
        said = ""
        if message.prompt.id == "date":
            message.prompt.answer(error=_date_error(message.text))
            said = self._landed
        elif not message.prompt.error:
            self._keep_filter(message.text)
            return
        if not message.prompt.error:
            self.asking = None
            self.say(said)
        self.post_message(KeysMayCome())

    def _keep_filter(self, text: str) -> None:
        """What might still have become a term is a word now; the search may still go on."""
        before = self._before

        def sought(view: View) -> None:
            self.view = view
            self.settle_filter()
            if before.anchor is not None and view.anchor is None:
                self.say("the range is dropped: it began at an event that the filter hides")

        self.asking = None
        self.seek(self.catalogue.query(text), before, sought)
        self.post_message(KeysMayCome())

    @on(Prompt.Left)
    def _left(self, message: Prompt.Left) -> None:
        if self.asking is message.prompt:
            self.leave_line()

    def leave_line(self) -> None:
        """Back to what was before."""
        self.stop_seeking()
        self.view = self._before
        self.asking = None

    @on(Prompt.Wanted)
    def _wanted(self, message: Prompt.Wanted) -> None:
        """A click on the filter that is in force goes on typing it."""
        if self.asking is None and message.prompt.id == "filter":
            self.action_filter()

    def watch_asking(self) -> None:
        """Once nothing is typed, the filter's line shows the filter in force."""
        if self.asking is None:
            self.settle_filter()
        super().watch_asking()

    def settle_filter(self) -> None:
        """The filter's line shows the filter in force, and what it finds."""
        line = self.query_one("#filter", Prompt)
        line.set_text(self.view.filter)
        line.answer(self._found() if self.view.filter else "")

    def _found(self) -> str:
        return f"{len(self.view.visible)} of {self.catalogue.count()}"

    @on(Actors.Toggled)
    def _toggled(self, message: Actors.Toggled) -> None:
        self.toggle_actor(message.actor)

    def toggle_actor(self, actor: str) -> None:
        """Put an actor into the filter, or take it out."""
        text = toggle_actor(self.view.filter, actor, self.catalogue)
        self.filter_by(text, otherwise="none of these events is about this actor")

    def filter_by(self, text: str, *, otherwise: str = "") -> None:
        """Show the events that answer a filter; if there is none, say ``otherwise`` instead."""
        try:
            query = self.catalogue.query(text)
        except QueryError as error:
            self.say(str(error))
            return
        before = self.view

        def sought(view: View) -> None:
            if otherwise and before.visible and not view.visible:
                self.say(otherwise)
                return
            self.view = view
            self.settle_filter()
            self._arrange()

        self.seek(query, before, sought)


def filter_hint(catalogue: Catalogue) -> str:
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
