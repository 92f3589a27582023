"""What can be found, with all that it is called: made once for a chronicle, when first searched."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from functools import cached_property, lru_cache

from msgspec import Struct
from msgspec.structs import replace

from iraq_tui.domain.catalogue import Catalogue
from iraq_tui.domain.moment import Moment
from iraq_tui.domain.records import Chronicle, Event, Named, Report
from iraq_tui.text.fold import fold
from iraq_tui.tui.commands import ALSO, COMMANDS, Command, Where
from iraq_tui.tui.keymap import Keymap, key_words
from iraq_tui.tui.terms import term

SLICE = 100
"""Events made ready at a time."""
_PUNCTUATION = re.compile(r"[^\w]+")


class Kind(StrEnum):
    """What is found, in the order in which equals are listed."""

    COMMAND = "command"
    REPORT = "report"
    ACTOR = "actor"
    PLACE = "place"
    TAG = "tag"
    EVENT = "event"
    THEME = "theme"


class Found(Struct, frozen=True):
    """One thing; nothing in it has passed the gate."""

    kind: Kind
    id: str
    title: str

    @property
    def term(self) -> str:
        """The term of the filter language that asks for it; empty where there is none."""
        is_filter = self.kind in (Kind.REPORT, Kind.ACTOR, Kind.PLACE, Kind.TAG)
        return term(self.kind, self.id) if is_filter else ""

    @property
    def action(self) -> str:
        """The explorer's action that runs a command; empty for all else."""
        found = (one for one in COMMANDS if self.kind is Kind.COMMAND and one.id == self.id)
        return next((("app." if one.everywhere else "") + one.does for one in found), "")


class Entry(Struct, frozen=True):
    """A thing with all that it is found by, folded."""

    found: Found
    exact: frozenset[str]
    """Each of its names, whole, and its id."""
    names: str
    """The same in one text, and once more without punctuation: words stand between spaces."""
    content: str = ""
    """What else is said of it."""
    links: frozenset[Found] = frozenset()
    """The actors, places and tags that belong to it."""
    keys: frozenset[str] = frozenset()
    """The keys that run it, as people read them."""
    when: Moment | None = None


def entry(found: Found, *names: str, content: str = "") -> Entry:
    """A thing found by its title, its id, other names, and what is said of it."""
    folded = [one for one in map(fold, (found.title, found.id, *names)) if one]
    plain = [_PUNCTUATION.sub(" ", one) for one in folded]
    text = " ".join(dict.fromkeys(folded + plain))
    return Entry(found, frozenset(folded), f" {text} ", fold(content))


def spellings(thing: Named) -> tuple[str, ...]:
    """How the reports spell a name, in the store's order."""
    return tuple(one for spelt in thing.names.values() for one in spelt)


def said(event: Event) -> Iterator[str]:
    """What is said of an event, in the store's and the reports' languages."""
    yield event.summary
    for claim in event.claims:
        yield claim.says
        yield from (anchor.exact for anchor in claim.anchors)


