"""Which headings are the same heading, whatever they say now?

A section keeps its heading's identity however the heading is worded: "12. Prices" that became
"12. What you pay" may have no word in common with it.  What tells is where it stands, its number, and
what it heads.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from diffs.links import NONE, Links, gaps
from diffs.similarity import Bags
from diffs.surroundings import heads
from model import Block, Clause

_SHARE = 0.5  # of a section's linked clauses; a heading whose section has more of another's heads that one
_RELATED = 0.25  # similarity of headings with the same number and no text in common
_RENUMBERED = 3  # clauses that must speak for headings with different numbers


def tie(bags: Bags, links: Links) -> None:
    """Links headings with other words, by the surest sign first."""
    _tie_facing(bags, links)
    _tie_numbered(bags, links)
    _tie_sections(bags, links)


def _tie_facing(bags: Bags, links: Links) -> None:
    """Links headings that face each other: last of their gap, above the same clause."""
    for gap in list(gaps(links)):
        i, j = gap.before[-1], gap.after[-1]
        old, new = bags.clauses[0][i], bags.clauses[1][j]
        if gap.right and old.block is new.block is Block.HEADING and links.free(i, j):
            alone = gap.closed and len(gap.before) == len(gap.after) == 1
            numbered = old.label == new.label != ""
            if alone or numbered or _heads_text(bags, i + 1):
                links.tie(i, j)


def _heads_text(bags: Bags, i: int) -> bool:
    return i < len(bags.clauses[0]) and bags.clauses[0][i].block is not Block.HEADING


def _tie_numbered(bags: Bags, links: Links) -> None:
    """Links headings with the same number between the same headings.

    Where several headings are new, words or text must speak for it, too: sections written anew are
    numbered from one again.
    """
    shared = _shared(bags, links)
    rows, columns = (_headings(side) for side in bags.clauses)
    outline = _outline(links, rows, columns)
    for gap in list(gaps(outline)):
        here = _by_number(bags.clauses[0], [rows[at] for at in gap.before])
        there = _by_number(bags.clauses[1], [columns[at] for at in gap.after])
        alone = gap.closed and len(gap.before) == len(gap.after) == 1
        for number, i in here.items():
            j = there.get(number, NONE)
            if j != NONE and links.free(i, j) and (alone or shared[i, j] or bags.similarity(i, j) >= _RELATED):
                links.tie(i, j)


def _headings(clauses: Sequence[Clause]) -> list[int]:
    return [at for at, clause in enumerate(clauses) if clause.block is Block.HEADING]


def _outline(links: Links, rows: Sequence[int], columns: Sequence[int]) -> Links:
    """The links of headings alone, by their places among the headings."""
    place = {j: at for at, j in enumerate(columns)}
    found = Links(len(rows), len(columns))
    for at, i in enumerate(rows):
        if links.after_of[i] in place:
            found.tie(at, place[links.after_of[i]])
    return found


def _by_number(clauses: Sequence[Clause], positions: Sequence[int]) -> dict[str, int]:
    """The headings with a number that no other of them has."""
    often = Counter(clauses[at].label for at in positions)
    return {clauses[at].label: at for at in positions if clauses[at].label and often[clauses[at].label] == 1}


def _tie_sections(bags: Bags, links: Links) -> None:
    """Links headings when most of what stood under the one stands under the other, wherever that is now."""
    shared, gave, got = _shared(bags, links), Counter[int](), Counter[int]()
    for (i, j), often in shared.items():
        gave[i] += often
        got[j] += often
    for (i, j), often in shared.items():
        most = often > _SHARE * max(gave[i], got[j])
        if most and links.free(i, j) and _of_one_rank(bags.clauses[0][i], bags.clauses[1][j], often):
            links.tie(i, j)


def _shared(bags: Bags, links: Links) -> Counter[tuple[int, int]]:
    """How many links lead from under one heading to under another."""
    old, new = (heads(side) for side in bags.clauses)
    return Counter((old[i], new[j]) for i, j in links.pairs() if old[i] not in (NONE, i) and new[j] not in (NONE, j))


def _of_one_rank(old: Clause, new: Clause, often: int) -> bool:
    """A section put in above a text whose heading was taken away has another rank or no number, as a rule."""
    if bool(old.label) != bool(new.label) or old.level != new.level:
        return False
    return old.label == new.label or often >= _RENUMBERED
