"""A chronicle's events by actor, place, report and tag, each made when first asked for."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from functools import cached_property, lru_cache

from iraq_tui.domain.comparison.case import Ground
from iraq_tui.domain.hierarchy import Hierarchy
from iraq_tui.domain.records import AspectType, Chronicle, Claim, Event
from iraq_tui.text.fold import fold, fold_lines

Places = Mapping[str, frozenset[int]]


class Index:
    """Events by what people look for. Numbers are places in time order, from 0."""

    def __init__(self, chronicle: Chronicle) -> None:
        self.chronicle = chronicle
        self.ground = Ground(chronicle)
        self._folded: dict[int, str] = {}

    @cached_property
    def number(self) -> Mapping[str, int]:
        """Each event's place in time order, by id."""
        return {event.id: i for i, event in enumerate(self.chronicle.events)}

    @cached_property
    def by_actor(self) -> Places:
        """Events by actor; the events of an actor's parts are its own."""
        return self._by(lambda event: whole_ids(self.ground.actors, people(self.chronicle, event)))

    @cached_property
    def by_place(self) -> Places:
        """Events by place; the events of a place's parts are its own."""
        return self._by(lambda event: whole_ids(self.ground.places, wheres(self.chronicle, event)))

    @cached_property
    def by_report(self) -> Places:
        """Events by the reports that speak of them."""
        return self._by(lambda event: event.reports)

    @cached_property
    def by_tag(self) -> Places:
        """Events by tag."""
        return self._by(lambda event: event.tags)

    def folded(self, number: int) -> str:
        """The text that plain words of a filter are looked for in, folded once."""
        found = self._folded.get(number)
        if found is None:
            found = self._folded[number] = search_text(
                self.chronicle, self.chronicle.events[number]
            )
        return found

    @cached_property
    def naming(self) -> Mapping[str, tuple[str, ...]]:
        """Which reports name each actor: by a claim, or by a spelling in a language only theirs."""
        named: dict[str, set[str]] = defaultdict(set)
        for event in self.chronicle.events:
            for claim in event.claims:
                for actor in claimed(self.chronicle, claim):
                    named[actor].add(claim.report)
        return naming(self.chronicle, named)

    def _by(self, keys: Callable[[Event], Iterable[str]]) -> Places:
        found: dict[str, set[int]] = defaultdict(set)
        for i, event in enumerate(self.chronicle.events):
            for key in keys(event):
                found[key].add(i)
        return {key: frozenset(numbers) for key, numbers in found.items()}


def naming(chronicle: Chronicle, by_claim: Mapping[str, set[str]]) -> Mapping[str, tuple[str, ...]]:
    """Which reports name each actor, given those that do by a claim; in the store's order."""
    named = defaultdict(set, {actor: set(reports) for actor, reports in by_claim.items()})
    languages = Counter(report.language for report in chronicle.reports.values())
    for report in chronicle.reports.values():
        if languages[report.language] > 1:
            continue  # a spelling does not tell which of them uses it
        for id_, spelt in chronicle.actors.items():
            if report.language in spelt.names:
                named[id_].add(report.id)
    order = tuple(chronicle.reports)
    return {actor: tuple(r for r in order if r in found) for actor, found in named.items()}


def whole_ids(tree: Hierarchy, ids: Iterable[str]) -> set[str]:
    """The ids and every whole they are part of."""
    return {whole for id_ in ids for whole in (id_, *tree.ancestors(id_))}


def claimed(chronicle: Chronicle, claim: Claim) -> Iterable[str]:
    """The actors one claim names: as its answer, its holder, or on its way."""
    if chronicle.aspects[claim.aspect].type is AspectType.ACTORS and isinstance(claim.value, tuple):
        yield from claim.value
    if claim.holder and claim.holder in chronicle.actors:
        yield claim.holder
    yield from claim.via


def people(chronicle: Chronicle, event: Event) -> frozenset[str]:
    """Everyone who takes part in an event or speaks of it."""
    claims = (claimed(chronicle, claim) for claim in event.claims)
    return frozenset(event.actors).union(*claims)


def wheres(chronicle: Chronicle, event: Event) -> frozenset[str]:
    """Where an event was, by the event or by any report's word."""
    found = set(event.place)
    for claim in event.claims:
        kind = chronicle.aspects[claim.aspect].type
        if kind is AspectType.PLACE and isinstance(claim.value, tuple) and not claim.denied:
            found.update(claim.value)
    return frozenset(found)


def search_text(chronicle: Chronicle, event: Event) -> str:
    """The text that plain words of a filter are looked for in: folded, a line for each piece."""
    lines = [event.id, event.title, event.summary]
    for claim in event.claims:
        lines.append(claim.says)
        lines += [anchor.exact for anchor in claim.anchors]
    # A line break would make two lines of one, in which no phrase across it is found.
    own = fold_lines("\n".join(line.replace("\n", " ") for line in lines))
    known = map(chronicle.actors.get, sorted(people(chronicle, event)))
    return "\n".join(
        [own, *(_spellings(actor.name, *actor.names.values()) for actor in known if actor)]
    )


@lru_cache(4096)
def _spellings(name: str, *names: tuple[str, ...]) -> str:
    """An actor's names, folded: one actor takes part in many events."""
    every = (name, *(one for spelt in names for one in spelt))
    return "\n".join(filter(None, map(fold, every)))
