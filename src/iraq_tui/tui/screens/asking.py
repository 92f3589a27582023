"""The explorer's lines to type in: the filter, live, and the date to go to."""

from collections.abc import Iterator
from contextlib import suppress
from string import digits
from typing import TYPE_CHECKING

from textual import on

from iraq_tui.domain.catalogue import Catalogue
from iraq_tui.domain.moment import Moment, MomentError
from iraq_tui.domain.moment_words import words
from iraq_tui.domain.query.terms import Query, QueryError
from iraq_tui.tui import state
from iraq_tui.tui.kit import Kit
from iraq_tui.tui.reloading import reloaded
from iraq_tui.tui.screens.seeking import Seeking
from iraq_tui.tui.state import View
from iraq_tui.tui.terms import begins_a_term, toggle_actor, without_last
from iraq_tui.tui.widgets.actors import Actors
from iraq_tui.tui.widgets.timeline import Timeline
from iraq_tui.tui.widgets.told import Kept, KeysMayCome, Left, Typing, Wanted

if TYPE_CHECKING:
    from iraq_tui.tui.widgets.prompt import Prompt

_DATE_HINT = "a year, a month, a day: 2014, aug 2023, 15 June 2014, 25.01.2024"


class Asking(Seeking):
    """What is typed shows at once; Esc brings back what was before."""

    def __init__(self, catalogue: Catalogue, view: View, kit: Kit) -> None:
        super().__init__(catalogue, view, kit)
        self._before = view
        self._sought_before: Query | None = None
        """What was still being searched for then."""
        self._landed = ""
        """What to say of the date that was gone to, once the line is left."""

    def use(self, catalogue: Catalogue, view: View) -> None:
        """A line that is typed in leads back to what was before, as the new chronicle has it."""
        line = self.asking
        self._before = (
            view if line is None else reloaded(self._before, self.catalogue, catalogue).view
        )
        if line is None or line.id != "filter":
            super().use(catalogue, view)
            self.show_filter()
        else:
            self.stop_seeking()
            super().use(catalogue, view)
            self._filter_as_typed(line, line.input.value)

    def action_filter(self) -> None:
        """Type a filter; the events follow live."""
        self._ask("#filter", self.filter_text, filter_hint(self.catalogue))

    def action_go_to_date(self) -> None:
        """Type a date to go to."""
        self._ask("#date", "", _DATE_HINT)

    def _ask(self, prompt: str, text: str, hint: str) -> None:
        if self.asking is None:
            self._before, self._sought_before = self.view, self.sought
        from iraq_tui.tui.widgets.prompt import Prompt

        line = self.query_one(prompt, Prompt)
        line.set_text(text)
        line.answer(hint=hint)
        self.asking = line

    @on(Typing, "#filter")
    def _filtering(self, message: Typing) -> None:
        if self.asking is message.prompt:  # else typed before, told after the line was left
            self.paint_now(message.prompt.input)  # the letter is not to wait for what it finds
            self._filter_as_typed(message.prompt, message.text)

    def _filter_as_typed(self, prompt: "Prompt", text: str) -> None:
        error = ""
        try:
            query = self.catalogue.query(text)
        except QueryError as refused:
            # Half a term is no reason to show other events than the terms before it ask for.
            query, error = self._whole_terms(text), str(refused)

        def sought(view: View) -> None:
            if not error and not view.visible and begins_a_term(text):
                # While the last word may still become a term, show what the others ask for.
                self.seek(self._whole_terms(text), self._before, show)
            else:
                self._show_typed(prompt, view, error, counts=not error)

        def show(view: View) -> None:
            self._show_typed(prompt, view)

        self.seek(query, self._before, sought)
        if self.sought is not None:
            self._answer_typing(prompt, error)

    def _show_typed(
        self, prompt: "Prompt", view: View, error: str = "", *, counts: bool = False
    ) -> None:
        if self.asking is not prompt:  # left for another pane
            self.settle(view)
            return
        self.view = view
        self._answer_typing(prompt, error, self._found() if counts else "")

    def _answer_typing(self, prompt: "Prompt", error: str = "", count: str = "") -> None:
        prompt.answer(count, error=error, hint=filter_hint(self.catalogue))

    def _whole_terms(self, text: str) -> Query:
        """All terms but the last, or the filter of before if those make no sense either."""
        try:
            return self.catalogue.query(without_last(text))
        except QueryError:
            return self.catalogue.query(self._before.filter)

    @on(Typing, "#date")
    def _dating(self, message: Typing) -> None:
        if self.asking is not message.prompt:
            return
        self._go_to(message)
        timeline = self.query_one(Timeline)
        if self.main is timeline:
            timeline.expect(self._expect_digits(message.text))

    def _go_to(self, message: Typing) -> None:
        self._landed = ""
        try:
            moment = _date(message.text)
        except MomentError:
            message.prompt.answer(hint=_DATE_HINT)
            return
        if moment is None:
            self.view = self._ground()
            message.prompt.answer(hint=_DATE_HINT)
            return
        self.view = state.go_to(self._ground(), self.catalogue, moment)
        if not state.is_at(self.view, self.catalogue, moment):
            self._landed = f"no event in {words(moment)}: {self._nearest(moment)}"
        message.prompt.answer(words(moment), hint=self._landed or _DATE_HINT)

    def _expect_digits(self, text: str) -> Iterator[View]:
        """The views that one digit more would lead to."""
        for digit in digits:
            with suppress(MomentError):
                if moment := _date(text + digit):
                    yield state.go_to(self._ground(), self.catalogue, moment)

    def _ground(self) -> View:
        """What was before, with what a search has found since."""
        view = self.view
        return state.found(self._before, self.catalogue, view.visible, view.filter)

    def _nearest(self, moment: Moment) -> str:
        """Which event was gone to instead."""
        if not self.view.visible or self.view.highlighted is None:
            return "no event is in view"
        event = self.catalogue.event(self.view.highlighted)
        later = self._second(self.view.highlighted) > moment.strict.hi
        return f"this is the {'next' if later else 'last'} one, {event.date_words() or 'no date'}"

    @on(Kept)
    def _kept(self, message: Kept) -> None:
        if message.prompt.id == "date":
            self._keep_date(message.prompt, message.text)
        else:
            self._keep_filter(message.prompt, message.text)
        self.post_message(KeysMayCome())

    def _keep_date(self, prompt: "Prompt", text: str) -> None:
        prompt.answer(error=_date_error(text))
        if not prompt.error:
            self.asking = None
            self.say(self._landed)

    def _keep_filter(self, prompt: "Prompt", text: str) -> None:
        """What might still have become a term is a word now; the search may still go on."""
        before = self._before
        try:
            query = self.catalogue.query(text)
        except QueryError as error:
            prompt.answer(error=str(error))
            return

        def sought(view: View) -> None:
            self.settle(view)
            if before.anchor is not None and view.anchor is None:
                self.say("the range is dropped: it began at an event that the filter hides")

        self.asking = None
        self.seek(query, before, sought)
        if self.sought is not None:
            self.show_filter()

    @on(Left)
    def _left(self, message: Left) -> None:
        if self.asking is message.prompt:
            self.leave_line()

    def leave_line(self) -> None:
        """Back to what was before."""
        line, earlier = self.asking, self._sought_before
        if line is not None and line.id == "date":
            self.view = self._ground()
            self.asking = None
            return
        self.stop_seeking()
        self.view = self._before
        self.asking = None
        if earlier is not None:  # it was stopped on its way
            self.filter_by(earlier.text)

    @on(Wanted)
    def _wanted(self, message: Wanted) -> None:
        """A click on the filter that is in force goes on typing it."""
        if self.asking is None and message.prompt.id == "filter":
            self.action_filter()

    def watch_asking(self) -> None:
        """Once nothing is typed, the filter's line shows the filter in force."""
        if self.asking is None:
            self.settle_filter()
        super().watch_asking()

    @on(Actors.Toggled)
    def _toggled(self, message: Actors.Toggled) -> None:
        self.toggle_actor(message.actor)

    def toggle_actor(self, actor: str) -> None:
        """Put an actor into the filter, or take it out."""
        text = toggle_actor(self.filter_text, actor, self.catalogue)
        self.filter_by(text, otherwise="none of these events is about this actor")

    def filter_by(self, text: str, *, otherwise: str = "") -> None:
        """Show the events that answer a filter; if there is none, say ``otherwise`` instead."""
        try:
            query = self.catalogue.query(text)
        except QueryError as error:
            self.say(str(error))
            return
        before, earlier = self.base, self.sought

        def sought(view: View) -> None:
            if not otherwise or view.visible or not before.visible:
                self.settle(view)
                return
            if earlier is not None:  # it was stopped on its way
                self.seek(earlier, before, self.settle)
            self.show_filter()
            self.say(otherwise)

        self.seek(query, before, sought)
        if self.sought is not None:
            self.show_filter()


def filter_hint(catalogue: Catalogue) -> str:
    """Terms to type, with ids that this chronicle knows."""
    chronicle = catalogue.chronicle
    known = {
        "actor": next(iter(chronicle.actors), ""),
        "report": next(iter(chronicle.reports), ""),
        "tag": next(iter(catalogue.tags), ""),
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
    from iraq_tui.domain.typed_dates import parse_typed

    return parse_typed(text) if text.strip() else None
