"""Searching slice by slice: the same as looking at one event after another."""

from array import array
from itertools import chain
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iraq_tui.domain.comparison.case import Ground
from iraq_tui.domain.comparison.compare import compare
from iraq_tui.domain.comparison.model import KINDS, Kind, Pair, Verdict
from iraq_tui.domain.moment import parse_moment
from iraq_tui.domain.placing import places
from iraq_tui.domain.query import search as searching
from iraq_tui.domain.query.search import narrows
from iraq_tui.domain.query.terms import (
    AnyActor,
    AnyPlace,
    AnyReport,
    AnyTag,
    Between,
    HasHead,
    HasVerdict,
    Not,
    Query,
    Since,
    Term,
    Until,
    Words,
)
from iraq_tui.domain.records import (
    BUILT_IN_ASPECTS,
    Actor,
    Aspect,
    AspectType,
    Chronicle,
    Claim,
    Event,
    Place,
    Report,
    Stage,
)
from iraq_tui.sources.memory import MemoryCatalogue
from iraq_tui.text.fold import fold

REPORTS = ("uk", "ru", "en")
PAIRS = [("uk", "ru"), ("ru", "uk"), ("uk", "en"), ("en", "en")]
TAGS = ("night", "day", "fog")
# The whole of each, if it has one.
ACTORS = {"state": "", "ministry": "state", "clerk": "ministry", "keeper": "", "wire": ""}
PLACES = {"land": "", "port": "land", "quay": "port", "isle": ""}
WORDS = ("fog", "Foggy", "the light", "Кража", "café", "a")
DATES = ("2019", "2020-03", "2020-03-09~", "2021/..", "2019/2020-02", "../2020", "2023")
MOMENTS = [parse_moment(text) for text in DATES]
ASPECTS = {
    **BUILT_IN_ASPECTS,
    "cause": Aspect("cause", "Why?", AspectType.CHOICE, options={"x": "", "y": ""}),
}


def made(number: int, random: Random) -> Event:
    """An event of this kind or that, told of by up to three reports."""
    id_ = f"e{number}"

    def subset(ids) -> tuple[str, ...]:
        return tuple(sorted(random.sample(sorted(ids), random.randrange(3))))

    def claim(number: int) -> Claim:
        aspect = random.choice(("who", "where", "cause", "status"))
        value = {
            "who": subset(ACTORS),
            "where": subset(PLACES),
            "cause": (random.choice("xy"),),
            "status": random.choice(list(Stage)),
        }[aspect]
        return Claim(
            id_,
            aspect,
            random.choice(REPORTS),
            value,
            says=random.choice(("", *WORDS)),
            holder=random.choice((None, "unnamed", "wire")),
            via=subset(ACTORS),
            denied=random.random() < 0.3,
            number=number,
        )

    return Event(
        id_,
        random.choice(WORDS),
        tuple(map(claim, range(random.randrange(5)))),
        when=random.choice([*MOMENTS, None, None, None]),
        after=random.choice(((), ("e0",))) if number else (),
        place=subset(PLACES),
        actors=subset(ACTORS),
        tags=subset(TAGS),
    )


EVENTS = [made(number, Random(number)) for number in range(80)]


def chronicle_of(events) -> Chronicle:
    known = {one.id: one for one in events}
    return Chronicle(
        "It",
        {id_: Report(id_, id_, "en") for id_ in REPORTS},
        {id_: Actor(id_, id_, part_of=(whole,) if whole else ()) for id_, whole in ACTORS.items()},
        {id_: Place(id_, id_, part_of=(whole,) if whole else ()) for id_, whole in PLACES.items()},
        ASPECTS,
        tuple(known[id_] for id_ in places(events)),
    )


CHRONICLES = st.lists(st.sampled_from(EVENTS), max_size=12, unique_by=lambda event: event.id).map(
    chronicle_of
)


def some(ids) -> st.SearchStrategy[frozenset]:
    return st.frozensets(st.sampled_from(list(ids)), min_size=1, max_size=3)


