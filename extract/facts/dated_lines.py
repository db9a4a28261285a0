"""Which lines of a text may hold its own date?"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from extract.facts.days import may_hold_days
from model import Clause

HELD_BACK = re.compile(
    r"(?i)\b(?:until|till|before|prior\s+to|through|previous|prior|archived?|former|older|supersed\w+|replac\w+|expires?"
    r"|jusqu\w*|avant|précédente?s?|anciennes?|antérieure?s?|remplace\w*|bis\s+zum|vorherige|frühere|ältere|ersetz\w*|vor\s+dem|hasta|antes|anterior\w*"
    r"|(?:were|was)\s+(?:effective|in\s+(?:force|effect)|applicable)|fino|prima\s+del|precedent\w+|até|tot\s+en\s+met|vorige|eerdere|do\s+dnia|poprzedni\w*|tidigare|tidligere)\b"
)
"""Words by which a date is that of a former text, or one that ends."""

SHORT_LINE = 160  # characters
LONGEST = 4000  # characters of a clause
_ABOVE = 90  # characters of a line that may hold the cue for the next one
_FIRST, _LAST = 70, 30  # clauses looked at, from the beginning and the end
_BETWEEN = 300  # lines looked at there
_TITLE_LINES, _LAST_LINES = 4, 3  # where a line that is nothing but a date is the document's


class Line(NamedTuple):
    """One that holds a date, with what its neighbours tell of that."""

    text: str
    above: str  # the line before it, when that is short and holds no date
    place: str  # "top" and "bottom": a line that is nothing but a date is the document's there
    listed: bool = False  # of a list of dates below words such as "previous versions"


def lines_at_the_ends(clauses: Sequence[Clause], title: str) -> Iterator[Line]:
    """Where nearly all documents have their date: the title, the first clauses and the last."""
    if may_hold_days(title):
        yield Line(title[:LONGEST], "", "")
    count = len(clauses)
    texts = [clause.text for clause in clauses]
    chosen = range(count) if count <= _FIRST + _LAST else (*range(_FIRST), *range(count - _LAST, count))
    listed, last = False, -1
    for i in chosen:
        if not may_hold_days(texts[i]):
            continue
        above = texts[i - 1] if i else title
        if may_hold_days(above):
            listed, above = listed and last == i - 1, ""
        else:
            above = above if len(above) <= _ABOVE else ""
            listed = bool(HELD_BACK.search(above))
        last = i
        place = "top" if i < _TITLE_LINES else "bottom" if i >= count - _LAST_LINES else ""
        yield Line(texts[i][:LONGEST], above, place, listed)


def lines_between(clauses: Sequence[Clause]) -> Iterator[Line]:
    """Short lines far from both ends, where one page holds several documents or a footer is longer than a policy."""
    short = (one.text for one in clauses[_FIRST:-_LAST] if len(one.text) <= SHORT_LINE and may_hold_days(one.text))
    for text in islice(short, _BETWEEN):
        yield Line(text, "", "")
