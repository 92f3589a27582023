"""Reading the store anew: the place is kept, and what is lost is said."""

import os

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from iraq_tui.domain.placing import places
from iraq_tui.domain.records import Report
from iraq_tui.sources.memory import MemoryCatalogue
from iraq_tui.sources.open import Opened
from iraq_tui.sources.store_file import StoreFile
from iraq_tui.sources.toml.problem import Severity
from iraq_tui.tui import state
from iraq_tui.tui.reloading import Lost, reloaded, reread


def with_events(catalogue, events, **changes) -> MemoryCatalogue:
    """The catalogue with other events, in time order, and a digest of its own."""
    by_id = {event.id: event for event in events}
    ordered = tuple(by_id[id_] for id_ in places(events))
    changes.setdefault("digest", "1" * 64)
    return MemoryCatalogue(replace(catalogue.chronicle, events=ordered, **changes))


def without(catalogue, *ids, **changes) -> MemoryCatalogue:
    left = [
        replace(
            event,
            after=tuple(one for one in event.after if one not in ids),
            before=tuple(one for one in event.before if one not in ids),
        )
        for event in catalogue.chronicle.events
        if event.id not in ids
    ]
    return with_events(catalogue, left, **changes)


def ids(catalogue) -> list[str]:
    return [catalogue.row(i).id for i in range(catalogue.count())]


def at(catalogue, id_, **rest) -> state.View:
    return replace(state.start(catalogue), highlighted=id_, **rest)


def test_the_same_store_shows_the_same_and_says_nothing(catalogue):
    view = at(catalogue, "price", selection=frozenset({"plan"}), anchor="talks")
    view = state.with_filter(view, catalogue, "tag:plans")
    again = reloaded(view, catalogue, MemoryCatalogue(catalogue.chronicle))
    assert (again.view, again.lost, again.notices) == (view, Lost(became=view), ())


@pytest.mark.parametrize(
    ("here", "gone", "then"),
    [
        ("price", ("plan", "talks"), "price"),
        ("price", ("price",), "opening"),
        ("price", ("price", "opening"), "rumour"),
        ("odd", ("odd",), "repair"),
        ("repair", ("repair", "odd"), "silent"),
    ],
)
def test_the_highlight_is_kept_by_id_or_goes_to_the_next(catalogue, here, gone, then):
    assert ids(catalogue)[-3:] == ["silent", "repair", "odd"]
    new = without(catalogue, *gone)
    assert reloaded(at(catalogue, here), catalogue, new).view.highlighted == then


def test_an_event_that_moved_in_time_is_followed(catalogue):
    first, *rest = catalogue.chronicle.events
    moved = replace(first, when=catalogue.event("odd").when, claims=())
    new = with_events(catalogue, [*rest, moved])
    view = reloaded(at(catalogue, first.id), catalogue, new).view
    assert view.highlighted == first.id
    assert state.position(view, new) == new.index(first.id) > 0


def test_the_selection_keeps_what_is_there_and_says_what_is_not(catalogue):
    view = at(
        catalogue,
        "plan",
        selection=frozenset({"plan", "talks", "price"}),
        previous=frozenset({"talks", "odd"}),
        anchor="talks",
    )
    again = reloaded(view, catalogue, without(catalogue, "talks", "odd", "price"))
    assert again.view.selection == {"plan"}
    assert again.view.previous == frozenset()
    assert again.view.anchor is None
    assert again.lost.selection == {"talks", "price"}
    assert again.lost.previous == {"talks", "odd"}
    assert again.notices[0] == "2 selected events are gone"


def test_a_filter_is_kept_while_it_makes_sense(catalogue):
    view = state.with_filter(at(catalogue, "plan"), catalogue, "actor:council")
    new = without(catalogue, "talks")
    again = reloaded(view, catalogue, new)
    assert again.view.filter == "actor:council"
    assert list(again.view.visible) == list(new.find(new.query("actor:council"), view.pair))
    assert "talks" not in new.ids(again.view.visible)


