"""On which texts is the pace of alignment measured?

Real revisions where CLAUSEWATCH_BENCH names them, else invented ones: words made of syllables, some of them in every
clause and most in few, as in any language.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable, Mapping, Sequence
from itertools import accumulate
from random import Random
from typing import NamedTuple

from benchmarks.corpus import bench


class Revision(NamedTuple):
    """A text before and after, in blocks of Markdown."""

    before: list[str]
    after: list[str]


_SYLLABLES = [one + vowel for one in "bdfgklmnprstvz" for vowel in "aeiou"]
_WORDS = ["".join(Random(number).choices(_SYLLABLES, k=1 + number % 4)) for number in range(5000)]
_OFTEN = list(accumulate(1 / (rank + 3) for rank in range(len(_WORDS))))
_LONGEST = 80


def real_revisions() -> list[Revision]:
    """Revisions of real policies, none where there is no folder with them."""
    folder = bench()
    path = folder / "data" / "real_pairs_dev.jsonl.gz" if folder else None
    if path is None or not path.exists():
        return []
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [Revision(row["old_blocks"], row["new_blocks"]) for row in map(json.loads, lines)]


def invented_revisions(count: int) -> list[Revision]:
    """Texts of 30 to 500 blocks of which some were edited and some written anew."""
    rolls = map(Random, range(count))
    return [_invented(roll, int(30 * 17 ** roll.random()), roll.choice((0.1, 0.3, 0.6, 1.0))) for roll in rolls]


def _invented(roll: Random, blocks: int, share: float) -> Revision:
    before = [clause(roll) for _ in range(blocks)]
    return Revision(before, [clause(roll) for _ in range(blocks)] if share == 1 else edited(roll, before, share))


def clause(roll: Random) -> str:
    """A paragraph of invented words, or a heading."""
    words = roll.choices(
        _WORDS, cum_weights=_OFTEN, k=roll.randint(2, 6) if roll.random() < 0.15 else roll.randint(6, _LONGEST)
    )
    return f"{'## ' if len(words) < 6 else ''}{' '.join(words).capitalize()}{'' if len(words) < 6 else '.'}"


def edited(roll: Random, blocks: Sequence[str], share: float) -> list[str]:
    """The blocks, that share of them edited: mostly in words, some gone, come or moved."""
    after: list[str] = []
    for block in blocks:
        change = roll.random() / share
        if change >= 1:
            after.append(block)
        elif change < 0.8:
            after.append(_reworded(roll, block))
        elif change < 0.86:
            after += [block, clause(roll)]
        elif change < 0.93:
            after.insert(roll.randint(0, len(after)), block)
    return after


def _reworded(roll: Random, block: str, share: float = 0.125) -> str:
    words = block.split()
    for _ in range(max(1, int(len(words) * share))):
        words[roll.randrange(len(words))] = roll.choices(_WORDS, cum_weights=_OFTEN)[0]
    return " ".join(words)


def of_length(blocks: Sequence[str], words: int) -> list[str]:
    """So many of the blocks from the first on that they have that many words; all when there are not enough."""
    sums = accumulate(len(block.split()) for block in blocks)
    return [block for block, total in zip(blocks, sums, strict=True) if total <= words]


def growing(pool: Sequence[str], words: int, seed: int) -> dict[str, Revision]:
    """Texts of about that many words: edited lightly, edited heavily, written anew."""
    roll = Random(seed)
    start = roll.randrange(len(pool))
    turned = [*pool[start:], *pool[:start]]
    before = of_length(turned, words)
    return {
        "light": Revision(before, edited(roll, before, 0.1)),
        "heavy": Revision(before, edited(roll, before, 0.6)),
        "rewrite": Revision(before, of_length(turned[len(before) :], words)),
    }


def _equal(roll: Random) -> Revision:
    same = "We may change these terms at any time."
    return Revision([same] * 10_000, [*[same] * 5000, *(clause(roll) for _ in range(5)), *[same] * 4980])


def _distinct(roll: Random) -> Revision:
    before = [f"{clause(roll)} {number}" for number in range(100_000)]
    return Revision(before, edited(roll, before, 0.01))


def _anew(roll: Random) -> Revision:
    return Revision([clause(roll) for _ in range(2000)], [clause(roll) for _ in range(2000)])


def _one_long(roll: Random) -> Revision:
    words: list[str] = []
    size = 0
    while size < 2_000_000:
        words += [*(sentence := clause(roll).removeprefix("## ")).split(), "."]
        size += len(sentence) + 3
    return Revision([" ".join(words)], [" ".join(edited(roll, words, 0.05))])


def _near_equal(roll: Random) -> Revision:
    frame = clause(roll) + " The fee in {} is {} {}."
    before = [frame.format(word, number, word) for number, word in enumerate(_WORDS)]
    return Revision(before, [_reworded(roll, block, 0) for block in roll.sample(before, len(before))])


def _cut_up(roll: Random) -> Revision:
    words = [f"{word}{number}" for number, word in enumerate(roll.choices(_WORDS, k=30_000))]
    return Revision([" ".join(words)], [" ".join(words[at : at + 10]) for at in range(0, len(words), 10)])


HOSTILE: Mapping[str, Callable[[Random], Revision]] = {
    "equal": _equal,  # 10,000 equal clauses, 20 of them replaced by 5
    "distinct": _distinct,  # 100,000 distinct clauses, 1 % of them edited
    "anew": _anew,  # 2,000 clauses written anew
    "one_long": _one_long,  # one clause of 2 MB, edited
    "cut_up": _cut_up,  # one clause of 30,000 words, cut into 3,000
    "near_equal": _near_equal,  # 5,000 clauses that differ in a word and a number, shuffled and each edited in a word
}
