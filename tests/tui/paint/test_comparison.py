import pytest

from iraq_tui.tui.paint.comparison import Look, sheet
from iraq_tui.tui.paint.glyphs import ASCII, UNICODE
from iraq_tui.tui.paint.line import Role, text_of, width_of


def painted(catalogue, id_, width=76, pair=("en", "uk"), **look):
    glyphs = look.pop("glyphs", UNICODE)
    made = sheet(catalogue, catalogue.event(id_), pair, Look(width, glyphs, **look))
    assert all(width_of(line) <= width for line in made.lines)
    return made, "\n".join(text_of(line).rstrip() for line in made.lines)


def flat(text):
    return " ".join(text.split())


def test_two_answers_stand_side_by_side_with_the_verdict_between(catalogue):
    _, text = painted(catalogue, "opening")
    row = next(line for line in text.splitlines() if "‹" in line)
    assert row.split() == ["20", "May", "2031", "‹", "May", "2031"]
    assert "compatible" in text


def test_narrow_answers_stand_one_below_the_other(catalogue):
    _, text = painted(catalogue, "opening", width=36)
    assert "en  20 May 2031" in text
    assert "uk  May 2031" in text
    assert "‹  compatible" in text


@pytest.mark.parametrize("width", [36, 43])
def test_narrow_answers_tell_who_the_reports_are_too(catalogue, width):
    _, text = painted(catalogue, "opening", width=width)
    lines = text.splitlines()
    assert "en  The Quill Courier · 2 Jun 2031" in lines
    assert "uk  4 Jun 2031" in lines


@pytest.mark.parametrize("width", [12, 36, 44, 48, 60])
def test_who_published_a_report_and_when_is_never_cut(catalogue, width):
    _, text = painted(catalogue, "opening", width=width)
    column = width if width < 44 else (width - 5) // 2
    left = "".join(line[:column] for line in text.splitlines()).replace(" ", "")
    assert "enTheQuillCourier·2Jun2031" in left


def test_a_report_beside_itself_is_told_of_once_where_narrow(catalogue):
    _, text = painted(catalogue, "opening", width=36, pair=("en", "en"))
    assert text.count("The Quill Courier") == 1


@pytest.mark.parametrize("width", [12, 36, 44, 60, 120])
def test_no_reason_is_cut_at_any_width(catalogue, width):
    _, text = painted(catalogue, "talks", width=width)
    for row in catalogue.comparison("talks", ("en", "uk")).rows:
        assert row.reason.replace(" ", "") in text.replace(" ", "").replace("\n", "")


def test_source_paraphrase_flags_and_basis_are_shown(catalogue):
    _, text = painted(catalogue, "price")
    assert "— Mayor Ottoline Brask, via Harbour Wire" in flat(text)
    assert "holder differs" in text
    _, text = painted(catalogue, "talks")
    assert "resolved" in text
    assert "on Sunday" in text


def test_what_was_matched_is_said_once(catalogue):
    _, text = painted(catalogue, "talks")
    assert flat(text).count("a meeting; uk: a consultation") == 1


def test_the_original_wording_shows_on_demand(catalogue):
    assert "дослівно" not in painted(catalogue, "opening")[1]
    assert "“uk when дослівно”" in flat(painted(catalogue, "opening", wording=True)[1])


def test_a_judgement_stands_beside_the_computed_verdict(catalogue):
    _, text = painted(catalogue, "opening")
    assert "unjudged" in text
    assert "judged by A. N.: differ — cheers against silence" in flat(text)


def test_an_event_neither_report_speaks_of_says_so(catalogue):
    made, text = painted(catalogue, "silent")
    assert "Neither en nor uk speaks of this event. It is told by xx." in flat(text)
    assert made.stops == ()


def test_an_undated_event_says_what_it_lies_between(catalogue):
    _, text = painted(catalogue, "rumour")
    assert "after “The bridge opens” · before “Repairs begin”" in flat(text)


def differing(made) -> list[str]:
    return [piece.text for line in made.lines for piece in line if piece.role is Role.DIFFERS]


def test_the_part_that_differs_is_set_off_and_nothing_else(catalogue):
    assert differing(painted(catalogue, "opening")[0]) == [
        "Mayor Ottoline Brask", "Tarn & Sons", "20",
    ]  # fmt: skip
    assert differing(painted(catalogue, "repair")[0]) == []
    assert differing(painted(catalogue, "rumour")[0]) == []
    assert differing(painted(catalogue, "odd")[0]) == []


def test_a_difference_broken_over_lines_stays_set_off(catalogue):
    made, _ = painted(catalogue, "price", width=30)
    assert differing(made) == ["a gift to the city", "a debt of forty years", "2500", "about 2600"]
    made, text = painted(catalogue, "price", width=20)
    assert "".join(differing(made)[:2]) == "a gift to thecity"
    assert "gift" in text


def test_every_row_can_be_walked_to(catalogue):
    made, _ = painted(catalogue, "opening")
    assert len(made.stops) == len(catalogue.comparison("opening", ("en", "uk")).rows)
    assert [made.lines[stop.start] != () for stop in made.stops] == [True] * len(made.stops)


def test_ascii_draws_nothing_of_its_own_beyond_ascii(catalogue):
    _, text = painted(catalogue, "repair", glyphs=ASCII)
    assert text.replace("Вісник порту", "").isascii()


def test_hostile_text_arrives_gated(catalogue):
    _, text = painted(catalogue, "odd", wording=True)
    assert "\x1b" not in text
    assert "\u202e" not in text
    assert "[red]␛]0;owned␇[@click=app.quit]x[/]" in flat(text)
