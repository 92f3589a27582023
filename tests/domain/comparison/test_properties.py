"""What holds of every comparison, tried on chronicles made up at random."""

from collections import Counter
from types import MappingProxyType

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from iraq_tui.domain.comparison.case import Ground
from iraq_tui.domain.comparison.compare import compare, summarise
from iraq_tui.domain.comparison.model import EventComparison, Flag, Row, Summary, Verdict
from iraq_tui.domain.comparison.pairing import canonical
from iraq_tui.domain.moment import parse_moment
from iraq_tui.domain.quantity import parse_quantity
from iraq_tui.domain.records import (
    BUILT_IN_ASPECTS,
    Actor,
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

REPORTS = ("uk", "ru", "uk", "ru", "en")
CONFLICTS = {Verdict.DIFFER, Verdict.SELF, Verdict.AT_ODDS, Verdict.PARTIES}
IDS = "abcdefg"
OPTIONS = MappingProxyType({"x": "X", "y": "Y", "z": "Z"})
DATES = [
    "2024",
    "2024~",
    "2023?",
    "2023-12",
    "2024-01",
    "2024-01~",
    "2024-01-25",
    "2024-01-26",
    "2024-01-25~",
    "2024-24",
    "202X",
    "[2024-01-25,2024-01-27]",
    "[..2024-01-26]",
    "[2024-01-24..2024-01-26]",
    "2023-10/2024-01",
    "2023-10/..",
    "2023-10/",
    "/2024-01",
    "2023/2024",
    "2024-01-25/2024-01-26",
    "2024-01-25T10:00Z",
    "2024-01-26T01:00+03:00",
    "2024-01-25T10:00Z/2024-01-25T12:00Z",
]
NUMBERS = [
    "40",
    "50",
    "~45",
    "~40",
    ">40",
    ">=40",
    "<50",
    "<=50",
    "<30",
    "40..50",
    "45..60",
    "dozens",
    "hundreds",
]
TIMES = ["2024", "2024-01", "2024-01-25", "2024-01-27", "2024-02", "2023/..", "2024-03~"]
MOMENTS = {text: parse_moment(text) for text in {*DATES, *TIMES}}
QUANTITIES = {text: parse_quantity(text) for text in NUMBERS}

ASPECTS = {
    **BUILT_IN_ASPECTS,
    **{
        aspect.id: aspect
        for aspect in (
            Aspect("toll", "?", AspectType.QUANTITY),
            Aspect("rising", "?", AspectType.QUANTITY, changes="up"),
            Aspect("until", "?", AspectType.DATE, changes="down"),
            Aspect("team", "?", AspectType.ACTORS, complete=True),
            Aspect("cause", "?", AspectType.CHOICE, options=OPTIONS),
            Aspect("means", "?", AspectType.CHOICE, options=OPTIONS, many=True, changes="any"),
            Aspect("label", "?", AspectType.CHOICE, options=OPTIONS, framing=True),
            Aspect("spot", "?", AspectType.PLACE, framing=True),
            Aspect("mood", "?", AspectType.TEXT),
        )
    },
}


def some_ids(ids: str) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(st.sampled_from(ids), min_size=1, max_size=3, unique=True).map(tuple)


def values(aspect: Aspect) -> st.SearchStrategy:
    """Values of an aspect's type."""
    match aspect.type:
        case AspectType.DATE:
            return st.sampled_from(DATES).map(MOMENTS.get)
        case AspectType.QUANTITY:
            return st.sampled_from(NUMBERS).map(QUANTITIES.get)
        case AspectType.STATUS:
            return st.sampled_from(Stage)
        case AspectType.TEXT:
            return st.none()
        case AspectType.CHOICE:
            return some_ids("xyz") if aspect.many else st.sampled_from("xyz").map(lambda x: (x,))
    return some_ids(IDS)


VALUES = {id_: values(aspect) for id_, aspect in ASPECTS.items()}
WHEN_HELD = st.none() | st.sampled_from(TIMES).map(MOMENTS.get)


@st.composite
def claims(draw: st.DrawFn) -> tuple[Claim, ...]:
    """What the reports tell of the event: few questions, and up to three answers to each."""
    asked = draw(st.lists(st.sampled_from(sorted(ASPECTS)), min_size=1, max_size=2, unique=True))
    addresses = st.sampled_from([(aspect, report) for aspect in asked for report in REPORTS])
    told: list[Claim] = []
    for aspect, report in draw(st.lists(addresses, max_size=7)):
        claim = Claim(
            "it",
            aspect,
            report,
            draw(VALUES[aspect]),
            says=draw(st.sampled_from(("", "one", "other"))),
            holder=draw(st.sampled_from((None, None, "unnamed", "a", "b", "c"))),
            via=draw(st.sampled_from(((), ("a",), ("g",)))),
            denied=draw(st.sampled_from((False, False, False, True))),
            as_of=draw(WHEN_HELD),
            basis=draw(st.sampled_from(Basis)),
            number=len(told),
        )
        told.append(claim)
    return tuple(told)


def part_of(wholes: str) -> list[tuple[str, ...]]:
    """The whole of each id in turn; "." is none."""
    return [() if whole == "." else (whole,) for whole in wholes]


TREES = st.sampled_from((".......", ".ab....", ".aa.dd.", ".abcdef", ".aabb.."))


@st.composite
def affairs(draw: st.DrawFn) -> tuple[Chronicle, Event]:
    """A chronicle of three reports, and one event that two or three of them may tell."""
    reports = {
        report: Report(
            report,
            report,
            "en",
            outlet=draw(st.sampled_from((None, "g"))),
            published=draw(WHEN_HELD),
            timezone=draw(st.sampled_from((None, "Europe/Kyiv", "America/New_York"))),
        )
        for report in REPORTS
    }
    judgements = (Judgement("it", "mood", ("uk", "ru"), "framing", "why"),)
    chronicle = Chronicle(
        "It",
        reports,
        {
            id_: Actor(id_, id_.upper(), part_of=w)
            for id_, w in zip(IDS, part_of(draw(TREES)), strict=True)
        },
        {
            id_: Place(id_, id_.upper(), part_of=w)
            for id_, w in zip(IDS, part_of(draw(TREES)), strict=True)
        },
        ASPECTS,
        (),
        draw(st.sampled_from(((), judgements))),
    )
    return chronicle, Event(
        "it", "It", draw(claims()), matched=draw(st.sampled_from(("", "as one")))
    )


QUICK = settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow])
PAIR = ("uk", "ru")


