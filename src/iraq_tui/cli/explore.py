"""The explorer's command: Textual is loaded here and nowhere else."""

import os
import sys
from argparse import Namespace
from pathlib import Path

from iraq_tui.cli.arguments import UsageError
from iraq_tui.cli.choosing import chosen_pair, store_file
from iraq_tui.cli.commands import problem_lines
from iraq_tui.cli.print import write_lines
from iraq_tui.cli.progress import with_progress
from iraq_tui.config import ConfigError, read_config
from iraq_tui.domain.moment import Moment, MomentError
from iraq_tui.settings import Settings
from iraq_tui.sources.open import Opened
from iraq_tui.sources.store_file import StoreFile
from iraq_tui.text.safe import quoted

_WRONG_USAGE = 2


def explore(given: Namespace, settings: Settings) -> int:
    """Explore a store until the person quits."""
    try:
        config = read_config(Path(given.config) if given.config else None, os.environ)
    except ConfigError as error:
        write_lines(problem_lines(error.problems), settings, sys.stderr)
        return _WRONG_USAGE
    store = store_file(given, settings)
    stamp = store.stamp()
    found = store.at_once()
    # A filter or a date is about all events.
    first = None if found or given.where or given.at else _first_look(store, settings)
    opened = found or first or with_progress(store.reading(), store.path.name)
    catalogue = opened.catalogue
    catalogue.query(given.where)  # a bad filter is refused before the screen opens
    _require_terminal(settings)
    from iraq_tui.tui.early import early
    from iraq_tui.tui.options import ExploreOptions
    from iraq_tui.tui.outside import real

    options = ExploreOptions(
        filter=given.where,
        at=_start(given.at),
        pair=chosen_pair(given, catalogue) if given.pair else None,
        theme=given.theme or config.theme,
        theme_named="--theme" if given.theme else f"{config.path}: theme",
        ascii=given.ascii or config.ascii,
        keymap=config.keymap,
    )
    outside = real(store, stamp, opened, is_partial=first is not None, secure=settings.secure)
    with early(catalogue, options, os.environ, is_partial=first is not None) as picture:
        from iraq_tui.tui.app import run  # takes most of the time of a start

        return run(catalogue, options, outside, picture)


def _first_look(store: StoreFile, settings: Settings) -> Opened | None:
    _require_terminal(settings)
    return store.first_look()


def _require_terminal(settings: Settings) -> None:
    streams = (sys.stdin, sys.stdout, sys.stderr)
    if not all(stream.isatty() for stream in streams) or settings.term == "dumb":
        raise UsageError(
            "exploring needs a terminal; in a pipe try: iraq-tui list, show, compare or export"
        )


def _start(text: str | None) -> Moment | None:
    if text is None:
        return None
    from iraq_tui.domain.typed_dates import parse_typed

    try:
        return parse_typed(text)
    except MomentError as error:
        raise UsageError(f"--at {quoted(text)}: {error.why}; {error.mend}") from error
