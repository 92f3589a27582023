"""What made-up reports say of made-up events: dates, values, fragments, claims."""

from collections.abc import Iterator
from datetime import date, timedelta

from msgspec import Struct, field

from benchmarks.shapes import (
    QUESTIONS,
    STAGES,
    Dice,
    Question,
    Shape,
    listed,
    name,
    report_id,
    tongue,
)
from benchmarks.vocabulary import (
    ENGLISH_DEEDS,
    ENGLISH_RUNS,
    ENGLISH_THINGS,
    NOTES,
    Tongue,
)

# --- dates and other values -------------------------------------------------------------------

COARSE = 97
"""Forms of a date below this number are of whole days, so that any two of one day meet."""


def date_form(form: int, day: date) -> str:
    """One of a hundred ways to write a date so that the day may be meant."""
    text, month = day.isoformat(), day.isoformat()[:7]
    earlier, later = ((day + timedelta(by)).isoformat() for by in (-(form % 9) - 1, form % 30 + 1))
    winter_of = day.year - (day.month < 3)
    forms = (
        (50, text),
        (56, f"{text}~"),
        (60, f"{text}?"),
        (62, f"{text}%"),
        (69, month),
        (72, f"{month}~"),
        (75, text[:4]),
        (77, f"{month}-XX"),
        (79, f"{text[:3]}X"),
        (81, f"{winter_of}-{24 if day.month in (12, 1, 2) else 20 + day.month // 3}"),
        (86, f"{text}/{later}"),
        (88, f"{text}/.."),
        (89, f"../{text}"),
        (90, f"{text}/"),
        (92, f"[{earlier},{text}]"),
        (95, f"[{earlier}..{later}]"),
        (96, f"[..{text}]"),
        (97, f"[{text}..]"),
        (98, f"{text}T14:30:00+03:00"),
        (99, f"{text}T09:10Z"),
        (100, f"{text}T17:45"),
    )
    return next(written for below, written in forms if form < below)


