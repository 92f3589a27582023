"""What each report alone says, where it disagrees with others, and which questions stay alone.

No score and no ranking: reports come in the store's order, events in time order.
"""

from array import array
from collections import Counter
from collections.abc import Generator, Iterator, Mapping, Sequence
from itertools import combinations
from typing import overload

from msgspec import Struct

from iraq_tui.domain.catalogue import Catalogue
from iraq_tui.domain.comparison.case import Ground
from iraq_tui.domain.comparison.model import Verdict
from iraq_tui.domain.comparison.standing import Stance, Told, told
from iraq_tui.domain.origins import OriginGroup, origin_groups
from iraq_tui.domain.records import Claim
from iraq_tui.domain.tally import Counting, Tally


class Finding(Struct, frozen=True):
    """One question of one event, as it concerns a report."""

    number: int
    """The event's place in time order."""
    aspect: str
    verdict: Verdict
    """One-sided for an answer that it alone gives."""
    other: str | None = None
    """The report it disagrees with; none where it stands alone, or against itself."""


class Columns:
    """Findings in the making: their numbers, one column a field."""

    def __init__(self) -> None:
        self.numbers, self.aspects, self.others = array("I"), array("I"), array("I")
        self.verdicts = array("B")

    def add(self, number: int, aspect: int, verdict: Verdict, other: int = 0) -> None:
        """One finding: an event's number, an aspect's place from 0, a report's from 1."""
        self.numbers.append(number)
        self.aspects.append(aspect)
        self.others.append(other)
        self.verdicts.append(_CODES[verdict])


class Findings(Sequence[Finding]):
    """Findings in time order, kept as columns of numbers: a large chronicle has many."""

    def __init__(self, columns: Columns, aspects: Sequence[str], reports: Sequence[str]) -> None:
        self._columns, self._aspects, self._reports = columns, aspects, reports

    def __len__(self) -> int:
        return len(self._columns.numbers)

    @overload
    def __getitem__(self, place: int) -> Finding: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[Finding]: ...
    def __getitem__(self, place: int | slice) -> Finding | Sequence[Finding]:
        if isinstance(place, slice):
            return [self[i] for i in range(len(self))[place]]
        kept = self._columns
        other = kept.others[place]
        return Finding(
            kept.numbers[place],
            self._aspects[kept.aspects[place]],
            _VERDICTS[kept.verdicts[place]],
            self._reports[other - 1] if other else None,
        )

    def counted(self) -> Mapping[Verdict, int]:
        """How many there are of each verdict, the strongest first."""
        found = Counter(self._columns.verdicts)
        return {verdict: found[code] for code, verdict in _STRONGEST_FIRST if found[code]}


_VERDICTS = tuple(Verdict)
_CODES = {verdict: code for code, verdict in enumerate(_VERDICTS)}
_STRONGEST_FIRST = sorted(enumerate(_VERDICTS), key=lambda one: -one[1].strength)


class ReportSummary(Struct, frozen=True):
    """What there is to say of one report beside the others."""

    report: str
    claims: int
    events: int
    """Events that it speaks of."""
    questions: int
    """Questions that it answers: an event's question counts once."""
    sole: Sequence[int]
    """The numbers of the events that no other report speaks of, rising."""
    sole_questions: int
    """Questions that it answers on these."""
    alone: Findings
    """Answers that it alone gives on events that others speak of, too. A stage is none where
    another report is taken to say otherwise."""
    disagreements: Findings
    """Where it disagrees with another report: once for each such report and question."""
    itself: Findings
    """What it does not tell in one way: its conflicts with itself or with someone it quotes, and
    what those whom it quotes do not agree on."""
    unmet: tuple[str, ...]
    """Aspects that it answers, and on which no other report ever is set against it."""


class UnmetAspect(Struct, frozen=True):
    """A question that is answered and never finds a second report."""

    aspect: str
    events: int
    """On how many events it is answered."""
    reports: tuple[str, ...]
    """Who answers it; of several each on events of its own."""


class Summary(Struct, frozen=True):
    """A chronicle, or some of its events, report by report."""

    events: int
    """How many events were looked at."""
    reports: tuple[ReportSummary, ...]
    """In the store's order."""
    tally: Tally
    """Reports by reports."""
    unmet: tuple[UnmetAspect, ...]
    """In the order of the store's aspects."""
    origins: tuple[OriginGroup, ...]
    """Reports that lean on one source."""


def summarising(
    catalogue: Catalogue, among: Sequence[int] | None = None
) -> Generator[float, None, Summary]:
    """Go through all events, or through some in rising order, and sum them up.

    Each step sets two reports against each other on one event, at most, and gives the share that is
    done, from 0 to 1. Only reports that both speak of an event are compared on it.
    """
    numbers = range(catalogue.count()) if among is None else among
    chronicle = catalogue.chronicle
    ground = Ground(chronicle)
    taking = _Taking(tuple(chronicle.reports), tuple(chronicle.aspects))
    for done, number in enumerate(numbers):
        share = done / len(numbers)
        event = told(ground, chronicle.events[number])
        for _ in taking.take(number, event):
            yield share
        yield share
    return taking.finished(len(numbers), origin_groups(chronicle))


