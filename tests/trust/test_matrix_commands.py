"""Every command over every hostile text: in a store, in a wrong store, in names, as words.

What comes out is looked at character by character. Each text stands alone in its store, so that a
failure names it.
"""

import json
import os
import time
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from msgspec import Struct

from iraq_tui.cli.main import main

SHOWING = (
    ("list",),
    ("list", "--format", "json"),
    ("show", "all", "e0"),
    ("show", "all", "--format", "json"),
    ("compare",),
    ("compare", "--format", "json"),
    ("coverage",),
    ("coverage", "--format", "json"),
    ("summary",),
    ("summary", "--format", "json"),
    ("summary", "--format", "markdown"),
    ("export",),
)
CHECKING = (("check",), ("check", "--format", "json"))
NAMING = (("check",), ("check", "--format", "json"), ("summary",), ("export",))
"""Commands that say what a file is called."""
BRIEFLY = (("list",), ("list", "--format", "json"), ("show", "e0"), ("coverage",), ("export",))
SOON = 20.0
LONG = bool(os.environ.get("IRAQ_TUI_LONG_TESTS"))


class Outcome(Struct, frozen=True):
    """What a command gave."""

    code: int
    out: str
    err: str


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch, tmp_path: Path, unshowable):
    """Run a command where its words may name files; whatever it says must be showable."""
    for name in ("IRAQ_TUI_STORE", "IRAQ_TUI_REPORTS", "IRAQ_TUI_CONFIG", "NO_COLOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.chdir(tmp_path)

    def run_(*words: str) -> Outcome:
        code = main(words)
        told = capsys.readouterr()
        assert unshowable(told.out) == [], words
        assert unshowable(told.err) == [], words
        assert "internal error" not in told.err, words
        return Outcome(code, told.out, told.err)

    return run_


# --- stores ---------------------------------------------------------------------------------------


def test_whatever_a_store_holds_is_shown_by_every_command(
    payload, builder, run, unshowable, tmp_path: Path
):
    """JSON gives a program the text as it is, and still nothing that a terminal obeys."""
    store = builder([payload]).write(tmp_path)
    for words in CHECKING:
        assert run(*words, str(store.path)).code == 0
    for words in SHOWING:
        told = run(*words, str(store.path))
        assert told.code == 0
        assert "N00" in told.out, words
        if words == ("list", "--format", "json"):
            assert json.loads(told.out)["events"][0]["tags"] == [f"N00 {payload}"]
    assert run("export", str(store.path), "-o", "out.md").code == 0
    assert unshowable((tmp_path / "out.md").read_text("utf-8")) == []


HUGE = {
    "a line of a megabyte": "x" * 2**20,
    "5,000 combining marks": "e" + "\u0301" * 5000,
    "65,536 of them": "\u0301" * 2**16,
    "65,536 controls": "\x1b" * 2**16,
}


@pytest.mark.parametrize("text", HUGE.values(), ids=HUGE)
def test_a_huge_text_is_shown_by_every_command_before_long(text, builder, run, tmp_path: Path):
    store = builder(["x"]).write(tmp_path)
    written = store.path.read_text("ascii")
    for field in ("title", "says", "question"):
        written = written.replace(f'{field} = "N00 x"', f"{field} = {in_toml(f'N00 {text}')}", 1)
    store.path.write_text(written)
    with (store.reports / "ra.txt").open("a", encoding="utf-8") as file:
        file.write(f"\nN00 {text}")
    started = time.process_time()
    for words in (*CHECKING, *SHOWING) if LONG else BRIEFLY:
        assert run(*words, str(store.path)).code == 0
    assert time.process_time() - started < SOON


# --- wrong stores ---------------------------------------------------------------------------------

HEAD = 'schema = 1\ntitle = "T"\n'
REPORTS = '[reports.ra]\ntitle = "A"\nlanguage = "en"\n[reports.rb]\ntitle = "B"\nlanguage = "en"\n'
EVENT = '[[events]]\nid = "e"\ntitle = "E"\nwhen = "2031"\n'
CLAIM = '[[events.claims.when.ra]]\nvalue = "2031"\nquote = "q"\n'
WRONG = {
    "a key of the store": HEAD + "{} = 1\n",
    "a key of a table": HEAD + REPORTS + "{} = 1\n",
    "a key of a claim": HEAD + REPORTS + EVENT + CLAIM + "{} = 1\n",
    "the id of a report": HEAD + '[reports.{}]\ntitle = "A"\nlanguage = "en"\n',
    "the id of an actor": HEAD + REPORTS + "[actors.{}]\nname = 1\n",
    "the id of an aspect": HEAD + REPORTS + '[aspects.{}]\nquestion = "Q"\ntype = "text"\n',
    "a type": HEAD + REPORTS + '[aspects.q]\nquestion = "Q"\ntype = {}\n',
    "a language": HEAD + '[reports.ra]\ntitle = "A"\nlanguage = {}\n',
    "a time zone": HEAD + "timezone = {}\n" + REPORTS,
    "an outlet": HEAD + REPORTS + "outlet = {}\n",
    "an address": HEAD + REPORTS + "url = {}\n",
    "a digest": HEAD + REPORTS + "sha256 = {}\n",
    "a text's name": HEAD + REPORTS + "text = {}\n" + EVENT + CLAIM,
    "a date": HEAD + REPORTS + "published = {}\n",
    "a ring": HEAD + REPORTS + '[actors.a]\nname = "A"\npart_of = {}\n',
    "the id of an event": HEAD + REPORTS + '[[events]]\nid = {}\ntitle = "E"\nwhen = "2031"\n',
    "ids that are twice": HEAD + REPORTS + "[[events]]\nid = {0}\n[[events]]\nid = {0}\n",
    "an event's place": HEAD + REPORTS + EVENT + "place = {}\n" + CLAIM,
    "an event before": HEAD + REPORTS + EVENT + "after = {}\n" + CLAIM,
    "an event's day": HEAD + REPORTS + '[[events]]\nid = "e"\ntitle = "E"\nwhen = {}\n' + CLAIM,
    "a claim's aspect": HEAD + REPORTS + EVENT + '[[events.claims.{}.ra]]\nquote = "q"\n',
    "a claim's report": HEAD + REPORTS + EVENT + '[[events.claims.when.{}]]\nquote = "q"\n',
    "a claim's date": HEAD + REPORTS + EVENT + '[[events.claims.when.ra]]\nvalue = {}\n',
    "a claim's place": HEAD + REPORTS + EVENT + '[[events.claims.where.ra]]\nvalue = {}',
    "a stage": HEAD + REPORTS + EVENT + '[[events.claims.status.ra]]\nvalue = {}\nquote = "q"\n',
    "a holder": HEAD + REPORTS + EVENT + CLAIM + "holder = {}\n",
    "a basis": HEAD + REPORTS + EVENT + CLAIM + "basis = {}\n",
    "a quote that is not there": HEAD + '[reports.ra]\ntitle = "A"\nlanguage = "en"\n'
    'text = "texts/ra.txt"\n' + EVENT + '[[events.claims.when.ra]]\nvalue = "2031"\nquote = {}\n',
    "a judgement": HEAD + REPORTS + EVENT + CLAIM + "[[judgements]]\nevent = {}\nabout = {}\n"
    "reports = [{}, {}]\nverdict = {}\nwhy = {}\nseen = {}\n",
    "a key that is twice": HEAD + "{} = 1\n{} = 1\n",
    "a word bare": HEAD + "titel = bare{}\n",
}  # fmt: skip


def in_toml(text: str) -> str:
    """As a key or a value of TOML."""
    return "".join(
        ('"', *(f"\\U{ord(c):08X}" if not c.isalnum() or c > "z" else c for c in text), '"')
    )


def with_each(template: str, text: str) -> str:
    """The template with a text in its places, of which some are numbered."""
    return template.replace("{0}", text).replace("{}", text)


@pytest.mark.parametrize("template", WRONG.values(), ids=WRONG)
def test_whatever_is_wrong_in_a_store_is_told_plainly(
    template, payloads: Mapping[str, str], run, tmp_path: Path
):
    """In a long run by each of three commands; else by one of them, which takes turns."""
    store = tmp_path / "store.toml"
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "ra.txt").write_text("nothing of it", "utf-8")
    ways = (*CHECKING, ("list",))
    for number, (name, text) in enumerate(payloads.items()):
        store.write_text(with_each(template, in_toml(text)), "ascii")
        for words in ways if LONG else [ways[number % len(ways)]]:
            assert run(*words, "store.toml").code in (0, 1), name


