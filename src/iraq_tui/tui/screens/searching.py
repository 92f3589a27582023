"""What reads two texts can search them: a line to type in, and the way from place to place."""

from collections.abc import Iterator

from textual import events, on
from textual.widget import Widget

from iraq_tui.domain.searched import Searched, Stretch, searched
from iraq_tui.tui.commands import Where, commands
from iraq_tui.tui.keymap import key_line
from iraq_tui.tui.kit import Kit
from iraq_tui.tui.screens.dialogue import Dialogue
from iraq_tui.tui.slices import Slices, Work
from iraq_tui.tui.widgets.bars import KeyLine
from iraq_tui.tui.widgets.prompt import Prompt
from iraq_tui.tui.widgets.reader import Reader
from iraq_tui.tui.widgets.told import Kept, KeysMayCome, Left, Typing, Wanted

_AT_ONCE = 0.02
"""Seconds a search may take before the next key is looked at."""
_STEP = 1000
"""Found places that one step looks for."""
_WHILE_TYPED = frozenset({"end_search", "close"})
_OF_READING = frozenset(one.does for one in commands(Where.READING)) - _WHILE_TYPED
"""What is not done while a line is typed in: its keys are for the line."""


class Searching(Dialogue[str]):
    """Two texts, of which one is home. What is typed is found in both of them at once."""

    left: Reader
    right: Reader

    def __init__(self, kit: Kit) -> None:
        super().__init__(kit)
        self._is_asking = False
        """Whether the search is being typed."""
        self._sought = ""
        """What is found, or on its way to be."""
        self._ready: dict[Reader, Searched] = {}
        self._slices = Slices(self)

    @property
    def reader(self) -> Reader:
        """The text one is in."""
        raise NotImplementedError

    def followed(self, reader: Reader) -> None:
        """The cursor may be at another passage of a text."""
        raise NotImplementedError

    @property
    def home(self) -> Widget:
        """The line while it is typed in, else the text."""
        return self.query_one(Prompt).input if self._is_asking else self.reader

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """While the line is typed in, its keys do what they do there."""
        if self._is_asking and action in _OF_READING:
            return False
        return super().check_action(action, parameters)

    def on_unmount(self) -> None:
        """Nobody waits for what is still to be found."""
        self._slices.stop()

    # --- the line ---

    def action_search_texts(self) -> None:
        """Type what to search for; what was searched for can be gone on with."""
        line = self.query_one(Prompt)
        line.set_text(self._sought)
        line.display = self._is_asking = True
        self.show_keys()
        self.to_home()

    @on(Wanted)
    def _wanted(self) -> None:
        if not self._is_asking:
            self.action_search_texts()

    @on(Typing)
    def _typing(self, message: Typing) -> None:
        if self._is_asking:  # else typed before, told after the line was left
            self.paint_now(message.prompt.input)  # the letter is not to wait for what it finds
            self._seek(message.text)

    @on(Kept)
    def _kept(self, message: Kept) -> None:
        """Back to the text, to the first place found from where one is."""
        self._seek(message.text)
        self._end_asking()
        if self._sought:
            self.action_next_hit()
        else:
            self._take_off()
        self.app.post_message(KeysMayCome())

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """A click on a text ends the typing; what is found stays."""
        if self._is_asking and event.widget is self.focused and isinstance(event.widget, Reader):
            self._end_asking()

    @on(Left)
    def action_end_search(self) -> None:
        """Take the search off; where there is none, back."""
        if not (self._is_asking or self._sought):
            self.leave()
            return
        self._end_asking()
        self._take_off()
        self.app.post_message(KeysMayCome())

    def _end_asking(self) -> None:
        self._is_asking = False
        self.show_keys()
        self.to_home()

    def _take_off(self) -> None:
        self._seek("")
        line = self.query_one(Prompt)
        line.set_text("")
        line.answer()
        line.display = False
        self.query_one(KeyLine).say("")
        self.show_keys()

    def show_keys(self) -> None:
        """What the key line offers now."""
        ascii_only = self.kit.glyphs.is_ascii
        if self._is_asking:
            items = key_line(
                self.kit.keymap,
                Where.PROMPT,
                labels={"leave-line": "no search"},
                ascii_only=ascii_only,
            )
        else:
            items = key_line(
                self.kit.keymap,
                Where.READING,
                Where.PANE,
                first="next-hit" if self._sought else "",
                labels={"end-search": "no search"} if self._sought else {},
                without=() if self._sought else ("next-hit",),
                ascii_only=ascii_only,
            )
        self.query_one(KeyLine).show(items)

    # --- what is found ---

    def _seek(self, text: str) -> None:
        """Look for a text, if it is another, a slice at a time; what is found by then shows."""
        text = text if text.strip() else ""
        if text == self._sought:
            return
        self._sought = text
        found: dict[Reader, list[Stretch]] = {self.left: [], self.right: []}

        def looked(is_done: bool) -> None:
            if is_done:
                for reader, places in found.items():
                    reader.show_found(places)
            self._count(is_done)

        self._slices.start(self._steps(text, found), looked, first=_AT_ONCE)

    def _steps(self, text: str, found: dict[Reader, list[Stretch]]) -> Iterator[None]:
        for reader, places in found.items() if text else ():
            if reader not in self._ready:
                work = Work(searched(reader.document.text.text))
                yield from work
                self._ready[reader] = work.result
            for place in self._ready[reader].find(text):
                places.append(place)
                if not len(places) % _STEP:
                    yield

    def _count(self, is_done: bool = True) -> None:
        """Say how many places are found in each text, and at which of them one is."""
        told = "searching"
        if is_done:
            told = " | ".join(_figure(reader) for reader in (self.left, self.right))
        self.query_one(Prompt).answer(told if self._sought else "")

    def action_next_hit(self) -> None:
        """The next place found in this text."""
        self._go(1)

    def action_previous_hit(self) -> None:
        """The one before."""
        self._go(-1)

    def _go(self, by: int) -> None:
        line = self.query_one(KeyLine)
        if not self._sought:
            line.say(f"nothing is searched for: {self.kit.key('search-texts')} does")
            return
        self._slices.finish()
        reader, other = self.reader, self.right if self.reader is self.left else self.left
        if not reader.found:
            line.say(self._nowhere(reader, other))
            return
        other.leave_hit()
        went_round = reader.go_to_hit(by)
        self.followed(reader)
        self._count()
        if went_round:
            line.say("at the first again" if by > 0 else "at the last again")

    def _nowhere(self, reader: Reader, other: Reader) -> str:
        if not other.found:
            return "found in neither text"
        key = self.kit.key("other-text")
        return f"not found in {reader.document.report}; {key} goes to the other, which has it"


def _figure(reader: Reader) -> str:
    count = len(reader.found)
    return str(count) if reader.hit is None else f"{reader.hit + 1} of {count}"
