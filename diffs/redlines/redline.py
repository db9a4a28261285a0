"""Which words went, which came, which stayed?

Pieces are compared, never letters (`pieces`, `matching`), and what was found is made readable (`tidy`). Nothing
depends on time, on order in memory or on chance.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from diffs.redlines.matching import Change, changes, same_ends
from diffs.redlines.pieces import Row, pieces
from diffs.redlines.tidy import readable
from model import Edit, EditKind

Piece = tuple[EditKind, str]

_SEEN_BEHIND = 7  # signs that tell the end of a sentence
_SENTENCE_END = re.compile(r"(?<=[^\W\d_]{6}[.;!?])(?= [^\W\d_])")  # "5 Mio. EUR" and "25. Mai" are none
_FARTHEST_BACK = 2_000


def redline(before: str, after: str) -> tuple[Edit, ...]:
    """Edits that lead from one text to the other.

    Kept and deleted texts make exactly `before`, kept and inserted ones exactly `after`.
    """
    if before == after or not before or not after:
        kind = EditKind.KEPT if before == after else EditKind.DELETED if before else EditKind.INSERTED
        return _joined([(kind, before or after)])
    head, tail = _same_sentences(before, after)
    old, new = pieces(before[head : len(before) - tail]), pieces(after[head : len(after) - tail])
    found = readable(changes(old.words, new.words), old, new, head + tail)
    middle = [*_edits(found, old, new), *_instead(old.tail, new.tail)]
    return _joined([(EditKind.KEPT, before[:head]), *middle, (EditKind.KEPT, before[len(before) - tail :])])


def _same_sentences(before: str, after: str) -> tuple[int, int]:
    """Lengths of whole sentences that both texts begin and end with; they need not be cut into pieces."""
    head, tail = same_ends(before, after)
    begun = [found.end() for found in _SENTENCE_END.finditer(before, max(0, head - _FARTHEST_BACK), head)]
    first = begun[-1] if begun else 0
    ended = _SENTENCE_END.search(before, max(first, len(before) - tail) + _SEEN_BEHIND)
    return first, len(before) - ended.end() if ended else 0


def _edits(found: Sequence[Change], old: Row, new: Row) -> Iterator[Piece]:
    first = found[0] if found else Change(len(old.words), 0, len(new.words), 0)
    yield from _kept(old, new, 0, 0, first.start)
    end = Change(len(old.words), 0, len(new.words), 0)
    for change, following in pairwise([*found, end]):
        start, stop, after_start, after_stop = change
        shared = _shared_space(change, old, new)
        gone = "".join(old.spaced[start:stop])[len(shared) :]
        come = "".join(new.spaced[after_start:after_stop])[len(shared) :]
        yield EditKind.KEPT, shared
        if shared and not (gone and come):
            # "a[- b-] c" reads better as "a [-b -]c", and "a[- b/-]{+ +}c" as "a [-b/-]c"
            space, after_space = old.space(stop), new.space(after_stop)
            yield from _instead(gone and gone + space, come and come + after_space)
            yield from _instead(old.spaced[stop][len(space) :], new.spaced[after_stop][len(after_space) :])
            stop, after_stop = stop + 1, after_stop + 1
        else:
            yield from _instead(gone, come)
        yield from _kept(old, new, stop, after_stop, following.start)


def _shared_space(change: Change, old: Row, new: Row) -> str:
    """White space before a change that can be shown as kept; of what only went or came, it stands before the next."""
    here, there = (row.space(at) if at < len(row.words) else "" for row, at in ((old, change[0]), (new, change[2])))
    return here if here == there else ""


def _kept(old: Row, new: Row, start: int, after_start: int, stop: int) -> Iterator[Piece]:
    """Pieces whose words are equal; the white space between them need not be."""
    gone, come = old.spaced[start:stop], new.spaced[after_start : after_start + stop - start]
    if gone == come:
        yield EditKind.KEPT, "".join(gone)
        return
    for at, after_at, one, other in zip(
        range(start, stop), range(after_start, len(new.words)), gone, come, strict=False
    ):
        if one == other:
            yield EditKind.KEPT, one
        else:
            space, after_space = old.space(at), new.space(after_at)
            yield from _spacing(space, after_space)
            yield from _instead(one[len(space) :], other[len(after_space) :])


def _spacing(gone: str, come: str) -> Iterator[Piece]:
    """White space that differs; signs that nobody sees come and go by themselves."""
    if come.endswith(gone):
        yield from ((EditKind.INSERTED, come[: len(come) - len(gone)]), (EditKind.KEPT, gone))
    elif gone.endswith(come):
        yield from ((EditKind.DELETED, gone[: len(gone) - len(come)]), (EditKind.KEPT, come))
    else:
        yield from _instead(gone, come)


def _instead(gone: str, come: str) -> Iterator[Piece]:
    if gone == come:
        yield EditKind.KEPT, gone
    else:
        yield from ((EditKind.DELETED, gone), (EditKind.INSERTED, come))


def _joined(found: Iterable[Piece]) -> tuple[Edit, ...]:
    """One edit for each run; within a change what was deleted stands before what was inserted."""
    edits: list[Edit] = []
    waiting: dict[EditKind, list[str]] = {kind: [] for kind in (EditKind.KEPT, EditKind.DELETED, EditKind.INSERTED)}

    def flush(*kinds: EditKind) -> None:
        for kind in kinds:
            if waiting[kind]:
                edits.append(Edit(kind=kind, text="".join(waiting[kind])))
                waiting[kind] = []

    for kind, text in found:
        if text and kind is EditKind.KEPT:
            flush(EditKind.DELETED, EditKind.INSERTED)
            waiting[kind].append(text)
        elif text:
            flush(EditKind.KEPT)
            waiting[kind].append(text)
    flush(*waiting)
    return tuple(edits)
