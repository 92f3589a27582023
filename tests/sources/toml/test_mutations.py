"""Chronicles changed at random: each is a list of problems with places, or shown by every command.

Each run reads and checks 5,000 of them; ``IRAQ_TUI_FUZZ=500000`` makes it as many as that, and
``IRAQ_TUI_FUZZ_FROM=5000`` goes on where another run ended. Most are cut from the bundled
chronicle and the examples, an event or a few with all that these lead to; one in fifty is a whole
one, and one in twenty goes through the commands as a user runs them. A change that fails is named
by its seed.
"""

import json
import os
import random
import re
import shutil
import time
from collections.abc import Callable, Iterator
from copy import deepcopy
from functools import cache
from pathlib import Path

import pytest
import tomli

from iraq_tui.sources.open import Location, first_look, line_of, open_store
from iraq_tui.sources.toml.problem import Problem, Severity, StoreError
from iraq_tui.text.safe import safe_line

MUTATIONS = int(os.environ.get("IRAQ_TUI_FUZZ", "5000"))
FIRST = int(os.environ.get("IRAQ_TUI_FUZZ_FROM", "0"))
PARTS = 10
SOON = 10.0
ROOT = Path(__file__).resolve().parents[3]
CHRONICLES = [ROOT / "data" / "events.toml", *sorted((ROOT / "examples").glob("*/*.toml"))]

_HEADER = re.compile(r"^(?=\[\[(?:events|judgements)\]\])", re.MULTILINE)

_TABLE = re.compile(r"^(?=\[)", re.MULTILINE)
_NAMED = re.compile(r"\[(?:actors|places|aspects)\.([A-Za-z0-9_-]+)")


# --- small stores cut from the chronicles ---------------------------------------------------------


@cache
def pieces(path: Path) -> tuple[str, dict[str, str], list[tuple[str, str]]]:
    """A chronicle's head, the text of each event by id, and each judgement with its event."""
    head, *blocks = _HEADER.split(path.read_text("utf-8"))
    tables = [(block, tomli.loads(block)) for block in blocks]
    events = {
        table["events"][0]["id"]: block for block, table in tables if block.startswith("[[events]]")
    }
    judged = [
        (table["judgements"][0]["event"], block)
        for block, table in tables
        if block.startswith("[[judgements]]")
    ]
    return head, events, judged


def led_to(id_: str, events: dict[str, str]) -> set[str]:
    """The events that one of them comes after or before, and those that these do."""
    found, waiting = set(), [id_]
    while waiting:
        id_ = waiting.pop()
        if id_ not in found:
            found.add(id_)
            (table,) = tomli.loads(events[id_])["events"]
            for key in ("after", "before"):
                named = table.get(key, [])
                waiting += [named] if isinstance(named, str) else named
    return found


def needed(head: str, rest: str) -> str:
    """A store without the tables in its head that nothing else names."""
    top, *tables = _TABLE.split(head)
    kept, before = [table for table in tables if not _NAMED.match(table)], -1
    while len(kept) > before:
        before, so_far = len(kept), "".join([top, *kept, rest])
        kept = [
            table
            for table in tables
            if table in kept
            or f'"{(id_ := _NAMED.match(table)[1])}"' in so_far
            or f"claims.{id_}." in so_far
        ]
    return "".join([top, *kept, rest])


@cache
def cut(path: Path, ids: frozenset[str]) -> str:
    """A store with some of a chronicle's events, and all that these lead to."""
    head, events, judged = pieces(path)
    chosen = set[str]().union(*(led_to(id_, events) for id_ in ids))
    blocks = [block for id_, block in events.items() if id_ in chosen]
    blocks += [block for id_, block in judged if id_ in chosen]
    return needed(head, "".join(blocks))


def a_store(path: Path, rng: random.Random) -> str:
    """The whole of a chronicle, or one with an event or two."""
    if rng.random() < 0.02:
        return path.read_text("utf-8")
    return cut(path, frozenset(rng.sample(sorted(pieces(path)[1]), rng.choice([1, 1, 2]))))


# --- changes --------------------------------------------------------------------------------------

