"""What may be wrong with the tables of a store, each fault in words with its mend."""

import re
from collections.abc import Iterator, Mapping
from typing import Any, Literal, get_args, get_origin

from msgspec.structs import FieldInfo, fields

from iraq_tui.sources.toml.problem import Path, Problem, quote, shown, some_of, suggestion
from iraq_tui.sources.toml.schema import VERSION, EventTable

_OF_EVENT = frozenset(info.encode_name for info in fields(EventTable))
"""Keys that end up in a claim when they are written below its header."""


def where_words(path: Path) -> str:
    """What kind of table a path leads to, for messages."""
    match path:
        case ():
            return "the store"
        case ("events", _, "claims", *_):
            return "a claim"
        case ("events", *_):
            return "an event"
        case ("judgements", *_):
            return "a judgement"
        case (str() as name, _):
            return f"{'an' if name[0] in 'ae' else 'a'} {name.removesuffix('s')}"
        case (str() as name, *_):
            return name
    return "the store"


def unknown(key: str, known: Mapping[str, FieldInfo], path: Path) -> Problem:
    """A key that a table does not have, with the key that may be meant."""
    meant = next((word for word in _MEANT.get(key, ()) if word in known), None)
    mend = (
        f"did you mean {quote(meant)}?"
        if meant
        else suggestion(key, known, f"leave it out; the keys are {some_of(known, 20)}")
    )
    if key in _OF_EVENT and where_words(path) == "a claim":
        mend = f"{key} belongs to the event: move it above the first claim of that event"
    if key == "claims":
        mend = "write [[events.claims.ASPECT.REPORT]], below the [[events]] it belongs to"
    return Problem(
        "unknown-key", f"{where_words(path)} has no key {quote(key)}", mend, (*path, key)
    )


_MEANT = {
    "by": ("holder",),
    "date": ("when", "published"),
    "description": ("summary", "about"),
    "file": ("text",),
    "hash": ("sha256",),
    "label": ("title", "name"),
    "lang": ("language",),
    "link": ("url",),
    "location": ("place",),
    "name": ("title",),
    "note": ("about", "summary"),
    "people": ("actors",),
    "source": ("via",),
    "speaker": ("holder",),
    "text": ("says",),
    "time": ("when",),
    "title": ("name", "question"),
    "where": ("place",),
    "who": ("actors",),
}
"""Words that authors reach for, with the keys they may mean."""


def missing(
    known: Mapping[str, FieldInfo], table: Mapping[str, Any], path: Path
) -> Iterator[Problem]:
    """The keys that a table must have and does not."""
    for name, info in known.items():
        if info.required and name not in table:
            yield Problem(
                "missing-key",
                f"{where_words(path)} needs the key {quote(name)}",
                _EXAMPLES.get(name, f'add {name} = "…"'),
                path,
            )


_EXAMPLES = {
    "schema": f"add schema = {VERSION} at the top",
    "quote": 'add quote = "…", a fragment of the report of at most 10 words',
    "language": 'add language = "uk" (a BCP 47 tag)',
    "type": 'add type = "quantity", date, actors, place, status, choice or text',
    "question": 'add question = "How many …?"',
    "reports": 'add reports = ["uk", "ru"]',
    "why": 'add why = "…": a judgement must say why',
    "id": 'add id = "first-round", a short id of its own',
    "event": 'add event = "…", the id of the event that is judged',
    "about": 'add about = "…", the id of the aspect that is judged',
    "verdict": 'add verdict = "differ", or another verdict that fits',
}

_EXPECTED = re.compile(
    r"Expected `(?P<want>[^`]+)`"
    r"(?: of length (?P<length>[<>]=) (?P<count>\d+)| (?P<bound>[<>]=) (?P<limit>[\d.]+))?"
    r"(?:, got `(?P<got>[^`]+)`)?"
)
_BOUNDS = {">=": "at least", "<=": "at most"}
_TYPES = {
    "str": "text in quotes",
    "int": "a whole number",
    "float": "a number",
    "bool": "true or false",
    "array": "a list",
    "object": "a table",
    "null": "nothing",
    "date": "a date",
    "datetime": "a date and time",
}


def mistyped(key: str, value: object, error: str, kind: object, path: Path) -> Problem:
    """A value that does not fit its key, from msgspec's words for it."""
    here = (*path, key)
    if key == "schema" and isinstance(value, int) and not isinstance(value, bool):
        return Problem(
            "schema-version",
            f"format {value} is not understood",
            f"this version understands format {VERSION}: schema = {VERSION}",
            here,
        )
    where = where_words(path)
    if isinstance(value, str) and (words := _words_of(kind)):
        what = f"{shown(value)} is no {quote(key)} of {where}"
        mend = suggestion(value, words, f"write one of {', '.join(words)}")
        return Problem("wrong-value", what, mend, here)
    if "a date is written" in error:
        return Problem("bad-date", f"{quote(key)} in {where} is no date", _plain(error), here)
    return Problem("wrong-type", f"{quote(key)} in {where} does not fit", _wanted(error), here)


