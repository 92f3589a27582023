from collections import Counter

import pytest

from iraq_tui.tui.app import ExplorerApp
from iraq_tui.tui.commands import COMMANDS, Where
from iraq_tui.tui.keymap import DEFAULT, Item, key_line
from iraq_tui.tui.screens.claim import ClaimDetail
from iraq_tui.tui.screens.explorer import Explorer
from iraq_tui.tui.screens.export import Export
from iraq_tui.tui.screens.help import Help
from iraq_tui.tui.screens.matrix import Matrix
from iraq_tui.tui.screens.palette import Palette
from iraq_tui.tui.screens.problems import Problems
from iraq_tui.tui.screens.reading import ReadingScreen
from iraq_tui.tui.screens.summary import SummaryScreen
from iraq_tui.tui.widgets.actors import Actors
from iraq_tui.tui.widgets.comparison import Comparison
from iraq_tui.tui.widgets.lines import Lines
from iraq_tui.tui.widgets.prompt import Prompt

HOMES = {
    Where.EXPLORER: Explorer,
    Where.PANE: Lines,
    Where.TIMELINE: Explorer,
    Where.AXIS: Explorer,
    Where.ACTORS: Actors,
    Where.COMPARISON: Comparison,
    Where.CLAIM: ClaimDetail,
    Where.PALETTE: Palette,
    Where.PROBLEMS: Problems,
    Where.PROMPT: Prompt,
    Where.EXPORT: Export,
    Where.READING: ReadingScreen,
    Where.SUMMARY: SummaryScreen,
    Where.MATRIX: Matrix,
    Where.HELP: Help,
}


def test_ids_are_unique_and_every_command_says_what_it_does():
    assert [id_ for id_, n in Counter(one.id for one in COMMANDS).items() if n > 1] == []
    assert all(one.about and one.label and one.keys for one in COMMANDS)


@pytest.mark.parametrize(
    "panes",
    [(Where.TIMELINE,), (Where.TIMELINE, Where.AXIS), (Where.COMPARISON,), (Where.ACTORS,)],
)
def test_no_key_means_two_things_in_one_place(panes):
    here = (*panes, Where.PANE, Where.EXPLORER, Where.APP)
    keys = Counter(key for one in COMMANDS if one.where in here for key in one.keys)
    assert [key for key, n in keys.items() if n > 1] == []


def test_every_command_has_an_action_where_it_works():
    for command in COMMANDS:
        home = HOMES.get(command.where, ExplorerApp if command.everywhere else Explorer)
        name = command.does.partition("(")[0]
        assert hasattr(home, f"action_{name}"), command.id


def test_the_key_line_pairs_keys_that_belong_together():
    items = key_line(DEFAULT, Where.TIMELINE, Where.PANE, Where.EXPLORER, Where.APP)
    assert Item("j k", "move", "down", "up") in items
    assert Item("d D", "disagree", "next-differ", "previous-differ") in items
    assert Item("[ ]", "reports", "change-left", "change-right") in items
