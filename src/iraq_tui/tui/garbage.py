"""Looking for garbage while nobody waits for anything: Python by itself does it amid a key.

A look takes about as long as a key, one through all that there is several times as long.
"""

import gc

_MANY = 20_000
"""New objects after which Python looks by itself: a key makes some thousands, and lets go of most.
A key held down leaves no better moment."""
_FEW = 2_000
"""New objects that are not worth a look yet."""
_LOOKS = 10
"""Looks through what is new, after which one goes through all, as Python has it by itself."""


def begin() -> None:
    """Look for garbage from now on; what there is already is there to stay."""
    gc.freeze()
    gc.set_threshold(_MANY)
    gc.enable()


def look() -> None:
    """Take the moment: nothing else is to be done."""
    new, _, looks = gc.get_count()
    if gc.isenabled() and new >= _FEW:
        gc.collect(2 if looks >= _LOOKS else 1)
