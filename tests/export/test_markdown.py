"""The export read back by a CommonMark parser: its structure, its evidence, hostile data."""

import argparse
import random
import re
import shlex
import string
import subprocess
from itertools import chain, pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin
from msgspec.structs import replace

from iraq_tui.domain.selection import Selection, by_filter, by_ids
from iraq_tui.export.command import shell_word
from iraq_tui.export.escape import code_span, escape, gate, link, prose
from iraq_tui.export.markdown import to_markdown
from iraq_tui.text.safe import safe_block

MARKDOWN = (
    MarkdownIt("commonmark", {"linkify": True}).enable(["table", "linkify"]).use(footnote_plugin)
)
PAIR = ("uk", "ru")

HOSTILE = (
    "| [x](javascript:alert(1)) <b>",
    "`code` ``` ~~~",
    "one\ntwo\r\n\n# three\rfour",
    "[^1] [^1]: x ^[y]",
    "***bold*** __b__ ~~s~~",
    "<!-- <script> -->",
    "\u202egnp.exe\u2066 \u200b\ufeff",
    "\x1b]0;title\x07\x9b31m\x00\x7f",
    "# heading",
    "1. one",
    "2) two",
    "- item",
    "+ item",
    "> quote",
    "\ttabbed",
    "    indented",
    "trailing  ",
    "trailing\\",
    "\\| \\\\| \\",
    "&amp; &#35; &lt;b&gt; &copy",
    "http://a.example www.a.example a@b.example <http://a.example>",
    "![i](http://a.example/i.png)",
    "===",
    "| --- | --- |",
    "\u00a0\u3000edge\u2003",
    "\U0001f468\u200d\U0001f469\u200d\U0001f467 e\u0301\u0301",
    "\ud800",
)
hostile = st.one_of(
    st.sampled_from(HOSTILE),
    st.lists(st.sampled_from(HOSTILE), max_size=3).map("".join),
    st.text(st.sampled_from("|`[]()<>!&#*_~\\^:;-+=.1a \"'$@{}%/"), max_size=12),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=12),
)


@pytest.fixture(scope="session")
def catalogue(affair):
    return affair.catalogue(affair.harbour())


@pytest.fixture(scope="session")
def whole(catalogue):
    return to_markdown(catalogue, by_filter(catalogue, "", PAIR))


def text_of(token: Token) -> str:
    """What a reader sees of one line; a footnote reference reads as «n», counted from 1."""
    return "".join(
        f"«{child.meta['id'] + 1}»" if child.type == "footnote_ref" else child.content
        for child in token.children or ()
    )


def tables(markdown: str) -> list[list[list[str]]]:
    """Every table as rows of cells of text, its header first."""
    found: list[list[list[str]]] = []
    tokens = MARKDOWN.parse(markdown)
    for token, following in pairwise(tokens):
        if token.type == "table_open":
            found.append([])
        elif token.type == "tr_open":
            found[-1].append([])
        elif token.type in ("th_open", "td_open"):
            found[-1][-1].append(text_of(following))
    return found


def headings(markdown: str) -> list[tuple[str, str]]:
    tokens = MARKDOWN.parse(markdown)
    return [
        (token.tag, text_of(tokens[i + 1]))
        for i, token in enumerate(tokens)
        if token.type == "heading_open"
    ]


def shape(markdown: str) -> list[tuple[object, ...]]:
    """The document without its words: every token that is not plain text."""
    return [
        (
            token.type,
            token.tag,
            token.level,
            token.info,
            *(child.type for child in token.children or () if not child.type.startswith("text")),
        )
        for token in MARKDOWN.parse(markdown)
    ]


def words(markdown: str) -> list[str]:
    return [
        text_of(token) if token.type == "inline" else token.content
        for token in MARKDOWN.parse(markdown)
        if token.content
    ]


def footnotes(markdown: str) -> list[str]:
    """The text of each footnote, in order."""
    tokens = MARKDOWN.parse(markdown)
    opened = (i for i, token in enumerate(tokens) if token.type == "footnote_open")
    return [text_of(tokens[i + 2]) for i in opened]


def command(markdown: str) -> str:
    [block] = [token for token in MARKDOWN.parse(markdown) if token.type == "fence"]
    return block.content.rstrip("\n")


# --- what it holds --------------------------------------------------------------------------------


def test_one_section_per_event_in_time_order_then_the_reports(whole):
    assert headings(whole) == [
        ("h1", "The walking lighthouse"),
        ("h2", "The lighthouse walks"),
        ("h2", "It rests"),
        ("h2", "The feast"),
        ("h2", "Reports"),
    ]
    assert whole.endswith("\n")
    assert not whole.endswith("\n\n")


