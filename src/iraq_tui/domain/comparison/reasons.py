"""The reason for each verdict, in one line of words with its numbers."""

from dataclasses import dataclass

from iraq_tui.domain import describe
from iraq_tui.domain.comparison.case import Case
from iraq_tui.domain.comparison.model import Side, Verdict
from iraq_tui.domain.comparison.values import Relation
from iraq_tui.domain.moment import Moment
from iraq_tui.domain.quantity import Quantity, number_words
from iraq_tui.domain.records import UNNAMED, AspectType, Claim

DAY = 86_400


@dataclass(frozen=True, slots=True)
class Outcome:
    """A verdict on two claims, its reason, and the side that says more where one does."""

    verdict: Verdict
    reason: str
    more: Side | None = None


# --- words for one side ---------------------------------------------------------------------------


def _value(case: Case, claim: Claim) -> str:
    """The value as the rules see it: EDTF for dates, notation for quantities, else words."""
    match claim.value:
        case Moment() as moment:
            return moment.edtf
        case Quantity() as quantity:
            return quantity.text
    return describe.value_words(case.ground.chronicle, case.aspect, claim.value)


def _label(case: Case, side: Side) -> str:
    claim = case.a if side is Side.LEFT else case.b
    if case.inside:
        return describe.speaker(case.ground.chronicle, claim)
    return claim.report


def _speaks(case: Case, claim: Claim) -> str:
    if claim.holder is None:
        return f"{claim.report} speaks for itself"
    return f"{claim.report} passes on {describe.actor_name(case.ground.chronicle, claim.holder)}"


def _dated(case: Case, claim: Claim) -> str:
    moment = describe.as_of(case.ground.chronicle, claim)
    assert moment is not None  # only said of claims that are ordered in time
    return f"{claim.report} ({moment.words()})"


def _in_time(case: Case) -> str:
    return f"{_dated(case, case.earlier)}, then {_dated(case, case.later)}"


# --- words for two values -------------------------------------------------------------------------


def apart(case: Case) -> str:
    """How two values fail to meet, with the distance where there is one."""
    a, b = case.a.value, case.b.value
    if case.a.denied != case.b.denied:
        affirmed, denied = (case.a, case.b) if case.b.denied else (case.b, case.a)
        inside = "" if _same_value(case) else f", and {_value(case, affirmed)} lies inside it"
        return (
            f"{denied.report} denies {_value(case, denied)}{inside}; "
            f"{affirmed.report} affirms {_value(case, affirmed)}"
        )
    if isinstance(a, Moment) and isinstance(b, Moment):
        return f"{a.edtf} and {b.edtf}: {_date_distance(a, b)}"
    if isinstance(a, Quantity) and isinstance(b, Quantity):
        return f"{_interval(a)} and {_interval(b)}: {_number_distance(a, b)}"
    return f"“{_value(case, case.a)}” and “{_value(case, case.b)}” cannot both hold"


def _same_value(case: Case) -> bool:
    return case.plain_relation is Relation.SAME


def _date_distance(a: Moment, b: Moment) -> str:
    first, second = sorted((a.strict, b.strict))
    seconds = second.lo - first.hi
    if seconds <= 0:
        return "their ends do not meet"
    if seconds < DAY and (a.has_instants or b.has_instants):
        return f"{max(1, seconds // 60)} minutes apart"
    days = max(1, round(seconds / DAY))
    return f"{days} day{'s' * (days != 1)} apart"


def _interval(quantity: Quantity) -> str:
    shown = str(quantity.strict)
    return quantity.text if shown == quantity.text else f"{quantity.text}, {shown},"


def _number_distance(a: Quantity, b: Quantity) -> str:
    low, high = (a, b) if a.strict.below(b.strict) else (b, a)
    assert low.strict.high is not None
    assert high.strict.low is not None
    return f"{number_words(high.strict.low - low.strict.high)} apart"


# --- the reasons, rule by rule --------------------------------------------------------------------


def only(report: str, other: str, *, other_speaks: bool) -> str:
    """One side is silent; silence is not a denial."""
    if other_speaks:
        return f"only {report} answers this; {other} says nothing of it"
    return f"only {report} speaks of this event; {other} is silent"


def free_text(_case: Case) -> str:
    """Text needs a reader."""
    return "free text: for a person to judge"


def both_deny(case: Case) -> str:
    """The same denial twice."""
    return f"both deny {_value(case, case.a)}"


def deny_different(case: Case) -> str:
    """Two denials of different things."""
    return f"they deny different things: {_value(case, case.a)}, and {_value(case, case.b)}"


def denial_elsewhere(case: Case) -> str:
    """A denial that does not touch what the other side affirms."""
    affirmed, denied = (case.a, case.b) if case.b.denied else (case.b, case.a)
    return (
        f"{denied.report} denies {_value(case, denied)}, "
        f"which leaves room for {_value(case, affirmed)}"
    )


def same(case: Case) -> str:
    """The same value, whatever the notation."""
    left, right = _value(case, case.a), _value(case, case.b)
    return f"both: {left}" if left == right else f"{left} and {right} come to the same"


