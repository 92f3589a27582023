"""Sets of numbers as bits: the same as sets."""

from array import array

from hypothesis import given
from hypothesis import strategies as st

from iraq_tui.domain.bits import bits_of, numbers_of

SOME = st.sets(st.integers(0, 300)).map(sorted)


@given(SOME)
def test_the_numbers_that_went_in_come_out(numbers):
    assert list(numbers_of(bits_of(numbers))) == numbers
    assert bits_of(array("I", numbers)) == bits_of(numbers)


@given(SOME, SOME)
def test_they_are_joined_and_counted_as_sets_are(one, other):
    assert list(numbers_of(bits_of(one) | bits_of(other))) == sorted({*one, *other})
    assert list(numbers_of(bits_of(one) & bits_of(other))) == sorted({*one} & {*other})
    assert bits_of(one).bit_count() == len(one)


@given(st.integers(0, 200), st.integers(0, 200))
def test_a_range_is_as_its_numbers(start, length):
    run = range(start, start + length)
    assert bits_of(run) == bits_of(list(run)) == sum(1 << number for number in run)
