"""Made-up chronicles of any size, to measure with: valid, many-scripted, the same for each seed.

    python -m benchmarks.chronicles --events 10000 [--claims 4] [--reports 2] [--seed 1] [-o FILE]

The same arguments give the same bytes with every Python: only ``random()`` is drawn, whose sequence
Python promises to keep. Each event has a dice of its own, so that any event can be told of without
those before it, and the file is written as it is made. With --texts DIR each report's text is
written, too, with every anchor in it exactly once.
"""

import argparse
import sys
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from datetime import date, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

import tomli
from msgspec import Struct

from benchmarks.shapes import QUESTIONS, STAGES, Dice, Shape, listed, name, report_id, tongue
from benchmarks.telling import Fragments, Teller, claim, date_form, sentence, spread
from benchmarks.vocabulary import (
    BODIES,
    EMBELLISHED,
    ENGLISH_DEEDS,
    ENGLISH_THINGS,
    MATCHED,
    NAMED_IN,
    TAGS,
    WHYS,
)
from iraq_tui.domain.comparison.pairing import digest
from iraq_tui.domain.moment import parse_moment
from iraq_tui.domain.records import Anchor, Basis, Claim

FIRST_DAY = date(1984, 1, 1)
DAYS = 41 * 365
"""How long a chronicle lasts."""
MOST_JUDGEMENTS = 300


# --- the head of the file ---------------------------------------------------------------------


def head(shape: Shape, hashes: Mapping[str, str]) -> Iterator[str]:
    """All that stands before the events. ``hashes``: of the reports' texts, by report id."""
    yield "schema = 1\n"
    yield f'title = "Made-up affairs, {shape.events} of them"\n'
    yield 'about = "Made by a script, to measure with; nothing of it happened."\n'
    yield 'timezone = "Europe/Kyiv"\n\n'
    for number in range(shape.reports):
        yield _report(number, hashes)
    for number in range(min(shape.reports, 5)):
        yield f'[actors.paper-{number}]\nname = "{tongue(number).paper}"\nkind = "outlet"\n\n'
    if shape.lean:
        return  # nothing else is used
    for number in range(shape.cast):
        yield _actor(number, shape)
    for number in range(shape.grounds):
        yield _place(number, shape)
    yield from (question.table for question in QUESTIONS)


def _report(number: int, hashes: Mapping[str, str]) -> str:
    spoken, id_ = tongue(number), report_id(number)
    lines = [
        f"[reports.{id_}]",
        f'title = "Forty years, as report {number + 1} has them"',
        f'headline = "{spoken.gap.join(spoken.words[:5])}"',
        f'language = "{spoken.tag}"',
        f'outlet = "paper-{number % 5}"',
        f'published = "2025-{number % 12 + 1:02}-{number % 28 + 1:02}"',
    ]
    if number % 4 == 1:
        lines.append('timezone = "Asia/Baghdad"')
    if id_ in hashes:
        lines += [f'text = "{id_}.txt"', f'sha256 = "{hashes[id_]}"']
    return "\n".join(lines) + "\n\n"


