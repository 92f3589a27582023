"""The editor's command, word by word, and what comes of running it."""

import os
import signal
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iraq_tui.sources.store_file import StoreFile
from iraq_tui.tui.editor import EditorRefused, editing_command, editor_command, ended, run_editor

FILE = Path("/home/ann/my notes/events.toml")
NAME = str(FILE)


@pytest.mark.parametrize(
    ("editor", "command"),
    [
        *((name, [name, "+12", NAME]) for name in (
            "vi", "vim", "nvim", "view", "nano", "pico", "emacs", "emacsclient", "kak", "micro",
            "joe", "ne", "mg", "mcedit")),
        ("/usr/bin/vim.basic", ["/usr/bin/vim.basic", "+12", NAME]),
        ("emacs-29.1 -nw", ["emacs-29.1", "-nw", "+12", NAME]),
        ("emacsclient -t -a ''", ["emacsclient", "-t", "-a", "", "+12", NAME]),
        ("vim -c 'set nowrap'", ["vim", "-c", "set nowrap", "+12", NAME]),
        ("hx", ["hx", f"{NAME}:12"]),
        ("helix", ["helix", f"{NAME}:12"]),
        ("subl", ["subl", "--wait", f"{NAME}:12"]),
        ("subl3 -w", ["subl3", "-w", f"{NAME}:12"]),
        ("zed", ["zed", "--wait", f"{NAME}:12"]),
        ("code", ["code", "--wait", "--goto", f"{NAME}:12"]),
        ("code --wait", ["code", "--wait", "--goto", f"{NAME}:12"]),
        ("code -n -w", ["code", "-n", "-w", "--goto", f"{NAME}:12"]),
        ("codium", ["codium", "--wait", "--goto", f"{NAME}:12"]),
        ("cursor", ["cursor", "--wait", "--goto", f"{NAME}:12"]),
        ("gvim", ["gvim", "--nofork", "+12", NAME]),
        ("gedit", ["gedit", "--wait", "+12", NAME]),
        ("kate", ["kate", "--block", "--line", "12", NAME]),
        ("mate -w", ["mate", "-w", "--line", "12", NAME]),
        ("pycharm", ["pycharm", "--wait", "--line", "12", NAME]),
        # A line in a notation it does not know would open another file.
        ("lite-xl", ["lite-xl", NAME]),
        ("my-editor --fast", ["my-editor", "--fast", NAME]),
        ("env TERM=xterm vim", ["env", "TERM=xterm", "vim", NAME]),
    ],
)  # fmt: skip
def test_each_editor_gets_the_line_as_it_wants_it(editor, command):
    assert editor_command({"VISUAL": editor}, FILE, 12) == command


@pytest.mark.parametrize(
    ("editor", "command"),
    [
        ("vim", ["vim", NAME]),
        ("hx", ["hx", NAME]),
        ("code", ["code", "--wait", NAME]),
        ("kate", ["kate", "--block", NAME]),
    ],
)
def test_without_a_line_the_file_alone(editor, command):
    assert editor_command({"EDITOR": editor}, FILE, None) == command


@pytest.mark.parametrize(
    ("environment", "program"),
    [
        ({"VISUAL": "nano", "EDITOR": "ed"}, "nano"),
        ({"EDITOR": "ed"}, "ed"),
        ({"VISUAL": "", "EDITOR": "ed"}, "ed"),
        ({"VISUAL": "  ", "EDITOR": "ed"}, "ed"),
    ],
)
def test_visual_goes_before_editor(environment, program):
    assert editor_command(environment, FILE)[0] == program


