"""Which copy of a repeated text is which, once everything else is linked?

"Back to top" stands under every section.  Anchors tell copies apart as long as what is around them is
unchanged; when sections move, a copy may have been taken for that of another section.  A copy belongs to
the clauses beside it: two links are exchanged, or one is given to a copy that has none, whenever more
neighbours are then beside their counterparts.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from diffs.anchors import key
from diffs.links import NONE, Links
from model import Block, Clause

Form = tuple[str, Block, int]

_ROUNDS = 8
_END = 0.5  # what it counts that both stand first, or last, of their text


def sort_out(before: Sequence[Clause], after: Sequence[Clause], links: Links) -> None:
    """Every exchange puts more neighbours side by side, so that it comes to an end; it takes few rounds."""
    old, new = [_form(clause) for clause in before], [_form(clause) for clause in after]
    for _ in range(_ROUNDS):
        if not sum(_better(old, new, links, i) for i in range(len(old))):
            return


def _form(clause: Clause) -> Form:
    return key(clause), clause.block, clause.level


def _better(old: Sequence[Form], new: Sequence[Form], links: Links, i: int) -> bool:
    now = links.after_of[i]
    if now != NONE and (new[now] != old[i] or _support(links, i, now) == 2):
        return False
    for j in _beside(links, i):
        other = links.before_of[j] if 0 <= j < len(new) else i
        if other != i and new[j] == old[i] and (other == NONE or old[other] == new[j]) and _gain(links, i, j) > 0:
            _exchange(links, i, j)
            return True
    return False


def _beside(links: Links, i: int) -> Iterator[int]:
    """Where clause `i` would stand beside the counterpart of a neighbour."""
    if i > 0 and links.after_of[i - 1] != NONE:
        yield links.after_of[i - 1] + 1
    if i + 1 < len(links.after_of) and links.after_of[i + 1] != NONE:
        yield links.after_of[i + 1] - 1


def _gain(links: Links, i: int, j: int) -> float:
    now, other = links.after_of[i], links.before_of[j]
    return _support(links, i, j) + _support(links, other, now) - _support(links, i, now) - _support(links, other, j)


def _support(links: Links, i: int, j: int) -> float:
    if i == NONE or j == NONE:
        return 0.0
    first = _END if i == j == 0 else float(i > 0 and links.after_of[i - 1] == j - 1 != NONE)
    last = (len(links.after_of) - 1, len(links.before_of) - 1)
    return first + (_END if (i, j) == last else float(i < last[0] and links.after_of[i + 1] == j + 1))


def _exchange(links: Links, i: int, j: int) -> None:
    now, other = links.after_of[i], links.before_of[j]
    for one in (i, other):
        if one != NONE and links.after_of[one] != NONE:
            links.untie(one)
    links.tie(i, j)
    if now != NONE and other != NONE:
        links.tie(other, now)
