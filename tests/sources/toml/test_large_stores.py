"""Stores larger than what is parsed as one piece: told piece by piece, within bounds of memory."""

import os
import subprocess
import sys
from itertools import repeat
from pathlib import Path

import pytest

from iraq_tui.files import READ_LIMIT
from iraq_tui.sources.toml.problem import MOST_PROBLEMS
from iraq_tui.sources.toml.reader import PIECE

SOON = 10.0
LONG = bool(os.environ.get("IRAQ_TUI_LONG_TESTS"))
HEAD = """\
schema = 1
title = "T"
[reports.a]
title = "A"
language = "en"
[reports.b]
title = "B"
language = "en"
[aspects.n]
question = "How many?"
type = "quantity"
"""
CLAIM = (
    '[[events.claims.n.a]]\nvalue = 1\nquote = "q"\n[[events.claims.n.b]]\nvalue = 1\nquote = "r"\n'
)
COUNT = PIECE // 400


def event(number: int) -> str:
    id_ = f'[[events]]\nid = "e{number}"\ntitle = "E"\nwhen = "2031"\n'
    return f'{id_}summary = """\nMany\nwords {"x" * 400}\n"""\n{CLAIM}'


SOUND = HEAD + "".join(map(event, range(COUNT)))


def line_of(text: str, marked: str) -> int:
    return text[: text.index(marked)].count("\n") + 1


def test_a_sound_one_is_read(write, run_store):
    assert len(SOUND) > PIECE
    said = run_store(write(SOUND))
    assert said.code == 0
    assert f"{COUNT} events" in said.text


FAULTS = [
    ('title = "E"', 'title = "E', "syntax"),
    ('title = "E"', "title = E", "syntax"),
    ('title = "E"', 'title = "\\q"', "syntax"),
    ('title = "E"', 'title = "E"\ntitle = "F"', "syntax"),
    ("value = 1\n", "value = inf\n", "bad-number"),
    ("value = 1\n", f"value = {2**70}\n", "bad-number"),
    ("value = 1\n", f"value = {'[' * 30}{']' * 30}\n", "too-deep"),
    ("value = 1\n", f"value = {'[' * 900}{']' * 900}\n", "unreadable"),
    ("value = 1\n", "value = {}\n", "bad-quantity"),
]


