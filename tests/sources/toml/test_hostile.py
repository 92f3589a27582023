"""Stores made to break the reader: always a list of problems, and soon."""

import json
import re
import time

import pytest

SOON = 10.0

HEAD = """\
schema = 1
title = "T"
[reports.a]
title = "A"
language = "en"
[reports.b]
title = "B"
language = "en"
[actors.x]
name = "X"
[aspects.n]
question = "How many?"
type = "quantity"
"""
CLAIM = '[[events.claims.n.a]]\nvalue = 1\nquote = "q"\n'
EVENT = '[[events]]\nid = "e"\ntitle = "E"\nwhen = "2031"\n' + CLAIM


STEERING = ["\\u0000", "\\u001b[2J", "\\u009b31m", "\\u202e", "\\U000e0041", "\\u2066", "\\u007f"]

BROKEN: dict[str, str | bytes] = {
    "empty": b"",
    "white space": b" \n\t\n",
    "only a byte order mark": b"\xef\xbb\xbf",
    "utf-16": HEAD.encode("utf-16"),
    "utf-32": HEAD.encode("utf-32"),
    "binary": bytes(range(256)) * 10,
    "nul": HEAD.encode() + b"\0",
    "raw escape": HEAD + '[actors.y]\nname = "\x1b]0;x\x07"\n',
    "lone surrogate": HEAD + 'x = "\\ud800"',
    "lone surrogate bytes": HEAD.encode() + b'x = "\xed\xa0\x80"',
    "overlong utf-8": HEAD.encode() + b'x = "\xc0\xaf"',
    "carriage returns alone": HEAD.replace("\n", "\r"),
    "cut off": HEAD[:-9],
    "json": json.dumps({"schema": 1}),
    "merge markers": HEAD + "<<<<<<< HEAD\n",
    "dotted key of 20,000 parts": "a." * 20_000 + "b = 1",
    "header of 20,000 parts": "[" + "a." * 20_000 + "b]",
    "500 nested lists": HEAD + "x = " + "[" * 500 + "]" * 500,
    "100,000 nested lists": HEAD + "x = " + "[" * 100_000 + "]" * 100_000,
    "100,000 open lists": "x = " + "[" * 100_000,
    "200 nested lists": HEAD + EVENT.replace("value = 1", "value = " + "[" * 200 + "]" * 200),
    "500 nested tables": HEAD + "x = " + "{a = " * 500 + "1" + "}" * 500,
    "many long dotted keys": "".join(".".join([f"a{i}"] * 200) + " = 1\n" for i in range(100)),
    "5,000 digits": HEAD + "x = " + "9" * 5000,
    "5,000 hexadecimal digits": EVENT.join([HEAD, ""]).replace(
        "value = 1", "value = 0x" + "f" * 5000
    ),
    "5,000 hexadecimal digits for the version": "schema = 0x" + "f" * 5000,
    "a large integer": HEAD + EVENT.replace("value = 1", "value = 99999999999999999999"),
    "infinite": HEAD + EVENT.replace("value = 1", "value = inf"),
    "not a number": HEAD + EVENT.replace("value = 1", "value = nan"),
    "a huge float": HEAD + EVENT.replace("value = 1", "value = 1e308"),
    "beyond floats": HEAD + EVENT.replace("value = 1", "value = 1e999"),
    "an endless tolerance": "tolerances.about_percent = nan\n" + HEAD + EVENT,
    "one key of a megabyte": HEAD + "x" * 1_000_000 + " = 1",
    "one line of a megabyte": HEAD + 'x = "' + "y" * 1_000_000 + '"',
    "one list of 100,000 numbers": HEAD + "x = [" + "1," * 100_000 + "]",
    "a megabyte of quotes": HEAD + 'x = """' + '"a' * 500_000 + '"""',
    "a megabyte of brackets": HEAD + "]" * 1_000_000,
    "keys that differ by case": "Schema = 1\nSCHEMA = 1\n" + HEAD + EVENT,
    "an id in other letters": HEAD + '[[events]]\nid = "подія"\ntitle = "E"\nwhen = "2031"\n',
    "a pile of marks": HEAD + '[actors."x' + "\u0301" * 500 + '"]\nname = "Y"\n',
    "one thing within itself": HEAD + '[actors.y]\nname = "Y"\npart_of = "y"\n' + EVENT,
    "a url that runs a script": HEAD.replace("[reports.b]", 'url = "javascript:x"\n[reports.b]')
    + EVENT,
    "events as a number": HEAD + "\n[events]\nx = 1",
    "everything a number": "schema = 1\ntitle = 2\nreports = 3\nactors = 4\nplaces = 5\n"
    "aspects = 6\nevents = 7\njudgements = 8\ntolerances = 9\n",
    "everything a list": "schema = []\ntitle = []\nreports = []\nactors = []\nplaces = []\n"
    "aspects = []\nevents = []\njudgements = []\ntolerances = []\n",
    "everything empty": "[schema]\n[title]\n[reports]\n[actors]\n[places]\n[aspects]\n[events]\n",
    "an empty id": HEAD + '[actors.""]\nname = "Y"\n' + EVENT,
    "empty names": HEAD + '[[events]]\nid = ""\ntitle = ""\n',
    "claims of nobody": HEAD + '[[events]]\nid = "e"\ntitle = "E"\n[events.claims]\n',
    "claims as a list": HEAD + '[[events]]\nid = "e"\ntitle = "E"\nclaims = [1, [2]]\n',
    **{
        f"steering in {where}: {char}": (HEAD + EVENT + extra).replace("HERE", char)
        for char in STEERING
        for where, extra in {
            "a key": '"k HERE" = 1\n',
            "an id": '[actors."a HERE"]\nname = "Y"\n',
            "a title": '[[events]]\nid = "f"\ntitle = "T HERE"\nwhen = "x HERE"\n',
            "a value": '[[events.claims.n.b]]\nvalue = "v HERE"\nquote = "q HERE"\n',
        }.items()
    },
}
DATES = [
    *("0000-00-00", "99999-01-01", "2031-13-01", "2031-02-30", "-2031", "+2031", "２０３１", ""),
    *(" ", "/", "..", "../..", "[]", "[..]", "{..}", "XXXX", "2031-", "2031-05-04T25:00Z"),
    *("9999-12-31T23:59:59-23:59", "0001-01-01T00:00:00+23:59", "2031-05-04T10:00:60Z"),
    *("2" * 10_000, "[" + "2031," * 5000 + "2031]", "2031~~", "2031?%", "\\u202e2031", "~", "?"),
]
NATIVE = [
    *("2031-05-04", "2031-05-04T10:00:00", "2031-05-04T10:00:00.123456Z", "07:30:00", "2031"),
    *("0001-01-01", "9999-12-31T23:59:59.999999-23:59", "true", "1.5", "[]", "{}", '["2031"]'),
]


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_store_is_a_list_of_problems_with_places(name, write, run_store):
    path = write(BROKEN[name])
    started = time.monotonic()
    said = run_store(path)
    assert said.code == 1
    assert said.has_places()
    assert len(said.text) < 30_000
    assert time.monotonic() - started < SOON


