"""What goes to the terminal: at once as far as it is taken, the rest by Textual's thread.

That thread takes a while to wake, which is a fifth of what a key costs. But only it may wait for a
slow terminal, so nothing goes past it that would have to.
"""

import contextlib
import os
from collections.abc import Callable
from typing import IO


class Outgoing:
    """A terminal as a file, for the thread that writes; and a way to it around that thread.

    It takes what is written also once the terminal is gone: the thread would end with the error,
    and its queue fill up.
    """

    def __init__(self, file: IO[str]) -> None:
        self._file = file
        self._at_once = _opened_anew(file)
        self._handed = self._written = self._flushed = 0
        """Pieces that the thread was given, has written, and has surely written."""

    def send(self, text: str, hand_on: Callable[[str | bytes], object]) -> None:
        """Write what the terminal takes without waiting, and hand what is left to the thread."""
        if rest := self._left_of(text):
            self._handed += 1
            hand_on(rest)

    def _left_of(self, text: str) -> str | bytes:
        if self._at_once is None or self._handed != self._flushed:  # it would come too early
            return text
        data = text.encode("utf-8", "backslashreplace")
        try:
            return data[os.write(self._at_once, data) :]
        except BlockingIOError:
            return data
        except OSError:  # it is gone
            return b""

    # --- for the thread ---

    def write(self, data: str | bytes) -> None:
        """Write one piece."""
        with contextlib.suppress(OSError):
            if isinstance(data, str):
                self._file.write(data)
            else:
                self._file.flush()
                self._file.buffer.write(data)  # type: ignore[attr-defined]
        self._written += 1

    def flush(self) -> None:
        """Hold nothing back."""
        written = self._written
        with contextlib.suppress(OSError):
            self._file.flush()
        self._flushed = written

    def fileno(self) -> int:
        """The file's number."""
        return self._file.fileno()


def _opened_anew(file: IO[str]) -> int | None:
    """The same terminal, not to be waited for; to make the file itself so would make it so for
    every program that has it. None where it cannot be opened by its name."""
    with contextlib.suppress(OSError):
        number = file.fileno()
        found = os.open(os.ttyname(number), os.O_WRONLY | os.O_NOCTTY | os.O_NONBLOCK)
        if os.path.sameopenfile(found, number):
            return found
        os.close(found)
    return None
