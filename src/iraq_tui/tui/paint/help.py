"""The help, made from the declarations: keys, signs, the filter language."""

from collections.abc import Iterable

from iraq_tui.domain.comparison.model import VERDICT_WORDS, Verdict
from iraq_tui.tui.commands import Command, Where, commands
from iraq_tui.tui.keymap import key_words
from iraq_tui.tui.kit import Kit
from iraq_tui.tui.paint.glyphs import Bars, Glyphs, role_of
from iraq_tui.tui.paint.line import (
    EMPTY,
    Line,
    Piece,
    Role,
    beside,
    flowed,
    indented,
    own,
    wrapped,
)

_KEYS = 16
_FILTERS = (
    ("talks", "a word of the title, the paraphrase, the quotes or an actor's name"),
    ('"two words"', "the words together"),
    ("actor:a,b", "an actor or one of several, their parts included"),
    ("report:uk", "a report speaks of it"),
    ("tag:talks", "a tag"),
    ("place:baghdad", "a place, its parts included"),
    ("verdict:differ", "some row has this verdict; the signs above name them all"),
    ("head:framing", "its strongest verdict"),
    ("between:uk,ru:disagree", "how two reports stand on some question: agree, disagree, only-uk"),
    ("since:2023-10", "a date, in EDTF or as people type it"),
    ("until:2024", "likewise"),
    ("-tag:talks", "not: before any term"),
)

_MOUSE = (
    ("click", "go there: an event, a claim, an actor, a time on the top line, a key below"),
    ("double click", "what Enter does: compare, the claim in full, the actor into the filter"),
    ("wheel", "scroll"),
)


def help_lines(width: int, kit: Kit) -> list[Line]:
    """The whole help for a width, sections one below the other."""
    lines: list[Line] = []
    glyphs = kit.glyphs
    for where in Where:
        found = [_key_row(command, width, kit) for command in commands(where)]
        if found:
            lines += [
                *_heading(where.value, width),
                *(line for rows in found for line in rows),
                EMPTY,
            ]
    lines += [*_heading("Signs", width), *_verdicts(width, glyphs), *_signs(width, glyphs), EMPTY]
    lines += _heading("What the panes say", width)
    for shows, meaning in _panes(glyphs):
        lines += _two(shows, meaning, width, _KEYS)
    lines.append(EMPTY)
    lines += _heading("Mouse", width)
    for shows, meaning in _MOUSE:
        lines += _two(shows, meaning, width, _KEYS)
    lines.append(EMPTY)
    lines += _heading("Filter: terms with spaces between, all must hold", width)
    for term, meaning in _FILTERS:
        lines += _two(term, meaning, width, 18)
    return lines


def _heading(text: str, width: int) -> list[Line]:
    return wrapped(text, width, Role.STRONG)


def _key_row(command: Command, width: int, kit: Kit) -> list[Line]:
    keys = (key_words(key, ascii_only=kit.glyphs.is_ascii) for key in kit.keymap.keys[command.id])
    return _two("  ".join(keys), command.about, width, _KEYS)


def _two(left: str, right: str, width: int, column: int) -> list[Line]:
    column = min(column, max(width // 2, 2))
    room = max(width - column - 2, 1)
    cells = ((wrapped(left, column - 1, Role.MARK), column), (wrapped(right, room), room))
    return indented(beside(cells), 2)


def _verdicts(width: int, glyphs: Glyphs) -> Iterable[Line]:
    """Each verdict's sign, its word, and the term that filters for it."""
    for verdict in Verdict:
        sign, word = glyphs.verdicts[verdict], VERDICT_WORDS[verdict]
        if verdict is Verdict.NARROWER:
            sign = f"{glyphs.more_left} {glyphs.more_right}"
            word = "compatible: the side it points at says more"
        term = own(f"verdict:{verdict}", Role.MARK)
        yield from _sign(sign, [own(word), term], role_of(verdict), width)


def _signs(width: int, glyphs: Glyphs) -> Iterable[Line]:
    rows = (
        (glyphs.selected, "selected; among the actors: takes part in the highlighted event",
         Role.MARK),
        (glyphs.in_range, "in the range being drawn", Role.MARK),
        ("!", "after a sign: a report conflicts with itself or with its source", Role.CONFLICT),
        (glyphs.vertical, "beside a line of a report: no claim rests on it", Role.ALERT),
        (glyphs.judged, "after a sign: judged by a person, not computed", Role.MUTED),
        ("?", "after a sign: rests on an inference of the author's", Role.MUTED),
    )  # fmt: skip
    for sign, words, role in (*rows, *_bars(glyphs.bars)):
        yield from _sign(sign, [own(words)], role, width)


def _bars(bars: Bars) -> Iterable[tuple[str, str, Role]]:
    """The signs of the time axis."""
    return (
        (bars.strict[0] * 3, "on the time axis: what a date says", Role.MARK),
        (" ".join(bars.point), "the same of what takes less than half a cell", Role.MARK),
        (bars.wide[0] * 3, 'what "about" adds to it', Role.MARK),
        (bars.unknown[0] * 3, "it lasted into here, or began in here: it is not known", Role.MUTED),
        (bars.possible[0] * 3, "somewhere in here: no date, or one of several", Role.MUTED),
        (f"{bars.goes_back} {bars.goes_on}", "no beginning, or no end, that anybody says",
         Role.MARK),
        ("?", "after a bar: the date is in doubt", Role.CAUTION),
        (bars.fold, "a long stretch without events is folded", Role.RULE),
    )  # fmt: skip


def _sign(sign: str, said: Iterable[Piece], role: Role, width: int) -> list[Line]:
    room = max(width - 7, 1)
    return indented(beside((([(own(sign, role),)], 5), (flowed(said, room), room))), 2)


def _panes(glyphs: Glyphs) -> Iterable[tuple[str, str]]:
    return (
        ("sign", "in the timeline: how it stands between the two reports; what differs inside one "
         "report shows in the comparison, and here only where it conflicts with itself (!)"),
        ("bold", "in the comparison: what differs between two answers; in a passage: the words a "
         "claim rests on"),
        ("n.d.", "no date: the event stands by what it comes after or before"),
        ("c.", "about: the date is approximate"),
        ("standing", "a standing question, not one happening in time"),
        ("the top line", f"all of time in view: {glyphs.density} how many events, a sign where the "
         "reports disagree; the place of the highlighted event stands out; with the time axis, "
         "brackets around what that shows"),
        (f"{glyphs.unfolded} {glyphs.folded}", "an actor with parts, unfolded or folded; at its "
         "right the reports that name it and its events in view"),
        ("/", "beside an actor: in the filter"),
        ("4", "before an actor: how many wholes it lies in, where there is no room to indent"),
    )  # fmt: skip
