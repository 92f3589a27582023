"""Checks on one event alone: what it says, and what the claims on it say."""

import re
from collections.abc import Iterator, Sequence
from unicodedata import category

from iraq_tui.domain.comparison.pairing import canonical
from iraq_tui.domain.comparison.values import Relation, moments
from iraq_tui.domain.moment import Moment
from iraq_tui.domain.records import Claim, Event
from iraq_tui.sources.toml.problem import Path, Problem, Severity, quote, some_of
from iraq_tui.sources.toml.references import claim_path
from iraq_tui.sources.toml.schema import ClaimTable, EventTable
from iraq_tui.sources.toml.told import HERE

MOST_ANSWERS = 200
"""The most claims of one report on one question of an event: each is held against each of another
report's."""
ANCHOR_WORDS = 10
"""The most words an anchor may have, so that a store never holds a report's sentences."""

_SHORT = 2 * ANCHOR_WORDS
"""So many characters hold no more words, which are parted by one at the least."""
_WORD = re.compile(r"[\w’'-]+")
_JOINERS = "\u00ad\u200c\u200d\u2060"
"""Soft hyphen, zero-width non-joiner and joiner, word joiner: they stand within words."""
_TOO_MANY = re.compile(rf"(?:[^\w’'-]*+[\w’'-]++){{{ANCHOR_WORDS + 1}}}")


def is_plain(table: ClaimTable) -> bool:
    """Whether `check_claim` has nothing to say of a claim for sure; found out fast."""
    text = table.quote
    return (
        isinstance(text, str)
        and not (table.prefix or table.suffix or table.basis == "inferred")
        and not (text.isspace() or not text)
        and not _is_long(text)
    )


def check_claim(table: ClaimTable, path: Path) -> Iterator[Problem]:
    """Anchors that are no fragments, and an inference without its reasoning."""
    yield from _anchors(table, path)
    if table.basis == "inferred" and not table.note.strip():
        what = "the value is inferred, and no note says how"
        mend = 'add note = "…" with the reasoning'
        yield Problem("no-reasoning", what, mend, (*path, "basis"), Severity.WARNING)


def _anchors(table: ClaimTable, path: Path) -> Iterator[Problem]:
    here = (*path, "quote")
    if isinstance(table.quote, str):
        yield from _fragment(table.quote, here)
    else:
        if table.prefix or table.suffix:
            what = "a prefix or suffix cannot say which of several quotes it belongs to"
            mend = "write one quote in this claim, or longer fragments without prefix and suffix"
            yield Problem("bad-anchor", what, mend, here)
        if not table.quote:
            mend = f"write a fragment of the report, at most {ANCHOR_WORDS} words"
            yield Problem("bad-anchor", "no quote is given", mend, here)
        for i, text in enumerate(table.quote):
            yield from _fragment(text, (*here, i))
    for key, beside in (("prefix", table.prefix), ("suffix", table.suffix)):
        if _is_long(beside):
            what = f"the {key} has {_words_in(beside)} words"
            mend = f"keep at most {ANCHOR_WORDS} of them"
            yield Problem("long-anchor", what, mend, (*path, key))


def _fragment(text: str, path: Path) -> Iterator[Problem]:
    """An anchor is neither empty nor long enough to be a sentence of the report."""
    if not text.strip():
        mend = f"write a fragment of the report, at most {ANCHOR_WORDS} words"
        yield Problem("bad-anchor", "the quote is empty", mend, path)
    elif _is_long(text):
        what = f"the quote has {_words_in(text)} words"
        mend = (
            f"cut it to a fragment of at most {ANCHOR_WORDS} words; "
            "what the report says goes under says, in your own words"
        )
        yield Problem("long-anchor", what, mend, path)


def _is_long(text: str) -> bool:
    if len(text) <= _SHORT or not _TOO_MANY.match(text):
        return False
    return _TOO_MANY.match(_letters(text)) is not None


def _words_in(text: str) -> int:
    return len(_WORD.findall(_letters(text)))


def _letters(text: str) -> str:
    """A text without accents and vowel signs that are characters of their own, and without what
    joins: none of them counts as a letter, so that a word would be taken for several."""
    if text.isascii():
        return text
    return "".join(one for one in text if category(one)[0] != "M" and one not in _JOINERS)


def check_twins(claims: Sequence[Claim]) -> Iterator[Problem]:
    """The same claim written twice, among those of one report on one aspect."""
    seen = set()
    for claim in claims:
        content = canonical(claim)
        if content in seen:
            what = f"{claim.report} makes the same claim on {quote(claim.aspect)} twice"
            mend = "leave one out; several places of one statement go into quote, as a list"
            yield Problem("twin-claim", what, mend, claim_path(claim), Severity.WARNING)
        seen.add(content)


def check_count(count: int, path: Path) -> Iterator[Problem]:
    """More claims than any report makes on one question; ``path`` leads to all of them."""
    if count > MOST_ANSWERS:
        *_, aspect, report = path
        told = f"{quote(str(report))} answers {quote(str(aspect))} {count} times"
        what = f"{told}, of which {MOST_ANSWERS} can be compared"
        mend = "leave some out, or ask several questions in place of one"
        yield Problem("too-many-answers", what, mend, (*path, MOST_ANSWERS))


def check_event(table: EventTable, *, is_told: bool) -> Iterator[Problem]:
    """An event stands somewhere in time, and some report speaks of it."""
    if not is_told:
        mend = "add [[events.claims.ASPECT.REPORT]] below it, or leave the event out"
        yield Problem("no-claims", f"no report speaks of {quote(table.id)}", mend, HERE)
    if table.when is None and not table.after and not table.before:
        what = f"{quote(table.id)} has no place in time"
        mend = 'add when = "2024-01", or after = ["…"] and before = ["…"] with event ids'
        yield Problem("no-time", what, mend, HERE)


def check_date(event: Event) -> Iterator[Problem]:
    """An event's own date that none of its ``when`` claims meets."""
    when = event.when
    if when is None:
        return
    claimed = [
        claim.value
        for claim in event.claims
        if claim.aspect == "when" and not claim.denied and isinstance(claim.value, Moment)
    ]
    if claimed and not any(_meets(when, value) for value in claimed):
        what = f"no report puts {quote(event.id)} at {when.edtf}"
        said = some_of(sorted(value.edtf for value in claimed))
        mend = f"mend when, or the claims, which say {said}"
        yield Problem("when-unmet", what, mend, (*HERE, "when"), Severity.WARNING)


def _meets(a: Moment, b: Moment) -> bool:
    return a.wide.meets(b.wide) or moments(a, b) is not Relation.DISJOINT
