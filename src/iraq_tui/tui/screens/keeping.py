"""The explorer's commands on the store itself: edit it, read it anew, see its problems."""

import asyncio
from collections.abc import Callable
from time import monotonic

from textual import work
from textual.app import SuspendNotSupported
from textual.message import Message

from iraq_tui.sources.open import Opened
from iraq_tui.sources.store_file import Stamp, StoreFile
from iraq_tui.sources.toml.problem import Problem, Severity
from iraq_tui.tui.outside import Outside
from iraq_tui.tui.reloading import StoppedError, reloaded, reread
from iraq_tui.tui.screens.frame import Frame
from iraq_tui.tui.widgets.bars import Overview

_PATIENCE = 0.3
"""Seconds a store may take to be read before that is shown as it goes on."""
_NEWS = 0.1
"""Seconds between two looks at how far it is."""


class Keeping(Frame):
    """A store that cannot be read keeps the last good one on the screen."""

    outside: Outside
    problems: tuple[Problem, ...] = ()
    """What the check says of the store as it was last read."""
    _stamp: Stamp | None = None
    """Which state of the file that was."""
    _is_leaving = False

    class Refused(Message):
        """What showed in part so far cannot be used as a whole."""

        def __init__(self, problems: tuple[Problem, ...]) -> None:
            super().__init__()
            self.problems = problems

    # --- problems ---

    def action_problems(self) -> None:
        """What the check of the store has to say."""
        from iraq_tui.tui.screens.problems import Problems

        self.app.push_screen(Problems(self.problems, bool(self.faults), self.kit), self._mend)

    def _mend(self, problem: Problem | None) -> None:
        if problem is None:
            return
        # A line of an older state of the file would be a wrong one.
        still = self.outside.store is not None and self.outside.store.stamp() == self._stamp
        self._edit_at(lambda _: problem.line if still else None)

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

    def action_reload(self) -> None:
        """Read the store anew."""
        if self.outside.store is None:
            self.say("this chronicle comes from no file that could be read anew")
        else:
            self.reread()

    @work(exclusive=True)
    async def reread(self, trouble: str = "") -> None:
        """Read the store in a thread, and show it if it can be used.

        ``trouble`` is what there is to say besides.
        """
        store = self.outside.store
        if store is None:
            return
        if not self.is_partial:
            self.say("reading the store …")
        self._stamp = store.stamp()
        loop = asyncio.get_running_loop()
        due = monotonic() + _PATIENCE * (not self.is_partial)

        def told(share: float) -> None:
            nonlocal due
            if self._is_leaving:
                raise StoppedError
            if monotonic() >= due:
                due = monotonic() + _NEWS
                loop.call_soon_threadsafe(self._tell, share)

        try:
            found = await asyncio.to_thread(reread, store, told)
        except StoppedError:
            return
        self._tell(None)
        said = self._take(found) if isinstance(found, Opened) else self._keep(found)
        self.say(f"{trouble}; {said}" if trouble else said)

    @work(exclusive=True)
    async def make_sure(self, is_true: Callable[[], bool]) -> None:
        """Read the store after all, if what was opened in its place does not say what it says."""
        if not await asyncio.to_thread(is_true):
            self.reread()

    def _tell(self, share: float | None) -> None:
        if self.is_mounted:
            self.query_one(Overview).tell(share)

    def on_unmount(self) -> None:
        """Nobody waits for the store any longer."""
        self._is_leaving = True

    def _take(self, found: Opened) -> str:
        if self.is_partial:
            return self._complete(found)
        outcome = reloaded(self.view, self.catalogue, found.catalogue)
        self.problems, self.faults = found.problems, 0
        self.use(found.catalogue, outcome.view)
        notices = [*outcome.notices, self.kit.warned(found.problems)]
        return "; ".join(filter(None, notices)) or "read anew"

    def _complete(self, found: Opened) -> str:
        """The whole of what showed in part so far."""
        self.is_partial = False
        self.problems = found.problems
        self.use(found.catalogue, reloaded(self.view, self.catalogue, found.catalogue).view)
        return self.kit.warned(found.problems)

    def _keep(self, problems: tuple[Problem, ...]) -> str:
        if self.is_partial:
            self.post_message(self.Refused(problems))
            return ""
        self.problems = problems
        self.faults = sum(one.severity is Severity.ERROR for one in problems)
        self._show_head()
        key = self.kit.key("problems")
        return f"the store has errors, so the last good state is kept: {key} shows them"
