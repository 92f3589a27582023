"""The explorer as a program: from a catalogue to an exit code, with the terminal left as it was."""

import asyncio
import signal
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual import constants, events, on
from textual.app import App
from textual.filter import LineFilter, NoColor
from textual.message import Message
from textual.screen import Screen
from textual.theme import BUILTIN_THEMES
from textual.timer import Timer

from iraq_tui.domain.catalogue import Catalogue
from iraq_tui.domain.query.terms import QueryError
from iraq_tui.sources.toml.problem import Problem, StoreError
from iraq_tui.text.safe import safe_line
from iraq_tui.tui import garbage, state
from iraq_tui.tui.commands import Where
from iraq_tui.tui.driver import ThriftyDriver
from iraq_tui.tui.early import ENDS
from iraq_tui.tui.keys import bind
from iraq_tui.tui.kit import Kit
from iraq_tui.tui.looks import theme_for
from iraq_tui.tui.mends import let_styles_go
from iraq_tui.tui.options import ExploreOptions
from iraq_tui.tui.outside import Outside
from iraq_tui.tui.paint.glyphs import ASCII, UNICODE
from iraq_tui.tui.screens.explorer import Explorer
from iraq_tui.tui.screens.sized import mark_size
from iraq_tui.tui.widgets.bars import KeyLine
from iraq_tui.tui.widgets.painted import ASCII_CLASS
from iraq_tui.tui.widgets.told import KeysMayCome

if TYPE_CHECKING:
    from iraq_tui.tui.early import Early
    from iraq_tui.tui.screens.palette import Palette

PROBLEMS = 1
WRONG_USAGE = 2
PATIENCE = 0.5
"""Seconds that keys wait at most for a line to be taken."""
_SWITCH = 0.0001
"""Seconds until a thread that waits gets its turn."""


