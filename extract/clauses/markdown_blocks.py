"""Which blocks are the lines of a Markdown or plain text?

Understood are both kinds of headings, bullets and numbers with nesting, continued lines, pipe tables, emphasis,
links, escapes, the dialects of html2text and Turndown, and texts without any mark-up.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import accumulate, pairwise

from extract.clauses.labels import label_and_text
from extract.clauses.markdown_inline import Inline, inline
from extract.clauses.marks import Mark, addresses, given, spelled
from extract.clauses.tables import row_text
from extract.runs import Draft, blocks, draft
from model import Block

_HEADING = re.compile(r" {0,3}(#{1,6})(?:[ \t]+|$)(.*)")
_UNDERLINE = re.compile(r" {0,3}(=+|-{2,})[ \t]*$")
_RULE = re.compile(r" {0,3}(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})$")
_ITEM = re.compile(r"([ \t]*)(?:[*+\u2022-]|(\d{1,4}[.)]))[ \t]+(?=\S)")
_DELIMITER = re.compile(r"[ \t]*+(?:\|[ \t]*+)?:?-++:?[ \t]*+(?:\|[ \t]*+:?-++:?[ \t]*+)*+(?:\|[ \t]*+)?$")
_CELL_END = re.compile(r"(?<!\\)\|")
_QUOTED = re.compile(r" {0,3}>[ ]?")
PROVENANCE = re.compile(r"\s*+(?:>\s*+)?\*?The following text is extracted and transformed from the ")
_TERM = re.compile(r" {0,3}\*\*\*((?:[^*\\]|\\.)++)\*\*\*[ \t]*$")
_EMPTY_ITEM = re.compile(r"([ \t]*)\*[ \t]*$")
_DEEPEST_LIST = 12
_WRAP_WIDTH = 110  # no tool that wraps text makes longer lines


@dataclass(slots=True)
class _Page:
    """The lines of a text on their way to drafts."""

    wrapped: bool
    drafts: list[Draft] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)  # of the block being read
    block: Block = Block.PARAGRAPH
    level: int = 0
    label: str = ""
    indents: list[int] = field(default_factory=list)  # of the open lists
    tables: int = 0
    table_start: int = 0  # which draft is the first of the table
    in_table: bool = False
    headed: bool = False  # whether the delimiter below a table's headings was met
    beside: list[str] = field(default_factory=list)  # what stands before the next words

    def flush(self) -> None:
        if self.lines:
            read = inline(_joined(self.lines))
            made = blocks(read.runs, self.block, self.level)
            if made and self.label:
                made[0].label = self.label
            self._take_in(made, read.marks)
        self.lines, self.block, self.level, self.label = [], Block.PARAGRAPH, 0, ""

    def _take_in(self, made: list[Draft], marks: Sequence[Mark]) -> None:
        if not made:
            self.beside += addresses(spelled(marks))
            return
        if marks:
            given(made, marks)
        if self.beside:
            made[0].marks = (*self.beside, *made[0].marks)
            self.beside = []
        self.drafts += made

    def ended(self) -> None:
        """What stands behind the last words belongs to them."""
        self.flush()
        if self.drafts:
            self.drafts[-1].marks += tuple(self.beside)

    def heading(self, text: str, level: int, number: str = "") -> None:
        """`number` is that of the list in which the heading stands; its own, in its text, goes before."""
        self.flush()
        self.indents = []
        read = inline(text)
        made = draft(read.runs, Block.HEADING, level)
        if made:
            made.label = "" if label_and_text(made.text, heading=True)[0] else number
        self._take_in([made] if made else [], read.marks)

    def term(self, text: str) -> None:
        self.flush()
        self.indents = []
        read = inline(text)
        made = draft(read.runs, Block.TERM)
        self._take_in([made] if made else [], read.marks)

    def indent(self, indent: int) -> None:
        self.flush()
        while self.indents and indent < self.indents[-1]:
            self.indents.pop()
        if not self.indents or (indent > self.indents[-1] + 1 and len(self.indents) < _DEEPEST_LIST):
            self.indents.append(indent)

    def item(self, indent: int, label: str, text: str) -> None:
        self.indent(indent)
        if match := _HEADING.match(text):  # lists whose items are sections
            indents = self.indents
            self.heading(_unclosed(match[2]), len(match[1]), label)
            self.indents = indents
            return
        self.block, self.level, self.label, self.lines = Block.ITEM, len(self.indents), label, [text]

    def row(self, line: str, header: bool) -> None:
        self.flush()
        self.indents = []
        if (
            header and self.in_table and not self.headed
        ):  # the delimiter below it says that all rows so far are headings
            for above in self.drafts[self.table_start :]:
                above.header = True
        if not self.in_table:
            self.tables += 1
            self.table_start, self.headed = len(self.drafts), False
        self.in_table = True
        self.headed = self.headed or header
        parts = _CELL_END.split(line.strip().removeprefix("|"))
        if parts and not parts[-1].strip():
            parts.pop()
        read = [inline(part) for part in parts]
        cells = [draft(cell.runs, Block.ROW) for cell in read]
        texts = tuple(cell.text if cell else "" for cell in cells)
        links = tuple(link for cell in cells if cell for link in cell.links)
        made = Draft(Block.ROW, row_text(texts), links=links, cells=texts, header=header, table=self.tables)
        self._take_in([made] if any(texts) else [], _of_row(texts, read))


def _of_row(texts: Sequence[str], cells: Sequence[Inline]) -> list[Mark]:
    """Marks of all cells, as they stand in the row."""
    starts = accumulate((len(text.replace(" ", "")) + 1 for text in texts), initial=0)
    return [Mark(start + mark.at, mark.sign) for start, cell in zip(starts, cells, strict=False) for mark in cell.marks]


def _joined(lines: list[str]) -> str:
    """Lines of one block; two spaces or a backslash at a line's end mean a break."""
    parts = []
    for line in lines[:-1]:
        broken = line.endswith(("  ", "\\"))
        parts.append(line.rstrip(" \\") + ("<br>" if broken else " "))
    return "".join(parts) + lines[-1].strip()


