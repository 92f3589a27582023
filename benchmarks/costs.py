"""What each operation costs on one store, in time and peak memory; ``benchmarks.growth`` asks.

    python -m benchmarks.costs STORE CACHE RUNS

Prints JSON: by how the store was opened, and by operation, ``{"ms": …, "wall_ms": …, "mb": …}``, or
``{"why": …}`` where it could not be done.
"""

import contextlib
import ctypes
import gc
import json
import os
import resource
import sys
from collections.abc import Callable
from ctypes import c_size_t, c_void_p
from functools import partial
from pathlib import Path
from time import perf_counter, process_time

from iraq_tui.domain.catalogue import Catalogue
from iraq_tui.domain.moment import parse_moment
from iraq_tui.domain.selection import Selection
from iraq_tui.domain.steps import finished
from iraq_tui.export.markdown import to_markdown
from iraq_tui.sources.index.cache import Cache
from iraq_tui.sources.open import Location, Opened, at_once, opening
from iraq_tui.tui import garbage, state

WORD = "harbour"
"""A word that some events in a hundred have."""
NEVER, BEFORE = "never seen", "seen before"
"""How a store was opened: read, or from the cache."""
OPEN = "open"

_POPULATE_WRITE = 23
"""MADV_POPULATE_WRITE of Linux 5.14 and later; any other does nothing with it."""

Found = dict[str, float | str]


# --- opening ----------------------------------------------------------------------------------
# The one place that knows how the program is told of its cache.


def _open(store: Path, cache: Path | None = None) -> Opened:
    """The store as a start opens it; with a cache at once, if it was opened with it before."""
    location = Location(store, limit=store.stat().st_size)
    if cache is None:
        return finished(opening(location))
    caching = partial(Cache, cache)
    return at_once(location, caching) or finished(opening(location, caching))


# --- operations -------------------------------------------------------------------------------


def _first_screen(catalogue: Catalogue) -> None:
    state.start(catalogue)
    for number in range(min(40, catalogue.count())):
        catalogue.row(number)


def _verdicts(catalogue: Catalogue) -> None:
    for _ in catalogue.verdicts(catalogue.pairs[0]).work():
        pass


def _first_hits(catalogue: Catalogue) -> None:
    next(filter(None, catalogue.search(catalogue.query(WORD), catalogue.pairs[0])), None)


def _all_hits(catalogue: Catalogue) -> None:
    catalogue.find(catalogue.query(WORD), catalogue.pairs[0])


def _differing(catalogue: Catalogue) -> None:
    catalogue.find(catalogue.query("verdict:differ"), catalogue.pairs[0])


def _to_the_end(catalogue: Catalogue) -> None:
    state.end(state.start(catalogue), catalogue)


def _to_a_date(catalogue: Catalogue) -> None:
    state.go_to(state.start(catalogue), catalogue, parse_moment("2004-07-01"))


def _next_disagreement(catalogue: Catalogue) -> None:
    state.next_differ(state.start(catalogue), catalogue)