def test_a_filter_that_makes_no_sense_any_more_is_taken_off_and_it_is_said_why(catalogue):
    view = state.with_filter(at(catalogue, "price"), catalogue, "tag:money")
    new = without(catalogue, "talks")
    again = reloaded(view, catalogue, new)
    assert again.view.filter == ""
    assert len(again.view.visible) == new.count()
    assert again.notices[0].startswith("the filter was taken off: tag:money: ")


@pytest.mark.parametrize(
    ("pair", "reports", "then", "said"),
    [
        (("uk", "en"), "en uk xx", ("uk", "en"), ()),
        (("en", "uk"), "xx uk en", ("en", "uk"), ()),
        (("en", "xx"), "en uk", ("en", "uk"), ("xx gone: comparing en with uk",)),
        (("en", "uk"), "xx", ("xx", "xx"), ("en and uk gone: comparing xx",)),
        (("en", "en"), "en uk", ("en", "uk"), ("comparing en with uk",)),
        (("en", "en"), "en", ("en", "en"), ()),
    ],
)
def test_the_pair_is_kept_while_both_reports_are_there(catalogue, pair, reports, then, said):
    known = catalogue.chronicle.reports
    new = with_events(
        catalogue,
        [replace(event, claims=()) for event in catalogue.chronicle.events],
        reports={one: known.get(one) or Report(one, one, "en") for one in reports.split()},
        judgements=(),
        digest=catalogue.chronicle.digest,
    )
    again = reloaded(at(catalogue, "plan", pair=pair), catalogue, new)
    assert (again.view.pair, again.notices) == (then, said)


def test_what_is_new_is_told_in_numbers(catalogue):
    plan, talks, *rest = without(catalogue, "odd").chronicle.events
    events = [plan, replace(talks, title="Talks"), replace(plan, id="more"), *rest]
    notices = reloaded(at(catalogue, "plan"), catalogue, with_events(catalogue, events)).notices
    assert notices == ("read anew: 1 new, 1 changed, 1 gone of 9 events",)
    same = with_events(catalogue, catalogue.chronicle.events, title="Another")
    assert reloaded(at(catalogue, "plan"), catalogue, same).notices == ("read anew: 9 events",)


def test_a_store_that_lost_all_its_events_leaves_an_empty_view(catalogue):
    new = with_events(catalogue, [], judgements=())
    view = reloaded(at(catalogue, "plan"), catalogue, new).view
    assert (list(view.visible), view.highlighted) == ([], None)
    assert reloaded(view, new, catalogue).view.highlighted == "plan"


FILTERS = ["", "tag:plans", "tag:money", "actor:council", "verdict:differ", "nothing-like-it"]


@given(data=st.data())
def test_whatever_is_gone_the_view_fits_the_new_store(catalogue, data):
    known = ids(catalogue)
    some = st.frozensets(st.sampled_from(known))
    view = at(
        catalogue,
        data.draw(st.sampled_from(known)),
        pair=data.draw(st.sampled_from(list(catalogue.pairs))),
        selection=data.draw(some),
        previous=data.draw(some),
        anchor=data.draw(st.none() | st.sampled_from(known)),
    )
    view = state.with_filter(view, catalogue, data.draw(st.sampled_from(FILTERS)))
    gone = data.draw(st.frozensets(st.sampled_from(known), max_size=len(known) - 1))
    new = without(catalogue, *gone, judgements=())
    again = reloaded(view, catalogue, new)
    left = frozenset(ids(new))
    assert again.view.selection == view.selection & left
    assert again.view.previous == view.previous & left
    assert again.lost.selection | again.lost.previous == (view.selection | view.previous) - left
    assert again.view.highlighted in left
    if again.view.visible:
        assert new.index(again.view.highlighted) in again.view.visible
    if again.view.anchor is not None:
        assert new.index(again.view.anchor) in again.view.visible
    if view.highlighted in left and new.index(view.highlighted) in again.view.visible:
        assert again.view.highlighted == view.highlighted
    assert state.ranged(again.view, new) <= left
    back = reloaded(again.view, new, catalogue, again.lost)
    assert replace(back.view, anchor=None) == replace(view, anchor=None)
    assert back.lost == Lost(became=back.view)


