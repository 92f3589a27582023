"""What is found by what is typed, and in which order."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from iraq_tui.domain.records import Actor, Place
from iraq_tui.sources.memory import MemoryCatalogue
from iraq_tui.text.fold import fold
from iraq_tui.tui.findable import Index, Kind, index_of
from iraq_tui.tui.finding import Search, context, find, matches
from iraq_tui.tui.keymap import DEFAULT, merged

THEMES = ("ansi-dark", "nord", "textual-dark", "textual-light")


@pytest.fixture(scope="module")
def index(catalogue) -> Index:
    """The affair, some of its actors and places spelt in three languages."""
    base = catalogue.chronicle
    actors = {
        **base.actors,
        "mayor": Actor(
            "mayor",
            "Mayor Ottoline Brask",
            {"uk": ("мерка Оттоліна Браск",), "ru": ("мэр Оттолина Браск", "градоначальница")},
            kind="person",
        ),
        "élan": Actor("élan", "Association Élan", {"ru": ("«Ёлка»",)}),
    }
    places = {**base.places, "port-quill": Place("port-quill", "Port Quill", {"uk": ("Порт",)})}
    spelt = MemoryCatalogue(replace(base, actors=actors, places=places))
    return index_of(spelt, DEFAULT, THEMES)


def ids(index: Index, text: str) -> list[str]:
    return [one.id for one in find(index, text).found]


def first(index: Index, text: str) -> tuple[Kind, str]:
    found = find(index, text).found[0]
    return found.kind, found.id


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # actors, by any spelling
        ("brask", (Kind.ACTOR, "mayor")),
        ("Браск мерка", (Kind.ACTOR, "mayor")),
        ("ГРАДОНАЧАЛЬНИЦА", (Kind.ACTOR, "mayor")),
        ("elan", (Kind.ACTOR, "élan")),
        ("елка", (Kind.ACTOR, "élan")),
        ("порт-квил", (Kind.ACTOR, "city")),
        # reports, places, tags, themes
        ("вісник", (Kind.REPORT, "uk")),
        ("вестник порту", None),
        ("quill courier", (Kind.REPORT, "en")),
        ("long bridge", (Kind.PLACE, "bridge")),
        ("порт", (Kind.PLACE, "port-quill")),
        ("money", (Kind.TAG, "money")),
        ("nord", (Kind.THEME, "nord")),
        ("theme dark", (Kind.THEME, "ansi-dark")),
        # events: title, id, paraphrase, quote, date
        ("bridge opens", (Kind.EVENT, "opening")),
        ("opens the BRIDGE", (Kind.EVENT, "opening")),
        ("rumour", (Kind.EVENT, "rumour")),
        ("cheered", (Kind.EVENT, "opening")),
        ("натовп", (Kind.EVENT, "opening")),
        ("минулої п'ятниці", (Kind.EVENT, "talks")),
        ("2027-03-14", (Kind.EVENT, "talks")),
        ("14 march 2027", (Kind.EVENT, "talks")),
        ("14.03.2027", (Kind.EVENT, "talks")),
        ("березень 2027", (Kind.EVENT, "talks")),
        ("март 2027", (Kind.EVENT, "talks")),
        ("2027 money", (Kind.EVENT, "talks")),
        ("березень 2027 money", (Kind.EVENT, "talks")),
        ("early may 2031", (Kind.EVENT, "price")),
        # commands, by words, id and key
        ("disagreement", (Kind.COMMAND, "next-differ")),
        ("read anew", (Kind.COMMAND, "reload")),
        ("next-year", (Kind.COMMAND, "next-year")),
        ("D", (Kind.COMMAND, "previous-differ")),
        ("d", (Kind.COMMAND, "next-differ")),
        ("в", (Kind.COMMAND, "next-differ")),
        ("ctrl+r", (Kind.COMMAND, "reload")),
        ("?", (Kind.COMMAND, "help")),
        ("F1", (Kind.COMMAND, "help")),
        # nothing
        ("brask zeppelin", None),
        ("березень 1999", None),
    ],
)
def test_the_best_is_what_was_meant(index, text, expected):
    answer = find(index, text)
    assert ((answer.found[0].kind, answer.found[0].id) if answer.found else None) == expected


@pytest.mark.parametrize(
    ("text", "earlier", "later"),
    [
        ("plans", "plans", "plan"),  # the whole id, before a word of a title
        ("bridge", "plan", "opening"),  # equals, in time order
        ("read", "reload", "edit"),  # the beginning of a name, before a word further on
        ("act", "actors", "mayor"),  # the beginning of a name's word, before its kind
        ("repairs", "repair", "opening"),
        ("mayor", "mayor", "talks"),  # an actor, before the events it takes part in
        ("2031", "opening", "plan"),
    ],
)
def test_names_come_before_content_and_whole_words_before_parts(index, text, earlier, later):
    found = [*ids(index, text), later]
    assert found.index(earlier) < found.index(later)


def test_equals_stand_by_kind_and_then_in_their_own_order(index):
    kinds = [one.kind for one in find(index, "e").found]
    assert len(set(kinds)) > 3
    events = [one.id for one in find(index, "2031").found if one.kind is Kind.EVENT]
    assert events[:3] == ["price", "opening", "silent"]


def test_an_events_actors_and_places_find_it_too(index):
    assert ids(index, "brask talks money") == ["talks"]
    assert "opening" in ids(index, "long bridge мэр")


def test_an_event_in_the_time_asked_for_comes_before_one_that_may_touch_it(index):
    assert ids(index, "травень 2031") == ["price", "opening", "silent"]
    assert ids(index, "20 травня 2031") == ["opening", "price"]


def test_without_words_the_commands_come_first_and_no_events(index):
    answer = find(index, "  ")
    assert answer.words == ()
    assert answer.found[0].id == "next-differ"
    kinds = list(dict.fromkeys(one.kind for one in answer.found))
    assert kinds == [Kind.COMMAND, Kind.REPORT, Kind.ACTOR, Kind.PLACE, Kind.TAG, Kind.THEME]


def test_a_key_of_ones_own_finds_its_command(catalogue):
    own = index_of(catalogue, merged({"reload": ("f5",)}), ())
    assert first(own, "F5") == (Kind.COMMAND, "reload")
    assert find(own, "ctrl+r").found == ()


@pytest.mark.parametrize(
    ("typed", "instead", "expected"),
    [
        ("coucnil", "council", (Kind.ACTOR, "council")),  # two changed places
        ("counil", "council", (Kind.ACTOR, "council")),  # one missing
        ("councill", "council", (Kind.ACTOR, "council")),  # one too many
        ("coencil", "council", (Kind.ACTOR, "council")),  # one wrong
        ("nprd", "nord", (Kind.THEME, "nord")),
        ("браск градоначадьница", "браск градоначальница", (Kind.ACTOR, "mayor")),
    ],
)
def test_a_slip_of_one_letter_is_found_and_told(index, typed, instead, expected):
    answer = find(index, typed)
    assert answer.instead == instead
    assert (answer.found[0].kind, answer.found[0].id) == expected


@pytest.mark.parametrize("typed", ["xyz", "zeppelin", "brxxk", "bridge zeppelin"])
def test_what_is_further_off_is_not_found(index, typed):
    answer = find(index, typed)
    assert (answer.found, answer.total, answer.instead) == ((), 0, "")


def test_at_most_so_many_are_given_and_all_are_counted(make_many):
    answer = find(index_of(make_many(300), DEFAULT, ()), "event", limit=50)
    assert len(answer.found) == 50
    assert answer.total >= 300


@given(text=st.text(max_size=30))
def test_anything_may_be_typed(index, text):
    answer = find(index, text)
    assert len(answer.found) <= answer.total
    assert all(answer.words)


def test_any_title_finds_its_event_among_the_very_first(index, catalogue):
    for event in catalogue.chronicle.events:
        exact = [one for one in find(index, event.title).found if one.title == event.title]
        assert event.id in [one.id for one in exact]
        assert find(index, event.title).found[0] in exact


def test_a_search_gives_its_first_hits_before_it_has_seen_all(make_many):
    search = Search(index_of(make_many(1000), DEFAULT, ()), "event")
    next(search.steps())
    early = search.answer
    assert early.is_partial
    assert 0 < early.total < 1000
    whole = find(index_of(make_many(1000), DEFAULT, ()), "event")
    assert not whole.is_partial
    assert whole.total >= 1000


@given(typed=st.text("event 12mayor-.", min_size=1, max_size=8), data=st.data())
def test_what_a_longer_text_finds_among_the_earlier_is_what_it_finds_alone(many, typed, data):
    cut = data.draw(st.integers(0, len(typed)))
    earlier = Search(many, typed[:cut])
    for _ in earlier.steps():
        pass
    narrowed = Search(many, typed, earlier=earlier)
    for _ in narrowed.steps():
        pass
    assert narrowed.answer == find(many, typed)


@pytest.fixture(scope="module")
def many(make_many) -> Index:
    return index_of(make_many(130), DEFAULT, THEMES)


# --- why it was found ---


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("градоначальница", "градоначальница"),
        ("ottoline", ""),
        ("cheered", "The crowd cheered for an hour"),
        ("opens cheered", "The crowd cheered for an hour"),
        ("минулої", "минулої п’ятниці"),
        ("nord", ""),
        ("ctrl+r", ""),
        ("2027-03-14", ""),
    ],
)
def test_the_text_it_was_found_in_is_told_where_its_title_does_not_show_it(index, text, expected):
    answer = find(index, text)
    assert context(index.names, answer.found[0], answer.words) == expected


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("The bridge opens", ["bridge"], ["bridge"]),
        ("The bridge opens", ["opens", "the"], ["The", "opens"]),
        ("Élan vital", ["elan"], ["Élan"]),
        ("Е\u0301тьєн, ёлка", ["етьєн", "елка"], ["Е\u0301тьєн", "ёлка"]),
        ("ﬁnal", ["fin"], ["ﬁn"]),
        ("partly an art", ["art"], ["art"]),  # at the beginning of a word
        ("partly", ["art"], ["art"]),  # else inside
        ("abab", ["ab", "aba"], ["aba"]),
        ("none", ["x"], []),
        ("", ["x"], []),
        ("a.b", [".", ""], ["."]),
    ],
)
def test_the_words_in_a_text(text, words, expected):
    assert [text[run.start : run.stop] for run in matches(text, words)] == expected


@given(text=st.text(max_size=40), word=st.text(min_size=1, max_size=3))
def test_marks_lie_in_the_text_in_order(text, word):
    runs = matches(text, [fold(word)])
    ends = [at for run in runs for at in (run.start, run.stop)]
    assert ends == sorted(set(ends))
    assert all(0 <= at <= len(text) for at in ends)
