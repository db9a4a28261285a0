"""What of a step is new, where the text goes back to what it said before?

The text is compared with the earlier one that it goes back to: what differs from that one, too, is news.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from diffs.compare import compare
from diffs.judgement import memory
from diffs.judgement.natures import in_order
from model import Change, Clause, EditKind, Judgement, Nature, Severity

BACK = "returns to what it said before"

_CLEARLY = 0.5  # of the words that changed: with fewer against the earlier text, a clause goes back to that


def quietened(change: Change, reason: str) -> Change:
    """A change that is no news, for what it shows was lost, returned or swapped. A page does that, and no author: what
    an author does to words is not shown.
    """
    shown = {nature for nature in change.judgement.natures if nature not in _AUTHORED}
    natures = in_order({*shown, Nature.EXTRACTION})
    return replace(change, judgement=Judgement(alert=False, severity=Severity.NONE, natures=natures, because=(reason,)))


_AUTHORED = frozenset({Nature.SUBSTANTIVE, Nature.EDITORIAL, Nature.TYPOGRAPHIC, Nature.STRUCTURE, Nature.MOVED})


def only_news(
    before: Sequence[Clause],
    after: Sequence[Clause],
    changes: Sequence[Change],
    earlier: Sequence[Sequence[Clause]],
) -> tuple[Change, ...]:
    """The changes, with those quietened that only lead back to an earlier text, and others cut down to what is new."""
    left, come = memory.bag(before), memory.bag(after)
    bags = [memory.bag(text) for text in earlier]
    back = memory.nearest(left, come, bags)
    found = None if back is None else _Back(earlier[back], after, whole=memory.is_nearer(bags[back], left, come))
    return tuple(
        quietened(change, BACK)
        if change.judgement.alert and memory.is_flap(change, left, bags)
        else found.seen_from_there(change)
        if found and change.judgement.alert
        else change
        for change in changes
    )


class _Back:
    """An earlier text to which a text goes back, and what changed between the two."""

    def __init__(self, earlier: Sequence[Clause], after: Sequence[Clause], *, whole: bool) -> None:
        changes = [change for change in compare(earlier, after) if not change.quiet]
        self._whole = whole
        self._made = {at: change for change in changes for at in change.alignment.after}
        self._lost = memory.bag([clause for change in changes for clause in change.before])

    def seen_from_there(self, change: Change) -> Change:
        """A change as it looks from the earlier text, where that is clearly nearer; else as it is."""
        if not change.after:
            return quietened(change, BACK) if self._whole and not self._lost & memory.bag(change.before) else change
        made = {id(one): one for at in change.alignment.after if (one := self._made.get(at))}
        if not made:
            return quietened(change, BACK)
        if sum(map(_changed_words, made.values())) > _CLEARLY * _changed_words(change):
            return change
        new = min((one.judgement for one in made.values()), key=_weight)
        return replace(change, judgement=replace(new, natures=in_order({*new.natures, Nature.EXTRACTION})))


def _weight(judgement: Judgement) -> int:
    return list(Severity).index(judgement.severity)


def _changed_words(change: Change) -> int:
    return sum(len(edit.text.split()) for edit in change.edits if edit.kind is not EditKind.KEPT)