def _unclosed(heading: str) -> str:
    """A heading without the signs that close it, as in "## Fees ##"."""
    heading = heading.rstrip(" \t")
    text = heading.rstrip("#")
    return text.rstrip(" \t") if text.endswith((" ", "\t")) else heading


def drafts_of_markdown(text: str) -> list[Draft]:
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    first = next((i for i, line in enumerate(lines) if line.strip()), 0)
    if PROVENANCE.match(lines[first]):
        del lines[: first + 1]
    page = _Page(wrapped=_is_wrapped(lines))
    skip = False
    for line, following in pairwise([*lines, ""]):
        if skip:
            skip = False
            continue
        skip = _take(page, line.expandtabs(4), following)
    page.ended()
    return page.drafts


def _take(page: _Page, line: str, following: str) -> bool:
    """Reads one line; True when it used up the one that follows, too."""
    line = _QUOTED.sub("", line, count=1) if line.lstrip().startswith(">") else line
    if not line.strip():
        _blank(page)
        return False
    if _is_row(page, line, following):
        header = bool("|" in line and _DELIMITER.match(following) and "-" in following)
        if not (_DELIMITER.match(line) and "-" in line):
            page.row(line, header)
        return header
    page.in_table = False
    if match := _HEADING.match(line):
        page.heading(_unclosed(match[2]), len(match[1]))
    elif _RULE.match(line) and not (page.lines and _UNDERLINE.match(line)):
        page.flush()
    elif match := _TERM.match(line):
        page.term(match[1])
    elif match := _EMPTY_ITEM.match(line):
        page.indent(len(match[1]))
    elif match := _ITEM.match(line):
        page.item(len(match[1]), match[2] or "", line[match.end() :])
    elif not page.lines and _UNDERLINE.match(following) and len(line) < 500:
        page.heading(line, 1 if "=" in following else 2)
        return True
    else:
        _continue(page, line)
    return False


def _blank(page: _Page) -> None:
    page.flush()
    page.in_table = False


def _is_row(page: _Page, line: str, following: str) -> bool:
    if "|" not in line:
        return False
    return page.in_table or line.lstrip().startswith("|") or ("|" in following and bool(_DELIMITER.match(following)))


def _continue(page: _Page, line: str) -> None:
    """A line of running text: part of the block above it, or a block of its own."""
    indent = len(line) - len(line.lstrip())
    goes_on = bool(page.lines) and (page.lines[-1].endswith(("  ", "\\")) or _in_link(page.lines[-1], line))
    if page.lines and not (goes_on or page.wrapped or (page.block is Block.ITEM and indent)):
        page.flush()
    if not page.lines and not indent:
        page.indents = []
    page.lines.append(line)


def _in_link(above: str, line: str) -> bool:
    """Whether the line end stands in the text of a link."""
    return above.rfind("[") > above.rfind("]") and 0 <= line.find("](") == line.find("]")


def _is_wrapped(lines: list[str]) -> bool:
    """Whether line ends inside paragraphs only come from a page width: no line is longer, few end sentences."""
    if max((len(line) for line in lines), default=0) > _WRAP_WIDTH:
        return False
    inner = [above.rstrip() for above, below in pairwise(lines) if above.strip() and below.strip()]
    ended = sum(line.endswith((".", ":", ";", "!", "?")) for line in inner)
    return ended * 2 < len(inner) and sorted(map(len, inner))[len(inner) // 2] >= _WRAP_WIDTH // 3
