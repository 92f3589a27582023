"""A row of the palette: what shows, what is set off, what goes first where there is no room."""

import pytest

from iraq_tui.tui.findable import Found, Index, Kind, index_of
from iraq_tui.tui.finding import Answer, context, find
from iraq_tui.tui.keymap import DEFAULT, merged
from iraq_tui.tui.paint.glyphs import ASCII, UNICODE, Glyphs
from iraq_tui.tui.paint.line import Line, Role, own, text_of, width_of
from iraq_tui.tui.paint.palette import count_line, count_words, detail_of, found_row

PAIR = ("en", "uk")


@pytest.fixture(scope="module")
def index(catalogue) -> Index:
    return index_of(catalogue, DEFAULT, ("nord",))


def row(index: Index, text: str, width: int, glyphs: Glyphs = UNICODE) -> Line:
    """The row of the best that a text finds."""
    answer = find(index, text)
    found = answer.found[0]
    detail = detail_of(found, index.names, PAIR, DEFAULT, glyphs)
    also = context(index.names, found, answer.words)
    return found_row(found, answer.words, detail, width, glyphs, also=also)


@pytest.mark.parametrize("width", [100, 38])
@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("d", ["command", "next disagreement", "d"]),
        ("?", ["command", "key", "? F1"]),
        ("nord", ["theme", "nord"]),
        ("money", ["tag", "money", "1 event · filter"]),
        ("plans", ["tag", "plans", "2 events · filter"]),
        ("council", ["actor", "City council", "4 events · filter"]),
        ("long bridge", ["place", "the long bridge", "filter"]),
        ("talks money", ["event", "Talks about the money"]),
        ("repairs", ["event", "Repairs begin", "1 Jun 2031  ="]),
        ("whose", ["event", "Whose bridge it is", "standing  ·"]),
    ],
)
def test_kind_name_and_what_there_is_to_say(index, text, said, width):
    line = row(index, text, width)
    assert width_of(line) == width
    kind, title, *detail = said
    words = text_of(line)
    assert words.split()[0] == kind
    assert title in words
    if detail:
        assert words.endswith(f"  {detail[0]}" if width == 100 else detail[0])


def test_a_report_shows_the_id_that_the_columns_have(index):
    assert text_of(row(index, "вісник", 100)).endswith("  uk · 7 events · filter")


TITLE = "A name of five words"
ALSO = "many words before and after the one that was looked for, at great length"


@pytest.mark.parametrize(
    ("width", "expected"),
    [
        (80, "event    A name of five words  … that was looked for, at great length     DETAIL"),
        (60, "event    A name of five words  … was looked for, at…  DETAIL"),
        (38, "event   A name of five words    DETAIL"),
        (34, "event   A name of five words"),
        (20, "event   A name of f…"),
        (9, "event   …"),
        (4, "eve…"),
    ],
)
def test_what_it_was_found_in_goes_first_and_then_the_detail(width, expected):
    found = Found(Kind.EVENT, "x", TITLE)
    line = found_row(found, ["looked"], (own("DETAIL"),), width, UNICODE, also=ALSO)
    assert width_of(line) <= width
    assert text_of(line).rstrip() == expected


def test_a_wide_window_keeps_the_detail_and_cuts_the_name():
    found = Found(Kind.EVENT, "x", "word " * 30)
    words = text_of(found_row(found, (), (own("DETAIL"),), 80, UNICODE))
    assert words.endswith("…  DETAIL")


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("talks money", ["Talks", "money"]),
        ("TALK", ["Talk"]),
        ("cheer", ["cheer"]),
        ("nord", ["nord"]),
        ("", []),
    ],
)
def test_what_was_looked_for_is_set_off(index, text, marked):
    line = row(index, text, 100)
    assert [piece.text for piece in line if piece.role is Role.DIFFERS] == marked


def test_a_verdict_keeps_its_colour(index):
    assert row(index, "talks money", 100)[-1].role is Role.CONFLICT


@pytest.mark.parametrize(
    ("command", "glyphs", "words"),
    [
        ("next-differ", UNICODE, "n F7"),
        ("down", UNICODE, "j ↓"),
        ("down", ASCII, "j Down"),
    ],
)
def test_a_command_shows_the_keys_in_force(index, command, glyphs, words):
    keymap = merged({"next-differ": ("n", "f7")})
    found = Found(Kind.COMMAND, command, "")
    assert text_of(detail_of(found, index.names, PAIR, keymap, glyphs)) == words


@pytest.mark.parametrize("width", [*range(30), 38, 59, 60, 100])
def test_every_row_of_hostile_strings_is_gated_and_fits(index, hostile, width):
    for text in ("odd", "x", hostile):
        answer = find(index, text)
        for found in answer.found:
            detail = detail_of(found, index.names, PAIR, DEFAULT, UNICODE)
            also = context(index.names, found, answer.words)
            line = found_row(found, answer.words, detail, width, UNICODE, also=also)
            assert width_of(line) <= width
            assert not set("\x1b\x07\x85\u202e\u200b") & set(text_of(line))


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (Answer((), 0), "type a name, a word, a date, a key"),
        (Answer((), 0, ("x",)), "nothing is called so"),
        (Answer((Found(Kind.TAG, "x", "x"),), 1, ("x",)), "1 found"),
        (Answer((Found(Kind.TAG, "x", "x"),), 1234, ("x",)), "1,234 found, the first 1 are here"),
        (Answer((Found(Kind.TAG, "x", "x"),), 1, ("x",), "xyz"), "1 found as “xyz”"),
    ],
)
def test_how_many_were_found(answer, words):
    assert count_words(answer) == words
    assert width_of(count_line(answer, 12, UNICODE)) <= 12
