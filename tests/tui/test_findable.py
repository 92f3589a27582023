"""What can be found, and what each thing found is good for."""

import pytest

from iraq_tui.domain.query.terms import QueryError
from iraq_tui.tui.commands import COMMANDS, Where
from iraq_tui.tui.findable import Found, Kind, Names, index_of, offered
from iraq_tui.tui.keymap import DEFAULT


@pytest.mark.parametrize(
    ("found", "term"),
    [
        (Found(Kind.ACTOR, "mayor", "The mayor"), "actor:mayor"),
        (Found(Kind.REPORT, "uk", "A report"), "report:uk"),
        (Found(Kind.PLACE, "port-quill", "Port Quill"), "place:port-quill"),
        (Found(Kind.TAG, "two words", "two words"), 'tag:"two words"'),
        (Found(Kind.TAG, 'a "b"', 'a "b"'), ""),
        (Found(Kind.TAG, "a,b", "a,b"), ""),
        (Found(Kind.EVENT, "talks", "Talks"), ""),
        (Found(Kind.COMMAND, "help", "this help"), ""),
        (Found(Kind.THEME, "nord", "nord"), ""),
    ],
)
def test_the_filter_term_of_a_thing(found, term):
    assert found.term == term


def test_every_term_means_its_thing_in_a_filter(catalogue):
    index = index_of(catalogue, DEFAULT, ())
    for one in index.names.things:
        term = one.found.term
        try:
            events = catalogue.find(catalogue.query(term), catalogue.pairs[0]) if term else ()
        except QueryError as error:
            pytest.fail(f"{term!r}: {error}")
        if term and one.found in index.names.counts:
            assert len(events) == index.names.counts[one.found], term


@pytest.mark.parametrize(
    ("command", "action"),
    [
        ("next-differ", "next_differ"),
        ("quit", "app.quit"),
        ("suspend", "app.suspend_process"),
        ("close", "close"),
    ],
)
def test_the_action_of_a_command(command, action):
    assert Found(Kind.COMMAND, command, "").action == action


def test_only_a_command_has_an_action():
    assert Found(Kind.TAG, "quit", "quit").action == ""


def test_what_is_offered_works_on_the_explorer_and_stands_in_order_of_use():
    found = offered()
    assert {one.where for one in found} == {Where.APP, Where.EXPLORER}
    assert all(one.offered for one in found)
    assert {one.id for one in COMMANDS if not one.offered}.isdisjoint(one.id for one in found)
    ids = [one.id for one in found]
    assert ids.index("previous-differ") == ids.index("next-differ") + 1
    assert ids.index("filter") < ids.index("help") < ids.index("reload")


def test_a_catalogue_has_one_index(catalogue, make_many):
    one = index_of(catalogue, DEFAULT, ("nord",))
    assert index_of(catalogue, DEFAULT, ()).names is one.names
    assert index_of(make_many(3), DEFAULT, ()).names is not one.names


def test_the_tags_and_counts_of_a_large_chronicle_take_no_look_at_its_events(make_many):
    catalogue = make_many(250)
    names = Names(catalogue)
    assert [one.found.id for one in names.things if one.found.kind is Kind.TAG] == list(
        catalogue.tags
    )
    for found, count in names.counts.items():
        assert count == len(catalogue.find(catalogue.query(found.term), catalogue.pairs[0]))


def test_dates_and_words_of_events_are_learnt_in_slices_and_once(make_many):
    names = Names(make_many(250))
    for learn, steps in ((names.learn_dates, 3), (names.learn_words, 3)):
        assert (len(list(learn())), list(learn())) == (steps, [])
    assert names.words["event"] >= 250
