"""One row in full, as text."""

from types import MappingProxyType

import pytest
from msgspec.structs import replace

from iraq_tui.domain.catalogue import Passage
from iraq_tui.domain.comparison.model import Verdict
from iraq_tui.domain.moment import parse_moment
from iraq_tui.domain.records import Anchor, Basis
from iraq_tui.domain.report_text import ReportText
from iraq_tui.sources.memory import MemoryCatalogue
from iraq_tui.tui.paint.claim import COLUMNS_FROM, claim_sheet
from iraq_tui.tui.paint.comparison import Look
from iraq_tui.tui.paint.glyphs import ASCII, UNICODE
from iraq_tui.tui.paint.line import Role, text_of, width_of

PAIR = ("en", "uk")
TEXT = """The Quill Courier, 2 June.

Nobody had slept. The crowd cheered for an hour, and the mayor
wept. Then the long bridge opened at last.\x1b[2J

The end."""


def passage(fragment: str) -> Passage:
    start = TEXT.index(fragment)
    return Passage(ReportText.of(TEXT).line(start), start, start + len(fragment))


def told(catalogue, event_id, aspect, report, anchors=(), text=None, **changes):
    """The catalogue with one claim changed, and a text for its report."""
    chronicle = catalogue.chronicle
    events = []
    for event in chronicle.events:
        claims = [
            replace(claim, anchors=tuple(anchors) or claim.anchors, **changes)
            if (event.id, claim.aspect, claim.report) == (event_id, aspect, report)
            else claim
            for claim in event.claims
        ]
        events.append(replace(event, claims=tuple(claims)))
    passages = {report: {one: passage(one.exact) for one in anchors}} if text else {}
    texts = {report: ReportText.of(text)} if text else {}
    return MemoryCatalogue(replace(chronicle, events=tuple(events)), passages, texts)


def number_of(catalogue, id_, aspect, pair=PAIR) -> int:
    rows = catalogue.comparison(id_, pair).ranked
    return next(at for at, row in enumerate(rows) if row.aspect == aspect)


def painted(catalogue, id_, aspect, width=110, pair=PAIR, glyphs=UNICODE):
    look = Look(width, glyphs, columns_from=COLUMNS_FROM)
    number = number_of(catalogue, id_, aspect, pair)
    made = claim_sheet(catalogue, catalogue.event(id_), pair, number, look)
    assert all(width_of(line) <= width for line in made.lines)
    return made, "\n".join(text_of(line).rstrip() for line in made.lines)


def flat(text):
    return " ".join(text.replace("│", " ").split())


def set_off(made) -> list[str]:
    return [piece.text for line in made.lines for piece in line if piece.role is Role.DIFFERS]


def test_two_claims_stand_side_by_side_where_there_is_room(catalogue):
    _, text = painted(catalogue, "opening", "when")
    lines = text.splitlines()
    assert lines[0] == "The bridge opens"
    assert lines[1] == "20 May 2031 · 2031-05-20"
    assert lines[3].split() == ["When?", "3", "of", "3"]
    row = next(line for line in lines if "‹" in line)
    assert row.split() == ["20", "May", "2031", "‹", "May", "2031"]
    assert "written  2031-05-20" in text
    assert "written  2031-05\n" in text


def test_narrow_one_stands_below_the_other_each_under_its_report(catalogue):
    _, text = painted(catalogue, "price", "cost", width=38)
    lines = text.splitlines()
    assert lines.index("en  The Quill Courier · 2 Jun 2031") < lines.index("2500 crowns")
    assert lines.index("2500 crowns") < lines.index("uk  4 Jun 2031")
    assert lines.index("uk  4 Jun 2031") < lines.index("about 2600 crowns")


@pytest.mark.parametrize("width", [110, 38])
def test_who_says_it_through_whom_and_how_it_is_written(catalogue, width):
    _, text = painted(catalogue, "price", "cost", width=width)
    assert "speaker  Mayor Ottoline Brask" in text
    assert "through  Harbour Wire" in text
    assert "speaker  the report itself" in text
    assert "written  ~2600" in text
    assert "within tolerance" in text
    assert "holder differs" in text


