"""The explorer's commands on the store itself: edit it, read it anew, see its problems."""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING, cast

from msgspec.structs import replace
from textual import work
from textual.app import SuspendNotSupported
from textual.message import Message

from iraq_tui.sources.open import Opened
from iraq_tui.sources.store_file import Stamp, StoreFile
from iraq_tui.sources.toml.problem import Problem, Severity
from iraq_tui.tui.outside import Outside
from iraq_tui.tui.reloading import Lost, reloaded
from iraq_tui.tui.screens.frame import Frame
from iraq_tui.tui.widgets.bars import Head, KeyLine, Overview

if TYPE_CHECKING:
    from iraq_tui.tui.following import Follower, News
    from iraq_tui.tui.screens.problems import Problems


class Keeping(Frame):
    """Follows the store's file; one that cannot be read keeps the last good one on the screen."""

    outside: Outside
    problems: tuple[Problem, ...] = ()
    """What the check says of the store as it was last read."""
    is_stale = False
    """Whether an older state of the store shows, because it cannot be used as it is now."""
    _stamp: Stamp | None = None
    """Which state of the file was read last."""
    _reader: "Follower | None" = None
    _trouble = ""
    """What there is to say besides of what is read next."""
    _lost = Lost()

    class Refused(Message):
        """What showed in part so far cannot be used as a whole."""

        def __init__(self, problems: tuple[Problem, ...]) -> None:
            super().__init__()
            self.problems = problems

    class Came(Message):
        """The store was read anew, or could not be for a fault of our own."""

        def __init__(self, news: "News | Exception") -> None:
            super().__init__()
            self.news = news

    class Progress(Message):
        """So much of the store is read, from 0 to 1."""

        def __init__(self, share: float) -> None:
            super().__init__()
            self.share = share

    # --- problems ---

    def action_problems(self) -> None:
        """What the check of the store has to say."""
        from iraq_tui.tui.screens.problems import Problems

        self.open_over(Problems(self.problems, self.is_stale, self.kit), self._mend)

    def _mend(self, problem: Problem | None) -> None:
        if problem is None:
            return
        # A line of an older state of the file would be a wrong one.
        still = self.outside.store is not None and self.outside.store.stamp() == self._stamp
        self._edit_at(lambda _: problem.line if still else None)

    def _show_problems(self, problems: tuple[Problem, ...], *, is_stale: bool) -> None:
        self.problems, self.is_stale = problems, is_stale
        self.query("Banner").remove()
        if is_stale:
            from iraq_tui.tui.widgets.banner import Banner

            errors = [one for one in problems if one.severity is Severity.ERROR]
            self.mount(Banner(errors, self.kit), after=self.query_one(Head))
        if (shown := self._problems_shown) is not None:
            shown.use(problems, stale=is_stale)

    @property
    def _problems_shown(self) -> "Problems | None":
        """The list of the problems, where that is open."""
        if self.is_on_top:
            return None
        from iraq_tui.tui.screens.problems import Problems

        return self.app.screen if isinstance(self.app.screen, Problems) else None

    # --- the editor ---

    def action_edit(self) -> None:
        """The store in the person's editor, at the highlighted event."""
        id_ = self.view.highlighted
        self._edit_at(lambda store: None if id_ is None else store.line_of(id_))

    def _edit_at(self, line_in: Callable[[StoreFile], int | None]) -> None:
        store = self.outside.store
        if store is None:
            self.say("this chronicle comes from no file that could be edited")
            return
        from iraq_tui.tui.editor import EditorRefused, ended, run_editor

        try:
            command = self._editing(store, None)  # refused before the file is searched
            command = self._editing(store, line_in(store))
            before = store.stamp()
            with self.app.suspend():
                status = run_editor(command)
        except EditorRefused as refused:
            self.say(str(refused))
        except SuspendNotSupported:
            self.say("this terminal cannot be handed to an editor")
        else:
            trouble = ended(command, status)
            if store.stamp() != before:
                self.reread(trouble)
            elif trouble:
                self.say(trouble)

    def _editing(self, store: StoreFile, line: int | None) -> list[str]:
        from iraq_tui.tui.editor import editing_command

        outside = self.outside
        return editing_command(outside.environment, store, line, secure=outside.secure)

    # --- reading anew ---

    def follow(self) -> None:
        """Begin to follow the store's file, and read it if only a part of it was."""
        store, outside = self.outside.store, self.outside
        if store is None or self._reader is not None:
            return
        from iraq_tui.tui.following import Follower

        reports = self.catalogue.chronicle.reports.values()
        seen = {**store.stamps(reports), store.path: outside.stamp}
        pace = replace(outside.pace, patience=0.0) if self.is_partial else outside.pace
        self._reader = Follower(
            store,
            reports,
            seen,
            lambda news: self._post(self.Came(news)),
            lambda share: self._post(self.Progress(share)),
            pace,
        )
        self._reader.start()
        if self.is_partial:
            self._reader.ask()
        elif outside.is_true is not None:
            self._make_sure(outside.is_true)

    def _post(self, message: Message) -> None:
        with suppress(RuntimeError):  # the event loop has ended meanwhile
            self.post_message(message)

    def on_unmount(self) -> None:
        """Nobody waits for the store any longer."""
        if self._reader is not None:
            self._reader.stop()

    def action_reload(self) -> None:
        """Read the store anew, changed or not."""
        if self.outside.store is None:
            self.say("this chronicle comes from no file that could be read anew")
        else:
            self.reread()

    def reread(self, trouble: str = "") -> None:
        """Read the store now, and show it if it can be used.

        ``trouble`` is what there is to say besides.
        """
        self.follow()  # a key may come before the first frame is done with
        if self._reader is not None:
            self._trouble = trouble
            self.say("reading the store …")
            self._reader.ask()

    @work(exclusive=True)
    async def _make_sure(self, is_true: Callable[[], bool]) -> None:
        """Read the store after all, if what was opened in its place does not say what it says."""
        if not await asyncio.to_thread(is_true) and self._reader is not None:
            self._reader.ask()

    def on_keeping_progress(self, message: Progress) -> None:
        """Show how far it is."""
        if self.is_attached:  # it may be on its way out
            self.query_one(Overview).tell(message.share)

    def on_keeping_came(self, message: Came) -> None:
        """Show it, if it can be used."""
        news = message.news
        if isinstance(news, Exception):
            raise news
        if not self.is_attached:
            return
        self.query_one(Overview).tell(None)
        found, trouble = news.reread.result, self._trouble
        self._stamp = news.reread.stamps[cast("StoreFile", self.outside.store).path]
        is_wanted = news.asked and not self.is_partial  # by the person, who waits for a word
        said = self._take(found) if isinstance(found, Opened) else self._keep(found)
        if is_wanted:
            self._trouble = ""
            said = "; ".join(filter(None, [trouble, said or "read anew: nothing is new"]))
        if said:
            self._say_on_top(said)

    def _say_on_top(self, said: str) -> None:
        """What opened over the explorer goes on showing the store as it was."""
        if self.is_on_top:
            self.say(said)
            return
        as_it_was = "" if self._problems_shown else "; this shows it as it was"
        for keys in self.app.screen.query(KeyLine):
            keys.say(said + as_it_was)

    def _take(self, found: Opened) -> str:
        outcome = reloaded(self.view, self.catalogue, found.catalogue, self._lost)
        self._lost = outcome.lost
        said = ["the store can be used again"] if self.is_stale else []
        said += [] if self.is_partial else outcome.notices
        if said or self.is_partial or found.problems != self.problems:
            said.append(self.kit.warned(found.problems))
        self.is_partial = False
        self.use(found.catalogue, outcome.view)
        self._show_problems(found.problems, is_stale=False)
        return "; ".join(filter(None, said))

    def _keep(self, problems: tuple[Problem, ...]) -> str:
        if self.is_partial:
            self.post_message(self.Refused(problems))
            return ""
        self._show_problems(problems, is_stale=True)
        return "the store cannot be used as it is"
