"""The first events of a large store are there before the whole is read, or not at all."""

import pytest

from benchmarks.chronicles import Shape, parts
from iraq_tui.sources.open import FIRST, Location, first_look, open_store
from iraq_tui.sources.toml.first import first_events
from iraq_tui.sources.toml.problem import StoreError

SHAPE = Shape(events=FIRST + 40, claims=2)
TEXT = "".join(parts(SHAPE))


def first(text: str, count: int = FIRST):
    return first_events(text.encode(), count)


def test_they_are_as_in_the_whole_but_for_neighbours_further_on(write):
    found, whole = first(TEXT), open_store(write(TEXT)).catalogue
    assert len(found.events) == FIRST
    known = {event.id for event in found.events}
    for event in found.events:
        other = whole.event(event.id)
        assert (event.title, event.when, event.claims) == (other.title, other.when, other.claims)
        assert event.after == tuple(id_ for id_ in other.after if id_ in known)
        assert event.before == tuple(id_ for id_ in other.before if id_ in known)
    assert (found.title, found.reports, found.actors) == (
        whole.chronicle.title,
        whole.chronicle.reports,
        whole.chronicle.actors,
    )


def test_they_are_in_time_order(write):
    path = write(TEXT)
    catalogue = first_look(Location(path, name="store.toml")).catalogue
    seconds = list(catalogue.chronology.seconds)
    assert seconds == sorted(seconds)
    assert catalogue.chronicle.name == "store.toml"


def test_a_store_of_fewer_events_is_given_whole():
    few = "".join(parts(Shape(events=7)))
    assert len(first(few).events) == 7
    assert len(first("\ufeff" + few).events) == 7


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("schema = 1", "schema = 99"),
        ("schema = 1", "schema = "),
        ("[[events]]\nid = ", "[[events]]\nid = 7 # "),
        ("[[events]]\nid = ", "[[events]]\nno-such-key = 1\nid = "),
        ("when = ", "when = 7 # "),
        ("schema = 1", "schema = 1\ntolerances.about_percent = nan"),
        ("schema = 1", "schema = 1\ntolerances.about_percent = inf"),
        ("schema = 1", f"schema = 1\ntolerances.dozens = [1, {2**70}]"),
        ("value = ", "value = inf # "),
        ("value = ", f"value = {2**70} # "),
    ],
)
def test_where_they_have_errors_nothing_shows_and_the_whole_tells_them(old, new, write):
    broken = TEXT.replace(old, new, 1)
    assert broken != TEXT
    assert first(broken) is None
    with pytest.raises(StoreError) as told:
        open_store(write(broken))
    assert told.value.problems


def test_an_error_further_on_does_not_keep_the_first_back(write):
    """They show, and the reading of the whole tells the error: the screen goes then."""
    head, last = TEXT.rsplit("[[events]]\nid = ", 1)
    broken = f"{head}[[events]]\nid = 7 # {last}"
    assert len(first(broken).events) == FIRST
    path = write(broken)
    assert first_look(Location(path)) is not None
    with pytest.raises(StoreError) as told:
        open_store(path)
    assert any(problem.line for problem in told.value.problems)


def test_half_a_file_shows_its_first_events_and_is_refused_in_the_end(write):
    half = TEXT[: int(len(TEXT) * 0.9)]
    assert first(half) is not None
    with pytest.raises(StoreError):
        open_store(write(half))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "no toml at all [",
        'about = """\n[[events]]\n"""\n' + TEXT.replace("about = ", "# "),  # a header in a text
        TEXT.replace("[[events]]", "[[ events ]]"),
        TEXT.replace("[[events]]", "  [[events]]"),
    ],
)
def test_what_is_told_of_other_layouts_is_never_wrong(text, write):
    """Whatever a look at the beginning makes of it, it is what the whole says, or nothing."""
    found = first(text)
    try:
        whole = {event.id: event for event in open_store(write(text)).catalogue.chronicle.events}
    except StoreError:
        whole = {}
    assert found is None or {event.id for event in found.events} <= set(whole)
