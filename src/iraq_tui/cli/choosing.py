"""What a command line means in a store: which store, which reports, which events."""

from argparse import Namespace
from collections.abc import Sequence
from pathlib import Path

from msgspec.structs import replace

from iraq_tui.cli.arguments import UsageError
from iraq_tui.cli.progress import with_progress
from iraq_tui.domain.catalogue import Catalogue
from iraq_tui.domain.comparison.model import Pair
from iraq_tui.domain.records import Event
from iraq_tui.files import READ_LIMIT
from iraq_tui.settings import Settings
from iraq_tui.sources.bundled import bundled_path
from iraq_tui.sources.caching import user_cache
from iraq_tui.sources.open import Opened
from iraq_tui.sources.store_file import StoreFile
from iraq_tui.text.safe import quoted


def store_path(given: Namespace, settings: Settings) -> Path:
    """The store that is meant: the one named, the environment's, or the bundled one."""
    if given.store is not None:
        return Path(given.store)
    return settings.store or bundled_path()


def store_file(given: Namespace, settings: Settings) -> StoreFile:
    """The store that is meant, and the folder of its reports' texts. Raises UsageError."""
    reports = Path(given.reports) if given.reports else settings.reports
    if reports is not None and not _is_folder(reports):
        named = "--reports" if given.reports else "IRAQ_TUI_REPORTS"
        raise UsageError(f"{quoted(str(reports))} is not a folder; {named} must name one")
    store = store_path(given, settings)
    bundled = store == bundled_path()
    uses_cache = not settings.secure and not getattr(given, "no_cache", True)
    return StoreFile(
        store,
        reports,
        "" if bundled else store.name,
        bundled,
        user_cache if uses_cache else None,
        getattr(given, "max_size", READ_LIMIT),
    )


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:  # a name that is too long, say
        return False


def opened(given: Namespace, settings: Settings, *, anew: bool = False) -> Opened:
    """Open the store that is meant, and show how far it is if that takes long.

    ``anew`` reads it even if it is in the cache. Raises StoreError and ReadRefused, and UsageError.
    """
    store = store_file(given, settings)
    if anew:
        store = replace(store, caching=None)
    return with_progress(store.reading(), store.path.name)


def chosen_pair(given: Namespace, catalogue: Catalogue) -> Pair:
    """The pair that --pair names, or the first two reports."""
    if not given.pair:
        return catalogue.pairs[0]
    names = [name.strip() for name in given.pair.split(",")]
    known = list(catalogue.chronicle.reports)
    if len(names) != 2 or names[0] == names[1] or not set(names) <= set(known):
        raise UsageError(
            f"--pair {quoted(given.pair)} must name two of the reports {', '.join(known)}"
        )
    return names[0], names[1]


def chosen_events(given: Namespace, catalogue: Catalogue) -> list[Event]:
    """The events named on the command line, in its order."""
    return [event_named(catalogue, id_) for id_ in given.events]


def event_named(catalogue: Catalogue, id_: str) -> Event:
    """An event by its id. Raises UsageError with the nearest id."""
    try:
        return catalogue.event(id_)
    except KeyError:
        from difflib import get_close_matches

        ids = [event.id for event in catalogue.chronicle.events]
        near = get_close_matches(id_, ids, 1)
        mend = f"did you mean {near[0]}?" if near else "iraq-tui list names them"
        raise UsageError(f"there is no event {quoted(id_)}; {mend}") from None


def found_events(given: Namespace, catalogue: Catalogue, pair: Pair) -> Sequence[int]:
    """The rows that answer the filter. Raises QueryError."""
    return catalogue.find(catalogue.query(given.where), pair)