def test_the_table_shows_each_row_with_its_evidence(whole):
    walk = tables(whole)[0]
    assert all(len(row) == 5 for table in tables(whole) for row in table)
    assert walk[0] == ["Question", "uk", "Verdict", "ru", "Why"]
    assert walk[1] == [
        "When?",
        "15 June 2031 · says more «1»",
        "compatible, one says more (matched)",
        "June 2031 «2»",
        "2031-06-15 lies inside 2031-06: uk says more",
    ]
    assert walk[3] == [
        "How many steps?",
        "40 steps. — Keeper, via Tide Wire «4»",
        "parties disagree (holder differs, one origin, matched)",
        "not: 40 steps. — Lamp Guild «5»",
        "ru denies 40; uk affirms 40; uk passes on Keeper, ru passes on Lamp Guild: "
        "the parties disagree · 2 reports, 1 origin: Tide Wire",
    ]


def test_a_stage_taken_for_granted_is_marked_and_has_no_footnote(whole):
    status = tables(whole)[0][2]
    assert status[1] == "began (It set off) «3»"
    assert status[3] == "happened, by default"
    assert "by default" in status[2]
    assert "ru gives no stage: taken as happened" in status[4]


def test_a_report_against_itself_is_marked(whole):
    inside = tables(whole)[1][1]
    assert inside[:4] == [
        "How many steps? (inside ru)",
        "ru: 3 steps. «9»",
        "self-contradiction",
        "ru: 5 steps. «10»",
    ]


def test_a_judgement_stands_beside_the_computed_verdict(whole):
    mood = tables(whole)[1][2]
    assert mood[2] == "unjudged (judged by hand: agree)"
    assert mood[4].endswith("judged agree: both mean the same calm (by A. Reader)")


def test_dates_as_written_and_in_edtf(whole):
    assert "about mid-June 2031 (2031-06~) · Place: Left Bay · Actors: Keeper, Lamp Guild" in words(
        whole
    )
    assert "undated; between “The lighthouse walks” and “The feast”" in words(whole)


@pytest.mark.parametrize(
    ("after", "before", "expected"),
    [
        ((), (), "undated"),
        (("walk",), (), "undated; after “The lighthouse walks”"),
        ((), ("feast",), "undated; before “The feast”"),
        (("walk", "feast"), (), "undated; after “The lighthouse walks” and “The feast”"),
    ],
)
def test_an_undated_event_says_what_it_lies_between(affair, after, before, expected):
    chronicle = affair.harbour()
    walk, calm, feast = chronicle.events
    moved = replace(chronicle, events=(walk, replace(calm, after=after, before=before), feast))
    catalogue = affair.catalogue(moved)
    assert expected in words(to_markdown(catalogue, Selection(("calm",), PAIR)))


def test_the_strongest_verdict_stands_above_the_table_with_the_counts(whole):
    assert (
        "Strongest verdict: parties disagree. Rows: 1 parties disagree; 1 framing; "
        "2 compatible, one says more; 1 compatible."
    ) in words(whole)


@pytest.mark.parametrize(("kept", "silent"), [("uk", 3), ("ru", 1)])
def test_an_event_that_one_report_tells_says_which(affair, kept, silent):
    chronicle = affair.harbour()
    event = chronicle.events[0]
    alone = replace(event, claims=tuple(claim for claim in event.claims if claim.report == kept))
    catalogue = affair.catalogue(replace(chronicle, events=(alone, *chronicle.events[1:])))
    markdown = to_markdown(catalogue, Selection(("walk",), PAIR))
    assert f"Strongest verdict: one-sided (only {kept} speaks of it)" in "\n".join(words(markdown))
    sided = [row for row in tables(markdown)[0][1:] if row[2].startswith("one-sided")]
    assert sided
    assert {row[silent] for row in sided} == {"—"}


def test_events_outside_the_pair_say_so(whole):
    assert "Neither report of the pair speaks of this event." in words(whole)
    assert "Also told by, outside this pair: en" in words(whole)
    assert "en: Light out" in words(whole)


def test_each_claim_has_one_footnote_and_each_reference_resolves(whole):
    notes = footnotes(whole)
    referred = {
        int(n)
        for table in tables(whole)
        for row in table
        for n in re.findall(r"«(\d+)»", " ".join(row))
    }
    assert referred == set(range(1, len(notes) + 1)) == set(range(1, 13))
    assert len(re.findall(r"(?m)^\[\^\d+\]: ", whole)) == 12


def test_footnotes_carry_report_outlet_date_line_and_anchor(whole):
    notes = footnotes(whole)
    assert notes[0] == (
        "“The lighthouse walks” (uk), 16 June 2031 (resolved) · "
        "line 12: “у неділю вночі” · value resolved"
    )
    assert notes[1] == "“A tower on the move” (ru), The Gull, 20 June 2031 (stated) · “в июне”"
    assert notes[6].endswith("“прогулянка” · note: the word recurs")
    assert notes[9].endswith("“пять шагов” · as of 19 June 2031 (2031-06-19)")