def test_what_is_no_toml_is_told_plainly(payloads: Mapping[str, str], run, tmp_path: Path):
    """Raw in the file, as an attacker who does not care for TOML would have it."""
    for text in payloads.values():
        for template in ("{}", 'title = "{}"', "# {}\ntitle = 1\n{}", "[{}]", "{} = {}"):
            raw = with_each(template, text).encode()
            (tmp_path / "store.toml").write_bytes(raw)
            assert run("check", "store.toml").code == 1
    for raw in (b"\x9b2J", b'title = "\xff\xfe"', b"\xef\xbb\xbf\x1b]0;owned\x07"):
        (tmp_path / "store.toml").write_bytes(raw)
        assert run("check", "store.toml").code == 1


# --- names of files -------------------------------------------------------------------------------


def as_name(text: str) -> str:
    """As much of a text as a file may be called."""
    return os.fsdecode(os.fsencode(text.replace("\0", "").replace("/", "")[:60])[:200]) or "x"


def test_files_may_be_called_anything(any_payload, builder, run, tmp_path: Path):
    named = as_name(any_payload)
    store = builder(["word"]).write(tmp_path, f"{named}.toml")
    for words in (*CHECKING, *SHOWING) if LONG else NAMING:
        assert run(*words, f"./{named}.toml").code == 0
    store.path.write_text("schema = 2")
    assert run("check", f"./{named}.toml").code == 1
    assert run("list", f"./{named}").code == 2
    assert run("export", f"./{named}.toml", "-o", f"./{named}.md").code == 1


