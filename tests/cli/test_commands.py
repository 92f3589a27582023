"""The commands, as a person at a prompt or a program meets them."""

import json
import os
from pathlib import Path

import pytest

from iraq_tui import __version__
from iraq_tui.cli import commands
from iraq_tui.sources.bundled import bundled_path

# --- list -----------------------------------------------------------------------------------------


def test_list_tells_date_verdict_title_reports_and_id_of_every_event(run):
    outcome = run("list")
    assert outcome.code == 0
    assert outcome.out.startswith("The winding down of the US-led coalition in Iraq  uk | ru")
    line = next(line for line in outcome.out.splitlines() if line.endswith("us-presence"))
    assert line.split() == [
        *("from", "2003", "≠", "self-contradiction", "!", "The", "US", "presence", "in", "Iraq"),
        *("uk", "ru", "us-presence"),
    ]


def test_list_is_in_time_order_with_undated_events_between_their_neighbours(run):
    ids = [line.split()[-1] for line in run("list").out.splitlines()[2:-2]]
    assert ids.index("gaza-offensive") < ids.index("militia-attacks") < ids.index("us-strikes")
    assert ids.index("us-strikes") < ids.index("first-round")
    assert ids[0] == "us-invasion"


def test_filters_given_apart_must_all_hold(run):
    together = run("list", "-w", "tag:talks -verdict:only", "--format", "json")
    apart = run("list", "-w", "tag:talks", "-w", "-verdict:only", "--format", "json")
    assert [e["id"] for e in json.loads(apart.out)["events"]] == [
        e["id"] for e in json.loads(together.out)["events"]
    ]
    assert 0 < len(json.loads(apart.out)["events"]) < 28


def test_a_filter_that_finds_nothing_is_no_error(run):
    outcome = run("list", "-w", "nowhere-to-be-found")
    assert outcome.code == 0
    assert "no event answers the filter" in outcome.out


def test_list_json_has_what_the_docs_promise(run, root: Path):
    events = json.loads(run("list", "--format", "json").out)["events"]
    promised = _promised(root, "list")
    assert promised <= set(events[0]) | {"title", "store_sha256", "pair", "events"}


def test_swapping_the_pair_swaps_who_says_more(run):
    def more(*pair: str) -> str:
        out = run("compare", "talks-announced", *pair, "--format", "json").out
        return json.loads(out)["comparisons"][0]["rows"][1]["says_more"]

    assert (more("--pair", "uk,ru"), more("--pair", "ru,uk")) == ("left", "right")


# --- show -----------------------------------------------------------------------------------------


def test_show_gives_value_speaker_quote_and_note_of_each_claim(run):
    out = run("show", "no-withdrawal-plan").out
    assert "it has no plan to" in out
    assert "by someone unnamed" in out
    assert "“США не планируют выводить войска”" in out
    assert "note: Who reported it is not said" in out
    assert "not: linked to the situation in Gaza" in run("show", "end-of-mission").out


def test_show_says_through_whom_a_statement_of_the_report_itself_came(run, root: Path):
    out = run("show", str(root / "examples/stork-bridge/stork-bridge.toml"), "crane-night").out
    assert "\n         via Ovra Wire\n" in out
    assert "by via" not in out


def test_show_gives_line_numbers_where_the_texts_are_at_hand(run, reports_folder: Path):
    assert "(line " not in run("show", "us-return").out
    out = run("show", "us-return", "--reports", str(reports_folder)).out
    assert "“15 июня 2014 года” (line 38)" in out


def test_show_json_has_what_the_docs_promise(run, root: Path):
    event = json.loads(run("show", "first-round", "--format", "json").out)
    claim, question = event["claims"][0], event["questions"][0]
    keys = (event, claim, claim["anchors"][0], question, question["pairs"][0])
    assert _promised(root, "show") <= {key for one in keys for key in one}
    assert event["earliest"] <= "2024-01-27" <= event["latest"]
    several = json.loads(run("show", "first-round", "us-return", "--format", "json").out)
    assert [one["id"] for one in several] == ["first-round", "us-return"]


def test_json_knows_where_an_undated_event_may_stand_and_who_can_be_right_together(run, root):
    store = str(root / "examples/stork-bridge/stork-bridge.toml")
    toll = json.loads(run("show", store, "toll", "--format", "json").out)
    assert (toll["when"], toll["latest"]) == (None, None)
    assert toll["earliest"] is not None
    night = json.loads(run("show", store, "crane-night", "--format", "json").out)
    when = next(one for one in night["questions"] if one["aspect"] == "when")
    assert when["letters"] == {"en": ["A", "B"], "ar": ["A"], "uk": ["B"]}
    assert {"pair": ["ar", "uk"], "verdict": "differ"} in when["pairs"]


