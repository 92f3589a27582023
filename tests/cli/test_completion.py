"""Completion, in the shells themselves: what the Tab key makes of a line that was begun."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from zipfile import ZipFile

import pexpect
import pytest

from iraq_tui.cli.arguments import parse_arguments
from iraq_tui.cli.completion import NAMES, script
from iraq_tui.cli.completion_tables import renewed
from iraq_tui.cli.parsers import COMMANDS, SHELLS

PATIENCE = 30.0
"""Seconds a shell may take to answer; a loaded machine is slow."""

ASK = f"'{sys.executable}' -m iraq_tui completion"

# How each shell is started and given the script: as docs/command-line.md tells people to. Ctrl-G
# then prints the line as it stands. "rea''dy" is not what is typed, but what is printed.
START = {
    "bash": (
        ["--norc", "--noprofile", "-i"],
        f'eval "$({ASK} bash)"; bind -x \'"\\C-g": printf "<<%s>>\\n" "$READLINE_LINE"\';'
        " bind 'set enable-bracketed-paste off'; echo rea''dy",
    ),
    "zsh": (
        ["-f", "-i"],
        f"{ASK} zsh > functions/_iraq-tui; fpath=($PWD/functions $fpath);"
        " autoload -U compinit; compinit -u -D; unsetopt prompt_cr zle_bracketed_paste;"
        ' show() { print -r -- "<<$BUFFER>>" }; zle -N show; bindkey "^G" show; echo rea\'\'dy',
    ),
    "fish": (
        ["--no-config", "-i"],
        f"{ASK} fish | source; bind \\cg 'echo \"<<\"(commandline)\">>\"'; echo rea''dy",
    ),
}


def environment(home: Path, **more: str) -> dict[str, str]:
    """An environment in which no setting of the person's interferes."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("IRAQ_TUI_", "XDG_", "BASH_"))}
    at_home = {"HOME": str(home), "ZDOTDIR": str(home), "INPUTRC": os.devnull}
    return {**kept, **at_home, "TERM": "dumb", "LC_ALL": "C.UTF-8", **more}


def found(shell: str) -> str:
    """Where a shell is. bash has to be there, the others need not."""
    path = shutil.which(shell)
    if path is None and shell != "bash":
        pytest.skip(f"{shell} is not installed")
    assert path, "bash is not installed"
    return path


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    """A folder with a store, another file, and folders."""
    made = tmp_path_factory.mktemp("completion")
    for name in ("my.toml", "other.txt"):
        (made / name).touch()
    for name in ("notes", "functions", "two words"):
        (made / name).mkdir()
    (made / "two words" / "old.toml").touch()
    return made


@pytest.fixture(scope="module")
def home(tmp_path_factory) -> Path:
    """A home with no settings in it; fish writes some there."""
    return tmp_path_factory.mktemp("home")


@dataclass
class Prompt:
    """A shell that waits for a line."""

    shell: str
    child: pexpect.spawn

    def tab(self, typed: str) -> str:
        """The line after the Tab key; the space or = that a shell puts after it is left off."""
        self.child.send(f"{typed}\t\x07")
        self.child.expect(r"<<([^\r\n]*)>>")
        line = self.child.match[1]
        self.child.send("\x05\x15")
        return line


@pytest.fixture(scope="module", params=SHELLS)
def prompt(request, folder: Path, home: Path) -> Iterator[Prompt]:
    shell = request.param
    options, command = START[shell]
    child = pexpect.spawn(
        found(shell),
        options,
        cwd=folder,
        env=environment(home, PS1="@ "),
        timeout=PATIENCE,
        dimensions=(60, 300),
        encoding="utf-8",
    )
    child.delaybeforesend = None
    child.sendline(command)
    child.expect_exact("ready")
    yield Prompt(shell, child)
    child.close(force=True)


