"""What of the two texts around a change may its judgement ask?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from diffs.judgement.elsewhere import Streams
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
    streams: Streams

    @classmethod
    def of(cls, before: Sequence[Clause], after: Sequence[Clause]) -> Setting:
        streams = Streams.of(before, after)
        return cls(
            before=before,
            after=after,
            framed_before=framed(before),
            framed_after=framed(after),
            vocabulary=Vocabulary(streams.before.counts, streams.after.counts),
            streams=streams,
        )

    def is_frame(self, alignment: Alignment) -> bool:
        """Whether all clauses of a change stand in the frame."""
        sides = [self.framed_before[i] for i in alignment.before] + [self.framed_after[j] for j in alignment.after]
        return all(sides)
