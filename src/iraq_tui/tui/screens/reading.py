"""Two reports side by side: to move in the one moves the other to what answers it."""

from collections.abc import Callable

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical

from iraq_tui.domain.catalogue import Catalogue
from iraq_tui.domain.comparison.model import DISAGREEMENTS, Verdict
from iraq_tui.domain.reading import Document, Mark, Reading
from iraq_tui.tui.commands import Where
from iraq_tui.tui.kit import Kit
from iraq_tui.tui.paint.comparison import Look
from iraq_tui.tui.paint.line import Line, blank
from iraq_tui.tui.paint.reading import between, head
from iraq_tui.tui.screens.searching import Searching
from iraq_tui.tui.widgets.bars import KeyLine, Rule, TooSmall
from iraq_tui.tui.widgets.painted import Painted
from iraq_tui.tui.widgets.prompt import Prompt
from iraq_tui.tui.widgets.reader import Reader


class _Heading(Painted):
    """Whose text it is, and how much of it claims rest on."""

    def __init__(self, catalogue: Catalogue, document: Document, kit: Kit) -> None:
        super().__init__()
        self._catalogue, self._document, self._kit = catalogue, document, kit

    def paint(self) -> list[Line]:
        """One line."""
        width = max(self.size.width - 4, 0)
        return [(blank(2), *head(self._catalogue, self._document, width, self._kit.glyphs))]


class Between(Painted):
    """What lies between the two passages: the event, the question, the verdict and its reason."""

    def __init__(self, catalogue: Catalogue, reading: Reading, kit: Kit) -> None:
        super().__init__()
        self._catalogue, self._reading, self._kit = catalogue, reading, kit
        self._document, self._number = reading.left, None  # type: Document, int | None

    def show(self, document: Document, number: int | None) -> None:
        """Tell of another mark."""
        self._document, self._number = document, number
        self.refresh()

    def paint(self) -> list[Line]:
        """As many lines as there is room for."""
        look = Look(max(self.size.width - 4, 1), self._kit.glyphs)
        pair = self._reading.pair
        rows = self.size.height
        lines = between(self._catalogue, self._document, self._number, pair, look, rows)
        return [(blank(2), *line) for line in lines[:rows]]


class ReadingScreen(Searching):
    """Two texts to read; gives the event to go to, or none."""

    def __init__(
        self, catalogue: Catalogue, reading: Reading, kit: Kit, event: str | None = None
    ) -> None:
        """Open at the passages of an event, where there are some."""
        super().__init__(kit)
        self.take_keys(Where.READING)
        self._catalogue, self._reading = catalogue, reading
        self.left = Reader(reading.left, kit, id="left-text")
        self.right = Reader(reading.right, kit, id="right-text")
        self._home = self.left
        self._event = event

    @property
    def reader(self) -> Reader:
        """The text one is in."""
        return self._home

    @property
    def other(self) -> Reader:
        """The other one."""
        return self.right if self._home is self.left else self.left

    def compose(self) -> ComposeResult:
        """The two texts, what lies between them, the keys."""
        with Vertical(id="reading"):
            with Horizontal(id="texts"):
                for reader in (self.left, self.right):
                    if reader is self.right:
                        yield Rule(self.kit.glyphs, id="texts-rule")
                    with Vertical(classes="text"):
                        yield _Heading(self._catalogue, reader.document, self.kit)
                        yield reader
            yield Rule(self.kit.glyphs)
            yield Between(self._catalogue, self._reading, self.kit)
            yield Prompt("search", self.kit)
            yield KeyLine(self.kit.glyphs)
        yield TooSmall(self.kit.glyphs)

    def on_mount(self) -> None:
        """Begin at the event that was asked for, or at the first passage."""
        self.show_keys()
        places = [reader.document.mark_of(self._event or "") for reader in (self.left, self.right)]
        if places[0] is None and (places[1] is not None or not self.left.document.marks):
            self._home = self.right
        start = places[self._home is self.right]
        if self._home.document.marks:
            self._home.go_to_mark(start or 0)
        self._follow()

    @on(Reader.Moved)
    def _moved(self, message: Reader.Moved) -> None:
        self.followed(message.reader)

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """A click goes to a text also where there is no passage."""
        if event.widget is self.focused and isinstance(event.widget, Reader):
            self._home = event.widget

    def followed(self, reader: Reader) -> None:
        """The other text comes to what answers the passage one is at."""
        self._home = reader
        self._follow()

    def _follow(self) -> None:
        """Bring the other text to what answers the mark one is at."""
        here = self._home
        mark = here.mark
        self.other.go_to_mark(None if mark is None else mark.answer)
        for reader in (self.left, self.right):
            if reader.parent is not None:
                reader.parent.set_class(reader is not here, "-away")
        self.query_one(Between).show(here.document, here.number)
        self.query_one(KeyLine).say("")
        self.to_home()

    def action_other_text(self) -> None:
        """To the other report, at the passage it is at."""
        if self.other.document.marks or self.other.found:
            self._home = self.other
            self._home.go_to_mark(self._home.number)
            self._follow()

    def action_next_differ_mark(self) -> None:
        """The next passage that is contradicted."""
        self._find(_differs, 1, "disagreement")

    def action_previous_differ_mark(self) -> None:
        """The one before."""
        self._find(_differs, -1, "disagreement")

    def action_next_lone_mark(self) -> None:
        """The next passage that the other report has no answer to."""
        self._find(_is_alone, 1, "passage without an answer")

    def action_previous_lone_mark(self) -> None:
        """The one before."""
        self._find(_is_alone, -1, "passage without an answer")

    def _find(self, wanted: Callable[[Mark], bool], by: int, what: str) -> None:
        if not self._home.find(wanted, by):
            where = "after" if by > 0 else "before"
            self.query_one(KeyLine).say(f"no {what} {where} this one")

    def action_to_event(self) -> None:
        """Go to the event of this passage."""
        mark = self._home.mark
        self.leave(None if mark is None else mark.row.event)


def _differs(mark: Mark) -> bool:
    return mark.verdict in DISAGREEMENTS


def _is_alone(mark: Mark) -> bool:
    return mark.verdict is Verdict.ONLY
