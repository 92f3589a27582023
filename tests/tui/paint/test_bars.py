import pytest
from msgspec.structs import replace

from iraq_tui.domain.comparison.model import Verdict
from iraq_tui.domain.moment import EARLIEST, LATEST, parse_moment
from iraq_tui.domain.records import Actor
from iraq_tui.domain.verdicts import CODES, SILENT
from iraq_tui.sources.memory import MemoryCatalogue
from iraq_tui.tui.keymap import Item
from iraq_tui.tui.kit import Kit
from iraq_tui.tui.paint.actors import Cast, actor_card, actor_row, branches
from iraq_tui.tui.paint.glyphs import ASCII, UNICODE
from iraq_tui.tui.paint.head import Summary, head_line
from iraq_tui.tui.paint.help import help_lines
from iraq_tui.tui.paint.keyline import key_line, placed
from iraq_tui.tui.paint.line import Role, text_of, width_of
from iraq_tui.tui.paint.overview import Dots, dots, overview_line, second_at

SUMMARY = Summary("The bridge of Port Quill", ("en", "uk"), 3, 9, disagreements=2, selected=1)
ITEMS = (Item("j k", "move"), Item("/", "filter"), Item("?", "help"), Item("q", "quit"))


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


def test_the_head_says_where_there_may_be_more_disagreements():
    words = text_of(head_line(replace(SUMMARY, is_partial=True), 100, UNICODE))
    assert "2+ disagree" in words
    assert "disagree" not in text_of(
        head_line(replace(SUMMARY, disagreements=0, is_partial=True), 100, UNICODE)
    )


@pytest.mark.parametrize("width", range(0, 120, 7))
def test_the_head_is_never_wider_than_its_line(width):
    assert width_of(head_line(SUMMARY, width, UNICODE)) <= max(width, 4)


def second(text):
    return parse_moment(text).strict.lo


def test_the_overview_shows_disagreements_density_and_the_place():
    seconds = [second(year) for year in ("2001", "2001", "2001", "2005", "2011")]
    heads = bytes([*[CODES[Verdict.AGREE]] * 3, CODES[Verdict.DIFFER], SILENT])
    line = overview_line(Dots(seconds, heads), second("2011"), 60, UNICODE)
    words = text_of(line)
    assert words.startswith("  2001 █─")
    assert words.endswith("░ 2011")
    assert words.count("≠") == 1
    assert [piece.text for piece in line if piece.role is Role.HERE] == ["░"]
    assert width_of(line) == 58


def test_an_overview_without_room_or_events_is_empty(catalogue):
    events = dots(catalogue, range(catalogue.count()), ("en", "uk"))
    assert overview_line(events, None, 10, UNICODE) == ()
    assert overview_line(Dots(), None, 80, UNICODE) == ()


@pytest.mark.parametrize("width", range(0, 80, 3))
def test_the_key_line_drops_whole_items(width):
    words = text_of(key_line(ITEMS, width, keep=2))
    assert len(words) <= max(width, 2)
    known = {f"{item.keys} {item.label}" for item in ITEMS}
    assert {one for one in words.strip().split("   ") if one} <= known
    if width >= 20:
        assert "q quit" in words


@pytest.mark.parametrize("width", range(12, 80, 5))
def test_an_item_of_the_key_line_is_where_it_says(width):
    words = text_of(key_line(ITEMS, width, keep=2))
    for one in placed(ITEMS, width, keep=2):
        said = words[one.cells.start : one.cells.stop]
        assert said == f"{one.item.keys} {one.item.label}"


@pytest.mark.parametrize("width", [30, 80, 200])
def test_a_click_on_the_overview_finds_the_nearest_event(catalogue, width):
    events = dots(catalogue, range(catalogue.count()), ("en", "uk"))
    words = text_of(overview_line(events, None, width, UNICODE))
    first, last = words.index(" ", 2) + 1, words.rindex(" ") - 1
    dated = [one for one in catalogue.chronology.seconds if EARLIEST < one < LATEST]
    assert second_at(events, first, width) == min(dated)
    assert second_at(events, last, width) == max(dated)
    assert second_at(events, 0, width) == min(dated)
    assert second_at(Dots(), 5, width) is None


def test_one_moment_alone_spans_nothing(catalogue):
    events = dots(catalogue, [0], ("en", "uk"))
    assert text_of(overview_line(events, None, 80, UNICODE)).split() == ["2019", "░"]


def test_the_card_of_an_actor_tells_all_of_its_name_and_spellings(catalogue):
    said = " ".join(" ".join(text_of(one).split()) for one in card(catalogue, "city"))
    assert "City of Port Quill" in said
    assert "uk Місто Порт-Квіл" in said
    assert "person · part of City council" in " ".join(
        text_of(one).strip() for one in card(catalogue, "mayor", 60)
    )


@pytest.mark.parametrize("width", [8, 24, 36, 80])
def test_the_card_of_an_actor_fits(catalogue, hostile, width):
    for actor in catalogue.chronicle.actors:
        for line in card(catalogue, actor, width):
            assert width_of(line) <= width
            assert not set(hostile) & {"\x1b", "\u202e"} & set(text_of(line))