def _comparison(catalogue: Catalogue) -> None:
    event = catalogue.row(catalogue.count() // 2)
    catalogue.comparison(event.id, catalogue.pairs[0])


def _count_actors(catalogue: Catalogue) -> None:
    catalogue.counted(range(catalogue.count()))


def _export(catalogue: Catalogue) -> None:
    ids = tuple(catalogue.row(number).id for number in range(min(100, catalogue.count())))
    to_markdown(catalogue, Selection(ids, catalogue.pairs[0]))


OPERATIONS: dict[str, Callable[[Catalogue], None]] = {
    "first rows": _first_screen,
    "one comparison": _comparison,
    "go to the end": _to_the_end,
    "go to a date": _to_a_date,
    "next disagreement": _next_disagreement,
    "a word, first hits": _first_hits,
    "a word, all hits": _all_hits,
    "verdict:differ": _differing,
    "all verdicts": _verdicts,
    "count by actor": _count_actors,
    "export of 100 events": _export,
    "reload, one event changed": lambda _: None,  # told apart below: it needs the store
}
_RELOAD = next(reversed(OPERATIONS))
HUNGRY = (OPEN, "first rows", "a word, all hits", "all verdicts", _RELOAD)
"""Those whose memory is worth a look; what the others keep is next to nothing."""


# --- measuring --------------------------------------------------------------------------------


def peak_mb() -> float:
    """The most memory this process has had, in MB of a million bytes."""
    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / 1e6


def forked(work: Callable[[], object], bare: float) -> Found:
    """What some work costs in a copy of this process, its memory above ``bare``."""
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        os.close(reading)
        _take_memory()
        with os.fdopen(writing, "w") as answer:
            json.dump(_timed(work, bare), answer)
        os._exit(0)  # nothing of the parent's is to be flushed or cleaned up twice
    os.close(writing)
    with os.fdopen(reading) as answer:
        told = answer.read()
    os.waitpid(child, 0)
    return json.loads(told) if told else {"why": "it was ended, for want of memory maybe"}


def _take_memory() -> None:
    """Have all memory copied now: what is shared with the parent is copied page by page as soon as
    it is touched, which costs more than much of the work that touches it."""
    with contextlib.suppress(OSError):  # where it cannot be told, it is measured with that
        libc = ctypes.CDLL(None)
        for line in Path("/proc/self/maps").read_text().splitlines():
            bounds, rights, *_ = line.split()
            if rights == "rw-p":
                start, end = (int(bound, 16) for bound in bounds.split("-"))
                libc.madvise(c_void_p(start), c_size_t(end - start), _POPULATE_WRITE)


def _timed(work: Callable[[], object], bare: float) -> Found:
    try:
        gc.collect()
        wall, processor = perf_counter(), process_time()
        work()
        ms, wall_ms = 1000 * (process_time() - processor), 1000 * (perf_counter() - wall)
    except Exception as error:  # noqa: BLE001 -- whatever it was, the other figures still count
        return {"why": f"{type(error).__name__}: {error}"[:300]}
    return {"ms": ms, "wall_ms": wall_ms, "mb": peak_mb() - bare}


def best(runs: list[Found]) -> Found:
    """The quickest and the least of several runs; the reason where one failed."""
    failed = next((one for one in runs if "ms" not in one), None)
    return failed or {key: min(float(one[key]) for one in runs) for key in ("ms", "wall_ms", "mb")}


def costs(store: Path, cache: Path, runs: int) -> dict[str, dict[str, Found]]:
    """By how the store was opened, and by operation: what it costs."""
    bare = float(forked(lambda: None, 0.0)["mb"])  # a fork counts other pages than its parent
    found = {NEVER: _costs(store, None, runs, bare)}
    if "ms" in found[NEVER][OPEN]:
        forked(lambda: _open(store, cache), bare)  # now it has been seen
        found[BEFORE] = _costs(store, cache, runs, bare)
    return found


def _costs(store: Path, cache: Path | None, runs: int, bare: float) -> dict[str, Found]:
    found = {OPEN: best([forked(lambda: _open(store, cache), bare) for _ in range(runs)])}
    if "ms" not in found[OPEN]:
        return found
    opened = _open(store, cache)
    for name, operation in OPERATIONS.items():
        if name != _RELOAD:
            work = _bound(operation, opened.catalogue)
            found[name] = best([forked(work, bare) for _ in range(runs)])
    found[_RELOAD] = _reloading(store, cache, runs, bare)
    return found


def _bound(operation: Callable[[Catalogue], None], catalogue: Catalogue) -> Callable[[], object]:
    return lambda: operation(catalogue)


def _reloading(store: Path, cache: Path | None, runs: int, bare: float) -> Found:
    """Reading the store anew after the title of an event in the middle has changed."""
    kept = store.with_suffix(".kept")
    store.rename(kept)
    found = []
    try:
        for number in range(runs):
            _write_changed(kept, store, f"Changed {os.getpid()} {number}: ".encode())
            found.append(forked(lambda: _open(store, cache), bare))
    finally:
        kept.replace(store)
    return best(found)


def _write_changed(kept: Path, store: Path, words: bytes) -> None:
    """The store with words that no cache knows before a title."""
    text = kept.read_bytes()
    start = b'\ntitle = "'
    place = text.index(start, text.index(b"[[events]]", len(text) // 2)) + len(start)
    store.write_bytes(text[:place] + words + text[place:])


def main() -> None:
    """Print the costs on one store."""
    store, cache, runs = sys.argv[1:]
    garbage.begin()  # as the explorer looks for it
    print(json.dumps(costs(Path(store), Path(cache), int(runs))))


if __name__ == "__main__":
    main()