SNIPPETS = [
    *(b'"', b"'", b"[", b"]", b"{", b"}", b"=", b"#", b"\n", b"\\", b".", b",", b"\0", b"\xff"),
    *(b"\xe2\x80\xae", b"\xef\xbb\xbf", b'"""', b"[[", b"]]", b"inf", b"nan", b"true", b"-1", b""),
    *(b"2031", b"~", b"..", b"/", b"[[events]]\n", b"[[judgements]]\n", b"0x", b"1e9", b"\r"),
    *(b"'''", b"\\u202e", b"\\U0010ffff", b"T25:00Z", b"a.b.c", b"claims", b"\xf0\x9f", b" "),
]


def mutated_bytes(data: bytes, rng: random.Random) -> bytes:
    for _ in range(rng.choice([1, 1, 1, 2, 5])):
        at = rng.randrange(len(data)) if data else 0
        match rng.randrange(7):
            case 0:
                data = data[:at] + rng.choice(SNIPPETS) + data[at:]
            case 1:
                data = data[:at] + data[at + rng.choice([1, 2, 30, 1000]) :]
            case 2:
                data = data[:at] + bytes([rng.randrange(256)]) + data[at + 1 :]
            case 3:
                lines = data.split(b"\n")
                lines.insert(rng.randrange(len(lines)), rng.choice(lines))
                data = b"\n".join(lines)
            case 4:
                lines = data.split(b"\n")
                del lines[rng.randrange(len(lines))]
                data = b"\n".join(lines)
            case 5:
                words = re.findall(rb'"[^"\n]*"', data) or [b"x"]
                data = data.replace(rng.choice(words), rng.choice(words), rng.choice([1, -1]))
            case 6:
                tokens = re.findall(rb"[A-Za-z_-]+|[0-9]+", data) or [b"x"]
                data = data.replace(rng.choice(tokens), rng.choice(tokens), 1)
    return data


WORDS = ["", " ", "x", "usa", "when", "uk", "2031", "2031-05-04/..", "~5", ">3", "\x1b", "\u202e"]
THINGS = [
    *(None, True, 0, -1, 2**62, 2**64, 0.5, float("inf"), float("nan"), [], {}, [[]], [{}]),
    *({"x": {}}, [[[["x"]]]], ["usa", "usa"], ["x" * 500], "9" * 300, *WORDS),
]


def mutated_tables(tables: dict, rng: random.Random) -> dict:
    tables = deepcopy(tables)
    for _ in range(rng.choice([1, 1, 2, 4])):
        holder = tables
        while True:
            key = rng.choice(list(holder) if isinstance(holder, dict) else range(len(holder)))
            inner = holder[key]
            if not isinstance(inner, dict | list) or not inner or rng.random() < 0.12:
                break
            holder = inner
        change(holder, key, rng)
        if not tables:
            break
    return tables


def change(holder, key, rng: random.Random) -> None:
    """One change to a table or list: to what stands at a key or number."""
    match rng.randrange(4):
        case 0:
            del holder[key]
        case 1:
            holder[key] = deepcopy(rng.choice(THINGS))
        case 2 if isinstance(holder, list):
            holder.append(deepcopy(holder[key]))
        case 2:
            holder[rng.choice(WORDS) + "k"] = deepcopy(holder[key])
        case 3 if isinstance(holder, dict):
            other = rng.choice(list(holder))
            holder[key], holder[other] = holder[other], holder[key]


def dumped(value: object) -> str:
    """A value as inline TOML."""
    match value:
        case dict():
            return "{" + ", ".join(f"{dumped(k)} = {dumped(v)}" for k, v in value.items()) + "}"
        case list():
            return "[" + ", ".join(map(dumped, value)) + "]"
        case bool():
            return str(value).lower()
        case None:
            return '"none"'
        case str():
            return json.dumps(value).replace("\x7f", "\\u007f")
    return str(value)


def dumped_store(tables: dict) -> str:
    """Tables as a store, each event in a block of its own where they are still what events are."""
    events = tables.get("events")
    if not isinstance(events, list) or not all(isinstance(one, dict) and one for one in events):
        return "".join(f"{dumped(key)} = {dumped(value)}\n" for key, value in tables.items())
    head = {key: value for key, value in tables.items() if key != "events"}
    blocks = ("[[events]]\n" + dumped_store(event) for event in events)
    return dumped_store(head) + "".join(blocks)