@pytest.mark.parametrize(
    ("typed", "line"),
    [
        # commands, with a store before them or not, but only the first
        ("li", "list "),
        ("my.toml li", "my.toml list "),
        ("--reports notes comp", "--reports notes comp"),
        ("-w tag:talks li", "-w tag:talks list "),
        ("-w 'two words' li", "-w 'two words' list "),
        ("list che", "list che"),
        ("first-round li", "first-round li"),
        # stores
        ("m", "my.toml "),
        ("list m", "list my.toml "),
        ("show first-round m", "show first-round my.toml "),
        ("list my.toml m", "list my.toml m"),
        (r"check two\ words/o", r"check two\ words/old.toml "),
        ("check 'two words/o", "check 'two words/old.toml' "),
        # options of the command at hand
        ("check --str", "check --strict "),
        ("my.toml check --str", "my.toml check --strict "),
        ("list --str", "list --str"),
        ("--asc", "--ascii "),
        # what follows an option
        ("list --format j", "list --format json "),
        ("list --format=j", "list --format=json "),
        ("--theme nor", "--theme nord "),
        ("--reports not", "--reports notes/"),
        ("--config oth", "--config other.txt "),
        ("export -o oth", "export -o other.txt "),
        ("export --output=oth", "export --output=other.txt "),
        ("compare --pair m", "compare --pair m"),
        # folders and shells
        ("copy not", "copy notes/"),
        ("copy notes/ fun", "copy notes/ fun"),
        ("completion f", "completion fish "),
        # filters
        ("-w ver", "-w verdict:"),
        ("list --where ver", "list --where verdict:"),
        ("list --where=ver", "list --where=verdict:"),
        ("list -w verdict:fra", "list -w verdict:framing "),
        ("list --where=head:fra", "list --where=head:framing "),
        ("list -w verdict:differ,fra", "list -w verdict:differ,framing "),
        ('list -w "tag:talks head:fra', 'list -w "tag:talks head:framing" '),
        ("list --where=-verdict:fra", "list --where=-verdict:framing "),
        ("list -w zz", "list -w zz"),
    ],
)
def test_tab(prompt: Prompt, typed: str, line: str):
    assert prompt.tab(f"iraq-tui {typed}") == f"iraq-tui {line}"


@pytest.mark.parametrize("typed", ["list oth", "--reports m", "copy m"])
def test_files_that_do_not_fit_are_not_offered(prompt: Prompt, typed: str):
    if prompt.shell == "zsh":
        pytest.skip("where no file fits, zsh offers any, whatever the program")
    assert prompt.tab(f"iraq-tui {typed}") == f"iraq-tui {typed}"


def test_tab_after_another_command(prompt: Prompt):
    assert prompt.tab("true; iraq-tui my.toml li") == "true; iraq-tui my.toml list "


def test_a_negated_term(prompt: Prompt):
    if prompt.shell == "fish":
        pytest.skip("fish takes a word with a minus for an option; --where=- serves there")
    assert prompt.tab("iraq-tui list -w -ver") == "iraq-tui list -w -verdict:"


# --- all that is offered --------------------------------------------------------------------------

OFFERED = """\
eval "$(cat)"
COMP_LINE=$1 COMP_POINT=${#1}
read -ra COMP_WORDS <<<"$1"
[[ $1 != *' ' ]] || COMP_WORDS+=('')
COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
_iraq_tui
printf '%s\\n' "${COMPREPLY[@]}"
"""


@pytest.fixture(params=["bash", "fish"])
def offered(request, folder: Path, home: Path) -> Callable[[str], list[str]]:
    """What a shell offers for the word at the end of a line, descriptions left off."""
    shell = request.param
    if shell == "bash":
        words = [found(shell), "-c", OFFERED, "bash"]
    else:
        words = [found(shell), "--no-config", "-c", "source; complete -C $argv[1]"]

    def offered_(line: str) -> list[str]:
        done = subprocess.run(
            [*words, line],
            input=script(shell),
            cwd=folder,
            env=environment(home),
            capture_output=True,
            text=True,
            check=True,
            timeout=PATIENCE,
        )
        assert done.stderr == ""
        return sorted(line.split("\t")[0].rstrip("/") for line in done.stdout.splitlines() if line)

    return offered_


FILES = ("my.toml", "notes", "functions", "two words")


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("iraq-tui ", (*COMMANDS, *FILES)),
        ("iraq-tui my.toml ", COMMANDS),
        ("iraq-tui list ", FILES),
        ("iraq-tui list my.toml ", ()),
        ("iraq-tui completion ", SHELLS),
        ("iraq-tui completion bash ", ()),
        ("iraq-tui list --format ", ("text", "json")),
        ("iraq-tui summary --format ", ("text", "json", "markdown")),
        ("iraq-tui --at ", ()),
        ("iraq-tui export --f", ("--force",)),
        ("iraq-tui copy --", ("--help", "--force")),
    ],
)
def test_all_that_is_offered(offered, line: str, words: tuple[str, ...]):
    assert offered(line) == sorted(words)


