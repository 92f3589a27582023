"""Checks on the head of a store alone: its reports, actors, places and aspects."""

import re
from collections.abc import Iterator, Mapping
from graphlib import CycleError, TopologicalSorter

from iraq_tui.domain.records import BUILT_IN_ASPECTS, UNNAMED
from iraq_tui.sources.toml.anchors import is_outside, is_sha256
from iraq_tui.sources.toml.head import Head
from iraq_tui.sources.toml.problem import Path, Problem, Severity, quote, ring_words
from iraq_tui.sources.toml.schema import ids

MOST_LEVELS = 50
"""The most things one within the other: all that a thing is part of is looked at again and again,
and no state or army is as deep."""

_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*")
_LINK = re.compile(r"https?://\S+")


def check_head(head: Head) -> Iterator[Problem]:
    """Every problem of a store's head that its events have no part in."""
    yield from _reserved(head)
    yield from _parts(head)
    yield from _languages(head)
    yield from _reports(head)
    yield from _aspects(head)


def _reserved(head: Head) -> Iterator[Problem]:
    """Ids that mean something of their own."""
    if UNNAMED in head.tables.actors:
        yield Problem(
            "reserved-id",
            f"{quote(UNNAMED)} is reserved for speakers whom a report does not name",
            "give this actor another id",
            ("actors", UNNAMED),
        )
    for id_, built_in in BUILT_IN_ASPECTS.items():
        table = head.tables.aspects.get(id_)
        if table and table.type != built_in.type:
            yield Problem(
                "reserved-id",
                f"the aspect {quote(id_)} is built in, with the type {built_in.type}",
                f'write type = "{built_in.type}", or choose another id',
                ("aspects", id_),
            )


def _parts(head: Head) -> Iterator[Problem]:
    """Things that are part of themselves, or of too many others."""
    for name, table in (("actors", head.tables.actors), ("places", head.tables.places)):
        wholes = {id_: set(ids(thing.part_of)) for id_, thing in table.items()}
        try:
            yield from _too_deep(name, wholes)
        except CycleError as error:
            ring = error.args[1][::-1]
            what = f"part_of goes round in a circle: {ring_words(ring)}"
            yield Problem("cycle", what, "leave one of them out", (name, ring[0], "part_of"))


def _too_deep(name: str, wholes: Mapping[str, set[str]]) -> Iterator[Problem]:
    """The first thing with too many wholes above it. Raises CycleError where they go round."""
    levels: dict[str, int] = {}
    for id_ in TopologicalSorter(wholes).static_order():
        levels[id_] = 1 + max((levels[whole] for whole in wholes.get(id_, ())), default=0)
        if levels[id_] > MOST_LEVELS:
            what = f"{quote(id_)} is part of {MOST_LEVELS} things, one within the other"
            mend = "leave some of them out"
            yield Problem("too-deep", what, mend, (name, id_, "part_of"))
            return


def _languages(head: Head) -> Iterator[Problem]:
    """Language tags by the shape of BCP 47."""
    language = head.chronicle.language
    if not _LANGUAGE.fullmatch(language):
        yield _bad_language(language, ("language",))
    for id_, report in head.tables.reports.items():
        if not _LANGUAGE.fullmatch(report.language):
            yield _bad_language(report.language, ("reports", id_, "language"))
    for name, table in (("actors", head.tables.actors), ("places", head.tables.places)):
        for id_, thing in table.items():
            for tag in thing.names:
                if not _LANGUAGE.fullmatch(tag):
                    yield _bad_language(tag, (name, id_, "names", tag))


def _bad_language(tag: str, path: Path) -> Problem:
    mend = 'write a BCP 47 tag, as "en", "uk" or "zh-Hant"'
    return Problem("bad-language", f"{quote(tag)} is no language tag", mend, path)


def _reports(head: Head) -> Iterator[Problem]:
    """What a report says of its text, its date and its address."""
    for id_, report in head.tables.reports.items():
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


def _aspects(head: Head) -> Iterator[Problem]:
    """Keys of an aspect that its type has no use for, and choices without options."""
    for id_, aspect in head.tables.aspects.items():
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
