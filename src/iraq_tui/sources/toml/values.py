"""The values of claims, each read by the type of its aspect."""

from collections.abc import Callable, Mapping

from msgspec import Struct

from iraq_tui.domain.moment import Moment
from iraq_tui.domain.quantity import QuantityError, Tolerances, parse_quantity
from iraq_tui.domain.records import Aspect, AspectType, Stage, Value
from iraq_tui.sources.toml.problem import (
    MOST_HINTS,
    Path,
    Problem,
    quote,
    shown,
    some_of,
    suggestion,
)
from iraq_tui.sources.toml.schema import ClaimTable, DateText, decode_hook


class Reading(Struct, frozen=True):
    """Reads the value of one claim; what is wrong with it goes to ``problems``."""

    aspect: Aspect
    tolerances: Tolerances
    path: Path
    """The way to the value."""
    moment: Callable[[DateText], Moment | None]
    """Reads a date, in the zone of the claim's report."""
    problems: list[Problem]

    def read(self, table: ClaimTable, claim: Path) -> Value:
        """The claim's value by the type of its aspect; none where there is a problem."""
        if self.aspect.type is AspectType.TEXT:
            self._text(table, claim)
            return None
        if table.value is None:
            what = f"a claim on {quote(self.aspect.id)} needs a value"
            mend = f"add value = {_SAMPLES[self.aspect.type]}"
            self._problem("missing-value", what, mend, claim)
            return None
        return _READ[self.aspect.type](self, table.value)

    def _problem(
        self, kind: str, what: str, mend: str, path: Path | None = None, why: str = ""
    ) -> None:
        self.problems.append(Problem(kind, what, mend, path or self.path, why=why))

    def _text(self, table: ClaimTable, claim: Path) -> None:
        if table.value is not None:
            what = f"{quote(self.aspect.id)} takes free text, so a claim on it has no value"
            self._problem("wrong-value", what, "leave value out and say it under says")
        if not table.says.strip():
            what = f"a claim on {quote(self.aspect.id)} must say something"
            self._problem("missing-key", what, 'add says = "…" in your own words', claim)

    def date(self, value: object) -> Moment | None:
        try:
            date = decode_hook(DateText, value)
        except ValueError as error:
            mend = str(error)
            self._problem("bad-date", "this is no date", mend)
            return None
        assert isinstance(date, DateText)
        return self.moment(date)

    def quantity(self, value: object) -> Value:
        try:
            return parse_quantity(value, self.tolerances)  # type: ignore[arg-type]
        except QuantityError as error:
            why = "" if error.why.endswith("is no quantity") else error.why
            self._problem("bad-quantity", f"{shown(value)} is no quantity", error.mend, why=why)
            return None

    def status(self, value: object) -> Stage | None:
        stages = [stage.value for stage in Stage]
        if value in stages:
            return Stage(str(value))
        mend = suggestion(str(value), stages, f"write one of {', '.join(stages)}")
        if str(value).lower() in _CALLED_OFF:
            mend = 'write value = "planned" and denied = true'
        self._problem("wrong-value", f"{shown(value)} is no status", mend)
        return None

    def ids(self, value: object) -> tuple[str, ...] | None:
        listed = [value] if isinstance(value, str) else value
        right = isinstance(listed, list) and listed and all(isinstance(one, str) for one in listed)
        if not right:
            what = f"the value for {quote(self.aspect.id)} must be an id or a list of ids"
            self._problem("wrong-value", what, f"write {_SAMPLES[self.aspect.type]}")
            return None
        assert isinstance(listed, list)
        return tuple(dict.fromkeys(listed))

    def choice(self, value: object) -> tuple[str, ...] | None:
        chosen = self.ids(value)
        if chosen is None:
            return None
        for option in chosen:
            if self.aspect.options and option not in self.aspect.options:
                mend = (
                    f"the options are {some_of(self.aspect.options, 20)}; add it to "
                    f"aspects.{self.aspect.id}.options"
                )
                if len(self.problems) < MOST_HINTS:
                    mend = suggestion(option, self.aspect.options, mend)
                what = f"{quote(option)} is no option of {quote(self.aspect.id)}"
                self._problem("wrong-value", what, mend)
        if len(chosen) > 1 and not self.aspect.many:
            what = f"{quote(self.aspect.id)} takes one option"
            self._problem(
                "wrong-value", what, f"choose one, or set aspects.{self.aspect.id}.many = true"
            )
        return chosen


_READ: Mapping[AspectType, Callable[[Reading, object], Value]] = {
    AspectType.DATE: Reading.date,
    AspectType.QUANTITY: Reading.quantity,
    AspectType.ACTORS: Reading.ids,
    AspectType.PLACE: Reading.ids,
    AspectType.STATUS: Reading.status,
    AspectType.CHOICE: Reading.choice,
}

_CALLED_OFF = ("cancelled", "canceled", "called off", "called-off", "postponed", "withdrawn")

_SAMPLES = {
    AspectType.DATE: '"2024-01-25"',
    AspectType.QUANTITY: '2500 or "~2500"',
    AspectType.ACTORS: '["first-actor", "second-actor"]',
    AspectType.PLACE: '"a-place"',
    AspectType.STATUS: '"planned"',
    AspectType.CHOICE: '"an-option"',
}
