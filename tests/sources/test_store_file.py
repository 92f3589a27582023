"""The store's file: opened anew, and the line of an event in it, right or not told."""

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iraq_tui.files import ReadRefused
from iraq_tui.sources import open as opening
from iraq_tui.sources.index.cache import Cache
from iraq_tui.sources.store_file import StoreFile
from iraq_tui.sources.toml import event_line
from iraq_tui.sources.toml.problem import StoreError


def line_in(text: str, header: str, number: int = 1) -> int:
    """The line on which a header stands for the nth time."""
    found = [i for i, line in enumerate(text.split("\n"), 1) if line.strip() == header]
    return found[number - 1]


def test_it_is_opened_under_its_name(write, store_text):
    opened = StoreFile(write(store_text), name="mine.toml").open()
    assert opened.catalogue.chronicle.name == "mine.toml"
    assert opened.catalogue.count() == 2


def test_what_cannot_be_read_or_used_is_told(write, tmp_path):
    with pytest.raises(ReadRefused):
        StoreFile(tmp_path / "nowhere.toml").open()
    with pytest.raises(StoreError):
        StoreFile(write("")).open()


def test_an_event_is_found_at_the_line_of_its_table(write, store_text):
    store = StoreFile(write(store_text))
    assert store.line_of("harbour-opens") == line_in(store_text, "[[events]]", 1)
    assert store.line_of("second-day") == line_in(store_text, "[[events]]", 2)


def test_the_line_follows_the_file(write, store_text):
    store = StoreFile(write(store_text))
    before = store.line_of("second-day")
    write("# one\n# two\n" + store_text)
    assert store.line_of("second-day") == before + 2


TWICE = '[[events]]\nid = "harbour-opens"\n'
TRICKY = '''\
note = """
[[events]]
id = "real"
"""
[[events]] # the first
title = \'\'\'
[[events]]
id = "real"\'\'\'
id = "decoy"

  [[ "events" ]]
id = "real"
'''


@pytest.mark.parametrize(
    ("content", "id_", "line"),
    [
        pytest.param(TRICKY, "real", 11, id="headers inside texts do not count"),
        pytest.param(TRICKY, "decoy", 5, id="a comment after the header"),
        pytest.param(TRICKY.replace("\n", "\r\n"), "real", 11, id="CRLF"),
        pytest.param(b"\xef\xbb\xbf" + TRICKY.encode(), "real", 11, id="a byte order mark"),
        pytest.param('events = [{id = "a"},\n{id = "b"}]', "b", 2, id="tables in one list"),
        pytest.param(TWICE * 2, "harbour-opens", None, id="twice there: which one?"),
        pytest.param(TWICE, "nobody", None, id="not there"),
        pytest.param(TWICE + "title = ", "harbour-opens", None, id="broken below"),
        pytest.param("", "harbour-opens", None, id="empty"),
        pytest.param('events = "none"', "harbour-opens", None, id="no list"),
        pytest.param("events = [1, 2]", "harbour-opens", None, id="no tables"),
        pytest.param("[[events]]\nid = 7", "7", None, id="the id is no text"),
        pytest.param(b"[[events]]\nid = '\xff'", "harbour-opens", None, id="not UTF-8"),
    ],
)
def test_a_line_is_right_or_not_told(write, content, id_, line):
    assert StoreFile(write(content)).line_of(id_) == line


PLAIN = """\
[[events]]
id = "one"
note = '''
text of
several lines'''

[[events]]
after = ["one", "two"]
"id"  = 'two'

[[events.claims.x.y]]
id = "one"
list = [
[1],
]

[[events]]
id = "th\\u0072ee"
"""


@pytest.mark.parametrize("id_", ["one", "two", "three"])
def test_a_line_is_right_however_ids_and_lists_are_written(write, id_):
    lines = dict(zip(("one", "two", "three"), (1, 7, 17), strict=True))
    assert StoreFile(write(PLAIN)).line_of(id_) == lines[id_]


def test_all_of_a_store_is_not_parsed_for_a_line(write, store_text, monkeypatch):
    monkeypatch.setattr(event_line, "parse", None)
    store = StoreFile(write(store_text + "\n[[judgements]]\nevents = [['events'],\n[1],\n]"))
    assert store.line_of("second-day") == line_in(store_text, "[[events]]", 2)


def test_what_is_broken_elsewhere_does_not_hide_a_line(write, store_text):
    store = StoreFile(write(store_text + "\n[[events]]\nid = \n"))
    assert store.line_of("harbour-opens") == line_in(store_text, "[[events]]", 1)


def test_the_line_in_a_store_that_is_kept_needs_no_look_into_it(
    tmp_path, write, store_text, monkeypatch
):
    monkeypatch.setattr(opening, "SMALL", 0)
    monkeypatch.setattr(opening, "FEW", 1)
    path = write(store_text)
    store = StoreFile(path, caching=lambda: Cache(tmp_path / "cache"))
    store.open()
    with monkeypatch.context() as patch:
        patch.setattr(opening, "event_line", None)
        assert store.line_of("second-day") == line_in(store_text, "[[events]]", 2)
    os.utime(path, ns=(10**18, 10**18))
    store.open()
    with monkeypatch.context() as patch:
        patch.setattr(opening, "read_regular", None)
        assert store.line_of("second-day") == line_in(store_text, "[[events]]", 2)
    assert store.line_of("nobody") is None
    write("# one\n" + store_text)
    assert store.line_of("second-day") == line_in(store_text, "[[events]]", 2) + 1


def test_the_most_that_is_read_can_be_set(write, store_text):
    size = len(store_text.encode())
    store = StoreFile(write(store_text), limit=size)
    assert store.open().catalogue.count() == 2
    less = StoreFile(store.path, limit=size - 1)
    assert less.line_of("second-day") is None
    with pytest.raises(ReadRefused, match="larger than"):
        less.open()


def test_no_line_without_a_file(tmp_path):
    assert StoreFile(tmp_path / "nowhere.toml").line_of("x") is None
    os.mkfifo(tmp_path / "pipe.toml")
    assert StoreFile(tmp_path / "pipe.toml").line_of("x") is None


junk = st.sampled_from(
    ["", "# [[events]]", 'a = "[[events]]"', "b = [\n1,\n2,\n]", "c = '''\n[[events]]\n'''"]
)


@given(st.lists(st.tuples(junk, st.integers(0, 5)), max_size=8))
def test_whatever_stands_between_events_the_line_is_that_of_the_header(tmp_path_factory, gaps):
    lines: list[str] = []
    headers = []
    for number, (stuff, blanks) in enumerate(gaps):
        headers.append(len(lines) + 1)
        lines += ["[[events]]", f'id = "e{number}"', *stuff.split("\n"), *[""] * blanks]
    path = tmp_path_factory.mktemp("store") / "store.toml"
    path.write_text("\n".join(lines), encoding="utf-8")
    assert [StoreFile(path).line_of(f"e{i}") for i in range(len(gaps))] == headers


def test_the_stamp_changes_with_the_file(write, store_text):
    path = write(store_text)
    store = StoreFile(path)
    first = store.stamp()
    assert first is not None
    assert store.stamp() == first
    write(store_text + "# more\n")
    second = store.stamp()
    assert second != first
    Path(path).unlink()
    assert store.stamp() is None
