"""A program in a pseudo-terminal: what it is typed, when which bytes come back, what it costs.

Nothing is read from or written to the terminal that this runs in. A program that has to be waited
for too long is ended, and ``LateError`` tells what it had written by then.
"""

import contextlib
import fcntl
import os
import pty
import re
import select
import signal
import struct
import termios
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

from msgspec import Struct

QUIET = 0.15
"""Seconds without output after which a program is taken to have painted all it will."""
PATIENCE = 30.0
"""Seconds to wait for anything, where nothing else is said."""
_END = 5.0
"""Seconds that a program gets to be gone after it was killed."""
_NOTHING = 1.0
"""Seconds that even a program that seems idle gets to begin with what a key asks for."""
_SILENT = 3.0
"""Seconds without output or work after which a program waits for something itself."""
_IDLE = 10.0
"""Milliseconds of work in so short a time that still count as none: one tick of the clock."""


class LateError(Exception):
    """A program did not do in time what was waited for, or ended before."""

    @property
    def brief(self) -> str:
        """The message in one line, with the last line of what the program showed."""
        lines = [line.strip() for line in str(self).splitlines() if line.strip()]
        return " … ".join(dict.fromkeys((lines[0], lines[-1])))


class Output(Struct, frozen=True):
    """Bytes that came in one piece."""

    at: float
    """When they had arrived, in seconds of ``time.perf_counter``."""
    data: bytes


class Memory(Struct, frozen=True):
    """What a process holds, in MB of a million bytes."""

    resident: float
    """VmRSS."""
    proportional: float
    """Pss: pages shared with others count by their share."""
    anonymous: float
    """What comes from no file."""


