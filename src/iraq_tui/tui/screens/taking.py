"""The explorer's commands that take events away: the export and the copy."""

from collections.abc import Callable
from pathlib import Path

from iraq_tui.domain.catalogue import Catalogue
from iraq_tui.files import slug
from iraq_tui.text.counts import count_of
from iraq_tui.tui import state
from iraq_tui.tui.outside import Outside
from iraq_tui.tui.screens.frame import Frame
from iraq_tui.tui.slices import Slices, Work
from iraq_tui.tui.state import View
from iraq_tui.tui.widgets.told import KeysMayCome

_AT_ONCE = 0.2
"""Seconds that making the Markdown may take before it is done bit by bit."""
_MOST_COPIED = 1_000_000
"""Characters that are sent to the terminal's clipboard; more would only hold the terminal up."""


class Taking(Frame):
    """What is taken is the selection, or else the highlighted event."""

    outside: Outside

    _writer: Slices | None = None

    def action_export(self) -> None:
        """Ask where to write it."""
        if self.outside.secure:
            self.say("nothing is written in secure mode (IRAQ_TUI_SECURE)")
        else:
            self._write("export", self._ask_where)

    def _ask_where(self, count: int, text: str) -> None:
        from iraq_tui.tui.screens.export import Export

        path = f"{slug(self.catalogue.chronicle.title)}.md"
        dialogue = Export(count_of(count, "event"), path, text, self.outside.save, self.kit)
        self.open_over(dialogue, self._exported)

    def _exported(self, path: Path | None) -> None:
        if path is not None:
            self.say(f"written: {path}")
            self.post_message(KeysMayCome())

    def action_copy(self) -> None:
        """To the clipboard of the terminal, if it lets programs write there, and to a file."""
        self._write("copy", self._copied)

    def _copied(self, count: int, text: str) -> None:
        from iraq_tui.tui.copying import said

        is_sent = len(text) <= _MOST_COPIED
        if is_sent:
            self.app.copy_to_clipboard(text)
        kept = self.outside.copies.keep(text)
        if is_sent or kept.path is not None:
            self.say(said(count, text, kept))
        else:
            events = count_of(count, "event")
            self.say(f"not copied: {events} are more than a clipboard takes; choose fewer")

    def _write(self, what_for: str, then: Callable[[int, str], None]) -> None:
        """Make the Markdown of what is chosen: at once, or in slices if there is much of it."""
        from iraq_tui.domain.selection import by_ids
        from iraq_tui.export.markdown import writing

        ids = state.chosen(self.view, self.catalogue)
        if not ids:
            self.say(f"nothing to {what_for}: no event is in view")
            return
        # A filter that finds more or fewer events did not choose these.
        text = self.view.filter if len(ids) == len(self.view.visible) else ""
        steps = writing(self.catalogue, by_ids(self.catalogue, ids, self.view.pair, text))
        work, events = Work(steps), count_of(len(ids), "event")
        leave, last = self.kit.key("step-out"), -1

        def told(is_done: bool) -> None:
            nonlocal last
            if not self.is_on_top or self.asking is not None:
                self.stop_writing()  # nobody wants it to open over something else
            elif is_done:
                self.say("")
                then(len(ids), work.result)
            elif last < (percent := int(work.share * 100)):
                last = percent
                self.say(f"Markdown of {events}: {percent} %; {leave} leaves it")

        if self._writer is None:
            self._writer = Slices(self)
        self._writer.start(work, told, first=_AT_ONCE)

    def use(self, catalogue: Catalogue, view: View) -> None:
        """What is being made of another catalogue is not wanted any more."""
        self.stop_writing()
        super().use(catalogue, view)

    def stop_writing(self) -> bool:
        """Write no more; whether there was anything to stop."""
        is_busy = self._writer is not None and self._writer.is_busy
        if self._writer is not None and is_busy:
            self._writer.stop()
            self.say("no Markdown is made")
        return is_busy
