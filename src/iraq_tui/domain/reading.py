"""Two reports to be read side by side: the passages that claims rest on, each with its answer."""

from collections.abc import Generator, Mapping
from itertools import islice

from msgspec import Struct
from msgspec.structs import replace

from iraq_tui.domain import describe
from iraq_tui.domain.catalogue import Catalogue, Passage
from iraq_tui.domain.comparison.model import Pair, Row, Side, Verdict
from iraq_tui.domain.coverage import Coverage, covered
from iraq_tui.domain.records import Chronicle, Claim
from iraq_tui.domain.report_text import ReportText

LONGEST = 500_000
"""Characters of a report's text beyond which its claims are read instead."""
MOST = 5_000
"""Claims that are read in place of a text, at most."""


class Mark(Struct, frozen=True):
    """A passage that a claim rests on, and the row of the comparison that weighs it most."""

    start: int
    """The offset of its first character in the document's text, from 0."""
    end: int
    """The offset past its last character."""
    claim: Claim
    row: Row
    answer: int | None = None
    """The number of the mark, in the other document, that answers it; none where none does."""

    @property
    def verdict(self) -> Verdict:
        """The verdict that counts."""
        return self.row.standing


class Document(Struct, frozen=True):
    """What there is to read of one report."""

    report: str
    text: ReportText
    """Its text, or what its claims say, one after another."""
    marks: tuple[Mark, ...]
    """In reading order."""
    coverage: Coverage | None
    """How many lines carry a claim; none where the text is not shown."""
    instead: str = ""
    """Why its claims are read instead of its text; empty where the text is."""

    def mark_of(self, event: str) -> int | None:
        """The number of the first mark of an event; none where it has none."""
        return next((i for i, one in enumerate(self.marks) if one.row.event == event), None)


class Reading(Struct, frozen=True):
    """Two documents whose marks answer each other."""

    pair: Pair
    left: Document
    right: Document


_Key = tuple[str, str, str, int]
"""A claim: event, aspect, report, and its number among those of these three."""
_Weighed = Mapping[_Key, tuple[Claim, Row]]
"""The claims of one report in the store's order, each with the row that weighs it most."""


def reading(catalogue: Catalogue, pair: Pair) -> Generator[float, None, Reading]:
    """Make two reports ready to be read side by side; each step takes one event of theirs.

    A step gives the share that is done, from 0 to 1.
    """
    weighed: dict[str, dict[_Key, tuple[Claim, Row]]] = {report: {} for report in pair}
    for number in range(catalogue.count()):
        listed = catalogue.row(number)
        if not set(pair) & listed.reports:
            continue
        for row in catalogue.comparison(listed.id, pair).rows:
            for claim in (row.left, row.right):
                if claim is not None:
                    _weigh(weighed[claim.report], claim, row)
        yield number / catalogue.count()
    left, right = (_document(catalogue, report, weighed[report]) for report in pair)
    return Reading(pair, _answered(left, right, Side.LEFT), _answered(right, left, Side.RIGHT))


def _weigh(known: dict[_Key, tuple[Claim, Row]], claim: Claim, row: Row) -> None:
    """Of several rows a claim is in, the one counts that asks for most attention."""
    key = _key(claim)
    before = known.get(key)
    if before is None or _weight(row) > _weight(before[1]):
        known[key] = claim, row


def _weight(row: Row) -> tuple[int, bool]:
    return row.standing.strength, row.is_shared


def _key(claim: Claim) -> _Key:
    return claim.event, claim.aspect, claim.report, claim.number


def _document(catalogue: Catalogue, report: str, weighed: _Weighed) -> Document:
    text = catalogue.text(report)
    if text is None:
        return _of_claims(catalogue.chronicle, report, weighed, "its text is not at hand")
    if len(text.text) > LONGEST:
        long = f"its text is too long to be shown, {len(text.text):,} characters"
        return _of_claims(catalogue.chronicle, report, weighed, long)
    marks: list[Mark] = []
    passages: set[Passage] = set()
    for claim, row in weighed.values():
        for anchor in claim.anchors:
            passage = catalogue.passage(report, anchor)
            if passage is not None and passage.end:
                marks.append(Mark(passage.start, passage.end, claim, row))
                passages.add(passage)
    marks.sort(key=lambda one: (one.start, one.end, -one.verdict.strength))
    return Document(report, text, tuple(marks), covered(report, text, passages))


def _of_claims(chronicle: Chronicle, report: str, weighed: _Weighed, why: str) -> Document:
    """What the claims say and quote, in the store's order: each a mark of its own."""
    pieces: list[str] = []
    marks: list[Mark] = []
    at = 0
    for claim, row in islice(weighed.values(), MOST):
        said = claim.says or describe.claim_words(chronicle, claim)
        quotes = [f"“{anchor.exact}”" for anchor in claim.anchors]
        piece = "\n".join((said, *quotes)) + "\n\n"
        marks.append(Mark(at, at + len(piece) - 2, claim, row))
        pieces.append(piece)
        at += len(piece)
    more = len(weighed) - len(marks)
    if more:
        pieces.append(f"… and {more} claims more\n")
    return Document(report, ReportText.of("".join(pieces)), tuple(marks), None, why)


def _answered(own: Document, other: Document, side: Side) -> Document:
    """The document with the answers found in the other one."""
    places: dict[_Key, int] = {}
    for number, mark in enumerate(other.marks):
        places.setdefault(_key(mark.claim), number)
    marks = tuple(replace(one, answer=_place(places, one.row, side)) for one in own.marks)
    return replace(own, marks=marks)


def _place(places: Mapping[_Key, int], row: Row, side: Side) -> int | None:
    """Where the claim on the other side of a row stands."""
    answer = row.right if side is Side.LEFT else row.left
    return None if answer is None or row.inside else places.get(_key(answer))