def test_the_reports_are_listed_with_hash_and_only_web_links(whole):
    links = [
        child.attrs["href"]
        for token in MARKDOWN.parse(whole)
        for child in token.children or ()
        if child.type == "link_open"
    ]
    assert len(links) == 1
    assert str(links[0]).startswith("https://")
    assert "Address: javascript:alert(1)" in words(whole)
    assert "Outlet: not stated" in words(whole)
    assert "Published: 16 June 2031 (2031-06-16, resolved); from the tide table" in words(whole)
    assert f"SHA-256 of its text: {'ab' * 32}" in words(whole)


# --- where it comes from --------------------------------------------------------------------------


def parsed(line: str) -> argparse.Namespace:
    """The command as a shell and the command line's parser take it."""
    parser = argparse.ArgumentParser(exit_on_error=False)
    parser.add_argument("-w", "--where")
    parser.add_argument("--event", action="append")
    parser.add_argument("--pair")
    program, verb, *arguments = shlex.split(line)
    assert (program, verb) == ("iraq-tui", "export")
    return parser.parse_args(arguments)


@pytest.mark.parametrize(
    ("ids", "pair", "text", "expected"),
    [
        ({"walk", "calm", "feast"}, PAIR, "", "iraq-tui export"),
        ({"calm", "walk"}, PAIR, "", "iraq-tui export --event walk --event calm"),
        ({"walk"}, ("ru", "uk"), "", "iraq-tui export --event walk --pair ru,uk"),
        ({"walk"}, PAIR, "verdict:parties", "iraq-tui export -w verdict:parties"),
        ({"walk"}, PAIR, '"It crosses"', "iraq-tui export -w '\"It crosses\"'"),
        ({"feast", "calm"}, PAIR, "-verdict:parties", "iraq-tui export -w-verdict:parties"),
        ({"feast"}, PAIR, "verdict:parties", "iraq-tui export --event feast"),
    ],
)
def test_the_command_makes_the_same_again(catalogue, ids, pair, text, expected):
    selection = by_ids(catalogue, frozenset(ids), pair, text)
    markdown = to_markdown(catalogue, selection)
    assert command(markdown) == expected
    asked = parsed(expected)
    again = (
        by_ids(catalogue, frozenset(asked.event), pair)
        if asked.event
        else by_filter(catalogue, asked.where or "", pair)
    )
    assert to_markdown(catalogue, again) == markdown


def test_the_filter_and_the_hash_of_the_store_are_named(catalogue):
    markdown = to_markdown(catalogue, by_filter(catalogue, "verdict:parties", PAIR))
    assert "Chosen by the filter verdict:parties: 1 of 3 events" in words(markdown)
    assert f"Store: SHA-256 {'0123456789abcdef' * 4}" in words(markdown)


def test_nothing_selected_is_said_and_names_no_command(catalogue):
    markdown = to_markdown(catalogue, Selection((), PAIR))
    assert "Chosen singly: 0 of 3 events" in words(markdown)
    assert "iraq-tui" not in markdown


@given(hostile)
def test_the_command_survives_a_hostile_filter(catalogue, text):
    markdown = to_markdown(catalogue, Selection(("walk",), PAIR, text or "x"))
    plain = to_markdown(catalogue, Selection(("walk",), PAIR, "x"))
    assert shape(markdown) == shape(plain)
    if gate(text) == text and text not in ("", "--"):  # argparse itself swallows a bare --
        assert parsed(command(markdown)).where == text


@pytest.mark.parametrize(
    "text",
    [
        *(text for text in HOSTILE if "\x00" not in text and "\ud800" not in text),
        "it's \x1b[31m\\n$HOME `id` \u202eЯ\u0301",
        "\udcff\x01",
    ],
)
def test_a_shell_gets_the_very_bytes_back(text):
    word = shell_word(text)
    assert gate(word) == word
    script = f"printf %s {word}".encode()
    out = subprocess.run(["bash", "-c", script], capture_output=True, check=True).stdout
    assert out == text.encode("utf-8", "surrogateescape")


# --- same selection, same bytes -------------------------------------------------------------------


def test_twice_is_the_same_and_ids_may_come_in_any_order(affair, whole):
    catalogue = affair.catalogue(affair.harbour())
    backwards = Selection(("feast", "calm", "walk"), PAIR)
    assert to_markdown(catalogue, backwards) == whole


