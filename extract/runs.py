"""How do runs of inline text become the blocks of a page?

Both front ends, HTML and Markdown, hand over the same thing: for each block its runs of text with what matters
about them (bold, link), line breaks marked.  Everything decided here is decided once, so that a page and its
Markdown come out as the same clauses.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from model import Block, Link


class Run(NamedTuple):
    """A piece of inline text. `target` is None outside links; a line break is the run BREAK."""

    text: str
    bold: bool = False
    target: str | None = None


BREAK = Run("\n")


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


def collapsed(text: str) -> str:
    r"""White space of every kind, also no-break spaces, as one space.

    >>> collapsed("a \u00a0 b\n")
    'a b'
    """
    return " ".join(text.split())


def blocks(runs: Sequence[Run], block: Block, level: int = 0) -> list[Draft]:
    """The blocks that one stretch of inline text is: two line breaks in a row divide it.

    A first line that is all bold and short is the heading of what follows.
    """
    if BREAK not in runs:
        whole = draft(runs, block, level)
        return [whole] if whole else []
    drafts: list[Draft] = []
    for lines in _paragraphs(runs):
        kind, depth = (block, level) if not drafts or block is Block.HEADING else (Block.PARAGRAPH, 0)
        drafts += _with_heading(lines, kind, depth)
    return drafts


def draft(runs: Sequence[Run], block: Block, level: int = 0) -> Draft | None:
    """One block of these runs, or None if they hold no text."""
    text = collapsed("".join(run.text for run in runs))
    if not text:
        return None
    links = _links(runs)
    shown = [run for run in runs if run.text.strip()]
    return Draft(
        block,
        text,
        level,
        bold=all(run.bold for run in shown),
        links=links,
        link_chars=sum(len(link.text) for link in links),
    )


def _links(runs: Sequence[Run]) -> tuple[Link, ...]:
    links: list[Link] = []
    text, target = "", None
    for run in (*runs, Run("")):
        if run.target is not target and target is not None and collapsed(text):
            links.append(Link(text=collapsed(text), target=target))
        if run.target is not target:
            text, target = "", run.target
        text += run.text
    return tuple(links)


def _paragraphs(runs: Sequence[Run]) -> list[list[list[Run]]]:
    """Paragraphs of lines of runs. One line break ends a paragraph only behind a whole sentence."""
    paragraphs: list[list[list[Run]]] = []
    lines: list[list[Run]] = []
    line: list[Run] = []
    for run in (*runs, BREAK, BREAK):
        if run is not BREAK:
            line.append(run)
        elif any(part.text.strip() for part in line):
            if lines and _ends(lines[-1], line):
                paragraphs.append(lines)
                lines = []
            lines.append(line)
            line = []
        else:
            if lines:
                paragraphs.append(lines)
            lines, line = [], []
    return paragraphs


_SENTENCE_END = tuple(".!?;:\u3002\uff01\uff1f\uff1b\uff1a")
_LINE_START = re.compile(
    r"\s*(?:\d{1,2}(?:\.\d{1,2})*[.)\u3001]?\s|\(?[a-z\d]{1,2}[.)]|[\u2022\u00b7*-]\s|"
    r"[\uff08(][\u4e00-\u9fff\d]{1,2}[\uff09)])"
)


def _ends(above: Sequence[Run], below: Sequence[Run]) -> bool:
    """Whether a line break between these lines parts two paragraphs: addresses stay together."""
    first = "".join(run.text for run in above).rstrip()
    second = "".join(run.text for run in below)
    if not first.endswith(_SENTENCE_END):
        return False
    weight = max(len(first), len(second)) * (1 if first.isascii() else 3)
    return weight >= 80 or bool(_LINE_START.match(second))


def _with_heading(lines: list[list[Run]], block: Block, level: int) -> list[Draft]:
    joined = [part for line in lines for part in (*line, Run(" "))]
    whole = draft(joined, block, level)
    if whole is None:
        return []
    first = draft(lines[0], block, level)
    rest = draft([part for line in lines[1:] for part in (*line, Run(" "))], Block.PARAGRAPH)
    if block is Block.PARAGRAPH and first and rest and first.bold and not rest.bold and heading_like(first.text):
        return [first, rest]
    return [whole]


# A heading with one of these names a policy, in the languages most pages come in.
TITLE_WORDS = re.compile(
    r"(?i)privacy|terms|conditions|polic|cookie|agreement|notice|statement|legal|guidelines|imprint|"
    r"copyright|datenschutz|nutzung|impressum|"
    r"\bagb\b|confidentialit|mentions|privacidad|términos|termini|informativa|privacidade|termos|"
    r"voorwaarden|prywatno|regulamin|"
    r"隐私|协议|条款|规约|プライバシー|利用規約|개인정보|약관"
)
DATED = re.compile(
    r"(?i)\b(?:updat|effective|modif|revis|amend|version|stand|zuletzt|mise? à jour|en vigueur|"
    r"actuali|aggiorn|vigen|gültig|laatst|as of|date)"
)


def heading_like(text: str) -> bool:
    """Whether a line in bold type alone reads as a heading: short, no sentence, no date line."""
    if len(text) > 120 or text.count(" ") > 16 or not any(char.isalpha() for char in text):
        return False
    if text[-1] in ",;" or (text[-1] in ".!" and text.count(" ") > 7):
        return False
    return not (re.search(r"\d{4}|\d/\d", text) and DATED.search(text))
