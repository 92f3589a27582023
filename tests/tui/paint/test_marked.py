"""Texts with a part set off, broken into lines."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iraq_tui.text.width import wrap
from iraq_tui.tui.paint.line import Role, text_of, width_of
from iraq_tui.tui.paint.marked import gated, marked

TEXT = st.text("ab \n’é\u0301世🏽👍\u200d🇬🇧\x1b\u202e", max_size=30)


def roles(lines) -> list[str]:
    return ["".join(f"[{p.text}]" if p.role is Role.DIFFERS else p.text for p in one)
            for one in lines]  # fmt: skip


@pytest.mark.parametrize(
    ("before", "exact", "after", "width", "lines"),
    [
        ("", "15 June", " 2014", 20, ["[15 June] 2014"]),
        ("", "15 June", " 2014", 7, ["[15 June]", "2014"]),
        ("", "15 June", " 2014", 6, ["[15]", "[June]", "2014"]),
        ("he said (", "so it is", ").", 11, ["he said ([so]", "[it is])."]),
        ("a\n", "b\nc", "\nd", 9, ["a", "[b]", "[c]", "d"]),
        ("long", "word", "s", 3, ["lon", "g[wo]", "[rd]s"]),
        ("世", "世", "a", 1, ["…", "[…]", "a"]),
        ("  ", "", " ", 4, []),
    ],
)
def test_marks_stay_where_lines_break(before, exact, after, width, lines):
    pieces = [gated(before, Role.TEXT), gated(exact, Role.DIFFERS), gated(after, Role.TEXT)]
    assert roles(marked(pieces, width)) == lines


@given(TEXT, TEXT, TEXT, st.integers(1, 12))
def test_lines_are_those_of_the_plain_text_and_never_too_wide(before, exact, after, width):
    pieces = [gated(before, Role.TEXT), gated(exact, Role.DIFFERS), gated(after, Role.TEXT)]
    text = "".join(piece.text for piece in pieces)
    lines = marked(pieces, width)
    assert [text_of(line) for line in lines] == (wrap(text, width) if text.strip() else [])
    assert all(width_of(line) <= width for line in lines)
