"""What does pypdf have to be told of a page's operations, so that it keeps apart what stands apart?"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pypdf.generic import FloatObject, TextStringObject

Operation = tuple[Any, bytes]

DRAWN = "\ufdd0"
"""Stands for a bullet that was drawn, not set: a character that no text holds."""

_UNMOVED = ([FloatObject(one) for one in (1, 0, 0, 1, 0, 0)], b"cm")
"""Moves nothing, and makes pypdf tell the text before it apart from the text behind it."""

_PLACES = frozenset((b"Td", b"TD", b"Tm"))
_LINES = frozenset((b"l", b"c", b"v", b"y"))
_DRAWS = frozenset((b"f", b"F", b"f*", b"B", b"B*", b"b", b"b*", b"S", b"s"))
_STARTS = frozenset((b"m", b"re"))
_SMALLEST, _LARGEST = 0.15, 0.6  # of a bullet, beside the type
_RAISED = 0.3  # its middle, above the line
_MOST_POINTS = 60


def marked(operations: list[Operation]) -> Iterator[Operation]:
    """The operations, with marks where one text object leaps to the right, and where a bullet is drawn.

    pypdf gives one space for any leap, so that two columns written line by line would read as one.
    """
    leaps, bullets = _Leaps(), _Bullets()
    for operation in operations:
        operands, operator = operation
        if operator in _PLACES:
            if leaps.at(operands, operator):
                yield _UNMOVED
            if operator == b"Tm":
                bullets.turned = operands
        elif operator == b"Tf" and operands and isinstance(operands[-1], int | float):
            leaps.em = bullets.em = abs(float(operands[-1]))
        elif operator in _DRAWS:
            yield from bullets.drawn()
        elif operator in _STARTS or operator in _LINES:
            bullets.add(operands, operator)
        elif operator == b"n":
            bullets.forget()
        yield operation


class _Leaps:
    """Where text goes on further to the right."""

    def __init__(self) -> None:
        self.em = self._along = 0.0

    def at(self, operands: Any, operator: bytes) -> bool:
        try:
            to = float(operands[-2])
            if operator != b"Tm":
                return to > 2 * self.em
            leaps = to - self._along > 2 * self.em * abs(float(operands[0]))
        except (TypeError, ValueError, IndexError):
            return False
        self._along = to
        return leaps


class _Bullets:
    """Small discs, rings and squares, as browsers draw them before the items of a list."""

    def __init__(self) -> None:
        self.em = 0.0
        self.turned: Any = ()  # as the text was that was set last
        self._path: list[tuple[float, float]] = []
        self._parts = 0

    def add(self, operands: Any, operator: bytes) -> None:
        """A step of the path that is drawn."""
        self._parts += operator in _STARTS
        if self._parts > 1 or len(self._path) > _MOST_POINTS:
            return
        try:
            numbers = [float(one) for one in operands]
        except (TypeError, ValueError):
            return
        if operator == b"re" and len(numbers) == 4:
            numbers = [*numbers[:2], numbers[0] + numbers[2], numbers[1] + numbers[3]]
        self._path += zip(numbers[::2], numbers[1::2], strict=False)

    def forget(self) -> None:
        self._path, self._parts = [], 0

    def drawn(self) -> list[Operation]:
        """What sets a bullet where the path was one that is drawn now."""
        path, parts = self._path, self._parts
        self.forget()
        try:
            a, b, c, d = (float(one) for one in self.turned[:4])
        except (TypeError, ValueError):
            return []
        em = self.em * abs(d)
        if parts != 1 or len(path) < 2 or b or c or not em:
            return []
        (left, right), (low, high) = ((min(side), max(side)) for side in zip(*path, strict=True))
        small = all(_SMALLEST * em <= size <= _LARGEST * em for size in (right - left, high - low))
        if not small or abs((right - left) - (high - low)) > 0.1 * em:
            return []
        base = (low + high) / 2 - (_RAISED * em if d > 0 else -_RAISED * em)
        place = [FloatObject(one) for one in (a, b, c, d, left, base)]
        return [([], b"BT"), (place, b"Tm"), ([TextStringObject(DRAWN)], b"Tj"), ([], b"ET")]
