"""What did a text say before, and what only returns to it?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from diffs.alignment.anchors import key
from diffs.lexicon import LITTLE_OF
from model import Change, Clause, canonical_digest

_ENOUGH_WORDS = 80  # to tell a language by


def language(clauses: Sequence[Clause]) -> str:
    """The language whose little words are most frequent; a rough guess, and enough to tell a swapped edition."""
    words = Counter(word for clause in clauses for word in clause.words.split())
    counts = {name: sum(words[word] for word in little) for name, little in LITTLE_OF.items()}
    return max(counts, key=lambda name: counts[name]) if words.total() >= _ENOUGH_WORDS else ""


def returns(after: Sequence[Clause], earlier: Sequence[Sequence[Clause]]) -> bool:
    """Whether a text is, in all that counts, one of the earlier ones."""
    digest = canonical_digest(after)
    return any(canonical_digest(text) == digest for text in earlier)


def keys(earlier: Sequence[Sequence[Clause]]) -> list[set[str]]:
    """By what the clauses of earlier texts are known again."""
    return [{key(clause) for clause in text} for text in earlier]


def is_flap(change: Change, known: Sequence[set[str]]) -> bool:
    """Whether every clause of a change returns; `known` holds the keys of earlier texts.

    A clause that goes again is none: it may have stood for years.
    """
    return bool(change.after) and all(any(key(clause) in text for text in known) for clause in change.after)
