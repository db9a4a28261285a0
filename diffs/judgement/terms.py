"""Was a term replaced by another through the whole text, with the same meaning?

It was if the old one is gone for good, the new one was never used before, and it stands where the other stood. Names
are none of these terms, and no word is that says who gets data, what is done with them, or how often.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import pairwise

from diffs.judgement.elsewhere import Streams
from diffs.judgement.lexicon import FINDER

_OFTEN = 3  # times that a term stood in the text
_LONGEST = 2  # words of a term that change
_OF_ANY_TEXT = frozenset({"definitions/scope", "changes-notice", "content/conduct rules"})
_MEASURES = """
annual yearly quarterly monthly weekly daily hourly single double first last free paid upper lower
"""
_TELLING = frozenset(_MEASURES.split())


@dataclass(frozen=True, kw_only=True)
class Vocabulary:
    """The words of the whole texts, and the titles of sections that both have."""

    streams: Streams
    titles: frozenset[str]

    @property
    def before(self) -> Counter[str]:
        return self.streams.before.counts

    @property
    def after(self) -> Counter[str]:
        return self.streams.after.counts

    def is_renamed(self, gone: Sequence[str], come: Sequence[str], left: str, right: str) -> bool:
        """Whether words went and came, between those that stayed, as a term does that has got another name."""
        if not (gone and come) or max(len(gone), len(come)) > _LONGEST or any(map(_tells, (*gone, *come))):
            return False
        followed, preceded = ((gone[-1], right), (come[-1], right)), ((left, gone[0]), (left, come[0]))
        return any(self._gave_way(old, new) for old, new in (followed, preceded))

    def _gave_way(self, old: tuple[str, str], new: tuple[str, str]) -> bool:
        before, after = self._pairs
        return before[old] >= _OFTEN and not before[new] and not after[old] and after[new] >= before[old] / 2

    @cached_property
    def _pairs(self) -> tuple[Counter[tuple[str, str]], Counter[tuple[str, str]]]:
        return Counter(pairwise(self.streams.before.words)), Counter(pairwise(self.streams.after.words))


@lru_cache(maxsize=1 << 12)
def _tells(word: str) -> bool:
    """Whether a word is a measure, or about what is done with data, who gets it, or what one has to pay."""
    return not word.isalpha() or word in _TELLING or not FINDER.find(word).keys() <= _OF_ANY_TEXT
