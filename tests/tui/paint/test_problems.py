"""The sheet of problems: whole sentences at any width, errors first, and never too many."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iraq_tui.sources.toml.problem import Problem, Severity
from iraq_tui.tui.paint.glyphs import ASCII, UNICODE
from iraq_tui.tui.paint.line import Role, text_of, width_of
from iraq_tui.tui.paint.problems import MOST, ordered, problem_lines

FILE = "/home/ann/notes/events.toml"
ERROR = Problem(
    "bad-date",
    "“2031-13-04” is no date",
    "months run from 01 to 12, seasons from 21 (spring) to 24 (winter)",
    why="13 is neither a month nor a season",
    file=FILE,
    line=34,
)
WARNING = Problem("unused-id", "no event names it", "leave it out", (), Severity.WARNING,
                  file=FILE, line=8, column=3)  # fmt: skip
NOTE = Problem("bom", "a byte order mark was taken off", "save without", (), Severity.NOTE,
               file=FILE)  # fmt: skip
ALL = (ERROR, WARNING, NOTE)


def sheet(problems=ALL, width=100, *, stale=False, glyphs=UNICODE):
    lines, blocks = problem_lines(problems, width, glyphs, stale=stale)
    return [text_of(line).rstrip() for line in lines], blocks


def test_each_problem_has_its_place_reason_and_mend():
    lines, blocks = sheet()
    assert lines == [
        "1 error, 1 warning, 1 note in /home/ann/notes/events.toml",
        "",
        "error    events.toml:34  bad-date",
        "         “2031-13-04” is no date",
        "         why: 13 is neither a month nor a season",
        "         mend: months run from 01 to 12, seasons from 21 (spring) to 24 (winter)",
        "",
        "warning  events.toml:8:3  unused-id",
        "         no event names it",
        "         mend: leave it out",
        "",
        "note     events.toml  bom",
        "         a byte order mark was taken off",
        "         mend: save without",
    ]
    assert blocks == [range(2, 6), range(7, 10), range(11, 14)]


def test_the_severity_is_a_word_and_a_colour():
    lines, blocks = problem_lines(ALL, 100, UNICODE, stale=False)
    heads = [lines[block.start][0] for block in blocks]
    assert [(piece.text, piece.role) for piece in heads] == [
        ("error", Role.CONFLICT),
        ("warning", Role.CAUTION),
        ("note", Role.MUTED),
    ]


def test_errors_come_first_each_kind_in_the_order_of_the_file():
    second = Problem("other", "what", "mend", line=99)
    assert ordered([NOTE, ERROR, WARNING, second]) == [ERROR, second, WARNING, NOTE]


def test_of_several_files_each_problem_names_its_own():
    other = Problem("unreadable", "there is no such file", "check the name", file="/tmp/a.txt")
    lines, _ = sheet([ERROR, other])
    assert lines[0] == "2 errors"
    assert f"error    {FILE}:34  bad-date" in lines
    assert "error    /tmp/a.txt  unreadable" in lines


def test_an_older_version_in_view_is_said_calmly_and_on_top():
    lines, _ = sheet(stale=True)
    assert lines[0].startswith("The file cannot be used as it stands now.")
    assert "!" not in lines[0]


def test_no_problems_is_said_too():
    assert sheet(()) == (["No problems: the store is sound."], [])


@pytest.mark.parametrize("glyphs", [UNICODE, ASCII])
def test_at_most_a_thousand_are_shown_and_the_rest_counted(glyphs):
    lines, blocks = sheet([ERROR] * (MOST + 312), glyphs=glyphs)
    assert len(blocks) == MOST
    assert lines[-1] == f"{glyphs.ellipsis} and 312 more"
    assert lines[0].startswith("1312 errors")


def test_what_a_store_says_passes_the_gate(hostile):
    bad = Problem(hostile, hostile, hostile, why=hostile, file=f"/x/{hostile}", line=1)
    text = "\n".join(sheet([bad])[0])
    assert not any(char in text for char in "\x1b\x07\u202e\u0085\u200b")


words = st.lists(st.text("abж漢“", min_size=1, max_size=30), min_size=1, max_size=20).map(" ".join)
problems = st.builds(
    Problem,
    kind=st.just("some-kind"),
    what=words,
    mend=words,
    why=st.just("") | words,
    severity=st.sampled_from(Severity),
    file=st.sampled_from(["", FILE, "漢" * 30]),
    line=st.none() | st.integers(1, 10**6),
)


@given(st.lists(problems, min_size=1, max_size=4), st.integers(12, 120), st.booleans())
def test_nothing_is_cut_at_any_width_and_nothing_runs_over(found, width, stale):
    lines, blocks = problem_lines(found, width, UNICODE, stale=stale)
    assert all(width_of(line) <= width for line in lines)
    assert len(blocks) == len(found)
    for problem, block in zip(found, blocks, strict=True):
        text = "".join("".join(text_of(lines[y]).split()) for y in block)
        for said in (problem.what, problem.why, problem.mend, problem.kind):
            assert "".join(said.split()) in text
