"""How are many row numbers, most of which follow each other, few bytes?"""

from __future__ import annotations

from collections.abc import Sequence


def packed(numbers: Sequence[int]) -> bytes:
    """Runs of consecutive numbers, or of equal ones: how far each begins from where the last ended, and its length.

    >>> len(packed([*range(1000, 1500), 7, 7, 7, 7]))
    10
    >>> unpacked(packed([5, 6, 7, 7, 7, 7, 3, -2, 10**9]))
    [5, 6, 7, 7, 7, 7, 3, -2, 1000000000]
    """
    found = bytearray()
    expected, at, end = 0, 0, len(numbers)
    while at < end:
        first, after = numbers[at], at + 1
        step = 1 if after < end and numbers[after] == first + 1 else 0
        while after < end and numbers[after] == numbers[after - 1] + step:
            after += 1
        gap = first - expected
        _put(found, gap << 1 if gap >= 0 else (-gap << 1) - 1)
        _put(found, (after - at - 1) << 1 | step)
        expected, at = numbers[after - 1] + 1, after
    return bytes(found)


def unpacked(data: bytes) -> list[int]:
    """What was packed. Raises ValueError when it breaks off."""
    values = _values(data)
    if len(values) % 2:
        raise ValueError("a run without its length")
    found: list[int] = []
    expected = 0
    for gap, run in zip(values[::2], values[1::2], strict=True):
        first = expected + (-((gap + 1) >> 1) if gap & 1 else gap >> 1)
        more = run >> 1
        if run & 1:
            found.extend(range(first, first + more + 1))
            expected = first + more + 1
        else:
            found.extend([first] * (more + 1))
            expected = first + 1
    return found


def _put(found: bytearray, value: int) -> None:
    """Seven bits a byte, the lowest first; the eighth says that more follow."""
    while value > 0x7F:
        found.append(value & 0x7F | 0x80)
        value >>= 7
    found.append(value)


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
