"""Which part of two answers differs, in the words they are shown in."""

import re
from collections.abc import Iterable, Sequence
from itertools import groupby, pairwise
from typing import NamedTuple

from iraq_tui.domain import describe
from iraq_tui.domain.comparison.model import Row, Verdict
from iraq_tui.domain.records import Chronicle, Claim

_ALIKE = frozenset({Verdict.AGREE, Verdict.UNJUDGED, Verdict.APART, Verdict.ONLY})
"""Verdicts with nothing to set off: equal values, wording nobody compares, or one side alone."""
_MOST_TOKENS = 200
"""More than these are not aligned word by word: no value that a person reads is so long."""
_TOKEN = re.compile(r"\s+|–|,(?=\s|$)|(?:(?!,(?:\s|$))[^\s–])+")
_LINKS = frozenset({"–", ",", "to", "and", "or", "of"})
"""Words that only link others: alone they are nothing that two values share."""


class Part(NamedTuple):
    """A stretch of an answer, and whether it differs from the other side's."""

    text: str
    differs: bool


Parts = tuple[Part, ...]


def differing(chronicle: Chronicle, row: Row) -> tuple[Parts, Parts]:
    """The two answers of a row in parts, left and right; a side that is silent has none.

    Joined, the parts of a side are what ``describe.claim_words`` gives. Sets differ by items,
    dates and quantities by words, stages as a whole.
    """
    left, right = row.left, row.right
    if left is None or right is None or row.verdict in _ALIKE:
        return _plain(chronicle, left), _plain(chronicle, right)
    a, b = _valued(chronicle, left, right)
    if left.denied or right.denied:
        a, b = _denying(chronicle, left, a, right), _denying(chronicle, right, b, left)
    return _merged(a), _merged(b)


def _plain(chronicle: Chronicle, claim: Claim | None) -> Parts:
    words = describe.claim_words(chronicle, claim) if claim else ""
    return (Part(words, differs=False),) if words else ()


def _denying(chronicle: Chronicle, claim: Claim, parts: list[Part], other: Claim) -> list[Part]:
    """The parts with the word that denies them, which differs where the other side affirms."""
    value = "".join(part.text for part in parts)
    word = describe.claim_words(chronicle, claim).removesuffix(value)
    differs = claim.denied and not other.denied
    on = differs and all(part.differs for part in parts[:1])
    return [Part(word.rstrip(), differs), Part(" " * word.endswith(" "), on), *parts]


def _valued(chronicle: Chronicle, left: Claim, right: Claim) -> tuple[list[Part], list[Part]]:
    """The parts of the two values."""
    a, b = left.value, right.value
    if isinstance(a, tuple) and isinstance(b, tuple):
        return _items(chronicle, left, a, b), _items(chronicle, right, b, a)
    words = [_value_words(chronicle, claim) for claim in (left, right)]
    if isinstance(a, str) or isinstance(b, str):  # stages
        return [Part(words[0], a != b)], [Part(words[1], a != b)]
    return _by_words(words[0], words[1])


def _value_words(chronicle: Chronicle, claim: Claim) -> str:
    aspect = chronicle.aspects[claim.aspect]
    return describe.value_words(chronicle, aspect, claim.value) or claim.says


# --- sets, by items -----------------------------------------------------------------------------


def _items(
    chronicle: Chronicle, claim: Claim, own: tuple[str, ...], other: tuple[str, ...]
) -> list[Part]:
    aspect = chronicle.aspects[claim.aspect]
    words = [describe.id_words(chronicle, aspect, item) for item in own]
    others = frozenset(other)
    differs = [item not in others for item in own]
    if all(differs) or not any(words):
        return [Part(_value_words(chronicle, claim), all(differs))]
    return _interleaved(words, differs)


def _interleaved(words: Sequence[str], differs: Sequence[bool]) -> list[Part]:
    """Items as ``describe.listed`` lists them, what links them never set off."""
    last = len(words) - 1
    parts: list[Part] = []
    for number, (item, sets_off) in enumerate(zip(words, differs, strict=True)):
        if number:
            parts.append(Part(" and " if number == last else ", ", differs=False))
        parts.append(Part(item, sets_off))
    return parts


# --- dates and quantities, by words -------------------------------------------------------------


def _by_words(a: str, b: str) -> tuple[list[Part], list[Part]]:
    left, right = _TOKEN.findall(a), _TOKEN.findall(b)
    # Of several best alignments always the same one, whichever side is asked first.
    if (b, a) < (a, b):
        shared_right, shared_left = _shared(right, left)
    else:
        shared_left, shared_right = _shared(left, right)
    return _set_off(left, shared_left), _set_off(right, shared_right)


def _shared(left: Sequence[str], right: Sequence[str]) -> tuple[set[int], set[int]]:
    """The places of the words both have in the same order: a longest common subsequence."""
    a = [at for at, token in enumerate(left) if not token.isspace()]
    b = [at for at, token in enumerate(right) if not token.isspace()]
    if max(len(a), len(b)) > _MOST_TOKENS:
        return set(), set()
    lengths = [[0] * (len(b) + 1) for _ in range(len(a) + 1)]
    for i in reversed(range(len(a))):
        for j in reversed(range(len(b))):
            skipped = max(lengths[i + 1][j], lengths[i][j + 1])
            shared = lengths[i + 1][j + 1] + _weight(left[a[i]])
            lengths[i][j] = shared if left[a[i]] == right[b[j]] else skipped
    found: list[tuple[int, int]] = []
    i = j = 0
    while i < len(a) and j < len(b):
        if left[a[i]] == right[b[j]]:
            found.append((a[i], b[j]))
            i, j = i + 1, j + 1
        elif lengths[i + 1][j] >= lengths[i][j + 1]:
            i += 1
        else:
            j += 1
    return {at for at, _ in found}, {at for _, at in found}


def _weight(token: str) -> int:
    """How much a shared word counts: more than any number of links."""
    return 1 if token in _LINKS else _MOST_TOKENS


def _set_off(tokens: Sequence[str], shared: set[int]) -> list[Part]:
    """The tokens in parts; what stands between two that differ belongs to them."""
    differs = [at not in shared and not token.isspace() for at, token in enumerate(tokens)]
    said = [at for at, token in enumerate(tokens) if not token.isspace()]
    for words in ([at for at in said if tokens[at] not in _LINKS], said):
        for before, after in pairwise(words):
            if differs[before] and differs[after]:
                differs[before:after] = [True] * (after - before)
    return [Part(token, differs=found) for token, found in zip(tokens, differs, strict=True)]


def _merged(parts: Iterable[Part]) -> Parts:
    """Neighbours of one kind as one part, none of them empty."""
    filled = (part for part in parts if part.text)
    grouped = groupby(filled, key=lambda part: part.differs)
    return tuple(Part("".join(part.text for part in run), differs) for differs, run in grouped)
