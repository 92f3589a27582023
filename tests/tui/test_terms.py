import pytest

from iraq_tui.tui.terms import actors_in, toggle_actor


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
