"""Punctuation in ASCII."""

import pytest

from iraq_tui.tui.paint.line import Role, own, text_of, width_of
from iraq_tui.tui.paint.plain import in_ascii


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("“25–26 Jan” · it’s 3×4 — c. 2014…", '"25-26 Jan" - it\'s 3x4 - c. 2014.'),
        ("«Голос» – ‘так’", "\"Голос\" - 'так'"),
        ("a\u00a0b −5 → ≈7", "a b -5 > ~7"),
        ("plain = plain", "plain = plain"),
        ("5 ≤ n, №1, 日本", "5 ≤ n, №1, 日本"),
    ],
)
def test_punctuation_becomes_ascii_and_letters_stay(text, plain):
    line = (own(text), own(text, Role.MUTED))
    assert text_of(in_ascii(line)) == plain * 2
    assert width_of(in_ascii(line)) == width_of(line)


def test_a_quote_does_not_lie():
    quote = own("“перший – раунд…”", Role.QUOTE)
    assert in_ascii((quote,)) == (quote,)
