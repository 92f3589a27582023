"""The filter language, asked of a small chronicle: a lighthouse, a fog, a feast."""

import pytest

from iraq_tui.domain.moment import parse_moment
from iraq_tui.domain.query.terms import QueryError
from iraq_tui.domain.records import (
    BUILT_IN_ASPECTS,
    Actor,
    Anchor,
    Aspect,
    AspectType,
    Chronicle,
    Claim,
    Event,
    Place,
    Report,
)
from iraq_tui.sources.memory import MemoryCatalogue

REPORTS = {id_: Report(id_, id_, "en") for id_ in ("uk", "ru", "en")}
ACTORS = {
    actor.id: actor
    for actor in (
        Actor("state", "The State", {"uk": ("Держава",), "ru": ("Держава", "Империя")}),
        Actor("ministry", "Ministry of Lamps", {"uk": ("Світильня",)}, part_of=("state",)),
        Actor("keeper", "Émile Keeper", {"ru": ("Смотритель", "Ёлкин")}),
        Actor("wire", "Tide Wire"),
        Actor("rock-north", "The Rock"),
        Actor("rock-south", "The Rock"),
    )
}
PLACES = {
    place.id: place
    for place in (
        Place("land", "The Land", {"uk": ("Суходіл",)}),
        Place("port", "Port", part_of=("land",)),
        Place("isle", "Isle"),
    )
}
CAUSE = Aspect("cause", "Why?", AspectType.CHOICE, options={"walk": "a walk", "theft": "a theft"})


def claim(event: str, aspect: str, report: str, *value: str, **more) -> Claim:
    return Claim(event, aspect, report, value, **more)


FOG = Event(
    "fog",
    "The great fog",
    (
        claim("fog", "who", "uk", "ministry", says="It came at night"),
        claim("fog", "who", "ru", "ministry"),
        claim("fog", "where", "uk", "isle", denied=True),
    ),
    when=parse_moment("2023-10"),
    place=("port",),
    actors=("rock-north",),
    tags=("weather",),
)
WALK = Event(
    "walk",
    "The lighthouse walks",
    (
        claim("walk", "cause", "uk", "walk", holder="keeper", anchors=(Anchor("маяк рушив"),)),
        claim("walk", "cause", "ru", "theft", holder="keeper"),
        claim("walk", "where", "ru", "isle"),
    ),
    when=parse_moment("2024-01-15/2024-02"),
    actors=("rock-south",),
    tags=("moves", "night"),
    summary="A café stands empty; “nobody” saw it.",
)
REST = Event("rest", "It rests", (claim("rest", "cause", "en", "walk"),), after=("walk",))
SINCE = Event(
    "glow",
    "It glows",
    (claim("glow", "cause", "uk", "walk", via=("wire",)), claim("glow", "who", "ru", "state")),
    when=parse_moment("2022/.."),
    tags=("night",),
)
FEAST = Event(
    "feast", "The feast", (claim("feast", "cause", "uk", "walk"),), when=parse_moment("2024-06~")
)

CATALOGUE = MemoryCatalogue(
    Chronicle(
        "The lighthouse",
        REPORTS,
        ACTORS,
        PLACES,
        {**BUILT_IN_ASPECTS, "cause": CAUSE},
        (SINCE, FOG, WALK, REST, FEAST),
    )
)
ALL = "glow fog walk rest feast"


