"""Checks on what a store says: each a small function, run in order, every problem kept."""

import re
from collections.abc import Callable, Iterator

from msgspec import Struct

from iraq_tui.domain.comparison.pairing import digest
from iraq_tui.domain.comparison.values import Relation, moments
from iraq_tui.domain.moment import Moment
from iraq_tui.domain.placing import without_time
from iraq_tui.domain.records import Event
from iraq_tui.sources.toml.anchors import is_outside, is_sha256
from iraq_tui.sources.toml.convert import Records
from iraq_tui.sources.toml.decode import Decoded
from iraq_tui.sources.toml.judged import check_judgements
from iraq_tui.sources.toml.problem import (
    Path,
    Problem,
    Severity,
    quote,
    some_of,
)
from iraq_tui.sources.toml.references import (
    check_cycles,
    check_duplicates,
    check_references,
    check_reserved,
)

ANCHOR_WORDS = 10
"""The most words an anchor may have, so that a store never holds a report's sentences."""

_WORD = re.compile(r"[\w’'-]+")
_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*")
_LINK = re.compile(r"https?://\S+")


class Draft(Struct, frozen=True):
    """A store as far as it could be read."""

    decoded: Decoded
    records: Records


Check = Callable[[Draft], Iterator[Problem]]


def run_checks(draft: Draft) -> list[Problem]:
    """Every problem that every check finds."""
    return [problem for check in CHECKS for problem in check(draft)]


def ids_declared(draft: Draft) -> Iterator[Problem]:
    """Ids: declared, used, not reserved, not twice, not circular."""
    yield from check_reserved(draft.decoded)
    yield from check_duplicates(draft.decoded)
    yield from check_references(draft.decoded, draft.records)
    yield from check_cycles(draft.decoded, draft.records)


def tables_present(draft: Draft) -> Iterator[Problem]:
    """A store tells of at least one event, by at least one report."""
    for name, kind in (
        ("reports", '[reports.ID], with title = "…" and language = "…"'),
        ("events", '[[events]], with id = "…" and title = "…"'),
    ):
        if not draft.decoded.declared[name]:
            if any(p.path[:1] == (name,) for p in draft.decoded.problems):
                continue
            yield Problem("nothing-told", f"the store has no {name}", f"add {kind}", ())


def languages(draft: Draft) -> Iterator[Problem]:
    """Language tags by the shape of BCP 47."""
    language = draft.records.chronicle.language
    if not _LANGUAGE.fullmatch(language):
        yield _bad_language(language, ("language",))
    for id_, report in draft.decoded.reports.items():
        if not _LANGUAGE.fullmatch(report.language):
            yield _bad_language(report.language, ("reports", id_, "language"))
    for name, table in (("actors", draft.decoded.actors), ("places", draft.decoded.places)):
        for id_, thing in table.items():
            for tag in thing.names:
                if not _LANGUAGE.fullmatch(tag):
                    yield _bad_language(tag, (name, id_, "names", tag))


def _bad_language(tag: str, path: Path) -> Problem:
    mend = 'write a BCP 47 tag, as "en", "uk" or "zh-Hant"'
    return Problem("bad-language", f"{quote(tag)} is no language tag", mend, path)


def reports(draft: Draft) -> Iterator[Problem]:
    """What a report says of its text, its date and its address."""
    for id_, report in draft.decoded.reports.items():
        path: Path = ("reports", id_)
        if report.sha256 and not is_sha256(report.sha256):
            mend = "write the 64 hexadecimal digits that sha256sum prints"
            yield Problem("bad-hash", "this is no SHA-256", mend, (*path, "sha256"))
        if report.sha256 and not report.text:
            mend = 'add text = "report.txt", the path of the copy, or leave sha256 out'
            yield Problem("bad-hash", "a hash without a text", mend, (*path, "sha256"))
        if report.url and not _LINK.fullmatch(report.url):
            mend = "write an address that starts with http:// or https://"
            yield Problem("bad-url", f"{quote(report.url)} is no web address", mend, (*path, "url"))
        if is_outside(report.text):
            mend = "write the path relative to the store"
            yield Problem("bad-path", "the text has an absolute path", mend, (*path, "text"))
        if report.published is None and report.published_basis != "stated":
            mend = "add published, or leave published_basis out"
            what = "published_basis without published"
            yield Problem("missing-key", what, mend, (*path, "published_basis"))


def aspects(draft: Draft) -> Iterator[Problem]:
    """Keys of an aspect that its type has no use for, and choices without options."""
    for id_, aspect in draft.decoded.aspects.items():
        path: Path = ("aspects", id_)
        if aspect.type == "choice" and not aspect.options:
            mend = 'add options = ["one", "other"], or a table of option = "its words"'
            yield Problem("no-options", f"the choice {quote(id_)} has no options", mend, path)
        for key, types in _ONLY_FOR.items():
            if getattr(aspect, key) and aspect.type not in types:
                what = f"{quote(key)} means nothing for the type {aspect.type}"
                mend = f"leave it out; it belongs to {' and '.join(types)}"
                yield Problem("wrong-key", what, mend, (*path, key))
        if aspect.changes in ("up", "down") and aspect.type not in ("quantity", "date"):
            what = f"{quote(str(aspect.changes))} has no meaning for the type {aspect.type}"
            yield Problem("wrong-key", what, "write changes = true", (*path, "changes"))
        if aspect.framing and aspect.many:
            what = "where many options may hold, two answers never clash, so framing never shows"
            mend = "leave many out, or framing"
            yield Problem("framing-many", what, mend, (*path, "framing"), Severity.WARNING)


_ONLY_FOR = {
    "options": ("choice",),
    "many": ("choice",),
    "complete": ("actors",),
    "unit": ("quantity",),
}


