"""What goes to the terminal arrives whole and in order, whoever writes it."""

import os
import pty
import tty
from collections.abc import Iterator
from queue import SimpleQueue
from threading import Thread
from typing import TextIO

import pytest

from iraq_tui.tui.outgoing import Outgoing

PIECES = [f"{number} ¡“Ґ𝄞漢”… " * 300 for number in range(60)]
"""More than a terminal takes before anybody reads it."""


@pytest.fixture
def terminal() -> Iterator[tuple[TextIO, int]]:
    """A terminal's file, and the number to read from what was written."""
    reader, number = pty.openpty()
    tty.setraw(number)
    with os.fdopen(number, "w", encoding="utf-8") as file:
        yield file, reader
    os.close(reader)


class Writer:
    """As Textual's thread writes: piece by piece, flushed whenever there is no more."""

    def __init__(self, outgoing: Outgoing) -> None:
        self._outgoing = outgoing
        self._pieces: SimpleQueue[str | bytes | None] = SimpleQueue()
        self._thread = Thread(target=self._run)
        self.took = 0

    def start(self) -> None:
        self._thread.start()

    def send(self, text: str) -> None:
        self._outgoing.send(text, self._take)

    def _take(self, rest: str | bytes) -> None:
        self.took += 1
        self._pieces.put(rest)

    def stop(self) -> None:
        self._pieces.put(None)
        self._thread.join()

    def _run(self) -> None:
        while (piece := self._pieces.get()) is not None:
            self._outgoing.write(piece)
            if self._pieces.empty():
                self._outgoing.flush()
        self._outgoing.flush()


class Reader:
    """Reads a terminal until so many bytes have come."""

    def __init__(self, number: int, size: int) -> None:
        self._number, self._size = number, size
        self.data = b""
        self._thread = Thread(target=self._run)
        self._thread.start()

    def _run(self) -> None:
        while len(self.data) < self._size:
            self.data += os.read(self._number, 1 << 16)

    def all(self) -> str:
        self._thread.join()
        return self.data.decode()


def size_of(pieces: list[str]) -> int:
    return sum(len(piece.encode()) for piece in pieces)


def test_what_the_terminal_takes_needs_no_thread(terminal):
    file, number = terminal
    writer = Writer(Outgoing(file))  # which is not even started
    writer.send("¡Hola! ")
    writer.send("漢字")
    assert writer.took == 0
    assert Reader(number, size_of(["¡Hola! ", "漢字"])).all() == "¡Hola! 漢字"


def test_what_it_does_not_take_goes_to_the_thread_and_nothing_overtakes_it(terminal):
    file, number = terminal
    writer = Writer(Outgoing(file))
    for piece in PIECES[:30]:  # nobody reads
        writer.send(piece)
    assert 0 < writer.took < 30
    reader = Reader(number, size_of(PIECES))
    writer.start()
    for piece in PIECES[30:]:
        writer.send(piece)
    writer.stop()
    assert reader.all() == "".join(PIECES)


def test_once_the_thread_has_written_all_it_is_not_needed_any_more(terminal):
    file, number = terminal
    writer = Writer(Outgoing(file))
    for piece in PIECES[:30]:
        writer.send(piece)
    reader = Reader(number, size_of(PIECES[:30]))
    writer.start()
    writer.stop()
    assert reader.all() == "".join(PIECES[:30])
    took = writer.took
    writer.send("and more")
    assert writer.took == took
    assert os.read(number, 100) == b"and more"


def test_the_file_itself_stays_one_to_wait_for(terminal):
    file, _ = terminal
    Outgoing(file)
    assert os.get_blocking(file.fileno())


def test_what_is_no_terminal_is_left_to_the_thread(tmp_path):
    with (tmp_path / "file").open("w", encoding="utf-8") as file:
        writer = Writer(Outgoing(file))
        writer.send("text")
        assert writer.took == 1


def test_a_terminal_that_is_gone_takes_everything():
    reader, number = pty.openpty()
    file = os.fdopen(number, "w", encoding="utf-8")
    outgoing = Outgoing(file)
    os.close(reader)
    writer = Writer(outgoing)
    writer.send("text")
    assert writer.took == 0
    outgoing.write("text")
    outgoing.flush()
    with pytest.raises(OSError, match="Input/output"):  # as it would have ended the thread
        file.close()