def test_every_key_of_a_filter_is_offered(offered):
    from iraq_tui.domain.query.terms import EXAMPLES

    assert offered("iraq-tui list -w ") == sorted(f"{key}:" for key in EXAMPLES)


def test_every_verdict_is_offered(offered):
    from iraq_tui.domain.comparison.model import Verdict

    words = [word.removeprefix("head:") for word in offered("iraq-tui list -w head:")]
    assert words == sorted(Verdict)


def test_fish_describes_what_it_offers(home: Path):
    done = subprocess.run(
        [found("fish"), "--no-config", "-c", "source; complete -C 'iraq-tui list -w verdict:st'"],
        input=script("fish"),
        env=environment(home),
        capture_output=True,
        text=True,
        check=True,
        timeout=PATIENCE,
    )
    assert done.stdout == "verdict:status\tstatus differs\n"


@pytest.mark.parametrize("prompt", ["zsh"], indirect=True)
def test_zsh_describes_what_it_offers(prompt: Prompt):
    prompt.child.send("iraq-tui c\t")
    for name, about in (("check", "List every problem"), ("copy", "Copy the bundled")):
        prompt.child.expect(rf"{name} +-- {about}")
    prompt.child.send("\x15")


def test_zsh_takes_the_script_by_eval_too(home: Path):
    lines = 'autoload -U compinit; compinit -u -D; eval "$(cat)"; print -r -- $_comps[iraq-tui]'
    done = subprocess.run(
        [found("zsh"), "-f", "-c", lines],
        input=script("zsh"),
        env=environment(home),
        capture_output=True,
        text=True,
        check=True,
        timeout=PATIENCE,
    )
    assert (done.stdout, done.stderr) == ("_iraq-tui\n", "")


# --- how the scripts are made and travel ----------------------------------------------------------


def themes() -> tuple[str, ...]:
    """The themes that the scripts offer."""
    offers = re.search(r"--theme\) value='([^']*)'", script("bash"))
    assert offers
    return tuple(offers[1].split())


@pytest.mark.parametrize("shell", SHELLS)
def test_the_scripts_agree_with_the_parsers(shell: str):
    # A newer Textual may have more themes: that alone does not make a script wrong.
    text = script(shell)
    assert renewed(shell, text, themes()) == text, "run: make completions"


def test_every_theme_that_is_offered_exists():
    from textual.theme import BUILTIN_THEMES

    assert {"textual-dark", "textual-light"} <= set(themes()) <= set(BUILTIN_THEMES)


@pytest.mark.parametrize("shell", SHELLS)
def test_the_command_prints_the_script(run, shell: str):
    assert run("completion", shell).out == script(shell)


@pytest.mark.parametrize("words", [[], ["tcsh"], ["bash", "zsh"]])
def test_a_shell_that_is_not_known_is_an_error_that_names_those_that_are(run, words: list[str]):
    outcome = run("completion", *words)
    assert (outcome.code, outcome.out) == (2, "")
    assert "bash, zsh, fish" in outcome.err


def test_the_command_loads_neither_textual_nor_rich():
    lines = (
        "import sys; from iraq_tui.cli.main import main; main(['completion', 'bash']);"
        "sys.exit(bool({'textual', 'rich'} & set(sys.modules)))"
    )
    subprocess.run([sys.executable, "-c", lines], check=True, stdout=subprocess.DEVNULL)


@pytest.mark.slow
def test_the_wheel_brings_them_along_for_the_program_and_for_the_shells(root: Path, tmp_path: Path):
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", tmp_path],
        cwd=root,
        check=True,
        capture_output=True,
    )
    (path,) = tmp_path.glob("iraq_tui-*.whl")
    shared = f"{'-'.join(path.name.split('-')[:2])}.data/data/share"
    places = {
        "bash": "bash-completion/completions/iraq-tui",
        "zsh": "zsh/site-functions/_iraq-tui",
        "fish": "fish/vendor_completions.d/iraq-tui.fish",
    }
    with ZipFile(path) as wheel:
        for shell, place in places.items():
            inside = wheel.read(f"iraq_tui/cli/completions/{NAMES[shell]}").decode()
            assert inside == wheel.read(f"{shared}/{place}").decode() == script(shell)


# --- the command line that is completed -----------------------------------------------------------


def test_a_value_that_is_spelled_like_a_command_is_no_command():
    given = parse_arguments(["--config", "check", "my.toml"])
    assert (given.command, given.config, given.store) == ("explore", "check", "my.toml")
