import pytest

from iraq_tui.domain.comparison.model import Verdict
from iraq_tui.domain.moment import parse_moment
from iraq_tui.tui.paint.actors import Cast, actor_row, branches, counts
from iraq_tui.tui.paint.glyphs import ASCII, UNICODE
from iraq_tui.tui.paint.head import Summary, head_line
from iraq_tui.tui.paint.help import help_lines
from iraq_tui.tui.paint.keyline import key_line
from iraq_tui.tui.paint.line import Role, text_of, width_of
from iraq_tui.tui.paint.overview import Dot, dots, overview_line

SUMMARY = Summary("The bridge of Port Quill", ("en", "uk"), 3, 9, disagreements=2, selected=1)


def test_the_head_says_everything_where_there_is_room():
    words = text_of(head_line(SUMMARY, 100, UNICODE))
    assert "The bridge of Port Quill" in words
    assert words.split("Quill")[1].split("   ")[-4:] == [
        "  en │ uk",
        "3 of 9 events",
        "2 disagree",
        "1 selected  ",
    ]


def test_a_narrow_head_keeps_title_and_selection_and_drops_the_rest():
    words = text_of(head_line(SUMMARY, 44, UNICODE))
    assert "1 selected" in words
    assert "disagree" not in words
    assert "│" not in words


@pytest.mark.parametrize("width", range(0, 120, 7))
def test_the_head_is_never_wider_than_its_line(width):
    assert width_of(head_line(SUMMARY, width, UNICODE)) <= max(width, 4)


def second(text):
    return parse_moment(text).strict.lo


def test_the_overview_shows_disagreements_density_and_the_place():
    events = [Dot(second("2001"), Verdict.AGREE)] * 3
    events += [Dot(second("2005"), Verdict.DIFFER), Dot(second("2011"), None)]
    line = overview_line(events, second("2011"), 60, UNICODE)
    words = text_of(line)
    assert words.startswith("  2001 █─")
    assert words.endswith("░ 2011")
    assert words.count("≠") == 1
    assert [piece.text for piece in line if piece.role is Role.HERE] == ["░"]
    assert width_of(line) == 58


def test_an_overview_without_room_or_events_is_empty(catalogue):
    events = dots(catalogue, range(catalogue.count()), ("en", "uk"))
    assert overview_line(events, None, 10, UNICODE) == ()
    assert overview_line((), None, 80, UNICODE) == ()


@pytest.mark.parametrize("width", range(0, 80, 3))
def test_the_key_line_drops_whole_items(width):
    items = [("j k", "move"), ("/", "filter"), ("?", "help"), ("q", "quit")]
    words = text_of(key_line(items, width, keep=2))
    assert len(words) <= max(width, 2)
    known = {f"{keys} {label}" for keys, label in items}
    assert {one for one in words.strip().split("   ") if one} <= known
    if width >= 20:
        assert "q quit" in words


def test_actors_hang_under_their_wholes_and_count_their_parts(catalogue):
    found = branches(catalogue.chronicle, frozenset())
    assert [(one.id, one.depth) for one in found][:3] == [("city", 0), ("council", 1), ("mayor", 2)]
    folded = branches(catalogue.chronicle, frozenset(("city",)))
    assert [one.id for one in folded][:2] == ["city", "builders"]
    assert counts(catalogue, range(catalogue.count()))["city"] == 5


def test_an_actor_shows_marks_reports_and_count(catalogue):
    branch = branches(catalogue.chronicle, frozenset())[2]
    cast = Cast({"mayor": 3}, here=frozenset(("mayor",)), filtered=frozenset(("mayor",)))
    words = text_of(actor_row(catalogue, branch, cast, 40, UNICODE)).split()
    assert words == ["•/", "Mayor", "Ottoline", "Brask", "en", "uk", "3"]


@pytest.mark.parametrize("width", [1, 5, 20, 26, 60])
def test_an_actor_row_fits(catalogue, width):
    for branch in branches(catalogue.chronicle, frozenset()):
        assert width_of(actor_row(catalogue, branch, Cast({}), width, UNICODE)) <= max(width, 14)


def test_a_chain_of_a_thousand_parts_is_no_trouble(catalogue):
    from dataclasses import replace

    from iraq_tui.domain.records import Actor

    chain = {f"a{i}": Actor(f"a{i}", "A", part_of=(f"a{i - 1}",) if i else ()) for i in range(3000)}
    deep = replace(catalogue.chronicle, actors=chain)
    assert len(branches(deep, frozenset())) == 3000


@pytest.mark.parametrize("width", [10, 38, 100])
def test_the_help_lists_every_key_and_fits(width):
    lines = help_lines(width, ASCII)
    assert all(width_of(line) <= width for line in lines)
    words = "\n".join(text_of(line) for line in lines)
    if width >= 38:
        for expected in ("next disagreement", "ctrl+o", "self-contradiction", "since:2023-10"):
            assert expected in words