# --- compare --------------------------------------------------------------------------------------


def test_compare_gives_the_reason_of_every_verdict(run):
    out = run("compare", "us-return").out
    assert "compatible  2014-06-15 lies inside 2014: ru says more" in " ".join(out.split("\n"))


def test_compare_shows_what_a_report_says_against_itself(run):
    out = run("compare", "us-presence").out
    assert "uk set against itself" in out
    assert "self-contradiction  uk contradicts itself" in out


def test_compare_goes_through_each_pair_in_which_both_speak(run, harbour: Path):
    found = json.loads(run("compare", str(harbour), "--format", "json").out)["comparisons"]
    assert [(one["event"], one["pair"]) for one in found] == [
        ("closure", ["en", "fr"]),
        ("harbour-opens", ["en", "de"]),
        ("harbour-opens", ["en", "fr"]),
        ("harbour-opens", ["de", "fr"]),
    ]


def test_compare_finds_a_verdict_in_any_pair(run, harbour: Path):
    found = json.loads(
        run("compare", str(harbour), "-w", "verdict:differ", "--format", "json").out
    )["comparisons"]
    assert [one["pair"] for one in found] == [["en", "fr"]]


def test_compare_json_has_what_the_docs_promise(run, root: Path):
    data = json.loads(run("compare", "first-round", "--format", "json").out)
    one = data["comparisons"][0]
    assert _promised(root, "compare") <= set(data) | set(one) | set(one["rows"][0])


def _promised(root: Path, command: str) -> set[str]:
    """The keys that the page on the command line names for a command's JSON."""
    import re

    page = (root / "docs" / "command-line.md").read_text("utf-8")
    item = re.search(rf"^- `{command}`: (.*?)(?=^- |^## )", page, re.DOTALL | re.MULTILINE)
    assert item
    return set(re.findall(r"`([a-z0-9_]+)`", item[1])) - {"list", "show", "left", "right", "null"}


# --- coverage -------------------------------------------------------------------------------------


@pytest.fixture
def told(tmp_path: Path) -> Path:
    """A store with two reports, of one of which there is a text."""
    (tmp_path / "a.txt").write_text("A bridge opens.\n\nThe \x1b[31mmayor spoke.\nNobody came.\n")
    store = tmp_path / "told.toml"
    store.write_text(
        'schema = 1\ntitle = "T"\n[reports.a]\ntitle = "A"\nlanguage = "en"\ntext = "a.txt"\n'
        '[reports.b]\ntitle = "B"\nlanguage = "en"\n[[events]]\nid = "e"\ntitle = "E"\n'
        'when = "2024"\n[[events.claims.when.a]]\nvalue = "2024"\nquote = "bridge opens"\n'
    )
    return store


def test_coverage_names_the_lines_that_no_claim_rests_on(run, told: Path):
    outcome = run("coverage", str(told))
    assert outcome.code == 0
    assert outcome.out.splitlines() == [
        "a  A",
        "  1 of 3 lines carry a claim, 33 %; 1 passage",
        "  no claim rests on:",
        "       3  The ␛[31mmayor spoke.",
        "       4  Nobody came.",
        "",
        "b  B",
        "  its text is not at hand: the store names none",
    ]


def test_coverage_of_a_text_that_is_elsewhere_says_how_to_name_it(run):
    assert run("coverage").out.count("its text is not at hand: --reports DIR names its folder") == 2


def test_coverage_json_has_what_the_docs_promise(run, told: Path, root: Path):
    data = json.loads(run("coverage", str(told), "--format", "json").out)
    assert _promised(root, "coverage") == set(data) | set(data["reports"][0])
    a, b = data["reports"]
    assert (a["lines"], a["covered"], a["passages"], a["uncovered"]) == (3, 1, 1, [3, 4])
    assert b == {"report": "b", **dict.fromkeys(("lines", "covered", "passages", "uncovered"))}


# --- check ----------------------------------------------------------------------------------------


def test_check_json_has_what_the_docs_promise(run, root: Path):
    data = json.loads(run("check", "--format", "json").out)
    assert data["ok"] is True
    assert _promised(root, "check") <= set(data) | set(data["problems"][0])


