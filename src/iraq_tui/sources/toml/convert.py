"""From typed tables to records: dates, quantities and values, each wrong one a problem."""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from functools import partial
from types import MappingProxyType
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from msgspec import Struct

from iraq_tui.domain.moment import Moment, MomentError, parse_moment
from iraq_tui.domain.quantity import WORDS, Tolerances
from iraq_tui.domain.records import (
    BUILT_IN_ASPECTS,
    Actor,
    Anchor,
    Aspect,
    AspectType,
    Basis,
    Chronicle,
    Claim,
    Event,
    Judgement,
    Place,
    Report,
)
from iraq_tui.domain.typed_dates import parse_typed
from iraq_tui.sources.toml.decode import Decoded
from iraq_tui.sources.toml.problem import Path, Problem, quote
from iraq_tui.sources.toml.schema import (
    AspectTable,
    ClaimTable,
    DateText,
    EventTable,
    PlaceTable,
    ReportTable,
    TolerancesTable,
    ids,
)
from iraq_tui.sources.toml.values import Reading


class Records(Struct, frozen=True):
    """The records of a store with the way back to the file."""

    chronicle: Chronicle
    event_paths: Mapping[str, Path]
    claim_paths: Mapping[Claim, Path]
    judgement_paths: tuple[tuple[Path, Judgement], ...]


def convert(decoded: Decoded, digest: str) -> tuple[Records, list[Problem]]:
    """Make records of what was decoded. Events keep the order of the file."""
    making = _Making(decoded, [])
    aspects = {
        **BUILT_IN_ASPECTS,
        **{id_: making.aspect(id_, table) for id_, table in decoded.aspects.items()},
    }
    reports = {id_: making.report(id_, table) for id_, table in decoded.reports.items()}
    tolerances = making.tolerances(decoded.tolerances)
    claims = dict(making.claims(aspects, reports, tolerances))
    events = making.events(claims)
    chronicle = Chronicle(
        title=str(decoded.top.get("title", "")),
        about=str(decoded.top.get("about", "")),
        language=str(decoded.top.get("language", "en")),
        timezone=making.zone,
        tolerances=tolerances,
        reports=MappingProxyType(reports),
        actors=MappingProxyType(
            {
                id_: Actor(**_named(id_, table), kind=table.kind)
                for id_, table in decoded.actors.items()
            }
        ),
        places=MappingProxyType(
            {id_: Place(**_named(id_, table)) for id_, table in decoded.places.items()}
        ),
        aspects=MappingProxyType(aspects),
        events=tuple(events.values()),
        judgements=tuple(making.judgements().values()),
        digest=digest,
    )
    paths = {event.id: path for path, event in events.items()}
    records = Records(
        chronicle,
        MappingProxyType(paths),
        MappingProxyType({claim: path for path, claim in claims.items()}),
        tuple(making.judgements().items()),
    )
    return records, making.problems


def _as_typed(text: str) -> str:
    """What to write for a date in words, such as "mid-March 2031"; empty where that is no help."""
    try:
        return f'write "{parse_typed(text).edtf}"'
    except MomentError:
        return ""


def _named(id_: str, table: PlaceTable) -> dict[str, Any]:
    return {
        "id": id_,
        "name": table.name,
        "names": MappingProxyType({lang: ids(names) for lang, names in table.names.items()}),
        "part_of": ids(table.part_of),
        "about": table.about,
    }


