"""Values, dates and speakers in words, as every printer and panel shows them."""

from collections.abc import Iterable

from iraq_tui.domain import moment_words
from iraq_tui.domain.moment import Moment
from iraq_tui.domain.quantity import WORDS, Quantity
from iraq_tui.domain.records import (
    UNNAMED,
    Aspect,
    AspectType,
    Chronicle,
    Claim,
    Report,
    Stage,
    Value,
)

STAGE_WORDS = {
    Stage.POSSIBLE: "possible",
    Stage.DEMANDED: "demanded",
    Stage.PLANNED: "planned",
    Stage.ANNOUNCED: "announced",
    Stage.BEGAN: "began",
    Stage.HAPPENED: "happened",
}


def listed(items: Iterable[str], last: str = "and") -> str:
    """Items as a list in words: "a, b and c"."""
    *before, end = tuple(items) or ("",)
    return f"{', '.join(before)} {last} {end}" if before else end


def actor_name(chronicle: Chronicle, actor: str) -> str:
    """An actor's name; the reserved holder reads "someone unnamed"."""
    if actor == UNNAMED:
        return "someone unnamed"
    known = chronicle.actors.get(actor)
    return known.name if known else actor


def place_name(chronicle: Chronicle, place: str) -> str:
    """A place's name."""
    known = chronicle.places.get(place)
    return known.name if known else place


def value_words(chronicle: Chronicle, aspect: Aspect, value: Value) -> str:
    """A value in words; empty for text, which has none."""
    match value:
        case Moment():
            return moment_words.words(value)
        case Quantity():
            of = " of" if value.text in WORDS and aspect.unit else ""
            return f"{value.words()}{of} {aspect.unit}".rstrip()
        case Stage():
            return STAGE_WORDS[value]
        case tuple():
            return listed(id_words(chronicle, aspect, item) for item in value)
    return ""


def id_words(chronicle: Chronicle, aspect: Aspect, item: str) -> str:
    """The words for one id in a value of actors, places or options."""
    if aspect.type is AspectType.ACTORS:
        return actor_name(chronicle, item)
    if aspect.type is AspectType.PLACE:
        return place_name(chronicle, item)
    return aspect.options.get(item) or item


def claim_words(chronicle: Chronicle, claim: Claim) -> str:
    """What a claim answers: its value in words, or what it says where it has none."""
    aspect = chronicle.aspects[claim.aspect]
    words = value_words(chronicle, aspect, claim.value) or claim.says
    return f"not: {words}" if claim.denied else words


def speaker(chronicle: Chronicle, claim: Claim) -> str:
    """Who asserts it: "uk", or "uk, passing on Pentagon"."""
    if claim.holder is None:
        return claim.report
    return f"{claim.report}, passing on {actor_name(chronicle, claim.holder)}"


def source_words(chronicle: Chronicle, claim: Claim) -> str:
    """The speaker and those it came through: "Pentagon, via Reuters"; empty for the report's own.

    The report itself is not named.
    """
    held = actor_name(chronicle, claim.holder) if claim.holder else ""
    through = listed(actor_name(chronicle, actor) for actor in claim.via)
    if not through:
        return held
    return f"{held}, via {through}" if held else f"via {through}"


def as_of(chronicle: Chronicle, claim: Claim) -> Moment | None:
    """The date for which a claim holds: its own, or else the report's."""
    return claim.as_of or chronicle.reports[claim.report].published


def origins(chronicle: Chronicle, claim: Claim) -> frozenset[str]:
    """Everyone a claim's report, statement and speaker can be traced to, by actor id."""
    ids = (claim.holder, *claim.via)
    own = frozenset(actor for actor in ids if actor and actor != UNNAMED)
    return own | report_origins(chronicle.reports[claim.report])


def report_origins(report: Report) -> frozenset[str]:
    """Everyone a whole report can be traced to: its outlet and those it is taken from."""
    ids = (report.outlet, *report.via)
    return frozenset(actor for actor in ids if actor and actor != UNNAMED)