def anchors(draft: Draft) -> Iterator[Problem]:
    """Anchors are fragments: neither empty nor long enough to be a sentence of the report."""
    for path, claim in draft.decoded.claims:
        for key, beside in (("prefix", claim.prefix), ("suffix", claim.suffix)):
            if (words := len(_WORD.findall(beside))) > ANCHOR_WORDS:
                what, mend = f"the {key} has {words} words", f"keep at most {ANCHOR_WORDS} of them"
                yield Problem("long-anchor", what, mend, (*path, key))
        quotes = [claim.quote] if isinstance(claim.quote, str) else claim.quote
        for i, text in enumerate(quotes):
            here = (*path, "quote") if isinstance(claim.quote, str) else (*path, "quote", i)
            words = len(_WORD.findall(text))
            if not text.strip():
                mend = f"write a fragment of the report, at most {ANCHOR_WORDS} words"
                yield Problem("bad-anchor", "the quote is empty", mend, here)
            elif words > ANCHOR_WORDS:
                what = f"the quote has {words} words"
                mend = (
                    f"cut it to a fragment of at most {ANCHOR_WORDS} words; "
                    "what the report says goes under says, in your own words"
                )
                yield Problem("long-anchor", what, mend, here)


def events(draft: Draft) -> Iterator[Problem]:
    """An event stands somewhere in time, and some report speaks of it."""
    told = {path[:2] for path, _ in draft.decoded.claims}
    broken = {problem.path[:2] for problem in draft.decoded.problems}
    for path, event in draft.decoded.events:
        if path not in told and path not in broken:
            mend = "add [[events.claims.ASPECT.REPORT]] below it, or leave the event out"
            yield Problem("no-claims", f"no report speaks of {quote(event.id)}", mend, path)
        if event.when is None and not event.after and not event.before:
            what = f"{quote(event.id)} has no place in time"
            mend = 'add when = "2024-01", or after = ["…"] and before = ["…"] with event ids'
            yield Problem("no-time", what, mend, path)


def order_in_time(draft: Draft) -> Iterator[Problem]:
    """An ``after`` or ``before`` that the dates themselves rule out."""
    chronicle = draft.records.chronicle
    for id_ in without_time(chronicle.events):
        what = f"the dates around {quote(id_)} leave no time for it"
        mend = "mend its after and before, or a date of those events"
        yield Problem("wrong-order", what, mend, draft.records.event_paths[id_])
    dated = {event.id: event for event in chronicle.events if event.when}
    for event in dated.values():
        path = draft.records.event_paths[event.id]
        for earlier in event.after:
            if earlier in dated and _precedes(event, dated[earlier]):
                yield _wrong_order(event, dated[earlier], "after", path)
        for later in event.before:
            if later in dated and _precedes(dated[later], event):
                yield _wrong_order(event, dated[later], "before", path)


def _precedes(one: Event, other: Event) -> bool:
    assert one.when is not None
    assert other.when is not None
    return one.when.wide.hi < other.when.wide.lo


def _wrong_order(event: Event, other: Event, key: str, path: Path) -> Problem:
    assert event.when is not None
    assert other.when is not None
    what = f"{quote(event.id)} is said to come {key} {quote(other.id)}"
    why = f"{event.when.edtf} against {other.when.edtf}"
    return Problem("wrong-order", what, f"mend a date, or leave {key} out", (*path, key), why=why)


def when_meets_claims(draft: Draft) -> Iterator[Problem]:
    """An event's own date that none of its ``when`` claims meets."""
    for event in draft.records.chronicle.events:
        claimed = [
            claim.value
            for claim in event.claims
            if claim.aspect == "when" and isinstance(claim.value, Moment) and not claim.denied
        ]
        if event.when and claimed and not any(_meets(event.when, value) for value in claimed):
            what = f"no report puts {quote(event.id)} at {event.when.edtf}"
            said = some_of(sorted(value.edtf for value in claimed))
            mend = f"mend when, or the claims, which say {said}"
            path = (*draft.records.event_paths[event.id], "when")
            yield Problem("when-unmet", what, mend, path, Severity.WARNING)


def _meets(a: Moment, b: Moment) -> bool:
    return moments(a, b) is not Relation.DISJOINT or a.wide.meets(b.wide)


def twin_claims(draft: Draft) -> Iterator[Problem]:
    """The same claim written twice."""
    seen: set[tuple[str, str, str, str]] = set()
    for claim, path in draft.records.claim_paths.items():
        key = (claim.event, claim.aspect, claim.report, digest([claim]))
        if key in seen:
            yield Problem(
                "twin-claim",
                f"{claim.report} makes the same claim on {quote(claim.aspect)} twice",
                "leave one out; several places of one statement go into quote, as a list",
                path,
                Severity.WARNING,
            )
        seen.add(key)


def reasoning(draft: Draft) -> Iterator[Problem]:
    """An inference of the author's comes with its reasoning, or nobody can follow it."""
    for path, claim in draft.decoded.claims:
        if claim.basis == "inferred" and not claim.note.strip():
            what = "the value is inferred, and no note says how"
            mend = 'add note = "…" with the reasoning'
            yield Problem("no-reasoning", what, mend, (*path, "basis"), Severity.WARNING)


def judgements(draft: Draft) -> Iterator[Problem]:
    """Judgements of claims that exist, by a known verdict, made on the claims as they are now."""
    yield from check_judgements(draft.decoded, draft.records)


CHECKS: tuple[Check, ...] = (
    tables_present,
    ids_declared,
    languages,
    reports,
    aspects,
    anchors,
    events,
    order_in_time,
    when_meets_claims,
    twin_claims,
    reasoning,
    judgements,
)
