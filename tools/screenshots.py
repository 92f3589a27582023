"""The pictures in screenshots/, made from the real explorer over the chronicles of the project.

``make screenshots`` writes them anew; a test compares their content with the explorer of today.
"""

import asyncio
import html
import os
import re
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from types import MappingProxyType

from msgspec import Struct
from rich.cells import cell_len
from textual.pilot import Pilot

from iraq_tui.domain.comparison.model import Pair
from iraq_tui.sources.bundled import STORE, bundled_path
from iraq_tui.sources.store_file import StoreFile
from iraq_tui.tui import state
from iraq_tui.tui.app import ExplorerApp
from iraq_tui.tui.options import ExploreOptions
from iraq_tui.tui.outside import Outside
from iraq_tui.tui.screens.explorer import Explorer
from iraq_tui.tui.screens.frame import FOLLOW

ROOT = Path(__file__).parent.parent
FOLDER = ROOT / "screenshots"
STORKS = ROOT / "examples" / "stork-bridge" / "stork-bridge.toml"


class Shot(Struct, frozen=True):
    """One picture: the terminal's size, what is pressed and typed, the theme."""

    about: str
    size: tuple[int, int]
    keys: tuple[str, ...]
    typed: str = ""
    """Typed after the keys, letter by letter."""
    theme: str = "textual-dark"
    store: Path | None = None
    """Another chronicle than the bundled one."""
    pair: Pair | None = None
    saved: tuple[str, str] | None = None
    """What is saved in its place in the store, while it is open."""


SHOTS: Mapping[str, Shot] = MappingProxyType(
    {
        "wide": Shot(
            "Actors, timeline and comparison side by side.",
            (160, 50),
            ("G", "K", "K", "space", "K", "K", "space", "d", "D", "space", "K"),
        ),
        "medium": Shot(
            "On a smaller terminal the timeline stands above the comparison.",
            (100, 30),
            ("d", "d", "d"),
        ),
        "narrow": Shot("One pane at a time, down to 40x10.", (40, 12), ("d", "d")),
        "filter": Shot(
            "The filter works while it is typed.",
            (120, 34),
            ("slash",),
            "actor:al-sudani -verdict:only",
        ),
        "claim": Shot(
            "A claim in full, with its speaker and its place in the report.",
            (120, 36),
            ("t", *"jan 2024", "enter", "d", "enter", "j", "enter"),
        ),
        "reading": Shot(
            "Both reports side by side, each passage marked by its verdict. (Here without their "
            "texts, which are not part of the project: what the claims say and quote.)",
            (120, 36),
            ("G", "K", "K", "R", "d"),
        ),
        "texts": Shot(
            "The same with texts at hand, here in English and Ukrainian, of the invented example.",
            (140, 40),
            ("t", *"april 18 2036", "enter", "R"),
            store=STORKS,
            pair=("en", "uk"),
        ),
        "axis": Shot(
            "The same events on a time axis, to scale, with honest ends; the top line is its map.",
            (120, 36),
            ("G", "z", "plus", "plus"),
        ),
        "lanes": Shot(
            "In lanes by report, a long time without events folded.",
            (120, 40),
            ("z", "L", "L", "f", "j", "j"),
            store=STORKS,
        ),
        "matrix": Shot(
            "All reports at once: an event's questions by reports, and reports by reports.",
            (120, 40),
            ("t", *"april 18 2036", "enter", "M", "l"),
            store=STORKS,
        ),
        "summary": Shot(
            "What each report alone says, and where it disagrees with others.",
            (120, 40),
            ("S", "j", "j"),
            store=STORKS,
        ),
        "palette": Shot(
            "Events, actors, reports and commands are found in any of the languages.",
            (100, 24),
            ("colon",),
            "судані",
        ),
        "broken": Shot(
            "The explorer follows the file. While that is broken, the last good state stays.",
            (120, 30),
            ("d", "d"),
            saved=('when = "2014-06-15"', 'wehn = "15 June 2014"'),
        ),
        "export": Shot("The export shows what it will write.", (100, 30), ("d", "d", "x")),
        "light": Shot(
            "Every theme of Textual stays readable.",
            (160, 50),
            ("d", "d", "tab"),
            theme="textual-light",
        ),
    }
)


