"""Which words went, which came, which stayed?

Tokens are compared, never letters: each is given a code point, and diff-match-patch compares those.
What is long is first cut at sentences that stand once in both texts, so that the quadratic comparison
only ever sees bounded pieces; nothing depends on time.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from diff_match_patch import diff_match_patch

from diffs.links import heaviest_in_order
from diffs.pieces import SENTENCE_ENDS, Hunk, Token, tokens
from diffs.tidy import alien, slid, without_islands
from model import Edit, EditKind

_LONG_SENTENCE = 60  # tokens
_MOST_TOKENS = 900  # of a piece, both sides together; more is not compared but replaced
_FIRST_SURROGATE, _SURROGATES = 0xD800, 0x800


def redline(before: str, after: str) -> tuple[Edit, ...]:
    """Edits that lead from one text to the other.

    Kept and deleted texts make exactly `before`, kept and inserted ones exactly `after`.
    """
    if before == after:
        return (Edit(kind=EditKind.KEPT, text=before),) if before else ()
    old, old_tail = tokens(before)
    new, new_tail = tokens(after)
    hunks = without_islands(slid(_compared(old, new)))
    if alien(hunks, old, new):
        hunks = [Hunk(old, new, [], [])]
    return _joined([*_edits(hunks), (EditKind.DELETED, old_tail), (EditKind.INSERTED, new_tail)])


def _compared(old: list[Token], new: list[Token]) -> list[Hunk]:
    hunks = [Hunk([], [], [], [])]
    i = j = 0
    for x, y in [*_landmarks(old, new), (len(old), len(new))]:
        for sign, size in _signs(old[i:x], new[j:y]):
            if sign < 0:
                _changing(hunks).deleted += old[i : i + size]
            elif sign > 0:
                _changing(hunks).inserted += new[j : j + size]
            else:
                hunks[-1].kept_before += old[i : i + size]
                hunks[-1].kept_after += new[j : j + size]
            i += size if sign <= 0 else 0
            j += size if sign >= 0 else 0
    return hunks


def _changing(hunks: list[Hunk]) -> Hunk:
    if hunks[-1].kept_before:
        hunks.append(Hunk([], [], [], []))
    return hunks[-1]


def _landmarks(old: list[Token], new: list[Token]) -> list[tuple[int, int]]:
    """Where sentences that stand once in both texts begin and end, in order; only for long texts."""
    if len(old) + len(new) <= _MOST_TOKENS:
        return []
    here, there = _once(old), _once(new)
    size = {i: len(words) for words, i in here.items()}
    shared = ((i, there[words], float(size[i])) for words, i in here.items() if words in there)
    return [mark for i, j in heaviest_in_order(shared) for mark in ((i, j), (i + size[i], j + size[i]))]


def _once(row: list[Token]) -> dict[tuple[str, ...], int]:
    sentences: dict[tuple[str, ...], list[int]] = {}
    start = 0
    for at, token in enumerate(row):
        if token.word in SENTENCE_ENDS or at - start >= _LONG_SENTENCE:
            sentences.setdefault(tuple(t.word for t in row[start : at + 1]), []).append(start)
            start = at + 1
    return {words: places[0] for words, places in sentences.items() if len(places) == 1}


def _signs(old: list[Token], new: list[Token]) -> Iterator[tuple[int, int]]:
    """(-1, 0 or 1, how many tokens) for a piece between landmarks."""
    head = _common_head(old, new)
    tail = _common_head(old[head:][::-1], new[head:][::-1])
    yield 0, head
    middle_old, middle_new = old[head : len(old) - tail], new[head : len(new) - tail]
    if len(middle_old) + len(middle_new) > _MOST_TOKENS:
        yield -1, len(middle_old)
        yield 1, len(middle_new)
    else:
        yield from _by_code_points(middle_old, middle_new)
    yield 0, tail


def _common_head(one: Sequence[Token], other: Sequence[Token]) -> int:
    pairs = zip(one, other, strict=False)
    return next((at for at, (x, y) in enumerate(pairs) if x.word != y.word), min(len(one), len(other)))


def _by_code_points(old: list[Token], new: list[Token]) -> Iterator[tuple[int, int]]:
    numbers: dict[str, str] = {}
    one, other = ("".join(numbers.setdefault(t.word, _code_point(len(numbers))) for t in side) for side in (old, new))
    engine = diff_match_patch()
    engine.Diff_Timeout = 0
    for sign, text in engine.diff_main(one, other, False):
        yield sign, len(text)


def _code_point(number: int) -> str:
    """One character for each distinct token; surrogates are no characters and left out."""
    return chr(number + 1 if number + 1 < _FIRST_SURROGATE else number + 1 + _SURROGATES)


def _edits(hunks: list[Hunk]) -> Iterator[tuple[EditKind, str]]:
    for hunk in hunks:
        shared = _shared_space(hunk)
        deleted, inserted = _text(hunk.deleted)[len(shared) :], _text(hunk.inserted)[len(shared) :]
        if shared and not (hunk.deleted and hunk.inserted):
            # "a[- b-] c" reads better as "a [-b -]c"
            deleted += shared if hunk.deleted else ""
            inserted += shared if hunk.inserted else ""
            yield from ((EditKind.KEPT, shared), (EditKind.DELETED, deleted), (EditKind.INSERTED, inserted))
            yield EditKind.KEPT, hunk.kept_before[0].word
            yield from _kept(hunk.kept_before[1:], hunk.kept_after[1:])
        else:
            yield from ((EditKind.KEPT, shared), (EditKind.DELETED, deleted), (EditKind.INSERTED, inserted))
            yield from _kept(hunk.kept_before, hunk.kept_after)


def _shared_space(hunk: Hunk) -> str:
    """White space before a change that can be shown as kept."""
    spaces = {row[0].space for row in (hunk.deleted, hunk.inserted) if row}
    if not (hunk.deleted and hunk.inserted):
        spaces |= {row[0].space if row else "" for row in (hunk.kept_before, hunk.kept_after)}
    return spaces.pop() if len(spaces) == 1 else ""


def _kept(old: list[Token], new: list[Token]) -> Iterator[tuple[EditKind, str]]:
    for one, other in zip(old, new, strict=True):
        if one.space != other.space:
            yield from ((EditKind.DELETED, one.space), (EditKind.INSERTED, other.space))
        else:
            yield EditKind.KEPT, one.space
        yield EditKind.KEPT, one.word


def _text(row: list[Token]) -> str:
    return "".join(token.space + token.word for token in row)


def _joined(pieces: list[tuple[EditKind, str]]) -> tuple[Edit, ...]:
    """One edit for each run; within a change what was deleted stands before what was inserted."""
    edits: list[Edit] = []
    waiting = {EditKind.DELETED: "", EditKind.INSERTED: ""}

    def flush() -> None:
        for kind, text in waiting.items():
            if text:
                edits.append(Edit(kind=kind, text=text))
            waiting[kind] = ""

    kept = ""
    for kind, text in pieces:
        if not text:
            continue
        if kind is EditKind.KEPT:
            flush()
            kept += text
            continue
        if kept:
            edits.append(Edit(kind=EditKind.KEPT, text=kept))
            kept = ""
        waiting[kind] += text
    flush()
    if kept:
        edits.append(Edit(kind=EditKind.KEPT, text=kept))
    return tuple(edits)
