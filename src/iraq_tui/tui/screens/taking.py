"""The explorer's commands that take events away: the export and the copy."""

from pathlib import Path

from iraq_tui.files import slug
from iraq_tui.tui import state
from iraq_tui.tui.outside import Outside
from iraq_tui.tui.screens.frame import Frame
from iraq_tui.tui.widgets.told import KeysMayCome


class Taking(Frame):
    """What is taken is the selection, or else the highlighted event."""

    outside: Outside

    def action_export(self) -> None:
        """Ask where to write it."""
        if self.outside.secure:
            self.say("nothing is written in secure mode (IRAQ_TUI_SECURE)")
            return
        ids, text = self._markdown()
        if not ids:
            self.say("nothing to export: no event is in view")
            return
        from iraq_tui.tui.screens.export import Export

        what = f"{len(ids)} event{'s' * (len(ids) != 1)}"
        path = f"{slug(self.catalogue.chronicle.title)}.md"
        dialogue = Export(what, path, text, self.outside.save, self.kit)
        self.app.push_screen(dialogue, self._exported)

    def _exported(self, path: Path | None) -> None:
        if path is not None:
            self.say(f"written: {path}")
            self.post_message(KeysMayCome())

    def action_copy(self) -> None:
        """To the clipboard of the terminal, if it lets programs write there, and to a file."""
        ids, text = self._markdown()
        if not ids:
            self.say("nothing to copy: no event is in view")
            return
        from iraq_tui.tui.copying import said

        self.app.copy_to_clipboard(text)
        self.say(said(len(ids), text, self.outside.copies.keep(text)))

    def _markdown(self) -> tuple[frozenset[str], str]:
        from iraq_tui.domain.selection import by_ids
        from iraq_tui.export.markdown import to_markdown

        ids = state.chosen(self.view, self.catalogue)
        if not ids:
            return ids, ""
        # A filter that finds more or fewer events did not choose these.
        text = self.view.filter if len(ids) == len(self.view.visible) else ""
        selection = by_ids(self.catalogue, ids, self.view.pair, text)
        return ids, to_markdown(self.catalogue, selection)