def app_for(shot: Shot, folder: Path) -> ExplorerApp:
    """The explorer over a copy of a chronicle, writing nothing; the bundled one without its texts.

    What belongs to an example stays where it is.
    """
    path = shot.store or folder / STORE
    if shot.store is None:
        path.write_bytes(bundled_path().read_bytes())
    store = StoreFile(path)
    catalogue, outside = store.open().catalogue, Outside()
    if shot.saved:
        outside = Outside(store, store.stamp())
    view = state.start(catalogue, pair=shot.pair)
    return ExplorerApp(catalogue, view, ExploreOptions(theme=shot.theme), outside)


async def walk(app: ExplorerApp, pilot: Pilot[None], shot: Shot) -> None:
    """Press and type what the picture asks for, and let the explorer settle."""
    while not app.takes_keys:
        await pilot.pause()
    await pilot.press(*shot.keys)
    await pilot.pause()
    await pilot.press(*shot.typed)
    await pilot.pause(3 * FOLLOW)
    await pilot.pause()


async def save(app: ExplorerApp, pilot: Pilot[None], shot: Shot, path: Path) -> None:
    """Save the store as the picture wants it, and let the explorer find that out."""
    assert shot.saved
    assert isinstance(app.screen, Explorer)
    path.write_text(path.read_text("utf-8").replace(*shot.saved), "utf-8")
    while not app.screen.is_stale:
        await pilot.pause(FOLLOW)
    app.screen.say("")
    await pilot.pause()


async def picture(shot: Shot) -> str:
    """The picture as SVG."""
    os.environ.update(TERM="xterm-256color", COLORTERM="truecolor")
    os.environ.pop("NO_COLOR", None)
    with TemporaryDirectory() as folder:
        app = app_for(shot, Path(folder))
        async with app.run_test(size=shot.size) as pilot:
            await walk(app, pilot, shot)
            if shot.saved:
                await save(app, pilot, shot, Path(folder) / STORE)
            return _aligned(_offline(app.export_screenshot(title="iraq-tui")))


def _offline(svg: str) -> str:
    """Without the web fonts that Rich refers to: a picture needs no network."""
    return re.sub(r"@font-face \{.*?\}", "", svg, flags=re.DOTALL)


_RUN = re.compile(
    r'<text class="(?P<style>[^"]*-r\d+)" x="(?P<x>[\d.]+)" y="(?P<y>[\d.]+)" '
    r'textLength="(?P<length>[\d.]+)" (?P<clip>[^>]*)>(?P<text>[^<]*)</text>'
)
_SPACES = re.compile("(\xa0{2,}|^\xa0|\xa0$)")


def _aligned(svg: str) -> str:
    """With every column of the screen at a place of its own.

    Viewers that know no textLength draw a run of text in the font they have, and what follows a
    wide gap in it would drift.
    """
    return _RUN.sub(lambda run: "\n".join(_pieces(run)), svg)


def _pieces(run: re.Match[str]) -> Iterator[str]:
    text = html.unescape(run["text"])
    cell = float(run["length"]) / max(cell_len(text), 1)
    x = float(run["x"])
    for part in _SPACES.split(text):
        length = cell_len(part) * cell
        if part.strip("\xa0"):
            yield (
                f'<text class="{run["style"]}" x="{x:g}" y="{run["y"]}" textLength="{length:g}" '
                f"{run['clip']}>{html.escape(part).replace(chr(160), '&#160;')}</text>"
            )
        x += length


_TEXT = re.compile(r'<text class="[^"]*-r\d+" x="([\d.]+)" y="([\d.]+)"[^>]*>([^<]*)</text>')


def content(svg: str) -> list[str]:
    """The text of a picture, line by line, without runs of spaces."""
    rows: dict[float, list[tuple[float, str]]] = defaultdict(list)
    for x, y, text in _TEXT.findall(svg):
        rows[float(y)].append((float(x), html.unescape(text).replace("\xa0", " ")))
    return [" ".join(" ".join(text for _, text in sorted(rows[y])).split()) for y in sorted(rows)]


def main() -> None:
    """Write every picture, or those that are named."""
    wanted = sys.argv[1:] or list(SHOTS)
    FOLDER.mkdir(exist_ok=True)
    for name in wanted:
        svg = asyncio.run(picture(SHOTS[name]))
        (FOLDER / f"{name}.svg").write_text(svg, encoding="utf-8")
    (FOLDER / "README.md").write_text(page(), encoding="utf-8")


def page() -> str:
    """The page that shows them all."""
    shots = (f"{shot.about}\n\n![{name}]({name}.svg)\n" for name, shot in SHOTS.items())
    return "\n".join(["# Pictures\n\nMade by `make screenshots` from the explorer.\n", *shots])


if __name__ == "__main__":
    main()
