"""The reasons, word for word: they are what a reader is given instead of a score."""

import pytest

EARLY = {"as_of": "2031-06-01"}
LATE = {"as_of": "2031-06-20"}
STATE = {"holder": "state"}
RIVAL = {"holder": "rival"}
UNNAMED = {"holder": "unnamed"}
NO = {"denied": True}


def v(value: str, *more: dict) -> dict:
    """A claim of a value, with more keys."""
    claim = {"value": value}
    for keys in more:
        claim |= keys
    return claim


DENIALS = [
    ("cause", v("walk", NO), v("walk", NO), "both deny “a walk”"),
    ("when", v("2031", NO), v("2032", NO), "they deny different things: 2031 and 2032"),
    ("steps", v("140"), v(">150", NO), "ru denies >150, which leaves room for 140"),
    (
        "when",
        v("2031-06-15", STATE),
        v("2031-06", NO, STATE),
        "ru denies 2031-06; uk affirms 2031-06-15, which lies inside it; both pass on State",
    ),
    (
        "steps",
        v("40", NO),
        v("40", STATE),
        "uk denies 40; ru affirms 40; uk speaks for itself, ru passes on State: "
        "the parties disagree",
    ),
    (
        "tools",
        v("walk theft"),
        v("walk", NO),
        "ru denies “a walk”; uk affirms “a walk and a theft”, which takes it in; "
        "each speaks for itself",
    ),
    (
        "status",
        v("happened"),
        v("planned", NO),
        "ru denies planned; uk affirms happened, which is further along; each speaks for itself",
    ),
]
FITTING = [
    ("mood", {"says": "calm"}, {"says": "wild"}, "free text: for a person to judge"),
    ("when", v("2031-06"), v("2031-06"), "both: 2031-06"),
    ("steps", v("~150"), v("150"), "~150 and 150 come to the same"),
    (
        "who",
        v("state ministry"),
        v("ministry"),
        "“State and Ministry” and “Ministry” come to the same",
    ),
    ("status", v("planned"), v("announced"), "planned and announced are equally far along"),
    ("status", v("began"), v("happened"), "began and happened are both real: ru is further along"),
    ("when", v("2014-06-15"), v("2014"), "2014-06-15 lies inside 2014: uk says more"),
    ("steps", v(">150"), v("160"), ">150 is (150, ∞), 160 lies inside: ru says more"),
    ("steps", v("dozens"), v("40"), "dozens is [20, 99], 40 lies inside: ru says more"),
    ("steps", v("150..200"), v("100..300"), "150..200 lies inside 100..300: uk says more"),
    ("where", v("port"), v("land"), "“Port” is part of “Land”: uk says more"),
    (
        "who",
        v("minister clerk"),
        v("state"),
        "“Minister and Clerk” are part of “State”: uk says more",
    ),
    (
        "who",
        v("minister rival"),
        v("minister"),
        "“Minister and Rival” takes in “Minister” and adds to it: uk says more",
    ),
    (
        "who",
        v("minister rival"),
        v("state"),
        "“Minister and Rival” is more exact than “State” and adds to it: uk says more",
    ),
    ("steps", v("1..5"), v("4..9"), "1..5 and 4..9 overlap: some numbers suit both"),
    (
        "when",
        v("2031-06/2031-08"),
        v("2031-22"),
        "2031-06/2031-08 and 2031-22 come to the same",
    ),
    (
        "who",
        v("minister rival"),
        v("ministry gull"),
        "“Minister and Rival” and “Ministry and Gull” are partly the same",
    ),
    (
        "tools",
        v("walk"),
        v("storm"),
        "“a walk” and “a storm” share nothing, but neither shuts the other out",
    ),
]
NEAR = [
    (
        "steps",
        v("~2500"),
        v("2600"),
        "~2500 and 2600 meet only with “about” at 10 %: ~2500 is [2250, 2750]",
    ),
    (
        "when",
        v("2031-06~"),
        v("2031-07"),
        "2031-06~ and 2031-07 meet only if “about” is allowed for",
    ),
    (
        "when",
        v("2031-06-16T01:00+03:00"),
        v("2031-06-15"),
        "2031-06-16T01:00+03:00 and 2031-06-15 meet only if the day is counted in UTC",
    ),
]
STAGES = [
    (
        "status",
        v("planned", EARLY),
        v("happened", LATE),
        "planned in uk (1 June 2031), then happened in ru (20 June 2031)",
    ),
    (
        "status",
        v("planned"),
        v("happened"),
        "uk: planned; ru: happened; which is the later word cannot be told",
    ),
    (
        "status",
        v("planned", LATE),
        v("happened", EARLY),
        "uk: planned; ru: happened; the later word is not further along: "
        "ru (1 June 2031), then uk (20 June 2031)",
    ),
    (
        "status",
        v("happened", NO, EARLY),
        v("happened", LATE),
        "uk denies happened; ru affirms happened; it came about later: "
        "uk (1 June 2031), then ru (20 June 2031)",
    ),
]
OWN = "each speaks for itself"
CLASHES = [
    (
        "crowd",
        v("40", EARLY),
        v("50", LATE),
        "40 and 50: 10 apart; the answer changes with time: "
        "uk (1 June 2031), then ru (20 June 2031)",
    ),
    (
        "label",
        v("walk"),
        v("theft", STATE),
        "two ways of putting it: “a walk”, “a theft”; uk speaks for itself, ru passes on State",
    ),
    (
        "label",
        v("walk"),
        v("walk", NO),
        f"two ways of putting it: “a walk”, not “a walk”; {OWN}",
    ),
    ("cause", v("walk"), v("theft"), f"“a walk” and “a theft” cannot both hold; {OWN}"),
    ("where", v("port"), v("isle"), f"“Port” and “Isle”: neither lies within the other; {OWN}"),
    (
        "team",
        v("rival"),
        v("rival gull"),
        f"“Rival” and “Rival and Gull” cannot both be the whole answer; {OWN}",
    ),
    ("steps", v("12500"), v("2500"), f"12500 and 2500: 10,000 apart; {OWN}"),
    ("steps", v(">150"), v("<100"), f">150 and <100: 50 apart; {OWN}"),
    ("steps", v("150"), v(">150"), f"150 and >150: no number suits both; {OWN}"),
    ("steps", v("12"), v("dozens"), f"12 and dozens [20, 99]: 8 apart; {OWN}"),
    (
        "steps",
        v("~2500"),
        v("3000"),
        f"~2500 and 3000: 500 apart, more than “about” at 10 % allows for; {OWN}",
    ),
    ("when", v("2031-06-15"), v("2031-06-16"), f"2031-06-15 and 2031-06-16: 1 day apart; {OWN}"),
    (
        "when",
        v("2031-06"),
        v("2031-07"),
        f"2031-06 and 2031-07: one begins where the other ends; {OWN}",
    ),
    (  # of a time of day the day it was where it was counted, as the rule takes it
        "when",
        v("2031-06-15"),
        v("2031-06-17T00:30+03:00"),
        f"2031-06-15 and 2031-06-17T00:30+03:00: 2 days apart; {OWN}",
    ),
    (
        "when",
        v("2031-05"),
        v("2031-06-02T00:30+03:00"),
        f"2031-05 and 2031-06-02T00:30+03:00: 1 day between them; {OWN}",
    ),
    ("when", v("2031"), v("2035"), f"2031 and 2035: 3 years between them; {OWN}"),
    (
        "when",
        v("2031-06-15T10:00Z"),
        v("2031-06-15T11:30Z"),
        f"2031-06-15T10:00Z and 2031-06-15T11:30Z: 1.5 hours apart; {OWN}",
    ),
    (
        "when",
        v("2031-06-15T10:00Z"),
        v("2031-06-15T10:01Z"),
        f"2031-06-15T10:00Z and 2031-06-15T10:01Z: 1 minute apart; {OWN}",
    ),
    (
        "when",
        v("2031/.."),
        v("2031/2032"),
        f"2031/.. and 2031/2032: they do not begin and end together; {OWN}",
    ),
    (
        "when",
        v("[2031-06-15,2031-06-17]"),
        v("2031-06-16"),
        f"[2031-06-15,2031-06-17] and 2031-06-16: no date suits both; {OWN}",
    ),
    (
        "cause",
        v("walk", STATE),
        v("theft", RIVAL),
        "“a walk” and “a theft” cannot both hold; uk passes on State, ru passes on Rival: "
        "the parties disagree",
    ),
    (
        "cause",
        v("walk", UNNAMED),
        v("theft", UNNAMED),
        "“a walk” and “a theft” cannot both hold; each passes on someone unnamed: "
        "the parties disagree",
    ),
]


