"""How is a raw comparison made readable?

Edits are slid to the ends of sentences, islands of a few common words between edits are given up, and where a
sentence, or the whole text, keeps next to nothing from its first edit to its last, that is shown as one deletion and
one insertion.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from diffs.redlines.matching import Change
from diffs.redlines.phrases import LETTER, UNSPACED, telling
from diffs.redlines.pieces import SENTENCE_ENDS, Row

_FARTHEST = 80  # pieces an edit may slide
_KEPT_SHARE = 0.3  # of the shorter text's letters; with less in common it is a new text, not an edited one
_LITTLE = 0.33  # of the letters from the first edit to the last, where few words stayed at a time
_SPEAK = 6  # pieces that stayed together speak for themselves
_FEWEST = 3  # common words that may stand between two edits
_OUTWEIGHED = 3  # times the letters of an island, changed on each of its sides, drown it
_SPACES = 3  # edits of white space alone that an edit of words takes in on each side
_SIGNS = 2  # of a script without spaces, that are as much as a word

_WORD = re.compile(LETTER)
_SIGN = re.compile(UNSPACED)


def readable(found: Sequence[Change], old: Row, new: Row, around: int = 0) -> list[Change]:
    """The same edits, as a person would mark them; so many letters stayed `around` the rows."""
    tidied = without_islands(_with_spaces(slid(found, old, new), old, new), old, new)
    tidied = [change for change in tidied if change.start < change.stop or change.after_start < change.after_stop]
    if _is_new_text(tidied, old, new, around):
        return [Change(0, len(old.words), 0, len(new.words))]
    return [change for group in _stretches(tidied, old) for change in _whole(group, old, new)]


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
    done: list[_Marked] = []
    for change in found:
        size = max(_letters(old, change[:2]), _letters(new, change[2:]))
        done.append(_Marked(change, size, int(not size), int(not size)))
        while len(done) > 1 and _is_island(old, done[-2], done[-1]):
            right, left = done.pop(), done.pop()
            size = left.letters + _letters(old, (left.change.stop, right.change.start)) + right.letters
            span = _span(left.change, right.change)
            begin = left.from_white_space + (0 if left.letters else right.from_white_space)
            end = right.to_white_space + (0 if right.letters else left.to_white_space)
            done.append(_Marked(span, size, begin, end))
    return [one.change for one in done]


class _Marked(NamedTuple):
    change: Change
    letters: int  # that changed, kept here so that none is counted twice
    from_white_space: int  # edits of white space alone that it begins with
    to_white_space: int


def _span(first: Change, last: Change) -> Change:
    return Change(first.start, last.stop, first.after_start, last.after_stop)


def _is_island(old: Row, left: _Marked, right: _Marked) -> bool:
    """Between edits of white space alone no word is, or a text set with other spaces would be marked whole."""
    start, stop = left.change.stop, right.change.start
    if left.to_white_space and right.from_white_space:
        most = _SPACES if left.letters or right.letters else 1
        if not (left.letters and right.letters) and left.to_white_space + right.from_white_space > most:
            return not _count(old, start, stop)
    if _OUTWEIGHED * _letters(old, (start, stop)) <= min(left.letters, right.letters):
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


def _stretches(found: Sequence[Change], old: Row) -> Iterator[list[Change]]:
    """Changes between which neither a sentence that stayed ends nor as many words stayed as speak for themselves."""
    group: list[Change] = []
    for change in found:
        kept = old.words[group[-1].stop : change.start] if group else ()
        if len(kept) >= _SPEAK or not SENTENCE_ENDS.isdisjoint(kept):
            yield group
            group = []
        group.append(change)
    if group:
        yield group


def _whole(found: list[Change], old: Row, new: Row) -> list[Change]:
    """One change, where so little was kept, in so many places, that showing it would only confuse."""
    if len(found) < 2:
        return found
    span = _span(found[0], found[-1])
    letters = _letters(old, span[:2])
    kept = letters - sum(_letters(old, change[:2]) for change in found)
    return [span] if kept < _LITTLE * min(letters, _letters(new, span[2:])) else found


def _is_new_text(found: Sequence[Change], old: Row, new: Row, around: int) -> bool:
    if len(found) < 2:
        return False
    letters = around + _letters(old, (0, len(old.words)))
    kept = letters - sum(_letters(old, change[:2]) for change in found)
    return kept < _KEPT_SHARE * min(letters, around + _letters(new, (0, len(new.words))))
