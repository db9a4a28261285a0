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

Span = tuple[str, bool, str | None]
"""A piece of inline text, as `Run` names its parts; the walk makes thousands, and bare tuples cost a third."""


class Run(NamedTuple):
    """A piece of inline text. `target` is None outside links; a line break is the run BREAK."""

    text: str
    bold: bool = False
    target: str | None = None


UNSEEN = (
    "\u00ad\u034f\u061c\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2061\u2062\u2063\u2064\ufeff"
)
"""Characters that take no room and say nothing; site builders leave them at the edges of paragraphs."""

SHAPELESS = re.compile(f"[{UNSEEN}]")
_STRIPPED = f" {UNSEEN}"

_LONG = 100  # characters from which on it is quicker to look for each white space than at each character

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


def collapsed(text: str) -> str:
    r"""White space of every kind, also no-break spaces, as one space; signs without a shape alone are no text.

    >>> collapsed("a \u00a0 b\n"), collapsed(" \u200d ")
    ('a b', '')
    """
    text = text.strip()
    if "  " not in text:
        if len(text) < _LONG or not text.isascii():
            if text.isprintable():  # the only white space that prints is the space itself
                return text
        elif not _has_white(text):
            return text
    text = " ".join(text.split())
    if text.isascii() or text.strip(_STRIPPED):
        return text
    return ""  # editors leave such signs in empty lines, anchors beside headings have them for their size


def _has_white(text: str) -> bool:
    """Whether ASCII text has white space that is no space; each sign is sought at the speed of memory."""
    return (
        "\n" in text
        or "\t" in text
        or "\r" in text
        or "\f" in text
        or "\v" in text
        or "\x1c" in text
        or "\x1d" in text
        or "\x1e" in text
        or "\x1f" in text
    )


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
    return not text.strip(_OPENING) or bool(_NUMBER.fullmatch(f"{text} ")) or _COUNT.issuperset(text)


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


_LONGEST_MARK = 12
_COUNT = frozenset("0123456789.()\uff08\uff09\u3001\u00a7 " + UNSEEN)
_OPENING = UNSEEN + "\"'(\u201c\u201e\u00ab"
_NUMBER = re.compile(rf"[{UNSEEN}]?(?:\(?(?:\d{{1,3}}|[A-Za-z]|[IVXivx]{{1,5}})[.)]|\d{{1,2}}(?:\.\d{{1,3}})+[.)]?)\s")
_BULLET = re.compile(r"[\u2022\u2023\u25e6\u2043\u2219\u00b7\u25aa\u25ab\u25cf\u25cb\u25a0\u25a1\uf0b7]\s*\w")
_DASH = re.compile(r"[*\u2013\u2014-]\s")
_MUCH = 80
_SENTENCE_END = tuple(".!?;:\u3002\uff01\uff1f\uff1b\uff1a")
_LINE_START = re.compile(
    r"\s*(?:\d{1,2}(?:\.\d{1,2})*[.)\u3001]?\s|\(?[a-z\d]{1,2}[.)]|[\u2022\u00b7*-]\s|"
    r"[\uff08(][\u4e00-\u9fff\d]{1,2}[\uff09)])"
)


_HAN = "\u4e00\u4e8c\u4e09\u56db\u4e94\u516d\u4e03\u516b\u4e5d\u5341"
_COUNTED = re.compile(
    rf"(?:(?:\d{{1,2}}(?:\.\d{{1,2}})*[.)]|\(?(?:[a-z]|[ivx]{{1,4}}|\d{{1,2}})\)|[\u2022\u00b7])\s+|"
    rf"(?:[{_HAN}]{{1,3}}|\d{{1,2}})\u3001\s*|[\uff08(](?:[{_HAN}]{{1,3}}|\d{{1,2}})[\uff09)]\s*)(?=[^\W\d_a-z]|[\"\u201c])"
)


def _ends(above: str, below: str, runs_above: Sequence[Span], runs_below: Sequence[Span]) -> bool:
    """Whether a line break between these lines parts two paragraphs: addresses stay together."""
    if _BULLET.match(below) or (_marked(above) and _marked(below)):
        return True
    weight = max(len(above), len(below)) * (1 if above.isascii() else 3)
    if _COUNTED.match(above) and len(above) * 2 < _MUCH <= weight:
        return True
    if not above.endswith(_SENTENCE_END):
        return _is_date_line(above) and not below[0].islower()
    if weight >= _MUCH or _LINE_START.match(below) or _COUNTED.match(below):
        return True
    return _all_bold(runs_below) and not _all_bold(runs_above) and heading_like(below)


def _marked(line: str) -> bool:
    """Whether a line stands in a typed list."""
    return bool(_NUMBER.match(line) or _COUNTED.match(line) or _BULLET.match(line) or _DASH.match(line))


def _with_heading(lines: list[list[Span]], block: Block, level: int, box: int) -> list[Draft]:
    if len(lines) > 1 and block is Block.PARAGRAPH and _all_bold(lines[0]):
        first = draft(lines[0], block, level, box)
        rest = draft(_joined(lines[1:]), block, 0, box)
        if first and rest and not rest.bold and heading_like(first.text):
            second = draft(lines[1], block, 0, box)
            if second and second.bold and _COUNTED.match(second.text):  # a heading right below a heading
                return [first, *_with_heading(lines[1:], block, 0, box)]
            return [first, rest]
    whole = draft(lines[0] if len(lines) == 1 else _joined(lines), block, level, box)
    return [whole] if whole is not None else []


def _joined(lines: list[list[Span]]) -> list[Span]:
    return [part for line in lines for part in (*line, SPACE)]


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

_DATE_LINE = re.compile(
    r"(?i)(?:\W*(?:last |date of )*(?:updated?|effective|revised|modified)|"
    r"[^\W\d_]{0,4}(?:更新|生效|发布|版本|施行|改定|制定|시행))"
    r"[^.\u3002]{0,40}\d{4}[^.\u3002]{0,12}$"
)


def heading_like(text: str) -> bool:
    """Whether a line in bold type alone reads as a heading: short, no sentence, no date line.

    What is numbered may be longer: "9. How we use algorithms (only for users of the paid service)".
    """
    words = text.count(" ")
    numbered = words * 15 > len(text) and _NUMBER.match(text)  # a count of words says nothing of Chinese
    longest, most, most_of_sentence = (180, 28, 12) if numbered else (120, 16, 7)
    if len(text) > longest or words > most or not any(char.isalpha() for char in text):
        return False
    if text[-1] in _NO_HEADING_END or (text[-1] == "\uff1a" and ("\uff0c" in text or len(text) > _LEAD_IN_OF_HAN)):
        return False
    if text[-1] in ".!" and words > most_of_sentence and not _is_title_case(text):
        return False
    return not (re.search(r"\d{4}|\d/\d", text) and (DATED.search(text) or _DATE_LINE.match(text)))


_LEAD_IN_OF_HAN = 16
_NO_HEADING_END = ",;\uff0c\uff1b\u3001\u3002"


def _is_title_case(text: str) -> bool:
    """Whether a line is written as titles are, such as "B. Data That We Collect From Your Devices"."""
    words = [word for word in text.split() if len(word) > 3]
    return not text.isupper() and sum([word[0].islower() for word in words]) * 5 <= len(words)


def _is_date_line(text: str) -> bool:
    """Whether a line tells a date of the document, and nothing else."""
    return len(text) <= 60 and bool(_DATE_LINE.match(text))