PLAIN_TERMS = st.one_of(
    st.sampled_from(("fog", "foggy", "o", "the light", "краж", "cafe", "e1", "zz")).map(Words),
    some(ACTORS).map(AnyActor),
    some(PLACES).map(AnyPlace),
    some(REPORTS).map(AnyReport),
    some(TAGS).map(AnyTag),
    some(Verdict).map(HasVerdict),
    some(Verdict).map(HasHead),
    st.builds(Between, st.sampled_from(PAIRS[:3]), some(Kind)),
    st.sampled_from(MOMENTS).map(Since),
    st.sampled_from(MOMENTS).map(Until),
)
TERMS = PLAIN_TERMS | PLAIN_TERMS.map(Not)
QUERIES = st.lists(TERMS, max_size=4).map(tuple).map(Query)


# --- a plain account ------------------------------------------------------------------------------


def answers(query: Query, chronicle: Chronicle, pair: Pair) -> list[int]:
    """The numbers of the events for which every term holds, looked at one by one."""
    return [
        number
        for number, event in enumerate(chronicle.events)
        if all(holds(term, chronicle, event, pair) for term in query.terms)
    ]


def holds(term: Term, chronicle: Chronicle, event: Event, pair: Pair) -> bool:  # noqa: C901
    match term:
        case Not(inner):
            return not holds(inner, chronicle, event, pair)
        case Words(folded):
            return any(folded in fold(text) for text in texts(chronicle, event))
        case AnyActor(ids):
            return any(within(one, ids, ACTORS) for one in takers(chronicle, event))
        case AnyPlace(ids):
            return any(within(one, ids, PLACES) for one in spots(event))
        case AnyReport(ids):
            return any(claim.report in ids for claim in event.claims)
        case AnyTag(ids):
            return any(tag in ids for tag in event.tags)
        case HasVerdict(verdicts):
            counts = compare(Ground(chronicle), event, pair).counts
            return any(counts.get(verdict) for verdict in verdicts)
        case HasHead(verdicts):
            return compare(Ground(chronicle), event, pair).head in verdicts
        case Between(two, kinds):
            return not kinds.isdisjoint(kinds_of(chronicle, event, two))
        case Since(moment):
            return places(chronicle.events)[event.id].span.hi >= moment.wide.lo
        case Until(moment):
            return places(chronicle.events)[event.id].span.lo <= moment.wide.hi


def kinds_of(chronicle: Chronicle, event: Event, pair: Pair) -> set[Kind]:
    """How two reports stand on each question: by its strongest row that is not granted."""
    shared = {}
    for row in compare(Ground(chronicle), event, pair).rows:
        granted = row.default and row.verdict in (Verdict.AGREE, Verdict.NARROWER)
        if row.is_shared and not granted:
            shared[row.aspect] = max(
                row.standing, shared.get(row.aspect, Verdict.ONLY), key=lambda one: one.strength
            )
    found = {KINDS[verdict] for verdict in shared.values()}
    for report, kind in zip(pair, (Kind.ONLY_LEFT, Kind.ONLY_RIGHT), strict=True):
        if {one.aspect for one in event.claims if one.report == report} - shared.keys():
            found.add(kind)
    return found


def within(id_: str, wholes: frozenset[str], tree: dict[str, str]) -> bool:
    return id_ in wholes or (bool(tree[id_]) and within(tree[id_], wholes, tree))


def takers(chronicle: Chronicle, event: Event) -> set[str]:
    found = set(event.actors)
    for claim in event.claims:
        found.update(claim.value if claim.aspect == "who" else ())
        found.update(claim.via)
        found.update({claim.holder} & chronicle.actors.keys())
    return found


def spots(event: Event) -> set[str]:
    where = [one for one in event.claims if one.aspect == "where" and not one.denied]
    return {*event.place, *chain.from_iterable(claim.value for claim in where)}


def texts(chronicle: Chronicle, event: Event) -> list[str]:
    names = (chronicle.actors[id_].name for id_ in takers(chronicle, event))
    return [event.id, event.title, *(claim.says for claim in event.claims), *names]


# --- the search -----------------------------------------------------------------------------------


@given(CHRONICLES, QUERIES, st.sampled_from(PAIRS))
def test_it_finds_what_a_plain_account_finds(chronicle, query, pair):
    catalogue = MemoryCatalogue(chronicle)
    assert list(catalogue.find(query, pair)) == answers(query, chronicle, pair)


@given(st.data(), CHRONICLES, QUERIES, st.sampled_from(PAIRS), st.integers(1, 5))
def test_slices_come_in_order_and_may_be_left_at_any_of_them(data, chronicle, query, pair, size):
    catalogue = MemoryCatalogue(chronicle)
    count = catalogue.count()
    among = sorted(data.draw(st.sets(st.integers(0, count - 1)))) if count else []
    among = data.draw(st.sampled_from((None, array("I", among))))
    for number in range(0, count, 2):
        catalogue.verdicts(pair).learn(number)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(searching, "SLICE", size)
        patch.setattr(searching, "_UNJUDGED_SLICE", size)
        slices = [list(one) for one in catalogue.search(query, pair, among)]
    looked_at = range(count) if among is None else among
    expected = [number for number in answers(query, chronicle, pair) if number in looked_at]
    assert list(chain.from_iterable(slices)) == expected
    assert len(slices) == -(-len(looked_at) // size)
    for start, found in enumerate(slices):  # each gives those of its own events, and no others
        part = looked_at[start * size : (start + 1) * size]
        assert set(found) <= set(part)


@given(CHRONICLES, QUERIES, QUERIES, st.sampled_from(PAIRS))
def test_a_narrower_filter_loses_nothing_among_what_a_wider_one_found(
    chronicle, wider, other, pair
):
    query = Query((*other.terms, *map(longer, wider.terms)))
    assert narrows(query, wider)
    catalogue = MemoryCatalogue(chronicle)
    among = catalogue.find(wider, pair)
    found = list(chain.from_iterable(catalogue.search(query, pair, among)))
    assert found == answers(query, chronicle, pair)


@given(CHRONICLES, QUERIES, QUERIES, st.sampled_from(PAIRS))
def test_what_is_said_to_narrow_does(chronicle, query, earlier, pair):
    if narrows(query, earlier):
        assert set(answers(query, chronicle, pair)) <= set(answers(earlier, chronicle, pair))


def longer(term: Term) -> Term:
    """What is typed on after a word narrows it; any other term stays."""
    more = {"fog": "foggy", "o": "fog", "краж": "кража"}
    return Words(more.get(term.folded, term.folded)) if isinstance(term, Words) else term


@pytest.mark.parametrize(
    ("query", "earlier", "expected"),
    [
        ("foggy", "fog", True),
        ("fog", "foggy", False),
        ("fog tag:night", "fog", True),
        ("fog", "fog tag:night", False),
        ("-foggy", "-fog", False),
        ("-fog", "-foggy", False),
        ("-fog tag:night", "-fog", True),
        ("actor:keeper", "actor:keeper,wire", False),
        ("since:2020", "since:2019", False),
        ("fog", "", True),
        ("", "fog", False),
    ],
)
def test_which_filter_narrows_which(query, earlier, expected):
    events = (Event("e", "fog", (), tags=("night",)),)
    actors = {id_: Actor(id_, id_) for id_ in ACTORS}
    catalogue = MemoryCatalogue(Chronicle("It", {}, actors, {}, ASPECTS, events))
    assert narrows(catalogue.query(query), catalogue.query(earlier)) is expected


@given(CHRONICLES, QUERIES)
def test_a_search_works_out_no_verdict_that_cheaper_terms_can_spare(chronicle, query):
    dear = (Not, HasHead, HasVerdict, Between)
    cheap = Query(tuple(term for term in query.terms if not isinstance(term, dear)))
    catalogue = MemoryCatalogue(chronicle)
    list(catalogue.search(Query((HasHead(frozenset(Verdict)), *cheap.terms)), PAIRS[0]))
    looked_at = catalogue.count() - catalogue.verdicts(PAIRS[0]).unknown
    assert looked_at == len(answers(cheap, chronicle, PAIRS[0]))
