"""What the commands give to programs: plain data, ready for JSON."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from iraq_tui.domain import describe
from iraq_tui.domain.axis import DAY, EARLIEST, LATEST
from iraq_tui.domain.catalogue import Catalogue
from iraq_tui.domain.comparison.case import Ground
from iraq_tui.domain.comparison.model import EventComparison, Pair, Row
from iraq_tui.domain.comparison.pairing import canonical_value
from iraq_tui.domain.matrix import event_matrix
from iraq_tui.domain.moment import Moment
from iraq_tui.domain.quantity import Quantity
from iraq_tui.domain.records import Anchor, Claim, Event, Value

Data = dict[str, Any]


def list_data(catalogue: Catalogue, found: Iterable[int], pair: Pair) -> Data:
    """The list of events."""
    return {
        "title": catalogue.chronicle.title,
        "store_sha256": catalogue.chronicle.digest,
        "pair": list(pair),
        "events": [_event_row(catalogue, catalogue.chronicle.events[i], pair) for i in found],
    }


def _event_row(catalogue: Catalogue, event: Event, pair: Pair) -> Data:
    comparison = catalogue.comparison(event.id, pair)
    return {**_event_facts(catalogue, event), **_head(comparison)}


def _event_facts(catalogue: Catalogue, event: Event) -> Data:
    return {
        "id": event.id,
        "title": event.title,
        "when": event.when.edtf if event.when else None,
        "when_words": event.date_words() or None,
        **_possible(catalogue, event),
        "after": list(event.after),
        "before": list(event.before),
        "standing": event.standing,
        "matched": event.matched or None,
        "place": list(event.place),
        "actors": list(event.actors),
        "tags": list(event.tags),
        "summary": event.summary or None,
        "reports": [one for one in catalogue.chronicle.reports if one in event.reports],
    }


def _possible(catalogue: Catalogue, event: Event) -> Data:
    """The days between which it may have been, wide; an undated event's neighbours bound it."""
    number, when = catalogue.index(event.id), catalogue.chronology
    low, high = when.lows[number], when.highs[number]
    return {
        "earliest": None if low <= EARLIEST else date.fromordinal(low // DAY).isoformat(),
        "latest": None if high >= LATEST else date.fromordinal(high // DAY).isoformat(),
    }


def _head(comparison: EventComparison) -> Data:
    return {
        "head": comparison.head.value if comparison.head else None,
        "self_conflict": comparison.self_conflict,
        "rests_on_inference": comparison.doubtful,
        "judged_by_hand": comparison.judged,
        "counts": {verdict.value: count for verdict, count in sorted(comparison.counts.items())},
    }


def event_data(catalogue: Catalogue, event: Event) -> Data:
    """One event with all its claims."""
    return {
        **_event_facts(catalogue, event),
        "claims": [claim_data(catalogue, claim) for claim in event.claims],
        "questions": _questions(catalogue, event),
    }


def _questions(catalogue: Catalogue, event: Event) -> list[Data]:
    """Each question by all reports: whose answers can stand together, and how any two stand."""
    matrix = event_matrix(Ground(catalogue.chronicle), event)
    return [
        {
            "aspect": row.aspect,
            "question": catalogue.chronicle.aspects[row.aspect].question,
            "strongest": row.strongest.value,
            "letters": {
                report: list(cell.letters)
                for report, cell in zip(matrix.reports, row.cells, strict=True)
                if not cell.is_silent
            },
            "pairs": [
                {"pair": list(pair), "verdict": stance.verdict.value}
                for pair, stance in row.stances.items()
            ],
        }
        for row in matrix.rows
    ]


def claim_data(catalogue: Catalogue, claim: Claim) -> Data:
    """One claim."""
    held = describe.as_of(catalogue.chronicle, claim)
    return {
        "aspect": claim.aspect,
        "report": claim.report,
        "value": value_data(claim.value),
        "words": describe.claim_words(catalogue.chronicle, claim),
        "says": claim.says or None,
        "holder": claim.holder,
        "via": list(claim.via),
        "denied": claim.denied,
        "as_of": held.edtf if held else None,
        "basis": claim.basis.value,
        "note": claim.note or None,
        "anchors": [_anchor_data(catalogue, claim.report, anchor) for anchor in claim.anchors],
    }


def _anchor_data(catalogue: Catalogue, report: str, anchor: Anchor) -> Data:
    passage = catalogue.passage(report, anchor)
    return {
        "exact": anchor.exact,
        "prefix": anchor.prefix or None,
        "suffix": anchor.suffix or None,
        "line": passage.line if passage else None,
    }


def value_data(value: Value) -> str | list[str] | None:
    """A value as the store writes it."""
    match value:
        case None:
            return None
        case tuple():
            return list(value)
        case Moment() | Quantity():
            return canonical_value(value)
    return str(value)


def comparison_data(catalogue: Catalogue, cases: Iterable[tuple[Event, Pair]]) -> Data:
    """Comparisons of events, each for one pair of reports."""
    return {
        "title": catalogue.chronicle.title,
        "store_sha256": catalogue.chronicle.digest,
        "comparisons": [_comparison(catalogue, event, pair) for event, pair in cases],
    }


def _comparison(catalogue: Catalogue, event: Event, pair: Pair) -> Data:
    comparison = catalogue.comparison(event.id, pair)
    return {
        "event": event.id,
        "title": event.title,
        "pair": list(pair),
        **_head(comparison),
        "rows": [_row(catalogue, row) for row in comparison.rows],
    }


def _row(catalogue: Catalogue, row: Row) -> Data:
    judged = row.judgement
    return {
        "aspect": row.aspect,
        "question": catalogue.chronicle.aspects[row.aspect].question,
        "verdict": row.verdict.value,
        "reason": row.reason,
        "says_more": row.more.value if row.more else None,
        "inside": row.inside,
        "by_default": row.default.value if row.default else None,
        "flags": [flag.value for flag in row.flags],
        "flag_notes": list(row.flag_notes),
        "judgement": judged and {"verdict": judged.verdict, "why": judged.why, "by": judged.by},
        "left": row.left and claim_data(catalogue, row.left),
        "right": row.right and claim_data(catalogue, row.right),
    }
