"""The docs are true: their examples pass, their commands print what they show."""

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest

from iraq_tui.cli.main import main

EXAMPLE = re.compile(r"<!-- example: (\S+) -->\n```toml\n(.*?)```", re.DOTALL)
CONSOLE = re.compile(r"```console\n(.*?)```", re.DOTALL)
PAGES = ("README.md", "docs/store-format.md", "docs/comparison.md", "docs/command-line.md")


@pytest.fixture(autouse=True)
def plain_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("IRAQ_TUI_STORE", "IRAQ_TUI_REPORTS"):
        monkeypatch.delenv(name, raising=False)


@pytest.mark.parametrize("page", PAGES)
def test_every_example_store_passes_its_check(root: Path, page: str, tmp_path: Path, capsys):
    for name, text in EXAMPLE.findall((root / page).read_text("utf-8")):
        path = tmp_path / name
        path.write_text(text, "utf-8")
        assert main(["check", str(path), "--strict"]) == 0, capsys.readouterr().out
        assert main(["compare", str(path)]) == 0


def test_the_example_in_the_readme_stays_short(root: Path):
    (example,) = EXAMPLE.findall((root / "README.md").read_text("utf-8"))
    assert len([line for line in example[1].splitlines() if line]) <= 21


def test_the_readme_shows_what_the_commands_print(root: Path, tmp_path: Path, capsys, monkeypatch):
    text = (root / "README.md").read_text("utf-8")
    ((name, ferry),) = EXAMPLE.findall(text)
    (tmp_path / name).write_text(ferry.replace('type = "quantity"', 'type = "number"'), "utf-8")
    monkeypatch.chdir(tmp_path)
    shown = [pair for block in CONSOLE.findall(text) for pair in _commands(block) if pair[1]]
    assert len(shown) >= 3
    for command, output in shown:
        main(shlex.split(command)[1:])
        printed = capsys.readouterr().out
        assert output.strip() in printed, command


def _commands(block: str) -> Iterator[tuple[str, str]]:
    """Each command of a console block with the output shown below it."""
    for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
        command, _, output = part.partition("\n")
        yield command.split(" #")[0].split(" | ")[0].split(" > ")[0], output


def test_every_key_of_the_format_is_in_its_page(root: Path):
    from msgspec.structs import fields

    from iraq_tui.sources.toml import schema

    page = (root / "docs" / "store-format.md").read_text("utf-8")
    for table in (
        schema.StoreTable,
        schema.ReportTable,
        schema.ActorTable,
        schema.AspectTable,
        schema.EventTable,
        schema.ClaimTable,
        schema.JudgementTable,
        schema.TolerancesTable,
    ):
        for name in (field.encode_name for field in fields(table)):
            named = rf"[`\[.]{name}\b|^{name} ="
            assert re.search(named, page, re.MULTILINE), f"{table.__name__}.{name} is not there"


def test_every_verdict_of_the_code_is_in_the_rules(root: Path):
    from iraq_tui.domain.comparison.model import Flag, Verdict

    page = (root / "docs" / "comparison.md").read_text("utf-8")
    for verdict in Verdict:
        assert f"`{verdict.value}`" in page
    for flag in Flag:
        assert f"*{flag.value}*" in page
