"""The dates and values of a store's tables, each value read by the type of its aspect."""

from collections.abc import Callable, Mapping

from msgspec import Struct

from iraq_tui.domain.moment import Moment, MomentError
from iraq_tui.domain.quantity import Quantity, QuantityError
from iraq_tui.domain.records import Aspect, AspectType, Stage, Value
from iraq_tui.sources.toml.memo import Memo
from iraq_tui.sources.toml.problem import Path, Problem, quote, shown, some_of, suggestion
from iraq_tui.sources.toml.schema import ClaimTable, DateText, decode_hook


class Reading:
    """Reads dates and values; what is wrong with them goes to ``problems``.

    Each value is read by a method of its own, given the aspect, the claim, the way to the claim,
    and the time zone of its report; it gives none where there is a problem.
    """

    def __init__(self, memo: Memo) -> None:
        self.memo = memo
        self.problems: list[Problem] = []

    def moment(self, date: DateText | None, path: Path, zone: str | None = None) -> Moment | None:
        """A date of the store, its local times counted in a zone; none where there is a problem."""
        if date is None:
            return None
        try:
            return self.memo.moment(date.text, zone)
        except MomentError as error:
            what = f"{quote(date.text)} is no date"
            mend = _as_typed(date.text) or error.mend
            self.problems.append(Problem("bad-date", what, mend, path, why=error.why))
            return None

    def text(self, aspect: Aspect, table: ClaimTable, path: Path, _: str | None) -> None:
        """Nothing: what a claim in free text says is no value."""
        if table.value is not None:
            what = f"{quote(aspect.id)} takes free text, so a claim on it has no value"
            self._wrong(what, "leave value out and say it under says", path)
        if not table.says.strip():
            what = f"a claim on {quote(aspect.id)} must say something"
            mend = 'add says = "…" in your own words'
            self.problems.append(Problem("missing-key", what, mend, path))

    def date(
        self, aspect: Aspect, table: ClaimTable, path: Path, zone: str | None
    ) -> Moment | None:
        """A date, as EDTF or as TOML's own."""
        if table.value is None:
            self._missing(aspect, path)
            return None
        here = (*path, "value")
        try:
            date = decode_hook(DateText, table.value)
        except ValueError as error:
            self.problems.append(Problem("bad-date", "this is no date", str(error), here))
            return None
        assert isinstance(date, DateText)
        return self.moment(date, here, zone)

    def quantity(
        self, aspect: Aspect, table: ClaimTable, path: Path, _: str | None
    ) -> Quantity | None:
        """A number, or a quantity in the notation of the store."""
        if table.value is None:
            self._missing(aspect, path)
            return None
        try:
            return self.memo.quantity(table.value)
        except QuantityError as error:
            why = "" if error.why.endswith("is no quantity") else error.why
            what, here = f"{shown(table.value)} is no quantity", (*path, "value")
            self.problems.append(Problem("bad-quantity", what, error.mend, here, why=why))
            return None

    def status(self, aspect: Aspect, table: ClaimTable, path: Path, _: str | None) -> Stage | None:
        """One of the stages."""
        value = table.value
        if value is None:
            self._missing(aspect, path)
            return None
        if isinstance(value, str) and value in _STAGES:
            return _STAGES[value]
        mend = suggestion(str(value), _STAGES, f"write one of {', '.join(_STAGES)}")
        if str(value).lower() in _CALLED_OFF:
            mend = 'write value = "planned" and denied = true'
        self._wrong(f"{shown(value)} is no status", mend, path)
        return None

    def ids(
        self, aspect: Aspect, table: ClaimTable, path: Path, _: str | None
    ) -> tuple[str, ...] | None:
        """One id or several, each once."""
        value = table.value
        if isinstance(value, str):
            return (self.memo.same[value],)
        if value is None:
            self._missing(aspect, path)
            return None
        if isinstance(value, list) and value and all(isinstance(one, str) for one in value):
            return self.memo.same.all(list(dict.fromkeys(value)))
        what = f"the value for {quote(aspect.id)} must be an id or a list of ids"
        self._wrong(what, f"write {_SAMPLES[aspect.type]}", path)
        return None

    def choice(
        self, aspect: Aspect, table: ClaimTable, path: Path, zone: str | None
    ) -> tuple[str, ...] | None:
        """One of the aspect's options, or several where it takes many."""
        chosen = self.ids(aspect, table, path, zone)
        for option in chosen or ():
            if aspect.options and option not in aspect.options:
                mend = (
                    f"the options are {some_of(aspect.options, 20)}; add it to "
                    f"aspects.{aspect.id}.options"
                )
                mend = self.memo.hint(option, aspect.options, mend)
                self._wrong(f"{quote(option)} is no option of {quote(aspect.id)}", mend, path)
        if chosen and len(chosen) > 1 and not aspect.many:
            what = f"{quote(aspect.id)} takes one option"
            self._wrong(what, f"choose one, or set aspects.{aspect.id}.many = true", path)
        return chosen

    def _missing(self, aspect: Aspect, path: Path) -> None:
        what = f"a claim on {quote(aspect.id)} needs a value"
        mend = f"add value = {_SAMPLES[aspect.type]}"
        self.problems.append(Problem("missing-value", what, mend, path))

    def _wrong(self, what: str, mend: str, claim: Path) -> None:
        self.problems.append(Problem("wrong-value", what, mend, (*claim, "value")))


class Question(Struct, frozen=True):
    """An aspect with the way to read its answers."""

    aspect: Aspect
    read: Callable[[Reading, Aspect, ClaimTable, Path, str | None], Value]
    """A method of Reading."""
    names: str = ""
    """The kind of thing whose ids its answers are, where they are any."""


def question(aspect: Aspect) -> Question:
    """What is asked by an aspect."""
    kind = aspect.type
    return Question(aspect, _READ[kind], NAMED_BY.get(kind, ""))


NAMED_BY = {AspectType.ACTORS: "actor", AspectType.PLACE: "place"}
"""The kinds of things that values name, by the type of the aspect."""

_READ: Mapping[AspectType, Callable[[Reading, Aspect, ClaimTable, Path, str | None], Value]] = {
    AspectType.DATE: Reading.date,
    AspectType.QUANTITY: Reading.quantity,
    AspectType.ACTORS: Reading.ids,
    AspectType.PLACE: Reading.ids,
    AspectType.STATUS: Reading.status,
    AspectType.CHOICE: Reading.choice,
    AspectType.TEXT: Reading.text,
}

_STAGES = {stage.value: stage for stage in Stage}
_CALLED_OFF = ("cancelled", "canceled", "called off", "called-off", "postponed", "withdrawn")

_SAMPLES = {
    AspectType.DATE: '"2024-01-25"',
    AspectType.QUANTITY: '2500 or "~2500"',
    AspectType.ACTORS: '["first-actor", "second-actor"]',
    AspectType.PLACE: '"a-place"',
    AspectType.STATUS: '"planned"',
    AspectType.CHOICE: '"an-option"',
}


def _as_typed(text: str) -> str:
    """What to write for a date in words, such as "mid-March 2031"; empty where that is no help."""
    from iraq_tui.domain.typed_dates import parse_typed

    try:
        return f'write "{parse_typed(text).edtf}"'
    except MomentError:
        return ""
