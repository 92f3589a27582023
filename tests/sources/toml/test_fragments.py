"""Finding fragments: the same places as a plain regular expression finds, and in good time."""

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iraq_tui.domain.records import Anchor
from iraq_tui.sources.toml import fragments
from iraq_tui.sources.toml.fragments import Searchable


def by_regex(text: str, anchor: Anchor) -> list[tuple[int, int]]:
    """The definition: a space stands for any white space, overlaps count, neighbours touch."""
    before, exact, after = (
        r"\s+".join(map(re.escape, part.split()))
        for part in (anchor.prefix, anchor.exact, anchor.suffix)
    )
    lead = rf"{before}\s*" if before else ""
    trail = rf"\s*{after}" if after else ""
    pattern = re.compile(rf"(?={lead}(?P<exact>{exact}){trail})")
    return [match.span("exact") for match in pattern.finditer(text)]


texts = st.text("ab.*(\n\r\t\v\x1c\x85\u00a0\u2003\u2028 \u200b", max_size=30)


@given(text=texts, exact=texts.filter(str.strip), prefix=texts, suffix=texts)
def test_the_same_places_as_by_regular_expression(text, exact, prefix, suffix):
    anchor = Anchor(exact, prefix, suffix)
    assert list(Searchable(text).find(anchor)) == by_regex(text, anchor)


@given(st.data(), texts.filter(str.strip))
def test_what_was_taken_from_a_text_is_found_where_it_stood(data, text):
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    exact = text[start:end]
    anchor = Anchor(exact, text[max(start - 3, 0) : start], text[end : end + 3])
    found = list(Searchable(text).find(anchor))
    assert found == (by_regex(text, anchor) if exact.strip() else [])
    if exact.strip():
        lead = len(exact) - len(exact.lstrip())
        assert (start + lead, start + len(exact.rstrip())) in found


@given(text=texts, exact=texts.filter(str.strip), size=st.integers(1, 9))
def test_it_does_not_matter_how_much_of_a_text_is_taken_apart_at_a_time(text, exact, size):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(fragments, "_AT_A_TIME", size)
        assert list(Searchable(text).find(Anchor(exact))) == by_regex(text, Anchor(exact))


@pytest.mark.parametrize("exact", ["", " ", "\n\t"])
def test_white_space_alone_stands_nowhere(exact):
    assert list(Searchable("a b").find(Anchor(exact))) == []


def test_many_fragments_of_a_long_text_are_found_in_good_time():
    text = "\n".join(f"line {number} tells of   ship {number}." for number in range(20_000))
    searchable = Searchable(text)
    began = time.process_time()
    for number in range(0, 20_000, 20):
        (found,) = searchable.find(Anchor(f"of ship {number}."))
        assert text[found.start : found.end].split() == ["of", "ship", f"{number}."]
    # A regular expression each takes some twenty times as long.
    assert time.process_time() - began < 5
