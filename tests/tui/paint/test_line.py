from hypothesis import given
from hypothesis import strategies as st

from iraq_tui.text.width import cells
from iraq_tui.tui.paint.line import (
    Role,
    beside,
    clipped,
    filled,
    flowed,
    own,
    padded,
    shown,
    text_of,
    width_of,
    wrapped,
)

texts = st.text(max_size=80)


def test_what_is_shown_has_passed_the_gate():
    assert shown("a\x1b]0;b\x07").text == "a␛]0;b␇"
    assert text_of(wrapped("a\x1b[2J", 20)[0]) == "a␛[2J"


@given(text=texts, width=st.integers(0, 60))
def test_a_filled_line_is_exactly_as_wide_as_asked(text, width):
    line = (shown(text), own(" and "), shown(text, Role.MUTED))
    assert width_of(filled(line, width)) == width
    assert width_of(clipped(line, width)) <= width
    assert width_of(padded(shown(text), width)) == width


@given(pieces=st.lists(texts, max_size=4), width=st.integers(1, 40))
def test_flowed_pieces_keep_every_word_and_the_width(pieces, width):
    lines = flowed([shown(one) for one in pieces], width)
    assert all(width_of(line) <= width for line in lines)
    if width > 1:  # in one column a sign of two cells cannot be shown
        flat = "".join(text_of(line) for line in lines).replace(" ", "")
        assert flat == "".join(shown(one).text for one in pieces).replace(" ", "")


def test_columns_stand_side_by_side_as_tall_as_the_tallest():
    left, right = wrapped("one two three", 5), wrapped("four", 5)
    rows = [text_of(line) for line in beside(((left, 6), (right, 4)))]
    assert rows == ["one   four", "two       ", "three     "]
    assert all(cells(row) == 10 for row in rows)
