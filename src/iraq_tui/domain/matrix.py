"""One event as all reports tell it: questions by reports, and whose answers can stand together."""

from collections.abc import Generator, Mapping, Sequence
from itertools import combinations

from msgspec import Struct

from iraq_tui.domain import describe
from iraq_tui.domain.comparison.case import Ground
from iraq_tui.domain.comparison.model import Kind, Pair, Verdict
from iraq_tui.domain.comparison.standing import Stance, Told, told
from iraq_tui.domain.records import Chronicle, Claim, Event
from iraq_tui.domain.steps import finished

_ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


class Cell(Struct, frozen=True):
    """What one report answers to one question."""

    claims: tuple[Claim, ...] = ()
    """None where it is silent."""
    words: tuple[str, ...] = ()
    """What each claim answers, in words as they are told; they have not passed the gate."""
    letters: tuple[str, ...] = ()
    """Whom it can stand with; see ``AspectRow``. None where it was set against no other answer."""
    clash: Verdict | None = None
    """What the report does not tell in one way, if it does not."""

    @property
    def is_silent(self) -> bool:
        """Whether the report gives no answer."""
        return not self.claims


class AspectRow(Struct, frozen=True):
    """One question of an event, as each report answers it.

    Two answers have a letter in common where they agree or are compatible with each other, and only
    there. That does not carry over from two to a third: "5", "some" and "7" get the letters A, A
    and B, and B, for "some" can stand with either, but these not with each other. No letter in
    common says no more than that: ``between`` tells whether two disagree, are unjudged, or whether
    one is an update of the other.
    """

    aspect: str
    cells: tuple[Cell, ...]
    """One a report, in the order of the matrix."""
    stances: Mapping[Pair, Stance]
    """Of each pair that shares the question, in the store's order; a pair's left report first."""
    strongest: Verdict
    """Of all verdicts on it, inside a report, too; one-sided where there is but one answer."""

    @property
    def letters(self) -> tuple[str, ...]:
        """Every letter that is given, in order."""
        return tuple(dict.fromkeys(letter for cell in self.cells for letter in cell.letters))

    def between(self, one: str, other: str) -> Verdict | None:
        """How two reports stand on it; none where it is one-sided, or neither answers."""
        found = self.stances.get((one, other)) or self.stances.get((other, one))
        return found.verdict if found else None


class EventMatrix(Struct, frozen=True):
    """One event: its questions by the reports."""

    event: str
    reports: tuple[str, ...]
    """All of the chronicle's, in its order: the columns."""
    rows: tuple[AspectRow, ...]
    """What asks for most attention first, as in the comparison; then in the store's order."""


def event_matrix(ground: Ground, event: Event) -> EventMatrix:
    """An event's questions by all reports; no rows for an event that none speaks of.

    ``Ground(catalogue.chronicle)`` serves for all events of a catalogue.
    """
    return finished(weighing(ground, event))


def weighing(ground: Ground, event: Event) -> Generator[float, None, EventMatrix]:
    """The same in steps: each sets two reports against each other, and gives the share done.

    Forty reports of one event take a tenth of a second: too long for a key to wait.
    """
    said = told(ground, event)
    pairs = list(combinations(said.answers, 2))
    by_aspect: dict[str, dict[Pair, Stance]] = {}
    for answers in said.answers.values():
        by_aspect |= {aspect: {} for aspect in answers}
    for done, pair in enumerate(pairs):
        for stance in said.weighed(pair):
            by_aspect[stance.aspect][pair] = stance
        yield done / len(pairs)
    found = [
        _row(ground.chronicle, said, aspect, by_aspect[aspect])
        for aspect in ground.in_order(by_aspect)
    ]
    found.sort(key=lambda one: -one[0])  # stable: else in the store's order
    return EventMatrix(event.id, tuple(ground.chronicle.reports), tuple(row for _, row in found))


def _row(
    chronicle: Chronicle, said: Told, aspect: str, weighed: Mapping[Pair, Stance]
) -> tuple[int, AspectRow]:
    """A question's row, and how much it asks for attention."""
    stances = {pair: stance for pair, stance in weighed.items() if not stance.granted}
    letters = _letters(list(said.answers), stances)
    cells = [_cell(chronicle, said, aspect, one, letters) for one in chronicle.reports]
    clashes = [cell.clash for cell in cells if cell.clash]
    verdicts = [*clashes, *(stance.verdict for stance in stances.values())]
    strongest = max(verdicts, key=lambda verdict: verdict.strength, default=Verdict.ONLY)
    # The comparison ranks what is merely taken for granted, too.
    rank = max([strongest.strength, *(stance.verdict.strength for stance in weighed.values())])
    return rank, AspectRow(aspect, tuple(cells), stances, strongest)


def _cell(
    chronicle: Chronicle,
    said: Told,
    aspect: str,
    report: str,
    letters: Mapping[str, tuple[str, ...]],
) -> Cell:
    claims = tuple(said.claims(report, aspect))
    if not claims:
        return Cell()
    clash = said.clash(report, aspect)
    words = tuple(describe.claim_words(chronicle, claim) for claim in claims)
    return Cell(claims, words, letters.get(report, ()), clash.verdict if clash else None)


# --- who can stand with whom ----------------------------------------------------------------------


def _letters(
    reports: Sequence[str], stances: Mapping[Pair, Stance]
) -> Mapping[str, tuple[str, ...]]:
    """The letters of each report: two share one exactly where they are compatible.

    A letter stands for reports that are all compatible with one another. Each pair that is gets
    one, in the order of the reports, and takes in whoever else fits; one that fits nobody gets its
    own. One that was set against nobody, or only on text that nobody has judged, gets none.
    """
    told_by_both = {pair: one for pair, one in stances.items() if one.default is None}
    fits: dict[str, set[str]] = {one: set() for one in reports}
    judged = set[str]()
    for (left, right), stance in told_by_both.items():
        if stance.is_compatible:
            fits[left].add(right)
            fits[right].add(left)
        if stance.kind is not Kind.UNJUDGED:
            judged |= {left, right}
    groups: list[set[str]] = []
    for one in (report for report in reports if report in judged):
        met = set[str]().union(*(group for group in groups if one in group))
        for other in (report for report in reports if report in fits[one]):
            if other not in met:
                group = _all_fitting({one, other}, reports, fits)
                groups.append(group)
                met |= group
        if not fits[one]:
            groups.append({one})
    return {
        one: tuple(letter(i) for i, group in enumerate(groups) if one in group) for one in judged
    }


def _all_fitting(start: set[str], reports: Sequence[str], fits: Mapping[str, set[str]]) -> set[str]:
    """A group with whoever fits all who are in it, in the order of the reports."""
    group = set(start)
    for report in reports:
        if report not in group and group <= fits[report]:
            group.add(report)
    return group


def letter(number: int) -> str:
    """The letter of a group, from 0: A to Z, then A2 to Z2."""
    again, place = divmod(number, len(_ALPHABET))
    return _ALPHABET[place] + (str(again + 1) if again else "")
