"""Commands run on stores that strangers made: what they say is plain, and names places."""

import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest
import tomli
from msgspec import Struct

from iraq_tui.cli.main import main


def _is_clean(text: str) -> bool:
    """Whether nothing in it can steer a terminal or hide what it says."""
    return not any(
        char != "\n" and unicodedata.category(char) in ("Cc", "Cf", "Cs", "Zl", "Zp")
        for char in text
    )


class Said(Struct, frozen=True):
    """What a command gave."""

    code: int
    text: str
    path: Path

    def has_places(self) -> bool:
        """Whether each line begins with the file, but for the count of those left out."""
        return all(line.startswith((str(self.path), "…")) for line in self.text.splitlines())


@pytest.fixture
def run_store(capsys) -> Callable[..., Said]:
    """One command on a store: what it gave, which must be clean and plain."""

    def run(path: Path, command: str = "check", *options: str) -> Said:
        code = main([command, str(path), *options])
        found = capsys.readouterr()
        said = found.out + found.err
        assert code in (0, 1, 2), said[:500]
        assert _is_clean(said), [hex(ord(c)) for c in said if not _is_clean(c)][:5]
        assert "Traceback" not in said
        assert "internal error" not in said
        return Said(code, said, path)

    return run


@pytest.fixture
def shows_all(run_store) -> Callable[[Path, int], None]:
    """Either problems, or a chronicle that the commands, two of them by turns, print whole."""

    def shows(path: Path, turn: int) -> None:
        said = run_store(path)
        if said.code:
            assert " error: " in said.text
            assert said.has_places()
            return
        events = tomli.loads(path.read_text("utf-8-sig"))["events"]
        commands = (
            ("compare",),
            ("export",),
            ("show", *(event["id"] for event in events)),
            ("list",),
            ("compare", "--format", "json"),
            ("list", "--format", "json"),
            ("summary",),
            ("coverage",),
        )
        for command, *options in (commands[turn % 8], commands[(turn + 1) % 8]):
            said = run_store(path, command, *options)
            assert (said.code, bool(said.text)) == (0, True), (command, said.text)

    return shows