def test_check_ends_with_1_for_errors_and_for_warnings_only_when_strict(run, tmp_path: Path):
    store = tmp_path / "store.toml"
    fine = (
        'schema = 1\ntitle = "T"\n[reports.a]\ntitle = "A"\nlanguage = "en"\n[[events]]\n'
        'id = "e"\ntitle = "E"\nwhen = "2024"\n[[events.claims.when.a]]\nvalue = "2024"\n'
        'quote = "in 2024"\n'
    )
    store.write_text(fine)
    assert run("check", str(store), "--strict").code == 0
    store.write_text(fine + '[places.x]\nname = "X"\n')
    assert run("check", str(store)).code == 0
    outcome = run("check", str(store), "--strict")
    assert outcome.code == 1
    assert f"{store}:13: warning: place “x” is never used" in outcome.out
    store.write_text(fine.replace('id = "e"', 'id = "E E"'))
    assert run("check", str(store)).code == 1


def test_other_commands_list_every_problem_of_a_broken_store(run, tmp_path: Path):
    store = tmp_path / "store.toml"
    store.write_text('schema = 1\ntitel = "T"\nlanguage = "en"\n')
    for command in ("list", "compare", "export"):
        outcome = run(command, str(store))
        assert outcome.code == 1
        assert outcome.out == ""
        assert f"{store}:2: error:" in outcome.err
        assert "did you mean “title”?" in outcome.err


# --- export ---------------------------------------------------------------------------------------


def test_export_writes_what_it_prints(run, tmp_path: Path):
    path = tmp_path / "talks.md"
    outcome = run("export", "-w", "tag:talks", "-o", str(path))
    assert outcome.code == 0
    assert f"to {path}" in outcome.err
    assert path.read_text("utf-8") == run("export", "-w", "tag:talks").out


def test_export_never_replaces_a_file_unless_told_to(run, tmp_path: Path):
    path = tmp_path / "mine.md"
    path.write_text("my notes")
    outcome = run("export", "-o", str(path))
    assert outcome.code == 2
    assert path.read_text() == "my notes"
    assert run("export", "-o", str(path), "--force").code == 0
    assert path.read_text("utf-8").startswith("# The winding down")
    assert [entry.name for entry in tmp_path.iterdir()] == ["mine.md"]


def test_the_command_in_an_export_makes_it_again(run):
    import re
    import shlex

    for words in (
        ("-w", "head:framing"),
        ("--event", "us-return", "--event", "first-round"),
        ("-w", "-tag:history", "--pair", "ru,uk"),
    ):
        text = run("export", *words).out
        command = re.search(r"^iraq-tui (export .*)$", text, re.MULTILINE)
        assert command
        assert run(*shlex.split(command[1])).out == text


def test_the_order_of_the_events_asked_for_does_not_matter(run):
    one = run("export", "--event", "first-round", "--event", "us-return").out
    other = run("export", "--event", "us-return", "--event", "first-round").out
    assert one == other


def test_an_export_of_nothing_is_refused(run, tmp_path: Path):
    outcome = run("export", "-w", "nowhere-to-be-found", "-o", str(tmp_path / "x.md"))
    assert outcome.code == 2
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("value", ["1", "true", "yes"])
def test_secure_mode_writes_no_file(run, tmp_path: Path, monkeypatch, value):
    monkeypatch.setenv("IRAQ_TUI_SECURE", value)
    for words in (("export", "-o", str(tmp_path / "x.md")), ("copy", str(tmp_path / "notes"))):
        outcome = run(*words)
        assert outcome.code == 2
        assert "nothing is written" in outcome.err
    assert not list(tmp_path.iterdir())
    assert run("export").code == 0


# --- copy -----------------------------------------------------------------------------------------


def test_a_copy_is_a_store_to_start_from(run, tmp_path: Path, store: Path):
    folder = tmp_path / "notes"
    assert run("copy", str(folder)).code == 0
    assert (folder / "events.toml").read_bytes() == store.read_bytes()
    assert (folder / "events.schema.json").is_file()
    assert run("check", str(folder / "events.toml")).code == 0
    (folder / "events.toml").write_text("mine")
    assert run("copy", str(folder)).code == 2
    assert (folder / "events.toml").read_text() == "mine"


# --- which store, and wrong usage -----------------------------------------------------------------


def test_the_store_may_stand_before_or_after_the_command(run, harbour: Path):
    before, after = run(str(harbour), "list"), run("list", str(harbour))
    assert before == after
    assert before.out.startswith("The harbour opens again")


