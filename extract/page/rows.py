"""How do the cells of a table become its rows?"""

from __future__ import annotations

from collections.abc import Sequence

from selectolax.lexbor import LexborNode

from extract.clauses.tables import row_text
from extract.page.boxes import Page
from extract.page.gathering import Close
from extract.page.lines import Lines
from extract.page.tables import is_data
from extract.runs import Draft, draft
from model import Block

_DEEPEST_TABLE = 20


class Rows(Lines):
    """Tables: those that hold data are read row by row, those that lay out a page cell by cell."""

    __slots__ = ("cell_heads", "data_depth", "data_tables", "in_cell", "row_number", "tables")

    def __init__(self, page: Page, *, as_sent: bool) -> None:
        super().__init__(page, as_sent=as_sent)
        self.tables = 0
        self.data_depth = 0  # how deep among tables the data table stands that is being read; 0 if none
        self.data_tables = 0
        self.cell_heads = 0
        self.in_cell = False
        self.row_number = 0

    def table(self, node: LexborNode, tag: str) -> Close | None:
        if self.cells is not None:
            return self.container(node, tag)
        self.open_box(tag, node.attributes)
        if self.tables < _DEEPEST_TABLE and is_data(node):
            self.data_depth = self.tables + 1
            self.data_tables += 1
            self.row_number = 0
        self.tables += 1
        return Rows.end_table

    def end_table(self) -> None:
        if self.data_depth == self.tables:
            self.data_depth = 0
        self.tables -= 1
        self.end_box()

    def row(self, node: LexborNode, tag: str) -> Close | None:
        if self.cells is not None or not self.data_depth or self.data_depth != self.tables:
            return self.container(node, tag)
        self.open_box(tag, node.attributes)
        self.cells = []
        self.cell_heads = 0
        return Rows.end_row

    def cell(self, node: LexborNode, tag: str) -> Close | None:
        if self.cells is None or self.in_cell:
            return self.container(node, tag)
        self._end_stray()
        self.in_cell = True
        self.cell_heads += tag == "th"
        return Rows.end_cell

    def end_cell(self) -> None:
        self.in_cell = False
        if self.cells is not None:
            self.cells.append(self.runs.copy())
        self.runs.clear()

    def _end_stray(self) -> None:
        """Text in a row but in none of its cells, as rows made of divs may have it, is a cell."""
        if self.cells is not None and any(not run[0].isspace() for run in self.runs):
            self.cells.append(self.runs.copy())
        self.runs.clear()

    def end_row(self) -> None:
        self._end_stray()
        cells = [draft(runs, Block.ROW) for runs in self.cells or []]
        self.cells = None
        self.broken = False
        texts = tuple([cell.text if cell else "" for cell in cells])
        if any(texts):
            self.page.blocks.append(self._row(cells, texts))
            self.row_number += 1
        self.end_box()

    def _row(self, cells: Sequence[Draft | None], texts: tuple[str, ...]) -> Draft:
        filled = [cell for cell in cells if cell]
        links = tuple([link for cell in filled for link in cell.links])
        first = self.row_number == 0 and len(filled) > 1
        header = first and (self.cell_heads == len(cells) or all(cell.bold for cell in filled))
        made = Draft(Block.ROW, row_text(texts), links=links, cells=texts, header=header, table=self.data_tables)
        made.link_chars = sum([cell.link_chars for cell in filled])
        made.box = self.boxes[-1] if self.boxes else 0
        return made