def test_reports_and_exports_may_be_called_anything(any_payload, builder, run, tmp_path: Path):
    named = as_name(any_payload)
    if any("\udc80" <= char <= "\udcff" for char in named):
        named = "no-unicode"  # which no store can name
    store = builder(["word"]).write(tmp_path, text_name=f"REPORT {named}")
    assert "all found" in run("check", str(store.path)).out
    out = f"./{as_name(any_payload)}.md"
    assert run("export", str(store.path), "-o", out).code == 0
    assert run("export", str(store.path), "-o", out).code == 2
    assert run("export", str(store.path), "-o", f"./no folder {as_name(any_payload)}/x").code == 2
    assert run("copy", f"./{as_name(any_payload)}").code == 0
    assert run("copy", f"./{as_name(any_payload)}").code == 2
    assert run("copy", out).code == 2
    for report in store.reports.iterdir():
        report.write_bytes(b"\xff")
    assert run("check", str(store.path)).code == 1


# --- words of a command line ----------------------------------------------------------------------

WORDS: Mapping[str, Callable[[str, str], tuple[str, ...]]] = {
    "store": lambda text, _: ("list", f"./{text}.toml"),
    "command": lambda text, _: (text,),
    "option": lambda text, store: ("list", store, f"--{text}"),
    "format": lambda text, store: ("list", store, "--format", text),
    "size": lambda text, store: ("list", store, f"--max-size={text}"),
    "filter": lambda text, store: ("list", store, f"--where={text}"),
    "phrase": lambda text, store: ("list", store, f'--where="{text}'),
    "term": lambda text, store: ("summary", store, f"--where={text}:x"),
    "term's word": lambda text, store: ("summary", store, f"--where=verdict:{text}"),
    "actor": lambda text, store: ("compare", store, f'--where=actor:"{text}"'),
    "between": lambda text, store: ("compare", store, f"--where=between:{text},ra:disagree"),
    "since": lambda text, store: ("compare", store, f'--where=since:"{text}"'),
    "shown": lambda text, store: ("show", store, f"x{text}"),
    "event": lambda text, store: ("export", store, f"--event={text}"),
    "chosen": lambda text, store: ("export", store, f"--where={text}"),
    "pair": lambda text, store: ("compare", store, f"--pair={text},ra"),
    "reports": lambda text, store: ("check", store, f"--reports={text}"),
    "shell": lambda text, _: ("completion", text),
    "date": lambda text, store: (store, f"--at={text}"),
    "theme": lambda text, store: (store, f"--theme={text}"),
    "config": lambda text, store: (store, f"--config={text}"),
    "first words": lambda text, store: (store, text),
}


@pytest.mark.parametrize("words", WORDS.values(), ids=WORDS)
def test_whatever_is_typed_is_told_plainly(
    words, all_payloads: Mapping[str, str], run, tmp_path: Path
):
    """No word of a command line can hold a NUL."""
    (tmp_path / "store.toml").write_text(HEAD + REPORTS + EVENT + CLAIM)
    for name, text in all_payloads.items():
        assert run(*words(text.replace("\0", ""), "store.toml")).code in (0, 2), name


def test_a_filter_that_is_fine_is_told_with_what_it_finds(payload, builder, run, tmp_path: Path):
    """An export and a summary say what they were chosen by."""
    store = builder([payload]).write(tmp_path)
    chosen = "--where=N00 -tag:x" + payload.replace('"', "").replace("\0", "")
    for words in (("summary",), ("summary", "--format", "markdown"), ("export",)):
        assert run(*words, str(store.path), chosen).code in (0, 2), words


CONFIGS = {
    "a key": "{} = 1\n",
    "a theme": "theme = [{}]\n",
    "ascii": "ascii = {}\n",
    "a command": '[keys]\n{} = "x"\n',
    "a key's name": "[keys]\nexport = {}\n",
    "a key's names": "[keys]\nexport = [{}, 1]\n",
}


@pytest.mark.parametrize("template", CONFIGS.values(), ids=CONFIGS)
def test_whatever_is_wrong_in_a_config_is_told_plainly(
    template, payloads: Mapping[str, str], run, tmp_path: Path
):
    for text in payloads.values():
        (tmp_path / "config.toml").write_text(with_each(template, in_toml(text)), "ascii")
        told = run("--config", "config.toml")
        assert told.code == 2
        assert told.err
