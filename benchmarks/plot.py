"""Lines on paper with logarithms both ways, as SVG; nothing but text goes in and out."""

import math
from collections.abc import Iterable, Iterator, Sequence
from xml.sax.saxutils import escape

from msgspec import Struct

Points = Sequence[tuple[float, float]]


class Line(Struct, frozen=True):
    """One thing that grows."""

    name: str
    points: Points
    """(size, cost), both above 0, sizes rising."""


class Panel(Struct, frozen=True):
    """Lines over one pair of axes."""

    title: str
    unit: str
    """Of the costs."""
    lines: Sequence[Line]


WIDTH, HEIGHT = 520, 380
"""Of a panel, in pixels."""
LEFT, RIGHT, TOP, BOTTOM = 64, 166, 36, 36
"""Its margins; the names of the lines are in the right one."""
COLOURS = (
    "#1b6ca8",
    "#c8553d",
    "#2e7d32",
    "#8e44ad",
    "#b8860b",
    "#00838f",
    "#ad1457",
    "#5d4037",
    "#607d8b",
    "#e07b00",
    "#3949ab",
    "#7cb342",
    "#000000",
    "#9e9e9e",
)
_LABEL = 12
"""Pixels between the names of two lines at least."""


class _Axis(Struct, frozen=True):
    """Where values stand along one side of a panel."""

    low: float
    high: float
    start: float
    """The pixel of ``low``."""
    end: float
    """The pixel of ``high``."""

    def at(self, value: float) -> float:
        share = math.log(value / self.low) / math.log(self.high / self.low)
        return round(self.start + share * (self.end - self.start), 1)

    def ticks(self) -> Iterator[float]:
        """Powers of ten within it."""
        for power in range(math.ceil(math.log10(self.low) - 1e-9), 20):
            if 10.0**power > self.high * 1.0001:
                return
            yield 10.0**power


def page(panels: Sequence[Panel], columns: int = 2) -> str:
    """Panels side by side in rows, as an SVG document. Panels without points are left empty."""
    rows = -(-len(panels) // columns)
    width, height = WIDTH * columns, HEIGHT * rows
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" '
        f'viewBox="0 0 {width} {height}" font-family="sans-serif" font-size="11">',
        f'<rect width="{width}" height="{height}" fill="#ffffff"/>',
    ]
    for number, panel in enumerate(panels):
        row, column = divmod(number, columns)
        parts.append(f'<g transform="translate({column * WIDTH} {row * HEIGHT})">')
        parts += _panel(panel)
        parts.append("</g>")
    return "\n".join([*parts, "</svg>"]) + "\n"


def _panel(panel: Panel) -> Iterator[str]:
    title = f"{panel.unit} against {panel.title}"
    yield f'<text x="{LEFT}" y="20" font-weight="bold">{escape(title)}</text>'
    lines = [line for line in panel.lines if line.points]
    if not lines:
        return
    sizes = [size for line in lines for size, _ in line.points]
    costs = [cost for line in lines for _, cost in line.points]
    across = _Axis(min(sizes), max(*sizes, min(sizes) * 1.01), LEFT, WIDTH - RIGHT)
    up = _Axis(
        _floor(min(costs)), max(_ceiling(max(costs)), _floor(min(costs)) * 10), HEIGHT - BOTTOM, TOP
    )
    yield from _grid(across, up)
    yield from _guide(across, up)
    colours = {line.name: COLOURS[n % len(COLOURS)] for n, line in enumerate(panel.lines)}
    for line in lines:
        places = " ".join(f"{across.at(size)},{up.at(cost)}" for size, cost in line.points)
        colour = colours[line.name]
        yield f'<polyline points="{places}" fill="none" stroke="{colour}" stroke-width="1.6"/>'
        for size, cost in line.points:
            yield f'<circle cx="{across.at(size)}" cy="{up.at(cost)}" r="2.2" fill="{colour}"/>'
    ends = [(line.name, up.at(line.points[-1][1])) for line in lines]
    for name, y in _spread(ends):
        yield (
            f'<text x="{WIDTH - RIGHT + 8}" y="{y + 4:.1f}" fill="{colours[name]}">'
            f"{escape(name)}</text>"
        )


def _floor(value: float) -> float:
    return float(10.0 ** math.floor(math.log10(value)))


def _ceiling(value: float) -> float:
    return float(10.0 ** math.ceil(math.log10(value)))


def _grid(across: _Axis, up: _Axis) -> Iterator[str]:
    for tick in up.ticks():
        y = up.at(tick)
        yield f'<line x1="{LEFT}" x2="{WIDTH - RIGHT}" y1="{y}" y2="{y}" stroke="#dddddd"/>'
        yield f'<text x="{LEFT - 6}" y="{y + 4}" text-anchor="end">{_plain(tick)}</text>'
    for tick in (across.low, *across.ticks(), across.high):
        x = across.at(tick)
        yield f'<line x1="{x}" x2="{x}" y1="{TOP}" y2="{HEIGHT - BOTTOM}" stroke="#eeeeee"/>'
    shown = dict.fromkeys((across.low, *across.ticks(), across.high))
    last = -math.inf
    for tick in shown:
        x = across.at(tick)
        if x - last > 40:
            yield (
                f'<text x="{x}" y="{HEIGHT - BOTTOM + 16}" text-anchor="middle">{tick:,.0f}</text>'
            )
            last = x


def _plain(value: float) -> str:
    return f"{value:,.0f}" if value >= 1 else f"{value:g}"


def _guide(across: _Axis, up: _Axis) -> Iterator[str]:
    """A dashed line that grows as n log n, from the lower left corner."""
    low, most = across.low, up.high / up.low
    sizes = [low * (across.high / low) ** (step / 40) for step in range(41)]
    grown = [(n, n * math.log(n + 1) / (low * math.log(low + 1))) for n in sizes]
    inside = [(n, by) for n, by in grown if by <= most]
    places = " ".join(f"{across.at(n)},{up.at(up.low * by)}" for n, by in inside)
    yield f'<polyline points="{places}" fill="none" stroke="#999999" stroke-dasharray="4 4"/>'
    x, y = across.at(inside[-1][0]), up.at(up.low * inside[-1][1])
    yield f'<text x="{x - 4}" y="{y + 12}" fill="#777777" text-anchor="end">n log n</text>'


def _spread(ends: Iterable[tuple[str, float]]) -> Iterator[tuple[str, float]]:
    """Names with their heights, moved down, then up again, until none covers another."""
    ordered = sorted(ends, key=lambda one: one[1])
    heights: list[float] = []
    for _, y in ordered:
        heights.append(max(y, heights[-1] + _LABEL) if heights else y)
    floor = float(HEIGHT - BOTTOM)
    for number in reversed(range(len(heights))):
        heights[number] = min(heights[number], floor)
        floor = heights[number] - _LABEL
    for (name, _), y in zip(ordered, heights, strict=True):
        yield name, y
