"""What of the two texts around a change may its judgement ask?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from diffs.judgement.frame import framed
from diffs.judgement.wording import Vocabulary
from model import Alignment, Clause


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """The whole texts before and after, and which of their clauses are the page's frame; made once per comparison."""

    before: Sequence[Clause]
    after: Sequence[Clause]
    framed_before: Sequence[bool]
    framed_after: Sequence[bool]
    vocabulary: Vocabulary

    @classmethod
    def of(cls, before: Sequence[Clause], after: Sequence[Clause]) -> Setting:
        return cls(
            before=before,
            after=after,
            framed_before=framed(before),
            framed_after=framed(after),
            vocabulary=Vocabulary(_counts(before), _counts(after)),
        )

    def is_frame(self, alignment: Alignment) -> bool:
        """Whether all clauses of a change stand in the frame."""
        sides = [self.framed_before[i] for i in alignment.before] + [self.framed_after[j] for j in alignment.after]
        return all(sides)


def _counts(clauses: Sequence[Clause]) -> Counter[str]:
    return Counter(word for clause in clauses for word in clause.words.split())
