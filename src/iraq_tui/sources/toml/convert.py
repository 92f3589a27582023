"""From typed tables to records: dates, quantities and values, each wrong one a problem."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from types import MappingProxyType
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from iraq_tui.domain.moment import Moment, MomentError, parse_moment
from iraq_tui.domain.quantity import WORDS, QuantityError, Tolerances, parse_quantity
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
    Stage,
    Value,
)
from iraq_tui.sources.toml.decode import Decoded
from iraq_tui.sources.toml.problem import (
    MOST_HINTS,
    Path,
    Problem,
    quote,
    shown,
    some_of,
    suggestion,
)
from iraq_tui.sources.toml.schema import (
    AspectTable,
    ClaimTable,
    DateText,
    EventTable,
    PlaceTable,
    ReportTable,
    TolerancesTable,
    decode_hook,
    ids,
)


@dataclass(frozen=True, slots=True)
class Records:
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
            self.problems.append(
                Problem(
                    "bad-date", f"{quote(date.text)} is no date", error.mend, path, why=error.why
                )
            )
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
            reading = _Value(self, aspects[aspect], tolerances, zone, (*path, "value"))
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


# --- the values of claims -------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Value:
    making: _Making
    aspect: Aspect
    tolerances: Tolerances
    zone: str | None
    path: Path

    def read(self, table: ClaimTable, claim: Path) -> Value:
        """The claim's value by the type of its aspect; none where there is a problem."""
        if self.aspect.type is AspectType.TEXT:
            self._text(table, claim)
            return None
        if table.value is None:
            what = f"a claim on {quote(self.aspect.id)} needs a value"
            mend = f"add value = {_SAMPLES[self.aspect.type]}"
            self._problem("missing-value", what, mend, claim)
            return None
        return _READ[self.aspect.type](self, table.value)

    def _problem(
        self, kind: str, what: str, mend: str, path: Path | None = None, why: str = ""
    ) -> None:
        self.making.problems.append(Problem(kind, what, mend, path or self.path, why=why))

    def _text(self, table: ClaimTable, claim: Path) -> None:
        if table.value is not None:
            what = f"{quote(self.aspect.id)} takes free text, so a claim on it has no value"
            self._problem("wrong-value", what, "leave value out and say it under says")
        if not table.says.strip():
            what = f"a claim on {quote(self.aspect.id)} must say something"
            self._problem("missing-key", what, 'add says = "…" in your own words', claim)

    def date(self, value: object) -> Moment | None:
        try:
            date = decode_hook(DateText, value)
        except ValueError as error:
            mend = str(error)
            self._problem("bad-date", "this is no date", mend)
            return None
        assert isinstance(date, DateText)
        return self.making.moment(date, self.path, self.zone)

    def quantity(self, value: object) -> Value:
        try:
            return parse_quantity(value, self.tolerances)  # type: ignore[arg-type]
        except QuantityError as error:
            why = "" if error.why.endswith("is no quantity") else error.why
            self._problem("bad-quantity", f"{shown(value)} is no quantity", error.mend, why=why)
            return None

    def status(self, value: object) -> Stage | None:
        stages = [stage.value for stage in Stage]
        if value in stages:
            return Stage(str(value))
        mend = suggestion(str(value), stages, f"write one of {', '.join(stages)}")
        self._problem("wrong-value", f"{shown(value)} is no status", mend)
        return None

    def ids(self, value: object) -> tuple[str, ...] | None:
        listed = [value] if isinstance(value, str) else value
        right = isinstance(listed, list) and listed and all(isinstance(one, str) for one in listed)
        if not right:
            what = f"the value for {quote(self.aspect.id)} must be an id or a list of ids"
            self._problem("wrong-value", what, f"write {_SAMPLES[self.aspect.type]}")
            return None
        assert isinstance(listed, list)
        return tuple(dict.fromkeys(listed))

    def choice(self, value: object) -> tuple[str, ...] | None:
        chosen = self.ids(value)
        if chosen is None:
            return None
        for option in chosen:
            if self.aspect.options and option not in self.aspect.options:
                mend = (
                    f"the options are {some_of(self.aspect.options, 20)}; add it to "
                    f"aspects.{self.aspect.id}.options"
                )
                if len(self.making.problems) < MOST_HINTS:
                    mend = suggestion(option, self.aspect.options, mend)
                what = f"{quote(option)} is no option of {quote(self.aspect.id)}"
                self._problem("wrong-value", what, mend)
        if len(chosen) > 1 and not self.aspect.many:
            what = f"{quote(self.aspect.id)} takes one option"
            self._problem(
                "wrong-value", what, f"choose one, or set aspects.{self.aspect.id}.many = true"
            )
        return chosen


_READ: Mapping[AspectType, Callable[[_Value, object], Value]] = {
    AspectType.DATE: _Value.date,
    AspectType.QUANTITY: _Value.quantity,
    AspectType.ACTORS: _Value.ids,
    AspectType.PLACE: _Value.ids,
    AspectType.STATUS: _Value.status,
    AspectType.CHOICE: _Value.choice,
}

_SAMPLES = {
    AspectType.DATE: '"2024-01-25"',
    AspectType.QUANTITY: '2500 or "~2500"',
    AspectType.ACTORS: '["first-actor", "second-actor"]',
    AspectType.PLACE: '"a-place"',
    AspectType.STATUS: '"planned"',
    AspectType.CHOICE: '"an-option"',
}
