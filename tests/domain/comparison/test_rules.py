"""Each rule of the verdict table and of the clash table: where it fires, and where it just misses.

A claim is written as its keys; `told` are claims told beside the two, by report and aspect.
"""

import pytest

from iraq_tui.domain.comparison.model import Flag, Side, Verdict

EARLY = {"as_of": "2031-06-01"}
LATE = {"as_of": "2031-06-20"}
OWN: dict[str, str] = {}
STATE = {"holder": "state"}
NO = {"denied": True}


def v(value: str, *more: dict) -> dict:
    """A claim of a value, with more keys."""
    claim = {"value": value}
    for keys in more:
        claim |= keys
    return claim


VERDICTS = [
    # 2: free text
    ("mood", {"says": "calm"}, {"says": "calm"}, "unjudged"),
    ("mood", {"says": "calm"}, {"says": "calm", "denied": True}, "unjudged"),
    # 3: both denied
    ("cause", v("walk", NO), v("walk", NO), "agree"),
    ("cause", v("walk", NO), v("theft", NO), "overlap"),
    ("when", v("2031", NO), v("2031-06", NO), "overlap"),
    ("label", v("walk", NO), v("walk", NO), "agree"),
    # 4: one denied; the affirmed value the same, or inside
    ("when", v("2031-06"), v("2031-06", NO), "differ"),
    ("when", v("2031-06-15"), v("2031-06", NO), "differ"),
    ("when", v("2031"), v("2031-06", NO), "overlap"),
    ("when", v("2032"), v("2031-06", NO), "overlap"),
    ("when", v("2031-07"), v("2031-06~", NO), "overlap"),
    ("steps", v("160"), v(">150", NO), "differ"),
    ("steps", v("140"), v(">150", NO), "overlap"),
    ("steps", v("150..200"), v("180..250", NO), "overlap"),
    ("who", v("minister"), v("state", NO), "differ"),
    ("who", v("state"), v("minister", NO), "overlap"),
    ("where", v("port"), v("land", NO), "differ"),
    ("where", v("land"), v("port", NO), "overlap"),
    ("tools", v("walk theft"), v("walk", NO), "differ"),
    ("tools", v("walk"), v("walk theft", NO), "overlap"),
    ("cause", v("walk"), v("walk", NO), "differ"),
    ("cause", v("walk"), v("theft", NO), "overlap"),
    ("status", v("happened"), v("planned", NO), "differ"),
    ("status", v("planned"), v("announced", NO), "differ"),
    ("status", v("planned"), v("began", NO), "overlap"),
    ("status", v("possible"), v("demanded", NO), "overlap"),
    # 5: disjoint, not a status row
    ("when", v("2031-06"), v("2031-07"), "differ"),
    ("steps", v("150"), v(">150"), "differ"),
    ("steps", v(">150"), v("<100"), "differ"),
    ("where", v("port"), v("isle"), "differ"),
    ("team", v("minister"), v("minister rival"), "differ"),
    ("cause", v("walk"), v("theft"), "differ"),
    ("status", v("possible"), v("demanded"), "status"),
    # 6: near
    ("when", v("2031-06~"), v("2031-07"), "tolerance"),
    ("when", v("2031-06"), v("2031-07"), "differ"),
    ("steps", v("~2500"), v("2600"), "tolerance"),
    ("steps", v("~2500"), v("2751"), "differ"),
    # 7: status, the same, or both real
    ("status", v("planned", EARLY), v("planned", LATE), "agree"),
    ("status", v("planned"), v("announced"), "agree"),
    ("status", v("began", EARLY), v("happened", LATE), "narrower"),
    # 8: status, the further stage strictly later
    ("status", v("planned", EARLY), v("happened", LATE), "updated"),
    ("status", v("demanded", EARLY), v("planned", LATE), "updated"),
    ("status", v("planned", LATE), v("happened", EARLY), "status"),
    ("status", v("planned", EARLY), v("happened", EARLY), "status"),
    ("status", v("planned"), v("happened", LATE), "status"),
    ("status", v("planned", {"as_of": "2031"}), v("happened", {"as_of": "2031-06"}), "status"),
    # 9: status otherwise
    ("status", v("planned"), v("happened"), "status"),
    ("status", v("possible", EARLY), v("demanded", LATE), "status"),
    # 10: the same
    ("when", v("2031-06"), v("2031-06?"), "agree"),
    ("who", v("state ministry"), v("ministry"), "agree"),
    ("cause", v("walk"), v("walk"), "agree"),
    ("label", v("walk"), v("walk", STATE), "agree"),
    # 11: in, has, overlap, beside
    ("when", v("2031-06-15"), v("2031-06"), "narrower"),
    ("steps", v("160"), v(">150"), "narrower"),
    ("steps", v(">150"), v(">100"), "narrower"),
    ("steps", v("150..200"), v("180..250"), "overlap"),
    ("who", v("minister"), v("rival"), "overlap"),
    ("where", v("port isle"), v("south"), "overlap"),
    ("tools", v("walk"), v("storm"), "overlap"),
]

