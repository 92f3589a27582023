"""Columns line up: no line is ever wider than it may be, and nothing goes missing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len, get_character_cell_size

from iraq_tui.text.safe import safe_block, safe_line
from iraq_tui.text.width import cells, clusters, fit, pad, wrap

FAMILY = "👨‍👩‍👧"

mixed = st.text(
    st.one_of(
        st.characters(),
        st.sampled_from("ab  \n1м\u0301ض北京한\u200d\ufe0f😀👩👍🏽❤🇬🇧\u20e3"),
        st.sampled_from([" ", "a", "北"]),
    ),
    max_size=60,
)


@pytest.mark.parametrize(
    ("text", "width"),
    [
        ("", 0),
        ("plain", 5),
        ("Йорданія", 8),
        ("e\u0301", 1),
        ("北京", 4),
        ("ﾊﾝ", 2),
        ("Ａ", 2),
        ("قُوَّات", 4),
        ("می‌خواهم", 7),
        ("한", 2),
        ("\u1112\u1161\u11ab", 2),
        ("😀", 2),
        (FAMILY, 2),
        ("👍🏽", 2),
        ("🇬🇧🇺🇸", 4),
        ("❤", 1),
        ("❤️", 2),
        ("1️⃣", 2),
        ("🏳️‍🌈", 2),
        ("▌•░▒▓█≠‹›∩≈↑±◇×·", 16),
    ],
)
def test_cells(text: str, width: int) -> None:
    assert cells(text) == width


def test_no_character_is_narrower_than_the_screen_library_draws_it() -> None:
    shown = (char for char in map(chr, range(0x20000)) if safe_line(char) == char)
    assert [f"{ord(char):X}" for char in shown if cells(char) < get_character_cell_size(char)] == []


@given(mixed)
def test_never_narrower_than_the_screen_library_draws(text: str) -> None:
    shown = safe_line(text)
    assert cells(shown) >= cell_len(shown)


@given(mixed)
def test_clusters_are_the_whole_text(text: str) -> None:
    assert "".join(clusters(text)) == text
    assert sum(map(cells, clusters(text))) == cells(text)


@pytest.mark.parametrize(
    ("text", "width", "fitted"),
    [
        ("timeline", 8, "timeline"),
        ("timeline", 7, "timeli…"),
        ("two words", 5, "two…"),
        ("北京北京", 5, "北京…"),
        ("北京北京", 4 + 2, "北京…"),
        ("e\u0301e\u0301e\u0301", 2, "e\u0301…"),
        (FAMILY * 3, 5, FAMILY * 2 + "…"),
        ("timeline", 1, "…"),
        ("timeline", 0, ""),
        ("timeline", -3, ""),
    ],
)
def test_fit(text: str, width: int, fitted: str) -> None:
    assert fit(text, width) == fitted


def test_fit_with_an_ellipsis_of_ones_own() -> None:
    assert fit("timeline", 7, "...") == "time..."
    assert fit("timeline", 2, "...") == ".."
    assert fit("timeline", 4, "") == "time"


@given(mixed, st.integers(-2, 40))
def test_fit_and_pad_keep_to_the_width(text: str, width: int) -> None:
    assert cells(fit(text, width)) <= max(width, 0)
    for right in (False, True):
        assert cells(pad(text, width, right)) == max(width, 0)
    if cells(text) <= width:
        assert fit(text, width) == text


def test_pad_on_either_side() -> None:
    assert pad("北", 4) == "北  "
    assert pad("7", 3, right=True) == "  7"
    assert pad("北京", 3) == "北…"


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("", 5, [""]),
        ("   ", 5, [""]),
        ("one two three", 7, ["one two", "three"]),
        ("one two three", 80, ["one two three"]),
        ("one  two", 8, ["one  two"]),
        ("one  two", 5, ["one", "two"]),
        ("  set in", 8, ["  set in"]),
        ("a\n\nb\n", 5, ["a", "", "b", ""]),
        ("overlong", 3, ["ove", "rlo", "ng"]),
        ("an overlong word", 4, ["an", "over", "long", "word"]),
        ("a bcdefgh i", 4, ["a", "bcde", "fgh", "i"]),
        ("北京北京", 5, ["北京", "北京"]),
        ("北a", 1, ["…", "a"]),
        ("e\u0301e\u0301", 1, ["e\u0301", "e\u0301"]),
        (FAMILY * 2, 3, [FAMILY, FAMILY]),
        ("no\xa0break here", 9, ["no\xa0break", "here"]),
    ],
)
def test_wrap(text: str, width: int, lines: list[str]) -> None:
    assert wrap(text, width) == lines


@pytest.mark.parametrize("width", [0, -1])
def test_wrap_refuses_a_width_below_one(width: int) -> None:
    with pytest.raises(ValueError, match="width of 1 or more"):
        wrap("text", width)


@given(mixed, st.integers(1, 30))
def test_wrapped_lines_fit_and_keep_everything(text: str, width: int) -> None:
    lines = wrap(text, width)
    assert lines
    assert max(map(cells, lines)) <= width
    if width > 1:
        assert _ink("".join(lines)) == _ink(text)


@given(mixed, st.integers(1, 30))
def test_wrapped_safe_text_holds_for_the_screen_library_too(text: str, width: int) -> None:
    assert max(map(cell_len, wrap(safe_block(text), width))) <= width


def _ink(text: str) -> str:
    return text.replace(" ", "").replace("\n", "")


def test_no_line_of_chinese_begins_with_what_closes():
    assert wrap("老桥塌了。人都在。", 8) == ["老桥塌", "了。人都", "在。"]
    assert wrap("老。。。", 2) == ["老", "。", "。", "。"]
