"""The command palette: finds anything by its name, in any of the languages."""

from collections.abc import Iterator, Sequence
from time import monotonic

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Input

from iraq_tui.domain.catalogue import Catalogue
from iraq_tui.domain.comparison.model import Pair
from iraq_tui.tui.commands import Where
from iraq_tui.tui.findable import Found, Kind, Names, index_of
from iraq_tui.tui.finding import Answer, Search, context
from iraq_tui.tui.keymap import key_line
from iraq_tui.tui.keys import bind
from iraq_tui.tui.kit import Kit
from iraq_tui.tui.paint.line import Line, Role, blank, clipped, own
from iraq_tui.tui.paint.palette import count_line, detail_of, found_row
from iraq_tui.tui.screens.dialogue import Dialogue
from iraq_tui.tui.slices import Slices
from iraq_tui.tui.widgets.bars import KeyLine, TooSmall
from iraq_tui.tui.widgets.lines import Lines
from iraq_tui.tui.widgets.painted import Painted
from iraq_tui.tui.widgets.prompt import Label, Typed
from iraq_tui.tui.widgets.told import KeysMayCome

_NOTHING = Answer((), 0)
_AT_ONCE = 0.008
"""Seconds a search may take before anything of it shows."""
_SHOWN_EVERY = 0.1
"""Seconds between two looks at what a long search has found by then."""
_PATIENCE = 0.3
"""Seconds that Enter waits for the best of a search that has only just begun."""


class Results(Lines, can_focus=False):
    """What was found; the cursor is on the one that Enter is for."""

    KEEPS_CURSOR = True
    LOOKS_FOCUSED = True
    MARGIN = 1

    class Clicked(Message):
        """A row was clicked."""

    def __init__(self, names: Names, pair: Pair, kit: Kit) -> None:
        super().__init__(kit, id="found")
        self._names, self._pair = names, pair
        self._answer = _NOTHING

    def show(self, answer: Answer, *, goes_on: bool = False) -> None:
        """Show another answer from its best, or more of the same: whoever moved stays there."""
        current = self.current if goes_on and self.cursor.start else None
        self._answer = answer
        if current is not None and current in answer.found:
            place = answer.found.index(current)
            self.laid(len(answer.found), range(place, place + 1))
            return
        self.laid(len(answer.found), range(min(len(answer.found), 1)))
        self._scroll(0)

    def rebuild(self) -> None:
        """The same rows in another width."""
        self.laid(len(self._answer.found), self.cursor)

    @property
    def current(self) -> Found | None:
        """What the cursor is on; none where nothing was found."""
        return self._answer.found[self.cursor.start] if self.cursor else None

    def move(self, by: int) -> None:
        """The cursor further down or up, as far as there are rows."""
        last = len(self._answer.found) - 1
        if last >= 0:
            self._put(min(max(self.cursor.start + by, 0), last))

    def is_live(self, y: int) -> bool:
        """Every row can be clicked."""
        return 0 <= y < len(self._answer.found)

    def pressed(self, y: int) -> None:
        """A click is for the row it is on."""
        self._put(y)
        self.post_message(self.Clicked())

    def paint(self, y: int) -> Line:
        """One thing found."""
        found, words = self._answer.found[y], self._answer.words
        detail = detail_of(found, self._names, self._pair, self.kit.keymap, self.glyphs)
        also = context(self._names, found, words)
        row = found_row(found, words, detail, self.paint_width - 1, self.glyphs, also=also)
        return (blank(1), *row)

    def _put(self, y: int) -> None:
        self.put_cursor(range(y, y + 1))


class Count(Painted):
    """How many things were found."""

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        self._answer = _NOTHING

    def show(self, answer: Answer) -> None:
        """Show the count of another answer."""
        self._answer = answer
        self.refresh()

    def paint(self) -> list[Line]:
        """One line."""
        answer, width, glyphs = self._answer, self.size.width, self._kit.glyphs
        if answer.is_partial and not answer.total:
            return [clipped((own("  searching", Role.MUTED),), width, glyphs.ellipsis)]
        return [count_line(answer, width, glyphs)]


