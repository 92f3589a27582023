"""What comes from the terminal, made into keys: whatever it is, it ends nothing.

Textual's parser takes what it is sent for well-formed, and its thread for typed text ends with the
first thing that is not: a byte of no character, a key with parts of its own, a size of nothing.
"""

import re
from codecs import getincrementaldecoder
from collections.abc import Iterable, Iterator

from textual import events
from textual._xterm_parser import XTermParser
from textual.message import Message

_KEY_WITH_PARTS = re.compile(
    r"\x1b\[(?P<code>\d+)(?::[\d:]*)?;(?P<with>\d*):(?P<kind>\d*)(?P<rest>.*)"
)
_CODE_WITH_PARTS = re.compile(r"\x1b\[(?P<code>\d+):[\d:]*(?P<rest>[;u].*)")
_RELEASED = "3"
_MOST_CELLS = 1_000_000
"""Of a screen; what claims to be larger is none."""


class _Parser(XTermParser):
    """Takes what makes no sense for nothing."""

    def _sequence_to_key_events(self, sequence: str, alt: bool = False) -> Iterable[events.Key]:
        plain = _plain(sequence)
        if plain is None:
            return []
        try:
            keys = list(super()._sequence_to_key_events(plain, alt))
        except (ValueError, OverflowError):  # a number that stands for no character
            return []
        return [key for key in keys if _can_be_written(key.character)]

    def parse_mouse_code(self, code: str) -> Message | None:
        told = (self.terminal_size, self.terminal_pixel_size)
        if any(0 in tuple(size) for size in told if size is not None):
            self.terminal_pixel_size = None  # it does not know how large a cell is
        return super().parse_mouse_code(code)


def _plain(sequence: str) -> str | None:
    """A key without what the Kitty protocol may add to its numbers; none if it is let go of."""
    if found := _KEY_WITH_PARTS.fullmatch(sequence):
        if found["kind"] == _RELEASED:
            return None
        return f"\x1b[{found['code']};{found['with']}{found['rest']}"
    if found := _CODE_WITH_PARTS.fullmatch(sequence):
        return f"\x1b[{found['code']}{found['rest']}"
    return sequence


def _can_be_written(character: str | None) -> bool:
    """Whether it is none, or more than half of a pair that stands for one."""
    return character is None or not any("\ud800" <= one <= "\udfff" for one in character)


class Incoming:
    """Bytes of a terminal, piece by piece, as messages."""

    def __init__(self) -> None:
        self._decode = getincrementaldecoder("utf-8")("replace").decode
        self._parser = _Parser()

    def take(self, data: bytes) -> Iterator[Message]:
        """What these bytes say, with those that came before."""
        text = self._decode(data)
        if text:
            yield from self._told(self._parser.feed(text))

    def tick(self) -> Iterator[Message]:
        """What a silence says: an Esc that nothing followed is one that was pressed."""
        yield from self._told(self._parser.tick())

    def _told(self, found: Iterable[Message]) -> Iterator[Message]:
        messages = iter(found)
        while True:
            try:
                message = next(messages)
            except StopIteration:
                return
            except Exception:  # noqa: BLE001 -- the parser is another's, and what is typed anything
                self._parser = _Parser()  # the old one takes no more
                return
            if not isinstance(message, events.Resize) or _is_a_screen(message):
                yield message


def _is_a_screen(told: events.Resize) -> bool:
    return 0 < told.size.area <= _MOST_CELLS