CLASHES = [
    # updated: ordered in time, and the aspect changes, not against its direction
    ("crowd", v("40", EARLY), v("50", LATE), "updated"),
    ("crowd", v("50", EARLY), v("40", LATE), "updated"),
    ("crowd", v("40"), v("50", LATE), "differ"),
    ("crowd", v("40", {"as_of": "2031-06"}), v("50", LATE), "differ"),
    ("steps", v("40", EARLY), v("50", LATE), "differ"),
    ("toll", v("40", EARLY), v("50", LATE), "updated"),
    ("toll", v("50", EARLY), v("40", LATE), "differ"),
    ("stock", v("50", EARLY), v("40", LATE), "updated"),
    ("stock", v("40", EARLY), v("50", LATE), "differ"),
    ("toll", v("40", EARLY), v("40", NO, LATE), "updated"),
    ("keeper", v("walk", EARLY), v("theft", LATE), "updated"),
    ("deadline", v("2031-06", EARLY), v("2031-07", LATE), "updated"),
    ("deadline", v("2031-07", EARLY), v("2031-06", LATE), "differ"),
    ("deadline", v("2031/2031-06", EARLY), v("2031/2031-07", LATE), "updated"),
    ("deadline", v("2031/2031-07", EARLY), v("2031/2031-06", LATE), "differ"),
    # what was denied may have come to pass, not the other way round
    ("status", v("happened", NO, EARLY), v("happened", LATE), "updated"),
    ("status", v("happened", EARLY), v("happened", NO, LATE), "differ"),
    # and a plan may have been called off, by a later word only
    ("status", v("planned", EARLY), v("planned", NO, LATE), "updated"),
    ("status", v("began", EARLY), v("planned", NO, LATE), "differ"),
    ("status", v("planned"), v("planned", NO), "differ"),
    # what was still going on may have ended since
    ("founded", v("2031-05/..", EARLY), v("2031-05/2031-06-15", LATE), "updated"),
    ("founded", v("2031-05/..", EARLY), v("2031-05-03/2031-06-15", LATE), "updated"),
    ("founded", v("2031-05/2031-06-15", EARLY), v("2031-05/..", LATE), "differ"),
    ("founded", v("2031-05/..", EARLY), v("2031-05/2031-05-15", LATE), "differ"),
    ("founded", v("2031-05/..", EARLY), v("2031-04/2031-06-15", LATE), "differ"),
    ("founded", v("2031-05/.."), v("2031-05/2031-06-15"), "differ"),
    # framing
    ("label", v("walk"), v("theft"), "framing"),
    ("label", v("walk", STATE), v("theft"), "framing"),
    ("label", v("walk"), v("walk", NO), "framing"),
    ("cost", v("40"), v("50"), "framing"),
    ("cause", v("walk"), v("theft"), "differ"),
    # differ: the same voice
    ("cause", v("walk", STATE), v("theft", STATE), "differ"),
    # parties otherwise
    ("cause", v("walk", STATE), v("theft", {"holder": "ministry"}), "parties"),
    ("cause", v("walk", STATE), v("theft"), "parties"),
    ("cause", v("walk", {"holder": "unnamed"}), v("theft", {"holder": "unnamed"}), "parties"),
    ("cause", v("walk", {"holder": "unnamed"}), v("theft"), "parties"),
]


