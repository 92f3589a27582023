"""The gate: whatever a stranger's file holds, the terminal gets only what it can show.

Hypothesis looks for the smallest text that breaks a property; it makes some hundred a second. So
the bulk, 20,000 texts in a run, or ``IRAQ_TUI_FUZZ=1000000`` for a million, comes from a generator
of chance with a seed, which a failure names.
"""

import json
import os
import random
import sys
import time
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from iraq_tui.text import safe
from iraq_tui.text.safe import is_hidden, quoted, safe_block, safe_json, safe_line

FAMILY = "👨‍👩‍👧"
PERSIAN = "می‌خواهم"
SINHALA = "ශ්‍රී"

HOSTILE = [
    pytest.param("\x1b[2J\x1b[31mred", "␛[2J␛[31mred", id="CSI"),
    pytest.param("\x1b]0;title\x07", "␛]0;title␇", id="OSC 0, window title"),
    pytest.param("\x1b]8;;http://x\x1b\\y", "␛]8;;http://x␛\\y", id="OSC 8, link"),
    pytest.param("\x1b]52;c;eA==\x07", "␛]52;c;eA==␇", id="OSC 52, clipboard"),
    pytest.param("\x1bP$q\x1b\\", "␛P$q␛\\", id="DCS"),
    pytest.param("\x9b31m\x9d0;t\x9c\x85", "<U+009B>31m<U+009D>0;t<U+009C><U+0085>", id="C1"),
    pytest.param("a\x7fb", "a␡b", id="DEL"),
    pytest.param("a\0b", "a␀b", id="NUL"),
    pytest.param("shown\rhidden", "shown␍hidden", id="CR"),
    pytest.param("a\x07\x08\x0b\x0c\x1f", "a␇␈␋␌␟", id="BEL, BS, VT, FF, US"),
    pytest.param("a\tb", "a b", id="TAB"),
    pytest.param("a\u2028b\u2029c", "a<U+2028>b<U+2029>c", id="line and paragraph separator"),
    pytest.param("a\u202eb\u2066c", "a<U+202E>b<U+2066>c", id="bidi override and isolate"),
    pytest.param("a\u200eb\u061cc", "a<U+200E>b<U+061C>c", id="bidi marks"),
    pytest.param("a\u200bb\ufeffc\u2060", "a<U+200B>b<U+FEFF>c<U+2060>", id="zero width"),
    pytest.param("co\xadop", "co<U+00AD>op", id="soft hyphen"),
    pytest.param("a\U000e0041\U000e007f", "a<U+E0041><U+E007F>", id="tags"),
    pytest.param("a\U000e0100b", "a<U+E0100>b", id="variation selector supplement"),
    pytest.param("a\u3164\u115f\u034f", "a<U+3164><U+115F><U+034F>", id="fillers"),
    pytest.param("a\u2065\ufff0\U000e0fff", "a<U+2065><U+FFF0><U+E0FFF>", id="unassigned"),
    pytest.param("a\u2800\U0001d159", "a<U+2800><U+1D159>", id="blank symbols"),
    pytest.param("\ufdd0\uffff\U0010ffff", "<U+FDD0><U+FFFF><U+10FFFF>", id="noncharacters"),
    pytest.param("a\ud800b\udfff", "a<U+D800>b<U+DFFF>", id="lone surrogates"),
    pytest.param("a\u200db\u200cc", "a<U+200D>b<U+200C>c", id="joiners in Latin"),
    pytest.param("م\u200c\u200cم", "م<U+200C><U+200C>م", id="two joiners in Arabic"),
    pytest.param("م\u200d", "م<U+200D>", id="joiner at the end"),
    pytest.param("😀\u200c😀", "😀<U+200C>😀", id="non-joiner in emoji"),
    pytest.param("a\ufe0f1\ufe0f", "a<U+FE0F>1<U+FE0F>", id="emoji style after a letter"),
    pytest.param("❤\ufe0f\ufe0f", "❤\ufe0f<U+FE0F>", id="two emoji styles"),
    pytest.param("\u0301a", "◌\u0301a", id="mark with nothing before it"),
    pytest.param("a" + "\u0301" * 9, "a" + "\u0301" * 8 + "<+1 combining marks>", id="9 marks"),
]

HARMLESS = [
    "plain",
    "",
    "Об’єднаний комітет — “мирний” перехід, №5 ± 10 °C €",
    "Йорданія, ёж, ґанок",
    unicodedata.normalize("NFD", "Йорданія, ёж, Việt Nam"),
    "قُوَّات التحالف",
    "联合声明：2024年1月",
    "हिन्दी क्ष ไทย 한국어",
    PERSIAN,
    SINHALA,
    FAMILY,
    "❤️ 1️⃣ 🏳️‍🌈 👍🏽 🇬🇧 ☎\ufe0e",
    "[red]markup[/] is not our business \\ <b>",
    "a\xa0b\u2009c\u3000d",
]


@pytest.mark.parametrize(("raw", "shown"), HOSTILE)
def test_hostile_text_is_shown_by_name(raw: str, shown: str) -> None:
    assert safe_line(raw) == shown
    assert safe_block(raw) == shown