@pytest.mark.parametrize("width", [110, 38])
def test_every_further_field_has_its_line_and_no_empty_one_shows(catalogue, width):
    bare = painted(catalogue, "opening", "when", width=width)[1]
    for label in ("says", "through", "stage", "as of", "basis", "note", "denies"):
        assert not any(line.startswith(label) for line in bare.splitlines())
    full = told(
        catalogue, "opening", "when", "uk", denied=True, basis=Basis.INFERRED, note="A guess.",
        as_of=parse_moment("2031-05-19"), says="May, one hears",
    )  # fmt: skip
    text = flat(painted(full, "opening", "when", width=width)[1])
    for words in (
        "not: May 2031", "says May, one hears", "speaker the report itself, who denies it",
        "as of 19 May 2031", "basis inferred: the author's", "note A guess.",
    ):  # fmt: skip
        assert words in text


def test_the_stage_shows_where_it_is_not_the_plain_case(catalogue):
    _, text = painted(catalogue, "talks", "when")
    assert flat(text).count("stage planned") == 1
    assert flat(text).count("stage happened") == 1
    assert "stage" not in painted(catalogue, "talks", "status")[1].replace("stages", "")
    assert "stage" not in painted(catalogue, "opening", "when")[1]


def test_verdict_reason_flags_and_the_judgement_by_hand(catalogue):
    made, text = painted(catalogue, "opening", "mood")
    said = flat(text)
    assert "unjudged" in said
    assert "judged by A. N.: differ — cheers against silence" in said
    assert set_off(made) == []
    _, text = painted(catalogue, "talks", "when")
    row = catalogue.comparison("talks", PAIR).ranked[number_of(catalogue, "talks", "when")]
    assert row.reason in flat(text)
    assert all(note in flat(text) for note in row.flag_notes)
    assert "matched: en: a meeting; uk: a consultation; taken as one" in flat(text)


@pytest.mark.parametrize("width", [110, 38])
def test_without_the_text_the_anchor_shows_and_one_line_says_how_to_get_it(catalogue, width):
    _, text = painted(catalogue, "opening", "when", width=width)
    assert "“uk when дослівно”" in text
    said = flat(text)
    assert said.count("at hand") == 1
    assert (
        "The texts of en and uk are not at hand: start with --reports DIR, or name them under text"
        in said
    )


