"""Every screen of the explorer over a store full of hostile texts, in a real terminal.

Two explorers walk the same way: one over a store in which nothing is amiss, one over a store with
every hostile text in every field. The second may send no kind of control sequence that the first
does not send, and among the rest nothing that steers or hides. Both read all that was sent.
"""

import json
import os
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from msgspec import Struct

pytestmark = pytest.mark.slow

LONG = bool(os.environ.get("IRAQ_TUI_LONG_TESTS"))
LARGE, SMALL = (50, 160), (24, 80)
TYPED = ("BEL", "C1-OSC", "bidi-override", "zero-width", "markup-click", "markup-close")
"""What is pasted wherever one can type; terminals let no ESC through in a paste."""
PLAIN = "word"
SOMETIMES = frozenset(("CSI  m 0", "CSI  m ", "CSI  K "))
"""The plain style, where it is the shorter way to another, and how far a long reading is."""
TICKS = re.compile("[┴+][─-]+[┴+]")
"""The scale of the time axis."""


class Walk(Struct):
    """An explorer in a terminal, and what is pasted into it."""

    screen: object
    pasted: str

    def do(self, keys: str, seen: str | Callable[[str], bool]) -> None:
        """Press keys, and wait until something shows."""
        self.screen.type(keys.replace("PASTE", f"\x1b[200~{self.pasted}\x1b[201~"))
        self.screen.wait_for(seen)

    def turn(self, keys: str) -> None:
        """Press keys, and wait until the screen shows anything else than before."""
        before = self.screen.text
        self.do(keys, lambda text: text != before)

    def escape(self, gone: str) -> None:
        """Leave by Esc, and wait until something is gone: a key right after it were an alt key."""
        self.do("", gone)
        self.do("\x1b", lambda text: gone not in text)

    def out(self, gone: str) -> None:
        """Close what shows by a key that cannot be taken for the begin of another."""
        self.do("", gone)
        self.do("q", lambda text: gone not in text)


def panes(walk: Walk, count: int, *, each: bool) -> None:
    """The timeline, the comparison and the claims of it, the wording, the actors."""
    numbers = range(count) if each else range(4)
    walk.do("\r", "Enter claim")
    walk.do("\r", f"1 of {count}")
    for number in numbers[1:]:
        walk.do("J", f" {number + 1} of {count}")
    walk.out("Esc close")
    for number in numbers:
        walk.do("J", lambda text, number=number: shows_in_comparison(text, f"N{number:02}"))
    walk.turn("m")


def shows_in_comparison(text: str, words: str) -> bool:
    """Whether a line of the comparison begins with some words: beside other panes, or below."""
    edge = "[│|]" if "Actors" in text else "(?m:^)"
    return re.search(f"{edge}[ ▐▌>#]*{words}", text.partition("\n")[2]) is not None


def dialogues(walk: Walk) -> None:
    """Whatever opens over the explorer."""
    walk.do("M", "All events, in questions")
    walk.screen.type("jl\tj")
    walk.out("All events, in questions")
    walk.do("S", "in questions")
    walk.turn("G")
    walk.out("Enter event")
    walk.do("!", "Esc close")
    walk.out("Esc close")
    walk.do("?", "Everywhere")
    walk.out("Everywhere")


def reading(walk: Walk) -> None:
    """Both texts, and the search in them."""
    walk.do("R", "Enter event")
    for _ in range(4):
        walk.turn("\x06")
    walk.do("/", "Enter keep")
    walk.do("PASTE", "owned")
    walk.do("\x05\x15N0", "Enter keep")
    walk.turn("\r")
    walk.turn("n")
    walk.escape("search N0")
    walk.out("Enter event")


def axis(walk: Walk) -> None:
    """The time axis with every kind of lanes, folded."""
    walk.do("z", TICKS.search)
    for keys in "LLLf+":
        walk.turn(keys)
    walk.do("z", lambda text: not TICKS.search(text))