@pytest.mark.parametrize("text", HARMLESS)
def test_harmless_text_is_unchanged(text: str) -> None:
    assert safe_line(text) == text
    assert safe_block(text) == text
    assert quoted(text) == f"“{text}”"
    assert safe_json(json.dumps([text], ensure_ascii=False)) == json.dumps(
        [text], ensure_ascii=False
    )


def test_a_line_shows_line_feeds_and_a_block_keeps_them() -> None:
    assert safe_line("a\r\nb") == "a␍␊b"
    assert safe_block("a\r\n\u0301b\n") == "a␍\n◌\u0301b\n"


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        ("x" * 300, "x" * 300),
        ("x" * 301, "x" * 292 + "… 9 more"),
        ("x" * 1000, "x" * 290 + "… 710 more"),
        ("\u202e" * 40, "<U+202E>" * 36 + "… 4 more"),
        ("a" + "\u0301" * 5000, "a" + "\u0301" * 8 + "<+291 combining marks>… 4701 more"),
    ],
)
def test_a_long_line_is_capped_and_the_rest_counted(raw: str, shown: str) -> None:
    assert safe_line(raw) == shown
    assert len(shown) <= 300


def test_a_long_block_is_capped_as_a_whole() -> None:
    assert safe_block("abcd\n" * 2000) == "abcd\n" * 2000
    assert safe_block("abcd\n" * 4000) == "abcd\n" * 1997 + "abc… 10012 more"


@pytest.mark.parametrize("whole", [FAMILY, "e\u0301", "❤\ufe0f", SINHALA])
def test_a_cap_never_tears_what_is_drawn_as_one(whole: str) -> None:
    shown = safe_line("." + whole * 300, 50)
    body, _, count = shown.partition("… ")
    assert len(shown) <= 50
    assert body.startswith(".")
    if whole != SINHALA:  # two clusters: it may end after the first
        assert body[1:] == whole * ((len(body) - 1) // len(whole))
    assert int(count.removesuffix(" more")) == 1 + len(whole) * 300 - len(body)


def test_a_megabyte_costs_no_more_than_what_is_shown() -> None:
    started = time.process_time()
    for raw in ("x" * 2**20, "\u0301" * 2**20, "\u202e" * 2**20, "\u200d👩" * 2**19):
        assert safe_line(raw).endswith(" more")
        assert safe_block(raw).endswith(" more")
    assert time.process_time() - started < 2


def test_thousands_of_marks_in_a_row_cost_no_more_than_as_many_letters() -> None:
    started = time.process_time()
    for _ in range(20):
        assert safe_block("e" + "\u0301" * 5000).endswith("<+4992 combining marks>")
    assert time.process_time() - started < 0.5


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        ("wher", "“wher”"),
        ("", "“”"),
        ("x" * 60, "“" + "x" * 60 + "”"),
        ("x" * 61, "“" + "x" * 59 + "…”"),
        ("\x1b[0m\n", "“␛[0m␊”"),
        ("\u202e" * 100, "“" + "<U+202E>" * 7 + "…”"),
    ],
)
def test_quoted_for_an_error_message(raw: str, shown: str) -> None:
    assert quoted(raw) == shown


def test_the_easy_characters_really_are() -> None:
    everything = map(chr, range(sys.maxunicode + 1))
    easy = [char for char in everything if safe._is_easy(char)]
    assert len(easy) > 40_000
    assert [c for c in easy if is_hidden(c) or unicodedata.category(c)[0] == "M"] == []


def test_every_control_and_format_character_is_named() -> None:
    for char in map(chr, range(sys.maxunicode + 1)):
        if unicodedata.category(char) in {"Cc", "Cf", "Cs", "Zl", "Zp"} and char != "\t":
            assert safe_line(f"a{char}b") in (
                f"a<U+{ord(char):04X}>b",
                f"a{chr(0x2400 + ord(char) % 0x100)}b",
                "a␡b",
            )


ODD = 'a1م\u0301\u064e\u200c\u200d\ufe0f\ufe0e😀👩❤\u20e3\u202e\n\r\x1b\x85\x7f\t◌क्"\\'
tricky = st.text(st.one_of(st.characters(), st.sampled_from(ODD)), max_size=60)


def _unsafe(text: str, allowed: str = "") -> list[str]:
    """What must never reach the terminal. Joiners are looked at by their neighbours: a joiner
    stands between a letter or mark (or an emoji and its style) and a letter or emoji."""
    bad = []
    for at, char in enumerate(text):
        if char in allowed:
            continue
        if char in "\u200c\u200d" and 0 < at < len(text) - 1:
            before, after = (unicodedata.category(text[i])[0] for i in (at - 1, at + 1))
            if not (before in "LMS" and after in "LSC" and not text[at + 1].isascii()):
                bad.append(char)
        elif unicodedata.category(char) in {"Cc", "Cf", "Cs", "Zl", "Zp"}:
            bad.append(char)
    return bad