def _id(row: tuple) -> str:
    """A claim pair as a test's name."""
    aspect, left, right, verdict = row
    sides = (" ".join(map(str, side.values())) for side in (left, right))
    return f"{aspect}: {' | '.join(sides)}: {verdict}"


@pytest.mark.parametrize(
    ("aspect", "left", "right", "verdict"),
    [pytest.param(*row, id=_id(row)) for row in VERDICTS + CLASHES],
)
def test_verdict_and_its_mirror(affair, aspect, left, right, verdict):
    assert affair.row(aspect, left, right).verdict is Verdict(verdict)
    assert affair.row(aspect, right, left).verdict is Verdict(verdict)


@pytest.mark.parametrize(
    ("aspect", "left", "right", "more"),
    [
        ("when", v("2031-06-15"), v("2031-06"), Side.LEFT),
        ("when", v("2031"), v("2031-06"), Side.RIGHT),
        ("who", v("minister rival"), v("minister"), Side.LEFT),
        ("tools", v("walk"), v("walk storm"), Side.RIGHT),
        ("status", v("happened"), v("began"), Side.LEFT),
        ("steps", v("150..200"), v("180..250"), None),
        ("steps", v("150"), v("150"), None),
        ("steps", v("150"), v("150", NO), None),
    ],
)
def test_which_side_says_more(affair, aspect, left, right, more):
    assert affair.row(aspect, left, right).more is more


@pytest.mark.parametrize(
    ("aspect", "left", "right", "told", "verdict"),
    [
        # when, where: the earlier claim not real, the later at least as far
        ("when", v("2031-06", EARLY), v("2031-07", LATE), {"uk": "planned"}, "updated"),
        ("where", v("port", EARLY), v("isle", LATE), {"uk": "planned"}, "updated"),
        ("when", v("2031-06", EARLY), v("2031-07", LATE), {}, "differ"),
        ("when", v("2031-06", EARLY), v("2031-07", LATE), {"uk": "began"}, "differ"),
        ("when", v("2031-06"), v("2031-07"), {"uk": "planned"}, "differ"),
        ("when", v("2031-06", LATE), v("2031-07", EARLY), {"uk": "planned"}, "differ"),
        (
            "when",
            v("2031-06", EARLY),
            v("2031-07", LATE),
            {"uk": "announced", "ru": "planned"},
            "updated",
        ),
        (
            "when",
            v("2031-06", EARLY),
            v("2031-07", LATE),
            {"uk": "planned", "ru": "demanded"},
            "differ",
        ),
        (
            "when",
            v("2031-06", EARLY),
            v("2031-07", LATE),
            {"uk": "possible", "ru": "demanded"},
            "differ",
        ),
        ("founded", v("2031-06", EARLY), v("2031-07", LATE), {"uk": "planned"}, "differ"),
    ],
)
def test_a_plan_is_overtaken(affair, say, aspect, left, right, told, verdict):
    told_too = affair.telling(*(say.claim(report, "status", said) for report, said in told.items()))
    assert told_too.row(aspect, left, right).verdict is Verdict(verdict)
    assert told_too.row(aspect, left, right).more is None


@pytest.mark.parametrize(
    ("stages", "verdict"),
    [
        ([("state", "planned"), (None, "happened")], "updated"),  # the voice's own goes first
        ([(None, "planned"), ("rival", "happened")], "updated"),  # then the report's
        ([("rival", "planned")], "differ"),  # and nobody else's
        ([], "differ"),  # else: happened
    ],
)
def test_stage_is_the_voice_s_the_report_s_or_happened(affair, say, stages, verdict):
    told = (say.claim("uk", "status", stage, holder=holder) for holder, stage in stages)
    row = affair.telling(*told).row("when", v("2031-06", STATE, EARLY), v("2031-07", STATE, LATE))
    assert row.verdict is Verdict(verdict)


def test_stage_of_someone_unnamed_is_the_report_s(affair, say):
    told = (
        say.claim("uk", "status", "planned", holder="unnamed"),
        say.claim("uk", "status", "began"),
    )
    row = affair.telling(*told).row(
        "when", v("2031-06", {"holder": "unnamed"}, EARLY), v("2031-07", LATE)
    )
    assert row.verdict is Verdict.PARTIES