def compared(affair: tuple[Chronicle, Event], pair=PAIR) -> EventComparison:
    chronicle, event = affair
    return compare(Ground(chronicle), event, pair)


def content(claim: Claim | None) -> tuple | None:
    """A claim without its place in the file."""
    return claim and (claim.report, claim.aspect, canonical(claim))


def line(row: Row, *, basis: bool = True) -> tuple:
    """A row as a reader sees it, without the claims' places in the file."""
    sides = tuple(content(claim) for claim in (row.left, row.right))
    if not basis:
        return (row.aspect, row.verdict, row.more, row.inside, row.default, row.reason)
    more = row.more and row.more.value
    default = row.default and row.default.value
    return (row.aspect, row.verdict, sides, more, row.inside, default, frozenset(row.flags))


def mirrored(row: tuple) -> tuple:
    """A line as it reads with the reports swapped; inside one report nothing is."""
    aspect, verdict, (left, right), more, inside, default, flags = row
    if inside:
        return row
    swap = {"left": "right", "right": "left", None: None}
    return aspect, verdict, (right, left), swap[more], inside, swap[default], flags


def head(found: EventComparison) -> tuple:
    return found.head, found.self_conflict, found.doubtful, found.judged, found.counts


@QUICK
@given(affairs())
def test_swapping_the_reports_mirrors_every_row(affair):
    there, back = compared(affair), compared(affair, ("ru", "uk"))
    assert Counter(map(line, back.rows)) == Counter(mirrored(line(row)) for row in there.rows)
    assert head(there) == head(back)
    assert (there.more and there.more.other) is back.more


@QUICK
@given(affairs())
def test_a_summary_is_that_of_the_comparison(affair):
    chronicle, event = affair
    ground = Ground(chronicle)
    for pair in (PAIR, ("ru", "uk"), ("en", "uk"), ("uk", "uk")):
        assert summarise(ground, event, pair) == compare(ground, event, pair).summary
    there, back = (summarise(ground, event, pair) for pair in (PAIR, ("ru", "uk")))
    assert replace(back, more=back.more and back.more.other) == there


@QUICK
@given(affairs())
def test_a_summary_says_what_the_rows_do(affair):
    found = compared(affair)
    agreeing = (Verdict.AGREE, Verdict.NARROWER)
    counting = [
        row
        for row in found.rows
        if (row.inside and row.verdict in {Verdict.SELF, Verdict.AT_ODDS})
        or (row.is_shared and not (row.default and row.verdict in agreeing))
    ]
    shown = frozenset(row.standing for row in found.rows)
    if not counting:
        sides = {claim.report for row in found.rows for claim in (row.left, row.right) if claim}
        head = (None, Verdict.ONLY, Verdict.APART)[len(sides)]
        apart = {head} & {Verdict.APART}
        assert found.summary == Summary(head, verdicts=shown | apart)
        return
    top = max(row.standing.strength for row in counting)
    heads = [row for row in counting if row.standing.strength == top]
    more = {row.more for row in heads}
    assert found.summary == Summary(
        next(verdict for verdict in Verdict if verdict in {row.standing for row in heads}),
        more=more.pop() if len(more) == 1 else None,
        self_conflict=any(row.verdict in {Verdict.SELF, Verdict.AT_ODDS} for row in found.rows),
        doubtful=all(Flag.INFERRED in row.flags for row in heads),
        judged=all(row.standing is not row.verdict for row in heads),
        verdicts=shown,
    )
    assert sum(found.counts.values()) == len(found.rows)


