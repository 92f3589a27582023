"""What reading a store has met before, so that it is worked out and kept but once."""

from collections.abc import Iterable
from typing import Any, TypeVar

from iraq_tui.domain.moment import Moment, parse_moment
from iraq_tui.domain.quantity import Quantity, Tolerances, parse_quantity
from iraq_tui.sources.toml.problem import MOST_HINTS, suggestion

K = TypeVar("K")
V = TypeVar("V")

_MOST_KEPT = 2**14
"""A store of ever new dates does not fill the memory with them."""


class Memo:
    """The dates, quantities and short texts of one store."""

    def __init__(self, zone: str | None, tolerances: Tolerances) -> None:
        self._zone = zone
        self._tolerances = tolerances
        self._dates: dict[str, Moment] = {}
        self._instants: dict[tuple[str, str | None], Moment] = {}
        self._quantities: dict[tuple[type, object], Quantity] = {}
        self._hints = MOST_HINTS
        self.same = Same()

    def moment(self, text: str, zone: str | None) -> Moment:
        """A date, its local times counted in a zone or else the store's. Raises MomentError."""
        found = self._dates.get(text)
        if found is None:
            if "T" in text:
                return self._instant(text, zone or self._zone)
            found = _with_room(self._dates)[text] = parse_moment(text)
        return found

    def _instant(self, text: str, zone: str | None) -> Moment:
        found = self._instants.get((text, zone))
        if found is None:
            found = parse_moment(text, timezone=zone)
            _with_room(self._instants)[text, zone] = found
        return found

    def quantity(self, value: Any) -> Quantity:  # noqa: ANN401 -- whatever stands in the store
        """A quantity. Raises QuantityError."""
        kind = type(value)
        if kind is not int and kind is not str:
            return parse_quantity(value, self._tolerances)
        found = self._quantities.get((kind, value))
        if found is None:
            found = parse_quantity(value, self._tolerances)
            _with_room(self._quantities)[kind, value] = found
        return found

    def hint(self, wrong: str, known: Iterable[str], otherwise: str) -> str:
        """The near miss as a mend, or another; the latter once many have been looked for."""
        if not self._hints:
            return otherwise
        self._hints -= 1
        return suggestion(wrong, known, otherwise)


class Same(dict[str, str]):
    """Gives one text for all that are equal: ids come again and again."""

    def __missing__(self, text: str) -> str:
        _with_room(self)[text] = text
        return text

    def all(self, texts: str | list[str]) -> tuple[str, ...]:
        """One text or a list of them, as a tuple."""
        return (self[texts],) if isinstance(texts, str) else tuple([self[text] for text in texts])


def _with_room(kept: dict[K, V]) -> dict[K, V]:
    if len(kept) >= _MOST_KEPT:
        kept.clear()
    return kept