def _actor(number: int, shape: Shape) -> str:
    kind, pattern = BODIES[number % len(BODIES)]
    roots = max(1, shape.cast // 20)
    lines = [f"[actors.a{number}]", f'name = "{pattern.format(name(number)[0])}"']
    lines.append(f'kind = "{"state" if number < roots else kind}"')
    lines += _names(number)
    if number >= roots:
        lines.append(f'part_of = "a{(number - roots) // 3}"')
    return "\n".join(lines) + "\n\n"


def _place(number: int, shape: Shape) -> str:
    roots = max(1, shape.grounds // 10)
    lines = [f"[places.p{number}]", f'name = "{name(number + 128)[0]}"', *_names(number + 128)]
    if number >= roots:
        lines.append(f'part_of = "p{(number - roots) // 4}"')
    return "\n".join(lines) + "\n\n"


def _names(number: int) -> Iterator[str]:
    for language, spelt in list(zip(NAMED_IN, name(number), strict=True))[1 : 2 + number % 3]:
        yield f'names.{language} = ["{spelt}"]'


# --- events -----------------------------------------------------------------------------------


class Outline(Struct, frozen=True):
    """As much of an event as its neighbours may need."""

    id: str
    title: str
    day: date
    dated: bool


def outline(shape: Shape, number: int) -> Outline:
    """What an event is called, and when it is set."""
    dice = Dice(shape.seed, number, 0)
    who, deed, thing = (
        name(dice.early(shape.cast))[0],
        *map(dice.one, (ENGLISH_DEEDS, ENGLISH_THINGS)),
    )
    roll = dice.below(100)
    spread = 20 if roll < 85 else 400 if roll < 96 else 2 * DAYS
    offset = number * DAYS // shape.events + dice.below(spread) - spread // 2
    return Outline(
        id=f"{_slug(deed)}-{_slug(thing)}-{number}",
        title=f"{who} {deed} {thing}" + (dice.one(EMBELLISHED) if dice.chance(8) else ""),
        day=FIRST_DAY + timedelta(offset % DAYS),
        dated=shape.lean or number == 0 or not dice.chance(4),
    )


def _slug(text: str) -> str:
    return text.replace("’", "").replace(" ", "-")


class Told(Struct, frozen=True):
    """An event as it stands in the store, and in the reports' texts."""

    block: str
    passages: tuple[tuple[int, str], ...]
    """Lines of the reports by number, each with one anchor in it."""
    judgement: str = ""


def told(shape: Shape, number: int) -> Told:
    """One event with its claims."""
    dice, about = Dice(shape.seed, number, 1), outline(shape, number)
    fragments = Fragments(shape, number, dice)
    if shape.lean:
        return _lean(shape, number, about, dice, fragments)
    teller = Teller(shape, dice, about.day)
    judged = _is_judged(shape, number)
    answers = spread(shape, number, dice)
    if judged:
        answers += [(_BACKDROP, side) for side in (0, 1) if (_BACKDROP, side) not in answers]
    blocks = ["\n".join(_event(shape, number, about, dice)) + "\n"]
    dated_by = QUESTIONS[0]
    for question, report in answers:
        plainly = question is dated_by
        blocks.append(claim(teller, fragments, question, report, plainly=plainly))
        if plainly:
            dated_by = _BACKDROP  # one claim is enough that meets the event's own date
    block = "\n".join(blocks) + "\n"
    return Told(block, tuple(fragments.passages), _judgement(block, dice) if judged else "")


_BACKDROP = next(question for question in QUESTIONS if question.id == "backdrop")


def _lean(shape: Shape, number: int, about: Outline, dice: Dice, fragments: Fragments) -> Told:
    """An event of one claim; of one in twenty two reports tell, and disagree."""
    lines = [
        "[[events]]",
        f'id = "{about.id}"',
        f'title = "{about.title}"',
        f'when = "{about.day}"',
    ]
    stages = {number % shape.reports: STAGES[5 - (dice.below(12) == 0)]}
    if shape.reports > 1 and dice.chance(5):
        stages = {0: "happened", 1: "announced"}
    for report, stage in stages.items():
        lines.append(f"[[events.claims.status.{report_id(report)}]]")
        lines += [f'value = "{stage}"', f'quote = "{fragments.fragment(report)}"']
    return Told("\n".join(lines) + "\n\n", tuple(fragments.passages))


def _event(shape: Shape, number: int, about: Outline, dice: Dice) -> Iterator[str]:
    yield f'[[events]]\nid = "{about.id}"\ntitle = "{about.title}"'
    if about.dated:
        yield f'when = "{date_form(dice.below(100), about.day)}"'
    yield from _links(shape, number, about, dice)
    if dice.chance(5):
        yield "standing = true"
    if dice.chance(5):
        yield f'matched = "{dice.one(MATCHED)}"'
    if number < shape.grounds or dice.chance(70):
        yield f'place = "p{number % shape.grounds}"'
    cast = [number % shape.cast, *(dice.early(shape.cast) for _ in range(dice.below(3)))]
    yield f"actors = {listed(f'a{one}' for one in cast)}"
    if dice.chance(60):
        yield f"tags = {listed(dice.one(TAGS) for _ in range(1 + dice.below(3)))}"
    if dice.chance(50):
        yield f'summary = "{sentence(Teller(shape, dice, about.day))}."'


def _links(shape: Shape, number: int, about: Outline, dice: Dice) -> Iterator[str]:
    """What an event comes after and before: always such as stand so in the file, so that it never
    goes round in a circle."""
    earlier = _neighbour(shape, range(number - 1, -1, -1))
    if about.dated:
        if earlier and earlier.day <= about.day and dice.chance(2):
            yield f'after = "{earlier.id}"'
        return
    assert earlier is not None  # the first event has a date
    previous = outline(shape, number - 1)
    yield f"after = {listed([earlier.id, previous.id][: 1 + dice.chance(50)])}"
    later = _neighbour(shape, range(number + 1, shape.events))
    if later and later.day >= earlier.day and dice.chance(60):
        yield f'before = "{later.id}"'


def _neighbour(shape: Shape, numbers: range) -> Outline | None:
    outlines = (outline(shape, number) for number in numbers)
    return next((one for one in outlines if one.dated), None)


# --- judgements -------------------------------------------------------------------------------


def _is_judged(shape: Shape, number: int) -> bool:
    every = max(25, -(-shape.events // MOST_JUDGEMENTS))
    return shape.reports > 1 and number % every == 7


def _judgement(block: str, dice: Dice) -> str:
    event = tomli.loads(block)["events"][0]
    claims = [
        _text_claim(event["id"], side, table)
        for side in (report_id(0), report_id(1))
        for table in event["claims"][_BACKDROP.id][side]
    ]
    verdict = dice.one(("agree", "narrower", "overlap", "framing", "differ"))
    return (
        f'[[judgements]]\nevent = "{event["id"]}"\nabout = "{_BACKDROP.id}"\n'
        f'reports = ["{report_id(0)}", "{report_id(1)}"]\nverdict = "{verdict}"\n'
        f'why = "{dice.one(WHYS)}"\nby = "a script"\nseen = "{digest(claims)}"\n\n'
    )


def _text_claim(event: str, report: str, table: Mapping[str, Any]) -> Claim:
    """As much of a claim of free text as its digest looks at."""
    quotes = [table["quote"]] if isinstance(table["quote"], str) else table["quote"]
    return Claim(
        event=event,
        aspect=_BACKDROP.id,
        report=report,
        value=None,
        says=table["says"],
        anchors=tuple(Anchor(quote, table.get("prefix", "")) for quote in quotes),
        holder=table.get("holder"),
        via=(table["via"],) if "via" in table else (),
        as_of=parse_moment(table["as_of"]) if "as_of" in table else None,
        basis=Basis(table.get("basis", "stated")),
        note=table.get("note", ""),
    )


# --- files ------------------------------------------------------------------------------------


def parts(shape: Shape, hashes: Mapping[str, str] | None = None) -> Iterator[str]:
    """The store, piece by piece. ``hashes``: of the reports' texts, where there are any."""
    yield from head(shape, hashes or {})
    judgements = []
    for number in range(shape.events):
        event = told(shape, number)
        yield event.block
        if event.judgement:
            judgements.append(event.judgement)
    yield from judgements


def write_texts(shape: Shape, folder: Path) -> dict[str, str]:
    """Write each report's text into a folder, and give the texts' hashes by report id."""
    folder.mkdir(parents=True, exist_ok=True)
    names = [report_id(number) for number in range(shape.reports)]
    hashes = [sha256() for _ in names]
    with ExitStack() as stack:
        files = [stack.enter_context((folder / f"{name}.txt").open("wb")) for name in names]
        for number in range(shape.events):
            for report, line in told(shape, number).passages:
                files[report].write(line.encode())
                hashes[report].update(line.encode())
    return {name: found.hexdigest() for name, found in zip(names, hashes, strict=True)}


def write(shape: Shape, path: Path, texts: Path | None = None) -> None:
    """Write a store, and its reports' texts where a folder is named for them."""
    hashes = write_texts(shape, texts) if texts else None
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(parts(shape, hashes))


def main() -> None:
    """Write a chronicle to a file or to standard output."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--events", type=int, required=True, metavar="N")
    parser.add_argument("--claims", type=int, default=4, metavar="N", help="an event; 4")
    parser.add_argument("--reports", type=int, default=2, metavar="N", help="2")
    parser.add_argument("--seed", type=int, default=1, metavar="N", help="1")
    parser.add_argument("--actors", type=int, default=0, metavar="N", help="as suits the events")
    parser.add_argument("--lean", action="store_true", help="events of the fewest keys")
    parser.add_argument("--texts", type=Path, metavar="DIR", help="write the reports' texts, too")
    parser.add_argument("-o", "--output", type=Path, metavar="FILE", help="not standard output")
    given = parser.parse_args()
    counts = (given.events, given.claims, given.reports)
    if min(counts) < 1 or given.actors < 0:
        parser.error("events, claims and reports are 1 at least")
    shape = Shape(*counts, given.seed, given.actors, given.lean)
    if given.output:
        write(shape, given.output, given.texts)
    else:
        hashes = write_texts(shape, given.texts) if given.texts else None
        for part in parts(shape, hashes):
            sys.stdout.buffer.write(part.encode())


if __name__ == "__main__":
    main()
