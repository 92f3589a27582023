"""What the command line asks of the explorer. Knows nothing of any screen toolkit."""

from msgspec import Struct

from iraq_tui.domain.comparison.model import Pair
from iraq_tui.domain.moment import Moment
from iraq_tui.tui.keymap import DEFAULT, Keymap


class ExploreOptions(Struct, frozen=True):
    """How the explorer starts."""

    filter: str = ""
    """The filter in force at the start, in the filter language."""
    at: Moment | None = None
    """Where to start: the first event at this date or after it."""
    pair: Pair | None = None
    """The reports to compare; the catalogue's first pair where none is given."""
    theme: str | None = None
    """The name of a Textual theme."""
    theme_named: str = "--theme"
    """Where the theme was asked for, for a message."""
    ascii: bool = False
    """Draw with ASCII characters alone (data keeps its own letters)."""
    keymap: Keymap = DEFAULT
    """The keys in force."""