def near(case: Case) -> str:
    """What brings two values together that do not meet as written."""
    a, b = case.a.value, case.b.value
    if case.plain_relation is Relation.DISJOINT and case.zone_gap is not None:
        hours = case.zone_gap.total_seconds() / 3600
        return f"{apart(case)}; the reports' time zones are {hours:g} h apart, which explains it"
    if isinstance(a, Quantity) and isinstance(b, Quantity):
        percent = case.ground.chronicle.tolerances.about_percent
        widened = [f"{q.text} is {q.wide}" for q in (a, b) if q.is_about]
        return (
            f"{a.text} and {b.text} meet only with “about” at "
            f"{number_words(percent)} %: {describe.listed(widened)}"
        )
    return f"{_value(case, case.a)} and {_value(case, case.b)} meet only if “about” is allowed for"


def both_real(case: Case, more: Side) -> str:
    """Begun and happened."""
    left, right = case.stages
    return f"{left} and {right} are both real: {_label(case, more)} is further along"


def stage_moved_on(case: Case) -> str:
    """A later word that is further along."""
    before, after = case.stage(case.earlier), case.stage(case.later)
    earlier, later = _dated(case, case.earlier), _dated(case, case.later)
    return f"{before} in {earlier}, then {after} in {later}"


def stages_differ(case: Case) -> str:
    """Two stages that time does not explain."""
    left, right = case.stages
    stated = f"{left} in {_label(case, Side.LEFT)}, {right} in {_label(case, Side.RIGHT)}"
    if case.order == 0:
        return f"{stated}; which of them holds for the later time cannot be told"
    return f"{stated}; the later one is not further along ({_in_time(case)})"


def narrower(case: Case, more: Side) -> str:
    """One value lies inside the other."""
    fine, coarse = (case.a, case.b) if more is Side.LEFT else (case.b, case.a)
    who = f"{_label(case, more)} says more"
    if isinstance(fine.value, Quantity) and isinstance(coarse.value, Quantity):
        whole = coarse.value
        shown = f"{whole.text} is {whole.strict}, " if whole.text != str(whole.strict) else ""
        return f"{shown}{fine.value.text} lies inside: {who}"
    if isinstance(fine.value, Moment):
        return f"{_value(case, fine)} lies inside {_value(case, coarse)}: {who}"
    if _counted(fine) == _counted(coarse):
        return f"“{_value(case, fine)}” is part of “{_value(case, coarse)}”: {who}"
    return f"“{_value(case, fine)}” takes in “{_value(case, coarse)}” and adds to it: {who}"


def _counted(claim: Claim) -> int:
    return len(claim.value) if isinstance(claim.value, tuple) else 1


def overlap(case: Case) -> str:
    """Values that share something, or lie side by side."""
    left, right = _value(case, case.a), _value(case, case.b)
    if case.relation is Relation.BESIDE:
        return f"“{left}” and “{right}” share nothing, but neither shuts the other out"
    if case.aspect.type in (AspectType.DATE, AspectType.QUANTITY):
        return f"{left} and {right} overlap: some values suit both"
    return f"“{left}” and “{right}” overlap"


def answer_changed(case: Case) -> str:
    """A changing answer, told at two times."""
    return f"{apart(case)}; the answer changes with time: {_in_time(case)}"


def plan_overtaken(case: Case) -> str:
    """A plan, and what came later."""
    before, after = case.stage(case.earlier), case.stage(case.later)
    return f"{apart(case)}; {before} at first, {after} later: {_in_time(case)}"


def framing(case: Case) -> str:
    """The same matter put differently."""
    left, right = _value(case, case.a), _value(case, case.b)
    return f"the same matter put differently: “{left}”, “{right}”; {voices(case)}"


def differ(case: Case) -> str:
    """One voice, two answers, two reports."""
    return f"{apart(case)}; {voices(case)}"


def self_contradiction(case: Case) -> str:
    """One voice, two answers, one report."""
    return f"{case.a.report} contradicts itself: {apart(case)}"


def at_odds(case: Case) -> str:
    """A report's own word against what it passes on."""
    return f"{apart(case)}; {voices(case)}"


def parties(case: Case) -> str:
    """Different speakers, each faithfully reported for all we know."""
    return f"{apart(case)}; {voices(case)}: the parties disagree"


def voices(case: Case) -> str:
    """Who speaks on either side."""
    a, b = case.a, case.b
    if case.inside:
        return f"{_speaks(case, a)}, and {_holds(case, b)}"
    if a.holder is None and b.holder is None:
        return "each speaks for itself"
    if a.holder == b.holder and a.holder not in (None, UNNAMED):
        assert a.holder
        return f"both pass on {describe.actor_name(case.ground.chronicle, a.holder)}"
    return f"{_speaks(case, a)}, {_speaks(case, b)}"


def _holds(case: Case, claim: Claim) -> str:
    if claim.holder is None:
        return "also speaks for itself"
    return f"passes on {describe.actor_name(case.ground.chronicle, claim.holder)}"
