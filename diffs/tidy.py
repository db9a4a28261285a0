"""How is a raw comparison made readable?

Edits are slid to the ends of sentences, islands of a few common words between edits are given up, and
two texts that have next to nothing in common are shown as one deletion and one insertion.
"""

from __future__ import annotations

from itertools import pairwise

from diffs.pieces import SENTENCE_ENDS, Hunk, Token, letters

_FARTHEST = 80  # tokens an edit may slide
_KEPT_SHARE = 0.3  # of the shorter text's letters; with less in common it is a new text, not an edited one


def slid(hunks: list[Hunk]) -> list[Hunk]:
    """Moves each lone deletion or insertion to where it reads best: "A B. A C." -> "A B. [A C.]"."""
    for left, hunk in pairwise(hunks):
        if hunk.deleted and not hunk.inserted:
            size = len(hunk.deleted)
            row = [*left.kept_before, *hunk.deleted, *hunk.kept_before]
            other = [*left.kept_after, *hunk.kept_after]
        elif hunk.inserted and not hunk.deleted:
            size = len(hunk.inserted)
            row = [*left.kept_after, *hunk.inserted, *hunk.kept_after]
            other = [*left.kept_before, *hunk.kept_before]
        else:
            continue
        at = _best_place(row, len(left.kept_before), size)
        parts = row[:at], row[at : at + size], row[at + size :], other[:at], other[at:]
        if hunk.deleted:
            left.kept_before, hunk.deleted, hunk.kept_before, left.kept_after, hunk.kept_after = parts
        else:
            left.kept_after, hunk.inserted, hunk.kept_after, left.kept_before, hunk.kept_before = parts
    return hunks


def _best_place(row: list[Token], at: int, size: int) -> int:
    low = high = at
    while low > 1 and at - low < _FARTHEST and row[low - 1].word == row[low + size - 1].word:
        low -= 1
    while high + size < len(row) - 1 and high - at < _FARTHEST and row[high].word == row[high + size].word:
        high += 1
    return max(range(low, high + 1), key=lambda place: (_seam(row[place - 1]) if place else 3, -abs(place - at)))


def _seam(token: Token) -> int:
    """How good a place it is behind a token to begin an edit."""
    if token.word in SENTENCE_ENDS:
        return 3
    return 2 if token.word == "," else 0


def without_islands(hunks: list[Hunk]) -> list[Hunk]:
    """Joins changes between which no more letters were kept than each of them changes."""
    done: list[tuple[Hunk, int, int]] = []  # with the letters deleted and inserted, so that none is counted twice
    for hunk in hunks:
        done.append((hunk, letters(hunk.deleted), letters(hunk.inserted)))
        while len(done) > 1 and letters(done[-2][0].kept_before) <= min(max(done[-2][1:]), max(done[-1][1:])):
            last, gone, come = done.pop()
            joined, gone_before, come_before = done.pop()
            kept = letters(joined.kept_before)
            done.append((_join(joined, last), gone_before + kept + gone, come_before + kept + come))
    return [hunk for hunk, _, _ in done]


def _join(hunk: Hunk, last: Hunk) -> Hunk:
    hunk.deleted += hunk.kept_before + last.deleted
    hunk.inserted += hunk.kept_after + last.inserted
    hunk.kept_before, hunk.kept_after = last.kept_before, last.kept_after
    return hunk


def alien(hunks: list[Hunk], old: list[Token], new: list[Token]) -> bool:
    """Whether so little was kept, in so many places, that showing it would only confuse."""
    if sum(bool(hunk.deleted or hunk.inserted) for hunk in hunks) < 2:
        return False
    kept = sum(letters(hunk.kept_before) for hunk in hunks)
    return kept < _KEPT_SHARE * min(letters(old), letters(new))
