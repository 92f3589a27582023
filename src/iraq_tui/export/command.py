"""The command that makes an export again."""

import shlex

from iraq_tui.domain.catalogue import Catalogue
from iraq_tui.domain.selection import Selection, in_time_order
from iraq_tui.export.escape import gate
from iraq_tui.text.safe import is_hidden


def export_command(catalogue: Catalogue, selection: Selection) -> str:
    """The `iraq-tui export` that makes the selection from the same store, for a POSIX shell.

    Empty for no events chosen without a filter, which no command can ask for. Of ids that hold a
    comma the pair cannot be read back.
    """
    chosen = in_time_order(catalogue, selection.ids)
    if not chosen and not selection.filter:
        return ""
    words = ["iraq-tui export"]
    if name := catalogue.chronicle.name:
        # With a slash no name is taken for an option or an event.
        words.append(shell_word(f"./{name}"))
    if selection.filter:
        words.append(_option("-w", selection.filter))
    elif len(chosen) < catalogue.count():
        words += [_option("--event", event) for event in chosen]
    if selection.pair != catalogue.pairs[0]:
        words.append(_option("--pair", ",".join(selection.pair)))
    return " ".join(words)


def _option(name: str, value: str) -> str:
    """An option and its value, joined where the value could be taken for an option itself."""
    joint = " " if not value.startswith("-") else "=" if name.startswith("--") else ""
    return f"{name}{joint}{shell_word(value)}"


def shell_word(text: str) -> str:
    """The text as one word of a POSIX shell, in characters that all show on a terminal.

    Where the text holds others, they are written as bytes in `$'...'` (POSIX.1-2024; bash, zsh
    and ksh have long had it).
    """
    if gate(text) == text:
        return shlex.quote(text)
    return f"$'{''.join(map(_dollar_quoted, text))}'"


def _dollar_quoted(char: str) -> str:
    if char in "\\'":
        return f"\\{char}"
    plain = " " <= char <= "~" or (char.isalnum() and not is_hidden(char))
    return char if plain else "".join(f"\\{byte:03o}" for byte in _bytes(char))


def _bytes(char: str) -> bytes:
    """UTF-8; a byte that was no UTF-8 on the command line is that byte again (PEP 383)."""
    escaped = "\udc80" <= char <= "\udcff"
    return char.encode("utf-8", "surrogateescape" if escaped else "surrogatepass")