class _Making:
    """Makes records one by one and collects what stands in the way."""

    def __init__(self, decoded: Decoded, problems: list[Problem]) -> None:
        self._decoded = decoded
        self.problems = problems
        zone = decoded.top.get("timezone")
        self.zone = self._zone(zone, ("timezone",))

    def _zone(self, name: object, path: Path) -> str | None:
        if name is None:
            return None
        try:
            return ZoneInfo(str(name)).key
        except (ZoneInfoNotFoundError, ValueError, OSError):
            self.problems.append(
                Problem(
                    "bad-timezone",
                    f"{quote(str(name))} is no time zone",
                    "write an IANA name, as Europe/Kyiv or Asia/Baghdad",
                    path,
                )
            )
            return None

    def moment(self, date: DateText | None, path: Path, zone: str | None = None) -> Moment | None:
        """A date of the store, its local times counted in a zone."""
        if date is None:
            return None
        try:
            return parse_moment(date.text, timezone=zone or self.zone)
        except MomentError as error:
            what = f"{quote(date.text)} is no date"
            mend = _as_typed(date.text) or error.mend
            self.problems.append(Problem("bad-date", what, mend, path, why=error.why))
            return None

    def report(self, id_: str, table: ReportTable) -> Report:
        path: Path = ("reports", id_)
        zone = self._zone(table.timezone, (*path, "timezone"))
        return Report(
            id=id_,
            title=table.title,
            language=table.language,
            headline=table.headline,
            outlet=table.outlet,
            published=self.moment(table.published, (*path, "published"), zone),
            published_basis=Basis(table.published_basis),
            published_note=table.published_note,
            retrieved=self.moment(table.retrieved, (*path, "retrieved"), zone),
            timezone=zone,
            via=ids(table.via),
            url=table.url,
            text=table.text,
            sha256=table.sha256.lower(),
        )

    def aspect(self, id_: str, table: AspectTable) -> Aspect:
        options = table.options
        words = options if isinstance(options, dict) else dict.fromkeys(options, "")
        return Aspect(
            id=id_,
            question=table.question,
            type=AspectType(table.type),
            unit=table.unit,
            options=MappingProxyType(words),
            many=table.many,
            complete=table.complete,
            framing=table.framing,
            changes=table.changes if isinstance(table.changes, str) else "any" * table.changes,
        )

    def tolerances(self, table: TolerancesTable) -> Tolerances:
        words: dict[str, tuple[int, int]] = {}
        for word in WORDS:
            low, high = getattr(table, word)
            if low > high:
                mend = f"write {word} = [{high}, {low}]"
                what = f"the bounds of {quote(word)} are the wrong way round"
                self.problems.append(Problem("bad-tolerance", what, mend, ("tolerances", word)))
            words[word] = (min(low, high), max(low, high))
        return Tolerances(Fraction(str(table.about_percent)), MappingProxyType(words))

    # --- claims -----------------------------------------------------------------------------------

    def claims(
        self, aspects: Mapping[str, Aspect], reports: Mapping[str, Report], tolerances: Tolerances
    ) -> Iterator[tuple[Path, Claim]]:
        owners = {path: event.id for path, event in self._decoded.events}
        for path, table in self._decoded.claims:
            aspect, report, number = str(path[3]), str(path[4]), path[5]
            anchors = tuple(self._anchors(table, path))
            if aspect not in aspects:
                continue  # said elsewhere
            zone = reports[report].timezone if report in reports else None
            reading = Reading(
                aspects[aspect],
                tolerances,
                (*path, "value"),
                partial(self.moment, path=(*path, "value"), zone=zone),
                self.problems,
            )
            yield (
                path,
                Claim(
                    # An event that could not be read still has its claims looked at.
                    event=owners.get(path[:2], f"#{path[1]}"),
                    aspect=aspect,
                    report=report,
                    value=reading.read(table, path),
                    says=table.says,
                    anchors=anchors,
                    holder=table.holder,
                    via=ids(table.via),
                    denied=table.denied,
                    as_of=self.moment(table.as_of, (*path, "as_of"), zone),
                    basis=Basis(table.basis),
                    note=table.note,
                    number=int(number),
                ),
            )

    def _anchors(self, table: ClaimTable, path: Path) -> Iterator[Anchor]:
        quotes = ids(table.quote)
        several = not isinstance(table.quote, str)
        if several and (table.prefix or table.suffix):
            what = "a prefix or suffix cannot say which of several quotes it belongs to"
            mend = "write one quote in this claim, or longer fragments without prefix and suffix"
            self.problems.append(Problem("bad-anchor", what, mend, (*path, "quote")))
        if not quotes:
            mend = "write a fragment of the report, at most 10 words"
            self.problems.append(Problem("bad-anchor", "no quote is given", mend, (*path, "quote")))
        for one in quotes:
            yield Anchor(one, "" if several else table.prefix, "" if several else table.suffix)

    # --- events -----------------------------------------------------------------------------------

    def events(self, claims: Mapping[Path, Claim]) -> dict[Path, Event]:
        by_event: dict[Path, list[Claim]] = {}
        for path, claim in claims.items():
            by_event.setdefault(path[:2], []).append(claim)
        return {
            path: self._event(table, tuple(by_event.get(path, ())), path)
            for path, table in self._decoded.events
        }

    def _event(self, table: EventTable, claims: tuple[Claim, ...], path: Path) -> Event:
        return Event(
            id=table.id,
            title=table.title,
            claims=claims,
            when=self.moment(table.when, (*path, "when")),
            when_words=table.when_words,
            after=ids(table.after),
            before=ids(table.before),
            standing=table.standing,
            matched=table.matched,
            place=ids(table.place),
            actors=ids(table.actors),
            tags=ids(table.tags),
            summary=table.summary,
        )

    def judgements(self) -> dict[Path, Judgement]:
        return {
            path: Judgement(
                event=table.event,
                about=table.about,
                reports=(table.reports[0], table.reports[1]),
                verdict=table.verdict,
                why=table.why,
                by=table.by,
                seen=table.seen,
            )
            for path, table in self._decoded.judgements
        }
