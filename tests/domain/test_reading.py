"""Two reports side by side: which passage answers which."""

import pytest

from iraq_tui.domain import reading as module
from iraq_tui.domain.comparison.model import Verdict
from iraq_tui.domain.reading import Reading, reading
from iraq_tui.domain.steps import finished


def read(catalogue) -> Reading:
    return finished(reading(catalogue, catalogue.pairs[0]))


def said(document) -> list[str]:
    return [document.text.text[mark.start : mark.end] for mark in document.marks]


@pytest.fixture
def both(ferry):
    return read(ferry("en", "ar"))


def test_the_passages_stand_in_reading_order_with_their_verdicts(both):
    assert said(both.left) == [
        "On Monday the ferry sailed again",
        "It carried forty people",
        "Tickets cost two crowns",
    ]
    assert [mark.verdict for mark in both.left.marks] == [
        Verdict.DIFFER,
        Verdict.DIFFER,
        Verdict.ONLY,
    ]


def test_answers_lead_there_and_back(both):
    assert [mark.answer for mark in both.left.marks] == [0, 1, None]
    assert [mark.answer for mark in both.right.marks] == [0, 1]
    assert said(both.right) == ["يوم الثلاثاء أبحرت العبّارة", "أقلّت خمسين راكبا"]


def test_how_much_is_covered(both):
    assert (both.left.coverage.covered, both.left.coverage.uncovered) == ((3, 6), (1, 4))


def test_an_event_is_found_at_its_first_passage(both):
    assert both.left.mark_of("tickets") == 2
    assert both.right.mark_of("tickets") is None


def test_without_a_text_the_claims_are_read_and_that_is_said(ferry):
    found = read(ferry("en"))
    assert not found.left.instead
    assert "not at hand" in found.right.instead
    assert found.right.coverage is None
    first = said(found.right)[0].split("\n")
    assert first == ["6 May 2031", "“يوم الثلاثاء أبحرت العبّارة”"]
    assert [mark.answer for mark in found.left.marks] == [0, 1, None]


def test_a_text_too_long_to_show_is_not_shown_in_part(ferry, monkeypatch):
    monkeypatch.setattr(module, "LONGEST", 150)
    found = read(ferry("en", "ar"))
    assert "too long" in found.left.instead
    assert "Tickets cost two crowns" in found.left.text.text


def test_no_more_claims_than_can_be_read_stand_in_for_a_text(ferry, monkeypatch):
    monkeypatch.setattr(module, "MOST", 1)
    found = read(ferry())
    assert len(found.left.marks) == 1
    assert found.left.text.text.endswith("… and 2 claims more\n")


def test_swapped_it_is_the_mirror(ferry):
    catalogue = ferry("en", "ar")
    here = read(catalogue)
    there = finished(reading(catalogue, ("ar", "en")))
    assert said(there.left) == said(here.right)
    assert [mark.answer for mark in there.right.marks] == [mark.answer for mark in here.left.marks]


def test_a_report_beside_itself_answers_nothing(ferry):
    found = finished(reading(ferry("en", "ar"), ("en", "en")))
    assert said(found.left) == said(found.right)
