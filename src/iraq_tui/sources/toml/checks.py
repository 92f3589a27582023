"""Checks on a store as a whole: each a small function, run in order, every problem kept.

They see of an event what was kept of it, and of its table nothing.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property

from iraq_tui.domain.placing import Place, Timeline
from iraq_tui.domain.records import UNNAMED
from iraq_tui.sources.toml.head import Head
from iraq_tui.sources.toml.judged import check_judgements
from iraq_tui.sources.toml.memo import Memo
from iraq_tui.sources.toml.problem import Path, Problem, Severity, quote, ring_words
from iraq_tui.sources.toml.references import KINDS, Declared, Reference, head_references
from iraq_tui.sources.toml.told import Brief, Told


class Draft:
    """A store as far as it could be read."""

    def __init__(
        self, head: Head, events: Sequence[Told], declared: Mapping[str, Declared], memo: Memo
    ) -> None:
        self.head = head
        self.events = events
        """In the order of the file."""
        self.declared = declared
        """The ids of the head, by kind of thing."""
        self.memo = memo

    @cached_property
    def briefs(self) -> Mapping[str, tuple[int, Brief]]:
        """The events that could be read, by id, each with its number; of two with one id the
        last."""
        return {
            told.id: (number, told.brief) for number, told in enumerate(self.events) if told.brief
        }

    @cached_property
    def timeline(self) -> Timeline:
        """The events that could be read, in time."""
        return Timeline(brief for _, brief in self.briefs.values())

    def path(self, id_: str) -> Path:
        """The way to an event."""
        return ("events", self.briefs[id_][0])


Check = Callable[[Draft], Iterator[Problem]]


def run_checks(draft: Draft) -> Iterator[Problem]:
    """Every problem that every check finds."""
    for check in CHECKS:
        yield from check(draft)


def tables_present(draft: Draft) -> Iterator[Problem]:
    """A store tells of at least one event, by at least one report."""
    broken = {problem.path[:1] for problem in draft.head.problems}
    for name, kind, is_there in (
        (
            "reports",
            '[reports.ID], with title = "…" and language = "…"',
            draft.declared["report"].ids,
        ),
        ("events", '[[events]], with id = "…" and title = "…"', draft.events),
    ):
        if not is_there and (name,) not in broken:
            yield Problem("nothing-told", f"the store has no {name}", f"add {kind}", ())


def duplicates(draft: Draft) -> Iterator[Problem]:
    """Event ids used twice."""
    if len(draft.briefs) == len(draft.events):
        return
    counts = Counter(told.id for told in draft.events if told.brief)
    seen: set[str] = set()
    for number, told in enumerate(draft.events):
        if told.brief and told.id in seen:
            yield Problem(
                "duplicate-id",
                f"the event id {quote(told.id)} is used {counts[told.id]} times",
                "give each event an id of its own",
                ("events", number, "id"),
            )
        if told.brief:
            seen.add(told.id)


def dangling(draft: Draft) -> Iterator[Problem]:
    """Ids that are used and never declared, but for those in which an event names actors and the
    like: they are told of with the event."""
    events = Declared("event", frozenset(told.id for told in draft.events if told.id))
    for use in head_references(draft.head.tables):
        known = events if use.kind == "event" else draft.declared[use.kind]
        if use.id not in known.ids:
            yield known.unknown(use, draft.memo)
    for number, told in enumerate(draft.events):
        for path, id_ in told.links:
            if id_ not in events.ids:
                use = Reference(("events", number, *path[2:]), "event", id_)
                yield events.unknown(use, draft.memo)


def unused(draft: Draft) -> Iterator[Problem]:
    """A report, actor, place or aspect that is declared and never used."""
    if draft.head.tables.problems or not all(told.is_whole for told in draft.events):
        return  # what could not be read may use any of them
    tables, events = draft.head.tables, [told for told in draft.events if told.brief]
    used: dict[str, set[str]] = {kind: {UNNAMED} for kind in (*KINDS, "event")}
    for use in head_references(tables):
        used[use.kind].add(use.id)
    for kind, table, uses in (
        ("report", tables.reports, (told.used.reports for told in events)),
        ("actor", tables.actors, (told.used.actors for told in events)),
        ("place", tables.places, (told.used.places for told in events)),
        ("aspect", tables.aspects, (told.used.aspects for told in events)),
    ):
        for id_ in _never_in(uses, [id_ for id_ in table if id_ not in used[kind]]):
            idle = "makes no claim" if kind == "report" else "is never used"
            what, mend = f"{kind} {quote(id_)} {idle}", "use it, or leave it out"
            yield Problem("unused-id", what, mend, (f"{kind}s", id_), Severity.WARNING)


def _never_in(uses: Iterable[Sequence[str]], ids: Iterable[str]) -> Iterable[str]:
    """The ids that stand in none of many lists; which are read no further than need be."""
    left = dict.fromkeys(ids)
    for used in uses if left else ():
        for id_ in used:
            left.pop(id_, None)
        if not left:
            break
    return left


def cycles(draft: Draft) -> Iterator[Problem]:
    """Events that come after themselves."""
    if ring := draft.timeline.cycle():
        what = f"these events come before themselves: {ring_words(ring)}"
        yield Problem("cycle", what, "leave one after or before out", draft.path(ring[0]))


def order_in_time(draft: Draft) -> Iterator[Problem]:
    """An ``after`` or ``before`` that the dates themselves rule out."""
    for id_ in draft.timeline.crowded():
        what = f"the dates around {quote(id_)} leave no time for it"
        mend = "mend its after and before, or a date of those events"
        yield Problem("wrong-order", what, mend, draft.path(id_))
    for _, event in draft.briefs.values():
        if event.own and (event.after or event.before):
            for key, others in (("after", event.after), ("before", event.before)):
                for id_ in others:
                    _, other = draft.briefs.get(id_, (0, None))
                    if other and other.own and _is_wrong(key, event.own, other.own):
                        what = f"{quote(event.id)} is said to come {key} {quote(id_)}"
                        why, mend = (
                            f"{event.when} against {other.when}",
                            f"mend a date, or leave {key} out",
                        )
                        yield Problem(
                            "wrong-order", what, mend, (*draft.path(event.id), key), why=why
                        )


def _is_wrong(key: str, one: Place, other: Place) -> bool:
    """Whether an event cannot come after, or before, another."""
    earlier, later = (other, one) if key == "after" else (one, other)
    return later.span.hi < earlier.span.lo


def judgements(draft: Draft) -> Iterator[Problem]:
    """Judgements of claims that exist, by a known verdict, made on the claims as they are now."""
    judged = {judgement.event for _, judgement in draft.head.judgements}
    events = {told.id: told for told in draft.events if told.brief and told.id in judged}
    yield from check_judgements(draft.head, events)


CHECKS: tuple[Check, ...] = (
    tables_present,
    duplicates,
    dangling,
    unused,
    cycles,
    order_in_time,
    judgements,
)