@pytest.mark.parametrize(
    ("aspect", "left", "right", "reason"), DENIALS + FITTING + NEAR + STAGES + CLASHES
)
def test_reason(affair, aspect, left, right, reason):
    assert affair.row(aspect, left, right).reason == reason


@pytest.mark.parametrize(
    ("aspect", "one", "other", "reason"),
    [
        (
            "cause",
            v("theft"),
            v("walk"),
            "uk contradicts itself: “a theft” and “a walk” cannot both hold",
        ),
        (
            "cause",
            v("theft"),
            v("theft", NO),
            "uk contradicts itself: it denies “a theft” and affirms “a theft”",
        ),
        (
            "cause",
            v("theft", STATE),
            v("walk", STATE),
            "State contradicts itself, as uk passes it on: “a theft” and “a walk” cannot both hold",
        ),
        (
            "steps",
            v("40"),
            v("50", STATE),
            "40 and 50: 10 apart; uk speaks for itself, and passes on State",
        ),
        (
            "steps",
            v("40", STATE),
            v("50"),
            "40 and 50: 10 apart; uk passes on State, and also speaks for itself",
        ),
        (
            "steps",
            v("40", STATE),
            v("40", NO),
            "uk itself denies 40; uk, passing on State, affirms 40; "
            "uk passes on State, and also speaks for itself",
        ),
        (
            "steps",
            v("40", STATE),
            v("50", RIVAL),
            "40 and 50: 10 apart; uk passes on State, and on Rival: the parties disagree",
        ),
        (
            "label",
            v("theft"),
            v("walk"),
            "two ways of putting it: “a theft”, “a walk”; uk speaks for itself both times",
        ),
        (
            "status",
            v("happened", STATE),
            v("planned"),
            "uk, passing on State: happened; uk itself: planned; "
            "which is the later word cannot be told",
        ),
    ],
)
def test_reason_inside_one_report(affair, aspect, one, other, reason):
    assert affair.inside(aspect, one, other).reason == reason