@pytest.mark.parametrize(("old", "new", "kind"), FAULTS if LONG else FAULTS[::3])
def test_every_faulty_event_is_told_with_its_line(old, new, kind, write, run_store):
    text = SOUND
    for number in (7, COUNT // 2, COUNT - 1):
        text = text.replace(event(number), event(number).replace(old, f"{new}", 1))
    said = run_store(write(text))
    assert said.code == 1
    told = [line for line in said.text.splitlines() if line.endswith(f"[{kind}]")]
    for line, number in zip(told, (7, COUNT // 2, COUNT - 1), strict=True):
        first = line_of(text, f'id = "e{number}"') - 1
        place = int(line.removeprefix(f"{said.path}:").split(":")[0])
        assert first <= place < first + event(number).count("\n") + 1
        assert kind == "unreadable" or new.splitlines()[-1] in text.splitlines()[place - 1]


def test_a_byte_that_is_not_utf8_is_told_with_its_line(write, run_store):
    data = SOUND.encode().replace(b"Many", b"M\xffny").replace(b"M\xffny", b"Many", COUNT // 2)
    said = run_store(write(data))
    assert said.code == 1
    line = data[: data.index(b"\xff")].count(b"\n") + 1
    assert said.text.startswith(f"{said.path}:{line}:2: error: ")
    assert "0xff is not UTF-8" in said.text


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (SOUND.replace('title = "T"', 'title = "T'), 2),
        (SOUND + "[judgements\n", SOUND.count("\n") + 1),
        (SOUND + '[reports.a]\ntitle = "A"\n', SOUND.count("\n") + 1),
        ("events.x = 1\n" + SOUND, 1),
    ],
    ids=["at the top", "at the end", "twice", "an event that is none"],
)
def test_what_is_wrong_outside_the_events_is_told_with_its_line(text, line, write, run_store):
    said = run_store(write(text))
    assert said.code == 1
    assert said.has_places()
    assert said.text.startswith(f"{said.path}:{line}:")


def test_a_text_that_holds_a_header_is_refused_with_the_reason(write, run_store):
    """It is read in a smaller store, which is parsed as a whole."""
    small = HEAD + event(0).replace("Many", "[[events]]") + event(1)
    assert run_store(write(small)).code == 0
    said = run_store(write(SOUND.replace("Many", "[[events]]", 1)))
    assert said.code == 1
    assert f"a store of over {PIECE / 2**20:g} MiB is read event by event" in said.text


def test_so_many_problems_are_told_and_no_more(write, run_store):
    said = run_store(write(HEAD + "".join(f"k{number} = 1\n" for number in range(20_000))))
    assert said.code == 1
    assert f"there are more problems than these {MOST_PROBLEMS}" in said.text
    assert said.text.splitlines()[-1].endswith(f": {MOST_PROBLEMS + 1} errors")


# --- memory and time ------------------------------------------------------------------------------

FILLED = {
    "numbers": (HEAD + "x = [", "1,", "]", READ_LIMIT),
    "letters": (HEAD + 'x = "\U0001f6a2', "y", '"', READ_LIMIT),
    "nothing": ("", "\0", "", READ_LIMIT),
    "numbers in an event": (HEAD + '[[events]]\nid = "e"\nx = [', "1,", "]", READ_LIMIT),
    "letters in an event": (HEAD + '[[events]]\nid = "e"\ntitle = "', "y", '"', READ_LIMIT),
    "tables": (HEAD + "x = [", "{},", "]", PIECE),
    "numbers in the largest piece": (HEAD + "x = [", "1,", "]", PIECE),
    "not a number": (HEAD + "x = [", "nan,", "]", PIECE),
    "open lists": (HEAD + "x = ", "[", "", PIECE),
    "quotes": (HEAD + 'x = """', '"a', '"""', PIECE),
    "escapes": (HEAD + 'x = "', "\\u202e", '"', PIECE),
    "headers": (HEAD, "[[x]]\n", "", PIECE),
    "lines": (HEAD, "\n", "", 8 * PIECE),
    "empty events": (HEAD, "[[events]]\n", "", 8 * PIECE),
    "events and others": (HEAD, "[[events]]\n[[x]]\n", "", 8 * PIECE),
    "claims": (HEAD + '[[events]]\nid = "e"\n', "[[events.claims.n.a]]\n", "", PIECE),
    "tags": (HEAD + '[[events]]\nid = "e"\ntitle = "E"\ntags = [', '"a",', "]\n", PIECE),
}
LIKE_OTHERS = {"tables", "not a number", "open lists", "quotes", "escapes", "lines", "tags"}
"""Those that are much like another one."""
CHECKED = """
import re, resource, sys
from pathlib import Path
from iraq_tui.cli.main import main
code = main(["check", "--no-cache", sys.argv[1]])
used = resource.getrusage(resource.RUSAGE_SELF)
status = Path("/proc/self/status")
if status.exists():  # there, ru_maxrss counts the program that started this one, too
    peak = int(re.search(r"VmHWM:\\s*(\\d+) kB", status.read_text())[1]) * 1024
else:
    peak = used.ru_maxrss
print(code, peak, used.ru_utime, file=sys.stderr)
"""


@pytest.mark.parametrize("name", [one for one in FILLED if LONG or one not in LIKE_OTHERS])
def test_a_store_made_to_fill_the_memory_is_told_within_a_gibibyte(name, tmp_path: Path):
    start, filling, end, size = FILLED[name]
    path, room = tmp_path / "store.toml", size - len(start.encode()) - len(end)
    with path.open("w", encoding="utf-8") as file:
        file.write(start)
        at_once, count = filling * 1000, room // len(filling)
        file.writelines(repeat(at_once, count // 1000))
        file.write(filling * (count % 1000) + end)
    assert size - 100 < path.stat().st_size <= size
    words = [sys.executable, "-c", CHECKED, str(path)]
    done = subprocess.run(words, capture_output=True, text=True, check=True, timeout=600)
    path.unlink()
    code, peak, seconds = done.stderr.split()
    assert code == "1"
    assert int(peak) < 2**30
    assert float(seconds) < SOON
    assert all(line.startswith((str(path), "…")) for line in done.stdout.splitlines())
