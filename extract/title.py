"""Which block is the title of a text, and what stands above it?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extract.clauses.titles import counted
from extract.one_line import TITLE_WORDS
from extract.part.weights import prose
from extract.runs import Draft
from model import Block

_LOOKED_AT = 12  # blocks; a title stands among the first
_LATEST = 3  # place of a title that is not the greatest heading
_LONGEST = 150


def title_at(drafts: Sequence[Draft]) -> int | None:
    """Where the title stands: the first great heading before any prose; or a first heading that names a policy.

    The first of several sections of one rank that count on ("A. Terms", "B. Use") is a section.
    """
    first: int | None = None
    for i, draft in enumerate(drafts[:_LOOKED_AT]):
        if draft.block is Block.HEADING and draft.level == 1:
            return None if _begins_a_count(draft, drafts[i + 1 :]) else i
        if first is None and (draft.block is Block.HEADING or draft.bold) and len(draft.text) < _LONGEST:
            first = i if TITLE_WORDS.search(draft.text) else None
        if prose(draft) and draft.block is not Block.HEADING:
            break
    if first is None or first > _LATEST or _begins_a_count(drafts[first], drafts[first + 1 :]):
        return None
    return first


def above_title(draft: Draft) -> Draft:
    """A block above the title: a heading there is a menu's or a site's, and nothing of the text stands below it."""
    if draft.block is Block.HEADING:
        return replace(draft, block=Block.PARAGRAPH, level=0, bold=False)
    return replace(draft, bold=False) if draft.bold else draft


def _begins_a_count(draft: Draft, rest: Sequence[Draft]) -> bool:
    number = counted(draft, heading=True)
    if number is None:
        return False
    following = number.next()
    alike = (one for one in rest if one.block is draft.block and one.level == draft.level and one.bold == draft.bold)
    return any(counted(one, heading=True) == following for one in alike)