class Teller(Struct):
    """Makes up what the reports say of one event: often what is so, often something else."""

    shape: Shape
    dice: Dice
    day: date
    facts: dict[str, int] = field(default_factory=dict)
    """What is so, as a number to make a value of, by aspect id."""

    def value(self, question: Question, *, plainly: bool) -> str:
        """An answer as it stands behind ``value =``; ``plainly``: the truth, and no hour of day."""
        fact = self.facts.setdefault(question.id, self.dice.below(2000))
        strayed = not plainly and self.dice.chance(40)
        if strayed:
            fact += 1 + self.dice.below(3)
        match question.type:
            case "date":
                day = self.day + timedelta(fact % 3 * 9 if question.id != "when" else 0)
                day += timedelta(1 + self.dice.below(40)) * strayed
                return f'"{date_form(self.dice.below(COARSE if plainly else 100), day)}"'
            case "quantity":
                return self._quantity(3 + fact // 2)
            case "actors":
                return self._several("a", fact, self.shape.cast)
            case "place":
                return f'"p{fact % self.shape.grounds}"'
            case "status":
                return f'"{STAGES[fact % 6]}"'
        return self._choice(question, fact)

    def _quantity(self, count: int) -> str:
        spread = count // 8 + 1
        return self.dice.one(
            (
                *[str(count)] * 5,
                f'"~{count}"',
                f'"~{count + spread // 2}"',
                f'">{count - spread}"',
                f'">={count}"',
                f'"<={count + spread}"',
                f'"{count - spread}..{count + spread}"',
                '"dozens"' if count < 100 else '"hundreds"',
            )
        )

    def _several(self, letter: str, fact: int, count: int) -> str:
        chosen = [f"{letter}{(fact + 7 * step) % count}" for step in range(1 + fact % 3)]
        return listed(chosen[: 1 + self.dice.below(3)])

    def _choice(self, question: Question, fact: int) -> str:
        options = question.options
        if question.id == "aims":
            return listed([options[fact % len(options)], options[fact // 5 % len(options)]])
        return f'"{options[fact % len(options)]}"'


# --- claims -----------------------------------------------------------------------------------


def spread(shape: Shape, number: int, dice: Dice) -> list[tuple[Question, int]]:
    """Which questions on an event which reports answer, by their numbers; in the file's order."""
    count = shape.claims - shape.claims // 2 + dice.below(2 * (shape.claims // 2) + 1)
    sides = min(shape.reports, max(2, (count + 1) // 2))
    first = number * 2 % shape.reports
    speaking = [(first + side) % shape.reports for side in range(sides)]
    if number >= shape.reports:  # before, each has its turn, so that none is left silent
        if dice.chance(60):
            speaking = list(dict.fromkeys([*range(min(2, shape.reports)), *speaking]))[:sides]
        if dice.chance(15):
            speaking = [dice.one(speaking)]
    at = number * 2 + 1
    chosen = []
    for turn in range(count):
        ahead = turn // len(speaking) + 5 * dice.chance(20)
        question = QUESTIONS[(at + ahead) % len(QUESTIONS)]
        if turn < len(speaking) and number % 2:
            question = QUESTIONS[0]
        chosen.append((question, speaking[turn % len(speaking)]))
    return sorted(chosen, key=lambda one: (QUESTIONS.index(one[0]), one[1]))


def coined(spoken: Tongue, number: int) -> str:
    """A made-up word, another for each number up to a milliard, and all of one length.

    Its letters alternate as no ordinary word's do for so long, or are used for nothing else; a
    fragment around it stands once in a text.
    """
    word = ""
    number = number * 0x2545F491 % 32**6  # neighbours look unlike
    for _ in range(6):
        number, digit = divmod(number, 32)
        onset = spoken.onsets[digit % len(spoken.onsets)]
        word += onset + (spoken.rimes[digit // len(spoken.onsets)] if spoken.rimes else "")
    return word


class Fragments:
    """Makes fragments of the reports that are found once each."""

    def __init__(self, shape: Shape, number: int, dice: Dice) -> None:
        self._next = number * 4 * shape.claims
        self._dice = dice
        self.passages: list[tuple[int, str]] = []

    def fragment(self, report: int, *, beside: str = "") -> str:
        """A new fragment, after ``beside`` in the text."""
        spoken, dice = tongue(report), self._dice
        before, after = dice.one(spoken.words), dice.one(spoken.words)
        more = [dice.one(spoken.words)] if dice.chance(50) else []
        text = spoken.gap.join([before, coined(spoken, self._next), *more, after])
        self._next += 1
        start = [dice.one(spoken.words), beside] if beside else [dice.one(spoken.words)]
        line = spoken.gap.join([*start, text, dice.one(spoken.words)])
        self.passages.append((report, f"{line}.\n"))
        return text


def claim(
    teller: Teller, fragments: Fragments, question: Question, report: int, *, plainly: bool
) -> str:
    """One claim's table."""
    dice, cast = teller.dice, teller.shape.cast
    lines = [f"[[events.claims.{question.id}.{report_id(report)}]]"]
    if question.type != "text":
        lines.append(f"value = {teller.value(question, plainly=plainly)}")
    if question.type == "text" or dice.chance(85):
        lines.append(f'says = "{sentence(teller)}"')
    lines += _quote(dice, fragments, report)
    if plainly or dice.chance(50):
        return "\n".join(lines) + "\n"
    if dice.chance(45):
        lines.append(f'holder = "{"unnamed" if dice.chance(10) else f"a{dice.early(cast)}"}"')
    if dice.chance(20):
        lines.append(f'via = "a{dice.early(cast)}"')
    if dice.chance(8) and question.type != "text":
        lines.append("denied = true")
    if dice.chance(15):
        lines.append(f'as_of = "{teller.day + timedelta(dice.below(60))}"')
    if dice.chance(20):
        basis = "resolved" if dice.chance(70) else "inferred"
        lines.append(f'basis = "{basis}"\nnote = "{dice.one(NOTES)}"')
    return "\n".join(lines) + "\n"


def _quote(dice: Dice, fragments: Fragments, report: int) -> Iterator[str]:
    if dice.chance(3):
        yield f'quote = ["{fragments.fragment(report)}", "{fragments.fragment(report)}"]'
    elif dice.chance(3):
        beside = dice.one(tongue(report).words)
        yield f'quote = "{fragments.fragment(report, beside=beside)}"\nprefix = "{beside}"'
    else:
        yield f'quote = "{fragments.fragment(report)}"'


def sentence(teller: Teller) -> str:
    dice = teller.dice
    names = name(dice.early(teller.shape.cast))
    who = dice.one(names) if dice.chance(30) else names[0]
    more = f", {dice.one(ENGLISH_RUNS)}" if dice.chance(40) else ""
    deed, thing, run = map(dice.one, (ENGLISH_DEEDS, ENGLISH_THINGS, ENGLISH_RUNS))
    return f"{who} {deed} {thing} {run}{more}"
