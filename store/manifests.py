"""Which clauses has a text, in few bytes that are read at once?"""

from __future__ import annotations

import sys
from array import array
from collections.abc import Sequence
from itertools import chain
from zlib import crc32

from store.packing import packed_beside, unpacked_beside

_BYTES = array("i").itemsize


class Manifest:
    """The row numbers of the form and the setting of each clause, in reading order."""

    __slots__ = ("raw",)

    def __init__(self, raw: bytes) -> None:
        self.raw = raw  # all forms, then all settings; four bytes each, the lowest first

    @classmethod
    def of(cls, pairs: Sequence[tuple[int, int]]) -> Manifest:
        """Raises OverflowError for a number that four bytes do not hold."""
        numbers = array("i", chain([form for form, _ in pairs], [setting for _, setting in pairs]))
        return cls(_ordered(numbers).tobytes())

    @classmethod
    def unpacked(cls, frame: bytes, base: Manifest | None) -> Manifest:
        """What was packed beside the same base. Raises ValueError where that cannot be."""
        raw = unpacked_beside(frame, base.raw if base else b"")
        if len(raw) % (2 * _BYTES):
            raise ValueError(f"{len(raw)} bytes are no pairs of numbers")
        return cls(raw)

    def packed(self, base: Manifest | None) -> bytes:
        """What it has that the base does not."""
        return packed_beside(self.raw, base.raw if base else b"")

    @property
    def sum(self) -> int:
        """By which it is found, and known to be the same."""
        return crc32(self.raw)

    @property
    def forms(self) -> list[int]:
        return _numbers(self.raw[: len(self.raw) // 2])

    @property
    def pairs(self) -> list[tuple[int, int]]:
        half = len(self.raw) // 2
        return list(zip(_numbers(self.raw[:half]), _numbers(self.raw[half:]), strict=True))


def _numbers(raw: bytes) -> list[int]:
    found = array("i")
    found.frombytes(raw)
    return _ordered(found).tolist()


def _ordered(numbers: array[int]) -> array[int]:
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers
