"""A chronicle's events by actor, report, tag, year and verdict, each made when first asked for."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import cached_property

from iraq_tui.domain.comparison.case import Ground
from iraq_tui.domain.comparison.compare import compare
from iraq_tui.domain.comparison.model import EventComparison, Pair, Verdict
from iraq_tui.domain.moment import EARLIEST, LATEST
from iraq_tui.domain.placing import Place, places
from iraq_tui.domain.records import AspectType, Chronicle, Claim, Event
from iraq_tui.text.fold import fold

Places = Mapping[str, frozenset[int]]
_DAY = 86_400


class Index:
    """Events by what people look for. Numbers are places in time order, from 0."""

    def __init__(self, chronicle: Chronicle) -> None:
        self.chronicle = chronicle
        self.ground = Ground(chronicle)
        self._comparisons: dict[tuple[str, Pair], EventComparison] = {}
        self._folded: dict[str, str] = {}
        self._verdicts: dict[Pair, Mapping[Verdict, frozenset[int]]] = {}

    @cached_property
    def number(self) -> Mapping[str, int]:
        """Each event's place in time order, by id."""
        return {event.id: i for i, event in enumerate(self.chronicle.events)}

    @cached_property
    def places_in_time(self) -> Mapping[str, Place]:
        """Each event's place on the time axis, by id."""
        return places(self.chronicle.events)

    @cached_property
    def actors_of(self) -> Mapping[str, frozenset[str]]:
        """Everyone who takes part in each event or speaks of it, by event id."""
        return {event.id: frozenset(_people(self.chronicle, event)) for event in self._events}

    @cached_property
    def places_of(self) -> Mapping[str, frozenset[str]]:
        """Where each event was, by the event or by any report's word, by event id."""
        return {event.id: frozenset(_wheres(self.chronicle, event)) for event in self._events}

    @cached_property
    def by_actor(self) -> Places:
        """Events by actor; the events of an actor's parts are its own."""
        tree = self.ground.actors
        return self._by(
            lambda event: {
                whole
                for actor in self.actors_of[event.id]
                for whole in (actor, *tree.ancestors(actor))
            }
        )

    @cached_property
    def by_report(self) -> Places:
        """Events by the reports that speak of them."""
        return self._by(lambda event: event.reports)

    @cached_property
    def by_tag(self) -> Places:
        """Events by tag."""
        return self._by(lambda event: event.tags)

    @cached_property
    def by_year(self) -> Mapping[int, frozenset[int]]:
        """Events by the year under which the timeline lists them; undated ones by neighbour."""
        found: dict[int, set[int]] = defaultdict(set)
        for id_, place in self.places_in_time.items():
            found[_year(place.sort)].add(self.number[id_])
        return {year: frozenset(numbers) for year, numbers in sorted(found.items())}

    def by_verdict(self, pair: Pair) -> Mapping[Verdict, frozenset[int]]:
        """Events by the verdict of any of their rows, for a pair of reports."""
        if pair not in self._verdicts:
            found: dict[Verdict, set[int]] = defaultdict(set)
            for i, event in enumerate(self._events):
                for verdict in self.comparison(event, pair).counts:
                    found[verdict].add(i)
            self._verdicts[pair] = {key: frozenset(numbers) for key, numbers in found.items()}
        return self._verdicts[pair]

    def comparison(self, event: Event, pair: Pair) -> EventComparison:
        """An event's comparison, computed once for each pair."""
        key = (event.id, pair)
        if key not in self._comparisons:
            self._comparisons[key] = compare(self.ground, event, pair)
        return self._comparisons[key]

    def folded(self, event: Event) -> str:
        """The text that plain words of a filter are looked for in, folded once."""
        if event.id not in self._folded:
            lines = _search_lines(self.chronicle, event, self.actors_of[event.id])
            self._folded[event.id] = "\n".join(fold(line) for line in lines if line)
        return self._folded[event.id]

    @cached_property
    def naming(self) -> Mapping[str, tuple[str, ...]]:
        """Which reports name each actor: by a claim, or by a spelling in a language only theirs."""
        named: dict[str, set[str]] = defaultdict(set)
        for event in self._events:
            for claim in event.claims:
                for actor in _claimed(self.chronicle, claim):
                    named[actor].add(claim.report)
        languages = Counter(report.language for report in self.chronicle.reports.values())
        for report in self.chronicle.reports.values():
            if languages[report.language] > 1:
                continue  # a spelling does not tell which of them uses it
            for id_, spelt in self.chronicle.actors.items():
                if report.language in spelt.names:
                    named[id_].add(report.id)
        order = tuple(self.chronicle.reports)
        return {actor: tuple(r for r in order if r in found) for actor, found in named.items()}

    @property
    def _events(self) -> tuple[Event, ...]:
        return self.chronicle.events

    def _by(self, keys: Callable[[Event], Iterable[str]]) -> Places:
        found: dict[str, set[int]] = defaultdict(set)
        for i, event in enumerate(self._events):
            for key in keys(event):
                found[key].add(i)
        return {key: frozenset(numbers) for key, numbers in found.items()}


def _year(second: int) -> int:
    return date.fromordinal(min(max(second, EARLIEST), LATEST) // _DAY).year


def _claimed(chronicle: Chronicle, claim: Claim) -> Iterable[str]:
    """The actors one claim names: as its answer, its holder, or on its way."""
    if chronicle.aspects[claim.aspect].type is AspectType.ACTORS and isinstance(claim.value, tuple):
        yield from claim.value
    if claim.holder and claim.holder in chronicle.actors:
        yield claim.holder
    yield from claim.via


def _people(chronicle: Chronicle, event: Event) -> Iterable[str]:
    yield from event.actors
    for claim in event.claims:
        yield from _claimed(chronicle, claim)


def _wheres(chronicle: Chronicle, event: Event) -> Iterable[str]:
    yield from event.place
    for claim in event.claims:
        kind = chronicle.aspects[claim.aspect].type
        if kind is AspectType.PLACE and isinstance(claim.value, tuple) and not claim.denied:
            yield from claim.value


def _search_lines(chronicle: Chronicle, event: Event, actors: Iterable[str]) -> Iterable[str]:
    yield from (event.id, event.title, event.summary)
    for claim in event.claims:
        yield from (claim.says, *(anchor.exact for anchor in claim.anchors))
    for id_ in sorted(actors):
        if actor := chronicle.actors.get(id_):
            yield actor.name
            for spellings in actor.names.values():
                yield from spellings
