"""One event of a store, from its table to a record and all that is wrong with it alone."""

from collections.abc import Iterator, Mapping

from msgspec.structs import replace

from iraq_tui.domain.placing import place_of
from iraq_tui.domain.records import UNNAMED, Anchor, Basis, Chronicle, Claim, Event
from iraq_tui.sources.toml.decode import EventTables, decode_event, sound_event
from iraq_tui.sources.toml.event_checks import (
    check_claim,
    check_count,
    check_date,
    check_event,
    check_twins,
    is_plain,
)
from iraq_tui.sources.toml.memo import Memo
from iraq_tui.sources.toml.problem import Path
from iraq_tui.sources.toml.reader import unsound
from iraq_tui.sources.toml.references import (
    Declared,
    declared_by,
    event_references,
    uses,
)
from iraq_tui.sources.toml.schema import ClaimTable, EventTable
from iraq_tui.sources.toml.told import HERE, Brief, Told, Uses
from iraq_tui.sources.toml.values import Reading, question

_BASES = {basis.value: basis for basis in Basis}


class UnsoundError(Exception):
    """A table holds what no key of a store may hold, wherever it stands."""


def _refuse_unsound(value: object, path: Path = HERE) -> None:
    if any(True for _ in unsound(value, path)):
        raise UnsoundError


class EventReader:
    """Reads the events of one store, each by itself.

    What it gives depends on the event's table and the head of the store alone; but near misses are
    looked for only in the first of very many faults.
    """

    def __init__(self, head: Chronicle, declared: Mapping[str, Declared] | None = None) -> None:
        self.aspects = head.aspects
        self.questions = {id_: question(aspect) for id_, aspect in head.aspects.items()}
        self.zones = {report.id: report.timezone for report in head.reports.values()}
        self.declared = declared or declared_by(head)
        self.memo = Memo(head.timezone, head.tolerances)

    def read(self, table: object) -> Told:
        """What is kept of one table of ``[[events]]``. Raises UnsoundError."""
        decoded = sound_event(table)
        if decoded is None:
            _refuse_unsound(table)
            decoded = decode_event(table, HERE)
        told = _Telling(self, decoded).told()
        id_ = table.get("id") if isinstance(table, dict) else None
        return told if told.event or not isinstance(id_, str) else replace(told, id=id_)


