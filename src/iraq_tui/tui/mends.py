"""What Textual 8.2.8 holds on to for good, let go."""

from functools import lru_cache
from typing import Any

from textual._styles_cache import StylesCache


def let_styles_go() -> None:
    """Keep two colours by their parts alone, not with the lines of the widget that asked for them.

    ``get_inner_outer`` is written as for a class, but is a method: its cache of 1,024 answers keeps
    as many widgets' painted lines, long after their screens were closed. Some 60 MB of them.
    """
    cached: Any = StylesCache.__dict__["get_inner_outer"]
    if not isinstance(cached, classmethod):  # else it is mended
        StylesCache.get_inner_outer = classmethod(lru_cache(1024)(cached.__wrapped__))  # type: ignore