def of_bytes(text: str, rng: random.Random) -> bytes:
    return mutated_bytes(text.encode(), rng)


def of_tables(text: str, rng: random.Random) -> bytes:
    return dumped_store(mutated_tables(tomli.loads(text), rng)).encode()


@cache
def texts_of(folder: Path) -> dict[str, bytes]:
    return {str(one.relative_to(folder)): one.read_bytes() for one in folder.glob("*/*.txt")}


def put_texts(folder: Path, original: Path, rng: random.Random | None = None) -> None:
    """The texts of the reports; now and then one that the chronicle was not written for."""
    for name, data in texts_of(original).items():
        text = mutated_bytes(data, rng) if rng and rng.random() < 0.05 else data
        if (folder / name).read_bytes() != text:
            (folder / name).write_bytes(text)


# --- what must hold -------------------------------------------------------------------------------


def said_of(problems: tuple[Problem, ...], path: Path) -> None:
    """Each problem is one clean line that begins with its file and ends with its kind."""
    for problem in problems:
        line = str(safe_line(str(problem), 100_000))
        assert line.startswith(str(path)), line
        assert line.endswith(f"[{problem.kind}]"), line
        assert problem.what, line
        assert problem.mend, line
        assert problem.line is None or problem.line > 0, line
        if problem.kind in ("syntax", "not-utf8"):
            assert problem.line, line
            assert problem.column, line


def is_sound(path: Path, *, look_first: bool) -> bool:
    """Read, check and look up a store as the explorer does; whether it can be used."""
    first = first_look(Location(path)) if look_first else None
    try:
        opened = open_store(path)
    except StoreError as error:
        problems = error.problems
    else:
        problems = opened.problems
    said_of(problems, path)
    if any(one.severity is Severity.ERROR for one in problems):
        return False
    catalogue = opened.catalogue
    for i in range(catalogue.count()):
        row = catalogue.row(i)
        assert catalogue.comparison(row.id, catalogue.pairs[0]).event == row.id
    assert line_of(Location(path), None, row.id)
    assert first is None or first.catalogue.count() <= catalogue.count()
    return True


@pytest.fixture(scope="module")
def folder_of(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Path], Path]:
    """A folder to change a chronicle in, with the texts of its reports as far as they are known."""

    @cache
    def made(path: Path) -> Path:
        folder = tmp_path_factory.mktemp(path.stem)
        for one in path.parent.iterdir():
            if one.is_dir():
                shutil.copytree(one, folder / one.name)
        return folder

    return made


def each_change(part: int) -> Iterator[int]:
    yield from range(FIRST + part, FIRST + MUTATIONS // 2, PARTS)


@pytest.mark.parametrize("part", range(PARTS))
@pytest.mark.parametrize("changed", [of_bytes, of_tables])
def test_any_change_to_a_chronicle_is_problems_or_a_chronicle(changed, part, folder_of, shows_all):
    for seed in each_change(part):
        rng = random.Random(f"{changed.__name__} {seed}")
        chronicle = CHRONICLES[seed % len(CHRONICLES)]
        path = folder_of(chronicle) / "store.toml"
        path.write_bytes(changed(a_store(chronicle, rng), rng))
        put_texts(path.parent, chronicle.parent, rng)
        started = time.process_time()
        try:
            if seed // PARTS % 20:
                is_sound(path, look_first=not seed % 3)
            else:
                shows_all(path, seed)
        except BaseException as error:
            error.add_note(f"seed {seed} of {changed.__name__}: {path}")
            raise
        assert time.process_time() - started < SOON, seed


@pytest.mark.parametrize("seed", range(20))
def test_what_is_cut_from_a_chronicle_is_sound_before_it_is_changed(seed, folder_of):
    chronicle = CHRONICLES[seed % len(CHRONICLES)]
    path = folder_of(chronicle) / "store.toml"
    path.write_text(a_store(chronicle, random.Random(seed)), "utf-8")
    put_texts(path.parent, chronicle.parent)
    assert is_sound(path, look_first=True)