@pytest.mark.parametrize("editor", ["vim", "hx", "code", "kate", "other"])
def test_a_path_cannot_pose_as_an_option_or_as_a_line(editor, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    words = editor_command({"VISUAL": editor}, Path("-c:9 {line}.toml"), 3)
    last = words[-1]
    assert last.startswith("/")
    assert f"{tmp_path}/-c:9 {{line}}.toml" == last  # of two colons which is the line's?


words = st.text(st.characters(blacklist_characters="\0", blacklist_categories=("Cs",)))


@given(words, words)
def test_whatever_the_variable_holds_there_is_a_command_or_a_plain_refusal(value, more):
    try:
        command = editor_command({"VISUAL": value, "EDITOR": more}, FILE, 7)
    except EditorRefused as refused:
        said = str(refused)
    else:
        said = ""
        assert command[0]
        assert command[-1].startswith(NAME)
    assert "\n" not in said
    assert not said or "export" in said or "close its quotes" in said


@pytest.mark.parametrize(
    ("environment", "store", "more", "said"),
    [
        ({}, StoreFile(FILE), {}, "export VISUAL=nano"),
        ({"VISUAL": " ", "EDITOR": ""}, StoreFile(FILE), {}, "export VISUAL=nano"),
        ({"EDITOR": "vim 'oops"}, StoreFile(FILE), {}, "$EDITOR is “vim 'oops”"),
        ({"EDITOR": "'' x"}, StoreFile(FILE), {}, "$EDITOR names no program"),
        ({"EDITOR": "vym", "PATH": "/nowhere"}, StoreFile(FILE), {},
         "“vym” that $EDITOR names is not found"),
        ({"EDITOR": "sh"}, StoreFile(FILE), {"secure": True}, "secure mode"),
        ({"EDITOR": "sh"}, StoreFile(FILE, bundled=True), {}, "iraq-tui copy notes/"),
    ],
)  # fmt: skip
def test_a_refusal_says_why_and_what_to_do(environment, store, more, said):
    with pytest.raises(EditorRefused) as caught:
        editing_command(environment, store, 3, **more)
    assert said in str(caught.value)


def test_a_refusal_is_gated():
    with pytest.raises(EditorRefused) as caught:
        editing_command({"VISUAL": "\x1b]0;owned\x07\u202e", "PATH": ""}, StoreFile(FILE))
    assert "\x1b" not in str(caught.value)
    assert "\u202e" not in str(caught.value)


# --- running --------------------------------------------------------------------------------------


@pytest.fixture
def editor(tmp_path):
    """Makes a program of Python lines; gives its path."""

    def make(body: str, mode: int = 0o755, name: str = "fake editor") -> Path:
        path = tmp_path / name
        path.write_text(f"#!{sys.executable}\nimport os, signal, sys\n{body}\n", encoding="utf-8")
        path.chmod(mode)
        return path

    return make


def test_the_editor_gets_the_very_words(editor, tmp_path):
    program = editor("open(sys.argv[-1], 'w').write(repr(sys.argv[1:]))", name="vim")
    store = tmp_path / "$(touch owned); `x` & *.toml"
    environment = {"VISUAL": f"'{program}' -n", "PATH": os.environ["PATH"]}
    assert run_editor(editing_command(environment, StoreFile(store), 4)) == 0
    assert store.read_text() == repr(["-n", "+4", str(store)])
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted([store.name, "vim"])


@pytest.mark.parametrize(
    ("body", "status", "said"),
    [
        ("", 0, ""),
        ("sys.exit(3)", 3, "the editor “fake editor” ended with status 3"),
        ("os.kill(os.getpid(), signal.SIGKILL)", -9,
         "the editor “fake editor” was ended by SIGKILL"),
    ],
)  # fmt: skip
def test_how_the_editor_ended_is_told(editor, body, status, said):
    command = [str(editor(body))]
    assert run_editor(command) == status
    assert ended(command, status) == said


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (lambda path: path.unlink(), "is not found"),
        (lambda path: path.chmod(0o644), "cannot be run; check its permissions"),
        (
            lambda path: path.write_bytes(b"\x00\x01 neither a script nor a program"),
            "cannot be run",
        ),
    ],
    ids=["gone", "not to be run", "no program"],
)
def test_a_program_that_cannot_start_is_told_and_nothing_is_raised(editor, make, said):
    """An exception would leave the terminal to nobody: App.suspend does not expect one."""
    path = editor("")
    make(path)
    command = [str(path)]
    assert said in ended(command, run_editor(command))


async def test_ctrl_c_in_the_editor_is_the_editors_alone(editor):
    """Both are in the terminal's foreground group; vim, for one, lets Ctrl+C make a signal."""
    import asyncio

    heard: list[str] = []
    loop = asyncio.get_running_loop()
    loop.add_signal_handler(signal.SIGINT, heard.append, "interrupted")
    loop.add_signal_handler(signal.SIGTERM, heard.append, "asked to end")
    try:
        body = (
            "default = signal.getsignal(signal.SIGINT) is signal.default_int_handler\n"
            "os.kill(os.getppid(), signal.SIGINT)\n"
            "os.kill(os.getppid(), signal.SIGTERM)\n"
            "sys.exit(0 if default else 1)"
        )
        assert run_editor([str(editor(body))]) == 0  # it can be interrupted itself
        async with asyncio.timeout(5):
            while not heard:
                await asyncio.sleep(0)
        os.kill(os.getpid(), signal.SIGINT)  # as before
        async with asyncio.timeout(5):
            while len(heard) < 2:
                await asyncio.sleep(0)
    finally:
        loop.remove_signal_handler(signal.SIGINT)
        loop.remove_signal_handler(signal.SIGTERM)
    assert heard == ["asked to end", "interrupted"]
