"""The problems of the store, each with its place and its mend."""

from collections.abc import Iterable, Sequence

from iraq_tui.sources.toml.problem import Problem
from iraq_tui.tui.commands import Where, commands
from iraq_tui.tui.keymap import Item, key_line
from iraq_tui.tui.kit import Kit
from iraq_tui.tui.paint.line import Line
from iraq_tui.tui.paint.problems import MOST, ordered, problem_lines
from iraq_tui.tui.screens.dialogue import SheetDialogue
from iraq_tui.tui.widgets.bars import KeyLine
from iraq_tui.tui.widgets.sheets import Sheets

_MOVES = tuple(command.id for command in commands(Where.PANE))


class ProblemList(Sheets):
    """The problems, walked one by one."""

    def __init__(self, problems: Iterable[Problem], stale: bool, kit: Kit) -> None:
        super().__init__(kit, id="problem-list")
        self._problems = ordered(problems)
        self._stale = stale

    def use(self, problems: Iterable[Problem], *, stale: bool) -> None:
        """Show other problems; the cursor stays on the one it is on, or near where that was."""
        before = self.current
        self._problems, self._stale = ordered(problems), stale
        if before in self._problems[:MOST]:
            self._stop = self._problems.index(before)
        if self.is_mounted:
            self.rebuild()
            self.refresh()

    def make(self, width: int) -> tuple[Sequence[Line], Sequence[range]]:
        """The lines for a width, and the block of each problem."""
        return problem_lines(self._problems, width, self.glyphs, stale=self._stale)

    @property
    def current(self) -> Problem | None:
        """The problem the cursor is on; none where there is none."""
        return self._problems[self._stop] if self._problems else None


class Problems(SheetDialogue[Problem | None]):
    """All problems of the store as it stands now; gives the one to edit, or none.

    ``stale`` says that the file cannot be used now, and an older version is in view.
    """

    NAME = "problems"

    def __init__(self, problems: Iterable[Problem], stale: bool, kit: Kit) -> None:
        self._problems = tuple(problems)
        self._list = ProblemList(self._problems, stale, kit)
        super().__init__(kit, self._list)
        self.take_keys(Where.PROBLEMS)

    def use(self, problems: Iterable[Problem], *, stale: bool) -> None:
        """Show the problems of another state of the file."""
        self._problems = tuple(problems)
        self._list.use(self._problems, stale=stale)
        for line in self.query(KeyLine):  # there is none yet where it has only just been opened
            line.show(self.keys())

    def keys(self) -> tuple[Item, ...]:
        """How to edit one, to move and to close; without problems only how to close."""
        return key_line(
            self.kit.keymap,
            Where.PANE,
            Where.PROBLEMS,
            first="edit-problem",
            without=() if self._problems else ("edit-problem", *_MOVES),
            ascii_only=self.kit.glyphs.is_ascii,
        )

    def action_edit_problem(self) -> None:
        """Close, and give the problem the cursor is on."""
        current = self._list.current
        if current is not None:
            self.leave(current)
