"""Search finds a word however it was typed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iraq_tui.text.fold import fold, fold_lines

SAME = [
    ("BAGHDAD", "baghdad"),
    ("Straße", "STRASSE"),
    ("café", "cafe"),
    ("cafe\u0301", "café"),
    ("Багдад", "багдад"),
    ("Йорданія", "иорданія"),
    ("Україна", "украіна"),
    ("ёж", "ЕЖ"),
    ("ў", "у"),
    ("п’ять", "п'ять"),
    ("пʼять", "п`ять"),
    ("п´ять", "п′ять"),
    ("2003—2024", "2003-2024"),
    ("2003–2024", "2003‑2024"),
    ("−5", "-5"),
    ("  a\t\n b\u00a0\u2009c ", "a b c"),
    ("co\u00adoperation", "cooperation"),
    ("قُوَّات", "قوات"),
    ("أحمد", "احمد"),
    ("بغــداد", "بغداد"),
    ("می‌خواهم", "میخواهم"),
    ("Ｉｒａｑ ﬁle", "iraq file"),
    ("联合声明", "联合声明"),
    ("❤️", "❤"),
    ("İstanbul", "istanbul"),
    ("ΟΔΟΣ", "οδος"),
]

APART = [("ґанок", "ганок"), ("є", "е"), ("и", "і"), ("联合", "聯合"), ("a b", "ab"), ("5", "-5")]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_typed_differently_folds_together(one: str, other: str) -> None:
    assert fold(one) == fold(other)
    assert fold(one)


@pytest.mark.parametrize(("one", "other"), APART)
def test_different_words_stay_apart(one: str, other: str) -> None:
    assert fold(one) != fold(other)


def test_the_folded_form_is_plain() -> None:
    assert fold("  П’ЯТЬ — «Йорданія»\r\n") == "п'ять - «иорданія»"


@given(st.text())
def test_folding_again_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text(st.characters(categories=["Lu", "Ll", "Nd", "Zs", "Pd"])))
def test_case_never_matters(text: str) -> None:
    assert fold(text.upper().lower()) == fold(text.upper())
    assert fold(text) == fold(f" {text}\n")


@given(st.lists(st.text(st.characters(exclude_characters="\n"))))
def test_lines_fold_as_each_does_alone(lines: list[str]) -> None:
    assert fold_lines("\n".join(lines)) == "\n".join(filter(None, map(fold, lines)))
