"""Programs that are measured: how each is started, and how its content is known."""

import mmap
import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from benchmarks.picture import Area, Picture, Watched
from benchmarks.terminal import QUIET, LateError, Output, Terminal

SIZE = (40, 120)
EXPLORER = "iraq-tui"
BLANK = "blank Textual"


class Program(Struct, frozen=True):
    """A command, and how its first content is known among what it writes."""

    name: str
    command: tuple[str, ...]
    content: re.Pattern[bytes]
    environment: Mapping[str, str]
    folder: Path
    rows: int = 0
    """Lines or events that it shows, all of them told."""
    chronicle: Path | None = None
    """Of the explorer: what it shows."""
    margins: tuple[int, int] = (0, 1)
    """Rows at the top and at the bottom that are no content."""

    @property
    def is_ours(self) -> bool:
        """Whether it is the explorer."""
        return self.chronicle is not None

    @property
    def quiet(self) -> float:
        """Seconds without output or work after which it has painted all that a key asks for."""
        return QUIET if self.is_ours else QUIET / 3

    def start(self, size: tuple[int, int] = SIZE) -> Terminal:
        """The program, just executed."""
        return Terminal(self.command, environment=self.environment, folder=self.folder, size=size)

    def opened(self, patience: float, size: tuple[int, int] = SIZE) -> Watched:
        """The program once it shows its content and, if it is ours, how many events there are."""
        watched = Watched(self.start(size), size)
        try:
            watched.wait_for(self.is_open, patience)
            watched.settle()
        except BaseException:
            watched.terminal.kill()
            raise
        return watched

    def is_open(self, text: str) -> bool:
        """Whether a screen with this text shows its content."""
        if self.is_ours:
            return shows_count(text, self.rows)
        return self.content.search(text.encode()) is not None

    def areas(self, picture: Picture) -> dict[str, Area]:
        """Where a key is seen: "timeline", and of ours "panel" and "line", the filter's."""
        bottom = picture.rows - self.margins[1]
        if self.is_ours:
            return panes(picture)
        # The last column may be a scroll bar.
        return {"timeline": Area(self.margins[0], bottom, 0, picture.columns - 1)}


def shows_count(text: str, events: int) -> bool:
    """Whether the explorer's head line counts so many events; none told: any number."""
    digits = re.escape(f"{events:,}").replace(",", "[,. \u202f\u2009]?") if events else r"\d+"
    return re.search(rf"(?<!\d){digits} events?\b", text.partition("\n")[0]) is not None


def panes(picture: Picture) -> dict[str, Area]:
    """The explorer's panes, found by the rules between them; the thumbs' columns left out."""
    lines = [line.ljust(picture.columns) for line in picture.lines[3:-2]]
    rules = [
        x
        for x in range(picture.columns)
        if sum(line[x] in "│|" for line in lines) > 0.7 * len(lines)
    ]
    if not 1 <= len(rules) <= 2:
        raise LateError(f"{len(rules)} rules between panes, not 1 or 2:\n{picture.text}")
    left = rules[0] + 1 if len(rules) == 2 else 0
    top, bottom = 3, picture.rows - 2
    return {
        "timeline": Area(top, bottom, left, rules[-1] - 1),
        "panel": Area(top, bottom, rules[-1] + 1, picture.columns - 1),
    }


def calibrated(program: Program, patience: float) -> Program:
    """The explorer, its content known by the titles that it shows first, and in the end.

    Raises LateError if it shows none of its chronicle's titles in time.
    """
    with Watched(program.start(), SIZE) as watched, titles_of(program) as data:
        found: set[bytes] = set()

        def shows_titles(_text: str) -> bool:
            found.update(titles_shown(watched.picture, data))
            return bool(found)

        watched.wait_for(shows_titles, patience)
        watched.wait_for(program.is_open, patience)
        watched.settle(patience=patience)
        found.update(titles_shown(watched.picture, data))
    return replace(program, content=re.compile(b"|".join(map(re.escape, sorted(found)))))


def first_shown(program: Program, outputs: Iterable[Output]) -> float | None:
    """When the first of its chronicle's titles showed in what the explorer wrote, if any did.

    Off the clock: for titles that were not expected, or written in pieces.
    """
    picture = Picture(SIZE)
    with titles_of(program) as data:
        for output in outputs:
            picture.feed(output.data)
            if next(titles_shown(picture, data), None):
                return output.at
    return None


@contextmanager
def titles_of(program: Program) -> Iterator[mmap.mmap]:
    """The explorer's chronicle to search for titles; closed after use."""
    assert program.chronicle
    with (
        program.chronicle.open("rb") as file,
        mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data,
    ):
        yield data


def titles_shown(picture: Picture, data: bytes | mmap.mmap) -> Iterator[bytes]:
    """The titles of a chronicle that are on the timeline, each as far as it shows."""
    try:
        area = panes(picture)["timeline"]
    except LateError:  # no panes as yet, but there may be a timeline
        area = Area(0, picture.rows, 0, picture.columns)
    for shown in picture.words(area):
        for piece in re.split(r"\s{2,}", shown):
            words = piece.partition("…")[0].split(" ")
            for count in range(len(words), 1, -1):
                title = " ".join(words[:count]).encode()
                if len(title) >= 8 and data.find(b'title = "' + title) >= 0:
                    yield title
                    break
