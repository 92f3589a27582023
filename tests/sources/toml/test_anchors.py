"""Anchors against the reports' texts, and texts that are not what they should be."""

import os
from hashlib import sha256
from pathlib import Path

import pytest

from iraq_tui.files import READ_LIMIT
from iraq_tui.sources.toml.load import load
from iraq_tui.sources.toml.problem import Severity, StoreError

TEXT = "The town.\nA freighter docked\non Sunday. It docked, and it docked\r\nagain. ana ana ana\n"


def store(claim: str, report: str = 'text = "a.txt"') -> bytes:
    return f"""\
schema = 1
title = "T"
[reports.a]
title = "A"
language = "en"
{report}
[[events]]
id = "e"
title = "E"
when = "2031"
[[events.claims.when.a]]
value = "2031"
{claim}
""".encode()


def loaded(data: bytes, folder: Path, reports: Path | None = None):
    """The passages, or the problems."""
    try:
        found = load(data, "s.toml", folder, reports)
    except StoreError as error:
        return error.problems
    assert not [p for p in found.problems if p.kind != "no-text"]
    return found.passages.get("a", found.problems)


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "a.txt").write_bytes(TEXT.encode())
    return tmp_path


@pytest.mark.parametrize(
    ("claim", "line"),
    [
        ('quote = "The town"', 1),
        ('quote = "freighter docked on Sunday"', 2),
        ('quote = "  on \\t Sunday "', 3),
        ('quote = "it docked again"', 3),
        ('quote = "docked"\nprefix = "freighter"', 2),
        ('quote = "docked"\nsuffix = ", and"', 3),
        ('quote = "docked"\nprefix = "it"\nsuffix = "again"', 3),
        ('quote = "again. ana"', 4),
    ],
)
def test_a_fragment_is_found_with_its_line(claim, line, folder):
    passages = loaded(store(claim), folder)
    assert [passage.line for passage in passages.values()] == [line]


@pytest.mark.parametrize("quote", ["The town", "freighter docked on Sunday", "it docked\\nagain"])
def test_a_passage_tells_where_it_begins_and_ends(quote, folder):
    data = store(f'quote = "{quote}"')
    loaded_store = load(data, "s.toml", folder)
    (passage,) = loaded_store.passages["a"].values()
    text = loaded_store.texts["a"].text
    assert text == TEXT
    assert text[passage.start : passage.end].split() == quote.replace("\\n", " ").split()


def test_the_texts_that_are_here_are_kept(folder):
    assert load(store('quote = "The town"'), "s.toml", folder).texts["a"].text == TEXT
    assert load(store('quote = "x"', 'text = "lost.txt"'), "s.toml", folder).texts == {}


def test_several_fragments_each_have_their_line(folder):
    passages = loaded(store('quote = ["The town", "on Sunday"]'), folder)
    assert {anchor.exact: passage.line for anchor, passage in passages.items()} == {
        "The town": 1,
        "on Sunday": 3,
    }


@pytest.mark.parametrize(
    ("claim", "kind", "says"),
    [
        ('quote = "nowhere at all"', "anchor-missing", "letter by letter"),
        ('quote = "the town"', "anchor-missing", "line 1 has it but for capitals"),
        ('quote = "The town … Sunday"', "anchor-missing", "write a list of fragments"),
        ('quote = "docked"', "anchor-twice", "3 times"),
        ('quote = "docked"', "anchor-twice", "lines 2, 3, 3"),
        ('quote = "ana ana"', "anchor-twice", "2 times"),
        ('quote = "docked"\nprefix = "town"', "anchor-missing", "right before"),
        ('quote = "."', "anchor-twice", "lines 1, 3, 4"),
        ('quote = "(.*)+$"', "anchor-missing", "not in the text"),
        ('quote = ["The town", "gone"]', "anchor-missing", "“gone”"),
    ],
)
def test_a_fragment_that_is_not_there_once(claim, kind, says, folder):
    (problem,) = loaded(store(claim), folder)
    assert problem.kind == kind
    assert says in str(problem)
    assert problem.line == 13


def test_a_text_of_another_hash_is_not_searched(folder):
    good, bad = sha256(TEXT.encode()).hexdigest(), "0" * 64
    report = 'text = "a.txt"\nsha256 = "{}"'
    assert len(loaded(store('quote = "The town"', report.format(good.upper())), folder)) == 1
    (problem,) = loaded(store('quote = "gone"', report.format(bad)), folder)
    assert (problem.kind, problem.line) == ("hash-mismatch", 7)
    assert good in problem.mend


def test_the_named_folder_comes_before_the_store_s_own(folder, tmp_path):
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    assert len(loaded(store('quote = "The town"'), folder, elsewhere)) == 1
    (elsewhere / "a.txt").write_text("Only here.", encoding="utf-8")
    assert len(loaded(store('quote = "Only here"'), folder, elsewhere)) == 1
    report = 'text = "lost/in/print.txt"'
    assert len(loaded(store('quote = "Only here"', report), folder, elsewhere)) == 1


def test_a_byte_order_mark_in_a_text_is_no_part_of_it(folder):
    (folder / "a.txt").write_bytes(b"\xef\xbb\xbfThe town.")
    assert [p.line for p in loaded(store('quote = "The town"'), folder).values()] == [1]


def test_a_text_that_is_not_here_is_a_note(folder):
    (problem,) = loaded(store('quote = "x"', 'text = "lost.txt"'), folder)
    assert (problem.kind, problem.severity, problem.line) == ("no-text", Severity.NOTE, 6)
    (problem,) = loaded(store('quote = "x"', ""), folder)
    assert "names no text" in problem.what


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (".", "a folder"),
        ("..", "a folder"),
        ("fifo", "not a regular file"),
        ("null", "a device"),
        ("sparse", "larger than"),
        ("n" * 5000, "the name is too long"),
        ("latin", "not UTF-8"),
    ],
)
def test_a_text_that_cannot_be_read_says_why_and_never_waits(text, says, folder):
    os.mkfifo(folder / "fifo")
    (folder / "null").symlink_to(os.devnull)
    (folder / "latin").write_bytes(b"\xff")
    with (folder / "sparse").open("wb") as file:
        file.truncate(READ_LIMIT + 70 * 2**20)
    (problem,) = loaded(store('quote = "x"', f'text = "{text}"'), folder)
    assert (problem.kind, problem.line) == ("bad-text", 6)
    assert says in str(problem)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_text_closed_to_us(folder):
    (folder / "a.txt").chmod(0)
    (problem,) = loaded(store('quote = "x"'), folder)
    assert "permission denied" in str(problem)


@pytest.mark.parametrize("text", ["loop", r"\u0000", r"a\u0000.txt", "a.txt/b", "lost/../../x"])
def test_a_text_that_leads_nowhere_is_not_here(text, folder):
    (folder / "loop").symlink_to("loop")
    (problem,) = loaded(store('quote = "x"', f'text = "{text}"'), folder)
    assert problem.kind == "no-text"


def test_an_absolute_path_is_refused_and_not_read(folder):
    found = loaded(store('quote = "The town"', f'text = "{folder}/a.txt"'), folder)
    assert {problem.kind for problem in found} == {"bad-path", "no-text"}


@pytest.mark.parametrize("key", ["prefix", "suffix"])
def test_what_stands_beside_an_anchor_is_no_sentence_either(key, folder):
    claim = f'quote = "The town"\n{key} = "one two three four five six seven eight nine ten eleven"'
    found = loaded(store(claim), folder)
    assert "long-anchor" in {problem.kind for problem in found}
