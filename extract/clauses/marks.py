"""What stands around and beside the words of a block, and says nothing that counts?

Addresses of pictures, addresses of links around no words, and where emphasis begins and ends.  Each is a short text
whose first sign says which it is: `!` a picture, `[` a link, `*` emphasis, with the letters that stand before it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import accumulate
from operator import itemgetter
from typing import NamedTuple

from extract.runs import Draft, Run

PICTURE, LINK, EMPHASIS = "!", "[", "*"


class Mark(NamedTuple):
    """One of them, with how many signs of the text stand before it, spaces left out."""

    at: int
    sign: str


def placed(found: Sequence[tuple[int, str]], runs: Sequence[Run]) -> tuple[Mark, ...]:
    """Marks of a block from how many of its runs stand before each."""
    if not found:
        return ()
    before = [0, *accumulate(_size(run.text) for run in runs)]
    return tuple(sorted((Mark(before[place], sign) for place, sign in found), key=itemgetter(0)))


def _size(text: str) -> int:
    return len("".join(text.split()))


def given(drafts: Sequence[Draft], marks: Sequence[Mark]) -> None:
    """Gives each of a block's drafts the marks that stand in it."""
    start = done = 0
    for draft in drafts:
        end = start + _size(draft.text)
        first = done
        while done < len(marks) and (draft is drafts[-1] or marks[done].at < end or _closes(marks[done], end)):
            done += 1
        draft.marks = spelled([Mark(mark.at - start, mark.sign) for mark in marks[first:done]])
        start = end


def _closes(mark: Mark, end: int) -> bool:
    return mark.at == end and mark.sign[0] == EMPHASIS


def spelled(marks: Iterable[Mark]) -> tuple[str, ...]:
    """Addresses as they stand, then emphasis; where it ends and begins again at once, it goes on.

    >>> spelled([Mark(0, "**"), Mark(3, "!/a.png"), Mark(3, "**"), Mark(3, "**"), Mark(9, "**")])
    ('!/a.png', '**0', '**9')
    """
    marks = tuple(marks)
    turns = Counter(mark for mark in marks if mark.sign[0] == EMPHASIS)
    turned = sorted(mark for mark, times in turns.items() if times % 2)
    beside = [mark.sign for mark in marks if mark.sign[0] != EMPHASIS]
    return (*beside, *(f"{mark.sign}{mark.at}" for mark in turned))


def addresses(marks: Iterable[str]) -> tuple[str, ...]:
    return tuple(mark for mark in marks if mark[0] != EMPHASIS)


def without(drafts: Sequence[Draft], place: int) -> list[Draft]:
    """All blocks but one, whose pictures then stand beside the next."""
    left = [*drafts[:place], *drafts[place + 1 :]]
    beside = addresses(drafts[place].marks)
    if beside and left:
        heir = min(place, len(left) - 1)
        left[heir] = replace(left[heir], marks=beside + left[heir].marks)
    return left
