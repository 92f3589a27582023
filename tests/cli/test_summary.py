"""The summary, as a person at a prompt or a program meets it."""

import json
import re
from pathlib import Path

import pytest

from iraq_tui.text.width import cells


@pytest.fixture
def told(tmp_path: Path):
    """Write a store of so many reports: all give a figure for one event, each tells one alone."""

    def told_(reports: int, *, figure=lambda number: number % 2, title="It") -> Path:
        ids = [f"paper-{number}" for number in range(reports)]
        lines = ["schema = 1", f"title = {json.dumps(title)}"]
        for id_ in ids:
            lines += [f"[reports.{id_}]", f"title = {json.dumps(title)}", 'language = "en"']
        lines += ["[aspects.cost]", f"question = {json.dumps(title)}", 'type = "quantity"']
        lines += _event("both", title, [(id_, figure(i)) for i, id_ in enumerate(ids)])
        for id_ in ids:
            lines += _event(f"of-{id_}", title, [(id_, 1)])
        store = tmp_path / "told.toml"
        store.write_text("\n".join(lines), "utf-8")
        return store

    return told_


def _event(id_: str, title: str, answers: list[tuple[str, int]]) -> list[str]:
    lines = ["[[events]]", f'id = "{id_}"', f"title = {json.dumps(title)}", 'when = "2024"']
    for report, figure in answers:
        lines += [f"[[events.claims.cost.{report}]]", f"value = {figure}", 'quote = "so"']
    return lines


def data(run, *words: str) -> dict:
    outcome = run("summary", *words, "--format", "json")
    assert (outcome.code, outcome.err) == (0, "")
    return json.loads(outcome.out)


# --- for reading ----------------------------------------------------------------------------------


def test_it_tells_of_each_report_what_it_alone_says_and_where_it_disagrees(run):
    out = run("summary").out
    assert out.startswith(
        "The winding down of the US-led coalition in Iraq  2 reports, 28 events\n"
    )
    uk, ru = re.split(r"(?m)^ru  ", out[out.index("\nuk  ") :], maxsplit=1)
    for part in (uk, ru):
        assert "Events that it alone tells" in part
        assert "Answers that it alone gives" in part
    assert "withdrawing the coalition  ◇  ru:  withdrawing US troops  framing" in uk
    assert "withdrawing US troops  ◇  uk:  withdrawing the coalition  framing" in ru
    assert "≠  constant since the invasion" in uk.partition("What it does not tell in one way")[2]
    assert "not: linked to the situation in Gaza — US officials" in uk


def test_the_figures_add_up_with_those_of_list(run):
    (pair,) = data(run)["pairs"]
    for kind in ("agree", "compatible", "updated", "disagree", "unjudged"):
        hits = json.loads(run("list", "-w", f"between:uk,ru:{kind}", "--format", "json").out)
        assert bool(hits["events"]) == bool(pair[kind])
    assert sum(pair["verdicts"].values()) == sum(
        pair[kind] for kind in ("agree", "compatible", "updated", "disagree", "unjudged")
    )


def test_few_reports_are_a_square_in_which_each_line_reads_from_its_report(run, harbour: Path):
    out = run("summary", str(harbour)).out
    square = out[out.index("Reports by reports") :].splitlines()[1:16]
    assert square[0].split() == ["en", "de", "fr"]
    assert square[1].split() == ["en", "agree", "0", "0"]
    assert square[4].split() == ["disagree", "0", "2"]
    assert square[5].split() == ["it", "alone", "3", "2"]
    assert square[15 - 5 + 4].split() == ["disagree", "2", "0"]


def test_many_reports_are_a_list_of_pairs_that_fits_a_line(run, told):
    out = run("summary", str(told(7))).out
    table = out[out.index("Reports by reports") :].split("\n\n")[0].splitlines()
    assert len(table) == 2 + 21
    assert table[2].split() == ["paper-0", "|", "paper-1", "0", "0", "1", "1", "1"]
    assert max(map(cells, out.splitlines())) <= 100


def test_pairs_that_share_nothing_are_only_counted(run, tmp_path: Path):
    store = tmp_path / "apart.toml"
    lines = ["schema = 1", 'title = "T"']
    for i in range(7):
        lines += [f"[reports.r{i}]", 'title = "R"', 'language = "en"']
    for i in range(6):
        lines += ["[[events]]", f'id = "e{i}"', 'title = "E"', 'when = "2024"']
        for one in {i, 0 if i == 1 else i}:
            lines += [f"[[events.claims.when.r{one}]]", 'value = "2024"', 'quote = "so"']
    store.write_text("\n".join(lines))
    out = run("summary", str(store)).out
    assert "r0 | r1      1" in out
    assert "20 pairs more that share no question" in out


def test_reports_with_one_source_are_named_together(run, harbour: Path):
    assert "en, fr: 2 reports, 1 origin: The Coast Post" in run("summary", str(harbour)).out


def test_long_lists_say_how_much_is_left_out(run, told):
    out = run("summary", str(told(30, figure=lambda number: number))).out
    assert "… and 9 more" in out  # of 29 disagreements
    assert "435 " not in out


