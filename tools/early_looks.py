"""Write src/iraq_tui/tui/early_looks.json anew: every theme's colours, as the explorer shows them.

python tools/early_looks.py
"""

import asyncio
import os
import re

import msgspec
from rich.color import ColorSystem
from rich.style import Style
from textual.theme import BUILTIN_THEMES

from iraq_tui.sources.bundled import bundled_path
from iraq_tui.sources.open import open_store
from iraq_tui.tui import state
from iraq_tui.tui.app import ExplorerApp
from iraq_tui.tui.early_looks import FILE, Table
from iraq_tui.tui.options import ExploreOptions
from iraq_tui.tui.outside import Outside
from iraq_tui.tui.paint.line import Role
from iraq_tui.tui.widgets.painted import CURSOR, PREFIX
from iraq_tui.tui.widgets.timeline import Timeline

SYSTEMS = {"truecolor": ("truecolor", ColorSystem.TRUECOLOR), "256": ("", ColorSystem.EIGHT_BIT)}
"""By name: what $COLORTERM says, and what Rich then writes."""


def codes(style: Style, system: ColorSystem) -> str:
    """What a style says to the terminal."""
    found = re.match(r"\x1b\[([\d;]*)m", style.render("x", color_system=system))
    return found[1] if found else ""


async def table() -> Table:
    """The looks of every theme of exact colours."""
    os.environ.update(TERM="xterm-256color")
    os.environ.pop("NO_COLOR", None)
    catalogue = open_store(bundled_path()).catalogue
    found: Table = {}
    for name, (said, system) in SYSTEMS.items():
        os.environ["COLORTERM"] = said
        app = ExplorerApp(catalogue, state.start(catalogue), ExploreOptions(), Outside())
        async with app.run_test(size=(160, 50)) as pilot:
            for theme in sorted(BUILTIN_THEMES):
                if BUILTIN_THEMES[theme].ansi:
                    continue
                app.theme = theme
                await pilot.pause()
                look = app.screen.query_one(Timeline).look
                looks = {str(role): codes(look(f"{PREFIX}{role}"), system) for role in Role}
                looks["cursor"] = codes(look(CURSOR), system)
                found.setdefault(theme, {})[name] = looks
    return found


if __name__ == "__main__":
    FILE.write_bytes(
        msgspec.json.format(msgspec.json.encode(asyncio.run(table())), indent=1) + b"\n"
    )