def _comes_out_safe(raw: str) -> None:
    assert _unsafe(safe_line(raw)) == []
    assert _unsafe(safe_block(raw), "\n") == []
    assert _unsafe(quoted(raw)) == []
    assert _unsafe(safe_line(raw, 30)) == []
    assert "\n" not in safe_line(raw)


def _passes_again_unchanged(raw: str, limit: int) -> None:
    once = safe_line(raw, limit)
    assert len(once) <= limit
    assert safe_line(once, limit) == once
    assert safe_block(safe_block(raw)) == safe_block(raw)


def _is_all_there(raw: str) -> None:
    """Every character is there in order, as itself or by name; spare marks by their number."""
    rest, at = str(safe_block(raw)), 0
    while at < len(raw):
        char = raw[at]
        code = ord(char)
        names = (char, f"<U+{code:04X}>", f"◌{char}", " " if char == "\t" else "␡")
        names += (chr(0x2400 + code),) if code < 0x20 else ()
        found = next((name for name in names if rest.startswith(name)), None)
        if found is None:
            assert rest.startswith("<+")
            count, _, rest = rest.removeprefix("<+").partition(" combining marks>")
            spare = int(count)
            assert all(unicodedata.category(c)[0] == "M" for c in raw[at : at + spare])
            at += spare
        else:
            rest = rest.removeprefix(found)
            at += 1
    assert rest == ""


def _is_safe_as_json(raw: str) -> None:
    # Two lone surrogates side by side are one character to any reader of JSON.
    text = "".join(c for c in raw if unicodedata.category(c) != "Cs")
    for indent in (None, 2, "\t"):
        written = safe_json(json.dumps({text: [text]}, ensure_ascii=False, indent=indent))
        assert json.loads(written) == {text: [text]}
        assert _unsafe(written, "\n\t") == []


@given(tricky)
@example("م\u200dم\u200d😀\u200d")
def test_nothing_unsafe_comes_out(raw: str) -> None:
    _comes_out_safe(raw)


@given(tricky, st.integers(24, 80))
def test_what_has_passed_passes_unchanged(raw: str, limit: int) -> None:
    _passes_again_unchanged(raw, limit)


@given(tricky)
def test_nothing_is_dropped(raw: str) -> None:
    _is_all_there(raw)


@given(tricky)
@example("\u0301 at the start")
@example("a" + "\u0301" * 20)
@example("\x7f\x9b\u202e\U000e0041\\\u202e")
def test_json_stays_the_same_json_and_is_safe(raw: str) -> None:
    _is_safe_as_json(raw)


TEXTS = int(os.environ.get("IRAQ_TUI_FUZZ", "20000"))
BEGINS = (
    "\x1b[",
    "\x1b]0;",
    "\x1bP",
    "\x9b",
    "[@click=x]",
    "[/",
    "\u202e",
    "e\u0301",
    "👨\u200d👩",
    "م\u200c",
)


def by_chance(number: int) -> str:
    """A text of chance: letters, what the gate knows, sequences, and any character at all."""
    chance = random.Random(number)  # not for secrets
    kinds = (
        lambda: chance.choice(ODD),
        lambda: chance.choice(BEGINS),
        lambda: chr(chance.randrange(0x20, 0x7F)),
        lambda: chr(chance.randrange(0x300)),
        lambda: chr(chance.randrange(0x10000)),
        lambda: chr(chance.randrange(sys.maxunicode + 1)),
        lambda: chance.choice("\u0301\u0308\u064e\u093e") * chance.randrange(20),
    )
    weights = [chance.random() for _ in kinds]
    made = chance.choices(kinds, weights, k=chance.randrange(40))
    return "".join(one() for one in made)


PROPERTIES = {
    "comes out safe": _comes_out_safe,
    "passes again unchanged": lambda raw: _passes_again_unchanged(raw, 24 + len(raw) % 57),
    "is all there": _is_all_there,
    "is safe as JSON": _is_safe_as_json,
}


@pytest.mark.parametrize("name", PROPERTIES)
def test_texts_of_chance_keep_every_property(name: str) -> None:
    """Each property has its own share of the texts."""
    for number in range([*PROPERTIES].index(name), TEXTS, len(PROPERTIES)):
        raw = by_chance(number)
        try:
            PROPERTIES[name](raw)
        except AssertionError as wrong:
            wrong.add_note(f"text {number}: {raw!a}")
            raise


@pytest.mark.parametrize(
    ("raw", "written"),
    [
        ("a\u202eb", '"a\\u202eb"'),
        ("\U000e0041", '"\\udb40\\udc41"'),
        ("\x7f\x9b", '"\\u007f\\u009b"'),
        ("\ud800", '"\\ud800"'),
        ("Київ " + FAMILY, f'"Київ {FAMILY}"'),
        ("a" + "\u0301" * 10, '"a' + "\u0301" * 8 + '\\u0301\\u0301"'),
        ("\u0301", '"\\u0301"'),
    ],
)
def test_json_escapes_only_what_the_gate_holds_back(raw: str, written: str) -> None:
    assert safe_json(json.dumps(raw, ensure_ascii=False)) == written
