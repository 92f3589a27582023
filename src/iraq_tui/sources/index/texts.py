"""The reports' texts, read when they are asked for; anchors are found in them one by one."""

from collections.abc import Callable
from functools import cache, lru_cache

from iraq_tui.domain.catalogue import Passage
from iraq_tui.domain.records import Anchor
from iraq_tui.domain.report_text import ReportText
from iraq_tui.sources.toml.fragments import Searchable

_KEPT = 1024


class Texts:
    """``read`` gives a report's text, or none where it is not at hand."""

    def __init__(self, read: Callable[[str], ReportText | None]) -> None:
        self.text = cache(read)
        self.passage = lru_cache(_KEPT)(self._passage)
        self._searchable = cache(Searchable)

    def _passage(self, report: str, anchor: Anchor) -> Passage | None:
        text = self.text(report)
        if text is None:
            return None
        found = list(self._searchable(text.text).find(anchor))
        return Passage(text.line(found[0].start), *found[0]) if len(found) == 1 else None
