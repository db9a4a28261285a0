"""How is a reading shown as Markdown?

Plain Markdown, with the tables of GitHub: any renderer shows it, and read again it gives the same clauses.  Where
Markdown has no mark the plainest is taken: a term of a definition list is bold and italic, a list within a list
without an item above it hangs on an empty one, a table without column headings has empty ones.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from html import unescape
from itertools import groupby

from extract.clauses.markdown_blocks import PROVENANCE
from extract.clauses.markdown_in import NO_TITLE, title_among
from extract.clauses.tables import column_headings, row_text
from model import Block, Clause, Link, Reading

_SPECIAL = re.compile(r"[\\*`\[\]<>]|(?<![^\W_])_|_(?![^\W_])")
_ENTITY = re.compile(r"&(?=[#\w])")
# What would begin something else at the beginning of a line: a heading, an item, a number, a rule, a fence, a row.
_BEGINNING = re.compile(r"#{1,6}(?=\s|$)|[+-](?=\s|$)|[-=](?=[-=\s]*$)|~(?=~~)|\||(?P<number>\d{1,9})(?=[.)](?:\s|$))")
_NUMBER = re.compile(r"\d{1,4}[.)]$")
_CLOSING = re.compile(r"(?:(?<=\s)|^)(?=#++$)")
_BAR = re.compile(r"(?:(?<=\s)|^)\|(?=\s|$)")
_DELIMITER = re.compile(r":?-+:?$")
_IN_TARGET = re.compile(r"[<>\\|*\n\r\t]")
_MOST_HEADER_ROWS = 5
_GREAT = Clause(block=Block.HEADING, text="", words="", level=1)


def markdown(reading: Reading, links: bool = False) -> str:
    """The reading as Markdown, the title where the page shows it, if it does. With `links`, targets are kept."""
    clauses = reading.clauses
    if reading.title and reading.evidence.get("title") == "heading":
        place = _title_place(reading)
        title = f"# {_closed(_escaped(reading.title))}\n"
        return "\n".join([*_parts(clauses[:place], links), title, *_parts(clauses[place:], links)])
    parts = _parts(clauses, links)
    return "\n".join([NO_TITLE + "\n", *parts] if _would_be_lost(clauses) else parts)


def _title_place(reading: Reading) -> int:
    """How many clauses stand above the title; none, if it would not be known for the title there."""
    place = int(reading.evidence.get("above the title", "0"))
    above = reading.clauses[:place]
    if any(PROVENANCE.match(one.text) for one in above[:1]):
        return 0
    return place if title_among([*above, _GREAT]) == place else 0


def _parts(clauses: Sequence[Clause], links: bool) -> list[str]:
    parts: list[str] = []
    for block, run in groupby(clauses, lambda clause: clause.block):
        if block is Block.ROW:
            parts += ["\n".join(lines) + "\n" for lines in _tables(list(run), links)]
        elif block is Block.ITEM:
            parts.append("".join(_list(run, links)))
        else:
            parts += [_line(clause, links) + "\n" for clause in run]
    return parts


def _would_be_lost(clauses: Sequence[Clause]) -> bool:
    """Whether a clause would be taken for the title, or the first for a note on where the text comes from."""
    return title_among(clauses) is not None or any(PROVENANCE.match(one.text) for one in clauses[:1])


def _line(clause: Clause, links: bool) -> str:
    if clause.block is Block.HEADING:
        return f"{'#' * max(1, clause.level)} {_closed(_body(clause, links))}"
    if clause.block is Block.TERM:
        return f"***{_body(clause, links)}***"
    return _body(clause, links, beginning=True)


def _closed(text: str) -> str:
    """Signs at the end of a heading belong to it."""
    return _CLOSING.sub(r"\\", text, count=1)


def _list(items: Iterator[Clause], links: bool) -> Iterator[str]:
    depth = 0
    for clause in items:
        level = max(1, clause.level)
        for missing in range(depth + 1, level):
            yield f"{'    ' * (missing - 1)}*\n"
        depth = level
        yield f"{'    ' * (level - 1)}{_item(clause, links)}\n"


def _item(clause: Clause, links: bool) -> str:
    if _NUMBER.match(clause.label):
        marks = _Marks(clause.links, links)
        text = marks.of(clause.text, beginning=True)
        if not marks.left:
            return f"{clause.label} {text}"
    return f"* {_body(clause, links, beginning=True)}"


def _body(clause: Clause, links: bool, *, beginning: bool = False) -> str:
    text = f"{clause.label} {clause.text}" if clause.label else clause.text
    return _Marks(clause.links, links).of(text, beginning=beginning)


class _Marks:
    """Puts links where their texts stand, and takes from all else what would be a mark."""

    def __init__(self, links: Sequence[Link], wanted: bool) -> None:
        self.left = list(links)[::-1] if wanted else []

    def of(self, text: str, *, beginning: bool = False) -> str:
        parts: list[str] = []
        done = 0
        while self.left:
            link = self.left[-1]
            start = text.find(link.text, done)
            if start < 0:
                break
            parts += [_escaped(text[done:start], beginning=beginning and not done), _linked(link)]
            if parts[-2].endswith("!"):
                parts[-2] = parts[-2][:-1] + "\\!"
            done = start + len(link.text)
            self.left.pop()
        return "".join(parts) + _escaped(text[done:], beginning=beginning and not done)


def _linked(link: Link) -> str:
    return f"[{_escaped(link.text)}](<{_target(link.target)}>)"


def _target(target: str) -> str:
    """What may stand between angle brackets, where entities are understood."""
    if not _IN_TARGET.search(target) and unescape(target) == target:
        return target
    return _IN_TARGET.sub(lambda match: f"&#{ord(match.group())};", target.replace("&", "&amp;"))


def _escaped(text: str, *, beginning: bool = False) -> str:
    first = _BEGINNING.match(text) if beginning else None
    head = ""
    if first:
        head = f"{first['number']}\\" if first["number"] else "\\"
        text = text[first.end() :] if first["number"] else text
        if first["number"]:
            head, text = head + text[0], text[1:]
    made = _SPECIAL.sub(r"\\\g<0>", text)
    if "&" in made and unescape(text) != text:
        made = _ENTITY.sub(r"\\&", made)
    return head + made


# ---------------------------------------------------------------- tables


def _tables(rows: Sequence[Clause], links: bool) -> Iterator[list[str]]:
    """Rows that follow each other as tables; a new one begins where the column headings change."""
    heads: list[Clause] = []
    body: list[Clause] = []
    columns: tuple[str, ...] = ()
    for row in rows:
        if row.context == columns:
            body.append(row)
            continue
        count = _header_rows(body, row.context) if not columns else 0
        above = body[: len(body) - count]
        if above:
            yield _table(heads, above, columns, links)
        heads, body, columns = body[len(body) - count :], [row], row.context
    if body:
        yield _table(heads, body, columns, links)


def _header_rows(rows: Sequence[Clause], columns: tuple[str, ...]) -> int:
    """How many of the last rows are those whose cells are these column headings."""
    if not rows or not columns:
        return 0
    if rows[-1].text == row_text(columns):
        return 1
    for count in range(2, min(len(rows), _MOST_HEADER_ROWS) + 1):
        cells: tuple[str, ...] = ()
        for row in rows[-count:]:
            cells = column_headings(cells, _padded(_cells(row.text), len(columns)))
        if cells == columns:
            return count
    return 1


def _padded(cells: tuple[str, ...], width: int) -> tuple[str, ...]:
    return cells + ("",) * (width - len(cells))


def _table(heads: Sequence[Clause], body: Sequence[Clause], columns: tuple[str, ...], links: bool) -> list[str]:
    width = len(columns) or max(len(_cells(row.text)) for row in body[:1])
    if len(heads) == 1:
        lines = [_row(heads[0], columns, links)]
    else:
        lines = [_row(row, _padded(_cells(row.text), width), links) for row in heads]
    lines = lines or [f"|{'  |' * width}"]
    lines.append(f"|{' --- |' * width}")
    return lines + [_row(row, _cells(row.text), links) for row in body]


def _cells(text: str) -> tuple[str, ...]:
    return tuple([cell.strip() for cell in _BAR.split(text)])


def _row(clause: Clause, cells: tuple[str, ...], links: bool) -> str:
    marks = _Marks(clause.links, links)
    shown = [_in_cell(marks.of(cell)) for cell in cells]
    if marks.left or row_text(cells) != clause.text:  # a cell held a bar, in the text of a link or at its end
        shown = [_in_cell(_Marks(clause.links, links).of(clause.text))]
    if all(_DELIMITER.match(cell) for cell in shown):
        shown[0] = "\\" + shown[0]
    return f"| {' | '.join(shown)} |"


def _in_cell(text: str) -> str:
    return text.replace("|", "\\|")
