"""The problems of the store, each with its place and its mend."""

from collections.abc import Iterable, Sequence
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.screen import ModalScreen

from iraq_tui.sources.toml.problem import Problem
from iraq_tui.tui.commands import Command, Where, commands
from iraq_tui.tui.keymap import key_line
from iraq_tui.tui.keys import bind
from iraq_tui.tui.kit import Kit
from iraq_tui.tui.paint.line import Line
from iraq_tui.tui.paint.problems import ordered, problem_lines
from iraq_tui.tui.screens.sized import mark_size
from iraq_tui.tui.widgets.bars import KeyLine, TooSmall
from iraq_tui.tui.widgets.painted import CLASSES
from iraq_tui.tui.widgets.sheets import Sheets

_MOVES = tuple(command.id for command in commands(Where.PANE))


class ProblemList(Sheets):
    """The problems, walked one by one."""

    def __init__(self, problems: Iterable[Problem], stale: bool, kit: Kit) -> None:
        super().__init__(kit, id="problem-list")
        self._problems = ordered(problems)
        self._stale = stale

    def make(self, width: int) -> tuple[Sequence[Line], Sequence[range]]:
        """The lines for a width, and the block of each problem."""
        return problem_lines(self._problems, width, self.glyphs, stale=self._stale)

    @property
    def current(self) -> Problem | None:
        """The problem the cursor is on; none where there is none."""
        return self._problems[self._stop] if self._problems else None


class Problems(ModalScreen[Problem | None], inherit_bindings=False):
    """All problems of the store as it stands now; gives the one to edit, or none.

    ``stale`` says that the file cannot be used now, and an older version is in view.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = CLASSES

    AUTO_FOCUS = ""

    def __init__(self, problems: Iterable[Problem], stale: bool, kit: Kit) -> None:
        super().__init__()
        self._problems, self._stale, self._kit = tuple(problems), stale, kit
        bind(self, kit.keymap, Where.PROBLEMS, Where.APP, only=_works_here)

    def compose(self) -> ComposeResult:
        """The problems and their keys."""
        with Vertical(id="problems"):
            yield ProblemList(self._problems, self._stale, self._kit)
            yield KeyLine(self._kit.glyphs)
        yield TooSmall(self._kit.glyphs)

    def on_mount(self) -> None:
        """Start at the top."""
        keys = key_line(
            self._kit.keymap,
            Where.PANE,
            Where.PROBLEMS,
            first="edit-problem",
            without=() if self._problems else ("edit-problem", *_MOVES),
            ascii_only=self._kit.glyphs.is_ascii,
        )
        self.query_one(KeyLine).show(keys)
        self.query_one(ProblemList).focus()

    def on_resize(self, event: events.Resize) -> None:
        """Follow the terminal's size; focus comes back after it was too small."""
        mark_size(self, event.size)
        if not self.has_class("-tiny"):
            self.query_one(ProblemList).focus()

    def action_edit_problem(self) -> None:
        """Close, and give the problem the cursor is on."""
        current = self.query_one(ProblemList).current
        if current is not None:
            self.dismiss(current)

    def action_close(self) -> None:
        """Back to what was before."""
        self.dismiss(None)


def _works_here(command: Command) -> bool:
    return command.where is Where.PROBLEMS or command.id == "close"
