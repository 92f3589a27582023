import pytest

from iraq_tui.tui.terms import actors_in, begins_a_term, term, toggle_actor, without_last


@pytest.mark.parametrize(
    ("before", "actor", "after"),
    [
        ("", "mayor", "actor:mayor"),
        ("actor:mayor", "mayor", ""),
        ("tag:plans actor:mayor bridge", "mayor", "tag:plans bridge"),
        ("actor:mayor,city", "mayor", "actor:city"),
        ('"two words" -actor:mayor', "mayor", '"two words" -actor:mayor actor:mayor'),
        ('actor:"City council"', "council", ""),
    ],
)
def test_an_actor_goes_into_the_filter_and_out(catalogue, before, actor, after):
    assert toggle_actor(before, actor, catalogue) == after


@pytest.mark.parametrize(
    ("text", "actors"),
    [
        ("", set()),
        ("actor:mayor,city tag:plans", {"mayor", "city"}),
        ("-actor:mayor", set()),
        ('actor:"Місто Порт-Квіл"', {"city"}),
        ("actor:nobody", set()),
    ],
)
def test_the_actors_a_filter_names(catalogue, text, actors):
    assert actors_in(text, catalogue) == actors


@pytest.mark.parametrize(
    ("values", "said"),
    [
        (("talks",), "tag:talks"),
        (("a", "b"), "tag:a,b"),
        (("two words", "a"), 'tag:"two words,a"'),
        (('say "so"',), ""),
        (("a,b",), ""),
    ],
)
def test_a_term_is_quoted_where_it_must_be(values, said):
    assert term("tag", *values) == said


@pytest.mark.parametrize(
    ("text", "begins", "rest"),
    [
        ("", False, ""),
        ("verd", True, ""),
        ("tag:plans -act", True, "tag:plans"),
        ("tag:plans bridge", False, "tag:plans"),
        ("tag:plans verd ", False, "tag:plans"),
        ('"two words" ver', True, '"two words"'),
        ("-", False, ""),
    ],
)
def test_half_a_term_is_told_from_whole_ones(text, begins, rest):
    assert begins_a_term(text) == begins
    assert without_last(text) == rest
