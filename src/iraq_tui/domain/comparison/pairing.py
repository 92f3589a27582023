"""Which claim stands against which, where a side has several; file order never matters."""

from collections.abc import Iterable, Sequence
from hashlib import sha256

from iraq_tui.domain.comparison.case import Ground
from iraq_tui.domain.moment import Moment
from iraq_tui.domain.quantity import Quantity
from iraq_tui.domain.records import Claim, Value

Canonical = tuple[str, ...]


def canonical_value(value: Value) -> str:
    """A value as text that two writers of the same value share."""
    match value:
        case Moment():
            return value.edtf
        case Quantity():
            return value.text
        case tuple():
            return " ".join(sorted(value))
    return str(value or "")


def canonical(claim: Claim) -> Canonical:
    """A claim's content, without its report and its place in the file, for ordering."""
    anchors = sorted((a.exact, a.prefix, a.suffix) for a in claim.anchors)
    return (
        canonical_value(claim.value),
        str(claim.denied),
        claim.holder or "",
        " ".join(sorted(claim.via)),
        claim.as_of.edtf if claim.as_of else "",
        claim.basis,
        claim.says,
        claim.note,
        *("\0".join(anchor) for anchor in anchors),
    )


def digest(claims: Iterable[Claim]) -> str:
    """A short fingerprint of claims, in whatever order they come: 12 hexadecimal digits."""
    lines = sorted("\0\0".join((claim.report, *canonical(claim))) for claim in claims)
    return sha256("\n".join(lines).encode()).hexdigest()[:12]


def pairs(
    ground: Ground, left: Sequence[Claim], right: Sequence[Claim]
) -> list[tuple[Claim, Claim]]:
    """Claims of two sides matched one to one, best first; each leftover beside its best match.

    Best is the nearer voice, then the closer values, then canonical order. Every claim of either
    side is in at least one pair; swapping the sides mirrors the result.
    """
    order = _canonical_order([*left, *right])
    ranked = sorted(
        ((_closeness(ground, a, b, order), a, b) for a in left for b in right),
        key=lambda found: found[0],
    )
    met: set[int] = set()
    chosen: list[tuple[Claim, Claim]] = []
    for is_leftover in (False, True):
        for _, a, b in ranked:
            known = {id(a), id(b)} & met
            if len(known) < (2 if is_leftover else 1):
                met |= {id(a), id(b)}
                chosen.append((a, b))
    return chosen


def _canonical_order(claims: Sequence[Claim]) -> dict[int, int]:
    """Each claim's place in canonical order, by identity; claims of one content share a place."""
    contents = [canonical(claim) for claim in claims]
    places = {content: place for place, content in enumerate(sorted(set(contents)))}
    return {id(claim): places[content] for claim, content in zip(claims, contents, strict=True)}


def _closeness(
    ground: Ground, a: Claim, b: Claim, order: dict[int, int]
) -> tuple[int, int, int, int]:
    found = ground.relation(a, b)
    low, high = sorted((order[id(a)], order[id(b)]))
    denial = 10 * (a.denied != b.denied)
    return ground.voice(a, b), denial + (found.closeness if found else 0), low, high
