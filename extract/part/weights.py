"""How much running text does each block of a page hold?"""

from __future__ import annotations

from collections.abc import Sequence

from extract.runs import Draft
from extract.vocabulary import HAN, density, spoken
from model import Block

PROSE = 60  # characters outside links from which on a block is taken for running text
_HAN_PROSE = 12
_RUN_BLOCKS = 4
_RUN = 160  # characters of short lines in a row that together are running text
SAMPLE = 3_500  # characters of a text, enough to know how it speaks
_LEAST_SHARE = 0.05  # what prose counts that says no word of policies
_FIRST = 1_000  # characters that mostly say enough of them
_POLICY = 0.6  # words of policies among a hundred characters: menus have none, policies from .6 to 3


def prose(block: Draft) -> int:
    """How many characters of running text a block holds; short lines and links count nothing."""
    free = len(block.text) - block.link_chars
    if free >= PROSE:
        return free
    if free < _HAN_PROSE or block.text.isascii() or len(HAN.findall(block.text)) < _HAN_PROSE:
        return 0
    return free * 3


def weights(blocks: Sequence[Draft]) -> list[int]:
    """The running text of each block.

    Some sites cut their text into lines too short to be prose.  Where those outweigh what is, lines in a row
    are weighed together.
    """
    return weighed(blocks, [len(block.text) - block.link_chars for block in blocks])


def weighed(blocks: Sequence[Draft], free: Sequence[int]) -> list[int]:
    """The running text of each block, for one who has counted its characters outside links."""
    found = [
        size if size >= PROSE else 0 if size < _HAN_PROSE or block.text.isascii() else prose(block)
        for size, block in zip(free, blocks, strict=True)
    ]
    if sum(found) * 2 < sum(free):
        _weigh_runs(blocks, found)
    return found


def _weigh_runs(blocks: Sequence[Draft], found: list[int]) -> None:
    """Short lines in a row without links: each weighs what it holds."""
    run: list[int] = []
    for i, block in enumerate(blocks):
        if block.block is Block.HEADING:
            continue
        if block.link_chars * 3 <= len(block.text):
            run.append(i)
            continue
        _weigh_run(blocks, found, run)
        run = []
    _weigh_run(blocks, found, run)


def _weigh_run(blocks: Sequence[Draft], found: list[int], run: list[int]) -> None:
    if len(run) < _RUN_BLOCKS or sum(len(blocks[i].text) for i in run) < _RUN:
        return
    for i in run:
        found[i] = found[i] or len(blocks[i].text) - blocks[i].link_chars


def weight(drafts: Sequence[Draft]) -> int:
    """How many characters of policy-like prose these blocks hold; prose that never speaks like a policy hardly counts.

    For choosing between texts that a page carries in several places.
    """
    held = weights(drafts)
    total = sum(held)
    if not total:
        return 0
    return _as_policy(total, sampled([draft.text for draft, free in zip(drafts, held, strict=True) if free]))


def _as_policy(total: int, sample: str) -> int:
    """What so much prose counts that speaks as a sample of it does."""
    return int(total * min(1.0, max(_LEAST_SHARE, density(sample) / _POLICY)))


def weighs(drafts: Sequence[Draft], least: int) -> bool:
    """Whether the weight is at least that, as `weight` has it; policies tell with their first words."""
    held = weights(drafts)
    total = sum(held)
    if total < least or total * _LEAST_SHARE >= least + 1:
        return total >= least
    sample = sampled([draft.text for draft, free in zip(drafts, held, strict=True) if free])
    first = " ".join(filter(str.isascii, sample[:_FIRST].split()[:-1]))  # words that count by themselves
    if total * spoken(first) * 100 / len(sample) >= (least + 1) * _POLICY:
        return True
    return _as_policy(total, sample) >= least


def sampled(texts: Sequence[str], most: int = SAMPLE) -> str:
    """Some of the texts, from everywhere, about so many characters together."""
    size = sum(map(len, texts))
    return " ".join(texts[:: max(1, size // most)])[: 2 * most]
