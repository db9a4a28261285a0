"""How is a raw comparison made readable?

Edits are slid to the ends of sentences, islands of a few common words between edits are given up, and
two texts that have next to nothing in common are shown as one deletion and one insertion.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from diffs.matching import Change
from diffs.phrases import LETTER, UNSPACED, telling
from diffs.pieces import SENTENCE_ENDS, Row

_FARTHEST = 80  # pieces an edit may slide
_KEPT_SHARE = 0.3  # of the shorter text's letters; with less in common it is a new text, not an edited one
_FEWEST = 3  # common words that may stand between two edits
_OUTWEIGHED = 2  # times the letters of an island, changed on each of its sides, drown it
_SIGNS = 2  # of a script without spaces, that are as much as a word

_WORD = re.compile(LETTER)
_SIGN = re.compile(UNSPACED)


def readable(found: Sequence[Change], old: Row, new: Row) -> list[Change]:
    """The same edits, as a person would mark them."""
    tidied = without_islands(_with_spaces(slid(found, old, new), old, new), old, new)
    tidied = [change for change in tidied if change.start < change.stop or change.after_start < change.after_stop]
    if _is_new_text(tidied, old, new):
        return [Change(0, len(old.words), 0, len(new.words))]
    return tidied


def _with_spaces(found: Sequence[Change], old: Row, new: Row) -> list[Change]:
    """With an empty change before each kept word whose white space differs: there, too, something will be marked."""
    done: list[Change] = []
    i = j = 0
    for change in [*found, Change(len(old.words), 0, len(new.words), 0)]:
        if old.spaced[i : change.start] != new.spaced[j : change.after_start]:
            differ = (at for at in range(change.start - i) if old.spaced[i + at] != new.spaced[j + at])
            done.extend(Change(i + at, i + at, j + at, j + at) for at in differ)
        done.append(change)
        i, j = change.stop, change.after_stop
    return done[:-1]


def slid(found: Sequence[Change], old: Row, new: Row) -> list[Change]:
    """Moves each lone deletion or insertion to where it reads best: "A B. A C." -> "A B. [A C.]"."""
    done: list[Change] = []
    end = Change(len(old.words) + 1, 0, len(new.words) + 1, 0)
    for change, following in pairwise([*found, end]):
        start, stop, after_start, after_stop = change
        if start < stop and after_start < after_stop:
            done.append(change)
            continue
        row, at, size = (old, start, stop - start) if start < stop else (new, after_start, after_stop - after_start)
        last = done[-1] if done else Change(0, -1, 0, -1)
        room = start - last.stop - 1, following.start - stop - 1
        by = _best_place(row, at, size, room) - at
        done.append(Change(start + by, stop + by, after_start + by, after_stop + by))
    return done


def _best_place(row: Row, at: int, size: int, room: tuple[int, int]) -> int:
    words = row.words
    low = high = at
    least, most = at - min(room[0], _FARTHEST), at + min(room[1], _FARTHEST)
    while low > least and words[low - 1] == words[low + size - 1]:
        low -= 1
    while high < most and words[high] == words[high + size]:
        high += 1
    if low == high:
        return at
    return max(range(low, high + 1), key=lambda place: (_seam(row, place), -abs(place - at)))


def _seam(row: Row, place: int) -> int:
    """How good a place it is to begin an edit."""
    if not place or "\n" in row.space(place) or row.words[place - 1] in SENTENCE_ENDS:
        return 3
    return 2 if row.words[place - 1] in ",，、" else 0


def without_islands(found: Sequence[Change], old: Row, new: Row) -> list[Change]:
    """Joins changes between which fewer than three words were kept, or half the letters that each of them changes.

    Few words may stand if one of them is a number, a modal verb or a negation: that they stayed is news, too.
    """
    done: list[tuple[Change, int]] = []  # with the letters changed, so that none is counted twice
    for change in found:
        done.append((change, max(_letters(old, change[:2]), _letters(new, change[2:]))))
        while len(done) > 1 and _is_island(old, done[-2], done[-1]):
            (last, size), (joined, more) = done.pop(), done.pop()
            kept = _letters(old, (joined.stop, last.start))
            done.append((Change(joined.start, last.stop, joined.after_start, last.after_stop), more + kept + size))
    return [change for change, _ in done]


def _is_island(old: Row, left: tuple[Change, int], right: tuple[Change, int]) -> bool:
    start, stop = left[0].stop, right[0].start
    if _OUTWEIGHED * _letters(old, (start, stop)) <= min(left[1], right[1]):
        return True
    return _count(old, start, stop) < _FEWEST and not any(map(telling, old.words[start:stop]))


def _count(row: Row, start: int, stop: int) -> float:
    """How many words: "and/or" is one, and of signs that stand without spaces some make one; three are enough."""
    count, open_ = 0.0, False
    for at in range(start, stop):
        if row.spaced[at] != row.words[at]:
            open_ = False
        if _SIGN.match(row.words[at]):
            count += 1 / _SIGNS
        elif not open_ and _WORD.search(row.words[at]):
            count += 1
            open_ = True
        if count >= _FEWEST:
            break
    return count


def _letters(row: Row, within: Sequence[int]) -> int:
    return sum(map(len, row.words[within[0] : within[1]]))


def _is_new_text(found: Sequence[Change], old: Row, new: Row) -> bool:
    """Whether so little was kept, in so many places, that showing it would only confuse."""
    if len(found) < 2:
        return False
    letters = _letters(old, (0, len(old.words)))
    kept = letters - sum(_letters(old, change[:2]) for change in found)
    return kept < _KEPT_SHARE * min(letters, _letters(new, (0, len(new.words))))