class _Telling:
    """One event on its way from tables to what is kept of it."""

    def __init__(self, reader: EventReader, decoded: EventTables) -> None:
        self._reader = reader
        self._same = reader.memo.same
        self._decoded = decoded
        self._reading = Reading(reader.memo)
        self._problems = self._reading.problems
        self._problems += decoded.problems
        # Ids that are used, in the order of their first use.
        self._reports: dict[str, None] = {}
        self._actors: dict[str, None] = {}
        self._places: dict[str, None] = {}
        self._aspects: dict[str, None] = {}

    def told(self) -> Told:
        table = self._decoded.event
        claims = tuple(self._claims(table.id if table else ""))
        event = self._event(table, claims) if table else None
        self._check_ids(claims)
        if table is None or event is None:
            stray, is_whole = claims, not self._decoded.problems
            return Told(stray=stray, problems=tuple(self._problems), is_whole=is_whole)
        is_told = bool(self._reports or self._decoded.problems)
        self._problems += check_event(table, is_told=is_told)
        self._problems += check_date(event)
        return Told(
            table.id,
            event,
            self._brief(event),
            self._uses,
            links=tuple(_links(table)) if event.after or event.before else (),
            problems=tuple(self._problems),
            is_whole=not self._decoded.problems,
        )

    def _event(self, table: EventTable, claims: tuple[Claim, ...]) -> Event:
        every = self._same.all
        place, actors = every(table.place), every(table.actors)
        self._places.update(dict.fromkeys(place))
        self._actors.update(dict.fromkeys(actors))
        return Event(
            id=table.id,
            title=table.title,
            claims=claims,
            when=self._reading.moment(table.when, (*HERE, "when")),
            when_words=table.when_words,
            after=every(table.after),
            before=every(table.before),
            standing=table.standing,
            matched=table.matched,
            place=place,
            actors=actors,
            tags=every(table.tags),
            summary=table.summary,
        )

    @staticmethod
    def _brief(event: Event) -> Brief:
        when = event.when
        return Brief(
            event.id,
            when.edtf if when else "",
            place_of(when) if when else None,
            event.standing,
            event.after,
            event.before,
        )

    @property
    def _uses(self) -> Uses:
        return Uses(*map(tuple, (self._reports, self._actors, self._places, self._aspects)))

    # --- claims -----------------------------------------------------------------------------------

    def _claims(self, event: str) -> Iterator[Claim]:
        same = self._same
        for aspect, by_report in self._decoded.claims.items():
            for report_id, tables in by_report.items():
                report, made = same[report_id], []
                for number, table in enumerate(tables):
                    if table is None:
                        continue
                    self._aspects[aspect] = self._reports[report] = None
                    claim = self._claim(event, aspect, report, number, table)
                    if claim:
                        made.append(claim)
                if len(made) > 1:
                    path = (*HERE, "claims", aspect, report)
                    self._problems += check_count(len(tables), path)
                    self._problems += check_twins(made)
                yield from made

    def _claim(
        self, event: str, aspect: str, report: str, number: int, table: ClaimTable
    ) -> Claim | None:
        """A claim; none on an unknown aspect, of which is told elsewhere."""
        path = (*HERE, "claims", aspect, report, number)
        if table.value is not None and not isinstance(table.value, str):
            _refuse_unsound(table.value, (*path, "value"))
        if not is_plain(table):
            self._problems += check_claim(table, path)
        holder, as_of = table.holder, None
        via = self._same.all(table.via) if table.via else ()
        if holder is not None:
            holder = self._same[holder]
            if holder != UNNAMED:
                self._actors[holder] = None
        for one in via:
            self._actors[one] = None
        asked = self._reader.questions.get(aspect)
        if asked is None:
            return None
        zone = self._reader.zones.get(report)
        value = asked.read(self._reading, asked.aspect, table, path, zone)
        if asked.names and isinstance(value, tuple):
            (self._actors if asked.names == "actor" else self._places).update(dict.fromkeys(value))
        if table.as_of is not None:
            as_of = self._reading.moment(table.as_of, (*path, "as_of"), zone)
        return Claim(
            event,
            asked.aspect.id,
            report,
            value,
            table.says,
            _anchors(table),
            holder,
            via,
            table.denied,
            as_of,
            _BASES[table.basis],
            table.note,
            number,
        )

    # --- ids --------------------------------------------------------------------------------------

    def _check_ids(self, claims: tuple[Claim, ...]) -> None:
        """The ids that are not declared; their places are looked for only where there are any."""
        declared = self._reader.declared
        if (
            declared["report"].ids.issuperset(self._reports)
            and declared["actor"].ids.issuperset(self._actors)
            and declared["place"].ids.issuperset(self._places)
            and declared["aspect"].ids.issuperset(self._aspects)
        ):
            return
        for use in event_references(self._decoded, claims, self._reader.aspects):
            if use.id not in declared[use.kind].ids:
                self._problems.append(declared[use.kind].unknown(use, self._reader.memo))


def _anchors(table: ClaimTable) -> tuple[Anchor, ...]:
    quote = table.quote
    if isinstance(quote, str):
        return (Anchor(quote, table.prefix, table.suffix),)
    return tuple(map(Anchor, quote))


def _links(table: EventTable) -> Iterator[tuple[Path, str]]:
    """Where an event names others, and which."""
    for key, named in (("after", table.after), ("before", table.before)):
        for use in uses((*HERE, key), "event", named):
            yield use.path, use.id