class ExplorerApp(App[None], inherit_bindings=False):
    """One screen, its theme and its end."""

    class Released(Message):
        """The next of the keys held back may have its turn."""

    CSS_PATH = "app.tcss"
    ENABLE_COMMAND_PALETTE = False
    ALLOW_SELECT = False

    def __init__(
        self, catalogue: Catalogue, view: state.View, options: ExploreOptions, outside: Outside
    ) -> None:
        let_styles_go()
        # One that is named in the environment, as for a browser, is left as it is.
        super().__init__(driver_class=None if constants.DRIVER else ThriftyDriver)
        self._kit = kit = Kit(ASCII if options.ascii else UNICODE, options.keymap)
        bind(self, kit.keymap, Where.APP, only=lambda one: one.everywhere)
        self.early: Early | None = None
        """What shows before the first frame."""
        self.crash: Exception | None = None
        self._is_ready = False
        """Whether the first frame shows."""
        self._left_with: int | None = None
        """The exit code, where the end is asked for before."""
        self.refused: tuple[Problem, ...] = ()
        """Why a store cannot be used of which the first events could."""
        self._is_waiting = True
        """Whether there is no screen yet to take what is typed, or a line still takes its Enter."""
        self._early: list[events.Event] = []
        """What was typed meanwhile, in order."""
        self._patience: Timer | None = None
        self._own_theme: str | None = None
        """The theme in force before one is only looked at."""
        self._explorer = Explorer(
            catalogue, view, kit, outside, greeting=kit.warned(outside.problems)
        )
        self.set_class(options.ascii, ASCII_CLASS)
        theme = theme_for(options.theme, self.console.color_system)
        if theme is not None:
            self.theme = theme

    def get_default_screen(self) -> Screen[None]:
        """The explorer is the first screen, which starts faster than pushing it on another."""
        mark_size(self._explorer, self.size)  # while there is nothing yet to be styled anew
        return self._explorer

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Under NO_COLOR no colours at all, not even greys: https://no-color.org."""
        return [NoColor()] if self.no_color else super().get_line_filters()

    @property
    def takes_keys(self) -> bool:
        """Whether what is typed is taken at once, not kept for later."""
        return not self._is_waiting and not self._early

    async def on_event(self, event: events.Event) -> None:
        """Keep what is typed too early: its keys would find no widget, or the wrong one."""
        if isinstance(event, events.Resize):
            self._resized(event)
        # What comes back from a widget that had no use for it has been forwarded before.
        if not isinstance(event, events.InputEvent | events.Paste) or event.is_forwarded:
            await super().on_event(event)
        elif self.takes_keys and not self._waits_for_screen():
            await self._take(event)
        else:
            self._early.append(event)

    def _waits_for_screen(self) -> bool:
        """Whether a screen is still being opened: closed before, it would mount without its parts.

        The wait for it begins with that, and ends with it.
        """
        if not self._screen_stack or self.screen.is_mounted:
            return False
        self._wait()
        self.screen.call_later(self._end_wait)  # it takes messages from then on
        return True

    def _wait(self) -> None:
        self._is_waiting = True
        self._patience = self.set_timer(PATIENCE, self._end_wait)

    async def _take(self, typed: events.Event) -> None:
        await super().on_event(typed)
        if isinstance(typed, events.Key) and self._ends_typing(typed.key):
            # The line that is typed in takes this key in its turn; what follows is for after it.
            self._wait()

    def _resized(self, event: events.Resize) -> None:
        self.forget_terminal()
        if event.size == self.size and not self._is_waiting:
            # Smaller and back between two looks: Textual would paint nothing of what was lost.
            self.call_later(self.action_repaint)

    def _ends_typing(self, key: str) -> bool:
        """Whether a key may end what is being typed, at once or as soon as it is looked at."""
        if self.screen is self._explorer:
            return key == "enter" and self._explorer.asking is not None
        from iraq_tui.tui.widgets.prompt import Typed

        return key in ("enter", "escape") and isinstance(self.focused, Typed)

    @on(KeysMayCome)
    def _end_wait(self) -> None:
        if self._patience is not None:
            self._patience.stop()  # or it would cut a later wait short
        self._is_waiting = False
        self.post_message(self.Released())

    @on(Released)
    async def _release(self) -> None:
        """Take one of the keys held back; what is typed meanwhile comes after the last of them."""
        if not self._early or self._is_waiting or not self._screen_stack:  # not while it ends
            return
        if not self._waits_for_screen():
            await self._take(self._early.pop(0))
            self.post_message(self.Released())

    @on(KeyLine.Pressed)
    def _key_line_pressed(self, message: KeyLine.Pressed) -> None:
        """A click on an item of the key line, on whatever screen."""
        self.simulate_key(self._kit.keymap.keys[message.command][0])

    def on_palette_passing(self, message: "Palette.Passing") -> None:
        """Show a theme that the palette's cursor passes over; none brings back the one before."""
        if self._own_theme is None:
            self._own_theme = self.theme
        self.theme = message.theme or self._own_theme
        if not message.theme:
            self._own_theme = None

    @on(Explorer.Refused)
    def _refused(self, message: Explorer.Refused) -> None:
        self.refused = message.problems
        self.exit(return_code=PROBLEMS)

    @on(Explorer.ThemeChosen)
    def _choose_theme(self, message: Explorer.ThemeChosen) -> None:
        self.theme, self._own_theme = message.theme, None

    def on_mount(self) -> None:
        """End well on signals, and come back whole from the background."""
        if not isinstance(self._driver, ThriftyDriver):  # which minds them from its first moment
            loop = asyncio.get_running_loop()
            for one in ENDS:
                loop.add_signal_handler(one, self._end, one)
        self.app_resume_signal.subscribe(self, lambda _: self.action_repaint())

    def on_ready(self) -> None:
        """From the first frame on, look for garbage in what is new: see ``iraq_tui.__main__``."""
        self._is_ready = True
        if self._left_with is not None:
            self.exit(return_code=self._left_with)
            return
        garbage.begin()

    def exit(  # what App gives and shows besides has no use here
        self,
        result: None = None,  # noqa: ARG002
        return_code: int = 0,
        message: object = None,  # noqa: ARG002
    ) -> None:
        """Leave, or do so at the first frame: what is half mounted cannot be left well.

        Nothing is given, and no message is shown.
        """
        if self._is_ready:
            super().exit(return_code=return_code)
        else:
            self._left_with = return_code

    def _end(self, one: signal.Signals) -> None:
        self.exit(return_code=128 + one)

    def _handle_exception(self, error: Exception) -> None:
        """Remember the first error; the terminal is restored, and ``run`` tells of it."""
        if self.crash is None:
            self.crash = error
        super()._handle_exception(error)

    def _fatal_error(self) -> None:
        """No traceback with its locals on the screen: they may hold anything from the store."""
        self._close_messages_no_wait()

    def forget_terminal(self) -> None:
        """Write everything anew from now on: the terminal may show anything."""
        if isinstance(self._driver, ThriftyDriver):
            self._driver.forget()

    async def action_quit(self) -> None:
        """Quit from anywhere."""
        self.exit()

    def action_how_to_quit(self) -> None:
        """Many press ctrl+c; it must not lose a selection."""
        for line in self.screen.query(KeyLine):
            line.say(f"{self._kit.key('quit')} quits")

    def action_repaint(self) -> None:
        """Paint everything anew, also what should be there already."""
        self.forget_terminal()
        self.screen.refresh(layout=True)


def run(
    catalogue: Catalogue,
    options: ExploreOptions,
    outside: Outside,
    early: "Early | None" = None,
) -> int:
    """Explore until quit; the exit code. ``early`` is what shows already.

    0 after quitting; 2 where the filter or the theme makes no sense (said on stderr); 128 + n after
    signal n. Raises StoreError where the rest of a store, of which the first events showed, turns
    out not to be usable, and InternalError from whatever was not foreseen.
    """
    try:
        view = state.start(catalogue, text=options.filter, at=options.at, pair=options.pair)
    except QueryError as error:
        return _say(f"iraq-tui: the filter makes no sense: {error}", WRONG_USAGE)
    if options.theme is not None and options.theme not in BUILTIN_THEMES:
        names = ", ".join(sorted(BUILTIN_THEMES))
        wrong = f"{options.theme_named}: there is no theme {options.theme}; there are {names}"
        return _say(f"iraq-tui: {wrong}", WRONG_USAGE)
    app = ExplorerApp(catalogue, view, options, outside)
    app.early = early
    # Textual writes to the terminal in a thread, which would wait that long for its turn where the
    # next frame is already being made.
    sys.setswitchinterval(_SWITCH)
    crash: BaseException | None = None
    try:
        app.run()
    except Exception as error:  # noqa: BLE001 -- whatever it is, the person gets one plain line
        crash = error
    if early is not None:
        early.close()  # no more can be on its way
    crash = crash or app.crash
    if crash is not None:
        from iraq_tui.crash import InternalError

        raise InternalError from crash
    if app.refused:
        raise StoreError(app.refused)
    return app.return_code or 0


def _say(message: str, code: int) -> int:
    sys.stderr.write(f"{safe_line(message, 1000)}\n")
    return code