@pytest.mark.parametrize("width", [110, 38, 71])
def test_the_passage_shows_around_the_anchor_with_report_outlet_and_line(catalogue, width):
    anchors = [Anchor("the mayor\nwept"), Anchor("long bridge")]
    known = told(catalogue, "opening", "mood", "en", anchors, TEXT)
    made, text = painted(known, "opening", "mood", width=width)
    assert "".join(set_off(made)).replace(" ", "") == "themayorweptlongbridge"
    left = "".join(
        line[: len(line) if width < 70 else (width - 5) // 2] for line in text.splitlines()
    )
    assert "en·TheQuillCourier·lines3and4" in left.replace(" ", "")
    told_in = left.replace("│", "").replace(" ", "").replace("\n", "")
    assert "".join(TEXT.replace("\x1b", "␛").split()) in told_in
    assert "The text of uk is not at hand" in flat(text)


def test_a_passage_far_from_another_is_a_block_of_its_own(catalogue):
    anchors = [Anchor("slept"), Anchor("long bridge")]
    text = TEXT.replace("Then", "And so on. " * 400 + "\n" + "And on. " * 100 + "\nThen")
    known = told(catalogue, "opening", "mood", "en", anchors)
    passages = {}
    for one in anchors:
        start = text.index(one.exact)
        passages[one] = Passage(1, start, start + len(one.exact))
    known = MemoryCatalogue(known.chronicle, {"en": passages}, {"en": ReportText.of(text)})
    made, said = painted(known, "opening", "mood", width=110)
    assert "…" in said
    assert len(made.stops) == 4
    for stop in made.stops:
        assert made.lines[stop.start] != ()


def test_strangers_text_arrives_gated(catalogue, hostile):
    text = f"{hostile} and on"
    known = told(catalogue, "odd", "mood", "uk")
    anchor = known.event("odd").claims[1].anchors[0]
    known = MemoryCatalogue(
        known.chronicle,
        {"uk": {anchor: Passage(1, 0, len(hostile))}},
        {"uk": ReportText.of(text)},
    )
    made, said = painted(known, "odd", "mood", width=110)
    for char in ("\x1b", "\x07", "\u202e", "\x85", "\u200b"):
        assert char not in said
    assert "[red]␛]0;owned␇" in "".join(set_off(made))


def test_what_one_report_alone_tells_takes_the_whole_width(catalogue):
    _, text = painted(catalogue, "rumour", "mood")
    lines = text.splitlines()
    at = lines.index("en  The Quill Courier · 2 Jun 2031")
    assert lines[at + 1] == "—"
    assert "uk  4 Jun 2031" in lines
    assert "only uk" in text
    assert "en is silent" in flat(text)


def test_a_report_set_against_itself_stands_on_both_sides(catalogue):
    event = catalogue.event("opening")
    when = [claim for claim in event.claims if (claim.aspect, claim.report) == ("when", "en")]
    other = replace(when[0], value=parse_moment("2030"), number=1)
    chronicle = catalogue.chronicle
    events = tuple(
        replace(one, claims=(*one.claims, other)) if one.id == "opening" else one
        for one in chronicle.events
    )
    known = MemoryCatalogue(replace(chronicle, events=events))
    rows = known.comparison("opening", PAIR).ranked
    number = next(at for at, row in enumerate(rows) if row.verdict is Verdict.SELF)
    look = Look(110, UNICODE, columns_from=COLUMNS_FROM)
    made = claim_sheet(known, known.event("opening"), PAIR, number, look)
    text = "\n".join(map(text_of, made.lines))
    assert "en set against itself" in text
    assert text.count("en  The Quill Courier") == 2
    assert "uk  4 Jun" not in text


def test_a_stage_taken_for_granted_says_so_and_claims_nothing_more(catalogue):
    event = catalogue.event("talks")
    claims = tuple(c for c in event.claims if (c.aspect, c.report) != ("status", "en"))
    chronicle = catalogue.chronicle
    events = tuple(
        replace(one, claims=claims) if one.id == "talks" else one for one in chronicle.events
    )
    known = MemoryCatalogue(replace(chronicle, events=events))
    _, text = painted(known, "talks", "status", width=38)
    said = flat(text)
    assert "happened taken for granted" in said
    assert "speaker the report itself" in said  # of the other side alone
    assert said.count("speaker") == 1
    assert "The text of uk is not at hand" in said


@pytest.mark.parametrize("width", [1, 2, 12, 38, 69, 70, 110, 300])
def test_no_row_breaks_at_any_width(catalogue, width):
    look = Look(width, UNICODE, columns_from=COLUMNS_FROM)
    for event in catalogue.chronicle.events:
        for number in range(len(catalogue.comparison(event.id, PAIR).rows)):
            made = claim_sheet(catalogue, event, PAIR, number, look)
            if width >= 12:
                assert all(width_of(line) <= width for line in made.lines)
            for stop in made.stops:
                assert 0 <= stop.start < stop.stop <= len(made.lines)


def test_there_is_no_row_past_the_last(catalogue):
    with pytest.raises(IndexError):
        claim_sheet(catalogue, catalogue.event("repair"), PAIR, 1, Look(80, UNICODE))


def test_ascii_draws_nothing_of_its_own_beyond_ascii(catalogue):
    chronicle = catalogue.chronicle
    reports = MappingProxyType(
        {**chronicle.reports, "uk": replace(chronicle.reports["uk"], title="x")}
    )
    known = MemoryCatalogue(replace(chronicle, reports=reports))
    _, text = painted(known, "repair", "when", glyphs=ASCII)
    assert text.replace("дослівно", "").isascii()
