"""What changed between two texts?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from diffs.alignment.align import align
from diffs.judgement.judge import judge
from diffs.judgement.noise import Case
from diffs.judgement.setting import Setting
from diffs.redlines.redline import redline
from model import Alignment, Change, Clause


def compare(
    before: Sequence[Clause],
    after: Sequence[Clause],
    *,
    alignments: Sequence[Alignment] | None = None,
    words_only: bool = False,
) -> tuple[Change, ...]:
    """All that is not unchanged, in reading order of `after`, with edits and a judgement.

    `words_only` is for texts of different renditions, whose blocks, order and typography may differ
    for no reason of the publisher's: only what differs in words is reported. `alignments` saves aligning
    again who has done it already.
    """
    found = align(before, after) if alignments is None else alignments
    changed = [one for one in found if one.kinds and not _says_nothing(one, before, after)]
    if words_only:
        changed = list(_in_words(changed, before, after))
    setting = Setting(before=before, after=after)
    return tuple(_change(alignment, setting) for alignment in changed)


def _says_nothing(alignment: Alignment, before: Sequence[Clause], after: Sequence[Clause]) -> bool:
    """Whether nothing that counts came or went: a line like "updated 5 days ago" has no words."""
    one_sided = not (alignment.before and alignment.after)
    sides = [before[i] for i in alignment.before] + [after[j] for j in alignment.after]
    return one_sided and not any(clause.words for clause in sides)


def _change(alignment: Alignment, setting: Setting) -> Change:
    old = tuple(setting.before[i] for i in alignment.before)
    new = tuple(setting.after[j] for j in alignment.after)
    edits = redline(_shown(old), _shown(new))
    case = Case(alignment=alignment, before=old, after=new, edits=edits, setting=setting)
    return Change(alignment=alignment, before=old, after=new, edits=edits, judgement=judge(case))


def _shown(clauses: Sequence[Clause]) -> str:
    """Number and text; several clauses are joined by a space, so that where they were cut is no edit."""
    return " ".join(f"{clause.label} {clause.text}".strip() for clause in clauses)


def _in_words(
    alignments: Sequence[Alignment], before: Sequence[Clause], after: Sequence[Clause]
) -> Iterator[Alignment]:
    """Alignments whose words really differ between the texts.

    Words that only stand in other blocks, or elsewhere, are in both texts as often: such a change
    drops out when each side stands in the other text word for word and no word's number changed.
    """
    old, new = _stream(before), _stream(after)
    lost, gained = Counter(old.split()), Counter(new.split())
    lost, gained = lost - gained, gained - lost
    for alignment in alignments:
        if all(kind.quiet for kind in alignment.kinds):
            continue
        mine, theirs = _stream([before[i] for i in alignment.before]), _stream([after[j] for j in alignment.after])
        if mine == theirs:
            continue
        stands = mine in new and theirs in old
        if not stands or lost.keys() & mine.split() or gained.keys() & theirs.split():
            yield alignment


def _stream(clauses: Sequence[Clause]) -> str:
    return " " + "".join(f"{clause.words} " for clause in clauses if clause.words)
