"""An invented affair, told by three reports: the bridge of Port Quill, which never was."""

import asyncio
from collections.abc import Callable
from types import MappingProxyType

import pytest
from msgspec.structs import replace
from textual._context import active_app

from iraq_tui.domain.moment import parse_moment
from iraq_tui.domain.placing import places
from iraq_tui.domain.quantity import parse_quantity
from iraq_tui.domain.records import (
    BUILT_IN_ASPECTS,
    Actor,
    Anchor,
    Aspect,
    AspectType,
    Basis,
    Chronicle,
    Claim,
    Event,
    Judgement,
    Place,
    Report,
    Stage,
)
from iraq_tui.sources.memory import MemoryCatalogue
from iraq_tui.tui.app import ExplorerApp
from iraq_tui.tui.options import ExploreOptions
from iraq_tui.tui.outside import Outside
from iraq_tui.tui.saving import Save, save
from iraq_tui.tui.screens import frame
from iraq_tui.tui.state import start

HOSTILE = "[red]\x1b]0;owned\x07[@click=app.quit]x[/] \u202ecod.exe\u0085\u200b é̀"
"""Markup, a terminal title, a C1 control, a direction mark, something of no width."""

REPORTS = {
    "en": Report(
        "en",
        "The Quill Courier",
        "en",
        outlet="courier",
        published=parse_moment("2031-06-02"),
    ),
    "uk": Report("uk", "Вісник порту", "uk", published=parse_moment("2031-06-04")),
    "xx": Report("xx", "A letter", "en"),
}
ACTORS = {
    "city": Actor("city", "City of Port Quill", {"uk": ("Місто Порт-Квіл",)}, kind="state"),
    "council": Actor("council", "City council", part_of=("city",), kind="body"),
    "mayor": Actor("mayor", "Mayor Ottoline Brask", part_of=("council",), kind="person"),
    "builders": Actor("builders", "Tarn & Sons", kind="body"),
    "courier": Actor("courier", "The Quill Courier", kind="outlet"),
    "agency": Actor("agency", "Harbour Wire", kind="outlet"),
    "odd": Actor("odd", f"Odd {HOSTILE}", kind="body"),
}
PLACES = {
    "port-quill": Place("port-quill", "Port Quill"),
    "bridge": Place("bridge", "the long bridge", part_of=("port-quill",)),
}
ASPECTS = {
    **BUILT_IN_ASPECTS,
    "cost": Aspect("cost", "What does the bridge cost?", AspectType.QUANTITY, unit="crowns"),
    "name": Aspect(
        "name",
        "What is it called?",
        AspectType.CHOICE,
        options={"gift": "a gift to the city", "debt": "a debt of forty years"},
        framing=True,
    ),
    "initiative": Aspect("initiative", "On whose initiative?", AspectType.ACTORS, complete=True),
    "mood": Aspect("mood", "How was the mood?", AspectType.TEXT),
}


def claim(event: str, aspect: str, report: str, value=None, **rest) -> Claim:
    """A claim with its value in the store's notation, and an anchor of its own."""
    kind = ASPECTS[aspect].type
    if value is not None and kind is AspectType.DATE:
        value = parse_moment(value)
    elif value is not None and kind is AspectType.QUANTITY:
        value = parse_quantity(value)
    elif isinstance(value, str) and kind in (
        AspectType.CHOICE,
        AspectType.ACTORS,
        AspectType.PLACE,
    ):
        value = (value,)
    rest.setdefault("anchors", (Anchor(f"{report} {aspect} дослівно"),))
    return Claim(event, aspect, report, value, **rest)


def event(id_: str, title: str, when: str | None, *claims: tuple, **rest) -> Event:
    """An event with claims given as (aspect, report, value, more)."""
    made = tuple(
        claim(id_, aspect, report, value, **(more[0] if more else {}))
        for aspect, report, value, *more in claims
    )
    return Event(id_, title, made, when=parse_moment(when) if when else None, **rest)


