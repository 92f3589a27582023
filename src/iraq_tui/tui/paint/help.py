"""The help, made from the declarations: keys, signs, the filter language."""

from collections.abc import Iterable

from iraq_tui.domain.comparison.model import VERDICT_WORDS, Verdict
from iraq_tui.tui.keys import Command, Where, commands, key_words
from iraq_tui.tui.paint.glyphs import Glyphs, role_of
from iraq_tui.tui.paint.line import EMPTY, Line, Role, beside, indented, own, wrapped

_KEYS = 16
_FILTERS = (
    ("talks", "a word of the title, the paraphrase, the quotes or an actor's name"),
    ('"two words"', "the words together"),
    ("actor:a,b", "an actor or one of several, their parts included"),
    ("report:uk", "a report speaks of it"),
    ("tag:talks", "a tag"),
    ("place:baghdad", "a place, its parts included"),
    ("verdict:differ", "some row has this verdict"),
    ("head:framing", "its strongest verdict"),
    ("since:2023-10", "a date, in EDTF or as people type it"),
    ("until:2024", "likewise"),
    ("-tag:talks", "not: before any term"),
)


def help_lines(width: int, glyphs: Glyphs) -> list[Line]:
    """The whole help for a width, sections one below the other."""
    lines: list[Line] = []
    for where in Where:
        found = [_key_row(command, width, glyphs) for command in commands(where)]
        if found:
            lines += [
                *_heading(where.value, width),
                *(line for rows in found for line in rows),
                EMPTY,
            ]
    lines += [*_heading("Signs", width), *_signs(width, glyphs), EMPTY]
    lines += _heading("Filter: terms with spaces between, all must hold", width)
    for term, meaning in _FILTERS:
        lines += _two(term, meaning, width, 18)
    return lines


def _heading(text: str, width: int) -> list[Line]:
    return wrapped(text, width, Role.STRONG)


def _key_row(command: Command, width: int, glyphs: Glyphs) -> list[Line]:
    keys = "  ".join(key_words(key, ascii_only=glyphs.is_ascii) for key in command.keys)
    return _two(keys, command.about, width, _KEYS)


def _two(left: str, right: str, width: int, column: int) -> list[Line]:
    column = min(column, max(width // 2, 2))
    room = max(width - column - 2, 1)
    cells = ((wrapped(left, column - 1, Role.MARK), column), (wrapped(right, room), room))
    return indented(beside(cells), 2)


def _signs(width: int, glyphs: Glyphs) -> Iterable[Line]:
    said: dict[str, list[str]] = {}
    roles: dict[str, Role] = {}
    for verdict in Verdict:
        if verdict is Verdict.NARROWER:
            continue
        sign = glyphs.verdicts[verdict]
        said.setdefault(sign, []).append(VERDICT_WORDS[verdict])
        roles[sign] = role_of(verdict)
    arrows = f"{glyphs.more_left} {glyphs.more_right}"
    rows = [(arrows, "compatible: the side it points at says more", Role.GOOD)]
    rows += [(sign, ", ".join(words), roles[sign]) for sign, words in said.items()]
    rows += [
        (glyphs.selected, "selected; among the actors: takes part in the highlighted event",
         Role.MARK),
        (glyphs.in_range, "in the range being drawn", Role.MARK),
        ("!", "after a sign: a report conflicts with itself or with its source", Role.CONFLICT),
        (glyphs.judged, "after a sign: judged by a person, not computed", Role.MUTED),
        ("?", "after a sign: rests on an inference of the author's", Role.MUTED),
    ]  # fmt: skip
    for sign, words, role in rows:
        room = max(width - 7, 1)
        cell = ([(own(sign, role),)], 5)
        yield from indented(beside((cell, (wrapped(words, room), room))), 2)
