"""The person's own cache, made when a store is large enough to need it."""

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from iraq_tui.sources.index.cache import Cache

MakeCache = Callable[[], "Cache"]
"""Makes a cache; what it takes is not loaded for a small store."""


def user_cache() -> "Cache":
    """The cache in the person's cache folder, as the system has it."""
    from platformdirs import user_cache_path

    from iraq_tui.sources.index.cache import Cache

    return Cache(user_cache_path("iraq-tui", appauthor=False))
