"""Words for the two sides of a case, of which the reasons are made."""

from iraq_tui.domain import describe, moment_words
from iraq_tui.domain.comparison.case import Case, Voice
from iraq_tui.domain.comparison.model import Side
from iraq_tui.domain.comparison.values import Relation, local_days
from iraq_tui.domain.moment import DAY, Moment, Precision
from iraq_tui.domain.quantity import WORDS, Quantity, number_words
from iraq_tui.domain.records import AspectType, Claim

_DAY_OR_FINER = {Precision.INSTANT, Precision.MINUTE, Precision.DAY}


# --- one side -------------------------------------------------------------------------------------


def value(case: Case, claim: Claim) -> str:
    """The value as the rules see it: EDTF for dates, notation for quantities, else words."""
    match claim.value:
        case Moment() as moment:
            return moment.edtf
        case Quantity() as quantity:
            return quantity.text
    return describe.value_words(case.ground.chronicle, case.aspect, claim.value)


def quoted(case: Case, claim: Claim) -> str:
    """The same, in quotes where it is made of names or phrases."""
    words = value(case, claim)
    return f"“{words}”" if isinstance(claim.value, tuple) else words


def label(case: Case, claim: Claim) -> str:
    """Whose answer it is: the report's, or, inside one report, the speaker's."""
    if not case.inside:
        return claim.report
    if claim.holder is None:
        return f"{claim.report} itself"
    return describe.speaker(case.ground.chronicle, claim)


def side_label(case: Case, side: Side) -> str:
    """The same for a side."""
    return label(case, case.a if side is Side.LEFT else case.b)


def voices(case: Case) -> str:
    """Who speaks on either side."""
    a, b = case.a, case.b
    held = [describe.actor_name(case.ground.chronicle, c.holder) for c in (a, b) if c.holder]
    if case.inside:
        return _voices_inside(case, held)
    if not held:
        return "each speaks for itself"
    if a.holder == b.holder:
        together = "both pass on" if case.voice is Voice.SAME else "each passes on"
        return f"{together} {held[0]}"
    return f"{_speaks(case, a)}, {_speaks(case, b)}"


def _voices_inside(case: Case, held: list[str]) -> str:
    first = _speaks(case, case.a)
    if case.a.holder == case.b.holder:
        return f"{first} both times"
    if not case.b.holder:
        return f"{first}, and also speaks for itself"
    return f"{first}, and {'on' if case.a.holder else 'passes on'} {held[-1]}"


def _speaks(case: Case, claim: Claim) -> str:
    if claim.holder is None:
        return f"{claim.report} speaks for itself"
    return f"{claim.report} passes on {describe.actor_name(case.ground.chronicle, claim.holder)}"


def dated(case: Case, claim: Claim) -> str:
    """The report with the date for which it answers: "uk (25 January 2024)"."""
    moment = describe.as_of(case.ground.chronicle, claim)
    assert moment is not None  # only said of claims that are ordered in time
    return f"{claim.report} ({moment_words.words(moment)})"


def in_time(case: Case) -> str:
    """Both, the earlier first."""
    return f"{dated(case, case.earlier)}, then {dated(case, case.later)}"


# --- two values -----------------------------------------------------------------------------------


def apart(case: Case) -> str:
    """How two values fail to meet, with the distance where there is one."""
    a, b = case.a.value, case.b.value
    if case.a.denied != case.b.denied:
        return _denial_apart(case)
    if isinstance(a, Moment) and isinstance(b, Moment):
        return f"{a.edtf} and {b.edtf}: {_date_distance(a, b)}"
    if isinstance(a, Quantity) and isinstance(b, Quantity):
        return f"{_number(a)} and {_number(b)}: {_number_distance(case, a, b)}"
    pair = f"{quoted(case, case.a)} and {quoted(case, case.b)}"
    if case.aspect.type is AspectType.PLACE:
        return f"{pair}: neither lies within the other"
    whole = case.aspect.type is AspectType.ACTORS
    return f"{pair} cannot both {'be the whole answer' if whole else 'hold'}"


def _denial_apart(case: Case) -> str:
    affirmed, denied = affirmed_and_denied(case)
    value_denied = quoted(case, denied)
    value_affirmed = f"{quoted(case, affirmed)}{_inside_denied(case)}"
    if case.inside and case.voice is Voice.SAME:
        return f"it denies {value_denied} and affirms {value_affirmed}"
    return (
        f"{_subject(case, denied)} denies {value_denied}; "
        f"{_subject(case, affirmed)} affirms {value_affirmed}"
    )


def _subject(case: Case, claim: Claim) -> str:
    return f"{label(case, claim)}{',' * bool(case.inside and claim.holder)}"


def affirmed_and_denied(case: Case) -> tuple[Claim, Claim]:
    """The two claims of a case in which one denies."""
    return (case.a, case.b) if case.b.denied else (case.b, case.a)


def _inside_denied(case: Case) -> str:
    """How the affirmed value comes under the denied one, where they are not the same."""
    if case.plain_relation is Relation.SAME:
        return ""
    if case.is_status:
        return ", which is further along"
    affirmed, denied = affirmed_and_denied(case)
    within = all_within(case, affirmed, denied)
    return ", which lies inside it" if within else ", which takes it in"


def all_within(case: Case, fine: Claim, coarse: Claim) -> bool:
    """Whether all that the one names lies within what the other names; True of other types."""
    if not isinstance(fine.value, tuple) or not isinstance(coarse.value, tuple):
        return True
    if case.aspect.type is AspectType.CHOICE:
        return set(fine.value) <= set(coarse.value)
    is_place = case.aspect.type is AspectType.PLACE
    tree = case.ground.places if is_place else case.ground.actors
    return all(any(tree.within(one, whole) for whole in coarse.value) for one in fine.value)


def _date_distance(a: Moment, b: Moment) -> str:
    if a.is_extent and b.is_extent:
        return "they do not begin and end together"
    # A time of day is compared with a calendar date as the day it was where it was counted.
    by_days = a.has_instants != b.has_instants
    first, second = sorted((local_days(a), local_days(b)) if by_days else (a.strict, b.strict))
    if second.lo <= first.hi:
        return "no date suits both"
    precisions = {point.precision for moment in (a, b) for point in moment.points}
    if precisions <= _DAY_OR_FINER and (by_days or len(precisions) == 1):
        return f"{_time_words(second.lo - first.lo)} apart"
    gap = moment_words.gap_words(first.hi, second.lo)
    return f"{gap} between them" if gap else "one begins where the other ends"


def _time_words(seconds: int) -> str:
    for size, unit in ((DAY, "day"), (3600, "hour"), (60, "minute")):
        if seconds >= size:
            count = (
                f"{seconds / size:.1f}".removesuffix(".0") if unit == "hour" else seconds // size
            )
            return f"{count} {unit}{'s' * (str(count) != '1')}"
    return f"{seconds} second{'s' * (seconds != 1)}"


def _number(quantity: Quantity) -> str:
    return f"{quantity.text} {quantity.strict}" if quantity.text in WORDS else quantity.text


def _number_distance(case: Case, a: Quantity, b: Quantity) -> str:
    low, high = (a, b) if a.strict.below(b.strict) else (b, a)
    assert low.strict.high is not None
    assert high.strict.low is not None
    distance = high.strict.low - low.strict.high
    if not distance:
        return "no number suits both"
    percent = number_words(case.ground.chronicle.tolerances.about_percent)
    beyond = f", more than “about” at {percent} % allows for" if a.is_about or b.is_about else ""
    return f"{number_words(distance)} apart{beyond}"
