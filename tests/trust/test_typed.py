"""Whatever is typed or pasted: nothing ends by it, and nothing spins."""

import os
import random
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual import events

from iraq_tui.tui.incoming import Incoming

LONG = bool(os.environ.get("IRAQ_TUI_LONG_TESTS"))
PLACES = ["explorer", "filter", "palette", "reading"]
MORE_PLACES = ["date", "help", "problems", "export", "claim", "matrix", "summary", "axis"]
BYTES = 500
"""On each."""
QUITS = (b"\x11", b"q", b"\xd0\xb9", b"\x1a", b"e")
"""Would end it well, or stop it, or open an editor."""


def keys_of(*pieces: bytes) -> list[str]:
    incoming = Incoming()
    found = [one for piece in pieces for one in incoming.take(piece)]
    return [one.key for one in found if isinstance(one, events.Key)]


# --- what is made of it ---------------------------------------------------------------------------


@given(st.lists(st.binary(max_size=40), max_size=8))
def test_any_bytes_in_any_pieces_are_taken(pieces: list[bytes]):
    incoming = Incoming()
    for piece in pieces:
        list(incoming.take(piece))
        list(incoming.tick())
    told = list(incoming.take(b"\x1b[201~\x1b[201~\x1b[Aj"))  # whatever was begun ends
    assert isinstance(told[-1], events.Key)
    assert told[-1].key == "j"


@given(st.lists(st.sampled_from(
    ["\x1b", "[", "0", "48", "1074", "99999999999", ":", ";", "5", "u", "t", "M", "<", "m", "~",
     "200~", "R", "$y", "?2048", "-1", "й", "\ud7ff", "\x9b"]
), max_size=14).map("".join))  # fmt: skip
def test_any_sequence_is_taken_and_the_keys_after_it_are_understood(text: str):
    incoming = Incoming()
    told = list(incoming.take(text.encode()))
    told += incoming.take(b"\x1b[201~\x1b[201~")
    assert all(one.character is None or one.character.encode() for one in told
               if isinstance(one, events.Key))  # fmt: skip
    after = [one.key for one in incoming.take(b"\x1b[Aj") if isinstance(one, events.Key)]
    assert after[-1] == "j"


@pytest.mark.parametrize(
    ("typed", "keys"),
    [
        (b"\x1b[1074;5u", ["ctrl+в"]),
        (b"\x1b[1074::100;5u", ["ctrl+в"]),  # a key told with the place that it has elsewhere
        (b"\x1b[106:74:106;1:1u", ["j"]),
        (b"\x1b[106;1:3u", []),  # let go of
        (b"\x1b[106:74u", ["j"]),
        (b"\x1b[1;1:1B", ["down"]),
        (b"\x1b[99999999u", []),
        (b"\x1b[55296u", []),
        (b"\x1b[0;1;57343u", []),
        (b"\xff\xfej", ["\ufffd", "\ufffd", "j"]),
        (b"\xd0", []),
    ],
)
def test_a_key_is_what_it_says_or_nothing(typed: bytes, keys: list[str]):
    assert [one for one in keys_of(typed) if one != "replacement_character"] == [
        one for one in keys if one != "\ufffd"
    ]


@pytest.mark.parametrize("size", ["0;0;0;0", "40;0;1;1", "9999;9999;1;1", "99999999;1;1;1"])
def test_a_size_that_no_screen_has_is_none(size: str):
    assert list(Incoming().take(f"\x1b[48;{size}t".encode())) == []


def test_where_the_size_of_a_cell_is_unknown_the_mouse_is_told_in_cells():
    (size, mouse) = Incoming().take(b"\x1b[48;20;60;0;0t\x1b[<0;5;6M")
    assert size.size == (60, 20)
    assert (mouse.x, mouse.y) == (4, 5)


# --- in a terminal --------------------------------------------------------------------------------


def noise(dice: random.Random, count: int) -> bytes:
    """Bytes of any kind, and pieces of what terminals send."""
    pieces = [
        b"\x1b[1074::100;5u", b"\x1b[", b"\x1b[<0;5;5M", b"\x1b[<64;9;9M", b"\x1b[48;20;60;0;0t",
        b"\x1b[I", b"\x1b[O", b"\x1b[A", b"\x1b[B", b"\x1b[200~/x\x1b[201~", b"\x1b\x1b", b"\x1bO",
        b"\x1b[99999999u", b"\xff", b"\xd0", b"\x1b[<35;999;999M", b"\x1b]0;x\x07", b"\r", b"\t",
    ]  # fmt: skip
    made = bytearray()
    while len(made) < count:
        one = dice.choice(pieces) if dice.random() < 0.4 else bytes([dice.randrange(256)])
        if one not in QUITS and not (made[-1:] == b"\xd0" and one == b"\xb9"):
            made += one
    return bytes(made)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(20 if LONG else 1))
def test_thousands_of_bytes_typed_end_nothing(terminal, tmp_path: Path, seed: int):
    """On several screens; afterwards it is at rest, and leaves at a word."""
    dice = random.Random(seed)
    screen = terminal("--config", "keys.toml", answers=True, IRAQ_TUI_SECURE="1")
    (tmp_path / "keys.toml").write_text(KEYS)
    screen.open("explorer")
    for place in PLACES + MORE_PLACES if LONG else PLACES:
        screen.type(screen.SCREENS[place][0])
        screen.read_for(0.2)
        for _ in range(BYTES // 50):
            screen.type(noise(dice, 50))
            screen.read_for(0.02)
        screen.read_for(0.3)
        screen.type(b"\x1b[201~")
        screen.go_home()
    assert screen.comes_to_rest()
    screen.type("\x11")
    assert screen.end() == 0
    assert screen.left() == []
    assert b"Traceback" not in screen.raw
    assert not list(tmp_path.glob("*.md"))


KEYS = """\
[keys]
close = "F7"
"""
