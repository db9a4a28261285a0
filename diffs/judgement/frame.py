"""Which clauses of a text are the frame of the page it stood on: menus, related links, share buttons?

By form, place and neighbourhood: outside the document (see `body`) what has the form of a page's line, and what stands
between such; inside, only what nothing but a page would say. What speaks of the document, or of what its reader may
and must, is never frame.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from diffs.judgement.body import body, only_title
from diffs.judgement.furniture import announces, speaks, speaks_of_itself
from diffs.judgement.page_lines import is_frame_anywhere, is_led_in, letters, page_lines, page_numbers
from diffs.judgement.remembered import of_texts
from model import Block, Clause

_NAME = 4  # words that name another page, as "Terms of Use" does
_MOST_BETWEEN = 8  # lines that may stand between two that are frame; in a menu any number
_MENU = 10  # lines of frame that make a menu, where they are most of what stands there
_ENTRIES = 3  # in a row make a list of contents
_EVIDENCE = re.compile(r"@|\d{3}|\b(?:inc|ltd|llc|gmbh|ag|plc|corp|limited|bv|sas|srl)\b", re.IGNORECASE)
_FOREIGN = re.compile(r"[^\W\d_a-z\u00aa-\u024f]")  # scripts in which no words of law are known here


@of_texts
def framed(clauses: Sequence[Clause]) -> tuple[bool, ...]:
    """For each clause, whether it is frame."""
    found = page_lines(clauses)
    start, end = body(clauses, found)
    entries, numbers = _contents(clauses), page_numbers(clauses)
    for i in range(start, end):
        found[i] = entries[i] or is_frame_anywhere(clauses[i])
    for i in numbers:
        found[i] = True
    _fill(clauses, found, range(start), above=True)
    _fill(clauses, found, range(end, len(clauses)), above=False)
    _put_headings(clauses, found)
    _repeat(clauses, found, (*range(start), *range(end, len(clauses))))
    if 0 < start < end and start == only_title(clauses):
        found[start] = True  # where nothing stands above a title, it is no clause
    return tuple(found)


def _fill(clauses: Sequence[Clause], found: list[bool], zone: range, *, above: bool) -> None:
    """What stands between frame and frame is frame, unless it could not be. Above the document all else is frame."""
    lines = sum(found[i] for i in zone)
    menu = lines >= _MENU and 2 * lines >= len(zone)
    longest = len(zone) if menu or above else _MOST_BETWEEN
    bounded = above or (menu and _leads_menu(clauses, found, zone))
    run: list[int] = []
    for i in zone:
        if not found[i] and _is_soft(clauses[i], menu=menu):
            run.append(i)
            continue
        _close(found, run if bounded and found[i] and len(run) <= longest else ())
        run, bounded = [], found[i]
    _close(found, run if bounded and len(run) <= longest else ())


def _close(found: list[bool], run: Sequence[int]) -> None:
    for i in run:
        found[i] = True


def _repeat(clauses: Sequence[Clause], found: list[bool], outside: Iterable[int]) -> None:
    """What is frame in one place is frame in another: pages say their menus twice, for wide screens and for small."""
    known = {one.words for one, frame in zip(clauses, found, strict=True) if frame}
    for i in outside:
        if clauses[i].words in known and _is_soft(clauses[i], menu=True):
            found[i] = True


def _leads_menu(clauses: Sequence[Clause], found: Sequence[bool], zone: range) -> bool:
    """Whether a menu comes right below the document, with one line to head it."""
    return len(zone) > 1 and found[zone[1]] and clauses[zone[0]].words.count(" ") < _NAME


@lru_cache(maxsize=1 << 13)
def _is_soft(clause: Clause, *, menu: bool) -> bool:
    """Whether a clause can be frame for its neighbours' sake: no address, no name of a company, no word of law."""
    if (
        clause.block is Block.ROW
        or is_led_in(clause)
        or announces(clause.words)
        or _EVIDENCE.search(clause.text)
        or speaks_of_itself(clause.words)
    ):
        return False
    if menu or not clause.words:
        return True
    return not _FOREIGN.search(clause.words) and (clause.words.count(" ") < _NAME or not speaks(clause.words))


def _contents(clauses: Sequence[Clause]) -> list[bool]:
    """Which clauses stand in a list of contents: several in a row say what headings below them say."""
    below: set[str] = set()
    found = [False] * len(clauses)
    in_a_row = 0
    for i in range(len(clauses) - 1, -1, -1):
        name = letters(clauses[i].words)
        heading = clauses[i].block is Block.HEADING
        in_a_row = in_a_row + 1 if name in below and not heading else 0
        if in_a_row >= _ENTRIES:
            found[i : i + _ENTRIES] = [True] * _ENTRIES
        if heading and name:
            below.add(name)
    return found


def _put_headings(clauses: Sequence[Clause], found: list[bool]) -> None:
    """A heading with nothing but frame under it is the frame's."""
    under: list[bool] = []
    for i in range(len(clauses) - 1, -1, -1):
        if clauses[i].block is not Block.HEADING:
            under.append(found[i])
            continue
        if under and all(under) and not speaks(clauses[i].words):
            found[i] = True
        under = []
