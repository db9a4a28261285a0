"""Which headings are the same heading, whatever they say now?

A section keeps its heading's identity however the heading is worded: "12. Prices" that became
"12. What you pay" may have no word in common with it.  What tells is where it stands and what it heads.
"""

from __future__ import annotations

from collections import Counter

from diffs.alignment.links import NONE, Links, gaps
from diffs.alignment.similarity import Bags
from diffs.alignment.surroundings import heads
from model import Block, Clause

_RENUMBERED = 3  # clauses that must speak for headings with different numbers


def tie(bags: Bags, links: Links) -> None:
    """Links headings with other words, by the surest sign first."""
    _tie_facing(bags, links)
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


def _tie_sections(bags: Bags, links: Links) -> None:
    """Links headings when most of what stood under the one stands under the other, wherever that is now.

    An equal number above an equal clause decides a draw, but says nothing alone: a text written anew has a
    section 6, too.
    """
    old, new = (heads(side) for side in bags.clauses)
    pairs = [(old[i], new[j]) for i, j in links.pairs() if old[i] not in (NONE, i) and new[j] not in (NONE, j)]
    kept = {(old[i], new[j]) for i, j in links.pairs() if bags.clauses[0][i].words == bags.clauses[1][j].words}
    shared, gave, got = Counter(pairs), Counter(i for i, _ in pairs), Counter(j for _, j in pairs)
    for (i, j), often in shared.items():
        same = (i, j) in kept and bags.clauses[0][i].label == bags.clauses[1][j].label != ""
        most = 2 * often + same > max(gave[i], got[j])
        if most and links.free(i, j) and _of_one_rank(bags.clauses[0][i], bags.clauses[1][j], often):
            links.tie(i, j)


def _of_one_rank(old: Clause, new: Clause, often: int) -> bool:
    """A section put in above a text whose heading was taken away has another rank or no number, as a rule."""
    if bool(old.label) != bool(new.label) or old.level != new.level:
        return False
    return old.label == new.label or often >= _RENUMBERED