class Palette(Dialogue[Found | None]):
    """Asks what to find, and gives it, or none."""

    class Passing(Message):
        """The cursor came to a theme, to be shown meanwhile; an empty one: as it was before."""

        def __init__(self, theme: str) -> None:
            super().__init__()
            self.theme = theme

    def __init__(self, catalogue: Catalogue, pair: Pair, kit: Kit, themes: Sequence[str]) -> None:
        super().__init__(kit)
        bind(self, kit.keymap, Where.PALETTE)
        self._index = index_of(catalogue, kit.keymap, themes)
        self._pair = pair
        self._slices = Slices(self)
        self._search = Search(self._index, "")
        self._asked: str | None = None
        """The text that is searched for; none before there is one."""
        self._shows = False
        """Whether something of what it finds shows."""
        self._since = 0.0
        """Since when."""
        self._steps: Iterator[None] = iter(())
        self._due = 0.0
        """When more of it shows."""
        self._theme = ""
        """The theme that is shown meanwhile."""

    def compose(self) -> ComposeResult:
        """The input, the count, what was found, keys."""
        with Vertical(id="palette"):
            with Horizontal():
                yield Label(":")
                yield Typed()
            yield Count(self.kit)
            yield Results(self._index.names, self._pair, self.kit)
            yield KeyLine(self.kit.glyphs)
        yield TooSmall(self.kit.glyphs)

    def on_mount(self) -> None:
        """Something can be typed at once."""
        ascii_only = self.kit.glyphs.is_ascii
        keys = key_line(self.kit.keymap, Where.PALETTE, ascii_only=ascii_only)
        self.query_one(KeyLine).show(keys)
        self.to_home()
        self._catch_up("")

    def on_unmount(self) -> None:
        """Nobody waits for what is still to be found."""
        self._slices.stop()

    @property
    def home(self) -> Widget:
        """The input, always."""
        return self.query_one(Typed)

    def _catch_up(self, text: str) -> None:
        """Search for a text, if it is another; what is found shows slice by slice."""
        if text == self._asked:
            return
        self._asked, self._shows = text, False
        self._search = Search(self._index, text, earlier=self._search)
        self._pass("")
        self._go_on(self._search.steps(), _AT_ONCE)

    def _go_on(self, steps: Iterator[None], first: float) -> None:
        self._steps, self._due = steps, monotonic() + _SHOWN_EVERY
        self._slices.start(steps, self._sought, first=first)

    def _sought(self, is_done: bool) -> None:
        """Show what is found by now, where that is worth while."""
        now = monotonic()
        if not is_done and now < self._due and (self._shows or not self._search.has_found):
            return
        answer = self._search.answer
        self.query_one(Count).show(answer)
        results = self.query_one(Results)
        results.show(answer, goes_on=self._shows)
        if self._theme and (results.current is None or results.current.id != self._theme):
            self._pass("")  # the theme that is looked at is no longer among what is found
        if not self._shows:
            self._shows, self._since = True, now
        self._due = now + _SHOWN_EVERY

    def _settle(self) -> None:
        """Before Enter takes the best of what nobody can have seen yet, look a little longer."""
        is_new = not self._shows or monotonic() - self._since < _PATIENCE
        if self._slices.is_busy and is_new and not self.query_one(Results).cursor.start:
            self._go_on(self._steps, _PATIENCE)

    async def _on_key(self, event: events.Key) -> None:
        """Take the keys here, in their turn: by way of the app, Enter overtakes them."""
        bound = self._bindings.key_to_bindings.get(event.key)
        if bound:
            event.stop()
            event.prevent_default()
            self._catch_up(self.query_one(Typed).value)
            await self.run_action(bound[0].action)

    @on(Input.Changed)
    def _typing(self, event: Input.Changed) -> None:
        event.stop()
        if event.value == event.input.value:  # what was typed since is answered in its turn
            self._catch_up(event.value)

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self._catch_up(event.value)
        self.action_run_found()

    @on(Results.Clicked)
    def action_run_found(self) -> None:
        """Give what the cursor is on."""
        self._settle()
        found = self.query_one(Results).current
        if found is None:
            self.app.post_message(KeysMayCome())
        else:
            self.leave(found)

    def action_next_found(self) -> None:
        """One down."""
        self._move(1)

    def action_previous_found(self) -> None:
        """One up."""
        self._move(-1)

    def action_page_found_down(self) -> None:
        """A page down."""
        self._move(max(self.query_one(Results).page - 1, 1))

    def action_page_found_up(self) -> None:
        """A page up."""
        self._move(-max(self.query_one(Results).page - 1, 1))

    def _move(self, by: int) -> None:
        results = self.query_one(Results)
        results.move(by)
        found = results.current
        self._pass(found.id if found and found.kind is Kind.THEME else "")

    def _pass(self, theme: str) -> None:
        if theme != self._theme:
            self._theme = theme
            self.post_message(self.Passing(theme))

    def action_close_palette(self) -> None:
        """Close it, all as it was."""
        self._pass("")
        self.leave()
