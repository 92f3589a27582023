"""Which keys are in force, with a person's own, without clashes, and on Cyrillic layouts."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.binding import Binding
from textual.widgets import Input

from iraq_tui.tui.clashes import CONTEXTS, EDITING, NOT_EDITING, NOT_TYPED, clashes
from iraq_tui.tui.commands import COMMANDS, EVERYWHERE, Where
from iraq_tui.tui.keyboard import is_typed, key_name, twins_of
from iraq_tui.tui.keymap import DEFAULT, Keymap, KeymapError, key_line, merged

COMMAND = {command.id: command for command in COMMANDS}


def pressed(keymap: Keymap, id_: str) -> tuple[str, ...]:
    return keymap.pressed(COMMAND[id_])


def refused(**own: str | tuple[str, ...]) -> list[str]:
    keys = {id_.replace("_", "-"): (of,) if isinstance(of, str) else of for id_, of in own.items()}
    with pytest.raises(KeymapError) as caught:
        merged(keys)
    assert all(one.mend and one.path for one in caught.value.problems)
    return [str(one) for one in caught.value.problems]


def assert_sound(keymap: Keymap) -> None:
    """No key means two things anywhere, and no twin takes a key from anybody."""
    assert list(clashes(keymap.keys)) == []
    for context in CONTEXTS:
        meant = {key for id_ in context.ids for key in keymap.keys[id_]}
        twins = Counter(key for id_ in context.ids for key in keymap.twins.get(id_, ()))
        assert meant & set(twins) == set()
        assert [key for key, count in twins.items() if count > 1] == []


# --- the keys as they are declared ---


def test_no_two_commands_share_a_key_where_both_work():
    assert_sound(DEFAULT)


def test_every_command_is_in_some_context():
    assert {command.id for command in COMMANDS} == frozenset().union(*(one.ids for one in CONTEXTS))


def test_the_declared_keys_are_written_as_they_arrive():
    for command in COMMANDS:
        for key in command.keys:
            assert key_name(key) == key


def test_no_declared_key_keeps_anybody_from_typing():
    for command in COMMANDS:
        assert not (command.id in NOT_TYPED and any(map(is_typed, command.keys))), command.id
        assert not (command.id in NOT_EDITING and EDITING & set(command.keys)), command.id


def test_the_editing_keys_are_those_of_the_input():
    bound = {one.key for one in Binding.make_bindings(Input.BINDINGS)}
    # Enter keeps the line, ctrl+c says how to quit; super and alt with Backspace are no one's wish.
    others = {"enter", "ctrl+c", "super+c", "super+backspace", "alt+backspace"}
    assert EDITING - {"shift+space"} == bound - others


def test_default_keys_without_a_twin():
    """They are the same on every layout, and none is lost to another."""
    without = {
        key
        for command in COMMANDS
        for key in command.keys
        if not set(twins_of(key)) & set(DEFAULT.twins.get(command.id, ()))
    }
    assert without == {
        "down", "up", "left", "right", "home", "end", "pageup", "pagedown", "f1",
        "enter", "escape", "space", "tab", "shift+tab", "exclamation_mark",
        "0", "plus", "minus", "equals_sign",
    }  # fmt: skip
    lost = {
        (command.id, twin)
        for command in COMMANDS
        for key in command.keys
        for twin in twins_of(key)
        if twin not in DEFAULT.twins[command.id]
    }
    assert lost == set()


@pytest.mark.parametrize(
    ("id_", "keys"),
    [
        ("down", ("j", "down", "о")),
        ("half-down", ("ctrl+d", "ctrl+в")),
        ("next-year", ("right_curly_bracket", "Ъ", "Ї")),
        ("filter", ("slash", "full_stop")),
        ("palette", ("colon", "ctrl+p", "Ж", "ctrl+з")),
        ("previous-found", ("up", "ctrl+p", "ctrl+з")),
        ("quit", ("ctrl+q", "ctrl+й")),
    ],
)
def test_cyrillic_keys_run_commands(id_, keys):
    assert pressed(DEFAULT, id_) == keys


# --- a person's own ---


def test_nothing_of_ones_own_is_the_default():
    assert merged({}) == DEFAULT


def test_a_remapped_command_loses_its_keys_and_gets_new_twins():
    keymap = merged({"next-differ": ("n", "F3"), "export": ("s",)})
    assert pressed(keymap, "next-differ") == ("n", "f3", "т")
    assert pressed(keymap, "export") == ("s", "ы", "і")
    assert pressed(keymap, "copy") == pressed(DEFAULT, "copy")
    assert_sound(keymap)


def test_two_commands_may_change_places():
    keymap = merged({"export": ("d",), "next-differ": ("x",)})
    assert pressed(keymap, "export") == ("d", "в")
    assert pressed(keymap, "next-differ") == ("x", "ч")


def test_a_twin_gives_way_to_a_key_that_is_meant():
    keymap = merged({"export": (".",), "copy": ("в",)})
    assert pressed(keymap, "export") == ("full_stop", "ю")
    assert pressed(keymap, "filter") == ("slash",)
    assert pressed(keymap, "copy") == ("в",)  # its Latin twin, d, means the next disagreement
    assert pressed(keymap, "next-differ") == ("d",)


def test_of_two_twins_the_first_declared_command_has_it():
    keymap = merged({"filter": ("ы",), "export": ("і",)})
    assert pressed(keymap, "filter") == ("ы", "s")
    assert pressed(keymap, "export") == ("і",)


def test_a_key_may_mean_two_things_in_two_places():
    keymap = merged({"range": ("b",), "claim": ("b",), "fold": ("b",)})
    assert [keymap.keys[one] for one in ("range", "claim", "fold")] == [("b",)] * 3


def test_ctrl_c_may_quit():
    keymap = merged({"quit": ("ctrl+c",)})
    assert keymap.keys["quit"] == ("ctrl+c",)
    assert keymap.keys["how-to-quit"] == ()
    assert_sound(keymap)


@pytest.mark.parametrize(
    ("own", "parts"),
    [
        ({"exprt": "x"}, ["“exprt” is no command: did you mean “export”?"]),
        ({"frobnicate": "x"}, ["“frobnicate” is no command: docs/keys.md lists"]),
        ({"export": "Spce"}, ["“Spce” is no key: did you mean “Space”?"]),
        ({"export": ()}, ["“export” is left without a key"]),
        ({"export": "d"}, ["“d” is a key of both “next-differ” and “export” (both work in the "
                           "explorer): choose another for “export”, or give “next-differ” one of "
                           "its own"]),
        ({"export": "b", "copy": "b"}, ["“b” is a key of both “export” and “copy”"]),
        ({"copy": "b", "export": "b"}, ["“b” is a key of both “copy” and “export”"]),
        ({"select": "j"}, ["“j” is a key of both “down” and “select” (both work in the timeline)"]),
        ({"suspend": "ctrl+q"}, ["“quit” and “suspend” (both work everywhere)"]),
        ({"filter": "ctrl+c"}, ["“how-to-quit” and “filter”"]),
        ({"keep-line": "F1"}, ["“help” and “keep-line” (both work while a line is typed in)"]),
        ({"keep-line": "Esc", "leave-line": "F5"}, ["“step-out” and “keep-line”"]),
        ({"overwrite": "PgDn"}, ["“page-down” and “overwrite” (both work in the export)"]),
        ({"edit-problem": "q"}, ["“close” and “edit-problem” (both work in the problems)"]),
        ({"quit": "z"}, ["“z” cannot be a key of “quit” (it types a character where"]),
        ({"keep-line": "Space"}, ["“Space” cannot be a key of “keep-line” (it types"]),
        ({"run-found": "ж"}, ["“ж” cannot be a key of “run-found” (it types"]),
        ({"write": "shift+Space"}, ["“shift+Space” cannot be a key of “write” (it types"]),
        ({"reload": "ctrl+w"}, ["“ctrl+w” cannot be a key of “reload” (it edits what is typed"]),
        ({"quit": "ctrl+shift+q"}, ["quitting needs a key that every terminal sends"]),
        ({"quit": ()}, ["“quit” is left without a key"]),
        ({"exprt": "x", "copy": ("Spce", "d"), "edit": ()},
         ["“exprt” is no command", "“Spce” is no key", "“edit” is left", "“next-differ” and "]),
    ],
)  # fmt: skip
def test_what_cannot_be_is_told_with_its_mend(own, parts):
    problems = refused(**own)
    assert len(problems) == len(parts)
    for problem, part in zip(problems, parts, strict=True):
        assert part in problem


def test_problems_name_the_key_in_the_list():
    with pytest.raises(KeymapError) as caught:
        merged({"export": ("n", "Spce", "d")})
    assert [one.path for one in caught.value.problems] == [("export", 1), ("export", 2)]


def test_quitting_is_always_possible():
    for key in ("ctrl+q", "ctrl+й", "alt+q", "F10", "ctrl+c"):
        assert merged({"quit": (key,)}).keys["quit"] == (key_name(key),)


KEYS = st.sampled_from(
    [*"abcxyzABCXYZжЖыіъї./,?;[]{}|`'№", "F2", "F9", "ctrl+b", "ctrl+т", "alt+shift+x", "PgDn",
     "Space", "Enter", "Esc", "ctrl+space", "ctrl+/", "Ins"]
)  # fmt: skip
IDS = st.sampled_from(sorted(COMMAND))


@given(st.dictionaries(IDS, st.lists(KEYS, min_size=1, max_size=3).map(tuple), max_size=8))
def test_every_remapping_is_sound_or_refused(own):
    try:
        keymap = merged(own)
    except KeymapError:
        return
    assert_sound(keymap)
    for id_, keys in own.items():
        assert keymap.keys[id_] == tuple(dict.fromkeys(map(key_name, keys)))
    for id_ in EVERYWHERE:
        assert not any(map(is_typed, keymap.keys[id_]))


EXPLORER = sorted(one.id for one in COMMANDS if one.where is Where.EXPLORER)


@given(st.permutations(EXPLORER))
def test_commands_of_one_place_may_exchange_their_keys_as_they_like(order):
    own = {id_: COMMAND[other].keys for id_, other in zip(EXPLORER, order, strict=True)}
    keymap = merged(own)
    assert_sound(keymap)
    assert sum(map(len, keymap.twins.values())) == sum(map(len, DEFAULT.twins.values()))


# --- the key line ---


def test_the_key_line_shows_the_keys_in_force():
    keymap = merged({"next-differ": ("n",), "previous-differ": ("N",), "down": ("Down",)})
    shown = {one.command: one.keys for one in key_line(keymap, Where.EXPLORER, Where.PANE)}
    assert shown["next-differ"] == "n N"
    assert shown["down"] == "↓ k"
    assert shown["filter"] == "/"


def test_the_key_line_pairs_keys_that_are_one_letter():
    shown = {one.command: one.keys for one in key_line(DEFAULT, *Where)}
    assert shown["down"] == "j k"
    assert shown["next-pane"] == "Tab"


def test_one_command_may_stand_first_and_others_stay_away():
    items = key_line(DEFAULT, Where.PANE, Where.APP, first="step-out", without=("help",))
    assert [one.command for one in items] == ["step-out", "down", "close"]


def test_a_label_may_be_another():
    items = key_line(DEFAULT, Where.PROMPT, labels={"keep-line": "go"})
    assert items[0].label == "go"
