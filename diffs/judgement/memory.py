"""What did a text say before, and which earlier text does it return to?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache

from diffs.alignment.anchors import Key, key
from diffs.judgement.elsewhere import stream
from diffs.judgement.remembered import of_texts
from diffs.lexicon import LITTLE_OF
from model import Change, Clause, canonical_digest

Bag = Counter[Key]
"""The clauses of a text, by what they are known again, each as often as it stands there."""

Phrase = tuple[str, ...]
"""Words in a row."""

_ENOUGH_WORDS = 80  # to tell a language by
_CLEARLY = (
    0.5  # of the words by which a text differs from the one before: an earlier one that is nearer is gone back to
)
_PHRASE = 4  # words in a row that are hardly said twice by chance
_SAID_AGAIN = 0.3  # of the phrases that came


@of_texts
def language(clauses: Sequence[Clause]) -> str:
    """The language whose little words are most frequent; a rough guess, and enough to tell a swapped edition."""
    words = stream(clauses).counts
    counts = {name: sum(words[word] for word in little) for name, little in LITTLE_OF.items()}
    return max(counts, key=lambda name: counts[name]) if words.total() >= _ENOUGH_WORDS else ""


def returns(before: Sequence[Clause], after: Sequence[Clause], earlier: Sequence[Sequence[Clause]]) -> bool:
    """Whether a text is no longer what it was, but, in all that counts, one of the earlier ones."""
    digest = canonical_digest(after)
    return canonical_digest(before) != digest and any(canonical_digest(text) == digest for text in earlier)


@of_texts
def bag(clauses: Sequence[Clause]) -> Bag:
    """Not to be altered: it is kept for the next who asks."""
    return Counter([key(clause) for clause in clauses])


def is_flap(change: Change, before: Bag, earlier: Sequence[Bag]) -> bool:
    """Whether every clause that a change made stood in an earlier text, and not all of them in the one before.

    A clause that goes again is none: it may have stood for years.
    """
    made = [key(clause) for clause in change.after]
    return not all(mark in before for mark in made) and all(any(mark in text for text in earlier) for mark in made)


def is_nearer(one: Bag, before: Bag, after: Bag) -> bool:
    """Whether `after` stands clearly nearer to one text than to the one before it, in words of clauses."""
    return _apart(one, after) <= _CLEARLY * _apart(before, after)


def nearest(before: Bag, after: Bag, earlier: Sequence[Bag]) -> int | None:
    """Which of the earlier texts a text goes back to, in whole or in part; None where it goes on from the one before.

    It goes back to the nearest if that is clearly nearer than the one before, or if its lost clauses say a good part of
    what came. Bags are compared, and phrases of the few clauses in which the texts differ; no text is aligned.
    """
    if not earlier:
        return None
    near = nearest_of(after, earlier)
    if near is not None and is_nearer(earlier[near], before, after):
        return near
    come = _phrases(_more(after, before)) - _phrases(_more(before, after))
    again: dict[Key, set[Phrase]] = {}  # of each clause; most were lost by many of the texts

    def said_by(text: Bag) -> int:
        lost = _more(text, before)
        again.update((mark, come & _phrases([mark])) for mark in lost if mark not in again)
        return len(set().union(*map(again.__getitem__, lost)))

    said = [said_by(text) if come else 0 for text in earlier]
    most = max(range(len(earlier)), key=lambda at: (said[at], at))
    return most if come and said[most] >= _SAID_AGAIN * len(come) else None


def nearest_of(after: Bag, earlier: Sequence[Bag]) -> int | None:
    """Which of the earlier texts stands nearest, the latest of equals; None where there is none."""
    apart = [_apart(text, after) for text in earlier]
    return min(range(len(apart)), key=lambda at: (apart[at], -at)) if apart else None


def _apart(one: Bag, other: Bag) -> int:
    """How many words stand in clauses that only one of two texts has."""
    differing = {mark for mark, _ in one.items() ^ other.items()}
    return sum(abs(one[mark] - other[mark]) * count(mark) for mark in differing)


@lru_cache(maxsize=1 << 13)
def count(mark: Key) -> int:
    """How many words a clause has: most are counted for many texts."""
    return len(mark.split())


def _more(one: Bag, other: Bag) -> set[Key]:
    """The clauses that stand in one text oftener than in the other."""
    return {mark for mark, count in one.items() - other.items() if count > other[mark]}


def _phrases(clauses: Iterable[Key]) -> set[Phrase]:
    found: set[Phrase] = set()
    for words in map(str.split, clauses):
        found.update(zip(*[words[start:] for start in range(_PHRASE)], strict=False))
    return found
