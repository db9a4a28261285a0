"""What of the two texts around a change may its judgement ask?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from diffs.judgement.elsewhere import Streams
from diffs.judgement.frame import framed
from diffs.judgement.terms import Vocabulary
from model import Alignment, Block, Clause


@dataclass(frozen=True, kw_only=True)
class Setting:
    """The whole texts before and after; one per comparison. What follows from them is made where it is first asked for:
    most comparisons find nothing but quiet changes.
    """

    before: Sequence[Clause]
    after: Sequence[Clause]

    @cached_property
    def streams(self) -> Streams:
        return Streams.of(self.before, self.after)

    @cached_property
    def vocabulary(self) -> Vocabulary:
        titles = [{one.words for one in text if one.block is Block.HEADING} for text in (self.before, self.after)]
        return Vocabulary(streams=self.streams, titles=frozenset.intersection(*map(frozenset, titles)))

    @cached_property
    def _framed(self) -> tuple[Sequence[bool], Sequence[bool]]:
        return framed(self.before), framed(self.after)

    def is_frame(self, alignment: Alignment) -> bool:
        """Whether all clauses of a change stand in the page's frame."""
        before, after = self._framed
        return all(before[i] for i in alignment.before) and all(after[j] for j in alignment.after)
