"""Keys as people write them, as Textual names them, and as other layouts send them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual import events
from textual._xterm_parser import XTermParser
from textual.keys import KEY_NAME_REPLACEMENTS, _character_to_key, key_to_character

from iraq_tui.tui.keyboard import (
    NoKeyError,
    comes_everywhere,
    is_typed,
    key_name,
    key_words,
    name_of,
    twins_of,
)

PRINTABLE = "".join(map(chr, range(33, 127))) + "№ʼёЁґҐіІъЇ´«"


def received(sequence: str) -> list[str]:
    """The keys that Textual makes of what a terminal sends."""
    parser = XTermParser()
    return [
        one.key for one in [*parser.feed(sequence), *parser.feed("")] if isinstance(one, events.Key)
    ]


@pytest.mark.parametrize("character", PRINTABLE)
def test_characters_have_the_names_that_textual_gives_them(character):
    assert name_of(character) == _character_to_key(character)


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("ctrl+d", "ctrl+d"),
        ("Ctrl+D", "ctrl+d"),
        ("control + d", "ctrl+d"),
        ("d", "d"),
        ("D", "D"),
        ("shift+d", "D"),
        ("?", "question_mark"),
        ("question_mark", "question_mark"),
        ("[", "left_square_bracket"),
        ("+", "plus"),
        ("-", "minus"),
        ("_", "underscore"),
        (",", "comma"),
        (" ", "space"),
        ("Space", "space"),
        ("F1", "f1"),
        ("PgDn", "pagedown"),
        ("Page Down", "pagedown"),
        ("page_up", "pageup"),
        ("Esc", "escape"),
        ("Return", "enter"),
        ("↓", "down"),
        ("BackTab", "shift+tab"),
        ("shift+Tab", "shift+tab"),
        ("shift+alt+d", "alt+shift+d"),
        ("option+x", "alt+x"),
        ("ж", "ж"),
        ("Ж", "Ж"),
        ("shift+ж", "Ж"),
        ("ctrl+Ж", "ctrl+ж"),
        ("и\u0306", "й"),
        ("ctrl+PgUp", "ctrl+pageup"),
    ],
)
def test_keys_may_be_written_as_people_write_them(written, name):
    assert key_name(written) == name


@pytest.mark.parametrize(
    ("sequence", "written"),
    [
        ("\x04", "ctrl+d"),
        ("\x1b[1074;5u", "ctrl+в"),
        ("\x1b[100;6u", "ctrl+shift+d"),
        ("\x1b[1074;6u", "ctrl+shift+в"),
        ("\x1bв", "alt+в"),
        ("\x1bВ", "alt+shift+в"),
        ("\x1b[1074;3u", "alt+в"),
        ("\x1b[1074;2;1042u", "В"),
        ("\x1b[93;5u", "ctrl+]"),
        ("\x1b[Z", "shift+tab"),
        ("\x1b[1;2S", "shift+F4"),
        ("\x1b[6;5~", "ctrl+PgDn"),
        ("№", "№"),
    ],
)
def test_what_is_written_is_what_arrives(sequence, written):
    assert received(sequence) == [key_name(written)]


@pytest.mark.parametrize("key", ["ctrl+space", "ctrl+slash"])
def test_a_control_key_arrives_also_where_the_terminal_sends_it_the_old_way(key):
    old = {"ctrl+space": "\x00", "ctrl+slash": "\x1f"}[key]
    assert received(old)[0] in twins_of(key)


@pytest.mark.parametrize(
    ("written", "part"),
    [
        ("Spce", "did you mean “Space”?"),
        ("PgDwn", "did you mean “PgDn”?"),
        ("F99", "did you mean “F9”?"),
        ("^D", "write “ctrl+d”"),
        ("C-x", "write “ctrl+x”"),
        ("<C-x>", "write “ctrl+x”"),
        ("alt-x", "write “alt+x”"),
        ("", "write a character"),
        ("xx", "write a character"),
        ("ctrl+", "write a character"),
        ("\x1b", "write a character"),
        ("\u0301", "write a character"),
        ("cmd+q", "use ctrl, alt or shift"),
        ("shift+/", "write the character itself"),
        ("ctrl+?", "choose another key"),
        ("ctrl+i", "many terminals send Tab"),
        ("ctrl+[", "many terminals send Esc"),
        ("alt+.", "many terminals send ."),
        ("alt+Enter", "many terminals send Enter"),
    ],
)
def test_what_is_no_key_is_told_with_its_mend(written, part):
    with pytest.raises(NoKeyError) as caught:
        key_name(written)
    assert part in f"{caught.value.why}: {caught.value.mend}"


@given(st.text(max_size=12))
def test_any_text_is_a_key_or_an_error(text):
    try:
        name = key_name(text)
    except NoKeyError:
        return
    assert "," not in name  # Textual takes a comma for the end of a key
    assert key_name(key_words(name)) == name


@given(st.characters(blacklist_categories=("Cs",)))
def test_a_character_that_may_be_a_key_can_be_typed_into_a_line(char):
    """Or a line would not know it for a character, and the command would take it."""
    try:
        name = key_name(char)
    except NoKeyError:
        return
    if is_typed(name) and name not in KEY_NAME_REPLACEMENTS.values():  # which our input knows
        assert key_to_character(name) == char


@pytest.mark.parametrize(
    ("key", "twins"),
    [
        ("d", {"в"}),
        ("D", {"В"}),
        ("s", {"ы", "і"}),
        ("S", {"Ы", "І"}),
        ("apostrophe", {"э", "є"}),
        ("right_square_bracket", {"ъ", "ї"}),
        ("right_curly_bracket", {"Ъ", "Ї"}),
        ("left_curly_bracket", {"Х"}),
        ("grave_accent", {"ё", "apostrophe"}),
        ("backslash", {"ґ"}),
        ("colon", {"Ж"}),
        ("slash", {"full_stop"}),
        ("question_mark", {"comma"}),
        ("comma", {"б"}),
        ("exclamation_mark", set()),
        ("1", set()),
        ("ctrl+d", {"ctrl+в"}),
        ("ctrl+s", {"ctrl+ы", "ctrl+і"}),
        ("alt+shift+s", {"alt+shift+ы", "alt+shift+і"}),
        ("ж", {"semicolon"}),
        ("і", {"s", "ы"}),
        ("ctrl+й", {"ctrl+q"}),
        ("f1", set()),
        ("enter", set()),
        ("ctrl+pagedown", set()),
    ],
)
def test_a_key_has_the_twins_of_its_place_on_the_keyboard(key, twins):
    assert set(twins_of(key)) == twins


def test_every_latin_letter_has_a_twin_on_both_layouts():
    for letter in "abcdefghijklmnopqrstuvwxyz":
        assert twins_of(letter), letter
        assert [one.upper() for one in twins_of(letter)] == list(twins_of(letter.upper()))


@pytest.mark.parametrize(
    ("key", "words"),
    [
        ("question_mark", "?"),
        ("ctrl+d", "ctrl+d"),
        ("shift+tab", "shift+Tab"),
        ("left_curly_bracket", "{"),
        ("full_stop", "."),
        ("numero_sign", "№"),
        ("down", "↓"),
        ("f12", "F12"),
    ],
)
def test_keys_as_people_read_them(key, words):
    assert key_words(key) == words


def test_arrows_have_ascii_names():
    assert key_words("ctrl+down", ascii_only=True) == "ctrl+Down"


@pytest.mark.parametrize(
    ("key", "comes"),
    [("ctrl+q", True), ("alt+q", True), ("f10", True), ("f13", False), ("ctrl+shift+q", False),
     ("ctrl+1", False), ("shift+enter", False), ("alt+shift+q", False)],
)  # fmt: skip
def test_which_keys_every_terminal_sends(key, comes):
    assert comes_everywhere(key) is comes
