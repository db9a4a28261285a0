"""Which part of a page is the policy?

Losing text is worse than adding some, so only what is plainly furniture is cut: consent dialogs, navigation,
page headers and footers, what stands outside the one container with nearly all of the prose, and a second copy
for small screens.  Names and elements are hints; where a rule would take much of the prose, it takes nothing that
speaks as policies do, and what all rules together took is held against the page at the end.
"""

from __future__ import annotations

from extract.page.boxes import Page
from extract.part.copies import cut_copies
from extract.part.edges import cut_lines, cut_links, cut_related, cut_strangers
from extract.part.margins import cut_above, cut_colophon, cut_outside
from extract.part.menus import cut_around, cut_furniture
from extract.part.parts import Part
from extract.part.several import cut_others
from extract.part.walls import cut_walls
from extract.part.weights import prose, sampled, weighs, weight
from extract.runs import Draft
from extract.vocabulary import density

__all__ = ["policy_blocks", "prose", "weighs", "weight"]

_LEFT = 0.4  # of the prose of the page, walls and copies aside
_SURE = frozenset(("consent", "copy", "measures", "colophon"))


def policy_blocks(page: Page, kind: str = "") -> tuple[list[Draft], dict[str, str]]:
    """The blocks that are the policy, and what was cut why; "doubt" says why more was kept than seemed right."""
    part = Part(page)
    whole = part.total
    cut_lines(part)
    cut_colophon(part)
    cut_walls(part)
    cut_furniture(part)
    cut_around(part)
    cut_above(part)
    cut_links(part)
    cut_related(part)
    cut_strangers(part)
    cut_outside(part)
    cut_colophon(part)  # again: behind it may have stood what is cut by now
    cut_copies(part)
    _check(part, whole)
    cut_others(part, kind)
    return part.kept(), part.evidence


def _check(part: Part, whole: int) -> None:
    """Takes cuts back that together left too little of the page, where they speak as the rest does or better."""
    apart = sum(prose for _, _, why, prose in part.cuts if why in ("consent", "copy"))
    if part.total >= _LEFT * (whole - apart):
        return
    own = part.voice(range(len(part.blocks)))
    for start, end, why, held in part.cuts:
        if not held or why in _SURE:
            continue
        if density(sampled([block.text for block in part.blocks[start:end]])) >= 0.5 * own:
            part.restore(start, end)
            part.evidence["doubt"] = "little of the page was left"
    part.sum()
