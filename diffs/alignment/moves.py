"""Which changed clauses went to another place, and which links say that a clause stayed?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from diffs.alignment.links import NONE, Links
from diffs.alignment.similarity import Bag, Bags, Index, budget
from diffs.order import out_of_order

_ALIKE = 0.60
_SHORT_ALIKE = 0.75
_FEW = 6.0  # weight of words below which a clause is too short to be recognised far away by half of them
_LEAST = 2.0
_NEAREST = 8
_KIN = 0.30  # similarity below which nothing is alike, nor a rival
_IN_PLACE = 0.65
_NAME = 0.20  # rarity from which a word may be the name of what a clause is about
_OTHER_NAME = 0.95  # of its weight
_SURE = 0.70  # rank
_AHEAD = 0.06  # of the next best rank

Likeness = tuple[float, float, int, int]
"""Rank and similarity of clauses `i` and `j`; see `Bags.likeness`."""


def likenesses(bags: Bags, rows: Sequence[int], columns: Sequence[int]) -> list[Likeness]:
    """The pairs of clauses most alike, wherever they stand, the highest rank first."""
    asked = [bags.bags[1][j] for j in columns]
    index = Index(bags, ((i, bags.bags[0][i]) for i in rows), budget(len(columns)), asked)
    shared = _KIN / (2 - _KIN)  # of a clause's weight: of a shorter clause all may stand in it
    found = []
    for j, bag in zip(columns, asked, strict=True):
        repeated = bags.repeated(1, j)
        for i, both in index.near(bag, _NEAREST, shared * bags.sizes[1][j]):
            if bags.may_reach(i, j, _KIN, both + repeated):
                alike, rank = bags.likeness(i, j)
                if alike >= _KIN:
                    found.append((rank, alike, i, j))
    return sorted(found, key=lambda row: (-row[0], row[2], row[3]))


def tie_far(bags: Bags, links: Links, found: Sequence[Likeness]) -> None:
    """Links free clauses that are clearly alike, wherever they stand, the highest rank first."""
    for _, alike, i, j in found:
        size = _size(bags, i, j)
        needed = _ALIKE if size >= _FEW else _SHORT_ALIKE
        if size >= _LEAST and alike >= needed and links.free(i, j):
            links.tie(i, j)


def prefer_place(bags: Bags, links: Links) -> None:
    """Gives a clause back to its place when only an equal copy of it stands elsewhere.

    "You may not resell" becomes "You will not resell" where it stood, and the old words turn up in
    another section: a reader wants to see the edit, not a clause that moved and another that came.
    """
    for i, j in sorted(out_of_order((i, j, 1 + len(bags.clauses[0][i].text)) for i, j in links.pairs())):
        stayed = [(i, at) for at in _beside(links.after_of, i, links.before_of) if _edited(bags, i, at)]
        stayed += [(at, j) for at in _beside(links.before_of, j, links.after_of) if _edited(bags, at, j)]
        if stayed:
            links.untie(i)
            links.tie(*stayed[0])


def _beside(row: Sequence[int], at: int, back: Sequence[int]) -> list[int]:
    """Free positions on the other side that stand beside the counterparts of the neighbours of `at`."""
    found = []
    for step in (-1, 1):
        if 0 <= at + step < len(row) and row[at + step] != NONE:
            place = row[at + step] - step
            if 0 <= place < len(back) and back[place] == NONE:
                found.append(place)
    return found


def _edited(bags: Bags, i: int, j: int) -> bool:
    """Whether one clause looks like an edit of the other, and not like the same said of another name."""
    if bags.similarity(i, j) < _IN_PLACE:
        return False
    one, other = bags.bags[0][i], bags.bags[1][j]
    return not _other_name(bags, one, other)


def _other_name(bags: Bags, one: Bag, other: Bag) -> bool:
    return _names(bags, one, other) and _names(bags, other, one)


def _names(bags: Bags, one: Bag, other: Bag) -> bool:
    return any(bags.rarity[word] > _NAME for word in one if word not in other)


def tie_sure(bags: Bags, links: Links, found: Sequence[Likeness]) -> None:
    """Links what is so alike, and so much more than anything else, that no place could speak against it."""
    for rank, alike, i, j, rival in mutual(found):
        if rank >= _SURE and alike >= _ALIKE and rival <= rank - _AHEAD and _size(bags, i, j) >= _LEAST:
            links.tie(i, j)


def _size(bags: Bags, i: int, j: int) -> float:
    return min(bags.sizes[0][i], bags.sizes[1][j])


def mutual(found: Sequence[Likeness]) -> Iterator[tuple[float, float, int, int, float]]:
    """(rank, similarity, i, j, rank of the best rival) of pairs that are each other's first choice."""
    of_before: dict[int, list[Likeness]] = defaultdict(list)
    of_after: dict[int, list[Likeness]] = defaultdict(list)
    for likeness in found:
        of_before[likeness[2]].append(likeness)
        of_after[likeness[3]].append(likeness)
    for i, choices in of_before.items():
        first = choices[0]
        others = of_after[first[3]]
        if others[0] is first:
            rival = max([0.0, *(row[0] for row in (*choices[1:2], *others[1:2]))])
            yield *first[:2], i, first[3], rival


def staying(bags: Bags, i: int, j: int) -> float:
    """What a link weighs when it is asked which clauses stayed: the characters that stood there before.

    Where one state's clause gave way to another state's, a little less stayed than where a clause did.
    """
    weight = 1.0 + len(bags.clauses[0][i].text)
    one, other = bags.bags[0][i], bags.bags[1][j]
    another = bags.clauses[0][i].words != bags.clauses[1][j].words and _other_name(bags, one, other)
    return weight * _OTHER_NAME if another else weight
