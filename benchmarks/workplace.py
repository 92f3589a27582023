"""Where it is measured: a folder with a home of its own, chronicles, and texts of as many lines."""

import hashlib
import mmap
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path

from benchmarks.peers import BLANK, EXPLORER, Program
from benchmarks.results import say
from benchmarks.terminal import LateError
from iraq_tui.files import READ_LIMIT

ROOT = Path(__file__).resolve().parents[1]
BUNDLED = 0
"""Stands for the bundled chronicle where a number of events is asked for."""
COMMON = "caches/common"
"""The cache of whatever is not measured by what it has seen."""
NEW = "caches/new"
"""A cache that is emptied before each run that must not have seen its chronicle."""
PREPARING = 3600.0
"""Seconds that anything may take at most."""
OPENING = 900.0
"""Seconds that the first reading of a chronicle may take; what takes longer is left out."""
LEAN = 1_000_000
"""From so many events on they are of the fewest keys."""
_MEMORY_OF_AN_EVENT = 8000

_BLANK_APP = """\
from textual.app import App
from textual.screen import Screen
class Page(Screen):
    def render(self):
        return "ready"
class Blank(App):
    def get_default_screen(self):
        return Page(id="_default")
Blank().run()
"""
_TITLE = re.compile(rb'^title = "([^"\\]+)"$', re.MULTILINE)
_HEADER = re.compile(rb"^\[\[events\]\]$", re.MULTILINE)
_MOST_TITLES = 5000


