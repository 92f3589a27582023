"""What the environment asks for: read once at the start, frozen, handed on."""

import os
from collections.abc import Mapping
from pathlib import Path

from msgspec import Struct


class Settings(Struct, frozen=True):
    """The environment, as far as it concerns this program."""

    store: Path | None = None
    """``$IRAQ_TUI_STORE``: the store where none is named."""
    reports: Path | None = None
    """``$IRAQ_TUI_REPORTS``: the folder of the reports' texts where none is named."""
    no_color: bool = False
    """``$NO_COLOR`` is set and not empty (https://no-color.org)."""
    secure: bool = False
    """``$IRAQ_TUI_SECURE`` is set to anything but 0, or Textual serves a browser: nothing is
    written, no editor is opened."""
    term: str = ""
    """``$TERM``."""

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] = os.environ) -> "Settings":
        """Read the settings; an empty variable counts as unset."""
        store = environment.get("IRAQ_TUI_STORE")
        reports = environment.get("IRAQ_TUI_REPORTS")
        return cls(
            store=Path(store) if store else None,
            reports=Path(reports) if reports else None,
            no_color=bool(environment.get("NO_COLOR")),
            secure=environment.get("IRAQ_TUI_SECURE", "") not in ("", "0")
            or "web_driver" in environment.get("TEXTUAL_DRIVER", ""),
            term=environment.get("TERM", ""),
        )