@pytest.mark.parametrize("name", ["empty", "binary", "nul", "everything a list"])
@pytest.mark.parametrize("command", ["list", "compare", "export"])
def test_a_broken_store_is_the_same_to_every_command(name, command, write, run_store):
    path = write(BROKEN[name])
    said = run_store(path, command)
    assert said.code == 1
    assert said.has_places()


@pytest.mark.parametrize("value", [*(f'"{date}"' for date in DATES), *NATIVE], ids=lambda v: v[:30])
def test_a_strange_date_in_every_place_for_one(value, write, run_store):
    fields = (
        (HEAD + EVENT).replace('"2031"', value),
        HEAD.replace("[reports.b]", f"published = {value}\n[reports.b]") + EVENT,
        HEAD.replace("[reports.b]", f"retrieved = {value}\n[reports.b]") + EVENT,
        HEAD + EVENT + f"as_of = {value}\n",
        HEAD + EVENT + f'[[events.claims.when.a]]\nvalue = {value}\nquote = "q"\n',
        HEAD + EVENT + f'[[events.claims.n.b]]\nvalue = {value}\nquote = "q"\n',
        HEAD + EVENT + f'[[events.claims.status.b]]\nvalue = {value}\nquote = "q"\n',
    )
    for text in fields:
        path = write(text)
        said = run_store(path)
        assert said.has_places()
        if said.code == 0:
            run_store(path, "export")