def card(catalogue, actor, width=24):
    return actor_card(catalogue, actor, width, UNICODE)


def test_actors_hang_under_their_wholes_and_count_their_parts(catalogue):
    found = branches(catalogue.chronicle, frozenset())
    assert [(one.id, one.depth) for one in found][:3] == [("city", 0), ("council", 1), ("mayor", 2)]
    folded = branches(catalogue.chronicle, frozenset(("city",)))
    assert [one.id for one in folded][:2] == ["city", "builders"]
    assert catalogue.counted(range(catalogue.count()))["city"] == 5


def test_an_actor_shows_marks_reports_and_count(catalogue):
    branch = branches(catalogue.chronicle, frozenset())[2]
    cast = Cast({"mayor": 3}, here=frozenset(("mayor",)), filtered=frozenset(("mayor",)))
    words = text_of(actor_row(catalogue, branch, cast, 44, UNICODE)).split()
    assert words == ["/", "Mayor", "Ottoline", "Brask", "en", "uk", "3"]


def test_a_step_changes_what_is_said_of_its_actors_alone():
    counts = {"mayor": 3, "city": 5}
    before = Cast(counts, here=frozenset(("mayor", "city")))
    assert Cast(counts, here=frozenset(("city", "agency"))).changed(before) == {"mayor", "agency"}
    assert Cast(dict(counts), here=before.here).changed(before) == frozenset()
    filtered = Cast({"city": 1}, here=before.here, filtered=frozenset(("agency",)))
    assert filtered.changed(before) == before.changed(filtered) == {"mayor", "city", "agency"}


@pytest.mark.parametrize("width", [1, 5, 20, 26, 60])
def test_an_actor_row_fits(catalogue, width):
    for branch in branches(catalogue.chronicle, frozenset()):
        assert width_of(actor_row(catalogue, branch, Cast({}), width, UNICODE)) <= max(width, 14)


def actor_words(catalogue, id_, width=40):
    branch = next(one for one in branches(catalogue.chronicle, frozenset()) if one.id == id_)
    return text_of(actor_row(catalogue, branch, Cast({id_: 3}), width, UNICODE))


def test_each_report_that_names_an_actor_stands_in_a_column_of_its_own(catalogue):
    both, right = (actor_words(catalogue, one) for one in ("mayor", "agency"))
    assert both.endswith("en uk     3")
    assert right.endswith("   uk     3")


@pytest.mark.parametrize("width", range(14, 60))
def test_the_reports_of_an_actor_show_whole_or_not_at_all(catalogue, width):
    words = actor_words(catalogue, "mayor", width).split()
    assert words[-3:-1] == ["en", "uk"] or not {"en", "uk"} & set(words)
    assert (width < 31) == ("en" not in words)


def chain_of(catalogue, length):
    chain = {
        f"a{i}": Actor(f"a{i}", f"A{i}", part_of=(f"a{i - 1}",) if i else ()) for i in range(length)
    }
    return MemoryCatalogue(replace(catalogue.chronicle, actors=chain, events=(), judgements=()))


@pytest.mark.parametrize("width", [22, 30, 60])
def test_an_actor_tells_how_deep_it_lies_at_any_depth(catalogue, width):
    deep = chain_of(catalogue, 14)
    starts = [actor_words(deep, f"a{i}", width).split("A")[0] for i in range(14)]
    assert len(set(starts)) == 14
    assert all(start.split()[:1] in ([], ["▾"]) for start in starts[:3])
    assert starts[12].split() in (["12▾"], ["▾"])


def test_a_chain_of_a_thousand_parts_is_no_trouble(catalogue):
    assert len(branches(chain_of(catalogue, 3000).chronicle, frozenset())) == 3000


@pytest.mark.parametrize("width", [10, 38, 100])
def test_the_help_lists_every_key_and_fits(width):
    lines = help_lines(width, Kit(ASCII))
    assert all(width_of(line) <= width for line in lines)
    words = "\n".join(text_of(line) for line in lines)
    if width >= 38:
        for expected in ("next disagreement", "ctrl+o", "self-contradiction", "since:2023-10"):
            assert expected in words


def help_words(glyphs=UNICODE, width=100):
    return [" ".join(text_of(line).split()) for line in help_lines(width, Kit(glyphs))]


@pytest.mark.parametrize("verdict", Verdict)
def test_the_help_says_which_word_the_filter_takes_for_a_verdict(catalogue, verdict):
    line = next(line for line in help_words() if line.endswith(f" verdict:{verdict}"))
    said = "compatible" if verdict in (Verdict.NARROWER, Verdict.OVERLAP) else verdict.word
    assert said in line
    catalogue.query(f"verdict:{verdict}")


@pytest.mark.parametrize(
    "said",
    ["between the two reports", "inside one report", "standing", "n.d.", "c.", "░▒▓█", "▾ ▸"],
)
def test_the_help_explains_what_the_panes_show(said):
    assert said in " ".join(help_words())


def test_the_help_has_an_ascii_twin():
    assert " ".join(help_words(ASCII)).isascii()