class Names:
    """A chronicle's things, each made when first asked for; events in slices, for they are many."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue
        self._events: list[Entry] = []

    @property
    def ready(self) -> bool:
        """Whether all events can be searched at once."""
        return len(self._events) == self.catalogue.count()

    def prepare(self) -> Iterator[None]:
        """Make the events ready, a slice at each step."""
        while not self.ready:
            first = len(self._events)
            rows = self.catalogue.chronicle.events[first : first + SLICE]
            self._events += map(self._event, rows)
            yield

    @property
    def events(self) -> Sequence[Entry]:
        """The events, in time order."""
        for _ in self.prepare():
            pass
        return self._events

    @cached_property
    def things(self) -> Sequence[Entry]:
        """Reports, actors, places and tags, each in the store's order."""
        chronicle = self.catalogue.chronicle
        tags = dict.fromkeys(tag for event in self._rows for tag in event.tags)
        return (
            *(_report(chronicle, report) for report in chronicle.reports.values()),
            *(_named(Kind.ACTOR, actor) for actor in chronicle.actors.values()),
            *(_named(Kind.PLACE, place) for place in chronicle.places.values()),
            *(entry(Found(Kind.TAG, tag, tag), content="tag") for tag in tags),
        )

    @cached_property
    def counts(self) -> Mapping[Found, int]:
        """How many events each report, actor and tag has; those of an actor's parts are its own."""
        counted: Counter[tuple[Kind, str]] = Counter()
        tree = self.catalogue.actor_tree
        for event in self._rows:
            actors = self.catalogue.actors(event.id)
            wholes = actors.union(*(tree.ancestors(actor) for actor in actors))
            counted.update((Kind.ACTOR, actor) for actor in wholes)
            counted.update((Kind.REPORT, report) for report in event.reports)
            counted.update((Kind.TAG, tag) for tag in set(event.tags))
        return {found: counted[key] for key, found in self._known.items() if counted[key]}

    @cached_property
    def words(self) -> Mapping[str, int]:
        """Every word of a name, with how often it stands in one."""
        return Counter(word for one in (*self.things, *self.events) for word in one.names.split())

    @property
    def _rows(self) -> Iterator[Event]:
        return iter(self.catalogue.chronicle.events)

    @cached_property
    def _known(self) -> Mapping[tuple[Kind, str], Found]:
        return {(one.found.kind, one.found.id): one.found for one in self.things}

    def _event(self, event: Event) -> Entry:
        edtf = event.when.edtf if event.when else ""
        found = Found(Kind.EVENT, event.id, event.title)
        made = entry(found, event.date_words(), edtf, content=" ".join(said(event)))
        return replace(made, links=frozenset(self.links(event)), when=event.when)

    def links(self, event: Event) -> Iterator[Found]:
        """The actors, places and tags of an event."""
        keys = [(Kind.ACTOR, actor) for actor in sorted(self.catalogue.actors(event.id))]
        keys += [(Kind.PLACE, place) for place in event.place]
        keys += [(Kind.TAG, tag) for tag in event.tags]
        return (self._known[key] for key in keys if key in self._known)


def _report(chronicle: Chronicle, report: Report) -> Entry:
    outlet = chronicle.actors.get(report.outlet or "")
    names = (outlet.name, *spellings(outlet)) if outlet else ()
    found = Found(Kind.REPORT, report.id, report.title)
    return entry(found, report.headline, *names, content="report")


def _named(kind: Kind, thing: Named) -> Entry:
    found = Found(kind, thing.id, thing.name)
    return entry(found, *spellings(thing), content=f"{kind} {thing.about}")


class Index(Struct, frozen=True):
    """What is searched: a chronicle's things, and what the program offers."""

    names: Names
    commands: tuple[Entry, ...]
    themes: tuple[Entry, ...]

    @property
    def all(self) -> Sequence[Entry]:
        """Everything, in the order in which equals are listed."""
        return (*self.commands, *self.names.things, *self.names.events, *self.themes)


@lru_cache(maxsize=1)
def _names_of(catalogue: Catalogue) -> Names:
    return Names(catalogue)


def index_of(catalogue: Catalogue, keymap: Keymap, themes: Iterable[str]) -> Index:
    """The index of a catalogue, made once for it; next to nothing is done until it is searched."""
    return Index(
        _names_of(catalogue),  # type: ignore[arg-type]  # known by its identity
        tuple(_command(one, keymap) for one in offered()),
        tuple(entry(Found(Kind.THEME, one, one), content="theme") for one in themes),
    )


def offered() -> Sequence[Command]:
    """The commands that can be found: those of the key line first, each before its partner."""
    found = [one for one in COMMANDS if one.offered and one.where in (Where.APP, Where.EXPLORER)]
    ranks = {one.id: one.rank for one in found}
    return sorted(found, key=lambda one: one.rank or ranks.get(one.partner) or 1000)


def _command(command: Command, keymap: Keymap) -> Entry:
    also = ALSO.get(command.id, "").split()
    made = entry(Found(Kind.COMMAND, command.id, command.about), command.label, *also)
    return replace(made, keys=frozenset(map(key_words, keymap.pressed(command))))