class Terminal:
    """A pseudo-terminal with a program in it; leaving the context kills the program."""

    def __init__(
        self,
        command: Sequence[str],
        *,
        environment: Mapping[str, str],
        folder: Path,
        size: tuple[int, int] = (40, 120),
    ) -> None:
        """Start a program on (rows, columns)."""
        self.outputs: list[Output] = []
        """All that it wrote and nobody took yet."""
        self.ended = False
        self.started = time.perf_counter()
        """Just before the program was executed."""
        self.pid, self._line = pty.fork()
        if self.pid == 0:
            _become(command, environment, folder, size)
        os.set_blocking(self._line, False)
        self._answerer = Answerer()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.kill()

    # --- typing and reading ---

    def type(self, keys: bytes) -> float:
        """Press keys; when they were."""
        at = time.perf_counter()
        try:
            os.write(self._line, keys)
        except OSError as error:
            raise LateError(f"the program takes no keys: {self.told()}") from error
        return at

    def resize(self, rows: int, columns: int) -> None:
        """Give the terminal another size."""
        fcntl.ioctl(self._line, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def take(self) -> list[Output]:
        """What came since it was last asked for."""
        while self.read(0):
            pass
        taken, self.outputs = self.outputs, []
        return taken

    def wait_for(self, content: re.Pattern[bytes], patience: float = PATIENCE) -> float:
        """Read until the output matches; when the last byte of the match had arrived.

        Raises LateError also where the program is silent and idle without it.
        """
        end = time.perf_counter() + patience
        seen = b"".join(output.data for output in self.outputs)
        while not content.search(seen):
            count, used = len(self.outputs), self.cpu()
            left = end - time.perf_counter()
            if self.read(min(_SILENT, left)):
                # A match may begin in what came before, but not farther back than its length.
                seen = seen[-_LONGEST_MATCH:] + b"".join(one.data for one in self.outputs[count:])
            elif self.ended or left <= 0 or not self.cpu() - used > _IDLE:
                raise LateError(f"{content.pattern[:60]!r} did not come: {self.told()}")
        return self.outputs[-1].at

    def settle(self, quiet: float = QUIET, patience: float = PATIENCE) -> None:
        """Read until nothing has come for so many seconds, and the program was idle meanwhile.

        What is busy without a word is taken as it is when patience ends; what is never quiet
        raises LateError.
        """
        end = time.perf_counter() + patience
        while True:
            used = self.cpu()
            if self.read(quiet):
                if time.perf_counter() > end:
                    raise LateError(f"it was never quiet: {self.told()}")
            elif not self.cpu() - used > _IDLE or time.perf_counter() > end:
                return

    def press(
        self, keys: bytes, *, quiet: float = QUIET, patience: float = PATIENCE
    ) -> tuple[float, list[Output]]:
        """Press keys and read until it is quiet again: when they were pressed, and what came.

        Nothing came where the program stays silent, and idle in the end.
        """
        pending = len(self.outputs)
        at = self.type(keys)
        self.read(min(_NOTHING, patience))
        self.settle(quiet, patience)
        if self.ended:
            raise LateError(f"it ended at {keys!r}: {self.told()}")
        came, self.outputs = self.outputs[pending:], self.outputs[:pending]
        return at, came

    def told(self) -> str:
        """The last of what it wrote, for a message."""
        text = b"".join(one.data for one in self.outputs[-5:])[-300:]
        return f"{'it has ended, ' if self.ended else ''}its last words are {text!r}"

    def read(self, patience: float) -> bool:
        """Read one piece; False if none came in time, or none can come any more."""
        if self.ended:
            return False
        ready, _, _ = select.select([self._line], [], [], max(patience, 0))
        if not ready:
            return False
        try:
            data = os.read(self._line, 1 << 16)
        except OSError:  # on Linux the end of the other side
            data = b""
        at = time.perf_counter()
        if not data:
            self.ended = True
            return False
        self.outputs.append(Output(at, data))
        answer = self._answerer.answer(data)
        if answer:
            with contextlib.suppress(OSError):
                os.write(self._line, answer)
        return True

    # --- the end ---

    def leave(self, keys: bytes, patience: float = PATIENCE) -> int:
        """Press keys and wait for the program to end; its exit code, negative after a signal."""
        end = time.perf_counter() + patience
        self.type(keys)
        while self.read(end - time.perf_counter()):
            pass
        if not self.ended:
            raise LateError(f"it does not end: {self.told()}")
        code = self.kill()
        if code is None:
            raise LateError("it closed its terminal but did not end")
        return code

    def kill(self) -> int | None:
        """End the program and all that it started in its group; its exit code if it is known."""
        if self.pid < 0:
            return None
        if not self.ended:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(self.pid, signal.SIGKILL)
        code = _reaped(self.pid)
        if code is None:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(self.pid, signal.SIGKILL)
            code = _reaped(self.pid)
        os.close(self._line)
        self.pid, self.ended = -1, True
        return code

    # --- what it costs ---

    def cpu(self) -> float:
        """Milliseconds of processor time that the program has used so far; NaN if unknown."""
        try:
            fields = Path(f"/proc/{self.pid}/stat").read_text("ascii", "replace")
        except OSError:
            return float("nan")
        user, system = fields.rpartition(")")[2].split()[11:13]
        return (int(user) + int(system)) * 1000 / os.sysconf("SC_CLK_TCK")

    @property
    def stopped(self) -> bool:
        """Whether the program stands still, as in the background."""
        with contextlib.suppress(OSError):
            fields = Path(f"/proc/{self.pid}/stat").read_text("ascii", "replace")
            return fields.rpartition(")")[2].split()[0] == "T"
        return False

    def memory(self) -> Memory | None:
        """What the program holds now; None where the system does not tell."""
        try:
            status = _kilobytes(Path(f"/proc/{self.pid}/status"))
            rollup = _kilobytes(Path(f"/proc/{self.pid}/smaps_rollup"))
        except OSError:
            return None
        told = (status.get("VmRSS"), rollup.get("Pss"), rollup.get("Anonymous"))
        resident, proportional, anonymous = (one * 1024 / 1e6 if one else 0.0 for one in told)
        return Memory(resident, proportional, anonymous)


_LONGEST_MATCH = 4096


def _become(
    command: Sequence[str], environment: Mapping[str, str], folder: Path, size: tuple[int, int]
) -> None:
    """Turn this process, fresh from the fork, into a program; never returns."""
    try:
        fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", *size, 0, 0))
        os.chdir(folder)
        os.execvpe(command[0], list(command), dict(environment))
    except BaseException as error:  # noqa: BLE001 -- a copy of ours must not live on
        os.write(2, f"{command[0]}: {error}".encode())
    finally:
        os._exit(127)


def _reaped(pid: int) -> int | None:
    end = time.perf_counter() + _END
    while time.perf_counter() < end:
        try:
            done, status = os.waitpid(pid, os.WNOHANG)
        except ChildProcessError:
            return None
        if done:
            return os.waitstatus_to_exitcode(status)
        time.sleep(0.001)
    return None


def _kilobytes(file: Path) -> dict[str, int]:
    lines = (line.split() for line in file.read_text("ascii", "replace").splitlines())
    return {words[0].rstrip(":"): int(words[1]) for words in lines if words[-1] == "kB"}


# --- what a terminal is asked ---------------------------------------------------------------------

_ASKED = re.compile(
    rb"\x1b\[(?:\?(?P<mode>\d+)\$p|(?P<asked>>?0?c|6n|5n|>0?q|\?u|14t|18t))"
    rb"|\x1b\](?P<colour>1[01]);\?(?:\x07|\x1b\\)"
)
_BEGUN = re.compile(rb"\x1b(?:\[[^a-zA-Z\x1b]{0,16}|\][^\x07\x1b]{0,16}\x1b?)?\Z")
_ANSWERS = {
    b"c": b"\x1b[?62;22c",  # a VT220 with colours
    b">c": b"\x1b[>0;0;0c",
    b"6n": b"\x1b[1;1R",
    b"5n": b"\x1b[0n",
    b">q": b"\x1bP>|measuring\x1b\\",
    b"?u": b"",  # knows nothing of the Kitty protocol
    b"14t": b"",
    b"18t": b"",
}
_SYNCHRONIZED = b"2026"


class Answerer:
    """What a good plain terminal answers to what programs ask at their start.

    It knows synchronized updates, as most do today, and no other mode that is asked for.
    """

    def __init__(self) -> None:
        self._begun = b""

    def answer(self, data: bytes) -> bytes:
        """The answer to all that is asked in this piece; a question may be cut in two."""
        text = self._begun + data
        answers = []
        for found in _ASKED.finditer(text):
            if found["mode"]:
                known = b"2" if found["mode"] == _SYNCHRONIZED else b"0"
                answers.append(b"\x1b[?%b;%b$y" % (found["mode"], known))
            elif found["colour"]:
                level = b"cccc" if found["colour"] == b"10" else b"0000"
                colour = b"/".join([level] * 3)
                answers.append(b"\x1b]%b;rgb:%b\x1b\\" % (found["colour"], colour))
            else:
                answers.append(_ANSWERS[found["asked"].replace(b"0", b"")])
        begun = _BEGUN.search(text)
        self._begun = begun[0] if begun else b""
        return b"".join(answers)
