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
    if len(left) == len(right) == 1:
        return [(left[0], right[0])]
    ranked = _ranked(ground, left, right)
    unmet = {id(claim) for claim in (*left, *right)}
    chosen: list[tuple[Claim, Claim]] = []
    for fits in (all, any):  # one to one, then what is left over
        for a, b in ranked:
            if fits((id(a) in unmet, id(b) in unmet)):
                unmet -= {id(a), id(b)}
                chosen.append((a, b))
    return chosen


def _ranked(
    ground: Ground, left: Sequence[Claim], right: Sequence[Claim]
) -> list[tuple[Claim, Claim]]:
    """Every claim of the one side with every one of the other, best first."""
    places = _canonical_places([*left, *right])
    ranks = [
        (*_fit(ground, a, b), *sorted((places[i], places[len(left) + j])), i, j)
        for i, a in enumerate(left)
        for j, b in enumerate(right)
    ]
    return [(left[i], right[j]) for *_, i, j in sorted(ranks)]


def _canonical_places(claims: Sequence[Claim]) -> list[int]:
    """Each claim's place in canonical order; claims of one content share a place."""
    contents = [canonical(claim) for claim in claims]
    places = {content: place for place, content in enumerate(sorted(set(contents)))}
    return [places[content] for content in contents]


def _fit(ground: Ground, a: Claim, b: Claim) -> tuple[int, int]:
    """How near the voices are and how close the values, 0 the best; a denial is far from all."""
    found = ground.relation(a, b)
    denial = 10 * (a.denied != b.denied)
    return ground.voice(a, b), denial + (found.closeness if found else 0)
