"""Every command, declared once: keys, key line, help, palette and documentation are made from this.

``keymap`` says which keys are in force, ``keys`` makes them bindings of the toolkit.
"""

from enum import StrEnum
from types import MappingProxyType

from msgspec import Struct


class Where(StrEnum):
    """Where a command works; the values are headings of the help."""

    APP = "Everywhere"
    EXPLORER = "Explorer"
    PANE = "In every pane"
    TIMELINE = "Timeline"
    AXIS = "Time axis"
    COMPARISON = "Comparison"
    ACTORS = "Actors"
    PROMPT = "Filter, date and search line"
    CLAIM = "Claim"
    PALETTE = "Command palette"
    PROBLEMS = "Problems"
    EXPORT = "Export"
    READING = "Reading"
    SUMMARY = "Summary"
    MATRIX = "All reports"
    HELP = "Help"


class Command(Struct, frozen=True):
    """One command."""

    id: str
    keys: tuple[str, ...]
    """Key names as Textual spells them."""
    label: str
    """One or two words for the key line."""
    about: str
    """What it does, for the help."""
    where: Where
    action: str = ""
    """The action; the id with underscores where empty."""
    rank: int = 0
    """Its place on the key line, from 1; 0 keeps it off."""
    partner: str = ""
    """Id of the command it is shown with, as ``k`` is with ``j``."""
    everywhere: bool = False
    """Whether it works on every screen, also over a dialogue."""
    offered: bool = True
    """Whether the palette offers it, where it is one of the explorer's or the program's."""

    @property
    def does(self) -> str:
        """The action that runs."""
        return self.action or self.id.replace("-", "_")


def _command(id_: str, keys: str, label: str, about: str, where: Where, **rest: object) -> Command:
    return Command(id_, tuple(keys.split()), label, about, where, **rest)  # type: ignore[arg-type]


def _move(id_: str, keys: str, about: str, **rest: object) -> Command:
    return _command(id_, keys, "move", about, Where.PANE, action=f"step('{id_}')", **rest)


_EX, _TL = Where.EXPLORER, Where.TIMELINE

