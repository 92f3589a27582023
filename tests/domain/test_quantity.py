"""Quantities: what each notation says and allows, its words, and what is refused."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iraq_tui.domain.quantity import (
    Interval,
    QuantityError,
    Tolerances,
    number_words,
    parse_quantity,
)


@pytest.mark.parametrize(
    ("written", "strict", "wide", "words"),
    [
        (2500, "2500", "2500", "2500"),
        ("2500", "2500", "2500", "2500"),
        (12500, "12,500", "12,500", "12,500"),
        (-3, "-3", "-3", "-3"),
        (0.5, "0.5", "0.5", "0.5"),
        (2500.0, "2500", "2500", "2500"),
        ("12345678.25", "12345678.25", "12345678.25", "12345678.25"),
        ("123456789012345678", "123,456,789,012,345,678", None, "123,456,789,012,345,678"),
        ("~2500", "2500", "[2250, 2750]", "about 2500"),
        ("~ -10", "-10", "[-11, -9]", "about -10"),
        (">150", "(150, ∞)", "(150, ∞)", "more than 150"),
        (">= 150", "[150, ∞)", "[150, ∞)", "at least 150"),
        ("<900", "(−∞, 900)", "(−∞, 900)", "fewer than 900"),
        ("<=900", "(−∞, 900]", "(−∞, 900]", "at most 900"),
        ("150..200", "[150, 200]", "[150, 200]", "150 to 200"),
        ("150–200", "[150, 200]", "[150, 200]", "150 to 200"),
        (" 150 .. 200 ", "[150, 200]", "[150, 200]", "150 to 200"),
        ("−5..−3", "[-5, -3]", "[-5, -3]", "-5 to -3"),
        ("dozens", "[20, 99]", "[20, 99]", "dozens"),
        ("hundreds", "[100, 999]", "[100, 999]", "hundreds"),
        ("thousands", "[1000, 9999]", "[1000, 9999]", "thousands"),
    ],
)
def test_notation(written, strict, wide, words):
    quantity = parse_quantity(written)
    assert str(quantity.strict) == strict
    assert str(quantity.wide) == (wide or strict)
    assert quantity.words() == words


@pytest.mark.parametrize(
    ("one", "other"),
    [("~ 2500", "~2500"), ("~\t2500", "~2500"), (">= 150", ">=150"), (2500.0, 2500)],
)
def test_two_ways_of_writing_a_quantity_are_one(one, other):
    assert parse_quantity(one) == parse_quantity(other)


@pytest.mark.parametrize(
    ("written", "why", "mend"),
    [
        ("2,500", "grouped", "2500"),
        ("2 500", "grouped", "2500"),
        ("2\u00a0500", "grouped", "2500"),
        ("200..150", "more than", '"150..200"'),
        ("several", "no quantity", "~2500"),
        ("", "no quantity", "~2500"),
        ("~", "no quantity", "~2500"),
        (">~150", "no quantity", "~2500"),
        ("1e3", "no quantity", "~2500"),
        ("9" * 19, "no quantity", "~2500"),
        (1e22, "exactly", "plain number"),
        (float("nan"), "exactly", "plain number"),
        (float("inf"), "exactly", "plain number"),
        (True, "not a number", "number"),
        (["2500"], "not a number", "number"),
    ],
)
def test_refused_with_the_reason_and_the_mend(written, why, mend):
    with pytest.raises(QuantityError) as refused:
        parse_quantity(written)
    assert why in refused.value.why
    assert mend in refused.value.mend


def test_a_store_s_own_tolerances():
    tolerances = Tolerances(
        Fraction(20), {"dozens": (24, 60), "hundreds": (200, 900), "thousands": (2000, 9000)}
    )
    assert str(parse_quantity("~100", tolerances).wide) == "[80, 120]"
    assert str(parse_quantity("dozens", tolerances).strict) == "[24, 60]"


def interval(text: str) -> Interval:
    return parse_quantity(text).strict


@pytest.mark.parametrize(
    ("outer", "inner", "holds"),
    [
        ("1..9", "2..8", True),
        ("1..9", "1..9", True),
        ("1..9", "0..8", False),
        ("1..9", "2..10", False),
        (">1", ">=1", False),
        (">=1", ">1", True),
        ("<9", "<=9", False),
        ("<=9", "<9", True),
        (">1", "1", False),
        ("<9", "1", True),
        ("1..9", ">1", False),
    ],
)
def test_holding(outer, inner, holds):
    assert interval(outer).holds(interval(inner)) is holds


@pytest.mark.parametrize(
    ("one", "other", "below"),
    [
        ("1..9", "10..11", True),
        ("1..9", "9..11", False),
        ("<9", "9", True),
        ("<=9", "9", False),
        ("<9", ">9", True),
        (">1", "9", False),
    ],
)
def test_below_and_meeting(one, other, below):
    assert interval(one).below(interval(other)) is below
    assert interval(one).meets(interval(other)) is interval(other).meets(interval(one))
    assert interval(one).meets(interval(other)) is not below


@given(st.integers(-(10**15), 10**15), st.integers(0, 9))
def test_words_of_a_number_lose_no_digit(whole, places):
    number = Fraction(whole, 10**places)
    assert Fraction(number_words(number).replace(",", "")) == number
