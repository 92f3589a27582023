"""What the page says of cost as it grows, from what ``benchmarks.growth`` measured."""

from collections.abc import Iterator, Mapping, Sequence

import msgspec
from msgspec import Struct

PICTURE = "growth.svg"
WHY = {
    "open, never seen": "every byte is read and checked once",
    "open, seen before": "what was kept is mapped, not read",
    "first rows": "only rows in sight are made",
    "one comparison": "the claims of one event, whichever it is",
    "go to the end, never seen": "a step to a known place, once all are put in order",
    "go to the end, seen before": "a step to a known place",
    "go to a date, never seen": "a search by halves, once what each date reaches is worked out",
    "go to a date, seen before": "a search by halves in what is sorted by time",
    "next disagreement": "verdicts are worked out on the way, as far as the next",
    "a word, first hits": "slices are searched until one has hits",
    "a word, all hits": "the folded text of every event is searched",
    "verdict:differ": "every event's verdict",
    "all verdicts": "every event's claims are compared, question by question",
    "count by actor": "everyone in every event is counted",
    "export of 100 events": "a hundred events, however many there are",
    "reload, one event changed, never seen": "nothing is kept to compare with: all is read",
    "reload, one event changed, seen before": "blocks are compared, the changed one is parsed",
}
"""Why each operation should grow as it does."""
STEEP = {
    "claims an event": "each answer of one report to a question is held against each of the other, "
    "for any may be the best match of any, and the more claims an event has, the more answers a "
    "report has to one question (made up so: real reports have one or two)"
}
"""Why what compares claims may grow worse than n log n along a curve."""


class Point(Struct):
    """One cost at one size."""

    size: int
    ms: float | None = None
    mb: float | None = None
    why: str = ""


class Cost(Struct):
    """One operation along a curve."""

    curve: str
    along: str
    fixed: str
    opened: str
    """Whether the store was "never seen" or "seen before"."""
    operation: str
    points: list[Point]
    order: str = ""

    @property
    def name(self) -> str:
        """The operation and what it is done on, for a list."""
        return f"{self.operation} by {self.along}, {self.opened}"

    @property
    def why(self) -> str:
        """Why it should grow as it does, where that is known."""
        return WHY.get(self.operation, WHY.get(f"{self.operation}, {self.opened}", ""))

    @property
    def is_too_steep(self) -> bool:
        """Whether it grows worse than n log n."""
        return self.order.startswith("n^")


class Growth(Struct):
    """As much of a run of ``benchmarks.growth`` as the page tells."""

    runs: int
    load: tuple[float, float]
    costs: list[Cost]


def growth_page(figures: Mapping[str, object]) -> str:
    """Tables, curve by curve, and the plot, from what growth.py wrote as JSON.

    Raises msgspec.ValidationError where the figures are something else.
    """
    growth = msgspec.convert(figures, Growth)
    parts = [
        "In process, by the functions that the explorer itself calls: processor time in ms, the "
        f"least of {growth.runs} runs, and in brackets the peak of memory above the bare program's "
        "in MB. *Grows as* is the slope between the greatest sizes on paper with logarithms both "
        f"ways. Load {growth.load[0]:.1f} before, {growth.load[1]:.1f} after.",
        f"![Time and memory as chronicles grow]({PICTURE})",
    ]
    for curve, opened in dict.fromkeys((cost.curve, cost.opened) for cost in growth.costs):
        own = [cost for cost in growth.costs if (cost.curve, cost.opened) == (curve, opened)]
        parts.append(f"### By {own[0].along}, a store {opened} ({own[0].fixed})")
        parts.append("\n".join(_table(own)))
    steep = [cost for cost in growth.costs if cost.is_too_steep]
    parts.append(f"Worse than n log n: {', '.join(cost.name for cost in steep) or 'none'}.")
    parts += [
        f"Along {along}: {STEEP[along]}."
        for along in dict.fromkeys(cost.along for cost in steep)
        if along in STEEP
    ]
    for cost in growth.costs:
        parts += [f"- {cost.name}: {why}" for why in _whys(cost)]
    return "\n\n".join(parts)


def _table(own: Sequence[Cost]) -> Iterator[str]:
    sizes = [point.size for point in own[0].points]
    yield f"| ms (MB) | {' | '.join(f'{size:,}' for size in sizes)} | grows as | why |"
    yield f"| --- |{' ---: |' * len(sizes)} --- | --- |"
    for cost in own:
        cells = " | ".join(map(_cell, cost.points))
        order = f"**{cost.order}**" if cost.is_too_steep else cost.order
        yield f"| {cost.operation} | {cells} | {order} | {cost.why} |"


def _cell(point: Point) -> str:
    if point.ms is None:
        return "–"
    time = f"{point.ms:,.0f}" if point.ms >= 10 else f"{point.ms:.2g}"
    return time if point.mb is None or point.mb < 1 else f"{time} ({point.mb:,.0f})"


def _whys(cost: Cost) -> list[str]:
    """Why it could not be done at some size, if so."""
    return [f"{point.why} at {point.size:,}" for point in cost.points if point.why]
