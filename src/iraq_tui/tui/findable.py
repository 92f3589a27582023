"""What can be found, with all that it is called: made once for a chronicle, when first searched.

Of events, which may be a million, nothing is made: they are looked for in what the catalogue has.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from functools import cached_property, lru_cache

from msgspec import Struct
from msgspec.structs import replace

from iraq_tui.domain.catalogue import Catalogue
from iraq_tui.domain.moment_words import MONTHS
from iraq_tui.domain.records import Chronicle, Event, Named, Report
from iraq_tui.text.fold import fold
from iraq_tui.tui.commands import ALSO, COMMANDS, Command, Where
from iraq_tui.tui.keymap import Keymap, key_words
from iraq_tui.tui.terms import term

SLICE = 100
"""Events looked at in one step."""
DATE_WORDS = fold(
    f"{' '.join(MONTHS)} spring summer autumn winter from until before the some c. end start "
    "unknown one of or in day month years utc early mid late c. t z x"
)
"""What dates are said with, besides numbers."""
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
    keys: frozenset[str] = frozenset()
    """The keys that run it, as people read them."""


def entry(found: Found, *names: str, content: str = "") -> Entry:
    """A thing found by its title, its id, other names, and what is said of it."""
    folded = [one for one in map(fold, (found.title, found.id, *names)) if one]
    return Entry(found, frozenset(folded), named(folded), fold(content))


def named(folded: Sequence[str]) -> str:
    """Folded names in one text, and once more without punctuation: words stand between spaces."""
    plain = [_PUNCTUATION.sub(" ", one) for one in folded]
    return f" {' '.join(dict.fromkeys((*folded, *plain)))} "


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
    """A chronicle's things, and what its events are called."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue
        self._words: Counter[str] = Counter()
        self._words_of = 0
        self._own_dates: dict[int, str] = {}
        self._dates_of = 0

    @cached_property
    def things(self) -> Sequence[Entry]:
        """Reports, actors, places and tags, each in the store's order."""
        chronicle = self.catalogue.chronicle
        return (
            *(_report(chronicle, report) for report in chronicle.reports.values()),
            *(_named(Kind.ACTOR, actor) for actor in chronicle.actors.values()),
            *(_named(Kind.PLACE, place) for place in chronicle.places.values()),
            *(entry(Found(Kind.TAG, tag, tag), content="tag") for tag in self.catalogue.tags),
        )

    @cached_property
    def counts(self) -> Mapping[Found, int]:
        """How many events each report, actor and tag has; those of an actor's parts are its own."""
        counted = (one.found for one in self.things if one.found.kind is not Kind.PLACE)
        counts = {one: len(self.catalogue.belonging(one.kind, one.id)) for one in counted}
        return {one: count for one, count in counts.items() if count}

    # --- events ---

    def found(self, number: int) -> Found:
        """An event by its number."""
        row = self.catalogue.row(number)
        return Found(Kind.EVENT, row.id, row.title)

    def called(self, number: int) -> list[str]:
        """An event's title and id, folded."""
        return self.catalogue.folded(number).split("\n", 2)[1::-1]

    def dates(self, number: int) -> list[str]:
        """How an event's date is said and written, folded."""
        row = self.catalogue.row(number)
        return [fold(row.date_words()), fold(row.when.edtf if row.when else "")]

    def learn_dates(self) -> Iterator[None]:
        """Look which dates are in the author's own words, a slice at each step."""
        count = self.catalogue.count()
        while self._dates_of < count:
            for number in range(self._dates_of, min(self._dates_of + SLICE, count)):
                if own := self.catalogue.row(number).when_words:
                    self._own_dates[number] = fold(own)
            self._dates_of = min(self._dates_of + SLICE, count)
            yield

    @property
    def own_dates(self) -> Mapping[int, str]:
        """The dates in the author's own words, folded, as far as they are known, by event."""
        return self._own_dates

    def learn_words(self) -> Iterator[None]:
        """Count the words of all names, a slice of events at each step."""
        count = self.catalogue.count()
        if not self._words:
            self._words.update(word for one in self.things for word in one.names.split())
            self._words.update(DATE_WORDS.split())
        while self._words_of < count:
            for number in range(self._words_of, min(self._words_of + SLICE, count)):
                title, *id_ = self.called(number)
                plain = _PUNCTUATION.sub(" ", " ".join((title, *id_)))
                words = {*title.split(), *plain.split()}
                self._words.update(word for word in words if not word.isdigit())
            self._words_of = min(self._words_of + SLICE, count)
            yield

    @property
    def words(self) -> Mapping[str, int]:
        """Every word of a name, with how often it stands in one, as far as they are counted."""
        return self._words

    @cached_property
    def _known(self) -> Mapping[tuple[Kind, str], Found]:
        return {(one.found.kind, one.found.id): one.found for one in self.things}

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
        """All but the events, in the order in which equals are listed."""
        return (*self.commands, *self.names.things, *self.themes)


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
