"""The reason for each verdict, in one line of words with its numbers."""

from collections.abc import Callable

from msgspec import Struct

from iraq_tui.domain import describe
from iraq_tui.domain.comparison.case import Case
from iraq_tui.domain.comparison.model import Side, Verdict
from iraq_tui.domain.comparison.values import Relation
from iraq_tui.domain.comparison.wording import (
    affirmed_and_denied,
    all_within,
    apart,
    dated,
    in_time,
    label,
    quoted,
    side_label,
    value,
    voices,
)
from iraq_tui.domain.moment import Moment
from iraq_tui.domain.quantity import Quantity, number_words
from iraq_tui.domain.records import AspectType, Claim

Reason = Callable[[Case], str]


class Outcome(Struct, frozen=True):
    """A verdict on two claims, what puts its reason in words, and the side that says more."""

    verdict: Verdict
    reason: Reason
    """Called only where someone reads the reason; most often the verdict alone is asked for."""
    more: Side | None = None


# --- one side silent, text, denials -------------------------------------------------------------


def only(report: str, other: str, *, other_speaks: bool) -> str:
    """One side is silent; silence is not a denial."""
    if report == other:
        return f"{report} is the only report: there is none to set it against"
    if other_speaks:
        return f"only {report} answers this; {other} says nothing of it"
    return f"only {report} speaks of this event; {other} is silent"


def free_text(_case: Case) -> str:
    """Text needs a reader."""
    return "free text: for a person to judge"


def both_deny(case: Case) -> str:
    """The same denial twice."""
    return f"both deny {quoted(case, case.a)}"


def deny_different(case: Case) -> str:
    """Two denials of different things."""
    return f"they deny different things: {quoted(case, case.a)} and {quoted(case, case.b)}"


def denial_elsewhere(case: Case) -> str:
    """A denial that does not touch what the other side affirms."""
    affirmed, denied = affirmed_and_denied(case)
    return (
        f"{label(case, denied)} denies {quoted(case, denied)}, "
        f"which leaves room for {quoted(case, affirmed)}"
    )


# --- values that fit ----------------------------------------------------------------------------


def same(case: Case) -> str:
    """The same value, whatever the notation."""
    left, right = value(case, case.a), value(case, case.b)
    if left == right:
        return f"both: {left}"
    if case.is_status:
        return f"{left} and {right} are equally far along"
    return f"{quoted(case, case.a)} and {quoted(case, case.b)} come to the same"


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
    about = any(point.about for date in (a, b) if isinstance(date, Moment) for point in date.points)
    need = "if “about” is allowed for" if about else "if the day is counted in UTC"
    return f"{value(case, case.a)} and {value(case, case.b)} meet only {need}"


def narrower(case: Case, more: Side) -> str:
    """One value lies inside the other."""
    fine, coarse = (case.a, case.b) if more is Side.LEFT else (case.b, case.a)
    who = f"{side_label(case, more)} says more"
    inner, outer = quoted(case, fine), quoted(case, coarse)
    if isinstance(coarse.value, Quantity):
        if coarse.value.is_plain:
            return f"{inner} lies inside {outer}: {who}"
        return f"{outer} is {coarse.value.strict}, {inner} lies inside: {who}"
    if isinstance(fine.value, Moment):
        return f"{inner} lies inside {outer}: {who}"
    return f"{_fuller(case, fine, coarse)}: {who}"


def _fuller(case: Case, fine: Claim, coarse: Claim) -> str:
    assert isinstance(fine.value, tuple)
    assert isinstance(coarse.value, tuple)
    inner, outer = quoted(case, fine), quoted(case, coarse)
    if set(coarse.value) <= set(fine.value):
        return f"{inner} takes in {outer} and adds to it"
    if not all_within(case, fine, coarse):
        return f"{inner} is more exact than {outer} and adds to it"
    return f"{inner} {'is' if len(fine.value) == 1 else 'are'} part of {outer}"


_VALUES = {AspectType.DATE: "dates", AspectType.QUANTITY: "numbers"}


def overlap(case: Case) -> str:
    """Values that share something, or lie side by side."""
    left, right = quoted(case, case.a), quoted(case, case.b)
    if case.relation is Relation.BESIDE:
        return f"{left} and {right} share nothing, but neither shuts the other out"
    if values := _VALUES.get(case.aspect.type):
        return f"{left} and {right} overlap: some {values} suit both"
    return f"{left} and {right} are partly the same"


# --- stages -------------------------------------------------------------------------------------


def both_real(case: Case, more: Side) -> str:
    """Begun and happened."""
    left, right = case.stages
    return f"{left} and {right} are both real: {side_label(case, more)} is further along"


def stage_moved_on(case: Case) -> str:
    """A later word that is further along."""
    before, after = case.stage(case.earlier), case.stage(case.later)
    return f"{before} in {dated(case, case.earlier)}, then {after} in {dated(case, case.later)}"


def stages_differ(case: Case) -> str:
    """Two stages that time does not explain."""
    left, right = case.stages
    stated = f"{label(case, case.a)}: {left}; {label(case, case.b)}: {right}"
    if case.order == 0:
        return f"{stated}; which is the later word cannot be told"
    return f"{stated}; the later word is not further along: {in_time(case)}"


# --- what a clash becomes -----------------------------------------------------------------------


def answer_changed(case: Case) -> str:
    """A changing answer, told at two times."""
    how = "the answer changes with time"
    if case.is_status:
        how = "it came about later" if case.earlier.denied else "it was given up later"
    return f"{apart(case)}; {how}: {in_time(case)}"


def plan_overtaken(case: Case) -> str:
    """A plan, and what came later."""
    before, after = case.stage(case.earlier), case.stage(case.later)
    return f"{apart(case)}; {before} at first, {after} later: {in_time(case)}"


def lasted_then_ended(case: Case) -> str:
    """Going on at first, over later."""
    return f"{apart(case)}; going on at first, over later: {in_time(case)}"


def framing(case: Case) -> str:
    """The same matter put differently."""
    left, right = (f"{'not ' * claim.denied}“{value(case, claim)}”" for claim in (case.a, case.b))
    return f"two ways of putting it: {left}, {right}; {voices(case)}"


def differ(case: Case) -> str:
    """One voice, two answers, two reports."""
    when = f" ({in_time(case)})" if case.order else ""
    return f"{apart(case)}; {voices(case)}{when}"


def self_contradiction(case: Case) -> str:
    """One voice, two answers, one report."""
    who = case.a.report
    if case.a.holder:
        holder = describe.actor_name(case.ground.chronicle, case.a.holder)
        return f"{holder} contradicts itself, as {who} passes it on: {apart(case)}"
    return f"{who} contradicts itself: {apart(case)}"


def at_odds(case: Case) -> str:
    """A report's own word against what it passes on."""
    return f"{apart(case)}; {voices(case)}"


def parties(case: Case) -> str:
    """Different speakers, each faithfully reported for all we know."""
    return f"{apart(case)}; {voices(case)}: the parties disagree"