class Evidence:
    """What findings rest on, looked up in the chronicle when it is to be shown."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._events = catalogue.chronicle.events
        self._ground = Ground(catalogue.chronicle)
        self._last: tuple[int, Told] | None = None

    def claims(self, report: str, one: Finding) -> Sequence[Claim]:
        """A report's answers to the question of a finding."""
        return self._event(one.number).claims(report, one.aspect)

    def stance(self, report: str, one: Finding) -> Stance | None:
        """The two claims that a report's finding is about, the report's own on the left.

        Of a finding inside the report both are its own; there is none for what it alone answers.
        """
        if one.verdict is Verdict.ONLY:
            return None
        event = self._event(one.number)
        if one.other is None:
            return event.clash(report, one.aspect)
        return event.stance(one.aspect, (report, one.other))

    def _event(self, number: int) -> Told:
        if self._last is None or self._last[0] != number:
            self._last = number, told(self._ground, self._events[number])
        return self._last[1]


class _Own:
    """One report's summary in the making."""

    def __init__(self) -> None:
        self.claims = self.sole_questions = 0
        self.sole = array("I")
        self.alone, self.disagreements, self.itself = Columns(), Columns(), Columns()
        self.answered: Counter[str] = Counter()
        """By aspect, on how many events."""
        self.met: set[str] = set()
        """The aspects on which another report was set against it."""


class _Taking:
    """A summary in the making: events are taken in the order of their numbers."""

    def __init__(self, reports: Sequence[str], aspects: Sequence[str]) -> None:
        self._counting = Counting(reports)
        self._aspects = {aspect: place for place, aspect in enumerate(aspects)}
        self._reports = {report: place for place, report in enumerate(reports, 1)}
        self._own = {report: _Own() for report in reports}
        self._answered: Counter[str] = Counter()

    def take(self, number: int, event: Told) -> Iterator[None]:
        """An event; a step is a pair of reports."""
        self._counting.tell(number, event)
        self._answered.update({aspect for said in event.answers.values() for aspect in said})
        met: dict[str, set[str]] = {report: set() for report in event.answers}
        against: dict[str, list[tuple[int, int, Verdict]]] = {one: [] for one in event.answers}
        for pair in combinations(event.answers, 2):
            stances = list(event.stances(pair))
            self._counting.meet(number, event, pair, stances)
            for one, other in (pair, pair[::-1]):
                met[one].update(stance.aspect for stance in stances)
                against[one] += (
                    (self._aspects[stance.aspect], self._reports[other], stance.verdict)
                    for stance in stances
                    if stance.is_disagreement
                )
            yield
        for report in event.answers:
            self._sum_up(number, event, report, met[report])
            for aspect, place, verdict in sorted(against[report]):
                self._own[report].disagreements.add(number, aspect, verdict, place)

    def _sum_up(self, number: int, event: Told, report: str, met: set[str]) -> None:
        own, answers = self._own[report], event.answers[report]
        own.claims += sum(map(len, answers.values()))
        own.answered.update(answers.keys())
        own.met |= met & answers.keys()
        for clash in event.clashes(report):
            own.itself.add(number, self._aspects[clash.aspect], clash.verdict)
        if len(event.answers) == 1:
            own.sole.append(number)
            own.sole_questions += len(answers)
            return
        for aspect in sorted(self._aspects[aspect] for aspect in answers.keys() - met):
            own.alone.add(number, aspect, Verdict.ONLY)

    def finished(self, events: int, origins: tuple[OriginGroup, ...]) -> Summary:
        """The summary of all that was taken."""
        tally = self._counting.finished()
        reports = tuple(self._of(report, own, tally) for report, own in self._own.items())
        met = set[str]().union(*(own.met for own in self._own.values()))
        unmet = tuple(
            UnmetAspect(aspect, self._answered[aspect], self._answering(aspect))
            for aspect in self._aspects
            if self._answered[aspect] and aspect not in met
        )
        return Summary(events, reports, tally, unmet, origins)

    def _answering(self, aspect: str) -> tuple[str, ...]:
        return tuple(report for report, own in self._own.items() if own.answered[aspect])

    def _of(self, report: str, own: _Own, tally: Tally) -> ReportSummary:
        aspects = tuple(self._aspects)
        return ReportSummary(
            report,
            own.claims,
            len(tally.told[report]),
            tally.answered[report],
            own.sole,
            own.sole_questions,
            Findings(own.alone, aspects, tally.reports),
            Findings(own.disagreements, aspects, tally.reports),
            Findings(own.itself, aspects, tally.reports),
            tuple(one for one in aspects if own.answered[one] and one not in own.met),
        )