COMMANDS: tuple[Command, ...] = (
    # everywhere
    _command("help", "question_mark f1", "help", "every key and sign", Where.APP, rank=90),
    _command("close", "q", "quit", "close this; on the explorer, quit", Where.APP, rank=91),
    _command("quit", "ctrl+q", "quit", "quit from anywhere", Where.APP, everywhere=True),
    _command("suspend", "ctrl+z", "suspend", "go to the background", Where.APP, everywhere=True,
             action="suspend_process"),
    _command("repaint", "ctrl+l", "repaint", "paint the screen anew", Where.APP, everywhere=True),
    _command("how-to-quit", "ctrl+c", "quit", "says how to quit", Where.APP, everywhere=True,
             offered=False),
    _command("step-out", "escape", "back", "one step out: line, range, pane, filter", Where.APP,
             offered=False),
    # moves
    _move("down", "j down", "down", rank=10),
    _move("up", "k up", "up", partner="down"),
    _move("half-down", "ctrl+d", "half a page down"),
    _move("half-up", "ctrl+u", "half a page up", partner="half-down"),
    _move("page-down", "pagedown ctrl+f", "a page down"),
    _move("page-up", "pageup ctrl+b", "a page up", partner="page-down"),
    _move("home", "g home", "to the first"),
    _move("end", "G end", "to the last", partner="home"),
    # the explorer
    _command("next-event", "J", "event", "next event, from any pane", _EX),
    _command("previous-event", "K", "event", "previous event", _EX, partner="next-event"),
    _command("next-differ", "d", "disagree", "next disagreement", _EX, rank=20),
    _command("previous-differ", "D", "disagree", "previous disagreement", _EX,
             partner="next-differ"),
    _command("next-one-sided", "o", "one-sided", "next event only one report tells", _EX, rank=70),
    _command("previous-one-sided", "O", "one-sided", "previous event only one report tells", _EX,
             partner="next-one-sided"),
    _command("next-year", "right_curly_bracket", "year", "next year", _EX),
    _command("previous-year", "left_curly_bracket", "year", "previous year", _EX,
             partner="next-year"),
    _command("palette", "colon ctrl+p", "commands", "find an event, an actor, a report, a command",
             _EX, rank=56, offered=False),
    _command("filter", "slash", "filter", "filter the events", _EX, rank=40),
    _command("go-to-date", "t", "date", "go to a date", _EX, rank=65),
    _command("select-all", "A", "select all", "select all events in view", _EX),
    _command("select-none", "u", "select none", "clear the selection", _EX),
    _command("restore-selection", "U", "restore", "take the cleared selection back", _EX,
             partner="select-none"),
    _command("export", "x", "export", "export the selection, or this event", _EX, rank=50),
    _command("copy", "y", "copy", "copy the selection, or this event, as Markdown", _EX, rank=64),
    _command("edit", "e", "edit", "edit this event in your editor, then read the store anew", _EX,
             rank=77),
    _command("reload", "ctrl+r", "reload", "read the store anew", _EX),
    _command("problems", "exclamation_mark", "problems", "what the check of the store has to say",
             _EX, rank=79),
    _command("read", "R", "read", "both reports' texts side by side, from this event on", _EX,
             rank=63),
    _command("axis", "z", "axis", "the events on a time axis, to scale; and back", _EX, rank=61),
    _command("summary", "S", "summary", "what each report alone says, and where it disagrees", _EX,
             rank=67),
    _command("matrix", "M", "all reports", "this event by all reports; reports by reports", _EX,
             rank=66),
    _command("actors", "a", "actors", "show or hide the actors", _EX, rank=60),
    _command("swap", "r", "swap", "swap left and right", _EX, rank=75),
    _command("change-left", "left_square_bracket", "reports", "another report on the left", _EX,
             rank=45),
    _command("change-right", "right_square_bracket", "reports", "another report on the right", _EX,
             partner="change-left"),
    _command("wording", "m", "wording", "the original wording of each claim", _EX, rank=62),
    _command("next-pane", "tab", "pane", "next pane", _EX, rank=55, offered=False),
    _command("previous-pane", "shift+tab", "pane", "previous pane", _EX, partner="next-pane",
             offered=False),
    # one pane
    _command("select", "space", "select", "select, and move down", _TL, rank=30),
    _command("range", "v", "range", "begin a range; again keeps it", _TL, rank=68),
    _command("compare", "enter", "compare", "to the comparison", _TL, rank=57),
    _command("zoom-in", "plus equals_sign", "zoom", "closer", Where.AXIS, rank=12),
    _command("zoom-out", "minus", "zoom", "further away", Where.AXIS, partner="zoom-in"),
    _command("fit", "0", "all", "all events in view", Where.AXIS, rank=14),
    _command("pan-left", "h left", "along", "back in time", Where.AXIS, rank=13),
    _command("pan-right", "l right", "along", "on in time", Where.AXIS, partner="pan-left"),
    _command("lanes", "L", "lanes", "lanes: packed, by actor, by report, by tag", Where.AXIS,
             rank=16),
    _command("fold-time", "f", "fold", "fold long stretches without events, or unfold them",
             Where.AXIS, rank=18),
    _command("claim", "enter", "claim", "the claim in full, with its place in the report",
             Where.COMPARISON, rank=15),
    _command("unfold", "l right", "unfold", "unfold", Where.ACTORS, rank=32),
    _command("fold", "h left", "fold", "fold, or go to the whole", Where.ACTORS,
             partner="unfold"),
    _command("toggle-actor", "space enter", "in filter", "put in the filter, or take out",
             Where.ACTORS, rank=30),
    _command("keep-line", "enter", "keep", "keep the filter, go to the date or the place found",
             Where.PROMPT, rank=1),
    _command("leave-line", "escape", "restore", "back to what was before; no search", Where.PROMPT,
             rank=2),
    _command("older-line", "up", "earlier", "what was typed before", Where.PROMPT, rank=3),
    _command("newer-line", "down", "earlier", "what was typed after that", Where.PROMPT),
    # dialogues
    _command("close-claim", "escape enter", "close", "back to the comparison", Where.CLAIM,
             rank=1),
    _command("next-claim", "J", "claim", "the next claim of this event", Where.CLAIM, rank=2),
    _command("previous-claim", "K", "claim", "the previous claim", Where.CLAIM,
             partner="next-claim"),
    _command("to-event", "enter", "event", "to the event of this passage", Where.READING, rank=2),
    _command("other-text", "tab shift+tab", "other", "to the other report", Where.READING, rank=3),
    _command("next-differ-mark", "d", "disagree", "next passage that the other report contradicts",
             Where.READING, rank=4),
    _command("previous-differ-mark", "D", "disagree", "the one before", Where.READING,
             partner="next-differ-mark"),
    _command("next-lone-mark", "o", "one-sided", "next passage with no answer in the other report",
             Where.READING, rank=5),
    _command("previous-lone-mark", "O", "one-sided", "the one before", Where.READING,
             partner="next-lone-mark"),
    _command("search-texts", "slash", "search", "search both texts", Where.READING, rank=6),
    _command("next-hit", "n", "found", "next place found, in this text", Where.READING, rank=7),
    _command("previous-hit", "N", "found", "the one before", Where.READING, partner="next-hit"),
    _command("end-search", "escape", "close", "take the search off; else back to the explorer",
             Where.READING, rank=1),
    _command("close-reading", "R", "close", "back to the explorer", Where.READING,
             action="close"),
    _command("to-told-event", "enter", "event", "to this event", Where.SUMMARY, rank=2),
    _command("close-summary", "escape S", "close", "back to the explorer", Where.SUMMARY,
             action="close", rank=1),
    _command("take-cell", "enter", "show",
             "compare with this report, or filter by what a number counts", Where.MATRIX, rank=2),
    _command("previous-column", "h left", "report", "one report back", Where.MATRIX, rank=4),
    _command("next-column", "l right", "report", "one report on", Where.MATRIX,
             partner="previous-column"),
    _command("other-table", "tab shift+tab", "table", "to the other table", Where.MATRIX, rank=3),
    _command("close-matrix", "escape M", "close", "back to the explorer", Where.MATRIX,
             action="close", rank=1),
    _command("run-found", "enter", "go", "go to it, or run it", Where.PALETTE, rank=1),
    _command("next-found", "down ctrl+n", "move", "down", Where.PALETTE, rank=2),
    _command("previous-found", "up ctrl+p", "move", "up", Where.PALETTE),
    _command("page-found-down", "pagedown", "page", "a page down", Where.PALETTE),
    _command("page-found-up", "pageup", "page", "a page up", Where.PALETTE),
    _command("close-palette", "escape", "close", "close it", Where.PALETTE, rank=3),
    _command("edit-problem", "enter e", "edit", "edit the store at this line", Where.PROBLEMS,
             rank=2),
    _command("close-problems", "escape exclamation_mark", "close", "close the problems",
             Where.PROBLEMS, action="close", rank=1),
    _command("write", "enter", "write", "write the file", Where.EXPORT, rank=1),
    _command("overwrite", "ctrl+o", "overwrite", "replace the file that exists", Where.EXPORT,
             rank=3),
    _command("next-field", "tab shift+tab", "preview", "between path and preview", Where.EXPORT,
             rank=4),
    _command("cancel", "escape", "cancel", "close without writing", Where.EXPORT, rank=2),
    _command("close-help", "escape question_mark f1", "close", "close the help", Where.HELP,
             action="close", rank=2),
)  # fmt: skip