def test_a_single_report_has_no_table(run, told):
    out = run("summary", str(told(1))).out
    assert "Reports by reports" not in out
    assert "1 report, 2 events" in out
    assert "alone tells       2 events, 2 questions" in out
    assert data(run, str(told(1)))["pairs"] == []


# --- some events ----------------------------------------------------------------------------------


def test_a_filter_chooses_the_events_that_are_summed_up(run):
    some = data(run, "-w", "tag:talks")
    assert some["filter"] == "tag:talks"
    assert 0 < some["events"] < 28
    assert (
        run("summary", "-w", "tag:talks")
        .out.splitlines()[0]
        .endswith(f"2 reports, {some['events']} of 28 events")
    )


def test_a_filter_that_finds_nothing_is_no_error(run):
    outcome = run("summary", "-w", "nowhere-to-be-found")
    assert outcome.code == 0
    assert "no event answers the filter" in outcome.out
    assert data(run, "-w", "nowhere-to-be-found")["events"] == 0


def test_whichever_pair_is_chosen_all_reports_are_summed_up(run, harbour: Path):
    assert data(run, str(harbour), "--pair", "fr,de") == data(run, str(harbour))


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("-w", "between:uk,ru:agre"), "did you mean agree?"),
        (("--format", "yaml"), "invalid choice"),
        (("--pair", "uk"), "must name two"),
    ],
)
def test_wrong_usage_is_one_plain_line(run, words, says):
    outcome = run("summary", *words)
    assert (outcome.code, outcome.out) == (2, "")
    assert says in outcome.err


# --- for programs ---------------------------------------------------------------------------------


def test_json_has_what_the_docs_promise(run, root: Path, harbour: Path):
    found = data(run, str(harbour))
    page = (root / "docs" / "command-line.md").read_text("utf-8")
    item = re.search(r"^- `summary`: (.*?)(?=^- |^## )", page, re.DOTALL | re.MULTILINE)
    assert item
    en = found["reports"][0]
    keys = {
        *found,
        *found["origins"][0],
        *found["pairs"][0],
        *found["unmet"][0],
        *en,
        *en["alone"][0],
        *en["disagreements"][0],
    }
    promised = set(re.findall(r"`([a-z0-9_]+)`", item[1])) - {"show", "null"}
    assert promised == keys


def test_json_names_the_events_and_claims_that_a_finding_rests_on(run):
    uk = data(run)["reports"][0]
    (first, *_) = uk["disagreements"]
    assert (first["event"], first["aspect"], first["other"]) == ("us-presence", "rests-on", "ru")
    assert (first["left"]["report"], first["right"]["report"]) == ("uk", "ru")
    assert not first["judged_by_hand"]
    inferred = {one["event"] for one in uk["disagreements"] if one["rests_on_inference"]}
    assert inferred == {"us-presence", "talks-initiative"}
    itself = uk["itself"][0]
    assert (itself["verdict"], itself["other"], itself["right"]["report"]) == ("self", None, "uk")
    assert {one["event"] for one in uk["alone"]}.isdisjoint(uk["sole_events"])
    assert all(one["claims"] for one in uk["alone"])


def test_json_leaves_nothing_out(run, told):
    found = data(run, str(told(30, figure=lambda number: number)))
    assert len(found["pairs"]) == 435
    assert all(len(one["disagreements"]) == 29 for one in found["reports"])


def test_a_stage_that_is_taken_for_granted_is_marked(run, tmp_path: Path):
    store = tmp_path / "stage.toml"
    store.write_text(
        'schema = 1\ntitle = "T"\n[reports.a]\ntitle = "A"\nlanguage = "en"\n'
        '[reports.b]\ntitle = "B"\nlanguage = "en"\n[[events]]\nid = "e"\ntitle = "E"\n'
        'when = "2024"\n[[events.claims.status.a]]\nvalue = "planned"\nquote = "soon"\n'
        '[[events.claims.when.b]]\nvalue = "2024"\nquote = "so"\n'
    )
    a, b = data(run, str(store))["reports"]
    assert (a["disagreements"][0]["by_default"], b["disagreements"][0]["by_default"]) == (
        "right",
        "left",
    )
    assert "planned  ±  b:  happened, by default  status differs" in run("summary", str(store)).out
    assert "| happened, by default |" in run("summary", str(store), "--format", "markdown").out


# --- as Markdown, and from hostile hands ----------------------------------------------------------


def test_markdown_has_a_table_of_pairs_and_a_section_a_report(run):
    out = run("summary", "--format", "markdown").out
    assert "| uk | ru | 4 | 11 | 1 | 7 | 0 | 45 | 30 |" in out
    assert [line for line in out.splitlines() if line.startswith("## ")][:2] == [
        "## Reports by reports",
        "## uk: Talks have begun on withdrawing the international military coalition from Iraq",
    ]


HOSTILE = "\x1b]0;x\x07 | <b> [x](y) \u202e `c` \x9b31m *"


@pytest.mark.parametrize("format_", ["text", "json", "markdown"])
def test_a_hostile_store_does_not_reach_the_terminal_raw(run, told, format_: str):
    outcome = run("summary", str(told(3, title=HOSTILE)), "--format", format_)
    assert outcome.code == 0
    assert not set("\x1b\x07\u202e\x9b") & set(outcome.out)
    if format_ == "json":
        assert json.loads(outcome.out)["title"] == HOSTILE
