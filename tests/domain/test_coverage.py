"""Which lines of a text claims rest on."""

from hypothesis import given
from hypothesis import strategies as st

from iraq_tui.domain.catalogue import Passage
from iraq_tui.domain.coverage import covered
from iraq_tui.domain.report_text import ReportText

TEXT = """A bridge opens.

The mayor spoke of forty years, and
of a debt
that nobody owes.

Nobody came.
"""


def passage(fragment: str) -> Passage:
    start = TEXT.index(fragment)
    return Passage(TEXT.count("\n", 0, start) + 1, start, start + len(fragment))


def test_a_line_counts_as_soon_as_a_passage_stands_on_it():
    found = covered("en", ReportText.of(TEXT), [passage("bridge"), passage("years, and\nof a")])
    assert (found.covered, found.uncovered) == ((1, 3, 4), (5, 7))
    assert (found.passages, found.lines, found.percent) == (2, 5, 60)


def test_a_passage_of_which_only_the_line_is_known_covers_that():
    assert covered("en", ReportText.of(TEXT), [Passage(7)]).covered == (7,)


def test_a_passage_that_ends_with_its_line_does_not_cover_the_next():
    assert covered("en", ReportText.of(TEXT), [passage("of a debt\n")]).covered == (4,)


def test_of_an_empty_text_nothing_is_left_out():
    found = covered("en", ReportText.of(" \n\n"), [])
    assert (found.lines, found.percent, found.uncovered) == (0, 100, ())


@given(st.text("ab \n\r\u2028", max_size=60), st.data())
def test_every_line_with_words_is_either_covered_or_not(text, data):
    report = ReportText.of(text)
    passages = []
    for _ in range(data.draw(st.integers(0, 4)) if text else 0):
        start = data.draw(st.integers(0, len(text) - 1))
        end = data.draw(st.integers(start + 1, len(text)))
        passages.append(Passage(report.line(start), start, end))
    found = covered("en", report, passages)
    told = {number for number, line in enumerate(text.split("\n"), 1) if line.strip()}
    assert {*found.covered} | {*found.uncovered} == told
    assert not {*found.covered} & {*found.uncovered}
    touched = {report.line(at) for one in passages for at in range(one.start, one.end)}
    assert {*found.covered} == told & touched
