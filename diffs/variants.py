"""Which versions of a text are one edition, where two or more are served in turn?

Pages serve regions, companies, test groups and readers with and without an account different texts. A version goes on
from the earlier one that it stands clearly nearest to, else from the one before it. Where a text goes back to an
earlier one, what came in between was another line. A line that was served on at least two separate occasions is a
variant; what was shown once and never again belongs to the line that it left.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from diffs.judgement import memory
from model import Clause, Digest, canonical_digest

_REMEMBERED = 16  # distinct texts that a version can go back to
_IN_TURN = 2  # occasions on which a line was served


def variants(texts: Sequence[Sequence[Clause]]) -> tuple[int, ...]:
    """The variant of each version, counted from 1 in the order in which they were first seen; all 1 where none is."""
    came_from = _came_from(texts)
    lines = _lines(came_from)
    served = Counter(line for at, line in enumerate(lines) if at == 0 or lines[at - 1] != line)
    home = {0: 0}
    for at, line in enumerate(lines):
        if line not in home:
            home[line] = line if served[line] >= _IN_TURN else home[lines[came_from[at]]]
    number = {line: count for count, line in enumerate(dict.fromkeys(home[line] for line in lines), start=1)}
    return tuple(number[home[line]] for line in lines)


def _came_from(texts: Sequence[Sequence[Clause]]) -> list[int]:
    """For each version the position of the one that it goes on from; of the first, its own."""
    bags = [memory.bag(text) for text in texts]
    latest: dict[Digest, int] = {}  # of each distinct text the latest place, the latest last
    found = [0] * min(1, len(bags))
    for at, (before, after) in enumerate(pairwise(bags), start=1):
        earlier = [one for one in list(latest.values())[-_REMEMBERED:] if bags[one] != before]
        near = memory.nearest_of(after, [bags[one] for one in earlier]) if before != after else None
        back = near is not None and memory.is_nearer(bags[earlier[near]], before, after)
        found.append(earlier[near] if near is not None and back else at - 1)
        digest = canonical_digest(texts[at - 1])
        latest.pop(digest, None)
        latest[digest] = at - 1
    return found


def _lines(came_from: Sequence[int]) -> list[int]:
    """For each version its line, named by the position where that begins.

    A version that goes on from the one before it leaves that one's line if a later one goes back there.
    """
    left = {one + 1 for at, one in enumerate(came_from) if one < at - 1}
    lines: list[int] = []
    for at, one in enumerate(came_from):
        lines.append(at if at == 0 or (at in left and one == at - 1) else lines[one])
    return lines