def found(text: str, pair=("uk", "ru")) -> str:
    """The ids that a filter finds, in time order."""
    return " ".join(CATALOGUE.row(i).id for i in CATALOGUE.find(CATALOGUE.query(text), pair))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ALL),
        ("   ", ALL),
        # words: id, title, summary, paraphrase, quote, actors' names in any language
        ("lighthouse", "walk"),
        ("LightHouse WALKS", "walk"),
        ("ight", "fog walk"),
        ("came", "fog"),
        ("рушив", "walk"),
        ("світильня", "fog"),
        ("cafe", "walk"),
        ("emile", "walk"),
        ("елкин", "walk"),
        ("nothing-like-it", ""),
        # phrases
        ('"great fog"', "fog"),
        ('"fog great"', ""),
        ("fog great", "fog"),
        ('"a  cafe"', "walk"),
        ('""nobody""', None),
        # negation of any term
        ("-lighthouse", "glow fog rest feast"),
        ('-"great fog" -feast', "glow walk rest"),
        ("-tag:night", "fog rest feast"),
        ("-since:2024", "fog"),
        ("-head:differ -head:agree", "glow rest feast"),
        # terms are AND, in any order, keys in any case
        ("tag:night report:ru", "glow walk"),
        ("TAG:night Report:RU -glows", "walk"),
        # actors: takes part, speaks, passes on; the parts of one are its own
        ("actor:keeper", "walk"),
        ("actor:wire", "glow"),
        ("actor:state", "glow fog"),
        ("actor:ministry", "fog"),
        ("actor:keeper,ministry", "fog walk"),
        ("actor:KEEPER", "walk"),
        # by name, in any of the store's languages, folded
        ("actor:Держава", "glow fog"),
        ("actor:империя", "glow fog"),
        ('actor:"ministry of lamps"', "fog"),
        ('actor:"Tide Wire,émile keeper"', "glow walk"),
        ("actor:ЕЛКИН", "walk"),
        # a name that two share means both
        ('actor:"the rock"', "fog walk"),
        ("-actor:state", "walk rest feast"),
        # places: the event's own, or claimed and not denied
        ("place:port", "fog"),
        ("place:land", "fog"),
        ("place:суходіл", "fog"),
        ("place:isle", "walk"),
        ("place:isle,land", "fog walk"),
        # reports and tags
        ("report:en", "rest"),
        ("report:en,ru", "glow fog walk rest"),
        ("tag:weather,moves", "fog walk"),
        # verdicts of any row, and of the head
        ("verdict:differ", "walk"),
        ("verdict:agree", "fog"),
        ("verdict:one-sided", "glow fog walk feast"),
        ('verdict:"One-sided"', "glow fog walk feast"),
        ("verdict:only", "glow fog walk feast"),
        ("verdict:apart", "glow"),
        ("head:only", "feast"),
        ("head:differ,agree", "fog walk"),
        ("head:self", ""),
        # between two reports, whichever pair is chosen
        ("between:uk,ru:disagree", "walk"),
        ("between:ru,uk:disagree", "walk"),
        ("between:uk,ru:agree", "fog"),
        ("between:uk,ru:agree,disagree", "fog walk"),
        ("between:uk,ru:only-uk", "glow fog feast"),
        ("between:uk,ru:only-ru", "glow walk"),
        ("BETWEEN:RU,UK:Only-RU", "glow walk"),
        ("between:uk,en:only-en", "rest"),
        ("between:uk,en:agree,compatible,updated,disagree,unjudged", ""),
        ('between:"uk, ru: agree"', "fog"),
        ("-between:uk,ru:only-ru", "fog rest feast"),
        # dates: an event is found where it may have been, in wide bounds
        ("since:2024", "glow walk rest feast"),
        ("since:2024-02", "glow walk rest feast"),
        ("since:2024-03", "glow rest feast"),
        ("since:2024-07", "glow rest feast"),
        ("since:2024-08", "glow rest"),
        ("until:2021", ""),
        ("until:2022", "glow"),
        ("until:2023-10-05", "glow fog"),
        ("until:2024-01-14", "glow fog"),
        ("until:2024-01-15", "glow fog walk rest"),
        ("until:2024-05", "glow fog walk rest feast"),
        ("since:2023-11 until:2024-01-20", "glow walk rest"),
        ('since:"mid October 2023" until:"31.12.2023"', "glow fog"),
        ('since:"середина жовтня 2023" until:"декабрь 2023"', "glow fog"),
    ],
)
def test_what_a_filter_finds(text, expected):
    if expected is None:
        with pytest.raises(QueryError):
            found(text)
    else:
        assert found(text) == expected


def test_verdicts_are_those_of_the_chosen_pair():
    assert found("head:differ", ("uk", "ru")) == "walk"
    assert found("head:differ", ("uk", "en")) == ""
    assert found("head:only", ("uk", "en")) == "glow fog walk rest feast"


def test_the_query_keeps_its_text_in_one_form():
    assert CATALOGUE.query("  tag:night   fog ").text == "tag:night fog"


