"""Which pieces of two texts stayed?

Each piece is given a code point, and diff-match-patch compares those, without a time limit. It is quadratic, so it
only ever sees bounded stretches: what stands between runs of pieces that occur once in both texts (Heckel 1978, and
Cohen's patience diff), without the pieces that one side alone has (as in GNU diff).
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from itertools import chain
from typing import NamedTuple

from diff_match_patch import diff_match_patch

from diffs.order import heaviest_in_order

_FIRST_SURROGATE, _SURROGATES = 0xD800, 0x800
_MOST_DIFFERENT = 1_000_000  # pieces; there are little more code points
_SMALL = 2_000  # pairs of pieces that are compared without looking for anchors
_MOST = 160_000  # pairs of pieces; more is not compared but replaced
_GRAMS = (4, 3, 2, 1)  # pieces that make an anchor, tried in turn

_ENGINE = diff_match_patch()
_ENGINE.Diff_Timeout = 0


class Change(NamedTuple):
    """Pieces `start:stop` before that became the pieces `after_start:after_stop`; one of them may be empty."""

    start: int
    stop: int
    after_start: int
    after_stop: int


Run = tuple[int, int, int]  # so many pieces from here before and from there after are the same


def changes(old: Sequence[str], new: Sequence[str]) -> list[Change]:
    """What lies between the pieces that stayed, in order."""
    codes = _code_points(old, new)
    found: list[Change] = []
    i = j = 0
    for x, y, size in [*_kept(*codes, 0, 0, _GRAMS), (len(old), len(new), 0)]:
        if x > i or y > j:
            found.append(Change(i, x, j, y))
        i, j = x + size, y + size
    return found


def same_ends(one: str, other: str) -> tuple[int, int]:
    """How many signs are the same at the beginning of two texts, and at the end of what is left.

    >>> same_ends("abcab", "abab")
    (2, 2)
    """
    head = _ENGINE.diff_commonPrefix(one, other)
    return head, _ENGINE.diff_commonSuffix(one[head:], other[head:])


def _code_points(old: Sequence[str], new: Sequence[str]) -> tuple[str, str]:
    """Both texts with one character for each different piece; surrogates are no characters and left out.

    Where there are more different pieces than code points, no text is like the other.
    """
    different = dict.fromkeys([*old, *new])
    if len(different) > _MOST_DIFFERENT:
        return "\1" * len(old), "\2" * len(new)
    points = chain(range(1, _FIRST_SURROGATE), range(_FIRST_SURROGATE + _SURROGATES, sys.maxunicode + 1))
    code = dict(zip(different, map(chr, points), strict=False))
    return "".join(map(code.__getitem__, old)), "".join(map(code.__getitem__, new))


def _kept(one: str, other: str, i: int, j: int, grams: Sequence[int]) -> Iterator[Run]:
    """Runs that stayed; `i` and `j` tell where the stretches begin in their texts."""
    head, tail = same_ends(one, other)
    if head:
        yield i, j, head
    one_left, other_left = one[head : len(one) - tail], other[head : len(other) - tail]
    if one_left and other_left:
        yield from _between(one_left, other_left, i + head, j + head, grams)
    if tail:
        yield i + len(one) - tail, j + len(other) - tail, tail


def _between(one: str, other: str, i: int, j: int, grams: Sequence[int]) -> Iterator[Run]:
    if len(one) * len(other) <= _SMALL:
        yield from _compared(one, other, i, j)
    elif grams:
        x = y = 0
        for a, b, size in [*_anchors(one, other, grams[0]), (len(one), len(other), 0)]:
            if x < a and y < b:
                yield from _kept(one[x:a], other[y:b], i + x, j + y, grams[1:])
            if size:
                yield i + a, j + b, size
            x, y = a + size, b + size
    else:
        yield from _compared(one, other, i, j)


def _anchors(one: str, other: str, size: int) -> Iterator[Run]:
    """Runs of which every `size` pieces stand once on each side, in order, none over another."""
    runs = _diagonals(_once(one, size), _once(other, size))
    length = {i: grams + size - 1 for i, _, grams in runs}
    x = y = 0
    for i, j in heaviest_in_order((i, j, float(length[i])) for i, j, _ in runs):
        over = max(0, x - i, y - j)
        if over < length[i]:
            x, y = i + length[i], j + length[i]
            yield i + over, j + over, length[i] - over


def _once(row: str, size: int) -> dict[str, int]:
    places: dict[str, int] = {}
    for at in range(len(row) - size + 1):
        gram = row[at : at + size]
        places[gram] = -1 if gram in places else at
    return places


def _diagonals(here: dict[str, int], there: dict[str, int]) -> list[Run]:
    """Neighbours whose counterparts are neighbours make one run; in the order of the first text."""
    runs: list[Run] = []
    i = j = size = 0
    for gram, at in here.items():
        place = there.get(gram, -1)
        if at < 0 or place < 0:
            continue
        if size and at == i + size and place == j + size:
            size += 1
        else:
            runs.append((i, j, size))
            i, j, size = at, place, 1
    return [run for run in [*runs, (i, j, size)] if run[2]]


def _compared(one: str, other: str, i: int, j: int) -> Iterator[Run]:
    common = set(one).intersection(other)
    if not common:
        return
    here, there = ([at for at, piece in enumerate(row) if piece in common] for row in (one, other))
    if len(here) * len(there) > _MOST:
        return
    x = y = 0
    left, right = "".join(map(one.__getitem__, here)), "".join(map(other.__getitem__, there))
    for sign, text in [(0, left)] if left == right else _ENGINE.diff_main(left, right, False):
        if not sign:
            yield from ((i + here[x + at], j + there[y + at], 1) for at in range(len(text)))
        x += len(text) if sign <= 0 else 0
        y += len(text) if sign >= 0 else 0