EVENTS = (
    event(
        "plan",
        "The council plans a bridge",
        "2019",
        ("when", "en", "2019"),
        actors=("council",),
        tags=("plans",),
    ),
    event(
        "talks",
        "Talks about the money",
        "2027-03-14",
        ("when", "en", "2027-03-14", {"basis": Basis.RESOLVED, "says": "on Sunday"}),
        ("when", "uk", "2027-03-12", {"says": "минулої п’ятниці"}),
        ("status", "en", Stage.HAPPENED),
        ("status", "uk", Stage.PLANNED),
        actors=("mayor", "builders"),
        matched="en: a meeting; uk: a consultation; taken as one",
        tags=("plans", "money"),
        place=("port-quill",),
    ),
    event(
        "price",
        "The price becomes known",
        "2031-05~",
        ("cost", "en", "2500", {"says": "The bridge costs 2500 crowns"}),
        ("cost", "uk", "~2600", {"holder": "mayor", "via": ("agency",)}),
        ("name", "en", "gift"),
        ("name", "uk", "debt"),
        actors=("city",),
        when_words="early May 2031",
    ),
    event(
        "opening",
        "The bridge opens",
        "2031-05-20",
        ("when", "en", "2031-05-20"),
        ("when", "uk", "2031-05"),
        ("initiative", "en", "mayor", {"holder": "mayor"}),
        ("initiative", "uk", "builders", {"holder": "builders"}),
        ("mood", "en", None, {"says": "The crowd cheered for an hour"}),
        ("mood", "uk", None, {"says": "Натовп мовчав"}),
        actors=("mayor", "builders"),
        place=("bridge",),
    ),
    event("silent", "A letter to the editor", "2031-05-22", ("when", "xx", "2031-05-22")),
    event(
        "whose",
        "Whose bridge it is",
        None,
        ("initiative", "uk", "city"),
        after=("opening",),
        standing=True,
    ),
    event("rumour", "A crack is rumoured", None, ("mood", "uk", None, {"says": "Кажуть"}),
          after=("opening",), before=("repair",)),
    event("repair", "Repairs begin", "2031-06-01", ("when", "en", "2031-06-01"),
          ("when", "uk", "2031-06-01")),
    event("odd", f"Odd {HOSTILE}", "2031-06-02", ("mood", "en", None, {"says": HOSTILE}),
          ("mood", "uk", None, {"says": HOSTILE, "note": HOSTILE}),
          actors=("odd",), tags=(HOSTILE,), summary=HOSTILE, when_words=f"June {HOSTILE}"),
)  # fmt: skip

JUDGEMENTS = (
    Judgement("opening", "mood", ("en", "uk"), "differ", "cheers against silence", by="A. N."),
)


def chronicle() -> Chronicle:
    """The affair, its events in time order."""
    by_id = {one.id: one for one in EVENTS}
    return Chronicle(
        "The bridge of Port Quill",
        MappingProxyType(REPORTS),
        MappingProxyType(ACTORS),
        MappingProxyType(PLACES),
        MappingProxyType(ASPECTS),
        tuple(by_id[id_] for id_ in places(EVENTS)),
        JUDGEMENTS,
        digest="0" * 64,
    )


def many(count: int) -> MemoryCatalogue:
    """The first event over and over, one a day."""
    days = (parse_moment(f"20{10 + i // 300:02}-{1 + i // 28 % 10:02}-{1 + i % 28:02}")
            for i in range(count))  # fmt: skip
    made = tuple(
        replace(
            EVENTS[0],
            id=f"e{i}",
            title=f"Event {i}",
            when=day,
            claims=tuple(replace(one, event=f"e{i}") for one in EVENTS[0].claims),
        )
        for i, day in enumerate(days)
    )
    known = {one.id: one for one in made}
    base = chronicle()
    return MemoryCatalogue(replace(base, events=tuple(known[id_] for id_ in places(made))))


@pytest.fixture(autouse=True)
def plain_terminal(monkeypatch):
    """A terminal that can do everything, whatever the tests run in."""
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("COLORTERM", "truecolor")


async def idle(*_) -> None:
    """Wait until nothing in the app has a message to work on.

    Textual's own waits until the process takes little time, 20 ms at least: slow on a calm
    machine, and wrong on a loaded one.
    """
    app, calm = active_app.get(), 0
    while calm < 2 and app.is_running:
        await asyncio.sleep(0.002)
        screens = app.screen_stack
        pumps = (app, *screens, *(node for one in screens for node in one.walk_children()))
        is_calm = getattr(app, "takes_keys", True) and all(map(is_free, pumps))
        calm = calm + 1 if is_calm else 0


def is_free(pump) -> bool:
    """Whether a pump waits for its next message; one that is at work does not."""
    queue = pump._message_queue
    return not pump._running or (queue.empty() and bool(queue.ready_event._waiters))


@pytest.fixture(autouse=True)
def quick(monkeypatch):
    """Keys follow each other as soon as they can, and what follows the last key does so at once."""
    monkeypatch.setattr("textual.app.wait_for_idle", idle)
    monkeypatch.setattr("textual.pilot.wait_for_idle", idle)
    monkeypatch.setattr(frame, "FOLLOW", 0.001)


@pytest.fixture(scope="session")
def catalogue() -> MemoryCatalogue:
    return MemoryCatalogue(chronicle())


@pytest.fixture
def make_app(catalogue) -> Callable[..., ExplorerApp]:
    """An app over the affair; options as for the command line."""

    def make(saver: Save = save, over=None, outside=None, **options) -> ExplorerApp:
        over = over or catalogue
        asked = ExploreOptions(**options)
        view = start(over, text=asked.filter, at=asked.at, pair=asked.pair)
        return ExplorerApp(over, view, asked, outside or Outside(save=saver))

    return make


@pytest.fixture(scope="session")
def hostile() -> str:
    return HOSTILE


@pytest.fixture(scope="session")
def make_many() -> Callable[[int], MemoryCatalogue]:
    return many


@pytest.fixture
def until():
    """Let the app work until something holds; fails after five seconds."""

    async def wait(pilot, condition: Callable[[], object]) -> None:
        async with asyncio.timeout(5):
            while not condition():
                await pilot.pause()

    return wait


@pytest.fixture
def text_of():
    """What the terminal shows now, one line a row."""

    def text(app) -> str:
        strips = app.screen._compositor.render_strips()
        return "\n".join(strip.text.rstrip() for strip in strips[: app.size.height])

    return text
