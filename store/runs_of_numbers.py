"""How are many row numbers, most of which follow each other, few bytes?"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise


def packed(numbers: Sequence[int], step: int = 1) -> bytes:
    """Runs in which each number is `step` more than the one before.

    Of each run: how far it begins from where the one before would have gone on, and how many follow.

    >>> len(packed([*range(1000, 1500), 7, 8]))
    7
    >>> unpacked(packed([5, 6, 7, 7, 3, -2, 10**9]))
    [5, 6, 7, 7, 3, -2, 1000000000]
    >>> unpacked(packed([7, 7, 7, 4], 0), 0)
    [7, 7, 7, 4]
    """
    found = bytearray()
    expected = begin = 0
    ends = [place for place, (one, other) in enumerate(pairwise(numbers), 1) if other - one != step]
    if numbers:
        ends.append(len(numbers))
    for end in ends:
        gap = numbers[begin] - expected
        for value in (gap << 1 if gap >= 0 else (-gap << 1) - 1, end - begin - 1):
            while value > 0x7F:  # seven bits a byte, the lowest first; the eighth says that more follow
                found.append(value & 0x7F | 0x80)
                value >>= 7
            found.append(value)
        expected, begin = numbers[end - 1] + step, end
    return bytes(found)


def unpacked(data: bytes, step: int = 1) -> list[int]:
    """What was packed. Raises ValueError when it breaks off."""
    values = _values(data)
    if len(values) % 2:
        raise ValueError("a run without its length")
    found: list[int] = []
    expected = 0
    for gap, more in zip(values[::2], values[1::2], strict=True):
        first = expected + (-((gap + 1) >> 1) if gap & 1 else gap >> 1)
        expected = first + step * (more + 1)
        found += range(first, expected) if step else [first] * (more + 1)
    return found


def _values(data: bytes) -> list[int]:
    found: list[int] = []
    value = shift = 0
    for byte in data:
        if byte & 0x80:
            value |= (byte & 0x7F) << shift
            shift += 7
        else:
            found.append(value | byte << shift)
            value = shift = 0
    if shift:
        raise ValueError("a number that breaks off")
    return found
