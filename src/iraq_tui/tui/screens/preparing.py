"""The explorer's commands that open what takes a while to make: two texts, a summary, all reports.

What is being made can be left, and does not open over something else.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from iraq_tui.domain.catalogue import Catalogue
from iraq_tui.tui import state
from iraq_tui.tui.kit import Kit
from iraq_tui.tui.screens.seeking import Seeking
from iraq_tui.tui.slices import Slices, Work
from iraq_tui.tui.state import View
from iraq_tui.tui.widgets.told import KeysMayCome

if TYPE_CHECKING:
    from iraq_tui.domain.reading import Reading
    from iraq_tui.domain.summary import Summary
    from iraq_tui.tui.screens.matrix import Chosen

_AT_ONCE = 0.1
"""Seconds in which something is made before anything is said of it."""
T = TypeVar("T")


class Preparing(Seeking):
    """One thing is made at a time."""

    filter_by: Callable[[str], None]

    def __init__(self, catalogue: Catalogue, view: View, kit: Kit) -> None:
        super().__init__(catalogue, view, kit)
        self._preparing = Slices(self)
        self._doing = ""
        self._summary: Summary | None = None
        """That of the catalogue, once it was wanted."""

    def _prepare(self, work: Work[T], doing: str, then: Callable[[T], None]) -> None:
        if self._preparing.is_busy and self._doing == doing:
            return  # it is on its way
        leave, self._doing = self.kit.key("step-out"), doing

        def looked(is_done: bool) -> None:
            if not self.is_on_top or self.asking is not None:
                self.stop_preparing()  # nobody wants it to open over something else
            elif is_done:
                self.say("")
                then(work.result)
            else:
                self.say(f"{doing}: {int(work.share * 100)} %; {leave} leaves it")

        self._preparing.start(work, looked, first=_AT_ONCE)

    def stop_preparing(self) -> bool:
        """Open nothing; whether something was on its way."""
        is_busy = self._preparing.is_busy
        if is_busy:
            self._preparing.stop()
            self.say(f"{self._doing}: left, nothing is opened")
        return is_busy

    def use(self, catalogue: Catalogue, view: View) -> None:
        """What is made of another catalogue is not wanted any more."""
        self.stop_preparing()
        self._summary = None
        super().use(catalogue, view)

    # --- both texts ---

    def action_read(self) -> None:
        """Both reports' texts side by side, from this event on."""
        from iraq_tui.domain.reading import reading

        work = Work(reading(self.catalogue, self.view.pair))
        self._prepare(work, "comparing both reports", self._read)

    def _read(self, made: "Reading") -> None:
        from iraq_tui.tui.screens.reading import ReadingScreen

        event = self.view.highlighted if self.view.visible else None
        screen = ReadingScreen(self.catalogue, made, self.kit, event)
        self.open_over(screen, self._was_read)

    def _was_read(self, event: str | None) -> None:
        if event is not None:
            self.go_to_event(event)
            self.post_message(KeysMayCome())

    # --- all reports ---

    def action_summary(self) -> None:
        """The chronicle summed up, report by report."""
        if self._summary is not None:
            self._sum_up(self._summary)
            return
        from iraq_tui.domain.summary import summarising

        self._prepare(Work(summarising(self.catalogue)), "summing up", self._sum_up)

    def _sum_up(self, summary: "Summary") -> None:
        from iraq_tui.tui.screens.summary import SummaryScreen

        self._summary = summary
        screen = SummaryScreen(self.catalogue, summary, self.kit)
        self.open_over(screen, self._was_read)

    def action_matrix(self) -> None:
        """This event by all reports, and reports by reports."""
        from iraq_tui.tui.screens.matrix import Matrix

        event = self.view.highlighted if self.view.visible else None
        catalogue = self.catalogue

        def keep(summary: "Summary") -> None:
            if self.catalogue is catalogue:  # else it was read anew meanwhile
                self._summary = summary

        screen = Matrix(catalogue, event, self.view.pair, self.kit, self._summary, keep)
        self.open_over(screen, self._take_chosen)

    def _take_chosen(self, chosen: "Chosen | None") -> None:
        if chosen is None:
            return
        if not set(chosen.pair) <= self.catalogue.chronicle.reports.keys():
            self.say("this report is no longer in the store")
            return
        if chosen.pair != self.view.pair:
            self.seek_for(chosen.pair)
        if chosen.filter is not None:
            self.filter_by(chosen.filter)
        self.post_message(KeysMayCome())

    def go_to_event(self, id_: str) -> None:
        """The cursor on an event; a filter that hides it is taken off."""
        try:
            number = self.catalogue.index(id_)
        except KeyError:  # the store was read anew while the palette was open
            self.say("this event is no longer in the store")
            return
        hidden = state.place_of(self.view, number) is None
        if hidden:
            self.filter_by("")
        self.view = state.highlight(self.view, self.catalogue, number)
        if hidden:
            self.say("the filter hid this event: it is taken off")
