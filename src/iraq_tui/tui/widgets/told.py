"""Messages that are wanted before there is any widget to send them."""

from typing import TYPE_CHECKING

from textual.message import Message

if TYPE_CHECKING:
    from iraq_tui.tui.widgets.prompt import Prompt


class KeysMayCome(Message):
    """What was typed before has been taken: what comes next finds its place."""


class Looked(Message):
    """The time axis shows another window."""


class Told(Message):
    """What the messages of a prompt share."""

    def __init__(self, prompt: "Prompt", text: str) -> None:
        super().__init__()
        self.prompt, self.text = prompt, text

    @property
    def control(self) -> "Prompt":
        """Whose text it is."""
        return self.prompt


class Typing(Told):
    """The text changed."""


class Kept(Told):
    """The text should stand."""


class Left(Told):
    """All should be as it was before."""


class Wanted(Told):
    """Somebody wants to type in it."""
