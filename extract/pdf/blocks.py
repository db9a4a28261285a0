"""What kind of block is each paragraph of a PDF?"""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import Enum
from itertools import pairwise

from extract.one_line import TITLE_WORDS, heading_like
from extract.pdf.lines import Line
from extract.pdf.paragraphs import BULLET, NUMBERED, Style, paragraphs_of
from extract.pdf.words import joined, known_words
from extract.runs import Draft
from model import Block

_DEPTH = re.compile(r"(?:[A-Za-z]{5,8}\s)?\d{1,2}((?:\.\d{1,2}){0,3})")
_LISTED = re.compile(r"(?i).*[;,]\s(?:and|or|et|ou|und|oder|y|o|e)")
_MOST_IN_HEADING = 3  # lines
_DEEPEST = 6


class _Reason(Enum):
    """Why a paragraph is taken for a heading."""

    NONE = 0
    NUMBER = 1
    CAPITALS = 2
    LOOKS = 3


def blocks_of(pages: Sequence[Sequence[Line]]) -> list[Draft]:
    """The blocks of a document: its lines joined over line ends, columns and pages."""
    style = Style.of(pages)
    paragraphs = paragraphs_of(pages, style)
    drafts = _drafts(paragraphs, pages, style)
    first = drafts[0] if drafts else None
    if first and first.block is Block.PARAGRAPH and heading_like(first.text) and TITLE_WORDS.search(first.text):
        first.block, first.level = Block.HEADING, 1
    return drafts


def _drafts(paragraphs: Sequence[Sequence[Line]], pages: Sequence[Sequence[Line]], style: Style) -> list[Draft]:
    beside = _beside(pages)
    known = known_words([line.text for page in pages for line in page])
    texts = [joined((line.text for line in lines), known) for lines in paragraphs]
    reasons = [_is_heading(lines, text, style, beside) for lines, text in zip(paragraphs, texts, strict=True)]
    listed = [not _DEPTH.match(text) or _in_list(reasons, texts, at) for at, text in enumerate(texts)]
    drafts: list[Draft] = []
    ranks: list[tuple[Draft, _Rank]] = []
    indents: list[float] = []
    for lines, text, reason, is_listed in zip(paragraphs, texts, reasons, listed, strict=True):
        bullet = BULLET.match(text)
        if bullet:
            indents = [*[x for x in indents if x < lines[0].x - 2][: _DEEPEST - 1], lines[0].x]
            drafts.append(Draft(Block.ITEM, text[bullet.end() :], level=len(indents)))
            continue
        if lines[0].x < min(indents, default=0.0) - 2:
            indents = []
        drafts.append(Draft(Block.PARAGRAPH, text, bold=all(line.bold for line in lines)))
        if reason in (_Reason.LOOKS, _Reason.CAPITALS) or (reason is _Reason.NUMBER and not is_listed):
            drafts[-1].block = Block.HEADING
            ranks.append((drafts[-1], _rank(lines[0], text, style)))
    _set_levels(ranks, drafts, style.size)
    return [draft for draft in drafts if draft.text]


def _in_list(reasons: Sequence[_Reason], texts: Sequence[str], at: int) -> bool:
    """Whether the paragraph before or after is numbered in the same way, and short too: a list, or the contents."""
    depth = _depth(texts[at])
    near = [i for i in (at - 1, at + 1) if 0 <= i < len(texts)]
    return any(reasons[i] is _Reason.NUMBER and _depth(texts[i]) == depth for i in near)


def _depth(text: str) -> int:
    numbers = _DEPTH.match(text)
    return numbers[1].count(".") if numbers else 0


_Rank = tuple[float, bool, int]


def _rank(line: Line, text: str, style: Style) -> _Rank:
    """Larger before smaller, bold before plain, fewer numbers before more."""
    return -round(max(line.size, style.size) * 2) / 2, not line.bold, _depth(text)


def _set_levels(ranks: Sequence[tuple[Draft, _Rank]], drafts: Sequence[Draft], size: float) -> None:
    """Gives headings their levels by rank. The first is the title's, where there is one."""
    if not ranks:
        return
    levels = {rank: level for level, rank in enumerate(sorted({rank for _, rank in ranks}), 1)}
    first, highest = ranks[0]
    titled = any(draft is first for draft in drafts[:3]) and levels[highest] == 1 and highest[:2] < (-size, True)
    titled = titled and sum(rank == highest for _, rank in ranks) <= 2
    for draft, rank in ranks:
        draft.level = min(levels[rank] + (not titled), _DEEPEST)


def _is_heading(lines: Sequence[Line], text: str, style: Style, beside: set[int]) -> _Reason:
    if len(lines) > _MOST_IN_HEADING or (text.endswith((".", ";", ",", ":")) and len(text) > 60):
        return _Reason.NONE
    if _LISTED.fullmatch(text):
        return _Reason.NONE
    numbered = bool(NUMBERED.match(text)) and len(text) < 200 and not text.endswith((".", ";", ","))
    if not (heading_like(text) or numbered):
        return _Reason.NONE
    if lines[0].size > 1.12 * style.size:
        return _Reason.LOOKS
    if any(id(line) in beside for line in lines) or text.endswith((";", ",")):
        return _Reason.NONE
    if all(line.bold for line in lines) and sum(map(str.isalpha, text)) > 2:
        return _Reason.LOOKS
    if len(lines) > 2 or text.endswith((":", ".")) or len(text) > 120:
        return _Reason.NONE
    return _Reason.CAPITALS if text.isupper() else _Reason.NUMBER if numbered else _Reason.NONE


_MOST_TURNS = 2


def _beside(pages: Sequence[Sequence[Line]]) -> set[int]:
    """Lines with others at their height, on pages that are not set in columns: cells of tables are no headings."""
    found: set[int] = set()
    for page in pages:
        turns = sum(below.y > above.y + above.size for above, below in pairwise(page))
        if turns <= _MOST_TURNS and not any(a.beside(b) for a, b in pairwise(page)):
            continue
        rows = sorted(page, key=lambda line: -line.y)
        for i, line in enumerate(rows):
            for other in rows[i + 1 : i + 6]:
                apart = line.right < other.x or other.right < line.x
                if apart and line.y - other.y < 1.2 * line.size:
                    found |= {id(line), id(other)}
    return found
