"""The summary as Markdown, read back by a parser: its tables, and that no data breaks them."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from iraq_tui.domain.steps import finished
from iraq_tui.domain.summary import summarising
from iraq_tui.export.escape import gate
from iraq_tui.export.summary import summary_markdown

MARKDOWN = MarkdownIt("commonmark", {"linkify": True}).enable(["table", "linkify"])
HOSTILE = (
    "| [x](javascript:alert(1)) <b>",
    "`code` ``` ~~~",
    "one\ntwo\r\n\n# three\rfour",
    "***bold*** __b__ ~~s~~",
    "<!-- <script> -->",
    "\u202egnp.exe\u2066 \u200b\ufeff",
    "\x1b]0;title\x07\x9b31m\x00\x7f",
    "# heading",
    "- item",
    "    indented",
    "\\| \\\\| \\",
    "&amp; &#35; &lt;b&gt;",
    "http://a.example www.a.example <http://a.example>",
    "| --- | --- |",
)
hostile = st.sampled_from(HOSTILE) | st.lists(st.sampled_from(HOSTILE), max_size=3).map("".join)


def written(affair, write=lambda text: text, chosen: str = "") -> str:
    catalogue = affair.catalogue(affair.harbour(write))
    return summary_markdown(catalogue, finished(summarising(catalogue)), chosen)


def shape(markdown: str) -> list[tuple[object, ...]]:
    """The document without its words: every token that is not plain text."""
    return [
        (
            token.type,
            token.tag,
            token.level,
            *(child.type for child in token.children or () if not child.type.startswith("text")),
        )
        for token in MARKDOWN.parse(markdown)
    ]


def table(markdown: str, head: str) -> list[list[str]]:
    """The rows of the first table below a heading, its own head first."""
    rows: list[list[str]] = []
    below = False
    tokens = MARKDOWN.parse(markdown)
    for i, token in enumerate(tokens):
        if token.type == "heading_open":
            if rows:
                break
            below = below or tokens[i + 1].content.startswith(head)
        elif below and token.type == "tr_open":
            rows.append([])
        elif below and token.type in ("th_open", "td_open"):
            children = tokens[i + 1].children or ()
            rows[-1].append("".join(child.content for child in children))
        elif below and rows and token.type == "table_close":
            break
    return rows


def test_reports_by_reports_and_each_finding_is_a_row(affair):
    markdown = written(affair)
    assert table(markdown, "Reports by reports") == [
        ["", "uk", "ru", "en"],
        ["uk", "", "1 agree, 1 compatible, 2 disagree; 1 only uk", "nothing shared; 5 only uk"],
        ["ru", "1 agree, 1 compatible, 2 disagree; 1 only ru", "", "nothing shared; 5 only ru"],
        ["en", "nothing shared; 1 only en", "nothing shared; 1 only en", ""],
    ]
    rows = table(markdown, "Disagreements")
    assert rows[0] == ["Event", "Question", "uk", "Verdict", "Other report", "Answer"]
    assert rows[2] == [
        "The lighthouse walks (about mid-June 2031)",
        "What was it?",
        "a walk",
        "framing (inferred)",
        "ru",
        "a theft",
    ]
    assert rows[1][2] == "40 steps. — Keeper, via Tide Wire"
    assert "ru, en: 2 reports\\, 1 origin\\: Tide Wire" in markdown


def test_it_ends_in_one_newline_and_is_the_same_again(affair):
    markdown = written(affair)
    assert markdown == written(affair)
    assert markdown.endswith("|\n")
    assert not re.search(r"\n{3}", markdown)


def test_a_filter_is_named(affair):
    assert "Chosen by the filter `tag:x`: 3 of 3 events" in written(affair, chosen="tag:x")


@given(hostile)
def test_hostile_data_in_every_field_arrives_as_text(affair, text):
    tame = shape(written(affair, lambda word: word))
    markdown = written(affair, lambda word: f"{word}{text}")
    assert shape(markdown) == tame
    assert gate(markdown.replace("\n", " ")) == markdown.replace("\n", " ")


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_filter_arrives_as_text(affair, text):
    assert shape(written(affair, chosen=text)) == shape(written(affair, chosen="fog"))