def test_reason_of_a_plan_overtaken(affair, say):
    planned = affair.telling(say.claim("uk", "status", "planned"))
    assert planned.row("when", v("2031-06-15", EARLY), v("2031-06-18", LATE)).reason == (
        "2031-06-15 and 2031-06-18: 3 days apart; planned at first, happened later: "
        "uk (1 June 2031), then ru (20 June 2031)"
    )


def test_reason_of_a_zone_shift(affair):
    zoned = affair.reporting("uk", timezone="Europe/Kyiv").reporting(
        "ru", timezone="America/New_York"
    )
    assert zoned.row("when", v("2031-06-16"), v("2031-06-15")).reason == (
        "2031-06-16 and 2031-06-15: 1 day apart; "
        "the reports' time zones are 7 h apart, which explains it"
    )


def test_reason_of_an_open_set_s_zone_shift_is_by_its_known_end(affair):
    zoned = affair.reporting("uk", timezone="Europe/Kyiv").reporting(
        "ru", timezone="America/New_York"
    )
    reason = zoned.row("when", v("2031-06-16"), v("[..2031-06-15]")).reason
    assert reason.endswith("the reports' time zones are 7 h apart, which explains it")


def test_reasons_where_a_side_is_silent(affair, say):
    own = say.claim("uk", "cause", "walk")
    (alone,) = affair.compare(own).rows
    assert alone.reason == "only uk speaks of this event; ru is silent"
    answered, _ = affair.compare(own, say.claim("ru", "mood", says="calm")).rows
    assert answered.reason == "only uk answers this; ru says nothing of it"
    (single,) = affair.compare(own, pair=("uk", "uk")).rows
    assert single.reason == "uk is the only report: there is none to set it against"
