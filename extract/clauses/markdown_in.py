"""How is Markdown or plain text read into clauses?

Understood are both kinds of headings, bullets and numbers with nesting, continued lines, pipe tables, emphasis,
links, escapes, the dialects of html2text and Turndown, and texts without any mark-up.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from html import unescape
from itertools import pairwise

from extract.clauses.cutting import clauses
from extract.runs import BREAK, Draft, Run, blocks, collapsed, draft
from model import Block, Clause

_HEADING = re.compile(r" {0,3}(#{1,6})(?:[ \t]+(.*?))?(?:[ \t]+#*)?[ \t]*$")
_UNDERLINE = re.compile(r" {0,3}(=+|-{2,})[ \t]*$")
_RULE = re.compile(r" {0,3}(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})$")
_ITEM = re.compile(r"([ \t]*)(?:[*+\u2022-]|(\d{1,4}[.)]))[ \t]+(?=\S)")
_DELIMITER = re.compile(r"[ \t]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$")
_CELL_END = re.compile(r"(?<!\\)\|")
_QUOTED = re.compile(r" {0,3}>[ ]?")
PROVENANCE = re.compile(r"\s*+(?:>\s*+)?\*?The following text is extracted and transformed from the ")
NO_TITLE = "<!-- no title -->"
_TERM = re.compile(r" {0,3}\*\*\*((?:[^*\\]|\\.)++)\*\*\*[ \t]*$")
_EMPTY_ITEM = re.compile(r"([ \t]*)\*[ \t]*$")
_DEEPEST_LIST = 12
AT_THE_TOP = 12  # blocks; among them the title stands, below date lines or whose text it is
_LONGEST_ABOVE_TITLE = 150  # characters
_WRAP_WIDTH = 110  # no tool that wraps text makes longer lines

_INLINE = re.compile(
    r"""
    \\(?P<escaped>[!-/:-@\[-`{-~])
    | !\[(?:[^\[\]\\]|\\.)*+\]\([^()\s]*+(?:\([^()]*+\)[^()\s]*+)*+(?:\s+"[^"]*+")?\s*\)
    | (?P<open>\[)
    | \]\(\s*(?P<target><[^<>\n]*+>|(?:[^()\s\\]|\\.|\((?:[^()\s]|\([^()\s]*+\))*+\))*+)
      (?:\s+(?:"(?:[^"\\]|\\.)*+"|'[^'\n]*+'))?\s*\)
    | <(?P<auto>(?:https?://|mailto:)[^<>\s]*+|[\w.+-]++@[\w.-]++)>
    | (?P<br><br\s*/?>)
    | </?[A-Za-z][^<>]*+> | <!--[^<>]{0,500}-->
    | (?P<strong>\*\*|__)
    | (?P<em>[*_])
    | `++
    """,
    re.X | re.S,
)
_MARKED = re.compile(r"[\\*_`<\[&]|\]\(")


def inline(text: str) -> list[Run]:
    """Runs of one block's Markdown.

    >>> [run.text for run in inline("Write **now**, please")]
    ['Write ', 'now', ', please']
    """
    if not _MARKED.search(text):
        return [Run(text)]
    return _Inline(text).runs


class _Inline:
    """One pass over a block; links are closed at their target, so brackets without one stay text."""

    def __init__(self, text: str) -> None:
        self.runs: list[Run] = []
        self.open: list[int] = []
        self.bold = False
        self.source = text
        done = 0
        for match in _INLINE.finditer(text):
            self._text(text[done : match.start()])
            done = match.end()
            self._mark(match)
        self._text(text[done:])

    def _text(self, text: str) -> None:
        if text:
            self.runs.append(Run(unescape(text) if "&" in text else text, self.bold))

    def _mark(self, match: re.Match[str]) -> None:
        kind = match.lastgroup
        if kind == "escaped" or kind == "auto":
            text = match[kind]
            self.runs.append(Run(text, self.bold, None if kind == "escaped" else text))
        elif kind == "br":
            self.runs.append(BREAK)
        elif kind == "open":
            self.open.append(len(self.runs))
            self.runs.append(Run("[", self.bold))
        elif kind == "target":
            target = match["target"]
            self._close(unescape(target[1:-1]) if target[:1] == "<" else target or "#")
        elif kind in ("strong", "em"):
            self._emphasis(match, kind)

    def _close(self, target: str) -> None:
        if not self.open:
            self._text("]")
            return
        start = self.open.pop()
        self.runs[start] = Run("")
        for position in range(start, len(self.runs)):
            run = self.runs[position]
            if run is not BREAK and run.target is None:
                self.runs[position] = run._replace(target=target)
        self.runs.append(Run(""))  # two links that touch stay two

    def _emphasis(self, match: re.Match[str], kind: str) -> None:
        before = self.source[match.start() - 1 : match.start()]
        after = self.source[match.end() : match.end() + 1]
        inside_word = before.isalnum() and after.isalnum()
        alone = not before.strip() and not after.strip() and not (kind == "strong" and self.bold)
        if alone or (inside_word and "_" in match.group()):
            self._text(match.group())
        elif kind == "strong":
            self.bold = not self.bold


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

    def flush(self) -> None:
        if self.lines:
            made = blocks(inline(_joined(self.lines)), self.block, self.level)
            if made and self.label:
                made[0].label = self.label
            self.drafts += made
        self.lines, self.block, self.level, self.label = [], Block.PARAGRAPH, 0, ""

    def heading(self, text: str, level: int) -> None:
        self.flush()
        self.indents = []
        made = draft(inline(text), Block.HEADING, level)
        if made:
            self.drafts.append(made)

    def term(self, text: str) -> None:
        self.flush()
        self.indents = []
        made = draft(inline(text), Block.TERM)
        if made:
            self.drafts.append(made)

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
            self.heading(match[2] or "", len(match[1]))
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
        cells = [draft(inline(part), Block.ROW) for part in parts]
        texts = tuple(cell.text if cell else "" for cell in cells)
        links = tuple(link for cell in cells if cell for link in cell.links)
        if any(texts):
            text = row_text(texts)
            self.drafts.append(Draft(Block.ROW, text, links=links, cells=texts, header=header, table=self.tables))


def row_text(cells: tuple[str, ...]) -> str:
    """A table row as one text: cells joined by bars, empty ones at its end left out.

    >>> row_text(("Name", "", "Purpose", ""))
    'Name | | Purpose'
    """
    last = max((place for place, cell in enumerate(cells, 1) if cell), default=0)
    return collapsed(" | ".join(cells[:last]))


def _joined(lines: list[str]) -> str:
    """Lines of one block; two spaces or a backslash at a line's end mean a break."""
    parts = []
    for line in lines[:-1]:
        broken = line.endswith(("  ", "\\"))
        parts.append(line.rstrip(" \\") + ("<br>" if broken else " "))
    return "".join(parts) + lines[-1].strip()


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
    page.flush()
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
        page.heading(match[2] or "", len(match[1]))
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
    broken = bool(page.lines) and page.lines[-1].endswith(("  ", "\\"))
    if page.lines and not (broken or page.wrapped or (page.block is Block.ITEM and indent)):
        page.flush()
    if not page.lines and not indent:
        page.indents = []
    page.lines.append(line)


def _is_wrapped(lines: list[str]) -> bool:
    """Whether line ends inside paragraphs only come from a page width: no line is longer, few end sentences."""
    if max((len(line) for line in lines), default=0) > _WRAP_WIDTH:
        return False
    inner = [above.rstrip() for above, below in pairwise(lines) if above.strip() and below.strip()]
    ended = sum(line.endswith((".", ":", ";", "!", "?")) for line in inner)
    return ended * 2 < len(inner) and sorted(map(len, inner))[len(inner) // 2] >= _WRAP_WIDTH // 3


def clauses_of_markdown(text: str) -> tuple[str, tuple[Clause, ...]]:
    r"""Title and clauses of a Markdown or plain text. The title is a `# ` heading with only short lines above it.

    >>> title, clauses = clauses_of_markdown("# Privacy\n\n## 1. Data\n\n* names\n* *dates*\n")
    >>> title, [(clause.block.value, clause.label, clause.text) for clause in clauses]
    ('Privacy', [('heading', '1.', 'Data'), ('item', '', 'names'), ('item', '', 'dates')])
    """
    untitled = text.startswith(NO_TITLE)
    drafts = drafts_of_markdown(text)
    place = None if untitled else title_among(drafts)
    if place is None:
        return "", clauses(drafts)
    return drafts[place].text, clauses([*drafts[:place], *drafts[place + 1 :]], title_level=1)


def title_among(texts: Sequence[Draft | Clause]) -> int | None:
    """Which of these is the title: a great heading with only short lines above it."""
    for place, one in enumerate(texts[:AT_THE_TOP]):
        if one.block is Block.HEADING and one.level == 1:
            return place
        if len(one.label) + len(one.text) + bool(one.label) > _LONGEST_ABOVE_TITLE or one.block is Block.ROW:
            return None
    return None


def clause_of_block(markdown_block: str) -> Clause:
    """The one clause that a block of Markdown is: what stands after its first paragraph is joined to it.

    >>> clause_of_block("## 2.1 Your *data*").text
    'Your data'
    """
    drafts = drafts_of_markdown(markdown_block.strip("\n"))
    if not drafts:
        return Clause(block=Block.PARAGRAPH, text="", words="")
    first = drafts[0]
    for more in drafts[1:]:
        first.text = f"{first.text} {more.text}"
        first.links += more.links
        first.bold = first.bold and more.bold
    made = clauses([first])
    return made[0] if made else Clause(block=first.block, text=first.text, words="")  # a line drawn with signs