def test_what_was_lost_stays_wanted_until_something_else_is_chosen(catalogue):
    view = at(catalogue, "price", selection=frozenset({"plan", "price"}))
    lack = without(catalogue, "price", "plan")
    half = reloaded(view, catalogue, lack)
    still = reloaded(half.view, lack, lack, half.lost)
    assert not any("selected" in one for one in still.notices), "it was said before"
    moved = replace(still.view, highlighted="talks")
    again = reloaded(moved, lack, catalogue, still.lost).view
    assert (again.highlighted, again.selection) == ("talks", view.selection)
    chosen = replace(still.view, selection=frozenset({"talks"}))
    again = reloaded(chosen, lack, catalogue, still.lost).view
    assert (again.highlighted, again.selection) == ("price", {"talks"})


def test_a_filter_that_was_taken_off_comes_back_with_what_it_names(catalogue):
    view = state.with_filter(at(catalogue, "price"), catalogue, "tag:money")
    lack = without(catalogue, "talks")
    half = reloaded(view, catalogue, lack)
    assert half.view.filter == ""
    assert reloaded(half.view, lack, catalogue, half.lost).view.filter == "tag:money"
    other = state.with_filter(half.view, lack, "actor:mayor")
    assert reloaded(other, lack, catalogue, half.lost).view.filter == "actor:mayor"


# --- the file -------------------------------------------------------------------------------------

STORE = """\
schema = 1
title = "A bridge"
language = "en"

[reports.a]
title = "A"
language = "en"

[reports.b]
title = "B"
language = "en"

[[events]]
id = "plan"
title = "A plan"
when = "2019"

[[events.claims.when.a]]
value = "2019"
quote = "in 2019"
"""


@pytest.fixture
def store(tmp_path):
    path = tmp_path / "store.toml"
    path.write_text(STORE, encoding="utf-8")
    return StoreFile(path, name="store.toml")


def test_a_sound_store_is_opened(store):
    found = reread(store).result
    assert isinstance(found, Opened)
    assert found.catalogue.chronicle.name == "store.toml"


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        ("", "missing-key"),
        (STORE[: STORE.index("[[events]]")], "nothing-told"),
        (STORE[: STORE.index("when") + 8], "syntax"),
        (STORE.replace('"2019"', '"the year 2019"'), "bad-date"),
    ],
    ids=["empty", "saved as far as the events", "saved as far as a value", "an error"],
)
def test_a_store_that_cannot_be_used_gives_its_problems(store, content, kind):
    store.path.write_text(content, encoding="utf-8")
    problems = reread(store).result
    assert not isinstance(problems, Opened)
    assert kind in {one.kind for one in problems if one.severity is Severity.ERROR}


def test_a_store_that_is_gone_is_a_problem_that_names_it(store):
    store.path.unlink()
    (problem,) = reread(store).result
    assert problem.place == str(store.path)
    assert "no such file" in problem.what
    assert problem.mend


def test_a_file_that_changes_while_it_is_read_is_read_again(store):
    whole = STORE.replace("A plan", "Another plan")
    shares = []

    def told(share: float) -> None:
        if not shares:
            store.path.write_text(whole, encoding="utf-8")
        shares.append(share)

    found = reread(store, told=told)
    assert isinstance(found.result, Opened)
    assert found.result.catalogue.row(0).title == "Another plan"
    assert found.stamps == store.stamps(())


def test_a_file_that_never_rests_is_not_read_for_ever(store):
    changes = []

    def told(_: float) -> None:
        changes.append(0)
        store.path.write_text(STORE + f"# {len(changes)}\n", encoding="utf-8")

    found = reread(store, told=told)
    assert isinstance(found.result, Opened)
    assert found.stamps != store.stamps(()), "what follows the file reads it again"


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read anything")
def test_a_store_that_may_not_be_read_is_a_problem(store):
    store.path.chmod(0)
    (problem,) = reread(store).result
    assert "permission denied" in problem.what