@given(st.integers())
@settings(max_examples=25)
def test_the_order_of_claims_never_matters(affair, whole, seed):
    chance = random.Random(seed)
    chronicle = affair.harbour()
    lines = affair.catalogue(chronicle)
    shuffled = affair.reordered(chronicle, lambda claims: chance.sample(claims, k=len(claims)))
    first = chronicle.events[0].claims[0]
    anchor = first.anchors[0]
    places = {first.report: {anchor: lines.passage(first.report, anchor)}}
    catalogue = type(lines)(shuffled, places)
    assert to_markdown(catalogue, by_filter(catalogue, "", PAIR)) == whole


# --- data arrives as text -------------------------------------------------------------------------

MARKED = re.compile("\ue000([^\ue001]*)\ue001")


def squashed(text: str) -> str:
    """Without what depends on where a string stands: spaces, line breaks, a bare mark's circle."""
    return re.sub(r"[␊␍◌\s]+", "", text)


@pytest.fixture(scope="session")
def exported(affair):
    """The whole affair as Markdown, each of its strings passed through a function."""

    def export(write) -> str:
        chronicle = affair.harbour(write)
        catalogue = affair.catalogue(chronicle)
        ids = tuple(event.id for event in chronicle.events)
        return to_markdown(catalogue, Selection(ids, (write("uk"), write("ru"))))

    return export


def check_hostile(exported, text: str) -> None:
    marked = exported(lambda word: f"\ue000{word}\ue001")
    markdown = exported(lambda word: f"{text}{word}{text}")
    assert shape(markdown) == shape(marked)
    assert not {"html_inline", "html_block", "image"} & set(chain(*shape(markdown)))

    def arrived(match: re.Match[str]) -> str:
        return gate(f"{text}{match[1]}{text}")

    expected = [squashed(MARKED.sub(arrived, line)) for line in words(marked)]
    assert [squashed(line) for line in words(markdown)] == expected


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_data_in_every_field_arrives_as_text(exported, text):
    check_hostile(exported, text)


@given(hostile)
@settings(max_examples=20)
def test_any_data_in_every_field_arrives_as_text(exported, text):
    check_hostile(exported, text)


@given(hostile)
@settings(max_examples=60, deadline=None)
def test_the_file_is_safe_on_a_terminal_and_encodes(exported, text):
    markdown = exported(lambda word: f"{text}{word}{text}")
    assert safe_block(markdown, len(markdown)) == markdown
    assert markdown.encode().decode() == markdown


@given(hostile)
@settings(max_examples=300)
def test_an_escaped_string_reads_back_wherever_it_stands(text):
    shown = gate(text)
    for before, after in (("", ""), ("# ", ""), ("- ", ""), ("[^1]: ", "\n\nx[^1]")):
        tokens = MARKDOWN.parse(f"{before}{escape(text)}{after}")
        assert shown in [text_of(token) for token in tokens if token.type == "inline"] or not shown
    row = f"| a | b |\n| --- | --- |\n| {escape(text)} | x |"
    assert tables(row)[0][1] == [shown, "x"]


@pytest.mark.parametrize("char", string.punctuation)
def test_no_ascii_punctuation_stays_bare(char):
    entities = {"<": "&lt;", ">": "&gt;", "&": "&amp;"}
    assert escape(f"a{char}b") == f"a{entities.get(char, chr(92) + char)}b"


def test_a_long_text_is_never_cut():
    text = "слово " * 5_000 + "end"
    assert escape(text) == text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("one\n  two\r\nthree\n", "one two three"),
        ("a\rb", "a b"),
        ("a\x1bb", "a␛b"),
    ],
)
def test_a_line_break_in_running_words_is_a_space(text, expected):
    assert prose(text) == expected


@given(hostile)
def test_a_code_span_reads_back(text):
    [token] = [t for t in MARKDOWN.parse(f"x {code_span(text)}y") if t.type == "inline"]
    kept = [child.content for child in token.children or () if child.type == "code_inline"]
    assert kept == ([gate(text)] if text else [])


@pytest.mark.parametrize(
    ("address", "is_link"),
    [
        ("https://a.example/b?c=d&e=f#g", True),
        ("HTTP://a.example", True),
        ("https://газета.example/Статья_1", True),
        ("javascript:alert(1)", False),
        ("data:text/html,x", False),
        ("ftp://a.example", False),
        ("https://a.example/ b", False),
        ("https://a.example/><b>", False),
        ("https://a.example/`x`|y", False),
        ("https://a.example/?a&copy;b", False),
        ("https://a.example/\u202e", False),
        ("https://a.example/\n", False),
        ("https://", False),
        ("//a.example", False),
        ("", False),
    ],
)
def test_only_web_addresses_become_links(address, is_link):
    [*inline] = [t for t in MARKDOWN.parse(f"x {link(address)}") if t.type == "inline"]
    kinds = {child.type for token in inline for child in token.children or ()}
    assert ("link_open" in kinds) == is_link
    assert text_of(inline[0]).removeprefix("x").strip().casefold() == gate(address).casefold()
