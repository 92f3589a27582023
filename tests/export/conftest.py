"""An invented affair, told by three invented reports: a lighthouse that moves between two bays."""

from collections.abc import Callable
from types import SimpleNamespace

import pytest
from msgspec.structs import replace

from iraq_tui.domain.catalogue import Passage
from iraq_tui.domain.moment import parse_moment
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

Write = Callable[[str], str]
DIGEST = "0123456789abcdef" * 4


def as_is(text: str) -> str:
    return text


def _reports(write: Write) -> dict[str, Report]:
    reports = (
        Report(
            write("uk"),
            write("The lighthouse walks"),
            write("uk-lang"),
            headline=write("Маяк вирушив у дорогу"),
            published=parse_moment("2031-06-16"),
            published_basis=Basis.RESOLVED,
            published_note=write("from the tide table"),
            url="https://маяк.example/новини?id=7&x=1",
            sha256="ab" * 32,
        ),
        Report(
            write("ru"),
            write("A tower on the move"),
            write("ru-lang"),
            headline=write("Башня переехала"),
            outlet="gull",
            via=("wire",),
            published=parse_moment("2031-06-20"),
            url="javascript:alert(1)",
        ),
        Report(write("en"), write("Light out"), write("en-lang"), outlet="wire"),
    )
    return {report.id: report for report in reports}


def _actors(write: Write) -> dict[str, Actor]:
    names = {"gull": "The Gull", "wire": "Tide Wire", "keeper": "Keeper", "guild": "Lamp Guild"}
    return {id_: Actor(id_, write(name), kind="body") for id_, name in names.items()}


def _aspects(write: Write) -> dict[str, Aspect]:
    own = (
        Aspect("steps", write("How many steps?"), AspectType.QUANTITY, unit=f"{write('steps')}."),
        Aspect(
            "cause",
            write("What was it?"),
            AspectType.CHOICE,
            options={"walk": write("a walk"), "theft": write("a theft")},
            framing=True,
        ),
        Aspect("mood", write("In what mood?"), AspectType.TEXT),
    )
    return {**BUILT_IN_ASPECTS, **{aspect.id: aspect for aspect in own}}


class _Claims:
    """Writes claims of one event, each with an anchor of its own."""

    def __init__(self, write: Write, event: str) -> None:
        self._write, self._event, self._made = write, write(event), 0

    def __call__(self, aspect: str, report: str, value: object, fragment: str, **more) -> Claim:
        words = ("says", "note")
        more |= {key: self._write(more[key]) for key in words if key in more}
        anchors = (Anchor(self._write(fragment)),)
        self._made += 1
        return Claim(
            self._event,
            aspect,
            self._write(report),
            value,
            anchors=anchors,
            number=self._made,
            **more,
        )


def _walk(write: Write) -> Event:
    claim = _Claims(write, "walk")
    claims = (
        claim("when", "uk", parse_moment("2031-06-15"), "у неділю вночі", basis=Basis.RESOLVED),
        claim("when", "ru", parse_moment("2031-06"), "в июне"),
        claim("status", "uk", Stage.BEGAN, "маяк рушив", says="It set off"),
        claim("steps", "uk", parse_quantity(40), "сорок кроків", holder="keeper", via=("wire",)),
        claim("steps", "uk", parse_quantity("dozens"), "десятки кроків", says="Dozens of them"),
        claim("steps", "ru", parse_quantity(40), "сорок шагов", denied=True, holder="guild"),
        claim("cause", "uk", ("walk",), "прогулянка", note="the word recurs"),
        claim("cause", "ru", ("theft",), "кража", basis=Basis.INFERRED),
    )
    return Event(
        write("walk"),
        write("The lighthouse walks"),
        claims,
        when=parse_moment("2031-06~"),
        when_words=write("about mid-June 2031"),
        matched=write("uk: the walk; ru: the theft"),
        place=("bay",),
        actors=("keeper", "guild"),
        summary=write("It crosses the isthmus."),
    )


def _calm(write: Write) -> Event:
    claim = _Claims(write, "calm")
    claims = (
        claim("mood", "uk", None, "спокійно", says="Calmly"),
        claim("mood", "ru", None, "без спешки", says="In no hurry"),
        claim("steps", "ru", parse_quantity(3), "три шага"),
        claim("steps", "ru", parse_quantity(5), "пять шагов", as_of=parse_moment("2031-06-19")),
    )
    return Event(
        write("calm"),
        write("It rests"),
        claims,
        after=(write("walk"),),
        before=(write("feast"),),
    )


def _feast(write: Write) -> Event:
    claim = _Claims(write, "feast")
    claims = (claim("when", "en", parse_moment("2031-08-01"), "on the first"),)
    return Event(
        write("feast"), write("The feast"), claims, when=parse_moment("2031-08-01"), standing=True
    )


def harbour(write: Write = as_is) -> Chronicle:
    """The chronicle, every word of it passed through ``write``."""
    judgement = Judgement(
        write("calm"),
        "mood",
        (write("uk"), write("ru")),
        "agree",
        write("both mean the same calm"),
        by=write("A. Reader"),
    )
    return Chronicle(
        write("The walking lighthouse"),
        _reports(write),
        _actors(write),
        {"bay": Place("bay", write("Left Bay"))},
        _aspects(write),
        (_walk(write), _calm(write), _feast(write)),
        (judgement,),
        digest=DIGEST,
    )


def catalogue(chronicle: Chronicle) -> MemoryCatalogue:
    """A catalogue that knows one anchor's line: that of the first claim."""
    first = chronicle.events[0].claims[0]
    return MemoryCatalogue(chronicle, {first.report: {first.anchors[0]: Passage(12)}})


def reordered(chronicle: Chronicle, order: Callable[[tuple[Claim, ...]], list[Claim]]) -> Chronicle:
    """The same chronicle with each event's claims in another order."""
    events = tuple(replace(event, claims=tuple(order(event.claims))) for event in chronicle.events)
    return replace(chronicle, events=events)


@pytest.fixture(scope="session")
def affair() -> SimpleNamespace:
    """The builders above, for tests that make their own chronicles."""
    return SimpleNamespace(harbour=harbour, catalogue=catalogue, reordered=reordered)