def test_options_may_stand_anywhere(run, harbour: Path):
    wanted = run("compare", str(harbour), "closure", "--pair", "en,fr")
    assert wanted.code == 0
    assert run("compare", "--pair", "en,fr", "closure", str(harbour)) == wanted
    assert run("compare", str(harbour), "--pair", "en,fr", "closure") == wanted
    assert run("show", str(harbour), "--format", "json", "closure").code == 0


def test_a_wrong_folder_of_texts_is_not_passed_over(run, monkeypatch):
    monkeypatch.setenv("IRAQ_TUI_REPORTS", "/nowhere")
    outcome = run("check")
    assert outcome.code == 2
    assert "IRAQ_TUI_REPORTS must name one" in outcome.err


def test_the_environment_names_the_store_where_the_words_do_not(run, harbour: Path, monkeypatch):
    monkeypatch.setenv("IRAQ_TUI_STORE", str(harbour))
    assert run("list").out.startswith("The harbour opens again")


def test_of_more_than_two_reports_it_says_which_two_the_verdicts_are_on(run, harbour: Path):
    assert "first two of en, de, fr" in run("list", str(harbour)).err
    assert run("list", str(harbour), "--pair", "en,fr").err == ""


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["lst"], "did you mean the command list?"),
        (["list", "nowhere.toml"], "there is no such file"),
        (["list", "-w", "verdict:dfifer"], "did you mean differ?"),
        (["list", "-w", 'say "so'], "the quotes are not closed"),
        (["show"], "name an event"),
        (["show", "frst-round"], "did you mean first-round?"),
        (["compare", "--pair", "uk,de"], "two of the reports uk, ru"),
        (["compare", "--pair", "uk"], "two of the reports uk, ru"),
        (["compare", "--pair", "uk,uk"], "two of the reports uk, ru"),
        (["export", "--event", "x", "-w", "y"], "not by both"),
        (["list", "--reports", "/nowhere"], "is not a folder"),
        (["list", "a.toml", "b.toml"], "one store at a time"),
        (["copy"], "name the folder"),
        (["copy", "/dev/null/x"], "is no folder to copy to"),
        (["check", "--pair", "a,b"], "two of the reports uk, ru"),
        (["--bogus"], "unrecognized arguments: --bogus"),
        (["--at", "someday"], "iraq-tui"),
        ([], "exploring needs a terminal"),
    ],
)
def test_wrong_usage_is_one_plain_line_and_ends_with_2(run, words, says):
    outcome = run(*words)
    assert outcome.code == 2
    assert outcome.out == ""
    assert says in outcome.err
    assert outcome.err.count("\n") == 1


def test_a_hostile_name_does_not_reach_the_terminal_raw(run):
    outcome = run("list", "x\x1b]0;owned\x07.toml")
    assert outcome.code == 2
    assert "\x1b" not in outcome.err


def test_an_internal_error_is_one_line_and_ends_with_70(run, monkeypatch, tmp_path):
    def broken(*_args: object) -> int:
        raise ZeroDivisionError("a \x1b[31mtest")

    monkeypatch.setattr(commands, "COMMANDS", {**commands.COMMANDS, "list": broken})
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    outcome = run("list")
    assert outcome.code == 70
    assert outcome.err == (
        "iraq-tui: internal error (ZeroDivisionError); the store is untouched; "
        f"a report without anything of it is in {tmp_path}/iraq-tui/crash.txt\n"
    )


def test_an_interruption_ends_with_130(run, monkeypatch):
    def interrupted(*_args: object) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr(commands, "COMMANDS", {**commands.COMMANDS, "list": interrupted})
    assert run("list").code == 130


@pytest.mark.parametrize("words", [["--help"], *([c, "--help"] for c in commands.COMMANDS)])
def test_help_teaches_by_example(run, words):
    outcome = run(*words)
    assert outcome.code == 0
    assert "iraq-tui " in outcome.out
    assert os.linesep * 2 in outcome.out


def test_version(run):
    assert run("--version").out == f"iraq-tui {__version__}\n"


def test_a_store_that_is_too_large_says_which_option_reads_it(run, tmp_path: Path):
    large = tmp_path / "large.toml"
    large.write_bytes(bundled_path().read_bytes() + b"\n" * 2**20)
    refused = run("list", str(large), "--max-size", "1")
    assert refused.code == 2
    assert "--max-size" in refused.err
    assert run("list", str(large), "--max-size", "2").out == run("list").out


@pytest.mark.parametrize("size", ["0", "-1", "1.5", "lots", "²"])
def test_a_size_that_is_none_is_refused(run, size: str):
    refused = run("list", "--max-size", size)
    assert refused.code == 2
    assert "MiB" in refused.err
