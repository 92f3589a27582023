"""Words found in a long text, in its own characters."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iraq_tui.domain.searched import Searched, searched
from iraq_tui.text.fold import fold, fold_char

ODD = st.text(
    st.sampled_from("aAéе\u0301йи\u0306ї’`\u00ad\u0640ﬁﬀ \n\t\u00a0漢각İß´٫👍🏽\u202e\x1b[")
)


def ready(text: str) -> Searched:
    steps = searched(text)
    while True:
        try:
            next(steps)
        except StopIteration as end:
            return end.value


def found(text: str, typed: str) -> list[str]:
    return [text[start:end] for start, end in ready(text).find(typed)]


@given(ODD | st.text())
def test_characters_fold_one_by_one_as_they_do_together(text):
    assert " ".join("".join(map(fold_char, text)).split()) == fold(text)


@pytest.mark.parametrize(
    ("text", "typed", "places"),
    [
        ("The Bridge, the footbridge", "BRIDGE", ["Bridge", "bridge"]),
        ("forty\n  people", "forty people", ["forty\n  people"]),
        ("Йорданія", "иорд", ["Йорд"]),
        ("cafe\u0301 fe", "fe", ["fe\u0301", "fe"]),
        ("سقطَ الجسرُ", "الجسر", ["الجسرُ"]),
        ("بغــداد", "بغداد", ["بغــداد"]),
        ("这座老桥", "老桥", ["老桥"]),
        ("co\u00adoperation", "cooperation", ["co\u00adoperation"]),
        ("oﬀer", "f", ["ﬀ"]),
        ("п’ять п'ять", "п`ять", ["п’ять", "п'ять"]),
        ("a.b aXb", "a.b", ["a.b"]),
        ("aaaa", "aa", ["aa", "aa"]),
        ("any", "", []),
        ("any", "\u0301", []),
        ("", "a", []),
    ],
)
def test_what_is_found(text, typed, places):
    assert found(text, typed) == places


@given(ODD, ODD)
def test_whatever_is_found_is_what_was_typed_and_nothing_overlaps(text, typed):
    places = list(ready(text).find(typed))
    assert all(one[1] <= other[0] for one, other in itertools.pairwise(places))
    for start, end in places:
        assert start < end
        assert fold(typed) in fold(text[start:end])
    assert bool(places) == bool(fold(typed) and fold(typed) in fold(text))