@QUICK
@given(affairs(), st.randoms(use_true_random=False))
def test_the_order_in_the_file_never_matters(affair, random):
    chronicle, event = affair
    told = list(event.claims)
    random.shuffle(told)
    numbered = tuple(replace(claim, number=number) for number, claim in enumerate(told))
    reports = list(chronicle.reports.items())
    random.shuffle(reports)
    again = replace(chronicle, reports=dict(reports)), replace(event, claims=numbered)
    one, other = compared(affair), compared(again)
    assert [line(row) for row in one.rows] == [line(row) for row in other.rows]
    assert [row.reason for row in one.rows] == [row.reason for row in other.rows]
    assert (head(one), one.more) == (head(other), other.more)


@QUICK
@given(affairs())
def test_the_same_inputs_give_the_same_output(affair):
    assert compared(affair) == compared(affair)


@QUICK
@given(affairs())
def test_a_copy_agrees_with_its_original(affair):
    chronicle, event = affair
    own = tuple(claim for claim in event.claims if claim.report == "uk")
    copied = (*own, *(replace(claim, report="ru") for claim in own))
    reports = {**chronicle.reports, "ru": replace(chronicle.reports["uk"], id="ru")}
    found = compared((replace(chronicle, reports=reports), replace(event, claims=copied)))
    expected = Counter(content(claim)[1:] for claim in own)
    with_copies = Counter(
        content(row.left)[1:]
        for row in found.rows
        if row.left
        and row.right
        and not row.inside
        and content(row.left)[1:] == content(row.right)[1:]
    )
    assert with_copies == expected
    assert not any(row.verdict is Verdict.ONLY for row in found.rows)
    conflicting = {row.aspect for row in found.rows if row.inside}
    for row in found.rows:
        text = ASPECTS[row.aspect].type is AspectType.TEXT
        if row.left and row.right and content(row.left)[1:] == content(row.right)[1:]:
            assert row.verdict is (Verdict.UNJUDGED if text else Verdict.AGREE)
        if row.verdict in {Verdict.DIFFER, Verdict.PARTIES, Verdict.FRAMING}:
            assert row.aspect in conflicting


@QUICK
@given(affairs(), st.lists(st.sampled_from(Basis), min_size=7, max_size=7))
def test_basis_never_changes_a_verdict(affair, bases):
    chronicle, event = affair
    told = tuple(
        replace(claim, basis=basis) for claim, basis in zip(event.claims, bases, strict=False)
    )
    one, other = compared(affair), compared((chronicle, replace(event, claims=told)))
    assert Counter(row.verdict for row in one.rows) == Counter(row.verdict for row in other.rows)
    assert one.head is other.head


@QUICK
@given(affairs())
def test_every_verdict_keeps_to_its_conditions(affair):
    chronicle, _ = affair
    ground = Ground(chronicle)
    for row in compared(affair).rows:
        assert row.reason
        assert "\n" not in row.reason
        assert (row.verdict is Verdict.ONLY) == (row.left is None or row.right is None)
        if row.left is None or row.right is None:
            continue
        if row.verdict in {Verdict.DIFFER, Verdict.SELF}:
            assert row.left.holder == row.right.holder != "unnamed"
        if row.verdict is Verdict.AT_ODDS:
            assert (row.left.holder is None) != (row.right.holder is None)
        if row.verdict in {Verdict.SELF, Verdict.AT_ODDS}:
            assert row.inside
        if ASPECTS[row.aspect].framing:
            assert row.verdict not in CONFLICTS
        if row.verdict is Verdict.UPDATED:
            assert ground.order(row.left, row.right) != 0
        if row.more:
            assert row.verdict is Verdict.NARROWER


@QUICK
@given(affairs())
def test_without_dates_nothing_is_updated(affair):
    chronicle, event = affair
    undated = {id_: replace(report, published=None) for id_, report in chronicle.reports.items()}
    told = tuple(replace(claim, as_of=None) for claim in event.claims)
    found = compared((replace(chronicle, reports=undated), replace(event, claims=told)))
    assert all(row.verdict is not Verdict.UPDATED for row in found.rows)


@QUICK
@given(affairs())
def test_every_claim_of_both_reports_shows_up(affair):
    _, event = affair
    shown = {id(claim) for row in compared(affair).rows for claim in (row.left, row.right)}
    assert {id(claim) for claim in event.claims if claim.report in PAIR} <= shown


@QUICK
@given(
    st.sampled_from((">", ">=", "<", "<=")),
    st.integers(-99, 99),
    st.integers(-99, 99),
    st.booleans(),
)
def test_bounds_on_the_same_side_never_clash(sign, one, other, strict):
    signs = sign, sign[0] if strict else f"{sign[0]}="
    told = tuple(
        Claim("it", "toll", report, parse_quantity(f"{bound}{number}"))
        for report, bound, number in zip(PAIR, signs, (one, other), strict=True)
    )
    reports = {report: Report(report, report, "en") for report in PAIR}
    (row,) = compared((Chronicle("It", reports, {}, {}, ASPECTS, ()), Event("it", "It", told))).rows
    assert row.verdict in {Verdict.AGREE, Verdict.NARROWER}