def test_a_denied_status_gives_no_stage(affair, say):
    told = say.claim("uk", "status", "planned", denied=True)
    row = affair.telling(told).row("when", v("2031-06", EARLY), v("2031-07", LATE))
    assert row.verdict is Verdict.DIFFER


def test_a_report_s_own_date_orders_its_claims(affair):
    dated = affair.reporting("uk", published="2031-06-16").reporting("ru", published="2031-06-20")
    assert dated.row("crowd", v("40"), v("50")).verdict is Verdict.UPDATED
    as_of_later = v("40", {"as_of": "2031-06-20"})
    assert dated.row("crowd", as_of_later, v("50")).verdict is Verdict.DIFFER


INSIDE = [
    ("cause", v("walk"), v("theft"), Verdict.SELF),
    ("cause", v("walk", STATE), v("theft", STATE), Verdict.SELF),
    ("cause", v("walk"), v("theft", STATE), Verdict.AT_ODDS),
    ("cause", v("walk"), v("theft", {"holder": "unnamed"}), Verdict.AT_ODDS),
    ("cause", v("walk", STATE), v("theft", {"holder": "rival"}), Verdict.PARTIES),
    (
        "cause",
        v("walk", {"holder": "unnamed"}),
        v("theft", {"holder": "unnamed"}),
        Verdict.PARTIES,
    ),
    ("label", v("walk"), v("theft", STATE), Verdict.FRAMING),
    ("status", v("planned"), v("happened", STATE), Verdict.STATUS),
    ("cause", v("walk"), v("walk", NO), Verdict.SELF),
    # told in one way, or moved on
    ("cause", v("walk"), v("walk", STATE), None),
    ("when", v("2031-06"), v("2031-06-15"), None),
    ("crowd", v("40", EARLY), v("50", LATE), None),
    ("status", v("planned", EARLY), v("happened", LATE), None),
    ("steps", v("~2500"), v("2600"), None),
    ("mood", {"says": "calm"}, {"says": "wild"}, None),
]


@pytest.mark.parametrize(("aspect", "one", "other", "verdict"), INSIDE)
def test_a_report_set_against_itself(affair, aspect, one, other, verdict):
    found = affair.inside(aspect, one, other)
    assert (found and found.verdict) is verdict
    again = affair.inside(aspect, other, one)
    assert (again and again.verdict) is verdict


ZONES = [
    # a day in Kyiv begins while the day before is still on in New York
    ("2031-06-16", "2031-06-15", "tolerance"),
    ("2031-06-15", "2031-06-16", "differ"),
    ("2031-06-17", "2031-06-15", "differ"),
    ("2031-06-15", "2031-06-15", "agree"),
    # months and years touch at midnight, which no zone explains
    ("2031-07", "2031-06", "differ"),
    ("2032", "2031", "differ"),
    # one of several days, one by one
    ("[2031-06-12,2031-06-17]", "2031-06-14", "differ"),
    ("[2031-06-12,2031-06-17]", "2031-06-11", "tolerance"),
    # extents and instants need no such help
    ("2031-06-16/2031-06-17", "2031-06-15", "differ"),
    ("2031-06-16T10:00Z", "2031-06-15", "differ"),
]


@pytest.mark.parametrize(("left", "right", "verdict"), ZONES)
def test_a_declared_zone_shift_may_explain_a_date(affair, left, right, verdict):
    zoned = affair.reporting("uk", timezone="Europe/Kyiv").reporting(
        "ru", timezone="America/New_York"
    )
    row = zoned.row("when", v(left), v(right))
    assert row.verdict is Verdict(verdict)
    assert (Flag.ZONE in row.flags) == (verdict == "tolerance")


@pytest.mark.parametrize("zone", [None, "Europe/Kyiv"])
def test_no_shift_without_two_different_zones(affair, zone):
    zoned = affair.reporting("uk", timezone="Europe/Kyiv").reporting("ru", timezone=zone)
    row = zoned.row("when", v("2031-06-16"), v("2031-06-15"))
    assert row.verdict is Verdict.DIFFER
    assert Flag.ZONE not in row.flags
