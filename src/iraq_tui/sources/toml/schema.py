"""The shape of a store, format 1: the tables and keys an author writes.

Decoding, unknown-key suggestions and the JSON Schema for editors are all made from these structs.
"""

import re
from datetime import date, datetime
from typing import Annotated, Any, Literal

from msgspec import Meta, Struct, field

VERSION = 1

Ids = str | list[str]
"""One id, or a list of them."""

Text = Annotated[str, Meta(min_length=1)]


class DateText:
    """A date as an author writes it: EDTF in quotes, or a native TOML date or datetime."""

    __slots__ = ("text",)

    def __init__(self, text: str) -> None:
        self.text = text


def decode_hook(kind: type, value: object) -> object:
    """Read the field types that msgspec does not know. Raises ValueError for a wrong one."""
    if kind is not DateText:
        raise NotImplementedError(kind)
    match value:
        case str():
            return DateText(value)
        case datetime():
            return DateText(value.isoformat())
        case date():
            return DateText(value.isoformat())
        case int() if not isinstance(value, bool):
            raise ValueError(f'a date is written in quotes: "{value}"')
    raise ValueError('a date is written in quotes, as "2024-01-25"')


class ReportTable(Struct, forbid_unknown_fields=True, frozen=True):
    """A witness: one text that tells of the affair."""

    title: Text
    language: Text
    headline: str = ""
    outlet: str | None = None
    published: DateText | None = None
    published_basis: Literal["stated", "resolved", "inferred"] = "stated"
    published_note: str = ""
    retrieved: DateText | None = None
    timezone: str | None = None
    via: Ids = field(default_factory=list)
    url: str = ""
    text: str = ""
    sha256: str = ""


class PlaceTable(Struct, forbid_unknown_fields=True, frozen=True):
    """Somewhere."""

    name: Text
    names: dict[str, Ids] = field(default_factory=dict)
    part_of: Ids = field(default_factory=list)
    about: str = ""


class ActorTable(PlaceTable, forbid_unknown_fields=True, frozen=True):
    """Someone or some body that acts or speaks."""

    kind: Literal["state", "government", "person", "armed-group", "alliance", "outlet", "body"] = (
        "body"
    )


class AspectTable(Struct, forbid_unknown_fields=True, frozen=True):
    """A question that reports answer."""

    question: Text
    type: Literal["date", "quantity", "actors", "place", "status", "choice", "text"]
    unit: str = ""
    options: list[str] | dict[str, str] = field(default_factory=list)
    many: bool = False
    complete: bool = False
    framing: bool = False
    changes: bool | Literal["up", "down"] = False


class ClaimTable(Struct, forbid_unknown_fields=True, frozen=True, gc=False):
    """One report's answer to one question about one event."""

    quote: Ids
    value: Any = None
    says: str = ""
    prefix: str = ""
    suffix: str = ""
    holder: str | None = None
    via: Ids = field(default_factory=list)
    denied: bool = False
    as_of: DateText | None = None
    basis: Literal["stated", "resolved", "inferred"] = "stated"
    note: str = ""


class EventTable(Struct, forbid_unknown_fields=True, frozen=True, gc=False):
    """Something that happened, is planned, or stands as a question."""

    id: Text
    title: Text
    when: DateText | None = None
    when_words: str = ""
    after: Ids = field(default_factory=list)
    before: Ids = field(default_factory=list)
    standing: bool = False
    matched: str = ""
    place: Ids = field(default_factory=list)
    actors: Ids = field(default_factory=list)
    tags: Ids = field(default_factory=list)
    summary: str = ""
    claims: dict[str, dict[str, list[ClaimTable]]] = field(default_factory=dict)


class JudgementTable(Struct, forbid_unknown_fields=True, frozen=True):
    """What a person made of a pair of claims."""

    event: Text
    about: Text
    reports: Annotated[list[str], Meta(min_length=2, max_length=2)]
    verdict: Text
    why: Text
    by: str = ""
    seen: str = ""


class TolerancesTable(Struct, forbid_unknown_fields=True, frozen=True):
    """What "about" and the number words mean."""

    about_percent: Annotated[float, Meta(ge=0, le=100)] = 10
    dozens: Annotated[list[int], Meta(min_length=2, max_length=2)] = field(
        default_factory=lambda: [20, 99]
    )
    hundreds: Annotated[list[int], Meta(min_length=2, max_length=2)] = field(
        default_factory=lambda: [100, 999]
    )
    thousands: Annotated[list[int], Meta(min_length=2, max_length=2)] = field(
        default_factory=lambda: [1000, 9999]
    )


class StoreTable(Struct, forbid_unknown_fields=True, frozen=True):
    """A whole store."""

    schema: Annotated[int, Meta(ge=VERSION, le=VERSION)]
    title: Text
    about: str = ""
    language: str = "en"
    timezone: str | None = None
    tolerances: TolerancesTable = field(default_factory=TolerancesTable)
    reports: dict[str, ReportTable] = field(default_factory=dict)
    actors: dict[str, ActorTable] = field(default_factory=dict)
    places: dict[str, PlaceTable] = field(default_factory=dict)
    aspects: dict[str, AspectTable] = field(default_factory=dict)
    events: list[EventTable] = field(default_factory=list)
    judgements: list[JudgementTable] = field(default_factory=list)


EVENT_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
ANY_ID = re.compile(r"[A-Za-z0-9_-]+")


def ids(value: Ids) -> tuple[str, ...]:
    """One id or a list of them, as a tuple."""
    return (value,) if isinstance(value, str) else tuple(value)
