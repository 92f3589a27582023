"""The person's own editor, opened at a line of the store.

The command is made of ``$VISUAL`` or ``$EDITOR``, a line number and an absolute path, and runs
without a shell: no text of a store ever gets onto it.
"""

import contextlib
import shlex
import shutil
import signal
import socket
import subprocess
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from threading import Thread

from msgspec import Struct

from iraq_tui.sources.store_file import StoreFile
from iraq_tui.text.safe import quoted


class EditorRefused(Exception):  # noqa: N818 -- it names what happened, not a fault of ours
    """No editor was opened: why, and how to mend it, in one gated line."""


class _Habit(Struct, frozen=True):
    """How an editor takes a line, and what makes it stay until the file is closed."""

    at: tuple[str, ...] = ("{file}",)
    """The words for a file and a line."""
    stay: tuple[str, ...] = ()
    """Names of the option that makes it wait: the first is given unless one is there already.
    Empty where it waits of itself."""


_PLUS = _Habit(("+{line}", "{file}"))
_COLON = _Habit(("{file}:{line}",))
_COLON_WAITING = _Habit(("{file}:{line}",), ("--wait", "-w"))
_CODE = _Habit(("--goto", "{file}:{line}"), ("--wait", "-w"))
_GVIM = _Habit(("+{line}", "{file}"), ("--nofork", "-f"))
_GEDIT = _Habit(("+{line}", "{file}"), ("--wait", "-w"))
_KATE = _Habit(("--line", "{line}", "{file}"), ("--block", "-b"))
_MATE = _Habit(("--line", "{line}", "{file}"), ("--wait", "-w"))
_JETBRAINS = _Habit(("--line", "{line}", "{file}"), ("--wait",))

_UNKNOWN = _Habit()
"""Given the file alone: a line in the wrong notation would open a file of another name."""

# From the editors' own manuals. emacsclient waits unless its -n says otherwise, which is then what
# the person wants.
_HABITS: Mapping[str, _Habit] = {
    **dict.fromkeys(("vi", "vim", "nvim", "nvi", "view", "rvim", "rview", "elvis", "vile"), _PLUS),
    **dict.fromkeys(("nano", "rnano", "pico", "emacs", "emacs-nox", "emacsclient", "mg"), _PLUS),
    **dict.fromkeys(("kak", "micro", "joe", "jmacs", "jpico", "jstar", "ne", "mcedit"), _PLUS),
    **dict.fromkeys(("hx", "helix"), _COLON),
    **dict.fromkeys(("subl", "sublime_text", "zed", "zeditor"), _COLON_WAITING),
    **dict.fromkeys(("code", "code-insiders", "code-oss", "codium", "vscodium", "cursor"), _CODE),
    **dict.fromkeys(("gvim", "mvim"), _GVIM),
    **dict.fromkeys(("gedit", "pluma", "xed"), _GEDIT),
    **dict.fromkeys(("kate",), _KATE),
    **dict.fromkeys(("mate",), _MATE),
    **dict.fromkeys(("idea", "pycharm", "webstorm", "goland", "clion", "rustrover"), _JETBRAINS),
}

_VARIABLES = ("VISUAL", "EDITOR")
_COPY = "iraq-tui copy notes/ makes a copy to edit; the bundled chronicle stays as it is"


def editing_command(
    environment: Mapping[str, str],
    store: StoreFile,
    line: int | None = None,
    *,
    secure: bool = False,
    find: Callable[[str, str | None], str | None] = lambda name, path: shutil.which(
        name, path=path
    ),
) -> list[str]:
    """The command that opens a store in the person's editor, at a line where one is known.

    ``find`` looks for a program by (name, ``$PATH``). Raises EditorRefused in secure mode, for the
    bundled chronicle, where no editor is named, and where the one named is not to be found.
    """
    if secure:
        raise EditorRefused("no editor is opened in secure mode (IRAQ_TUI_SECURE)")
    if store.bundled:
        raise EditorRefused(_COPY)
    command = editor_command(environment, store.path, line)
    if find(command[0], environment.get("PATH")) is None:
        variable, _ = _named(environment)
        what = f"the editor {quoted(command[0])} that ${variable} names is not found"
        raise EditorRefused(f"{what}; name one that is installed: export {variable}=nano")
    return command


def editor_command(
    environment: Mapping[str, str], path: Path, line: int | None = None
) -> list[str]:
    """The words of the command for a file, and a line from 1 where it is known.

    ``$VISUAL`` goes before ``$EDITOR``; the options given there are kept. Editors that would
    return at once are told to wait; one that is not known gets the file alone. Raises
    EditorRefused where neither variable is set or the one that is cannot be split into words.
    """
    variable, value = _named(environment)
    try:
        words = shlex.split(value)
    except ValueError as error:
        why = f"${variable} is {quoted(value)}, which cannot be split into words ({error})"
        raise EditorRefused(f"{why}; close its quotes") from error
    if not words or not words[0]:
        raise EditorRefused(f"${variable} names no program; set it: export {variable}=nano")
    habit = _habit(words[0])
    return [*words, *_staying(habit, words[1:]), *_at(habit, path.absolute(), line)]


