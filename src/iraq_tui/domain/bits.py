"""Sets of numbers as the bits of one integer: a million of them are joined, and counted, in
microseconds, and take 125 kB."""

from collections.abc import Iterable, Sequence
from itertools import compress

_ONE = ord("1")
_FLAGS = bytes(code == _ONE for code in range(256))


def bits_of(numbers: Sequence[int]) -> int:
    """A bit for each of some rising numbers, from 0 up."""
    if not numbers:
        return 0
    first, last = numbers[0], numbers[-1]
    if last - first + 1 == len(numbers):
        return ((1 << len(numbers)) - 1) << first
    digits = bytearray(b"0") * (last - first + 1)
    for number in numbers:
        digits[number - first] = _ONE
    digits.reverse()
    return int(digits, 2) << first


def numbers_of(bits: int) -> Iterable[int]:
    """The numbers whose bits are set, rising."""
    if not bits:
        return ()
    first = (bits & -bits).bit_length() - 1
    flags = f"{bits >> first:b}".encode()[::-1].translate(_FLAGS)
    return compress(range(first, first + len(flags)), flags)
