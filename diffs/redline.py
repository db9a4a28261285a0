"""Which words went, which came, which stayed?

Pieces are compared, never letters (`diffs.pieces`, `diffs.matching`), and what was found is made readable
(`diffs.tidy`). Nothing depends on time, on order in memory or on chance.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from diffs.matching import Change, changes
from diffs.pieces import Row, pieces
from diffs.tidy import readable
from model import Edit, EditKind

Piece = tuple[EditKind, str]


def redline(before: str, after: str) -> tuple[Edit, ...]:
    """Edits that lead from one text to the other.

    Kept and deleted texts make exactly `before`, kept and inserted ones exactly `after`.
    """
    if before == after or not before or not after:
        kind = EditKind.KEPT if before == after else EditKind.DELETED if before else EditKind.INSERTED
        return _joined([(kind, before or after)])
    old, new = pieces(before), pieces(after)
    found = readable(changes(old.words, new.words), old, new)
    return _joined([*_edits(found, old, new), *_instead(old.tail, new.tail)])


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
            # "a[- b-] c" reads better as "a [-b -]c"
            yield from _instead(gone and gone + shared, come and come + shared)
            yield EditKind.KEPT, old.words[stop]
            stop, after_stop = stop + 1, after_stop + 1
        else:
            yield from _instead(gone, come)
        yield from _kept(old, new, stop, after_stop, following.start)


def _shared_space(change: Change, old: Row, new: Row) -> str:
    """White space before a change that can be shown as kept."""
    start, stop, after_start, after_stop = change
    spaces = set()
    if start < stop:
        spaces.add(old.space(start))
    if after_start < after_stop:
        spaces.add(new.space(after_start))
    if start == stop or after_start == after_stop:
        spaces |= {row.space(at) if at < len(row.words) else "" for row, at in ((old, stop), (new, after_stop))}
    return spaces.pop() if len(spaces) == 1 else ""


def _kept(old: Row, new: Row, start: int, after_start: int, stop: int) -> Iterator[Piece]:
    """Pieces whose words are equal; the white space between them need not be."""
    gone, come = old.spaced[start:stop], new.spaced[after_start : after_start + stop - start]
    if gone == come:
        yield EditKind.KEPT, "".join(gone)
        return
    for at, one, other in zip(range(start, stop), gone, come, strict=True):
        word = old.words[at]
        if one == other:
            yield EditKind.KEPT, one
        else:
            yield from _instead(one[: len(one) - len(word)], other[: len(other) - len(word)])
            yield EditKind.KEPT, word


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