def _words_of(kind: object) -> list[str]:
    """The words that a field takes, where it takes only some."""
    if get_origin(kind) is Literal:
        return [str(word) for word in get_args(kind)]
    return [word for member in get_args(kind) for word in _words_of(member)]


def _wanted(error: str) -> str:
    match = _EXPECTED.match(error)
    if not match or not all(part in _TYPES for part in _parts(match["want"])):
        return _plain(error)
    want = " or ".join(_TYPES[part] for part in _parts(match["want"]) if part != "null")
    if match["length"]:
        if match["want"] == "str":
            return "write something between the quotes"
        return f"write {want} of {_BOUNDS[match['length']]} {match['count']} items"
    if match["bound"]:
        return f"write {want} of {_BOUNDS[match['bound']]} {match['limit'].removesuffix('.0')}"
    got = match["got"]
    inside = " for each of its items" if "[" in error else ""
    return f"write {want}{inside}" + (f", not {_TYPES.get(got, got)}" if got else "")


def _plain(error: str) -> str:
    plain = error.split(" - at `", maxsplit=1)[0]
    return plain[:1].lower() + plain[1:].replace("`", "")


def _parts(union: str) -> list[str]:
    return [part.strip() for part in union.split("|")]


def not_a_table(path: Path) -> Problem:
    """Something else where a table is due."""
    return Problem(
        "wrong-type", f"{where_words(path)} must be a table", f"write {_header(path)}", path
    )


def _header(path: Path) -> str:
    name = ".".join(str(part) for part in path if not isinstance(part, int))
    return f"[[{name}]]" if isinstance(path[-1], int) else f"[{name}]"


def not_named(name: str) -> Problem:
    """Something else where tables by id are due."""
    return Problem(
        "wrong-type", f"{quote(name)} must hold a table for each id", f"write [{name}.ID]", (name,)
    )


def no_id(key: str, path: Path) -> Problem:
    """A key right below ``[reports]`` and its like, where only ids stand."""
    what = f"{quote(key)} stands where the table of an id is due"
    return Problem("wrong-type", what, f"write [{path[0]}.ID] above it, with an id of yours", path)


def not_a_list(path: Path) -> Problem:
    """Something else where a list of tables is due."""
    if len(path) > 1:
        return bad_address(path)
    name = str(path[0])
    what = f"{quote(name)} must be a list of tables"
    return Problem("wrong-type", what, f"write [[{name}]], in double brackets", path)


def not_events(given: object) -> Problem:
    """Something else where the list of events is due, with what may have led to it."""
    if isinstance(given, dict) and set(given) == {"claims"}:
        what = "a claim stands before any event"
        mend = "write the [[events]] it belongs to above it, with id and title"
        return Problem("wrong-type", what, mend, ("events", "claims"))
    if isinstance(given, dict):
        mend = "write double ones, once per event: [[events]]"
        return Problem("single-brackets", "an event stands in single brackets", mend, ("events",))
    return not_a_list(("events",))


def single_brackets(path: Path) -> Problem:
    """A claim that could stand only once."""
    address = ".".join(str(part) for part in path if not isinstance(part, int))
    return Problem(
        "single-brackets",
        "a claim stands in single brackets",
        f"write double ones, once per claim: [[{address}]]",
        path,
    )


def bad_address(path: Path) -> Problem:
    """A claim whose header does not name aspect and report."""
    steps = [str(step) for step in path if not isinstance(step, int)][2:4]
    aspect, report = [*steps, *("ASPECT", "REPORT")[len(steps) :]]
    what = "a claim's address is its aspect, then its report"
    if len(steps) == 1:
        what = f"the claim on {quote(aspect)} does not name its report"
    mend = f"write [[events.claims.{aspect}.{report}]], and the claim's keys below it"
    return Problem("wrong-type", what, mend, path)


def bad_id(id_: str, path: Path) -> Problem:
    """An id that would need quotes in a header."""
    return Problem(
        "bad-id",
        f"{quote(id_)} cannot be an id",
        "use ASCII letters, digits, - and _ only; the name in words goes under name or title",
        path,
    )


def bad_event_id(id_: str, path: Path) -> Problem:
    """An event id that is not in kebab-case, with one that is."""
    lowered = "-".join(re.findall(r"[a-z0-9]+", id_.lower()))
    mend = f'as "{lowered}"' if lowered else 'as "first-round"'
    return Problem(
        "bad-id",
        f"{quote(id_)} is not in kebab-case",
        f"use lower-case letters and digits with single hyphens, {mend}",
        path,
    )
