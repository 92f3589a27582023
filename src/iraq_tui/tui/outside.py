"""What the explorer may do to the world outside, handed to it so that a test can hand it less."""

import os
from collections.abc import Callable, Mapping, Sequence

from msgspec import Struct, field

from iraq_tui.sources.open import Opened
from iraq_tui.sources.store_file import Stamp, StoreFile
from iraq_tui.sources.toml.problem import Problem
from iraq_tui.tui.copying import CopyFile
from iraq_tui.tui.saving import Save, refuse, save


class Pace(Struct, frozen=True):
    """How often the store's file is looked at."""

    rest: float = 0.3
    """Seconds between two looks while nothing happens."""
    settle: float = 0.1
    """Seconds until the look that has to agree with the last one."""
    gone: int = 6
    """Looks that have to agree that there is no file: an editor may be about to put one there."""
    patience: float = 0.3
    """Seconds that reading may take before it is told how far it is."""
    progress: float = 0.1
    """Seconds from then on until it is told again."""


class Outside(Struct, frozen=True):
    """Files, the environment, and what was said of the store when it was opened."""

    store: StoreFile | None = None
    """Where the chronicle comes from; none if from nowhere that could be read anew."""
    stamp: Stamp | None = None
    """Which state of the file was read."""
    problems: Sequence[Problem] = ()
    """Warnings and notes."""
    save: Save = refuse
    copies: CopyFile = field(default_factory=lambda: CopyFile(None, secure=True))
    environment: Mapping[str, str] = field(default_factory=dict)
    is_partial: bool = False
    """Whether only the first events were read, and the rest is still to be."""
    is_true: Callable[[], bool] | None = None
    """Whether what was opened says what the store says now, where that is to be found out."""
    secure: bool = False
    """No editor is opened and nothing is written."""
    pace: Pace = Pace()
    """How often the store's file is looked at."""


def real(
    store: StoreFile,
    stamp: Stamp | None,
    opened: Opened,
    *,
    is_partial: bool = False,
    secure: bool = False,
    environment: Mapping[str, str] = os.environ,
) -> Outside:
    """This machine."""
    return Outside(
        store,
        stamp,
        opened.problems,
        refuse if secure else save,
        CopyFile.from_environment(environment, secure=secure),
        environment,
        is_partial,
        opened.is_true,
        secure,
    )
