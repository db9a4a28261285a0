"""From where to where does the document go, on the page it stands on?

It is the stretch that holds most prose and fewest links: the maximum subsequence of a sum (Pasternack and Roth,
"Extracting article text from the web with maximum subsequence segmentation", 2009).
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from diffs.judgement.furniture import speaks
from diffs.judgement.page_lines import is_glued, is_led_in
from model import Block, Clause

_PROSE = 14  # words from which a line is a sentence or two
_SPOKEN = 4  # words from which a line of law says something
_PAGE_LINE, _GLUED, _SHORT, _UNLAWFUL, _MOST = -4, -20, -1, 4, 30
_LEAST = 60  # worth of a document: some three sentences of it
_SURE_FRAME = 10  # lines of frame that are a page by themselves, if nothing else is
_TITLE_SHARE = 0.8  # of the worth stands below the title


def body(clauses: Sequence[Clause], lines: Sequence[bool]) -> tuple[int, int]:
    """The first clause of the document, and the one behind its last; `lines` says which have a page line's form.

    A short text without links is all document, a page of links and little else holds none.
    """
    worth = [_worth(clause, line) for clause, line in zip(clauses, lines, strict=True)]
    start, end = _best(worth)
    if sum(worth[start:end]) < _LEAST:
        return (0, len(clauses)) if sum(lines) < _SURE_FRAME else (len(clauses), len(clauses))
    return _with_headings(clauses, lines, _from_title(clauses, lines, worth, start, end)), end


def only_title(clauses: Sequence[Clause]) -> int | None:
    """Where the one heading of the first level stands."""
    first = [i for i, one in enumerate(clauses) if one.block is Block.HEADING and one.level == 1 and not one.label]
    return first[0] if len(first) == 1 else None


def _best(worth: Sequence[int]) -> tuple[int, int]:
    best, start, end, total, since = 0, 0, 0, 0, 0
    for i, one in enumerate(worth):
        if total <= 0:
            total, since = 0, i
        total += one
        if total > best:
            best, start, end = total, since, i + 1
    return start, end


@lru_cache(maxsize=1 << 13)
def _worth(clause: Clause, line: bool) -> int:
    """What a clause says for the document; less than nothing where it speaks against it."""
    if line:
        return _GLUED if is_glued(clause) else _PAGE_LINE
    if clause.block is Block.HEADING or not clause.words:
        return 0
    count = clause.words.count(" ") + 1
    if speaks(clause.words) and count >= _SPOKEN:
        return min(count, _MOST)
    if count >= _PROSE:
        return _UNLAWFUL
    return 1 if is_led_in(clause) else 0 if clause.label else _SHORT


def _from_title(clauses: Sequence[Clause], lines: Sequence[bool], worth: Sequence[int], start: int, end: int) -> int:
    """The title, where a menu above it was taken for the document's beginning."""
    title = only_title(clauses)
    if title is None or not start <= title < end:
        return start
    below = sum(worth[title:end]) >= _TITLE_SHARE * sum(worth[start:end])
    return title if below and 2 * sum(lines[:title]) >= title else start


def _with_headings(clauses: Sequence[Clause], lines: Sequence[bool], start: int) -> int:
    while start and clauses[start - 1].block is Block.HEADING and not lines[start - 1]:
        start -= 1
    return start
