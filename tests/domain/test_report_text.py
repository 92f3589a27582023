"""Passages of a report's text: whole lines, the stretch asked for told apart, nothing lost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iraq_tui.domain.report_text import AROUND, LONGEST, ReportText

LINES = [f"{word} " * 60 for word in ("one", "two", "three", "four", "five")]


def marked(excerpt) -> str:
    return "".join(f"[{cut.text}]" if cut.is_marked else cut.text for cut in excerpt.parts)


def excerpt_of(text: str, *fragments: str):
    """The one excerpt of some fragments."""
    starts = [(text.index(one), text.index(one) + len(one)) for one in fragments]
    (found,) = ReportText.of(text).excerpts(starts)
    return found


def test_the_line_a_character_stands_on():
    text = ReportText.of("ab\n\ncd")
    assert [text.line(at) for at in range(6)] == [1, 1, 1, 2, 3, 3]


def test_its_own_line_is_there_in_full_with_one_long_line_on_either_side():
    found = excerpt_of("\n".join(LINES), "three three")
    assert marked(found).startswith(f"{LINES[1]}\n[three three] three")
    assert marked(found).endswith(LINES[3].rstrip())
    assert found.lines == (3,)
    assert (found.cut_before, found.cut_after) == (False, False)


def test_of_short_lines_there_are_some_more():
    text = "\n".join(f"line {number} of many" for number in range(100))
    found = excerpt_of(text, "line 50 of")
    before, after = marked(found).split("[line 50 of] many")
    for around in (before, after):
        assert AROUND <= len(around) < AROUND + 20
    assert before.startswith("line ")


@pytest.mark.parametrize(
    ("text", "fragment", "shown"),
    [
        ("alone", "alone", "[alone]"),
        ("first\nlast\n", "first", "[first]\nlast"),
        ("first\nlast\n\n", "last", "first\n[last]"),
        ("a\n\n  \n\t\n\nb", "b", "a\n\n[b]"),
        ("\n\n  a b", "b", "a [b]"),
        ("one\r\n\r\n\r\ntwo\r\n", "two", "one\n\n[two]"),
        ("over a\nline end", "a\nline", "over [a\nline] end"),
    ],
)
def test_edges_and_blank_lines(text, fragment, shown):
    assert marked(excerpt_of(text, fragment)) == shown


def test_a_text_in_one_line_is_cut_between_words_and_says_so():
    text = " ".join(f"word{number}" for number in range(5000))
    found = excerpt_of(text, "word2500")
    assert (found.cut_before, found.cut_after) == (True, True)
    before, exact, after = (cut.text for cut in found.parts)
    assert exact == "word2500"
    assert LONGEST - 20 < len(before) <= LONGEST
    assert LONGEST - 20 < len(after) <= LONGEST
    assert set(before.split()) | set(after.split()) < set(text.split())
    assert excerpt_of("x" * 4000 + "y" + "x" * 4000, "y").cut_before


def test_stretches_near_each_other_share_an_excerpt():
    text = ReportText.of("\n".join(LINES * 4))
    near, far = text.text.index("three"), text.text.rindex("three")
    stretches = [(far, far + 5), (near, near + 5), (near + 6, near + 11), (near, near + 5)]
    first, second = text.excerpts(stretches)
    assert [cut.text for cut in first.parts if cut.is_marked] == ["three", "three"]
    assert (first.lines, second.lines) == ((3,), (18,))


def test_stretches_that_overlap_tell_each_character_once():
    (found,) = ReportText.of("abcdef").excerpts([(1, 4), (2, 3), (3, 6)])
    assert "".join(cut.text for cut in found.parts) == "abcdef"
    assert "".join(cut.text for cut in found.parts if cut.is_marked) == "bcdef"


@pytest.mark.parametrize("stretch", [(-1, 2), (2, 2), (3, 1), (0, 4)])
def test_what_is_no_stretch_of_the_text_is_refused(stretch):
    with pytest.raises(ValueError, match="no stretch"):
        ReportText.of("abc").excerpts([stretch])


@given(st.data(), st.text("ab \n\r", min_size=1, max_size=60))
def test_an_excerpt_is_part_of_the_text_and_holds_each_stretch(data, text):
    starts = st.integers(0, len(text) - 1)
    pairs = starts.flatmap(lambda at: st.tuples(st.just(at), st.integers(at + 1, len(text))))
    stretches = data.draw(st.lists(pairs, min_size=1, max_size=4))
    excerpts = ReportText.of(text).excerpts(stretches)
    told = "".join(cut.text for one in excerpts for cut in one.parts).split()
    assert "".join(told) in "".join(text.split())
    marks = "".join(cut.text for one in excerpts for cut in one.parts if cut.is_marked)
    asked = {at for start, end in stretches for at in range(start, end)}
    assert "".join(marks.split()) == "".join("".join(text[at] for at in sorted(asked)).split())
    assert excerpts == ReportText.of(text).excerpts(reversed(stretches))
