"""Which lines of a PDF belong to one paragraph?"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from extract.pdf.lines import Line
from extract.pdf.pieces import breadth

_ROUND = "•▪●○◦‣■➢➣➤►▶▸❖◆◇⁃∙⦁\uf020-\uf0ff"
BULLET = re.compile(rf"(?:[{_ROUND}·□✓✔→*–—-]|o(?=\s))(?:\s+|(?<=[{_ROUND}]))")
NUMBERED = re.compile(
    r"(?:\d{1,2}(?:\.\d{1,2}){0,3}[.)]?|\(?[a-z]{1,3}\)|\([ivx]{1,4}\)|[A-Z][.)]|[IVX]{1,5}[.)]|"
    r"(?:Article|Section|Appendix|Annex|Schedule)\s[\dA-Z]{1,3}(?:\.\d{1,2})?)\W{0,2}\s+\S"
)
_ENDS = tuple(".:;!?。：；！？")
_LEADER = re.compile(r"(?:[.…_·]\s?){4,}\s{0,3}[\divxlc]{1,5}$")
"""What leads to a page's number in a table of contents."""


@dataclass(slots=True)
class Style:
    """What most of the text looks like: its size, its distance from line to line, where lines from one edge end."""

    size: float
    leading: float
    edges: dict[int, float]  # of the whole document
    pages: list[dict[int, float]]

    @classmethod
    def of(cls, pages: Sequence[Sequence[Line]]) -> Style:
        sizes: Counter[float] = Counter()
        gaps: Counter[float] = Counter()
        for page in pages:
            for line in page:
                sizes[round(line.size * 2) / 2] += len(line.text)
            for above, below in pairwise(page):
                gap = round((above.y - below.y) / above.size, 1)
                gaps[gap] += 0.9 <= gap <= 2.6
        leading = gaps.most_common(1)[0][0] if any(gaps.values()) else 1.2
        whole = _edges([line for page in pages for line in page])
        return cls(sizes.most_common(1)[0][0], leading, whole, [_edges(page) for page in pages])

    def is_short(self, line: Line, following: Line) -> bool:
        """Whether the next word would have had room at the end of this line."""
        edges = self.pages[line.page] if line.page < len(self.pages) else {}
        edge = _edge(edges, line.x) or _edge(self.edges, line.x)
        word = following.text.split(" ", 1)[0]
        slack = line.size + 0.07 * (line.right - line.x)  # where lines end is a guess
        return bool(edge) and line.right + breadth(f" {word}", line.size) < edge - slack


def _edges(lines: Sequence[Line]) -> dict[int, float]:
    """How far lines reach to the right, by where they begin."""
    ends: dict[int, list[float]] = defaultdict(list)
    for line in lines:
        ends[round(line.x / 4)].append(line.right)
    return {x: sorted(rights)[int(len(rights) * 0.9)] for x, rights in ends.items() if len(rights) >= 4}


def _edge(edges: dict[int, float], x: float) -> float:
    return max(edges.get(round(x / 4) + near, 0.0) for near in (-1, 0, 1))


def paragraphs_of(pages: Sequence[Sequence[Line]], style: Style) -> list[list[Line]]:
    """Lines joined over line ends, columns and pages."""
    paragraphs: list[list[Line]] = []
    for page in pages:
        bottom = min((line.y for line in page), default=0.0)
        for line in page:
            last = paragraphs[-1][-1] if paragraphs else None
            if last and _belongs(last, line, paragraphs[-1], style, bottom):
                paragraphs[-1].append(line)
            else:
                paragraphs.append([line])
    return paragraphs


def _belongs(last: Line, line: Line, paragraph: Sequence[Line], style: Style, bottom: float) -> bool:
    """Whether a line carries on with the paragraph whose `last` line is above it, or ended a column or page before."""
    if (last.beside(line) and last.page == line.page) or BULLET.match(line.text):
        return False
    if abs(last.size - line.size) > 0.08 * line.size:
        return False
    lower = line.text[0].islower()
    ended = last.text.endswith(_ENDS)
    if _LEADER.search(last.text[-40:]):
        return False
    if NUMBERED.match(line.text) and (ended or (not lower and style.is_short(last, line))):
        return False
    down = last.y - line.y
    if last.page != line.page or down < 0:
        at_end = last.page != line.page or (last.y < bottom + 4 * line.size and line.x > last.right - last.size)
        if not at_end or last.bold != line.bold:
            return False
        full = _carries_on(last, line, paragraph, style)
        return full and lower if ended else full or lower
    if down > (1.15 if ended and not lower else 1.35) * _pitch(paragraph, style):
        return False
    if last.bold != line.bold and not (lower and not style.is_short(last, line)):
        return False
    if not lower and _indented(line, paragraph):
        return False
    return not style.is_short(last, line) or (lower and not ended)


def _carries_on(last: Line, line: Line, paragraph: Sequence[Line], style: Style) -> bool:
    """Whether the last line of a page or column is full, and a line below it would look like this one."""
    full = bool(style.edges) and not style.is_short(last, line)
    return full and len(paragraph) > 1 and abs(line.x - last.x) < line.size and not last.bold and line.text[0].isalnum()


def _pitch(paragraph: Sequence[Line], style: Style) -> float:
    pitch = paragraph[-2].y - paragraph[-1].y if len(paragraph) > 1 else 0.0
    within = pitch > 0 and paragraph[-2].page == paragraph[-1].page
    return pitch if within else style.leading * paragraph[-1].size


def _indented(line: Line, paragraph: Sequence[Line]) -> bool:
    """Whether a line begins like a new paragraph's first, in from the lines above it."""
    edge = paragraph[-1].x
    return len(paragraph) > 1 and line.x > edge + 0.8 * line.size