class Workplace:
    """A folder with a home and caches of its own, and the texts to show."""

    def __init__(self, folder: Path, source: Path | None = None) -> None:
        """``source``: another checkout whose ``src`` is measured in place of this one."""
        self.folder = folder
        self.source = source
        self._mark = ""
        self._warm: dict[str, bool] = {}
        for name in ("home", "run", "caches", "texts"):
            (folder / name).mkdir(parents=True, exist_ok=True)

    def environment(self, cache: str = COMMON) -> dict[str, str]:
        """A plain environment: nothing of the person's own, no settings of iraq-tui."""
        home = self.folder / "home"
        kept = {name: os.environ[name] for name in ("PATH", "TMPDIR") if name in os.environ}
        if self.source is not None:
            kept["PYTHONPATH"] = str(self.source / "src")
        return {
            **kept,
            "HOME": str(home),
            "LANG": "C.UTF-8",
            "LC_ALL": "C.UTF-8",
            "TERM": "xterm-256color",
            "COLORTERM": "truecolor",
            "LESSHISTFILE": "-",
            "XDG_CACHE_HOME": str(self.folder / cache),
            "XDG_CONFIG_HOME": str(home / "config"),
            "XDG_DATA_HOME": str(home / "data"),
            "XDG_STATE_HOME": str(home / "state"),
        }

    # --- what is shown ---

    def chronicle(self, events: int) -> Path:
        """A chronicle of so many events, made if it is not there yet; the bundled one for 0."""
        if events == BUNDLED:
            return (self.source or ROOT) / "data" / "events.toml"
        mark = self._generators_mark()
        path = self.folder / "texts" / f"{events}-{mark}.toml"
        if not path.exists():
            half = path.with_suffix(".half")
            say(f"making a chronicle of {events} events")
            _generate(events, *(["--lean"] if events >= LEAN else []), "-o", str(half))
            half.rename(path)
        return path

    def text(self, lines: int) -> Path:
        """As many lines of text, each a time and a title of the chronicle."""
        path = self.folder / "texts" / f"{lines}.log"
        if not path.exists():
            with path.open("w", encoding="utf-8") as file:
                file.writelines(
                    f"{time} {word} {title}\n" for time, word, title in self._rows(lines)
                )
        return path

    def table(self, lines: int) -> Path:
        """The same with commas."""
        path = self.folder / "texts" / f"{lines}.csv"
        if not path.exists():
            with path.open("w", encoding="utf-8") as file:
                file.write("word,time,title\n")
                file.writelines(
                    f'{word},{time},"{title}"\n' for time, word, title in self._rows(lines)
                )
        return path

    def _rows(self, lines: int) -> Iterator[tuple[str, str, str]]:
        titles = list(islice(event_titles(self.chronicle(lines)), _MOST_TITLES))
        for number in range(lines):
            day, second = divmod(number, 86400)
            hour, minute = second // 3600, second // 60 % 60
            date = f"2024-{day // 28 % 12 + 1:02}-{day % 28 + 1:02}"
            time = f"{date}T{hour:02}:{minute:02}:{second % 60:02}"
            yield time, f"ev{number:07}", titles[number % len(titles)]

    def _generators_mark(self) -> str:
        """Tells chronicles apart that were made by different versions of the generator."""
        if not self._mark:
            self._mark = hashlib.sha256(_generate(100)).hexdigest()[:8]
        return self._mark

    # --- what shows it ---

    def explorer(self, events: int, *, cache: str = COMMON) -> Program:
        """The explorer on a chronicle; its first content is not yet known (see ``calibrated``)."""
        chronicle = self.chronicle(events)
        named = [] if events == BUNDLED else [str(chronicle)]
        if chronicle.stat().st_size > READ_LIMIT:
            named += ["--max-size", str(chronicle.stat().st_size // 2**20 + 1)]
        return Program(
            name=EXPLORER,
            command=(*explorer_command(), *named),
            content=re.compile(rb"\Z\A."),
            environment=self.environment(cache),
            folder=self.folder / "run",
            rows=events,
            chronicle=chronicle,
        )

    def seen(self, events: int) -> Program:
        """The explorer on a chronicle that it has seen before, by its own cache."""
        name = f"caches/seen-{events}"
        program = self.explorer(events, cache=name)
        if name not in self._warm:
            say(f"letting the explorer see {events or 'the bundled'} events")
            self._warm[name] = self._warmed(program)
        return program

    def usable(self, sizes: Sequence[int], notes: list[str]) -> list[int]:
        """Those numbers of events that the explorer opens here in time; the rest is noted."""
        good = []
        for events in sizes:
            needed, there = events * _MEMORY_OF_AN_EVENT, available_memory()
            if there is not None and needed > there:
                notes.append(f"{events} events: {there / 1e9:.0f} GB of memory are not enough")
                continue
            try:
                self.seen(events)
            except LateError as error:
                notes.append(f"{events} events: {error.brief}")
            except subprocess.SubprocessError as error:
                notes.append(f"{events} events: {error}")
            else:
                good.append(events)
        return good

    def keeps(self, events: int) -> bool:
        """Whether the explorer kept anything of a chronicle that it has seen."""
        return self._warm.get(f"caches/seen-{events}", False)

    def blank(self) -> Program:
        """The unit of starting: an app of Textual's with five letters on its screen."""
        path = self.folder / "run" / "blank_app.py"
        path.write_text(_BLANK_APP, "utf-8")
        return self._plain(BLANK, (sys.executable, str(path)), b"ready")

    def peers(self, lines: int) -> list[Program]:
        """The peers that are installed here, on as many lines."""
        text = str(self.text(lines))
        made = []
        if shutil.which("less"):
            made.append(self._plain("less", ("less", text), _WORD, lines))
        if shutil.which("tig"):
            piped = ("sh", "-c", 'exec tig < "$0"', text)
            made.append(self._plain("tig", piped, _WORD, lines, (0, 2)))
        if shutil.which("lnav"):
            # A clock at the top; at the bottom what else there is to press.
            made.append(self._plain("lnav", ("lnav", "-N", text), _WORD, lines, (2, 3)))
        if shutil.which("vd"):
            table = ("vd", str(self.table(lines)))
            made.append(self._plain("visidata", table, _WORD, lines, (2, 1)))
        return made

    def _plain(
        self,
        name: str,
        command: tuple[str, ...],
        content: bytes,
        rows: int = 0,
        margins: tuple[int, int] = (0, 1),
    ) -> Program:
        return Program(
            name=name,
            command=command,
            content=re.compile(content),
            environment=self.environment(),
            folder=self.folder / "run",
            rows=rows,
            margins=margins,
        )

    # --- caches ---

    def forget(self, cache: str) -> None:
        """Empty a cache."""
        shutil.rmtree(self.folder / cache, ignore_errors=True)

    def _warmed(self, program: Program) -> bool:
        with program.opened(OPENING) as watched:
            watched.settle(1.0, PREPARING)  # what it works out in idle moments it may keep, too
            watched.terminal.leave(b"q", PREPARING)
        cache = Path(program.environment["XDG_CACHE_HOME"])
        return any(one.is_file() for one in cache.rglob("*"))


_WORD = rb"ev\d{7}"


def _generate(events: int, *options: str) -> bytes:
    command = [sys.executable, "-m", "benchmarks.chronicles", "--events", str(events), *options]
    done = subprocess.run(command, check=True, cwd=ROOT, timeout=PREPARING, stdout=subprocess.PIPE)
    return done.stdout


def explorer_command() -> tuple[str, ...]:
    """The explorer as it was installed beside this Python, or else as a module."""
    script = Path(sys.executable).with_name(EXPLORER)
    return (str(script),) if script.exists() else (sys.executable, "-m", "iraq_tui")


def available_memory() -> int | None:
    """Bytes that a program may still take; None where the system does not tell."""
    try:
        told = Path("/proc/meminfo").read_text("ascii")
    except OSError:
        return None
    found = re.search(r"^MemAvailable:\s+(\d+) kB", told, re.MULTILINE)
    return int(found[1]) * 1024 if found else None


def event_titles(chronicle: Path) -> Iterator[str]:
    """Titles of events in the order of the file; those with escapes in them are passed over."""
    with chronicle.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
        begin = _HEADER.search(data)
        if begin:
            for found in _TITLE.finditer(data, begin.end()):
                yield found[1].decode()
