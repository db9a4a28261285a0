"""How do runs of inline text become the blocks of a page?

Both front ends, HTML and Markdown, hand over the same thing: for each block its runs of text with what matters
about them (bold, link), line breaks marked.  Everything decided here is decided once, so that a page and its
Markdown come out as the same clauses.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from extract.one_line import BULLET, COUNTED, LINE_START, NUMBER, heading_like, is_date_line, is_listed
from extract.white_space import UNSEEN, collapsed
from model import Block, Link

Span = tuple[str, bool, str | None]
"""A piece of inline text, as `Run` names its parts; the walk makes thousands, and bare tuples cost a third."""


class Run(NamedTuple):
    """A piece of inline text. `target` is None outside links; a line break is the run BREAK."""

    text: str
    bold: bool = False
    target: str | None = None


_LONGEST_MARK = 12
_COUNT = frozenset("0123456789.()\uff08\uff09\u3001\u00a7 " + UNSEEN)
_OPENING = UNSEEN + "\"'(\u201c\u201e\u00ab"
_MUCH = 80
_SENTENCE_END = tuple(".!?;:\u3002\uff01\uff1f\uff1b\uff1a")

BREAK = Run("\n")
SPACE: Span = (" ", False, None)


@dataclass(slots=True)
class Draft:
    """A block on its way to a clause. `bold` says that all of its text is; `cells` are a row's."""

    block: Block
    text: str
    level: int = 0
    bold: bool = False
    links: tuple[Link, ...] = ()
    link_chars: int = 0
    cells: tuple[str, ...] = ()
    header: bool = False  # a table's row of column headings
    table: int = 0  # which table of the page a row belongs to
    label: str = ""  # a number that stands apart from the text
    box: int = 0  # the container it stands in, see `page`
    marks: tuple[str, ...] = ()  # of a Markdown text, see `clauses.marks`


def blocks(runs: Sequence[Span], block: Block, level: int = 0, box: int = 0) -> list[Draft]:
    """The blocks that one stretch of inline text is: two line breaks in a row divide it.

    A first line that is all bold and short is the heading of what follows.
    """
    if BREAK not in runs:
        whole = draft(runs, block, level, box)
        return [whole] if whole else []
    drafts: list[Draft] = []
    for lines in _paragraphs(runs):
        kind, depth = (block, level) if not drafts or block is Block.HEADING else (Block.PARAGRAPH, 0)
        drafts += _with_heading(lines, kind, depth, box)
    return drafts


def draft(runs: Sequence[Span], block: Block, level: int = 0, box: int = 0) -> Draft | None:
    """One block of these runs, or None if they hold no text."""
    if len(runs) == 1:
        part, bold, target = runs[0]
        text = collapsed(part)
    else:
        text = collapsed("".join([run[0] for run in runs]))
        bold = _all_bold(runs)
        target = _first_target(runs)
    if not text:
        return None
    if target is None:
        return Draft(block, text, level, bold, (), 0, (), False, 0, "", box)
    links = _links(runs) if len(runs) > 1 else (Link(text=text, target=target),)
    return Draft(block, text, level, bold, links, sum([len(link.text) for link in links]), (), False, 0, "", box)


def _all_bold(runs: Sequence[Span]) -> bool:
    """Whether all is bold but a number before it ("1. <b>Fees</b>") and marks around it ("<b>Fees</b>.")."""
    seen = False
    for text, bold, _ in runs:
        if bold:
            seen = seen or not text.isspace()
        elif text and not text.isspace() and not _is_mark(text.strip(), seen):
            return False
    return seen


def _is_mark(text: str, behind: bool) -> bool:
    if len(text) > _LONGEST_MARK:
        return False
    if behind:
        return not any(char.isalnum() for char in text)
    return not text.strip(_OPENING) or bool(NUMBER.fullmatch(f"{text} ")) or _COUNT.issuperset(text)


def _first_target(runs: Sequence[Span]) -> str | None:
    for run in runs:
        if run[2] is not None:
            return run[2]
    return None


def _links(runs: Sequence[Span]) -> tuple[Link, ...]:
    links: list[Link] = []
    text, target = "", None
    for part, _, to in runs:
        if to is target:
            if to is not None:
                text += part
            continue
        if target is not None and (shown := collapsed(text)):
            links.append(Link(text=shown, target=target))
        text, target = part, to
    if target is not None and (shown := collapsed(text)):
        links.append(Link(text=shown, target=target))
    return tuple(links)


def _paragraphs(runs: Sequence[Span]) -> list[list[list[Span]]]:
    """Paragraphs of lines of runs. One line break ends a paragraph only behind a whole sentence."""
    paragraphs: list[list[list[Span]]] = []
    lines: list[list[Span]] = []
    line: list[Span] = []
    above = ""
    for run in (*runs, BREAK, BREAK):
        if run is not BREAK:
            line.append(run)
            continue
        text = collapsed(line[0][0] if len(line) == 1 else "".join([part[0] for part in line]))
        if not text:
            if lines:
                paragraphs.append(lines)
            lines, line = [], []
            continue
        if lines and _ends(above, text, lines[-1], line):
            paragraphs.append(lines)
            lines = []
        lines.append(line)
        line, above = [], text
    return paragraphs


def _ends(above: str, below: str, runs_above: Sequence[Span], runs_below: Sequence[Span]) -> bool:
    """Whether a line break between these lines parts two paragraphs: addresses stay together."""
    if BULLET.match(below) or (is_listed(above) and is_listed(below)):
        return True
    weight = max(len(above), len(below)) * (1 if above.isascii() else 3)
    if COUNTED.match(above) and len(above) * 2 < _MUCH <= weight:
        return True
    if not above.endswith(_SENTENCE_END):
        return is_date_line(above) and not below[0].islower()
    if weight >= _MUCH or LINE_START.match(below) or COUNTED.match(below):
        return True
    return _all_bold(runs_below) and not _all_bold(runs_above) and heading_like(below)


def _with_heading(lines: list[list[Span]], block: Block, level: int, box: int) -> list[Draft]:
    if len(lines) > 1 and block is Block.PARAGRAPH and _all_bold(lines[0]):
        first = draft(lines[0], block, level, box)
        rest = draft(_joined(lines[1:]), block, 0, box)
        if first and rest and not rest.bold and heading_like(first.text):
            second = draft(lines[1], block, 0, box)
            if second and second.bold and COUNTED.match(second.text):  # a heading right below a heading
                return [first, *_with_heading(lines[1:], block, 0, box)]
            return [first, rest]
    whole = draft(lines[0] if len(lines) == 1 else _joined(lines), block, level, box)
    return [whole] if whole is not None else []


def _joined(lines: list[list[Span]]) -> list[Span]:
    return [part for line in lines for part in (*line, SPACE)]