ALSO = MappingProxyType(
    {
        "help": "keys manual довідка допомога клавіші справка помощь клавиши",
        "close": "exit leave вийти вихід закрити выйти выход закрыть",
        "quit": "exit leave вийти вихід выйти выход",
        "suspend": "background фон призупинити приостановить",
        "repaint": "redraw refresh перемалювати перерисовать",
        "next-differ": "difference conflict розбіжність наступна расхождение следующее",
        "previous-differ": "difference conflict розбіжність попередня расхождение предыдущее",
        "next-one-sided": "only single лише один только один",
        "next-year": "рік год",
        "filter": "search find grep фільтр пошук шукати фильтр поиск искать",
        "go-to-date": "jump time дата перейти час время",
        "select-all": "mark everything вибрати все виділити выбрать всё выделить",
        "select-none": "unmark deselect clear зняти вибір очистити снять выбор очистить",
        "restore-selection": "undo bring back скасувати повернути отменить вернуть",
        "export": "save write file markdown експорт зберегти файл экспорт сохранить",
        "copy": "clipboard yank копіювати скопіювати буфер копировать скопировать",
        "read": "reports texts parallel звіти тексти читати сообщения тексты читать",
        "edit": "editor редагувати змінити редактор редактировать изменить",
        "reload": "refresh read again перечитати оновити перечитать обновить",
        "problems": "errors warnings check помилки перевірка ошибки проверка",
        "actors": "people who учасники дійові особи участники действующие лица",
        "swap": "left right поміняти місцями поменять местами",
        "change-left": "report звіт повідомлення ліворуч сообщение слева",
        "change-right": "report звіт повідомлення праворуч сообщение справа",
        "summary": "overview підсумок огляд сводка итог обзор",
        "matrix": "table reports матриця таблиця звіти матрица таблица сообщения",
        "axis": "time scale gantt zoom вісь часу масштаб ось времени масштаб",
        "wording": "quotes original цитати оригінал дослівно цитаты оригинал дословно",
    }
)
"""Other words that the palette finds a command by, in English, Ukrainian and Russian."""
EVERYWHERE = frozenset(command.id for command in COMMANDS if command.everywhere)
"""Ids of the commands that work on every screen."""
TYPING = frozenset((Where.PROMPT, Where.EXPORT, Where.PALETTE))
"""Where characters are typed: keys wait their turn behind those typed before them."""


def commands(*wheres: Where) -> tuple[Command, ...]:
    """The commands that work in these places, in the order they are declared."""
    return tuple(command for command in COMMANDS if command.where in wheres)