def _named(environment: Mapping[str, str]) -> tuple[str, str]:
    """The variable that names the editor, and what it says; one of spaces alone counts as unset."""
    for name in _VARIABLES:
        if value := environment.get(name, "").strip():
            return name, value
    raise EditorRefused("no editor is named; set one and start again: export VISUAL=nano")


def _habit(program: str) -> _Habit:
    """What is known of an editor, by its name without a version: vim.basic, emacs-29.1, subl3."""
    name = Path(program).name.lower()
    plain = name.split(".")[0].rstrip("0123456789").rstrip("-_")
    return _HABITS.get(name) or _HABITS.get(plain) or _UNKNOWN


def _staying(habit: _Habit, given: Sequence[str]) -> Sequence[str]:
    return () if set(habit.stay) & set(given) else habit.stay[:1]


def _at(habit: _Habit, path: Path, line: int | None) -> list[str]:
    file = str(path)
    # In FILE:LINE a colon of the path's own may be taken for the one before the line.
    ambiguous = ":" in file and any("{file}:" in word for word in habit.at)
    if line is None or ambiguous:
        return [file]
    return [word.replace("{line}", str(line)).replace("{file}", file) for word in habit.at]


# --- running it -----------------------------------------------------------------------------------


NOT_RUN, NOT_FOUND = 126, 127
"""What ``run_editor`` gives where there is nothing to run, as shells do."""


def run_editor(command: Sequence[str]) -> int:
    """Run the command on this terminal until it ends; its exit status, negative for a signal.

    127 where the program is not found, 126 where it cannot be run. Call it in the main thread,
    with the terminal handed over and the event loop waiting. Ctrl+C meant for the editor does not
    reach the explorer; what asks the explorer to end (SIGTERM, SIGHUP) does once the editor has
    ended, which is asked to as well. Raises nothing: App.suspend would not take the terminal back
    after an exception.
    """
    with _signals_kept() as arriving:
        try:
            arriving.editor = editor = subprocess.Popen(command)  # noqa: S603 -- no shell
        except FileNotFoundError:
            return NOT_FOUND
        except (OSError, ValueError):
            return NOT_RUN
        return editor.wait()


def ended(command: Sequence[str], status: int) -> str:
    """What to say of an editor that has ended, gated; nothing where all is well."""
    name = quoted(Path(command[0]).name)
    if status < 0:
        return f"the editor {name} was ended by {_signal_name(-status)}"
    told = {
        0: "",
        NOT_FOUND: f"the editor {name} or a program it needs is not found (status {NOT_FOUND})",
        NOT_RUN: f"the editor {name} cannot be run; check its permissions (status {NOT_RUN})",
    }
    return told.get(status, f"the editor {name} ended with status {status}")


_ENDS = frozenset((signal.SIGTERM, signal.SIGHUP))
_TYPED = (signal.SIGINT, signal.SIGQUIT)
_GRACE = 0.5
"""Seconds in which an editor ends that got the same signal; a second one some take for a reason to
drop everything."""


class _Arriving(Thread):
    """Hears the signals that come while the editor is open, till nothing more can."""

    def __init__(self, line: socket.socket) -> None:
        super().__init__(name="editor", daemon=True)
        self._line = line
        self.all: set[int] = set()
        """Their numbers."""
        self.editor: subprocess.Popen[bytes] | None = None

    def run(self) -> None:
        """Ask the editor to end when the explorer is asked to, unless it was asked itself."""
        while came := frozenset(self._line.recv(4096)):
            self.all |= came
            for one in _ENDS & came:
                self._hand_on(one)

    def _hand_on(self, one: int) -> None:
        if self.editor is not None:
            try:
                self.editor.wait(_GRACE)
            except subprocess.TimeoutExpired:
                self.editor.send_signal(one)


@contextlib.contextmanager
def _signals_kept() -> Iterator[_Arriving]:
    """Ctrl+C goes to every program of the terminal; here it is the editor's alone.

    Ignoring it would not do, for the editor would inherit that. The event loop learns of signals
    through its wakeup socket, so another one stands in for it meanwhile, and what matters to the
    loop is raised again in the end.
    """
    near, waking = socket.socketpair()
    with near, waking:
        waking.setblocking(False)
        arriving = _Arriving(near)
        arriving.start()
        before = signal.set_wakeup_fd(waking.fileno(), warn_on_full_buffer=False)
        handlers = {one: signal.signal(one, lambda *_: None) for one in _TYPED}
        try:
            yield arriving
        finally:
            for one, handler in handlers.items():
                signal.signal(one, handler)
            signal.set_wakeup_fd(before)
            waking.close()
            arriving.join()
            for one in _ENDS & arriving.all if before != -1 else ():
                signal.raise_signal(one)


def _signal_name(number: int) -> str:
    try:
        return signal.Signals(number).name
    except ValueError:
        return f"signal {number}"
