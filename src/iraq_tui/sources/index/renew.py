"""From an earlier index and what has changed since to the index of a store as it is now."""

from array import array
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from itertools import accumulate, islice

from msgspec import Struct

from iraq_tui.domain.axis import EARLIEST, LATEST
from iraq_tui.domain.chronology import NO_MONTH, NONE, Chronology, chronology, month_of
from iraq_tui.domain.comparison.model import Pair
from iraq_tui.domain.placing import Place
from iraq_tui.sources.index.build import Build
from iraq_tui.sources.index.container import Writer
from iraq_tui.sources.index.earlier import Earlier
from iraq_tui.sources.toml.loaded import Blocks, Loaded
from iraq_tui.sources.toml.told import Told

_AT_ONCE = 20
"""Events made ready between two steps: some milliseconds."""
_MOST_COPIED = 2000
"""Events copied in one step: some milliseconds, too."""
_OWN = ("opens", "closes", "dated", "fills_from", "fills_to")
"""The columns of time that an event's own date fills, whatever stands around it."""


class _Stretch(Struct, frozen=True):
    """Events one after the other in time order."""

    start: int
    end: int
    origin: int | None = None
    """The number that the first has in the earlier index, where they stand in the same order; none
    for one event that has been read."""


def renewing(
    earlier: Earlier, loaded: Loaded, pair: Pair, data: bytes
) -> Generator[float, None, Callable[[Writer], None]]:
    """Make the index of a store of which only what is not in an earlier index was read.

    Yields the share that is done, from 0 to 1; returns what writes the index but for its head.
    """
    blocks, told = loaded.blocks, loaded.told
    assert blocks is not None
    build = Build(loaded.chronicle, pair, earlier)
    columns = _Columns(earlier.chronology)
    for count, stretch in enumerate(_stretches(earlier, blocks, len(told)), 1):
        start, end, origin = stretch.start, stretch.end, stretch.origin
        if origin is None:
            build.take(told[start], data[blocks.starts[start] : blocks.ends[start]])
        else:
            build.copy([one.id for one in told[start:end]], origin)
        columns.add(told[start:end], loaded.places[start:end], origin)
        if origin is not None or not count % _AT_ONCE:
            yield end / len(told)

    def write(writer: Writer) -> None:
        build.write(writer, columns.chronology)

    return write


def _stretches(earlier: Earlier, blocks: Blocks, count: int) -> Iterator[_Stretch]:
    """All events: those to be copied as many at once as can be, those that were read one by one."""
    start = 0
    origins = [earlier.numbers.get(blocks.digest(number)) for number in range(count)]
    while start < count:
        origin, end = origins[start], start + 1
        if origin is not None:
            most = min(count, start + _MOST_COPIED)
            while end < most and origins[end] == origin + end - start:
                end += 1
        yield _Stretch(start, end, origin)
        start = end


class _Columns:
    """Where events stand in time (see `chronology`), told from the earlier columns."""

    def __init__(self, earlier: Chronology) -> None:
        self._earlier = earlier
        self._columns = {name: array("q") for name in Chronology.__struct_fields__}

    @property
    def chronology(self) -> Chronology:
        """The columns of all that was added."""
        return Chronology(**self._columns)

    def add(self, told: Sequence[Told], places: Sequence[Place], origin: int | None) -> None:
        """The next events; their number in the earlier columns, none for one that was read."""
        own = self._earlier
        if origin is None:
            own, origin = chronology([one.event for one in told if one.event], places), 0
        columns, end = self._columns, origin + len(told)
        for name in _OWN:
            columns[name].extend(getattr(own, name)[origin:end])
        columns["lows"].extend([place.span.lo for place in places])
        columns["highs"].extend([place.span.hi for place in places])
        seconds = (min(max(place.sort, EARLIEST), LATEST) for place in places)
        self._rise("seconds", seconds, EARLIEST)
        months = map(_month, told, columns["seconds"][-len(told) :])
        self._rise("months", months, 0)
        self._rise("reach", own.fills_to[origin:end], NONE)

    def _rise(self, name: str, values: Iterable[int], least: int) -> None:
        """Each number of a column is the greatest up to its event."""
        column = self._columns[name]
        rising = accumulate(values, max, initial=column[-1] if column else least)
        column.extend(islice(rising, 1, None))


def _month(told: Told, second: int) -> int:
    is_dated = told.brief is not None and told.brief.when
    return NO_MONTH if second >= LATEST and not is_dated else month_of(second)