# --- size -----------------------------------------------------------------------------------------


def chain(kind: str, count: int, *, ring: bool = False) -> str:
    """Things that each point to the next, the last of them to the first or to nothing."""
    next_of = {i: i + 1 for i in range(count - 1)} | ({count - 1: 0} if ring else {})
    if kind == "part_of":
        return (
            HEAD
            + EVENT
            + "".join(
                f'[actors.c{i}]\nname = "C"\n'
                + (f'part_of = "c{next_of[i]}"\n' if i in next_of else "")
                for i in range(count)
            )
        )
    return HEAD + "".join(
        f'[[events]]\nid = "c{i}"\ntitle = "C"\n'
        + (f'after = "c{next_of[i]}"\n' if i in next_of else 'when = "2031"\n')
        + CLAIM
        for i in range(count)
    )


LARGE = {
    "30,000 empty events": lambda: HEAD + "[[events]]\n" * 30_000,
    "20,000 unknown keys": lambda: HEAD + "".join(f"naem{i} = 1\n" for i in range(20_000)),
    "2,000 near misses among 2,000 ids": lambda: (
        HEAD
        + "".join(
            f'[[events]]\nid = "number-{i}"\ntitle = "T"\nafter = "numbr-{i}"\n'
            for i in range(2000)
        )
    ),
    "2,000 near misses among 2,000 options": lambda: (
        HEAD
        + '[aspects.c]\nquestion = "?"\ntype = "choice"\noptions = ['
        + ",".join(f'"option-{i}"' for i in range(2000))
        + "]\n"
        + EVENT
        + "".join(
            f'[[events.claims.c.a]]\nvalue = "optoin-{i}"\nquote = "q"\n' for i in range(2000)
        )
    ),
    "a part_of chain of 10,000": lambda: chain("part_of", 10_000),
    "a part_of ring of 10,000": lambda: chain("part_of", 10_000, ring=True),
    "an after ring of 10,000": lambda: chain("after", 10_000, ring=True),
    "50,000 answers to one question": lambda: HEAD + EVENT + CLAIM * 50_000,
    "20,000 tables in one list": lambda: HEAD + "x = [" + "{}," * 20_000 + "]",
}


@pytest.mark.parametrize("name", LARGE)
def test_a_large_broken_store_is_told_in_time_and_within_reason(name, write, run_store):
    path = write(LARGE[name]())
    started = time.process_time()
    said = run_store(path)
    assert time.process_time() - started < SOON
    assert said.code == 1
    lines = said.text.splitlines()
    assert len(lines) <= 1002
    assert all(len(line) < 1200 for line in lines)
    assert re.search(r"\d+ errors?", lines[-1])
    assert all("[" in line for line in lines[:-2]), "each problem keeps its kind at the end"


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(lambda: chain("after", 1_000), id="an after chain of 1,000"),
        pytest.param(lambda: chain("part_of", 50), id="a part_of chain of 50"),
        pytest.param(
            lambda: HEAD + EVENT + CLAIM.replace('"q"', '"other"') * 100, id="100 claims at once"
        ),
    ],
)
def test_a_large_sound_store_is_shown(text, write, run_store):
    path = write(text())
    for command in ("check", "list", "export"):
        started = time.process_time()
        assert run_store(path, command).code == 0
        assert time.process_time() - started < SOON