@pytest.mark.parametrize(
    ("text", "term", "why", "mend"),
    [
        ("fog actr:state", "actr:state", "no filter actr:", "did you mean actor:?"),
        ("zzz:state", "zzz:state", "no filter zzz:", "the keys are actor, report, tag"),
        ("https://x.example", "https://x.example", "no filter https:", 'quote it: "https:…"'),
        ("actor:kepper", "actor:kepper", "no actor kepper", "did you mean keeper?"),
        ("actor:Смотритеь", "actor:Смотритеь", "no actor", "did you mean keeper?"),
        ("actor:qqqqqq", "actor:qqqqqq", "no actor qqqqqq", "there are keeper, ministry"),
        ("actor:keeper,qqqqqq", "actor:keeper,qqqqqq", "no actor qqqqqq", "there are"),
        ("place:prt", "place:prt", "no place prt", "did you mean port?"),
        ("report:de", "report:de", "no report de", "did you mean en?"),
        ("report:xx", "report:xx", "no report xx", "there are en, ru, uk"),
        ("-tag:nigth", "-tag:nigth", "no tag nigth", "did you mean night?"),
        ("verdict:difer", "verdict:difer", "no verdict difer", "did you mean differ?"),
        ("head:wrong", "head:wrong", "no verdict wrong", ""),
        ("between:uk,ru", "between:uk,ru", "is missing", "agree, compatible, updated"),
        ("between:uk,ru:", "between:uk,ru:", "is missing", "only-uk, only-ru"),
        ("between:uk:agree", "between:uk:agree", "must name two reports", "between:A,B:disagree"),
        ("between:uk,uk:agree", "between:uk,uk:agree", "must name two reports", "A,B"),
        ("between:uk,ru,en:agree", "between:uk,ru,en:agree", "must name two reports", "A,B"),
        ("between:uk,xx:agree", "between:uk,xx:agree", "no report xx", "there are en, ru, uk"),
        ("between:uk,ru:agre", "between:uk,ru:agre", "no kind agre", "did you mean agree?"),
        ("between:uk,ru:only-en", "between:uk,ru:only-en", "no kind only-en", "did you mean only-"),
        ("between:uk,ru:agree,", "between:uk,ru:agree,", "an item of the list is empty", "a,b"),
        ("tag:night,", "tag:night,", "an item of the list is empty", "a,b"),
        ("tag:,", "tag:,", "an item of the list is empty", "a,b"),
        ("fog actor:", "actor:", "nothing follows", "actor:usa"),
        ('tag:""', 'tag:""', "nothing follows", "tag:talks"),
        ("since:", "since:", "nothing follows", "since:2023-10"),
        ("fog -", "-", "nothing follows", "-talks"),
        ('""', '""', "nothing follows", "talks"),
        ('" "', '" "', "nothing follows", "talks"),
        ("since:sometime", "since:sometime", "not understood", "2023-10"),
        ("until:2024-13", "until:2024-13", "", ""),
        ("until:2023-02-30", "until:2023-02-30", "", ""),
        ('fog "great', '"great', "the quotes are not closed", "close them"),
        ('actor:"great fog', 'actor:"great fog', "the quotes are not closed", "close them"),
        ('fog"great fog"', 'fog"great', "the quotes stand inside a word", "put a space"),
        ("\u200d", "\u200d", "no letters or digits", "write a word"),
    ],
)
def test_a_bad_term_is_named_with_its_mend(text, term, why, mend):
    with pytest.raises(QueryError) as refused:
        CATALOGUE.query(text)
    error = refused.value
    assert error.term == term
    assert error.why
    assert error.mend
    assert why in error.why
    assert mend in error.mend
    assert str(error) == f"{error.term}: {error.why}; {error.mend}"


def test_reports_that_differ_in_case_alone_are_told_apart():
    reports = {id_: Report(id_, id_, "en") for id_ in ("a", "A")}
    event = Event("walk", "It", (claim("walk", "who", "A"),))
    plain = MemoryCatalogue(Chronicle("It", reports, {}, {}, BUILT_IN_ASPECTS, (event,)))
    for text, hits in (("between:a,A:only-A", [0]), ("between:a,A:only-a", [])):
        assert list(plain.find(plain.query(text), ("a", "A"))) == hits


def test_a_chronicle_without_tags_says_so():
    bare = MemoryCatalogue(Chronicle("Bare", REPORTS, {}, {}, BUILT_IN_ASPECTS, ()))
    with pytest.raises(QueryError, match="this chronicle has no tags"):
        bare.query("tag:night")


def test_tags_that_differ_in_case_or_accents_are_all_found():
    events = tuple(Event(tag, tag, (), tags=(tag,)) for tag in ("Fête", "fete", "walk"))
    plain = MemoryCatalogue(Chronicle("Days", REPORTS, {}, {}, BUILT_IN_ASPECTS, events))
    both = plain.find(plain.query("tag:fete"), ("uk", "ru"))
    assert sorted(plain.ids(both)) == ["Fête", "fete"]
