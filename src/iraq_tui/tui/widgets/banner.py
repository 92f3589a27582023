"""What stands over everything while the store cannot be used as it is."""

from collections.abc import Sequence

from iraq_tui.sources.toml.problem import Problem
from iraq_tui.tui.kit import Kit
from iraq_tui.tui.paint.banner import banner_line
from iraq_tui.tui.paint.line import Line
from iraq_tui.tui.widgets.bars import Bar


class Banner(Bar):
    """Says that the store cannot be used as it is, for as long as that is so."""

    def __init__(self, errors: Sequence[Problem], kit: Kit) -> None:
        super().__init__(kit.glyphs)
        self._errors, self._key = errors, kit.key("problems")

    def paint(self) -> list[Line]:
        """One line."""
        return [banner_line(self._errors, self._key, self.size.width, self.glyphs)]