def typing(walk: Walk) -> None:
    """The filter, the date, the palette."""
    walk.do("/", "words, ")
    walk.do("PASTE", "owned")
    walk.turn("\x05\x15verdict:PASTE")
    walk.do("\x05\x15N05", "2 of 66")
    walk.do("\r", lambda text: "Enter keep" not in text)
    walk.escape("2 of 66")
    walk.do("t", "go to")
    walk.turn("2031")
    walk.turn("\x05\x15PASTE\r")
    walk.escape("go to")
    walk.do(":N0", "N09")
    walk.turn("\x0e")
    walk.do("\x05\x15PASTE", "owned")
    walk.escape("Esc close")


def taking(walk: Walk) -> None:
    """The export, to a place that there is not, and the copy."""
    walk.do("x", "Enter write")
    walk.turn("\x05\x15no/PASTE")
    walk.turn("\r")
    walk.escape("Enter write")
    walk.do("y", "copied 1 event")


def problems(walk: Walk, folder: Path, text: str) -> None:
    """A store that went wrong meanwhile, with hostile words in what is told of it."""
    (folder / "store.toml").write_text(f"{text} = 1\n" * 2 + f"[reports.{text}]\n", "utf-8")
    walk.do("\x12", "! problems")
    walk.do("!", "Esc close")
    walk.out("Esc close")


@pytest.fixture
def walked(terminal, builder, tmp_path: Path):
    """Walk through an explorer over a store of some texts; all that the terminal was sent."""

    def walk_(texts, pasted: str, *words: str, each: bool = False, **how) -> bytes:
        store = builder(texts).write(tmp_path)
        screen = terminal(store.path.name, "--no-cache", *words, **how)
        screen.wait_for(f"{len(texts) + 1} events")
        screen.wait_for("warnings: ! shows them")
        walk = Walk(screen, pasted)
        panes(walk, len(texts), each=each)
        for part in (axis, dialogues, reading, typing, taking):
            part(walk)
        problems(walk, tmp_path, json.dumps(f"owned {pasted}"))
        screen.type("q")
        assert screen.end() == 0
        return screen.raw

    return walk_


WAYS = {
    "large": {"size": LARGE},
    "small": {"size": SMALL},
    "no colours, ASCII alone": {"size": LARGE, "NO_COLOR": "1"},
}


@pytest.mark.parametrize("way", WAYS if LONG else ["large", "small"])
def test_no_screen_sends_what_a_store_holds_raw(way, walked, payloads, sent, unshowable, tmp_path):
    how, words = WAYS[way], ["--ascii"] if "ASCII" in way else []
    # A screen of pyte's cannot be read where half of a wide character is overwritten.
    texts = [text for name, text in payloads.items() if name != "wide"]
    plain = sent(walked([PLAIN] * len(texts), "owned", *words, **how))
    pasted = " ".join(payloads[name] for name in TYPED) + " owned"
    raw = walked(texts, pasted, *words, each=LONG and way == "large", **how)
    hostile = sent(raw)
    assert hostile.kinds <= plain.kinds | SOMETIMES
    assert unshowable(plain.text) == unshowable(hostile.text) == []
    (copied,) = hostile.copied
    assert copied == (tmp_path / "state" / "iraq-tui" / "copied.md").read_text("utf-8")
    assert unshowable(copied) == []
    assert "[@click=app.quit]x[/]" in hostile.text  # shown as it is
    assert "␛]0;owned␇" in hostile.text


@pytest.mark.parametrize("words", ["list", "show all", "compare", "summary", "coverage", "check"])
def test_no_command_in_colour_sends_what_a_store_holds_raw(
    words, terminal, builder, payloads, sent, unshowable, tmp_path: Path
):
    found = []
    for name, texts in (("plain", [PLAIN] * len(payloads)), ("hostile", [*payloads.values()])):
        (tmp_path / name).mkdir()
        builder(texts).write(tmp_path / name)
        screen = terminal(*words.split(), f"{name}/store.toml", size=LARGE)
        assert screen.end() == 0
        found.append(sent(screen.raw))
    plain, hostile = found
    assert any(kind.startswith("CSI  m") for kind in plain.kinds)  # it is in colour
    assert hostile.kinds <= plain.kinds | SOMETIMES
    assert unshowable(hostile.text) == []
